// engine/settle/ledger.cpp · room: settle
// What:  sums over what was posted.
#include "settle/ledger.h"

#include <algorithm>

namespace concordat::settle {

using calendar::Days;
using exact::Money;
using model::ClauseId;
using model::PartyId;

void Ledger::post(const Entry& entry) {
    entries_.push_back(entry);
    note(entries_.size() - 1);
}

void Ledger::note(std::size_t place) {
    const PayerAndPayee& between = entries_[place].between;
    const std::size_t last = std::max(between.payer.index(), between.payee.index());
    if (by_party_.size() <= last) by_party_.resize(last + 1);
    by_party_[between.payer.index()].push_back(place);
    if (between.payee != between.payer) by_party_[between.payee.index()].push_back(place);
}

const Ledger::Places& Ledger::places_of(PartyId party) const {
    static const Places none;
    return party.index() < by_party_.size() ? by_party_[party.index()] : none;
}

const Ledger::Places& Ledger::places_between(PayerAndPayee between) const {
    const Places& of_payer = places_of(between.payer);
    const Places& of_payee = places_of(between.payee);
    return of_payer.size() < of_payee.size() ? of_payer : of_payee;
}

void Ledger::take_back(std::size_t from, PayerAndPayee between) {
    for (std::size_t place = from; place < entries_.size(); ++place) {
        for (const PartyId party : {entries_[place].between.payer, entries_[place].between.payee}) {
            Places& places = by_party_[party.index()];
            while (!places.empty() && places.back() >= from) places.pop_back();
        }
    }
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(from);
    const auto is_taken_back = [&](const Entry& entry) { return entry.between == between; };
    entries_.erase(std::remove_if(begin, entries_.end(), is_taken_back), entries_.end());
    for (std::size_t place = from; place < entries_.size(); ++place) note(place);
}

Money Ledger::posted(std::size_t payment, PayerAndPayee between, const Days& stretch) const {
    Money sum;
    for (const std::size_t place : places_between(between)) {
        const Entry& entry = entries_[place];
        const bool is_meant =
            entry.payment == payment && entry.between == between && entry.counts != Entry::Counts::moved;
        if (is_meant && entry.stretch == stretch) sum += entry.amount;
    }
    return sum;
}

Money Ledger::posted_under(ClauseId clause, PayerAndPayee between, const Days& days) const {
    const PayerAndPayee other_way{between.payee, between.payer};
    Money sum;
    for (const std::size_t place : places_between(between)) {
        const Entry& entry = entries_[place];
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
    const auto add = [&](const Entry& entry) {
        if (entry.clause != clause || !days.contains(entry.posted_on)) return;
        if (entry.counts == Entry::Counts::owed) return;
        if (!payee || entry.between.payee == *payee) sum += entry.amount;
    };
    if (!payee) std::for_each(entries_.begin(), entries_.end(), add);
    else
        for (const std::size_t place : places_of(*payee)) add(entries_[place]);
    return sum;
}

Money Ledger::kept_by(PartyId party, const Days& days) const {
    Money kept;
    for (const std::size_t place : places_of(party)) {
        const Entry& entry = entries_[place];
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
    for (const std::size_t place : places_of(party)) {
        const Entry& entry = entries_[place];
        if (entry.moves && entry.counts != Entry::Counts::owed) found.push_back(entry);
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
