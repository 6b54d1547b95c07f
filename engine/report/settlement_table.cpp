// engine/report/settlement_table.cpp · room: report
// What:  a settlement as one flat table: a row for each payment, and one for each thing that is missing or held.
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "report/clause_words.h"
#include "report/payments.h"
#include "report/settlement_export.h"

namespace concordat::report {
namespace {

using model::Contract;

constexpr std::string_view table_headings[] = {"Clause",
                                               "Payer",
                                               "Payee",
                                               "Period",
                                               "Part",
                                               "Amount",
                                               "Currency",
                                               "Due Date",
                                               "Due",
                                               "On Account",
                                               "Repayment",
                                               "Due To Date",
                                               "Paid Before",
                                               "Payer Year To Date",
                                               "Payee Year To Date",
                                               "Provisional",
                                               "Missing",
                                               "Owed By",
                                               "Stops Clauses",
                                               "Settlements Waiting"};

bool stands_for_money(std::string_view heading) {
    return heading == "Amount" || heading == "Due To Date" || heading == "Paid Before" ||
           heading.ends_with("Year To Date");
}

std::string plain_label(const Contract& contract, const calendar::Period& period) {
    return period.label(contract.year_start);
}

Row row_of_payment(const Contract& contract, const settle::PaymentLine& line,
                   const std::map<model::PartyId, YearSums>& year) {
    const auto yes_no = [](bool yes) { return text_cell(yes ? "yes" : "no"); };
    const auto money = [&](const exact::Money& amount) { return money_cell(amount, contract.currency); };
    const YearSums& payer = year.at(line.payer);
    const YearSums& payee = year.at(line.payee);
    return {Row::Role::line,
            {text_cell(clause_number(contract, line.clause)),
             text_cell(contract.party(line.payer).name),
             text_cell(contract.party(line.payee).name),
             text_cell(plain_label(contract, line.period)),
             text_cell(line.part),
             money(line.amount),
             text_cell(contract.currency.code),
             line.due_date ? date_cell(*line.due_date) : Cell{},
             text_cell(line.due_words),
             yes_no(line.on_account),
             yes_no(line.repayment),
             money(to_date_with(line)),
             money(line.paid_before),
             money(payer.before.pays + payer.now.pays),
             money(payee.before.receives + payee.now.receives),
             text_cell(line.on_account ? "on account, set against what is due later" : ""),
             {},
             {},
             {},
             {}}};
}

/// No amount, no payer and no payee: whoever adds up payments adds nothing.
Row missing_row(const Contract& contract, const settle::HeldLine& held) {
    Row row;
    row.cells.resize(std::size(table_headings));
    row.cells[0] = text_cell(clause_number(contract, held.clause));
    row.cells[3] = text_cell(plain_label(contract, held.period));
    std::string stops;
    for (const model::ClauseId clause : held.stops)
        stops += (stops.empty() ? "" : "; ") + clause_number(contract, clause);
    const std::string waiting = fmt::format("{}", held.periods_waiting);
    std::size_t next = std::size(table_headings) - 4;
    row.cells[next++] = text_cell(held.what);
    row.cells[next++] = text_cell(held.owed_by.empty() ? "nobody named" : held.owed_by);
    row.cells[next++] = text_cell(stops);
    row.cells[next] = {Cell::Type::number, waiting, waiting};
    return row;
}

}  // namespace

Table settlement_table(const Contract& contract, const settle::Settlement& settlement) {
    Table table;
    for (const std::string_view heading : table_headings)
        table.columns.push_back(
            {std::string(heading), stands_for_money(heading) ? Cell::Type::money : Cell::Type::text});
    const auto years = sums_by_statement(contract, settlement);
    for (std::size_t at = 0; at < settlement.periods.size(); ++at) {
        const settle::PeriodSettlement& settled = settlement.periods[at];
        for (const settle::PaymentLine& line : listed_payments(settled))
            table.rows.push_back(row_of_payment(contract, line, years[at]));
        for (const settle::HeldLine& held : settled.held) table.rows.push_back(missing_row(contract, held));
    }
    return table;
}

}  // namespace concordat::report
