// engine/eval/plan/joined_lists.cpp · room: eval
// What:  steps that fetch from several lists at the same place become one. A price, its trim point and its day rate
//        then cost hardly more than the price alone, and where the place is a row found by key and day, that row is
//        never asked for.
// Start: Program::join_lists(), last in the file.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "eval/plan/program.h"

namespace concordat::eval::plan {

namespace {

using List = std::vector<Narrow>;

bool fetches(const Step& step) {
    return (step.what == Do::pick || step.what == Do::cell) && step.small != nullptr && !step.small->empty();
}

/// The entry of each list at a row. Where one has none, the first is none and the others are nothing.
void put_entries(const std::vector<const Step*>& steps, Number row, List& joined) {
    const bool there = std::all_of(steps.begin(), steps.end(), [&](const Step* step) {
        return row >= 0 && row < static_cast<Number>(step->small->size()) &&
               (*step->small)[static_cast<std::size_t>(row)] != no_small_number;
    });
    for (std::size_t list = 0; list < (steps.size() == 1 ? 1 : Step::most_lists); ++list) {
        const bool taken = there && list < steps.size();
        joined.push_back(taken       ? (*steps[list]->small)[static_cast<std::size_t>(row)]
                         : list == 0 ? no_small_number
                                     : 0);
    }
}

/// All rows that are found beforehand, none else.
bool by_key_and_day(const Step& found, std::size_t rows) {
    constexpr std::size_t few_places = 16'384;
    constexpr std::size_t places_of_row = 4;  // more would take more of the processor's near memory than they save
    return found.what == Do::find_row && found.k != 0 && !found.search->found.empty() &&
           found.search->found.size() <= std::max(few_places, places_of_row * rows);
}

}  // namespace

/// The step that stands for several, each of which fetches at the same place.
Step Program::joined(const std::vector<const Step*>& fetching, const Step* found) {
    const Step& first = *fetching.front();
    small_lists.push_back(std::make_unique<List>());
    List& list = *small_lists.back();
    const std::size_t rows = first.small->size();
    if (found != nullptr) {
        for (const Narrow row : found->search->found) put_entries(fetching, row, list);
    } else {
        for (std::size_t row = 0; row < rows; ++row) put_entries(fetching, static_cast<Number>(row), list);
    }
    Step step = first;
    step.what = fetching.size() == 1 ? Do::cell : Do::pick_several;
    step.list = nullptr;
    step.small = &list;
    step.k = found != nullptr ? 1 : 0;
    for (std::size_t index = 1; index < fetching.size(); ++index) step.also_to.push_back(fetching[index]->to);
    return step;
}

void Program::join_lists() {
    std::map<Place, std::vector<const Step*>> fetching;  // by the register that says where
    std::set<Place> looked_at_otherwise(kept.begin(), kept.end());
    std::map<Place, const Step*> made_by;
    for (const Step& step : steps) {
        if (writes(step)) made_by.emplace(step.to, &step);
        if (fetches(step)) {
            fetching[step.a].push_back(&step);
            continue;
        }
        const std::array<Place, 3> places = {step.a, step.b, step.c};
        looked_at_otherwise.insert(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(places_read(step)));
    }
    std::map<const Step*, Step> instead;
    std::set<const Step*> left_out;
    for (const auto& [place, all] : fetching) {
        const auto made = made_by.find(place);
        const bool found = made != made_by.end() && !looked_at_otherwise.contains(place) &&
                           by_key_and_day(*made->second, all.front()->small->size());
        if (found) instead.emplace(made->second, *made->second).first->second.what = Do::find_place;
        for (std::size_t from = 0; from < all.size(); from += Step::most_lists) {
            const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
            const auto count = std::min(Step::most_lists, all.size() - from);
            const std::vector<const Step*> several(begin, begin + static_cast<std::ptrdiff_t>(count));
            if (count == 1 && !found) continue;
            instead.insert_or_assign(several.front(), joined(several, found ? made->second : nullptr));
            left_out.insert(several.begin() + 1, several.end());
        }
    }
    std::vector<Step> joined_steps;
    for (const Step& step : steps) {
        if (left_out.contains(&step)) continue;
        const auto other = instead.find(&step);
        joined_steps.push_back(other == instead.end() ? step : other->second);
    }
    steps = std::move(joined_steps);
}

}  // namespace concordat::eval::plan
