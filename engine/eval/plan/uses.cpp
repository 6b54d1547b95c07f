// engine/eval/plan/uses.cpp · room: eval
// What:  whether anything in a contract looks at records of a kind otherwise than by adding them up: then each of them
// must be at hand. Start: cannot_be_planned(), last in the file.
#include <algorithm>

#include "eval/plan/planned.h"

namespace concordat::eval::plan {

namespace {

using model::Axis;
using model::RecordId;

/// The kinds of record that a node looks through, other than the one that an aggregate adds up.
struct LooksThrough {
    const model::Contract& contract;
    RecordId record;

    [[nodiscard]] bool operator()(const model::EarlierRecord& node) const { return node.record == record; }
    [[nodiscard]] bool operator()(const model::EarlierTotal& node) const { return node.before.record == record; }
    [[nodiscard]] bool operator()(const model::IsFirst& node) const { return node.record == record; }
    [[nodiscard]] bool operator()(const model::RowCounts& node) const { return node.record == record; }
    [[nodiscard]] bool operator()(const model::DaysInForce& node) const { return node.record == record; }
    [[nodiscard]] bool operator()(const model::GroupOf& node) const { return node.group == record; }
    [[nodiscard]] bool operator()(const model::DaysOf& node) const {
        return contract.day_set(node.days).record == record;
    }
    [[nodiscard]] bool operator()(const model::TermRef& node) const {
        return std::any_of(node.binds.begin(), node.binds.end(), [&](const model::Bind& bind) {
            return bind.axis.type == Axis::Type::record && bind.axis.record == record;
        });
    }
    [[nodiscard]] bool operator()(const model::Aggregate& node) const {
        return std::any_of(node.links.begin(), node.links.end(), [&](const auto& link) {
            return link.axis.type == Axis::Type::record && link.axis.record == record;
        });
    }
    template <typename Node>
    [[nodiscard]] bool operator()(const Node&) const {
        return false;
    }
};

bool is_named_by_others(const model::Contract& contract, RecordId record) {
    return std::any_of(contract.records.begin(), contract.records.end(), [&](const model::Record& other) {
        return other.owner == record ||
               std::any_of(other.fields.begin(), other.fields.end(),
                           [&](const model::Field& field) { return field.names_record == record; });
    });
}

bool has_days(const model::Contract& contract, RecordId record) {
    return std::any_of(contract.day_sets.begin(), contract.day_sets.end(), [&](const model::DaySet& set) {
        return set.record == record || std::any_of(set.absences.begin(), set.absences.end(),
                                                   [&](const auto& absence) { return absence.record == record; });
    });
}

}  // namespace

std::optional<std::string> cannot_be_planned(const model::Contract& contract, RecordId id) {
    const model::Record& record = contract.record(id);
    if (contract.settles < calendar::PeriodUnit::month) return "the agreement is settled for days or weeks";
    if (contract.year_start.day != 1) return "its year does not begin on the first of a month";
    if (record.agreed || !record.file.empty()) return "they are agreed in a schedule";
    if (record.group) return "each is a group of others";
    if (record.stand_in) return "the last reported stand for those that have not come";
    if (!record.count_rules.empty()) return "which of several counts is decided among them";
    const bool grouped = std::any_of(contract.records.begin(), contract.records.end(),
                                     [&](const model::Record& other) { return other.group && other.group->of == id; });
    if (grouped) return "groups are made of them";
    if (contract.late_figures && (!contract.late_figures->counts || contract.late_figures->until))
        return "what is reported too late does not count";
    if (record.in_force) return "they are in force from day to day";
    if (record.owner.is_set()) return "each belongs to a record of another kind";
    if (is_named_by_others(contract, id)) return "records of another kind belong to them";
    if (has_days(contract, id)) return "their days are counted one by one";
    for (const model::Expression& expression : contract.expressions) {
        if (std::visit(LooksThrough{contract, id}, expression.node))
            return "`" + expression.words + "` looks at other records of the kind";
    }
    const auto each_of_them =
        std::find_if(contract.promises.begin(), contract.promises.end(), [&](const auto& promise) {
            return std::any_of(promise.over.begin(), promise.over.end(),
                               [&](const Axis& axis) { return axis.type == Axis::Type::record && axis.record == id; });
        });
    if (each_of_them != contract.promises.end()) return "a promise is made for each of them";
    return std::nullopt;
}

}  // namespace concordat::eval::plan
