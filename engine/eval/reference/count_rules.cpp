// engine/eval/reference/count_rules.cpp · room: eval
// What:  see count_rules.h. Rules are taken in the order of the clauses; each sees what the earlier ones left. Only
//        records that nothing else holds or leaves out are seen, but `the last earlier Entry` may be any.
// Start: apply_count_rules(), near the end.
#include "eval/reference/count_rules.h"

#include <algorithm>
#include <map>
#include <set>

#include "calendar/date.h"
#include "eval/reference/names.h"
#include "eval/reference/rows.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using model::Value;
using Rule = model::Record::CountRule;
using Standing = Evaluator::Standing;

/// The rules of one kind of record under way.
struct Counting {
    Workings& workings;
    model::RecordId id;
    const model::Record& record;
    std::vector<bool> counts;  // by row
};

Value value_at(Counting& counting, std::size_t row, std::size_t column) {
    Scope scope;
    scope.record = counting.id;
    scope.record_row = row;
    const model::Contract& contract = counting.workings.contract;
    scope.period = calendar::Period::containing(contract.settles, contract.in_force.first, contract.year_start);
    return field_of(counting.workings, counting.id, row, column, frame_of(scope, scope.period.first()));
}

std::string key_at(Counting& counting, std::size_t row, const std::vector<std::size_t>& columns) {
    std::string key;
    for (const std::size_t column : columns) key += key_of(value_at(counting, row, column)) + '\x1f';
    return key;
}

/// Rows in the order said, else by `first` where there is one; those that are level stand in the fixed order.
std::vector<std::size_t> rows_in_order(Counting& counting, std::optional<std::size_t> first) {
    std::vector<std::size_t> columns = counting.record.count_order;
    if (columns.empty() && first) columns.push_back(*first);
    std::vector<std::pair<std::vector<Value>, std::size_t>> sorted;
    for (std::size_t row = 0; row < counting.counts.size(); ++row) {
        std::vector<Value> values;
        for (const std::size_t column : columns) values.push_back(value_at(counting, row, column));
        sorted.emplace_back(std::move(values), row);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        for (std::size_t i = 0; i < a.first.size(); ++i) {
            if (const auto order = order_of(a.first[i], b.first[i]); order != 0) return order < 0;
        }
        return a.second < b.second;
    });
    std::vector<std::size_t> rows;
    for (const auto& one : sorted) rows.push_back(one.second);
    return rows;
}

void leave_out(Counting& counting, std::size_t row, const Rule& rule, std::string reason) {
    counting.counts[row] = false;
    shelf_of(counting.workings, counting.id).not_counted[row] =
        Standing{Standing::State::left_out, std::move(reason), rule.clause};
}

std::string name_of(Counting& counting, std::size_t row) { return name_of_record(counting.workings, counting.id, row); }

std::string shown(Counting& counting, const Value& value, std::size_t column) {
    return model::write_plain(counting.workings.contract, value, counting.record.fields[column].kind);
}

void each_once(Counting& counting, const Rule& rule) {
    std::map<std::string, std::size_t> first;
    for (const std::size_t row : rows_in_order(counting, std::nullopt)) {
        const Value code = value_at(counting, row, rule.field);
        if (!counting.counts[row] || !model::is_known(code)) continue;
        const auto [known, is_new] = first.emplace(key_at(counting, row, rule.same) + key_of(code), row);
        if (!is_new)
            leave_out(counting, row, rule,
                      counting.record.fields[rule.field].name + " " + shown(counting, code, rule.field) +
                          " counts once, and it counts for " + name_of(counting, known->second));
    }
}

/// Of each group the rows with the one code and with the other, in order.
struct Both {
    std::vector<std::size_t> one, other;
};

std::map<std::string, Both> rows_with_both(Counting& counting, const Rule& rule) {
    std::map<std::string, Both> groups;
    const std::string one = key_of(rule.one);
    const std::string other = key_of(rule.other);
    for (const std::size_t row : rows_in_order(counting, std::nullopt)) {
        if (!counting.counts[row]) continue;
        const std::string code = key_of(value_at(counting, row, rule.field));
        if (code != one && code != other) continue;
        Both& both = groups[key_at(counting, row, rule.same)];
        (code == one ? both.one : both.other).push_back(row);
    }
    std::erase_if(groups, [](const auto& group) { return group.second.one.empty() || group.second.other.empty(); });
    return groups;
}

void one_loses(Counting& counting, const Rule& rule) {
    const bool first_loses = key_of(rule.made) == key_of(rule.one);
    for (const auto& [key, both] : rows_with_both(counting, rule)) {
        const auto& losers = first_loses ? both.one : both.other;
        const std::size_t winner = (first_loses ? both.other : both.one).front();
        for (const std::size_t row : losers)
            leave_out(counting, row, rule,
                      shown(counting, rule.made, rule.field) + " does not count beside " + name_of(counting, winner));
    }
}

/// A row that stands for two: what the first of them says, with the new code and both identifiers.
void add_row_for(Counting& counting, const Rule& rule, std::size_t one, std::size_t other) {
    RecordShelf& shelf = shelf_of(counting.workings, counting.id);
    const std::size_t first = std::min(one, other);
    data::RecordRow made = *shelf.rows[first];
    made.fields[rule.field] = rule.made;
    for (std::size_t column = 0; column < counting.record.fields.size(); ++column) {
        if (!counting.record.fields[column].unique) continue;
        const Value& a = shelf.rows[first]->fields[column];
        const Value& b = shelf.rows[std::max(one, other)]->fields[column];
        if (model::is_known(a) && model::is_known(b))
            made.fields[column] = shown(counting, a, column) + "+" + shown(counting, b, column);
    }
    shelf.made.push_back(std::move(made));
    shelf.rows.push_back(&shelf.made.back());
    shelf.report_of.push_back(shelf.report_of[first]);
    shelf.datings.emplace_back();
    shelf.standings.emplace_back();
    shelf.not_counted.emplace_back();
    counting.counts.push_back(true);
}

void both_replaced(Counting& counting, const Rule& rule) {
    for (const auto& [key, both] : rows_with_both(counting, rule)) {
        for (std::size_t i = 0; i < std::min(both.one.size(), both.other.size()); ++i) {
            const std::string reason = "replaced, with ";
            const std::string by = ", by one " + shown(counting, rule.made, rule.field);
            leave_out(counting, both.one[i], rule, reason + name_of(counting, both.other[i]) + by);
            leave_out(counting, both.other[i], rule, reason + name_of(counting, both.one[i]) + by);
            add_row_for(counting, rule, both.one[i], both.other[i]);
        }
    }
}

std::string_view words_of_unit(const Rule& rule) {
    const bool one = rule.length == 1;
    switch (rule.unit) {
        case model::Span::weeks: return one ? "week" : "weeks";
        case model::Span::months: return one ? "month" : "months";
        case model::Span::years: return one ? "year" : "years";
        case model::Span::days:
        case model::Span::working_days: break;
    }
    return one ? "day" : "days";
}

calendar::Date last_day_after(calendar::Date from, const Rule& rule) {
    const auto length = static_cast<std::int32_t>(rule.length);
    switch (rule.unit) {
        case model::Span::weeks: return from.plus_days(length * 7);
        case model::Span::months: return from.plus_months(length);
        case model::Span::years: return from.plus_months(length * 12);
        case model::Span::days:
        case model::Span::working_days: break;
    }
    return from.plus_days(length);
}

void once_in_so_long(Counting& counting, const Rule& rule) {
    std::map<std::string, std::pair<calendar::Date, std::size_t>> last;
    for (const std::size_t row : rows_in_order(counting, rule.date)) {
        const Value day = value_at(counting, row, rule.date);
        const auto* date = std::get_if<calendar::Date>(&day);
        if (date == nullptr) continue;
        const std::string key = key_at(counting, row, rule.same);
        const auto before = last.find(key);
        const bool again = before != last.end() && *date <= last_day_after(before->second.first, rule);
        if (again && counting.counts[row])
            leave_out(counting, row, rule,
                      "not later than " + std::to_string(rule.length) + " " + std::string(words_of_unit(rule)) +
                          " after " + name_of(counting, before->second.second) +
                          (rule.that_counted ? ", which counted" : ""));
        if (!rule.that_counted || counting.counts[row]) last.insert_or_assign(key, std::pair(*date, row));
    }
}

void once_in_period(Counting& counting, const Rule& rule) {
    const model::Contract& contract = counting.workings.contract;
    std::map<std::string, std::size_t> first;
    for (const std::size_t row : rows_in_order(counting, std::nullopt)) {
        const bool has_code = key_of(value_at(counting, row, rule.field)) == key_of(rule.one);
        if (!counting.counts[row] || !has_code) continue;
        std::string key = key_at(counting, row, rule.same);
        const Dating& dating = dating_of(counting.workings, counting.id, row);
        if (rule.within) {
            if (dating.state != Dating::State::dated) continue;
            key += calendar::Period::containing(*rule.within, dating.placed, contract.year_start)
                       .label(contract.year_start);
        }
        const auto [known, is_new] = first.emplace(std::move(key), row);
        if (!is_new)
            leave_out(counting, row, rule,
                      shown(counting, rule.one, rule.field) + " counts once, and it counts for " +
                          name_of(counting, known->second));
    }
}

void apply(Counting& counting, const Rule& rule) {
    switch (rule.what) {
        case Rule::What::each_once: return each_once(counting, rule);
        case Rule::What::loses: return one_loses(counting, rule);
        case Rule::What::replaced: return both_replaced(counting, rule);
        case Rule::What::after_earlier: return once_in_so_long(counting, rule);
        case Rule::What::once_in: return once_in_period(counting, rule);
    }
}

/// What stands in the columns, as people read it: the name of a group.
std::string name_of_group(Counting& counting, std::size_t row, const std::vector<std::size_t>& columns) {
    std::string name;
    for (const std::size_t column : columns) {
        const Value value = value_at(counting, row, column);
        const model::Kind& kind = counting.record.fields[column].kind;
        const std::string part = model::is_known(value)
                                     ? model::write_for_people(counting.workings.contract, value, kind)
                                     : std::string("(blank)");
        name += (name.empty() ? "" : ", ") + part;
    }
    return name;
}

}  // namespace

void apply_count_rules(Workings& workings, model::RecordId id) {
    RecordShelf& shelf = shelf_of(workings, id);
    Counting counting{workings, id, workings.contract.record(id), std::vector<bool>(shelf.rows.size())};
    shelf.not_counted.resize(shelf.rows.size());
    for (std::size_t row = 0; row < counting.counts.size(); ++row) {
        const RowStanding standing = standing_of(workings, id, row);
        counting.counts[row] = !standing.waits && standing.standing.state == Standing::State::counts;
    }
    for (const Rule& rule : counting.record.count_rules) apply(counting, rule);
    shelf.by_links.clear();
    shelf.by_columns.clear();
    shelf.by_unique.reset();
    for (std::size_t i = 0; i < workings.records.size(); ++i) {  // gathered while the rules were at work
        const auto& group = workings.contract.records[i].group;
        if (group && group->of == id) workings.records[i].reset();
    }
}

void apply_all_count_rules(Workings& workings) {
    for (std::size_t i = 0; i < workings.contract.records.size(); ++i) {
        if (!workings.contract.records[i].count_rules.empty())
            static_cast<void>(shelf_of(workings, model::RecordId(i)));  // for what it notes
    }
}

void gather_groups(Workings& workings, model::RecordId id, RecordShelf& shelf) {
    const model::Record& group = workings.contract.record(id);
    const model::RecordId of = group.group->of;
    RecordShelf& from = shelf_of(workings, of);
    shelf.reports = from.reports;
    shelf.reported = from.reported;
    Counting counting{workings, of, workings.contract.record(of), {}};
    std::unordered_map<std::string, std::size_t> rows;
    std::set<std::string> names;
    for (std::size_t row = 0; row < from.rows.size(); ++row) {
        const auto [known, is_new] = rows.emplace(key_at(counting, row, group.group->same), shelf.rows.size());
        shelf.group_of.push_back(known->second);
        if (!is_new) continue;
        data::RecordRow made;
        made.origin = from.rows[row]->origin;
        for (const std::size_t column : group.group->same) made.fields.push_back(from.rows[row]->fields[column]);
        std::string name = name_of_group(counting, row, group.group->same);
        while (!names.insert(name).second) name += " again";
        made.fields.emplace_back(std::move(name));
        shelf.made.push_back(std::move(made));
        shelf.rows.push_back(&shelf.made.back());
        shelf.report_of.push_back(from.report_of[row]);
    }
    shelf.datings.resize(shelf.rows.size());
    shelf.standings.resize(shelf.rows.size());
}

}  // namespace concordat::eval::reference
