// engine/settle/waiting.cpp · room: settle
// What:  turns missing and held values into lines that say what is owed, by whom, and since when.
#include "settle/waiting.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace concordat::settle {

using eval::reference::Evaluator;
using model::ClauseId;
using model::Contract;
using model::Value;

namespace {

/// "Actual Cost for 2026/27" begins with the name of a term, and more follows it or nothing.
bool is_named_in(const model::Term& term, std::string_view what) {
    if (!term.clause.is_set() || !what.starts_with(term.name)) return false;
    return what.size() == term.name.size() || what[term.name.size()] == ' ';
}

/// The clause that declares the term named first in `what`, the longest name winning.
ClauseId clause_of(const Contract& contract, std::string_view what, ClauseId asking) {
    const model::Term* found = nullptr;
    for (const model::Term& term : contract.terms) {
        if (!is_named_in(term, what)) continue;
        if (!found || term.name.size() > found->name.size()) found = &term;
    }
    return found ? found->clause : asking;
}

Wait wait_for(const Contract& contract, ClauseId asking, const model::Missing& missing) {
    const ClauseId clause = clause_of(contract, missing.what, asking);
    const bool says_more = !missing.reason.empty() && missing.reason != "not reported";
    const bool own = missing.own_period_only;
    if (missing.what.empty()) return {clause, missing.reason, missing.owed_by, own};
    if (!says_more) return {clause, missing.what, missing.owed_by, own};
    return {clause, fmt::format("{}: {}", missing.what, missing.reason), missing.owed_by, own};
}

Wait without_amount(const Contract& contract, ClauseId asking) {
    const std::string& number = contract.clause(asking).number;
    return {asking, fmt::format("clause {} does not come to an amount", number), {}};
}

}  // namespace

Amount as_amount(const Contract& contract, ClauseId asking, const Value& value) {
    if (const auto* amount = std::get_if<exact::Ratio>(&value)) return *amount;
    if (const auto* missing = std::get_if<model::Missing>(&value)) {
        return wait_for(contract, asking, *missing);
    }
    if (const auto* held = std::get_if<model::Held>(&value)) return Wait{asking, held->reason, {}};
    if (!model::is_known(value)) return LeftOut{};
    return without_amount(contract, asking);
}

Condition as_condition(const Contract& contract, ClauseId asking, const Value& value) {
    if (const auto* holds = std::get_if<bool>(&value)) return *holds;
    if (const auto* missing = std::get_if<model::Missing>(&value)) {
        return wait_for(contract, asking, *missing);
    }
    if (const auto* held = std::get_if<model::Held>(&value)) return Wait{asking, held->reason, {}};
    return false;
}

void WaitingList::add(const Wait& wait) {
    Waiting& waiting = waiting_[{wait.clause, wait.what}];
    if (waiting.owed_by.empty()) waiting.owed_by = wait.owed_by;
}

void WaitingList::add(const Wait& wait, ClauseId stops) {
    add(wait);
    std::vector<ClauseId>& stopped = waiting_[{wait.clause, wait.what}].stops;
    const auto place = std::lower_bound(stopped.begin(), stopped.end(), stops);
    if (place == stopped.end() || *place != stops) stopped.insert(place, stops);
}

void WaitingList::add(HeldLine line) {
    Waiting& waiting = waiting_[{line.clause, line.what}];
    waiting.owed_by = std::move(line.owed_by);
    waiting.period = line.period;
}

std::vector<HeldLine> WaitingList::lines(const calendar::Period& period, Waited& waited) const {
    std::vector<HeldLine> lines;
    Waited now;
    for (const auto& [key, waiting] : waiting_) {
        const std::size_t periods_waiting = waited[key] + 1;
        now[key] = periods_waiting;
        lines.push_back({.clause = key.first,
                         .period = waiting.period.value_or(period),
                         .what = key.second,
                         .owed_by = waiting.owed_by,
                         .stops = waiting.stops,
                         .periods_waiting = periods_waiting});
    }
    waited = std::move(now);
    return lines;
}

}  // namespace concordat::settle
