// engine/eval/plan/kernels.cpp · room: eval
// What:  each step over the rows of a batch. Plain loops of fixed length, which the compiler turns into vector
//        instructions; where the processor has wider ones, a copy of the loop made for them is taken when the program
//        starts. Most are there twice: for narrow registers, of which twice as many rows fit into an instruction, and
//        for wide ones.
// Start: run_step(), last in the file.
// Source: docs/performance.md tells what each costs.
#include "eval/plan/kernels.h"

#include <algorithm>

#include "base/processors.h"
#include "calendar/date.h"
#include "eval/plan/batch.h"
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
#define CONCORDAT_ARITHMETIC(name, expression)                                       \
    CONCORDAT_KERNEL(name, (Out<Narrow> to, In<Narrow> a, In<Narrow> b), expression) \
    CONCORDAT_KERNEL(name, (Out<Number> to, In<Number> a, In<Number> b), expression)
#define CONCORDAT_ARITHMETIC_OF_ONE(name, expression)                            \
    CONCORDAT_KERNEL(name, (Out<Narrow> to, In<Narrow> a, Narrow k), expression) \
    CONCORDAT_KERNEL(name, (Out<Number> to, In<Number> a, Number k), expression)
#define CONCORDAT_COMPARISON(name, expression)                                       \
    CONCORDAT_KERNEL(name, (Out<Narrow> to, In<Narrow> a, In<Narrow> b), expression) \
    CONCORDAT_KERNEL(name, (Out<Narrow> to, In<Number> a, In<Number> b), expression)

CONCORDAT_ARITHMETIC(add, wrapped(image(a[row]) + image(b[row])))
CONCORDAT_ARITHMETIC(subtract, wrapped(image(a[row]) - image(b[row])))
CONCORDAT_ARITHMETIC(multiply, wrapped(image(a[row]) * image(b[row])))
CONCORDAT_ARITHMETIC_OF_ONE(scale, wrapped(image(a[row]) * image(k)))
CONCORDAT_ARITHMETIC_OF_ONE(negate, wrapped(image(k) - image(a[row])))
CONCORDAT_ARITHMETIC(least, a[row] < b[row] ? a[row] : b[row])
CONCORDAT_ARITHMETIC(greatest, a[row] > b[row] ? a[row] : b[row])
CONCORDAT_ARITHMETIC(excess, a[row] > b[row] ? wrapped(image(a[row]) - image(b[row])) : 0)
CONCORDAT_COMPARISON(equal, a[row] == b[row] ? 1 : 0)
CONCORDAT_COMPARISON(not_equal, a[row] != b[row] ? 1 : 0)
CONCORDAT_COMPARISON(less, a[row] < b[row] ? 1 : 0)
CONCORDAT_COMPARISON(at_most, a[row] <= b[row] ? 1 : 0)
CONCORDAT_KERNEL(both, (Out<Narrow> to, In<Narrow> a, In<Narrow> b), a[row] & b[row])
CONCORDAT_KERNEL(either, (Out<Narrow> to, In<Narrow> a, In<Narrow> b), a[row] | b[row])
CONCORDAT_KERNEL(opposite, (Out<Narrow> to, In<Narrow> a), a[row] ^ 1)
CONCORDAT_KERNEL(choose, (Out<Narrow> to, In<Narrow> a, In<Narrow> b, In<Narrow> c), a[row] != 0 ? b[row] : c[row])
CONCORDAT_KERNEL(choose, (Out<Number> to, In<Narrow> a, In<Number> b, In<Number> c), a[row] != 0 ? b[row] : c[row])
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
    fetch(to, a, list, first);
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
CONCORDAT_FOR_EACH_PROCESSOR void place_found(Out<Narrow> to, In<Narrow> key, std::uint32_t keys,
                                              std::uint32_t stretches) {
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t place = image(key[row]) * stretches + image(to[row]);
        to[row] = wrapped(image(key[row]) < keys ? place : keys * stretches);
    }
}

CONCORDAT_FOR_EACH_PROCESSOR void set_aside_below_nothing(Out<Narrow> to, Out<Narrow> plain) {
    for (std::size_t row = 0; row < rows; ++row) {
        plain[row] &= to[row] >= 0 ? 1 : 0;
        to[row] = to[row] >= 0 ? to[row] : 0;
    }
}

void take_found(Out<Narrow> to, In<Narrow> key, In<Narrow> day, const Search& search) {
    constexpr std::size_t few_stretches = 8;  // as many comparisons cost less than fetching from a list
    if (search.begins.size() <= few_stretches) {
        count_begun(to, day, search.begins.data(), search.begins.size());
    } else {
        const auto last = static_cast<Number>(search.stretch_of_day.size()) - 1;
        for (std::size_t row = 0; row < rows; ++row) {
            const Number at = std::clamp<Number>(Number{day[row]} - search.first_day, 0, last);
            to[row] = search.stretch_of_day[static_cast<std::size_t>(at)];
        }
    }
    place_found(to, key, static_cast<std::uint32_t>(search.by_key.size()),
                static_cast<std::uint32_t>(search.begins.size() + 1));
    const Narrow* found = search.found.data();
#pragma GCC unroll 8
    for (std::size_t row = 0; row < rows; ++row) to[row] = found[to[row]];
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
    return static_cast<Width*>(operands.to);
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

/// Arithmetic and comparisons, all operands in the same width.
template <typename Width>
void run_in_width(const Step& step, const Operands& of) {
    const auto a = read<Width>(of.a);
    const auto b = read<Width>(of.b);
    const auto k = static_cast<Width>(step.k);
    switch (step.what) {
        case Do::add: return add(given<Width>(of), a, b);
        case Do::subtract: return subtract(given<Width>(of), a, b);
        case Do::multiply: return multiply(given<Width>(of), a, b);
        case Do::scale: return scale(given<Width>(of), a, k);
        case Do::negate: return negate(given<Width>(of), a, Width{0});
        case Do::least: return least(given<Width>(of), a, b);
        case Do::greatest: return greatest(given<Width>(of), a, b);
        case Do::excess: return excess(given<Width>(of), a, b);
        case Do::choose: return choose(given<Width>(of), read<Narrow>(of.a), b, read<Width>(of.c));
        case Do::equal: return equal(given<Narrow>(of), a, b);
        case Do::not_equal: return not_equal(given<Narrow>(of), a, b);
        case Do::less: return less(given<Narrow>(of), a, b);
        default: return at_most(given<Narrow>(of), a, b);
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
