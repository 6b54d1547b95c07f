// engine/report/statement_workbook.cpp · room: report
// What:  each sheet a function. Payments and data have a line for each payment, in the same order, on the same row.
// Start: statement_workbook(), last in the file.
#include "report/statement_workbook.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "report/clause_words.h"
#include "report/paper_sheets.h"
#include "report/payments.h"
#include "report/statement_sections.h"

namespace concordat::report {
namespace {

using settle::PaymentLine;
using settle::PeriodSettlement;
using SheetRow = std::vector<SheetCell>;

/// A payment with the settlement that it stands in.
struct BookedLine {
    const PeriodSettlement* settled;
    PaymentLine payment;
    settle::PaperLine paper;
};

struct Booking {
    const model::Contract& contract;
    std::vector<const PeriodSettlement*> shown;
    std::vector<BookedLine> lines;

    [[nodiscard]] std::string plain(const exact::Money& money) const {
        return exact::write_plain(money, contract.currency);
    }
    [[nodiscard]] std::string label(const calendar::Period& period) const {
        return period.label_for_people(contract.year_start);
    }
    /// Row of a line on both sheets: below the headings, counted from 1.
    [[nodiscard]] static std::size_t row_of(std::size_t line) { return line + 2; }
    [[nodiscard]] std::size_t last_row() const { return std::max<std::size_t>(lines.size(), 1) + 1; }
};

/// Those that stand over figures have `>` in front.
SheetRow sheet_headings(const std::vector<std::string_view>& words) {
    SheetRow row;
    for (const std::string_view word : words) {
        const bool figure = word.starts_with('>');
        row.push_back(sheet_text(std::string(word.substr(figure ? 1 : 0)),
                                 figure ? CellStyle::figure_heading : CellStyle::heading));
    }
    return row;
}

exact::Money due_to_date(const PaymentLine& payment) {
    return payment.paid_before + (payment.repayment ? -payment.amount : payment.amount);
}

/// What is due to date: through the clauses where their formulas lead there.
SheetCell due_to_date_cell(const Booking& booking, std::size_t at, const PaperSheets& sheets) {
    const BookedLine& line = booking.lines[at];
    const std::string place =
        line.paper.figure ? sheets.places.at(*line.paper.figure) : fmt::format("Ledger!F{}", Booking::row_of(at));
    return sheet_formula(place, booking.plain(due_to_date(line.payment)));
}

/// What was paid before: the payments above of the same line, where they come to it; else a value of the ledger.
SheetCell paid_before_cell(const Booking& booking, std::size_t at) {
    const PaymentLine& payment = booking.lines[at].payment;
    std::string formula;
    exact::Money sum;
    for (std::size_t above = 0; above < at; ++above) {
        const PaymentLine& other = booking.lines[above].payment;
        const bool straight = other.payer == payment.payer && other.payee == payment.payee;
        const bool turned = other.payer == payment.payee && other.payee == payment.payer;
        if (other.payment != payment.payment || (!straight && !turned)) continue;
        if (other.reckoned.empty() || payment.reckoned.empty() || other.reckoned.front() != payment.reckoned.front())
            continue;
        const bool adds = other.repayment == false;
        formula += fmt::format("{}I{}", adds ? (formula.empty() ? "" : "+") : "-", Booking::row_of(above));
        if (adds) sum += other.amount;
        else sum += -other.amount;
    }
    const bool comes_to = !formula.empty() && sum == payment.paid_before;
    if (comes_to) formula = fmt::format("ROUND({},{})", formula, booking.contract.currency.minor_digits);
    else formula = fmt::format("Ledger!G{}", Booking::row_of(at));
    return sheet_formula(std::move(formula), booking.plain(payment.paid_before));
}

/// By formulas all the way from the figures on Data, or from values, each with its reason.
std::string how_worked_out(const BookedLine& line, const trace::Paper& paper) {
    if (!line.paper.figure) return "value: " + line.paper.why_value;
    std::string reasons;
    for (const std::string& why : values_behind(paper, *line.paper.figure))
        reasons += (reasons.empty() ? "" : "; ") + why;
    return reasons.empty() ? "formulas" : "values, then formulas: " + reasons;
}

Sheet payments_sheet(const Booking& booking, const PaperSheets& sheets, const trace::Paper& paper) {
    Sheet sheet{"Payments", {}, {16, 24, 22, 22, 16, 18, 20, 20, 20, 10, 18, 18, 34, 24, 12}, 1};
    sheet.printed = 13;  // how it was worked out and whether it still agrees is for the screen
    sheet.rows.push_back(
        sheet_headings({"Statement", "Clause", "Payer", "Payee", "For", "Part", ">Due to date", ">Paid before",
                        ">Amount", "On account", "Due on", "Due", "Words", "Worked out by", ">Difference"}));
    const PaymentLine* above = nullptr;
    const int decimals = booking.contract.currency.minor_digits;
    for (std::size_t at = 0; at < booking.lines.size(); ++at) {
        const PaymentLine& payment = booking.lines[at].payment;
        const std::size_t row = Booking::row_of(at);
        const bool repeats = above != nullptr && above->clause == payment.clause;  // its words stand above
        above = &payment;
        const char* amount = payment.repayment ? "ROUND(H{0}-G{0},{1})" : "ROUND(G{0}-H{0},{1})";
        sheet.rows.push_back(
            {sheet_text(booking.label(booking.lines[at].settled->period)),
             sheet_text(clause_number(booking.contract, payment.clause)),
             sheet_text(booking.contract.party(payment.payer).name),
             sheet_text(booking.contract.party(payment.payee).name), sheet_text(booking.label(payment.period)),
             sheet_text(payment.repayment && payment.part.empty() ? "repayment" : payment.part),
             due_to_date_cell(booking, at, sheets), paid_before_cell(booking, at),
             sheet_formula(fmt::format(fmt::runtime(amount), row, decimals), booking.plain(payment.amount)),
             sheet_text(payment.on_account ? "yes" : "no"),
             payment.due_date ? sheet_date(*payment.due_date) : SheetCell{}, sheet_text(payment.due_words),
             sheet_text(repeats ? std::string() : clause_words(booking.contract, payment.clause)),
             sheet_text(how_worked_out(booking.lines[at], paper)),
             sheet_formula(fmt::format("ROUND(G{0}-Ledger!F{0},{1})", row, decimals), booking.plain({}))});
    }
    sheet.filtered = sheet.rows.size();
    exact::Money all;
    for (const BookedLine& line : booking.lines) all += line.payment.amount;
    SheetRow total(8);
    total.front() = sheet_text("Total", CellStyle::total_words);
    total.push_back(sheet_formula("SUM(PaymentAmounts)", booking.plain(all), CellStyle::total));
    sheet.rows.push_back({});
    sheet.rows.push_back(std::move(total));
    return sheet;
}

/// What Concordat itself came to, and what was paid before, line by line.
Sheet ledger_sheet(const Booking& booking) {
    Sheet sheet{"Ledger", {}, {16, 24, 26, 26, 30, 20, 20}, 1};
    sheet.rows.push_back(sheet_headings(
        {"Statement", "Clause", "Payer", "Payee", ">Worked out, not rounded", ">Due to date", ">Paid before"}));
    for (const BookedLine& line : booking.lines) {
        const PaymentLine& payment = line.payment;
        const std::string exact = model::write_plain(booking.contract, payment.entitlement, model::Kind::money());
        const bool ends = exact.find('/') == std::string::npos;
        sheet.rows.push_back({sheet_text(booking.label(line.settled->period)),
                              sheet_text(clause_number(booking.contract, payment.clause)),
                              sheet_text(booking.contract.party(payment.payer).name),
                              sheet_text(booking.contract.party(payment.payee).name),
                              ends ? sheet_number(exact, CellStyle::exact) : sheet_text(exact),
                              sheet_number(booking.plain(due_to_date(payment))),
                              sheet_number(booking.plain(payment.paid_before))});
    }
    return sheet;
}

/// Sums over the payments sheet. EXACT and not SUMIFS: a name like `>5` is no condition.
SheetRow party_row(const Booking& booking, const std::string& period, const std::string& party,
                   const PartyTotals& amounts, std::size_t row) {
    const int decimals = booking.contract.currency.minor_digits;
    const auto sum = [&](const char* parties) {
        return fmt::format("ROUND(SUMPRODUCT(EXACT(PaymentStatements,A{0})*EXACT({1},B{0})*PaymentAmounts),{2})", row,
                           parties, decimals);
    };
    return {sheet_text(period), sheet_text(party), sheet_formula(sum("PaymentPayees"), booking.plain(amounts.receives)),
            sheet_formula(sum("PaymentPayers"), booking.plain(amounts.pays)),
            sheet_formula(fmt::format("ROUND(C{0}-D{0},{1})", row, decimals), booking.plain(amounts.net()))};
}

Sheet parties_sheet(const Booking& booking) {
    Sheet sheet{"Parties", {}, {18, 40, 20, 20, 20}, 1};
    sheet.upright = true;
    sheet.rows.push_back(sheet_headings({"Statement", "Party", ">Receives", ">Pays", ">Net"}));
    PartyTotals all;
    for (const PeriodSettlement* settled : booking.shown) {
        for (const auto& [party, amounts] : totals_by_party(listed_payments(*settled))) {
            all.receives += amounts.receives;
            all.pays += amounts.pays;
            sheet.rows.push_back(party_row(booking, booking.label(settled->period), booking.contract.party(party).name,
                                           amounts, sheet.rows.size() + 1));
        }
    }
    if (sheet.rows.size() == 1) return sheet;
    const std::size_t last = sheet.rows.size();
    const auto sum = [&](char column, const exact::Money& money) {
        return sheet_formula(fmt::format("SUM({0}2:{0}{1})", column, last), booking.plain(money), CellStyle::total);
    };
    sheet.rows.push_back({sheet_text("Total", CellStyle::total_words), sheet_text("", CellStyle::total_words),
                          sum('C', all.receives), sum('D', all.pays), sum('E', all.net())});
    return sheet;
}

SheetCell value_in_sheet(const Cell& cell) {
    const bool figure = cell.type == Cell::Type::money || cell.type == Cell::Type::number;
    const CellStyle style = cell.type == Cell::Type::money ? CellStyle::exact
                            : cell.shown.ends_with('%')    ? CellStyle::percent
                                                           : CellStyle::number;
    if (figure && cell.exact.find('/') == std::string::npos) return sheet_number(cell.exact, style);
    return sheet_text(cell.type == Cell::Type::text ? cell.shown : cell.exact);
}

/// A table of a document as a sheet: figures as numbers.
Sheet sheet_of(std::string name, const Section& section, std::vector<int> widths) {
    Sheet sheet{std::move(name), {}, std::move(widths), 1};
    for (const Block& block : section.blocks) {
        const auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        SheetRow headings;
        for (const Column& column : table->columns) {
            const bool figure = column.type == Cell::Type::money || column.type == Cell::Type::number;
            headings.push_back(sheet_text(column.heading, figure ? CellStyle::figure_heading : CellStyle::heading));
        }
        if (sheet.rows.empty()) sheet.rows.push_back(std::move(headings));
        for (const Row& row : table->rows) {
            SheetRow cells;
            for (const Cell& cell : row.cells) cells.push_back(value_in_sheet(cell));
            sheet.rows.push_back(std::move(cells));
        }
    }
    return sheet;
}

/// Several periods' tables below each other, each row with its statement in front.
template <typename SectionOf>
Sheet by_statement(const Booking& booking, std::string name, std::vector<int> widths, const SectionOf& section_of) {
    Sheet all{std::move(name), {}, std::move(widths), 1};
    all.upright = true;
    all.widths.insert(all.widths.begin(), 16);
    for (const PeriodSettlement* settled : booking.shown) {
        Sheet one = sheet_of({}, section_of(*settled), {});
        for (SheetRow& row : one.rows) {
            const bool heading = &row == &one.rows.front();
            row.insert(row.begin(), heading ? sheet_text("Statement", CellStyle::heading)
                                            : sheet_text(booking.label(settled->period)));
            if (!heading || all.rows.empty()) all.rows.push_back(std::move(row));
        }
    }
    return all;
}

Sheet missing_sheet(const Booking& booking) {
    Sheet sheet = by_statement(booking, "Missing", {24, 70, 30}, [&](const PeriodSettlement& settled) {
        return held_section(booking.contract, settled);
    });
    if (sheet.rows.size() == 1) {
        sheet.rows.push_back({});
        sheet.rows.push_back(
            {{}, {}, sheet_text("No figure that these statements need is missing, and nothing is held.")});
    }
    return sheet;
}

/// What only some contracts have: pools, tax, deductions, what a party keeps.
void add_further_sheets(const Booking& booking, Workbook& workbook) {
    const model::Contract& contract = booking.contract;
    const auto any = [&](const auto& has) { return std::any_of(booking.shown.begin(), booking.shown.end(), has); };
    if (any([](const auto* settled) { return !settled->pools.empty(); }))
        workbook.sheets.push_back(
            by_statement(booking, "Pools", {30, 30, 34, 20},
                         [&](const PeriodSettlement& settled) { return pools_section(contract, settled); }));
    if (any([](const auto* settled) { return !settled->taxes.empty(); }))
        workbook.sheets.push_back(by_statement(booking, "Tax", {24, 40, 40, 20}, [&](const PeriodSettlement& settled) {
            return taxes_section(contract, settled);
        }));
    if (any([](const auto* settled) { return !settled->deductions.empty(); }))
        workbook.sheets.push_back(
            by_statement(booking, "Deductions", {24, 34, 20, 20, 20, 20, 20},
                         [&](const PeriodSettlement& settled) { return deductions_section(contract, settled); }));
    if (any([](const auto* settled) { return !settled->kept.empty(); }))
        workbook.sheets.push_back(by_statement(booking, "Kept", {24, 40, 20}, [&](const PeriodSettlement& settled) {
            return kept_section(contract, settled);
        }));
}

/// A row of the year: earlier statements of it as values, this one from the sheet Parties, and their sums.
SheetRow year_row(const Booking& booking, const std::string& period, const std::string& party, const YearSums& sums,
                  std::size_t row) {
    const int decimals = booking.contract.currency.minor_digits;
    const auto added = [&](char before, char here, const exact::Money& money) {
        return sheet_formula(fmt::format("ROUND({}{}+{}{},{})", before, row, here, row, decimals),
                             booking.plain(money));
    };
    const PartyTotals year{sums.before.receives + sums.now.receives, sums.before.pays + sums.now.pays};
    return {sheet_text(period),
            sheet_text(party),
            sheet_number(booking.plain(sums.before.receives)),
            sheet_number(booking.plain(sums.before.pays)),
            sheet_formula(fmt::format("Parties!C{}", row), booking.plain(sums.now.receives)),
            sheet_formula(fmt::format("Parties!D{}", row), booking.plain(sums.now.pays)),
            added('C', 'E', year.receives),
            added('D', 'F', year.pays),
            sheet_formula(fmt::format("ROUND(G{0}-H{0},{1})", row, decimals), booking.plain(year.net())),
            sheet_number(booking.plain(sums.on_account.receives)),
            sheet_number(booking.plain(sums.on_account.pays))};
}

/// Row by row as the sheet Parties.
Sheet year_sheet(const Booking& booking, const settle::Settlement& settlement) {
    Sheet sheet{"Year to date", {}, {16, 34, 18, 18, 18, 18, 18, 18, 18, 18, 18}, 1};
    sheet.rows.push_back(sheet_headings({"Statement", "Party", ">Earlier in the year: receives", ">Earlier: pays",
                                         ">This statement: receives", ">This statement: pays",
                                         ">Year to date: receives", ">Year to date: pays", ">Year to date: net",
                                         ">Of which on account: receives", ">On account: pays"}));
    for (const PeriodSettlement* settled : booking.shown) {
        for (const auto& [party, amounts] : totals_by_party(listed_payments(*settled))) {
            sheet.rows.push_back(year_row(booking, booking.label(settled->period), booking.contract.party(party).name,
                                          year_sums(booking.contract, settlement, *settled, party),
                                          sheet.rows.size() + 1));
        }
    }
    return sheet;
}

Sheet cover_sheet(const Booking& booking, const PaperSheets& sheets) {
    const model::Contract& contract = booking.contract;
    Sheet sheet{"Cover", {}, {30, 80}, 0};
    sheet.upright = true;
    sheet.rows = {{sheet_text(contract.title, CellStyle::title)}, {}};
    const auto add = [&](const char* what, std::string words) {
        sheet.rows.push_back({sheet_text(what, CellStyle::words), sheet_text(std::move(words), CellStyle::words)});
    };
    for (const PeriodSettlement* settled : booking.shown)
        add("Statement for", period_in_full(contract, settled->period));
    add("Money", contract.currency.code);
    const auto moves = std::count_if(booking.lines.begin(), booking.lines.end(),
                                     [](const BookedLine& line) { return line.payment.amount.sign() != 0; });
    add("Payments", fmt::format("{}", moves));
    sheet.rows.push_back({});
    add("Sheet Payments", "every payment with its clause: due to date, from the sheet Clauses, less paid before");
    add("Sheet Year to date", "what each party received and paid in the year up to each statement, and on account");
    add("Sheet Parties", "what each party receives and pays, summed over the payments");
    add("Sheet Amounts", "every amount worked out, with the clause that left it");
    add("Sheet Missing", "what is held or has not come, and who owes it");
    add("Sheet Clauses", "clause by clause how each payment comes about, as formulas over the sheet Data");
    add("Sheet Data", "the figures it rests on: change one, and every payment follows");
    for (const Sheet& records : sheets.records)
        add(("Sheet " + records.name).c_str(), "a row for each: what was reported, and what the clauses make of it");
    if (sheets.schedules) add("Sheet Schedules", "price lists and tables whose rows are looked up by formulas");
    add("Sheet Ledger", "what Concordat came to for each payment, and what was paid before");
    add("Sheet Files", "the data used, with hashes");
    add("Sheet Notes", "how to read this workbook, and which cells are values and why");
    return sheet;
}

/// Which cells are values where a formula would be looked for, each reason once.
std::vector<std::string> values_in_words(const Booking& booking, const PaperSheets& sheets) {
    std::map<std::string, std::size_t> lines;
    for (const BookedLine& line : booking.lines) {
        if (!line.paper.figure) ++lines[line.paper.why_value];
    }
    std::vector<std::string> words;
    for (const auto& [why, count] : lines)
        words.push_back(
            fmt::format("Payments whose due to date is a value, from the sheet Ledger: {} ({}).", count, why));
    for (const auto& [why, count] : sheets.values)
        words.push_back(fmt::format("Figures on Data and Clauses that are values: {} ({}).", count, why));
    if (words.empty())
        words.emplace_back("Every payment is worked out by formulas from the figures on the sheet Data.");
    words.emplace_back(
        "Always values: the figures that stand in the data and in the contract, the engine's own results on the sheets "
        "Ledger and Amounts, which reports had come by the day of the statement, and which parties and periods there "
        "are. A report that comes later, or a row that is added, is settled again.");
    return words;
}

Sheet notes_sheet(const Booking& booking, const PaperSheets& sheets) {
    Sheet sheet{"Notes", {}, {100}, 0};
    sheet.upright = true;
    for (const char* words :
         {"Amounts on the sheets Payments, Parties and Clauses are formulas over the sheet Data, each with the value "
          "that Concordat worked out. They are worked out again whenever the workbook is opened.",
          "The column Difference on the sheet Payments is what the formulas come to, less what Concordat came to: 0 "
          "until a figure on the sheet Data is changed.",
          "#N/A in a payment says that a changed figure leads to a case for which this settlement has no figures: "
          "settle "
          "again. In a figure it says that it has not come; - says that there is none, #VALUE! that it is left out.",
          "A spreadsheet reckons with about 15 digits. Tests are taken to the twelfth decimal, and what is cut to "
          "whole "
          "coins is first rounded to the sixth decimal of a coin.",
          "Nothing is rounded but where a clause says so. Names and words are text and never formulas.",
          "A payment that comes to nothing has its line here, unlike in a statement, so that a changed figure can move "
          "it. What was paid too much stands as a repayment, payer and payee exchanged."}) {
        sheet.rows.push_back({sheet_text(words, CellStyle::words)});
    }
    for (std::string& words : values_in_words(booking, sheets))
        sheet.rows.push_back({sheet_text(std::move(words), CellStyle::words)});
    for (const PeriodSettlement* settled : booking.shown) {
        for (const settle::NoticeLine& notice : settled->notices) {
            sheet.rows.push_back({sheet_text(fmt::format("{}, clause {}: {}", booking.label(settled->period),
                                                         clause_number(booking.contract, notice.clause), notice.words),
                                             CellStyle::words)});
        }
    }
    return sheet;
}

}  // namespace

Workbook statement_workbook(const model::Contract& contract, const settle::Settlement& settlement,
                            const StatementRequest& request, const settle::WorkingPaper& paper) {
    Booking booking{contract, {}, {}};
    std::vector<std::size_t> wanted;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> rows;  // by settlement period and line
    for (std::size_t at = 0; at < settlement.periods.size(); ++at) {
        const PeriodSettlement& settled = settlement.periods[at];
        if (request.only && !request.only->days().contains(settled.period.last())) continue;
        booking.shown.push_back(&settled);
        for (std::size_t line = 0; line < paper.lines[at].size(); ++line) {
            const bool nothing = line >= settled.payments.size();
            const auto listed = nothing ? std::optional(settled.line(line)) : as_listed(settled.line(line));
            if (!listed || (nothing && !paper.lines[at][line].figure)) continue;
            rows[{at, line}] = Booking::row_of(booking.lines.size());
            booking.lines.push_back({&settled, *listed, paper.lines[at][line]});
            if (paper.lines[at][line].figure) wanted.push_back(*paper.lines[at][line].figure);
        }
    }
    const auto place_of_line = [&](std::size_t period, std::size_t line) {
        const auto row = rows.find({period, line});
        if (row != rows.end()) return fmt::format("Payments!$I${}", row->second);
        const settle::PeriodSettlement& settled = settlement.periods[period];
        return line < settled.line_count() ? booking.plain(settled.line(line).amount) : std::string("0");
    };
    PaperSheets sheets = paper_sheets(contract, paper.paper, wanted, place_of_line);
    Workbook workbook;
    workbook.money_decimals = contract.currency.minor_digits;
    workbook.sheets.push_back(cover_sheet(booking, sheets));
    workbook.title = contract.title;
    workbook.sheets.push_back(payments_sheet(booking, sheets, paper.paper));
    workbook.sheets.push_back(parties_sheet(booking));
    workbook.sheets.push_back(year_sheet(booking, settlement));
    workbook.sheets.push_back(
        by_statement(booking, "Amounts", {24, 40, 34, 20, 20},
                     [&](const PeriodSettlement& settled) { return terms_section(contract, settled, true); }));
    workbook.sheets.push_back(missing_sheet(booking));
    add_further_sheets(booking, workbook);
    workbook.sheets.push_back(std::move(sheets.clauses));
    for (Sheet& records : sheets.records) workbook.sheets.push_back(std::move(records));
    if (sheets.schedules) workbook.sheets.push_back(std::move(*sheets.schedules));
    workbook.sheets.push_back(std::move(sheets.data));
    workbook.sheets.push_back(ledger_sheet(booking));
    workbook.sheets.push_back(sheet_of("Files", data_used_section(request.data), {34, 26, 26, 14, 70}));
    workbook.sheets.push_back(notes_sheet(booking, sheets));
    workbook.names = std::move(sheets.names);
    for (const auto& [name, column] : {std::pair{"PaymentStatements", 'A'}, std::pair{"PaymentPayers", 'C'},
                                       std::pair{"PaymentPayees", 'D'}, std::pair{"PaymentAmounts", 'I'}}) {
        workbook.names.push_back({name, fmt::format("Payments!${0}$2:${0}${1}", column, booking.last_row())});
    }
    return workbook;
}

}  // namespace concordat::report
