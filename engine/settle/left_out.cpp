// engine/settle/left_out.cpp · room: settle
// What:  asks every element whether it is in play, and tells the first reason why it is not.
// Start: list_left_out(), last in the file.
#include "settle/left_out.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "eval/reference/reach.h"
#include "settle/elements.h"

namespace concordat::settle {

using eval::reference::Scope;
using model::TakingPart;

namespace {

bool is_out(const Settling& settling, model::TermId term, const Scope& scope) {
    const model::Value value = settling.evaluator.value(term, scope);
    const bool* in = std::get_if<bool>(&value);
    return in != nullptr && !*in;
}

struct Told {
    std::string words;
    std::string owed_by;  // empty: nobody
    model::ClauseId clause;
};

/// The reasons that hold, joined; who owes the figure that is missing.
Told reason_of(const Settling& settling, const TakingPart& taking, const Scope& scope) {
    Told told;
    for (const TakingPart::Reason& reason : taking.reasons) {
        const model::Value out = settling.evaluator.value(reason.out, scope);
        const bool* holds = std::get_if<bool>(&out);
        if (holds == nullptr || !*holds) continue;
        told.words += (told.words.empty() ? "" : " and ") + reason.words;
        if (!told.clause.is_set()) told.clause = reason.clause;
        const auto* fact = reason.missing.is_set()
                               ? std::get_if<model::FactSource>(&settling.contract.term(reason.missing).source)
                               : nullptr;
        if (fact != nullptr) told.owed_by = fact->reported_by;
    }
    return told;
}

void list_those_of(const Settling& settling, const TakingPart& taking, PeriodSettlement& settled) {
    const model::Term& term = settling.contract.term(taking.term);
    for (const Combination& combination : combinations(settling, term.index)) {
        if (!is_out(settling, taking.term, combination.scope)) continue;
        const Told told = reason_of(settling, taking, combination.scope);
        const std::string names = names_of(settling.contract, combination.of);
        const model::ClauseId clause = told.clause.is_set() ? told.clause : term.clause;
        if (taking.what.type == model::Axis::Type::party) {
            HeldLine line{.clause = clause,
                          .period = settling.period,
                          .what = fmt::format("{} takes no part: {}", names, told.words),
                          .owed_by = told.owed_by};
            settled.held.push_back(std::move(line));
            continue;
        }
        const std::string verb = taking.mark == "scored" ? "is not scored" : "does not count";
        settled.notices.push_back(
            {clause, combination.scope.period, fmt::format("{} {}: {}", names, verb, told.words)});
    }
}

}  // namespace

bool has_no_part(const Settling& settling, const Scope& scope) {
    return std::any_of(settling.contract.taking_part.begin(), settling.contract.taking_part.end(),
                       [&](const TakingPart& taking) {
                           if (taking.what.type != model::Axis::Type::party) return false;
                           if (!scope.parties.contains(taking.what.role)) return false;
                           return is_out(settling, taking.term, scope);
                       });
}

std::vector<std::vector<model::TermId>> users_of_terms(const model::Contract& contract) {
    std::vector<std::vector<model::TermId>> users(contract.terms.size());
    for (std::size_t index = 0; index < contract.terms.size(); ++index) {
        std::set<model::ExprId> seen;
        std::vector<model::ExprId> open;
        for (const model::Stage& stage : contract.terms[index].stages) open.push_back(stage.value);
        while (!open.empty()) {
            const model::ExprId id = open.back();
            open.pop_back();
            if (!id.is_set() || !seen.insert(id).second) continue;
            const model::ExprNode& node = contract.expression(id).node;
            const auto* reference = std::get_if<model::TermRef>(&node);
            if (reference != nullptr && reference->term.index() != index) {
                auto& of_term = users[reference->term.index()];
                if (of_term.empty() || of_term.back() != model::TermId(index)) of_term.emplace_back(index);
            }
            for (const model::ExprId part : eval::reference::parts_of(node)) open.push_back(part);
        }
    }
    return users;
}

bool can_do_without(const Settling& settling, const model::Term& term, const std::vector<model::TermId>& users,
                    const Scope& scope) {
    return !users.empty() && std::all_of(users.begin(), users.end(), [&](model::TermId user) {
        if (settling.contract.term(user).index != term.index) return false;
        const model::Value value = settling.evaluator.value(user, scope);
        return model::is_known(value) || std::holds_alternative<model::NotApplicable>(value);
    });
}

void list_left_out(const Settling& settling, PeriodSettlement& settled) {
    for (const TakingPart& taking : settling.contract.taking_part) list_those_of(settling, taking, settled);
}

}  // namespace concordat::settle
