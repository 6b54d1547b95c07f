// engine/report/paper_sheets.cpp · room: report
// What:  which figures are needed, where each stands, and its formula with those places in it.
// Start: paper_sheets(), last in the file.
#include "report/paper_sheets.h"

#include <set>
#include <string_view>

#include <fmt/format.h>

#include "exact/decimal_text.h"
#include "exact/rounding.h"
#include "report/clause_words.h"

namespace concordat::report {
namespace {

using trace::Figure;

std::set<std::size_t> needed(const trace::Paper& paper, const std::vector<std::size_t>& wanted) {
    std::set<std::size_t> found;
    std::vector<std::size_t> open = wanted;
    while (!open.empty()) {
        const std::size_t figure = open.back();
        open.pop_back();
        if (!found.insert(figure).second) continue;
        for (const std::size_t part : trace::figures_in(paper.figures[figure].formula)) open.push_back(part);
    }
    return found;
}

std::string with_places(const std::string& formula, const std::map<std::size_t, std::string>& places) {
    std::string text;
    for (std::size_t at = 0; at < formula.size();) {
        if (formula[at] != '{') {
            text += formula[at++];
            continue;
        }
        const std::size_t end = formula.find('}', at);
        text += places.at(std::stoul(formula.substr(at + 1, end - at - 1)));
        at = end + 1;
    }
    return text;
}

/// What a spreadsheet keeps: a decimal of twelve places, a day, TRUE or FALSE.
std::string cached(const model::Value& value) {
    constexpr int places = 12;
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "TRUE" : "FALSE";
    if (const auto* date = std::get_if<calendar::Date>(&value)) return sheet_date(*date).content;
    const auto* number = std::get_if<exact::Ratio>(&value);
    if (number == nullptr) return {};
    const exact::Ratio step = exact::Ratio(1) / exact::Ratio(exact::power_of_ten(places));
    return exact::write_exact(exact::round_to(*number, {step, exact::RoundingMode::half_up}));
}

CellStyle style_of(const model::Contract& contract, const Figure& figure) {
    if (std::holds_alternative<calendar::Date>(figure.value)) return CellStyle::date;
    if (figure.kind.is_money()) return CellStyle::exact;
    const bool percent = model::write_for_people(contract, figure.value, figure.kind).ends_with('%');
    return percent ? CellStyle::percent : CellStyle::number;
}

/// A figure without a formula. What does not end as a decimal is a division, so that nothing of it is lost.
SheetCell value_cell_of(const model::Contract& contract, const Figure& figure) {
    if (const auto* date = std::get_if<calendar::Date>(&figure.value)) return sheet_date(*date);
    const std::string kept = cached(figure.value);
    if (std::holds_alternative<bool>(figure.value)) return sheet_formula(kept + "()", kept, CellStyle::number);
    const auto* number = std::get_if<exact::Ratio>(&figure.value);
    const std::string exact = number == nullptr ? std::string() : exact::write_exact(*number);
    const CellStyle style = style_of(contract, figure);
    if (exact.find('/') != std::string::npos) return sheet_formula(exact, kept, style);
    return sheet_number(exact, style);
}

std::string shown_as(const model::Contract& contract, const Figure& figure) {
    return model::write_for_people(contract, figure.value, figure.kind);
}

}  // namespace

std::set<std::string> values_behind(const trace::Paper& paper, std::size_t figure) {
    std::set<std::string> reasons;
    for (const std::size_t at : needed(paper, {figure})) {
        const Figure& found = paper.figures[at];
        if (found.formula.empty() && !found.why_value.empty()) reasons.insert(found.why_value);
    }
    return reasons;
}

PaperSheets paper_sheets(const model::Contract& contract, const trace::Paper& paper,
                         const std::vector<std::size_t>& wanted) {
    PaperSheets sheets;
    sheets.data = {"Data", {}, {34, 40, 18, 26, 26, 50, 34}, 1};
    sheets.clauses = {"Clauses", {}, {18, 34, 32, 50, 26, 26, 34}, 1};
    const auto head = [](Sheet& sheet, const std::vector<const char*>& words) {
        std::vector<SheetCell>& row = sheet.rows.emplace_back();
        for (const std::string_view word : words)
            row.push_back(sheet_text(std::string(word), word == "Value" || word == "As people write it"
                                                            ? CellStyle::figure_heading
                                                            : CellStyle::heading));
    };
    head(sheets.data, {"Figure", "Of", "Clause", "Value", "As people write it", "Where it stands", "Remark"});
    head(sheets.clauses, {"Clause", "Amount", "Of", "Words", "Value", "As people write it", "Remark"});
    const std::set<std::size_t> shown = needed(paper, wanted);
    std::set<std::pair<std::string, std::string>> said;  // clauses whose words stand above
    // A figure stands behind those that it is made from, so that each place is known when it is named.
    for (const std::size_t at : shown) {
        const Figure& figure = paper.figures[at];
        const std::string clause = figure.clause.is_set() ? clause_number(contract, figure.clause) : std::string();
        const bool is_value = figure.formula.empty();
        std::string remark;
        if (is_value && !figure.why_value.empty()) {
            remark = "a value: " + figure.why_value;
            ++sheets.values[figure.why_value];
        }
        if (is_value && figure.what == Figure::What::input) {
            const std::string origin =
                figure.origin.empty() ? figure.words : figure.origin.substr(figure.origin.rfind('/') + 1);
            sheets.data.rows.push_back(
                {sheet_text(figure.name), sheet_text(figure.of), sheet_text(clause), value_cell_of(contract, figure),
                 sheet_text(shown_as(contract, figure), CellStyle::number), sheet_text(origin), sheet_text(remark)});
            sheets.places[at] = fmt::format("Data!$D${}", sheets.data.rows.size());
            continue;
        }
        SheetCell value = is_value ? value_cell_of(contract, figure)
                                   : sheet_formula(with_places(figure.formula, sheets.places), cached(figure.value),
                                                   style_of(contract, figure));
        const bool again = !said.insert({clause, figure.words}).second;
        const std::string words = again ? std::string() : without_paths(figure.words);
        sheets.clauses.rows.push_back({sheet_text(clause), sheet_text(figure.name), sheet_text(figure.of),
                                       sheet_text(words), std::move(value),
                                       sheet_text(shown_as(contract, figure), CellStyle::number), sheet_text(remark)});
        sheets.places[at] = fmt::format("Clauses!$E${}", sheets.clauses.rows.size());
    }
    sheets.data.filtered = sheets.data.rows.size();
    sheets.clauses.filtered = sheets.clauses.rows.size();
    return sheets;
}

}  // namespace concordat::report
