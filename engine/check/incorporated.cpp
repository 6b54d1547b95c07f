// engine/check/incorporated.cpp · room: check
// What:  what incorporated documents leave to the agreement: roles, attributes of parties, terms that are stated in the
//        agreement. `with Baseline meaning A` becomes a definition in the clause that incorporates; a role gets a
//        second name.
// Source: language.md row V2; docs/decisions/0005-incorporated-documents.md.

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "check/draft.h"
#include "source/nearest.h"
#include "syntax/print.h"

namespace concordat::check {

namespace {

using Meaning = syntax::IncorporateSentence::Meaning;
using syntax::Incorporated;

/// What the document leaves open: a column of its Parties table, or what its section of supplied terms declares.
struct Wanted {
    enum class What { term, attribute, list, record } what = What::term;
    std::string name;
    std::string kind;  // money, a percentage; nothing where the document works it out for its example
    std::string each;  // " for each Provider for each Month"
    std::optional<Kind> is;
    const syntax::KindPhrase* phrase = nullptr;
    std::vector<syntax::Name> names;  // Provider, Month
    Span declared;
    std::vector<std::string> parts;    // members of a list, fields of a record
    std::vector<std::string> columns;  // of a list
};

struct Roles {
    std::vector<syntax::Name> names;
    std::vector<std::string> parties;
};

void add_roles(const syntax::Cell& cell, Roles& roles) {
    std::istringstream parts(cell.text);
    for (std::string part; std::getline(parts, part, ',');) {
        const std::string name = folded_words(part);
        const std::string role = name.empty() || name.front() != ' ' ? name : name.substr(1);
        const bool known = std::any_of(roles.names.begin(), roles.names.end(),
                                       [&](const syntax::Name& one) { return one.text == role; });
        if (!role.empty() && !known) roles.names.push_back({role, cell.span});
    }
}

std::optional<std::size_t> role_column(const syntax::Table& table) {
    for (std::size_t column = 1; column < table.headings.size(); ++column)
        if (table.headings[column].text == "Role") return column;
    return std::nullopt;
}

Roles roles_of(const Incorporated& document) {
    Roles roles;
    for (const syntax::Sentence& sentence : document.above_clauses) {
        if (const auto* is = std::get_if<syntax::PartyIsSentence>(&sentence.form)) {
            for (const auto& one : is->each) {
                roles.names.push_back(one.role);
                roles.parties.push_back(one.party.text);
            }
        }
        const auto* parties = std::get_if<syntax::PartiesSentence>(&sentence.form);
        if (parties == nullptr) continue;
        const auto column = role_column(parties->table);
        for (const syntax::Row& row : parties->table.rows) {
            roles.parties.push_back(row.cells[0].text);
            if (column) add_roles(row.cells[*column], roles);
        }
    }
    return roles;
}

/// The role of the first party that has a value in that column.
std::string role_with_value(const syntax::Table& table, std::size_t column) {
    const auto roles = role_column(table);
    for (const syntax::Row& row : table.rows) {
        if (!roles || row.cells[column].special == syntax::Cell::Special::blank) continue;
        Roles found;
        add_roles(row.cells[*roles], found);
        if (!found.names.empty()) return found.names.front().text;
    }
    return {};
}

void add_attributes(Draft& draft, const syntax::Table& table, std::vector<Wanted>& wanted) {
    const auto roles = role_column(table);
    for (std::size_t column = 1; column < table.headings.size(); ++column) {
        if (column == roles) continue;
        Wanted one;
        one.name = table.headings[column].text;
        one.declared = table.headings[column].span;
        one.what = Wanted::What::attribute;
        for (const syntax::Row& row : table.rows) {
            const syntax::Cell& cell = row.cells[column];
            if (one.is || cell.special == syntax::Cell::Special::blank) continue;
            if (const auto value = read_fixed(draft, cell, nullptr, true)) one.is = value->kind;
        }
        if (one.is) one.kind = model::describe(*one.is);
        const std::string role = role_with_value(table, column);
        if (!role.empty()) {
            one.names.push_back({role, one.declared});
            one.each = fmt::format(" for each {}", role);
        }
        wanted.push_back(std::move(one));
    }
}

Wanted wanted_term(const syntax::Name& name) {
    Wanted wanted;
    wanted.name = name.text;
    wanted.declared = name.span;
    return wanted;
}

void add_each(Wanted& wanted, const std::vector<syntax::Name>& names) {
    for (const syntax::Name& name : names) {
        wanted.names.push_back(name);
        wanted.each += fmt::format(" for each {}", name.text);
    }
}

/// `percentages`, said of several terms at once, is `a percentage` of one of them.
std::string of_one(std::string kind) {
    for (const std::string_view plural : {"percentages", "counts", "numbers", "dates", "codes"}) {
        if (!kind.starts_with(plural)) continue;
        return "a " + std::string(plural.substr(0, plural.size() - 1)) + kind.substr(plural.size());
    }
    return kind;
}

void add_facts(Draft& draft, const syntax::FactSentence& sentence, std::vector<Wanted>& wanted) {
    using Article = syntax::OwnerPhrase::Article;
    for (const syntax::DeclaredFact& fact : sentence.facts) {
        Wanted one = wanted_term(fact.name);
        one.phrase = &fact.kind;
        one.kind = of_one(folded_words(draft.text.slice(fact.kind.span)));
        if (sentence.for_each) add_each(one, sentence.for_each->names);
        if (sentence.owner && sentence.owner->article == Article::each) add_each(one, {sentence.owner->name});
        add_each(one, sentence.for_each_in);
        wanted.push_back(std::move(one));
    }
}

void add_list(const syntax::SetSentence& sentence, std::vector<Wanted>& wanted) {
    Wanted list = wanted_term(sentence.name);
    list.what = Wanted::What::list;
    list.kind = "a list";
    if (sentence.table) {
        for (const syntax::Row& row : sentence.table->rows) list.parts.push_back(row.cells[0].text);
        for (std::size_t column = 1; column < sentence.table->headings.size(); ++column)
            list.columns.push_back(sentence.table->headings[column].text);
    }
    for (const syntax::Name& column : sentence.gives) list.columns.push_back(column.text);
    wanted.push_back(list);
    for (const syntax::Name& column : sentence.gives) {
        wanted.push_back(wanted_term(column));
        add_each(wanted.back(), {sentence.name});
    }
    for (std::size_t column = 1; sentence.table && column < sentence.table->headings.size(); ++column) {
        Wanted term = wanted_term({sentence.table->headings[column].text, sentence.table->headings[column].span});
        add_each(term, {sentence.name});
        wanted.push_back(std::move(term));
    }
}

void add_record(const syntax::RecordSentence& sentence, std::vector<Wanted>& wanted) {
    Wanted record = wanted_term(sentence.name);
    record.what = Wanted::What::record;
    for (const syntax::DeclaredField& field : sentence.fields) record.parts.push_back(field.name.text);
    record.kind = "a record with";
    for (const std::string& field : record.parts) record.kind += (record.kind.ends_with("with") ? " " : ", ") + field;
    wanted.push_back(std::move(record));
}

std::vector<Wanted> wanted_by(Draft& draft, const Incorporated& document) {
    std::vector<Wanted> wanted;
    for (const syntax::Sentence& sentence : document.above_clauses) {
        if (const auto* parties = std::get_if<syntax::PartiesSentence>(&sentence.form))
            add_attributes(draft, parties->table, wanted);
    }
    for (const syntax::Sentence& sentence : document.supplied) {
        if (const auto* fact = std::get_if<syntax::FactSentence>(&sentence.form)) add_facts(draft, *fact, wanted);
        if (const auto* table = std::get_if<syntax::FactsTableSentence>(&sentence.form)) {
            for (const syntax::FactSentence& row : table->facts) add_facts(draft, row, wanted);
        }
        if (const auto* list = std::get_if<syntax::SetSentence>(&sentence.form)) add_list(*list, wanted);
        if (const auto* record = std::get_if<syntax::RecordSentence>(&sentence.form)) add_record(*record, wanted);
        if (const auto* given = std::get_if<syntax::GivenSentence>(&sentence.form)) {
            for (const syntax::Name& name : given->names) wanted.push_back(wanted_term(name));
        }
        if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&sentence.form)) {
            wanted.push_back(wanted_term(definition->name));
            if (definition->for_each) add_each(wanted.back(), definition->for_each->names);
        }
    }
    return wanted;
}

bool is_term(const Wanted& wanted) {
    return wanted.what == Wanted::What::term || wanted.what == Wanted::What::attribute;
}

const Meaning* meaning_of(const Incorporated& document, std::string_view name) {
    for (const Meaning& one : document.meanings)
        if (one.name.text == name) return &one;
    return nullptr;
}

/// The plain name that a meaning is, for roles.
const syntax::Name* plain_name(const Meaning& meaning) {
    const auto* reference = std::get_if<syntax::ReferenceAmount>(&meaning.meaning->node);
    return reference == nullptr ? nullptr : &reference->reference.name;
}

void name_also(Draft& draft, const std::string& role, Entity entity) {
    draft.names.emplace(role, entity);
    draft.names.emplace(regular_plural(role), entity);
}

/// `with the Commissioner meaning Riverside ICB`: a role that this one party has.
Entity role_of_party(Draft& draft, const std::string& name, model::PartyId party, Span span) {
    const model::RoleId id(draft.contract.roles.size());
    draft.contract.roles.push_back({name, regular_plural(name), {party}, {}});
    draft.contract.parties[party.index()].roles.push_back(id);
    Entity entity;
    entity.what = Entity::What::role;
    entity.role = id;
    entity.declared = span;
    return entity;
}

void supply_role(Draft& draft, const Incorporated& document, const syntax::Name& role) {
    const Meaning* meaning = meaning_of(document, role.text);
    const Entity* known = draft.find(role.text);
    if (meaning == nullptr) {
        if (known != nullptr && known->what == Entity::What::role) return;
        draft
            .error(Code::role_to_supply, document.span,
                   fmt::format("`{}` is a role in {}, and nobody has it in this agreement", role.text, document.title))
            .with_help(
                fmt::format("write `with {} meaning` and a role or a party of this agreement, or give the role {} "
                            "in the Parties table",
                            role.text, role.text));
        draft.silent_names.insert({role.text, regular_plural(role.text)});
        return;
    }
    const syntax::Name* name = plain_name(*meaning);
    const Entity* entity = name == nullptr ? nullptr : draft.find(name->text);
    const bool fits = entity != nullptr && (entity->what == Entity::What::role || entity->what == Entity::What::party);
    if (!fits) {
        draft
            .error(Code::role_to_supply, meaning->meaning->span,
                   fmt::format(
                       "`{}` is a role in {}; it can mean a role or a party of this agreement, and `{}` is neither",
                       role.text, document.title, folded_words(draft.text.slice(meaning->meaning->span))))
            .with_help("write a name from the Parties table");
        draft.silent_names.insert({role.text, regular_plural(role.text)});
        if (name != nullptr && entity == nullptr) draft.silent_names.insert({name->text, regular_plural(name->text)});
        return;
    }
    Entity alias = *entity;
    if (entity->what == Entity::What::party) alias = role_of_party(draft, role.text, entity->party, meaning->name.span);
    name_also(draft, role.text, alias);
}

/// `with Service meaning Treatment`: a list or a record of the agreement under the document's name.
void supply_list_or_record(Draft& draft, const Incorporated& document, const Wanted& wanted, const Meaning& meaning) {
    const syntax::Name* name = plain_name(meaning);
    const Entity* entity = name == nullptr ? nullptr : draft.find(name->text);
    const auto what = wanted.what == Wanted::What::list ? Entity::What::set : Entity::What::record;
    if (entity != nullptr && entity->what == what) return name_also(draft, wanted.name, *entity);
    draft
        .error(Code::supplied_otherwise, meaning.meaning->span,
               fmt::format("`{}` is {} in {}, and `{}` is not one of this agreement", wanted.name, wanted.kind,
                           document.title, folded_words(draft.text.slice(meaning.meaning->span))))
        .with_help(fmt::format("write the name of {} of this agreement", describe(what)));
    draft.silent_names.insert({wanted.name, regular_plural(wanted.name)});
}

/// The definition that a meaning stands for, behind the sentence that incorporates.
void supply_term(Draft& draft, const Incorporated& document, const Wanted& wanted, const Meaning& meaning) {
    syntax::DefinitionSentence definition;
    syntax::ForEach each;
    for (const syntax::Name& name : wanted.names) {
        if (find_unit(draft, name.text)) continue;
        each.names.push_back({name.text, meaning.name.span});
        each.spans.push_back(meaning.name.span);
    }
    each.span = meaning.name.span;
    if (!each.names.empty()) definition.for_each = std::move(each);
    definition.name = meaning.name;
    syntax::TailedAmount amount;
    amount.amount = meaning.meaning;
    definition.body = std::move(amount);
    const Span span = source::joined(meaning.name.span, meaning.meaning->span);
    draft.supplied.push_back({std::move(definition), span});
    const auto host =
        std::find_if(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
            const auto* here = std::get_if<syntax::IncorporateSentence>(&standing.sentence->form);
            return here != nullptr && standing.number == document.in_clause && here->document.title == document.title;
        });
    if (host == draft.sentences.end()) return;
    StandingSentence standing = *host;
    standing.sentence = &draft.supplied.back();
    draft.sentences.insert(host + 1, standing);
}

void refuse_other_meanings(Draft& draft, const Incorporated& document, const std::vector<Wanted>& wanted,
                           const Roles& roles) {
    std::vector<std::string> open;
    for (const Wanted& one : wanted) open.push_back(one.name);
    for (const syntax::Name& role : roles.names) open.push_back(role.text);
    for (const Meaning& meaning : document.meanings) {
        if (std::find(open.begin(), open.end(), meaning.name.text) != open.end()) continue;
        auto& problem =
            draft.error(Code::not_asked_for, meaning.name.span,
                        fmt::format("`{}` is not left to the agreement by {}", meaning.name.text, document.title));
        std::string all;
        for (const std::string& name : open) all += (all.empty() ? "`" : ", `") + name + "`";
        const auto near = source::nearest(meaning.name.text, open);
        problem.with_help(near          ? fmt::format("did you mean `{}`?", *near)
                          : all.empty() ? "it leaves nothing open: take `with ...` away"
                                        : fmt::format("it leaves open: {}", all));
    }
}

/// Sentences outside the clauses of a document that change what its clauses mean: the agreement must say the same.
bool must_be_said_alike(const syntax::Sentence& sentence) {
    const auto& form = sentence.form;
    return std::holds_alternative<syntax::CurrencySentence>(form) ||
           std::holds_alternative<syntax::SettledSentence>(form) ||
           std::holds_alternative<syntax::OnItsOwnSentence>(form) ||
           std::holds_alternative<syntax::YearRunsSentence>(form) ||
           std::holds_alternative<syntax::PaymentRoundingSentence>(form) ||
           std::holds_alternative<syntax::OddPenniesSentence>(form) ||
           std::holds_alternative<syntax::ToDateSentence>(form);
}
/// Of these it matters too when only the agreement says them.
bool changes_when_added(const syntax::Sentence& sentence) {
    return std::holds_alternative<syntax::OnItsOwnSentence>(sentence.form) ||
           std::holds_alternative<syntax::ToDateSentence>(sentence.form);
}

void compare_above_clauses(Draft& draft, const Incorporated& document) {
    const auto says = [](const auto& sentences, const syntax::Sentence& wanted) {
        const std::string printed = syntax::print(wanted);
        return std::any_of(sentences.begin(), sentences.end(),
                           [&](const syntax::Sentence* one) { return syntax::print(*one) == printed; });
    };
    std::vector<const syntax::Sentence*> own;
    std::vector<const syntax::Sentence*> its;
    for (const StandingSentence& standing : draft.sentences) own.push_back(standing.sentence);
    for (const syntax::Sentence& sentence : document.above_clauses) its.push_back(&sentence);
    const std::size_t of = document.in_clause.find(" of ");
    if (of != std::string::npos) return;  // brought in by another document, which has been compared with it by itself
    for (const syntax::Sentence* sentence : its) {
        if (!must_be_said_alike(*sentence) || says(own, *sentence)) continue;
        draft
            .error(Code::incorporated_otherwise, document.span,
                   fmt::format("{} is written for agreements that say `{}`, and this one does not", document.title,
                               folded_words(draft.text.slice(sentence->span))))
            .label(draft.text.place(sentence->span), "said there")
            .with_help("say the same in this agreement, or incorporate a document that is written for what it says");
    }
    for (const syntax::Sentence* sentence : own) {
        if (!changes_when_added(*sentence) || says(its, *sentence)) continue;
        draft
            .error(Code::incorporated_otherwise, document.span,
                   fmt::format("this agreement says `{}`, and {} is not written for that",
                               folded_words(draft.text.slice(sentence->span)), document.title))
            .label(draft.text.place(sentence->span), "said here")
            .with_help("say the same in the document, below its title, or take it out of this agreement");
    }
}

}  // namespace

void read_incorporated(Draft& draft) {
    for (const Incorporated& document : draft.document.incorporated) {
        const InClause here(draft, document.in_clause);
        const Roles roles = roles_of(document);
        const auto wanted = wanted_by(draft, document);
        compare_above_clauses(draft, document);
        for (const syntax::Name& role : roles.names) supply_role(draft, document, role);
        for (const Wanted& one : wanted)
            if (const Meaning* meaning = meaning_of(document, one.name); meaning != nullptr && is_term(one))
                supply_term(draft, document, one, *meaning);
        refuse_other_meanings(draft, document, wanted, roles);
        for (const std::string& party : roles.parties) draft.example_names.emplace(party, document.title);
        for (const Wanted& one : wanted) {
            if (one.what != Wanted::What::list) continue;
            for (const std::string& member : one.parts) draft.example_names.emplace(member, document.title);
        }
    }
}

namespace {

void ask_for(Draft& draft, const Incorporated& document, const Wanted& wanted) {
    std::string colon = wanted.kind.empty() ? "" : ": " + wanted.kind + wanted.each;
    if (!wanted.columns.empty()) colon += fmt::format(" with {}", fmt::join(wanted.columns, ", "));
    auto& problem = draft.error(Code::term_to_supply, document.span,
                                fmt::format("`{}` is left to the agreement by {}, and this agreement does not say it{}",
                                            wanted.name, document.title, colon));
    if (!wanted.declared.empty()) problem.label(draft.text.place(wanted.declared), "asked for here");
    const bool figure = wanted.what == Wanted::What::term && !wanted.kind.empty();
    const std::string own =
        wanted.what == Wanted::What::attribute ? fmt::format("add a column `{}` to the Parties table", wanted.name)
        : figure ? fmt::format("declare it, such as `\"{}\" is {}, agreed{} in [Schedule](file.csv).`", wanted.name,
                               wanted.kind, wanted.each)
                 : fmt::format("declare `{}`", wanted.name);
    problem.with_help(fmt::format("{}, or write `with {} meaning` and what stands for it here", own, wanted.name));
    draft.silent_names.insert({wanted.name, regular_plural(wanted.name)});
    draft.silent_names.insert(wanted.columns.begin(), wanted.columns.end());
    if (wanted.what == Wanted::What::record) draft.silent_names.insert(wanted.parts.begin(), wanted.parts.end());
}

void ask_for_fields(Draft& draft, const Incorporated& document, const Wanted& wanted, model::RecordId record) {
    for (const std::string& field : wanted.parts) {
        if (find_field(draft, record, field)) continue;
        draft
            .error(
                Code::supplied_otherwise, document.span,
                fmt::format("{} asks for a record `{}` with a field `{}`; the one of this agreement has no such field",
                            document.title, wanted.name, field))
            .label(draft.text.place(wanted.declared), "asked for here")
            .with_help(fmt::format("add a row `{}` to the fields of that record", field));
    }
}

}  // namespace

void ask_for_supplied(Draft& draft) {
    for (const Incorporated& document : draft.document.incorporated) {
        const InClause here(draft, document.in_clause);
        for (const Wanted& wanted : wanted_by(draft, document)) {
            const Meaning* meaning = meaning_of(document, wanted.name);
            if (meaning != nullptr && !is_term(wanted)) supply_list_or_record(draft, document, wanted, *meaning);
            if (draft.find(wanted.name) == nullptr && !draft.silent_names.contains(wanted.name))
                ask_for(draft, document, wanted);
        }
    }
}

namespace {

bool same_sort(const Kind& is, const Kind& wanted) {
    if (is.base != wanted.base || is.unit.powers != wanted.unit.powers) return false;
    const bool flavoured = is.base == model::KindBase::amount && is.unit.is_pure() &&
                           is.flavour != model::Flavour::either && wanted.flavour != model::Flavour::either;
    return !flavoured || is.flavour == wanted.flavour;
}

bool has_axis(Draft& draft, const Wanted& wanted, const Axis& axis) {
    return std::any_of(wanted.names.begin(), wanted.names.end(), [&](const syntax::Name& name) {
        if (const auto unit = find_unit(draft, name.text)) return axis.type == Axis::Type::period && axis.unit >= *unit;
        const Entity* entity = draft.find(name.text);
        if (entity == nullptr) return true;
        if (entity->what == Entity::What::role) return axis.type == Axis::Type::party;
        if (entity->what == Entity::What::set) return axis.type == Axis::Type::member && axis.set == entity->set;
        return axis.type == Axis::Type::record && axis.record == entity->record;
    });
}

}  // namespace

void compare_supplied(Draft& draft) {
    if (draft.problems.has_errors()) return;
    for (const Incorporated& document : draft.document.incorporated) {
        const InClause here(draft, document.in_clause);
        for (Wanted& wanted : wanted_by(draft, document)) {
            const Entity* entity = draft.find(wanted.name);
            if (entity != nullptr && entity->what == Entity::What::record)
                ask_for_fields(draft, document, wanted, entity->record);
            if (entity == nullptr || entity->what != Entity::What::term || wanted.kind.empty()) continue;
            if (wanted.phrase != nullptr) wanted.is = kind_of(draft, *wanted.phrase);
            const model::Term& term = draft.term(entity->term);
            const bool sort = !wanted.is || same_sort(term.kind, *wanted.is);
            const auto further = std::find_if(term.index.begin(), term.index.end(),
                                              [&](const Axis& axis) { return !has_axis(draft, wanted, axis); });
            if (sort && further == term.index.end()) continue;
            auto& problem =
                draft.error(Code::supplied_otherwise, entity->declared.empty() ? document.span : entity->declared,
                            sort ? fmt::format("`{}` is one for each {} here; {} asks for {}{}", wanted.name,
                                               describe(draft, *further), document.title, wanted.kind, wanted.each)
                                 : fmt::format("`{}` is {} here; {} asks for {}{}", wanted.name,
                                               model::describe(term.kind), document.title, wanted.kind, wanted.each));
            if (!wanted.declared.empty()) problem.label(draft.text.place(wanted.declared), "asked for here");
            problem.with_help("supply what is asked for, or give this term another name");
        }
    }
}

}  // namespace concordat::check
