// engine/check/groups.cpp · room: check
// What:  groups: all records of a kind that have the same in some fields. A group is a record itself, which nobody
//        reports; it has the fields that are the same, and terms of its own. Also the dearest of several.
// Source: finding N49, language.md row D5.

#include "check/groups.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

namespace {

Axis axis_for_record(model::RecordId record) { return {Axis::Type::record, {}, {}, record, {}}; }

Kind kind_for_record(model::RecordId record) {
    Kind kind;
    kind.base = model::KindBase::record;
    kind.record = record;
    return kind;
}

model::TermId group_field(Draft& draft, model::RecordId group, std::size_t column, const std::string& name,
                          const Kind& kind, Span span) {
    const model::TermId id = draft.new_term(name, span);
    model::Term& term = draft.term(id);
    term.kind = kind;
    term.index = {axis_for_record(group)};
    term.source = model::FieldSource{group, column};
    term.clause = draft.contract.record(group).clause;
    draft.draft(id).state = TermDraft::State::done;
    return id;
}

/// The columns named, each once.
std::optional<std::vector<std::size_t>> columns_named(Draft& draft, model::RecordId record,
                                                      const std::vector<syntax::Name>& names) {
    std::vector<std::size_t> columns;
    for (const syntax::Name& name : names) {
        const auto column = find_field(draft, record, name.text);
        const model::Record& of = draft.contract.record(record);
        if (!column) {
            if (draft.silent_names.contains(of.name)) return std::nullopt;
            draft.error(Code::wrong_sort_of_name, name.span, fmt::format("{} have no field `{}`", of.plural, name.text))
                .with_help(fmt::format("name fields of a {}", of.name));
            return std::nullopt;
        }
        if (of.fields[*column].unique) {
            draft
                .error(Code::group_of_nothing, name.span,
                       fmt::format("`{}` tells each {} from every other, so no two have the same", name.text, of.name))
                .with_help("name fields that several of them have in common");
            return std::nullopt;
        }
        if (std::find(columns.begin(), columns.end(), *column) == columns.end()) columns.push_back(*column);
    }
    return columns;
}

void read_group(Draft& draft, const syntax::GroupSentence& sentence) {
    const Entity* entity = draft.find(sentence.name.text);
    const Entity* of = expect(draft, sentence.records, Entity::What::record);
    if (entity == nullptr || entity->what != Entity::What::record || of == nullptr) {
        draft.silent_names.insert(sentence.name.text);
        return;
    }
    const model::RecordId id = entity->record;
    const model::RecordId records = of->record;
    if (records == id || draft.contract.record(records).group) {
        draft
            .error(Code::group_of_nothing, sentence.records.span,
                   fmt::format("`{}` are groups themselves; a group is made of records that are reported",
                               sentence.records.text))
            .with_help("name the records that are reported");
        draft.silent_names.insert(sentence.name.text);
        return;
    }
    auto columns = columns_named(draft, records, sentence.same);
    if (!columns) {
        draft.silent_names.insert(sentence.name.text);
        return;
    }
    const model::Record from = draft.contract.record(records);
    std::vector<model::Field> fields;
    for (const std::size_t column : *columns) {
        model::Field field = from.fields[column];
        field.term = group_field(draft, id, fields.size(), field.name, field.kind, sentence.name.span);
        fields.push_back(std::move(field));
    }
    model::Field which;
    which.name = sentence.name.text;
    which.kind = Kind::code();
    which.unique = true;
    which.term = group_field(draft, id, fields.size(), which.name, which.kind, sentence.name.span);
    fields.push_back(std::move(which));
    model::Record& group = draft.contract.records[id.index()];
    group.fields = std::move(fields);
    group.unit = from.unit;
    group.reported_by = from.reported_by;
    group.agreed = from.agreed;
    group.group = model::Record::Group{records, std::move(*columns)};
}

/// The field of the records by which they fall in a period; nothing where a term says it.
std::optional<std::size_t> dating_column(const Draft& draft, model::RecordId record) {
    const ExprId rule = draft.contract.record(record).falls_in;
    if (!rule.is_set()) return std::nullopt;
    const auto* date = std::get_if<model::TermRef>(&draft.expression(rule).node);
    if (date == nullptr || !date->binds.empty()) return std::nullopt;
    const auto* field = std::get_if<model::FieldSource>(&draft.contract.term(date->term).source);
    if (field == nullptr || field->record != record) return std::nullopt;
    return field->column;
}

/// A group falls in the period of the date that all of its records share; else a clause says which.
void fall_in_with_records(Draft& draft, const syntax::GroupSentence& sentence, model::RecordId id) {
    const model::Record& group = draft.contract.record(id);
    if (group.falls_in.is_set()) return;
    const model::RecordId of = group.group->of;
    const auto column = dating_column(draft, of);
    const auto& same = group.group->same;
    const auto place = column ? std::find(same.begin(), same.end(), *column) : same.end();
    if (place != same.end()) {
        const model::Field& field = group.fields[static_cast<std::size_t>(place - same.begin())];
        const ExprId date = draft.add(model::TermRef{field.term, {}, std::nullopt}, field.kind);
        draft.contract.records[id.index()].falls_in = date;
        return;
    }
    const model::Record& records = draft.contract.record(of);
    const std::string date = column ? records.fields[*column].name : std::string("Date");
    draft
        .error(Code::group_period_unsaid, sentence.name.span,
               fmt::format("the {} of one {} may lie in several periods; the text says in which the {} falls",
                           records.plural, group.name, group.name))
        .with_help(column ? fmt::format("add `{}` to the fields that are the same, or say for each {} which day counts "
                                        "and write `A {} falls in the {} of its ...`",
                                        date, group.name, group.name, draft.contract.period_name)
                          : fmt::format("write `A {} falls in the {} of its ...`, with a date of the {}", group.name,
                                        draft.contract.period_name, group.name));
}

/// A group of which no record counts is none.
void count_with_records(Draft& draft, model::RecordId id) {
    const model::RecordId of = draft.contract.record(id).group->of;
    model::Aggregate number;
    number.op = model::AggregateOp::number;
    number.over = {axis_for_record(of)};
    number.links = links_to_group(draft, id, of);
    const Kind count = Kind::count(draft.contract.record(of).name);
    const ExprId there = draft.add(std::move(number), count);
    const ExprId one = draft.add(model::Constant{exact::Ratio(1)}, count);
    const ExprId some = draft.add(model::Compare{model::CompareOp::at_least, there, one}, Kind::yes_no());
    draft.contract.expressions[some.index()].words =
        fmt::format("one of its {} counts", draft.contract.record(of).plural);
    draft.contract.records[id.index()].left_out_unless.push_back(some);
}

}  // namespace

void read_groups(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* group = std::get_if<syntax::GroupSentence>(&standing.sentence->form)) read_group(draft, *group);
    }
    read_shared_weights(draft);
}

std::vector<model::Aggregate::Link> links_to_group(const Draft& draft, model::RecordId group, model::RecordId record) {
    std::vector<model::Aggregate::Link> links;
    const auto& made = draft.contract.record(group).group;
    if (!made || made->of != record) return links;
    for (const std::size_t column : made->same)
        links.push_back({draft.contract.record(record).fields[column].term, axis_for_record(group)});
    return links;
}

MaybeLowered own_group(Draft& draft, model::RecordId record, model::RecordId group) {
    const auto& made_of = draft.contract.record(group).group;
    if (!made_of || made_of->of != record) return std::nullopt;
    const Kind kind = kind_for_record(group);
    return Lowered{draft.add(model::GroupOf{group}, kind), kind};
}

void lower_groups(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto* group = std::get_if<syntax::GroupSentence>(&standing.sentence->form);
        const Entity* entity = group != nullptr ? draft.find(group->name.text) : nullptr;
        if (entity == nullptr || entity->what != Entity::What::record) continue;
        if (!draft.contract.record(entity->record).group) continue;
        fall_in_with_records(draft, *group, entity->record);
        count_with_records(draft, entity->record);
    }
}

// ---- the dearest of several -------------------------------------------------------------------------------------

namespace {

/// Whether the clause's own elements say which of the records are meant.
bool belongs_to_scope(const Draft& draft, model::RecordId record, const Scope& scope) {
    const auto& fields = draft.contract.record(record).fields;
    return std::any_of(scope.axes.begin(), scope.axes.end(), [&](const Axis& axis) {
        if (axis.type == Axis::Type::record && !links_to_group(draft, axis.record, record).empty()) return true;
        return std::any_of(fields.begin(), fields.end(), [&](const model::Field& field) {
            if (axis.type == Axis::Type::party)
                return field.kind.base == model::KindBase::party && field.kind.role == axis.role;
            if (axis.type == Axis::Type::member)
                return field.kind.base == model::KindBase::member && field.kind.set == axis.set;
            return field.kind.base == model::KindBase::record && field.kind.record == axis.record;
        });
    });
}

bool ask_by_what(Draft& draft, const syntax::Dearest& dearest) {
    if (dearest.by) return false;
    draft
        .error(Code::dearest_unsaid, dearest.record.span,
               fmt::format("the dearest {} by what? Two rates are named, and either could decide", dearest.record.text))
        .with_help(fmt::format("write `the dearest {} by X at ...`, with the field or term that decides",
                               dearest.record.text));
    return true;
}

}  // namespace

MaybeLowered lower_dearest(Draft& draft, const syntax::Dearest& dearest, Span span, const Scope& scope) {
    const Entity* entity = expect(draft, dearest.record, Entity::What::record);
    if (entity == nullptr || ask_by_what(draft, dearest)) return std::nullopt;
    const model::RecordId record = entity->record;
    syntax::Aggregate total;
    total.op = syntax::AggregateOp::total;
    total.of = dearest.others_at;
    syntax::SetPhrase set;
    set.quantifier = belongs_to_scope(draft, record, scope) || !scope.axes.empty() ? syntax::SetPhrase::Quantifier::its
                                                                                   : syntax::SetPhrase::Quantifier::all;
    set.noun = dearest.record;
    set.span = dearest.record.span;
    total.over.push_back(set);
    const auto others = lower_aggregate(draft, total, span, scope);
    if (!others || !std::holds_alternative<model::Aggregate>(draft.expression(others->id).node)) return std::nullopt;
    Scope inner = scope;
    std::set<calendar::PeriodUnit> units;
    inner.adjusting.reset();
    inner.unit.reset();
    inner.units_used = &units;
    inner.record = record;
    inner.axes.push_back(axis_for_record(record));
    const auto at = lower_amount(draft, *dearest.at, inner, &others->kind);
    const auto by = lower_reference(draft, {*dearest.by, false, {}, {}}, dearest.by->span, inner, nullptr);
    if (!at || !by) return std::nullopt;
    const auto kind = same_kind(draft, at->kind, others->kind, dearest.at->span, "stand in one total");
    if (!kind) return std::nullopt;
    if (by->kind.base != model::KindBase::amount) {
        draft.error(Code::wrong_kind, dearest.by->span,
                    fmt::format("the dearest is the one with the greatest amount; `{}` is {}", dearest.by->text,
                                describe(by->kind)));
        return std::nullopt;
    }
    model::Aggregate::Dearest node{by->id, at->id, {}};
    for (const syntax::Name& name : dearest.then_by) {
        const auto next = lower_reference(draft, {name, false, {}, {}}, name.span, inner, nullptr);
        if (!next) return std::nullopt;
        node.then_by.push_back(next->id);
    }
    std::get<model::Aggregate>(draft.contract.expressions[others->id.index()].node).dearest = std::move(node);
    if (dearest.if_none == nullptr) return Lowered{others->id, *kind};
    // The total of nothing is 0; other words say otherwise.
    total.op = syntax::AggregateOp::number;
    total.of = nullptr;
    const auto number = lower_aggregate(draft, total, span, scope);
    const auto none = lower_amount(draft, *dearest.if_none, scope, &*kind);
    if (!number || !none || !same_kind(draft, *kind, none->kind, dearest.if_none->span, "stand for one another"))
        return std::nullopt;
    const ExprId one = draft.add(model::Constant{exact::Ratio(1)}, number->kind);
    const ExprId some = draft.add(model::Compare{model::CompareOp::at_least, number->id, one}, Kind::yes_no());
    return made(draft, model::Choose{{{some, others->id}}, none->id, false}, *kind, span);
}

}  // namespace concordat::check
