// engine/engross/documents_within.h · room: engross
// What:  the documents that a contract incorporates, as its copy shows them: their clauses behind the contract's own,
//        under their own numbers, and what the names that they leave open mean here.
// Source: docs/decisions/0005-incorporated-documents.md (which of their clauses come in).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engross/linked_words.h"
#include "engross/reading_copy.h"
#include "parse/markdown.h"
#include "report/document.h"

namespace concordat::engross {

/// "3.2 of Marginal Rate 2014" is clause 3.2 of that document; a clause of the contract itself has no such words.
[[nodiscard]] std::string number_within(std::string_view clause);
[[nodiscard]] std::string document_of(std::string_view clause);
/// Where a clause is found in a copy: "clause-3.2", "clause-3-2-of-marginal-rate-2014".
[[nodiscard]] std::string clause_anchor(const std::string& clause);

/// A document that is brought in, once.
struct DocumentWithin {
    std::string title, in_clause, file, anchor;
    std::size_t part = 0;              // of the text
    std::vector<parse::Block> blocks;  // those that come in; numbers as the whole contract calls them
    const syntax::Incorporated* left_open = nullptr;
};

/// The outline of the contract with the clauses of what it incorporates behind its own, so that tables have one count.
struct WholeOutline {
    parse::Outline outline;
    std::size_t own_blocks = 0;  // the first so many are the contract's own
    std::vector<DocumentWithin> documents;
};
[[nodiscard]] WholeOutline whole_outline(const CopySources& sources);

/// What stands above the clauses of such a document: by which clause it comes in, from which file, and what its open
/// names mean here; each of those names leads to its row.
[[nodiscard]] report::Section opening_of(const CopySources& sources, const DocumentWithin& document,
                                         LinkedWords& words);
/// The names that the document leaves open, each with the place of its row; before any words are linked.
void add_open_names(const DocumentWithin& document, LinkedWords& words);

}  // namespace concordat::engross
