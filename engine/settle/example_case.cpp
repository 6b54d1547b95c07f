// engine/settle/example_case.cpp · room: settle
// What:  turns the input cells of an example row into overrides, elements and one record.
// Start: read_case(), last in the file.
#include "settle/example_case.h"

#include <algorithm>
#include <utility>

#include "settle/periods.h"

namespace concordat::settle {

using calendar::Period;
using eval::reference::Override;
using model::Contract;
using model::Example;
using model::ExampleColumn;
using model::Missing;
using model::Value;

namespace {

using OverriddenAt = std::vector<std::pair<model::Axis, Value>>;

/// The elements an input is for; one that is not plain to see leaves its axis open.
OverriddenAt places_of(const Contract& contract, const std::vector<model::Bind>& binds, const Period& period) {
    OverriddenAt at;
    for (const model::Bind& bind : binds) {
        if (auto element = element_of(contract, bind, period)) at.emplace_back(bind.axis, *element);
    }
    return at;
}

/// A cell `missing` is missing by the example's own words.
Value as_input(Value value, const std::string& what) {
    auto* missing = std::get_if<Missing>(&value);
    if (missing && missing->what.empty()) *missing = {what, {}, "missing in the example"};
    return value;
}

std::optional<Period> period_in(const Contract& contract, const Example::Cell& cell) {
    if (cell.value) {
        if (const auto* period = std::get_if<Period>(&*cell.value)) return *period;
        if (const auto* date = std::get_if<calendar::Date>(&*cell.value)) {
            return Period::containing(contract.settles, *date, contract.year_start);
        }
    }
    return calendar::read_period(cell.text, contract.year_start);
}

std::optional<Period> stated_period(const Contract& contract, const Example& example, const Example::Row& row) {
    for (std::size_t place = 0; place < example.columns.size(); ++place) {
        const bool is_period = example.columns[place].use == ExampleColumn::Use::period;
        if (!is_period || place >= row.cells.size()) continue;
        if (const auto period = period_in(contract, row.cells[place])) return period;
    }
    return example.period;
}

/// The column of the example's record that a term is a field of.
std::optional<std::size_t> field_of(const Contract& contract, const Example& example, model::TermId term) {
    if (!term.is_set() || !example.record.is_set()) return std::nullopt;
    const auto* field = std::get_if<model::FieldSource>(&contract.term(term).source);
    if (!field || field->record != example.record) return std::nullopt;
    return field->column;
}

data::RecordRow empty_record(const Contract& contract, const Example& example) {
    data::RecordRow record;
    for (const model::Field& field : contract.record(example.record).fields) {
        record.fields.emplace_back(Missing{field.name, {}, "not shown in the example"});
    }
    for (const auto& [term, value] : example.fields_not_shown) {
        if (const auto column = field_of(contract, example, term)) record.fields[*column] = value;
    }
    return record;
}

/// Each entry of the list: yes where it stands in the cell, else no.
void add_list(const Contract& contract, const ExampleColumn& column, const Example::Cell& cell, ExampleCase& made) {
    for (const model::Axis& axis : contract.term(column.term).index) {
        if (axis.type != model::Axis::Type::member) continue;
        for (std::size_t row = 0; row < contract.set(axis.set).members.size(); ++row) {
            const bool stands = std::find(cell.members.begin(), cell.members.end(), row) != cell.members.end();
            made.inputs.push_back({column.term, {{axis, model::Member{axis.set, row}}}, stands});
        }
    }
}

void add_input(const Contract& contract, const Example& example, const ExampleColumn& column, const Example::Cell& cell,
               ExampleCase& made) {
    if (!cell.value) return;
    if (column.use == ExampleColumn::Use::input_list) return add_list(contract, column, cell, made);
    const Value value = as_input(*cell.value, column.heading);
    if (const auto field = field_of(contract, example, column.term)) {
        made.record->fields[*field] = value;
    } else if (column.term.is_set()) {
        made.inputs.push_back({column.term, places_of(contract, column.binds, made.period), value});
    } else {
        made.elements.push_back(value);
    }
}

/// A row that is a group: a record for each of the codes in a cell. What identifies them is no matter.
void add_records(const Contract& contract, const Example& example, const Example::Row& row, ExampleCase& made) {
    if (!made.record) return;
    std::size_t count = 1;
    for (const Example::Cell& cell : row.cells) count = std::max(count, cell.several.size());
    const model::Record& kind = contract.record(example.record);
    for (std::size_t index = 0; index < count; ++index) {
        data::RecordRow record = *made.record;
        for (std::size_t place = 0; place < example.columns.size() && place < row.cells.size(); ++place) {
            const auto& several = row.cells[place].several;
            const auto field = field_of(contract, example, example.columns[place].term);
            if (field && index < several.size()) record.fields[*field] = several[index];
        }
        for (std::size_t column = 0; example.group.is_set() && column < kind.fields.size(); ++column) {
            const auto& same = contract.record(example.group).group->same;
            const bool shared = std::find(same.begin(), same.end(), column) != same.end();
            const bool code = kind.fields[column].kind.base == model::KindBase::code;
            if (model::is_known(record.fields[column]) || !code) continue;
            if (kind.fields[column].unique) record.fields[column] = std::to_string(index + 1);
            else if (shared) record.fields[column] = std::string("shown together");
        }
        made.records.push_back(std::move(record));
    }
    made.record = made.records.front();
}

bool is_input(const ExampleColumn& column) {
    switch (column.use) {
        case ExampleColumn::Use::input_term:
        case ExampleColumn::Use::input_list:
        case ExampleColumn::Use::input_field: return true;
        case ExampleColumn::Use::gives_paid:
        case ExampleColumn::Use::period:
        case ExampleColumn::Use::gives_term:
        case ExampleColumn::Use::gives_party:
        case ExampleColumn::Use::gives_field_term: return false;
    }
    return false;
}

}  // namespace

data::DataSet agreed_part(const Contract& contract, const data::DataSet& data) {
    data::DataSet agreed;
    agreed.tables = data.tables.size() == contract.tables.size() ? data.tables : contract.tables;
    agreed.holidays = data.holidays;
    agreed.reports.resize(contract.records.size());
    for (std::size_t index = 0; index < contract.records.size(); ++index) {
        const bool is_agreed = contract.records[index].agreed && index < data.reports.size();
        if (is_agreed) agreed.reports[index] = data.reports[index];
    }
    for (const auto& [term, facts] : data.facts) {
        const auto* source = std::get_if<model::FactSource>(&contract.term(term).source);
        if (source && source->agreed) agreed.facts[term] = facts;
    }
    return agreed;
}

Period period_back(const Contract& contract, calendar::PeriodUnit unit, const Period& from, int back) {
    Period period = Period::containing(unit, from.first(), contract.year_start);
    for (int step = 0; step < back; ++step) period = period.before(contract.year_start);
    return period;
}

std::optional<Value> element_of(const Contract& contract, const model::Bind& bind, const Period& from) {
    if (bind.element.is_set()) {
        const auto& node = contract.expression(bind.element).node;
        const auto* constant = std::get_if<model::Constant>(&node);
        return constant ? std::optional(constant->value) : std::nullopt;
    }
    if (bind.axis.type != model::Axis::Type::period) return std::nullopt;
    return period_back(contract, bind.axis.unit, from, bind.periods_back);
}

ExampleCase read_case(const Contract& contract, const Example& example, const Example::Row& row) {
    ExampleCase made;
    made.stated_period = stated_period(contract, example, row);
    made.period = made.stated_period.value_or(first_in_force(contract, contract.settles));
    if (example.record.is_set()) made.record = empty_record(contract, example);
    for (const Example::Given& given : example.given) {
        made.inputs.push_back({given.term, places_of(contract, given.binds, made.period), given.value});
    }
    for (std::size_t place = 0; place < example.columns.size(); ++place) {
        const ExampleColumn& column = example.columns[place];
        if (!is_input(column) || place >= row.cells.size()) continue;
        add_input(contract, example, column, row.cells[place], made);
    }
    add_records(contract, example, row, made);
    return made;
}

}  // namespace concordat::settle
