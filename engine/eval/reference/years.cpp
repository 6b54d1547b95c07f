// engine/eval/reference/years.cpp · room: eval
// What:  a condition as known on a day, and what is carried from year to year and set off, the oldest first.
// Source: findings N27 (carried balances), N47 (a test on a named day).
#include <algorithm>
#include <vector>

#include "eval/reference/names.h"
#include "eval/reference/rows.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

using calendar::Date;
using calendar::Period;
using exact::Ratio;
using model::Value;

namespace {

/// That day of the scope's year: the first such day from the year's start on.
Date day_of_year(const Site& site, int month, int day) {
    const calendar::YearStart start = site.contract().year_start;
    const Period year = site.frame.scope.period.belongs_to(calendar::PeriodUnit::year, start);
    const int first_year = year.first().year();
    const auto this_year = Date::from(first_year, month, day);
    if (this_year && *this_year >= year.first()) return *this_year;
    return Date::from(first_year + 1, month, day).value_or(year.last());
}

}  // namespace

Value work_out(const model::AsKnownOn& node, const Site& site) {
    Workings& workings = site.workings;
    const Date day = day_of_year(site, node.month, node.day);
    if (workings.inputs.known_on && *workings.inputs.known_on <= day) return site.of(node.of);
    auto& then = workings.as_known_on[day];
    if (!then) {
        Inputs inputs = workings.inputs;
        inputs.known_on = day;
        then = std::make_shared<Workings>(std::move(inputs));
    }
    then->depth = workings.depth;
    return work_out(*then, node.of, site.frame);
}

namespace {

/// An amount of an earlier period; of one in which nothing of the kind was in play (not joined, no part taken) it is 0.
std::optional<Ratio> of_period(const Value& value, bool is_last) {
    if (!is_last && std::holds_alternative<model::NotApplicable>(value)) return Ratio(0);
    const auto* amount = std::get_if<Ratio>(&value);
    return amount == nullptr ? std::nullopt : std::optional(*amount);
}

/// What is left of one period's lot.
struct Lot {
    Ratio left;
    int age = 0;
    bool brought_forward = false;  // its amount is what it is in the first period, with all interest until then
};

}  // namespace

Value work_out(const model::SetOff& node, const Site& site) {
    const model::Contract& contract = site.contract();
    const Frame& frame = site.frame;
    const Period last = frame.scope.period.unit() < node.unit
                            ? frame.scope.period.belongs_to(node.unit, contract.year_start)
                            : frame.scope.period;
    std::vector<Lot> lots;
    Ratio used = 0;
    if (node.opening.is_set()) {
        const Value opening = work_out(site.workings, node.opening, frame);
        const auto* amount = std::get_if<Ratio>(&opening);
        if (amount == nullptr) return opening;
        if (amount->sign() > 0) lots.push_back({*amount, 0, true});
    }
    for (Period period = Period::containing(node.unit, contract.in_force.first, contract.year_start);;
         period = period.next(contract.year_start)) {
        Scope scope = frame.scope;
        scope.period = period;
        const Frame here{scope,  text_day_of(contract, period), frame.previous, frame.clause, frame.term, frame.outer,
                         nullptr};
        const Value against =
            period == last ? work_out(site.workings, node.against, frame) : work_out(site.workings, node.against, here);
        const bool is_last = period == last || last < period;
        const auto room = of_period(against, is_last);
        if (!room) return against;
        used = 0;
        Ratio free = room->sign() > 0 ? *room : Ratio(0);
        for (Lot& lot : lots) {
            ++lot.age;
            if (!lot.brought_forward) lot.left *= Ratio(1) + node.growth;
            lot.brought_forward = false;
            const Ratio now = std::min(lot.left, free);
            lot.left -= now;
            free -= now;
            used += now;
        }
        std::erase_if(lots, [&](const Lot& lot) {
            return lot.left.sign() == 0 || (node.for_periods > 0 && lot.age >= node.for_periods);
        });
        if (is_last && node.gives == model::SetOff::Gives::used) return used;
        const Value added =
            is_last ? work_out(site.workings, node.lot, frame) : work_out(site.workings, node.lot, here);
        const auto lot = of_period(added, is_last);
        if (!lot) return added;
        if (lot->sign() > 0) lots.push_back({*lot, 0});
        if (!is_last) continue;
        Ratio closing = 0;
        for (const Lot& one : lots) closing += one.left;
        return closing;
    }
}

Value work_out(const model::NoReport& node, const Site& site) {
    Workings& workings = site.workings;
    const Period& period = site.frame.scope.period;
    Value party = true;
    if (node.party.is_set()) party = site.of(node.party);
    if (!model::is_known(party)) return party;
    const RecordShelf& shelf = shelf_of(workings, node.record);
    const auto is_named_after = [&](const data::Report* report) { return report->period && *report->period == period; };
    if (!node.party.is_set() && std::any_of(shelf.reports.begin(), shelf.reports.end(), is_named_after)) return false;
    const std::size_t rows = shelf.stand_ins_added ? shelf.reported_rows : shelf.rows.size();
    for (std::size_t row = 0; row < rows; ++row) {
        if (node.party.is_set() && field_of(workings, node.record, row, node.column, site.frame) != party) continue;
        const Dating& dating = dating_of(workings, node.record, row);
        if (dating.state == Dating::State::dated && period.days().contains(dating.placed)) return false;
        const data::Report* report = shelf.report_of[row];
        if (dating.state != Dating::State::dated && (!report->period || *report->period == period)) return false;
    }
    return true;
}

}  // namespace concordat::eval::reference
