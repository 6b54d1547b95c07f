// engine/eval/reference/names.cpp · room: eval
// What:  see names.h.
#include "eval/reference/names.h"

#include <algorithm>

#include "eval/reference/rows.h"

namespace concordat::eval::reference {

namespace {

using model::Axis;

std::string name_of_element(Workings& workings, const Axis& axis, const Scope& scope) {
    const model::Contract& contract = workings.contract;
    switch (axis.type) {
        case Axis::Type::party: {
            const auto found = scope.parties.find(axis.role);
            return found == scope.parties.end() ? std::string() : contract.party(found->second).name;
        }
        case Axis::Type::member: {
            const auto found = scope.members.find(axis.set);
            if (found == scope.members.end()) return {};
            const auto& members = contract.set(axis.set).members;
            return found->second < members.size() ? members[found->second] : std::string();
        }
        case Axis::Type::record:
            return scope.record ? name_of_record(workings, *scope.record, scope.record_row) : std::string();
        case Axis::Type::period: return {};
    }
    return {};
}

bool is_for_a_period(const model::Term& term) {
    const auto has = [&](Axis::Type type) {
        return std::any_of(term.index.begin(), term.index.end(), [&](const Axis& axis) { return axis.type == type; });
    };
    if (has(Axis::Type::period)) return true;
    return !has(Axis::Type::record) && std::holds_alternative<model::DefinedSource>(term.source);
}

std::string period_in_words(const Workings& workings, const model::Term& term, const Scope& scope) {
    if (!is_for_a_period(term)) return {};
    if (scope.within) {
        const auto inside = calendar::overlap(scope.period.days(), *scope.within);
        const bool runs = std::any_of(term.separately.begin(), term.separately.end(),
                                      [](const auto& one) { return !one.begins_again; });
        const calendar::Days part = inside && !runs ? *inside : *scope.within;
        if (part != scope.period.days())
            return calendar::write_long(part.first) + " to " + calendar::write_long(part.last);
    }
    calendar::Period period = scope.period;
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::period && axis.unit > period.unit()) {
            period = period.belongs_to(axis.unit, workings.contract.year_start);
        }
    }
    return period.label_for_people(workings.contract.year_start);
}

std::string elements_joined(Workings& workings, const model::Term& term, const Scope& scope, const char* between) {
    std::string words;
    for (const Axis& axis : term.index) {
        const std::string name = name_of_element(workings, axis, scope);
        if (name.empty()) continue;
        words += (words.empty() ? "" : between) + name;
    }
    return words;
}

}  // namespace

std::string name_in_scope(Workings& workings, model::TermId id, const Scope& scope) {
    const model::Term& term = workings.contract.term(id);
    const std::string elements = elements_joined(workings, term, scope, " and ");
    const std::string period = period_in_words(workings, term, scope);
    std::string words = term.name;
    if (!elements.empty()) words += " of " + elements;
    if (!period.empty()) words += " for " + period;
    return words;
}

std::string elements_in_words(Workings& workings, model::TermId id, const Scope& scope) {
    const model::Term& term = workings.contract.term(id);
    std::string words = elements_joined(workings, term, scope, ", ");
    const std::string period = period_in_words(workings, term, scope);
    if (!period.empty()) words += (words.empty() ? "" : ", ") + period;
    return words;
}

namespace {

/// " standing for May 2026", of a record that stands for one which has not come.
std::string standing_for(const Workings& workings, const RecordShelf& shelf, std::size_t row) {
    if (!shelf.stand_ins_added || row < shelf.reported_rows) return {};
    const calendar::Period& period = shelf.stands_for[row - shelf.reported_rows];
    return " standing for " + period.label_for_people(workings.contract.year_start);
}

}  // namespace

std::string name_of_record(Workings& workings, model::RecordId id, std::size_t row) {
    const model::Record& record = workings.contract.record(id);
    const RecordShelf& shelf = shelf_of(workings, id);
    if (row >= shelf.rows.size()) return record.name;
    const std::string standing = standing_for(workings, shelf, row);
    const data::RecordRow& fields = *shelf.rows[row];
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        if (!record.fields[column].unique || column >= fields.fields.size()) continue;
        if (!model::is_known(fields.fields[column])) continue;
        return record.name + " " +
               model::write_for_people(workings.contract, fields.fields[column], record.fields[column].kind) + standing;
    }
    const std::string origin = words_of(fields.origin);
    return (origin.empty() ? record.name : record.name + " in " + origin) + standing;
}

std::string words_of(const data::Origin& origin) {
    if (origin.file.empty()) return {};
    return origin.line == 0 ? origin.file : origin.file + " line " + std::to_string(origin.line);
}

std::string name_of_part(const model::Contract& contract, model::ExprId id) {
    if (!id.is_set()) return {};
    const model::Expression& expression = contract.expression(id);
    if (const auto* reference = std::get_if<model::TermRef>(&expression.node)) {
        return contract.term(reference->term).name;
    }
    return expression.words;
}

}  // namespace concordat::eval::reference
