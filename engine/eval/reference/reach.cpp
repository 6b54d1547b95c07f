// engine/eval/reference/reach.cpp · room: eval
// What:  see reach.h. Ends for every contract: what is read only grows.
// Start: Reaches::Reaches(), then reach_of().
#include "eval/reference/reach.h"

#include <algorithm>

#include "eval/reference/overloaded.h"

namespace concordat::eval::reference {

namespace {

using model::Axis;
using model::ExprId;

void add_axis(std::vector<Axis>& axes, const Axis& axis) {
    if (axis.type == Axis::Type::period) return;  // the period is always part of what is remembered
    if (std::find(axes.begin(), axes.end(), axis) == axes.end()) axes.push_back(axis);
}

void join(Reach& into, const Reach& more) {
    for (const Axis& axis : more.axes) add_axis(into.axes, axis);
    into.previous |= more.previous;
    into.dated |= more.dated;
    into.received |= more.received;
    into.totalled |= more.totalled;
}

void take_off(std::vector<Axis>& axes, const Axis& axis) {
    std::erase_if(axes, [&](const Axis& one) {
        if (one == axis) return true;
        return axis.type == Axis::Type::record && one.type == Axis::Type::record && !one.record.is_set();
    });
}

/// Whether the term's own elements or the caller's day decide which text applies.
bool has_own_day(const model::Term& term) {
    return std::any_of(term.index.begin(), term.index.end(), [](const Axis& axis) {
        return axis.type == Axis::Type::period || axis.type == Axis::Type::record;
    });
}

/// The expressions that a term's source and stages stand on.
std::vector<ExprId> expressions_of(const model::Term& term) {
    model::Parts parts;
    std::visit(Overloaded{
                   [](const model::DefinedSource&) {},
                   [&](const model::FactSource& source) {
                       parts.add_all({source.if_missing.value, source.fewest, source.if_too_few.value});
                   },
                   [&](const model::AttributeSource& source) {
                       for (const auto& change : source.changes) parts.add(change.value);
                   },
                   [&](const model::MemberColumnSource& source) { parts.add_all(source.expr_by_member); },
                   [](const model::FieldSource&) {},
                   [](const model::ReceivedSource&) {},
               },
               term.source);
    for (const model::Stage& stage : term.stages) parts.add(stage.value);
    parts.add_all(term.only_where);
    return parts.ids;
}

bool has_dated_text(const model::Term& term) {
    const bool dated_stage = std::any_of(term.stages.begin(), term.stages.end(), [](const auto& stage) {
        return stage.from.has_value() || stage.until.has_value();
    });
    const auto* attribute = std::get_if<model::AttributeSource>(&term.source);
    return dated_stage || (attribute != nullptr && !attribute->changes.empty());
}

}  // namespace

std::uint64_t record_bit(model::RecordId record) {
    if (!record.is_set()) return 0;
    return std::uint64_t{1} << std::min<std::size_t>(record.index(), 63);
}

Reaches::Reaches(const model::Contract& contract)
    : contract_(contract), expressions_(contract.expressions.size()), terms_(contract.terms.size()) {
    // A term may read its own earlier stages, so terms are read again until nothing more is found.
    do {
        read_expressions();
    } while (read_terms());
}

void Reaches::read_expressions() {
    for (auto& kept : expressions_) kept.reset();
    for (std::size_t index = 0; index < expressions_.size(); ++index) read_expression(ExprId(index));
}

void Reaches::read_expression(ExprId expression) {
    auto& kept = expressions_[expression.index()];
    if (kept) return;
    kept.emplace();
    const model::Expression& read = contract_.expression(expression);
    for (const ExprId part : parts_of(read.node)) read_expression(part);
    if (const auto* days = std::get_if<model::DaysOf>(&read.node)) {
        const model::DaySet& set = contract_.day_set(days->days);
        for (const ExprId rule : rules_of(set.record)) read_expression(rule);
        for (const auto& absence : set.absences)
            for (const ExprId rule : rules_of(absence.record)) read_expression(rule);
    }
    if (const auto* first = std::get_if<model::IsFirst>(&read.node)) {
        for (const ExprId rule : rules_of(first->record)) read_expression(rule);
    }
    if (const auto* total = std::get_if<model::EarlierTotal>(&read.node)) {
        for (const ExprId rule : rules_of(total->before.record)) read_expression(rule);
    }
    if (const auto* aggregate = std::get_if<model::Aggregate>(&read.node)) {
        for (const Axis& axis : aggregate->over) {
            for (const ExprId rule : rules_of(axis.record)) read_expression(rule);
        }
    }
    kept = reach_of(read);
}

/// True when a term was found to read more than was known before.
bool Reaches::read_terms() {
    bool more = false;
    for (std::size_t index = 0; index < terms_.size(); ++index) {
        Reach found = reach_of(contract_.terms[index]);
        Reach& known = terms_[index];
        more |= found.dated != known.dated || found.received != known.received || found.totalled != known.totalled;
        known = std::move(found);
    }
    return more;
}

Reach Reaches::reach_of(const model::Term& term) const {
    Reach reach;
    for (const ExprId expression : expressions_of(term)) join(reach, of(expression));
    if (const auto* fact = std::get_if<model::FactSource>(&term.source)) {
        if (fact->counted.is_set()) join(reach, of(fact->counted));
        if (fact->out_of.is_set()) join(reach, of(fact->out_of));
    }
    reach.received |= std::holds_alternative<model::ReceivedSource>(term.source);
    reach.dated = !has_own_day(term) && (reach.dated || has_dated_text(term));
    reach.axes.clear();
    reach.previous = false;
    return reach;
}

void Reaches::add_reference(Reach& reach, const model::TermRef& reference) const {
    join(reach, of(reference.term));
    for (const Axis& axis : contract_.term(reference.term).index) {
        const bool bound = std::any_of(reference.binds.begin(), reference.binds.end(),
                                       [&](const model::Bind& bind) { return bind.axis == axis; });
        if (!bound) add_axis(reach.axes, axis);
    }
}

std::vector<ExprId> Reaches::rules_of(model::RecordId record) const {
    if (!record.is_set()) return {};
    const model::Record& kind = contract_.record(record);
    std::vector<ExprId> rules = kind.left_out_unless;
    for (const auto& hold : kind.held_when) rules.push_back(hold.when);
    if (kind.falls_in.is_set()) rules.push_back(kind.falls_in);
    return rules;
}

void Reaches::take_off_aggregate(Reach& reach, const model::Aggregate& aggregate) const {
    for (const Axis& axis : aggregate.over) {
        if (axis.type != Axis::Type::record) continue;
        reach.totalled |= record_bit(axis.record);
        for (const ExprId rule : rules_of(axis.record)) reach.totalled |= of(rule).totalled;
    }
    const bool own_day = std::any_of(aggregate.over.begin(), aggregate.over.end(), [](const Axis& axis) {
        return axis.type == Axis::Type::period || axis.type == Axis::Type::record;
    });
    if (own_day && !aggregate.if_none.is_set()) reach.dated = false;
    for (const Axis& axis : aggregate.over) take_off(reach.axes, axis);
    for (const auto& link : aggregate.links) add_axis(reach.axes, link.axis);
}

/// Which days a record has depends on all records of its kind, and on absences.
void Reaches::add_days(Reach& reach, const model::DaySet& set) const {
    reach.dated = false;  // each day has its own text
    add_axis(reach.axes, {Axis::Type::record, {}, {}, set.record, {}});
    const auto add_rules = [&](model::RecordId record) {
        reach.totalled |= record_bit(record);
        for (const ExprId rule : rules_of(record)) reach.totalled |= of(rule).totalled;
    };
    add_rules(set.record);
    for (const auto& absence : set.absences) add_rules(absence.record);
}

Reach Reaches::reach_of(const model::Expression& expression) const {
    Reach reach;
    for (const ExprId part : parts_of(expression.node)) join(reach, of(part));
    if (const auto* reference = std::get_if<model::TermRef>(&expression.node)) {
        add_reference(reach, *reference);
    } else if (const auto* element = std::get_if<model::ScopeElement>(&expression.node)) {
        add_axis(reach.axes, element->axis);
    } else if (const auto* aggregate = std::get_if<model::Aggregate>(&expression.node)) {
        take_off_aggregate(reach, *aggregate);
    } else if (const auto* division = std::get_if<model::Division>(&expression.node)) {
        take_off(reach.axes, {Axis::Type::party, division->role, {}, {}, {}});
    } else if (const auto* repaid = std::get_if<model::Repaid>(&expression.node)) {
        take_off(reach.axes, {Axis::Type::party, repaid->role, {}, {}, {}});
    } else if (const auto* field = std::get_if<model::FieldOf>(&expression.node)) {
        add_axis(reach.axes, {Axis::Type::record, {}, {}, field->record, {}});
    } else if (const auto* earlier = std::get_if<model::EarlierRecord>(&expression.node)) {
        add_axis(reach.axes, {Axis::Type::record, {}, {}, earlier->record, {}});
        reach.totalled |= record_bit(earlier->record);
    } else if (const auto* total = std::get_if<model::EarlierTotal>(&expression.node)) {
        add_axis(reach.axes, {Axis::Type::record, {}, {}, total->before.record, {}});
        reach.totalled |= record_bit(total->before.record);
        for (const ExprId rule : rules_of(total->before.record)) reach.totalled |= of(rule).totalled;
    } else if (const auto* own = std::get_if<model::GroupOf>(&expression.node)) {
        add_axis(reach.axes, {Axis::Type::record, {}, {}, contract_.record(own->group).group->of, {}});
    } else if (const auto* look_up = std::get_if<model::LookUp>(&expression.node)) {
        reach.dated |= !look_up->on.is_set();
    } else if (const auto* line = std::get_if<model::LineInRow>(&expression.node)) {
        reach.dated |= !line->on.is_set();
    } else if (const auto* in_force = std::get_if<model::DaysInForce>(&expression.node)) {
        add_axis(reach.axes, {Axis::Type::record, {}, {}, in_force->record, {}});
    } else if (const auto* there = std::get_if<model::RowCounts>(&expression.node)) {
        reach.totalled |= record_bit(there->record);
    } else if (const auto* days = std::get_if<model::DaysOf>(&expression.node)) {
        add_days(reach, contract_.day_set(days->days));
    } else if (const auto* first = std::get_if<model::IsFirst>(&expression.node)) {
        add_axis(reach.axes, {Axis::Type::record, {}, {}, first->record, {}});
        reach.totalled |= record_bit(first->record);
        for (const ExprId rule : rules_of(first->record)) reach.totalled |= of(rule).totalled;
    } else if (std::holds_alternative<model::Previous>(expression.node)) {
        reach.previous = true;
    }
    return reach;
}

}  // namespace concordat::eval::reference
