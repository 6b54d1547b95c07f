// engine/report/party_statement.cpp · room: report
// What:  each period a heading, below it a section for each party and what they all need to know.
// Start: party_statements(), last in the file.
#include "report/party_statement.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "report/clause_words.h"
#include "report/payments.h"
#include "report/pictures.h"
#include "report/statement_sections.h"
#include "report/typeset.h"

namespace concordat::report {
namespace {

using settle::PaymentLine;
using settle::PeriodSettlement;

/// One period while its statement is written.
struct Stating {
    const model::Contract& contract;
    const settle::Settlement& settlement;
    const PeriodSettlement& settled;
    std::vector<PaymentLine> payments;  // as listed
};

Cell coins(const Stating& at, const exact::Money& money) { return money_cell(money, at.contract.currency); }

/// "to Vale MH Trust, first 60%, on account"
std::string whom_and_what(const Stating& at, const PaymentLine& payment, bool pays) {
    std::string words =
        fmt::format("{} {}", pays ? "to" : "from", at.contract.party(pays ? payment.payee : payment.payer).name);
    if (payment.repayment) words += ", repayment";
    if (payment.on_account) words += ", on account";
    if (!payment.part.empty()) words += ", " + payment.part;
    return words;
}

std::string due_words(const PaymentLine& payment) {
    if (payment.due_date) return calendar::write_long(*payment.due_date);
    return payment.due_words.empty() ? "not said" : payment.due_words;
}

Row payment_row(const Stating& at, const PaymentLine& payment, bool pays) {
    const Cell due = payment.due_date ? date_cell(*payment.due_date) : text_cell(due_words(payment));
    return {Row::Role::line,
            {text_cell(whom_and_what(at, payment, pays)),
             text_cell(payment.period.label_for_people(at.contract.year_start)), coins(at, to_date_with(payment)),
             coins(at, payment.paid_before), pays ? Cell{} : coins(at, payment.amount),
             pays ? coins(at, payment.amount) : Cell{}, due}};
}

Table due_table(const Stating& at, model::PartyId party) {
    const auto money = Cell::Type::money;
    Table table{{{"Payment"},
                 {"For"},
                 {"Due to date", money},
                 {"Paid before", money},
                 {"Receives now", money},
                 {"Pays now", money},
                 {"Due on"}},
                {}};
    table.caption = "What is due";
    PartyTotals amounts;
    model::ClauseId shown;
    for (const PaymentLine& payment : at.payments) {
        const bool pays = payment.payer == party;
        if (!pays && payment.payee != party) continue;
        if (payment.clause != shown) {
            shown = payment.clause;
            table.rows.push_back(
                {Row::Role::words,
                 {text_cell(clause_number(at.contract, shown)), text_cell(typeset(clause_words(at.contract, shown)))}});
        }
        (pays ? amounts.pays : amounts.receives) += payment.amount;
        table.rows.push_back(payment_row(at, payment, pays));
    }
    table.rows.push_back(
        {Row::Role::total, {text_cell("Total"), {}, {}, {}, coins(at, amounts.receives), coins(at, amounts.pays), {}}});
    const bool receives = amounts.net().sign() >= 0;
    const Cell net = coins(at, receives ? amounts.net() : -amounts.net());
    table.rows.push_back({Row::Role::total,
                          {text_cell(receives ? "Net to receive" : "Net to pay"),
                           {},
                           {},
                           {},
                           receives ? net : Cell{},
                           receives ? Cell{} : net,
                           {}}});
    return table;
}

Table year_table(const Stating& at, model::PartyId party) {
    const auto money = Cell::Type::money;
    const YearSums sums = year_sums(at.contract, at.settlement, at.settled, party);
    Table table{{{"Statements"}, {"Receives", money}, {"Pays", money}, {"Net", money}}, {}};
    const std::string year = at.settled.period.belongs_to(calendar::PeriodUnit::year, at.contract.year_start)
                                 .label_for_people(at.contract.year_start);
    table.caption = fmt::format("Year to date, {}", year);
    const auto add = [&](Row::Role role, const char* words, const PartyTotals& amounts) {
        table.rows.push_back(
            {role, {text_cell(words), coins(at, amounts.receives), coins(at, amounts.pays), coins(at, amounts.net())}});
    };
    add(Row::Role::line, "In earlier statements of the year", sums.before);
    add(Row::Role::line, "In this statement", sums.now);
    add(Row::Role::total, "Year to date", {sums.before.receives + sums.now.receives, sums.before.pays + sums.now.pays});
    add(Row::Role::line, "of which on account", sums.on_account);
    return table;
}

Section due_section(const Stating& at, model::PartyId party) {
    Section section{party_heading(at.contract, party), {due_table(at, party), year_table(at, party)}};
    section.look = Section::Look::page;
    return section;
}

std::string stopped_clauses(const Stating& at, const settle::HeldLine& held) {
    std::string clauses;
    for (const model::ClauseId clause : held.stops) {
        clauses += (clauses.empty() ? "" : ", ") + clause_number(at.contract, clause);
    }
    return clauses;
}

/// What is provisional, and what is missing and from whom.
Section open_section(const Stating& at) {
    Section section{"Provisional, and what is missing", {}};
    std::size_t on_account = 0;
    for (const PaymentLine& payment : at.payments) on_account += payment.on_account ? 1 : 0;
    if (on_account > 0) {
        section.blocks.push_back(Paragraph{
            fmt::format("{} payment{} of this statement {} on account, and will be set against what is due later.",
                        on_account, on_account == 1 ? "" : "s", on_account == 1 ? "is" : "are")});
    }
    if (at.settled.held.empty()) {
        section.blocks.push_back(Paragraph{"No figure that this statement needs is missing, and nothing is held."});
        return section;
    }
    const bool stops_any = std::any_of(at.settled.held.begin(), at.settled.held.end(),
                                       [](const settle::HeldLine& held) { return !held.stops.empty(); });
    Table table{{{"Clause"}, {"Missing or held"}, {"Owed by"}}, {}};
    if (stops_any) table.columns.push_back({"Stops clauses"});
    table.columns.push_back({"Settlements waiting", Cell::Type::number});
    for (const settle::HeldLine& held : at.settled.held) {
        Cell waiting{Cell::Type::number, fmt::format("{}", held.periods_waiting),
                     fmt::format("{}", held.periods_waiting)};
        Row row{Row::Role::line,
                {text_cell(clause_number(at.contract, held.clause)), text_cell(without_backticks(held.what)),
                 text_cell(held.owed_by.empty() ? "nobody named" : held.owed_by)}};
        if (stops_any) row.cells.push_back(text_cell(stopped_clauses(at, held)));
        row.cells.push_back(std::move(waiting));
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    return section;
}

/// Who pays whom in this period: an arrow for each two parties, with every day on which something is due.
std::optional<Picture> flow_of(const Stating& at) {
    std::vector<FlowLine> lines;
    std::vector<exact::Money> amounts;
    std::vector<std::vector<std::string>> days;
    for (const PaymentLine& payment : at.payments) {
        FlowLine line{at.contract.party(payment.payer).name, at.contract.party(payment.payee).name, {}, {}};
        const auto same = std::find_if(lines.begin(), lines.end(), [&](const FlowLine& other) {
            return other.payer == line.payer && other.payee == line.payee;
        });
        const auto place = static_cast<std::size_t>(same - lines.begin());
        if (same == lines.end()) {
            lines.push_back(std::move(line));
            amounts.emplace_back();
            days.emplace_back();
        }
        amounts[place] += payment.amount;
        lines[place].amount = coins(at, amounts[place]);
        if (std::string day = due_words(payment);
            std::find(days[place].begin(), days[place].end(), day) == days[place].end())
            days[place].push_back(std::move(day));
    }
    for (std::size_t place = 0; place < lines.size(); ++place)
        lines[place].due = fmt::format("{}", fmt::join(days[place], "; "));
    return money_flow("Who pays whom", lines);
}

void add_period(const Stating& at, Document& document) {
    Section period =
        summary_section(at.contract, at.payments, fmt::format("Money is in {}.", at.contract.currency.code));
    period.title = "Statement for " + period_in_full(at.contract, at.settled.period);
    if (auto flow = flow_of(at)) period.blocks.push_back(std::move(*flow));
    document.sections.push_back(std::move(period));
    std::vector<Section> below;
    for (const auto& [party, amounts] : totals_by_party(at.payments)) below.push_back(due_section(at, party));
    below.push_back(open_section(at));
    if (!at.settled.terms.empty()) below.push_back(terms_section(at.contract, at.settled));
    if (!at.settled.notices.empty()) below.push_back(notices_section(at.contract, at.settled));
    if (!at.settled.pools.empty()) below.push_back(pools_section(at.contract, at.settled));
    if (!at.settled.taxes.empty()) below.push_back(taxes_section(at.contract, at.settled));
    if (!at.settled.deductions.empty()) below.push_back(deductions_section(at.contract, at.settled));
    if (!at.settled.kept.empty()) below.push_back(kept_section(at.contract, at.settled));
    if (!at.payments.empty()) below.push_back(reconciliation_section(at.contract, at.payments));
    for (Section& section : below) {
        section.level = 3;
        document.sections.push_back(std::move(section));
    }
}

}  // namespace

Section data_used_section(const std::vector<DataUsed>& data) {
    Section section{"Contract and data used", {}};
    Table table{{{"File"}, {"Figures for"}, {"Known from"}, {"Bytes", Cell::Type::number}, {"SHA-256"}}, {}};
    for (const DataUsed& used : data) {
        const std::string bytes = fmt::format("{}", used.bytes);
        table.rows.push_back({Row::Role::line,
                              {text_cell(used.file), text_cell(used.figures_for), text_cell(used.known_from),
                               Cell{Cell::Type::number, bytes, bytes}, text_cell(used.sha256)}});
    }
    section.blocks.push_back(std::move(table));
    return section;
}

Document party_statements(const model::Contract& contract, const settle::Settlement& settlement,
                          const StatementRequest& request) {
    Document document;
    document.title = contract.title;
    document.subtitle = "Statement of payments";
    document.contents = true;
    for (const PeriodSettlement& settled : settlement.periods) {
        if (request.only && !request.only->days().contains(settled.period.last())) continue;
        add_period({contract, settlement, settled, listed_payments(settled)}, document);
    }
    if (document.sections.empty()) {
        document.sections.push_back(
            {"Nothing to settle", {Paragraph{"No figure or record has come for any period in force."}}});
    }
    if (request.runs.size() > 1) document.sections.push_back(moved_section(contract, request.runs));
    document.sections.push_back(data_used_section(request.data));
    document.footer = {
        "Every amount is worked out by the clauses named, exactly; nothing is rounded but where a clause says so.",
        "An amount of money that is not rounded yet is shown with … behind it."};
    return document;
}

}  // namespace concordat::report
