// engine/eval/reference/late.cpp · room: eval
// What:  see late.h.
// Start: came_too_late(), last in the file.
#include "eval/reference/late.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "eval/reference/names.h"
#include "eval/reference/rows.h"
#include "eval/reference/value_order.h"

namespace concordat::eval::reference {

namespace {

using calendar::Date;
using calendar::Period;
using data::Fact;
using model::FactSource;

/// The last day for a decision, where later ones are only listed (N21).
std::optional<Date> last_day_of_decision(const model::Contract& contract, const FactSource& source, const Fact& fact) {
    if (!source.decided_by || source.later_decision_counts || !fact.period) return std::nullopt;
    const Date end = fact.period->belongs_to(calendar::PeriodUnit::year, contract.year_start).last();
    for (const int year : {end.year(), end.year() + 1}) {
        const auto last = Date::from(year, source.decided_by->first, source.decided_by->second);
        if (last && *last > end) return last;
    }
    return std::nullopt;
}

std::optional<Date> last_day_of(const model::Contract& contract, const FactSource& source, const Fact& fact) {
    if (source.agreed || !fact.period) return std::nullopt;
    const auto decision = last_day_of_decision(contract, source, fact);
    const auto figure = model::last_day_for(contract, *fact.period);
    return decision && figure ? std::optional(std::min(*decision, *figure)) : decision ? decision : figure;
}

bool is_between(const Date& day, const std::optional<Date>& after, const std::optional<Date>& up_to) {
    return (!after || *after < day) && (!up_to || day <= *up_to);
}

Scope scope_of_fact(const model::Term& term, const Fact& fact) {
    Scope scope;
    if (fact.period) scope.period = *fact.period;
    std::size_t at = 0;
    for (const model::Axis& axis : term.index) {
        if (axis.type == model::Axis::Type::period || at >= fact.elements.size()) continue;
        const model::Value& element = fact.elements[at++];
        if (const auto* party = std::get_if<model::PartyId>(&element)) scope.parties[axis.role] = *party;
        if (const auto* member = std::get_if<model::Member>(&element)) scope.members[axis.set] = member->row;
    }
    return scope;
}

void list_facts(Workings& workings, const std::optional<Date>& after, std::vector<Evaluator::CameLate>& late) {
    for (const auto& [id, facts] : workings.data.facts) {
        const model::Term& term = workings.contract.term(id);
        const auto* source = std::get_if<FactSource>(&term.source);
        if (source == nullptr) continue;
        for (const Fact& fact : facts) {
            if (!is_too_late(workings.contract, *source, fact)) continue;
            if (!is_between(*fact.known_from, after, workings.inputs.known_on)) continue;
            const bool decided = last_day_of_decision(workings.contract, *source, fact).has_value();
            late.push_back(
                {name_in_scope(workings, id, scope_of_fact(term, fact)), *fact.known_from,
                 *last_day_of(workings.contract, *source, fact),
                 decided || !workings.contract.late_figures ? term.clause : workings.contract.late_figures->clause});
        }
    }
}

std::string text_of_row(const data::RecordRow& row) {
    std::string key;
    for (const model::Value& field : row.fields) key += key_of(field) + '\x1f';
    return key;
}

/// Rows that stand, as texts: a late report that only says them again brings nothing new.
std::set<std::string> rows_that_stand(Workings& workings, model::RecordId id) {
    std::set<std::string> keys;
    for (const data::RecordRow* row : shelf_of(workings, id).rows) keys.insert(text_of_row(*row));
    return keys;
}

void list_records(Workings& workings, model::RecordId id, const std::optional<Date>& after,
                  std::vector<Evaluator::CameLate>& late) {
    const model::Record& record = workings.contract.record(id);
    const std::set<std::string> standing = rows_that_stand(workings, id);
    std::map<std::tuple<Period, Date, std::string>, std::pair<std::size_t, Date>> counted;
    for (const DatedRow& row : rows_of_every_report(workings, id)) {
        if (!row.is_late() || standing.contains(text_of_row(*row.placed.row))) continue;
        const Date reported = *row.placed.report->known_from;
        if (!is_between(reported, after, workings.inputs.known_on)) continue;
        auto& [number, last] = counted[{row.own.value_or(Period()), reported, row.placed.report->file}];
        ++number;
        last = *row.last;
    }
    for (const auto& [key, found] : counted) {
        const auto& [own, reported, file] = key;
        const std::string what = std::to_string(found.first) + " " + (found.first == 1 ? record.name : record.plural) +
                                 " for " + own.label_for_people(workings.contract.year_start) + " in " + file;
        late.push_back({what, reported, found.second, workings.contract.late_figures->clause});
    }
}

}  // namespace

bool is_too_late(const model::Contract& contract, const FactSource& source, const Fact& fact) {
    if (!fact.known_from) return false;
    const auto last = last_day_of(contract, source, fact);
    return last && *fact.known_from > *last;
}

bool may_come_too_late(const Workings& workings, model::RecordId record) {
    const auto& rule = workings.contract.late_figures;
    const model::Record& kind = workings.contract.record(record);
    return rule && (!rule->counts || rule->until) && !kind.agreed && !kind.group && !workings.every_report;
}

std::vector<DatedRow> rows_of_every_report(Workings& workings, model::RecordId record) {
    if (!workings.with_every_report) {
        workings.with_every_report = std::make_unique<Workings>(workings.inputs);
        workings.with_every_report->every_report = true;
    }
    Workings& every = *workings.with_every_report;
    every.depth = workings.depth;
    std::vector<DatedRow> rows;
    const std::size_t count = shelf_of(every, record).rows.size();
    for (std::size_t row = 0; row < count; ++row) {
        const Dating dating = dating_of(every, record, row);
        const RecordShelf& shelf = shelf_of(every, record);
        DatedRow dated{{shelf.rows[row], shelf.report_of[row]}, dating.settles, std::nullopt};
        if (!dated.own) dated.own = dated.placed.report->period;
        if (dated.own) dated.last = model::last_day_for(workings.contract, *dated.own);
        rows.push_back(dated);
    }
    const auto& order = shelf_of(every, record).reports;
    std::stable_sort(rows.begin(), rows.end(), [&](const DatedRow& a, const DatedRow& b) {
        return std::find(order.begin(), order.end(), a.placed.report) <
               std::find(order.begin(), order.end(), b.placed.report);
    });
    return rows;
}

std::vector<Evaluator::CameLate> came_too_late(Workings& workings, const std::optional<Date>& after) {
    std::vector<Evaluator::CameLate> late;
    list_facts(workings, after, late);
    for (std::size_t index = 0; index < workings.contract.records.size(); ++index) {
        if (may_come_too_late(workings, model::RecordId(index)))
            list_records(workings, model::RecordId(index), after, late);
    }
    std::sort(late.begin(), late.end(), [](const auto& a, const auto& b) {
        return std::tie(a.clause, a.reported, a.what) < std::tie(b.clause, b.reported, b.what);
    });
    return late;
}

}  // namespace concordat::eval::reference
