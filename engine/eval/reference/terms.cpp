// engine/eval/reference/terms.cpp · room: eval
// What:  see terms.h. A stage is in force from its first day to before its end; one that is not leaves the amount as it
// is. Start: amount_of_term(), last in the file.
#include "eval/reference/terms.h"

#include <algorithm>

#include "eval/reference/facts.h"
#include "eval/reference/names.h"
#include "eval/reference/overloaded.h"
#include "eval/reference/rows.h"
#include "eval/reference/separate_parts.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using model::Stage;
using model::Value;
using trace::Step;

/// A term's source being read.
struct Source {
    Workings& workings;
    model::TermId id;
    const model::Term& term;
    const Frame& frame;
    Step* step;

    void tell(std::string origin, std::string words = {}) const {
        if (step == nullptr) return;
        step->origin = std::move(origin);
        if (!words.empty()) step->words = std::move(words);
    }
};

Step step_of_clause(const Source& at, model::ClauseId clause) {
    Step step;
    step.what = Step::What::stage;
    step.name = at.term.name;
    step.clause = clause;
    step.kind = at.term.kind;
    if (clause.is_set()) step.words = at.workings.contract.clause(clause).text;
    return step;
}

/// Works out one clause's effect on an amount, and keeps the step where one is wanted.
Value amount_after(const Source& at, model::ExprId expression, model::ClauseId clause, const Value& before, bool first,
                   const std::string& words = {}) {
    const Frame& frame = at.frame;
    const Frame here{frame.scope, frame.text_day, &before, clause.is_set() ? clause : frame.clause,
                     at.id,       frame.outer,    nullptr};
    if (at.step == nullptr) return work_out(at.workings, expression, here);
    Step step = step_of_clause(at, clause);
    if (!words.empty()) step.words = words;  // as varied by that day
    const Frame told{frame.scope, frame.text_day, &before, here.clause, at.id, frame.outer, &step.parts};
    Recorder* recorder = at.workings.recorder;
    if (recorder != nullptr) recorder->begin_clause(*at.step, before, first);
    step.value = work_out(at.workings, expression, told);
    if (recorder != nullptr) recorder->end_clause(*at.step, step);
    if (!first) step.before = before;
    Value after = step.value;
    at.step->parts.push_back(std::move(step));
    return after;
}

// ---- sources -----------------------------------------------------------------------------------------------------

Value value_of_fact(const Source& at, const model::FactSource& source) {
    const FactFound found = find_fact(at.workings, at.id, at.frame);
    if (at.step == nullptr) return found.value;
    std::string origin = found.fact != nullptr ? words_of(found.fact->origin)
                         : source.constant     ? source.heading
                                               : std::string();
    if (source.agreed && !origin.empty()) origin = "agreed in " + origin;
    at.tell(std::move(origin), found.words);
    return found.value;
}

std::optional<model::PartyId> party_in(const model::Term& term, const Scope& scope) {
    for (const model::Axis& axis : term.index) {
        if (axis.type != model::Axis::Type::party) continue;
        const auto found = scope.parties.find(axis.role);
        if (found != scope.parties.end()) return found->second;
    }
    return std::nullopt;
}

/// The cell of the Parties table, then the changes in force, in the order of their dates.
Value value_of_attribute(const Source& at, const model::AttributeSource& source) {
    at.tell("Parties table");
    const auto party = party_in(at.term, at.frame.scope);
    Value value = model::None{};
    if (party && party->index() < source.by_party.size() && source.by_party[party->index()]) {
        value = *source.by_party[party->index()];
    }
    std::vector<const model::AttributeSource::Change*> changes;
    for (const auto& change : source.changes) {
        const bool its_own = !change.party.is_set() || change.party == party;
        if (its_own && change.from <= at.frame.text_day) changes.push_back(&change);
    }
    std::stable_sort(changes.begin(), changes.end(), [](const auto* a, const auto* b) { return a->from < b->from; });
    for (const auto* change : changes) value = amount_after(at, change->value, change->clause, value, false);
    return value;
}

Value value_of_member_column(const Source& at, const model::MemberColumnSource& source) {
    const model::Set& set = at.workings.contract.set(source.set);
    if (at.step != nullptr) at.tell(set.file.empty() ? "table of " + set.plural : set.file);
    const auto member = at.frame.scope.members.find(source.set);
    if (member == at.frame.scope.members.end()) return model::None{};
    const std::size_t row = member->second;
    if (row < source.expr_by_member.size() && source.expr_by_member[row].is_set()) {
        return work_out(at.workings, source.expr_by_member[row], at.frame);
    }
    if (row < source.by_member.size() && source.by_member[row]) return *source.by_member[row];
    return model::None{};
}

Value value_of_field(const Source& at, const model::FieldSource& source) {
    if (!at.frame.scope.record) return model::None{};
    const std::size_t row = at.frame.scope.record_row;
    if (at.step != nullptr) at.tell(words_of(shelf_of(at.workings, source.record).rows[row]->origin));
    return field_of(at.workings, source.record, row, source.column, at.frame);
}

Value value_received(const Source& at, const model::ReceivedSource& source) {
    const Recorder* recorder = at.workings.recorder;
    if (recorder != nullptr && recorder->live() && at.step != nullptr && at.workings.inputs.received != nullptr)
        at.step->formula = at.workings.inputs.received->lines_received(source.clause, at.frame.scope);
    if (at.workings.inputs.received != nullptr)
        return at.workings.inputs.received->received(source.clause, at.frame.scope);
    return model::Missing{name_in_scope(at.workings, at.id, at.frame.scope), {}, "known only when settled"};
}

Value value_of_source(const Source& at) {
    return std::visit(Overloaded{
                          [](const model::DefinedSource&) -> Value { return model::None{}; },
                          [&](const model::FactSource& source) { return value_of_fact(at, source); },
                          [&](const model::AttributeSource& source) { return value_of_attribute(at, source); },
                          [&](const model::MemberColumnSource& source) { return value_of_member_column(at, source); },
                          [&](const model::FieldSource& source) { return value_of_field(at, source); },
                          [&](const model::ReceivedSource& source) { return value_received(at, source); },
                      },
                      at.term.source);
}

// ---- stages ------------------------------------------------------------------------------------------------------

/// What holds for a whole period holds from its first day once the settlement has come to the day of the change.
bool is_in_force(const Workings& workings, const Stage& stage, calendar::Date day) {
    const auto& from = stage.from_back && has_come(workings, *stage.from) ? stage.from_back : stage.from;
    const auto& until = stage.until_back && has_come(workings, *stage.until) ? stage.until_back : stage.until;
    return (!from || *from <= day) && (!until || day < *until);
}

/// A limit or a rounding of what no clause has made yet does nothing.
bool needs_an_amount(const Stage& stage) {
    switch (stage.effect) {
        case Stage::Effect::caps:
        case Stage::Effect::floors:
        case Stage::Effect::rounds:
        case Stage::Effect::gates:
        case Stage::Effect::increases: return true;
        case Stage::Effect::defines:
        case Stage::Effect::excepts:
        case Stage::Effect::sets:
        case Stage::Effect::other: return false;
    }
    return false;
}

/// An exception for one party or member applies in the scope of that one only.
bool is_for(const Stage& stage, const model::Term& term, const Frame& frame) {
    if (!stage.only_for) return true;
    return std::any_of(term.index.begin(), term.index.end(), [&](const model::Axis& axis) {
        if (axis.type == model::Axis::Type::party) {
            const auto party = frame.scope.parties.find(axis.role);
            return party != frame.scope.parties.end() && Value(party->second) == *stage.only_for;
        }
        if (axis.type != model::Axis::Type::member) return false;
        const auto member = frame.scope.members.find(axis.set);
        return member != frame.scope.members.end() && Value(model::Member{axis.set, member->second}) == *stage.only_for;
    });
}

/// Before a party joins a role, and after it has left it, nothing of that role is for it (N36).
std::optional<Value> out_of_role(const Source& at) {
    if (at.frame.scope.record) return std::nullopt;  // what it did stands in its records
    for (const model::Axis& axis : at.term.index) {
        if (axis.type != model::Axis::Type::party || !axis.role.is_set()) continue;
        const model::Role& role = at.workings.contract.role(axis.role);
        if (role.memberships.empty()) continue;
        const auto party = at.frame.scope.parties.find(axis.role);
        if (party == at.frame.scope.parties.end()) continue;
        if (model::has_role(role, party->second, at.frame.scope.period.days())) continue;
        return model::NotApplicable{at.workings.contract.party(party->second).name + " is not a " + role.name + " in " +
                                    at.frame.scope.period.label_for_people(at.workings.contract.year_start)};
    }
    return std::nullopt;
}

/// What stands instead of an amount that is for those in play only: nothing where this one is (N10).
std::optional<Value> out_of_play(const Source& at) {
    if (auto out = out_of_role(at)) return out;
    Scope whole = at.frame.scope;
    whole.within.reset();  // who takes part does so in all of the period
    for (const model::ExprId condition : at.term.only_where) {
        const Frame& here = at.frame;
        const Frame frame{whole, here.text_day, here.previous, here.clause, here.term, here.outer, nullptr};
        Value in = work_out(at.workings, condition, frame);
        const bool* yes = std::get_if<bool>(&in);
        if (yes != nullptr && *yes) continue;
        if (yes == nullptr && !std::holds_alternative<model::None>(in)) return in;
        const auto* asked = std::get_if<model::TermRef>(&at.workings.contract.expression(condition).node);
        const std::string name = asked != nullptr ? at.workings.contract.term(asked->term).name : std::string();
        return model::NotApplicable{"left out: not " + name};
    }
    return std::nullopt;
}

}  // namespace

Value amount_of_term(Workings& workings, model::TermId id, const Frame& frame, std::optional<std::size_t> stage,
                     Step* step, const Value* given) {
    const model::Term& term = workings.contract.term(id);
    const Source at{workings, id, term, frame, step};
    if (auto instead = out_of_play(at)) return *instead;
    if (given != nullptr) at.tell({}, "given");
    if (given == nullptr && !term.separately.empty()) {
        const auto parts = separate_parts(workings.contract, term, frame.scope);
        if (!parts.empty()) return sum_of_parts(workings, id, parts, frame, stage, step);
    }
    Value amount = given != nullptr ? *given : value_of_source(at);
    bool there_is_one = !std::holds_alternative<model::DefinedSource>(term.source);
    if (workings.recorder != nullptr && step != nullptr && there_is_one) workings.recorder->add_source(*step, amount);
    for (std::size_t index = 0; index < term.stages.size(); ++index) {
        const Stage& each = term.stages[index];
        const bool applies = is_in_force(workings, each, frame.text_day) && is_for(each, term, frame) &&
                             (there_is_one || !needs_an_amount(each));
        if (applies) {
            const bool first = !there_is_one;
            amount = amount_after(at, each.value, each.clause, amount, first, each.words);
            there_is_one = true;
        }
        if (stage && index >= *stage) break;
    }
    return amount;
}

Step step_of_term(Workings& workings, model::TermId id, const Scope& scope) {
    const model::Term& term = workings.contract.term(id);
    Step step;
    const bool input = !std::holds_alternative<model::DefinedSource>(term.source) && term.stages.empty();
    step.what = input ? Step::What::input : Step::What::term;
    step.name = term.name;
    step.of = elements_in_words(workings, id, scope);
    step.clause = term.clause;
    step.kind = term.kind;
    return step;
}

}  // namespace concordat::eval::reference
