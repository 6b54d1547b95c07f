// engine/eval/reference/separate_parts.cpp · room: eval
// What:  see separate_parts.h. Start: sum_of_parts().
#include "eval/reference/separate_parts.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "eval/reference/references.h"
#include "eval/reference/stretches.h"

namespace concordat::eval::reference {

namespace {

using calendar::Date;
using calendar::Days;
using calendar::Period;
using model::Separately;
using model::Value;

/// Where the term's working out begins: with its period, its year to date, or the agreement.
Date start_of(const model::Contract& contract, Separately::Over over, const Period& period) {
    Date start = period.first();
    if (over == Separately::Over::year_to_date)
        start = period.belongs_to(calendar::PeriodUnit::year, contract.year_start).first();
    if (over == Separately::Over::agreement_to_date) start = contract.in_force.first;
    return std::max(start, contract.in_force.first);
}

/// Where one party or entry alone has another value, what is for another one is worked out whole.
bool concerns(const model::Contract& contract, const Separately& one, const Scope& scope) {
    return std::all_of(one.only_for.begin(), one.only_for.end(), [&](const Value& only) {
        if (const auto* member = std::get_if<model::Member>(&only)) {
            const auto here = scope.members.find(member->set);
            return here == scope.members.end() || here->second == member->row;
        }
        const auto* party = std::get_if<model::PartyId>(&only);
        return party == nullptr || std::all_of(scope.parties.begin(), scope.parties.end(), [&](const auto& here) {
                   if (!here.first.is_set()) return here.second == *party;
                   const auto& all = contract.role(here.first).parties;
                   const bool of_that_role = std::find(all.begin(), all.end(), *party) != all.end();
                   return !of_that_role || here.second == *party;
               });
    });
}

/// A figure of the paper: the sum of the figures that the parts are.
void record_sum(Workings& workings, const trace::Step& step, const std::vector<std::optional<std::size_t>>& figures,
                const Value& sum) {
    if (workings.recorder == nullptr) return;
    std::string formula;
    for (const auto& figure : figures) {
        if (!figure) continue;
        formula += (formula.empty() ? "" : "+") + Recorder::cell(*figure);
    }
    workings.recorder->add_sum(step, formula, sum);
}

std::string days_in_words(const std::vector<SeparatePart>& parts) {
    std::string words;
    for (std::size_t index = 1; index < parts.size(); ++index)
        words += (words.empty() ? "" : " and ") + calendar::write_long(parts[index].days.first);
    return words;
}

}  // namespace

std::vector<SeparatePart> separate_parts(const model::Contract& contract, const model::Term& term, const Scope& scope) {
    Days whole{scope.period.first(), scope.period.last()};
    std::vector<Date> begins;
    bool begins_again = false;
    for (const Separately& one : term.separately) {
        if (!concerns(contract, one, scope) || (!begins.empty() && begins.back() == one.day)) continue;
        Date start = start_of(contract, one.over, scope.period);
        if (scope.within) start = std::max(start, scope.within->first);
        const Date last = scope.within ? std::min(scope.period.last(), scope.within->last) : scope.period.last();
        if (one.day <= start || last < one.day) continue;
        if (begins.empty() || start < whole.first) whole.first = start;
        whole.last = last;
        begins_again |= one.begins_again;
        begins.push_back(one.day);
    }
    if (begins.empty()) return {};
    begins.insert(begins.begin(), whole.first);
    std::vector<SeparatePart> parts;
    for (std::size_t index = 0; index < begins.size(); ++index) {
        const bool last = index + 1 == begins.size();
        const Days days{begins[index], last ? whole.last : begins[index + 1].plus_days(-1)};
        const Period period =
            last ? scope.period : Period::containing(scope.period.unit(), days.last, contract.year_start);
        // What a total to date grew by in earlier periods is theirs.
        if (!begins_again || period == scope.period) parts.push_back({period, days});
    }
    return parts;
}

Value sum_of_parts(Workings& workings, model::TermId term, const std::vector<SeparatePart>& parts, const Frame& frame,
                   std::optional<std::size_t> stage, trace::Step* step) {
    exact::Ratio total;
    std::optional<Value> instead;
    bool any = false;
    std::vector<std::optional<std::size_t>> figures;
    for (const SeparatePart& part : parts) {
        Scope scope = frame.scope;
        scope.period = part.period;
        scope.within = part.days;
        Frame there = frame_of(scope, part.days.first, frame.clause);
        there.term = frame.term;
        there.outer = frame.outer;
        const bool explaining = step != nullptr && workings.recorder == nullptr;
        there.steps = explaining ? &step->parts : nullptr;
        Value value = value_of_reference(workings, term, {}, stage, there);
        if (workings.recorder != nullptr) figures.push_back(workings.recorder->answer());
        if (const auto* number = std::get_if<exact::Ratio>(&value)) {
            total += *number;
            any = true;
            continue;
        }
        const bool left_out =
            std::holds_alternative<model::NotApplicable>(value) || std::holds_alternative<model::None>(value);
        if (!left_out) return value;
        if (!instead) instead = std::move(value);
    }
    const Value sum = any ? Value(total) : instead.value_or(Value(total));
    if (step != nullptr) {
        const std::string days = days_in_words(parts);
        step->words = days.empty()
                          ? fmt::format("counted again from {}", calendar::write_long(parts.front().days.first))
                          : fmt::format("separately before and from {}", days);
        record_sum(workings, *step, figures, sum);
    }
    return sum;
}

std::vector<Days> within_part(const Scope& scope, std::vector<Days> stretches) {
    if (!scope.within) return stretches;
    std::vector<Days> inside;
    for (const Days& days : stretches)
        if (const auto both = calendar::overlap(days, *scope.within)) inside.push_back(*both);
    return inside;
}

bool has_come(const Workings& workings, Date day) {
    return !workings.inputs.known_on || day <= settled_by(workings.contract, *workings.inputs.known_on);
}

}  // namespace concordat::eval::reference
