// engine/check/warnings.cpp · room: check
// What:  what is allowed but is often a slip: amounts that may fall below nothing, limits that never bind, terms nobody
// uses. Source: drafting findings, section 6.

#include <fmt/format.h>

#include "check/draft.h"
#include "check/reporting.h"

namespace concordat::check {

namespace {

/// `the total of Rate over ..., less the Rate of A where B counts as well`: one entry of the total itself.
bool is_part_of(const Draft& draft, ExprId part, ExprId whole) {
    const auto* total = std::get_if<model::Aggregate>(&draft.expression(whole).node);
    const auto* where = std::get_if<model::Choose>(&draft.expression(part).node);
    if (total == nullptr || where == nullptr || where->cases.size() != 1 || !total->of.is_set()) return false;
    const auto* of = std::get_if<model::TermRef>(&draft.expression(total->of).node);
    const auto* taken = std::get_if<model::TermRef>(&draft.expression(where->cases.front().result).node);
    return of != nullptr && taken != nullptr && of->term == taken->term;
}

/// `banded outwards from T`: what the bands give for T less what they give for A; a saving is a plus amount, it says.
bool is_band(const Draft& draft, ExprId id) {
    return id.is_set() && std::holds_alternative<model::Band>(draft.expression(id).node);
}

/// A difference with no word on what happens below nothing.
bool plain_difference(const Draft& draft, ExprId id) {
    const auto* sum = std::get_if<model::Arithmetic>(&draft.expression(id).node);
    if (sum == nullptr) return false;
    if (sum->op == model::ArithmeticOp::subtract)
        return !is_part_of(draft, sum->right, sum->left) && !is_band(draft, sum->left);
    return sum->op == model::ArithmeticOp::add &&
           (plain_difference(draft, sum->left) || plain_difference(draft, sum->right));
}

const StandingSentence* definition_of(const TermDraft& term) {
    return term.definitions.empty() ? nullptr : &term.definitions.front();
}

void warn_of_differences(Draft& draft) {
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::Term& term = draft.contract.terms[i];
        if (term.stages.empty() || term.may_be_negative || !term.kind.is_money() ||
            definition_of(draft.drafts[i]) == nullptr)
            continue;
        bool floored = false;
        for (const model::Stage& stage : term.stages) floored = floored || stage.effect == model::Stage::Effect::floors;
        if (floored || !plain_difference(draft, term.stages.front().value)) continue;
        const InClause here(draft, draft.drafts[i].clause);
        draft
            .error(Code::may_fall_below_nothing, draft.drafts[i].declared,
                   fmt::format("`{}` is a difference, and nothing says what holds below {}0", term.name,
                               draft.contract.currency.symbol))
            .with_help(fmt::format("write `the amount by which A exceeds B`, or `but not less than {}0`, or end the "
                                   "sentence with `; it may be less than {}0`",
                                   draft.contract.currency.symbol, draft.contract.currency.symbol));
    }
}

/// `20%` and what it is of, or a plain figure.
struct Threshold {
    exact::Ratio figure;
    std::string of;
};
std::optional<Threshold> threshold_of(const Draft& draft, const syntax::Amount& amount) {
    if (const auto* literal = std::get_if<syntax::LiteralAmount>(&amount.node))
        return Threshold{literal->literal.number, {}};
    const auto* share = std::get_if<syntax::Binary>(&amount.node);
    if (share == nullptr || !share->of) return std::nullopt;
    const auto* literal = std::get_if<syntax::LiteralAmount>(&share->left->node);
    if (literal == nullptr) return std::nullopt;
    return Threshold{literal->literal.number, folded_words(draft.text.slice(share->right->span))};
}

const syntax::AmountBy* counted_part(const syntax::Amount& amount) {
    if (const auto* by = std::get_if<syntax::AmountBy>(&amount.node)) return by;
    const auto* product = std::get_if<syntax::Binary>(&amount.node);
    return product == nullptr ? nullptr : counted_part(*product->right);
}

/// Only the part above A, but only if it is at least B: where A is not below B the opening changes nothing (N32).
void warn_of_idle_openings(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
        const auto* cases = definition == nullptr ? nullptr : std::get_if<syntax::Cases>(&definition->body);
        if (cases == nullptr || !cases->opens) continue;
        const auto* part = counted_part(*cases->cases.front().amount.amount);
        const auto* opens = std::get_if<syntax::Comparison>(&cases->cases.front().condition->node);
        if (part == nullptr || opens == nullptr || opens->op != syntax::Comparator::at_least) continue;
        const auto counts_from = threshold_of(draft, *part->than);
        const auto opens_at = threshold_of(draft, *opens->right);
        const bool same_thing = draft.text.slice(part->of->span) == draft.text.slice(opens->left->span);
        if (!counts_from || !opens_at || !same_thing || counts_from->of != opens_at->of ||
            counts_from->figure < opens_at->figure)
            continue;
        const InClause here(draft, standing.number);
        draft
            .error(Code::limit_never_binds, opens->right->span,
                   "what opens the amount is not above what it is counted from, so it changes nothing")
            .with_help("take `but only if ...` away, or correct one of the two thresholds");
    }
}

const exact::Ratio* cap_figure(const Draft& draft, const model::Stage& stage) {
    const auto* limit = std::get_if<model::Limit>(&draft.expression(stage.value).node);
    if (limit == nullptr || limit->bounds.size() != 1 || !limit->bounds[0].upper) return nullptr;
    const auto* constant = std::get_if<model::Constant>(&draft.expression(limit->bounds[0].at).node);
    return constant == nullptr ? nullptr : std::get_if<exact::Ratio>(&constant->value);
}

void warn_of_idle_caps(Draft& draft) {
    for (const model::Term& term : draft.contract.terms) {
        const exact::Ratio* before = nullptr;
        for (const model::Stage& stage : term.stages) {
            if (stage.effect != model::Stage::Effect::caps || stage.from || stage.until) continue;
            const exact::Ratio* now = cap_figure(draft, stage);
            if (before != nullptr && now != nullptr && *now >= *before) {
                const InClause here(draft, draft.contract.clause(stage.clause).number);
                draft
                    .error_at(Code::limit_never_binds, draft.contract.clause(stage.clause).place,
                              fmt::format("this limit on `{}` never binds: an earlier clause limits it to {} already",
                                          term.name, model::write_for_people(draft.contract, *before, term.kind)))
                    .with_help("take one of the two limits out, or correct it");
            }
            if (now != nullptr && (before == nullptr || *now < *before)) before = now;
        }
    }
}

void warn_of_working_days(Draft& draft) {
    if (!draft.contract.holidays_file.empty()) return;
    for (const model::Payment& payment : draft.contract.payments) {
        if (!payment.deadline || payment.deadline->unit != model::Span::working_days) continue;
        const InClause here(draft, draft.contract.clause(payment.clause).number);
        draft
            .error_at(Code::working_days_without_holidays, draft.contract.clause(payment.clause).place,
                      "working days leave out weekends only: no table of holidays is named")
            .with_help(
                "add `\"Working Day\" means a day other than a Saturday, a Sunday or a day in "
                "[Holidays](holidays.csv).`");
        return;
    }
}

void advise_unused(Draft& draft) {
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::Term& term = draft.contract.terms[i];
        const bool fact = std::holds_alternative<model::FactSource>(term.source);
        if (draft.drafts[i].used || !fact || draft.drafts[i].state == TermDraft::State::broken) continue;
        const InClause here(draft, draft.drafts[i].clause);
        draft
            .error(Code::fact_never_used, draft.drafts[i].declared,
                   fmt::format("`{}` is reported, and no clause uses it", term.name))
            .with_help("use it in a clause, or take it out");
    }
}

}  // namespace

void warn(Draft& draft) {
    warn_of_differences(draft);
    warn_of_idle_caps(draft);
    warn_of_idle_openings(draft);
    warn_of_working_days(draft);
    warn_of_cut_off(draft);
    warn_of_slips(draft);
    warn_of_unsaid(draft);
    warn_of_edges(draft);
    advise_unused(draft);
}

}  // namespace concordat::check
