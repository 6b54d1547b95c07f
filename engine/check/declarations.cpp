// engine/check/declarations.cpp · room: check
// What:  every name that the text declares, before anything is worked out: lists, records, facts, defined terms. A
// clause may
//        use a name that a later clause declares.

#include <algorithm>

#include <fmt/format.h>

#include "check/divisions.h"
#include "check/draft.h"
#include "check/events.h"
#include "check/taking_part.h"
#include "check/once.h"
#include "check/years.h"

namespace concordat::check {

namespace {

Entity entity_at(const Draft& draft, Entity::What what, Span span) {
    Entity entity;
    entity.what = what;
    entity.declared = span;
    entity.clause = draft.clause_now;
    return entity;
}

void declare_term(Draft& draft, const syntax::Name& name, const std::optional<syntax::Name>& plural = {}) {
    Entity entity = entity_at(draft, Entity::What::term, name.span);
    entity.term = model::TermId(draft.contract.terms.size());
    if (!draft.declare(name.text, entity)) return;
    draft.new_term(name.text, name.span);
    draft.term(entity.term).clause =
        draft.clause_ids.contains(draft.clause_now) ? draft.clause_ids.at(draft.clause_now) : model::ClauseId();
    const std::string many = plural ? plural->text : regular_plural(name.text);
    draft.term(entity.term).plural = many;
    draft.names.emplace(many, entity);
}

/// A later version of a definition (a variation in the same clause) declares nothing new.
void declare_definition(Draft& draft, const syntax::Name& name, const StandingSentence& standing,
                        const std::optional<syntax::Name>& plural = {}) {
    if (standing.from) {
        const Entity* known = draft.find(name.text);
        if (known != nullptr && known->what == Entity::What::term && known->clause == standing.number) return;
    }
    declare_term(draft, name, plural);
}

/// The part, and what falls on somebody. Without a name for the part the sentence may go on with an earlier one.
void declare_division(Draft& draft, const syntax::DivisionSentence& division, const StandingSentence& standing) {
    const bool goes_on = is_unnamed(division) && draft.find(division.part.text) != nullptr;
    if (!goes_on) declare_definition(draft, division.part, standing);
    const std::string rest = name_of_rest(division);
    if (rest.empty() || draft.find(rest) != nullptr) return;
    declare_definition(draft, {rest, division.limit->falls_on->span}, standing);
}

/// The column `Better` says of each entry which way is better (N48): nothing else can stand there.
void check_better(Draft& draft, const syntax::Cell& heading, const syntax::Cell& cell) {
    const bool said = cell.text == "higher" || cell.text == "lower";
    if (heading.text != "Better" || said || cell.special == syntax::Cell::Special::blank) return;
    draft
        .error_at(Code::code_not_in_list, place_of(draft, cell),
                  fmt::format("`{}` does not say which way is better", cell.text))
        .with_help("write `higher` where more is better, `lower` where less is");
}

void member_columns(Draft& draft, model::SetId set, const syntax::Table& table) {
    for (std::size_t column = 1; column < table.headings.size(); ++column) {
        const syntax::Cell& heading = table.headings[column];
        if (heading.text.empty()) continue;
        model::MemberColumnSource source;
        source.set = set;
        std::optional<Kind> kind;
        for (const syntax::Row& row : table.rows) {
            const syntax::Cell& cell = row.cells[column];
            check_better(draft, heading, cell);
            const auto fixed = cell.special == syntax::Cell::Special::blank
                                   ? std::nullopt
                                   : read_fixed(draft, cell, kind ? &*kind : nullptr);
            if (fixed && !kind && model::is_known(fixed->value)) kind = fixed->kind;  // `-` is of any kind
            source.by_member.push_back(fixed ? std::optional(fixed->value) : std::nullopt);
        }
        Entity entity = entity_at(draft, Entity::What::term, heading.span);
        entity.term = model::TermId(draft.contract.terms.size());
        const Entity* known = draft.find(heading.text);
        // A column headed by another list names the group that each row belongs to; the list keeps the name.
        const bool names_group =
            known != nullptr && known->what == Entity::What::set && kind && kind->base == model::KindBase::member;
        if (!names_group && !draft.declare(heading.text, entity)) continue;
        if (!names_group) draft.names.emplace(regular_plural(heading.text), entity);
        draft.new_term(heading.text, heading.span);
        model::Term& term = draft.contract.terms.back();
        term.kind = kind.value_or(Kind::code());
        term.index = {{Axis::Type::member, {}, set, {}, {}}};
        term.source = std::move(source);
        if (draft.clause_ids.contains(draft.clause_now)) term.clause = draft.clause_ids.at(draft.clause_now);
    }
}

void declare_set(Draft& draft, const syntax::SetSentence& sentence) {
    Entity entity = entity_at(draft, Entity::What::set, sentence.name.span);
    entity.set = model::SetId(draft.contract.sets.size());
    if (!draft.declare(sentence.name.text, entity)) return;
    model::Set set;
    set.name = sentence.name.text;
    set.plural = sentence.plural ? sentence.plural->text : regular_plural(sentence.name.text);
    draft.names.emplace(set.plural, entity);
    if (draft.clause_ids.contains(draft.clause_now)) set.clause = draft.clause_ids.at(draft.clause_now);
    const syntax::Table* table = sentence.table ? &*sentence.table : nullptr;
    if (sentence.schedule) {
        set.file = sentence.schedule->file;
        const auto file = draft.files.find(set.file);
        if (file != draft.files.end()) table = &file->second;
        else
            draft
                .error(Code::linked_file_missing, sentence.schedule->span,
                       fmt::format("the file `{}` is not beside the contract", set.file))
                .with_help("put the file into the folder of the contract, or correct its name here");
    }
    draft.contract.sets.push_back(set);
    if (table == nullptr) return;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const syntax::Cell& cell = table->rows[row].cells[0];
        Entity member = entity_at(draft, Entity::What::member, cell.span);
        member.set = entity.set;
        member.row = row;
        if (cell.text.empty())
            draft
                .error_at(Code::member_without_name, place_of(draft, cell),
                          fmt::format("a row of `{}` has no name; each entry of a list has one", set.name))
                .with_help("write its name into the first cell, or take the row away");
        else draft.declare(cell.text, member);
        draft.contract.sets[entity.set.index()].members.push_back(cell.text);
    }
}

/// A list whose entries are given by ranges of a field, with its further columns.
void declare_grouping(Draft& draft, const syntax::GivenSentence& given) {
    syntax::SetSentence set;
    set.name = given.names.front();
    set.table = attributes_of_grouping(*given.table);
    declare_set(draft, set);
}

void declare_record(Draft& draft, const syntax::Name& name, const std::optional<syntax::Name>& plural) {
    Entity entity = entity_at(draft, Entity::What::record, name.span);
    entity.record = model::RecordId(draft.contract.records.size());
    if (!draft.declare(name.text, entity)) return;
    model::Record record;
    record.name = name.text;
    record.plural = plural ? plural->text : regular_plural(name.text);
    draft.names.emplace(record.plural, entity);
    if (draft.clause_ids.contains(draft.clause_now)) record.clause = draft.clause_ids.at(draft.clause_now);
    draft.contract.records.push_back(std::move(record));
}

void declare_facts_of_table(Draft& draft, const syntax::FactsTableSentence& sentence) {
    for (const syntax::FactSentence& row : sentence.facts) declare_term(draft, row.facts.front().name);
}

void declare_fact(Draft& draft, const syntax::FactSentence& sentence) {
    if (sentence.by_mention && draft.find(sentence.facts.front().name.text) != nullptr) return;
    for (const syntax::DeclaredFact& fact : sentence.facts) {
        declare_term(draft, fact.name);
        for (const syntax::Name& event : sentence.at_events)
            declare_term(draft, {name_at_event(fact.name.text, event.text), event.span});
    }
    for (const auto& count : {sentence.from_count, sentence.out_of_count}) {
        if (count && draft.find(count->text) == nullptr) declare_term(draft, *count);
    }
}

/// Each term once, where its name first stands in quotation marks; the other cases of one sentence name it again.
void declare_settings(Draft& draft, const syntax::SettingsSentence& settings, const StandingSentence& standing) {
    std::set<std::string> here;
    for (const syntax::SettingCase& one : settings.cases) {
        for (const syntax::Setting& setting : one.settings) {
            if (setting.declares && here.insert(setting.name.text).second)
                declare_definition(draft, setting.name, standing);
        }
    }
}

}  // namespace

void declare_names(Draft& draft) {
    const auto each = [&](auto&& act) {
        for (const StandingSentence& standing : draft.sentences) {
            const InClause here(draft, standing.number);
            act(standing);
        }
    };
    each([&](const StandingSentence& standing) {
        if (const auto* set = std::get_if<syntax::SetSentence>(&standing.sentence->form)) declare_set(draft, *set);
        if (const auto* record = std::get_if<syntax::RecordSentence>(&standing.sentence->form))
            declare_record(draft, record->name, record->plural);
        const auto* given = std::get_if<syntax::GivenSentence>(&standing.sentence->form);
        if (given != nullptr && is_grouping(*given)) declare_grouping(draft, *given);
        if (const auto* group = std::get_if<syntax::GroupSentence>(&standing.sentence->form))
            declare_record(draft, group->name, group->plural);
    });
    declare_days(draft);
    each([&](const StandingSentence& standing) {
        const auto& form = standing.sentence->form;
        if (const auto* set = std::get_if<syntax::SetSentence>(&form)) {
            const Entity* known = draft.find(set->name.text);
            const auto file = set->schedule ? draft.files.find(set->schedule->file) : draft.files.end();
            if (known != nullptr && set->table) member_columns(draft, known->set, *set->table);
            else if (known != nullptr && file != draft.files.end()) member_columns(draft, known->set, file->second);
        }
        if (const auto* fact = std::get_if<syntax::FactSentence>(&form); fact != nullptr && !fact->by_mention)
            declare_fact(draft, *fact);
        if (const auto* carried = std::get_if<syntax::CarriedSentence>(&form))
            declare_definition(draft, {name_carried(carried->name.text), carried->name.span}, standing);
        if (const auto* facts = std::get_if<syntax::FactsTableSentence>(&form)) declare_facts_of_table(draft, *facts);
        if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&form))
            declare_definition(draft, definition->name, standing, definition->plural);
        if (const auto* brought = std::get_if<syntax::BroughtForwardSentence>(&form)) {
            for (const syntax::Name& name : brought->names) declare_definition(draft, name, standing);
        }
        if (const auto* settings = std::get_if<syntax::SettingsSentence>(&form))
            declare_settings(draft, *settings, standing);
        if (const auto* division = std::get_if<syntax::DivisionSentence>(&form))
            declare_division(draft, *division, standing);
        if (const auto* tax = std::get_if<syntax::TaxSentence>(&form); tax != nullptr && tax->cost)
            declare_definition(draft, *tax->cost, standing);
        if (const auto* decided = std::get_if<syntax::DecidedSentence>(&form)) {
            for (const syntax::Name& name : decided->names) declare_definition(draft, name, standing);
        }
        if (const auto* first = std::get_if<syntax::FirstInSentence>(&form))
            if (first->defines) declare_definition(draft, first->term, standing);
        if (const auto* given = std::get_if<syntax::GivenSentence>(&form); given != nullptr && is_grouping(*given)) {
            const Entity* known = draft.find(given->names.front().text);
            if (known != nullptr && known->what == Entity::What::set)
                member_columns(draft, known->set, attributes_of_grouping(*given->table));
        } else if (given != nullptr) {
            for (const syntax::Name& name : given->names) declare_definition(draft, name, standing);
        }
    });
    declare_taking_part(draft);
    each([&](const StandingSentence& standing) {
        const auto* fact = std::get_if<syntax::FactSentence>(&standing.sentence->form);
        if (fact != nullptr && fact->by_mention) declare_fact(draft, *fact);
    });
}

}  // namespace concordat::check
