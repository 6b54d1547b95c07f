// engine/parse/clauses.h · room: parse
// What:  the blocks of a contract to clauses: words, names, sentences one by one. One broken sentence is one
// diagnostic, and
//        the rest is read all the same.
// Never: the Markdown (markdown.h); how a sentence looks (grammar.h, build.h); wording of mistakes (explain.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/build.h"
#include "parse/grammar.h"
#include "parse/incorporating.h"
#include "parse/markdown.h"
#include "parse/names.h"
#include "source/source_text.h"
#include "syntax/document.h"

namespace concordat::parse {

class ClauseReader {
public:
    /// `part`: which of the text's parts, the contract or a document that it incorporates.
    ClauseReader(const source::SourceText& text, source::Diagnostics& problems, std::size_t part = 0);

    /// Takes the structure in, and all names it declares.
    void take(Outline outline);
    void take_names(const std::vector<std::string>& names);
    void take_names(const NameBook& names) { names_ = names; }
    /// The documents that the words taken in incorporate.
    [[nodiscard]] std::vector<Incorporation> incorporations() const;
    /// The words are those of a clause of this part.
    void stand_as(const source::SourceText::Part& part) { part_ = part; }
    void take_document(const std::string& title) { names_.add_document(title); }
    /// The names that its numbered clauses declare.
    [[nodiscard]] std::vector<std::string> names_of_clauses() const;
    /// From now on everything stands behind the other text, beginning there (a variation of words).
    void stand_behind(const source::SourceText& text, std::uint32_t begin);

    /// Every clause and schedule.
    [[nodiscard]] syntax::Document read();

    /// The words of every sentence, names merged; for the ambiguity test.
    [[nodiscard]] std::vector<std::vector<Word>> sentence_words();
    [[nodiscard]] Grammar& grammar() { return grammar_; }
    [[nodiscard]] const NameBook& names() const { return names_; }
    /// Says where a declared name is two declared names joined, or is not written with capitals.
    void check_names();

private:
    struct Sentence {
        std::span<const Word> words;
        bool ended = false;
    };

    [[nodiscard]] std::vector<Word> words_of(const Block& block);
    [[nodiscard]] static std::vector<Sentence> cut(std::span<const Word> words);
    void check_joined(const DeclaredName& name);
    void read_block(std::size_t index, syntax::Document& document);
    [[nodiscard]] bool gives_names_of(const Sentence& sentence, const Sentence& next) const;
    [[nodiscard]] bool read_lone_table(const Block& block, const Sentence& sentence, syntax::Clause& clause,
                                       syntax::Document& document);
    void read_sentence(const Sentence& sentence, syntax::Clause& clause, syntax::Document& document);
    [[nodiscard]] std::optional<Forms> forms_of(const Sentence& sentence, const syntax::Clause& clause);
    void say_what_is_wrong(const Sentence& sentence, Building& at);
    void note_broken(const Sentence& sentence, syntax::Clause& clause, syntax::Document& document);

    const source::SourceText& text_;    // where the words are
    const source::SourceText* places_;  // where the reader looks for them
    source::Diagnostics& problems_;
    source::SourceText::Part part_;
    Grammar grammar_;
    NameBook names_;
    Outline outline_;
    std::vector<std::vector<Word>> words_;  // by block
    std::vector<DeclaredName> declared_;
};

}  // namespace concordat::parse
