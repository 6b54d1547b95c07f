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

bool fits(const Integer& least, const Integer& greatest) {
    return least >= -Integer(largest) && greatest <= Integer(largest);
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
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    step.to = static_cast<Place>(program_->registers++);
    result.place = step.to;
    if (!fits(result.least, result.greatest)) {
        step.checked = true;
        result.least = std::max(result.least, Integer(-Integer(largest)));
        result.greatest = std::min(result.greatest, Integer(largest));
    }
    program_->steps.push_back(step);
    known_.emplace(key, result);
    return result;
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
    if (place == places_of_constants_.end()) {
        if (constants_ == room_for_constants) return give_up("it has too many different figures");
        program_->constants[constants_] = number;
        place = places_of_constants_.emplace(number, static_cast<Place>(program_->columns + constants_)).first;
        ++constants_;
    }
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

/// The same number in finer parts. Precondition: the denominator is a multiple of its own.
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
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    auto sum = arithmetic(Do::add, *left, *right, left->least + right->least, left->greatest + right->greatest,
                          left->denominator);
    if (sum && (a.as == Worked::As::date || b.as == Worked::As::date)) sum->as = Worked::As::date;
    return sum;
}

std::optional<Worked> Steps::subtract(const Worked& a, const Worked& b) {
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    return arithmetic(Do::subtract, *left, *right, left->least - right->greatest, left->greatest - right->least,
                      left->denominator);
}

std::optional<Worked> Steps::multiply(const Worked& a, const Worked& b) {
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
    if (*numerator == 1) return result;
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

std::optional<Worked> Steps::compare(Do how, const Worked& a, const Worked& b) {
    std::optional<Worked> left = a, right = b;
    if (!made_alike(left, right)) return std::nullopt;
    return made({.what = how, .a = left->place, .b = right->place, .divider = Divider(1)}, yes_or_no());
}

std::optional<Worked> Steps::both(const Worked& a, const Worked& b) {
    if (a.constant == 1) return b;
    if (b.constant == 1) return a;
    return made({.what = Do::both, .a = a.place, .b = b.place, .divider = Divider(1)}, yes_or_no());
}

std::optional<Worked> Steps::either(const Worked& a, const Worked& b) {
    if (a.constant == 0) return b;
    if (b.constant == 0) return a;
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
    return made({.what = Do::choose, .a = if_so.place, .b = left->place, .c = right->place, .divider = Divider(1)},
                result);
}

void Steps::demand(const Worked& condition) {
    if (condition.constant == 1) return;
    program_->steps.push_back({.what = Do::demand, .a = condition.place, .divider = Divider(1)});
}

void Steps::refuse(const Worked& condition) {
    if (condition.constant == 0) return;
    program_->steps.push_back({.what = Do::refuse, .a = condition.place, .divider = Divider(1)});
}

// ---- rounding, days, lists ----------------------------------------------------------------------------------------

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
    return made({.what = Do::round,
                 .a = scaled->place,
                 .k = *gives,
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
    return made({.what = Do::translate, .a = a.place, .divider = Divider(1), .list = kept(std::move(list))},
                number_between(-1, greatest, 1));
}

std::optional<Worked> Steps::month_of(const Worked& day, std::vector<Number> list, Number first) {
    const Number greatest = list.empty() ? -1 : *std::max_element(list.begin(), list.end());
    return made(
        {.what = Do::month_of_day, .a = day.place, .k = first, .divider = Divider(1), .list = kept(std::move(list))},
        number_between(-1, greatest, 1));
}

std::optional<Worked> Steps::find_row(const Worked& key, const Worked& day, std::unique_ptr<Search> search) {
    program_->searches.push_back(std::move(search));
    Number last = -1;
    for (const Search::Row& row : program_->searches.back()->rows) last = std::max(last, row.number);
    return made({.what = Do::find_row,
                 .a = key.place,
                 .b = day.place,
                 .divider = Divider(1),
                 .search = program_->searches.back().get()},
                number_between(-2, last, 1));
}

std::optional<Worked> Steps::cell(const Worked& at, std::vector<Number> list, Number denominator, Worked::As as) {
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
    return made({.what = Do::cell, .a = at.place, .divider = Divider(1), .list = kept(std::move(list))}, result);
}

}  // namespace concordat::eval::plan
