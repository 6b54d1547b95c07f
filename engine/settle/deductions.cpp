// engine/settle/deductions.cpp · room: settle
// What:  goes through the payments that are made by deduction, in clause order; each takes what the payments to its
//        payer still hold.
// Start: take_deductions(), last in the file.
#include "settle/deductions.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "settle/deadlines.h"
#include "settle/entitlement.h"

namespace concordat::settle {

using exact::Money;
using model::Deduction;
using model::Payment;

namespace {

/// One payment between two parties, while it is set against others.
struct Taking {
    const Settling& settling;
    std::size_t payment;
    PayerAndPayee between;
    PaymentLine pattern;  // its own line: clause, parties, period
    DeductionLine line;
};

bool can_be_deducted_from(const MadeLine& other, const Taking& taking, const model::Contract& contract) {
    const Deduction& deduction = *contract.payments[taking.payment].deduction;
    if (contract.payments[other.payment].deduction || other.line.repayment) return false;
    if (other.line.payer != taking.between.payee || other.line.payee != taking.between.payer) return false;
    return !deduction.under || *deduction.under == other.line.clause;
}

/// Never more than the payments hold; `taken` is what others took of each line before.
std::vector<PaymentLine> deduct(Taking& taking, const std::vector<MadeLine>& lines, std::vector<Money>& taken) {
    const model::Contract& contract = taking.settling.contract;
    std::vector<PaymentLine> made;
    Money open = taking.line.brought_forward + taking.line.due;
    for (std::size_t index = 0; index < lines.size() && open.sign() > 0; ++index) {
        if (!can_be_deducted_from(lines[index], taking, contract)) continue;
        const Money room = lines[index].line.amount - taken[index];
        if (room.sign() <= 0) continue;
        const Money part = room.minor() < open.minor() ? room : open;
        taken[index] += part;
        open -= part;
        taking.line.deducted += part;
        const model::ClauseId from = lines[index].line.clause;
        if (std::find(taking.line.from.begin(), taking.line.from.end(), from) == taking.line.from.end())
            taking.line.from.push_back(from);
        PaymentLine line = taking.pattern;
        line.part = fmt::format("deducted from the payment under clause {}", contract.clause(from).number);
        line.amount = part;
        line.due_date = lines[index].line.due_date;
        line.due_words = lines[index].line.due_words;
        made.push_back(std::move(line));
    }
    taking.line.left = open;
    return made;
}

/// Nothing is settled after the last period, so what is left then is paid, or lapses.
std::vector<PaymentLine> deal_with_end(Taking& taking, PaymentLine line) {
    const Settling& settling = taking.settling;
    const Deduction& deduction = *settling.contract.payments[taking.payment].deduction;
    const bool last = settling.period.last() >= settling.contract.in_force.last;
    if (!last || deduction.at_end == Deduction::AtEnd::not_said) return {};
    if (deduction.at_end == Deduction::AtEnd::lapses) {
        taking.line.lapsed = taking.line.left;
        taking.line.left = {};
        return {};
    }
    line.part = "left at the end of the agreement";
    const DueDay day = due_day(settling.contract, *deduction.end_within, settling.contract.in_force.last, std::nullopt,
                               settling.data.holidays);
    line.due_date = day.date;
    line.due_words = day.words;
    line.amount = taking.line.left;
    taking.line.paid = taking.line.left;
    taking.line.left = {};
    return {line};
}

/// What the deduction leaves: paid by a day of its own, dealt with elsewhere, repaid, or left for later.
std::vector<PaymentLine> deal_with_rest(Taking& taking) {
    const Settling& settling = taking.settling;
    const Deduction& deduction = *settling.contract.payments[taking.payment].deduction;
    PaymentLine line = taking.pattern;
    line.due_date = std::nullopt;
    line.due_words.clear();
    if (taking.line.left.sign() < 0) {  // more was deducted before than turns out to be due
        line.repayment = true;
        std::swap(line.payer, line.payee);
        line.part = "deducted before";
        line.amount = -taking.line.left;
        taking.line.left = {};
        return {line};
    }
    if (taking.line.left.sign() == 0) return {};
    if (deduction.balance == Deduction::Balance::elsewhere) {
        taking.line.elsewhere = true;
        line.part = "to be deducted elsewhere";
    } else if (deduction.balance == Deduction::Balance::paid) {
        line.part = "balance not deducted";
        const auto made = std::min(settling.period.last(), settling.contract.in_force.last);
        const DueDay day =
            due_day(settling.contract, *deduction.paid_within, made, std::nullopt, settling.data.holidays);
        line.due_date = day.date;
        line.due_words = day.words;
    } else {
        return deal_with_end(taking, std::move(line));
    }
    line.amount = taking.line.left;
    taking.line.paid = taking.line.left;
    taking.line.left = {};
    return {line};
}

/// What moves is an entry beside what is owed.
void post_moved(Ledger& ledger, const Taking& taking, const PaymentLine& line) {
    const auto day = std::min(taking.settling.period.last(), taking.settling.contract.in_force.last);
    Entry entry;
    entry.payment = taking.payment;
    entry.clause = line.clause;
    entry.between = taking.between;
    entry.about = day;
    entry.posted_on = day;
    entry.amount = line.repayment ? -line.amount : line.amount;
    entry.counts = Entry::Counts::moved;
    ledger.post(entry);
}

std::set<std::pair<model::PartyId, model::PartyId>> pairs_of(const Settling& settling, const Payment& payment) {
    std::set<std::pair<model::PartyId, model::PartyId>> pairs;
    for (const model::PartyId payer : parties_of(settling.contract, payment.payer))
        for (const model::PartyId payee : parties_of(settling.contract, payment.payee))
            if (payer != payee) pairs.emplace(payer, payee);
    return pairs;
}

}  // namespace

std::vector<DeductionLine> take_deductions(const Settling& settling, Ledger& ledger, std::vector<MadeLine>& lines) {
    const model::Contract& contract = settling.contract;
    std::vector<DeductionLine> deductions;
    std::vector<Money> taken(lines.size());
    std::vector<MadeLine> made;
    for (std::size_t payment = 0; payment < contract.payments.size(); ++payment) {
        if (!contract.payments[payment].deduction) continue;
        for (const auto& [payer, payee] : pairs_of(settling, contract.payments[payment])) {
            const PayerAndPayee between{payer, payee};
            Taking taking{settling, payment, between, {}, {}};
            taking.pattern.clause = contract.payments[payment].clause;
            taking.pattern.payer = payer;
            taking.pattern.payee = payee;
            taking.pattern.period = settling.period;
            taking.line.clause = taking.pattern.clause;
            taking.line.payer = payer;
            taking.line.payee = payee;
            taking.line.period = settling.period;
            taking.line.brought_forward = ledger.left_to_deduct(payment, between);
            for (const MadeLine& one : lines) {
                if (one.payment != payment) continue;
                if (one.line.payer == payer && one.line.payee == payee) taking.line.due += one.line.amount;
                if (one.line.payer == payee && one.line.payee == payer) taking.line.due -= one.line.amount;
            }
            if (taking.line.brought_forward.sign() == 0 && taking.line.due.sign() == 0) continue;
            std::vector<PaymentLine> instead = deduct(taking, lines, taken);
            for (PaymentLine& rest : deal_with_rest(taking)) instead.push_back(std::move(rest));
            ledger.leave_to_deduct(payment, between, taking.line.left);
            for (PaymentLine& line : instead) {
                post_moved(ledger, taking, line);
                made.push_back({payment, false, std::move(line)});
            }
            deductions.push_back(std::move(taking.line));
        }
    }
    std::erase_if(lines, [&](const MadeLine& one) { return contract.payments[one.payment].deduction.has_value(); });
    for (MadeLine& line : made) lines.push_back(std::move(line));
    return deductions;
}

}  // namespace concordat::settle
