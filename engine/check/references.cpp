// engine/check/references.cpp · room: check
// What:  a name used becomes the value it stands for, with every element it depends on supplied: by the clause's own
//        `For each`, by the record's fields, or by `of`. What nothing supplies is asked for ("of which Provider?").
// Source: language.md sections 5 and 10 (names in scope).

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/groups.h"
#include "check/taking_part.h"
#include "check/years.h"
#include "check/day_sets.h"

namespace concordat::check {

namespace {

using model::Bind;
using model::ScopeElement;
using model::TermRef;
using syntax::Possessor;
using syntax::Reference;

/// The fields of a record whose kind is a party of this role, or a member of this set.
std::vector<std::size_t> fields_supplying(const Draft& draft, model::RecordId record, const Axis& axis) {
    std::vector<std::size_t> found;
    const auto& fields = draft.contract.record(record).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Kind& kind = fields[i].kind;
        const bool party = axis.type == Axis::Type::party && kind.base == model::KindBase::party &&
                           (!axis.role.is_set() || kind.role == axis.role);
        const bool member =
            axis.type == Axis::Type::member && kind.base == model::KindBase::member && kind.set == axis.set;
        const bool one = axis.type == Axis::Type::record && kind.base == model::KindBase::record &&
                         kind.record == axis.record;  // it belongs to that one
        if (party || member || one) found.push_back(i);
    }
    return found;
}

ExprId field_value(Draft& draft, model::RecordId record, std::size_t column) {
    const model::Field& field = draft.contract.record(record).fields[column];
    return draft.add(TermRef{field.term, {}, std::nullopt}, field.kind);
}

Kind kind_of_axis(const Axis& axis) {
    switch (axis.type) {
        case Axis::Type::party: return Kind::party(axis.role);
        case Axis::Type::member: return Kind::member(axis.set);
        case Axis::Type::record: {
            Kind kind;
            kind.base = model::KindBase::record;
            kind.record = axis.record;
            return kind;
        }
        case Axis::Type::period: {
            Kind kind;
            kind.base = model::KindBase::period;
            return kind;
        }
    }
    return {};
}

/// An element that `of` names, with the axis it can supply.
struct Element {
    Axis axis;
    ExprId value;
    Span span;
    std::string words;
    bool used = false;
};

const Axis* axis_in_scope(const Scope& scope, const Axis& wanted) {
    for (const Axis& axis : scope.axes) {
        if (axis == wanted) return &axis;
    }
    for (std::size_t i = 0; scope.implied != nullptr && i < scope.implied->size(); ++i) {
        if (!((*scope.implied)[i] == wanted)) continue;
        *scope.implied_used = true;
        return &(*scope.implied)[i];
    }
    if (wanted.type != Axis::Type::party || wanted.role.is_set()) return nullptr;
    const Axis* only = nullptr;
    for (const Axis& axis : scope.axes) {
        if (axis.type != Axis::Type::party) continue;
        if (only != nullptr) return nullptr;
        only = &axis;
    }
    return only;
}

/// The value of "its Provider", "that Cohort", "the Commissioner": from the scope, the record, or the only party of a
/// role.
MaybeLowered element_found(Draft& draft, const Axis& axis, const Scope& scope) {
    if (const Axis* there = axis_in_scope(scope, axis))
        return Lowered{draft.add(ScopeElement{*there}, kind_of_axis(*there)), kind_of_axis(*there)};
    if (scope.record) {
        const auto fields = fields_supplying(draft, *scope.record, axis);
        if (fields.size() == 1) return Lowered{field_value(draft, *scope.record, fields[0]), kind_of_axis(axis)};
        if (axis.type == Axis::Type::record) {
            if (const auto group = own_group(draft, *scope.record, axis.record)) return group;
        }
        for (const Draft::Grouping& grouping : draft.groupings) {
            if (axis.type != Axis::Type::member || grouping.set != axis.set || grouping.record != *scope.record)
                continue;
            return Lowered{draft.add(TermRef{grouping.term, {}, std::nullopt}, kind_of_axis(axis)), kind_of_axis(axis)};
        }
    }
    for (const Axis& entry : scope.axes) {
        if (axis.type != Axis::Type::party || entry.type != Axis::Type::member) continue;
        if (const auto column = owner_column(draft, entry.set, axis))
            return Lowered{draft.add(TermRef{*column, {}, std::nullopt}, kind_of_axis(axis)), kind_of_axis(axis)};
    }
    for (const Axis& owner : scope.axes) {
        if (axis.type != Axis::Type::member || owner.type != Axis::Type::member) continue;
        if (const auto group = group_of(draft, owner.set, axis.set))
            return Lowered{draft.add(TermRef{*group, {}, std::nullopt}, kind_of_axis(axis)), kind_of_axis(axis)};
    }
    if (axis.type == Axis::Type::party && axis.role.is_set() && draft.contract.role(axis.role).parties.size() == 1) {
        const model::PartyId party = draft.contract.role(axis.role).parties.front();
        return Lowered{draft.add(model::Constant{party}, kind_of_axis(axis)), kind_of_axis(axis)};
    }
    return std::nullopt;
}

std::optional<Element> element_named(Draft& draft, const Possessor& possessor, const Scope& scope) {
    const Span span = possessor.name.span;
    if (scope.record) {
        const auto field = find_field(draft, *scope.record, possessor.name.text);
        if (field) {
            const Kind kind = draft.contract.record(*scope.record).fields[*field].kind;
            Axis axis{Axis::Type::party, kind.role, {}, {}, {}};
            if (kind.base == model::KindBase::member) axis = {Axis::Type::member, {}, kind.set, {}, {}};
            if (kind.base == model::KindBase::record) axis = {Axis::Type::record, {}, {}, kind.record, {}};
            return Element{axis, field_value(draft, *scope.record, *field), span, possessor.name.text};
        }
    }
    const Entity* entity = draft.find(possessor.name.text);
    if (entity == nullptr) {
        report_unknown(draft, possessor.name, "a party, a list entry or a role of this agreement");
        return std::nullopt;
    }
    if (entity->what == Entity::What::party) {
        return Element{{Axis::Type::party, {}, {}, {}, {}},
                       draft.add(model::Constant{entity->party}, Kind::party()),
                       span,
                       possessor.name.text};
    }
    if (entity->what == Entity::What::member) {
        const model::Member member{entity->set, entity->row};
        return Element{{Axis::Type::member, {}, entity->set, {}, {}},
                       draft.add(model::Constant{member}, Kind::member(entity->set)),
                       span,
                       possessor.name.text};
    }
    if (entity->what == Entity::What::term) {  // a term that is a record: the Ended of Earlier Stay
        const auto value = lower_reference(draft, {possessor.name, false, {}, {}}, span, scope, nullptr);
        if (!value) return std::nullopt;
        if (value->kind.base == model::KindBase::record)
            return Element{{Axis::Type::record, {}, {}, value->kind.record, {}}, value->id, span, possessor.name.text};
    }
    const auto axis = axis_of(draft, possessor.name);
    if (!axis) return std::nullopt;
    const auto value = element_of_axis(draft, *axis, scope);
    if (!value) {
        ask_which(draft, possessor.name.text, *axis, span);
        return std::nullopt;
    }
    return Element{*axis, value->id, span, possessor.name.text};
}

bool supplies(const Draft& draft, const Element& element, const Axis& wanted) {
    if (element.axis.type != wanted.type) return false;
    if (wanted.type == Axis::Type::member) return element.axis.set == wanted.set;
    if (wanted.type == Axis::Type::record) return element.axis.record == wanted.record;
    if (wanted.type != Axis::Type::party || !wanted.role.is_set()) return true;
    if (element.axis.role.is_set()) return element.axis.role == wanted.role;
    const auto* constant = std::get_if<model::Constant>(&draft.expression(element.value).node);
    if (constant == nullptr) return true;
    const auto& parties = draft.contract.role(wanted.role).parties;
    return std::find(parties.begin(), parties.end(), std::get<model::PartyId>(constant->value)) != parties.end();
}

/// `the Started of its Person`: a field of the record that `of` names.
MaybeLowered field_of_element(Draft& draft, const Reference& reference, Span span, const Scope& scope) {
    if (reference.of.size() != 1 || reference.period) return std::nullopt;
    const auto element = element_named(draft, reference.of.front(), scope);
    if (!element || element->axis.type != Axis::Type::record) return std::nullopt;
    const auto column = find_field(draft, element->axis.record, reference.name.text);
    if (!column) return std::nullopt;
    const model::Field& field = draft.contract.record(element->axis.record).fields[*column];
    const Kind kind = field.kind;
    return Lowered{draft.add(TermRef{field.term, {{element->axis, element->value, 0}}, std::nullopt}, kind, span),
                   kind};
}

/// Whether `of` names a record that has a field of this name.
bool is_field_of_element(const Draft& draft, const Reference& reference, const Scope& scope) {
    if (reference.of.size() != 1 || reference.period) return false;
    const std::string& of = reference.of.front().name.text;
    model::RecordId record;
    const auto field = scope.record ? find_field(draft, *scope.record, of) : std::nullopt;
    const Entity* entity = draft.find(of);
    if (field) record = draft.contract.record(*scope.record).fields[*field].kind.record;
    else if (entity != nullptr && entity->what == Entity::What::record) record = entity->record;
    else if (entity != nullptr && entity->what == Entity::What::term)
        record = draft.contract.term(entity->term).kind.record;
    return record.is_set() && find_field(draft, record, reference.name.text).has_value();
}

/// Supplies one axis of a term; false after reporting what is missing.
bool supply(Draft& draft, const Axis& axis, std::vector<Element>& elements, const Scope& scope,
            std::vector<Bind>& binds, const Reference& reference) {
    for (Element& element : elements) {
        if (element.used || !supplies(draft, element, axis)) continue;
        element.used = true;
        binds.push_back({axis, element.value, 0});
        return true;
    }
    if (std::find(scope.axes.begin(), scope.axes.end(), axis) != scope.axes.end()) return true;
    if (const auto element = element_of_axis(draft, axis, scope)) {
        binds.push_back({axis, element->id, 0});
        return true;
    }
    for (const Element& element : elements) {
        if (element.used || element.axis.type != axis.type || axis.type != Axis::Type::party) continue;
        draft
            .error(Code::of_does_not_fit, element.span,
                   fmt::format("`{}` has no value for `{}`, which is no {}", reference.name.text, element.words,
                               describe(draft, axis)))
            .with_help(fmt::format("name a {}", describe(draft, axis)));
        return false;
    }
    ask_which(draft, reference.name.text, axis, reference.name.span);
    return false;
}

/// A value of each day, where a Month or a whole record is meant.
void ask_for_days(Draft& draft, const Reference& reference, const Scope& scope) {
    const auto days = scope.record ? days_of(draft, *scope.record) : std::nullopt;
    const std::string plural = days ? draft.contract.day_set(*days).plural : std::string("Nights");
    draft
        .error(Code::day_or_period_unsaid, reference.name.span,
               fmt::format("`{}` has a value for each day; over several days the text says how they are taken together",
                           reference.name.text))
        .with_help(fmt::format("write `the total of {} over its {} in the {}`", reference.name.text, plural,
                               draft.contract.period_name));
}

/// The period axis: the scope's own period, the one before, or a named one.
bool supply_period(Draft& draft, const Axis& axis, const Reference& reference, const Scope& scope,
                   std::vector<Bind>& binds) {
    using Type = syntax::PeriodPhrase::Type;
    if (reference.period && reference.period->type == Type::before) {
        binds.push_back({axis, {}, 1});
    } else if (reference.period && reference.period->type == Type::literal) {
        const auto period = calendar::read_period(reference.period->text, draft.contract.year_start);
        if (!period || period->unit() != axis.unit) {
            draft
                .error(Code::not_a_period, reference.period->span,
                       fmt::format("`{}` is not a {} of this agreement; `{}` has a value for each {}",
                                   reference.period->text, describe(draft, axis), reference.name.text,
                                   describe(draft, axis)))
                .with_help("a Month is written 2026-08, a Quarter 2026/27 Q1, a Financial Year 2026/27");
            return false;
        }
        Kind kind;
        kind.base = model::KindBase::period;
        binds.push_back({axis, draft.add(model::Constant{*period}, kind), 0});
        return true;
    } else if (reference.period && !(reference.period->type == Type::named_unit &&
                                     find_unit(draft, reference.period->unit.text) == axis.unit)) {
        draft
            .error(Code::sum_over_periods_not_said, reference.name.span,
                   fmt::format(
                       "`{}` has a value for each {}; over a longer time the text says how they are taken together",
                       reference.name.text, describe(draft, axis)))
            .with_help(fmt::format("write `the total of {} {}`", reference.name.text,
                                   draft.text.slice(reference.period->span)));
        return false;
    }
    if (axis.unit == calendar::PeriodUnit::day && scope.unit != axis.unit && !reference.period) {
        ask_for_days(draft, reference, scope);
        return false;
    }
    if (scope.unit && axis.unit < *scope.unit) {
        draft
            .error(Code::sum_over_periods_not_said, reference.name.span,
                   fmt::format("`{}` has a value for each {}, and this clause is about a whole {}", reference.name.text,
                               describe(draft, axis), calendar::unit_name(*scope.unit)))
            .with_help(fmt::format("write `the total of {} for the {}`", reference.name.text,
                                   calendar::unit_name(*scope.unit)));
        return false;
    }
    if (scope.units_used != nullptr) scope.units_used->insert(axis.unit);
    return true;
}

/// A record's own running value ("Earned" of a Person to date) is one for each period, not for the period it falls in.
void note_running(const Draft& draft, model::TermId id, const Scope& scope) {
    const auto& index = draft.contract.term(id).index;
    const auto has = [&](Axis::Type type) {
        return std::any_of(index.begin(), index.end(), [&](const Axis& axis) { return axis.type == type; });
    };
    if (scope.runs_on != nullptr && has(Axis::Type::record) && has(Axis::Type::period)) *scope.runs_on = true;
}

/// A field of the record that a field of this one names: the Started of a Claim's Person.
MaybeLowered linked_field(Draft& draft, const Reference& reference, Span span, const Scope& scope) {
    if (!scope.record || reference.period || !reference.of.empty()) return std::nullopt;
    const auto fields = draft.contract.record(*scope.record).fields;
    for (std::size_t column = 0; column < fields.size(); ++column) {
        const model::RecordId other = fields[column].names_record;
        const auto there = other.is_set() ? find_field(draft, other, reference.name.text) : std::nullopt;
        if (!there) continue;
        const model::Field field = draft.contract.record(other).fields[*there];
        const Axis axis{Axis::Type::record, {}, {}, other, {}};
        const std::vector<Bind> binds = {{axis, field_value(draft, *scope.record, column), 0}};
        return Lowered{draft.add(TermRef{field.term, binds, std::nullopt}, field.kind, span), field.kind};
    }
    return std::nullopt;
}

void demand_first_period(Draft& draft, const Reference& reference) {
    const auto unit = find_unit(draft, reference.period->unit.text);
    const std::string first = calendar::Period::containing(unit.value_or(draft.contract.settles),
                                                           draft.contract.in_force.first, draft.contract.year_start)
                                  .label(draft.contract.year_start);
    draft
        .error(Code::first_period_unsaid, reference.period->span,
               fmt::format("in {} there is no {} before; the text says what holds then", first,
                           reference.period->unit.text))
        .with_help(fmt::format("end the sentence with `; there is none in {}`, or with `; in {} it is` and the amount",
                               first, first));
}

/// What holds where there is no period before: the text says it.
MaybeLowered in_first_period(Draft& draft, const Lowered& value, const Reference& reference, Span span,
                             const Scope& scope) {
    if (scope.earlier == Scope::Earlier::nothing) return or_nothing(draft, value, span);
    if (scope.earlier != Scope::Earlier::demanded) return value;
    demand_first_period(draft, reference);
    return std::nullopt;
}

/// An earlier value of a term that is not worked out yet, or that rests on this very one: only its kind is needed.
MaybeLowered earlier_reference(Draft& draft, model::TermId id, const Reference& reference, Span span,
                               const Scope& scope) {
    const auto unit = find_unit(draft, reference.period->unit.text);
    if (!unit) {
        report_unknown(draft, reference.period->unit, "a period");
        return std::nullopt;
    }
    const auto seen = foresee(draft, id, *unit, reference.name.span);
    if (!seen && scope.earlier == Scope::Earlier::demanded) demand_first_period(draft, reference);
    else if (!seen && draft.draft(id).state != TermDraft::State::broken) {
        draft
            .error(
                Code::earlier_value_of_other_kind, reference.name.span,
                fmt::format("whether `{}` is money, a number or a percentage cannot be told from its own earlier value",
                            reference.name.text))
            .with_help(fmt::format("say what it is in the first period: `\"{}\" in 2026/27 is £100; in each later ...`",
                                   reference.name.text));
    }
    if (!seen) return std::nullopt;
    std::vector<Element> elements;
    for (const Possessor& possessor : reference.of) {
        auto element = element_named(draft, possessor, scope);
        if (!element) return std::nullopt;
        elements.push_back(std::move(*element));
    }
    std::vector<Bind> binds;
    for (const Axis& axis : seen->index) {
        const bool supplied = axis.type == Axis::Type::period ? supply_period(draft, axis, reference, scope, binds)
                                                              : supply(draft, axis, elements, scope, binds, reference);
        if (!supplied) return std::nullopt;
    }
    draft.years->foreseen.push_back({id, *seen, reference.name.span, draft.clause_now});
    const Lowered value{draft.add(TermRef{id, std::move(binds), std::nullopt}, seen->kind, span), seen->kind};
    return in_first_period(draft, value, reference, span, scope);
}

MaybeLowered term_reference(Draft& draft, model::TermId id, const Reference& reference, Span span, const Scope& scope) {
    draft.draft(id).used = true;
    const bool before = reference.period && reference.period->type == syntax::PeriodPhrase::Type::before;
    draft.uses.push_back({id, draft.lowering_now, scope.record.has_value(), before});
    const bool own_months = scope.own_months && scope.own_earlier == id;
    if (before && draft.draft(id).state != TermDraft::State::done)
        return earlier_reference(draft, id, reference, span, scope);
    if (!own_months && !ensure_lowered(draft, id, reference.name.span)) return std::nullopt;
    std::vector<Element> elements;
    for (const Possessor& possessor : reference.of) {
        auto element = element_named(draft, possessor, scope);
        if (!element) return std::nullopt;
        elements.push_back(std::move(*element));
    }
    const std::vector<Axis> index = draft.term(id).index;
    std::vector<Bind> binds;
    for (const Axis& axis : index) {
        const bool supplied = axis.type == Axis::Type::period ? supply_period(draft, axis, reference, scope, binds)
                                                              : supply(draft, axis, elements, scope, binds, reference);
        if (!supplied) return std::nullopt;
    }
    for (const Element& element : elements) {
        const bool record = element.axis.type == Axis::Type::record;
        if (element.used || record) continue;
        draft
            .error(Code::of_does_not_fit, element.span,
                   fmt::format("`{}` has no value for each {}; `of {}` does not fit", reference.name.text,
                               describe(draft, element.axis), element.words))
            .with_help(fmt::format("take `of {}` away", element.words));
        return std::nullopt;
    }
    if (reference.period &&
        std::none_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; }) &&
        reference.period->type == syntax::PeriodPhrase::Type::before) {
        draft.error(Code::of_does_not_fit, reference.period->span,
                    fmt::format("`{}` has no value for each period; there is none before", reference.name.text));
        return std::nullopt;
    }
    note_running(draft, id, scope);
    const Kind kind = draft.term(id).kind;
    const Lowered value{draft.add(TermRef{id, std::move(binds), std::nullopt}, kind, span), kind};
    return before ? in_first_period(draft, value, reference, span, scope) : value;
}

MaybeLowered code_named(Draft& draft, const Reference& reference, Span span, const Kind& expected) {
    const auto& codes = expected.codes;
    if (std::find(codes.begin(), codes.end(), reference.name.text) == codes.end()) return std::nullopt;
    return Lowered{draft.add(model::Constant{reference.name.text}, expected, span), expected};
}

MaybeLowered entity_value(Draft& draft, const Entity& entity, const Reference& reference, Span span,
                          const Scope& scope) {
    switch (entity.what) {
        case Entity::What::term: return term_reference(draft, entity.term, reference, span, scope);
        case Entity::What::party:
            if (entity.term.is_set())  // a pool: what it holds
                return term_reference(draft, entity.term, reference, span, scope);
            return Lowered{draft.add(model::Constant{entity.party}, Kind::party(), span), Kind::party()};
        case Entity::What::member: {
            const Kind kind = Kind::member(entity.set);
            return Lowered{draft.add(model::Constant{model::Member{entity.set, entity.row}}, kind, span), kind};
        }
        case Entity::What::unit: {
            const Axis axis{Axis::Type::period, {}, {}, {}, entity.unit};
            if (scope.units_used != nullptr) scope.units_used->insert(entity.unit);
            return Lowered{draft.add(ScopeElement{axis}, kind_of_axis(axis), span), kind_of_axis(axis)};
        }
        default: break;
    }
    const auto axis = axis_of(draft, reference.name);
    if (!axis) return std::nullopt;
    if (const auto value = element_of_axis(draft, *axis, scope)) return value;
    ask_which(draft, reference.name.text, *axis, reference.name.span);
    return std::nullopt;
}

}  // namespace

MaybeLowered element_of_axis(Draft& draft, const Axis& axis, const Scope& scope) {
    return element_found(draft, axis, scope);
}

void ask_which(Draft& draft, std::string_view what, const Axis& axis, Span span) {
    const std::string which = describe(draft, axis);
    draft
        .error(
            Code::which_one_unsaid, span,
            fmt::format("`{}` of which {}? It has a value for each {}, and this clause does not say which one is meant",
                        what, which, which))
        .with_help(fmt::format("begin the clause with `For each {}, ...`, or write `{} of` and the {}'s name", which,
                               what, which));
}

std::string describe(const Draft& draft, const Axis& axis) {
    switch (axis.type) {
        case Axis::Type::party: return axis.role.is_set() ? draft.contract.role(axis.role).name : std::string("party");
        case Axis::Type::member: return draft.contract.set(axis.set).name;
        case Axis::Type::record: return draft.contract.record(axis.record).name;
        case Axis::Type::period:
            return axis.unit == calendar::PeriodUnit::year && !draft.contract.period_name.empty() &&
                           draft.contract.settles == calendar::PeriodUnit::year
                       ? draft.contract.period_name
                       : std::string(calendar::unit_name(axis.unit));
    }
    return {};
}

std::optional<Axis> axis_of(Draft& draft, const syntax::Name& noun) {
    const Entity* entity = draft.find(noun.text);
    for (std::size_t record = 0; entity == nullptr && record < draft.contract.records.size(); ++record) {
        if (!find_field(draft, model::RecordId(record), noun.text)) continue;
        if (draft.silent_names.contains(noun.text)) return std::nullopt;  // a role that nobody has, and it was said
        draft.error(
            Code::wrong_sort_of_name, noun.span,
            fmt::format("`{}` is a field of a record; here stands a role, a list, a record or a period", noun.text));
        return std::nullopt;
    }
    if (entity == nullptr) {
        report_unknown(draft, noun, "a role, list, record or period of this agreement");
        return std::nullopt;
    }
    switch (entity->what) {
        case Entity::What::role: return Axis{Axis::Type::party, entity->role, {}, {}, {}};
        case Entity::What::set: return Axis{Axis::Type::member, {}, entity->set, {}, {}};
        case Entity::What::record: return Axis{Axis::Type::record, {}, {}, entity->record, {}};
        case Entity::What::unit: return Axis{Axis::Type::period, {}, {}, {}, entity->unit};
        default: break;
    }
    draft.error(
        Code::wrong_sort_of_name, noun.span,
        fmt::format("`{}` is {}; here stands a role, a list, a record or a period", noun.text, describe(entity->what)));
    return std::nullopt;
}

std::optional<Scope> scope_of(Draft& draft, const std::optional<syntax::ForEach>& for_each) {
    Scope scope;
    if (!for_each) return scope;
    for (const syntax::Name& name : for_each->names) {
        if (const auto days = days_named(draft, name.text, {})) {
            scope.day = days;
            scope.record = draft.contract.day_set(*days).record;
            scope.unit = calendar::PeriodUnit::day;
            scope.axes.push_back({Axis::Type::record, {}, {}, *scope.record, {}});
            continue;
        }
        const auto axis = axis_of(draft, name);
        if (!axis) return std::nullopt;
        if (axis->type == Axis::Type::period) {
            scope.unit = axis->unit;
            continue;
        }
        if (axis->type == Axis::Type::record) scope.record = axis->record;
        scope.axes.push_back(*axis);
    }
    return scope;
}

MaybeLowered lower_reference(Draft& draft, const Reference& reference, Span span, const Scope& scope,
                             const Kind* expected) {
    const std::string& name = reference.name.text;
    if (scope.adjusting && reference.of.empty() && draft.term(*scope.adjusting).name == name && !reference.period) {
        const Kind kind = draft.term(*scope.adjusting).kind;
        return Lowered{draft.add(model::Previous{}, kind, span), kind};
    }
    if (scope.record && !reference.period) {
        const bool of_itself = std::all_of(reference.of.begin(), reference.of.end(), [&](const Possessor& possessor) {
            const Entity* entity = draft.find(possessor.name.text);
            return entity != nullptr && entity->what == Entity::What::record && entity->record == *scope.record;
        });
        const auto field = of_itself ? find_field(draft, *scope.record, name) : std::nullopt;
        if (field) {
            const Kind kind = draft.contract.record(*scope.record).fields[*field].kind;
            return Lowered{field_value(draft, *scope.record, *field), kind};
        }
    }
    if (is_field_of_element(draft, reference, scope)) return field_of_element(draft, reference, span, scope);
    const Entity* entity = draft.find(name);
    const bool wants_code = expected != nullptr && expected->base == model::KindBase::code;
    if (wants_code && (entity == nullptr || entity->what != Entity::What::term)) {
        if (const auto code = code_named(draft, reference, span, *expected)) return code;
    }
    if (entity != nullptr && entity->what == Entity::What::day) {
        if (scope.day == entity->days) return day_in_play(draft, span);
        draft.error(Code::day_or_period_unsaid, span, fmt::format("which `{}`? This clause is not about one day", name))
            .with_help(fmt::format("begin it with `For each {}, ...`", name));
        return std::nullopt;
    }
    if (entity != nullptr) return entity_value(draft, *entity, reference, span, scope);
    if (auto linked = linked_field(draft, reference, span, scope)) return linked;
    report_unknown(draft, reference.name);
    return std::nullopt;
}

}  // namespace concordat::check
