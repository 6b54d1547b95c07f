// engine/eval/plan/kernels.cpp · room: eval
// What:  each step over the rows of a batch. Plain loops of fixed length, which the compiler turns into vector
//        instructions; where the processor has wider ones, a copy of the loop made for them is taken when the program
//        starts. Most are there twice: for narrow registers, of which twice as many rows fit into an instruction, and
//        for wide ones.
// Start: run_step(), last in the file.
// Source: docs/performance.md tells what each costs.
#include "eval/plan/kernels.h"

#include <algorithm>
#include <type_traits>

#include "base/processors.h"
#include "calendar/date.h"
#include "eval/plan/batch.h"
#include "eval/plan/short_lists.h"
#include "eval/plan/worked.h"

namespace concordat::eval::plan {

namespace {

constexpr std::size_t rows = batch_rows;
template <typename Width>
using In = const Width* __restrict;
template <typename Width>
using Out = Width* __restrict;

// Arithmetic on the unsigned image wraps where a row was set aside and holds rubbish; where a row counts, its range was
// proven.
Number wrapped(std::uint64_t image) { return static_cast<Number>(image); }
Narrow wrapped(std::uint32_t image) { return static_cast<Narrow>(image); }
std::uint64_t image(Number number) { return static_cast<std::uint64_t>(number); }
std::uint32_t image(Narrow number) { return static_cast<std::uint32_t>(number); }

#define CONCORDAT_KERNEL(name, parameters, expression)                     \
    CONCORDAT_FOR_EACH_PROCESSOR void name parameters {                    \
        for (std::size_t row = 0; row < rows; ++row) to[row] = expression; \
    }

/// An operand that is the same in all rows.
template <typename Width>
struct Same {
    Width number;
    Width operator[](std::size_t /*row*/) const { return number; }
};

/// An operation over all rows, its operands in the width of what it works in or narrower.
template <typename Of, typename Width, typename To, typename A, typename B>
CONCORDAT_FOR_EACH_PROCESSOR void over_rows(Out<To> to, A a, B b) {
    for (std::size_t row = 0; row < rows; ++row) to[row] = Of::of(Width{a[row]}, Width{b[row]});
}

#define CONCORDAT_OPERATION(name, result, expression)               \
    struct name {                                                   \
        template <typename Width>                                   \
        CONCORDAT_PART_OF_LOOP static result of(Width a, Width b) { \
            return expression;                                      \
        }                                                           \
    };

CONCORDAT_OPERATION(Add, Width, wrapped(image(a) + image(b)))
CONCORDAT_OPERATION(Subtract, Width, wrapped(image(a) - image(b)))
CONCORDAT_OPERATION(Multiply, Width, wrapped(image(a) * image(b)))
CONCORDAT_OPERATION(Least, Width, a < b ? a : b)
CONCORDAT_OPERATION(Greatest, Width, a > b ? a : b)
CONCORDAT_OPERATION(Excess, Width, a > b ? wrapped(image(a) - image(b)) : 0)
CONCORDAT_OPERATION(Equal, Narrow, a == b ? 1 : 0)
CONCORDAT_OPERATION(NotEqual, Narrow, a != b ? 1 : 0)
CONCORDAT_OPERATION(Less, Narrow, a < b ? 1 : 0)
CONCORDAT_OPERATION(AtMost, Narrow, a <= b ? 1 : 0)
CONCORDAT_OPERATION(More, Narrow, a > b ? 1 : 0)
CONCORDAT_OPERATION(AtLeast, Narrow, a >= b ? 1 : 0)

template <typename Width, typename B, typename C>
CONCORDAT_FOR_EACH_PROCESSOR void choose(Out<Width> to, In<Narrow> a, B b, C c) {
    for (std::size_t row = 0; row < rows; ++row) to[row] = a[row] != 0 ? Width{b[row]} : Width{c[row]};
}

CONCORDAT_KERNEL(both, (Out<Narrow> to, In<Narrow> a, In<Narrow> b), a[row] & b[row])
CONCORDAT_KERNEL(either, (Out<Narrow> to, In<Narrow> a, In<Narrow> b), a[row] | b[row])
CONCORDAT_KERNEL(opposite, (Out<Narrow> to, In<Narrow> a), a[row] ^ 1)
CONCORDAT_KERNEL(widen, (Out<Number> to, In<Narrow> a), a[row])
CONCORDAT_KERNEL(narrow, (Out<Narrow> to, In<Number> a),
                 is_narrow(a[row]) ? static_cast<Narrow>(a[row]) : no_small_number)
CONCORDAT_KERNEL(demand, (Out<Narrow> to, In<Narrow> a), to[row] & (a[row] != 0 ? 1 : 0))
CONCORDAT_KERNEL(refuse, (Out<Narrow> to, In<Narrow> a), to[row] & (a[row] == 0 ? 1 : 0))
CONCORDAT_KERNEL(demand_place, (Out<Narrow> to, In<Narrow> a, std::uint32_t k), to[row] & (image(a[row]) < k ? 1 : 0))

// ---- what may be too large ------------------------------------------------------------------------------------------

template <typename Operation>
void checked(Out<Number> to, In<Number> a, In<Number> b, Out<Narrow> plain, Operation overflows) {
    for (std::size_t row = 0; row < rows; ++row) {
        if (overflows(a[row], b[row], to[row])) {
            to[row] = 0;
            plain[row] = 0;
        }
    }
}

void run_checked(const Step& step, Out<Number> to, In<Number> a, In<Number> b, Out<Narrow> plain) {
    switch (step.what) {
        case Do::add:
            return checked(to, a, b, plain,
                           [](Number x, Number y, Number& z) { return __builtin_add_overflow(x, y, &z); });
        case Do::subtract:
        case Do::excess:
            checked(to, a, b, plain, [](Number x, Number y, Number& z) { return __builtin_sub_overflow(x, y, &z); });
            for (std::size_t row = 0; step.what == Do::excess && row < rows; ++row)
                to[row] = std::max<Number>(to[row], 0);
            return;
        case Do::multiply:
            return checked(to, a, b, plain,
                           [](Number x, Number y, Number& z) { return __builtin_mul_overflow(x, y, &z); });
        default:  // scale
            return checked(to, a, a, plain,
                           [k = step.k](Number x, Number, Number& z) { return __builtin_mul_overflow(x, k, &z); });
    }
}

// ---- rounding -------------------------------------------------------------------------------------------------------

template <typename RoundsUp>
void rounded(const Step& step, Out<Number> to, In<Number> a, RoundsUp rounds_up) {
    const Divider divider = step.divider;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t size = a[row] < 0 ? 0 - image(a[row]) : image(a[row]);
        std::uint64_t steps = divider.divide(size);
        const std::uint64_t rest = size - steps * divider.by;
        steps += rounds_up(rest, steps) ? 1 : 0;
        const Number count = a[row] < 0 ? -wrapped(steps) : wrapped(steps);
        to[row] = wrapped(image(count) * image(step.k));
    }
}

/// Of numbers not below nothing: what is added beforehand makes the division, which cuts off, round in its mode.
void rounded_by_adding(const Step& step, Out<Number> to, In<Number> a) {
    const Divider divider = step.divider;
    const std::uint64_t added = step.added;
#pragma GCC unroll 4
    for (std::size_t row = 0; row < rows; ++row)
        to[row] = wrapped(divider.divide_by_more_than_one(image(a[row]) + added));
    for (std::size_t row = 0; step.k != 1 && row < rows; ++row) to[row] = wrapped(image(to[row]) * image(step.k));
}

void round(const Step& step, Out<Number> to, In<Number> a) {
    const std::uint64_t by = step.divider.by;
    if (step.rounds_by_adding) return rounded_by_adding(step, to, a);
    switch (step.mode) {
        case exact::RoundingMode::half_up:
            return rounded(step, to, a, [by](std::uint64_t rest, std::uint64_t) { return rest >= by - rest; });
        case exact::RoundingMode::half_down:
            return rounded(step, to, a, [by](std::uint64_t rest, std::uint64_t) { return rest > by - rest; });
        case exact::RoundingMode::half_to_even:
            return rounded(step, to, a, [by](std::uint64_t rest, std::uint64_t steps) {
                return rest > by - rest || (rest == by - rest && (steps & 1u) != 0);
            });
        case exact::RoundingMode::up:
            return rounded(step, to, a, [](std::uint64_t rest, std::uint64_t) { return rest != 0; });
        case exact::RoundingMode::down: return rounded(step, to, a, [](std::uint64_t, std::uint64_t) { return false; });
    }
}

// ---- days -----------------------------------------------------------------------------------------------------------

void whole_years(Out<Narrow> to, In<Narrow> a, In<Narrow> b) {
    for (std::size_t row = 0; row < rows; ++row)
        to[row] = calendar::whole_years(calendar::Date::from_days(a[row]), calendar::Date::from_days(b[row]));
}

void months_after(Out<Narrow> to, In<Narrow> a, In<Narrow> b) {
    constexpr auto most =
        static_cast<Narrow>(Steps::most_months);  // what lies beyond was set aside: any day does for it
    for (std::size_t row = 0; row < rows; ++row) {
        const auto day = calendar::Date::from_days(a[row]);
        to[row] = day.plus_months(std::clamp(b[row], -most, most)).days_since_1970();
    }
}

// ---- looking up -----------------------------------------------------------------------------------------------------
// The entries are fetched one by one, whatever the place; what is wrong about a place is found for many rows at once.

/// Entry `a` - `first` of the list, or any where there is none. Precondition: the list has an entry.
template <typename Entry>
void fetch(Out<Entry> to, In<Narrow> a, const std::vector<Entry>& list, Narrow first) {
    const Entry* entries = list.data();
    const std::size_t size = list.size();
#pragma GCC unroll 8
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t at = image(a[row]) - image(first);
        to[row] = entries[at < size ? at : 0];
    }
}

#define CONCORDAT_AFTER_FETCHING(Entry)                                                                              \
    CONCORDAT_KERNEL(fetched_or_none, (Out<Entry> to, In<Narrow> a, Narrow first, std::uint32_t size),               \
                     image(a[row]) - image(first) < size ? to[row] : -1)                                             \
    CONCORDAT_FOR_EACH_PROCESSOR void set_aside_unfound(Out<Entry> to, In<Narrow> a, std::uint32_t size, Entry none, \
                                                        Out<Narrow> plain) {                                         \
        for (std::size_t row = 0; row < rows; ++row) {                                                               \
            const Narrow found = (image(a[row]) < size ? 1 : 0) & (to[row] != none ? 1 : 0);                         \
            plain[row] &= found;                                                                                     \
            to[row] = found != 0 ? to[row] : 0;                                                                      \
        }                                                                                                            \
    }

CONCORDAT_AFTER_FETCHING(Narrow)
CONCORDAT_AFTER_FETCHING(Number)

struct LeastAndGreatest {
    Narrow least, greatest;
};

CONCORDAT_FOR_EACH_PROCESSOR void find_least_and_greatest(In<Narrow> a, LeastAndGreatest& found) {
    Narrow least = a[0], greatest = a[0];
    for (std::size_t row = 0; row < rows; ++row) {
        least = a[row] < least ? a[row] : least;
        greatest = a[row] > greatest ? a[row] : greatest;
    }
    found = {least, greatest};
}

LeastAndGreatest least_and_greatest(In<Narrow> a) {
    LeastAndGreatest found{};
    find_least_and_greatest(a, found);
    return found;
}

/// The days of a thousand records one after the other mostly lie in one month, and then nothing need be fetched.
/// Precondition: the entries do not fall.
bool in_one_month(Out<Narrow> to, In<Narrow> day, const std::vector<Narrow>& list, Narrow first) {
    const LeastAndGreatest days = least_and_greatest(day);
    const std::size_t from = image(days.least) - image(first);
    const std::size_t last = image(days.greatest) - image(first);
    if (from >= list.size() || last >= list.size() || list[from] != list[last]) return false;
    std::fill(to, to + rows, list[from]);
    return true;
}

template <typename Entry>
void run_on_list(const Step& step, Out<Entry> to, In<Narrow> a, const std::vector<Entry>& list, Entry none,
                 Out<Narrow> plain) {
    const bool cell = step.what == Do::cell;
    if (list.empty()) {
        std::fill(to, to + rows, cell ? 0 : -1);
        if (cell) std::fill(plain, plain + rows, 0);
        return;
    }
    const Narrow first = step.what == Do::month_of_day ? static_cast<Narrow>(step.k) : 0;
    if constexpr (std::is_same_v<Entry, Narrow>) {
        if (step.what == Do::month_of_day && in_one_month(to, a, list, first)) return;
    }
    if constexpr (std::is_same_v<Entry, Narrow>) fetch_entries(to, a, {list.data(), list.size(), first});
    else fetch(to, a, list, first);
    const auto size = static_cast<std::uint32_t>(list.size());
    if (cell) set_aside_unfound(to, a, size, none, plain);
    else if (step.what != Do::pick) fetched_or_none(to, a, first, size);
}

/// How many of the days on which another stretch begins have come.
CONCORDAT_FOR_EACH_PROCESSOR void count_begun(Out<Narrow> to, In<Narrow> day, const Narrow* begins, std::size_t count) {
    for (std::size_t row = 0; row < rows; ++row) to[row] = 0;
    for (std::size_t index = 0; index < count; ++index) {
        const Narrow begin = begins[index];
        for (std::size_t row = 0; row < rows; ++row) to[row] += day[row] >= begin ? 1 : 0;
    }
}

/// `to` holds the stretch of each row's day, and then its place among what was found beforehand.
CONCORDAT_FOR_EACH_PROCESSOR void place_found(Out<Narrow> to, In<Narrow> key, std::uint32_t keys, std::uint32_t none) {
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t place = image(to[row]) * keys + image(key[row]);
        to[row] = wrapped(image(key[row]) < keys ? place : none);
    }
}

/// The same, all days being of one stretch, whose places begin at `first`.
CONCORDAT_FOR_EACH_PROCESSOR void place_in_stretch(Out<Narrow> to, In<Narrow> key, std::uint32_t keys,
                                                   std::uint32_t first, std::uint32_t none) {
    for (std::size_t row = 0; row < rows; ++row)
        to[row] = wrapped(image(key[row]) < keys ? first + image(key[row]) : none);
}

CONCORDAT_FOR_EACH_PROCESSOR void set_aside_below_nothing(Out<Narrow> to, Out<Narrow> plain) {
    for (std::size_t row = 0; row < rows; ++row) {
        plain[row] &= to[row] >= 0 ? 1 : 0;
        to[row] = to[row] >= 0 ? to[row] : 0;
    }
}

std::uint32_t stretch_of(const Search& search, Narrow day) {
    return static_cast<std::uint32_t>(std::upper_bound(search.begins.begin(), search.begins.end(), day) -
                                      search.begins.begin());
}

/// The days of a thousand records one after the other mostly lie in one stretch.
void find_place(Out<Narrow> to, In<Narrow> key, In<Narrow> day, const Search& search) {
    constexpr std::size_t few_stretches = 8;  // as many comparisons cost less than fetching from a list
    const auto keys = static_cast<std::uint32_t>(search.by_key.size());
    const auto none = static_cast<std::uint32_t>(search.no_place());
    const LeastAndGreatest days = search.begins.empty() ? LeastAndGreatest{0, 0} : least_and_greatest(day);
    const std::uint32_t stretch = stretch_of(search, days.least);
    if (stretch == stretch_of(search, days.greatest)) return place_in_stretch(to, key, keys, stretch * keys, none);
    if (search.begins.size() <= few_stretches) {
        count_begun(to, day, search.begins.data(), search.begins.size());
    } else {
        const auto last = static_cast<Number>(search.stretch_of_day.size()) - 1;
        for (std::size_t row = 0; row < rows; ++row) {
            const Number at = std::clamp<Number>(Number{day[row]} - search.first_day, 0, last);
            to[row] = search.stretch_of_day[static_cast<std::size_t>(at)];
        }
    }
    place_found(to, key, keys, none);
}

void take_found(Out<Narrow> to, In<Narrow> key, In<Narrow> day, const Search& search) {
    find_place(to, key, day, search);
    const Narrow* found = search.found.data();
#pragma GCC unroll 8
    for (std::size_t row = 0; row < rows; ++row) to[row] = found[to[row]];
}

/// Four numbers that lie side by side, as one.
using Four = Narrow __attribute__((vector_size(4 * sizeof(Narrow))));

Four four_times(Narrow number) { return Four{number, number, number, number}; }

Four four_at(const Narrow* from) {
    Four four;
    __builtin_memcpy(&four, from, sizeof four);
    return four;
}

/// Of four rows the entries of each list, made of the entries of each row.
void turn(std::array<Four, 4>& rows_of) {
    const Four low = __builtin_shufflevector(rows_of[0], rows_of[1], 0, 4, 1, 5);
    const Four high = __builtin_shufflevector(rows_of[0], rows_of[1], 2, 6, 3, 7);
    const Four other_low = __builtin_shufflevector(rows_of[2], rows_of[3], 0, 4, 1, 5);
    const Four other_high = __builtin_shufflevector(rows_of[2], rows_of[3], 2, 6, 3, 7);
    rows_of = {__builtin_shufflevector(low, other_low, 0, 1, 4, 5), __builtin_shufflevector(low, other_low, 2, 3, 6, 7),
               __builtin_shufflevector(high, other_high, 0, 1, 4, 5),
               __builtin_shufflevector(high, other_high, 2, 3, 6, 7)};
}

/// Several lists, side by side, each place with room for four. `within`: every place is in them.
template <bool within>
CONCORDAT_PART_OF_LOOP void pick_several_at(const std::array<void*, Step::most_lists>& results, std::size_t lists,
                                            In<Narrow> a, const Narrow* list, std::size_t size, Out<Narrow> plain) {
    static_assert(Step::most_lists == 4 && rows % 4 == 0);
    for (std::size_t row = 0; row < rows; row += 4) {
        std::array<Four, 4> entries;
        for (std::size_t next = 0; next < 4; ++next) {
            const std::size_t at = image(a[row + next]);
            entries[next] = four_at(list + (within || at < size ? at : 0) * 4);
        }
        turn(entries);
        Four there = entries[0] != four_times(no_small_number);
        if (!within) {
            const Four places = four_at(a + row);
            there &= (places >= four_times(0)) & (places < four_times(static_cast<Narrow>(size)));
        }
        entries[0] &= there;
        const Four still_plain = four_at(plain + row) & there;
        __builtin_memcpy(plain + row, &still_plain, sizeof still_plain);
        for (std::size_t which = 0; which < 4; ++which) {
            if (which < lists)
                __builtin_memcpy(static_cast<Narrow*>(results[which]) + row, &entries[which], sizeof(Four));
        }
    }
}

CONCORDAT_FOR_EACH_PROCESSOR void pick_several(const std::array<void*, Step::most_lists>& results, std::size_t lists,
                                               In<Narrow> a, const std::vector<Narrow>& list, bool within,
                                               Out<Narrow> plain) {
    const std::size_t size = list.size() / 4;
    if (within) pick_several_at<true>(results, lists, a, list.data(), size, plain);
    else pick_several_at<false>(results, lists, a, list.data(), size, plain);
}

template <typename Figure>
void find_in_rows(Out<Narrow> to, In<Narrow> key, In<Narrow> day, In<Figure> figure, const Search& search) {
    for (std::size_t row = 0; row < rows; ++row)
        to[row] = static_cast<Narrow>(row_found(search, image(key[row]), day[row], figure[row]));
}

// ---- any step -------------------------------------------------------------------------------------------------------

/// Operands in the width that a step says.
template <typename Width>
Width* given(const Operands& operands) {
    return static_cast<Width*>(operands.results[0]);
}
template <typename Width>
const Width* read(const void* rows_of_one) {
    return static_cast<const Width*>(rows_of_one);
}

void find_row(const Step& step, const Operands& of) {
    const auto to = given<Narrow>(of);
    const auto key = read<Narrow>(of.a);
    const auto day = read<Narrow>(of.b);
    if (!step.search->found.empty()) take_found(to, key, day, *step.search);
    else if (step.wide) find_in_rows(to, key, day, read<Number>(of.c), *step.search);
    else find_in_rows(to, key, day, read<Narrow>(of.c), *step.search);
    if (step.k != 0) set_aside_below_nothing(to, of.plain);
}

/// Gives `work` the rows of an operand in the form in which it stands there.
template <typename Width, typename Work>
void with_operand(Step::Form form, const void* operand, Work work) {
    if (form == Step::Form::same) return work(Same<Width>{*read<Width>(operand)});
    if constexpr (!std::is_same_v<Width, Narrow>) {
        if (form == Step::Form::narrow) return work(read<Narrow>(operand));
    }
    work(read<Width>(operand));
}

/// An operation whose operands may stand there in any form.
template <typename Of, typename Width>
void reckon(const Step& step, const Operands& of) {
    with_operand<Width>(step.forms[1], of.b, [&](auto b) {
        if constexpr (!std::is_same_v<Width, Narrow>) {
            if (step.forms[0] == Step::Form::narrow)
                return over_rows<Of, Width>(given<Width>(of), read<Narrow>(of.a), b);
        }
        over_rows<Of, Width>(given<Width>(of), read<Width>(of.a), b);
    });
}

/// The same, of operands all in the same width but for one that is the same in all rows.
template <typename Of, typename Width, typename To>
void compare(const Step& step, const Operands& of) {
    const auto a = read<Width>(of.a);
    if (step.forms[1] == Step::Form::same)
        return over_rows<Of, Width>(given<To>(of), a, Same<Width>{*read<Width>(of.b)});
    over_rows<Of, Width>(given<To>(of), a, read<Width>(of.b));
}

template <typename Width>
void scale(const Step& step, const Operands& of) {
    const Same<Width> factor{static_cast<Width>(step.k)};
    with_operand<Width>(step.forms[0], of.a, [&](auto a) { over_rows<Multiply, Width>(given<Width>(of), a, factor); });
}

template <typename Width>
void choose(const Step& step, const Operands& of) {
    with_operand<Width>(step.forms[1], of.b, [&](auto b) {
        with_operand<Width>(step.forms[2], of.c, [&](auto c) { choose(given<Width>(of), read<Narrow>(of.a), b, c); });
    });
}

template <typename Width>
void run_in_width(const Step& step, const Operands& of) {
    switch (step.what) {
        case Do::add: return reckon<Add, Width>(step, of);
        case Do::subtract: return reckon<Subtract, Width>(step, of);
        case Do::multiply: return reckon<Multiply, Width>(step, of);
        case Do::scale: return scale<Width>(step, of);
        case Do::negate: return over_rows<Multiply, Width>(given<Width>(of), read<Width>(of.a), Same<Width>{-1});
        case Do::least: return compare<Least, Width, Width>(step, of);
        case Do::greatest: return compare<Greatest, Width, Width>(step, of);
        case Do::excess: return compare<Excess, Width, Width>(step, of);
        case Do::choose: return choose<Width>(step, of);
        case Do::equal: return compare<Equal, Width, Narrow>(step, of);
        case Do::not_equal: return compare<NotEqual, Width, Narrow>(step, of);
        case Do::less: return compare<Less, Width, Narrow>(step, of);
        case Do::at_most: return compare<AtMost, Width, Narrow>(step, of);
        case Do::more: return compare<More, Width, Narrow>(step, of);
        default: return compare<AtLeast, Width, Narrow>(step, of);
    }
}

}  // namespace

Number row_found(const Search& search, std::uint64_t key, Number day, Number figure) {
    if (key >= search.by_key.size()) return -1;
    const Search::Stretch stretch = search.by_key[key];
    Number found = -1;
    for (std::uint32_t at = stretch.first; at < stretch.first + stretch.count; ++at) {
        const Search::Row& row = search.rows[at];
        if (search.dated && (day < row.from || row.until < day)) continue;
        if (search.ranged && (figure < row.low || row.high < figure)) continue;
        if (found >= 0) return search.any_row ? found : -2;
        found = row.number;
    }
    return found;
}

void run_step(const Step& step, const Operands& of) {
    if (step.checked) return run_checked(step, given<Number>(of), read<Number>(of.a), read<Number>(of.b), of.plain);
    const auto a = read<Narrow>(of.a);
    switch (step.what) {
        case Do::both: return both(given<Narrow>(of), a, read<Narrow>(of.b));
        case Do::either: return either(given<Narrow>(of), a, read<Narrow>(of.b));
        case Do::opposite: return opposite(given<Narrow>(of), a);
        case Do::demand: return demand(of.plain, a);
        case Do::refuse: return refuse(of.plain, a);
        case Do::demand_place: return demand_place(of.plain, a, static_cast<std::uint32_t>(step.k));
        case Do::widen: return widen(given<Number>(of), a);
        case Do::narrow: return narrow(given<Narrow>(of), read<Number>(of.a));
        case Do::round: return round(step, given<Number>(of), read<Number>(of.a));
        case Do::whole_years: return whole_years(given<Narrow>(of), a, read<Narrow>(of.b));
        case Do::months_after: return months_after(given<Narrow>(of), a, read<Narrow>(of.b));
        case Do::find_row: return find_row(step, of);
        case Do::find_place: return find_place(given<Narrow>(of), a, read<Narrow>(of.b), *step.search);
        case Do::pick_several:
            return pick_several(of.results, step.also_to.size() + 1, a, *step.small, step.k != 0, of.plain);
        case Do::translate:
        case Do::month_of_day:
        case Do::pick:
        case Do::cell:
            if (step.small != nullptr)
                return run_on_list(step, given<Narrow>(of), a, *step.small, no_small_number, of.plain);
            return run_on_list(step, given<Number>(of), a, *step.list, no_number, of.plain);
        default: return step.wide ? run_in_width<Number>(step, of) : run_in_width<Narrow>(step, of);
    }
}

}  // namespace concordat::eval::plan
