// engine/session/explain.cpp · room: session
// What:  one figure worked out again with every step kept, from just what was known when it was
//        settled.
// Start: Session::explain(), last in the file.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "session/asking.h"
#include "session/session.h"
#include "settle/ledger.h"
#include "settle/payment_steps.h"

namespace concordat::session {
namespace {

/// The day on which the settlement that shows this period looked at the data: the end of the
/// settlement period.
calendar::Date settled_on(const model::Contract& contract, const calendar::Period& period) {
    const bool is_whole = period.unit() >= contract.settles;
    return model::settled_as_known_on(contract,
                                      is_whole ? period : period.belongs_to(contract.settles, contract.year_start));
}

/// What was received under each clause, taken from the payments of a settlement. Only a contract
/// that asks for it needs to be settled first.
settle::Ledger ledger_for(const model::Contract& contract, const OpenedData& data) {
    settle::Ledger ledger;
    const bool asks = std::any_of(contract.terms.begin(), contract.terms.end(), [](const model::Term& term) {
        return std::holds_alternative<model::ReceivedSource>(term.source);
    });
    if (!asks) return ledger;
    settle::SettleRequest request;
    request.totals = data.totals.get();
    for (const settle::PeriodSettlement& settled : settle::settle(contract, data.data, request).periods) {
        for (const settle::PaymentLine& line : settled.payments) {
            settle::Entry entry;
            entry.clause = line.clause;
            entry.between = {line.payer, line.payee};
            entry.posted_on = settled.period.last();
            entry.about = settled.period.last();
            entry.amount = line.amount;
            if (line.repayment) {
                std::swap(entry.between.payer, entry.between.payee);
                entry.amount = -entry.amount;
            }
            ledger.post(std::move(entry));
        }
    }
    return ledger;
}

/// The parties named, each a payer or payee.
std::vector<model::PartyId> parties_asked_for(const model::Contract& contract, const std::vector<std::string>& names,
                                              source::Diagnostics& problems) {
    std::vector<model::PartyId> parties;
    std::vector<std::string> all;
    for (const model::Party& party : contract.parties) all.push_back(party.name);
    for (const std::string& name : names) {
        const auto party = model::find_party(contract, name);
        if (party) parties.push_back(*party);
        else add_unknown_name({name, "a party"}, all, problems);
    }
    return parties;
}

/// "clause 3.6": what is paid under it, line by line.
Explained explained_payments(const OpenedContract& opened, const OpenedData& data, const ExplainRequest& request,
                             const Session& session) {
    const model::Contract& contract = *opened.contract;
    Explained explained;
    const std::string number = request.term.substr(request.term.find(' ') + 1);
    std::vector<std::string> paying;
    settle::PaymentAsked asked;
    for (const model::Payment& payment : contract.payments) {
        const std::string& found = contract.clause(payment.clause).number;
        if (std::find(paying.begin(), paying.end(), "clause " + found) == paying.end())
            paying.push_back("clause " + found);
        if (found == number) asked.clause = payment.clause;
    }
    if (!asked.clause.is_set()) add_unknown_name({request.term, "a clause that pays,"}, paying, explained.problems);
    const auto period = period_asked_for(contract, request.period, explained.problems);
    asked.between = parties_asked_for(contract, request.of, explained.problems);
    if (explained.problems.has_errors() || !period) return explained;
    asked.period = *period;
    const Stated stated = session.state(opened, data, request.period, Session::Paper::to_read);
    explained.problems.append(stated.problems);
    if (explained.problems.has_errors()) return explained;
    explained.step = settle::payment_steps(contract, stated.settlement, stated.paper, asked);
    if (!explained.step)
        add_wrong_question(fmt::format("nothing is paid under {} in `{}`{}", request.term, request.period,
                                       asked.between.empty() ? "" : " between those named"),
                           "`concordat settle` lists what is paid", explained.problems);
    return explained;
}

}  // namespace

Explained Session::explain(const OpenedContract& opened, const OpenedData& data, const ExplainRequest& request) const {
    ENGINE_CHECK(opened.contract != nullptr && !data.problems.has_errors());
    const model::Contract& contract = *opened.contract;
    if (request.term.starts_with("clause ")) return explained_payments(opened, data, request, *this);
    Explained explained;
    const auto term = term_asked_for(contract, request.term, explained.problems);
    const auto period = period_asked_for(contract, request.period, explained.problems);
    if (!term || !period) return explained;
    const settle::Ledger ledger = ledger_for(contract, data);
    const settle::ReceivedFromLedger received(contract, ledger);
    eval::reference::Evaluator evaluator({.contract = &contract,
                                          .data = &data.data,
                                          .known_on = settled_on(contract, *period),
                                          .overrides = {},
                                          .received = &received,
                                          .totals = data.totals.get()});
    const auto scope = scope_asked_for(contract, evaluator, {*term, *period, request.of}, explained.problems);
    if (!scope) return explained;
    explained.step = evaluator.explain(*term, *scope);
    explained.problems.append(evaluator.problems());
    return explained;
}

std::string narrate(const OpenedContract& opened, const trace::Step& step) {
    return trace::narrate(*opened.contract, step);
}

std::string narrate_json(const OpenedContract& opened, const trace::Step& step) {
    return trace::narrate_json(*opened.contract, step);
}

}  // namespace concordat::session
