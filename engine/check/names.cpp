// engine/check/names.cpp · room: check
// What:  finds what a name stands for, and says what may have been meant where nothing is declared by it.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "source/nearest.h"

namespace concordat::check {

bool is_broken(const Draft& draft, std::string_view clause) {
    return std::any_of(draft.document.clauses.begin(), draft.document.clauses.end(),
                       [&](const syntax::Clause& one) { return one.broken && one.number == clause; });
}

std::string folded_words(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        const bool space = letter == ' ' || letter == '\n' || letter == '\t';
        if (!space) result += letter;
        else if (!result.empty() && result.back() != ' ') result += ' ';
    }
    while (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

ExprId Draft::add(model::ExprNode node, Kind kind, Span span) {
    const ExprId id(contract.expressions.size());
    contract.expressions.push_back({std::move(node), std::move(kind), folded_words(text.slice(span))});
    return id;
}

const Entity* Draft::find(std::string_view name) const {
    const auto found = names.find(name);
    return found == names.end() ? nullptr : &found->second;
}

bool Draft::declare(const std::string& name, Entity entity) {
    const auto [place, added] = names.emplace(name, entity);
    if (added) return true;
    const Entity& first = place->second;
    auto& problem = error(Code::declared_twice, entity.declared,
                          fmt::format("`{}` is declared twice; a name stands for one thing", name));
    if (!first.declared.empty()) problem.label(text.place(first.declared), "first declared here");
    problem.with_help(first.what == Entity::What::term && entity.what == Entity::What::term
                          ? fmt::format("to change `{}` in some cases begin with `Despite clause {}, if ...`, or give "
                                        "one of the two another name",
                                        name, first.clause)
                          : std::string("give one of the two another name"));
    return false;
}

model::TermId Draft::new_term(const std::string& name, Span declared) {
    const model::TermId id(contract.terms.size());
    model::Term made;
    made.name = name;
    made.plural = regular_plural(name);
    contract.terms.push_back(std::move(made));
    TermDraft draft;
    draft.declared = declared;
    draft.clause = clause_now;
    drafts.push_back(std::move(draft));
    return id;
}

bool lies_in_agreement(Draft& draft, const calendar::Days& days, std::string_view said, Span span) {
    const calendar::Days& in_force = draft.contract.in_force;
    if (calendar::overlap(days, in_force)) return true;
    draft
        .error(Code::period_outside_agreement, span,
               fmt::format("`{}` lies outside this agreement, which is in force from {} until {}", said,
                           calendar::write_long(in_force.first), calendar::write_long(in_force.last)))
        .with_help("correct the date, or the dates behind `Effective`");
    return false;
}

std::string regular_plural(std::string_view singular) {
    std::string word(singular);
    const auto ends_with = [&](std::string_view end) { return word.ends_with(end); };
    if (ends_with("s") || ends_with("x") || ends_with("ch") || ends_with("sh")) return word + "es";
    const bool consonant_y = word.size() > 1 && ends_with("y") &&
                             std::string_view("aeiouAEIOU").find(word[word.size() - 2]) == std::string_view::npos;
    if (consonant_y) return word.substr(0, word.size() - 1) + "ies";
    return word + "s";
}

std::string describe(Entity::What what) {
    switch (what) {
        case Entity::What::term: return "a term";
        case Entity::What::party: return "a party";
        case Entity::What::role: return "a role";
        case Entity::What::set: return "a list";
        case Entity::What::member: return "one of a list";
        case Entity::What::record: return "a record";
        case Entity::What::unit: return "a period";
        case Entity::What::day: return "a day of a record";
    }
    return {};
}

/// A sentence that could not be read may have declared the name: what it says of itself is enough.
bool stands_in_broken_clause(const Draft& draft, std::string_view name) {
    if (name.ends_with("s")) name.remove_suffix(1);
    return std::any_of(draft.document.clauses.begin(), draft.document.clauses.end(), [&](const syntax::Clause& clause) {
        return clause.broken && draft.text.slice(clause.span).find(name) != std::string_view::npos;
    });
}

void report_unknown(Draft& draft, const syntax::Name& name, std::string_view wanted) {
    if (draft.silent_names.contains(name.text) || stands_in_broken_clause(draft, name.text)) return;
    if (const auto example = draft.example_names.find(name.text); example != draft.example_names.end()) {
        draft
            .error(
                Code::role_to_supply, name.span,
                fmt::format("`{}` belongs to the example in {}, and not to this agreement", name.text, example->second))
            .with_help("a clause that other agreements incorporate names roles and lists, such as `the Commissioner`");
        return;
    }
    std::vector<std::string> candidates;
    for (const auto& [known, entity] : draft.names) candidates.push_back(known);
    for (const model::Record& record : draft.contract.records) {
        for (const model::Field& field : record.fields)
            if (field.name != name.text) candidates.push_back(field.name);
    }
    auto& problem = draft.error(Code::undefined_name, name.span, fmt::format("`{}` is not {}", name.text, wanted));
    draft.silent_names.insert(name.text);  // one mistake, however often the name is used
    const auto near = source::nearest(name.text, candidates);
    if (!near) {
        const auto wants = [&](std::string_view word) { return wanted.find(word) != std::string_view::npos; };
        problem.with_help(
            wants("a kind") ? std::string("write one of these, or declare the role or list first")
            : wants("period")
                ? std::string(
                      "a Month, Quarter, Financial Year or Week is there already; anything else is declared first")
            : wants("party") || wants("role")
                ? std::string("add a row for it to the Parties table, or write a name that stands there")
                : fmt::format(
                      "declare it (`\"{}\" means ...`, or `\"{}\" is money, reported by ...`), or use a declared name",
                      name.text, name.text));
        return;
    }
    const Entity* entity = draft.find(*near);
    const std::string where =
        entity != nullptr && !entity->clause.empty() ? fmt::format(" (declared in clause {})", entity->clause) : "";
    problem.with_help(fmt::format(
        "did you mean `{}`{}? Declared names are written as they were declared, capitals included", *near, where));
}

std::optional<calendar::PeriodUnit> find_unit(const Draft& draft, std::string_view name) {
    constexpr std::string_view end = " End";
    if (name == "Year" || name == "Year End") return calendar::PeriodUnit::year;
    if (name.ends_with(end)) name.remove_suffix(end.size());  // Month End, Quarter End
    const Entity* entity = draft.find(name);
    if (entity == nullptr || entity->what != Entity::What::unit) return std::nullopt;
    return entity->unit;
}

const Entity* expect(Draft& draft, const syntax::Name& name, Entity::What what) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr) {
        report_unknown(draft, name, fmt::format("{} of this agreement", describe(what)));
        return nullptr;
    }
    if (entity->what == what) return entity;
    auto& problem =
        draft.error(Code::wrong_sort_of_name, name.span,
                    fmt::format("`{}` is {}; here stands {}", name.text, describe(entity->what), describe(what)));
    if (!entity->declared.empty()) problem.label(draft.text.place(entity->declared), "declared here");
    return nullptr;
}

std::optional<std::size_t> find_field(const Draft& draft, model::RecordId record, std::string_view name) {
    const auto& fields = draft.contract.record(record).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) return i;
    }
    return std::nullopt;
}

}  // namespace concordat::check
