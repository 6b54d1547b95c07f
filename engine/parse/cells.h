// engine/parse/cells.h · room: parse
// What:  what a table's cell stands for: special words, an amount, a condition, a test without subject, codes.
// Never: what the column is for (check knows).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parse/words.h"
#include "syntax/document.h"
#include "syntax/table.h"

namespace concordat::parse {

class Grammar;
class NameBook;

/// Sets Cell::special from `no limit`, `any`, `-`, `none` and the like.
void mark_special_words(syntax::Cell& cell);

enum class TableReading {
    plain,       // only special words are marked
    amounts,     // every cell is read as what it can be
    conditions,  // and a first column headed `If` as whole conditions
};

/// Reads cells with the names of a contract. Words that read as nothing stay text; nothing is reported.
class CellReader {
public:
    /// `whole`: what stands in a cell has the place of the whole cell.
    CellReader(Grammar& grammar, const NameBook& names, bool whole = false)
        : grammar_(&grammar), names_(&names), whole_(whole) {}
    void read(syntax::Cell& cell);
    void read_condition(syntax::Cell& cell);
    void read_table(syntax::Table& table, TableReading reading);
    /// The kind said in a field table's cell; nothing where it is none.
    [[nodiscard]] std::optional<syntax::KindPhrase> kind(const syntax::Cell& cell);
    /// `each Provider`, `Riverside ICB`.
    [[nodiscard]] std::optional<syntax::OwnerPhrase> owner(const syntax::Cell& cell);
    /// `settlement waits`, `it is £0`.
    [[nodiscard]] std::optional<syntax::MissingPhrase> missing(const syntax::Cell& cell);
    /// The words of the first cell that was beyond the limits of nesting or length, once; else none.
    [[nodiscard]] std::vector<Word> take_beyond_limits() { return std::exchange(beyond_limits_, {}); }

private:
    [[nodiscard]] std::vector<Word> words_in(const syntax::Cell& cell);
    Grammar* grammar_;
    const NameBook* names_;
    bool whole_ = false;
    std::vector<Word> beyond_limits_;
};

}  // namespace concordat::parse
