// engine/check/in_parts.cpp · room: check
// What:  see in_parts.h.
// How:   node by node. What is not known to add up or to be the same on every day stands in the way: nothing is split
//        by guess.
#include "check/in_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/limit_spans.h"
#include "model/parts.h"

namespace concordat::check {

namespace {

using Sort = Makeup::Sort;
using calendar::PeriodUnit;

constexpr Makeup fixed{Sort::fixed};

bool runs_on(const Makeup& one) { return one.year_to_date || one.agreement_to_date; }

Makeup joined(Makeup into, const Makeup& more) {
    into.year_to_date |= more.year_to_date;
    into.agreement_to_date |= more.agreement_to_date;
    into.steps |= more.steps;
    return into;
}

std::optional<PeriodUnit> own_unit(const model::Term& term) {
    for (const Axis& axis : term.index)
        if (axis.type == Axis::Type::period) return axis.unit;
    return std::nullopt;
}

/// Which stretch of time the words behind an aggregate mean.
Makeup stretch_of(const model::Contract& contract, const model::PeriodRange& range) {
    using Kind = model::PeriodRange::Kind;
    Makeup found{Sort::adds_up};
    switch (range.kind) {
        case Kind::scope: break;
        case Kind::unit_of_scope:
        case Kind::unit_to_date: found.year_to_date = range.unit == PeriodUnit::year; break;
        case Kind::named: found.year_to_date = true; break;
        case Kind::to_date: (contract.to_date_from_start ? found.agreement_to_date : found.year_to_date) = true; break;
        case Kind::agreement_to_date: found.agreement_to_date = true; break;
    }
    return found;
}

}  // namespace

void InParts::stop(std::string why) {
    if (obstacle_.empty()) obstacle_ = std::move(why);
}

bool InParts::begins(PeriodUnit unit) const {
    return calendar::Period::containing(unit, day_, draft_.contract.year_start).first() == day_;
}

std::string InParts::words_of(ExprId id) const {
    const model::Expression& expression = draft_.expression(id);
    if (const auto* used = std::get_if<model::TermRef>(&expression.node))
        return "`" + draft_.contract.term(used->term).name + "`";
    if (const auto* constant = std::get_if<model::Constant>(&expression.node))
        return "`" + model::write_for_people(draft_.contract, constant->value, expression.kind) + "`";
    return expression.words.empty() ? "a part of it" : "`" + expression.words + "`";
}

void InParts::walk(ExprId id, const Makeup& before) {
    if (id.is_set()) static_cast<void>(of(id, before));
}

void InParts::walk_edge(ExprId id, const Makeup& before) {
    const bool outside = std::exchange(on_edge_, true);
    walk(id, before);
    on_edge_ = outside;
}

/// A sum of what adds up and what is the same in both parts would have the latter twice.
Makeup InParts::one_or_other(const Makeup& one, const Makeup& other, ExprId of_other) {
    if (one.sort == Sort::nothing) return joined(other, one);
    if (other.sort == Sort::nothing || one.sort == other.sort) return joined(one, other);
    if (!on_edge_ && of_other.is_set())
        stop(fmt::format("{} is one sum for the whole, and would be in both parts", words_of(of_other)));
    return joined({Sort::adds_up}, joined(one, other));
}

Makeup InParts::of_sum(ExprId left, ExprId right, bool less, const Makeup& before) {
    const Makeup one = of(left, before);
    const Makeup other = of(right, before);
    Makeup found = one_or_other(one, other, one.sort == Sort::fixed ? left : right);
    if (!runs_on(one) || !runs_on(other) || one.steps == other.steps) return found;
    if (less && !one.steps) found.steps = false;  // the total without its last step: that of the period before
    else stop("a part of it is a total to date, and another part what such a total has grown by");
    return found;
}

Makeup InParts::of_arithmetic(const model::Arithmetic& node, const Makeup& before) {
    if (node.op == model::ArithmeticOp::add || node.op == model::ArithmeticOp::subtract) {
        Makeup sum = of_sum(node.left, node.right, node.op == model::ArithmeticOp::subtract, before);
        sum.steps |= is_growth_of_total(draft_, node);
        return sum;
    }
    const Makeup one = of(node.left, before);
    const Makeup other = of(node.right, before);
    walk_edge(node.if_zero, before);
    walk_edge(node.if_both_zero, before);
    if (one.sort == Sort::nothing || other.sort == Sort::nothing) return {};
    const bool multiplied = node.op == model::ArithmeticOp::multiply;
    if (other.sort == Sort::fixed) return one;
    if (!multiplied) return fixed;  // so much for each
    return one.sort == Sort::fixed ? other : joined(one, other);
}

Makeup InParts::of_cases(const model::Choose& node, const Makeup& before) {
    Makeup found;
    for (const auto& one : node.cases) {
        walk(one.condition, before);
        found = one_or_other(found, of(one.result, before), one.result);
    }
    if (node.otherwise.is_set()) found = one_or_other(found, of(node.otherwise, before), node.otherwise);
    return found;
}

// ---- totals ------------------------------------------------------------------------------------------------------

/// Each record has a day, or at least a period that does not lie on both sides.
Makeup InParts::of_records(const model::Aggregate& node, model::RecordId id) {
    const model::Record& record = draft_.contract.record(id);
    if (node.at_scope_period) stop(fmt::format("each {} has a running value, one for each period", record.name));
    const bool dated = record.falls_in.is_set();
    const bool by_day = dated && draft_.expression(record.falls_in).kind.base == model::KindBase::date;
    if (!dated && record.agreed) stop(fmt::format("a {} has no day of its own", record.name));
    if (!by_day && !begins(dated ? draft_.contract.settles : record.unit))
        stop(fmt::format("a {} falls in a whole {}, and not on one side of that day", record.name,
                         calendar::unit_name(dated ? draft_.contract.settles : record.unit)));
    return stretch_of(draft_.contract, node.range);
}

Makeup InParts::of_periods(const model::Aggregate& node, ExprId id, PeriodUnit unit) {
    walk(node.where, {});
    const Makeup each = of(node.of, {});
    if (each.sort == Sort::fixed && !begins(unit))
        stop(fmt::format("{} has one sum for the {} in which that day lies", words_of(id), calendar::unit_name(unit)));
    const Makeup found = stretch_of(draft_.contract, node.range);
    return each.steps ? found : joined(found, each);  // all that a total grew by is that total
}

Makeup InParts::of_aggregate(const model::Aggregate& node, ExprId id) {
    const bool adds = node.op == model::AggregateOp::total || node.op == model::AggregateOp::number;
    Makeup found;
    const auto over = [&](Axis::Type type) {
        return std::find_if(node.over.begin(), node.over.end(), [&](const Axis& axis) { return axis.type == type; });
    };
    if (const auto record = over(Axis::Type::record); record != node.over.end()) {
        found = of_records(node, record->record);
    } else if (const auto period = over(Axis::Type::period); period != node.over.end() && node.of.is_set()) {
        found = of_periods(node, id, period->unit);
    } else {
        walk(node.where, {});
        found = node.of.is_set() ? of(node.of) : fixed;
    }
    return adds ? found : fixed;
}

// ---- terms -------------------------------------------------------------------------------------------------------

Makeup InParts::of_fact(const model::Term& term, const model::FactSource& fact) {
    const auto unit = own_unit(term);
    if (!unit || on_edge_) return fixed;
    const bool counts = term.kind.base == model::KindBase::amount && !term.kind.is_percentage();
    const Makeup own{counts ? Sort::adds_up : Sort::fixed};
    if (begins(*unit)) return own;
    if (fact.agreed) return fixed;
    stop(fmt::format("`{}` is reported for each {}, and there is no figure of it for a part of one", term.name,
                     calendar::unit_name(*unit)));
    if (whole_figure_.empty()) whole_figure_ = term.name;
    return own;
}

Makeup InParts::of_source(const model::Term& term) {
    if (const auto* fact = std::get_if<model::FactSource>(&term.source)) return of_fact(term, *fact);
    if (std::holds_alternative<model::DefinedSource>(term.source)) return {};
    if (std::holds_alternative<model::ReceivedSource>(term.source))
        stop(fmt::format("`{}` is what is received in the whole period", term.name));
    return fixed;
}

Makeup InParts::of_term(model::TermId id, std::optional<std::size_t> last_stage) {
    const model::Term& term = draft_.contract.term(id);
    const bool of_record = std::any_of(term.index.begin(), term.index.end(),
                                       [](const Axis& axis) { return axis.type == Axis::Type::record; });
    const bool in_circle = std::find(under_way_.begin(), under_way_.end(), id) != under_way_.end();
    if (of_record || (in_circle && !last_stage)) return fixed;
    const std::pair key{id, on_edge_};
    if (const auto known = known_.find(key); known != known_.end() && !last_stage) return known->second;
    if (term.only_in.is_set()) stop(fmt::format("`{}` has a value in one period only", term.name));
    under_way_.push_back(id);
    Makeup found = of_source(term);
    for (std::size_t index = 0; index < term.stages.size(); ++index) {
        const model::Stage& stage = term.stages[index];
        const Makeup after = of(stage.value, found);
        const bool dated = stage.from || stage.until;
        found = dated ? one_or_other(found, after, stage.value) : after;
        if (last_stage && index >= *last_stage) break;
    }
    under_way_.pop_back();
    if (!last_stage) known_.emplace(key, found);
    return found;
}

// ---- an expression -----------------------------------------------------------------------------------------------

Makeup InParts::of(ExprId id, const Makeup& before) {
    constexpr int deepest = 200;
    if (!id.is_set() || depth_ > deepest) return fixed;
    ++depth_;
    const model::ExprNode& node = draft_.expression(id).node;
    Makeup found = fixed;
    if (const auto* constant = std::get_if<model::Constant>(&node)) {
        const auto* number = std::get_if<exact::Ratio>(&constant->value);
        if (number != nullptr && *number == 0) found = {};
    } else if (const auto* used = std::get_if<model::TermRef>(&node)) {
        const bool of_other = std::any_of(used->binds.begin(), used->binds.end(),
                                          [](const auto& bind) { return bind.axis.type == Axis::Type::period; });
        if (!of_other) found = of_term(used->term, used->stage);
    } else if (std::holds_alternative<model::Previous>(node)) {
        found = before;
    } else if (const auto* sum = std::get_if<model::Arithmetic>(&node)) {
        found = of_arithmetic(*sum, before);
    } else if (const auto* choose = std::get_if<model::Choose>(&node)) {
        found = of_cases(*choose, before);
    } else if (const auto* aggregate = std::get_if<model::Aggregate>(&node)) {
        found = of_aggregate(*aggregate, id);
    } else if (const auto* negated = std::get_if<model::Negate>(&node)) {
        found = of(negated->of, before);
    } else if (const auto* rounded = std::get_if<model::Round>(&node)) {
        found = of(rounded->of, before);
    } else if (const auto* whole = std::get_if<model::WholePart>(&node)) {
        found = of(whole->of, before);
    } else if (const auto* limit = std::get_if<model::Limit>(&node)) {
        found = of(limit->of, before);
        for (const auto& bound : limit->bounds) walk_edge(bound.at, before);
    } else if (const auto* excess = std::get_if<model::Excess>(&node)) {
        found = of(excess->of, before);
        if (found.sort == Sort::fixed) found = of_sum(excess->of, excess->above, true, before);
        else walk_edge(excess->above, before);
    } else if (const auto* extreme = std::get_if<model::Extreme>(&node)) {
        for (const ExprId item : extreme->items) {
            const Makeup one = of(item, before);
            const bool adds = found.sort == Sort::adds_up || one.sort == Sort::adds_up;
            found = joined({adds ? Sort::adds_up : Sort::fixed}, joined(found, one));
        }
    } else if (const auto* band = std::get_if<model::Band>(&node)) {
        found = of(band->of, before);
        for (const auto& row : band->rows)
            for (const ExprId edge : {row.from, row.to, row.rate}) walk_edge(edge, before);
        if (band->mode == model::BandMode::steps) found = fixed;
    } else if (const auto* line = std::get_if<model::Line>(&node)) {
        walk(line->of, before);
        for (const auto& point : line->points)
            for (const ExprId edge : {point.x, point.y}) walk_edge(edge, before);
    } else if (const auto* compared = std::get_if<model::Compare>(&node)) {
        walk(compared->left, before);
        walk_edge(compared->right, before);
    } else if (std::holds_alternative<model::Combine>(node) || std::holds_alternative<model::Not>(node) ||
               std::holds_alternative<model::CodeTest>(node) || std::holds_alternative<model::IsAbsent>(node)) {
        for (const ExprId part : model::parts_of(node)) walk(part, before);
    } else if (!std::holds_alternative<model::ScopeElement>(node) && !std::holds_alternative<model::LookUp>(node) &&
               !std::holds_alternative<model::LineInRow>(node) && !std::holds_alternative<model::FieldOf>(node)) {
        stop(fmt::format("{} has no value for a part of a period", words_of(id)));
    }
    --depth_;
    return found;
}

}  // namespace concordat::check
