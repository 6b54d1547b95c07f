// engine/check/records.cpp · room: check
// What:  records: their fields, the period each falls in, which are held and which count.
// Source: language.md row F5; findings N6, N10, N16.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/taking_part.h"
#include "check/earlier_record.h"

namespace concordat::check {

namespace {

model::TermId field_term(Draft& draft, model::RecordId record, std::size_t column, const syntax::DeclaredField& field,
                         const Kind& kind) {
    const auto id = draft.new_term(field.name.text, field.name.span);
    model::Term& term = draft.term(id);
    term.kind = kind;
    term.index = {{Axis::Type::record, {}, {}, record, {}}};
    term.source = model::FieldSource{record, column};
    if (draft.clause_ids.contains(draft.clause_now)) term.clause = draft.clause_ids.at(draft.clause_now);
    return id;
}

/// `with: Person; Provider; Left, a date`: a field named without a kind is a party of that role, an entry of that list,
/// or of the kind that it has in another record.
std::optional<Kind> kind_elsewhere(const Draft& draft, const syntax::DeclaredField& field) {
    const Entity* named = draft.find(field.name.text);
    if (field.kind.type == syntax::KindPhrase::Type::unsaid && named != nullptr) {
        if (named->what == Entity::What::role) return Kind::party(named->role);
        if (named->what == Entity::What::set) return Kind::member(named->set);
    }
    if (field.kind.type != syntax::KindPhrase::Type::unsaid || draft.find(field.name.text) != nullptr)
        return std::nullopt;
    for (std::size_t i = 0; i < draft.contract.records.size(); ++i) {
        const auto known = find_field(draft, model::RecordId(i), field.name.text);
        if (known) return draft.contract.records[i].fields[*known].kind;
    }
    return std::nullopt;
}

void read_field(Draft& draft, model::RecordId record, const syntax::DeclaredField& field) {
    if (const auto before = find_field(draft, record, field.name.text)) {
        draft
            .error(
                Code::declared_twice, field.name.span,
                fmt::format("the field `{}` stands twice in this record; a name stands for one thing", field.name.text))
            .with_help("give one of the two another name");
        return;
    }
    const Entity* known = draft.find(field.name.text);
    if (known != nullptr && known->what == Entity::What::term) {
        draft
            .error(Code::declared_twice, field.name.span,
                   fmt::format("`{}` is a term already; a field of a record needs a name of its own", field.name.text))
            .label(draft.text.place(known->declared), "the term is declared here");
    }
    const auto elsewhere = kind_elsewhere(draft, field);
    const auto kind = elsewhere ? elsewhere : kind_of(draft, field.kind);
    if (!kind) draft.silent_names.insert(field.name.text);
    model::Field made;
    made.name = field.name.text;
    made.kind = kind.value_or(Kind::code());
    made.unique = field.kind.unique;
    made.may_be_blank = field.kind.may_be_blank;
    check_form(draft, field.kind);
    made.share_of_one = field.kind.share_of_one;
    made.in_hundredths = field.kind.in_hundredths;
    made.one_or_zero = field.kind.one_or_zero;
    if (field.kind.type == syntax::KindPhrase::Type::code && !field.kind.name.text.empty()) {
        const Entity* named = expect(draft, field.kind.name, Entity::What::record);
        if (named != nullptr) made.names_record = named->record;
    }
    auto& fields = draft.contract.records[record.index()].fields;
    made.term = field_term(draft, record, fields.size(), field, made.kind);
    if (field.kind.if_missing) {
        Scope scope;
        scope.record = record;
        scope.axes = {{Axis::Type::record, {}, {}, record, {}}};
        made.if_missing = read_policy(draft, *field.kind.if_missing, scope, made.kind);
    }
    draft.contract.records[record.index()].fields.push_back(std::move(made));
}

void read_record(Draft& draft, const syntax::RecordSentence& sentence) {
    const Entity* entity = draft.find(sentence.name.text);
    if (entity == nullptr || entity->what != Entity::What::record) return;
    const model::RecordId id = entity->record;
    model::Record& record = draft.contract.records[id.index()];
    record.agreed = sentence.agreed;
    if (sentence.owner) {
        const Entity* owner = draft.find(sentence.owner->name.text);
        if (owner == nullptr) report_unknown(draft, sentence.owner->name, "a party or role of this agreement");
        const bool each = sentence.owner->article == syntax::OwnerPhrase::Article::each;
        const bool the = sentence.owner->article == syntax::OwnerPhrase::Article::the;
        record.reported_by = (each ? "each " : the ? "the " : "") + sentence.owner->name.text;
    }
    record.unit = draft.contract.settles;
    if (sentence.for_each) {
        if (const auto unit = find_unit(draft, sentence.for_each->text)) record.unit = *unit;
        else report_unknown(draft, *sentence.for_each, "a period");
    }
    if (sentence.schedule) record.file = sentence.schedule->file;
    if (!sentence.agreed && !sentence.owner) {
        draft
            .error(Code::input_without_owner, sentence.name.span,
                   fmt::format("`{}` has no owner; a record that is reported says by whom", sentence.name.text))
            .with_help("write `is a record, reported by each Provider for each Month, with:`");
    }
    for (const syntax::DeclaredField& field : sentence.fields) read_field(draft, id, field);
    if (draft.contract.records[id.index()].fields.empty()) {
        draft
            .error(Code::record_without_fields, sentence.name.span,
                   fmt::format("`{}` has no fields; a record has at least one", sentence.name.text))
            .with_help("give each field a row in the table, with its name and its kind");
    }
}

Scope record_scope(model::RecordId record) {
    Scope scope;
    scope.record = record;
    scope.axes = {{Axis::Type::record, {}, {}, record, {}}};
    return scope;
}

/// `; a Spell with no Discharged falls in no Month yet`: what a blank means anyway, said again.
void check_not_yet(Draft& draft, const syntax::FallsInSentence& sentence, model::RecordId record) {
    if (!sentence.not_yet_without) return;
    const syntax::Name& field = *sentence.not_yet_without;
    const auto column = find_field(draft, record, field.text);
    const bool same = field.text == sentence.of.name.text && sentence.not_yet_record->text == sentence.record.text;
    if (!same) {
        draft
            .error(Code::restated_otherwise, field.span,
                   fmt::format("a {} falls in the period of its `{}`; these words are about `{}`", sentence.record.text,
                               sentence.of.name.text, field.text))
            .with_help(fmt::format("write `a {} with no {} falls in no ... yet`", sentence.record.text,
                                   sentence.of.name.text));
    } else if (column && !draft.contract.record(record).fields[*column].may_be_blank) {
        draft
            .error(Code::restated_otherwise, field.span,
                   fmt::format("the field `{}` may not be blank: without it the {} waits for it", field.text,
                               sentence.record.text))
            .with_help("add `, may be blank` to its kind, or take these words away");
    }
}

void lower_falls_in(Draft& draft, const syntax::FallsInSentence& sentence) {
    const Entity* entity = expect(draft, sentence.record, Entity::What::record);
    if (entity == nullptr) return;
    const auto unit = find_unit(draft, sentence.unit.text);
    if (!unit) report_unknown(draft, sentence.unit, "a period");
    const auto date = lower_reference(draft, sentence.of, sentence.of.name.span, record_scope(entity->record), nullptr);
    if (!date) return;
    if (date->kind.base != model::KindBase::date && date->kind.base != model::KindBase::period) {
        draft
            .error(Code::wrong_kind, sentence.of.name.span,
                   fmt::format("a record falls in the period of a date; `{}` is {}", sentence.of.name.text,
                               describe(date->kind)))
            .with_help("name a field whose kind is `date`");
        return;
    }
    model::Record& record = draft.contract.records[entity->record.index()];
    if (record.falls_in.is_set())
        draft
            .error(Code::said_twice, sentence.record.span,
                   fmt::format("the period that a {} falls in is said twice; it can be said once", record.name))
            .with_help("take one of the two sentences away");
    record.falls_in = date->id;
    check_not_yet(draft, sentence, entity->record);
}

void lower_record_rule(Draft& draft, const syntax::RecordRuleSentence& sentence, const StandingSentence& standing) {
    if (taking_part_in(draft, *standing.sentence)) return;
    const Entity* entity = expect(draft, sentence.record, Entity::What::record);
    if (entity == nullptr || !sentence.despite.empty() || sentence.payable) return;
    const auto when = lower_condition(draft, *sentence.when, record_scope(entity->record));
    if (!when) return;
    const auto negated = [&] { return draft.add(model::Not{when->id}, Kind::yes_no(), sentence.when->span); };
    model::Record& record = draft.contract.records[entity->record.index()];
    const std::string words =
        sentence.without.empty() ? draft.expression(when->id).words : "no " + draft.expression(when->id).words;
    // "counts only if C" turns away the others; "whose C is held" turns away those with C.
    if (sentence.held)
        record.held_when.push_back(
            {sentence.only_if ? negated() : when->id, (sentence.only_if ? "not: " : "") + words, standing.clause});
    else record.left_out_unless.push_back(sentence.only_if ? when->id : negated());
}

void lower_report_rule(Draft& draft, const syntax::ReportRuleSentence& rule) {
    const Entity* entity = expect(draft, rule.records, Entity::What::record);
    if (entity == nullptr) return;
    model::Record& record = draft.contract.records[entity->record.index()];
    record.later_reports_replace = rule.replaces;
    record.replace_same_period = rule.for_same_period;
    if (!rule.holds || *rule.holds <= draft.contract.in_force.first) return;
    draft
        .error(Code::report_leaves_out, rule.holds_span,
               fmt::format("each report replaces all earlier ones and holds nothing before {}; the agreement begins on "
                           "{}, and what came between would be lost",
                           calendar::write_long(*rule.holds), calendar::write_long(draft.contract.in_force.first)))
        .with_help(fmt::format("write `from {}`", calendar::write_long(draft.contract.in_force.first)));
}

/// `Despite clause 3.1, a Spell whose C is not held`: not by the clauses named, and not by any that comes after this
/// one.
void lift_hold(Draft& draft, const syntax::RecordRuleSentence& rule, const StandingSentence& standing) {
    const Entity* entity = expect(draft, rule.record, Entity::What::record);
    if (entity == nullptr) return;
    const auto when = lower_condition(draft, *rule.when, record_scope(entity->record));
    if (!when) return;
    const auto number_of = [&](const model::Record::Hold& hold) { return draft.contract.clause(hold.clause).number; };
    const std::size_t count = draft.contract.record(entity->record).held_when.size();
    for (const syntax::Name& named : rule.despite) {
        const auto& holds = draft.contract.record(entity->record).held_when;
        if (std::any_of(holds.begin(), holds.end(), [&](const auto& hold) { return number_of(hold) == named.text; }))
            continue;
        draft
            .error(Code::nothing_held_there, named.span,
                   fmt::format("clause {} holds no {} as a query", named.text, rule.record.text))
            .with_help(fmt::format("name the clause that says when a {} is held as a query", rule.record.text));
        return;
    }
    const ExprId others = draft.add(model::Not{when->id}, Kind::yes_no());
    for (std::size_t i = 0; i < count; ++i) {
        const model::Record::Hold hold = draft.contract.record(entity->record).held_when[i];
        const bool named = std::any_of(rule.despite.begin(), rule.despite.end(),
                                       [&](const syntax::Name& name) { return name.text == number_of(hold); });
        if (!named && !comes_before(draft, standing.number, number_of(hold))) continue;
        const ExprId both = draft.add(model::Combine{model::Junction::all_of, 0, {others, hold.when}}, Kind::yes_no());
        auto& changed = draft.contract.records[entity->record.index()].held_when[i];
        if (changed.reason.empty()) changed.reason = draft.expression(hold.when).words;
        changed.when = both;
    }
}

}  // namespace

void lift_holds(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto* rule = std::get_if<syntax::RecordRuleSentence>(&standing.sentence->form);
        if (rule != nullptr && !rule->despite.empty()) lift_hold(draft, *rule, standing);
    }
}

void read_records(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* record = std::get_if<syntax::RecordSentence>(&standing.sentence->form))
            read_record(draft, *record);
    }
}

void lower_record_rules(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto& form = standing.sentence->form;
        if (const auto* falls = std::get_if<syntax::FallsInSentence>(&form)) lower_falls_in(draft, *falls);
        if (const auto* rule = std::get_if<syntax::RecordRuleSentence>(&form))
            lower_record_rule(draft, *rule, standing);
        if (const auto* once = std::get_if<syntax::CountedOnceSentence>(&form)) lower_counted_once(draft, *once);
        if (const auto* given = std::get_if<syntax::GivenSentence>(&form)) hold_without_value(draft, *given, standing);
        if (const auto* reports = std::get_if<syntax::ReportRuleSentence>(&form)) {
            lower_report_rule(draft, *reports);
        }
    }
}

}  // namespace concordat::check
