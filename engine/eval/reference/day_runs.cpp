// engine/eval/reference/day_runs.cpp · room: eval
// What:  see day_runs.h. Each record claims a stretch; where several of a person's claim a day, the order decides;
//        absences take days away before that (the next record has them) or after it (nobody has).
// Start: day_runs_of(), last in the file.
#include "eval/reference/day_runs.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "eval/reference/names.h"
#include "eval/reference/rows.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Date;
using calendar::Days;
using model::DaySet;
using model::RecordId;
using model::Value;
using Runs = std::vector<Days>;

/// One record while its days are found.
struct Claim {
    std::size_t row = 0;
    Runs days;                 // what it claims, in order
    std::vector<Value> ranks;  // by the order of the text
};

struct Painting {
    Workings& workings;
    const DaySet& set;
    DayRuns found;
    std::vector<std::map<std::string, Runs>> away;  // by absence rule, then person
    std::optional<Value> all_wait;                  // whose absence it is is not known
};

Scope scope_of_row_alone(const Workings& workings, RecordId record, std::size_t row) {
    Scope scope;
    scope.record = record;
    scope.record_row = row;
    scope.period = calendar::Period::containing(workings.contract.settles, workings.contract.in_force.first,
                                                workings.contract.year_start);
    return scope;
}

/// An expression of a record, worked out by itself.
Value value_at(Workings& workings, RecordId record, std::size_t row, model::ExprId expression, model::ClauseId clause) {
    const Scope scope = scope_of_row_alone(workings, record, row);
    const Frame frame = frame_of(scope, text_day_of_record(workings, record, row, scope.period), clause);
    return work_out(workings, expression, frame);
}

Value field_at(Workings& workings, RecordId record, std::size_t row, std::size_t column) {
    const Scope scope = scope_of_row_alone(workings, record, row);
    return field_of(workings, record, row, column, frame_of(scope, scope.period.first()));
}

bool is_yes(const Value& value) {
    const bool* yes = std::get_if<bool>(&value);
    return yes != nullptr && *yes;
}

/// The days of `from` without those of `taken`, both in order and apart.
Runs without(const Runs& from, const Runs& taken) {
    Runs left;
    for (const Days& run : from) {
        Date first = run.first;
        auto cut = std::lower_bound(taken.begin(), taken.end(), first,
                                    [](const Days& one, Date day) { return one.last < day; });
        for (; cut != taken.end() && cut->first <= run.last; ++cut) {
            if (first < cut->first) left.push_back({first, cut->first.plus_days(-1)});
            first = cut->last.plus_days(1);
        }
        if (first <= run.last) left.push_back({first, run.last});
    }
    return left;
}

/// In order, those that touch made one.
void tidy(Runs& runs) {
    std::sort(runs.begin(), runs.end(), [](const Days& a, const Days& b) { return a.first < b.first; });
    Runs joined;
    for (const Days& run : runs) {
        if (!joined.empty() && run.first <= joined.back().last.plus_days(1))
            joined.back().last = std::max(joined.back().last, run.last);
        else joined.push_back(run);
    }
    runs = std::move(joined);
}

// ---- what takes days away ------------------------------------------------------------------------------------------

/// What a row without a date or a person does: everything waits that rests on who was absent.
std::optional<Value> stops(const Value& value) {
    if (model::is_known(value) || std::holds_alternative<model::None>(value)) return std::nullopt;
    return value;
}

void add_absence(Painting& painting, const DaySet::Absence& rule, std::size_t row, std::map<std::string, Runs>& away) {
    Workings& workings = painting.workings;
    const RowStanding standing = standing_of(workings, rule.record, row);
    if (standing.waits) painting.all_wait = *standing.waits;
    if (standing.standing.state != Evaluator::Standing::State::counts) return;
    const Value person = field_at(workings, rule.record, row, rule.its_column);
    const Value from = value_at(workings, rule.record, row, rule.from, rule.clause);
    const Value until = value_at(workings, rule.record, row, rule.until, rule.clause);
    for (const Value& value : {person, from, until}) {
        if (auto stop = stops(value)) {
            painting.all_wait = std::move(*stop);
            return;
        }
    }
    const auto* first = std::get_if<Date>(&from);
    const auto* last = std::get_if<Date>(&until);
    if (first == nullptr) return;
    Date end = painting.workings.contract.in_force.last;  // not back yet
    if (last != nullptr) end = rule.until_included ? *last : last->plus_days(-1);
    if (*first <= end) away[key_of(person)].push_back({*first, end});
}

void gather_absences(Painting& painting) {
    for (const DaySet::Absence& rule : painting.set.absences) {
        auto& away = painting.away.emplace_back();
        const std::size_t rows = shelf_of(painting.workings, rule.record).rows.size();
        for (std::size_t row = 0; row < rows; ++row) add_absence(painting, rule, row, away);
        for (auto& [person, runs] : away) tidy(runs);
    }
}

/// Takes away the days that a rule of this sort takes from a record.
void take_away(Painting& painting, std::size_t row, bool before_painting, Runs& runs) {
    Workings& workings = painting.workings;
    for (std::size_t index = 0; index < painting.set.absences.size(); ++index) {
        const DaySet::Absence& rule = painting.set.absences[index];
        if (rule.next_has_day != before_painting || runs.empty() || painting.away[index].empty()) continue;
        if (rule.where.is_set() && !is_yes(value_at(workings, painting.set.record, row, rule.where, rule.clause)))
            continue;
        const Value person = field_at(workings, painting.set.record, row, rule.own_column);
        const auto away = painting.away[index].find(key_of(person));
        if (away != painting.away[index].end()) runs = without(runs, away->second);
    }
}

// ---- what each record claims ---------------------------------------------------------------------------------------

/// The stretch that is for this record; nothing when none is, or when what decides is not known (told in `of_row`).
const DaySet::Stretch* stretch_for(Painting& painting, std::size_t row, DayRuns::OfRow& of_row) {
    const DaySet::Stretch* found = nullptr;
    for (const DaySet::Stretch& stretch : painting.set.stretches) {
        if (!stretch.where.is_set()) return &stretch;
        const Value where = value_at(painting.workings, painting.set.record, row, stretch.where, stretch.clause);
        if (auto stop = stops(where)) {
            of_row.instead = std::move(*stop);
            return nullptr;
        }
        if (!is_yes(where)) continue;
        if (found != nullptr) {
            of_row.clash = "two clauses say which days it has";
            of_row.clash_clause = stretch.clause;
            return nullptr;
        }
        found = &stretch;
    }
    return found;
}

/// The days from its start to its end; none where it ends before it starts.
std::optional<Days> days_claimed(Painting& painting, std::size_t row, DayRuns::OfRow& of_row) {
    Workings& workings = painting.workings;
    const DaySet::Stretch* stretch = stretch_for(painting, row, of_row);
    if (stretch == nullptr) return std::nullopt;
    const Value from = value_at(workings, painting.set.record, row, stretch->from, stretch->clause);
    const Value to = value_at(workings, painting.set.record, row, stretch->to, stretch->clause);
    for (const Value& value : {from, to}) {
        if (auto stop = stops(value)) {
            of_row.instead = std::move(*stop);
            return std::nullopt;
        }
    }
    const auto* first = std::get_if<Date>(&from);
    const auto* last = std::get_if<Date>(&to);
    if (first == nullptr) return std::nullopt;
    of_row.open = last == nullptr;
    Days days{*first, workings.contract.in_force.last};
    if (last != nullptr) days.last = stretch->nights ? last->plus_days(-1) : *last;
    if (stretch->after_first) days.first = first->plus_days(1);
    return calendar::overlap(days, workings.contract.in_force);
}

std::optional<Claim> claim_of(Painting& painting, std::size_t row) {
    DayRuns::OfRow& of_row = painting.found.rows[row];
    Workings& workings = painting.workings;
    const RowStanding standing = standing_of(workings, painting.set.record, row);
    if (standing.waits) of_row.instead = *standing.waits;
    if (standing.standing.state != Evaluator::Standing::State::counts) return std::nullopt;
    const auto days = days_claimed(painting, row, of_row);
    if (!days) return std::nullopt;
    Claim claim{row, {*days}, {}};
    take_away(painting, row, true, claim.days);
    if (!painting.set.at_most_one) return claim;
    for (const DaySet::Order& order : painting.set.at_most_one->order)
        claim.ranks.push_back(value_at(workings, painting.set.record, row, order.by, painting.set.at_most_one->clause));
    return claim;
}

// ---- who has a day -------------------------------------------------------------------------------------------------

/// Below 0 where `a` goes before `b` by the order of the text, 0 where the text leaves them equal.
int precedence(const DaySet& set, const Claim& a, const Claim& b) {
    for (std::size_t index = 0; index < a.ranks.size(); ++index) {
        const auto order = order_of(a.ranks[index], b.ranks[index]);
        if (order == 0) continue;
        const bool greater = order > 0;
        return greater == set.at_most_one->order[index].greatest_first ? -1 : 1;
    }
    return 0;
}

void note_clash(Painting& painting, const Claim& a, const Claim& b, Date day) {
    const auto tell = [&](std::size_t row, std::size_t other) {
        DayRuns::OfRow& of_row = painting.found.rows[row];
        if (!of_row.clash.empty()) return;
        of_row.clash = name_of_record(painting.workings, painting.set.record, other) + " has an equal claim to " +
                       calendar::write_long(day) + ", and the order of the clause does not decide between them";
        of_row.clash_clause = painting.set.at_most_one->clause;
    };
    tell(a.row, b.row);
    tell(b.row, a.row);
}

/// A claim beginning or ending. At one day, ends come before beginnings.
struct Turn {
    Date day;
    bool begins;
    std::size_t place;  // in the claims, the first to go first
};

void give_days(Painting& painting, const std::vector<Claim>& claims, const std::set<std::size_t>& active, Days days) {
    if (active.empty() || days.last < days.first) return;
    const Claim& winner = claims[*active.begin()];
    if (active.size() > 1) {
        const Claim& next = claims[*std::next(active.begin())];
        if (precedence(painting.set, winner, next) == 0) note_clash(painting, winner, next, days.first);
    }
    painting.found.rows[winner.row].runs.push_back(days);
}

/// The claims of one person, painted from the first day to the last.
void paint(Painting& painting, std::vector<Claim>& claims) {
    std::stable_sort(claims.begin(), claims.end(),
                     [&](const Claim& a, const Claim& b) { return precedence(painting.set, a, b) < 0; });
    std::vector<Turn> turns;
    for (std::size_t place = 0; place < claims.size(); ++place) {
        for (const Days& days : claims[place].days) {
            turns.push_back({days.first, true, place});
            turns.push_back({days.last.plus_days(1), false, place});
        }
    }
    std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.day < b.day; });
    std::set<std::size_t> active;
    for (std::size_t index = 0; index < turns.size();) {
        const Date day = turns[index].day;
        std::vector<std::size_t> begun;
        for (; index < turns.size() && turns[index].day == day; ++index) {
            if (turns[index].begins) begun.push_back(turns[index].place);
            else active.erase(turns[index].place);
        }
        active.insert(begun.begin(), begun.end());
        if (index < turns.size()) give_days(painting, claims, active, {day, turns[index].day.plus_days(-1)});
    }
}

/// The columns that must be equal, as one text; what is missing in them stands in `of_row`.
std::optional<std::string> person_of(Painting& painting, std::size_t row, bool alone) {
    std::string key;
    for (const std::size_t column : painting.set.at_most_one->same) {
        const Value value = field_at(painting.workings, painting.set.record, row, column);
        if (auto stop = stops(value); stop && !alone) {
            painting.found.rows[row].instead = std::move(*stop);
            return std::nullopt;
        }
        key += key_of(value) + '\x1f';
    }
    return key;
}

void paint_all(Painting& painting) {
    std::map<std::string, std::vector<Claim>> by_person;
    const bool alone = painting.found.rows.size() == 1;
    for (std::size_t row = 0; row < painting.found.rows.size(); ++row) {
        auto claim = claim_of(painting, row);
        if (!claim) continue;
        if (!painting.set.at_most_one) {
            painting.found.rows[row].runs = std::move(claim->days);
            continue;
        }
        if (const auto person = person_of(painting, row, alone)) by_person[*person].push_back(std::move(*claim));
    }
    for (auto& [person, claims] : by_person) paint(painting, claims);
}

DayRuns painted(Workings& workings, const DaySet& set) {
    Painting painting{workings, set, {}, {}, {}};
    painting.found.rows.resize(shelf_of(workings, set.record).rows.size());
    gather_absences(painting);
    paint_all(painting);
    for (std::size_t row = 0; row < painting.found.rows.size(); ++row) {
        DayRuns::OfRow& of_row = painting.found.rows[row];
        tidy(of_row.runs);
        if (!of_row.runs.empty()) take_away(painting, row, false, of_row.runs);
        if (painting.all_wait && !of_row.instead) of_row.instead = painting.all_wait;
    }
    return std::move(painting.found);
}

}  // namespace

std::optional<Date> first_day_of_record(Workings& workings, RecordId record, std::size_t row) {
    for (const DaySet& set : workings.contract.day_sets) {
        if (set.record != record) continue;
        for (const DaySet::Stretch& stretch : set.stretches) {
            const bool is_for_it =
                !stretch.where.is_set() || is_yes(value_at(workings, record, row, stretch.where, stretch.clause));
            if (!is_for_it) continue;
            const Value from = value_at(workings, record, row, stretch.from, stretch.clause);
            if (const auto* date = std::get_if<Date>(&from)) return *date;
        }
    }
    return std::nullopt;
}

const DayRuns& day_runs_of(Workings& workings, model::DaySetId days) {
    workings.day_runs.resize(workings.contract.day_sets.size());
    if (!workings.day_runs[days.index()]) {
        DayRuns found = painted(workings, workings.contract.day_set(days));
        workings.day_runs[days.index()] = std::move(found);
    }
    return *workings.day_runs[days.index()];
}

}  // namespace concordat::eval::reference
