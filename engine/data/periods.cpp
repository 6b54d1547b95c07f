// engine/data/periods.cpp · room: data
// What:  the periods of facts, the dates of records and the names of reports, as settlement periods.
// Start: periods_with_data(), last in the file.
#include "data/periods.h"

#include <set>

#include "data/fact_layout.h"

namespace concordat::data {
namespace {

using calendar::Date;
using calendar::Period;

struct FoundPeriods {
    std::set<Period> reported, agreed;
    bool has_data_without_period = false;
};

/// The column of a record by whose date or period it falls, when that is plainly one of its fields.
std::optional<std::size_t> date_column(const model::Contract& contract, const model::Record& record) {
    if (!record.falls_in.is_set()) return std::nullopt;
    const model::ExprNode& node = contract.expression(record.falls_in).node;
    if (const auto* field = std::get_if<model::FieldOf>(&node)) return field->column;
    if (const auto* term = std::get_if<model::TermRef>(&node)) {
        const auto* source = std::get_if<model::FieldSource>(&contract.term(term->term).source);
        const bool own = source != nullptr && source->column < record.fields.size() &&
                         record.fields[source->column].term == term->term;  // not a date of the record it belongs to
        if (own) return source->column;
    }
    return std::nullopt;
}

std::optional<Date> day_of(const model::Value& value) {
    if (const auto* date = std::get_if<Date>(&value)) return *date;
    if (const auto* period = std::get_if<Period>(&value)) return period->last();
    return std::nullopt;
}

void find_in_reports(const model::Contract& contract, const model::Record& record, const std::vector<Report>& reports,
                     FoundPeriods& found) {
    std::set<Period>& periods = record.agreed ? found.agreed : found.reported;
    const std::optional<std::size_t> column = date_column(contract, record);
    const auto add = [&](Date day) { periods.insert(Period::containing(contract.settles, day, contract.year_start)); };
    for (const Report& report : reports) {
        if (!column && report.period) add(report.period->last());
        if (!column && !report.period && (!report.rows.empty() || report.added_up > 0))
            found.has_data_without_period = true;
        if (!column) continue;
        if (report.period && report.rows.empty() && report.added_up == 0) add(report.period->last());
        for (const Period& month : report.months_added_up) add(month.last());
        for (const RecordRow& row : report.rows) {
            if (const std::optional<Date> day = day_of(row.fields[*column])) add(*day);
        }
    }
}

void find_in_facts(const model::Contract& contract, model::TermId term, const std::vector<Fact>& facts,
                   FoundPeriods& found) {
    std::set<Period>& periods = fact_source(contract, term)->agreed ? found.agreed : found.reported;
    for (const Fact& fact : facts) {
        if (!fact.period) found.has_data_without_period = true;
        if (fact.period) periods.insert(Period::containing(contract.settles, fact.period->last(), contract.year_start));
    }
}

std::vector<Period> all_periods(const model::Contract& contract) {
    std::vector<Period> all;
    Period period = Period::containing(contract.settles, contract.in_force.first, contract.year_start);
    for (; period.first() <= contract.in_force.last; period = period.next(contract.year_start)) all.push_back(period);
    return all;
}

}  // namespace

std::vector<Period> periods_with_data(const model::Contract& contract, const DataSet& data) {
    FoundPeriods found;
    for (const auto& [term, facts] : data.facts) find_in_facts(contract, term, facts, found);
    for (std::size_t index = 0; index < data.reports.size(); ++index) {
        find_in_reports(contract, contract.records[index], data.reports[index], found);
    }
    std::vector<Period> periods;
    for (const Period& period : found.reported.empty() ? found.agreed : found.reported) {
        if (calendar::overlap(period.days(), contract.in_force)) periods.push_back(period);
    }
    if (periods.empty() && found.has_data_without_period) return all_periods(contract);
    return periods;
}

}  // namespace concordat::data
