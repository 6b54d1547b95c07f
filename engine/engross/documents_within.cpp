// engine/engross/documents_within.cpp · room: engross
// What:  which blocks of an incorporated document come in (those that the contract's clauses name, and the schedules
//        that they speak of), and the table of what its open names mean here.
// Start: whole_outline().
#include "engross/documents_within.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "parse/parse.h"
#include "report/html_text.h"

namespace concordat::engross {
namespace {

constexpr std::string_view of_words = " of ";

std::set<std::string> numbers_that_come_in(const syntax::Document& document) {
    std::set<std::string> numbers;
    for (const syntax::Clause& clause : document.clauses) {
        if (clause.number.find(of_words) != std::string::npos) numbers.insert(clause.number);
    }
    return numbers;
}

/// The file of a document, as the text names it where it is incorporated.
std::string file_of(const source::SourceText& text, const std::string& title) {
    for (std::size_t part = 0; part < text.parts().size(); ++part) {
        for (const parse::IncorporatedDocument& one : parse::incorporated_documents(text, part)) {
            if (one.title == title) return one.file;
        }
    }
    return {};
}

/// "Schedule A" of the heading "Schedule A: prices".
std::string schedule_name(const std::string& heading) {
    const std::size_t blank = heading.find(' ');
    const std::size_t end = blank == std::string::npos ? blank : heading.find_first_of(" :,", blank + 1);
    return heading.substr(0, end);
}

/// The clauses that come in, and each schedule that one of them speaks of.
std::vector<parse::Block> blocks_that_come_in(const source::SourceText& text, const parse::Outline& outline,
                                              const std::string& title, const std::set<std::string>& numbers) {
    std::vector<parse::Block> blocks;
    std::string words;
    for (const parse::Block& block : outline.blocks) {
        const std::string number = block.number + std::string(of_words) + title;
        if (block.number.empty() || !numbers.contains(number)) continue;
        words += text.slice(block.span);
        blocks.push_back(block);
        blocks.back().number = number;
    }
    for (const parse::Block& block : outline.blocks) {
        if (!block.number.empty() || !block.under_schedule) continue;
        if (words.find(schedule_name(block.section)) != std::string::npos) blocks.push_back(block);
    }
    return blocks;
}

std::string row_anchor(const DocumentWithin& document, const std::string& name) {
    return report::anchor_for("open", document.title + " " + name);
}

}  // namespace

std::string number_within(std::string_view clause) { return std::string(clause.substr(0, clause.find(of_words))); }

std::string document_of(std::string_view clause) {
    const std::size_t of = clause.find(of_words);
    return of == std::string_view::npos ? std::string() : std::string(clause.substr(of + of_words.size()));
}

std::string clause_anchor(const std::string& clause) {
    return document_of(clause).empty() ? "clause-" + clause : report::anchor_for("clause", clause);
}

WholeOutline whole_outline(const CopySources& sources) {
    WholeOutline whole;
    whole.outline = parse::read_outline(sources.text);
    whole.own_blocks = whole.outline.blocks.size();
    const std::set<std::string> numbers = numbers_that_come_in(sources.document);
    std::set<std::string> titles;
    for (const syntax::Incorporated& left : sources.document.incorporated) {
        const auto& parts = sources.text.parts();
        const auto part = std::find_if(parts.begin(), parts.end(),
                                       [&](const source::SourceText::Part& one) { return one.title == left.title; });
        if (part == parts.end() || !titles.insert(left.title).second) continue;
        DocumentWithin document;
        document.title = left.title;
        document.in_clause = left.in_clause;
        document.file = file_of(sources.text, left.title);
        document.anchor = report::anchor_for("document", left.title);
        document.part = static_cast<std::size_t>(part - parts.begin());
        document.left_open = &left;
        parse::Outline outline = parse::read_outline(sources.text, document.part);
        document.blocks = blocks_that_come_in(sources.text, outline, left.title, numbers);
        for (parse::Block& block : document.blocks) {
            for (parse::Part& one : block.parts) one.table += whole.outline.tables.size();
            whole.outline.blocks.push_back(block);
        }
        for (syntax::Table& table : outline.tables) whole.outline.tables.push_back(std::move(table));
        whole.documents.push_back(std::move(document));
    }
    return whole;
}

void add_open_names(const DocumentWithin& document, LinkedWords& words) {
    for (const auto& meaning : document.left_open->meanings) {
        DefinedName open;
        open.name = meaning.name.text;
        open.anchor = row_anchor(document, open.name);
        open.document = document.title;
        words.add_name(std::move(open), {});
    }
}

report::Section opening_of(const CopySources& sources, const DocumentWithin& document, LinkedWords& words) {
    report::Section section;
    section.title = document.title + ", incorporated" +
                    (document.in_clause.empty() ? std::string() : " by clause " + document.in_clause);
    section.anchor = document.anchor;
    section.look = report::Section::Look::page;
    const std::string hash =
        document.part < sources.part_hashes.size() ? sources.part_hashes[document.part] : std::string();
    const std::string by = document.in_clause.empty() ? "this agreement" : "clause " + document.in_clause;
    report::Paragraph remark{
        fmt::format("[Incorporated by {}, and part of this agreement. Its clauses are shown as they stand in {}, "
                    "SHA-256 {}. What that document leaves to the agreement, its example parties, example figures and "
                    "worked examples are no part of this agreement and are left out.]",
                    by, document.file, hash),
        {},
        report::Paragraph::Look::remark};
    remark.runs = words.runs(remark.words, UINT32_MAX / 2, {});
    section.blocks.push_back(std::move(remark));
    report::Table table{{{"In this document"}, {"means"}}, {}};
    for (const auto& meaning : document.left_open->meanings) {
        const std::string& name = meaning.name.text;
        report::Cell open = report::text_cell(name);
        open.runs = {{report::Run::Look::defined, name, row_anchor(document, name)}};
        const source::Span span = meaning.meaning->span;
        report::Cell means = report::text_cell(parse::folded(sources.text.slice(span)));
        means.runs = words.runs(sources.text.slice(span), span.begin, document.in_clause);
        table.rows.push_back({report::Row::Role::line, {std::move(open), std::move(means)}});
    }
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
    return section;
}

}  // namespace concordat::engross
