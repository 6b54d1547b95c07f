// engine/parse/names.h · room: parse
// What:  the names that a contract declares, found before any sentence is read, and the merging of words into names:
//        the longest declared name at a place wins, else a run of capital words is one name.
// Source: language.md sections 2 and 10 (names).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parse/words.h"
#include "syntax/table.h"

namespace concordat::parse {

struct DeclaredName {
    std::string text;
    Span span;  // where it is declared; empty for names from files
    bool period_unit = false;
};

/// The names that these words of one block declare: quoted names before means, is, are; plurals in brackets; parts of a
/// division; years of the agreement's own; and those of the tables among them.
[[nodiscard]] std::vector<DeclaredName> names_declared_by(std::span<const Word> words,
                                                          std::span<const syntax::Table> tables);
/// `Snags at Handover`, of a figure reported at Handover and again at Final Handover.
[[nodiscard]] std::vector<std::string> names_at_events(std::span<const Word> words);
/// The names that a table under `before` declares: parties, roles, members, fields, columns.
[[nodiscard]] std::vector<DeclaredName> names_in_table(const syntax::Table& table, std::span<const Word> before);

/// "Partners", "Parties", "Boxes" of the last word.
[[nodiscard]] std::string plural_of(std::string_view name);
/// "Night", "Bed Day" of their plurals; the name itself where it is no regular plural.
[[nodiscard]] std::string singular_of(std::string_view plural);
/// Whether the words of a name begin with capitals, but for the small joining words and figures.
[[nodiscard]] bool reads_as_name(std::string_view text);
[[nodiscard]] bool is_joining_word(std::string_view word);

/// All names of a contract, for merging.
class NameBook {
public:
    NameBook();
    void add(const DeclaredName& name);
    void add(std::string_view name) { add(DeclaredName{std::string(name), {}, false}); }

    /// From now on the words are those of an incorporated document: its clauses and schedules carry its name.
    void stand_in(std::string title) { own_title_ = std::move(title); }
    /// A document that is incorporated: `clause 3.2 of Marginal Rate 2014`.
    void add_document(const std::string& title);

    /// Merges the words of names, marks period words and schedules, and turns the capital words that open a sentence
    /// into keywords.
    void merge(std::vector<Word>& words) const;
    /// The declared name that the words from `at` on are, but for their capitals.
    struct OtherCase {
        std::string name;
        std::size_t words = 0;
    };
    [[nodiscard]] std::optional<OtherCase> but_for_case(std::span<const Word> words, std::size_t at) const;
    [[nodiscard]] bool knows(std::string_view name) const;
    /// Every declared name as it was declared, in order, each once.
    [[nodiscard]] const std::vector<std::string>& all() const { return declared_; }

private:
    struct Step {
        std::size_t node;
        std::string word;
        friend bool operator==(const Step&, const Step&) = default;
    };
    struct StepHash {
        std::size_t operator()(const Step& step) const noexcept {
            return std::hash<std::string>()(step.word) * 31 + step.node;
        }
    };
    struct Found {
        std::size_t length = 0;
        WordKind kind = WordKind::name;
    };

    void insert(std::string_view name, WordKind kind);
    [[nodiscard]] Found longest(std::span<const Word> words, std::size_t at) const;
    [[nodiscard]] std::size_t longest_but_for_case(std::span<const Word> words, std::size_t at) const;
    [[nodiscard]] Found schedule_at(std::span<const Word> words, std::size_t at) const;
    [[nodiscard]] bool opens_unknown(std::span<const Word> words, std::size_t at) const;
    [[nodiscard]] static std::size_t run_of_capitals(std::span<const Word> words, std::size_t at);

    std::unordered_map<Step, std::size_t, StepHash> steps_;        // as written
    std::unordered_map<Step, std::size_t, StepHash> small_steps_;  // all in lower case
    std::vector<WordKind> ends_;                                   // by node: what ends there; bad: nothing
    std::vector<bool> small_ends_;
    std::vector<std::string> declared_;
    std::unordered_map<std::string, bool> known_;
    std::vector<std::string> documents_;
    std::string own_title_;

    void name_clauses(std::vector<Word>& words) const;
};

}  // namespace concordat::parse
