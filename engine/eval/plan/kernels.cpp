// engine/eval/plan/kernels.cpp · room: eval
// What:  each step over a thousand rows. Plain loops of fixed length, which the compiler turns into vector
// instructions; where the processor
//        has wider ones, a copy of the loop made for them is taken when the program starts.
// Source: docs/performance.md tells what each costs.
#include <algorithm>
#include <array>
#include <set>

#include "base/processors.h"
#include "calendar/date.h"
#include "eval/plan/worked.h"

namespace concordat::eval::plan {

namespace {

constexpr std::size_t rows = Batch::stretch;
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
    if (!step.may_be_minus && divider.by != 1) {
        for (std::size_t row = 0; row < rows; ++row) {
            const std::uint64_t size = image(a[row]);
            std::uint64_t steps = divider.divide_by_more_than_one(size);
            steps += rounds_up(size - steps * divider.by, steps) ? 1 : 0;
            to[row] = wrapped(steps * image(step.k));
        }
        return;
    }
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

void months_after(Out to, In a, In b) {
    constexpr Number most = Steps::most_months;  // what lies beyond was set aside: any day does for it
    for (std::size_t row = 0; row < rows; ++row) {
        const auto day = calendar::Date::from_days(static_cast<std::int32_t>(a[row]));
        to[row] = day.plus_months(static_cast<int>(std::clamp(b[row], -most, most))).days_since_1970();
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

void find_row(Out to, In a, In b, In c, const Search& search, bool must_be_there, Out plain) {
    if (!search.found.empty()) {
        const std::int32_t* found = search.found.data();
        const std::int32_t* of_day = search.stretch_of_day.data();
        const std::uint64_t keys = search.by_key.size();
        const auto last = static_cast<Number>(search.stretch_of_day.size()) - 1;
        for (std::size_t row = 0; row < rows; ++row) {
            const Number day = std::clamp<Number>(b[row] - search.first_day, 0, last);
            const std::uint64_t key = image(a[row]);
            const std::uint64_t place = key * search.stretches + static_cast<std::uint64_t>(of_day[day]);
            to[row] = key < keys ? found[key < keys ? place : 0] : -1;
        }
    } else {
        for (std::size_t row = 0; row < rows; ++row) to[row] = row_found(search, image(a[row]), b[row], c[row]);
    }
    if (!must_be_there) return;
    for (std::size_t row = 0; row < rows; ++row) {
        plain[row] &= to[row] >= 0 ? 1 : 0;
        to[row] = to[row] >= 0 ? to[row] : 0;
    }
}

/// Where a row was set aside a may be anything.
template <typename Entry>
void pick(Out to, In a, const std::vector<Entry>& list) {
    const Entry* entries = list.data();
    const std::uint64_t size = list.size();
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t at = image(a[row]);
        to[row] = entries[at < size ? at : 0];
    }
}

template <typename Entry>
void cell(Out to, In a, const std::vector<Entry>& list, Entry none, Out plain) {
    if (list.empty()) {
        std::fill(plain, plain + rows, 0);
        std::fill(to, to + rows, 0);
        return;
    }
    const Entry* entries = list.data();
    const std::uint64_t size = list.size();
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t at = image(a[row]);
        const Entry found = entries[at < size ? at : 0];
        const bool any = (at < size) & (found != none);
        plain[row] &= any ? 1 : 0;
        to[row] = any ? found : 0;
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
        case Do::months_after: return months_after(to, a, b);
        case Do::translate: return translate(to, a, *step.list, 0);
        case Do::month_of_day: return translate(to, a, *step.list, step.k);
        case Do::find_row: return find_row(to, a, b, c, *step.search, step.k != 0, plain);
        case Do::pick: return step.small != nullptr ? pick(to, a, *step.small) : pick(to, a, *step.list);
        case Do::cell:
            if (step.small != nullptr) return cell(to, a, *step.small, no_small_number, plain);
            return cell(to, a, *step.list, no_number, plain);
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

// ---- look-ups found beforehand --------------------------------------------------------------------------------------

void Search::find_beforehand() {
    constexpr std::size_t most_found = 4'000'000;
    constexpr Number most_days = 40'000;
    if (ranged) return;
    std::vector<Number> begins;  // of the stretches of days behind the first
    for (const Row& row : rows) {
        if (dated && row.from != INT32_MIN) begins.push_back(row.from);
        if (dated && row.until != INT32_MAX) begins.push_back(Number{row.until} + 1);
    }
    std::sort(begins.begin(), begins.end());
    begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
    stretches = begins.size() + 1;
    if (by_key.size() * stretches > most_found || by_key.empty()) return;
    if (!begins.empty() && begins.back() - begins.front() > most_days) return;
    first_day = begins.empty() ? 0 : begins.front() - 1;
    const Number last_day = begins.empty() ? 0 : begins.back();
    std::int32_t stretch = 0;
    for (Number day = first_day; day <= last_day; ++day) {
        const auto next = static_cast<std::size_t>(stretch);
        if (next < begins.size() && begins[next] <= day) ++stretch;
        stretch_of_day.push_back(stretch);
    }
    for (std::size_t key = 0; key < by_key.size(); ++key) {
        for (std::size_t index = 0; index < stretches; ++index) {
            const Number day = index == 0 ? first_day : begins[index - 1];
            found.push_back(static_cast<std::int32_t>(row_found(*this, key, day, 0)));
        }
    }
}

// ---- which steps look at what ---------------------------------------------------------------------------------------

std::size_t places_read(const Step& step) {
    switch (step.what) {
        case Do::scale:
        case Do::negate:
        case Do::opposite:
        case Do::round:
        case Do::translate:
        case Do::cell:
        case Do::pick:
        case Do::month_of_day:
        case Do::demand:
        case Do::refuse: return 1;
        case Do::choose:
        case Do::find_row: return 3;
        default: return 2;
    }
}

namespace {

bool may_set_aside(const Step& step) {
    return step.checked || step.what == Do::demand || step.what == Do::refuse || step.what == Do::cell ||
           (step.what == Do::find_row && step.k != 0);
}

}  // namespace

void Program::drop_unused_steps() {
    if (kept.empty()) return;
    std::vector<char> looked_at(registers, 0);
    for (const Place place : kept) looked_at[place] = 1;
    std::vector<Step> needed;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (!may_set_aside(*step) && looked_at[step->to] == 0) continue;
        const std::array<Place, 3> places = {step->a, step->b, step->c};
        for (std::size_t index = 0; index < places_read(*step); ++index) looked_at[places[index]] = 1;
        needed.push_back(*step);
    }
    steps.assign(needed.rbegin(), needed.rend());
}

bool Program::looks_at_column(std::size_t column) const {
    if (std::find(kept.begin(), kept.end(), column) != kept.end()) return true;
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        const std::array<Place, 3> places = {step.a, step.b, step.c};
        const auto read = static_cast<std::ptrdiff_t>(places_read(step));
        return std::find(places.begin(), places.begin() + read, column) != places.begin() + read;
    });
}

// ---- registers ------------------------------------------------------------------------------------------------------

/// The step after which the register of each place is looked at no more.
std::vector<std::size_t> Batch::last_uses() const {
    const auto& steps = program_->steps;
    std::vector<std::size_t> last(program_->registers, 0);
    for (std::size_t index = 0; index < steps.size(); ++index) {
        const std::array<Place, 4> places = {steps[index].to, steps[index].a, steps[index].b, steps[index].c};
        for (std::size_t one = 0; one <= places_read(steps[index]); ++one) last[places[one]] = index;
    }
    for (const Place place : program_->kept) last[place] = steps.size();
    if (program_->kept.empty()) std::fill(last.begin(), last.end(), steps.size());
    return last;
}

namespace {

bool writes(const Step& step) { return step.what != Do::demand && step.what != Do::refuse; }

}  // namespace

Batch::Batch(const Program& program)
    : program_(&program),
      places_(program.registers),
      whole_(program.registers, 0),
      results_(program.steps.size()),
      kept_(program.kept.empty() ? program.registers : program.kept.size()) {
    std::fill_n(whole_.begin(), program.columns, 1);
    share_rooms();
    for (std::size_t index = 0; index < kept_.size(); ++index) {
        const auto place = program.kept.empty() ? static_cast<Place>(index) : program.kept[index];
        if (whole_[place] != 0) continue;
        whole_[place] = 1;
        places_[place] = kept_[index].data();
        const std::size_t constant = place - program.columns;
        if (constant < program.constants.size()) kept_[index].fill(program.constants[constant]);
        for (std::size_t step = 0; step < program.steps.size(); ++step) {
            if (writes(program.steps[step]) && program.steps[step].to == place) results_[step] = kept_[index].data();
        }
    }
}

/// Constants and results share few rooms, so that they stay near the processor: a room is given to a later result once
/// nobody looks at what it holds.
void Batch::share_rooms() {
    const Program& program = *program_;
    const std::vector<std::size_t> last = last_uses();
    const std::size_t first_result = program.columns + program.constants.size();
    std::vector<std::size_t> room_of(program.registers, 0);
    std::vector<std::size_t> unused;
    std::size_t rooms = program.constants.size() + 1;  // and one that nobody looks at
    for (std::size_t index = 0; index < program.constants.size(); ++index) room_of[program.columns + index] = index;
    for (std::size_t index = 0; index < program.steps.size(); ++index) {
        const Step& step = program.steps[index];
        if (writes(step) && unused.empty()) room_of[step.to] = rooms++;
        else if (writes(step)) room_of[step.to] = unused.back(), unused.pop_back();
        std::set<Place> done;
        const std::array<Place, 4> places = {step.to, step.a, step.b, step.c};
        for (std::size_t one = writes(step) ? 0 : 1; one <= places_read(step); ++one) {
            const Place place = places[one];
            if (place >= first_result && last[place] == index && done.insert(place).second)
                unused.push_back(room_of[place]);
        }
    }
    rooms_.resize(rooms * stretch);
    const auto room = [&](std::size_t index) { return rooms_.data() + index * stretch; };
    for (std::size_t index = 0; index < program.constants.size(); ++index)
        std::fill_n(room(index), stretch, program.constants[index]);
    for (std::size_t place = program.columns; place < program.registers; ++place) places_[place] = room(room_of[place]);
    for (std::size_t index = 0; index < program.steps.size(); ++index) {
        const Step& step = program.steps[index];
        results_[index] = room(writes(step) ? room_of[step.to] : program.constants.size());
    }
}

void Batch::run(Lane& plain, std::size_t rows_of_batch) {
    for (std::size_t from = 0; from < rows_of_batch; from += stretch) {
        const auto rows_of = [&](Place place) { return places_[place] + (whole_[place] != 0 ? from : 0); };
        for (std::size_t index = 0; index < program_->steps.size(); ++index) {
            const Step& step = program_->steps[index];
            Number* const to = results_[index] + (writes(step) && whole_[step.to] != 0 ? from : 0);
            run_step(step, to, rows_of(step.a), rows_of(step.b), rows_of(step.c), plain.data() + from);
        }
    }
}

}  // namespace concordat::eval::plan
