// engine/eval/reference/earlier.cpp · room: eval
// What:  the record before: of those with the same fields, the last that ended before this one, or that stands before
// it. Source: finding N46. All data are looked at, whatever their period; conditions on what there is not are no.
#include <algorithm>
#include <vector>

#include "eval/reference/names.h"
#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using model::EarlierRecord;
using model::Value;

Value value_of_row(Workings& workings, model::RecordId record, std::size_t row, std::size_t column) {
    Scope scope;
    scope.record = record;
    scope.record_row = row;
    scope.period = calendar::Period::containing(workings.contract.settles, workings.contract.in_force.first,
                                                workings.contract.year_start);
    return field_of(workings, record, row, column, frame_of(scope, scope.period.first()));
}

std::string key_of_row(Workings& workings, model::RecordId record, std::size_t row,
                       const std::vector<std::size_t>& columns) {
    std::string key;
    for (const std::size_t column : columns) key += key_of(value_of_row(workings, record, row, column)) + '\x1f';
    return key;
}

const std::vector<std::size_t>& rows_alike(Workings& workings, const EarlierRecord& node, std::size_t row) {
    auto& by_columns = shelf_of(workings, node.record).by_columns;
    if (!by_columns.contains(node.same)) {
        std::unordered_map<std::string, std::vector<std::size_t>> groups;
        const std::size_t count = shelf_of(workings, node.record).rows.size();
        for (std::size_t each = 0; each < count; ++each)
            groups[key_of_row(workings, node.record, each, node.same)].push_back(each);
        by_columns[node.same] = std::move(groups);
    }
    return by_columns[node.same][key_of_row(workings, node.record, row, node.same)];
}

/// By the first field, then by the others.
std::strong_ordering order_between(Workings& workings, const EarlierRecord& node, std::size_t a, std::size_t b) {
    for (const std::size_t column : node.by) {
        const auto order =
            order_of(value_of_row(workings, node.record, a, column), value_of_row(workings, node.record, b, column));
        if (order != 0) return order;
    }
    return std::strong_ordering::equal;
}

bool is_earlier(Workings& workings, const EarlierRecord& node, std::size_t other, std::size_t row, const Value& start) {
    if (other == row) return false;
    const Value end = value_of_row(workings, node.record, other, node.by.front());
    if (!std::holds_alternative<calendar::Date>(end)) return false;
    if (node.in_order) return order_between(workings, node, other, row) < 0;
    return order_of(end, start) <= 0;
}

bool counts(Workings& workings, const EarlierRecord& node, std::size_t row) {
    if (!node.that_counts) return true;
    return standing_of(workings, node.record, row).standing.state == Evaluator::Standing::State::counts;
}

}  // namespace

Value work_out(const EarlierRecord& node, const Site& site) {
    Workings& workings = site.workings;
    const auto row = row_in_play(site.frame, node.record);
    if (!row) return site.impossible(source::Code::element_not_supplied, "the record before which record?");
    const Value start = value_of_row(workings, node.record, *row, node.in_order ? node.by.front() : node.not_after);
    if (!model::is_known(start)) return start;
    std::optional<std::size_t> last;
    for (const std::size_t other : rows_alike(workings, node, *row)) {
        if (!is_earlier(workings, node, other, *row, start) || !counts(workings, node, other)) continue;
        if (!last || order_between(workings, node, *last, other) < 0) last = other;
    }
    if (!last) return model::None{};
    return exact::Ratio(static_cast<std::int64_t>(*last));
}

namespace {

/// The amount of another record, in its own period and under its own text.
Value of_row(const model::EarlierTotal& node, const Site& site, std::size_t row) {
    Scope scope = site.frame.scope;
    scope.record = node.before.record;
    scope.record_row = row;
    scope.period = period_of_record(site.workings, node.before.record, row, site.frame.scope.period);
    const auto day = text_day_of_record(site.workings, node.before.record, row, scope.period);
    return work_out(site.workings, node.of, frame_of(scope, day, site.frame.clause));
}

}  // namespace

Value work_out(const model::EarlierTotal& node, const Site& site) {
    Workings& workings = site.workings;
    const EarlierRecord& before = node.before;
    const auto row = row_in_play(site.frame, before.record);
    if (!row) return site.impossible(source::Code::element_not_supplied, "the records before which record?");
    const calendar::YearStart year_start = workings.contract.year_start;
    const auto within = [&](std::size_t of) {
        return period_of_record(workings, before.record, of, site.frame.scope.period)
            .belongs_to(node.within, year_start);
    };
    const Value start = value_of_row(workings, before.record, *row, before.by.front());
    if (!model::is_known(start)) return start;
    exact::Ratio total;
    for (const std::size_t other : rows_alike(workings, before, *row)) {
        if (!is_earlier(workings, before, other, *row, start) || !counts(workings, before, other)) continue;
        if (within(other) != within(*row)) continue;
        const Value amount = of_row(node, site, other);
        if (const auto* number = std::get_if<exact::Ratio>(&amount)) total += *number;
        else if (std::holds_alternative<model::Missing>(amount)) return amount;
    }
    site.note("used up by earlier ones", total);
    return total;
}

Value work_out(const model::GroupOf& node, const Site& site) {
    Workings& workings = site.workings;
    const model::RecordId of = site.contract().record(node.group).group->of;
    const auto row = row_in_play(site.frame, of);
    if (!row) return site.impossible(source::Code::element_not_supplied, "the group of which record?");
    const auto& groups = shelf_of(workings, node.group).group_of;
    if (*row >= groups.size()) return model::None{};
    return exact::Ratio(static_cast<std::int64_t>(groups[*row]));
}

}  // namespace concordat::eval::reference
