// engine/eval/reference/cut_in_proportion.cpp · room: eval
// What:  the total over the periods of a year to date is kept within a limit, each period's part being reduced in the
//        same proportion, in whole pennies; a later period puts right what earlier ones were cut.
// Source: finding N26 ("each part of X is reduced in the same proportion"); N3 for the pennies.
#include <algorithm>
#include <vector>

#include "eval/reference/rows.h"
#include "eval/reference/stretches.h"
#include "eval/reference/work_out.h"
#include "exact/allocate.h"
#include "exact/rounding.h"

namespace concordat::eval::reference {

namespace {

using calendar::Period;
using exact::Ratio;
using model::Value;

/// The last of the periods of that year that have come: the one being settled, not before the scope's own.
Period last_that_came(const model::CutInProportion& node, const Site& site, const Period& year) {
    const model::Contract& contract = site.contract();
    const Period& here = site.frame.scope.period;
    const Inputs& inputs = site.workings.inputs;
    calendar::Date day = here.last();
    if (inputs.known_on) day = std::max(day, settled_by(contract, *inputs.known_on));
    else if (inputs.asked_until) day = std::max(day, *inputs.asked_until);
    day = std::min({day, year.last(), std::max(here.last(), contract.in_force.last)});
    Period last = Period::containing(node.unit, day, contract.year_start);
    while (last != here && last.last() > day) last = last.before(contract.year_start);  // it is not over yet
    return last;
}

Value in_period(const Site& site, model::ExprId what, const Period& period) {
    Scope scope = site.frame.scope;
    scope.period = period;
    const Frame& frame = site.frame;
    const Frame there{
        scope, text_day_of(site.contract(), period), frame.previous, frame.clause, frame.term, frame.outer, nullptr};
    return work_out(site.workings, what, there);
}

}  // namespace

Value work_out(const model::CutInProportion& node, const Site& site) {
    const model::Contract& contract = site.contract();
    const Period& here = site.frame.scope.period;
    const Period year = here.belongs_to(node.within, contract.year_start);
    const Period last = last_that_came(node, site, year);
    const calendar::Date begins = std::max(year.first(), contract.in_force.first);
    std::vector<Ratio> parts;
    std::size_t own = 0;
    Ratio total = 0;
    for (Period period = Period::containing(node.unit, begins, contract.year_start); period.first() <= last.first();
         period = period.next(contract.year_start)) {
        if (period.belongs_to(node.within, contract.year_start) != year) continue;
        if (period == here) own = parts.size();
        const Value value = in_period(site, node.of, period);
        const auto* amount = std::get_if<Ratio>(&value);
        const bool none = std::holds_alternative<model::NotApplicable>(value);
        if (amount == nullptr && !none) return value;
        if (none && period == here) return value;
        parts.push_back(none ? Ratio(0) : *amount);
        total += parts.back();
    }
    const Value limit = site.of(node.limit);
    const auto* most = std::get_if<Ratio>(&limit);
    if (most == nullptr) return limit;
    if (total <= *most) return parts[own];
    const Ratio coins = most->sign() > 0 ? exact::round_to(*most, node.rounding) / node.rounding.step : Ratio(0);
    const auto divided = exact::allocate(coins.numerator(), parts);
    if (!divided)
        return site.impossible(source::Code::weight_below_nothing,
                               "an amount of one of the periods is below 0, and all of them are cut in proportion");
    site.note("of a total of " + model::write_for_people(contract, total, model::Kind::money()) + " to " +
                  last.label_for_people(contract.year_start),
              limit);
    return Ratio((*divided)[own]) * node.rounding.step;
}

}  // namespace concordat::eval::reference
