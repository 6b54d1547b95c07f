// tests/unit/report/report_fixture.h
// What:  a small contract and a settlement of it made by hand, for the writers of engine/report.
#pragma once

#include <string>

#include "model/contract.h"
#include "settle/settlement.h"

namespace concordat::report_test {

inline calendar::Date day(int year, int month, int number) { return *calendar::Date::from(year, month, number); }

/// A commissioner and two partners; clause 3.6 pays Gain Pool, 3.7 is paid back.
inline model::Contract small_contract() {
    model::Contract contract;
    contract.title = "Riverside Alliance";
    contract.file = "riverside.contract.md";
    contract.in_force = {day(2026, 4, 1), day(2029, 3, 31)};
    contract.currency = *exact::find_currency("GBP");
    contract.settles = calendar::PeriodUnit::year;
    contract.period_name = "Financial Year";
    const auto add_clause = [&](std::string number, std::string text) {
        contract.clauses.push_back({std::move(number), std::move(text), "3 Gain share", {}});
    };
    add_clause("3.5", "3.5 Gain Pool is rounded to the nearest penny, half up.");
    add_clause("3.6",
               "3.6 Riverside ICB shall pay Gain Pool to each Partner in proportion to Agreed Share, "
               "within 30 days after Year End.");
    add_clause("2.4", "2.4 \"Actual Cost\" is money, reported by Riverside ICB for each Financial Year.");
    add_clause("4.1", "4.1 Each Partner shall repay Advance.");
    contract.roles = {{"Commissioner", "Commissioners", {model::PartyId(0)}, ""},
                      {"Partner", "Partners", {model::PartyId(1), model::PartyId(2)}, ""}};
    contract.parties = {{"Riverside ICB", {model::RoleId(0)}, {}},
                        {"City Acute Trust", {model::RoleId(1)}, {}},
                        {"Harbour Care CIC", {model::RoleId(1)}, {}}};
    model::Term pool;
    pool.name = "Gain Pool";
    pool.kind = model::Kind::money();
    pool.clause = model::ClauseId(0);
    model::Term share;
    share.name = "Measured Share";
    share.kind = model::Kind::percentage();
    share.index = {{model::Axis::Type::party, model::RoleId(1), {}, {}, {}}};
    model::Term cost;
    cost.name = "Actual Cost";
    cost.kind = model::Kind::money();
    cost.clause = model::ClauseId(2);
    model::FactSource reported;
    reported.reported_by = "Riverside ICB";
    reported.period = calendar::PeriodUnit::year;
    cost.source = reported;
    contract.terms = {pool, share, cost};
    model::Payment payment;
    payment.clause = model::ClauseId(1);
    contract.payments = {payment};
    return contract;
}

inline calendar::Period year_2026() {
    return calendar::Period::containing(calendar::PeriodUnit::year, day(2026, 6, 1), {});
}

inline settle::PaymentLine payment(std::size_t clause, std::size_t payer, std::size_t payee, std::int64_t pennies) {
    settle::PaymentLine line;
    line.clause = model::ClauseId(clause);
    line.payer = model::PartyId(payer);
    line.payee = model::PartyId(payee);
    line.period = year_2026();
    line.amount = exact::Money::from_minor(exact::Integer(pennies));
    line.entitlement = line.amount.major(2);
    return line;
}

/// 3.6 pays the two partners, nothing goes under 4.1 to the first, and the second owes £12.05 back.
inline settle::Settlement small_settlement() {
    settle::PeriodSettlement settled;
    settled.period = year_2026();
    settled.payments = {payment(1, 0, 1, 43750000), payment(1, 0, 2, 123456), payment(3, 0, 1, 0),
                        payment(3, 0, 2, -1205)};
    settled.payments[0].part = "first 60%";
    settled.payments[0].due_date = day(2027, 4, 30);
    settled.payments[1].due_words = "within 30 days after the accounts are audited";
    settled.payments[1].entitlement = exact::Ratio(2234567, 1000);
    settled.payments[1].paid_before = exact::Money::from_minor(exact::Integer(100000));
    const model::Value third = exact::Ratio(1, 3);
    const model::Value pool = exact::Ratio(87500012, 200);
    settled.terms = {{model::TermId(0), model::ClauseId(0), {}, settled.period, pool},
                     {model::TermId(1), model::ClauseId(0), {model::PartyId(2)}, settled.period, third},
                     {model::TermId(2),
                      model::ClauseId(2),
                      {},
                      settled.period,
                      model::Missing{"Actual Cost for 2026/27", "Riverside ICB", "not reported"}}};
    settled.held = {{model::ClauseId(2), settled.period, "Actual Cost for 2026/27", "Riverside ICB"},
                    {model::ClauseId(0), settled.period, "Spell S-17: no Base Price", ""}};
    settled.notices = {{model::ClauseId(3), settled.period, "Spend is above 90% of Budget."}};
    settled.kept = {
        {model::ClauseId(3), model::PartyId(1), settled.period, exact::Money::from_minor(exact::Integer(500))}};
    settle::Settlement settlement;
    settlement.periods.push_back(std::move(settled));
    return settlement;
}

}  // namespace concordat::report_test
