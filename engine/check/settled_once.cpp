// engine/check/settled_once.cpp · room: check
// What:  amounts that open once and stay open, are found once for a period, are there only in one period, or stand as
//        they stood; and those of groups that are too small.
// Source: findings N30, N10; social outcomes.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/events.h"
#include "check/once.h"

namespace concordat::check {

namespace {

using model::TermRef;

Kind period_kind() {
    Kind kind;
    kind.base = model::KindBase::period;
    return kind;
}

/// The unit of the periods that a column of a list holds; nothing where they differ or there are none.
std::optional<calendar::PeriodUnit> unit_of_column(const Draft& draft, ExprId id) {
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* constant = std::get_if<model::Constant>(&node)) {
        const auto* period = std::get_if<calendar::Period>(&constant->value);
        return period != nullptr ? std::optional(period->unit()) : std::nullopt;
    }
    const auto* reference = std::get_if<TermRef>(&node);
    if (reference == nullptr) return std::nullopt;
    const auto* column = std::get_if<model::MemberColumnSource>(&draft.contract.term(reference->term).source);
    if (column == nullptr) return std::nullopt;
    std::optional<calendar::PeriodUnit> unit;
    for (const auto& cell : column->by_member) {
        const auto* period = cell ? std::get_if<calendar::Period>(&*cell) : nullptr;
        if (period == nullptr || (unit && *unit != period->unit())) return std::nullopt;
        unit = period->unit();
    }
    return unit;
}

/// What "the Review Quarter" or `2027/28 Q3` stands for, and its unit.
struct OnePeriod {
    ExprId id;
    calendar::PeriodUnit unit;
};
std::optional<OnePeriod> fitting_period(Draft& draft, ExprId id, const Kind& kind, Span span) {
    const auto unit = kind.base == model::KindBase::period ? unit_of_column(draft, id) : std::nullopt;
    if (unit && *unit == draft.contract.settles) return OnePeriod{id, *unit};
    draft
        .error(Code::no_one_period, span,
               fmt::format("`{}` does not give one {} of this agreement", draft.text.slice(span),
                           calendar::unit_name(draft.contract.settles)))
        .with_help(fmt::format("name a column whose cells are all {}s, such as 2027/28 Q3, or write one",
                               calendar::unit_name(draft.contract.settles)));
    return std::nullopt;
}

std::optional<OnePeriod> named_period(Draft& draft, const syntax::Name& name, const Scope& scope) {
    Scope plain = scope;
    plain.units_used = nullptr;
    plain.adjusting.reset();
    const auto found = lower_reference(draft, {name, true, {}, {}}, name.span, plain, nullptr);
    if (!found) return std::nullopt;
    return fitting_period(draft, found->id, found->kind, name.span);
}

std::optional<OnePeriod> written_period(Draft& draft, const std::string& text, Span span) {
    const auto period = calendar::read_period(text, draft.contract.year_start);
    if (!period) {
        draft.error(Code::not_a_period, span, fmt::format("`{}` is no period of this agreement's years", text))
            .with_help("a Month is written 2026-08, a Quarter 2026/27 Q1, a Financial Year 2026/27");
        return std::nullopt;
    }
    if (!lies_in_agreement(draft, period->days(), text, span)) return std::nullopt;
    return fitting_period(draft, draft.add(model::Constant{*period}, period_kind()), period_kind(), span);
}

/// The value in that period; in all others there is none.
ExprId in_that_period(Draft& draft, const OnePeriod& period, ExprId value, const Kind& kind, const std::string& words) {
    const Axis axis{Axis::Type::period, {}, {}, {}, period.unit};
    const ExprId here = draft.add(model::ScopeElement{axis}, period_kind());
    const ExprId there = draft.add(model::Compare{model::CompareOp::equal, here, period.id}, Kind::yes_no());
    const ExprId none = draft.add(model::Constant{model::NotApplicable{"there is one only for " + words}}, kind);
    return draft.add(model::Choose{{{there, value}}, none, true}, kind);
}

bool has_record(const Draft& draft, model::TermId id) {
    const auto& index = draft.contract.term(id).index;
    return std::any_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::record; });
}

MaybeLowered lower_found_once(Draft& draft, const syntax::FoundOnceSentence& found, model::TermId id,
                              const Scope& scope, Span span) {
    const Kind kind = draft.term(id).kind;
    if (has_record(draft, id)) {
        draft
            .error(Code::no_one_period, found.term.name.span,
                   fmt::format("`{}` is an amount of a record; a record can be reported again, so nothing of it is "
                               "found once",
                               found.term.name.text))
            .with_help("find a total of it once instead");
        return std::nullopt;
    }
    const auto period =
        found.named ? named_period(draft, *found.named, scope) : written_period(draft, found.period, found.period_span);
    if (!period) return std::nullopt;
    const ExprId before = draft.add(TermRef{id, {}, scope.stages_before - 1}, kind);
    const ExprId kept = draft.add(model::AsSettled{before, {}}, kind, span);
    draft.term(id).only_in = period->id;
    if (scope.units_used != nullptr) scope.units_used->insert(period->unit);
    const std::string words(draft.text.slice(found.period_span));
    return Lowered{in_that_period(draft, *period, kept, kind, words), kind};
}

/// A number of records that has a name is that name, so that an example can give it.
std::optional<syntax::Name> name_of_number(Draft& draft, const Axis& each, model::RecordId counted) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
        if (definition == nullptr || !definition->for_each || definition->for_each->names.size() != 1) continue;
        const auto* body = std::get_if<syntax::TailedAmount>(&definition->body);
        const auto* number = body == nullptr ? nullptr : std::get_if<syntax::Aggregate>(&body->amount->node);
        if (number == nullptr || !body->tails.empty() || number->op != syntax::AggregateOp::number ||
            number->over.size() != 1 || number->over.front().where != nullptr || number->out_of != nullptr)
            continue;
        const Entity* over = draft.find(number->over.front().noun.text);
        const Entity* of = draft.find(definition->for_each->names.front().text);
        const bool its = number->over.front().quantifier == syntax::SetPhrase::Quantifier::its;
        const bool same_list =
            of != nullptr && of->what == Entity::What::set && each.type == Axis::Type::member && of->set == each.set;
        const bool same_role =
            of != nullptr && of->what == Entity::What::role && each.type == Axis::Type::party && of->role == each.role;
        if (its && (same_list || same_role) && over != nullptr && over->what == Entity::What::record &&
            over->record == counted)
            return definition->name;
    }
    return std::nullopt;
}

MaybeLowered lower_without(Draft& draft, const syntax::WithoutSentence& without, model::TermId id, const Scope& scope,
                           Span span) {
    const Kind kind = draft.term(id).kind;
    const auto each = axis_of(draft, without.each);
    const Entity* counted = expect(draft, without.counted, Entity::What::record);
    if (!each || counted == nullptr) return std::nullopt;
    const auto& index = draft.term(id).index;
    if (std::find(index.begin(), index.end(), *each) == index.end()) {
        draft.error(Code::of_does_not_fit, without.term.span,
                    fmt::format("`{}` is not an amount of each {}", without.term.text, without.each.text));
        return std::nullopt;
    }
    if (!demand(draft, kind, kind.is_money() ? Kind::money() : Kind::number(), without.term.span,
                "what a group that is too small does not have"))
        return std::nullopt;
    MaybeLowered number;
    if (const auto name = name_of_number(draft, *each, counted->record)) {
        number = lower_reference(draft, {{name->text, without.counted.span}, true, {}, {}}, without.counted.span, scope,
                                 nullptr);
    } else {
        syntax::Aggregate its{};
        its.op = syntax::AggregateOp::number;
        syntax::SetPhrase set;
        set.quantifier = syntax::SetPhrase::Quantifier::its;
        set.noun = without.counted;
        set.span = without.counted.span;
        its.over = {set};
        number = lower_aggregate(draft, its, without.counted.span, scope);
    }
    if (!number) return std::nullopt;
    const ExprId least = draft.add(model::Constant{without.fewer_than}, number->kind);
    const ExprId few = draft.add(model::Compare{model::CompareOp::less_than, number->id, least}, Kind::yes_no());
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, kind);
    const ExprId before = draft.add(model::Previous{}, kind);
    return made(draft, model::Choose{{{few, nothing}}, before, true}, kind, span);
}

}  // namespace

MaybeLowered only_in_period(Draft& draft, const syntax::Name& period, model::TermId id, Lowered value, Scope& scope) {
    const auto found = named_period(draft, period, scope);
    if (!found) return std::nullopt;
    draft.term(id).only_in = found->id;
    scope.unit = found->unit;
    return Lowered{in_that_period(draft, *found, value.id, value.kind, "its " + period.text), value.kind};
}

MaybeLowered opened_once(Draft& draft, const syntax::GateSentence& gate, model::TermId id, const Scope& scope,
                         Span span) {
    const Kind kind = draft.term(id).kind;
    const auto condition = lower_condition(draft, *gate.only_if, scope);
    if (!condition || !demand(draft, kind, kind.is_money() ? Kind::money() : Kind::number(), gate.term.name.span,
                              "what becomes payable"))
        return std::nullopt;
    if (scope.units_used != nullptr) scope.units_used->insert(draft.contract.settles);
    const ExprId open = draft.add(model::Once{condition->id, draft.contract.settles, {}, false, !gate.from_then_on},
                                  Kind::yes_no(), gate.only_if->span);
    const ExprId before = draft.add(model::Previous{}, kind);
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, kind);
    return made(draft, model::Choose{{{open, before}}, nothing, true}, kind, span);
}

MaybeLowered lower_first_in(Draft& draft, const syntax::FirstInSentence& first, Scope& scope) {
    const auto unit = find_unit(draft, first.unit.text);
    const auto within = find_unit(draft, first.within.text);
    const auto other = find_unit(draft, first.every_other.text);
    if (!unit || !within || *unit >= *within || other != unit) {
        draft
            .error(Code::no_one_period, first.within.span,
                   fmt::format("a {} is not one of several in a {}", first.unit.text, first.within.text))
            .with_help(
                "write for example `For the first Quarter of each Financial Year in which ...; for every other "
                "Quarter ...`");
        return std::nullopt;
    }
    if (first.other_term.name.text != first.term.text) {
        draft
            .error(Code::otherwise_other_term, first.other_term.name.span,
                   fmt::format("the clause is about `{}`, and its second half sets `{}`", first.term.text,
                               first.other_term.name.text))
            .with_help(fmt::format("write `for every other {} {} is ...`", first.unit.text, first.term.text));
        return std::nullopt;
    }
    scope.unit = *unit;
    const auto when = lower_condition(draft, *first.when, scope);
    const auto amount = lower_tailed(draft, first.first, scope);
    const auto rest = lower_tailed(draft, first.other, scope, amount ? &amount->kind : nullptr);
    if (!when || !amount || !rest) return std::nullopt;
    const auto kind = same_kind(draft, amount->kind, rest->kind, first.other.amount->span, "be results of one clause");
    if (!kind) return std::nullopt;
    const ExprId earlier =
        draft.add(model::Once{when->id, *unit, *within, true, false}, Kind::yes_no(), first.when->span);
    const ExprId not_yet = draft.add(model::Not{earlier}, Kind::yes_no());
    const ExprId is_first = draft.add(model::Combine{model::Junction::all_of, 0, {when->id, not_yet}}, Kind::yes_no());
    return made(draft, model::Choose{{{is_first, amount->id}}, rest->id, true}, *kind, first.when->span);
}

MaybeLowered lower_as_it_stood(Draft& draft, const syntax::AsItStood& stood, Span span, const Scope& scope) {
    std::set<calendar::PeriodUnit> units;
    Scope plain = scope;
    plain.units_used = &units;
    plain.unit.reset();
    const auto of = lower_reference(draft, stood.reference, stood.reference.name.span, plain, nullptr);
    const auto period = lower_amount(draft, *stood.period, scope);
    if (!of || !period) return std::nullopt;
    const auto* reference = std::get_if<TermRef>(&draft.expression(of->id).node);
    const auto* of_date = std::get_if<syntax::PeriodOf>(&stood.period->node);
    const bool of_period = period->kind.base == model::KindBase::period || of_date != nullptr;
    const bool fits = of_period && reference != nullptr && !units.empty();
    if (!fits || has_record(draft, reference->term)) {
        draft
            .error(Code::no_one_period, stood.period->span,
                   fmt::format("`{}` has no value for `{}` that could be kept", stood.reference.name.text,
                               draft.text.slice(stood.period->span)))
            .with_help("write `X as it stood for 2027/28 Q3`, or `for the Month of` and the name of a date");
        return std::nullopt;
    }
    const ExprId settled = draft.add(model::AsSettled{of->id, period->id}, of->kind, span);
    const auto* event = of_date == nullptr ? nullptr : std::get_if<syntax::ReferenceAmount>(&of_date->date->node);
    if (event == nullptr) return Lowered{settled, of->kind};
    return Lowered{once_happened(draft, event->reference.name, settled, of->kind), of->kind};
}

std::optional<model::Stage::Effect> settled_once_effect(const decltype(syntax::Sentence::form)& form) {
    using Effect = model::Stage::Effect;
    if (std::holds_alternative<syntax::FoundOnceSentence>(form)) return Effect::gates;
    if (std::holds_alternative<syntax::WithoutSentence>(form)) return Effect::gates;
    if (const auto* used = std::get_if<syntax::UsedInOrderSentence>(&form))
        return used->upper ? Effect::caps : Effect::floors;
    if (std::holds_alternative<syntax::TogetherSentence>(form)) return Effect::caps;
    if (std::holds_alternative<syntax::UsedByRecordsSentence>(form)) return Effect::caps;
    if (std::holds_alternative<syntax::SmallAmountsSentence>(form)) return Effect::gates;
    return std::nullopt;
}

MaybeLowered lower_settled_once(Draft& draft, const StandingSentence& standing, model::TermId id, const Scope& scope) {
    const auto& form = standing.sentence->form;
    const Span span = standing.sentence->span;
    if (const auto* found = std::get_if<syntax::FoundOnceSentence>(&form))
        return lower_found_once(draft, *found, id, scope, span);
    if (const auto* without = std::get_if<syntax::WithoutSentence>(&form))
        return lower_without(draft, *without, id, scope, span);
    return lower_in_order(draft, standing, id, scope);
}

}  // namespace concordat::check
