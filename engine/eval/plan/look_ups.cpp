// engine/eval/plan/look_ups.cpp · room: eval
// What:  look-ups in tables by several keys and a day, as steps: each key becomes its place in the table, the places
// together the stretch of rows for
//        that key, the day one of them.
#include <algorithm>
#include <limits>

#include "eval/plan/planner.h"

namespace concordat::eval::plan {

using model::Table;
using model::Value;

namespace {

constexpr std::size_t most_keys = 8'000'000;

/// What stands for a key's value in a register of its kind; nothing for what no register holds.
std::optional<Number> number_of_key(const Value& key, const std::map<std::string, Number>& codes) {
    if (const auto* text = std::get_if<std::string>(&key)) {
        const auto found = codes.find(*text);
        return found == codes.end() ? std::nullopt : std::optional(found->second);
    }
    if (const auto* party = std::get_if<model::PartyId>(&key)) return static_cast<Number>(party->index());
    if (const auto* member = std::get_if<model::Member>(&key)) return static_cast<Number>(member->row);
    if (const bool* yes = std::get_if<bool>(&key)) return *yes ? 1 : 0;
    return std::nullopt;
}

std::int32_t first_of(const Table::Row& row) {
    return row.from ? row.from->days_since_1970() : std::numeric_limits<std::int32_t>::min();
}

std::int32_t last_of(const Table::Row& row) {
    return row.until ? row.until->days_since_1970() : std::numeric_limits<std::int32_t>::max();
}

}  // namespace

/// The keys' places in the table, put together. `ordinals` gets each key's places.
Planner::Result Planner::combined_key(const model::LookUp& node, const Table& table, const At& at,
                                      std::vector<std::map<Number, Number>>& ordinals) {
    Result key = steps_.whole(0, Worked::As::number);
    std::size_t combinations = 1;
    for (std::size_t index = 0; index < node.keys.size(); ++index) {
        if (table.keys[index].is_range) return give_up("it looks up by a range of figures");
        const Result asked = work(node.keys[index], at);
        if (!asked || asked->as == Worked::As::number || asked->as == Worked::As::date)
            return give_up("it looks up by a figure");
        std::map<Number, Number>& places = ordinals.emplace_back();
        Number greatest = 0;
        for (const Table::Row& row : table.rows) {
            const auto number = number_of_key(row.keys[index], codes_);
            if (!number) return give_up("a key of the table is neither a code nor a name");
            places.emplace(*number, static_cast<Number>(places.size()));
            greatest = std::max(greatest, *number);
        }
        combinations *= std::max<std::size_t>(places.size(), 1);
        if (combinations > most_keys) return give_up("the table has too many keys");
        std::vector<Number> list(static_cast<std::size_t>(greatest) + 1, -1);
        for (const auto& [number, place] : places) list[static_cast<std::size_t>(number)] = place;
        const Result place = steps_.translate(*asked, std::move(list));
        const Result nothing = steps_.whole(0, Worked::As::number);
        const Result known = place && nothing ? steps_.compare(Do::at_most, *nothing, *place) : std::nullopt;
        if (!known) return std::nullopt;
        steps_.demand(*known);  // there is no row for it: the careful evaluator says so
        key = steps_.multiply(*key, exact::Ratio(static_cast<Number>(std::max<std::size_t>(places.size(), 1))));
        key = key ? steps_.add(*key, *place) : std::nullopt;
        if (!key) return std::nullopt;
    }
    return key;
}

Planner::Result Planner::row_in_table(const model::LookUp& node, const At& at) {
    const Table& table = data_.tables[node.table.index()];
    if (node.keys.size() != table.keys.size()) return give_up("it looks up by some of the keys");
    std::vector<std::map<Number, Number>> ordinals;
    const Result key = combined_key(node, table, at, ordinals);
    if (!key) return std::nullopt;
    Result day = node.on.is_set() ? work(node.on, at) : text_day_;
    if (!day || day->as != Worked::As::date) return give_up("it looks up on what is no day");
    const std::pair known{static_cast<std::uint32_t>(node.table.index()) * 2 + (node.any_row ? 1 : 0),
                          static_cast<Place>(key->place * 65'536 + day->place)};
    if (const auto found = rows_found_.find(known); found != rows_found_.end()) return found->second;

    auto search = std::make_unique<Search>();
    search->dated = table.dated || node.on.is_set();
    search->any_row = node.any_row;
    std::size_t combinations = 1;
    for (const auto& places : ordinals) combinations *= std::max<std::size_t>(places.size(), 1);
    std::vector<std::vector<Search::Row>> by_key(combinations);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::size_t place = 0;
        for (std::size_t index = 0; index < ordinals.size(); ++index) {
            const Number ordinal = ordinals[index].at(*number_of_key(table.rows[row].keys[index], codes_));
            place = place * ordinals[index].size() + static_cast<std::size_t>(ordinal);
        }
        by_key[place].push_back({first_of(table.rows[row]), last_of(table.rows[row]), static_cast<Number>(row)});
    }
    search->by_key.reserve(combinations);
    for (auto& rows : by_key) {
        search->by_key.push_back(
            {static_cast<std::uint32_t>(search->rows.size()), static_cast<std::uint32_t>(rows.size())});
        search->rows.insert(search->rows.end(), rows.begin(), rows.end());
    }
    const Result found = steps_.find_row(*key, *day, std::move(search));
    if (found) rows_found_.emplace(known, *found);
    return found;
}

Planner::Result Planner::work_node(const model::LookUp& node, const At& at) {
    if (node.column == model::LookUp::whether_there) return give_up("it asks whether there is a row");
    const Result row = row_in_table(node, at);
    if (!row) return std::nullopt;
    const Table& table = data_.tables[node.table.index()];
    exact::Integer common = 1;
    Worked::As as = Worked::As::number;
    for (const Table::Row& one : table.rows) {
        if (node.column >= one.cells.size()) continue;
        if (const auto* number = std::get_if<exact::Ratio>(&one.cells[node.column]))
            common = boost::multiprecision::lcm(common, number->denominator());
        if (std::holds_alternative<bool>(one.cells[node.column])) as = Worked::As::yes_no;
        if (std::holds_alternative<std::string>(one.cells[node.column])) as = Worked::As::code;
    }
    if (!fits(common, common)) return give_up("the table has fractions that are too fine");
    std::vector<Number> list;
    for (const Table::Row& one : table.rows) {
        Number entry = no_number;
        const bool worked_out = node.column < one.exprs.size() && one.exprs[node.column].is_set();
        if (!worked_out && node.column < one.cells.size()) {
            const Value& cell = one.cells[node.column];
            if (const auto* number = std::get_if<exact::Ratio>(&cell); number != nullptr && as == Worked::As::number) {
                if (const auto whole = exact::whole_int64(*number * exact::Ratio(common))) entry = *whole;
            }
            if (const bool* yes = std::get_if<bool>(&cell)) entry = *yes ? 1 : 0;
            if (const auto* text = std::get_if<std::string>(&cell)) {
                const auto known = codes_.find(*text);
                if (known == codes_.end()) return give_up("the table gives a code that nothing else names");
                entry = known->second;
            }
        }
        list.push_back(entry);
    }
    return steps_.cell(*row, std::move(list), as == Worked::As::number ? static_cast<Number>(common) : 1, as);
}

}  // namespace concordat::eval::plan
