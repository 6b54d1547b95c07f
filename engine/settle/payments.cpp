// engine/settle/payments.cpp · room: settle
// What:  goes through the payments of a period: entitled so far, less posted, is due; posts it and writes its line.
// Start: make_payments(), last in the file.
#include "settle/payments.h"

#include <algorithm>
#include <span>
#include <tuple>

#include <fmt/format.h>

#include "settle/deadlines.h"
#include "settle/deductions.h"
#include "settle/entitlement.h"

namespace concordat::settle {

using calendar::Date;
using calendar::Period;
using exact::Money;
using model::PartyId;
using model::Payment;

namespace {

/// One amount that has become due, posted but not yet written as a line.
struct Due {
    PayerAndPayee between;
    exact::Ratio entitlement = 0;
    Money paid_before = {};
    Money amount = {};                  // below nothing: to be repaid or carried
    Period own;                         // the payment's own period that it is for
    std::vector<Period> reckoned = {};  // those that are reckoned together
    std::string correction_of;          // "April 2018"; empty for a period made now
};
/// The work of one period, while it is done.
struct Desk {
    const Settling& settling;
    Ledger& ledger;
    std::vector<MadeLine> lines;
    PaymentsMade made;

    [[nodiscard]] const model::Contract& contract() const { return settling.contract; }
    [[nodiscard]] std::string write(const Money& amount) const {
        return exact::write_for_people(amount, contract().currency);
    }
    [[nodiscard]] const std::string& name(PartyId party) const { return contract().party(party).name; }
    void notice(model::ClauseId clause, std::string words) {
        made.notices.push_back({clause, settling.period, std::move(words)});
    }
};
/// A claim under the payment of this index.
struct IndexedClaim {
    std::size_t payment;
    const Claim& claim;
};

Money paid_before(const Desk& desk, const IndexedClaim& indexed, PayerAndPayee between, const calendar::Days& stretch) {
    const Payment& payment = indexed.claim.payment;
    const bool names_itself = std::find(payment.less_paid_under.begin(), payment.less_paid_under.end(),
                                        payment.clause) != payment.less_paid_under.end();
    Money paid;
    if (payment.balance && !names_itself) {
        paid += desk.ledger.posted_under(payment.clause, between, stretch);
    } else if (!names_itself) {
        paid += desk.ledger.posted(indexed.payment, between, stretch);
    }
    for (const model::ClauseId clause : payment.less_paid_under) {
        paid += desk.ledger.posted_under(clause, between, stretch);
    }
    return paid;
}

/// What was posted in this span, to be taken back as far as it turns out that nothing was due in any of its periods. A
/// running total and instalments stay as they were paid: for them it says only that nothing is due now.
Money posted_though_left_out(const Desk& desk, const IndexedClaim& indexed, PayerAndPayee between,
                             const calendar::Days& stretch) {
    const Payment& payment = indexed.claim.payment;
    if (payment.balance || payment.instalments) return {};
    return desk.ledger.posted(indexed.payment, between, stretch);
}

/// The first `count` periods of a span, settled as at the last of them.
struct Turn {
    const PaymentSpan& span;
    std::size_t count;
    bool is_correction;

    [[nodiscard]] const Period& own() const { return span.periods[count - 1]; }
};

void post(Desk& desk, const IndexedClaim& indexed, const Turn& turn, const Due& due) {
    const Payment& payment = indexed.claim.payment;
    const Date about = made_on(desk.contract(), payment, turn.own());
    const Date end = std::min(desk.settling.period.last(), desk.contract().in_force.last);
    desk.ledger.post({.payment = indexed.payment,
                      .clause = payment.clause,
                      .between = due.between,
                      .stretch = turn.span.stretch,
                      .about = about,
                      .posted_on = turn.is_correction ? end : about,
                      .amount = due.amount,
                      .moves = due.between.payer != due.between.payee && !payment.tax,
                      .tax_lost = payment.tax && payment.tax->lost,
                      .counts = payment.deduction ? Entry::Counts::owed : Entry::Counts::both});
}

std::string part_of(const Payment& payment, const Due& due) {
    if (due.correction_of.empty()) return payment.part;
    const std::string correction = fmt::format("correction for {}", due.correction_of);
    return payment.part.empty() ? correction : fmt::format("{}, {}", payment.part, correction);
}

DueDay day_of(const Desk& desk, const Payment& payment, const Due& due) {
    const Settling& settling = desk.settling;
    const Date made = due.correction_of.empty() ? made_on(settling.contract, payment, due.own)
                                                : std::min(settling.period.last(), settling.contract.in_force.last);
    if (!payment.deadline) {
        const bool is_in_advance = payment.instalments && payment.instalments->at_start;
        return {is_in_advance ? std::optional(made) : std::nullopt, {}};
    }
    std::optional<model::Value> event;
    if (payment.deadline->date.is_set()) {
        const auto& [payer, payee] = due.between;
        const auto scope = scope_of(payment, payer, payee, due.own);
        event = settling.evaluator.value(payment.deadline->date, scope);
    }
    return due_day(settling.contract, *payment.deadline, made, event, settling.data.holidays);
}

/// A line that comes to nothing now: it moves nothing, and a plain payment only could come to something.
void keep_nothing(Desk& desk, const IndexedClaim& indexed, const Due& due) {
    const Payment& payment = indexed.claim.payment;
    const auto& [payer, payee] = due.between;
    const bool plain = !payment.tax && !payment.deduction && !payment.kept_back && payer != payee &&
                       payment.if_negative != Payment::IfNegative::carried;
    if (!plain) return;
    const DueDay day = day_of(desk, payment, due);
    desk.made.nothing_due.push_back(
        {.clause = payment.clause,
         .payer = payer,
         .payee = payee,
         .period = due.own,
         .of = payment.member ? desk.contract().set(payment.member->set).members[payment.member->row] : "",
         .part = part_of(payment, due),
         .amount = exact::Money(),
         .on_account = payment.on_account,
         .due_date = day.date,
         .due_words = day.words,
         .entitlement = due.entitlement,
         .paid_before = due.paid_before,
         .payment = indexed.payment,
         .reckoned = due.reckoned});
}

/// Works out one turn, posts what is due in it, and adds it to `dues`.
void take_turn(Desk& desk, const IndexedClaim& indexed, const Turn& turn, std::vector<Due>& dues) {
    const Claim& claim = indexed.claim;
    const auto periods = std::span(turn.span.periods).first(turn.count);
    std::vector<Wait> left_out;
    const Entitlement entitled = entitlement(desk.settling, claim, periods, desk.made.problems, left_out);
    for (Wait& wait : left_out)
        desk.made.waits.push_back({claim.payment.clause, claim.payer, claim.payees, std::move(wait)});
    if (const auto* wait = std::get_if<Wait>(&entitled)) {
        desk.made.waits.push_back({claim.payment.clause, claim.payer, claim.payees, *wait});
        return;
    }
    const auto* parts = std::get_if<std::vector<Entitled>>(&entitled);
    for (std::size_t place = 0; place < claim.payees.size(); ++place) {
        Due due{.between = {claim.payer, claim.payees[place]},
                .own = turn.own(),
                .reckoned = {periods.begin(), periods.end()},
                .correction_of = turn.is_correction ? turn.span.label : ""};
        const calendar::Days& stretch = turn.span.stretch;
        if (parts) {
            due.entitlement = (*parts)[place].exact;
            due.paid_before = paid_before(desk, indexed, due.between, stretch);
            due.amount = Money::from_minor((*parts)[place].minor) - due.paid_before;
        } else {
            due.paid_before = posted_though_left_out(desk, indexed, due.between, stretch);
            due.amount = -due.paid_before;
        }
        if (due.amount.sign() == 0) {
            if (parts != nullptr && !turn.is_correction) keep_nothing(desk, indexed, due);
            continue;
        }
        post(desk, indexed, turn, due);
        dues.push_back(std::move(due));
    }
}

void take_turns(Desk& desk, const IndexedClaim& indexed, std::vector<Due>& dues) {
    const Payment& payment = indexed.claim.payment;
    const Settling& settling = desk.settling;
    for (const PaymentSpan& span : spans_so_far(settling.contract, payment, settling.period.days(), settling.reach)) {
        const std::size_t made_before = span.periods.size() - span.made_now;
        if (span.made_now == 0) take_turn(desk, indexed, {span, made_before, true}, dues);
        for (std::size_t count = made_before + 1; count <= span.periods.size(); ++count) {
            take_turn(desk, indexed, {span, count, false}, dues);
        }
    }
}

void write_line(Desk& desk, std::size_t index, const Due& due) {
    const Payment& payment = desk.contract().payments[index];
    const auto& [payer, payee] = due.between;
    if (payment.tax) {
        desk.made.taxes.push_back({payment.clause, payer, payee,
                                   due.correction_of.empty() ? due.own : desk.settling.period, payment.tax->name,
                                   due.amount, payment.tax->lost});
        return;
    }
    if (payer == payee) {
        desk.notice(payment.clause, fmt::format("{} would pay {} to itself: shown, {} moves", desk.name(payer),
                                                desk.write(due.amount), desk.write(Money())));
        return;
    }
    const bool is_repayment = due.amount.sign() < 0;
    const DueDay day = day_of(desk, payment, due);
    PaymentLine line{.clause = payment.clause,
                     .payer = is_repayment ? payee : payer,
                     .payee = is_repayment ? payer : payee,
                     .period = due.correction_of.empty() ? due.own : desk.settling.period,
                     .of = payment.member ? desk.contract().set(payment.member->set).members[payment.member->row] : "",
                     .part = part_of(payment, due),
                     .amount = is_repayment ? -due.amount : due.amount,
                     .repayment = is_repayment,
                     .on_account = payment.on_account,
                     .due_date = day.date,
                     .due_words = day.words,
                     .entitlement = due.entitlement,
                     .paid_before = due.paid_before,
                     .payment = index,
                     .reckoned = due.reckoned};
    if (is_repayment && payment.if_negative == Payment::IfNegative::not_said && !payment.deduction) {
        desk.notice(payment.clause, fmt::format("{} repays {}: the clause does not say what happens below {}",
                                                desk.name(line.payer), desk.write(line.amount), desk.write(Money())));
    }
    desk.lines.push_back({index, !due.correction_of.empty(), std::move(line)});
}

/// What one payee is due, carried amounts and all, in one line; below nothing it is taken back and stays to come.
void net_and_write(Desk& desk, std::size_t index, const std::vector<const Due*>& dues, std::size_t ledger_before) {
    Due net = *dues.back();
    net.amount = {};
    for (const Due* due : dues) net.amount += due->amount;
    if (net.amount.sign() < 0) {
        desk.ledger.take_back(ledger_before, net.between);
        desk.notice(desk.contract().payments[index].clause,
                    fmt::format("{} owes {} back to {}: carried to the next payment", desk.name(net.between.payee),
                                desk.write(-net.amount), desk.name(net.between.payer)));
    } else if (net.amount.sign() > 0) {
        write_line(desk, index, net);
    }
}

void settle_claim(Desk& desk, const IndexedClaim& indexed) {
    const std::size_t ledger_before = desk.ledger.size();
    std::vector<Due> dues;
    take_turns(desk, indexed, dues);
    const bool is_carried = indexed.claim.payment.if_negative == Payment::IfNegative::carried;
    if (!is_carried) {
        for (const Due& due : dues) write_line(desk, indexed.payment, due);
        return;
    }
    for (const PartyId payee : indexed.claim.payees) {
        std::vector<const Due*> of_payee;
        for (const Due& due : dues) {
            if (due.between.payee == payee) of_payee.push_back(&due);
        }
        if (!of_payee.empty()) net_and_write(desk, indexed.payment, of_payee, ledger_before);
    }
}

void settle_payment(Desk& desk, std::size_t index) {
    const Payment& payment = desk.contract().payments[index];
    const std::vector<PartyId> payees = parties_of(desk.contract(), payment.payee);
    for (const PartyId payer : parties_of(desk.contract(), payment.payer)) {
        if (payment.divide) {
            if (!payees.empty()) settle_claim(desk, {index, Claim{payment, payer, payees}});
            continue;
        }
        for (const PartyId payee : payees) {
            settle_claim(desk, {index, Claim{payment, payer, {payee}}});
        }
    }
}

/// The period's own line stands before the corrections under the same clause.
bool stands_before(const MadeLine& a, const MadeLine& b) {
    const auto key = [](const MadeLine& made) {
        return std::tuple(made.line.clause, made.line.payer, made.line.payee, made.payment, made.is_correction);
    };
    return key(a) < key(b);
}

/// All payments of the clause that `waiting` passes money on from have been taken.
bool can_be_taken(const model::Contract& contract, std::size_t waiting, const std::vector<bool>& is_taken) {
    const auto& received = contract.payments[waiting].received_under;
    if (!received) return true;
    for (std::size_t index = 0; index < contract.payments.size(); ++index) {
        const bool is_source = contract.payments[index].clause == *received;
        if (is_source && index != waiting && !is_taken[index]) return false;
    }
    return true;
}

}  // namespace

std::vector<std::size_t> order_of_payments(const model::Contract& contract) {
    const std::size_t count = contract.payments.size();
    std::vector<bool> is_taken(count);
    std::vector<std::size_t> order;
    while (order.size() < count) {
        // Two clauses that pass on each other's money have no order, which the checker refuses; here the first goes
        // first.
        std::optional<std::size_t> first_left, next;
        for (std::size_t index = 0; index < count && !next; ++index) {
            if (is_taken[index]) continue;
            if (!first_left) first_left = index;
            if (can_be_taken(contract, index, is_taken)) next = index;
        }
        if (!next) next = first_left;
        is_taken[*next] = true;
        order.push_back(*next);
    }
    return order;
}

PaymentsMade make_payments(const Settling& settling, Ledger& ledger) {
    Desk desk{settling, ledger, {}, {}};
    for (const std::size_t index : order_of_payments(settling.contract)) {
        settle_payment(desk, index);
    }
    std::stable_sort(desk.lines.begin(), desk.lines.end(), stands_before);
    desk.made.deductions = take_deductions(settling, ledger, desk.lines);
    std::stable_sort(desk.lines.begin(), desk.lines.end(), stands_before);
    for (MadeLine& made : desk.lines) desk.made.lines.push_back(std::move(made.line));
    return std::move(desk.made);
}

}  // namespace concordat::settle
