// engine/check/rows.cpp · room: check
// What:  a row of a clause's table that is replaced from a day on: in a list or the Parties table each cell that
//        differs is a change of that cell; any other table stands anew, with the other row, in the place of its clause.
// Source: finding N9.

#include <algorithm>

#include <fmt/format.h>

#include "check/dated_changes.h"

namespace concordat::check {

namespace {

using syntax::RowChangeSentence;
using syntax::Table;

std::string plain(std::string text) {
    std::erase(text, '"');
    return folded_words(text);
}

bool refuse_row(Draft& draft, Span span, std::string message, std::string help) {
    draft.error(Code::row_not_there, span, std::move(message)).with_help(std::move(help));
    return false;
}

/// The table of a sentence that has one.
Table* table_in(syntax::Sentence& sentence) {
    return std::visit(
        [](auto& form) -> Table* {
            using Form = std::decay_t<decltype(form)>;
            if constexpr (std::is_same_v<Form, syntax::SetSentence> || std::is_same_v<Form, syntax::GivenSentence>)
                return form.table ? &*form.table : nullptr;
            else if constexpr (std::is_same_v<Form, syntax::DecidedSentence> ||
                               std::is_same_v<Form, syntax::PartiesSentence>)
                return &form.table;
            else if constexpr (std::is_same_v<Form, syntax::DefinitionSentence>) {
                if (auto* stepped = std::get_if<syntax::Stepped>(&form.body)) return &stepped->table;
                if (auto* banded = std::get_if<syntax::Banded>(&form.body)) return &banded->table;
            }
            return nullptr;
        },
        sentence.form);
}

bool row_fits(Draft& draft, const RowChangeSentence& change, const Table& old, std::size_t& place) {
    const auto same = [](const syntax::Cell& a, const syntax::Cell& b) { return plain(a.text) == plain(b.text); };
    const Table& table = change.table;
    if (table.headings.size() != old.headings.size() ||
        !std::equal(table.headings.begin(), table.headings.end(), old.headings.begin(), same)) {
        std::string headings = "|";
        for (const syntax::Cell& heading : old.headings) headings += " " + heading.text + " |";
        return refuse_row(draft, table.span, "the table has other headings than the one whose row it replaces",
                          fmt::format("repeat its headings: `{}`", headings));
    }
    if (table.rows.size() != 1 || plain(table.rows.front().cells.front().text) != change.row.text)
        return refuse_row(draft, table.span, fmt::format("the table must hold one row, that of `{}`", change.row.text),
                          "write one row for each sentence, and begin it with the name that the sentence gives");
    std::size_t found = 0;
    for (std::size_t row = 0; row < old.rows.size(); ++row)
        if (plain(old.rows[row].cells.front().text) == change.row.text) place = row, ++found;
    if (found == 1) return true;
    return refuse_row(
        draft, change.row.span,
        fmt::format("`{}` begins {} of the table", change.row.text, found == 0 ? "no row" : "several rows"),
        "name what stands in the first cell of the row to be replaced");
}

/// A change of each cell that is another one now.
std::optional<std::vector<syntax::Sentence>> changes_of_cells(Draft& draft, const RowChangeSentence& change,
                                                              const Table& old, std::size_t row, Span span) {
    std::vector<syntax::Sentence> changes;
    for (std::size_t column = 1; column < old.headings.size(); ++column) {
        const syntax::Cell& before = old.rows[row].cells[column];
        const syntax::Cell& now = change.table.rows.front().cells[column];
        if (plain(before.text) == plain(now.text)) continue;
        const std::string& heading = old.headings[column].text;
        if (now.amount == nullptr || heading == "Role") {
            (void)refuse_row(draft, now.span.end > now.span.begin ? now.span : change.table.span,
                             heading == "Role"
                                 ? "a row gives nobody another role"
                                 : fmt::format("the cell under `{}` is no value that a term can have", heading),
                             heading == "Role" ? "repeat the role, and say who becomes or ceases to be one of it in a "
                                                 "clause of its own"
                                               : "write a figure, a date or a name");
            return std::nullopt;
        }
        syntax::CellChangeSentence cell;
        cell.from = change.from;
        cell.cell.name = {heading, change.row.span};
        cell.cell.of.push_back({syntax::Possessor::Article::none, change.row});
        cell.value.amount = now.amount;
        changes.push_back({std::move(cell), span});
    }
    return changes;
}

bool is_list(const syntax::Sentence& sentence) {
    return std::holds_alternative<syntax::SetSentence>(sentence.form) ||
           std::holds_alternative<syntax::PartiesSentence>(sentence.form);
}

/// What stands in the clause, or the Parties table, as it is before the change.
std::vector<const syntax::Sentence*> standing_there(const Draft& draft, const RowChangeSentence& change) {
    std::vector<const syntax::Sentence*> found;
    for (const StandingSentence& standing : draft.sentences) {
        if (standing.until) continue;
        const bool parties = std::holds_alternative<syntax::PartiesSentence>(standing.sentence->form);
        if (change.clause ? standing.number == change.clause->text : parties) found.push_back(standing.sentence);
    }
    return found;
}

}  // namespace

std::optional<RowChanged> change_row(Draft& draft, const RowChangeSentence& change) {
    if (change.in_table && change.in_table->text != "Parties") {
        draft
            .error(Code::no_such_table, change.in_table->span,
                   fmt::format("there is no `{}` table that stands outside the clauses", change.in_table->text))
            .with_help("name the clause in which the table stands: `in clause 2.1, the row of ...`");
        return std::nullopt;
    }
    RowChanged changed;
    bool any = false;
    for (const syntax::Sentence* sentence : standing_there(draft, change)) {
        syntax::Sentence copy = *sentence;
        Table* table = any ? nullptr : table_in(copy);
        if (table != nullptr) {
            any = true;
            std::size_t row = 0;
            if (!row_fits(draft, change, *table, row)) return std::nullopt;
            if (is_list(copy)) {
                auto cells = changes_of_cells(draft, change, *table, row, change.row.span);
                if (!cells) return std::nullopt;
                changed.beside = *std::move(cells);
                return changed;
            }
            table->rows[row] = change.table.rows.front();
        }
        changed.instead.push_back(std::move(copy));
    }
    if (any) return changed;
    (void)refuse_row(draft, change.row.span, "there is no table in that clause whose row could be replaced",
                     "name the clause under which the table stands");
    return std::nullopt;
}

}  // namespace concordat::check
