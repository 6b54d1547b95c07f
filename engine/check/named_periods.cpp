// engine/check/named_periods.cpp · room: check
// What:  months (or quarters) without a year as keys of a table in the text: a row serves every year of the agreement.
// Source: finding N18 (named months), section 4 of the findings ("serve every year; all twelve, or an error").

#include "check/named_periods.h"

#include <map>

#include <fmt/format.h>

namespace concordat::check {

namespace {

using calendar::Period;
using calendar::PeriodUnit;
using syntax::Cell;

/// Months and quarters are named; the unit that the key is one of.
std::optional<PeriodUnit> unit_of_key(const Draft& draft, ExprId key) {
    const auto* element = std::get_if<model::ScopeElement>(&draft.expression(key).node);
    if (element == nullptr || element->axis.type != Axis::Type::period) return std::nullopt;
    const PeriodUnit unit = element->axis.unit;
    return unit == PeriodUnit::month || unit == PeriodUnit::quarter ? std::optional(unit) : std::nullopt;
}

/// `April` is 4, `Q1` is 1.
std::optional<int> number_of(const Cell& cell, PeriodUnit unit) {
    const std::string& text = cell.text;
    if (unit == PeriodUnit::month) return calendar::month_number(text);
    const bool is_quarter = text.size() == 2 && text[0] == 'Q' && text[1] >= '1' && text[1] <= '4';
    return is_quarter ? std::optional(text[1] - '0') : std::nullopt;
}

int number_in_year(const Period& period, calendar::YearStart start) {
    return period.unit() == PeriodUnit::month ? period.first().month() : period.label(start).back() - '0';
}

std::string name_of(int number, PeriodUnit unit) {
    return unit == PeriodUnit::month ? std::string(calendar::month_name(number)) : fmt::format("Q{}", number);
}

/// What else a row is found by, as written.
std::string other_keys(const syntax::Row& row, std::size_t column, const std::vector<std::size_t>& key_columns) {
    std::string text;
    for (const std::size_t other : key_columns) {
        if (other == column || other >= row.cells.size()) continue;
        text += (text.empty() ? "" : ", ") + row.cells[other].text;
    }
    return text;
}

void report_missing(Draft& draft, const Cell& heading, const std::string& whose, const std::map<int, const Cell*>& rows,
                    PeriodUnit unit) {
    const int all = unit == PeriodUnit::month ? 12 : 4;
    std::string missing;
    for (int number = 1; number <= all; ++number)
        if (!rows.contains(number)) missing += (missing.empty() ? "" : ", ") + name_of(number, unit);
    if (missing.empty()) return;
    draft
        .error_at(
            Code::named_periods_incomplete, place_of(draft, heading),
            fmt::format("there is no row for {}{}; a table that serves every year has {}", missing,
                        whose.empty() ? "" : " of " + whose, all == 12 ? "all twelve months" : "all four quarters"))
        .with_help("add the rows that are missing; write `-` where there is no such figure");
}

}  // namespace

std::vector<model::Value> periods_named(const Draft& draft, ExprId key, const Cell& cell) {
    std::vector<model::Value> found;
    const auto unit = unit_of_key(draft, key);
    const auto number = unit ? number_of(cell, *unit) : std::nullopt;
    if (!number) return found;
    const calendar::YearStart start = draft.contract.year_start;
    const auto begins = Period::containing(PeriodUnit::year, draft.contract.in_force.first, start).first();
    const auto ends = Period::containing(PeriodUnit::year, draft.contract.in_force.last, start).last();
    for (Period period = Period::containing(*unit, begins, start); period.first() <= ends; period = period.next(start))
        if (number_in_year(period, start) == *number) found.emplace_back(period);
    return found;
}

void check_named_periods(Draft& draft, const syntax::Table& table, ExprId key, std::size_t column,
                         const std::vector<std::size_t>& key_columns) {
    const auto unit = unit_of_key(draft, key);
    if (!unit) return;
    std::map<std::string, std::map<int, const Cell*>> named;
    const Cell* with_year = nullptr;
    for (const syntax::Row& row : table.rows) {
        const Cell& cell = row.cells[column];
        const auto number = number_of(cell, *unit);
        if (!number) {
            if (with_year == nullptr) with_year = &cell;
            continue;
        }
        const std::string whose = other_keys(row, column, key_columns);
        const auto [first, is_new] = named[whose].emplace(*number, &cell);
        if (is_new) continue;
        draft
            .error_at(Code::named_period_twice, place_of(draft, cell),
                      fmt::format("`{}`{} has two rows in this table", cell.text, whose.empty() ? "" : " of " + whose))
            .label(place_of(draft, *first->second), "first here")
            .with_help("take one of them out");
    }
    if (named.empty()) return;
    if (with_year != nullptr) {
        draft
            .error_at(Code::named_period_with_year, place_of(draft, *with_year),
                      fmt::format("`{}` stands among names that serve every year", with_year->text))
            .with_help(*unit == PeriodUnit::month
                           ? "name all twelve months without a year, or write each Month with its year: `2026-08`"
                           : "name all four quarters without a year, or write each with its year: `2026/27 Q1`");
        return;
    }
    for (const auto& [whose, rows] : named) report_missing(draft, table.headings[column], whose, rows, *unit);
}

}  // namespace concordat::check
