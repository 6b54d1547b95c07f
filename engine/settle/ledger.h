// engine/settle/ledger.h · room: settle
// What:  every amount posted so far in one settlement, by clause, payer, payee and the period it is for. Entries
//        are added, never edited: what was posted wrongly is put right by another.
// Source: share-algebra K9; findings N4, N6.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "calendar/period.h"
#include "eval/reference/evaluator.h"
#include "exact/money.h"
#include "model/contract.h"

namespace concordat::settle {

/// Who pays whom, as the clause says it. A repayment is a minus amount between the same two.
struct PayerAndPayee {
    model::PartyId payer, payee;
    friend bool operator==(const PayerAndPayee&, const PayerAndPayee&) = default;
};

struct Entry {
    std::size_t payment = 0;  // index into Contract::payments
    model::ClauseId clause;
    PayerAndPayee between;
    calendar::Days stretch;    // of the span it was reckoned in
    calendar::Date about;      // the day, inside the stretch, of the period that it is for
    calendar::Date posted_on;  // a day of the settlement period it was posted in
    exact::Money amount;       // below nothing: a repayment
    bool moves = true;         // a payment to oneself is posted, but no money moves
    bool tax_lost = false;     // on a payment between the two: nobody receives it, and the payer cannot recover it
    /// Of what is deducted from other payments, what is owed and what moves are entries of their own.
    enum class Counts { both, owed, moved } counts = Counts::both;
};

class Ledger {
public:
    void post(const Entry& entry);
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    /// Drops the entries between these two behind the first `from`: what was tried, and is carried instead of paid.
    void take_back(std::size_t from, PayerAndPayee between);

    /// Posted under one payment between these two for this stretch.
    [[nodiscard]] exact::Money posted(std::size_t payment, PayerAndPayee between, const calendar::Days& stretch) const;
    /// Posted under any payment of a clause, for periods in these days: what went from payer to payee less what came
    /// back the other way.
    [[nodiscard]] exact::Money posted_under(model::ClauseId clause, PayerAndPayee between,
                                            const calendar::Days& days) const;
    /// Received under a clause on these days, less what was repaid: by one payee, or by all.
    [[nodiscard]] exact::Money received_under(model::ClauseId clause, std::optional<model::PartyId> payee,
                                              const calendar::Days& days) const;
    /// Received less paid by a party on these days, under all clauses.
    [[nodiscard]] exact::Money kept_by(model::PartyId party, const calendar::Days& days) const;
    /// Paid to a party less received from it, as entries, in the order posted.
    [[nodiscard]] std::vector<Entry> entries_of(model::PartyId party) const;

    /// What a payment by deduction has left for later payments between these two.
    [[nodiscard]] exact::Money left_to_deduct(std::size_t payment, PayerAndPayee between) const;
    void leave_to_deduct(std::size_t payment, PayerAndPayee between, exact::Money left);

private:
    using Places = std::vector<std::size_t>;  // of entries, in the order posted
    void note(std::size_t place);
    /// The places of all that was paid by or to a party.
    [[nodiscard]] const Places& places_of(model::PartyId party) const;
    /// Of the places of two parties the fewer: all entries between them are among these.
    [[nodiscard]] const Places& places_between(PayerAndPayee between) const;

    std::vector<Entry> entries_;
    std::vector<Places> by_party_;
    std::map<std::tuple<std::size_t, model::PartyId, model::PartyId>, exact::Money> left_to_deduct_;
};

/// Answers the evaluator's question how much was received under a clause: by the scope's party where the clause pays
/// each of a role, else by all its payees; in the scope's period. Nothing posted is £0: what waits upstream moves
/// nothing on.
class ReceivedFromLedger final : public eval::reference::Inputs::Received {
public:
    ReceivedFromLedger(const model::Contract& contract, const Ledger& ledger) : contract_(contract), ledger_(ledger) {}
    [[nodiscard]] model::Value received(model::ClauseId clause, const eval::reference::Scope& scope) const override;

private:
    const model::Contract& contract_;
    const Ledger& ledger_;
};

}  // namespace concordat::settle
