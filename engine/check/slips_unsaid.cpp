// engine/check/slips_unsaid.cpp · room: check
// What:  slips by what is left unsaid: an amount used before the clause that limits it, without saying which stage of
// it is meant; a charge that is nothing when the one who owes it sends no report. Source: drafting findings, section 6.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/reached.h"
#include "model/parts.h"

namespace concordat::check {

namespace {

// ---- an amount used between its clause and its limit -------------------------------------------------------------

bool stands_before(const Draft& draft, model::ClauseId one, model::ClauseId other) {
    return one.is_set() && other.is_set() &&
           comes_before(draft, draft.contract.clause(one).number, draft.contract.clause(other).number);
}

/// The first clause that limits the amount and stands after `user`, where the amount itself stands before it.
const model::Stage* limited_after(const Draft& draft, model::TermId id, model::ClauseId user) {
    const model::Term& term = draft.contract.term(id);
    const bool in_parties = std::holds_alternative<model::AttributeSource>(term.source);
    if (!in_parties && !stands_before(draft, term.clause, user)) return nullptr;
    const auto limit = std::find_if(term.stages.begin(), term.stages.end(), [&](const model::Stage& stage) {
        return (stage.effect == model::Stage::Effect::caps || stage.effect == model::Stage::Effect::floors) &&
               stands_before(draft, user, stage.clause);
    });
    return limit == term.stages.end() ? nullptr : &*limit;
}

/// The terms that an expression names without saying under which clause; not through other terms.
std::set<model::TermId> named_whole(const Draft& draft, ExprId id) {
    std::set<model::TermId> found;
    std::vector<ExprId> open = {id};
    while (!open.empty()) {
        const ExprId next = open.back();
        open.pop_back();
        if (!next.is_set()) continue;
        const model::ExprNode& node = draft.expression(next).node;
        const auto* named = std::get_if<model::TermRef>(&node);
        if (named != nullptr && !named->stage) found.insert(named->term);
        for (const ExprId part : model::parts_of(node)) open.push_back(part);
    }
    return found;
}

void warn_of_unnamed_stages(Draft& draft) {
    std::set<std::pair<model::TermId, model::ClauseId>> told;
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::TermId user{i};
        for (const model::Stage& stage : draft.contract.term(user).stages) {
            for (const model::TermId id : named_whole(draft, stage.value)) {
                const model::Stage* limit = id == user ? nullptr : limited_after(draft, id, stage.clause);
                if (limit == nullptr || !told.insert({id, stage.clause}).second) continue;
                const model::Term& term = draft.contract.term(id);
                const model::Clause& here = draft.contract.clause(stage.clause);
                const std::string before =
                    term.clause.is_set()
                        ? fmt::format("`the amount under clause {}`", draft.contract.clause(term.clause).number)
                        : fmt::format("`the {} in the Parties table`", term.name);
                const InClause in(draft, here.number);
                draft
                    .error_at(Code::stage_unnamed, here.place,
                              fmt::format("`{}` is used here as clause {}, further on, leaves it", term.name,
                                          draft.contract.clause(limit->clause).number))
                    .with_help(fmt::format("if that is meant, put this clause behind the limit; for what it is before "
                                           "the limit write {}",
                                           before));
            }
        }
    }
}

// ---- a charge that is nothing when nothing is reported -----------------------------------------------------------

bool is_nothing(const Draft& draft, ExprId id) {
    const auto* constant = std::get_if<model::Constant>(&draft.expression(id).node);
    const auto* number = constant == nullptr ? nullptr : std::get_if<exact::Ratio>(&constant->value);
    return number != nullptr && *number == 0;
}

/// Whose missing report makes the term nothing; unset where no clause says so.
model::PartyId silent_to_nothing(const Draft& draft, const model::Stage& stage) {
    const auto* choose = std::get_if<model::Choose>(&draft.expression(stage.value).node);
    if (choose == nullptr || choose->cases.size() != 1 || !is_nothing(draft, choose->cases.front().result)) return {};
    const auto* asks = std::get_if<model::NoReport>(&draft.expression(choose->cases.front().condition).node);
    if (asks == nullptr || !asks->party.is_set()) return {};
    const auto* whose = std::get_if<model::Constant>(&draft.expression(asks->party).node);
    const auto* party = whose == nullptr ? nullptr : std::get_if<model::PartyId>(&whose->value);
    return party == nullptr ? model::PartyId{} : *party;
}

bool is_paid_by(const Draft& draft, const model::Payment& payment, model::PartyId party) {
    if (payment.payer.party.is_set()) return payment.payer.party == party;
    if (!payment.payer.each_of.is_set()) return false;
    const auto& parties = draft.contract.role(payment.payer.each_of).parties;
    return std::find(parties.begin(), parties.end(), party) != parties.end();
}

void warn_of_silent_payers(Draft& draft) {
    std::set<model::ClauseId> told;
    for (const model::Payment& payment : draft.contract.payments) {
        Reached reached;
        reached.term = [&](model::TermId id) {
            const model::Term& term = draft.contract.term(id);
            for (const model::Stage& stage : term.stages) {
                const model::PartyId party = silent_to_nothing(draft, stage);
                if (!party.is_set() || !is_paid_by(draft, payment, party) || !told.insert(stage.clause).second)
                    continue;
                const model::Clause& here = draft.contract.clause(stage.clause);
                const InClause in(draft, here.number);
                draft
                    .error_at(
                        Code::silence_pays, here.place,
                        fmt::format("clause {} makes {} pay on `{}`, and here it pays nothing by reporting nothing",
                                    draft.contract.clause(payment.clause).number, draft.contract.party(party).name,
                                    term.name))
                    .with_help(
                        "say an amount that is due without a report, or leave the sentence out: settlement then waits");
            }
        };
        walk_reached(draft, payment.amount, reached);
    }
}

}  // namespace

void warn_of_unsaid(Draft& draft) {
    warn_of_unnamed_stages(draft);
    warn_of_silent_payers(draft);
}

}  // namespace concordat::check
