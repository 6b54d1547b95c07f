// engine/parse/parse.cpp · room: parse
// What:  the doors of the room: whole contracts, changed clauses, single cells.
#include "parse/parse.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "parse/clauses.h"
#include "parse/grammar.h"
#include "parse/markdown.h"
#include "parse/names.h"
#include "parse/sentence_limits.h"

namespace concordat::parse {

using source::Code;

Parsed parse(const source::SourceText& text, const std::vector<std::string>& further_names) {
    Parsed parsed;
    ClauseReader reader(text, parsed.problems);
    reader.take(read_outline(text));
    reader.take_names(further_names);
    reader.check_names();
    parsed.document = reader.read();
    parsed.problems.sort();
    return parsed;
}

namespace {

/// The clause's text with the words changed, or what is wrong with them.
std::string changed_text(std::string_view clause, std::string_view old_words, std::string_view new_words,
                         Parsed& parsed, source::Place place, const std::string& number) {
    const std::size_t found = clause.find(old_words);
    if (old_words.empty() || found == std::string_view::npos) {
        parsed.problems.add(Code::changed_words_missing, number, std::move(place),
                            "clause " + number + " does not have the words `" + std::string(old_words) + "`");
        return {};
    }
    if (clause.find(old_words, found + 1) != std::string_view::npos) {
        parsed.problems
            .add(Code::changed_words_repeated, number, std::move(place),
                 "clause " + number + " has the words `" + std::string(old_words) + "` more than once")
            .with_help("quote more of the clause, so that the words stand in it exactly once");
        return {};
    }
    std::string changed(clause);
    return changed.replace(found, old_words.size(), new_words);
}

}  // namespace

Parsed parse_changed_clause(const source::SourceText& text, const syntax::Clause& clause, std::string_view old_words,
                            std::string_view new_words, source::Span place,
                            const std::vector<std::string>& further_names) {
    Parsed parsed;
    const std::string changed =
        changed_text(text.slice(clause.span), old_words, new_words, parsed, text.place(place), clause.number);
    if (changed.empty()) return parsed;
    source::Diagnostics unsaid;  // what is wrong with the rest of the contract has been said
    ClauseReader whole(text, unsaid);
    whole.take(read_outline(text));
    // The words are read in a text of their own and then stand where the variation does.
    const source::SourceText own_text(text.name(), changed);
    ClauseReader words(own_text, parsed.problems);
    words.take_names(whole.names());
    words.take_names(further_names);
    words.take(read_outline(own_text));
    words.put_everything_at(place, text);
    parsed.document = words.read();
    return parsed;
}

namespace {

/// What reading cells needs, kept for the next cell of the same file.
struct CellTools {
    Grammar grammar;
    std::vector<std::string> for_names;
    NameBook names;
};

CellTools& cell_tools(const std::vector<std::string>& declared_names) {
    thread_local std::unique_ptr<CellTools> tools;
    if (tools == nullptr) tools = std::make_unique<CellTools>();
    if (tools->for_names != declared_names) {
        tools->for_names = declared_names;
        tools->names = NameBook();
        for (const std::string& name : declared_names) tools->names.add(name);
    }
    return *tools;
}

}  // namespace

void read_cell(syntax::Cell& cell, const std::vector<std::string>& declared_names) {
    CellTools& tools = cell_tools(declared_names);
    CellReader(tools.grammar, tools.names).read(cell);
}

std::vector<std::string> linked_files(const source::SourceText& text) {
    std::vector<std::string> files;
    Grammar grammar;
    for (const Block& block : read_outline(text).blocks)
        for (const Part& part : block.parts) {
            if (part.is_table) continue;
            for (const Word& word : grammar.words_of(text.slice(part.text), part.text.begin)) {
                if (word.kind != WordKind::link) continue;
                const std::size_t from = word.text.find("](") + 2;
                std::string file = folded(word.text.substr(from, word.text.size() - from - 1));
                if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(std::move(file));
            }
        }
    return files;
}

std::vector<Ambiguity> ambiguities(const source::SourceText& text, const std::vector<std::string>& further_names) {
    source::Diagnostics unsaid;
    ClauseReader reader(text, unsaid);
    reader.take(read_outline(text));
    reader.take_names(further_names);
    std::vector<Ambiguity> found;
    for (const auto& words : reader.sentence_words()) {
        if (!cell_within_limits(words)) continue;
        for (const auto& two : reader.grammar().two_readings(Rule::sentence, words)) {
            const Span span{words[two.first_word].span.begin,
                            words[std::min(two.last_word, words.size() - 1)].span.end};
            found.push_back({(two.ambiguous ? "" : "full context: ") + std::string(rule_name(two.rule)),
                             folded(text.slice(span)), text.place(span)});
        }
    }
    return found;
}

}  // namespace concordat::parse
