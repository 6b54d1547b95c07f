// engine/eval/plan/worked.cpp · room: eval
// What:  see worked.h.
#include "eval/plan/worked.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace concordat::eval::plan {

using exact::Integer;
using exact::Ratio;

namespace {

constexpr Number largest = std::numeric_limits<Number>::max();

std::optional<Number> as_number(const Integer& whole) {
    if (!fits(whole, whole)) return std::nullopt;
    return static_cast<Number>(whole);
}

Worked yes_or_no() {
    return {.as = Worked::As::yes_no,
            .place = 0,
            .denominator = 1,
            .least = 0,
            .greatest = 1,
            .may_be_blank = false,
            .constant = {}};
}

Worked number_between(Integer least, Integer greatest, Number denominator) {
    return {.as = Worked::As::number,
            .place = 0,
            .denominator = denominator,
            .least = std::move(least),
            .greatest = std::move(greatest),
            .may_be_blank = false,
            .constant = {}};
}

}  // namespace

namespace {

bool fits_between(const Worked& worked, Number least, Number greatest) {
    return worked.least >= Integer(least) && worked.greatest <= Integer(greatest);
}

}  // namespace

bool fits(const Integer& least, const Integer& greatest) {
    return least >= -Integer(largest) && greatest <= Integer(largest);
}

bool fits_narrow(const Integer& least, const Integer& greatest) {
    return least > Integer(INT32_MIN) && greatest <= Integer(INT32_MAX);
}

// ---- making steps -------------------------------------------------------------------------------------------------

Worked Steps::made(Step step, Worked result) {
    const Key key{step.what,
                  step.a,
                  step.b,
                  step.c,
                  step.k,
                  static_cast<int>(step.mode),
                  step.divider.by,
                  step.list != nullptr ? static_cast<const void*>(step.list) : static_cast<const void*>(step.search)};
    if (const auto found = known_.find(key); found != known_.end()) {
        // The same whole numbers; in parts of what they are, only who asks knows: X and X divided by 7 share a
        // register.
        result.place = found->second.place;
        result.least = std::max(result.least, found->second.least);
        result.greatest = std::min(result.greatest, found->second.greatest);
        return result;
    }
    step.to = program_->add_register(fits_narrow(result.least, result.greatest));
    result.place = step.to;
    if (!fits(result.least, result.greatest)) {
        step.checked = true;
        result.least = std::max(result.least, Integer(-Integer(largest)));
        result.greatest = std::min(result.greatest, Integer(largest));
    }
    made_by_.emplace(step.to, program_->steps.size());
    program_->steps.push_back(step);
    known_.emplace(key, result);
    return result;
}

/// The list with numbers of half the size, where they are small enough.
const std::vector<Narrow>* Steps::small_copy(const std::vector<Number>& list) {
    if (const auto found = small_lists_.find(&list); found != small_lists_.end()) return found->second;
    std::vector<Narrow> small;
    for (const Number entry : list) {
        if (entry == no_number) {
            small.push_back(no_small_number);
            continue;
        }
        if (!is_narrow(entry)) return small_lists_[&list] = nullptr;
        small.push_back(static_cast<Narrow>(entry));
    }
    program_->small_lists.push_back(std::make_unique<std::vector<Narrow>>(std::move(small)));
    return small_lists_[&list] = program_->small_lists.back().get();
}

const std::vector<Number>* Steps::kept(std::vector<Number> list) {
    const auto found = lists_.find(list);
    if (found != lists_.end()) return found->second;
    program_->lists.push_back(std::make_unique<std::vector<Number>>(list));
    lists_.emplace(std::move(list), program_->lists.back().get());
    return program_->lists.back().get();
}

std::optional<Worked> Steps::whole(Number number, Worked::As as) {
    auto place = places_of_constants_.find(number);
    if (place == places_of_constants_.end())
        place = places_of_constants_.emplace(number, program_->add_constant(number)).first;
    Worked worked = number_between(number, number, 1);
    worked.as = as;
    worked.place = place->second;
    worked.constant = number;
    return worked;
}

std::optional<Worked> Steps::constant(const Ratio& number) {
    const auto numerator = as_number(number.numerator());
    const auto denominator = as_number(number.denominator());
    if (!numerator || !denominator) return give_up("a figure has too many digits");
    auto worked = whole(*numerator, Worked::As::number);
    if (worked) worked->denominator = *denominator;
    return worked;
}

std::optional<Worked> Steps::in_parts(const Worked& a, const Integer& denominator) {
    const auto wanted = as_number(denominator);
    if (!wanted) return give_up("its fractions are too fine");
    if (a.denominator == *wanted) return a;
    const Number factor = *wanted / a.denominator;
    if (a.constant) {
        const auto number = as_number(Integer(*a.constant) * factor);
        if (!number) return give_up("a figure has too many digits");
        auto worked = whole(*number, Worked::As::number);
        if (worked) worked->denominator = *wanted;
        return worked;
    }
    Worked result = number_between(a.least * factor, a.greatest * factor, *wanted);
    return made({.what = Do::scale, .a = a.place, .b = a.place, .k = factor, .divider = Divider(1)}, result);
}

/// Both in the same parts, so that they can be added and compared.
bool Steps::made_alike(std::optional<Worked>& a, std::optional<Worked>& b) {
    if (!a || !b) return false;
    if (a->as != Worked::As::number || b->as != Worked::As::number) return true;
    const Integer common = boost::multiprecision::lcm(Integer(a->denominator), Integer(b->denominator));
    a = in_parts(*a, common);
    if (a) b = in_parts(*b, common);
    return a && b;
}

std::optional<Worked> Steps::arithmetic(Do what, const Worked& a, const Worked& b, Integer least, Integer greatest,
                                        Number denominator) {
    return made({.what = what, .a = a.place, .b = b.place, .divider = Divider(1)},
                number_between(std::move(least), std::move(greatest), denominator));
}

// ---- arithmetic ---------------------------------------------------------------------------------------------------

std::optional<Worked> Steps::add(const Worked& a, const Worked& b) {
    if (a.constant == 0 && a.as == Worked::As::number && b.as == Worked::As::number) return b;
    if (b.constant == 0 && b.as == Worked::As::number) return a;
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    const Worked range =
        number_between(left->least + right->least, left->greatest + right->greatest, left->denominator);
    std::optional<Worked> sum = add_multiples(*left, *right, range);
    if (!sum) sum = add_multiples(*right, *left, range);
    if (!sum) sum = arithmetic(Do::add, *left, *right, range.least, range.greatest, range.denominator);
    if (sum && (a.as == Worked::As::date || b.as == Worked::As::date)) sum->as = Worked::As::date;
    return sum;
}

std::optional<Worked> Steps::subtract(const Worked& a, const Worked& b) {
    if (b.constant == 0 && a.as == Worked::As::number && b.as == Worked::As::number) return a;
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    return arithmetic(Do::subtract, *left, *right, left->least - right->greatest, left->greatest - right->least,
                      left->denominator);
}

std::optional<Worked> Steps::multiply(const Worked& a, const Worked& b) {
    if (a.constant == 0 || b.constant == 0) return whole(0, Worked::As::number);
    if (a.constant && *a.constant != 0) return multiply(b, Ratio(Integer(*a.constant), Integer(a.denominator)));
    if (b.constant && *b.constant != 0) return multiply(a, Ratio(Integer(*b.constant), Integer(b.denominator)));
    const auto denominator = as_number(Integer(a.denominator) * b.denominator);
    if (!denominator) return give_up("its fractions are too fine");
    const std::array<Integer, 4> corners = {a.least * b.least, a.least * b.greatest, a.greatest * b.least,
                                            a.greatest * b.greatest};
    return arithmetic(Do::multiply, a, b, *std::min_element(corners.begin(), corners.end()),
                      *std::max_element(corners.begin(), corners.end()), *denominator);
}

std::optional<Worked> Steps::multiply(const Worked& a, const Ratio& by) {
    const auto numerator = as_number(by.numerator());
    const auto denominator = as_number(Integer(a.denominator) * by.denominator());
    if (!numerator || !denominator) return give_up("its fractions are too fine");
    Worked result = a;
    result.denominator = *denominator;
    result.there.reset();
    result.held = false;
    if (*numerator == 1) return result;
    if (*numerator == 0) return whole(0, Worked::As::number);
    if (a.constant) return constant(Ratio(Integer(*a.constant), Integer(a.denominator)) * by);
    const Integer one = a.least * *numerator;
    const Integer other = a.greatest * *numerator;
    result = number_between(std::min(one, other), std::max(one, other), *denominator);
    return made({.what = Do::scale, .a = a.place, .b = a.place, .k = *numerator, .divider = Divider(1)}, result);
}

std::optional<Worked> Steps::negate(const Worked& a) {
    return made({.what = Do::negate, .a = a.place, .divider = Divider(1)},
                number_between(-a.greatest, -a.least, a.denominator));
}

std::optional<Worked> Steps::excess(const Worked& a, const Worked& b) {
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    const Integer nothing = 0;
    return arithmetic(Do::excess, *left, *right, std::max(nothing, Integer(left->least - right->greatest)),
                      std::max(nothing, Integer(left->greatest - right->least)), left->denominator);
}

std::optional<Worked> Steps::extreme(const Worked& a, const Worked& b, bool greatest) {
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    // Where the ranges do not overlap it is known which of them it is.
    if (greatest ? left->least >= right->greatest : left->greatest <= right->least) return left;
    if (greatest ? right->least >= left->greatest : right->greatest <= left->least) return right;
    std::optional<Worked> excess = greatest ? excess_instead(*left, *right) : std::nullopt;
    if (greatest && !excess) excess = excess_instead(*right, *left);
    if (excess) return excess;
    Worked result =
        number_between(greatest ? std::max(left->least, right->least) : std::min(left->least, right->least),
                       greatest ? std::max(left->greatest, right->greatest) : std::min(left->greatest, right->greatest),
                       left->denominator);
    result.as = left->as;
    return made(
        {.what = greatest ? Do::greatest : Do::least, .a = left->place, .b = right->place, .divider = Divider(1)},
        result);
}

// ---- conditions ---------------------------------------------------------------------------------------------------

namespace {

/// What a comparison comes to where the ranges of both sides tell. What is asked of codes is not of ranges.
std::optional<bool> known_already(Do how, const Worked& left, const Worked& right) {
    if (left.as != Worked::As::number && left.as != Worked::As::date) return std::nullopt;
    const bool below = left.greatest < right.least;
    const bool above = left.least > right.greatest;
    switch (how) {
        case Do::less:
            if (below) return true;
            if (left.least >= right.greatest) return false;
            return std::nullopt;
        case Do::at_most:
            if (left.greatest <= right.least) return true;
            if (above) return false;
            return std::nullopt;
        case Do::equal: return below || above ? std::optional(false) : std::nullopt;
        case Do::not_equal: return below || above ? std::optional(true) : std::nullopt;
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<Worked> Steps::compare(Do how, const Worked& a, const Worked& b) {
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    if (const auto known = known_already(how, *left, *right)) return whole(*known ? 1 : 0, Worked::As::yes_no);
    return made({.what = how, .a = left->place, .b = right->place, .divider = Divider(1)}, yes_or_no());
}

std::optional<Worked> Steps::both(const Worked& a, const Worked& b) {
    if (a.constant == 1 || b.constant == 0) return b;
    if (b.constant == 1 || a.constant == 0 || a.place == b.place) return a;
    return made({.what = Do::both, .a = a.place, .b = b.place, .divider = Divider(1)}, yes_or_no());
}

std::optional<Worked> Steps::either(const Worked& a, const Worked& b) {
    if (a.constant == 0 || b.constant == 1) return b;
    if (b.constant == 0 || a.constant == 1 || a.place == b.place) return a;
    return made({.what = Do::either, .a = a.place, .b = b.place, .divider = Divider(1)}, yes_or_no());
}

std::optional<Worked> Steps::opposite(const Worked& a) {
    if (a.constant) return whole(1 - *a.constant, Worked::As::yes_no);
    return made({.what = Do::opposite, .a = a.place, .divider = Divider(1)}, yes_or_no());
}

std::optional<Worked> Steps::choose(const Worked& if_so, const Worked& a, const Worked& b) {
    if (if_so.constant) return *if_so.constant != 0 ? a : b;
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    Worked result = number_between(std::min(left->least, right->least), std::max(left->greatest, right->greatest),
                                   left->denominator);
    result.as = left->as;
    result.may_be_blank = left->may_be_blank || right->may_be_blank;
    auto chosen = made(
        {.what = Do::choose, .a = if_so.place, .b = left->place, .c = right->place, .divider = Divider(1)}, result);
    if (!a.there && !b.there) return chosen;
    const auto one = is_there(a);
    const auto other = is_there(b);
    if (!one || !other) return std::nullopt;
    chosen.there =
        made({.what = Do::choose, .a = if_so.place, .b = one->place, .c = other->place, .divider = Divider(1)},
             yes_or_no())
            .place;
    chosen.held = a.held || b.held;
    return chosen;
}

void Steps::demand(const Worked& condition) {
    if (condition.constant == 1 || !demanded_.insert(condition.place).second) return;
    program_->steps.push_back({.what = Do::demand, .a = condition.place, .divider = Divider(1)});
}

void Steps::demand_place(const Worked& at, Number size) {
    if (!demanded_places_.insert({at.place, size}).second) return;
    program_->steps.push_back({.what = Do::demand_place, .a = at.place, .k = size, .divider = Divider(1)});
}

void Steps::refuse(const Worked& condition) {
    if (condition.constant == 0 || !refused_.insert(condition.place).second) return;
    program_->steps.push_back({.what = Do::refuse, .a = condition.place, .divider = Divider(1)});
}

// ---- rounding, days -----------------------------------------------------------------------------------------------

namespace {

/// What makes a division by `divisor` that cuts off round in a mode, added to a number not below nothing.
std::optional<std::uint64_t> added_before_cutting(exact::RoundingMode mode, Number divisor) {
    switch (mode) {
        case exact::RoundingMode::down: return 0;
        case exact::RoundingMode::up: return static_cast<std::uint64_t>(divisor) - 1;
        case exact::RoundingMode::half_up: return static_cast<std::uint64_t>(divisor) / 2;
        case exact::RoundingMode::half_down: return (static_cast<std::uint64_t>(divisor) - 1) / 2;
        case exact::RoundingMode::half_to_even: return std::nullopt;  // depends on the number of steps
    }
    return std::nullopt;
}

}  // namespace

std::optional<Worked> Steps::round(const Worked& a, const exact::Rounding& rounding) {
    // a/d in steps of p/q: (a x q) / (d x p), rounded, times p, in parts of q.
    const Integer step = rounding.step.numerator();
    const Integer parts = rounding.step.denominator();
    const Integer common = boost::multiprecision::gcd(Integer(Integer(a.denominator) * step), parts);
    const auto factor = as_number(parts / common);
    const auto divisor = as_number(Integer(a.denominator) * step / common);
    const auto gives = as_number(step);
    const auto denominator = as_number(parts);
    if (!factor || !divisor || !gives || !denominator) return give_up("its rounding is too fine");
    std::optional<Worked> scaled = a;
    if (*factor != 1) {
        scaled = made({.what = Do::scale, .a = a.place, .b = a.place, .k = *factor, .divider = Divider(1)},
                      number_between(a.least * *factor, a.greatest * *factor, 1));
    }
    const auto bound = [&](const Integer& end) { return (end / *divisor + (end < 0 ? -1 : 1)) * *gives; };
    const Integer nothing = 0;
    const Worked result = number_between(scaled->least < 0 ? bound(scaled->least) : nothing,
                                         scaled->greatest > 0 ? bound(scaled->greatest) : nothing, *denominator);
    if (!fits(result.least, result.greatest)) return give_up("what is rounded may be too large");
    const auto added = added_before_cutting(rounding.mode, *divisor);
    return made({.what = Do::round,
                 .rounds_by_adding = added && *divisor != 1 && scaled->least >= 0 &&
                                     fits(0, scaled->greatest + Integer(added.value_or(0))),
                 .a = scaled->place,
                 .k = *gives,
                 .added = added.value_or(0),
                 .mode = rounding.mode,
                 .divider = Divider(static_cast<std::uint64_t>(*divisor))},
                result);
}

std::optional<Worked> Steps::whole_part(const Worked& a) { return round(a, {Ratio(1), exact::RoundingMode::down}); }

std::optional<Worked> Steps::whole_years(const Worked& from, const Worked& to) {
    constexpr Number most_years = 10'000;
    return made({.what = Do::whole_years, .a = from.place, .b = to.place, .divider = Divider(1)},
                number_between(0, most_years, 1));
}

std::optional<Worked> Steps::translate(const Worked& a, std::vector<Number> list) {
    Number greatest = -1;
    for (const Number entry : list) greatest = std::max(greatest, entry);
    const std::vector<Number>* entries = kept(std::move(list));
    return made(
        {.what = Do::translate, .a = a.place, .divider = Divider(1), .list = entries, .small = small_copy(*entries)},
        number_between(-1, greatest, 1));
}

std::optional<Worked> Steps::month_of(const Worked& day, std::vector<Number> list, Number first) {
    const Number greatest = list.empty() ? -1 : *std::max_element(list.begin(), list.end());
    const std::vector<Number>* entries = kept(std::move(list));
    return made({.what = Do::month_of_day,
                 .a = day.place,
                 .k = first,
                 .divider = Divider(1),
                 .list = entries,
                 .small = small_copy(*entries)},
                number_between(-1, greatest, 1));
}

std::optional<Worked> Steps::months_after(const Worked& day, const Worked& months) {
    constexpr Number shortest = 28, longest = 31;
    std::optional<Worked> number = months;
    if (!fits_between(months, -most_months, most_months)) {
        const auto most = whole(most_months, Worked::As::number);
        const auto least = whole(-most_months, Worked::As::number);
        const auto above = most ? compare(Do::less, *most, months) : std::nullopt;
        const auto below = least ? compare(Do::less, months, *least) : std::nullopt;
        if (!above || !below) return std::nullopt;
        refuse(*above);
        refuse(*below);
        number->least = std::max(months.least, Integer(-most_months));
        number->greatest = std::min(months.greatest, Integer(most_months));
    }
    const Integer least = day.least + number->least * (number->least < 0 ? longest : shortest) - longest;
    const Integer greatest = day.greatest + number->greatest * (number->greatest < 0 ? shortest : longest) + longest;
    Worked result = number_between(least, greatest, 1);
    result.as = Worked::As::date;
    return made({.what = Do::months_after, .a = day.place, .b = number->place, .divider = Divider(1)}, result);
}

// ---- what may be none ---------------------------------------------------------------------------------------------

std::optional<Worked> Steps::is_there(const Worked& a) {
    if (!a.there) return whole(1, Worked::As::yes_no);
    Worked known = yes_or_no();
    known.place = *a.there;
    return known;
}

std::optional<Worked> Steps::known_with(std::optional<Worked> result, std::initializer_list<const Worked*> parts) {
    if (!result) return std::nullopt;
    std::optional<Worked> known;
    for (const Worked* part : parts) {
        if (!part->there) continue;
        const auto own = is_there(*part);
        known = known ? both(*known, *own) : own;
        if (!known) return std::nullopt;
    }
    if (known) {
        result->there = known->place;
        result->held = true;
    }
    return result;
}

// ---- lists --------------------------------------------------------------------------------------------------------

std::optional<Worked> Steps::find_row(const Worked& key, const Worked& day, const Worked& figure,
                                      std::unique_ptr<Search> search, bool must_be_there) {
    search->find_beforehand();
    program_->searches.push_back(std::move(search));
    Number last = -1;
    for (const Search::Row& row : program_->searches.back()->rows) last = std::max(last, row.number);
    return made({.what = Do::find_row,
                 .a = key.place,
                 .b = day.place,
                 .c = figure.place,
                 .k = must_be_there ? 1 : 0,
                 .divider = Divider(1),
                 .search = program_->searches.back().get()},
                number_between(must_be_there ? 0 : -2, std::max<Number>(last, 0), 1));
}

namespace {

/// A list that only counts on from one of its places: 0 there, 1 at the next, and so to the last that has an entry.
struct InOrder {
    Number first, size;
};

std::optional<InOrder> in_order(const std::vector<Number>& list) {
    const auto none = [](Number entry) { return entry == no_number; };
    const auto first = std::find_if_not(list.begin(), list.end(), none);
    const auto end = std::find_if(first, list.end(), none);
    if (first == end || std::find_if_not(end, list.end(), none) != list.end()) return std::nullopt;
    for (auto entry = first; entry != end; ++entry) {
        if (*entry != entry - first) return std::nullopt;
    }
    return InOrder{first - list.begin(), end - first};
}

}  // namespace

/// What a list that only counts on has at a place: nothing need be fetched.
std::optional<Worked> Steps::place_in_order(const Worked& at, const std::vector<Number>& list) {
    const auto order = in_order(list);
    if (!order || !fits_between(at, -most_places, most_places)) return std::nullopt;
    Worked number = at;
    number.as = Worked::As::number;
    const auto first = whole(order->first, Worked::As::number);
    auto place = first ? subtract(number, *first) : std::nullopt;
    if (!place) return std::nullopt;
    if (!fits_between(*place, 0, order->size - 1)) demand_place(*place, order->size);
    Worked result = number_between(0, order->size - 1, 1);
    result.place = place->place;
    return result;
}

std::optional<Worked> Steps::cell(const Worked& at, std::vector<Number> list, Number denominator, Worked::As as) {
    if (as == Worked::As::number && denominator == 1 && !at.constant) {
        if (const auto placed = place_in_order(at, list)) return placed;
    }
    Number least = 0;
    Number greatest = 0;
    bool any = false;
    for (const Number entry : list) {
        if (entry == no_number) continue;
        least = any ? std::min(least, entry) : entry;
        greatest = any ? std::max(greatest, entry) : entry;
        any = true;
    }
    Worked result = number_between(std::min<Number>(least, 0), std::max<Number>(greatest, 0), denominator);
    result.as = as;
    const std::vector<Number>* entries = kept(std::move(list));
    const bool complete = !entries->empty() && at.least >= 0 && at.greatest < static_cast<Number>(entries->size()) &&
                          std::find(entries->begin(), entries->end(), no_number) == entries->end();
    return made({.what = complete ? Do::pick : Do::cell,
                 .a = at.place,
                 .divider = Divider(1),
                 .list = entries,
                 .small = small_copy(*entries)},
                result);
}

}  // namespace concordat::eval::plan
