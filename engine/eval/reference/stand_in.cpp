// engine/eval/reference/stand_in.cpp · room: eval
// What:  where a party has reported none of some records for a period, the last reported one of each key stands for
//        that period, with its fields as they are, for up to so many periods after its own.
// Source: finding N16 ("the last reported Return of the same Site stands for up to 1 Month").
// Start: add_stand_ins(), last in the file.
#include "eval/reference/stand_in.h"

#include <algorithm>
#include <map>

#include "eval/reference/names.h"
#include "eval/reference/rows.h"
#include "eval/reference/stretches.h"
#include "eval/reference/value_order.h"

namespace concordat::eval::reference {

namespace {

using calendar::Period;
using model::Value;
using Rule = model::Record::StandIn;

/// A record that has come.
struct Reported {
    std::size_t row;
    Period period;
    calendar::Date day;
};
/// Those of one party, by their key.
using ByKey = std::map<std::string, std::vector<Reported>>;

struct Standing {
    Workings& workings;
    model::RecordId id;
    const model::Record& record;
    const Rule& rule;

    [[nodiscard]] const model::Contract& contract() const { return workings.contract; }
    [[nodiscard]] RecordShelf& shelf() const { return shelf_of(workings, id); }
    [[nodiscard]] Value field(std::size_t row, std::size_t column) const {
        const auto& fields = shelf().rows[row]->fields;
        return column < fields.size() ? fields[column] : Value(model::Missing{});
    }
    [[nodiscard]] std::string owner() const { return record.reported_by; }
};

std::optional<Period> own_period(const Standing& of, std::size_t row) {
    const Dating& dating = dating_of(of.workings, of.id, row);
    if (dating.state == Dating::State::dated)
        return Period::containing(of.record.unit, dating.placed, of.contract().year_start);
    return of.shelf().report_of[row]->period;
}

ByKey reported_by(const Standing& of, const std::optional<model::PartyId>& party, std::size_t rows) {
    ByKey found;
    for (std::size_t row = 0; row < rows; ++row) {
        if (party && of.field(row, of.rule.whose) != Value(*party)) continue;
        const auto period = own_period(of, row);
        const Value key = of.field(row, of.rule.same);
        if (!period || !model::is_known(key)) continue;
        const Dating& dating = dating_of(of.workings, of.id, row);
        const bool dated = dating.state == Dating::State::dated;
        found[key_of(key)].push_back({row, *period, dated ? dating.placed : period->last()});
    }
    return found;
}

/// Whether a report has come: a record of that period, or, where records do not say whose they are, a file named after
/// it.
bool has_come(const Standing& of, const ByKey& reported, const Period& period) {
    const auto in_it = [&](const Reported& one) { return one.period == period; };
    for (const auto& [key, rows] : reported)
        if (std::any_of(rows.begin(), rows.end(), in_it)) return true;
    const auto& reports = of.shelf().reports;
    return of.rule.parties.empty() && std::any_of(reports.begin(), reports.end(), [&](const data::Report* report) {
               return report->period && *report->period == period;
           });
}

int periods_between(const Period& from, const Period& to, calendar::YearStart start, int most) {
    int count = 0;
    for (Period period = from; period < to && count <= most; period = period.next(start)) ++count;
    return count;
}

void add_row(const Standing& of, std::size_t row, const Period& period) {
    RecordShelf& shelf = of.shelf();
    shelf.made.push_back(*shelf.rows[row]);
    shelf.rows.push_back(&shelf.made.back());
    shelf.report_of.push_back(shelf.report_of[row]);
    Dating dating;
    dating.state = Dating::State::dated;
    const calendar::Days& days = period.days();
    dating.placed = period.unit() > of.contract().settles ? period.last() : days.first.plus_days(days.count() / 2);
    dating.text_day = text_day_of(of.contract(), period);
    dating.settles = Period::containing(of.contract().settles, dating.placed, of.contract().year_start);
    shelf.datings.emplace_back(dating);
    shelf.standings.emplace_back();
    shelf.stands_for.push_back(period);
}

/// The last of one key before the period; two on that day: which of them is not known.
std::vector<Reported> last_before(const std::vector<Reported>& reported, const Period& period) {
    std::vector<Reported> last;
    for (const Reported& one : reported) {
        if (!(one.period < period)) continue;
        if (!last.empty() && one.day < last.front().day) continue;
        if (!last.empty() && last.front().day < one.day) last.clear();
        last.push_back(one);
    }
    return last;
}

/// One party and period without a report.
void stand_in(const Standing& of, const ByKey& reported, const Period& period, const std::string& whose) {
    const calendar::YearStart start = of.contract().year_start;
    bool any = false, earlier = false;
    const auto wait = [&](std::string reason) {
        const std::string name = of.record.plural.empty() ? of.record.name : of.record.plural;
        of.shelf().waits_for_report.emplace(
            period.first(),
            model::Missing{name + whose + " for " + period.label_for_people(start), of.owner(), std::move(reason)});
    };
    for (const auto& [key, rows] : reported) {
        const auto last = last_before(rows, period);
        if (last.empty()) continue;
        earlier = true;
        if (periods_between(last.front().period, period, start, of.rule.up_to) > of.rule.up_to) continue;
        any = true;
        if (last.size() > 1) {
            wait("not reported, and " + name_of_record(of.workings, of.id, last[0].row) + " and " +
                 name_of_record(of.workings, of.id, last[1].row) + " are both the last before");
            continue;
        }
        add_row(of, last.front().row, period);
    }
    if (any) return;
    const std::string unit(calendar::unit_name(of.record.unit));
    if (earlier)
        wait("not reported, and the last before stands for up to " + std::to_string(of.rule.up_to) + " " + unit +
             (of.rule.up_to == 1 ? "" : "s"));
    else if (of.rule.waits_before_first) wait("not reported, and none was before");
}

/// Up to which day periods have come.
calendar::Date last_day(const Workings& workings) {
    const Inputs& inputs = workings.inputs;
    if (inputs.known_on) return settled_by(workings.contract, *inputs.known_on);
    return inputs.asked_until.value_or(workings.contract.in_force.last);
}

}  // namespace

void add_stand_ins(Workings& workings, model::RecordId id) {
    const model::Contract& contract = workings.contract;
    const Standing of{workings, id, contract.record(id), *contract.record(id).stand_in};
    RecordShelf& shelf = of.shelf();
    const std::size_t rows = shelf.rows.size();
    shelf.reported_rows = rows;
    std::vector<std::optional<model::PartyId>> parties(of.rule.parties.begin(), of.rule.parties.end());
    if (parties.empty()) parties.emplace_back();
    const calendar::Date last = last_day(workings);
    for (const auto& party : parties) {
        const ByKey reported = reported_by(of, party, rows);
        const std::string whose = party ? " of " + contract.party(*party).name : std::string();
        for (Period period = Period::containing(of.record.unit, contract.in_force.first, contract.year_start);
             period.last() <= last && period.first() <= contract.in_force.last;
             period = period.next(contract.year_start)) {
            if (!has_come(of, reported, period)) stand_in(of, reported, period, whose);
        }
    }
}

}  // namespace concordat::eval::reference
