// engine/settle/kept.cpp · room: settle
// What:  received less paid on, by clause and party.
#include "settle/kept.h"

#include <algorithm>

#include <fmt/format.h>

#include "settle/entitlement.h"

namespace concordat::settle {

using exact::Money;
using model::PartyId;

namespace {

bool is_still_owed_money(const PaymentsMade& made, PartyId party) {
    return std::any_of(made.waits.begin(), made.waits.end(), [&](const PaymentWaits& waits) {
        return std::find(waits.payees.begin(), waits.payees.end(), party) != waits.payees.end();
    });
}

void report(const Settling& settling, const model::Keeps& keeps, const KeptLine& line, Money to_date,
            PaymentsMade& made) {
    const model::Contract& contract = settling.contract;
    const std::string& name = contract.party(line.party).name;
    const std::string amount = exact::write_for_people(to_date, contract.currency);
    if (is_still_owed_money(made, line.party)) {
        made.notices.push_back(
            {keeps.clause, line.period, fmt::format("{} keeps {} while a payment to it waits", name, amount)});
        return;
    }
    add_problem(
        made.problems, contract, source::Code::kept_below_nothing, keeps.clause,
        fmt::format("{} keeps {} {} {}: what remains must not be less than {}", name, amount,
                    line.amount == to_date ? "for" : "to the end of", line.period.label_for_people(contract.year_start),
                    exact::write_for_people(Money(), contract.currency)));
}

/// What is settled to date moves by its pennies to date: one month may pass on a penny of the month before. So what
/// must not fall below nothing is what is kept since the start of the year (or of the agreement).
calendar::Days kept_over(const Settling& settling) {
    const model::Contract& contract = settling.contract;
    calendar::Days days = settling.period.days();
    if (contract.each_period_on_its_own) return days;
    days.first = contract.to_date_from_start
                     ? contract.in_force.first
                     : settling.period.belongs_to(calendar::PeriodUnit::year, contract.year_start).first();
    return days;
}

}  // namespace

std::vector<KeptLine> kept_lines(const Settling& settling, const Ledger& ledger, PaymentsMade& made) {
    std::vector<KeptLine> lines;
    for (const model::Keeps& keeps : settling.contract.keeps) {
        for (const PartyId party : parties_of(settling.contract, keeps.party)) {
            const Money kept = ledger.kept_by(party, settling.period.days());
            lines.push_back({keeps.clause, party, settling.period, kept});
            const Money to_date = ledger.kept_by(party, kept_over(settling));
            if (keeps.must_not_be_negative && to_date.sign() < 0) report(settling, keeps, lines.back(), to_date, made);
        }
    }
    return lines;
}

}  // namespace concordat::settle
