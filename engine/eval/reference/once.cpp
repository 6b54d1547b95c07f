// engine/eval/reference/once.cpp · room: eval
// What:  conditions that stay met, amounts as they were settled, and whether a record is there.
// Source: finding N30: "first" and "once" are decided on what is known now, `is not reopened` on what was known then.
#include <algorithm>
#include <memory>

#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/stretches.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Period;
using model::Value;

Frame frame_in(const Frame& frame, const Scope& scope, const model::Contract& contract) {
    Frame there = frame_of(scope, text_day_of(contract, scope.period), frame.clause);
    there.term = frame.term;
    there.previous = frame.previous;
    there.outer = frame.outer;
    return there;
}

/// The last period that the question is about: the scope's, or the one being settled where the amount waits for it.
Period last_asked(const model::Once& node, const Site& site) {
    const model::Contract& contract = site.contract();
    const Period& here = site.frame.scope.period;
    calendar::Date day = here.last();
    if (node.as_settled && site.workings.inputs.known_on)
        day = std::max(day, settled_by(contract, *site.workings.inputs.known_on));
    return Period::containing(node.unit, std::min(day, std::max(here.last(), contract.in_force.last)),
                              contract.year_start);
}

/// The same evaluation with what was known on an earlier day.
Workings& as_known_on(Workings& workings, calendar::Date day) {
    auto& kept = workings.earlier[day.days_since_1970()];
    if (!kept) {
        Inputs inputs = workings.inputs;
        inputs.known_on = day;
        kept = std::make_unique<Workings>(std::move(inputs));
    }
    kept->depth = workings.depth;
    return *kept;
}

}  // namespace

Value work_out(const model::Once& node, const Site& site) {
    const model::Contract& contract = site.contract();
    const Period last = last_asked(node, site);
    Period period = Period::containing(node.unit, contract.in_force.first, contract.year_start);
    for (; period.first() <= last.first(); period = period.next(contract.year_start)) {
        if (node.earlier_only && period == last) break;
        const bool same_span = !node.within || period.belongs_to(*node.within, contract.year_start) ==
                                                   last.belongs_to(*node.within, contract.year_start);
        if (!same_span) continue;
        Scope scope = site.frame.scope;
        scope.period = period;
        const Value met = work_out(site.workings, node.condition, frame_in(site.frame, scope, contract));
        const bool* yes = std::get_if<bool>(&met);
        if (yes == nullptr || !*yes) continue;
        site.note("first met in " + period.label_for_people(contract.year_start), true);
        return true;
    }
    return false;
}

Value work_out(const model::AsSettled& node, const Site& site) {
    Scope scope = site.frame.scope;
    if (node.period.is_set()) {
        const Value period = site.of(node.period);
        if (const auto* date = std::get_if<calendar::Date>(&period))
            scope.period = Period::containing(site.contract().settles, *date, site.contract().year_start);
        else if (const auto* named = std::get_if<Period>(&period)) scope.period = *named;
        else return period;
    }
    const calendar::Date day = model::settled_as_known_on(site.contract(), scope.period);
    const Frame there = frame_in(site.frame, scope, site.contract());
    const auto& known_on = site.workings.inputs.known_on;
    const bool later = known_on && day < *known_on;
    Value value = work_out(later ? as_known_on(site.workings, day) : site.workings, node.of, there);
    if (later) site.note("as it was settled for " + scope.period.label_for_people(site.contract().year_start), value);
    return value;
}

Value work_out(const model::RowCounts& node, const Site& site) {
    const Value key = site.of(node.key);
    if (std::holds_alternative<model::None>(key)) return false;
    if (!model::is_known(key)) return key;
    const auto row = row_with(site.workings, node.record, key);
    if (!row) return false;
    if (!node.counted) return true;
    const RowStanding found = standing_of(site.workings, node.record, *row);
    if (found.waits) return *found.waits;
    return found.standing.state == Evaluator::Standing::State::counts;
}

}  // namespace concordat::eval::reference
