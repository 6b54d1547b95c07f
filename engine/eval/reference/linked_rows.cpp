// engine/eval/reference/linked_rows.cpp · room: eval
// What:  see linked_rows.h. Rows are arranged once by the fields that link and by day.
// Start: linked_rows(), near the end.
#include "eval/reference/linked_rows.h"

#include <algorithm>
#include <string>

#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/stretches.h"
#include "eval/reference/value_order.h"

namespace concordat::eval::reference {

namespace {

using calendar::Days;
using model::Axis;
using model::RecordId;
using model::Value;
using Link = model::Aggregate::Link;

std::optional<std::size_t> column_of(const model::Contract& contract, RecordId record, const Link& link) {
    if (!link.field.is_set()) return std::nullopt;
    const auto* field = std::get_if<model::FieldSource>(&contract.term(link.field).source);
    if (field == nullptr || field->record != record) return std::nullopt;
    return field->column;
}

Value link_value(Workings& workings, RecordId record, std::size_t row, std::size_t column) {
    Scope scope;
    scope.record = record;
    scope.record_row = row;
    scope.period = calendar::Period::containing(workings.contract.settles, workings.contract.in_force.first,
                                                workings.contract.year_start);
    return field_of(workings, record, row, column, frame_of(scope, scope.period.first()));
}

/// What a field of another record must equal: the field of the same name, else the one that is unique.
std::optional<Value> value_in_record(Workings& workings, const Link& link, const Frame& frame) {
    const auto row = row_in_play(frame, link.axis.record);
    if (!row) return std::nullopt;
    const model::Record& record = workings.contract.record(link.axis.record);
    const std::string& name = workings.contract.term(link.field).name;
    std::optional<std::size_t> column;
    for (std::size_t index = 0; index < record.fields.size(); ++index) {
        const bool same_name = record.fields[index].name == name;
        if (same_name || (record.fields[index].unique && !column)) column = index;
        if (same_name) break;
    }
    if (!column) return std::nullopt;
    return link_value(workings, link.axis.record, *row, *column);
}

std::optional<Value> wanted_value(Workings& workings, const Link& link, const Frame& frame) {
    if (link.axis.type == Axis::Type::record) return value_in_record(workings, link, frame);
    return element_in_scope(workings, link.axis, frame);
}

void put(RowBucket& bucket, Workings& workings, RecordId record, std::size_t row) {
    const Dating& dating = dating_of(workings, record, row);
    switch (dating.state) {
        case Dating::State::dated: bucket.by_day.emplace_back(dating.placed.days_since_1970(), row); return;
        case Dating::State::in_no_period: return;
        case Dating::State::undated:
        case Dating::State::not_known: bucket.any_time.push_back(row); return;
    }
}

LinkedRows arranged(Workings& workings, RecordId record, const std::vector<std::size_t>& columns) {
    LinkedRows linked;
    const std::size_t rows = shelf_of(workings, record).rows.size();
    for (std::size_t row = 0; row < rows; ++row) {
        std::string key;
        bool blank = false;
        for (const std::size_t column : columns) {
            const Value value = link_value(workings, record, row, column);
            blank |= std::holds_alternative<model::Missing>(value);
            key += key_of(value) + '\x1f';
        }
        put(blank ? linked.blank : linked.by_values[key], workings, record, row);
    }
    for (auto& [key, bucket] : linked.by_values) std::sort(bucket.by_day.begin(), bucket.by_day.end());
    std::sort(linked.blank.by_day.begin(), linked.blank.by_day.end());
    return linked;
}

const LinkedRows& rows_by(Workings& workings, RecordId record, const std::vector<std::size_t>& columns) {
    auto& by_links = shelf_of(workings, record).by_links;
    const auto found = by_links.find(columns);
    if (found != by_links.end()) return found->second;
    LinkedRows linked = arranged(workings, record, columns);
    return shelf_of(workings, record).by_links.insert_or_assign(columns, std::move(linked)).first->second;
}

void take_from(const RowBucket& bucket, const std::vector<Days>& stretches, std::vector<std::size_t>& rows) {
    rows.insert(rows.end(), bucket.any_time.begin(), bucket.any_time.end());
    for (const Days& days : stretches) {
        auto place = std::lower_bound(bucket.by_day.begin(), bucket.by_day.end(),
                                      std::pair{days.first.days_since_1970(), std::size_t{0}});
        for (; place != bucket.by_day.end() && place->first <= days.last.days_since_1970(); ++place)
            rows.push_back(place->second);
    }
}

std::vector<Days> always() {
    return {{calendar::Date::from(1, 1, 1).value_or(calendar::Date()),
             calendar::Date::from(9999, 12, 31).value_or(calendar::Date())}};
}

std::vector<Days> cut_to_term(const model::Contract& contract, const std::vector<Days>& stretches) {
    std::vector<Days> cut;
    for (const Days& days : stretches) {
        if (const auto inside = calendar::overlap(days, contract.in_force)) cut.push_back(*inside);
    }
    return cut;
}

/// Links by a field that is a period or a date.
bool falls_in_element(const Value& value, const calendar::Period& element, calendar::YearStart year_start) {
    if (const auto* date = std::get_if<calendar::Date>(&value)) return element.days().contains(*date);
    const auto* period = std::get_if<calendar::Period>(&value);
    if (period == nullptr || period->unit() > element.unit()) return false;
    return period->belongs_to(element.unit(), year_start) == element;
}

/// What the columns that link must be, and the periods that others must fall in.
struct Wanted {
    std::vector<std::size_t> columns;
    std::string key;
    std::vector<std::pair<std::size_t, calendar::Period>> periods;
};

std::optional<Wanted> wanted(Workings& workings, RecordId record, const std::vector<Link>& links, const Frame& frame) {
    Wanted found;
    for (const Link& link : links) {
        const auto column = column_of(workings.contract, record, link);
        const auto value = wanted_value(workings, link, frame);
        if (!column || !value) return std::nullopt;
        if (const auto* period = std::get_if<calendar::Period>(&*value)) {
            found.periods.emplace_back(*column, *period);
            continue;
        }
        found.columns.push_back(*column);
        found.key += key_of(*value) + '\x1f';
    }
    return found;
}

bool covers(const data::Report& report, const calendar::Period& period, bool replaces) {
    if (!report.period) return true;
    const bool reaches_its_end = period.last() <= report.period->last();
    return reaches_its_end && (replaces || report.period->first() <= period.last());
}

/// Where all who report them have others that stand for those which have not come: what is then missing is known.
bool all_stand_in(const model::Contract& contract, const model::Record& record) {
    if (!record.stand_in) return false;
    const auto& parties = record.stand_in->parties;
    if (parties.empty()) return true;
    const model::Kind& whose = record.fields[record.stand_in->whose].kind;
    return whose.role.is_set() && parties.size() == contract.role(whose.role).parties.size();
}

}  // namespace

std::optional<std::vector<Value>> linked_elements(Workings& workings, const std::vector<Link>& links,
                                                  const Frame& frame) {
    std::vector<Value> elements;
    for (const Link& link : links) {
        const auto value = wanted_value(workings, link, frame);
        if (!value) return std::nullopt;
        elements.push_back(*value);
    }
    return elements;
}

std::optional<std::vector<std::size_t>> linked_rows(Workings& workings, RecordId record, const std::vector<Link>& links,
                                                    const std::vector<Days>& stretches, bool whole_period_unsaid,
                                                    const Frame& frame) {
    const auto find = wanted(workings, record, links, frame);
    if (!find) return std::nullopt;
    const LinkedRows& linked = rows_by(workings, record, find->columns);
    const bool of_a_record =
        std::any_of(links.begin(), links.end(), [](const Link& link) { return link.axis.type == Axis::Type::record; });
    const std::vector<Days> cut =
        of_a_record && whole_period_unsaid ? always() : cut_to_term(workings.contract, stretches);
    std::vector<std::size_t> rows;
    const auto bucket = linked.by_values.find(find->key);
    if (bucket != linked.by_values.end()) take_from(bucket->second, cut, rows);
    take_from(linked.blank, cut, rows);
    std::sort(rows.begin(), rows.end());
    std::erase_if(rows, [&](std::size_t row) {
        return std::any_of(find->periods.begin(), find->periods.end(), [&](const auto& link) {
            const Value value = link_value(workings, record, row, link.first);
            return !falls_in_element(value, link.second, workings.contract.year_start);
        });
    });
    return rows;
}

std::optional<Value> blank_link(Workings& workings, RecordId record, std::size_t row, const std::vector<Link>& links) {
    for (const Link& link : links) {
        const auto column = column_of(workings.contract, record, link);
        if (!column) continue;
        Value value = link_value(workings, record, row, *column);
        if (std::holds_alternative<model::Missing>(value)) return value;
    }
    return std::nullopt;
}

std::optional<model::Missing> missing_report(Workings& workings, RecordId id, const std::vector<Days>& stretches,
                                             const calendar::Period& asked) {
    const model::Record& record = workings.contract.record(id);
    if (record.group) return missing_report(workings, record.group->of, stretches, asked);
    const RecordShelf& shelf = shelf_of(workings, id);
    const std::string& name = record.plural.empty() ? record.name : record.plural;
    if (!shelf.reported && !all_stand_in(workings.contract, record))
        return model::Missing{name, record.reported_by, record.agreed ? "not in the schedule" : "not reported"};
    if (record.agreed) return std::nullopt;
    for (const calendar::Period& period : periods_in(workings.contract, stretches, record.unit)) {
        if (asked.last() < period.first()) continue;
        const auto waits = shelf.waits_for_report.find(period.first());
        if (waits != shelf.waits_for_report.end()) return waits->second;
        const bool come = std::any_of(shelf.reports.begin(), shelf.reports.end(), [&](const data::Report* report) {
            return covers(*report, period, record.later_reports_replace && !record.replace_same_period);
        });
        if (come || all_stand_in(workings.contract, record)) continue;
        return model::Missing{name + " for " + period.label_for_people(workings.contract.year_start),
                              record.reported_by, "not reported"};
    }
    return std::nullopt;
}

}  // namespace concordat::eval::reference
