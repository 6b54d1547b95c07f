// engine/eval/reference/aggregates.cpp · room: eval
// What:  totals, numbers, averages and choices over parties, lists, records and periods.
// Source: findings N10 (what is left out), N14 (nothing to average), N16 (missing sets); share-algebra K4.
// Start: work_out(), last in the file; walk() goes through the elements, Tally (tally.h) keeps what was found.
#include <algorithm>
#include <optional>
#include <vector>

#include "eval/reference/linked_rows.h"
#include "eval/reference/names.h"
#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/separate_parts.h"
#include "eval/reference/stretches.h"
#include "eval/reference/tally.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"
#include "exact/decimal_text.h"

namespace concordat::eval::reference {

namespace {

using model::Aggregate;
using model::Axis;
using model::Value;
using trace::Step;

/// Elements of one aggregate that are opened in an explanation; others, and records, are named with their value.
constexpr std::size_t most_opened = 12;

/// An aggregate under way.
struct Walk {
    const Aggregate& node;
    const Site& site;
    std::vector<Axis> axes;  // without a period axis where records decide the period
    std::vector<calendar::Days> stretches;
    bool to_date = false;
    Scope scope;  // changes as the elements do
    calendar::Date text_day;
    Tally tally;
    std::vector<Step> shown;  // while explaining
    /// Those of which one is the dearest: put off until all are seen.
    struct Candidate {
        Scope scope;
        calendar::Date text_day;
        Value by;
    };
    std::vector<Candidate> candidates;
    std::vector<ElementSeen> elements;  // while a live paper is written
};

Frame frame_at(const Walk& walk, std::vector<Step>* steps) {
    const Frame& frame = walk.site.frame;
    return {.scope = walk.scope,
            .text_day = walk.text_day,
            .previous = frame.previous,
            .clause = frame.clause,
            .term = frame.term,
            .outer = &frame,
            .steps = steps};
}

std::string name_of_elements(const Walk& walk) {
    std::string words;
    const model::Contract& contract = walk.site.contract();
    for (const Axis& axis : walk.axes) {
        std::string name;
        if (axis.type == Axis::Type::party) name = contract.party(walk.scope.parties.at(axis.role)).name;
        if (axis.type == Axis::Type::member) name = contract.set(axis.set).members[walk.scope.members.at(axis.set)];
        if (axis.type == Axis::Type::record)
            name = name_of_record(walk.site.workings, axis.record, walk.scope.record_row);
        if (axis.type == Axis::Type::period) name = walk.scope.period.label_for_people(contract.year_start);
        words += (words.empty() ? "" : ", ") + name;
    }
    return words;
}

/// While explaining: one line for the element, with what it was made from where there is room.
void show(Walk& walk, const Value& value, std::vector<Step> parts, const std::string& remark = {}) {
    Step step;
    step.what = walk.scope.record ? Step::What::record : Step::What::note;
    step.name = name_of_elements(walk) + remark;
    step.value = value;
    step.clause = walk.site.frame.clause;
    step.kind = walk.node.of.is_set() ? walk.site.kind_of(walk.node.of) : model::Kind::count();
    if (walk.scope.record) {
        const RecordShelf& shelf = shelf_of(walk.site.workings, *walk.scope.record);
        step.origin = words_of(shelf.rows[walk.scope.record_row]->origin);
    }
    step.parts = std::move(parts);
    walk.shown.push_back(std::move(step));
}

/// A missing figure that holds up its own period only leaves that period out of the total to date (N5).
bool is_period_left_out(const Walk& walk, const Value& value) {
    const auto* missing = std::get_if<model::Missing>(&value);
    if (missing == nullptr || !walk.to_date || walk.scope.period == walk.site.frame.scope.period) return false;
    return missing->own_period_only;
}

/// True when the element belongs to what is gathered; false when it does not, or when that is not known.
bool is_wanted(Walk& walk, const Frame& frame) {
    if (!walk.node.where.is_set()) return true;
    const Value where = work_out(walk.site.workings, walk.node.where, frame);
    if (std::holds_alternative<model::Missing>(where)) {
        if (!is_period_left_out(walk, where)) walk.tally.stop(where);
        return false;
    }
    const bool* yes = std::get_if<bool>(&where);
    return yes != nullptr && *yes;
}

/// A party that has not joined its role yet, or has left it, is none of them in that period (N36).
bool is_there(const Walk& walk) {
    return std::all_of(walk.axes.begin(), walk.axes.end(), [&](const Axis& axis) {
        if (axis.type != Axis::Type::party || !axis.role.is_set()) return true;
        return model::has_role(walk.site.contract().role(axis.role), walk.scope.parties.at(axis.role),
                               walk.scope.period.days());
    });
}

void visit_element(Walk& walk) {
    if (!is_there(walk)) return;
    const bool explaining = walk.site.frame.explaining();
    const bool opened = explaining && !walk.scope.record && walk.shown.size() < most_opened;
    const bool live = walk.site.workings.recorder != nullptr && walk.site.workings.recorder->live();
    if (live) walk.elements.push_back({walk.scope, walk.text_day});
    if (!is_wanted(walk, frame_at(walk, nullptr))) return;
    std::vector<Step> parts;
    const Frame frame = frame_at(walk, opened ? &parts : nullptr);
    Workings& workings = walk.site.workings;
    if (walk.node.dearest) {
        Value by = work_out(workings, walk.node.dearest->by, frame);
        if (std::holds_alternative<model::Missing>(by)) return walk.tally.stop(std::move(by));
        walk.candidates.push_back({walk.scope, walk.text_day, std::move(by)});
        return;
    }
    Value of = walk.node.of.is_set() ? work_out(workings, walk.node.of, frame) : Value(exact::Ratio(1));
    if (is_period_left_out(walk, of)) return;
    if (live) walk.elements.back().wanted = true, walk.elements.back().of = of;
    std::optional<Value> weight;
    if (walk.node.weight.is_set()) weight = work_out(workings, walk.node.weight, frame);
    if (explaining) show(walk, of, std::move(parts));
    if (!walk.node.weight_group.is_set()) return walk.tally.add(of, weight);
    walk.tally.add_in_group(of, *weight, work_out(workings, walk.node.weight_group, frame));
}

// ---- the dearest of several --------------------------------------------------------------------------------------

Value at_candidate(Walk& walk, const Walk::Candidate& candidate, model::ExprId part) {
    walk.scope = candidate.scope;
    walk.text_day = candidate.text_day;
    return work_out(walk.site.workings, part, frame_at(walk, nullptr));
}

/// Which of two goes first: the greater, then the lesser of what is named next. Equal: they are level.
std::strong_ordering order_of_candidates(Walk& walk, const Walk::Candidate& a, const Walk::Candidate& b) {
    if (model::is_known(a.by) != model::is_known(b.by)) return model::is_known(b.by) <=> model::is_known(a.by);
    if (const auto order = order_of(b.by, a.by); order != 0) return order;
    for (const model::ExprId next : walk.node.dearest->then_by) {
        const auto order = order_of(at_candidate(walk, a, next), at_candidate(walk, b, next));
        if (order != 0) return order;
    }
    return std::strong_ordering::equal;
}

/// Two that are level may not differ in what they would be taken at: which of them it is would be a silent choice.
void stop_where_level(Walk& walk, std::size_t dearest) {
    const auto gain = [&](const Walk::Candidate& one) {
        return std::pair(at_candidate(walk, one, walk.node.dearest->at), at_candidate(walk, one, walk.node.of));
    };
    const auto first = gain(walk.candidates[dearest]);
    for (std::size_t i = 0; i < walk.candidates.size(); ++i) {
        const Walk::Candidate& other = walk.candidates[i];
        if (i == dearest || order_of_candidates(walk, walk.candidates[dearest], other) != 0) continue;
        if (gain(other) == first) continue;
        walk.scope = walk.candidates[dearest].scope;
        const std::string one = name_of_elements(walk);
        walk.scope = other.scope;
        walk.tally.stop(walk.site.impossible(source::Code::dearest_level,
                                             one + " and " + name_of_elements(walk) +
                                                 " are level, and the amount depends on which of them is the dearest; "
                                                 "add `and then by ...`"));
        return;
    }
}

void add_candidates(Walk& walk) {
    if (walk.candidates.empty() || walk.tally.stopped()) return;
    const Scope before = walk.scope;
    const calendar::Date day_before = walk.text_day;
    std::size_t dearest = 0;
    for (std::size_t i = 1; i < walk.candidates.size(); ++i) {
        if (order_of_candidates(walk, walk.candidates[i], walk.candidates[dearest]) < 0) dearest = i;
    }
    stop_where_level(walk, dearest);
    for (std::size_t i = 0; i < walk.candidates.size() && !walk.tally.stopped(); ++i) {
        const model::ExprId part = i == dearest ? walk.node.dearest->at : walk.node.of;
        const Value value = at_candidate(walk, walk.candidates[i], part);
        if (walk.site.frame.explaining())
            show(walk, value, {},
                 (i == dearest ? ", the dearest: " : ", at ") + name_of_part(walk.site.contract(), part));
        walk.tally.add(value, std::nullopt);
    }
    walk.scope = before;
    walk.text_day = day_before;
}

void walk_axis(Walk& walk, std::size_t depth);

void walk_parties(Walk& walk, const Axis& axis, std::size_t depth) {
    const model::Contract& contract = walk.site.contract();
    std::vector<model::PartyId> parties;
    if (axis.role.is_set()) {
        parties = contract.role(axis.role).parties;
    } else {
        for (std::size_t index = 0; index < contract.parties.size(); ++index) parties.emplace_back(index);
    }
    for (const model::PartyId party : parties) {
        if (walk.tally.stopped()) return;
        walk.scope.parties[axis.role] = party;
        walk_axis(walk, depth + 1);
    }
}

void walk_members(Walk& walk, const Axis& axis, std::size_t depth) {
    const std::size_t count = walk.site.contract().set(axis.set).members.size();
    for (std::size_t member = 0; member < count && !walk.tally.stopped(); ++member) {
        walk.scope.members[axis.set] = member;
        walk_axis(walk, depth + 1);
    }
}

void walk_periods(Walk& walk, const Axis& axis, std::size_t depth) {
    const calendar::Period period_before = walk.scope.period;
    const calendar::Date day_before = walk.text_day;
    for (const calendar::Period& period : periods_in(walk.site.contract(), walk.stretches, axis.unit)) {
        if (walk.tally.stopped()) break;
        const auto& within = walk.scope.within;
        if (within && !calendar::overlap(period.days(), *within)) continue;
        walk.scope.period = period;
        walk.text_day = text_day_of(walk.site.contract(), period);
        if (within) walk.text_day = std::max(walk.text_day, within->first);
        walk_axis(walk, depth + 1);
    }
    walk.scope.period = period_before;
    walk.text_day = day_before;
}

/// While explaining, records that do not count are named with the reason.
void show_standing(Walk& walk, const Evaluator::Standing& standing) {
    if (!walk.site.frame.explaining()) return;
    if (standing.state == Evaluator::Standing::State::held) show(walk, model::Held{standing.reason}, {});
    if (standing.state == Evaluator::Standing::State::left_out) show(walk, model::NotApplicable{standing.reason}, {});
}

std::string with_commas(std::int64_t number) { return exact::with_thousands(std::to_string(number)); }

/// What was added up already: the rows below are then those that were set aside.
void add_totals(Walk& walk, const Axis& axis) {
    Workings& workings = walk.site.workings;
    if (workings.inputs.totals == nullptr || !workings.inputs.totals->holds(axis.record)) return;
    const auto elements = linked_elements(workings, walk.node.links, frame_at(walk, nullptr));
    if (!elements) return;
    const RecordShelf& shelf = shelf_of(workings, axis.record);
    const auto sum = workings.inputs.totals->sum(walk.site.expression, *elements, walk.stretches, shelf.standing);
    walk.tally.add(sum.count, sum.total);
    if (!walk.site.frame.explaining() || sum.count == 0) return;
    const model::Record& record = workings.contract.record(axis.record);
    for (const auto& [report, own] :
         workings.inputs.totals->by_report(walk.site.expression, *elements, walk.stretches, shelf.standing)) {
        Step step;
        step.what = Step::What::record;
        step.records = static_cast<std::uint64_t>(own.count);
        step.name = with_commas(own.count) + " " + (own.count == 1 ? record.name : record.plural);
        step.value = walk.node.of.is_set() ? own.total : exact::Ratio(own.count);
        step.clause = walk.site.frame.clause;
        step.kind = walk.node.of.is_set() ? walk.site.kind_of(walk.node.of) : model::Kind::count();
        step.origin = report->file + ", in lines " +
                      with_commas(static_cast<std::int64_t>(report->first_line_added_up)) + " to " +
                      with_commas(static_cast<std::int64_t>(report->last_line_added_up));
        walk.shown.push_back(std::move(step));
    }
}

void walk_records(Walk& walk, const Axis& axis, std::size_t depth) {
    Workings& workings = walk.site.workings;
    if (auto missing = missing_report(workings, axis.record, walk.stretches, walk.site.frame.scope.period)) {
        walk.tally.stop(*missing);
        return;
    }
    const Scope before = walk.scope;
    const calendar::Date day_before = walk.text_day;
    const bool any_record = (workings.finding_standing & record_bit(axis.record)) != 0;
    const bool period_unsaid = walk.node.range.kind == model::PeriodRange::Kind::scope;
    const auto rows =
        linked_rows(workings, axis.record, walk.node.links, walk.stretches, period_unsaid, frame_at(walk, nullptr));
    if (!rows)
        return walk.tally.stop(walk.site.impossible(source::Code::element_not_supplied,
                                                    "whose " + workings.contract.record(axis.record).plural + "?"));
    add_totals(walk, axis);
    for (const std::size_t row : *rows) {
        if (walk.tally.stopped()) break;
        const Dating dating = dating_of(workings, axis.record, row);
        walk.scope.record = axis.record;
        walk.scope.record_row = row;
        walk.scope.within.reset();  // it lies wholly in the part
        walk.scope.period =
            walk.node.at_scope_period ? before.period : period_of_record(workings, axis.record, row, before.period);
        walk.text_day = walk.node.at_scope_period ? text_day_of(workings.contract, before.period)
                                                  : text_day_of_record(workings, axis.record, row, walk.scope.period);
        const RowStanding standing = any_record ? RowStanding{} : standing_of(workings, axis.record, row);
        if (standing.waits) walk.tally.stop(*standing.waits);
        else if (standing.standing.state != Evaluator::Standing::State::counts) show_standing(walk, standing.standing);
        else if (dating.state == Dating::State::not_known) walk.tally.stop(dating.why);
        else if (auto blank = blank_link(workings, axis.record, row, walk.node.links))
            walk.tally.stop(std::move(*blank));
        else walk_axis(walk, depth + 1);
    }
    walk.scope = before;
    walk.text_day = day_before;
}

void walk_axis(Walk& walk, std::size_t depth) {
    if (depth == walk.axes.size()) return visit_element(walk);
    const Axis& axis = walk.axes[depth];
    switch (axis.type) {
        case Axis::Type::party: return walk_parties(walk, axis, depth);
        case Axis::Type::member: return walk_members(walk, axis, depth);
        case Axis::Type::record: return walk_records(walk, axis, depth);
        case Axis::Type::period: return walk_periods(walk, axis, depth);
    }
}

/// Over records a range of periods is which records fall in it; the periods are no elements of their own then.
std::vector<Axis> axes_walked(const Aggregate& node) {
    std::vector<Axis> axes = node.over;
    const bool records =
        std::any_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.type == Axis::Type::record; });
    if (records) std::erase_if(axes, [](const Axis& axis) { return axis.type == Axis::Type::period; });
    return axes;
}

/// An example gives the total of a whole year at once.
std::optional<Value> total_given(const Aggregate& node, const Site& site,
                                 const std::vector<calendar::Days>& stretches) {
    if (site.workings.overrides.empty() || node.op != model::AggregateOp::total || node.where.is_set() ||
        node.over.size() != 1 || node.over.front().type != Axis::Type::period || !node.of.is_set())
        return std::nullopt;
    const auto* term = std::get_if<model::TermRef>(&site.contract().expression(node.of).node);
    auto fixed = term == nullptr ? std::nullopt : total_fixed(site.workings, term->term, stretches);
    if (fixed && site.frame.scope.within)
        return model::Missing{
            site.contract().term(term->term).name, {}, "given as one total, for what is worked out in parts"};
    return fixed;
}

/// Over all Financial Years, without a word on which: those of the agreement. A year is no part of a longer period.
std::vector<calendar::Days> days_walked(const Aggregate& node, const Site& site) {
    using calendar::PeriodUnit;
    const auto is = [&](const auto& wanted) { return std::any_of(node.over.begin(), node.over.end(), wanted); };
    using Kind = model::PeriodRange::Kind;
    const bool unsaid = node.range.kind == Kind::scope ||
                        (node.range.kind == Kind::unit_of_scope && node.range.unit == PeriodUnit::year);
    const bool years =
        unsaid &&
        is([](const Axis& axis) { return axis.type == Axis::Type::period && axis.unit == PeriodUnit::year; }) &&
        !is([](const Axis& axis) { return axis.type == Axis::Type::record; });
    if (years) return {site.contract().in_force};
    const bool records = is([](const Axis& axis) { return axis.type == Axis::Type::record; });
    if (records)  // periods are looked through whole, and each taken where it touches the part
        return within_part(site.frame.scope, stretches_of(site.contract(), node.range, site.frame.scope.period));
    return stretches_of(site.contract(), node.range, site.frame.scope.period);
}

Value gathered(const Aggregate& node, const Site& site) {
    using Kind = model::PeriodRange::Kind;
    Walk walk{node,
              site,
              axes_walked(node),
              days_walked(node, site),
              false,
              site.frame.scope,
              site.frame.text_day,
              Tally(node),
              {},
              {},
              {}};
    if (auto fixed = total_given(node, site, walk.stretches)) return *fixed;
    walk.to_date = node.range.kind == Kind::unit_to_date || node.range.kind == Kind::to_date ||
                   node.range.kind == Kind::agreement_to_date;
    walk_axis(walk, 0);
    add_candidates(walk);
    Value value = walk.tally.result(site);
    if (site.workings.recorder != nullptr)
        site.workings.recorder->saw({.cell = {}, .days = {}, .division = {}, .elements = std::move(walk.elements)});
    if (site.frame.explaining()) {
        Step step;
        step.what = Step::What::aggregate;
        step.name = site.contract().expression(site.expression).words;
        step.kind = site.kind_of(site.expression);
        step.clause = site.frame.clause;
        step.value = value;
        step.parts = std::move(walk.shown);
        site.frame.steps->push_back(std::move(step));
    }
    return value;
}

/// What an aggregate depends on, where that can be told.
std::optional<MemoryKey> key_of_aggregate(const Site& site) {
    const Reach& reach = site.workings.reaches.of(site.expression);
    if (reach.previous || reach.received || site.frame.explaining() || site.workings.recorder != nullptr)
        return std::nullopt;
    MemoryKey key;
    key.of = MemoryKey::Of::expression;
    key.id = site.expression.value;
    key.unit = site.frame.scope.period.unit();
    key.period_first = site.frame.scope.period.first().days_since_1970();
    key.add(site.frame.scope.within);
    if (reach.dated) key.text_day = site.frame.text_day.days_since_1970();
    key.any_records = site.workings.finding_standing & reach.totalled;
    return with_elements(site.workings, site.frame, reach.axes, key);
}

}  // namespace

Value work_out(const Aggregate& node, const Site& site) {
    const auto key = key_of_aggregate(site);
    if (!key) return gathered(node, site);
    const auto known = site.workings.memory.values.find(*key);
    if (known != site.workings.memory.values.end() && known->second) return *known->second;
    Value value = gathered(node, site);
    site.workings.memory.values[*key] = value;
    return value;
}

}  // namespace concordat::eval::reference
