// engine/parse/markdown.h · room: parse
// What:  the Markdown of a contract, line by line: title, headings, numbered clauses, tables; notes are dropped.
// Never: words and sentences (grammar.h); what a table is for (tables.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source/diagnostic.h"
#include "source/source_text.h"
#include "syntax/table.h"

namespace concordat::parse {

using source::Span;

/// A stretch of text, or a table.
struct Part {
    Span text;
    bool is_table = false;
    std::size_t table = 0;  // into Outline::tables
};
/// A clause, or the text of a section that stands outside clauses.
struct Block {
    std::string number;
    Span number_span;
    std::string section;  // the heading above
    Span span;            // from the number to the last line
    std::vector<Part> parts;
    bool under_schedule = false;  // the heading is that of a schedule
    bool table_broken = false;    // a row of a table of it was left out
};
struct Outline {
    std::string title;
    std::vector<Block> blocks;
    std::vector<syntax::Table> tables;
    std::vector<bool> tables_broken;  // by table: a row was left out
    std::vector<std::string> names_of_broken_rows;
    source::Diagnostics problems;
};

/// Reads the structure of a whole contract, or of a document that it incorporates.
/// `part`: which of the text's parts.
[[nodiscard]] Outline read_outline(const source::SourceText& text, std::size_t part = 0);

/// The text of a cell or a heading: ends trimmed, spaces folded.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace concordat::parse
