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

namespace concordat::session {
namespace {

/// The day on which the settlement that shows this period looked at the data: the end of the
/// settlement period.
calendar::Date settled_on(const model::Contract& contract, const calendar::Period& period) {
    if (period.unit() >= contract.settles) return period.last();
    return period.belongs_to(contract.settles, contract.year_start).last();
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

}  // namespace

Explained Session::explain(const OpenedContract& opened, const OpenedData& data, const ExplainRequest& request) const {
    ENGINE_CHECK(opened.contract != nullptr && !data.problems.has_errors());
    const model::Contract& contract = *opened.contract;
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
