// engine/report/paper_sheets.cpp · room: report
// What:  which figures are needed, where each stands, and its formula with those places in it.
// Start: paper_sheets(), last in the file.
#include "report/paper_sheets.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "exact/decimal_text.h"
#include "exact/rounding.h"
#include "report/clause_words.h"

namespace concordat::report {
namespace {

using trace::Figure;

constexpr std::size_t most_columns = 80;  // of a sheet of records

/// The lines of payments that a formula names: `@2.5@`.
std::vector<std::pair<std::size_t, std::size_t>> lines_in(const std::string& formula) {
    std::vector<std::pair<std::size_t, std::size_t>> lines;
    for (std::size_t at = formula.find('@'); at != std::string::npos; at = formula.find('@', at + 1)) {
        const std::size_t point = formula.find('.', at);
        const std::size_t end = formula.find('@', at + 1);
        lines.emplace_back(std::stoul(formula.substr(at + 1, point - at - 1)),
                           std::stoul(formula.substr(point + 1, end - point - 1)));
        at = end;
    }
    return lines;
}

std::set<std::size_t> needed(const trace::Paper& paper, const std::vector<std::size_t>& wanted) {
    std::set<std::size_t> found;
    std::vector<std::size_t> open = wanted;
    while (!open.empty()) {
        const std::size_t figure = open.back();
        open.pop_back();
        if (!found.insert(figure).second) continue;
        const std::string& formula = paper.figures[figure].formula;
        for (const std::size_t part : trace::figures_in(formula)) open.push_back(part);
        for (const auto& line : lines_in(formula))
            if (const auto at = paper.lines.find(line); at != paper.lines.end()) open.push_back(at->second);
    }
    return found;
}

/// Where figures stand, and the names of schedules' columns.
struct Places {
    std::map<std::size_t, std::string> figures;
    std::vector<std::vector<std::string>> columns;
    LinePlace of_line;
};

std::string with_places(const std::string& formula, const Places& places) {
    std::string text;
    for (std::size_t at = 0; at < formula.size();) {
        if (formula[at] == '{') {
            const std::size_t end = formula.find('}', at);
            text += places.figures.at(std::stoul(formula.substr(at + 1, end - at - 1)));
            at = end + 1;
        } else if (formula[at] == '[') {
            const std::size_t point = formula.find('.', at);
            const std::size_t end = formula.find(']', at);
            text += places.columns.at(std::stoul(formula.substr(at + 1, point - at - 1)))
                        .at(std::stoul(formula.substr(point + 1, end - point - 1)));
            at = end + 1;
        } else if (formula[at] == '@') {
            const std::size_t end = formula.find('@', at + 1);
            const auto [period, line] = lines_in(formula.substr(at, end + 1 - at)).front();
            text += places.of_line(period, line);
            at = end + 1;
        } else {
            text += formula[at++];
        }
    }
    return text;
}

CellStyle style_of(const model::Contract& contract, const model::Value& value, const model::Kind& kind) {
    if (std::holds_alternative<calendar::Date>(value) || kind.base == model::KindBase::date) return CellStyle::date;
    if (kind.is_money()) return CellStyle::exact;
    if (!std::holds_alternative<exact::Ratio>(value)) return CellStyle::number;
    return model::write_for_people(contract, value, kind).ends_with('%') ? CellStyle::percent : CellStyle::number;
}

std::string shown_as(const model::Contract& contract, const Figure& figure) {
    if (!model::is_known(figure.value)) return std::holds_alternative<model::None>(figure.value) ? "none" : "not known";
    if (std::holds_alternative<std::string>(figure.value)) return std::get<std::string>(figure.value);
    return model::write_for_people(contract, figure.value, figure.kind);
}

/// A name that every spreadsheet takes for a sheet.
std::string sheet_name(const std::string& plural) {
    constexpr std::size_t longest = 24;
    std::string name;
    for (const char letter : plural.substr(0, longest)) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == ' ' || letter == '-';
        name += plain ? letter : ' ';
    }
    static const std::set<std::string> own = {"Cover",  "Payments", "Parties",    "Year to date", "Amounts", "Missing",
                                              "Pools",  "Tax",      "Deductions", "Kept",         "Clauses", "Data",
                                              "Ledger", "Files",    "Notes",      "Schedules"};
    return own.contains(name) ? name + " sheet" : name;
}

/// One kind of record while its sheet is laid out.
struct RecordSheet {
    std::string name;
    std::vector<std::string> rows;                                       // names of records
    std::vector<std::string> columns;                                    // headings
    std::map<std::string, std::size_t> row_at, column_at;                // by name of the record, by column key
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> figures;  // by row and column
};

std::string clause_of(const model::Contract& contract, const Figure& figure) {
    return figure.clause.is_set() ? clause_number(contract, figure.clause) : std::string();
}

class Layout {
public:
    Layout(const model::Contract& contract, const trace::Paper& paper, std::set<std::size_t> shown, LinePlace of_line)
        : contract_(contract), paper_(paper), shown_(std::move(shown)) {
        places_.of_line = std::move(of_line);
    }

    PaperSheets made() {
        if (!paper_.tables.empty()) {
            SchedulesSheet schedules = schedules_sheet(contract_, paper_.tables);
            sheets_.schedules = std::move(schedules.sheet);
            sheets_.names = std::move(schedules.names);
            places_.columns = std::move(schedules.columns);
        }
        place_all();
        sheets_.data = {"Data", {}, {34, 40, 18, 26, 26, 50, 34}, 1};
        sheets_.clauses = {"Clauses", {}, {18, 34, 32, 50, 26, 26, 34}, 1};
        head(sheets_.data, {"Figure", "Of", "Clause", "Value", "As people write it", "Where it stands", "Remark"});
        head(sheets_.clauses, {"Clause", "Amount", "Of", "Words", "Value", "As people write it", "Remark"});
        for (const std::size_t at : shown_)
            if (!on_record_sheet_.contains(at)) write(at);
        for (const RecordSheet& sheet : records_) write_records(sheet);
        sheets_.data.filtered = sheets_.data.rows.size();
        sheets_.clauses.filtered = sheets_.clauses.rows.size();
        sheets_.places = std::move(places_.figures);
        return std::move(sheets_);
    }

private:
    static void head(Sheet& sheet, const std::vector<const char*>& words) {
        std::vector<SheetCell>& row = sheet.rows.emplace_back();
        for (const std::string_view word : words)
            row.push_back(heading_cell(std::string(word), word == "Value" || word == "As people write it"));
    }
    static bool is_input(const Figure& figure) { return figure.formula.empty() && figure.what == Figure::What::input; }

    void place_all() {
        std::size_t data = 1, clauses = 1;
        // What was reported stands in front of what the clauses make of it.
        for (const std::size_t at : shown_)
            if (is_input(paper_.figures[at])) static_cast<void>(place_on_record_sheet(at, paper_.figures[at]));
        for (const std::size_t at : shown_) {
            const Figure& figure = paper_.figures[at];
            if (on_record_sheet_.contains(at) || (!is_input(figure) && place_on_record_sheet(at, figure))) continue;
            if (is_input(figure)) places_.figures[at] = fmt::format("Data!$D${}", ++data);
            else places_.figures[at] = fmt::format("Clauses!$E${}", ++clauses);
        }
    }

    bool place_on_record_sheet(std::size_t at, const Figure& figure) {
        const auto record = paper_.records.find(figure.of);
        if (record == paper_.records.end() || !figure.why_value.empty()) return false;
        const std::string name = sheet_name(record->second);
        auto sheet =
            std::find_if(records_.begin(), records_.end(), [&](const RecordSheet& one) { return one.name == name; });
        if (sheet == records_.end()) sheet = records_.insert(records_.end(), RecordSheet{name, {}, {}, {}, {}, {}});
        const std::string clause = clause_of(contract_, figure);
        const bool field = is_input(figure);
        const std::string heading = field || clause.empty() ? figure.name : fmt::format("{} ({})", figure.name, clause);
        const auto column = sheet->column_at.find(heading);
        if (column == sheet->column_at.end()) {
            if (sheet->columns.size() >= most_columns) return false;
            sheet->column_at[heading] = sheet->columns.size();
            sheet->columns.push_back(heading);
        }
        const auto [row, is_new] = sheet->row_at.try_emplace(figure.of, sheet->rows.size());
        if (is_new) sheet->rows.push_back(figure.of);
        const std::pair cell{row->second, sheet->column_at.at(heading)};
        if (!sheet->figures.try_emplace(cell, at).second) return false;
        on_record_sheet_.insert(at);
        places_.figures[at] = fmt::format("'{}'!${}${}", name, column_name(cell.second + 1), cell.first + 2);
        return true;
    }

    SheetCell cell_of(const Figure& figure) {
        if (figure.formula.empty()) return value_cell_of(contract_, figure.value, figure.kind);
        constexpr std::size_t longest_formula = 8'192;  // letters that a spreadsheet takes
        std::string formula = with_places(figure.formula, places_);
        if (formula.size() <= longest_formula)
            return formula_cell_of(contract_, std::move(formula), figure.value, figure.kind);
        ++sheets_.values["its formula would be longer than a spreadsheet takes"];
        return value_cell_of(contract_, figure.value, figure.kind);
    }

    void write(std::size_t at) {
        const Figure& figure = paper_.figures[at];
        const std::string clause = clause_of(contract_, figure);
        std::string remark;
        if (figure.formula.empty() && !figure.why_value.empty()) {
            remark = "a value: " + figure.why_value;
            ++sheets_.values[figure.why_value];
        }
        if (is_input(figure)) {
            const std::string origin =
                figure.origin.empty() ? figure.words : figure.origin.substr(figure.origin.rfind('/') + 1);
            sheets_.data.rows.push_back({sheet_text(figure.name), sheet_text(figure.of), sheet_text(clause),
                                         cell_of(figure), sheet_text(shown_as(contract_, figure), CellStyle::number),
                                         sheet_text(origin), sheet_text(remark)});
            return;
        }
        const bool again = !said_.insert({clause, figure.words}).second;
        const std::string words = again ? std::string() : without_paths(figure.words);
        sheets_.clauses.rows.push_back(
            {sheet_text(clause), sheet_text(figure.name), sheet_text(figure.of), sheet_text(words), cell_of(figure),
             sheet_text(shown_as(contract_, figure), CellStyle::number), sheet_text(remark)});
    }

    void write_records(const RecordSheet& laid_out) {
        Sheet sheet{laid_out.name, {}, {}, 1};
        std::vector<SheetCell>& headings = sheet.rows.emplace_back();
        headings.push_back(heading_cell("Record", false));
        std::set<std::size_t> figures;  // columns of figures
        for (const auto& [cell, at] : laid_out.figures)
            if (std::holds_alternative<exact::Ratio>(paper_.figures[at].value)) figures.insert(cell.second);
        for (std::size_t column = 0; column < laid_out.columns.size(); ++column)
            headings.push_back(heading_cell(laid_out.columns[column], figures.contains(column)));
        headings.push_back(heading_cell("Where it stands", false));
        for (std::size_t row = 0; row < laid_out.rows.size(); ++row) {
            std::vector<SheetCell> cells = {sheet_text(laid_out.rows[row])};
            std::string origin;
            for (std::size_t column = 0; column < laid_out.columns.size(); ++column) {
                const auto found = laid_out.figures.find({row, column});
                cells.push_back(found == laid_out.figures.end() ? SheetCell{} : cell_of(paper_.figures[found->second]));
                if (found == laid_out.figures.end() || !origin.empty()) continue;
                const std::string& where = paper_.figures[found->second].origin;
                origin = where.empty() ? where : where.substr(where.rfind('/') + 1);
            }
            cells.push_back(sheet_text(origin));
            sheet.rows.push_back(std::move(cells));
        }
        sheet.widths.assign(laid_out.columns.size() + 2, 26);
        sheet.filtered = sheet.rows.size();
        sheets_.records.push_back(std::move(sheet));
    }

    const model::Contract& contract_;
    const trace::Paper& paper_;
    const std::set<std::size_t> shown_;
    Places places_;
    PaperSheets sheets_;
    std::vector<RecordSheet> records_;
    std::set<std::size_t> on_record_sheet_;
    std::set<std::pair<std::string, std::string>> said_;  // clauses whose words stand above
};

}  // namespace

std::string kept_value(const model::Contract& contract, const model::Value& value) {
    constexpr int places = 12;
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "TRUE" : "FALSE";
    if (const auto* date = std::get_if<calendar::Date>(&value)) return sheet_date(*date).content;
    if (const auto* length = std::get_if<model::Length>(&value))
        return std::to_string(std::int64_t{length->months} * trace::days_in_length + length->days);
    if (std::holds_alternative<model::None>(value)) return "-";
    if (!model::is_known(value)) return "#N/A";
    const auto* number = std::get_if<exact::Ratio>(&value);
    if (number == nullptr) return trace::words_in_cell(contract, value);
    const exact::Ratio step = exact::Ratio(1) / exact::Ratio(exact::power_of_ten(places));
    return exact::write_exact(exact::round_to(*number, {step, exact::RoundingMode::half_up}));
}

/// What does not end as a decimal is a division, so that nothing of it is lost.
SheetCell value_cell_of(const model::Contract& contract, const model::Value& value, const model::Kind& kind) {
    if (const auto* date = std::get_if<calendar::Date>(&value)) return sheet_date(*date);
    const std::string kept = kept_value(contract, value);
    const CellStyle style = style_of(contract, value, kind);
    if (std::holds_alternative<bool>(value)) return sheet_formula(kept + "()", kept, CellStyle::number);
    const bool left_out =
        std::holds_alternative<model::NotApplicable>(value) || std::holds_alternative<model::Held>(value);
    if (left_out) return sheet_formula("\"left out\"*1", "#VALUE!", style);
    if (kept == "#N/A") return sheet_formula("NA()", kept, style);
    if (std::holds_alternative<model::Length>(value)) return sheet_number(kept, CellStyle::number);
    const auto* number = std::get_if<exact::Ratio>(&value);
    if (number == nullptr) return sheet_text(kept);
    const std::string exact = exact::write_exact(*number);
    if (exact.find('/') != std::string::npos) return sheet_formula(exact, kept, style);
    return sheet_number(exact, style);
}

SheetCell formula_cell_of(const model::Contract& contract, std::string formula, const model::Value& value,
                          const model::Kind& kind) {
    std::string kept = kept_value(contract, value);
    const bool words = model::is_known(value) && !std::holds_alternative<exact::Ratio>(value) &&
                       !std::holds_alternative<bool>(value) && !std::holds_alternative<calendar::Date>(value) &&
                       !std::holds_alternative<model::Length>(value);
    if (words || std::holds_alternative<model::None>(value))
        return sheet_formula_of_words(std::move(formula), std::move(kept));
    return sheet_formula(std::move(formula), std::move(kept), style_of(contract, value, kind));
}

SheetCell heading_cell(std::string words, bool over_figures) {
    return sheet_text(std::move(words), over_figures ? CellStyle::figure_heading : CellStyle::heading);
}

std::set<std::string> values_behind(const trace::Paper& paper, std::size_t figure) {
    std::set<std::string> reasons;
    for (const std::size_t at : needed(paper, {figure})) {
        const Figure& found = paper.figures[at];
        if (found.formula.empty() && !found.why_value.empty()) reasons.insert(found.why_value);
    }
    return reasons;
}

PaperSheets paper_sheets(const model::Contract& contract, const trace::Paper& paper,
                         const std::vector<std::size_t>& wanted, const LinePlace& place_of_line) {
    return Layout(contract, paper, needed(paper, wanted), place_of_line).made();
}

}  // namespace concordat::report
