// engine/check/variations.cpp · room: check
// What:  which sentence stands when: the original until a variation's date, then what replaces it, in the place of the
//        clause it replaces. Later passes see only sentences with dates.
// Source: language.md row V1; finding N9.

#include <algorithm>

#include <fmt/format.h>

#include "check/dated_changes.h"
#include "check/draft.h"

namespace concordat::check {

namespace {

using syntax::AddSentence;
using syntax::CeaseSentence;
using syntax::ReplaceSentence;
using syntax::WordsChangeSentence;

struct ClauseOrder {
    std::vector<int> parts;
    friend auto operator<=>(const ClauseOrder&, const ClauseOrder&) = default;
};

ClauseOrder order_of(const Draft& draft, std::string_view number);

}  // namespace

bool comes_before(const Draft& draft, std::string_view clause, std::string_view other) {
    return order_of(draft, clause) < order_of(draft, other);
}

std::string section_of(std::string_view clause) {
    const std::size_t of = std::min(clause.find(" of "), clause.size());
    return std::string(clause.substr(0, std::min(clause.find('.'), of))) + std::string(clause.substr(of));
}

namespace {

/// A clause of an incorporated document comes behind the clause that incorporates it, and before 2.1.1 of that clause.
ClauseOrder order_of(const Draft& draft, std::string_view number) {
    ClauseOrder order;
    const std::size_t of = number.find(" of ");
    if (of != std::string_view::npos) {
        for (const syntax::Incorporated& one : draft.document.incorporated) {
            if (one.title != number.substr(of + 4)) continue;
            order = order_of(draft, one.in_clause);
            break;
        }
        order.parts.push_back(-1);
    }
    int part = 0;
    for (const char letter : number.substr(0, of)) {
        if (letter == '.') order.parts.push_back(std::exchange(part, 0));
        else part = part * 10 + (letter - '0');
    }
    order.parts.push_back(part);
    return order;
}

void add_clause(Draft& draft, const std::string& number, std::string_view text, const std::string& section, Span span) {
    draft.clause_ids.emplace(number, model::ClauseId(draft.contract.clauses.size()));
    model::Clause clause;
    clause.number = number;
    clause.text = folded_words(text);
    const std::string in_text = number.substr(0, number.find(' '));
    if (clause.text.starts_with(in_text + " ")) clause.text.erase(0, in_text.size() + 1);
    clause.section = section;
    clause.place = draft.text.place(span);
    draft.contract.clauses.push_back(std::move(clause));
}

void list_clauses(Draft& draft) {
    for (const syntax::Clause& clause : draft.document.clauses) {
        if (clause.number.empty() || draft.clause_ids.contains(clause.number)) continue;
        add_clause(draft, clause.number, draft.text.slice(clause.span), clause.section, clause.number_span);
    }
}

void report_unknown_clause(Draft& draft, const syntax::Name& number) {
    auto& problem = draft.error(Code::unknown_clause, number.span, fmt::format("there is no clause {}", number.text));
    const auto section = section_of(number.text);
    std::string last;
    for (const model::Clause& clause : draft.contract.clauses) {
        if (section_of(clause.number) == section) last = clause.number;
    }
    problem.with_help(last.empty() ? fmt::format("this agreement has no section {}", section)
                                   : fmt::format("the last clause of section {} is {}", section, last));
}

/// From which day, and what the variation says of a period that this day cuts.
struct Begins {
    calendar::Date from;
    const std::optional<syntax::ChangeSpan>& span;
};

/// Ends what stands in these clauses on the day before.
void end_on(Draft& draft, std::string_view number, const Begins& begins) {
    for (StandingSentence& standing : draft.sentences) {
        if (standing.number != number || (standing.until && *standing.until <= begins.from)) continue;
        standing.until = begins.from;
        standing.until_span = begins.span;
    }
}

void insert_in_order(Draft& draft, StandingSentence standing) {
    const ClauseOrder order = order_of(draft, standing.number);
    const auto after = std::find_if(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& other) {
        return !other.number.empty() && order < order_of(draft, other.number);
    });
    draft.sentences.insert(after, standing);
}

bool known_clause(Draft& draft, const syntax::Name& number) {
    if (draft.clause_ids.contains(number.text)) return true;
    report_unknown_clause(draft, number);
    return false;
}

void place_sentences(Draft& draft, const std::vector<syntax::Sentence>& sentences, const std::string& number,
                     const Begins& begins, const std::string& words = {}) {
    end_on(draft, number, begins);
    for (const syntax::Sentence& sentence : sentences) {
        StandingSentence standing{&sentence, draft.clause_ids.at(number), number, begins.from, std::nullopt, words};
        standing.from_span = begins.span;
        insert_in_order(draft, std::move(standing));
    }
}

void change_words(Draft& draft, const WordsChangeSentence& change, const std::optional<syntax::ChangeSpan>& span) {
    if (!known_clause(draft, change.clause)) return;
    const auto clause = std::find_if(draft.document.clauses.begin(), draft.document.clauses.end(),
                                     [&](const syntax::Clause& one) { return one.number == change.clause.text; });
    const std::string_view words = draft.text.slice(clause->span);
    const std::size_t first = words.find(change.old_words);
    const bool again =
        first != std::string_view::npos && words.find(change.old_words, first + 1) != std::string_view::npos;
    if (first == std::string_view::npos || again) {
        draft
            .error(Code::replaced_words_not_once, change.old_span,
                   fmt::format("\"{}\" stands {} in clause {}; the words replaced must stand there exactly once",
                               change.old_words, again ? "more than once" : "nowhere", change.clause.text))
            .with_help("quote as many words of the clause as make the place certain");
        return;
    }
    draft.changed_clauses.push_back(
        parse::parse_changed_clause(draft.text, *clause, change.old_words, change.new_words, change.old_span));
    parse::Parsed& changed = draft.changed_clauses.back();
    draft.problems.append(std::move(changed.problems));
    if (changed.document.clauses.empty()) return;
    std::string now(words);
    now.replace(first, change.old_words.size(), change.new_words);
    now = folded_words(now);
    const std::string in_text = change.clause.text.substr(0, change.clause.text.find(' '));
    if (now.starts_with(in_text + " ")) now.erase(0, in_text.size() + 1);
    place_sentences(draft, changed.document.clauses.front().sentences, change.clause.text, {change.from, span}, now);
}

/// The numbers of the clauses of a section: 4.1, 4.2 of section 4.
std::vector<std::string> clauses_in(const Draft& draft, std::string_view section) {
    std::vector<std::string> numbers;
    for (const model::Clause& clause : draft.contract.clauses) {
        if (section_of(clause.number) == section) numbers.push_back(clause.number);
    }
    return numbers;
}

bool known_section(Draft& draft, const syntax::Name& section) {
    if (!clauses_in(draft, section.text).empty()) return true;
    draft.error(Code::unknown_clause, section.span, fmt::format("this agreement has no section {}", section.text))
        .with_help("a section is named by the number before the point of its clauses: section 4 holds clause 4.1");
    return false;
}

void apply(Draft& draft, const ReplaceSentence& replace, const std::optional<syntax::ChangeSpan>& span) {
    if (known_clause(draft, replace.clause))
        place_sentences(draft, replace.by, replace.clause.text, {replace.from, span});
}

void apply(Draft& draft, const CeaseSentence& cease, const std::optional<syntax::ChangeSpan>& span) {
    const Begins begins{cease.from, span};
    for (const syntax::Name& number : cease.clauses) {
        if (known_clause(draft, number)) end_on(draft, number.text, begins);
    }
    if (cease.section && known_section(draft, *cease.section)) {
        for (const std::string& number : clauses_in(draft, cease.section->text)) end_on(draft, number, begins);
    }
    if (!cease.section_applies || !known_section(draft, *cease.section_applies)) return;
    for (const std::string& number : clauses_in(draft, cease.section_applies->text)) {
        for (StandingSentence& standing : draft.sentences) {
            if (standing.number != number || standing.from) continue;
            standing.from = cease.from;
            standing.from_span = span;
        }
    }
}

void apply(Draft& draft, const AddSentence& add, const std::optional<syntax::ChangeSpan>& span) {
    if (draft.clause_ids.contains(add.clause.text)) {
        draft
            .error(Code::clause_added_exists, add.clause.span,
                   fmt::format("clause {} is there already; an added clause has a number of its own", add.clause.text))
            .with_help(fmt::format("write `clause {} is replaced by: ...`, or add a clause with a new number",
                                   add.clause.text));
        return;
    }
    std::string words;
    for (const syntax::Sentence& sentence : add.added) words += std::string(draft.text.slice(sentence.span)) + " ";
    add_clause(draft, add.clause.text, words, "", add.clause.span);
    place_sentences(draft, add.added, add.clause.text, {add.from, span});
}

void apply(Draft& draft, const syntax::RowChangeSentence& change, const std::string& number,
           const std::optional<syntax::ChangeSpan>& span) {
    if (change.clause && !known_clause(draft, *change.clause)) return;
    auto changed = change_row(draft, change);
    if (!changed) return;
    for (syntax::Sentence& cell : changed->beside) cell.change_span = span;
    draft.rows_changed.push_back(std::move(changed->beside));
    for (const syntax::Sentence& cell : draft.rows_changed.back()) {
        const auto id = number.empty() ? model::ClauseId() : draft.clause_ids.at(number);
        insert_in_order(draft, {&cell, id, number, std::nullopt, std::nullopt});
    }
    if (changed->instead.empty()) return;
    draft.rows_changed.push_back(std::move(changed->instead));
    place_sentences(draft, draft.rows_changed.back(), change.clause->text, {change.from, span});
}

void apply_variations(Draft& draft, const syntax::Clause& clause) {
    for (const syntax::Sentence& sentence : clause.sentences) {
        const InClause here(draft, clause.number);
        const auto& span = sentence.change_span;
        if (const auto* replace = std::get_if<ReplaceSentence>(&sentence.form)) apply(draft, *replace, span);
        if (const auto* cease = std::get_if<CeaseSentence>(&sentence.form)) apply(draft, *cease, span);
        if (const auto* add = std::get_if<AddSentence>(&sentence.form)) apply(draft, *add, span);
        if (const auto* words = std::get_if<WordsChangeSentence>(&sentence.form)) change_words(draft, *words, span);
        if (const auto* row = std::get_if<syntax::RowChangeSentence>(&sentence.form))
            apply(draft, *row, clause.number, span);
    }
}

}  // namespace

void collect_sentences(Draft& draft) {
    list_clauses(draft);
    draft.changed_clauses.reserve(draft.document.clauses.size());
    for (const syntax::Clause& clause : draft.document.clauses) {
        const auto id = clause.number.empty() ? model::ClauseId() : draft.clause_ids.at(clause.number);
        for (const syntax::Sentence& sentence : clause.sentences) {
            draft.sentences.push_back({&sentence, id, clause.number, std::nullopt, std::nullopt});
        }
    }
    for (const syntax::Clause& clause : draft.document.clauses) apply_variations(draft, clause);
    draft.silent_names.insert(draft.document.names_of_broken_sentences.begin(),
                              draft.document.names_of_broken_sentences.end());
    for (const std::string& name : draft.document.names_of_broken_sentences)
        draft.silent_names.insert(regular_plural(name));  // `"Breach" is a record`, and then `the number of Breaches`
}

}  // namespace concordat::check
