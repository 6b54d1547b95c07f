// engine/settle/ledger.cpp · room: settle
// What:  sums over what was posted.
#include "settle/ledger.h"

#include <algorithm>

namespace concordat::settle {

using calendar::Days;
using exact::Money;
using model::ClauseId;
using model::PartyId;

void Ledger::take_back(std::size_t from, PayerAndPayee between) {
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(from);
    const auto is_taken_back = [&](const Entry& entry) { return entry.between == between; };
    entries_.erase(std::remove_if(begin, entries_.end(), is_taken_back), entries_.end());
}

Money Ledger::posted(std::size_t payment, PayerAndPayee between, const Days& stretch) const {
    Money sum;
    for (const Entry& entry : entries_) {
        const bool is_meant =
            entry.payment == payment && entry.between == between && entry.counts != Entry::Counts::moved;
        if (is_meant && entry.stretch == stretch) sum += entry.amount;
    }
    return sum;
}

Money Ledger::posted_under(ClauseId clause, PayerAndPayee between, const Days& days) const {
    const PayerAndPayee other_way{between.payee, between.payer};
    Money sum;
    for (const Entry& entry : entries_) {
        if (entry.clause != clause || !days.contains(entry.about)) continue;
        if (entry.counts == Entry::Counts::moved) continue;
        if (entry.between == between) {
            sum += entry.amount;
        } else if (entry.between == other_way) {
            sum -= entry.amount;
        }
    }
    return sum;
}

Money Ledger::received_under(ClauseId clause, std::optional<PartyId> payee, const Days& days) const {
    Money sum;
    for (const Entry& entry : entries_) {
        if (entry.clause != clause || !days.contains(entry.posted_on)) continue;
        if (entry.counts == Entry::Counts::owed) continue;
        if (!payee || entry.between.payee == *payee) sum += entry.amount;
    }
    return sum;
}

Money Ledger::kept_by(PartyId party, const Days& days) const {
    Money kept;
    for (const Entry& entry : entries_) {
        if (!days.contains(entry.posted_on)) continue;
        if (entry.tax_lost && entry.between.payer == party) kept -= entry.amount;
        if (!entry.moves || entry.counts == Entry::Counts::owed) continue;
        if (entry.between.payee == party) kept += entry.amount;
        if (entry.between.payer == party) kept -= entry.amount;
    }
    return kept;
}

Money Ledger::left_to_deduct(std::size_t payment, PayerAndPayee between) const {
    const auto found = left_to_deduct_.find({payment, between.payer, between.payee});
    return found == left_to_deduct_.end() ? Money() : found->second;
}

void Ledger::leave_to_deduct(std::size_t payment, PayerAndPayee between, Money left) {
    left_to_deduct_[{payment, between.payer, between.payee}] = left;
}

std::vector<Entry> Ledger::entries_of(PartyId party) const {
    std::vector<Entry> found;
    for (const Entry& entry : entries_) {
        const bool is_of_party = entry.between.payee == party || entry.between.payer == party;
        if (is_of_party && entry.moves && entry.counts != Entry::Counts::owed) found.push_back(entry);
    }
    return found;
}

model::Value ReceivedFromLedger::received(ClauseId clause, const eval::reference::Scope& scope) const {
    std::optional<PartyId> payee;
    for (const model::Payment& payment : contract_.payments) {
        if (payment.clause != clause || !payment.payee.each_of.is_set()) continue;
        const auto found = scope.parties.find(payment.payee.each_of);
        if (found != scope.parties.end()) payee = found->second;
    }
    const Money sum = ledger_.received_under(clause, payee, scope.period.days());
    return sum.major(contract_.currency.minor_digits);
}

}  // namespace concordat::settle
