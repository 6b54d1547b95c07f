// engine/eval/reference/rows.cpp · room: eval
// What:  when a record happened, whether it counts, and what its fields say.
// Source: findings N6, N10, N16; a blank that may be is none, any other blank is missing.
#include "eval/reference/rows.h"

#include <algorithm>

#include "eval/reference/count_rules.h"
#include "eval/reference/names.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Period;
using model::Value;

Scope scope_of_row(model::RecordId record, std::size_t row, const Period& period) {
    Scope scope;
    scope.record = record;
    scope.record_row = row;
    scope.period = period;
    return scope;
}

/// The period a row is taken to be in before its own date is found: that of its report, else the first.
Period period_of_report(const Workings& workings, const data::Report& report) {
    const model::Contract& contract = workings.contract;
    const calendar::Date day = report.period ? report.period->last() : contract.in_force.first;
    return Period::containing(contract.settles, day, contract.year_start);
}

/// The day that decides which coarser period this one belongs to (Period::belongs_to).
calendar::Date middle_of(const calendar::Days& days) { return days.first.plus_days(days.count() / 2); }

Dating dated_on(const model::Contract& contract, calendar::Date day) {
    Dating dating;
    dating.state = Dating::State::dated;
    dating.text_day = dating.placed = day;
    dating.settles = Period::containing(contract.settles, day, contract.year_start);
    return dating;
}

Dating dated_in(const model::Contract& contract, const Period& period) {
    const bool coarser = period.unit() > contract.settles;
    Dating dating = dated_on(contract, coarser ? period.last() : middle_of(period.days()));
    dating.text_day = text_day_of(contract, period);
    return dating;
}

Dating dating_by(const Workings& workings, const Value& falls_in) {
    if (const auto* day = std::get_if<calendar::Date>(&falls_in)) return dated_on(workings.contract, *day);
    if (const auto* period = std::get_if<Period>(&falls_in)) return dated_in(workings.contract, *period);
    Dating dating;
    dating.state = Dating::State::in_no_period;
    if (std::holds_alternative<model::Missing>(falls_in)) {
        dating.state = Dating::State::not_known;
        dating.why = falls_in;
    }
    return dating;
}

Dating find_dating(Workings& workings, model::RecordId id, std::size_t row) {
    const model::Record& record = workings.contract.record(id);
    const data::Report& report = *shelf_of(workings, id).report_of[row];
    const Period guess = period_of_report(workings, report);
    Dating dating;
    dating.text_day = text_day_of(workings.contract, guess);
    if (!record.falls_in.is_set()) {
        const auto& sets = workings.contract.day_sets;
        const bool has_days = std::any_of(sets.begin(), sets.end(), [&](const auto& set) { return set.record == id; });
        if (has_days) return dating;  // it lies in several periods
        return report.period ? dated_in(workings.contract, *report.period) : dating;
    }
    shelf_of(workings, id).datings[row] = dating;  // while the rule is worked out
    const Scope scope = scope_of_row(id, row, guess);
    dating = dating_by(workings, work_out(workings, record.falls_in, frame_of(scope, dating.text_day, record.clause)));
    if (dating.state != Dating::State::dated) dating.text_day = text_day_of(workings.contract, guess);
    return dating;
}

// ---- what a blank means ------------------------------------------------------------------------------------------

model::Missing missing_field(Workings& workings, model::RecordId id, std::size_t row, std::size_t column) {
    const model::Record& record = workings.contract.record(id);
    const data::RecordRow& fields = *shelf_of(workings, id).rows[row];
    model::Missing missing;
    if (column < fields.fields.size()) {
        if (const auto* given = std::get_if<model::Missing>(&fields.fields[column])) missing = *given;
    }
    missing.what = record.fields[column].name + " of " + name_of_record(workings, id, row);
    if (missing.owed_by.empty()) missing.owed_by = record.reported_by;
    if (missing.reason.empty()) {
        const std::string origin = words_of(fields.origin);
        missing.reason = origin.empty() ? "blank" : "blank in " + origin;
    }
    return missing;
}

bool is_blank(const data::RecordRow& row, std::size_t column) {
    return column >= row.fields.size() || std::holds_alternative<model::Missing>(row.fields[column]);
}

// ---- standing ----------------------------------------------------------------------------------------------------

/// "there is no Person P999", "Person P056 is not counted".
std::string why_not_there(Workings& workings, const model::RowCounts& node, const Frame& frame) {
    const Value key = work_out(workings, node.key, frame);
    if (!model::is_known(key)) return {};
    const std::string name = workings.contract.record(node.record).name + " " +
                             model::write_plain(workings.contract, key, workings.contract.expression(node.key).kind);
    return row_with(workings, node.record, key) ? name + " is not counted" : "there is no " + name;
}

/// "no row for HRG ZZ99Z in Schedule A": why the tested thing is absent, where a condition tests that.
std::string why_absent(Workings& workings, model::ExprId condition, const Frame& frame) {
    const model::ExprNode& node = workings.contract.expression(condition).node;
    if (const auto* combined = std::get_if<model::Combine>(&node)) {
        for (const model::ExprId item : combined->items) {
            std::string why = why_absent(workings, item, frame);
            if (!why.empty()) return why;
        }
        return {};
    }
    if (const auto* negated = std::get_if<model::Not>(&node)) {
        const auto* there = std::get_if<model::RowCounts>(&workings.contract.expression(negated->of).node);
        return there != nullptr ? why_not_there(workings, *there, frame) : std::string();
    }
    const auto* absent = std::get_if<model::IsAbsent>(&node);
    if (absent == nullptr) return {};
    const Value tested = work_out(workings, absent->of, frame);
    if (const auto* missing = std::get_if<model::Missing>(&tested)) return missing->reason;
    if (!std::holds_alternative<model::None>(tested)) return {};
    return "`-` stands there";
}

std::string words_of_rule(const model::Contract& contract, model::ExprId rule, const char* otherwise) {
    const std::string& words = contract.expression(rule).words;
    return words.empty() ? otherwise : words;
}

/// Left out for sure, or nothing; what is missing for that goes to `waits`.
std::optional<Evaluator::Standing> find_left_out(Workings& workings, const model::Record& record, const Frame& frame,
                                                 std::optional<model::Missing>& waits) {
    for (const model::ExprId rule : record.left_out_unless) {
        const Value counts = work_out(workings, rule, frame);
        if (const auto* missing = std::get_if<model::Missing>(&counts)) {
            if (!waits) waits = *missing;
            continue;
        }
        if (std::holds_alternative<model::Held>(counts)) continue;  // a blank that holds it: said below
        const bool* yes = std::get_if<bool>(&counts);
        if (yes != nullptr && *yes) continue;
        return Evaluator::Standing{Evaluator::Standing::State::left_out,
                                   "counts only if " + words_of_rule(workings.contract, rule, "its rule holds"),
                                   record.clause};
    }
    return std::nullopt;
}

std::optional<Evaluator::Standing> find_held(Workings& workings, const model::Record& record, const Frame& frame,
                                             std::optional<model::Missing>& waits) {
    for (const auto& hold : record.held_when) {
        const Value holds = work_out(workings, hold.when, frame);
        if (const auto* missing = std::get_if<model::Missing>(&holds)) {
            if (!waits) waits = *missing;
            continue;
        }
        const bool* yes = std::get_if<bool>(&holds);
        if (yes == nullptr || !*yes) continue;
        std::string reason = hold.reason.empty() ? words_of_rule(workings.contract, hold.when, "") : hold.reason;
        const std::string absent = why_absent(workings, hold.when, frame);
        if (!absent.empty()) reason += reason.empty() ? absent : ": " + absent;
        return Evaluator::Standing{Evaluator::Standing::State::held, reason, hold.clause};
    }
    return std::nullopt;
}

std::optional<Evaluator::Standing> find_blank_that_holds(Workings& workings, model::RecordId id, std::size_t row) {
    const model::Record& record = workings.contract.record(id);
    const data::RecordRow& fields = *shelf_of(workings, id).rows[row];
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        if (record.fields[column].if_missing.policy != model::MissingPolicy::hold_record) continue;
        if (!is_blank(fields, column)) continue;
        const model::Missing missing = missing_field(workings, id, row, column);
        return Evaluator::Standing{Evaluator::Standing::State::held,
                                   record.fields[column].name + " is " + missing.reason, record.clause};
    }
    return std::nullopt;
}

/// Problems met in a record's own amounts while finding out that it does not count concern nobody.
void forget_problems_of_row(Workings& workings, std::size_t kept, model::RecordId record, std::size_t row) {
    auto& all = workings.problems.all();
    auto& told = workings.told_in_order;
    for (std::size_t index = all.size(); index-- > kept;) {
        if (told[index].record != record || told[index].row != row) continue;
        workings.told.erase(told[index].key);
        told.erase(told.begin() + static_cast<std::ptrdiff_t>(index));
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(index));
    }
}

RowStanding find_standing(Workings& workings, model::RecordId id, std::size_t row) {
    const model::Record& record = workings.contract.record(id);
    const Period period =
        period_of_record(workings, id, row, period_of_report(workings, *shelf_of(workings, id).report_of[row]));
    const Scope scope = scope_of_row(id, row, period);
    const Frame frame = frame_of(scope, text_day_of_record(workings, id, row, period), record.clause);
    const std::size_t problems_before = workings.problems.all().size();
    RowStanding found;
    auto standing = find_left_out(workings, record, frame, found.waits);
    if (!standing) standing = find_blank_that_holds(workings, id, row);
    if (!standing) standing = find_held(workings, record, frame, found.waits);
    if (standing) {
        forget_problems_of_row(workings, problems_before, id, row);
        return {*standing, std::nullopt};
    }
    if (found.waits) {
        found.standing = {Evaluator::Standing::State::held,
                          "waits for " + found.waits->what + " (" + found.waits->reason + ")", record.clause};
    }
    return found;
}

bool has_rules(const model::Record& record) {
    return !record.left_out_unless.empty() || !record.held_when.empty() || !record.count_rules.empty() ||
           std::any_of(record.fields.begin(), record.fields.end(), [](const model::Field& field) {
               return field.if_missing.policy == model::MissingPolicy::hold_record;
           });
}

/// By the rules that look at it alone.
RowStanding own_standing(Workings& workings, model::RecordId record, std::size_t row) {
    auto& kept = shelf_of(workings, record).standings[row];
    if (kept) return *kept;
    const std::uint64_t finding_before = workings.finding_standing;
    workings.finding_standing |= record_bit(record);
    RowStanding found = find_standing(workings, record, row);
    workings.finding_standing = finding_before;
    // Found inside the rules of another record, an aggregate may have taken records that do not count.
    if (finding_before == 0) shelf_of(workings, record).standings[row] = found;
    return found;
}

}  // namespace

const Dating& dating_of(Workings& workings, model::RecordId record, std::size_t row) {
    if (!shelf_of(workings, record).datings[row]) {
        Dating dating = find_dating(workings, record, row);
        shelf_of(workings, record).datings[row] = std::move(dating);
    }
    return *shelf_of(workings, record).datings[row];
}

RowStanding standing_of(Workings& workings, model::RecordId record, std::size_t row) {
    if (!has_rules(workings.contract.record(record))) return {};
    if (workings.finding_standing == 0) apply_all_count_rules(workings);
    RowStanding found = own_standing(workings, record, row);
    if (found.waits || found.standing.state != Evaluator::Standing::State::counts) return found;
    const auto& not_counted = shelf_of(workings, record).not_counted;
    if (row < not_counted.size() && not_counted[row]) found.standing = *not_counted[row];
    return found;
}

model::Value field_of(Workings& workings, model::RecordId id, std::size_t row, std::size_t column, const Frame& frame) {
    const model::Record& record = workings.contract.record(id);
    const data::RecordRow& fields = *shelf_of(workings, id).rows[row];
    if (!is_blank(fields, column)) return fields.fields[column];
    const model::Field& field = record.fields[column];
    const model::IfMissing& said = field.if_missing;
    switch (said.policy) {
        case model::MissingPolicy::value: return work_out(workings, said.value, frame);
        case model::MissingPolicy::left_out:
            return model::NotApplicable{missing_field(workings, id, row, column).what + " is missing"};
        case model::MissingPolicy::hold_record:
            return model::Held{field.name + " is " + missing_field(workings, id, row, column).reason};
        case model::MissingPolicy::waits:
        case model::MissingPolicy::last_value:
        case model::MissingPolicy::no_part:
        case model::MissingPolicy::score_value: break;
    }
    if (field.may_be_blank && !said.stated) return model::None{};
    return missing_field(workings, id, row, column);
}

Period period_of_record(Workings& workings, model::RecordId record, std::size_t row, const Period& asked) {
    const Dating& dating = dating_of(workings, record, row);
    return dating.settles ? *dating.settles : asked;
}

calendar::Date text_day_of_record(Workings& workings, model::RecordId record, std::size_t row, const Period& period) {
    const Dating& dating = dating_of(workings, record, row);
    return dating.state == Dating::State::dated ? dating.text_day : text_day_of(workings.contract, period);
}

calendar::Date text_day_of(const model::Contract& contract, const Period& period) {
    return std::max(period.first(), contract.in_force.first);
}

}  // namespace concordat::eval::reference
