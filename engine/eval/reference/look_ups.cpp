// engine/eval/reference/look_ups.cpp · room: eval
// What:  look-ups in price lists and other tables: by keys, by ranges of keys, and on a day.
// Source: language.md row F6; findings section 3 ("until" is in), N51 (lines inside rows).
#include <optional>
#include <string>
#include <vector>

#include "eval/reference/names.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using exact::Ratio;
using model::Table;
using model::Value;
using source::Code;

/// The rows as data filled them in, else as the contract holds them.
const Table& table_of(const Workings& workings, model::TableId id) {
    const auto& filled = workings.data.tables;
    return id.index() < filled.size() ? filled[id.index()] : workings.contract.table(id);
}

std::string key_of_exact(const Table& table, const std::vector<Value>& keys) {
    std::string key;
    for (std::size_t index = 0; index < table.keys.size() && index < keys.size(); ++index) {
        if (!table.keys[index].is_range) key += key_of(keys[index]) + '\x1f';
    }
    return key;
}

const TableShelf& shelf_of_table(Workings& workings, model::TableId id) {
    auto& shelf = workings.tables[id.index()];
    if (shelf) return *shelf;
    shelf.emplace();
    const Table& table = table_of(workings, id);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        shelf->by_keys[key_of_exact(table, table.rows[row].keys)].push_back(row);
    }
    return *shelf;
}

/// Open where the cell is blank.
bool is_open(const Value& end) { return !model::is_known(end); }

/// Both ends are in.
bool lies_between(const Value& place, const Value& from, const Value& to) {
    return (is_open(from) || order_of(from, place) <= 0) && (is_open(to) || order_of(place, to) <= 0);
}

bool ranges_hold(const Table& table, const Table::Row& row, const std::vector<Value>& keys) {
    for (std::size_t index = 0; index < table.keys.size() && index < keys.size(); ++index) {
        if (!table.keys[index].is_range) continue;
        const Value open = model::None{};
        const Value& from = index < row.keys.size() ? row.keys[index] : open;
        const Value& to = index < row.keys_to.size() ? row.keys_to[index] : open;
        if (!lies_between(keys[index], from, to)) return false;
    }
    return true;
}

/// A look-up as asked: keys and day known.
struct Question {
    const Table& table;
    std::vector<Value> keys;
    std::optional<calendar::Date> on;

    [[nodiscard]] bool fits(const Table::Row& row) const {
        if (on && ((row.from && *on < *row.from) || (row.until && *row.until < *on))) return false;
        return ranges_hold(table, row, keys);
    }
};

/// "HRG ZZ99Z on 3 May 2018 in Schedule A".
std::string in_words(const Site& site, const Question& question, const std::vector<model::ExprId>& parts) {
    std::string words;
    for (std::size_t index = 0; index < question.keys.size(); ++index) {
        const std::string heading =
            index < question.table.keys.size() ? question.table.keys[index].heading : std::string();
        words += (index == 0 ? "" : " and ") + heading + (heading.empty() ? "" : " ") +
                 site.shown(question.keys[index], parts[index]);
    }
    if (question.on) words += (words.empty() ? "on " : " on ") + calendar::write_long(*question.on);
    if (!question.table.title.empty()) words += " in " + question.table.title;
    return words;
}

/// Keys and day in reading order.
Question asked(const Site& site, model::TableId id, const std::vector<model::ExprId>& keys, model::ExprId on,
               Operands& operands) {
    Question question{table_of(site.workings, id), {}, std::nullopt};
    for (const model::ExprId key : keys) question.keys.push_back(operands.value(key));
    if (on.is_set()) {
        question.on = operands.date(on);
    } else if (question.table.dated) {
        question.on = site.frame.text_day;
    }
    return question;
}

Value no_row(const Site& site, const std::string& words) {
    model::Missing missing;
    if (site.frame.term.is_set()) missing.what = name_in_scope(site.workings, site.frame.term, site.frame.scope);
    missing.reason = "no row for " + words;
    return missing;
}

Value cell_of(const Site& site, const Table::Row& row, std::size_t column) {
    if (column < row.exprs.size() && row.exprs[column].is_set()) return site.of(row.exprs[column]);
    if (column < row.cells.size()) {
        const auto* blank = std::get_if<model::Missing>(&row.cells[column]);
        if (blank == nullptr) return row.cells[column];
        model::Missing missing = *blank;
        if (missing.what.empty() && site.frame.term.is_set()) {
            missing.what = name_in_scope(site.workings, site.frame.term, site.frame.scope);
        }
        if (missing.reason.empty())
            missing.reason = "blank in " + row.place.file + " line " + std::to_string(row.place.line);
        return missing;
    }
    return model::None{};
}

void note_row(const Site& site, const Question& question, const std::vector<model::ExprId>& parts,
              const Table::Row& row, const Value& value) {
    if (!site.frame.explaining()) return;
    site.note("for " + in_words(site, question, parts), value);
    if (row.place.file.empty() || row.place.line == 0) return;
    site.frame.steps->back().origin = row.place.file + " line " + std::to_string(row.place.line);
}

/// For a working paper: the cell as an input of its own, where it holds a figure and no words that are worked out.
void record_cell(const Site& site, const model::LookUp& node, const Question& question, const Table::Row& row) {
    Recorder* recorder = site.workings.recorder;
    const bool worked_out = node.column < row.exprs.size() && row.exprs[node.column].is_set();
    if (recorder != nullptr && recorder->live()) {
        const auto at = static_cast<std::size_t>(&row - question.table.rows.data());
        return recorder->saw({.cell = {}, .days = {}, .division = {}, .elements = {}, .table_row = at});
    }
    if (recorder == nullptr || worked_out || row.place.file.empty() || row.place.line == 0) return;
    const auto& headings = question.table.columns;
    CellSeen cell;
    cell.name = node.column < headings.size() ? headings[node.column].heading : std::string();
    cell.of = in_words(site, {question.table, question.keys, std::nullopt}, node.keys);
    cell.origin = row.place.file + " line " + std::to_string(row.place.line);
    recorder->saw({.cell = std::move(cell), .days = {}, .division = {}});
}

/// The rows that the keys and the day leave.
std::vector<const Table::Row*> rows_for(const Site& site, model::TableId id, const Question& question) {
    std::vector<const Table::Row*> rows;
    const TableShelf& shelf = shelf_of_table(site.workings, id);
    const auto found = shelf.by_keys.find(key_of_exact(question.table, question.keys));
    if (found == shelf.by_keys.end()) return rows;
    for (const std::size_t row : found->second) {
        if (question.fits(question.table.rows[row])) rows.push_back(&question.table.rows[row]);
    }
    return rows;
}

struct Column {
    Value from, to;
};

bool is_number(const Value& value) { return std::holds_alternative<Ratio>(value); }

/// On the line inside a row; where one end of the row is open, the value at the other end.
Value height_in_row(const Ratio& x, const Column& x_ends, const Column& y_ends, const Site& site) {
    if (!is_number(y_ends.from)) return y_ends.from;
    if (!place_of(x_ends.to) || !is_number(y_ends.to)) return y_ends.from;
    if (!place_of(x_ends.from)) return y_ends.to;
    const Ratio from = *place_of(x_ends.from);
    const Ratio to = *place_of(x_ends.to);
    const auto& low = std::get<Ratio>(y_ends.from);
    if (to == from || low == std::get<Ratio>(y_ends.to)) return low;
    if (to < from) return site.impossible(Code::line_points_clash, "a row of its table ends before it begins");
    return low + (std::get<Ratio>(y_ends.to) - low) * (x - from) / (to - from);
}

}  // namespace

Value work_out(const model::LookUp& node, const Site& site) {
    Operands operands(site);
    const Question question = asked(site, node.table, node.keys, node.on, operands);
    if (!operands.known()) return operands.instead();
    const auto rows = rows_for(site, node.table, question);
    if (node.column == model::LookUp::whether_there) return !rows.empty();
    if (rows.empty()) return no_row(site, in_words(site, question, node.keys));
    if (rows.size() > 1 && !node.any_row) {
        return site.impossible(Code::two_rows_for_keys,
                               "there are two rows for " + in_words(site, question, node.keys));
    }
    Value value = cell_of(site, *rows.front(), node.column);
    note_row(site, question, node.keys, *rows.front(), value);
    record_cell(site, node, question, *rows.front());
    return value;
}

Value work_out(const model::LineInRow& node, const Site& site) {
    Operands operands(site);
    const Ratio x = operands.place(node.x);
    const Question question = asked(site, node.table, node.keys, node.on, operands);
    if (!operands.known()) return operands.instead();
    const Value place = site.kind_of(node.x).base == model::KindBase::date ? site.of(node.x) : Value(x);
    for (const Table::Row* row : rows_for(site, node.table, question)) {
        const Column x_ends{cell_of(site, *row, node.x_from), cell_of(site, *row, node.x_to)};
        if (!lies_between(place, x_ends.from, x_ends.to)) continue;
        const Column y_ends{cell_of(site, *row, node.y_from), cell_of(site, *row, node.y_to)};
        Value value = height_in_row(x, x_ends, y_ends, site);
        note_row(site, question, node.keys, *row, value);
        return value;
    }
    return no_row(
        site, site.shown(place, node.x) + (question.keys.empty() ? "" : " for ") + in_words(site, question, node.keys));
}

}  // namespace concordat::eval::reference
