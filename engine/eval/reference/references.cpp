// engine/eval/reference/references.cpp · room: eval
// What:  see references.h: whose value is meant, then the value, remembered.
// Start: value_of_reference(), near the end; the functions above it are its steps.
#include "eval/reference/references.h"

#include <algorithm>
#include <variant>

#include "eval/reference/facts.h"
#include "eval/reference/rows.h"
#include "eval/reference/terms.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Period;
using model::Axis;
using model::Bind;
using model::ExprId;
using model::Value;
using source::Code;

/// Deeper than this, the earlier periods of a chain ("the Price of the Year before") are worked out from the first on.
constexpr int fill_earlier_periods_below = 100;

/// A term being named somewhere.
struct Naming {
    Workings& workings;
    model::TermId id;
    const model::Term& term;
    const std::vector<Bind>& binds;
    const Frame& frame;

    [[nodiscard]] Value impossible(Code code, const std::string& message) const {
        return reference::impossible(workings, frame, {}, code, message);
    }
};

const Bind* bind_for(const Naming& naming, const Axis& axis) {
    for (const Bind& bind : naming.binds) {
        if (axis.type == Axis::Type::period ? bind.axis.type == Axis::Type::period : bind.axis == axis) return &bind;
    }
    return nullptr;
}

bool has_axis(const model::Term& term, Axis::Type type) {
    return std::any_of(term.index.begin(), term.index.end(), [&](const Axis& axis) { return axis.type == type; });
}

std::string name_of_axis(const model::Contract& contract, const Axis& axis) {
    switch (axis.type) {
        case Axis::Type::party: return axis.role.is_set() ? contract.role(axis.role).name : "party";
        case Axis::Type::member: return contract.set(axis.set).name;
        case Axis::Type::record: return contract.record(axis.record).name;
        case Axis::Type::period: return std::string(calendar::unit_name(axis.unit));
    }
    return {};
}

// ---- elements ----------------------------------------------------------------------------------------------------

/// Whose value is meant is worked out silently, also while explaining.
Value silently(const Naming& naming, ExprId element) {
    Frame frame = naming.frame;
    frame.steps = nullptr;
    return work_out(naming.workings, element, frame);
}

/// A record may be named by its unique field.
Value row_named(const Naming& naming, const Axis& axis, const Value& element) {
    if (std::holds_alternative<exact::Ratio>(element)) return element;
    const auto row = row_with(naming.workings, axis.record, element);
    if (!row) {
        // What belongs to none of them is left out or held by its own clause; a `code of a Person` must be there.
        const auto& here = naming.frame.scope.record;
        const model::Record* record = here ? &naming.workings.contract.record(*here) : nullptr;
        const bool belongs = record != nullptr && record->owner == axis.record &&
                             !record->fields[record->owner_field].names_record.is_set();
        if (belongs) return model::None{};
        const std::string key = model::write_plain(naming.workings.contract, element, model::Kind::code());
        return model::Missing{naming.workings.contract.record(axis.record).name + " " + key, {}, "there is none"};
    }
    return exact::Ratio(static_cast<std::int64_t>(*row));
}

Value element_of(const Naming& naming, const Axis& axis) {
    if (const Bind* bind = bind_for(naming, axis)) {
        Value element = silently(naming, bind->element);
        if (axis.type == Axis::Type::record && model::is_known(element)) return row_named(naming, axis, element);
        return element;
    }
    if (auto element = element_in_scope(naming.workings, axis, naming.frame)) return *element;
    return naming.impossible(Code::element_not_supplied, "`" + naming.term.name + "` of which " +
                                                             name_of_axis(naming.workings.contract, axis) + "?");
}

/// The number that stands for an element in a key; nothing where the value is no such element.
std::optional<std::uint32_t> number_of_element(const Axis& axis, const Value& element) {
    if (axis.type == Axis::Type::party) {
        const auto* party = std::get_if<model::PartyId>(&element);
        if (party != nullptr && party->is_set()) return party->value;
    } else if (axis.type == Axis::Type::member) {
        const auto* member = std::get_if<model::Member>(&element);
        if (member != nullptr) return static_cast<std::uint32_t>(member->row);
    } else if (const auto* row = std::get_if<exact::Ratio>(&element)) {
        if (const auto whole = exact::whole_int64(*row)) return static_cast<std::uint32_t>(*whole);
    }
    return std::nullopt;
}

// ---- the period --------------------------------------------------------------------------------------------------

/// The period of the axis's unit that this one belongs to.
std::variant<Period, Value> in_unit(const Naming& naming, const Period& period,
                                    const std::optional<calendar::PeriodUnit>& unit) {
    if (!unit || *unit == period.unit()) return period;
    const calendar::YearStart year_start = naming.workings.contract.year_start;
    if (*unit > period.unit()) return period.belongs_to(*unit, year_start);
    return naming.impossible(Code::element_not_supplied, "`" + naming.term.name + "` has a value for each " +
                                                             std::string(calendar::unit_name(*unit)) + ", and here " +
                                                             period.label_for_people(year_start) +
                                                             " as a whole is meant");
}

std::variant<Period, Value> period_back(const Naming& naming, Period period, int periods) {
    const model::Contract& contract = naming.workings.contract;
    for (int back = 0; back < periods; ++back) {
        period = period.before(contract.year_start);
        if (period.last() < contract.in_force.first) return Value(model::None{});
    }
    return period;
}

std::variant<Period, Value> period_bound(const Naming& naming, const Bind& bind,
                                         const std::optional<calendar::PeriodUnit>& unit) {
    if (!bind.element.is_set()) {
        auto base = in_unit(naming, naming.frame.scope.period, unit);
        if (const auto* period = std::get_if<Period>(&base)) return period_back(naming, *period, bind.periods_back);
        return base;
    }
    const Value element = silently(naming, bind.element);
    if (const auto* period = std::get_if<Period>(&element)) return in_unit(naming, *period, unit);
    if (const auto* date = std::get_if<calendar::Date>(&element)) {
        const model::Contract& contract = naming.workings.contract;
        return Period::containing(unit.value_or(contract.settles), *date, contract.year_start);
    }
    if (!model::is_known(element)) return element;
    return naming.impossible(Code::kinds_clash_in_data, "a period is needed here");
}

std::variant<Period, Value> period_of(const Naming& naming) {
    std::optional<calendar::PeriodUnit> unit;
    for (const Axis& axis : naming.term.index) {
        if (axis.type == Axis::Type::period) unit = axis.unit;
    }
    if (const Bind* bind = bind_for(naming, {Axis::Type::period, {}, {}, {}, {}}))
        return period_bound(naming, *bind, unit);
    return in_unit(naming, naming.frame.scope.period, unit);
}

// ---- where the term is worked out --------------------------------------------------------------------------------

/// Whose value, for when, under which text: all that the value depends on.
struct Resolved {
    MemoryKey key;
    Period period;
    calendar::Date text_day;
    std::optional<calendar::Days> within;
};

calendar::Date text_day_for(const Naming& naming, const Period& period, std::optional<std::uint32_t> row,
                            model::RecordId record) {
    if (row && !has_axis(naming.term, Axis::Type::period))
        return text_day_of_record(naming.workings, record, *row, period);
    const bool own =
        has_axis(naming.term, Axis::Type::period) || bind_for(naming, {Axis::Type::period, {}, {}, {}, {}}) != nullptr;
    const bool callers = !own && naming.workings.reaches.of(naming.id).dated;
    return callers ? naming.frame.text_day : text_day_of(naming.workings.contract, period);
}

/// An earlier period in which a party had not joined its role yet: for it, as a period before the agreement (N17).
bool is_before_it_joined(const Naming& naming, const Axis& axis, std::uint32_t element, const Period& period) {
    if (axis.type != Axis::Type::party || !axis.role.is_set()) return false;
    const Bind* bind = bind_for(naming, {Axis::Type::period, {}, {}, {}, {}});
    if (bind == nullptr || bind->periods_back == 0) return false;
    const auto& memberships = naming.workings.contract.role(axis.role).memberships;
    return std::any_of(memberships.begin(), memberships.end(), [&](const model::Membership& one) {
        return one.party.value == element && one.from && period.last() < *one.from;
    });
}

std::variant<Resolved, Value> resolve(const Naming& naming, std::optional<std::size_t> stage) {
    Resolved resolved;
    std::optional<std::uint32_t> row;
    model::RecordId record;
    for (const Axis& axis : naming.term.index) {
        if (axis.type == Axis::Type::period) continue;
        Value element = element_of(naming, axis);
        if (!model::is_known(element)) return element;
        const auto number = number_of_element(axis, element);
        if (!number) {
            return naming.impossible(Code::kinds_clash_in_data, "`" + naming.term.name + "` of which " +
                                                                    name_of_axis(naming.workings.contract, axis) + "?");
        }
        if (!resolved.key.add(*number)) {
            return naming.impossible(Code::element_not_supplied,
                                     "`" + naming.term.name + "` is for each of too many things");
        }
        if (axis.type == Axis::Type::record) row = *number, record = axis.record;
    }
    if (row && *row >= shelf_of(naming.workings, record).rows.size()) {
        return naming.impossible(Code::element_not_supplied,
                                 "`" + naming.term.name + "` of a record that is not there");
    }
    auto period = period_of(naming);
    if (auto* instead = std::get_if<Value>(&period)) return std::move(*instead);
    resolved.period = std::get<Period>(period);
    std::size_t place = 0;
    for (const Axis& axis : naming.term.index) {
        if (axis.type == Axis::Type::period) continue;
        if (is_before_it_joined(naming, axis, resolved.key.elements[place++], resolved.period))
            return Value(model::None{});
    }
    if (row && !has_axis(naming.term, Axis::Type::period)) {
        resolved.period = period_of_record(naming.workings, record, *row, resolved.period);
    }
    resolved.text_day = text_day_for(naming, resolved.period, row, record);
    // A record, and the value of a period that is named, are no part of what is worked out in parts.
    if (!row && bind_for(naming, {Axis::Type::period, {}, {}, {}, {}}) == nullptr)
        resolved.within = naming.frame.scope.within;
    if (resolved.within && has_axis(naming.term, Axis::Type::period))
        resolved.text_day = std::max(resolved.text_day, resolved.within->first);
    MemoryKey& key = resolved.key;
    key.of = MemoryKey::Of::term;
    key.id = naming.id.value;
    if (stage) key.stage = static_cast<std::uint32_t>(*stage);
    key.unit = resolved.period.unit();
    key.period_first = resolved.period.first().days_since_1970();
    key.text_day = resolved.text_day.days_since_1970();
    key.any_records = naming.workings.finding_standing & naming.workings.reaches.of(naming.id).totalled;
    key.add(resolved.within);
    return resolved;
}

Scope scope_of(const model::Term& term, const Resolved& resolved) {
    Scope scope;
    scope.period = resolved.period;
    scope.within = resolved.within;
    std::size_t at = 0;
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::period) continue;
        const std::uint32_t element = resolved.key.elements[at++];
        if (axis.type == Axis::Type::party) scope.parties[axis.role] = model::PartyId(std::size_t{element});
        if (axis.type == Axis::Type::member) scope.members[axis.set] = element;
        if (axis.type == Axis::Type::record) scope.record = axis.record, scope.record_row = element;
    }
    return scope;
}

// ---- what examples fix -------------------------------------------------------------------------------------------

/// Given for a whole longer period, "Units of the Financial Year": a total, and no value of a single Month.
bool is_total(const Override& fixed, const model::Term& term) {
    const auto own = std::find_if(term.index.begin(), term.index.end(),
                                  [](const Axis& axis) { return axis.type == Axis::Type::period; });
    return own != term.index.end() && std::any_of(fixed.at.begin(), fixed.at.end(), [&](const auto& at) {
               return at.first.type == Axis::Type::period && at.first.unit > own->unit;
           });
}

const Period* period_fixed(const Override& fixed) {
    for (const auto& [axis, value] : fixed.at) {
        if (axis.type == Axis::Type::period) return std::get_if<Period>(&value);
    }
    return nullptr;
}

/// Where only the total of a longer period is given, a single one of its periods is not known.
std::optional<Value> known_as_total_only(const Naming& naming, const Scope& scope) {
    const auto found = naming.workings.overrides.find(naming.id);
    if (found == naming.workings.overrides.end()) return std::nullopt;
    for (const Override* fixed : found->second) {
        const Period* whole = is_total(*fixed, naming.term) ? period_fixed(*fixed) : nullptr;
        if (whole == nullptr || !whole->days().contains(scope.period.first())) continue;
        return model::Missing{
            naming.term.name + " for " + scope.period.label_for_people(naming.workings.contract.year_start),
            {},
            "given only for the whole of " + whole->label_for_people(naming.workings.contract.year_start)};
    }
    return std::nullopt;
}

bool fits(const Override& fixed, const Scope& scope, const Naming& naming) {
    const Frame here = frame_of(scope, naming.frame.text_day);
    if (is_total(fixed, naming.term)) return false;
    return std::all_of(fixed.at.begin(), fixed.at.end(), [&](const std::pair<Axis, Value>& wanted) {
        return element_in_scope(naming.workings, wanted.first, here) == wanted.second;
    });
}

/// The override that names most of the elements; the later of two that name as many.
const Override* override_in(const Naming& naming, const Scope& scope) {
    const auto found = naming.workings.overrides.find(naming.id);
    if (found == naming.workings.overrides.end()) return nullptr;
    const Override* best = nullptr;
    for (const Override* fixed : found->second) {
        if (best != nullptr && fixed->at.size() < best->at.size()) continue;
        if (fits(*fixed, scope, naming)) best = fixed;
    }
    return best;
}

/// What is given without a period stands for both sides of a day that are worked out separately: which part is whose is
/// not known. A figure that is reported for the whole is the same on both.
std::optional<Value> given_for_both_sides(const Naming& naming, const Override& fixed, const Scope& scope) {
    const bool of_one_side = period_fixed(fixed) != nullptr || !scope.within ||
                             std::holds_alternative<model::FactSource>(naming.term.source) ||
                             !has_axis(naming.term, Axis::Type::period);
    if (of_one_side) return std::nullopt;
    return model::Missing{naming.term.name, {}, "given once, for what is worked out separately before and after a day"};
}

/// A value fixed for all elements serves even where the elements are not said.
const Override* override_for_all(const Naming& naming) {
    const auto found = naming.workings.overrides.find(naming.id);
    if (found == naming.workings.overrides.end()) return nullptr;
    for (const Override* fixed : found->second) {
        if (fixed->at.empty()) return fixed;
    }
    return nullptr;
}

// ---- the value ---------------------------------------------------------------------------------------------------

/// A figure given for a fact stands for what is reported, and later clauses change that as they change a report. A
/// defined term is nothing but its clauses: there the figure stands for them (N22).
bool passes_through_clauses(const Naming& naming) {
    return std::holds_alternative<model::FactSource>(naming.term.source) && !naming.term.stages.empty();
}

/// `missing` in an example is what a data file without that figure is: the contract's own words for it hold.
Value value_given(const Naming& naming, const Override& fixed, const Frame& frame) {
    const bool as_unreported = std::holds_alternative<model::Missing>(fixed.value) &&
                               std::holds_alternative<model::FactSource>(naming.term.source);
    return as_unreported ? value_unreported(naming.workings, naming.id, frame) : fixed.value;
}

Value worked_out(const Naming& naming, const Resolved& resolved, std::optional<std::size_t> stage) {
    const Scope scope = scope_of(naming.term, resolved);
    Frame frame = frame_of(scope, resolved.text_day, naming.term.clause);
    frame.term = naming.id;
    if (const Override* fixed = override_in(naming, scope)) {
        if (auto missing = given_for_both_sides(naming, *fixed, scope)) return *missing;
        const Value given = value_given(naming, *fixed, frame);
        if (!passes_through_clauses(naming)) return given;
        return amount_of_term(naming.workings, naming.id, frame, stage, nullptr, &given);
    }
    if (auto missing = known_as_total_only(naming, scope)) return *missing;
    return amount_of_term(naming.workings, naming.id, frame, stage, nullptr);
}

Values& values_for(Workings& workings, model::TermId id) {
    const bool volatile_value = workings.inputs.received != nullptr && workings.reaches.of(id).received;
    return volatile_value ? workings.memory.of_this_question : workings.memory.values;
}

Value remembered(const Naming& naming, const Resolved& resolved, std::optional<std::size_t> stage) {
    Values& values = values_for(naming.workings, naming.id);
    const auto [known, is_new] = values.try_emplace(resolved.key);
    if (!is_new) {
        if (known->second) return *known->second;
        return naming.impossible(Code::worked_out_in_circle, "`" + naming.term.name + "` rests on itself");
    }
    Value value = worked_out(naming, resolved, stage);
    // Values of single days of a record are asked for once each, and there are very many. Those of no record may be a
    // chain in which each day rests on the day before.
    if (resolved.key.unit == calendar::PeriodUnit::day && has_axis(naming.term, Axis::Type::record)) {
        values.erase(resolved.key);
    } else {
        values[resolved.key] = value;
    }
    return value;
}

/// Works out a long chain of earlier periods from its first, so that no step stands on more than one other.
void fill_earlier_periods(const Naming& naming, const Resolved& resolved, std::optional<std::size_t> stage) {
    const model::Contract& contract = naming.workings.contract;
    Scope scope = naming.frame.scope;
    Period period = Period::containing(resolved.period.unit(), contract.in_force.first, contract.year_start);
    std::vector<Bind> other_binds;
    for (const Bind& bind : naming.binds) {
        if (bind.axis.type != Axis::Type::period) other_binds.push_back(bind);
    }
    naming.workings.filling_earlier_periods = true;
    for (; period < resolved.period; period = period.next(contract.year_start)) {
        scope.period = period;
        const Frame& here = naming.frame;
        const Frame there{scope,  text_day_of(contract, period), here.previous, here.clause, here.term, here.outer,
                          nullptr};
        static_cast<void>(value_of_reference(naming.workings, naming.id, other_binds, stage, there));
    }
    naming.workings.filling_earlier_periods = false;
}

bool is_long_chain(const Naming& naming) {
    if (naming.workings.depth < fill_earlier_periods_below || naming.workings.filling_earlier_periods) return false;
    return std::any_of(naming.binds.begin(), naming.binds.end(),
                       [](const Bind& bind) { return bind.periods_back > 0; });
}

/// A second use in one sum says nothing new.
bool stands_there_already(const std::vector<trace::Step>& steps, const trace::Step& step) {
    return std::any_of(steps.begin(), steps.end(), [&](const trace::Step& other) {
        return other.what == step.what && other.name == step.name && other.of == step.of && other.value == step.value;
    });
}

/// The step of a term, with everything below it unless that has been shown already.
Value explained(const Naming& naming, const Resolved& resolved, std::optional<std::size_t> stage) {
    Workings& workings = naming.workings;
    const Scope scope = scope_of(naming.term, resolved);
    trace::Step step = step_of_term(workings, naming.id, scope);
    const Override* fixed = override_in(naming, scope);
    if (fixed != nullptr && !passes_through_clauses(naming)) {
        step.what = trace::Step::What::input;
        step.value = given_for_both_sides(naming, *fixed, scope).value_or(fixed->value);
        step.words = "given";
    } else if (workings.explained.contains(resolved.key)) {
        step.value = remembered(naming, resolved, stage);
        if (step.what == trace::Step::What::term) step.words = "shown above";
    } else if (workings.steps_left == 0 || workings.depth > deepest_expression / 4) {
        step.value = remembered(naming, resolved, stage);
    } else {
        --workings.steps_left;
        workings.explained.insert(resolved.key);
        Frame frame = frame_of(scope, resolved.text_day, naming.term.clause);
        frame.term = naming.id;
        const std::optional<Value> given =
            fixed != nullptr ? std::optional(value_given(naming, *fixed, frame)) : std::nullopt;
        step.value = amount_of_term(workings, naming.id, frame, stage, &step, given ? &*given : nullptr);
    }
    Value value = step.value;
    if (!stands_there_already(*naming.frame.steps, step)) naming.frame.steps->push_back(std::move(step));
    return value;
}

/// The same while a working paper is written: each term once, with its clauses.
Value recorded(const Naming& naming, const Resolved& resolved, std::optional<std::size_t> stage) {
    Workings& workings = naming.workings;
    if (auto known = workings.recorder->known(resolved.key)) return *known;
    if (override_in(naming, scope_of(naming.term, resolved)) != nullptr || !workings.recorder->begin_term(resolved.key))
        return remembered(naming, resolved, stage);
    const Scope scope = scope_of(naming.term, resolved);
    trace::Step step = step_of_term(workings, naming.id, scope);
    Frame frame = frame_of(scope, resolved.text_day, naming.term.clause);
    frame.term = naming.id;
    Value value = amount_of_term(workings, naming.id, frame, stage, &step);
    workings.recorder->end_term(resolved.key, value);
    return value;
}

}  // namespace

Value value_of_reference(Workings& workings, model::TermId id, const std::vector<Bind>& binds,
                         std::optional<std::size_t> stage, const Frame& frame) {
    const Deeper deeper(workings);
    const Naming naming{workings, id, workings.contract.term(id), binds, frame};
    auto resolved = resolve(naming, stage);
    if (auto* instead = std::get_if<Value>(&resolved)) {
        const Override* fixed = override_for_all(naming);
        return fixed != nullptr ? fixed->value : std::move(*instead);
    }
    const Resolved& where = std::get<Resolved>(resolved);
    if (is_long_chain(naming) && workings.recorder == nullptr) fill_earlier_periods(naming, where, stage);
    if (workings.recorder != nullptr) return recorded(naming, where, stage);
    return frame.explaining() ? explained(naming, where, stage) : remembered(naming, where, stage);
}

std::optional<Value> total_fixed(Workings& workings, model::TermId id, const std::vector<calendar::Days>& stretches) {
    const auto found = workings.overrides.find(id);
    if (found == workings.overrides.end() || stretches.size() != 1) return std::nullopt;
    for (const Override* fixed : found->second) {
        const Period* whole = is_total(*fixed, workings.contract.term(id)) ? period_fixed(*fixed) : nullptr;
        if (whole != nullptr && whole->days() == stretches.front()) return fixed->value;
    }
    return std::nullopt;
}

std::optional<MemoryKey> with_elements(Workings& workings, const Frame& frame, const std::vector<Axis>& axes,
                                       MemoryKey key) {
    for (const Axis& axis : axes) {
        if (axis.type == Axis::Type::record && !axis.record.is_set()) {  // whichever record is in play
            if (!key.add(frame.scope.record ? frame.scope.record->value : MemoryKey::nothing)) return std::nullopt;
        }
        const auto element = element_in_scope(workings, axis, frame);
        const auto number = element ? number_of_element(axis, *element) : std::nullopt;
        if (!key.add(number.value_or(MemoryKey::nothing))) return std::nullopt;
    }
    return key;
}

std::optional<std::size_t> row_in_play(const Frame& frame, model::RecordId record) {
    for (const Frame* here = &frame; here != nullptr; here = here->outer) {
        if (here->scope.record && (!record.is_set() || *here->scope.record == record)) return here->scope.record_row;
    }
    return std::nullopt;
}

std::optional<Value> element_in_scope(Workings& workings, const Axis& axis, const Frame& frame) {
    const Scope& scope = frame.scope;
    switch (axis.type) {
        case Axis::Type::party: {
            const auto found = scope.parties.find(axis.role);
            if (found != scope.parties.end()) return found->second;
            if (!axis.role.is_set())
                return scope.parties.size() == 1 ? std::optional<Value>(scope.parties.begin()->second) : std::nullopt;
            const auto& parties = workings.contract.role(axis.role).parties;
            return parties.size() == 1 ? std::optional<Value>(parties.front()) : std::nullopt;
        }
        case Axis::Type::member: {
            const auto found = scope.members.find(axis.set);
            if (found == scope.members.end()) return std::nullopt;
            return model::Member{axis.set, found->second};
        }
        case Axis::Type::record: {
            const auto row = row_in_play(frame, axis.record);
            if (!row) return std::nullopt;
            return exact::Ratio(static_cast<std::int64_t>(*row));
        }
        case Axis::Type::period: {
            if (axis.unit < scope.period.unit()) return std::nullopt;
            return scope.period.belongs_to(axis.unit, workings.contract.year_start);
        }
    }
    return std::nullopt;
}

Value work_out(const model::TermRef& node, const Site& site) {
    return value_of_reference(site.workings, node.term, node.binds, node.stage, site.frame);
}

Value work_out(const model::ScopeElement& node, const Site& site) {
    if (auto element = element_in_scope(site.workings, node.axis, site.frame)) return *element;
    return site.impossible(Code::element_not_supplied, "which " + name_of_axis(site.contract(), node.axis) + "?");
}

Value work_out(const model::FieldOf& node, const Site& site) {
    const auto row = row_in_play(site.frame, node.record);
    const model::RecordId record =
        node.record.is_set() ? node.record : site.frame.scope.record.value_or(model::RecordId());
    if (!row || !record.is_set()) return site.impossible(Code::element_not_supplied, "which record?");
    const model::TermId term = site.contract().record(record).fields[node.column].term;
    const bool by_term =
        term.is_set() && (site.frame.explaining() || site.workings.recorder != nullptr ||
                          site.workings.overrides.contains(term) || !site.contract().term(term).stages.empty());
    if (by_term) return value_of_reference(site.workings, term, {}, std::nullopt, site.frame);
    return field_of(site.workings, record, *row, node.column, site.frame);
}

}  // namespace concordat::eval::reference
