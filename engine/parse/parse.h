// engine/parse/parse.h · room: parse
// What:  contract text to syntax tree. Markdown structure is read line by line, each sentence by the grammar; what
// cannot be
//        read is a diagnostic in the words of a contract manager, and the rest is read all the same.
// Never: what names mean; ANTLR in a header; an exception that leaves the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/diagnostic.h"
#include "source/source_text.h"
#include "syntax/document.h"

namespace concordat::parse {

struct Parsed {
    syntax::Document document;
    source::Diagnostics problems;
};

/// Reads a whole contract. `further_names`: names declared outside the text (members and parties listed in files).
[[nodiscard]] Parsed parse(const source::SourceText& text, const std::vector<std::string>& further_names = {});

/// Reads one clause's text again with words changed (a variation of words). Places are those of the variation's words.
[[nodiscard]] Parsed parse_changed_clause(source::SourceText& text, const syntax::Clause& clause,
                                          std::string_view old_words, std::string_view new_words, source::Span place,
                                          const std::vector<std::string>& further_names = {});

/// The amount, test or special words that a cell's text stands for; used for cells of files too.
void read_cell(syntax::Cell& cell, const std::vector<std::string>& declared_names);

/// Linked files, in order of appearance and as written: [Schedule A](prices.csv). `part`: which of the text's parts.
[[nodiscard]] std::vector<std::string> linked_files(const source::SourceText& text, std::size_t part = 0);

/// A document that a part of the text incorporates: its name, its file seen from the contract's folder, and where.
struct IncorporatedDocument {
    std::string title, file, clause;
    source::Place place;
};
[[nodiscard]] std::vector<IncorporatedDocument> incorporated_documents(const source::SourceText& text,
                                                                       std::size_t part = 0);
/// The title above the text: `# Marginal Rate 2014`.
[[nodiscard]] std::string title_of(const source::SourceText& text);
/// The path of a file that a text in `folder` names, `..` followed.
[[nodiscard]] std::string path_from(std::string_view folder, std::string_view file);

/// Every place where the grammar could be read in two ways (exact ambiguity detection), or needed full context; for
/// tests.
struct Ambiguity {
    std::string rule;
    std::string words;
    source::Place place;
};
[[nodiscard]] std::vector<Ambiguity> ambiguities(const source::SourceText& text,
                                                 const std::vector<std::string>& further_names = {});

}  // namespace concordat::parse
