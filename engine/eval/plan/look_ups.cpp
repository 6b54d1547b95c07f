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
std::optional<Number> number_of_key(const Value& key, const std::unordered_map<std::string, Number>& codes) {
    if (const auto* text = std::get_if<std::string>(&key)) {
        const auto found = codes.find(*text);
        return found == codes.end() ? std::nullopt : std::optional(found->second);
    }
    if (const auto* party = std::get_if<model::PartyId>(&key)) return static_cast<Number>(party->index());
    if (const auto* member = std::get_if<model::Member>(&key)) return static_cast<Number>(member->row);
    if (const bool* yes = std::get_if<bool>(&key)) return *yes ? 1 : 0;
    return std::nullopt;
}

/// Makes `common` a number of parts in which `number` is whole too.
void make_common(exact::Integer& common, const exact::Ratio& number) {
    if (number.is_whole()) return;
    const exact::Integer parts = number.denominator();
    if (common % parts != 0) common = boost::multiprecision::lcm(common, parts);
}

std::int32_t first_of(const Table::Row& row) {
    return row.from ? row.from->days_since_1970() : std::numeric_limits<std::int32_t>::min();
}

std::int32_t last_of(const Table::Row& row) {
    return row.until ? row.until->days_since_1970() : std::numeric_limits<std::int32_t>::max();
}

}  // namespace

/// Which row is meant: by keys, on a day, and for a line inside rows by the row that a figure lies in.
struct Planner::Question {
    model::TableId id;
    const Table& table;
    const std::vector<model::ExprId>& keys;
    model::ExprId on;
    bool any_row = false;
    std::optional<std::pair<std::size_t, std::size_t>> between = std::nullopt;  // columns of the ends of a row
};
/// The keys as asked.
struct Planner::Keys {
    Result place;          // of the keys that are codes and names, put together
    bool whether = false;  // only whether there is a row is asked
    Result known;          // then: whether the table has them at all
    struct Places {
        std::vector<Number> of_number;  // by what a cell holds: its place, or no_number where no row has it
        std::size_t count = 0;
    };
    std::vector<Places> places;        // of each of them
    std::vector<std::size_t> columns;  // of the table, for each of them
    std::optional<std::size_t> range;  // the key that is a range of figures
    Result figure;                     // that is to lie in it, or in the row

    [[nodiscard]] std::size_t combinations() const {
        std::size_t combinations = 1;
        for (const Places& one : places) combinations *= std::max<std::size_t>(one.count, 1);
        return combinations;
    }
};

/// What stands for a key in each row of a table; nothing where one is neither a code nor a name. Worked out once; for
/// codes when they are listed.
const std::optional<std::vector<Number>>& Planner::numbers_of_key(const Table& table, std::size_t key) {
    const auto [known, first] = keys_of_tables_.try_emplace({&table, key});
    if (!first) return known->second;
    std::vector<Number>& numbers = known->second.emplace();
    numbers.reserve(table.rows.size());
    for (const Table::Row& row : table.rows) {
        const auto number = number_of_key(row.keys[key], codes_);
        if (!number) {
            known->second.reset();
            break;
        }
        numbers.push_back(*number);
    }
    return known->second;
}

bool Planner::add_key(const Table& table, std::size_t index, Worked asked, Keys& keys) {
    if (asked.as == Worked::As::number || asked.as == Worked::As::date) return refused("it looks up by a figure");
    if (asked.may_be_blank) {
        const Result blank = steps_.whole(data::blank_code, Worked::As::code);
        const Result filled = blank ? steps_.compare(Do::not_equal, asked, *blank) : std::nullopt;
        if (!filled) return false;
        steps_.demand(*filled);
    }
    Keys::Places& places = keys.places.emplace_back();
    keys.columns.push_back(index);
    const auto& numbers = numbers_of_key(table, index);
    if (!numbers) return refused("a key of the table is neither a code nor a name");
    const Number greatest = numbers->empty() ? 0 : *std::ranges::max_element(*numbers);
    places.of_number.assign(static_cast<std::size_t>(greatest) + 1, no_number);
    for (const Number number : *numbers) {
        Number& place = places.of_number[static_cast<std::size_t>(number)];
        if (place == no_number) place = static_cast<Number>(places.count++);
    }
    if (keys.combinations() > most_keys) return refused("the table has too many keys");
    // Where a row has to be there, a key that the table does not have sets the record aside.
    std::vector<Number> list = places.of_number;
    if (keys.whether) std::ranges::replace(list, no_number, Number{-1});
    const Result place = keys.whether ? steps_.translate(asked, std::move(list))
                                      : steps_.cell(asked, std::move(list), 1, Worked::As::number);
    if (!place) return false;
    if (keys.whether) {
        const Result nothing = steps_.whole(0, Worked::As::number);
        const Result known = nothing ? steps_.compare(Do::at_most, *nothing, *place) : std::nullopt;
        keys.known = known ? steps_.both(*keys.known, *known) : std::nullopt;
        if (!keys.known) return false;
    }
    keys.place =
        steps_.multiply(*keys.place, exact::Ratio(static_cast<Number>(std::max<std::size_t>(places.count, 1))));
    keys.place = keys.place ? steps_.add(*keys.place, *place) : std::nullopt;
    return keys.place.has_value();
}

/// The figure in parts fine enough for all ends of the ranges.
bool Planner::add_range(const Table& table, std::size_t index, Worked asked, Keys& keys) {
    if (asked.as != Worked::As::number && asked.as != Worked::As::date)
        return refused("it looks up by a range of codes");
    if (keys.range) return refused("it looks up by two ranges of figures");
    asked.as = Worked::As::number;
    exact::Integer common = asked.denominator;
    for (const Table::Row& row : table.rows) {
        for (const auto* ends : {&row.keys, &row.keys_to}) {
            if (index >= ends->size()) continue;
            if (const auto* end = std::get_if<exact::Ratio>(&(*ends)[index])) make_common(common, *end);
        }
    }
    keys.range = index;
    keys.figure = steps_.in_parts(asked, common);
    return keys.figure.has_value();
}

bool Planner::combine_keys(const Question& question, const At& at, Keys& keys) {
    const Table& table = question.table;
    if (question.keys.size() != table.keys.size()) return refused("it looks up by some of the keys");
    keys.place = steps_.whole(0, Worked::As::number);
    keys.known = steps_.whole(1, Worked::As::yes_no);
    if (!keys.figure) keys.figure = keys.place;
    for (std::size_t index = 0; index < question.keys.size(); ++index) {
        const Result asked = work_known(question.keys[index], at);
        if (!asked) return false;
        const bool added =
            table.keys[index].is_range ? add_range(table, index, *asked, keys) : add_key(table, index, *asked, keys);
        if (!added) return false;
    }
    if (keys.range && question.between) return refused("it looks up by two ranges of figures");
    return true;
}

namespace {

/// An end of a range in parts of `denominator`; nothing where it is no such figure. A blank end is open.
std::optional<Number> end_of_range(const std::vector<Value>& ends, std::size_t index, Number denominator, Number open) {
    if (index >= ends.size() || !model::is_known(ends[index])) return open;
    if (const auto* date = std::get_if<calendar::Date>(&ends[index])) return date->days_since_1970();
    const auto* number = std::get_if<exact::Ratio>(&ends[index]);
    return number == nullptr ? std::nullopt : exact::whole_int64(*number * exact::Ratio(denominator));
}

/// How many rows have each of the keys, one behind the other.
std::vector<Search::Stretch> stretches(const std::vector<std::size_t>& places, std::size_t combinations) {
    std::vector<Search::Stretch> stretches(combinations);
    for (const std::size_t place : places) ++stretches[place].count;
    std::uint32_t first = 0;
    for (Search::Stretch& stretch : stretches) {
        stretch.first = first;
        first += stretch.count;
    }
    return stretches;
}

}  // namespace

/// By row the place of its keys, put together.
std::vector<std::size_t> Planner::places_of_rows(const Table& table, const Keys& keys) {
    std::vector<std::size_t> places(table.rows.size(), 0);
    for (std::size_t index = 0; index < keys.places.size(); ++index) {
        const std::vector<Number>& numbers = *numbers_of_key(table, keys.columns[index]);
        const Keys::Places& of_key = keys.places[index];
        for (std::size_t row = 0; row < places.size(); ++row) {
            const Number ordinal = of_key.of_number[static_cast<std::size_t>(numbers[row])];
            places[row] = places[row] * of_key.count + static_cast<std::size_t>(ordinal);
        }
    }
    return places;
}

/// The rows by key, each with its days and with the ends that the figure is to lie between.
std::unique_ptr<Search> Planner::search_for(const Question& question, const Keys& keys) {
    constexpr Number least = std::numeric_limits<Number>::min();
    constexpr Number most = std::numeric_limits<Number>::max();
    auto search = std::make_unique<Search>();
    search->dated = question.table.dated || question.on.is_set();
    search->ranged = keys.range || question.between;
    search->any_row = question.any_row;
    const std::vector<std::size_t> places = places_of_rows(question.table, keys);
    search->by_key = stretches(places, keys.combinations());
    search->rows.resize(places.size());
    std::vector<std::uint32_t> filled(search->by_key.size(), 0);
    const Number parts = keys.figure->denominator;
    for (std::size_t row = 0; row < places.size(); ++row) {
        const Table::Row& one = question.table.rows[row];
        std::optional<Number> low = least;
        std::optional<Number> high = most;
        if (keys.range) low = end_of_range(one.keys, *keys.range, parts, least);
        if (keys.range) high = end_of_range(one.keys_to, *keys.range, parts, most);
        if (question.between) low = end_of_range(one.cells, question.between->first, parts, least);
        if (question.between) high = end_of_range(one.cells, question.between->second, parts, most);
        if (!low || !high) return nullptr;
        const std::uint32_t at = search->by_key[places[row]].first + filled[places[row]]++;
        search->rows[at] = {first_of(one), last_of(one), *low, *high, static_cast<Number>(row)};
    }
    return search;
}

/// The row that is found, or -1 or -2. A key that the table does not have may find any row: `keys.known` tells.
Planner::Result Planner::row_in_table(const Question& question, const At& at, Keys& keys) {
    if (!combine_keys(question, at, keys)) return std::nullopt;
    const Result day = question.on.is_set() ? work_known(question.on, at) : text_day_;
    if (!day || day->as != Worked::As::date) return give_up("it looks up on what is no day");
    const auto form =
        static_cast<std::uint32_t>((question.any_row ? 1 : 0) + (question.between ? 2 : 0) + (keys.whether ? 4 : 0));
    const std::tuple known{static_cast<std::uint32_t>(question.id.index()) * 8 + form, keys.place->place, day->place,
                           keys.figure->place};
    if (const auto found = rows_found_.find(known); found != rows_found_.end()) return found->second;
    auto search = search_for(question, keys);
    if (search == nullptr) return give_up("the ranges of the table are not of figures");
    const Result found = steps_.find_row(*keys.place, *day, *keys.figure, std::move(search), !keys.whether);
    if (found) rows_found_.emplace(known, *found);
    return found;
}

/// Whether there is a row: a key that the table does not have, and a day or figure that no row covers, are a no.
Planner::Result Planner::row_is_there(const model::LookUp& node, const At& at) {
    Keys keys;
    keys.whether = true;
    const Result row =
        row_in_table({node.table, data_.tables[node.table.index()], node.keys, node.on, node.any_row}, at, keys);
    const Result none = row ? steps_.whole(-1, Worked::As::number) : std::nullopt;
    const Result found = none ? steps_.compare(Do::not_equal, *row, *none) : std::nullopt;
    return found ? steps_.both(*found, *keys.known) : std::nullopt;
}

Planner::Result Planner::work_node(const model::LookUp& node, const At& at) {
    if (node.column == model::LookUp::whether_there) return row_is_there(node, at);
    const Table& table = data_.tables[node.table.index()];
    Keys keys;
    const Result row = row_in_table({node.table, table, node.keys, node.on, node.any_row}, at, keys);
    if (!row) return std::nullopt;
    exact::Integer common = 1;
    Worked::As as = Worked::As::number;
    for (const Table::Row& one : table.rows) {
        if (node.column >= one.cells.size()) continue;
        if (const auto* number = std::get_if<exact::Ratio>(&one.cells[node.column])) make_common(common, *number);
        if (std::holds_alternative<bool>(one.cells[node.column])) as = Worked::As::yes_no;
        if (std::holds_alternative<std::string>(one.cells[node.column])) as = Worked::As::code;
    }
    if (!fits(common, common)) return give_up("the table has fractions that are too fine");
    const exact::Ratio parts(common);
    std::vector<Number> list;
    list.reserve(table.rows.size());
    for (const Table::Row& one : table.rows) {
        Number entry = no_number;
        const bool worked_out = node.column < one.exprs.size() && one.exprs[node.column].is_set();
        if (!worked_out && node.column < one.cells.size()) {
            const Value& cell = one.cells[node.column];
            if (const auto* number = std::get_if<exact::Ratio>(&cell); number != nullptr && as == Worked::As::number) {
                if (const auto whole = exact::whole_int64(*number * parts)) entry = *whole;
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

// ---- lines inside rows --------------------------------------------------------------------------------------------

namespace {

/// The line of one row: so much for each unit of the figure, and so much at nothing.
struct RowLine {
    exact::Ratio slope, base;
};

/// A number, or a day as one; nothing where the end is open.
std::optional<exact::Ratio> figure_in(const Table::Row& row, std::size_t column) {
    if (column >= row.cells.size()) return std::nullopt;
    if (const auto* number = std::get_if<exact::Ratio>(&row.cells[column])) return *number;
    if (const auto* date = std::get_if<calendar::Date>(&row.cells[column]))
        return exact::Ratio(date->days_since_1970());
    return std::nullopt;
}

std::optional<RowLine> line_of(const Table::Row& row, const model::LineInRow& node) {
    for (const std::size_t column : {node.x_from, node.x_to, node.y_from, node.y_to}) {
        if (column < row.exprs.size() && row.exprs[column].is_set()) return std::nullopt;
    }
    const auto low = figure_in(row, node.y_from);
    const auto high = figure_in(row, node.y_to);
    const auto from = figure_in(row, node.x_from);
    const auto to = figure_in(row, node.x_to);
    if (!low) return std::nullopt;
    if (!to || !high) return RowLine{0, *low};
    if (!from) return RowLine{0, *high};
    if (*to == *from || *low == *high) return RowLine{0, *low};
    if (*to < *from) return std::nullopt;
    const exact::Ratio slope = (*high - *low) / (*to - *from);
    return RowLine{slope, *low - slope * *from};
}

}  // namespace

Planner::Result Planner::work_node(const model::LineInRow& node, const At& at) {
    const Table& table = data_.tables[node.table.index()];
    Result x = work_known(node.x, at);
    if (!x) return std::nullopt;
    if (x->as != Worked::As::number && x->as != Worked::As::date) return give_up("its line is over what is no figure");
    x->as = Worked::As::number;
    exact::Integer common = x->denominator;
    exact::Integer fine = 1;
    std::vector<std::optional<RowLine>> lines;
    for (const Table::Row& row : table.rows) {
        for (const std::size_t column : {node.x_from, node.x_to}) {
            if (const auto end = figure_in(row, column)) make_common(common, *end);
        }
        lines.push_back(line_of(row, node));
        if (!lines.back()) continue;
        make_common(fine, lines.back()->slope);
        make_common(fine, lines.back()->base);
    }
    if (!fits(fine, fine)) return give_up("the table has fractions that are too fine");
    Keys keys;
    keys.figure = steps_.in_parts(*x, common);
    if (!keys.figure) return std::nullopt;
    const Result row =
        row_in_table({node.table, table, node.keys, node.on, true, std::pair{node.x_from, node.x_to}}, at, keys);
    if (!row) return std::nullopt;
    std::vector<Number> slopes, bases;
    for (const auto& line : lines) {
        const auto slope = line ? exact::whole_int64(line->slope * exact::Ratio(fine)) : std::nullopt;
        const auto base = line ? exact::whole_int64(line->base * exact::Ratio(fine)) : std::nullopt;
        slopes.push_back(slope && base ? *slope : no_number);
        bases.push_back(slope && base ? *base : no_number);
    }
    const Result slope = steps_.cell(*row, std::move(slopes), static_cast<Number>(fine), Worked::As::number);
    const Result base = steps_.cell(*row, std::move(bases), static_cast<Number>(fine), Worked::As::number);
    const Result rise = slope && base ? steps_.multiply(*x, *slope) : std::nullopt;
    return rise ? steps_.add(*rise, *base) : std::nullopt;
}

}  // namespace concordat::eval::plan
