// engine/settle/elements.cpp · room: settle
// What:  multiplies out axes into scopes.
#include "settle/elements.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.h"

namespace concordat::settle {

using eval::reference::Evaluator;
using model::Axis;

namespace {

using Combinations = std::vector<Combination>;

void add_parties(const Settling& settling, const Axis& axis, const Combination& begun, Combinations& found) {
    std::vector<model::PartyId> parties;
    if (axis.role.is_set()) parties = settling.contract.role(axis.role).parties;
    for (std::size_t index = 0; !axis.role.is_set() && index < settling.contract.parties.size(); ++index)
        parties.emplace_back(index);
    for (const model::PartyId party : parties) {
        Combination next = begun;
        next.scope.parties[axis.role] = party;
        next.of.emplace_back(party);
        found.push_back(std::move(next));
    }
}

void add_members(const Settling& settling, const Axis& axis, const Combination& begun, Combinations& found) {
    const std::size_t count = settling.contract.set(axis.set).members.size();
    for (std::size_t row = 0; row < count; ++row) {
        Combination next = begun;
        next.scope.members[axis.set] = row;
        next.of.emplace_back(model::Member{axis.set, row});
        found.push_back(std::move(next));
    }
}

void add_periods(const Settling& settling, const Axis& axis, const Combination& begun, Combinations& found) {
    for (const calendar::Period& period : periods_ending_in(settling.contract, axis.unit, settling.period.days())) {
        Combination next = begun;
        next.scope.period = period;
        found.push_back(std::move(next));
    }
}

/// The text of the unique field; without one, where the record stands.
std::string identity_of(const Settling& settling, model::RecordId kind, std::size_t row) {
    const model::Record& record = settling.contract.record(kind);
    const data::RecordRow& found = *settling.evaluator.records(kind)[row];
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        const model::Field& field = record.fields[column];
        if (!field.unique || !model::is_known(found.fields[column])) continue;
        return model::write_plain(settling.contract, found.fields[column], field.kind);
    }
    return fmt::format("{} line {}", found.origin.file, found.origin.line);
}

/// `so_far`: a running amount of the record, so that all that have begun are asked, not those of this period alone.
void add_records(const Settling& settling, const Axis& axis, bool so_far, const Combination& begun,
                 Combinations& found) {
    Evaluator& evaluator = settling.evaluator;
    const std::size_t count = evaluator.records(axis.record).size();
    for (std::size_t row = 0; row < count; ++row) {
        const Evaluator::Standing standing = evaluator.standing(axis.record, row);
        if (standing.state != Evaluator::Standing::State::counts) continue;
        const auto falls_in = evaluator.falls_in(axis.record, row);
        const bool is_meant = !falls_in || settling.period.days().contains(falls_in->first()) ||
                              (so_far && falls_in->first() < settling.period.first());
        if (!is_meant) continue;
        Combination next = begun;
        next.scope.record = axis.record;
        next.scope.record_row = row;
        next.of.emplace_back(identity_of(settling, axis.record, row));
        found.push_back(std::move(next));
    }
}

void add_axis(const Settling& settling, const Axis& axis, bool so_far, const Combination& begun, Combinations& found) {
    switch (axis.type) {
        case Axis::Type::party: return add_parties(settling, axis, begun, found);
        case Axis::Type::member: return add_members(settling, axis, begun, found);
        case Axis::Type::period: return add_periods(settling, axis, begun, found);
        case Axis::Type::record: return add_records(settling, axis, so_far, begun, found);
    }
    base::promise_broken("an axis is one of those named", std::source_location::current());
}

std::string name_of(const model::Contract& contract, const model::Value& element) {
    if (const auto* party = std::get_if<model::PartyId>(&element)) {
        return contract.party(*party).name;
    }
    if (const auto* record = std::get_if<std::string>(&element)) return *record;
    const auto* member = std::get_if<model::Member>(&element);
    return member ? contract.set(member->set).members[member->row] : std::string();
}

}  // namespace

std::vector<Combination> combinations(const Settling& settling, const std::vector<Axis>& axes) {
    Combination start;
    start.scope.period = settling.period;
    Combinations found{start};
    const bool so_far =
        std::any_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; });
    for (const Axis& axis : axes) {
        Combinations longer;
        for (const Combination& begun : found) add_axis(settling, axis, so_far, begun, longer);
        found = std::move(longer);
    }
    return found;
}

std::string names_of(const model::Contract& contract, const std::vector<model::Value>& of) {
    std::string names;
    for (const model::Value& element : of) {
        if (!names.empty()) names += ", ";
        names += name_of(contract, element);
    }
    return names;
}

}  // namespace concordat::settle
