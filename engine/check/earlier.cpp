// engine/check/earlier.cpp · room: check
// What:  the value of the period before: what kind it will have although it cannot be worked out yet, what holds in the
//        first period, what was carried, and what a running total adds.
// Source: findings N17 (the period before), N27 (carried), N43 (what a running total adds).

#include <algorithm>

#include <fmt/format.h>

#include "check/years.h"

namespace concordat::check {

namespace {

using model::Bind;
using model::TermRef;

// ---- the kind of a term before it is lowered
// --------------------------------------------------------------------------

std::optional<Kind> kind_of_amount(Draft& draft, const syntax::Amount& amount, Span used_at);

std::optional<Kind> kind_of_name(Draft& draft, const syntax::Name& name, Span used_at) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr || entity->what != Entity::What::term) return std::nullopt;
    const auto seen = foresee(draft, entity->term, draft.contract.settles, used_at);
    return seen ? std::optional(seen->kind) : std::nullopt;
}

Kind with_unit_of(const Kind& left, const Kind& right, int sign) {
    Kind kind;
    kind.unit = left.unit;
    kind.unit.counted.clear();
    for (const auto& [unit, power] : right.unit.powers) {
        kind.unit.powers[unit] += sign * power;
        if (kind.unit.powers[unit] == 0) kind.unit.powers.erase(unit);
    }
    return kind;
}

std::optional<Kind> kind_of_binary(Draft& draft, const syntax::Binary& binary, Span used_at) {
    const auto left = kind_of_amount(draft, *binary.left, used_at);
    const bool sum = binary.op == syntax::Operator::plus || binary.op == syntax::Operator::less;
    if (sum && left) return left;
    const auto right = kind_of_amount(draft, *binary.right, used_at);
    if (sum) return right;
    if (!left || !right) return std::nullopt;
    return with_unit_of(*left, *right, binary.op == syntax::Operator::divided_by ? -1 : 1);
}

std::optional<Kind> kind_of_literal(const syntax::Literal& literal) {
    if (literal.type == syntax::Literal::Type::money && literal.per.empty()) return Kind::money();
    if (literal.type == syntax::Literal::Type::percent && literal.per.empty()) return Kind::percentage();
    return std::nullopt;  // a bare number takes the kind of what it stands beside
}

std::optional<Kind> kind_of_amount(Draft& draft, const syntax::Amount& amount, Span used_at) {
    return std::visit(
        [&](const auto& node) -> std::optional<Kind> {
            using Node = std::decay_t<decltype(node)>;
            if constexpr (std::is_same_v<Node, syntax::LiteralAmount>) return kind_of_literal(node.literal);
            else if constexpr (std::is_same_v<Node, syntax::ReferenceAmount>)
                return kind_of_name(draft, node.reference.name, used_at);
            else if constexpr (std::is_same_v<Node, syntax::Binary>) return kind_of_binary(draft, node, used_at);
            else if constexpr (std::is_same_v<Node, syntax::Minus> || std::is_same_v<Node, syntax::OnlyIf> ||
                               std::is_same_v<Node, syntax::ChangeBy> || std::is_same_v<Node, syntax::WholeUnits>)
                return kind_of_amount(draft, *node.of, used_at);
            else if constexpr (std::is_same_v<Node, syntax::Difference>)
                return kind_of_amount(draft, *node.one, used_at);
            else if constexpr (std::is_same_v<Node, syntax::AmountBy>) {
                const auto of = kind_of_amount(draft, *node.of, used_at);
                return of ? of : kind_of_amount(draft, *node.than, used_at);
            } else if constexpr (std::is_same_v<Node, syntax::Extreme>) {
                for (const auto& item : node.items) {
                    if (const auto kind = kind_of_amount(draft, *item, used_at)) return kind;
                }
                return std::nullopt;
            } else if constexpr (std::is_same_v<Node, syntax::Aggregate>) {
                if (node.of == nullptr) return Kind::number();
                return kind_of_amount(draft, *node.of, used_at);
            } else if constexpr (std::is_same_v<Node, syntax::AsPercentage>) return Kind::percentage();
            else return std::nullopt;
        },
        amount.node);
}

std::optional<Kind> kind_of_tailed(Draft& draft, const syntax::TailedAmount& amount, Span used_at) {
    if (const auto kind = kind_of_amount(draft, *amount.amount, used_at)) return kind;
    for (const syntax::Tail& tail : amount.tails) {
        const auto kind = tail.limit == nullptr ? std::nullopt : kind_of_amount(draft, *tail.limit, used_at);
        if (kind) return kind;
    }
    return std::nullopt;
}

std::optional<Kind> kind_of_body(Draft& draft, const syntax::Body& body, Span used_at) {
    if (const auto* tailed = std::get_if<syntax::TailedAmount>(&body)) return kind_of_tailed(draft, *tailed, used_at);
    if (const auto* cases = std::get_if<syntax::Cases>(&body)) {
        for (const syntax::CasePhrase& one : cases->cases) {
            if (const auto kind = kind_of_tailed(draft, one.amount, used_at)) return kind;
        }
    }
    return std::nullopt;
}

std::optional<Kind> kind_of_settings(Draft& draft, const syntax::SettingsSentence& settings, std::string_view name,
                                     Span used_at) {
    for (const syntax::SettingCase& one : settings.cases) {
        for (const syntax::Setting& setting : one.settings) {
            if (setting.what != syntax::Setting::What::means || setting.name.text != name) continue;
            if (const auto kind = kind_of_tailed(draft, setting.amount, used_at)) return kind;
        }
    }
    return std::nullopt;
}

const Entity* source_of(const Draft& draft, const syntax::BroughtForwardSentence& brought, std::string_view name) {
    for (std::size_t i = 0; i < brought.names.size() && i < brought.from.size(); ++i) {
        if (brought.names[i].text == name) return draft.find(brought.from[i].text);
    }
    return nullptr;
}

std::optional<Kind> kind_of_sentence(Draft& draft, const syntax::Sentence& sentence, std::string_view name,
                                     Span used_at) {
    if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&sentence.form)) {
        if (const auto kind = kind_of_body(draft, definition->body, used_at)) return kind;
        const bool said = definition->first && definition->first->value;
        return said ? kind_of_tailed(draft, *definition->first->value, used_at) : std::nullopt;
    }
    if (const auto* settings = std::get_if<syntax::SettingsSentence>(&sentence.form))
        return kind_of_settings(draft, *settings, name, used_at);
    if (const auto* brought = std::get_if<syntax::BroughtForwardSentence>(&sentence.form)) {
        const Entity* from = source_of(draft, *brought, name);
        if (from == nullptr || from->what != Entity::What::term) return std::nullopt;
        const auto seen = foresee(draft, from->term, draft.contract.settles, used_at);
        return seen ? std::optional(seen->kind) : std::nullopt;
    }
    if (std::holds_alternative<syntax::DivisionSentence>(sentence.form)) return Kind::money();
    return std::nullopt;
}

// ---- whose it is ----------------------------------------------------------------------------------------------------

void add_axis(std::vector<Axis>& index, const Axis& axis) {
    if (axis.type == Axis::Type::period) return;
    if (std::find(index.begin(), index.end(), axis) == index.end()) index.push_back(axis);
}

void add_axes_of_for_each(Draft& draft, const syntax::ForEach& for_each, std::vector<Axis>& index) {
    const auto scope = scope_of(draft, std::optional<syntax::ForEach>(for_each));
    if (!scope) return;
    for (const Axis& axis : scope->axes) add_axis(index, axis);
}

/// Cases without `For each` have the elements of the terms that they test.
void add_axes_of_tests(Draft& draft, const syntax::SettingsSentence& settings, std::vector<Axis>& index, Span used_at) {
    for (const syntax::SettingCase& one : settings.cases) {
        const auto* comparison =
            one.condition == nullptr ? nullptr : std::get_if<syntax::Comparison>(&one.condition->node);
        const auto* reference =
            comparison == nullptr ? nullptr : std::get_if<syntax::ReferenceAmount>(&comparison->left->node);
        const Entity* entity = reference == nullptr ? nullptr : draft.find(reference->reference.name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const auto seen = foresee(draft, entity->term, draft.contract.settles, used_at);
        if (!seen) continue;
        for (const Axis& axis : seen->index) add_axis(index, axis);
    }
}

void add_axes_of_sentence(Draft& draft, const syntax::Sentence& sentence, std::string_view name,
                          std::vector<Axis>& index, Span used_at) {
    if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&sentence.form)) {
        if (definition->for_each) add_axes_of_for_each(draft, *definition->for_each, index);
    } else if (const auto* settings = std::get_if<syntax::SettingsSentence>(&sentence.form)) {
        if (settings->for_each != nullptr) add_axes_of_for_each(draft, *settings->for_each, index);
        else add_axes_of_tests(draft, *settings, index, used_at);
    } else if (const auto* brought = std::get_if<syntax::BroughtForwardSentence>(&sentence.form)) {
        const Entity* from = source_of(draft, *brought, name);
        if (brought->for_each != nullptr) return add_axes_of_for_each(draft, *brought->for_each, index);
        if (from == nullptr || from->what != Entity::What::term) return;
        const auto seen = foresee(draft, from->term, draft.contract.settles, used_at);
        if (!seen) return;
        for (const Axis& axis : seen->index) add_axis(index, axis);
    } else if (const auto* division = std::get_if<syntax::DivisionSentence>(&sentence.form)) {
        if (division->for_each) add_axes_of_for_each(draft, *division->for_each, index);
        if (const auto axis = axis_of(draft, division->among.noun)) add_axis(index, *axis);
    }
}

bool same_unit(const Kind& a, const Kind& b) { return a.base == b.base && a.unit.powers == b.unit.powers; }

const Axis* period_axis(const std::vector<Axis>& index) {
    const auto found =
        std::find_if(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; });
    return found == index.end() ? nullptr : &*found;
}

bool holds_running_total(const Draft& draft, ExprId id, bool& from_start, int depth = 0) {
    if (!id.is_set() || depth > 40) return false;
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* aggregate = std::get_if<model::Aggregate>(&node)) {
        using Range = model::PeriodRange::Kind;
        from_start = aggregate->range.kind == Range::to_date && draft.contract.to_date_from_start;
        return aggregate->range.kind == Range::to_date || aggregate->range.kind == Range::unit_to_date;
    }
    if (const auto* term = std::get_if<TermRef>(&node)) {
        const auto& stages = draft.contract.term(term->term).stages;
        return std::any_of(stages.begin(), stages.end(), [&](const model::Stage& stage) {
            return holds_running_total(draft, stage.value, from_start, depth + 1);
        });
    }
    if (const auto* excess = std::get_if<model::Excess>(&node))
        return holds_running_total(draft, excess->of, from_start, depth + 1);
    if (const auto* sum = std::get_if<model::Arithmetic>(&node))
        return holds_running_total(draft, sum->left, from_start, depth + 1) ||
               holds_running_total(draft, sum->right, from_start, depth + 1);
    if (const auto* limit = std::get_if<model::Limit>(&node))
        return holds_running_total(draft, limit->of, from_start, depth + 1);
    if (const auto* round = std::get_if<model::Round>(&node))
        return holds_running_total(draft, round->of, from_start, depth + 1);
    return false;
}

}  // namespace

std::optional<Foreseen> foresee(Draft& draft, model::TermId term, calendar::PeriodUnit unit, Span used_at) {
    const bool input = !std::holds_alternative<model::DefinedSource>(draft.term(term).source);
    if (input || draft.draft(term).state == TermDraft::State::done)
        return Foreseen{draft.term(term).kind, draft.term(term).index};
    if (draft.draft(term).state == TermDraft::State::broken) return std::nullopt;
    YearRules& years = *draft.years;
    if (!years.being_foreseen.insert(term).second) return std::nullopt;
    const std::string name = draft.term(term).name;
    std::optional<Kind> kind;
    std::vector<Axis> index;
    const auto definitions = draft.draft(term).definitions;
    for (const StandingSentence& standing : definitions) {
        if (!kind) kind = kind_of_sentence(draft, *standing.sentence, name, used_at);
        add_axes_of_sentence(draft, *standing.sentence, name, index, used_at);
    }
    years.being_foreseen.erase(term);
    if (kind) {
        index.push_back({Axis::Type::period, {}, {}, {}, unit});
        return Foreseen{*kind, index};
    }
    if (draft.draft(term).state == TermDraft::State::working || !ensure_lowered(draft, term, used_at))
        return std::nullopt;
    return Foreseen{draft.term(term).kind, draft.term(term).index};
}

Lowered or_nothing(Draft& draft, const Lowered& value, Span span) {
    const ExprId none = draft.add(model::IsAbsent{model::Presence::none, value.id}, Kind::yes_no());
    const ExprId zero = draft.add(model::Constant{exact::Ratio(0)}, value.kind);
    return made(draft, model::Choose{{{none, zero}}, value.id, true}, value.kind, span);
}

namespace {

/// One who joins later has its own first period: that in which it Starts. Nothing where nobody joins.
std::optional<ExprId> own_first_period(Draft& draft, const std::vector<Axis>& axes, ExprId period_begins) {
    const bool some_join = std::any_of(axes.begin(), axes.end(), [&](const Axis& axis) {
        if (axis.type != Axis::Type::party || !axis.role.is_set()) return false;
        const auto& memberships = draft.contract.role(axis.role).memberships;
        return std::any_of(memberships.begin(), memberships.end(),
                           [](const auto& one) { return one.from.has_value(); });
    });
    const Entity* starts = some_join ? draft.find("Starts") : nullptr;
    if (starts == nullptr || starts->what != Entity::What::term) return std::nullopt;
    draft.draft(starts->term).used = true;
    const ExprId day = draft.add(TermRef{starts->term, {}, std::nullopt}, Kind::date());
    const ExprId blank = draft.add(model::IsAbsent{model::Presence::none, day}, Kind::yes_no());
    const ExprId begins = draft.add(model::Compare{model::CompareOp::at_least, day, period_begins}, Kind::yes_no());
    const ExprId no = draft.add(model::Constant{false}, Kind::yes_no());
    return draft.add(model::Choose{{{blank, no}}, begins, true}, Kind::yes_no());
}

}  // namespace

MaybeLowered with_first_period(Draft& draft, MaybeLowered value, const syntax::FirstPeriod& first, Making& making) {
    const auto period = calendar::read_period(first.period, draft.contract.year_start);
    if (!period) {
        draft
            .error(Code::not_a_period, first.period_span,
                   fmt::format("`{}` is no period of this agreement's years", first.period))
            .with_help("a Month is written 2026-08, a Quarter 2026/27 Q1, a Financial Year 2026/27");
        return std::nullopt;
    }
    const auto begins =
        calendar::Period::containing(period->unit(), draft.contract.in_force.first, draft.contract.year_start);
    if (!(begins == *period)) {
        draft
            .error(Code::first_period_unsaid, first.period_span,
                   fmt::format("the agreement begins in {}, and what holds in the first period is said for {}",
                               begins.label(draft.contract.year_start), first.period))
            .with_help(fmt::format("say it for {}", begins.label(draft.contract.year_start)));
        return std::nullopt;
    }
    making.units.insert(period->unit());
    if (!first.value || !value) return value;
    Scope scope = making.scope;
    scope.earlier = Scope::Earlier::demanded;
    const auto opening = lower_tailed(draft, *first.value, scope, &value->kind);
    if (!opening || !same_kind(draft, value->kind, opening->kind, first.period_span, "be values of one term"))
        return std::nullopt;
    const ExprId here = draft.add(model::PeriodEdge{period->unit(), false, {}}, Kind::date());
    const ExprId there = draft.add(model::Constant{period->first()}, Kind::date());
    ExprId is_first = draft.add(model::Compare{model::CompareOp::at_most, here, there}, Kind::yes_no());
    if (const auto own = own_first_period(draft, making.scope.axes, here))
        is_first = draft.add(model::Combine{model::Junction::any_of, 0, {is_first, *own}}, Kind::yes_no());
    return made(draft, model::Choose{{{is_first, opening->id}}, value->id, true}, value->kind, first.period_span);
}

MaybeLowered bring_forward(Draft& draft, const syntax::BroughtForwardSentence& brought, Making& making,
                           const StandingSentence& standing) {
    const std::string name = draft.term(making.id).name;
    const auto which = std::find_if(brought.names.begin(), brought.names.end(),
                                    [&](const syntax::Name& one) { return one.text == name; });
    const auto place = static_cast<std::size_t>(which - brought.names.begin());
    if (brought.names.size() != brought.from.size()) {
        draft
            .error(Code::carried_without_end, standing.sentence->span,
                   fmt::format("{} names stand here for {} amounts carried forward", brought.names.size(),
                               brought.from.size()))
            .with_help("name as many amounts as there are new names, in the same order");
        return std::nullopt;
    }
    const syntax::Name& from = brought.from[place];
    const Entity* entity = expect(draft, from, Entity::What::term);
    const auto unit = find_unit(draft, brought.unit.text);
    if (!unit) report_unknown(draft, brought.unit, "a period");
    if (entity == nullptr || !unit) return std::nullopt;
    if (!draft.years->carried.contains(from.text)) {
        draft
            .error(Code::carried_without_end, from.span,
                   fmt::format("no clause carries `{}` forward, and here it is brought forward", from.text))
            .with_help(fmt::format("write `and is carried forward to the next {}` behind what `{}` means",
                                   brought.unit.text, from.text));
        return std::nullopt;
    }
    if (!brought.first) {
        draft
            .error(Code::first_period_unsaid, brought.unit.span,
                   fmt::format(
                       "in {} there is no {} before; the text says what holds then",
                       calendar::Period::containing(*unit, draft.contract.in_force.first, draft.contract.year_start)
                           .label(draft.contract.year_start),
                       brought.unit.text))
            .with_help("add `; there is none in` and the first period, or `; in` the period `it is` and the amount");
        return std::nullopt;
    }
    draft.years->brought.push_back({making.id, entity->term, *unit, from.span, standing.number, false});
    syntax::Reference reference;
    reference.name = from;
    reference.period.emplace();
    reference.period->type = syntax::PeriodPhrase::Type::before;
    reference.period->unit = brought.unit;
    reference.period->span = brought.unit.span;
    if (making.scope.axes.empty()) {
        const auto seen = foresee(draft, entity->term, *unit, from.span);
        if (!seen) return std::nullopt;
        for (const Axis& axis : seen->index) add_axis(making.scope.axes, axis);
    }
    Scope scope = making.scope;
    scope.earlier = Scope::Earlier::nothing;
    auto value = lower_reference(draft, reference, from.span, scope, nullptr);
    value = with_first_period(draft, value, *brought.first, making);
    if (!value) return std::nullopt;
    draft.term(making.id).kind = value->kind;
    add_stage(draft, making.id, model::Stage::Effect::defines, standing, value->id);
    return value;
}

MaybeLowered lower_growth(Draft& draft, const syntax::GrowsIn& grows, Span span, const Scope& scope) {
    const auto unit = find_unit(draft, grows.unit.text);
    if (!unit) {
        report_unknown(draft, grows.unit, "a period");
        return std::nullopt;
    }
    const auto now = lower_reference(draft, grows.of, grows.of.name.span, scope, nullptr);
    if (!now) return std::nullopt;
    bool from_start = false;
    if (!holds_running_total(draft, now->id, from_start)) {
        draft
            .error(Code::first_period_unsaid, grows.of.name.span,
                   fmt::format("`{}` is no running total; only what runs on `to date` grows in a {}",
                               grows.of.name.text, grows.unit.text))
            .with_help(fmt::format("take its total `to date`, or write `{} less the {} of the {} before`",
                                   grows.of.name.text, grows.of.name.text, grows.unit.text));
        return std::nullopt;
    }
    syntax::Reference before = grows.of;
    before.period.emplace();
    before.period->type = syntax::PeriodPhrase::Type::before;
    before.period->unit = grows.unit;
    Scope inner = scope;
    inner.earlier = Scope::Earlier::nothing;
    const auto earlier = lower_reference(draft, before, grows.of.name.span, inner, nullptr);
    if (!earlier) return std::nullopt;
    const ExprId grown =
        draft.add(model::Arithmetic{model::ArithmeticOp::subtract, now->id, earlier->id, {}, {}}, now->kind, span);
    if (from_start) return Lowered{grown, now->kind};
    // A total that runs from the start of the year begins again with the year's first period.
    const ExprId period_first = draft.add(model::PeriodEdge{*unit, false, {}}, Kind::date());
    const ExprId year_first = draft.add(model::PeriodEdge{calendar::PeriodUnit::year, false, {}}, Kind::date());
    const ExprId begins =
        draft.add(model::Compare{model::CompareOp::at_most, period_first, year_first}, Kind::yes_no());
    return made(draft, model::Choose{{{begins, now->id}}, grown, true}, now->kind, span);
}

void check_foreseen(Draft& draft) {
    for (const YearRules::Used& used : draft.years->foreseen) {
        if (draft.draft(used.term).state != TermDraft::State::done) continue;
        const model::Term& term = draft.term(used.term);
        const InClause here(draft, used.clause);
        const Axis* period = period_axis(term.index);
        const Axis* wanted = period_axis(used.foreseen.index);
        const bool same_period = period != nullptr && wanted != nullptr && period->unit == wanted->unit;
        if (same_period && same_unit(term.kind, used.foreseen.kind)) continue;
        draft
            .error(Code::earlier_value_of_other_kind, used.at,
                   same_period ? fmt::format("`{}` is {}, and its earlier value is used here as {}", term.name,
                                             describe(term.kind), describe(used.foreseen.kind))
                   : period == nullptr
                       ? fmt::format("`{}` has no value for each period; there is none before", term.name)
                       : fmt::format("`{}` has a value for each {}, and here the one of the {} before is named",
                                     term.name, describe(draft, *period), describe(draft, *wanted)))
            .with_help("name the period that the term has a value for, or correct what it means");
    }
}

}  // namespace concordat::check
