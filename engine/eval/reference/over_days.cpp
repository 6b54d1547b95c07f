// engine/eval/reference/over_days.cpp · room: eval
// What:  the number of a record's days in a period, totals over them, and whether a record comes first.
// Source: findings N33 (a price of each night), N30 (counted once).
#include <algorithm>
#include <unordered_map>

#include "eval/reference/linked_rows.h"
#include "eval/reference/names.h"
#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/stretches.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Date;
using calendar::Days;
using exact::Ratio;
using model::DaysOf;
using model::Value;
using source::Code;

/// Days in a row that are worth the same, for an explanation.
struct Alike {
    Days days;
    Value each;
};

/// A total over days under way.
struct OverDays {
    const DaysOf& node;
    const Site& site;
    Scope scope;
    Ratio total;
    std::vector<Alike> alike;
};

void keep_alike(OverDays& over, Date day, const Value& each) {
    if (!over.site.frame.explaining() && over.site.workings.recorder == nullptr) return;
    auto& alike = over.alike;
    const bool goes_on = !alike.empty() && alike.back().each == each && alike.back().days.last.plus_days(1) == day;
    if (goes_on) alike.back().days.last = day;
    else alike.push_back({{day, day}, each});
}

/// What one day adds; a value that is not known stops the total.
std::optional<Value> add_day(OverDays& over, Date day) {
    const model::Contract& contract = over.site.contract();
    over.scope.period = calendar::Period::containing(calendar::PeriodUnit::day, day, contract.year_start);
    const Frame& frame = over.site.frame;
    const Frame here{.scope = over.scope,
                     .text_day = day,
                     .previous = frame.previous,
                     .clause = frame.clause,
                     .term = frame.term,
                     .outer = &frame,
                     .steps = nullptr};
    if (over.node.where.is_set()) {
        const Value where = work_out(over.site.workings, over.node.where, here);
        if (std::holds_alternative<model::Missing>(where)) return where;
        const bool* yes = std::get_if<bool>(&where);
        if (yes == nullptr || !*yes) return std::nullopt;
    }
    const Value each = over.node.of.is_set() ? work_out(over.site.workings, over.node.of, here) : Value(Ratio(1));
    keep_alike(over, day, each);
    if (const auto* number = std::get_if<Ratio>(&each)) over.total += *number;
    else if (std::holds_alternative<model::None>(each) || std::holds_alternative<model::NotApplicable>(each))
        return std::nullopt;  // no price that day, or left out
    else return each;
    return std::nullopt;
}

std::optional<Value> add_days(OverDays& over, const Days& days) {
    if (!over.node.of.is_set() && !over.node.where.is_set()) {
        over.total += Ratio(days.count());
        keep_alike(over, days.first, Ratio(1));
        if (!over.alike.empty()) over.alike.back().days.last = days.last;
        return std::nullopt;
    }
    for (Date day = days.first; day <= days.last; day = day.plus_days(1)) {
        if (auto stop = add_day(over, day)) return stop;
    }
    return std::nullopt;
}

/// For a working paper.
void record_days(const OverDays& over) {
    Recorder* recorder = over.site.workings.recorder;
    if (recorder == nullptr) return;
    Seen seen;
    for (const Alike& one : over.alike) seen.days.push_back({one.days, one.each});
    recorder->saw(std::move(seen));
}

/// "20 to 31 March 2024, 12 days at £334.00": one line for days that are worth the same.
void explain_days(const OverDays& over, const Value& result) {
    if (!over.site.frame.explaining()) return;
    for (const Alike& one : over.alike) {
        const std::int32_t count = one.days.count();
        std::string words = calendar::write_long(one.days.first);
        if (count > 1) words += " to " + calendar::write_long(one.days.last);
        words += ", " + std::to_string(count) + (count == 1 ? " day" : " days");
        if (over.node.of.is_set()) words += " at " + over.site.shown(one.each, over.node.of);
        Value worth = one.each;
        if (const auto* number = std::get_if<Ratio>(&one.each)) worth = *number * Ratio(count);
        over.site.note(std::move(words), std::move(worth));
    }
    if (over.alike.empty()) over.site.note("no day of it lies in this period", result);
}

}  // namespace

Value work_out(const DaysOf& node, const Site& site) {
    const model::Contract& contract = site.contract();
    const model::DaySet& set = contract.day_set(node.days);
    const auto row = row_in_play(site.frame, set.record);
    if (!row) return site.impossible(Code::element_not_supplied, "whose " + set.plural + "?");
    const calendar::Period& asked = site.frame.scope.period;
    const std::vector<Days> stretches = stretches_of(contract, node.range, asked);
    for (const auto& absence : set.absences) {
        if (auto missing = missing_report(site.workings, absence.record, stretches, asked)) return *missing;
    }
    const DayRuns::OfRow& of_row = day_runs_of(site.workings, node.days).rows[*row];
    if (of_row.instead) return *of_row.instead;
    if (!of_row.clash.empty()) {
        Frame ordering = site.frame;
        ordering.clause = of_row.clash_clause;  // the clause that leaves them equal
        return impossible(site.workings, ordering, site.expression, Code::two_records_one_day, of_row.clash);
    }
    OverDays over{node, site, site.frame.scope, {}, {}};
    over.scope.record = set.record;
    over.scope.record_row = *row;
    for (const Days& stretch : stretches) {
        auto run = std::lower_bound(of_row.runs.begin(), of_row.runs.end(), stretch.first,
                                    [](const Days& one, Date day) { return one.last < day; });
        for (; run != of_row.runs.end() && run->first <= stretch.last; ++run) {
            auto days = calendar::overlap(*run, stretch);
            // Without an end it goes on to the last day of the period asked about, and no further.
            if (days && of_row.open) days = calendar::overlap(*days, {days->first, asked.last()});
            if (!days) continue;
            if (auto stop = add_days(over, *days)) return *stop;
        }
    }
    explain_days(over, over.total);
    record_days(over);
    return over.total;
}

namespace {

/// Of each group of rows with equal values the first by date; of equal ones the first in the fixed order.
std::vector<bool> first_rows(const model::IsFirst& node, const Site& site) {
    Workings& workings = site.workings;
    const std::size_t count = shelf_of(workings, node.record).rows.size();
    std::vector<bool> first(count, false);
    struct Best {
        Value by;
        std::size_t row;
    };
    std::unordered_map<std::string, Best> best;
    for (std::size_t row = 0; row < count; ++row) {
        if (standing_of(workings, node.record, row).standing.state != Evaluator::Standing::State::counts) continue;
        Scope scope = site.frame.scope;
        scope.record = node.record;
        scope.record_row = row;
        const Frame frame =
            frame_of(scope, text_day_of_record(workings, node.record, row, scope.period), site.frame.clause);
        if (node.where.is_set()) {
            const Value where = work_out(workings, node.where, frame);
            const bool* yes = std::get_if<bool>(&where);
            if (yes == nullptr || !*yes) continue;
        }
        std::string key;
        for (const model::ExprId same : node.same) key += key_of(work_out(workings, same, frame)) + '\x1f';
        Value by = work_out(workings, node.by, frame);
        const auto [place, is_new] = best.try_emplace(key, Best{by, row});
        if (!is_new && order_of(by, place->second.by) < 0) place->second = {std::move(by), row};
    }
    for (const auto& [key, one] : best) first[one.row] = true;
    return first;
}

}  // namespace

Value work_out(const model::IsFirst& node, const Site& site) {
    const auto row = row_in_play(site.frame, node.record);
    if (!row) return site.impossible(Code::element_not_supplied, "whose record is meant?");
    auto& kept = site.workings.firsts;
    if (!kept.contains(site.expression.value)) {
        std::vector<bool> found = first_rows(node, site);
        kept.emplace(site.expression.value, std::move(found));
    }
    return bool(kept.at(site.expression.value)[*row]);
}

}  // namespace concordat::eval::reference
