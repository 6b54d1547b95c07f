// engine/eval/plan/kernels.cpp · room: eval
// What:  each step over a thousand rows. Plain loops of fixed length, which the compiler turns into vector
// instructions; where the processor
//        has wider ones, a copy of the loop made for them is taken when the program starts.
// Source: docs/performance.md tells what each costs.
#include <algorithm>

#include "calendar/date.h"
#include "eval/plan/program.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define CONCORDAT_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CONCORDAT_FOR_EACH_PROCESSOR
#endif

namespace concordat::eval::plan {

namespace {

constexpr std::size_t rows = batch_rows;
using In = const Number* __restrict;
using Out = Number* __restrict;

// Arithmetic on the unsigned image wraps where a row was set aside and holds rubbish; where a row counts, its range was
// proven.
Number wrapped(std::uint64_t image) { return static_cast<Number>(image); }
std::uint64_t image(Number number) { return static_cast<std::uint64_t>(number); }

#define CONCORDAT_KERNEL(name, parameters, expression)                     \
    CONCORDAT_FOR_EACH_PROCESSOR void name parameters {                    \
        for (std::size_t row = 0; row < rows; ++row) to[row] = expression; \
    }

CONCORDAT_KERNEL(add, (Out to, In a, In b), wrapped(image(a[row]) + image(b[row])))
CONCORDAT_KERNEL(subtract, (Out to, In a, In b), wrapped(image(a[row]) - image(b[row])))
CONCORDAT_KERNEL(multiply, (Out to, In a, In b), wrapped(image(a[row]) * image(b[row])))
CONCORDAT_KERNEL(scale, (Out to, In a, Number k), wrapped(image(a[row]) * image(k)))
CONCORDAT_KERNEL(negate, (Out to, In a), wrapped(0 - image(a[row])))
CONCORDAT_KERNEL(least, (Out to, In a, In b), a[row] < b[row] ? a[row] : b[row])
CONCORDAT_KERNEL(greatest, (Out to, In a, In b), a[row] > b[row] ? a[row] : b[row])
CONCORDAT_KERNEL(excess, (Out to, In a, In b), a[row] > b[row] ? wrapped(image(a[row]) - image(b[row])) : 0)
CONCORDAT_KERNEL(equal, (Out to, In a, In b), a[row] == b[row] ? 1 : 0)
CONCORDAT_KERNEL(not_equal, (Out to, In a, In b), a[row] != b[row] ? 1 : 0)
CONCORDAT_KERNEL(less, (Out to, In a, In b), a[row] < b[row] ? 1 : 0)
CONCORDAT_KERNEL(at_most, (Out to, In a, In b), a[row] <= b[row] ? 1 : 0)
CONCORDAT_KERNEL(both, (Out to, In a, In b), a[row] & b[row])
CONCORDAT_KERNEL(either, (Out to, In a, In b), a[row] | b[row])
CONCORDAT_KERNEL(opposite, (Out to, In a), a[row] ^ 1)
CONCORDAT_KERNEL(choose, (Out to, In a, In b, In c), a[row] != 0 ? b[row] : c[row])

#undef CONCORDAT_KERNEL

template <typename Operation>
void checked(Out to, In a, In b, Out plain, Operation overflows) {
    for (std::size_t row = 0; row < rows; ++row) {
        if (overflows(a[row], b[row], to[row])) {
            to[row] = 0;
            plain[row] = 0;
        }
    }
}

void run_checked(const Step& step, Out to, In a, In b, Out plain) {
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

template <typename RoundsUp>
void rounded(const Step& step, Out to, In a, RoundsUp rounds_up) {
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

void round(const Step& step, Out to, In a) {
    const std::uint64_t by = step.divider.by;
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

void whole_years(Out to, In a, In b) {
    for (std::size_t row = 0; row < rows; ++row) {
        to[row] = calendar::whole_years(calendar::Date::from_days(static_cast<std::int32_t>(a[row])),
                                        calendar::Date::from_days(static_cast<std::int32_t>(b[row])));
    }
}

void translate(Out to, In a, const std::vector<Number>& list, Number first) {
    const Number* entries = list.data();
    const std::uint64_t size = list.size();
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t at = image(a[row]) - image(first);
        to[row] = at < size ? entries[at] : -1;
    }
}

Number row_found(const Search& search, std::uint64_t key, Number day) {
    if (key >= search.by_key.size()) return -1;
    const Search::Stretch stretch = search.by_key[key];
    Number found = -1;
    for (std::uint32_t at = stretch.first; at < stretch.first + stretch.count; ++at) {
        const Search::Row& row = search.rows[at];
        if (search.dated && (day < row.from || row.until < day)) continue;
        if (found >= 0) return search.any_row ? found : -2;
        found = row.number;
    }
    return found;
}

void find_row(Out to, In a, In b, const Search& search) {
    for (std::size_t row = 0; row < rows; ++row) to[row] = row_found(search, image(a[row]), b[row]);
}

void cell(Out to, In a, const std::vector<Number>& list, Out plain) {
    const Number* entries = list.data();
    const std::uint64_t size = list.size();
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t at = image(a[row]);
        const Number found = at < size ? entries[at] : no_number;
        plain[row] &= found != no_number ? 1 : 0;
        to[row] = found != no_number ? found : 0;
    }
}

void run_step(const Step& step, Out to, In a, In b, In c, Out plain) {
    if (step.checked) return run_checked(step, to, a, b, plain);
    switch (step.what) {
        case Do::add: return add(to, a, b);
        case Do::subtract: return subtract(to, a, b);
        case Do::multiply: return multiply(to, a, b);
        case Do::scale: return scale(to, a, step.k);
        case Do::negate: return negate(to, a);
        case Do::least: return least(to, a, b);
        case Do::greatest: return greatest(to, a, b);
        case Do::excess: return excess(to, a, b);
        case Do::equal: return equal(to, a, b);
        case Do::not_equal: return not_equal(to, a, b);
        case Do::less: return less(to, a, b);
        case Do::at_most: return at_most(to, a, b);
        case Do::both: return both(to, a, b);
        case Do::either: return either(to, a, b);
        case Do::opposite: return opposite(to, a);
        case Do::choose: return choose(to, a, b, c);
        case Do::round: return round(step, to, a);
        case Do::whole_years: return whole_years(to, a, b);
        case Do::translate: return translate(to, a, *step.list, 0);
        case Do::month_of_day: return translate(to, a, *step.list, step.k);
        case Do::find_row: return find_row(to, a, b, *step.search);
        case Do::cell: return cell(to, a, *step.list, plain);
        case Do::demand:
            for (std::size_t row = 0; row < rows; ++row) plain[row] &= a[row] != 0 ? 1 : 0;
            return;
        case Do::refuse:
            for (std::size_t row = 0; row < rows; ++row) plain[row] &= a[row] == 0 ? 1 : 0;
            return;
    }
}

}  // namespace

Divider::Divider(std::uint64_t divisor) : by(divisor) {
    if (by == 1) return;
    // factor = ceil(2^(63 + s) / by) with 2^s >= by: below 2^64, and exact for dividends below 2^63 (Granlund and
    // Montgomery 1994).
    unsigned power = 0;
    while (power < 63 && (std::uint64_t{1} << power) < by) ++power;
    const WideNumber numerator = static_cast<WideNumber>(1) << (63u + power);
    factor = static_cast<std::uint64_t>((numerator + by - 1) / by);
    shift = power == 0 ? 0 : power - 1;
}

Batch::Batch(const Program& program) : program_(&program), places_(program.registers), lanes_(program.registers) {
    for (std::size_t index = 0; index < program.constants.size(); ++index)
        lanes_[program.columns + index].fill(program.constants[index]);
    for (std::size_t index = program.columns; index < program.registers; ++index) places_[index] = lanes_[index].data();
}

void Batch::run(Lane& plain, std::size_t) {
    for (const Step& step : program_->steps)
        run_step(step, lanes_[step.to].data(), places_[step.a], places_[step.b], places_[step.c], plain.data());
}

}  // namespace concordat::eval::plan
