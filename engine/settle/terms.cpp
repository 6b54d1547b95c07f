// engine/settle/terms.cpp · room: settle
// What:  asks for the value of every term that is worth showing.
// Start: term_lines(), last in the file.
#include "settle/terms.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "settle/elements.h"
#include "settle/left_out.h"

namespace concordat::settle {

using model::Axis;
using model::Contract;
using model::Term;
using model::TermId;

namespace {

bool is_of_a_record(const Term& term) {
    return std::any_of(term.index.begin(), term.index.end(),
                       [](const Axis& axis) { return axis.type == Axis::Type::record; });
}

/// By TermId: some clause names it in an amount or a condition.
std::vector<bool> terms_used(const Contract& contract) {
    std::vector<bool> used(contract.terms.size());
    for (const model::Expression& expression : contract.expressions) {
        const auto* reference = std::get_if<model::TermRef>(&expression.node);
        if (reference) used[reference->term.index()] = true;
    }
    return used;
}

/// A column of the Parties table, or of a list, is worth showing only where a clause changes it.
bool is_shown(const Term& term, bool is_used) {
    if (term.name.empty()) return false;
    // What counts for each record is no line of its own: there would be one for each record, entry and period.
    if (is_of_a_record(term) && term.kind.base == model::KindBase::yes_no && term.index.size() > 2) return false;
    if (std::holds_alternative<model::DefinedSource>(term.source)) return true;
    if (std::holds_alternative<model::FactSource>(term.source)) return is_used;
    return !term.stages.empty();
}

bool is_worked_out(const Term& term) { return !term.stages.empty(); }

/// An exception for one element is for that one only.
bool is_for(const model::Stage& stage, const std::vector<model::Value>& of) {
    return !stage.only_for || std::find(of.begin(), of.end(), *stage.only_for) != of.end();
}

/// The clause that has the last word on that day.
model::ClauseId clause_of(const Term& term, calendar::Date day, const std::vector<model::Value>& of) {
    for (auto stage = term.stages.rbegin(); stage != term.stages.rend(); ++stage) {
        if (!is_for(*stage, of)) continue;
        if ((!stage->from || *stage->from <= day) && (!stage->until || day < *stage->until)) return stage->clause;
    }
    return term.clause;
}

void add_lines(const Settling& settling, TermId id, const std::vector<TermId>& users, std::vector<TermLine>& lines,
               WaitingList& waiting) {
    const Term& term = settling.contract.term(id);
    for (const Combination& combination : combinations(settling, term.index)) {
        const model::ClauseId clause = clause_of(term, combination.scope.period.first(), combination.of);
        const model::Value value = settling.evaluator.value(id, combination.scope);
        if (model::is_known(value) || std::holds_alternative<model::None>(value)) {
            lines.push_back({id, clause, combination.of, combination.scope.period, value});
        } else if (is_worked_out(term) && !has_no_part(settling, combination.scope) &&
                   !can_do_without(settling, term, users, combination.scope)) {
            const Amount amount = as_amount(settling.contract, clause, value);
            if (const auto* wait = std::get_if<Wait>(&amount)) waiting.add(*wait);
        }
    }
}

std::string key_of(const Contract& contract, const TermLine& line) {
    std::string key = fmt::format("{} {} {}", line.term.index(), line.period.label(contract.year_start),
                                  line.period.first().days_since_1970());
    for (const model::Value& element : line.of) {
        key += '\n' + model::write_plain(contract, element, model::Kind::open());
    }
    return key;
}

}  // namespace

std::vector<TermLine> term_lines(const Settling& settling, WaitingList& waiting) {
    const std::vector<bool> used = terms_used(settling.contract);
    const auto users = users_of_terms(settling.contract);
    std::vector<TermLine> lines;
    for (std::size_t index = 0; index < settling.contract.terms.size(); ++index) {
        const Term& term = settling.contract.terms[index];
        if (is_of_a_record(term) || !is_shown(term, used[index])) continue;
        add_lines(settling, TermId(index), users[index], lines, waiting);
    }
    return lines;
}

namespace {

/// A price of each night: too many to list, and the explanation of a total shows them.
bool is_of_each_day(const Term& term) {
    return std::any_of(term.index.begin(), term.index.end(), [](const Axis& axis) {
        return axis.type == Axis::Type::period && axis.unit == calendar::PeriodUnit::day;
    });
}

}  // namespace

std::vector<TermLine> record_term_lines(const Settling& settling) {
    WaitingList nobody_asks;  // what a record waits for is listed where it is held, or with what it stops
    std::vector<TermLine> lines;
    for (std::size_t index = 0; index < settling.contract.terms.size(); ++index) {
        const Term& term = settling.contract.terms[index];
        const bool is_of_fields_alone = std::holds_alternative<model::FieldSource>(term.source) && !is_worked_out(term);
        const bool is_a_record = term.kind.base == model::KindBase::record;  // a row has no name of its own
        if (!is_of_a_record(term) || is_a_record || is_of_fields_alone || !is_shown(term, false) ||
            is_of_each_day(term))
            continue;
        add_lines(settling, TermId(index), {}, lines, nobody_asks);
    }
    return lines;
}

std::vector<TermLine> lines_put_right(const Settling& settling, const std::vector<calendar::Period>& periods,
                                      LinesListed& listed) {
    std::vector<TermLine> changed;
    WaitingList nobody_asks;
    for (const calendar::Period& period : periods) {
        const Settling as_then{settling.contract, settling.data, settling.evaluator, period, settling.reach};
        std::vector<TermLine> now = term_lines(as_then, nobody_asks);
        std::vector<TermLine> of_records = record_term_lines(as_then);
        now.insert(now.end(), of_records.begin(), of_records.end());
        for (TermLine& line : now) {
            const auto [place, is_new] = listed.emplace(key_of(settling.contract, line), line.value);
            if (!is_new && place->second == line.value) continue;
            place->second = line.value;
            changed.push_back(std::move(line));
        }
    }
    return changed;
}

}  // namespace concordat::settle
