// engine/engross/versions.cpp · room: engross
// What:  the variations of a contract, listed by the clause that they vary.
// Start: variations_in(), last in the file.
#include "engross/versions.h"

#include <algorithm>

#include <fmt/format.h>

#include "engross/documents_within.h"

namespace concordat::engross {
namespace {

/// A clause that varies others, while it is read.
struct Varying {
    const source::SourceText& text;
    const syntax::Document& document;
    const syntax::Clause& clause;
    Variations& found;
    std::string span;  // what the sentence says of a period that the day cuts
};

std::vector<source::Span> spans_of(const std::vector<syntax::Sentence>& sentences) {
    std::vector<source::Span> spans;
    for (const syntax::Sentence& sentence : sentences) spans.push_back(sentence.span);
    return spans;
}

std::vector<std::string> clauses_of_section(const syntax::Document& document, std::string_view section) {
    std::vector<std::string> numbers;
    for (const syntax::Clause& clause : document.clauses) {
        const bool inside = number_within(clause.number.substr(0, clause.number.find('.'))) == number_within(section) &&
                            document_of(clause.number) == document_of(section);
        if (inside && !clause.number.empty()) numbers.push_back(clause.number);
    }
    return numbers;
}

void read(const Varying& at, const syntax::ReplaceSentence& replace) {
    at.found.by_clause[replace.clause.text].push_back(
        {Version::Type::replaced, replace.from, at.clause.number, spans_of(replace.by), {}, {}, at.span});
}

void read(const Varying& at, const syntax::CeaseSentence& cease) {
    std::vector<std::string> ceasing, applying;
    for (const syntax::Name& number : cease.clauses) ceasing.push_back(number.text);
    if (cease.section) ceasing = clauses_of_section(at.document, cease.section->text);
    if (cease.section_applies) applying = clauses_of_section(at.document, cease.section_applies->text);
    for (const std::string& number : ceasing)
        at.found.by_clause[number].push_back(
            {Version::Type::ceased, cease.from, at.clause.number, {}, {}, {}, at.span});
    for (const std::string& number : applying)
        at.found.by_clause[number].push_back(
            {Version::Type::applies, cease.from, at.clause.number, {}, {}, {}, at.span});
}

void read(const Varying& at, const syntax::AddSentence& add) {
    at.found.by_clause[add.clause.text].push_back(
        {Version::Type::added, add.from, at.clause.number, spans_of(add.added), {}, {}, at.span});
    at.found.added.push_back(add.clause.text);
}

void read(const Varying& at, const syntax::WordsChangeSentence& change) {
    at.found.by_clause[change.clause.text].push_back(
        {Version::Type::words_changed, change.from, at.clause.number, {}, change.old_words, change.new_words, at.span});
}

/// The value as it is written: what stands behind the last `is`.
void read_cell_change(const Varying& at, const syntax::CellChangeSentence& change, source::Span span,
                      const std::optional<syntax::ChangeSpan>& said) {
    if (change.cell.of.empty()) return;
    if (said && said->span.begin >= change.value.amount->span.end) span.end = said->span.begin;
    std::string_view words = at.text.slice(span);
    const std::size_t is = words.rfind(" is ");
    if (is == std::string_view::npos) return;
    words.remove_prefix(is + 4);
    while (!words.empty() &&
           (words.back() == '.' || words.back() == ',' || words.back() == ' ' || words.back() == '\n'))
        words.remove_suffix(1);
    at.found.cells.push_back({change.from, at.clause.number, change.cell.of.front().name.text, change.cell.name.text,
                              std::string(words), at.span});
}

void read_sentence(const Varying& at, const syntax::Sentence& sentence) {
    if (const auto* replace = std::get_if<syntax::ReplaceSentence>(&sentence.form)) read(at, *replace);
    if (const auto* cease = std::get_if<syntax::CeaseSentence>(&sentence.form)) read(at, *cease);
    if (const auto* add = std::get_if<syntax::AddSentence>(&sentence.form)) read(at, *add);
    if (const auto* change = std::get_if<syntax::WordsChangeSentence>(&sentence.form)) read(at, *change);
    if (const auto* cell = std::get_if<syntax::CellChangeSentence>(&sentence.form))
        read_cell_change(at, *cell, sentence.span, sentence.change_span);
}

std::vector<int> parts_of(std::string_view number) {
    std::vector<int> parts(1);
    for (const char letter : number_within(number)) {
        if (letter == '.') parts.push_back(0);
        else parts.back() = parts.back() * 10 + (letter - '0');
    }
    return parts;
}

}  // namespace

bool stands_before(std::string_view clause, std::string_view other) { return parts_of(clause) < parts_of(other); }

Variations variations_in(const source::SourceText& text, const syntax::Document& document) {
    Variations found;
    for (const syntax::Clause& clause : document.clauses) {
        for (const syntax::Sentence& sentence : clause.sentences) {
            const auto& said = sentence.change_span;
            const std::string span = said ? std::string(text.slice(said->span)) : std::string();
            read_sentence({text, document, clause, found, span}, sentence);
        }
    }
    for (auto& [number, versions] : found.by_clause) {
        std::stable_sort(versions.begin(), versions.end(),
                         [](const auto& a, const auto& b) { return a.from < b.from; });
    }
    std::stable_sort(found.cells.begin(), found.cells.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
    return found;
}

std::string words_for(const Version& version) {
    const char* what = "";
    switch (version.type) {
        case Version::Type::replaced: what = "Replaced"; break;
        case Version::Type::words_changed: what = "Words changed"; break;
        case Version::Type::ceased: what = "Ceases to have effect"; break;
        case Version::Type::added: what = "Added"; break;
        case Version::Type::applies: what = "Applies"; break;
    }
    const std::string span = version.span.empty() ? "" : ", " + version.span;
    return fmt::format("{} from {}{}, by clause {}.", what, calendar::write_long(version.from), span, version.by);
}

}  // namespace concordat::engross
