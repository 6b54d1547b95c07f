// engine/check/carried.cpp · room: check
// What:  what is carried for some periods and set against another amount, the oldest first; and a value that changes
// inside its
//        period, taken in proportion to the days.
// Source: findings N27 (carried balances), N44 (a value that changes inside its period).

#include <algorithm>

#include <fmt/format.h>

#include "check/years.h"

namespace concordat::check {

namespace {

using model::SetOff;
using syntax::CarriedSentence;

std::optional<model::TermId> term_named(Draft& draft, const syntax::Name& name) {
    const Entity* entity = expect(draft, name, Entity::What::term);
    return entity == nullptr ? std::nullopt : std::optional(entity->term);
}

/// A stage of its own before what is set off, so that every period's amount before it can be asked for.
std::size_t stage_before(Draft& draft, model::TermId id, const StandingSentence& standing) {
    if (draft.term(id).stages.empty()) {
        const Kind kind = draft.term(id).kind;
        add_stage(draft, id, model::Stage::Effect::other, standing, draft.add(model::Previous{}, kind));
    }
    return draft.term(id).stages.size() - 1;
}

bool says_how_it_is_shared(Draft& draft, const CarriedSentence& carried) {
    if (!carried.after_its_own) {
        draft
            .error(Code::carried_unclear, carried.for_span,
                   fmt::format("for up to {} {}: its own may be the first of them, or not", carried.for_periods,
                               carried.unit.text))
            .with_help(
                carried.for_periods > 1
                    ? fmt::format("write `for up to {} {} after its own`; or `for up to {} {} after its own`, "
                                  "where its own is the first of the {}",
                                  carried.for_periods, carried.unit.text, carried.for_periods - 1, carried.unit.text,
                                  carried.for_periods)
                    : fmt::format("write `for up to {} {} after its own`", carried.for_periods, carried.unit.text));
        return false;
    }
    const bool same = carried.against.text == carried.shared.text;
    if (same == carried.before) return true;
    draft
        .error(Code::carried_unclear, carried.shared.span,
               carried.before
                   ? fmt::format("`{}` is set against `{}`, and it is said when `{}` is shared", carried.name.text,
                                 carried.against.text, carried.shared.text)
                   : fmt::format("once `{}` is shared it is in parts, and it is not said against which of them "
                                 "`{}` is set",
                                 carried.shared.text, carried.name.text))
        .with_help(carried.before
                       ? fmt::format("write `against {} before {} is shared`", carried.shared.text, carried.shared.text)
                       : fmt::format("name the part: `is set against Y after {} is shared`", carried.shared.text));
    return false;
}

/// The opening balance is that of the period which the agreement begins in.
bool opens_first_period(Draft& draft, const CarriedSentence& carried, calendar::PeriodUnit unit) {
    const auto period = calendar::read_period(carried.opening_period, draft.contract.year_start);
    const auto first = calendar::Period::containing(unit, draft.contract.in_force.first, draft.contract.year_start);
    if (period && *period == first) return true;
    const std::string label = first.label_for_people(draft.contract.year_start);
    draft
        .error(Code::first_period_unsaid, carried.opening_span,
               fmt::format("what is brought forward is said for `{}`, and the agreement begins in {}",
                           carried.opening_period, label))
        .with_help(fmt::format("write what is brought forward in {}", label));
    return false;
}

std::optional<SetOff> set_off(Draft& draft, const CarriedSentence& carried, model::TermId lot, model::TermId against,
                              std::size_t stage, Scope& scope) {
    const auto unit = find_unit(draft, carried.unit.text);
    if (!unit) {
        report_unknown(draft, carried.unit, "a period");
        return std::nullopt;
    }
    if (!says_how_it_is_shared(draft, carried) || !opens_first_period(draft, carried, *unit)) return std::nullopt;
    if (!ensure_lowered(draft, lot, carried.name.span)) return std::nullopt;
    const Kind kind = draft.term(against).kind;
    if (!same_kind(draft, kind, draft.term(lot).kind, carried.name.span, "be set against each other"))
        return std::nullopt;
    SetOff node;
    node.unit = *unit;
    node.for_periods = carried.for_periods;
    node.growth = carried.increased_by;
    node.lot = draft.add(model::TermRef{lot, {}, {}}, kind, carried.name.span);
    node.against = draft.add(model::TermRef{against, {}, stage}, kind, carried.against.span);
    if (carried.opening != nullptr) {
        const auto opening = lower_amount(draft, *carried.opening, scope, &kind);
        if (!opening || !same_kind(draft, kind, opening->kind, carried.opening->span, "be set against each other"))
            return std::nullopt;
        node.opening = opening->id;
    }
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    return node;
}

}  // namespace

bool adjust_carried(Draft& draft, const CarriedSentence& carried, model::TermId id, Scope& scope,
                    const StandingSentence& standing) {
    const auto lot = term_named(draft, carried.name);
    if (!lot) return false;
    const std::size_t stage = stage_before(draft, id, standing);
    auto node = set_off(draft, carried, *lot, id, stage, scope);
    if (!node) return false;
    const Kind kind = draft.term(id).kind;
    node->gives = SetOff::Gives::used;
    const ExprId used = draft.add(*node, kind, carried.name.span);
    const ExprId previous = draft.add(model::Previous{}, kind);
    const Span span = standing.sentence->span;
    add_stage(draft, id, model::Stage::Effect::other, standing,
              draft.add(model::Arithmetic{model::ArithmeticOp::subtract, previous, used, {}, {}}, kind, span));
    return true;
}

std::string name_carried(std::string_view name) { return std::string(name) + " Carried Forward"; }

MaybeLowered define_carried(Draft& draft, const CarriedSentence& carried, Making& making,
                            const StandingSentence& standing) {
    const auto lot = term_named(draft, carried.name);
    const auto against = term_named(draft, carried.against);
    if (!lot || !against || !ensure_lowered(draft, *against, carried.against.span)) return std::nullopt;
    const auto stage = stage_of_clause(draft, *against, standing.number);
    if (!stage || *stage == 0) return std::nullopt;
    making.scope.axes = draft.term(*against).index;
    std::erase_if(making.scope.axes, [](const Axis& axis) { return axis.type == Axis::Type::period; });
    auto node = set_off(draft, carried, *lot, *against, *stage - 1, making.scope);
    if (!node) return std::nullopt;
    node->gives = SetOff::Gives::closing;
    const Kind kind = draft.term(*against).kind;
    draft.term(making.id).kind = kind;
    const ExprId closing = draft.add(*node, kind, standing.sentence->span);
    add_stage(draft, making.id, model::Stage::Effect::defines, standing, closing);
    return Lowered{closing, kind};
}

bool is_averaged(const Draft& draft, model::TermId id) {
    const auto& adjustments = draft.drafts[id.index()].adjustments;
    return std::any_of(adjustments.begin(), adjustments.end(), [](const StandingSentence& standing) {
        return std::holds_alternative<syntax::AverageInForceSentence>(standing.sentence->form);
    });
}

/// The values of each day stand in a term of their own; what is left here is their average.
bool adjust_average(Draft& draft, const syntax::AverageInForceSentence& average, model::TermId id, Scope& scope,
                    const StandingSentence& standing) {
    const auto unit = find_unit(draft, average.unit.text);
    if (!unit) {
        report_unknown(draft, average.unit, "a period");
        return false;
    }
    const auto& index = draft.term(id).index;
    const bool has_period =
        std::any_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; });
    if (has_period || (scope.units_used != nullptr && !scope.units_used->empty())) {
        draft
            .error(
                Code::average_of_reported, average.term.span,
                fmt::format("`{}` is worked out for each period already; only a value that clauses change on a day has "
                            "days in force",
                            average.term.text))
            .with_help(
                "take the sentence out, or state the value and its changes: `\"X\" means £365`, `From D, clause n is "
                "replaced by: ...`");
        return false;
    }
    const Kind kind = draft.term(id).kind;
    const Axis day{Axis::Type::period, {}, {}, {}, calendar::PeriodUnit::day};
    const model::TermId each_day = draft.new_term(draft.term(id).name + " on each day", average.term.span);
    model::Term& daily = draft.term(each_day);
    daily.kind = kind;
    daily.index = scope.axes;
    daily.index.push_back(day);
    daily.source = model::DefinedSource{};
    daily.clause = draft.term(id).clause;
    daily.stages = draft.term(id).stages;
    draft.draft(each_day).state = TermDraft::State::done;
    draft.draft(each_day).used = true;
    model::Aggregate mean;
    mean.op = model::AggregateOp::average;
    mean.over = {day};
    mean.range = {model::PeriodRange::Kind::unit_of_scope, *unit, 0, 0};
    mean.of = draft.add(model::TermRef{each_day, {}, {}}, kind, average.term.span);
    draft.term(id).stages.clear();
    add_stage(draft, id, model::Stage::Effect::defines, standing,
              draft.add(std::move(mean), kind, standing.sentence->span));
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    return true;
}

}  // namespace concordat::check
