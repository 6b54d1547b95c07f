// engine/check/adjustments.cpp · room: check
// What:  clauses that limit, gate, except or change a term that another clause makes: each leaves a visible amount.
// Source: language.md section 7, rows B6, G1, G2, V1; findings N9, N19.
#include <algorithm>

#include <fmt/format.h>

#include "check/adjustments.h"
#include "check/day_sets.h"
#include "check/divisions.h"
#include "check/draft.h"
#include "check/duties.h"
#include "check/once.h"
#include "check/taking_part.h"
#include "check/years.h"

namespace concordat::check {
namespace {

using model::Stage;
using syntax::ExceptSentence;

bool overrides_plainly(Draft& draft, const ExceptSentence& except, model::TermId id) {
    if (except.of_record) return true;  // its clauses are those that hold the record: lift_holds looks at them
    std::set<std::string> named;
    for (const syntax::Name& number : except.despite) {
        if (!draft.clause_ids.contains(number.text)) {
            draft.error(Code::unknown_clause, number.span, fmt::format("there is no clause {}", number.text))
                .with_help("refer to a clause of this agreement by its number");
            return false;
        }
        if (!stage_of_clause(draft, id, number.text) && is_broken(draft, number.text)) return false;
        if (!stage_of_clause(draft, id, number.text)) {
            draft
                .error(Code::despite_other_term, number.span,
                       fmt::format("clause {} does nothing to `{}` before this clause", number.text,
                                   except.term.name.text))
                .with_help(
                    "name the clause that this one overrides; it defines or adjusts the same term and stands before");
            return false;
        }
        named.insert(number.text);
    }
    const auto& stages = draft.term(id).stages;
    std::size_t first = stages.size();
    for (const std::string& number : named) first = std::min(first, *stage_of_clause(draft, id, number));
    for (std::size_t i = first + 1; i < stages.size(); ++i) {
        const std::string& number = draft.contract.clause(stages[i].clause).number;
        if (named.contains(number) || stages[i].effect == Stage::Effect::excepts ||
            stages[i].clause == stages[first].clause)
            continue;
        draft
            .error(Code::despite_two_readings, except.despite.front().span,
                   fmt::format("clause {} also adjusts `{}` in between; it can be read in two ways whether this "
                               "exception overrides that clause too",
                               number, except.term.name.text))
            .with_help(fmt::format("write `Despite clauses {} and {}`, or put this clause before clause {}",
                                   except.despite.front().text, number, number));
        return false;
    }
    return true;
}

bool asks_for_none(const syntax::Condition& condition, const std::string& term) {
    if (const auto* there = std::get_if<syntax::ThereIs>(&condition.node))
        return there->negated && there->what.name.text == term && there->what.of.empty();
    const auto* junction = std::get_if<syntax::Junction>(&condition.node);
    return junction != nullptr && junction->type == syntax::Junction::Type::all &&
           std::any_of(junction->items.begin(), junction->items.end(),
                       [&](const auto& item) { return asks_for_none(*item, term); });
}

}  // namespace

bool adjust_limit(Draft& draft, const syntax::LimitSentence& limit, model::TermId id, const Scope& scope,
                  const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    const auto at = lower_amount(draft, *limit.at, scope, &kind);
    if (!at || !same_kind(draft, kind, at->kind, limit.at->span, "be compared")) return false;
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId value = draft.add(model::Limit{previous, {{limit.upper, at->id}}}, kind, standing.sentence->span);
    add_stage(draft, id, limit.upper ? Stage::Effect::caps : Stage::Effect::floors, standing, value);
    return true;
}

bool adjust_by_division(Draft& draft, const syntax::DivisionSentence& division, model::TermId id, const Scope& scope,
                        const StandingSentence& standing) {
    const auto axis = sharers_of(draft, division);
    if (!axis) return false;
    const Kind kind = draft.term(id).kind;
    if (division.when == nullptr) {
        draft
            .error(Code::declared_twice, division.part.span,
                   fmt::format("`{}` is divided twice, and neither sentence says when", division.amount.name.text))
            .with_help(
                "begin one with `If X is more than £0, it is divided ...`, the other with `less than`, or give "
                "the parts names of their own: `the part of each is its \"Y\"`");
        return false;
    }
    const bool rest = draft.term(id).name != division.part.text;
    const ExprId previous = draft.add(model::Previous{}, kind);
    const auto value = lower_division(draft, division, rest, scope, *axis, previous);
    if (!value) return false;
    add_stage(draft, id, Stage::Effect::sets, standing, value->id);
    return true;
}

bool adjust_gate(Draft& draft, const syntax::GateSentence& gate, model::TermId id, const Scope& scope,
                 const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    if (gate.once) {
        const auto value = opened_once(draft, gate, id, scope, standing.sentence->span);
        if (value) add_stage(draft, id, Stage::Effect::gates, standing, value->id);
        return value.has_value();
    }
    if (!gate.otherwise) {
        draft
            .error(Code::gate_without_otherwise, gate.term.name.span,
                   fmt::format("it is not said what `{}` is when the condition fails", gate.term.name.text))
            .with_help(fmt::format("add `; otherwise {} is {}`", gate.term.name.text,
                                   kind.is_money() ? draft.contract.currency.symbol + "0" : std::string("0%")));
        return false;
    }
    if (gate.otherwise_term && gate.otherwise_term->name.text != gate.term.name.text) {
        draft
            .error(Code::otherwise_other_term, gate.otherwise_term->name.span,
                   fmt::format("the clause is about `{}`, and what follows `otherwise` sets `{}`", gate.term.name.text,
                               gate.otherwise_term->name.text))
            .with_help(fmt::format("write `otherwise {} is ...`", gate.term.name.text));
        return false;
    }
    const auto condition = lower_condition(draft, *gate.only_if, scope);
    const auto otherwise = lower_tailed(draft, *gate.otherwise, scope, &kind);
    if (!condition || !otherwise ||
        !same_kind(draft, kind, otherwise->kind, gate.otherwise->amount->span, "be results of one clause"))
        return false;
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId value =
        draft.add(model::Choose{{{condition->id, previous}}, otherwise->id, true}, kind, standing.sentence->span);
    add_stage(draft, id, Stage::Effect::gates, standing, value);
    return true;
}

bool adjust_except(Draft& draft, const ExceptSentence& written, model::TermId id, const Scope& scope,
                   const StandingSentence& standing) {
    const ExceptSentence except = with_yielding(draft, written, id, standing.number);
    const Kind kind = draft.term(id).kind;
    const bool fills_none = except.condition != nullptr && asks_for_none(*except.condition, draft.term(id).name);
    if (except.despite.empty() && !except.of_record && !fills_none && !draft.term(id).stages.empty()) {
        const std::string before = draft.contract.clause(draft.term(id).stages.back().clause).number;
        draft
            .error(Code::clauses_conflict, except.term.name.span,
                   fmt::format("clause {} also sets `{}`, and neither of the two yields to the other where both apply",
                               before, except.term.name.text))
            .label(draft.contract.clause(draft.term(id).stages.back().clause).place, "the other clause")
            .with_help(fmt::format("begin this clause with `Despite clause {}, if ...`", before));
        return false;
    }
    if (!overrides_plainly(draft, except, id)) return false;
    const auto condition =
        except.condition != nullptr ? lower_condition(draft, *except.condition, scope) : std::nullopt;
    const auto amount = lower_tailed(draft, except.amount, scope, &kind);
    if ((except.condition != nullptr && !condition) || !amount ||
        !same_kind(draft, kind, amount->kind, except.amount.amount->span, "be results of one clause"))
        return false;
    if (condition)
        check_exclusive(draft, model::Choose{{{condition->id, amount->id}}, draft.add(model::Previous{}, kind), true},
                        except.condition->span, {except.condition->span});
    ExprId value = amount->id;
    if (except.for_member) {
        const auto one = one_meant(draft, except, id);
        if (!one) return false;
        add_stage(draft, id, Stage::Effect::excepts, standing, value);
        draft.term(id).stages.back().only_for = *one;
        return true;
    }
    if (condition)
        value = draft.add(model::Choose{{{condition->id, amount->id}}, draft.add(model::Previous{}, kind), true}, kind,
                          standing.sentence->span);
    add_stage(draft, id, Stage::Effect::excepts, standing, value);
    return true;
}

bool adjust_cell(Draft& draft, const syntax::CellChangeSentence& change, model::TermId id, Scope scope,
                 const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    scope.adjusting.reset();
    const auto value = lower_tailed(draft, change.value, scope, &kind);
    if (!value || !same_kind(draft, kind, value->kind, change.value.amount->span, "stand in one column")) return false;
    const ExprId previous = draft.add(model::Previous{}, kind);
    model::Combine same{model::Junction::all_of, 0, {}};
    for (const syntax::Possessor& possessor : change.cell.of) {
        const Entity* entity = draft.find(possessor.name.text);
        const auto& index = draft.term(id).index;
        const auto axis = std::find_if(index.begin(), index.end(), [&](const Axis& one) {
            if (entity == nullptr) return false;
            return (entity->what == Entity::What::party && one.type == Axis::Type::party) ||
                   (entity->what == Entity::What::member && one.type == Axis::Type::member && one.set == entity->set);
        });
        const bool each = possessor.article == syntax::Possessor::Article::each ||
                          possessor.article == syntax::Possessor::Article::all;
        if (each && entity != nullptr) continue;
        if (axis == index.end()) {
            if (entity == nullptr) report_unknown(draft, possessor.name, "a party or list entry of this agreement");
            else
                draft
                    .error(Code::of_does_not_fit, possessor.name.span,
                           fmt::format("`{}` has no value for `{}`", change.cell.name.text, possessor.name.text))
                    .with_help("name one of those that have a cell in its column");
            return false;
        }
        const bool party = axis->type == Axis::Type::party;
        const Kind element = party ? Kind::party(axis->role) : Kind::member(axis->set);
        const ExprId here = draft.add(model::ScopeElement{*axis}, element);
        const ExprId there = party ? draft.add(model::Constant{entity->party}, element)
                                   : draft.add(model::Constant{model::Member{entity->set, entity->row}}, element);
        same.items.push_back(draft.add(model::Compare{model::CompareOp::equal, here, there}, Kind::yes_no()));
    }
    ExprId result = value->id;
    if (!same.items.empty()) {
        const ExprId condition = draft.add(std::move(same), Kind::yes_no());
        result = draft.add(model::Choose{{{condition, value->id}}, previous, true}, kind, standing.sentence->span);
    }
    add_stage(draft, id, Stage::Effect::sets, standing, result, change.from);
    check_variation_date(draft, id, standing, change.from, standing.sentence->span);
    return true;
}

}  // namespace concordat::check
