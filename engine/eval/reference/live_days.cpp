// engine/eval/reference/live_days.cpp · room: eval
// What:  the days that a record has, one by one, as formulas: from its first to its last, unless another record of the
// same
//        person goes before it on that day or an absence takes it away; days in force; events that have happened.
// Never: a day of a month that no record touches now: a record moved there says #N/A, and is settled again.
#include <algorithm>

#include <fmt/format.h>

#include "eval/reference/events.h"
#include "eval/reference/live_formulas.h"
#include "eval/reference/names.h"
#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/stretches.h"

namespace concordat::eval::reference {

using calendar::Date;
using calendar::Days;
using exact::Ratio;
using model::DaySet;
using model::Value;

namespace {

constexpr const char* no_day = "2958465";  // 31 December 9999: nothing begins then
constexpr std::size_t most_rows = 100;
constexpr std::int32_t days_around = 31;

bool blank_word(const std::string& cell, std::string& test) {
    test = fmt::format("OR(EXACT({0},\"-\"),EXACT({0},\"\"))", cell);
    return !cell.empty();
}

/// First and last day of a record's own, and who goes before whom.
class DaysWriter {
public:
    DaysWriter(const Site& site, const DaySet& set)
        : site_(site),
          workings_(site.workings),
          recorder_(*site.workings.recorder),
          set_(set),
          writer_(site, set.record) {}

    struct Ends {
        std::string first, last;  // cells
        Date from, to;            // as they are now; `to` before `from`: no day
    };
    std::optional<Ends> ends_of(std::size_t row);
    /// What else covers a day before this record does: "AND(a<=d,b>=d)" for each, `{day}` for the day.
    bool add_rivals(std::size_t row, std::vector<std::string>& tests);
    bool add_absences(std::size_t row, std::vector<std::string>& tests);
    RecordWriter& records() { return writer_; }

private:
    std::string figure(std::string name, std::size_t row, const Value& value, std::string formula,
                       model::KindBase base) {
        model::Kind kind;
        kind.base = base;
        return cell_for(recorder_, site_, std::move(name), writer_.name_of(row), value, kind, "(" + formula + ")");
    }
    std::string goes_before(std::size_t a, std::size_t b);
    std::string person_of(const RecordWriter::Row& row, std::size_t column) { return writer_.field(row, column); }

    const Site& site_;
    Workings& workings_;
    Recorder& recorder_;
    const DaySet& set_;
    RecordWriter writer_;
};

std::optional<DaysWriter::Ends> DaysWriter::ends_of(std::size_t row) {
    const RecordWriter::Row at = writer_.row_alone(row);
    std::string first = no_day, last = "0";
    Ends ends;
    ends.from = Date::from(9999, 12, 31).value_or(Date());
    ends.to = Date::from(1, 1, 1).value_or(Date());
    bool found = false;
    for (auto stretch = set_.stretches.rbegin(); stretch != set_.stretches.rend(); ++stretch) {
        Value from, to, where = true;
        const std::string from_cell = writer_.part_as_cell(at, stretch->from, "begins");
        const std::string to_cell = writer_.part_as_cell(at, stretch->to, "ends");
        static_cast<void>(writer_.part(at, stretch->from, &from));
        static_cast<void>(writer_.part(at, stretch->to, &to));
        std::string test = stretch->where.is_set() ? writer_.part(at, stretch->where, &where) : std::string();
        std::string no_from, no_to;
        if (!blank_word(from_cell, no_from) || !blank_word(to_cell, no_to)) return std::nullopt;
        std::string one = fmt::format("IF({},{},{}{})", no_from, no_day, from_cell, stretch->after_first ? "+1" : "");
        const std::string end = day_in_formula(site_.contract().in_force.last);
        std::string other = fmt::format("IF({},{},{}{})", no_to, end, to_cell, stretch->nights ? "-1" : "");
        first = test.empty() ? one : fmt::format("IF({},{},{})", test, one, first);
        last = test.empty() ? other : fmt::format("IF({},{},{})", test, other, last);
        const bool* holds = std::get_if<bool>(&where);
        if (holds == nullptr || !*holds) continue;
        found = true;
        if (const auto* day = std::get_if<Date>(&from)) ends.from = stretch->after_first ? day->plus_days(1) : *day;
        ends.to = site_.contract().in_force.last;
        if (const auto* day = std::get_if<Date>(&to)) ends.to = stretch->nights ? day->plus_days(-1) : *day;
    }
    const std::string counts = writer_.counts(at);
    if (!counts.empty()) first = fmt::format("IF({},{},{})", counts, first, no_day);
    const bool counted = standing_of(workings_, set_.record, row).standing.state == Evaluator::Standing::State::counts;
    if (!found || !counted) ends.from = Date::from(9999, 12, 31).value_or(Date());
    if (!found) ends.to = Date::from_days(-25'569);
    ends.first = figure("first day", row, ends.from, first, model::KindBase::date);
    ends.last = figure("last day", row, ends.to, last, model::KindBase::date);
    return ends;
}

/// Whether record a goes before record b by the order of the text, where both are of one person.
std::string DaysWriter::goes_before(std::size_t a, std::size_t b) {
    const RecordWriter::Row at_a = writer_.row_alone(a);
    const RecordWriter::Row at_b = writer_.row_alone(b);
    std::string order = "FALSE()";
    const auto& orders = set_.at_most_one->order;
    for (auto one = orders.rbegin(); one != orders.rend(); ++one) {
        Value value;
        const std::string by_a = writer_.part_as_cell(at_a, one->by, "by which it goes before others");
        const std::string by_b = writer_.part_as_cell(at_b, one->by, "by which it goes before others");
        if (by_a.empty() || by_b.empty()) return {};
        const char* sign = one->greatest_first ? ">" : "<";
        order = fmt::format("IF({0}={1},{2},{0}{3}{1})", by_a, by_b, order, sign);
    }
    return order;
}

bool DaysWriter::add_rivals(std::size_t row, std::vector<std::string>& tests) {
    if (!set_.at_most_one) return true;
    const RecordWriter::Row at = writer_.row_alone(row);
    std::string strangers;
    for (std::size_t other = 0; other < writer_.rows(); ++other) {
        if (other == row) continue;
        const RecordWriter::Row its = writer_.row_alone(other);
        std::string same;
        bool is_same = true;
        for (const std::size_t column : set_.at_most_one->same) {
            const std::string own_cell = writer_.field(at, column);
            const std::string its_cell = writer_.field(its, column);
            if (own_cell.empty() || its_cell.empty()) return false;
            same += (same.empty() ? "" : ",") + fmt::format("EXACT({},{})", own_cell, its_cell);
            is_same = is_same && shelf_of(workings_, set_.record).rows[row]->fields[column] ==
                                     shelf_of(workings_, set_.record).rows[other]->fields[column];
        }
        if (!is_same) {
            if (set_.at_most_one->same.size() > 1) same = "AND(" + same + ")";
            strangers += (strangers.empty() ? "" : ",") + same;
            continue;
        }
        const auto ends = ends_of(other);
        const std::string before = goes_before(other, row);
        if (!ends || before.empty()) return false;
        tests.push_back(
            fmt::format("IF(AND({}<=#,{}>=#),IF(AND({}),{},FALSE()),FALSE())", ends->first, ends->last, same, before));
    }
    if (strangers.empty()) return true;
    // A person made the same as another by hand: who goes before is not worked out here.
    const std::string guard = figure("of nobody else here", row, true, fmt::format("IF(OR({}),NA(),TRUE())", strangers),
                                     model::KindBase::yes_no);
    tests.push_back("NOT(" + guard + ")");
    return true;
}

bool DaysWriter::add_absences(std::size_t row, std::vector<std::string>& tests) {
    const RecordWriter::Row at = writer_.row_alone(row);
    for (const DaySet::Absence& rule : set_.absences) {
        if (rule.next_has_day) return false;
        RecordWriter away(site_, rule.record);
        const std::string person = writer_.field(at, rule.own_column);
        const std::string where = rule.where.is_set() ? writer_.part(at, rule.where) : std::string();
        if (person.empty()) return false;
        for (std::size_t other = 0; other < away.rows(); ++other) {
            const RecordWriter::Row its = away.row_alone(other);
            const std::string whose = away.field(its, rule.its_column);
            const std::string from = away.part_as_cell(its, rule.from, "from");
            const std::string until = away.part_as_cell(its, rule.until, "until");
            const std::string counts = away.counts(its);
            if (whose.empty() || from.empty() || until.empty()) return false;
            std::string test =
                fmt::format("AND(EXACT({0},{1}),{2}<=#,OR(EXACT({3},\"-\"),EXACT({3},\"\"),{3}{4}#){5}{6}{7}{8})",
                            person, whose, from, until, rule.until_included ? ">=" : ">", where.empty() ? "" : ",",
                            where, counts.empty() ? "" : ",", counts);
            tests.push_back(std::move(test));
        }
    }
    return true;
}

std::string on_day(const std::string& test, Date day) {
    std::string text;
    for (const char letter : test) {
        if (letter == '#') text += day_in_formula(day);
        else text += letter;
    }
    return text;
}

}  // namespace

LiveWriter::Formula LiveWriter::days_of(const model::DaysOf& node) {
    const model::Contract& contract = site_.contract();
    const DaySet& set = contract.day_set(node.days);
    const auto row = row_in_play(site_.frame, set.record);
    if (!row) return std::nullopt;
    DaysWriter writer(site_, set);
    if (writer.records().rows() > most_rows) return leaf("the days of very many records");
    const auto ends = writer.ends_of(*row);
    std::vector<std::string> lost;
    if (!ends || !writer.add_rivals(*row, lost) || !writer.add_absences(*row, lost))
        return leaf("the days of a record that count");
    std::vector<std::string> formulas;
    std::vector<Ratio> adds;
    std::string others;
    for (const Days& whole : stretches_of(contract, node.range, site_.frame.scope.period)) {
        const auto days = calendar::overlap(whole, contract.in_force);
        if (!days) continue;
        const bool far =
            ends->to < days->first.plus_days(-days_around) || days->last.plus_days(days_around) < ends->from;
        if (far) {
            others += fmt::format("{}IF(AND({}<={},{}>={}),NA(),0)", others.empty() ? "" : "+", ends->first,
                                  day_in_formula(days->last), ends->last, day_in_formula(days->first));
            continue;
        }
        const bool all_alike = !node.of.is_set() && !node.where.is_set() && lost.empty();
        if (all_alike) {
            formulas.push_back(fmt::format("MAX(0,MIN({},{})-MAX({},{})+1)", ends->last, day_in_formula(days->last),
                                           ends->first, day_in_formula(days->first)));
            Ratio count;
            for (const DaysSeen& seen : seen_.days)
                if (const auto both = calendar::overlap(seen.days, *days)) count += Ratio(both->count());
            adds.push_back(count);
            continue;
        }
        for (Date day = days->first; day <= days->last; day = day.plus_days(1)) {
            Scope scope = site_.frame.scope;
            scope.record = set.record;
            scope.record_row = *row;
            scope.period = calendar::Period::containing(calendar::PeriodUnit::day, day, contract.year_start);
            const Frame& frame = site_.frame;
            const Frame here{scope, day, frame.previous, frame.clause, frame.term, &frame, nullptr};
            const auto written = [&](model::ExprId part) {
                Fragment fragment = worked_to_write(site_.workings, part, here);
                const Site site{site_.workings, here, part};
                return reference::formula_of(site, fragment);
            };
            std::string of = "1";
            if (node.of.is_set()) {
                of = written(node.of);
                if (of.empty()) return leaf("what a day adds, worked out on that day");
                if (of.starts_with('{') &&
                    of.find('}') == of.size() - 1) {  // a row for each day, on a sheet of its own
                    const std::string& name = recorder_.paper()->figures[std::stoul(of.substr(1))].of;
                    recorder_.live_paper().records.try_emplace(name, set.plural);
                }
                of = fmt::format("IF(ISNA({0}),{0},IFERROR({0}*1,0))", of);
            }
            if (node.where.is_set()) of = fmt::format("IF({},{},0)", written(node.where), of);
            if (!lost.empty()) {
                std::string all;
                for (const std::string& test : lost) all += (all.empty() ? "" : ",") + on_day(test, day);
                of = fmt::format("IF(OR({}),0,{})", all, of);
            }
            const std::string today = day_in_formula(day);
            formulas.push_back(fmt::format("IF(AND({}<={},{}>={}),{},0)", ends->first, today, ends->last, today, of));
            Ratio one;
            for (const DaysSeen& seen : seen_.days) {
                const auto* each = std::get_if<Ratio>(&seen.each);
                if (each != nullptr && seen.days.contains(day)) one = *each;
            }
            adds.push_back(one);
            ++recorder_.live_paper().pieces;
        }
    }
    std::string sum = sum_of(formulas, adds, site_.kind_of(site_.expression));
    return others.empty() ? sum : fmt::format("({}+{})", sum, others);
}

LiveWriter::Formula LiveWriter::in_force(const model::DaysInForce& node) {
    const auto row = row_in_play(site_.frame, node.record);
    const model::Record& record = site_.contract().record(node.record);
    if (!row || !record.in_force) return std::nullopt;
    RecordWriter writer(site_, node.record);
    const RecordWriter::Row at = writer.row_at(*row, true);
    const std::string from = writer.field(at, record.in_force->from);
    std::string to = writer.field(at, record.in_force->to);
    if (from.empty() || to.empty()) return std::nullopt;
    const Days period = site_.frame.scope.period.days();
    const std::string last = day_in_formula(period.last);
    if (record.in_force->blank_stays) to = fmt::format("IF(OR(EXACT({0},\"-\"),EXACT({0},\"\")),{1},{0})", to, last);
    return fmt::format("(MAX(0,MIN({},{})-MAX({},{})+1)/{})", to, last, from, day_in_formula(period.first),
                       period.count());
}

LiveWriter::Formula LiveWriter::reached(const model::EventReached& node) {
    if (node.by_report) return std::nullopt;
    static_cast<void>(value_of_reference(site_.workings, node.event, {}, std::nullopt, site_.frame));
    const auto figure = recorder_.answer();
    if (!figure) return std::nullopt;
    const std::string day = Recorder::cell(*figure);
    const Days days = site_.frame.scope.period.days();
    const std::string from = node.inside ? fmt::format(",{}>={}", day, day_in_formula(days.first)) : std::string();
    return fmt::format("IF(ISNUMBER({0}),AND({0}<={1}{2}),FALSE())", day, day_in_formula(days.last), from);
}

}  // namespace concordat::eval::reference
