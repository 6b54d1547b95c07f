// engine/check/belonging.cpp · room: check
// What:  records that belong to another record: by a field of kind `a Person`, or by a field they have in common. Each
//        belongs to one at most; what holds for one that belongs to none is said.
// Source: finding N37.

#include <algorithm>

#include <fmt/format.h>

#include "check/belonging.h"
#include "check/groups.h"

namespace concordat::check {

namespace {

using syntax::BelongsSentence;

Kind kind_of_one(model::RecordId record) {
    Kind kind;
    kind.base = model::KindBase::record;
    kind.record = record;
    return kind;
}

Axis axis_of_record(model::RecordId record) { return {Axis::Type::record, {}, {}, record, {}}; }

std::optional<std::size_t> unique_field(const Draft& draft, model::RecordId record) {
    const auto& fields = draft.contract.record(record).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].unique) return i;
    }
    return std::nullopt;
}

/// The field of the owner by which it is found: it must tell one from another.
bool owner_is_one(Draft& draft, model::RecordId owner, std::string_view by, Span span) {
    const auto unique = unique_field(draft, owner);
    const auto& record = draft.contract.record(owner);
    if (unique && (by.empty() || record.fields[*unique].name == by)) return true;
    draft
        .error(Code::owner_not_one, span,
               by.empty()
                   ? fmt::format("no field of a {} is unique, so nothing says which one is meant", record.name)
                   : fmt::format("several {} may have the same `{}`; each belongs to one at most", record.plural, by))
        .with_help(fmt::format("write `unique` behind the kind of {} of a {}",
                               by.empty() ? std::string("the field that identifies it") : fmt::format("`{}`", by),
                               record.name));
    return false;
}

/// Makes a field name one record of the owner's kind.
void point_to(Draft& draft, model::RecordId record, std::size_t column, model::RecordId owner) {
    model::Record& from = draft.contract.records[record.index()];
    from.fields[column].kind = kind_of_one(owner);
    draft.term(from.fields[column].term).kind = from.fields[column].kind;
    from.owner = owner;
    from.owner_field = column;
}

void check_said_again(Draft& draft, const BelongsSentence& belongs) {
    for (const syntax::Name& name : belongs.said_again) {
        if (name.text == belongs.record.text || name.text == belongs.owner.text) continue;
        draft
            .error(Code::wrong_sort_of_name, name.span,
                   fmt::format("the sentence is about each {} and its {}; `{}` is neither", belongs.record.text,
                               belongs.owner.text, name.text))
            .with_help("write `one that belongs to none is left out`");
    }
}

/// The field of the record that names its owner.
std::optional<std::size_t> naming_field(Draft& draft, const BelongsSentence& belongs, model::RecordId record) {
    const syntax::Name& name = belongs.same ? *belongs.same : *belongs.named_in;
    const auto field = find_field(draft, record, name.text);
    if (!field)
        draft
            .error(Code::wrong_sort_of_name, name.span,
                   fmt::format("a {} has no field `{}`", belongs.record.text, name.text))
            .with_help(fmt::format("name a field of a {} that says to which {} it belongs", belongs.record.text,
                                   belongs.owner.text));
    return field;
}

/// True when the record now points to its owner, or its field says it already.
bool point_by_sentence(Draft& draft, const BelongsSentence& belongs) {
    if (read_list_owner(draft, belongs)) return true;
    const Entity* child = expect(draft, belongs.record, Entity::What::record);
    if (child == nullptr) return true;
    check_said_again(draft, belongs);
    const auto field = naming_field(draft, belongs, child->record);
    if (!field) return false;
    const Entity* role = draft.find(belongs.owner.text);
    const Kind kind = draft.contract.record(child->record).fields[*field].kind;
    const bool party = role != nullptr && role->what == Entity::What::role && kind.base == model::KindBase::party;
    if (party && belongs.named_in) return true;  // its field says it already
    const Entity* owner = expect(draft, belongs.owner, Entity::What::record);
    if (owner == nullptr) return false;
    const auto& owner_fields = draft.contract.record(owner->record).fields;
    const bool same_there =
        !belongs.same || std::any_of(owner_fields.begin(), owner_fields.end(),
                                     [&](const model::Field& one) { return one.name == belongs.same->text; });
    if (!same_there) {
        draft
            .error(Code::wrong_sort_of_name, belongs.same->span,
                   fmt::format("a {} has no field `{}`", belongs.owner.text, belongs.same->text))
            .with_help("name a field that both have");
        return false;
    }
    const Span by = belongs.same ? belongs.same->span : belongs.owner.span;
    if (!owner_is_one(draft, owner->record, belongs.same ? belongs.same->text : std::string(), by)) return false;
    point_to(draft, child->record, *field, owner->record);
    if (belongs.held) return true;
    draft
        .error(Code::belonging_to_none_unsaid, belongs.span,
               fmt::format("a {} may belong to no {}; the text says what then holds", belongs.record.text,
                           belongs.owner.text))
        .with_help("add `; one that belongs to none is left out` or `; one that belongs to none is held as a query`");
    return true;
}

/// A field of kind `a Person` is a pointer by itself.
void point_by_kind(Draft& draft, model::RecordId id) {
    const auto count = draft.contract.record(id).fields.size();
    for (std::size_t i = 0; i < count; ++i) {
        const model::Field& field = draft.contract.record(id).fields[i];
        if (field.kind.base != model::KindBase::record || draft.contract.record(id).owner.is_set()) continue;
        if (field.kind.record == id) continue;
        if (!owner_is_one(draft, field.kind.record, {}, draft.draft(field.term).declared)) continue;
        point_to(draft, id, i, field.kind.record);
    }
}

void fields_without_kind(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto* record = std::get_if<syntax::RecordSentence>(&standing.sentence->form);
        const Entity* entity = record != nullptr ? draft.find(record->name.text) : nullptr;
        if (entity == nullptr || entity->what != Entity::What::record) continue;
        if (draft.silent_names.contains(record->name.text)) continue;
        for (const syntax::DeclaredField& field : record->fields) {
            if (field.kind.type != syntax::KindPhrase::Type::unsaid) continue;
            const auto& made = draft.contract.record(entity->record);
            const auto column = find_field(draft, entity->record, field.name.text);
            if (column && made.owner.is_set() && made.owner_field == *column) continue;
            const bool named = column && (made.fields[*column].kind.base == model::KindBase::party ||
                                          made.fields[*column].kind.base == model::KindBase::member);
            if (named) continue;                           // a role or a list by that name
            const auto& records = draft.contract.records;  // of the kind that a field of that name has elsewhere
            const bool elsewhere = std::any_of(records.begin(), records.end(), [&](const model::Record& other) {
                return &other != &made && std::any_of(other.fields.begin(), other.fields.end(),
                                                      [&](const auto& one) { return one.name == field.name.text; });
            });
            if (elsewhere) continue;
            draft
                .error(Code::field_without_kind, field.name.span,
                       fmt::format("the field `{}` has no kind, and no sentence says that it names another record",
                                   field.name.text))
                .with_help(fmt::format("write `{}, code`, or say `A {} belongs to the X with the same {}; one that "
                                       "belongs to none is left out.`",
                                       field.name.text, made.name, field.name.text));
        }
    }
}

/// Yes where the record that the field names is there.
ExprId owner_is_there(Draft& draft, model::RecordId id) {
    const model::Record& record = draft.contract.record(id);
    const model::Field& pointer = record.fields[record.owner_field];
    const auto unique = unique_field(draft, record.owner);
    const model::Field& identifier = draft.contract.record(record.owner).fields[*unique];
    const ExprId named = draft.add(model::TermRef{pointer.term, {}, std::nullopt}, pointer.kind);
    const ExprId found = draft.add(
        model::TermRef{identifier.term, {{axis_of_record(record.owner), named, 0}}, std::nullopt}, identifier.kind);
    const ExprId absent = draft.add(model::IsAbsent{model::Presence::none, found}, Kind::yes_no());
    return draft.add(model::Not{absent}, Kind::yes_no());
}

void rule_for_none(Draft& draft, const BelongsSentence& belongs, const StandingSentence& standing) {
    const Entity* child = draft.find(belongs.record.text);
    if (child == nullptr || child->what != Entity::What::record || !belongs.held) return;
    if (!draft.contract.record(child->record).owner.is_set()) return;
    const ExprId there = owner_is_there(draft, child->record);
    model::Record& record = draft.contract.records[child->record.index()];
    if (*belongs.held)
        record.held_when.push_back({draft.add(model::Not{there}, Kind::yes_no()),
                                    fmt::format("belongs to no {}", belongs.owner.text), standing.clause});
    else record.left_out_unless.push_back(there);
}

/// One that has no period of its own falls in that of the record it belongs to.
void fall_in_with_owner(Draft& draft, model::RecordId id) {
    const model::Record& record = draft.contract.record(id);
    if (!record.owner.is_set() || record.falls_in.is_set()) return;
    const ExprId rule = draft.contract.record(record.owner).falls_in;
    if (!rule.is_set()) return;
    const auto* date = std::get_if<model::TermRef>(&draft.expression(rule).node);
    if (date == nullptr || !date->binds.empty()) return;
    const model::TermId term = date->term;
    const model::Field& pointer = record.fields[record.owner_field];
    const Axis axis = axis_of_record(record.owner);
    const Kind kind = draft.term(term).kind;
    const ExprId named = draft.add(model::TermRef{pointer.term, {}, std::nullopt}, pointer.kind);
    const ExprId falls_in = draft.add(model::TermRef{term, {{axis, named, 0}}, std::nullopt}, kind);
    draft.contract.records[id.index()].falls_in = falls_in;
}

}  // namespace

void read_belonging(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* belongs = std::get_if<BelongsSentence>(&standing.sentence->form)) {
            if (!point_by_sentence(draft, *belongs)) draft.silent_names.insert(belongs->record.text);
        }
    }
    // What a sentence says wrongly is said once: nothing more is said of that record's owner.
    for (std::size_t i = 0; i < draft.contract.records.size(); ++i) point_by_kind(draft, model::RecordId(i));
    fields_without_kind(draft);
}

void lower_belonging(Draft& draft) {
    lower_groups(draft);
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* belongs = std::get_if<BelongsSentence>(&standing.sentence->form))
            rule_for_none(draft, *belongs, standing);
    }
    for (std::size_t i = 0; i < draft.contract.records.size(); ++i) fall_in_with_owner(draft, model::RecordId(i));
}

}  // namespace concordat::check
