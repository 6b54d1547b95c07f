// engine/parse/parse.cpp · room: parse
// What:  the doors of the room: whole contracts, changed clauses, single cells.
#include "parse/parse.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "parse/clauses.h"
#include "parse/grammar.h"
#include "parse/incorporating.h"
#include "parse/markdown.h"
#include "parse/names.h"
#include "parse/sentence_limits.h"

namespace concordat::parse {

using source::Code;

namespace {

/// A document that is incorporated, as it reads by itself.
struct Read {
    syntax::Document document;
    std::vector<std::string> names;  // that its clauses and those it incorporates declare
};
using ReadDocuments = std::map<std::string, Read, std::less<>>;  // by title

/// Takes a part's words in, with the names of the documents that it incorporates.
std::vector<Incorporation> take_part(ClauseReader& reader, const source::SourceText& text, std::size_t part,
                                     const ReadDocuments& documents, const std::vector<std::string>& further_names) {
    reader.take(read_outline(text, part));
    reader.take_names(further_names);
    auto incorporated = reader.incorporations();
    for (const Incorporation& one : incorporated) {
        reader.take_document(one.title);
        const auto read = documents.find(one.title);
        if (read != documents.end()) reader.take_names(read->second.names);
    }
    return incorporated;
}

void bring_in_all(syntax::Document& document, const std::vector<Incorporation>& incorporated,
                  const ReadDocuments& documents) {
    std::set<std::string> titles;
    for (const Incorporation& one : incorporated) {
        const auto read = documents.find(one.title);
        if (read != documents.end() && titles.insert(one.title).second)
            bring_in(document, read->second.document, one.title);
    }
    keep_first(document);
}

/// The incorporated documents, the innermost first: a document stands before those it incorporates. What is wrong with
/// one by itself is said where it is opened by itself.
ReadDocuments read_documents(const source::SourceText& text, const std::vector<std::string>& further_names) {
    ReadDocuments documents;
    for (std::size_t part = text.parts().size(); part-- > 1;) {
        source::Diagnostics unsaid;
        ClauseReader reader(text, unsaid, part);
        const auto incorporated = take_part(reader, text, part, documents, further_names);
        Read read{reader.read(), reader.names_of_clauses()};
        bring_in_all(read.document, incorporated, documents);
        for (const Incorporation& one : incorporated) {
            const auto inner = documents.find(one.title);
            if (inner == documents.end()) continue;
            read.names.insert(read.names.end(), inner->second.names.begin(), inner->second.names.end());
        }
        documents.insert_or_assign(text.parts()[part].title, std::move(read));
    }
    return documents;
}

}  // namespace

Parsed parse(const source::SourceText& text, const std::vector<std::string>& further_names) {
    Parsed parsed;
    const ReadDocuments documents = read_documents(text, further_names);
    ClauseReader reader(text, parsed.problems);
    const auto incorporated = take_part(reader, text, 0, documents, further_names);
    reader.check_names();
    parsed.document = reader.read();
    bring_in_all(parsed.document, incorporated, documents);
    parsed.problems.sort();
    return parsed;
}

std::vector<IncorporatedDocument> incorporated_documents(const source::SourceText& text, std::size_t part) {
    if (text.text().find("incorporates") == std::string_view::npos) return {};
    source::Diagnostics unsaid;
    ClauseReader reader(text, unsaid, part);
    reader.take(read_outline(text, part));
    std::vector<IncorporatedDocument> found;
    for (const Incorporation& one : reader.incorporations())
        found.push_back({one.title, one.file, one.clause, text.place(one.span)});
    return found;
}

std::string title_of(const source::SourceText& text) { return read_outline(text).title; }

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

Parsed parse_changed_clause(source::SourceText& text, const syntax::Clause& clause, std::string_view old_words,
                            std::string_view new_words, source::Span place,
                            const std::vector<std::string>& further_names) {
    Parsed parsed;
    const std::string changed =
        changed_text(text.slice(clause.span), old_words, new_words, parsed, text.place(place), clause.number);
    if (changed.empty()) return parsed;
    source::Diagnostics unsaid;  // what is wrong with the rest of the contract has been said
    const std::size_t part = text.part_of(clause.span.begin);
    const ReadDocuments documents = read_documents(text, further_names);
    ClauseReader whole(text, unsaid, part);
    (void)take_part(whole, text, part, documents, further_names);
    // The words are read in a text of their own; the variation is their place.
    const source::SourceText own_text(text.name(), changed);
    ClauseReader words(own_text, parsed.problems);
    words.take_names(whole.names());
    words.stand_as(text.parts()[part]);
    words.take_names(further_names);
    words.take(read_outline(own_text));
    words.stand_behind(text, text.take_in_changed(changed, place).begin);
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

std::vector<std::string> linked_files(const source::SourceText& text, std::size_t part) {
    std::vector<std::string> files;
    Grammar grammar;
    for (const Block& block : read_outline(text, part).blocks)
        for (const Part& words : block.parts) {
            if (words.is_table) continue;
            for (const Word& word : grammar.words_of(text.slice(words.text), words.text.begin)) {
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
