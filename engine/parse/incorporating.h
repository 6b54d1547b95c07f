// engine/parse/incorporating.h · room: parse
// What:  documents that a contract incorporates: where the text names them, how their clauses and links are called, and how
//        their clauses come to stand among those of the contract.
// Source: language.md row V2; docs/decisions/0005-incorporated-documents.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/markdown.h"
#include "parse/words.h"
#include "syntax/document.h"

namespace concordat::parse {

/// incorporates [Marginal Rate 2014](../forms/marginal-rate.contract.md)
struct Incorporation {
    std::string title, file;
    Span span;           // the link
    std::string clause;  // that says so
};
void add_incorporations(std::span<const Word> words, const std::string& clause, std::vector<Incorporation>& found);

/// "3.2 of Marginal Rate 2014": how a clause of an incorporated document is called everywhere.
[[nodiscard]] std::string clause_of(std::string_view number, std::string_view title);
/// The block's number, and the heading of a schedule, with the name of the document.
void name_block(Block& block, std::string_view title);
/// A link in a document begins at the folder of that document; seen from the contract it leads through `folder`.
void lead_link(Word& word, std::string_view folder);

/// Puts the clauses of `document` behind each clause of `into` that incorporates it: its numbered clauses, without its worked
/// examples. The rest is kept as what it leaves to the agreement.
void bring_in(syntax::Document& into, syntax::Document document, const std::string& title);
/// A document that several incorporate comes in once.
void keep_first(syntax::Document& document);

}  // namespace concordat::parse
