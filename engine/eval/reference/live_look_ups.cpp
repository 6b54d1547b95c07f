// engine/eval/reference/live_look_ups.cpp · room: eval
// What:  dates some time after others, and rows that are looked up: the number of the row in its schedule is a figure
// of
//        its own, found by all keys and by the day.
#include <algorithm>

#include <fmt/format.h>

#include "eval/reference/live_formulas.h"

namespace concordat::eval::reference {

using model::ExprId;
using model::Value;

namespace {

/// A schedule longer than that is not written out.
constexpr std::size_t most_rows_in_a_formula = 5'000;

/// The rows as data filled them in, else as the contract holds them.
const model::Table& filled_table(const Workings& workings, model::TableId id) {
    const auto& filled = workings.data.tables;
    return id.index() < filled.size() ? filled[id.index()] : workings.contract.table(id);
}

void add_keys(const model::Table& table, trace::PaperTable& written) {
    for (std::size_t key = 0; key < table.keys.size(); ++key) {
        trace::PaperTable::Column from{table.keys[key].heading, table.keys[key].kind, {}, table.keys[key].is_range};
        trace::PaperTable::Column to{table.keys[key].heading_to, table.keys[key].kind, {}, true};
        for (const model::Table::Row& row : table.rows) {
            from.cells.push_back(key < row.keys.size() ? row.keys[key] : Value(model::None{}));
            to.cells.push_back(key < row.keys_to.size() ? row.keys_to[key] : Value(model::None{}));
        }
        written.columns.push_back(std::move(from));
        if (table.keys[key].is_range) written.columns.push_back(std::move(to));
    }
}

void add_days(const model::Table& table, trace::PaperTable& written) {
    if (!table.dated) return;
    model::Kind date;
    date.base = model::KindBase::date;
    trace::PaperTable::Column from{"From", date, {}, true}, until{"Until", date, {}, true};
    for (const model::Table::Row& row : table.rows) {
        from.cells.push_back(row.from ? Value(*row.from) : Value(model::None{}));
        until.cells.push_back(row.until ? Value(*row.until) : Value(model::None{}));
    }
    written.columns.push_back(std::move(from));
    written.columns.push_back(std::move(until));
}

std::size_t table_on_paper(trace::Paper& paper, const model::Table& table, model::TableId id) {
    for (std::size_t at = 0; at < paper.tables.size(); ++at)
        if (paper.tables[at].table == id) return at;
    trace::PaperTable written;
    written.table = id;
    written.title = table.title;
    add_keys(table, written);
    add_days(table, written);
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        trace::PaperTable::Column cells{table.columns[column].heading, table.columns[column].kind, {}, false};
        for (const model::Table::Row& row : table.rows)
            cells.cells.push_back(column < row.cells.size() ? row.cells[column] : Value(model::None{}));
        written.columns.push_back(std::move(cells));
    }
    for (const model::Table::Row& row : table.rows) {
        const bool known = !row.place.file.empty() && row.place.line != 0;
        written.origins.push_back(
            known ? fmt::format("{} line {}", row.place.file.substr(row.place.file.rfind('/') + 1), row.place.line)
                  : std::string());
    }
    paper.tables.push_back(std::move(written));
    return paper.tables.size() - 1;
}

std::size_t columns_before_values(const model::Table& table) {
    std::size_t count = table.dated ? 2 : 0;
    for (const auto& key : table.keys) count += key.is_range ? 2 : 1;
    return count;
}

bool holds_words(const trace::PaperTable::Column& column) {
    return std::any_of(column.cells.begin(), column.cells.end(), [](const Value& cell) {
        return std::holds_alternative<std::string>(cell) || std::holds_alternative<model::PartyId>(cell) ||
               std::holds_alternative<model::Member>(cell) || std::holds_alternative<calendar::Period>(cell);
    });
}

}  // namespace

/// Months first, keeping the day number or taking the last day of a shorter month, then days.
LiveWriter::Formula LiveWriter::shifted(const model::DateShift& node) {
    const std::string date = as_cell(node.date, "the day before");
    std::string by = as_cell(node.by, "the length of time");
    const Value* length = value_of(node.by);
    if (date.empty() || by.empty() || length == nullptr) return std::nullopt;
    const char* sign = node.back ? "-" : "";
    std::string formula;
    if (std::holds_alternative<model::Length>(*length)) {
        formula = fmt::format("(EDATE({0},{3}INT({1}/{2})){4}MOD({1},{2}))", date, by, trace::days_in_length, sign,
                              node.back ? "-" : "+");
    } else {
        switch (node.unit) {
            case model::Span::days: formula = fmt::format("({}{}{})", date, node.back ? "-" : "+", by); break;
            case model::Span::weeks: formula = fmt::format("({}{}7*{})", date, node.back ? "-" : "+", by); break;
            case model::Span::months: formula = fmt::format("EDATE({},{}{})", date, sign, by); break;
            case model::Span::years: formula = fmt::format("EDATE({},{}12*{})", date, sign, by); break;
            case model::Span::working_days: return std::nullopt;
        }
    }
    if (may_be_none(node.date))
        formula = fmt::format("IF(OR(EXACT({0},\"-\"),EXACT({0},\"\")),\"-\",{1})", date, formula);
    return formula;
}

/// One born on 29 February has no birthday on the 28th.
LiveWriter::Formula LiveWriter::whole_years(const model::WholeYears& node) {
    const std::string from = as_cell(node.from, "from");
    const std::string to = as_cell(node.to, "up to");
    if (from.empty() || to.empty()) return std::nullopt;
    return fmt::format("MAX(0,YEAR({1})-YEAR({0})-IF(MONTH({1})*100+DAY({1})<MONTH({0})*100+DAY({0}),1,0))", from, to);
}

LiveWriter::Formula LiveWriter::edge(const model::PeriodEdge& node) {
    if (!node.of.is_set()) return std::nullopt;
    const calendar::YearStart start = site_.contract().year_start;
    const std::string of = as_cell(node.of, "the day in it");
    if (of.empty() || start.day != 1) return std::nullopt;
    int months = 0;
    switch (node.unit) {
        case calendar::PeriodUnit::month: months = 1; break;
        case calendar::PeriodUnit::quarter: months = 3; break;
        case calendar::PeriodUnit::year: months = 12; break;
        default: return std::nullopt;
    }
    const std::string back = fmt::format("MOD(MONTH({})-{},{})", of, start.month, months);
    if (node.last) return fmt::format("EOMONTH({},{}-{})", of, months - 1, back);
    return fmt::format("(EOMONTH({},-1-{})+1)", of, back);
}

/// The number of the row for the keys and the day; no row, or two of them, are no number.
std::string LiveWriter::row_of(const model::LookUp& node, std::size_t at) {
    const model::Table& table = filled_table(site_.workings, node.table);
    const trace::PaperTable& written = recorder_.paper()->tables[at];
    std::string fits;
    const auto add = [&](const std::string& test) { fits += (fits.empty() ? "" : "*") + test; };
    const auto open_or = [&](std::size_t column, const char* sign, const std::string& asked) {
        const std::string range = fmt::format("[{}.{}]", at, column);
        add(fmt::format("((({0}=\"\")+({0}{1}{2}))>0)", range, sign, asked));
    };
    std::size_t column = 0;
    for (std::size_t key = 0; key < node.keys.size(); ++key) {
        std::string asked = as_cell(node.keys[key], "what is looked up");
        if (asked.empty()) {
            const Value* value = value_of(node.keys[key]);
            if (value != nullptr) asked = recorder_.words(trace::words_in_cell(site_.contract(), *value));
        }
        if (asked.empty() || key >= table.keys.size()) return {};
        const bool words = holds_words(written.columns[column]);
        if (table.keys[key].is_range) {
            if (words) return {};
            open_or(column, "<=", asked);
            open_or(column + 1, ">=", asked);
            column += 2;
            continue;
        }
        add(fmt::format(fmt::runtime(words ? "EXACT([{}.{}],{})" : "([{}.{}]={})"), at, column, asked));
        ++column;
    }
    if (table.dated) {
        const std::string day = node.on.is_set() ? as_cell(node.on, "the day") : day_in_formula(site_.frame.text_day);
        if (day.empty()) return {};
        open_or(column, "<=", day);
        open_or(column + 1, ">=", day);
    }
    if (fits.empty()) fits = fmt::format("(ROW([{}.0])>0)", at);
    return fits;
}

Value LiveWriter::row_found() const {
    if (!seen_.table_row) return model::Missing{"row", {}, "no row"};
    return exact::Ratio(static_cast<std::int64_t>(*seen_.table_row) + 1);
}

/// The value for whom a field of a record names: for each one whom it may name, so that another name is another value.
LiveWriter::Formula LiveWriter::by_field(const model::TermRef& node) {
    constexpr std::size_t most_named = 40;
    const model::Contract& contract = site_.contract();
    const auto is_field = [&](ExprId element) {
        if (!element.is_set()) return false;
        const auto* reference = std::get_if<model::TermRef>(&contract.expression(element).node);
        if (reference != nullptr)
            return std::holds_alternative<model::FieldSource>(contract.term(reference->term).source);
        return std::holds_alternative<model::FieldOf>(contract.expression(element).node);
    };
    const auto bind = std::find_if(node.binds.begin(), node.binds.end(), [&](const model::Bind& one) {
        const bool party = one.axis.type == model::Axis::Type::party && one.axis.role.is_set();
        return (party || one.axis.type == model::Axis::Type::member) && is_field(one.element);
    });
    if (bind == node.binds.end()) return std::nullopt;
    const auto named = recorder_.answer();  // as it is now
    std::vector<Value> elements;
    if (bind->axis.type == model::Axis::Type::party) {
        for (const model::PartyId party : contract.role(bind->axis.role).parties) elements.emplace_back(party);
    } else {
        const std::size_t count = contract.set(bind->axis.set).members.size();
        for (std::size_t row = 0; row < count; ++row) elements.emplace_back(model::Member{bind->axis.set, row});
    }
    const std::string field = part_(bind->element);
    const std::string as_it_is = named ? Recorder::cell(*named) : std::string();
    if (!named || field.empty() || elements.size() > most_named) return as_it_is;
    std::vector<model::Bind> others;
    for (const model::Bind& one : node.binds)
        if (&one != &*bind) others.push_back(one);
    std::string formula = "NA()";
    for (auto element = elements.rbegin(); element != elements.rend(); ++element) {
        Scope scope = site_.frame.scope;
        if (const auto* party = std::get_if<model::PartyId>(&*element)) scope.parties[bind->axis.role] = *party;
        if (const auto* member = std::get_if<model::Member>(&*element)) scope.members[member->set] = member->row;
        const Frame& frame = site_.frame;
        const Frame there{scope, frame.text_day, frame.previous, frame.clause, frame.term, frame.outer, nullptr};
        const std::string of = value_to_write(site_.workings, node.term, others, node.stage, there);
        const std::string name = recorder_.words(trace::words_in_cell(contract, *element));
        if (name.empty()) return as_it_is;
        formula = fmt::format("IF(EXACT({},{}),{},{})", field, name, of.empty() ? "NA()" : of, formula);
    }
    return formula;
}

LiveWriter::Formula LiveWriter::look_up(const model::LookUp& node) {
    const model::Table& table = filled_table(site_.workings, node.table);
    const bool there = node.column == model::LookUp::whether_there;
    const bool worked_out =
        !there && std::any_of(table.rows.begin(), table.rows.end(), [&](const model::Table::Row& row) {
            return node.column < row.exprs.size() && row.exprs[node.column].is_set();
        });
    if ((node.any_row && !there) || worked_out || table.rows.empty() || table.rows.size() > most_rows_in_a_formula ||
        table.keys.empty())
        return std::nullopt;
    const std::size_t at = table_on_paper(recorder_.live_paper(), table, node.table);
    const std::string fits = row_of(node, at);
    if (fits.empty()) return std::nullopt;
    if (there) return fmt::format("(SUMPRODUCT({}*1)>0)", fits);
    const std::string ranks = fmt::format("ROW([{0}.0])-MIN(ROW([{0}.0]))+1", at);
    std::string found = fmt::format("IF(SUMPRODUCT({0}*1)=1,SUMPRODUCT({0}*({1})),NA())", fits, ranks);
    // On no day nothing is looked up: that is another thing than a row that is not there.
    if (table.dated && node.on.is_set() && may_be_none(node.on))
        found = fmt::format("IF(ISNUMBER({}),{},\"left out\"*1)", as_cell(node.on, "the day"), found);
    const std::string row = cell_for(recorder_, site_, "row in " + table.title, {}, row_found(), model::Kind{}, found);
    const std::size_t column = columns_before_values(table) + node.column;
    return fmt::format("IF(EXACT(INDEX([{0}.{1}],{2}),\"\"),NA(),INDEX([{0}.{1}],{2}))", at, column, row);
}

}  // namespace concordat::eval::reference
