// engine/data/facts.cpp · room: data
// What:  reads the columns of a layout row by row and keeps each value once; serves named months to every year.
// Start: FactBook::take().
#include "data/facts.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/value_key.h"

namespace concordat::data {

using calendar::Period;
using calendar::PeriodUnit;
using model::Axis;
using model::TermId;
using model::Value;
using source::Code;

namespace {

model::Kind kind_of(const Axis& axis) {
    model::Kind kind;
    switch (axis.type) {
        case Axis::Type::party: kind.base = model::KindBase::party; break;
        case Axis::Type::member: kind.base = model::KindBase::member; break;
        case Axis::Type::record: kind.base = model::KindBase::record; break;
        case Axis::Type::period: kind.base = model::KindBase::period; break;
    }
    kind.role = axis.role;
    kind.set = axis.set;
    return kind;
}

std::string axis_key(const ElementSource& element) {
    return fmt::format("{}/{}/{}/{}/{}", *element.column, static_cast<int>(element.axis.type), element.axis.role.value,
                       element.axis.set.value, static_cast<int>(element.axis.unit));
}

/// `April`, `Q1`: a period of every year, by its number in the year, from 1.
std::optional<int> named_in_year(std::string_view text, PeriodUnit unit) {
    if (unit == PeriodUnit::month) return calendar::month_number(text);
    const bool is_quarter = unit == PeriodUnit::quarter && text.size() == 2 && (text[0] == 'Q' || text[0] == 'q') &&
                            text[1] >= '1' && text[1] <= '4';
    return is_quarter ? std::optional(text[1] - '0') : std::nullopt;
}

int number_in_year(const Period& period, calendar::YearStart year_start) {
    if (period.unit() == PeriodUnit::month) return period.first().month();
    return period.label(year_start).back() - '0';
}

/// Every such month or quarter of the years that the agreement touches.
std::vector<Period> in_every_year(const model::Contract& contract, PeriodUnit unit, int number) {
    const calendar::YearStart start = contract.year_start;
    const calendar::Date first = Period::containing(PeriodUnit::year, contract.in_force.first, start).first();
    const calendar::Date last = Period::containing(PeriodUnit::year, contract.in_force.last, start).last();
    std::vector<Period> found;
    for (Period period = Period::containing(unit, first, start); period.first() <= last; period = period.next(start)) {
        if (number_in_year(period, start) == number) found.push_back(period);
    }
    return found;
}

/// Parties and members in the order the contract lists them.
std::pair<std::uint32_t, std::size_t> order_of(const Value& element) {
    if (const auto* party = std::get_if<model::PartyId>(&element)) return {0, party->index()};
    if (const auto* member = std::get_if<model::Member>(&element)) return {1, member->row};
    return {2, 0};
}

bool comes_before(const Fact& a, const Fact& b) {
    for (std::size_t axis = 0; axis < std::min(a.elements.size(), b.elements.size()); ++axis) {
        const auto order_a = order_of(a.elements[axis]);
        const auto order_b = order_of(b.elements[axis]);
        if (order_a != order_b) return order_a < order_b;
    }
    return std::tie(a.period, a.known_from, a.origin.file, a.origin.line) <
           std::tie(b.period, b.known_from, b.origin.file, b.origin.line);
}

}  // namespace

/// A file while its columns are read: each column that names elements is read once for all facts beside it.
struct FactBook::FileReading {
    /// Rows that were said to give what an earlier row gives: once, whatever the number of their columns.
    mutable std::set<std::pair<std::size_t, std::size_t>> told_twice = {};
    const model::Contract& contract;
    TakenFile& file;
    Problems& problems;
    std::map<std::string, std::vector<std::optional<Value>>> elements;  // by axis column and axis: by row
    std::vector<std::optional<calendar::Date>> known_from;              // by row
    std::map<std::string, std::set<int>> named_periods;                 // by term and elements: months of every year

    void read_known_from(std::optional<std::size_t> column);
    const std::vector<std::optional<Value>>& column_of(const ElementSource& element, const FactColumn& fact);
    std::optional<std::vector<Period>> periods_of(const FactColumn& fact, std::size_t row, const std::string& key);
    bool is_served_by_year(const FactColumn& fact) const { return fact_source(contract, fact.term)->every_year; }
    void check_named_periods(const FactColumn& fact, const std::string& term_key);
};

void FactBook::FileReading::read_known_from(std::optional<std::size_t> column) {
    known_from.resize(file.csv.row_count());
    if (!column) return;
    ColumnReader days(contract, file.csv, *column, date_column_spec(file.headings[*column]), problems);
    for (std::size_t row = 0; row < file.csv.row_count(); ++row) {
        const std::optional<Value> value = days.read(row);
        if (const auto* day = value ? std::get_if<calendar::Date>(&*value) : nullptr) known_from[row] = *day;
    }
}

const std::vector<std::optional<Value>>& FactBook::FileReading::column_of(const ElementSource& element,
                                                                          const FactColumn& fact) {
    const bool by_year = element.axis.type == Axis::Type::period && is_served_by_year(fact);
    const auto [found, is_new] = elements.try_emplace(axis_key(element) + (by_year ? "/every" : ""));
    if (!is_new) return found->second;
    ColumnSpec spec{
        .name = contract.term(fact.term).name, .kind = kind_of(element.axis), .blank = ColumnSpec::Blank::refused};
    if (element.axis.type == Axis::Type::period) spec.unit = element.axis.unit;
    ColumnReader reader(contract, file.csv, *element.column, std::move(spec), problems);
    for (std::size_t row = 0; row < file.csv.row_count(); ++row) {
        const bool is_named = by_year && named_in_year(trimmed(reader.cell(row).text), element.axis.unit);
        found->second.push_back(is_named ? std::nullopt : reader.read(row));
    }
    return found->second;
}

/// The periods that a row serves: one, or one in every year. Nothing when its cell cannot be read.
std::optional<std::vector<Period>> FactBook::FileReading::periods_of(const FactColumn& fact, std::size_t row,
                                                                     const std::string& key) {
    const ElementSource& source = *fact.period;
    if (!source.column) return std::vector{std::get<Period>(source.fixed)};
    const std::optional<Value>& value = column_of(source, fact)[row];
    if (value) return std::vector{std::get<Period>(*value)};
    if (!is_served_by_year(fact)) return std::nullopt;
    const std::string_view text = trimmed(file.csv.row(row)[*source.column].text);
    const std::optional<int> number = named_in_year(text, source.axis.unit);
    if (!number) return std::nullopt;
    named_periods[key].insert(*number);
    return in_every_year(contract, source.axis.unit, *number);
}

/// A schedule of named months has all twelve.
void FactBook::FileReading::check_named_periods(const FactColumn& fact, const std::string& term_key) {
    const std::size_t needed = fact.unit == PeriodUnit::month ? 12 : 4;
    for (const auto& [key, numbers] : named_periods) {
        if (!key.starts_with(term_key) || numbers.size() == needed) continue;
        std::string missing;
        for (int number = 1; number <= static_cast<int>(needed); ++number) {
            if (numbers.contains(number)) continue;
            missing += missing.empty() ? "" : ", ";
            missing +=
                fact.unit == PeriodUnit::month ? std::string(calendar::month_name(number)) : fmt::format("Q{}", number);
        }
        const std::string_view words = needed == 12 ? "all twelve months" : "all four quarters";
        problems
            .add(Code::named_periods_incomplete, "", file.csv.place(file.csv.header[*fact.period->column]),
                 fmt::format("`{}` has no row for {}; a schedule that serves every year has {}",
                             contract.term(fact.term).name, missing, words))
            .with_help("add the rows that are missing; write `-` where there is no such figure");
        return;
    }
}

/// Keeps a value. False when the same one is there already, which is then reported.
bool FactBook::add(const FileReading& reading, const FactColumn& column, const CsvCell& cell, Fact fact) {
    std::string key = fmt::format("{}|", column.term.value);
    for (const Value& element : fact.elements) key += value_key(element);
    if (fact.period) key += value_key(Value(*fact.period));
    if (fact.known_from) key += value_key(Value(*fact.known_from));
    const auto [first, is_new] = seen_.emplace(std::move(key), Seen{&reading.file.csv, cell});
    if (is_new) {
        if (auto* missing = std::get_if<model::Missing>(&fact.value)) {
            missing->what = fact_words(*contract_, column.term, fact.elements, fact.period);
        }
        facts_[column.term].push_back(std::move(fact));
        return true;
    }
    if (!reading.told_twice.emplace(first->second.cell.line, cell.line).second) return false;
    const std::string when =
        fact.known_from ? fmt::format(", reported on {}", calendar::write_iso(*fact.known_from)) : "";
    reading.problems
        .add(Code::fact_twice, "", reading.file.csv.place(cell),
             fmt::format("`{}`{} is given twice; one value has one row in one file",
                         fact_words(*contract_, column.term, fact.elements, fact.period), when))
        .label(first->second.file->place(first->second.cell), "first here")
        .with_help("take one of them out; a figure put right later carries its day in a column `Reported On`");
    return false;
}

void FactBook::take_column(FileReading& reading, const FactColumn& column) {
    const model::Term& term = contract_->term(column.term);
    const model::FactSource& source = *fact_source(*contract_, column.term);
    const CellForm of_contract{.share_of_one = source.share_of_one,
                               .in_hundredths = source.in_hundredths,
                               .one_or_zero = source.one_or_zero,
                               .slash_dates = std::nullopt};
    ColumnReader values(*contract_, reading.file.csv, column.column,
                        {.name = term.name,
                         .kind = term.kind,
                         .form = joined_forms(reading.file.headings[column.column].form, of_contract),
                         .owed_by = source.reported_by,
                         .rows = column.rows},
                        reading.problems);
    const std::string term_key = fmt::format("{}|", column.term.value);
    const std::size_t count = column.rows ? column.rows->size() : reading.file.csv.row_count();
    for (std::size_t index = 0; index < count; ++index) {
        take_row(reading, column, values, column.rows ? (*column.rows)[index] : index);
    }
    if (column.period && column.period->column) reading.check_named_periods(column, term_key);
}

void FactBook::take_row(FileReading& reading, const FactColumn& column, ColumnReader& values, std::size_t row) {
    Fact fact{.elements = {},
              .period = std::nullopt,
              .value = {},
              .known_from = reading.known_from[row],
              .origin = {std::string(file_part(reading.file.csv.name)), values.cell(row).line}};
    bool is_whole = true;
    std::string key = fmt::format("{}|", column.term.value);
    for (const ElementSource& element : column.elements) {
        const std::optional<Value> found = element.column ? reading.column_of(element, column)[row] : element.fixed;
        is_whole = is_whole && found;
        if (!found) continue;
        key += value_key(*found);
        fact.elements.push_back(*found);
    }
    std::optional<std::vector<Period>> periods;
    if (column.period) periods = reading.periods_of(column, row, key);
    std::optional<Value> value = values.read(row);
    if (!is_whole || !value || (column.period && !periods)) return;
    fact.value = std::move(*value);
    if (!periods) {
        add(reading, column, values.cell(row), std::move(fact));
        return;
    }
    for (const Period& period : *periods) {
        fact.period = period;
        if (!add(reading, column, values.cell(row), fact)) return;
    }
}

bool FactBook::take(TakenFile& file, const NamedTerms& named, Problems& problems) {
    const std::size_t problems_before = problems.count();
    const FactLayout layout = find_facts(*contract_, file, named, problems);
    FileReading reading{{}, *contract_, file, problems, {}, {}, {}};
    if (!layout.columns.empty()) reading.read_known_from(layout.reported_on);
    for (const FactColumn& column : layout.columns) take_column(reading, column);
    return !layout.columns.empty() || problems.count() > problems_before;
}

std::map<TermId, std::vector<Fact>> FactBook::facts() && {
    for (auto& [term, facts] : facts_) std::ranges::stable_sort(facts, comes_before);
    return std::move(facts_);
}

std::string fact_words(const model::Contract& contract, TermId term, const std::vector<Value>& elements,
                       const std::optional<Period>& period) {
    std::string words = contract.term(term).name;
    std::string_view joint = " of ";
    for (const Value& element : elements) {
        if (const auto* party = std::get_if<model::PartyId>(&element)) {
            words += fmt::format("{}{}", joint, contract.party(*party).name);
        } else if (const auto* member = std::get_if<model::Member>(&element)) {
            words += fmt::format("{}{}", joint, contract.set(member->set).members[member->row]);
        }
        joint = ", ";
    }
    if (period) words += fmt::format(" for {}", period->label_for_people(contract.year_start));
    return words;
}

}  // namespace concordat::data
