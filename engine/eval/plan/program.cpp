// engine/eval/plan/program.cpp · room: eval
// What:  see program.h: what is made ready before any row is seen.
#include "eval/plan/program.h"

#include <algorithm>
#include <array>
#include <utility>

#include "eval/plan/kernels.h"

namespace concordat::eval::plan {

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
    if (ranged || by_key.empty()) return;
    for (const Row& row : rows) {
        if (dated && row.from != INT32_MIN) begins.push_back(row.from);
        if (dated && row.until != INT32_MAX) begins.push_back(row.until + 1);
    }
    std::sort(begins.begin(), begins.end());
    begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
    if (no_place() > most_found) return;
    if (!begins.empty() && Number{begins.back()} - begins.front() > most_days) return;
    first_day = begins.empty() ? 0 : Number{begins.front()} - 1;
    const Number last_day = begins.empty() ? 0 : begins.back();
    Narrow stretch = 0;
    for (Number day = first_day; day <= last_day; ++day) {
        const auto next = static_cast<std::size_t>(stretch);
        if (next < begins.size() && begins[next] <= day) ++stretch;
        stretch_of_day.push_back(stretch);
    }
    // A file's records are mostly of the same days: what is found for them lies together.
    for (std::size_t index = 0; index < stretches(); ++index) {
        const Number day = index == 0 ? first_day : begins[index - 1];
        for (std::size_t key = 0; key < by_key.size(); ++key)
            found.push_back(static_cast<Narrow>(row_found(*this, key, day, 0)));
    }
    found.push_back(-1);
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
        case Do::pick_several:
        case Do::month_of_day:
        case Do::demand:
        case Do::refuse:
        case Do::demand_place:
        case Do::widen:
        case Do::narrow: return 1;
        case Do::choose:
        case Do::find_row: return 3;
        default: return 2;
    }
}

std::vector<Place> lanes_read(const Step& step) {
    const std::array<Place, 3> places = {step.a, step.b, step.c};
    std::vector<Place> lanes;
    for (std::size_t index = 0; index < places_read(step); ++index) {
        if (step.forms[index] != Step::Form::same) lanes.push_back(places[index]);
    }
    return lanes;
}

std::vector<Place> places_written(const Step& step) {
    if (!writes(step)) return {};
    std::vector<Place> places = {step.to};
    places.insert(places.end(), step.also_to.begin(), step.also_to.end());
    return places;
}

namespace {

bool may_set_aside(const Step& step) {
    return step.checked || !writes(step) || step.what == Do::cell || (step.what == Do::find_row && step.k != 0);
}

}  // namespace

Place Program::add_register(bool is_narrow) {
    narrow.push_back(is_narrow ? 1 : 0);
    return static_cast<Place>(narrow.size() - 1);
}

Place Program::add_constant(Number number) {
    const Place place = add_register(plan::is_narrow(number));
    constants.emplace(place, number);
    return place;
}

void Program::drop_unused_steps() {
    if (kept.empty()) return;
    std::vector<char> looked_at(registers(), 0);
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

// ---- widths ---------------------------------------------------------------------------------------------------------

/// Once for each register, when it is first asked for; a constant needs no step.
Place Program::in_width(Place place, bool is_narrow) {
    if ((narrow[place] != 0) == is_narrow) return place;
    if (const auto found = other_width_.find(place); found != other_width_.end()) return found->second;
    const Place other = add_register(is_narrow);
    other_width_.emplace(place, other);
    if (const auto constant = constants.find(place); constant != constants.end()) {
        const Number number = constant->second;
        constants.emplace(other, !is_narrow || plan::is_narrow(number) ? number : Number{no_small_number});
    } else {
        steps.push_back({.what = is_narrow ? Do::narrow : Do::widen, .to = other, .a = place, .divider = Divider(1)});
    }
    return other;
}

/// What is the same in all rows need not be fetched, where it stands second.
void Program::put_constant_second(Step& step) const {
    if (step.checked || !constants.contains(step.a) || constants.contains(step.b)) return;
    switch (step.what) {
        case Do::less: step.what = Do::more; break;
        case Do::at_most: step.what = Do::at_least; break;
        case Do::add:
        case Do::multiply:
        case Do::least:
        case Do::greatest:
        case Do::equal:
        case Do::not_equal: break;
        default: return;
    }
    std::swap(step.a, step.b);
}

/// Brings the operands from the first of them on into the width of the step, or takes them as they are.
void Program::settle_operands(Step& step, std::size_t first) {
    const std::array<Place*, 3> places = {&step.a, &step.b, &step.c};
    const bool takes_narrow = step.what == Do::add || step.what == Do::subtract || step.what == Do::multiply ||
                              step.what == Do::scale || step.what == Do::choose;
    for (std::size_t index = first; index < places_read(step); ++index) {
        if (!step.checked && index > 0 && constants.contains(*places[index])) step.forms[index] = Step::Form::same;
        else if (!step.checked && step.wide && takes_narrow && narrow[*places[index]] != 0)
            step.forms[index] = Step::Form::narrow;
        if (step.forms[index] != Step::Form::narrow) *places[index] = in_width(*places[index], !step.wide);
    }
}

void Program::settle_width(Step& step) {
    put_constant_second(step);
    const auto all = [&](bool is_narrow) {
        const std::array<Place*, 3> places = {&step.a, &step.b, &step.c};
        for (std::size_t index = 0; index < places_read(step); ++index)
            *places[index] = in_width(*places[index], is_narrow);
    };
    switch (step.what) {
        case Do::equal:
        case Do::not_equal:
        case Do::less:
        case Do::at_most:
        case Do::more:
        case Do::at_least:
            step.wide = narrow[step.a] == 0 || narrow[step.b] == 0;
            settle_operands(step, 0);
            narrow[step.to] = 1;
            return;
        case Do::choose:
            step.wide = narrow[step.to] == 0 || narrow[step.b] == 0 || narrow[step.c] == 0;
            step.a = in_width(step.a, true);
            settle_operands(step, 1);
            narrow[step.to] = step.wide ? 0 : 1;
            return;
        case Do::round:
            all(false);
            narrow[step.to] = 0;
            return;
        case Do::find_row:
            step.wide = narrow[step.c] == 0;
            step.a = in_width(step.a, true);
            step.b = in_width(step.b, true);
            narrow[step.to] = 1;
            return;
        case Do::pick_several:
            all(true);
            narrow[step.to] = 1;
            for (const Place also : step.also_to) narrow[also] = 1;
            return;
        case Do::translate:
        case Do::month_of_day:
        case Do::pick:
        case Do::cell:
            all(true);
            narrow[step.to] = step.small != nullptr ? 1 : 0;
            return;
        case Do::demand:
        case Do::refuse:
        case Do::demand_place: return all(true);
        case Do::both:
        case Do::either:
        case Do::opposite:
        case Do::whole_years:
        case Do::months_after:
        case Do::find_place:
            all(true);
            narrow[step.to] = 1;
            return;
        default:
            step.wide = step.checked || narrow[step.to] == 0 || narrow[step.a] == 0 ||
                        (places_read(step) > 1 && narrow[step.b] == 0);
            settle_operands(step, 0);
            narrow[step.to] = step.wide ? 0 : 1;
    }
}

void Program::settle_widths() {
    const std::vector<Step> made = std::exchange(steps, {});
    for (Step step : made) {
        settle_width(step);
        steps.push_back(step);
    }
}

}  // namespace concordat::eval::plan
