// engine/check/changes.cpp · room: check
// What:  values and clauses that change on a day inside a period, where the text would have to say how the period is
// worked out. A record takes the text of its own day, so what only records use may change on any day.
// Source: finding N9.

#include <algorithm>

#include <fmt/format.h>

#include "check/adjustments.h"
#include "check/years.h"

namespace concordat::check {

namespace {

bool has_axis(const Draft& draft, model::TermId id, Axis::Type type) {
    const auto& index = draft.contract.term(id).index;
    return std::any_of(index.begin(), index.end(), [&](const Axis& axis) { return axis.type == type; });
}

bool starts_period(const Draft& draft, calendar::Date date) {
    return calendar::Period::containing(draft.contract.settles, date, draft.contract.year_start).first() == date;
}

/// Whether the term is an amount of a period, or is used in one, by whatever way.
bool is_for_periods(const Draft& draft, model::TermId id, std::set<model::TermId>& seen) {
    if (has_axis(draft, id, Axis::Type::record) || !seen.insert(id).second) return false;
    if (has_axis(draft, id, Axis::Type::period)) return true;
    return std::any_of(draft.uses.begin(), draft.uses.end(), [&](const Draft::Use& use) {
        if (use.term != id || use.of_record) return false;
        return !use.by.is_set() || is_for_periods(draft, use.by, seen);
    });
}

bool is_said(const Draft& draft, const Draft::ChangeOnDay& change) {
    std::set<model::TermId> seen;
    return starts_period(draft, change.day) || is_averaged(draft, change.term) ||
           !is_for_periods(draft, change.term, seen);
}

void ask(Draft& draft, const Draft::ChangeOnDay& change) {
    const InClause here(draft, change.clause);
    const std::string& period = draft.contract.period_name;
    draft
        .error(Code::change_inside_period, change.span,
               fmt::format("{} lies inside a {}; the text would have to say how the {} is worked out before and after",
                           calendar::write_long(change.day), period, period))
        .with_help(fmt::format("let the change begin on the first day of a {}", period));
}

}  // namespace

void check_variation_date(Draft& draft, model::TermId id, const StandingSentence& standing,
                          std::optional<calendar::Date> from, Span span) {
    if (from || standing.from) draft.changes.push_back({id, from ? *from : *standing.from, span, draft.clause_now});
    if (standing.until) draft.changes.push_back({id, *standing.until, span, draft.clause_now, true});
}

void check_changes(Draft& draft) {
    std::set<std::pair<model::TermId, calendar::Date>> asked;
    std::set<calendar::Date> days;
    for (const bool ends : {false, true}) {
        for (const Draft::ChangeOnDay& change : draft.changes) {
            if (change.ends != ends || (ends && days.contains(change.day)) || is_said(draft, change)) continue;
            days.insert(change.day);
            if (asked.emplace(change.term, change.day).second) ask(draft, change);
        }
    }
}

}  // namespace concordat::check
