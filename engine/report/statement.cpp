// engine/report/statement.cpp · room: report
// What:  the sections of a statement, each made from the lines of a settlement.
// Start: statements(), last in the file; the functions above are its sections, in order.
#include "report/statement.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "exact/decimal_text.h"
#include "report/clause_words.h"
#include "report/payments.h"
#include "report/statement_sections.h"

namespace concordat::report {
namespace {

using model::Contract;
using settle::PaymentLine;
using settle::PeriodSettlement;

Row line(std::vector<Cell> cells) { return {Row::Role::line, std::move(cells)}; }
Row total(std::vector<Cell> cells) { return {Row::Role::total, std::move(cells)}; }

}  // namespace

std::string period_in_full(const Contract& contract, const calendar::Period& period) {
    return fmt::format("{} ({} to {})", period.label_for_people(contract.year_start),
                       calendar::write_long(period.first()), calendar::write_long(period.last()));
}

// ---- summary ------------------------------------------------------------------------------------
Section summary_section(const Contract& contract, const std::vector<PaymentLine>& payments, std::string opening) {
    Section section{"", {Paragraph{std::move(opening)}}};
    const auto totals = totals_by_party(payments);
    if (totals.empty()) {
        section.blocks.push_back(Paragraph{"No payment is due."});
        return section;
    }
    const auto money = Cell::Type::money;
    Table table{{{"Party", Cell::Type::text}, {"Receives", money}, {"Pays", money}, {"Net", money}}, {}};
    PartyTotals all;
    for (const auto& [party, amounts] : totals) {
        all.receives += amounts.receives;
        all.pays += amounts.pays;
        table.rows.push_back(
            line({text_cell(contract.party(party).name), money_cell(amounts.receives, contract.currency),
                  money_cell(amounts.pays, contract.currency), money_cell(amounts.net(), contract.currency)}));
    }
    table.rows.push_back(total({text_cell("Total"), money_cell(all.receives, contract.currency),
                                money_cell(all.pays, contract.currency), money_cell(all.net(), contract.currency)}));
    section.blocks.push_back(std::move(table));
    return section;
}

// ---- a block for each party ---------------------------------------------------------------------
namespace {

/// "from Harbourside ICB, first 60%; £900.00 to date less £600.00 paid before"
std::string payment_words(const Contract& contract, const PaymentLine& payment, bool is_payer) {
    std::string words =
        fmt::format("{} {}", is_payer ? "to" : "from", contract.party(is_payer ? payment.payee : payment.payer).name);
    if (payment.repayment) words += ", repayment";
    if (payment.on_account) words += ", on account";
    if (!payment.part.empty()) words += ", " + payment.part;
    if (payment.paid_before.sign() == 0) return words;
    // In whole coins, so that the reader can subtract the one from the other.
    return words + fmt::format("; {} to date less {} paid before",
                               exact::write_for_people(to_date_with(payment), contract.currency),
                               exact::write_for_people(payment.paid_before, contract.currency));
}

Cell due_cell(const PaymentLine& payment) {
    if (payment.due_date) return date_cell(*payment.due_date);
    return payment.due_words.empty() ? text_cell("not said") : text_cell(payment.due_words);
}

std::string roles_of(const Contract& contract, model::PartyId party) {
    std::string roles;
    for (const model::RoleId role : contract.party(party).roles) {
        roles += (roles.empty() ? "" : ", ") + contract.role(role).name;
    }
    return roles;
}

}  // namespace

std::string party_heading(const Contract& contract, model::PartyId party) {
    const std::string roles = roles_of(contract, party);
    const std::string& name = contract.party(party).name;
    return roles.empty() ? name : fmt::format("{} ({})", name, roles);
}

namespace {

std::vector<Row> closing_rows(const Contract& contract, const PartyTotals& amounts) {
    const bool receives_more = amounts.net().sign() >= 0;
    const Cell net = money_cell(receives_more ? amounts.net() : -amounts.net(), contract.currency);
    std::vector<Row> rows;
    rows.push_back(total({text_cell("Total"), Cell{}, money_cell(amounts.receives, contract.currency),
                          money_cell(amounts.pays, contract.currency)}));
    rows.push_back(line({text_cell(receives_more ? "Net to receive" : "Net to pay"), Cell{},
                         receives_more ? net : Cell{}, receives_more ? Cell{} : net}));
    return rows;
}

Section party_section(const Contract& contract, const std::vector<PaymentLine>& payments, model::PartyId party) {
    const auto money = Cell::Type::money;
    Table table{{{"Payment", Cell::Type::text}, {"Due", Cell::Type::text}, {"Receives", money}, {"Pays", money}}, {}};
    PartyTotals amounts;
    model::ClauseId clause_shown;
    for (const PaymentLine& payment : payments) {
        if (payment.payer != party && payment.payee != party) continue;
        if (payment.clause != clause_shown) {
            clause_shown = payment.clause;
            const auto words = text_cell(clause_words(contract, clause_shown));
            table.rows.push_back({Row::Role::words, {text_cell(clause_number(contract, clause_shown)), words}});
        }
        const bool is_payer = payment.payer == party;
        (is_payer ? amounts.pays : amounts.receives) += payment.amount;
        const Cell amount = money_cell(payment.amount, contract.currency);
        table.rows.push_back(line({text_cell(payment_words(contract, payment, is_payer)), due_cell(payment),
                                   is_payer ? Cell{} : amount, is_payer ? amount : Cell{}}));
    }
    for (Row& row : closing_rows(contract, amounts)) table.rows.push_back(std::move(row));
    return {party_heading(contract, party), {std::move(table)}};
}

// ---- amounts worked out, held, notices, kept ----------------------------------------------------
std::string elements_words(const Contract& contract, const settle::TermLine& term) {
    std::string words;
    for (const model::Value& element : term.of) {
        words += (words.empty() ? "" : ", ") + model::write_for_people(contract, element, model::Kind::open());
    }
    return words;
}

}  // namespace

Section terms_section(const Contract& contract, const PeriodSettlement& settled, bool every_column) {
    const bool other_periods =
        every_column || std::any_of(settled.terms.begin(), settled.terms.end(),
                                    [&](const auto& term) { return term.period != settled.period; });
    const bool elements = every_column || std::any_of(settled.terms.begin(), settled.terms.end(),
                                                      [](const auto& term) { return !term.of.empty(); });
    const auto text = Cell::Type::text;
    Table table{{{"Clause", text}, {"Term", text}}, {}};
    if (elements) table.columns.push_back({"Of", text});
    if (other_periods) table.columns.push_back({"For", text});
    table.columns.push_back({"Amount", Cell::Type::money});
    for (const settle::TermLine& term : settled.terms) {
        const model::Term& declared = contract.term(term.term);
        Row row = line({text_cell(clause_number(contract, term.clause)), text_cell(declared.name)});
        if (elements) row.cells.push_back(text_cell(elements_words(contract, term)));
        if (other_periods) row.cells.push_back(text_cell(term.period.label_for_people(contract.year_start)));
        row.cells.push_back(value_cell(contract, term.value, declared.kind));
        table.rows.push_back(std::move(row));
    }
    return {"Amounts worked out", {std::move(table)}};
}

Section held_section(const Contract& contract, const PeriodSettlement& settled) {
    const auto text = Cell::Type::text;
    Table table{{{"Clause", text}, {"Waits or is held", text}, {"Owed by", text}}, {}};
    for (const settle::HeldLine& held : settled.held) {
        const std::string since =
            held.periods_waiting < 2 || held.stops.empty()
                ? std::string()
                : fmt::format(", waited for in {} {}s", held.periods_waiting, contract.period_name);
        table.rows.push_back(line({text_cell(clause_number(contract, held.clause)), text_cell(held.what + since),
                                   text_cell(held.owed_by.empty() ? "nobody named" : held.owed_by)}));
    }
    return {"Held, and what is still owed", {std::move(table)}};
}

Section notices_section(const Contract& contract, const PeriodSettlement& settled) {
    Table table;
    for (const settle::NoticeLine& notice : settled.notices) {
        table.rows.push_back(
            {Row::Role::words, {text_cell(clause_number(contract, notice.clause)), text_cell(notice.words)}});
    }
    return {"Notices", {std::move(table)}};
}

/// What an account is of: money that the pool holds, or what somebody still owes to it.
std::string holds_of(const Contract& contract, const settle::PoolLine& account) {
    const std::string& name = contract.term(account.account).name;
    return account.owed_by ? fmt::format("{}, by {}", name, contract.party(*account.owed_by).name) : name;
}

/// Each account of a pool: opening, in and out by clause, closing.
Section pools_section(const Contract& contract, const PeriodSettlement& settled) {
    Table table{{{"Pool", Cell::Type::text},
                 {"Holds", Cell::Type::text},
                 {"What", Cell::Type::text},
                 {"Amount", Cell::Type::money}},
                {}};
    for (const settle::PoolLine& account : settled.pools) {
        const auto add = [&](bool is_total, const std::string& what, const exact::Money& amount) {
            std::vector<Cell> cells = {text_cell(contract.party(account.pool).name),
                                       text_cell(holds_of(contract, account)), text_cell(what),
                                       money_cell(amount, contract.currency)};
            table.rows.push_back(is_total ? total(std::move(cells)) : line(std::move(cells)));
        };
        add(false, "opening", account.opening);
        for (const auto& change : account.changes)
            add(false,
                fmt::format("{} under clause {}", change.amount.sign() < 0 ? "out" : "in",
                            clause_number(contract, change.clause)),
                change.amount);
        if (account.out.sign() != 0) add(false, "out at the end of its time", -account.out);
        add(true, "closing", account.closing);
    }
    return {"Pools", {std::move(table)}};
}

Section taxes_section(const Contract& contract, const PeriodSettlement& settled) {
    const auto text = Cell::Type::text;
    Table table{{{"Clause", text}, {"Tax", text}, {"Due from", text}, {"Amount", Cell::Type::money}}, {}};
    for (const settle::TaxLine& tax : settled.taxes) {
        const std::string who = contract.party(tax.payer).name + (tax.lost ? ", who cannot recover it" : "");
        table.rows.push_back(line({text_cell(clause_number(contract, tax.clause)),
                                   text_cell(tax.name + " on the payment to " + contract.party(tax.payee).name),
                                   text_cell(who), money_cell(tax.amount, contract.currency)}));
    }
    return {"Tax, which no party of the agreement receives", {std::move(table)}};
}

Section deductions_section(const Contract& contract, const PeriodSettlement& settled) {
    const auto text = Cell::Type::text;
    const auto money = Cell::Type::money;
    Table table{{{"Clause", text},
                 {"Owed by", text},
                 {"Before", money},
                 {"Due", money},
                 {"Deducted", money},
                 {"Paid", money},
                 {"Left", money}},
                {}};
    for (const settle::DeductionLine& one : settled.deductions) {
        std::string who = contract.party(one.payer).name;
        if (one.lapsed.sign() != 0) who += ", " + exact::write_for_people(one.lapsed, contract.currency) + " lapse";
        Row row = line({text_cell(clause_number(contract, one.clause)), text_cell(who)});
        for (const exact::Money& amount : {one.brought_forward, one.due, one.deducted, one.paid, one.left})
            row.cells.push_back(money_cell(amount, contract.currency));
        table.rows.push_back(std::move(row));
    }
    return {"Deducted from other payments", {std::move(table)}};
}

Section kept_section(const Contract& contract, const PeriodSettlement& settled) {
    Table table{{{"Clause", Cell::Type::text}, {"Party", Cell::Type::text}, {"Keeps", Cell::Type::money}}, {}};
    for (const settle::KeptLine& kept : settled.kept) {
        table.rows.push_back(
            line({text_cell(clause_number(contract, kept.clause)), text_cell(contract.party(kept.party).name),
                  money_cell(kept.amount, contract.currency)}));
    }
    return {"Kept", {std::move(table)}};
}

Section reconciliation_section(const Contract& contract, const std::vector<PaymentLine>& payments) {
    PartyTotals all;
    for (const auto& [party, amounts] : totals_by_party(payments)) {
        all.receives += amounts.receives;
        all.pays += amounts.pays;
    }
    Table table{{{"", Cell::Type::text}, {"", Cell::Type::money}}, {}};
    const std::string count = fmt::format("{} payment{}", payments.size(), payments.size() == 1 ? "" : "s");
    table.rows.push_back(line({text_cell("Paid by all parties, " + count), money_cell(all.pays, contract.currency)}));
    table.rows.push_back(line({text_cell("Received by all parties"), money_cell(all.receives, contract.currency)}));
    table.rows.push_back(total({text_cell("Difference"), money_cell(all.net(), contract.currency)}));
    return {"Reconciliation", {std::move(table)}};
}

namespace {

Document period_statement(const Contract& contract, const PeriodSettlement& settled) {
    const std::vector<PaymentLine> payments = listed_payments(settled);
    Document document{contract.title, {}};
    document.sections.push_back(
        summary_section(contract, payments,
                        fmt::format("Statement for {}. Money is in {}.", period_in_full(contract, settled.period),
                                    contract.currency.code)));
    for (const auto& [party, amounts] : totals_by_party(payments)) {
        document.sections.push_back(party_section(contract, payments, party));
    }
    if (!settled.terms.empty()) document.sections.push_back(terms_section(contract, settled));
    if (!settled.held.empty()) document.sections.push_back(held_section(contract, settled));
    if (!settled.notices.empty()) document.sections.push_back(notices_section(contract, settled));
    if (!settled.pools.empty()) document.sections.push_back(pools_section(contract, settled));
    if (!settled.taxes.empty()) document.sections.push_back(taxes_section(contract, settled));
    if (!settled.deductions.empty()) document.sections.push_back(deductions_section(contract, settled));
    if (!settled.kept.empty()) document.sections.push_back(kept_section(contract, settled));
    if (!payments.empty()) document.sections.push_back(reconciliation_section(contract, payments));
    return document;
}

/// The sums of several periods, on one page.
Document all_periods(const Contract& contract, const settle::Settlement& settlement) {
    std::vector<PaymentLine> payments;
    for (const PeriodSettlement& settled : settlement.periods) {
        for (PaymentLine& payment : listed_payments(settled)) payments.push_back(std::move(payment));
    }
    const std::string from = settlement.periods.front().period.label_for_people(contract.year_start);
    const std::string until = settlement.periods.back().period.label_for_people(contract.year_start);
    const std::string opening = fmt::format("All {} periods together, {} to {}. Money is in {}.",
                                            settlement.periods.size(), from, until, contract.currency.code);
    return {contract.title, {summary_section(contract, payments, opening)}};
}

}  // namespace

std::vector<Document> statements(const Contract& contract, const settle::Settlement& settlement) {
    std::vector<Document> documents;
    if (settlement.periods.size() > 1) documents.push_back(all_periods(contract, settlement));
    for (const PeriodSettlement& settled : settlement.periods) documents.push_back(period_statement(contract, settled));
    return documents;
}

}  // namespace concordat::report
