// engine/eval/reference/shelf.cpp · room: eval
// What:  which rows of a kind of record are known and stand, in an order that no file decides.
// Source: finding N6: a report replaces the earlier ones, or adds to them.
// Start: shelf_of(), last but one in the file.
#include <algorithm>

#include "eval/reference/count_rules.h"
#include "eval/reference/late.h"
#include "eval/reference/rows.h"
#include "eval/reference/stand_in.h"
#include "eval/reference/value_order.h"

namespace concordat::eval::reference {

namespace {

using data::RecordRow;
using data::Report;

bool is_known_on(const std::optional<calendar::Date>& known_from, const std::optional<calendar::Date>& day) {
    return !known_from || !day || *known_from <= *day;
}

/// The oldest first: those known from the start, then by the day they became known, then by period and name.
bool is_older(const Report* a, const Report* b) {
    if (a->known_from != b->known_from) return a->known_from < b->known_from;  // nothing comes first
    if (a->period != b->period) {
        if (!a->period || !b->period) return !a->period;
        return *a->period < *b->period;
    }
    return a->file < b->file;
}

std::vector<const Report*> known_reports(const Workings& workings, model::RecordId record) {
    std::vector<const Report*> known;
    if (record.index() >= workings.data.reports.size()) return known;
    for (const Report& report : workings.data.reports[record.index()]) {
        if (is_known_on(report.known_from, workings.inputs.known_on)) known.push_back(&report);
    }
    std::stable_sort(known.begin(), known.end(), is_older);
    return known;
}

std::optional<std::size_t> unique_column(const model::Record& record) {
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        if (record.fields[column].unique) return column;
    }
    return std::nullopt;
}

std::vector<PlacedRow> rows_of(const Report& report) {
    std::vector<PlacedRow> rows;
    rows.reserve(report.rows.size());
    for (const RecordRow& row : report.rows) rows.push_back({&row, &report});
    return rows;
}

/// Whether a later report has taken the place of this one: the newest replaces all, or those of its own period. One
/// that came after `last` replaces nothing.
bool is_replaced(const Report& report, const std::vector<const Report*>& reports, const model::Record& record,
                 const std::optional<calendar::Date>& last = std::nullopt) {
    if (!record.later_reports_replace) return false;
    return std::any_of(reports.begin(), reports.end(), [&](const Report* other) {
        const bool in_time = !last || !other->known_from || *other->known_from <= *last;
        const bool of_same = !record.replace_same_period || other->period == report.period;
        return in_time && of_same && report.known_from < other->known_from;
    });
}

std::vector<PlacedRow> rows_of_all(const std::vector<const Report*>& reports) {
    std::vector<PlacedRow> rows;
    for (const Report* report : reports) {
        const auto more = rows_of(*report);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

/// All reports together: a known identifier puts that record right, all else stays.
std::vector<PlacedRow> added_up(const std::vector<PlacedRow>& all, std::optional<std::size_t> unique) {
    std::vector<PlacedRow> rows;
    std::unordered_map<std::string, std::size_t> place_of_identifier;
    for (const PlacedRow& row : all) {
        const bool named = unique && *unique < row.row->fields.size() && model::is_known(row.row->fields[*unique]);
        if (!named) {
            rows.push_back(row);
            continue;
        }
        const auto [known, is_new] = place_of_identifier.try_emplace(key_of(row.row->fields[*unique]), rows.size());
        if (is_new) rows.push_back(row);
        else rows[known->second] = row;
    }
    return rows;
}

/// The same where a row counts only if it was reported by the last day for its own period.
std::vector<PlacedRow> rows_in_time(Workings& workings, model::RecordId id, const RecordShelf& shelf) {
    const model::Record& record = workings.contract.record(id);
    std::vector<PlacedRow> rows;
    for (const DatedRow& row : rows_of_every_report(workings, id)) {
        if (row.is_late() || is_replaced(*row.placed.report, shelf.reports, record, row.last)) continue;
        rows.push_back(row.placed);
    }
    return rows;
}

std::strong_ordering order_of_rows(const RecordRow& a, const RecordRow& b, std::optional<std::size_t> unique) {
    if (unique && *unique < a.fields.size() && *unique < b.fields.size()) {
        if (const auto order = order_of(a.fields[*unique], b.fields[*unique]); order != 0) return order;
    }
    for (std::size_t column = 0; column < std::min(a.fields.size(), b.fields.size()); ++column) {
        if (const auto order = order_of(a.fields[column], b.fields[column]); order != 0) return order;
    }
    if (const int order = a.origin.file.compare(b.origin.file); order != 0) return order <=> 0;
    return a.origin.line <=> b.origin.line;
}

RecordShelf make_shelf(Workings& workings, model::RecordId id) {
    const model::Record& record = workings.contract.record(id);
    RecordShelf shelf;
    shelf.reports = known_reports(workings, id);
    shelf.reported = !shelf.reports.empty();
    if (!shelf.reported) return shelf;
    const auto unique = unique_column(record);
    for (const Report* report : shelf.reports) {
        if (workings.every_report || !is_replaced(*report, shelf.reports, record)) shelf.standing.push_back(report);
    }
    auto rows = may_come_too_late(workings, id) ? rows_in_time(workings, id, shelf) : rows_of_all(shelf.standing);
    if (!record.later_reports_replace && !workings.every_report) rows = added_up(rows, unique);
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const PlacedRow& a, const PlacedRow& b) { return order_of_rows(*a.row, *b.row, unique) < 0; });
    for (const PlacedRow& row : rows) {
        shelf.rows.push_back(row.row);
        shelf.report_of.push_back(row.report);
    }
    shelf.datings.resize(rows.size());
    shelf.standings.resize(rows.size());
    return shelf;
}

}  // namespace

RecordShelf& shelf_of(Workings& workings, model::RecordId record) {
    auto& shelf = workings.records[record.index()];
    const model::Record& kind = workings.contract.record(record);
    if (!shelf && kind.group) {
        RecordShelf made;
        gather_groups(workings, record, made);
        shelf = std::move(made);
    }
    if (!shelf) shelf = make_shelf(workings, record);
    if (kind.stand_in && !shelf->stand_ins_added && !workings.every_report) {
        shelf->stand_ins_added = true;
        add_stand_ins(workings, record);
    }
    if (!shelf->rules_applied) {
        shelf->rules_applied = true;
        if (!kind.count_rules.empty()) apply_count_rules(workings, record);
    }
    return *shelf;
}

std::optional<std::size_t> row_with(Workings& workings, model::RecordId id, const model::Value& unique) {
    RecordShelf& shelf = shelf_of(workings, id);
    const auto column = unique_column(workings.contract.record(id));
    if (!column) return std::nullopt;
    if (!shelf.by_unique) {
        shelf.by_unique.emplace();
        for (std::size_t row = 0; row < shelf.rows.size(); ++row) {
            const auto& fields = shelf.rows[row]->fields;
            if (*column < fields.size()) shelf.by_unique->emplace(key_of(fields[*column]), row);
        }
    }
    const auto found = shelf.by_unique->find(key_of(unique));
    if (found == shelf.by_unique->end()) return std::nullopt;
    return found->second;
}

}  // namespace concordat::eval::reference
