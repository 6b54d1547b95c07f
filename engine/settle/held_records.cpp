// engine/settle/held_records.cpp · room: settle
// What:  lists the records that are held as a query: which one, why, and who can answer.
// Start: list_held_records(), last in the file.
#include <fmt/format.h>

#include "settle/waiting.h"

namespace concordat::settle {

using eval::reference::Evaluator;
using model::Contract;
using model::Record;

namespace {

/// Asking each record for its standing is dear; a kind of record that nothing holds is passed over.
bool can_be_held(const Record& record) {
    if (!record.held_when.empty() || !record.left_out_unless.empty()) return true;
    for (const model::Field& field : record.fields) {
        if (field.if_missing.policy == model::MissingPolicy::hold_record) return true;
    }
    return false;
}

/// "Spell S-17"; without a unique field, "Spell in spells.csv line 7".
std::string name_of(const Contract& contract, const Record& record, const data::RecordRow& row) {
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        const model::Field& field = record.fields[column];
        if (!field.unique || !model::is_known(row.fields[column])) continue;
        return fmt::format("{} {}", record.name, model::write_for_people(contract, row.fields[column], field.kind));
    }
    return fmt::format("{} in {} line {}", record.name, row.origin.file, row.origin.line);
}

/// The party that the record's own field of this role names; nothing where there is none.
std::string party_in(const Contract& contract, const Record& record, const data::RecordRow& row, model::RoleId role) {
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        const model::Kind& kind = record.fields[column].kind;
        const auto* party = std::get_if<model::PartyId>(&row.fields[column]);
        if (kind.role == role && party) return contract.party(*party).name;
    }
    return {};
}

/// The words "each Provider" or "the Provider", as the party they mean for this record; other words as they are.
std::string owner_of(const Contract& contract, const Record& record, const data::RecordRow& row) {
    for (std::size_t index = 0; index < contract.roles.size(); ++index) {
        const model::Role& role = contract.roles[index];
        const bool is_each = record.reported_by == "each " + role.name;
        if (!is_each && record.reported_by != "the " + role.name) continue;
        const std::string named = party_in(contract, record, row, model::RoleId(index));
        if (!named.empty()) return named;
        if (role.parties.size() == 1) return contract.party(role.parties.front()).name;
    }
    return record.reported_by;
}

/// A record whose date may still be blank is not in play yet: nobody need answer for it.
bool falls_in_none_yet(const Record& record, Evaluator& evaluator, model::RecordId kind, std::size_t row,
                       const calendar::Period& period) {
    if (!record.falls_in.is_set() || evaluator.falls_in(kind, row)) return false;
    eval::reference::Scope scope;
    scope.record = kind;
    scope.record_row = row;
    scope.period = period;
    return std::holds_alternative<model::None>(evaluator.value(record.falls_in, scope));
}

}  // namespace

void list_held_records(const Contract& contract, Evaluator& evaluator, const calendar::Period& period,
                       WaitingList& waiting) {
    for (std::size_t index = 0; index < contract.records.size(); ++index) {
        const Record& record = contract.records[index];
        if (!can_be_held(record)) continue;
        const model::RecordId kind(index);
        const auto& rows = evaluator.records(kind);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const Evaluator::Standing standing = evaluator.standing(kind, row);
            if (standing.state != Evaluator::Standing::State::held) continue;
            if (falls_in_none_yet(record, evaluator, kind, row, period)) continue;
            const calendar::Period falls_in = evaluator.begins_in(kind, row).value_or(period);
            if (falls_in.first() > period.last()) continue;
            const std::string name = name_of(contract, record, *rows[row]);
            waiting.add(HeldLine{.clause = standing.clause.is_set() ? standing.clause : record.clause,
                                 .period = falls_in,
                                 .what = fmt::format("{}: {}", name, standing.reason),
                                 .owed_by = owner_of(contract, record, *rows[row])});
        }
    }
}

}  // namespace concordat::settle
