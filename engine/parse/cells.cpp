// engine/parse/cells.cpp · room: parse
// What:  reads the text of cells, of the contract and of files alike.
#include "parse/cells.h"

#include <algorithm>
#include <array>
#include <utility>

#include "exact/decimal_text.h"
#include "parse/build.h"
#include "parse/grammar.h"
#include "parse/markdown.h"
#include "parse/names.h"
#include "parse/sentence_limits.h"

namespace concordat::parse {
namespace {

using Special = syntax::Cell::Special;
constexpr std::array<std::pair<std::string_view, Special>, 10> special_words{{
    {"no limit", Special::no_limit},
    {"any", Special::any},
    {"any other", Special::any_other},
    {"-", Special::dash},
    {"—", Special::dash},
    {"none", Special::none},
    {"held as a query", Special::held},
    {"held", Special::held},
    {"missing", Special::missing},
    {"left out", Special::left_out},
}};

/// `11, 12 or 13` as codes: single words or quoted ones, with commas and one `or`; empty where it is anything else.
std::vector<std::string> codes_in(std::string_view text) {
    std::vector<std::string> codes;
    std::string code;
    bool quoted = false;
    const auto take = [&] {
        const std::string word = folded(code);
        code.clear();
        if (!word.empty()) codes.push_back(word);
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        else if (!quoted && (text[at] == ',' || text[at] == ';')) take();
        else if (!quoted && text.substr(at).starts_with(" or ")) {
            take();
            at += 3;
        } else code.push_back(text[at]);
    }
    take();
    return codes.size() > 1 ? codes : std::vector<std::string>();
}

/// A cell with nothing but a figure, `£1,234.50`, `-5%`, `12`: most cells there are. Nothing for any other.
std::optional<Word> plain_figure(std::string_view text) {
    Word word;
    word.kind = WordKind::number;
    std::string_view digits = text;
    for (const std::string_view sign : {"£", "$", "€"}) {
        if (!digits.starts_with(sign)) continue;
        digits.remove_prefix(sign.size());
        word.kind = WordKind::money;
        break;
    }
    if (word.kind == WordKind::number && digits.ends_with('%')) {
        digits.remove_suffix(1);
        word.kind = WordKind::percent;
    }
    if (digits.empty() || digits.find_first_not_of("0123456789,.") != std::string_view::npos ||
        !exact::read_decimal(digits))
        return std::nullopt;
    word.text = std::string(text);
    return word;
}

/// Cells of files have no place in the contract: nothing is reported for them here.
Building silent() { return {}; }

}  // namespace

void mark_special_words(syntax::Cell& cell) {
    if (cell.text.empty()) cell.special = Special::blank;
    for (const auto& [words, special] : special_words)
        if (cell.text == words) cell.special = special;
}

std::vector<Word> CellReader::words_in(const syntax::Cell& cell) {
    std::vector<Word> words = grammar_->words_of(cell.text, cell.span.begin);
    const bool exact =
        !whole_ && cell.span.end - cell.span.begin == cell.text.size();  // no folded blanks, no escaped bars
    if (!exact)
        for (Word& word : words) word.span = cell.span;
    names_->merge(words);
    if (cell_within_limits(words)) return words;
    if (beyond_limits_.empty()) beyond_limits_ = std::move(words);
    return {};
}

void CellReader::read(syntax::Cell& cell) {
    mark_special_words(cell);
    if (cell.special != Special::ordinary) return;
    Building at = silent();
    if (auto figure = plain_figure(cell.text)) {
        figure->span = cell.span;
        Node literal{Rule::literal, nullptr, cell.span, {Node{Rule::word, &*figure, cell.span, {}}}};
        cell.amount = amount_of(literal, at);
        return;
    }
    const std::vector<Word> words = words_in(cell);
    if (const auto tree = grammar_->read(Rule::cell_amount, words)) {
        cell.amount = amount_of(tree->get(Rule::amount), at);
        return;
    }
    if (const auto tree = grammar_->read(Rule::cell_test, words)) {
        cell.test = tests_of(tree->get(Rule::open_tests), nullptr, at);
        return;
    }
    cell.codes = codes_in(cell.text);
}

void CellReader::read_condition(syntax::Cell& cell) {
    mark_special_words(cell);
    if (cell.special != Special::ordinary) return;
    const std::vector<Word> words = words_in(cell);
    Building at = silent();
    if (const auto tree = grammar_->read(Rule::cell_condition, words))
        cell.condition = condition_of(tree->get(Rule::condition), at);
}

void CellReader::read_table(syntax::Table& table, TableReading reading) {
    if (reading == TableReading::plain) return;
    const bool conditions =
        reading == TableReading::conditions && !table.headings.empty() && table.headings.front().text == "If";
    for (syntax::Row& row : table.rows)
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            if (column == 0 && conditions) read_condition(row.cells[column]);
            else read(row.cells[column]);
        }
}

std::optional<syntax::KindPhrase> CellReader::kind(const syntax::Cell& cell) {
    const std::vector<Word> words = words_in(cell);
    Building at = silent();
    if (const auto tree = grammar_->read(Rule::cell_kind, words)) return kind_of(*tree, at);
    return std::nullopt;
}

std::optional<syntax::OwnerPhrase> CellReader::owner(const syntax::Cell& cell) {
    const std::vector<Word> words = words_in(cell);
    if (const auto tree = grammar_->read(Rule::cell_owner, words)) return owner_of(tree->get(Rule::owner));
    return std::nullopt;
}

std::optional<syntax::MissingPhrase> CellReader::missing(const syntax::Cell& cell) {
    const std::vector<Word> words = words_in(cell);
    Building at = silent();
    if (const auto tree = grammar_->read(Rule::cell_missing, words))
        return missing_outcome_of(tree->get(Rule::missing_outcome), at);
    return std::nullopt;
}

}  // namespace concordat::parse
