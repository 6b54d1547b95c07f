// engine/session/asked_scope.cpp · room: session
// What:  "of which Partner, which Measure, which Spell": the scope in which a term is asked for.
// Start: scope_asked_for(), last in the file; the functions above supply one axis each.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "data/cells.h"
#include "session/asking.h"

namespace concordat::session {
namespace {

using model::Axis;

/// The names that may stand for one axis, in the order of their ids.
std::vector<std::string> party_names(const model::Contract& contract, model::RoleId role) {
    std::vector<std::string> names;
    if (!role.is_set()) {
        for (const model::Party& party : contract.parties) names.push_back(party.name);
        return names;
    }
    for (const model::PartyId party : contract.role(role).parties) names.push_back(contract.party(party).name);
    return names;
}

/// The field by which a record is asked for: its unique one, else its first.
std::size_t naming_field(const model::Record& record) {
    const auto unique =
        std::find_if(record.fields.begin(), record.fields.end(), [](const auto& field) { return field.unique; });
    return unique == record.fields.end() ? 0 : static_cast<std::size_t>(unique - record.fields.begin());
}

std::vector<std::string> record_names(const model::Contract& contract, eval::reference::Evaluator& evaluator,
                                      model::RecordId id) {
    const model::Record& record = contract.record(id);
    std::vector<std::string> names;
    if (record.fields.empty()) return names;
    const std::size_t field = naming_field(record);
    for (const data::RecordRow* row : evaluator.records(id)) {
        names.push_back(model::write_plain(contract, row->fields[field], record.fields[field].kind));
    }
    return names;
}

struct AxisNames {
    std::string axis;                // "Partner"
    std::vector<std::string> names;  // what may be said for it
};

AxisNames names_for(const model::Contract& contract, eval::reference::Evaluator& evaluator, const Axis& axis) {
    switch (axis.type) {
        case Axis::Type::party:
            return {axis.role.is_set() ? contract.role(axis.role).name : "party", party_names(contract, axis.role)};
        case Axis::Type::member: return {contract.set(axis.set).name, contract.set(axis.set).members};
        case Axis::Type::record:
            return {contract.record(axis.record).name, record_names(contract, evaluator, axis.record)};
        case Axis::Type::period: return {};
    }
    return {};
}

void supply(const model::Contract& contract, const Axis& axis, const AxisNames& known, std::size_t index,
            eval::reference::Scope& scope) {
    if (axis.type == Axis::Type::member) scope.members[axis.set] = index;
    if (axis.type == Axis::Type::party) {
        const auto party = model::find_party(contract, known.names[index]);
        if (party) scope.parties[axis.role] = *party;
    }
    if (axis.type == Axis::Type::record) {
        scope.record = axis.record;
        scope.record_row = index;
    }
}

/// Which of the axis's elements is meant: the one that `of` names, which is then used up, or the
/// only one there is.
std::optional<std::size_t> element_asked_for(const AxisNames& known, std::vector<std::string>& of) {
    for (auto name = of.begin(); name != of.end(); ++name) {
        const auto found = std::find(known.names.begin(), known.names.end(), *name);
        if (found == known.names.end()) continue;
        of.erase(name);
        return static_cast<std::size_t>(found - known.names.begin());
    }
    if (known.names.size() == 1) return 0;
    return std::nullopt;
}

void add_open_axis(const model::Contract& contract, const AskedScope& asked, const AxisNames& known,
                   const std::vector<std::string>& not_used, source::Diagnostics& problems) {
    if (!not_used.empty()) {
        add_unknown_name({not_used.front(), fmt::format("a {}", known.axis)}, known.names, problems);
        return;
    }
    const std::string example = known.names.empty() ? "NAME" : known.names.front();
    add_wrong_question(fmt::format("`{}` is worked out for each {}; which one is not said",
                                   contract.term(asked.term).name, known.axis),
                       fmt::format("add --for \"{}\"", example), problems);
}

bool period_suits(const model::Contract& contract, const AskedScope& asked, const Axis& axis,
                  source::Diagnostics& problems) {
    if (asked.period.unit() <= axis.unit) return true;
    const auto inside = calendar::Period::containing(axis.unit, asked.period.first(), contract.year_start);
    add_wrong_question(
        fmt::format("`{}` is worked out for each {}; `{}` is a longer period", contract.term(asked.term).name,
                    data::unit_words(contract, axis.unit), asked.period.label(contract.year_start)),
        fmt::format("write --period \"{}\"", inside.label(contract.year_start)), problems);
    return false;
}

}  // namespace

std::optional<eval::reference::Scope> scope_asked_for(const model::Contract& contract,
                                                      eval::reference::Evaluator& evaluator, const AskedScope& asked,
                                                      source::Diagnostics& problems) {
    eval::reference::Scope scope;
    scope.period = asked.period;
    std::vector<std::string> of = asked.of;
    for (const Axis& axis : contract.term(asked.term).index) {
        if (axis.type == Axis::Type::period) {
            if (!period_suits(contract, asked, axis, problems)) return std::nullopt;
            continue;
        }
        const AxisNames known = names_for(contract, evaluator, axis);
        const auto index = element_asked_for(known, of);
        if (!index) {
            add_open_axis(contract, asked, known, of, problems);
            return std::nullopt;
        }
        supply(contract, axis, known, *index, scope);
    }
    if (of.empty()) return scope;
    add_wrong_question(
        fmt::format("`{}` has no amount of its own for `{}`", contract.term(asked.term).name, of.front()),
        "leave this --for out", problems);
    return std::nullopt;
}

}  // namespace concordat::session
