// engine/check/loss_steps.cpp · room: check
// What:  a loss that parties meet step by step, each up to a limit, and what becomes of what nobody can meet.
// Source: findings N25; share-algebra K7 (water-filling).

#include <algorithm>

#include <fmt/format.h>

#include "check/pools.h"

namespace concordat::check {

namespace {

using model::Division;
using syntax::LossStepsSentence;

bool refuse(Draft& draft, Code code, Span span, std::string message, std::string help) {
    draft.error(code, span, std::move(message)).with_help(std::move(help));
    return false;
}

/// The role that all steps are about, or the one of the limit.
std::optional<Axis> axis_of_steps(Draft& draft, const LossStepsSentence& loss) {
    std::optional<Axis> axis;
    std::vector<const syntax::Name*> nouns;
    for (const auto& step : loss.steps) nouns.push_back(&step.among);
    for (const auto* more : {loss.most ? &loss.most->of : nullptr, loss.part_of ? &*loss.part_of : nullptr,
                             loss.part_met_by ? &*loss.part_met_by : nullptr})
        if (more != nullptr) nouns.push_back(more);
    for (const syntax::Name* noun : nouns) {
        const auto found = axis_of(draft, *noun);
        if (!found) return std::nullopt;
        if (found->type != Axis::Type::party) {
            draft
                .error(Code::wrong_sort_of_name, noun->span,
                       fmt::format("a loss is met by parties; `{}` is no role", noun->text))
                .with_help("name the role of those who meet it");
            return std::nullopt;
        }
        if (axis && *axis != *found) {
            refuse(draft, Code::loss_step_unclear, noun->span,
                   fmt::format("this loss is met by each {}, and here stands `{}`", describe(draft, *axis), noun->text),
                   "name one role in all steps; `where C` says which of them meet a step");
            return std::nullopt;
        }
        axis = found;
    }
    return axis;
}

bool fits(Draft& draft, const LossStepsSentence& loss) {
    using Excess = LossStepsSentence::Most::Excess;
    for (std::size_t index = 0; index + 1 < loss.steps.size(); ++index) {
        if (loss.steps[index].until != nullptr) continue;
        return refuse(draft, Code::loss_step_unclear, loss.steps[index].span,
                      "this step takes all that is left, so that nothing comes to the next one",
                      "say where it stops: `, until each has met` and an amount");
    }
    if (loss.most && loss.most->excess == Excess::shared_unsaid)
        return refuse(draft, Code::excess_shared_unsaid, loss.most->span,
                      "the excess can be shared among the others once, or again until nobody is above the limit; that "
                      "is not the same",
                      "write `shared once among the others`, or `shared again among the others until each has reached "
                      "its limit`");
    const auto* key = loss.most ? loss.most->in_proportion_to.get() : nullptr;
    if (key != nullptr && draft.text.slice(key->span) != draft.text.slice(loss.steps.back().in_proportion_to->span))
        return refuse(draft, Code::limit_of_other_part, key->span,
                      "the excess is shared in another proportion than the loss",
                      fmt::format("share it in proportion to `{}` too",
                                  draft.text.slice(loss.steps.back().in_proportion_to->span)));
    const bool limited = loss.most || loss.steps.back().until != nullptr;
    if (limited && !loss.not_met && !loss.part_met_by)
        return refuse(draft, Code::excess_without_home, loss.span,
                      "it is not said what becomes of what nobody can meet when each has reached its limit",
                      "add `; what no Partner can meet falls on P`, `lapses` or `is carried forward as \"Y\"`");
    if (loss.not_met && loss.part_met_by)
        return refuse(draft, Code::loss_step_unclear, loss.not_met->span,
                      "the clause that passes this part on says what becomes of any balance",
                      "take these words away, or say it there");
    if (loss.not_met && loss.not_met->type == syntax::Destination::Type::carried && !loss.not_met->carried_as)
        return refuse(draft, Code::pool_use_unclear, loss.not_met->span,
                      "what is carried forward has no name, so that no clause can use it",
                      "write `is carried forward as \"Unmet Loss\"`, and name it in the clause that uses it");
    if (!draft.odd_pennies)
        return refuse(draft, Code::odd_penny_unsaid, loss.span, "it is not said where an odd penny goes",
                      "add a clause `Wherever an amount is divided, any odd penny goes to the largest remainder and, "
                      "where remainders are equal, to the larger share and then to the party listed first.`");
    return true;
}

/// An amount for each party of the role.
std::optional<ExprId> money_of_each(Draft& draft, const syntax::AmountPtr& amount, const Scope& scope,
                                    std::string_view what) {
    const Kind money = Kind::money();
    const auto at = lower_amount(draft, *amount, scope, &money);
    if (!at || !demand(draft, at->kind, money, amount->span, what)) return std::nullopt;
    return at->id;
}

std::optional<Division::Step> lower_step(Draft& draft, const LossStepsSentence::Step& step, const Scope& scope) {
    Division::Step made;
    if (step.where != nullptr) {
        const auto where = lower_condition(draft, *step.where, scope);
        if (!where) return std::nullopt;
        made.where = where->id;
    }
    const auto weight = lower_amount(draft, *step.in_proportion_to, scope);
    if (!weight) return std::nullopt;
    if (weight->kind.base != model::KindBase::amount) {
        refuse(draft, Code::wrong_kind, step.in_proportion_to->span,
               fmt::format("a loss is met in proportion to a number; this is {}", describe(weight->kind)),
               "name an amount, a number or a percentage of each");
        return std::nullopt;
    }
    made.weight = weight->id;
    if (step.until == nullptr) return made;
    const auto limit = money_of_each(draft, step.until, scope, "what each has met");
    if (!limit) return std::nullopt;
    made.limit = *limit;
    return made;
}

/// The last step takes what is left from those whom it is about; the others weigh nothing in it.
ExprId weight_where(Draft& draft, const Division::Step& step) {
    if (!step.where.is_set()) return step.weight;
    const Kind kind = draft.expression(step.weight).kind;
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, kind);
    return draft.add(model::Choose{{{step.where, step.weight}}, nothing, true}, kind);
}

std::optional<ExprId> amount_met(Draft& draft, const LossStepsSentence& loss, const StandingSentence& standing,
                                 const Scope& scope) {
    if (loss.amount) {
        const auto amount = lower_reference(draft, *loss.amount, loss.amount->name.span, scope, nullptr);
        if (!amount || !demand(draft, amount->kind, Kind::money(), loss.amount->name.span, "what is met"))
            return std::nullopt;
        return amount->id;
    }
    const auto left = draft.pools->left_for.find(standing.number);
    if (left != draft.pools->left_for.end()) {
        if (scope.units_used != nullptr) scope.units_used->insert(draft.pools->unit);
        return draft.add(model::TermRef{left->second, {}, std::nullopt}, Kind::money(), loss.part_met_by->span);
    }
    refuse(draft, Code::loss_step_unclear, loss.part_met_by->span,
           fmt::format("no clause says that a part is met by the {} under clause {}", loss.part_met_by->text,
                       standing.number),
           fmt::format("write in the clause on the loss `..., then by the {} under clause {}, and any balance ...`",
                       loss.part_met_by->text, standing.number));
    return std::nullopt;
}

}  // namespace

const LossStepsSentence* loss_steps_of(const Draft& draft, std::string_view clause) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* loss = std::get_if<LossStepsSentence>(&standing.sentence->form);
        if (loss != nullptr && standing.number == clause) return loss;
    }
    return nullptr;
}

std::string name_of_not_met(const LossStepsSentence& loss) {
    if (!loss.not_met || !loss.amount) return {};
    if (loss.not_met->type == syntax::Destination::Type::falls_on)
        return fmt::format("{} falling on {}", loss.amount->name.text, loss.not_met->to->text);
    return fmt::format("{} that nobody can meet", loss.amount->name.text);
}

MaybeLowered lower_loss_steps(Draft& draft, const LossStepsSentence& loss, bool rest, const StandingSentence& standing,
                              Scope& scope) {
    const auto axis = axis_of_steps(draft, loss);
    if (!axis || !fits(draft, loss)) return std::nullopt;
    const auto amount = amount_met(draft, loss, standing, scope);
    if (!amount) return std::nullopt;
    Scope inner = scope;
    inner.axes.push_back(*axis);
    Division node;
    node.role = axis->role;
    node.rest = rest;
    node.amount = *amount;
    node.rounding = coins_of_payments(draft);
    node.excess = loss.most && loss.most->excess == LossStepsSentence::Most::Excess::shared_once
                      ? Division::Excess::shared_once
                      : Division::Excess::shared_again;
    for (const auto& step : loss.steps) {
        auto made = lower_step(draft, step, inner);
        if (!made) return std::nullopt;
        node.steps.push_back(*made);
    }
    // The last step is the division itself; where it has an end of its own, nothing takes what that leaves.
    const Division::Step last = node.steps.back();
    if (last.limit.is_set()) {
        node.weight = draft.add(model::Constant{exact::Ratio(0)}, Kind::number());
    } else {
        node.steps.pop_back();
        node.weight = node.steps.empty() ? last.weight : weight_where(draft, last);
        if (node.steps.empty()) node.where = last.where;
    }
    if (loss.most) {
        const auto most = money_of_each(draft, loss.most->at_most, inner, "the most that each meets");
        if (!most) return std::nullopt;
        node.limit = *most;
    }
    if (loss.not_met && loss.not_met->to && loss.not_met->type == syntax::Destination::Type::falls_on) {
        const auto party = one_party(draft, *loss.not_met->to);
        if (!party) return std::nullopt;
        node.falls_on = *party;
    }
    if (!rest) scope.axes.push_back(*axis);
    return made(draft, std::move(node), Kind::money(), loss.span);
}

}  // namespace concordat::check
