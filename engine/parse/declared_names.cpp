// engine/parse/declared_names.cpp · room: parse
// What:  finds what a contract declares, from the look of the words alone: no sentence has been read yet.
#include <algorithm>
#include <utility>

#include "parse/markdown.h"
#include "parse/names.h"

namespace concordat::parse {
namespace {

using Words = std::span<const Word>;

bool is_fixed(Words words, std::size_t at, std::string_view text) {
    return at < words.size() && (words[at].kind == WordKind::keyword || words[at].kind == WordKind::sign) &&
           words[at].text == text;
}
bool is_quoted(Words words, std::size_t at) { return at < words.size() && words[at].kind == WordKind::quoted; }

/// Behind `(plural "People")`, if it stands here.
std::size_t behind_plural(Words words, std::size_t at) {
    const bool plural =
        is_fixed(words, at, "(") && at + 3 < words.size() && words[at + 1].text == "plural" && is_quoted(words, at + 2);
    return plural ? at + 4 : at;
}

/// Behind `, "B"`, `and "B"` or `, and "B"`, if that stands here.
std::size_t behind_next_quoted(Words words, std::size_t at) {
    std::size_t next = at;
    if (is_fixed(words, next, ",")) ++next;
    if (is_fixed(words, next, "and")) ++next;
    return next > at && is_quoted(words, next) ? next + 1 : at;
}

/// Where the chain of quoted names that begins at `at` ends.
std::size_t end_of_chain(Words words, std::size_t at) {
    std::size_t end = behind_plural(words, at + 1);
    for (std::size_t next = behind_next_quoted(words, end); next != end; next = behind_next_quoted(words, end))
        end = behind_plural(words, next);
    return end;
}

/// A chain of quoted names is a declaration when means, is or are follows (but not `"85%" is replaced by "80%"`).
bool declares(Words words, std::size_t end) {
    if (is_fixed(words, end, "means") || is_fixed(words, end, "mean")) return true;
    const bool first_value = is_fixed(words, end, "in") && end + 2 < words.size() &&
                             words[end + 1].kind == WordKind::period &&
                             (is_fixed(words, end + 2, "is") || is_fixed(words, end + 2, "means"));
    if (first_value) return true;  // "Price" in 2026/27 is £40; ...
    const bool verb = is_fixed(words, end, "is") || is_fixed(words, end, "are");
    return verb && !is_fixed(words, end + 1, "replaced");
}

/// `"Reserve", which is £500,000 on 1 April 2026`
bool holds(Words words, std::size_t at) {
    return is_fixed(words, at + 1, ",") && is_fixed(words, at + 2, "which") && is_fixed(words, at + 3, "is") &&
           at + 5 < words.size() && words[at + 4].kind == WordKind::money && is_fixed(words, at + 5, "on");
}

void add_quoted(Words words, std::size_t from, std::size_t to, std::vector<DeclaredName>& names) {
    for (std::size_t at = from; at < to; ++at)
        if (words[at].kind == WordKind::quoted) names.push_back({folded(words[at].text), words[at].span, false});
}

/// `"Snags" is a count, reported by P at Handover and again at Final Handover`: also Snags at Handover, and at the
/// other.
void add_at_events(Words words, std::size_t from, std::size_t to, std::vector<DeclaredName>& names) {
    if (!is_fixed(words, to, "is") && !is_fixed(words, to, "are")) return;
    for (std::size_t at = to; at < words.size() && words[at].kind != WordKind::table; ++at) {
        if (is_fixed(words, at, ".") || is_fixed(words, at, ";")) return;
        if (!is_fixed(words, at, "at")) continue;
        std::string event;
        for (std::size_t next = at + 1; next < words.size() && words[next].kind == WordKind::capital_word; ++next)
            event += " " + words[next].text;
        for (std::size_t name = from; name < to && !event.empty(); ++name)
            if (words[name].kind == WordKind::quoted)
                names.push_back({folded(words[name].text) + " at" + event, words[name].span, false});
    }
}

/// `A Service Year runs from`, `Settled for each Programme Year`: the capital words before or behind.
void add_own_years(Words words, std::size_t at, std::vector<DeclaredName>& names) {
    std::size_t from = at;
    std::size_t to = at;
    if (words[at].text == "runs") {
        while (from > 0 && words[from - 1].kind == WordKind::capital_word && words[from - 1].text != "A" &&
               words[from - 1].text != "An")
            --from;
    } else if (words[at].text == "each" && at >= 2 && words[at - 2].text == "Settled") {
        from = at + 1;
        to = from;
        while (to < words.size() && words[to].kind == WordKind::capital_word) ++to;
    }
    if (from == to) return;
    std::string text = words[from].text;
    for (std::size_t next = from + 1; next < to; ++next) text += ' ' + words[next].text;
    names.push_back({text, {words[from].span.begin, words[to - 1].span.end}, true});
}

/// `P becomes a Provider on D` gives P a day that it Starts on, `ceases to be` one that it Ends on.
void add_membership(Words words, std::size_t at, std::vector<DeclaredName>& names) {
    const Word& word = words[at];
    if (word.text == "becomes") names.push_back({"Starts", word.span, false});
    if (word.text == "ceases" && is_fixed(words, at + 2, "be")) names.push_back({"Ends", word.span, false});
}

/// The fields in a sentence, `with: Call Number, code; and Made, date.`: the capital words behind the colon and behind
/// each semicolon.
void add_fields(Words words, std::size_t at, std::vector<DeclaredName>& names) {
    if (!is_fixed(words, at, "with") || !is_fixed(words, at + 1, ":")) return;
    for (std::size_t next = at + 2; next < words.size() && words[next].kind != WordKind::table;) {
        if (is_fixed(words, next, "and")) ++next;
        const std::size_t from = next;
        while (next < words.size() &&
               (words[next].kind == WordKind::capital_word || words[next].kind == WordKind::number))
            ++next;
        if (next > from) {
            std::string text = words[from].text;
            for (std::size_t word = from + 1; word < next; ++word) text += ' ' + words[word].text;
            names.push_back({text, {words[from].span.begin, words[next - 1].span.end}, false});
        }
        while (next < words.size() && !is_fixed(words, next, ";") && !is_fixed(words, next, ".")) ++next;
        if (next >= words.size() || is_fixed(words, next, ".")) return;
        ++next;
    }
}

/// The headings of a table whose columns are terms.
void add_headings(const syntax::Table& table, std::size_t from, std::vector<DeclaredName>& names) {
    for (std::size_t column = from; column < table.headings.size(); ++column) {
        const syntax::Cell& heading = table.headings[column];
        if (heading.text != "Role" && reads_as_name(heading.text)) names.push_back({heading.text, heading.span, false});
    }
}

/// The names in a cell: one, or several with commas (`Funder, Host`).
void add_cell(const syntax::Cell& cell, std::vector<DeclaredName>& names) {
    std::string text = cell.text;
    text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const std::string name = folded(std::string_view(text).substr(from, comma - from));
        if (reads_as_name(name)) names.push_back({name, cell.span, false});
        from = comma + 1;
    }
}

void add_column(const syntax::Table& table, std::size_t column, std::vector<DeclaredName>& names) {
    for (const syntax::Row& row : table.rows)
        if (column < row.cells.size()) add_cell(row.cells[column], names);
}

std::size_t column_called(const syntax::Table& table, std::string_view heading) {
    const auto found = std::find_if(table.headings.begin(), table.headings.end(),
                                    [&](const syntax::Cell& cell) { return cell.text == heading; });
    return static_cast<std::size_t>(found - table.headings.begin());
}

/// `"Measure" is one of:` stands right before the table.
bool is_set_table(Words before) {
    const std::size_t count = before.size();
    return count >= 4 && is_fixed(before, count - 1, ":") && before[count - 2].text == "of" &&
           before[count - 3].text == "one" && before[count - 4].text == "is";
}

/// `"Cohort" is given by Started:` stands before a table whose first column is headed Cohort: a list given by ranges.
bool is_grouping_table(Words before, std::string_view heading) {
    for (std::size_t at = before.size(); at-- > 0;) {
        if (before[at].kind == WordKind::table || is_fixed(before, at, ".")) return false;
        if (!is_quoted(before, at)) continue;
        return folded(before[at].text) == heading && is_fixed(before, at + 1, "is") &&
               is_fixed(before, at + 2, "given");
    }
    return false;
}

/// The headings of its columns, but not those of the two ends of the range.
void add_attribute_headings(const syntax::Table& table, std::vector<DeclaredName>& names) {
    for (std::size_t column = 1; column < table.headings.size(); ++column) {
        const syntax::Cell& heading = table.headings[column];
        if (heading.text.ends_with(" From") || heading.text.ends_with(" To")) continue;
        if (reads_as_name(heading.text)) names.push_back({heading.text, heading.span, false});
    }
}

}  // namespace

std::vector<DeclaredName> names_in_table(const syntax::Table& table, std::span<const Word> before) {
    std::vector<DeclaredName> names;
    if (table.headings.empty()) return names;
    const std::string& first = table.headings.front().text;
    if (first == "Party") {
        add_column(table, 0, names);
        add_column(table, column_called(table, "Role"), names);
        add_headings(table, 1, names);
    } else if (first == "Field" || first == "Term") {
        add_column(table, 0, names);
    } else if (is_set_table(before)) {
        add_column(table, 0, names);
        add_headings(table, 1, names);
    } else if (is_grouping_table(before, first)) {
        add_column(table, 0, names);
        add_attribute_headings(table, names);
    }
    return names;
}

std::vector<DeclaredName> names_declared_by(std::span<const Word> words, std::span<const syntax::Table> tables) {
    std::vector<DeclaredName> names;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at].kind == WordKind::table) {
            auto more = names_in_table(tables[words[at].table], words.subspan(0, at));
            names.insert(names.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        } else if (words[at].kind == WordKind::keyword) {
            add_own_years(words, at, names);
            add_membership(words, at, names);
            add_fields(words, at, names);
        } else if (words[at].kind == WordKind::quoted) {
            // `with Cluster "00"`, `or "99"`: codes, whatever stands behind them.
            if (at > 0 && (words[at - 1].kind == WordKind::capital_word || is_fixed(words, at - 1, "or"))) continue;
            // `carried forward as "Y"`, `It holds "Reserve", which is £5 on D`: parts of a pool and what is carried.
            const bool carried = at > 0 && is_fixed(words, at - 1, "as");
            const bool part = carried || holds(words, at) || (at > 0 && is_fixed(words, at - 1, "its"));
            const std::size_t end = part ? at + 1 : end_of_chain(words, at);
            if (part || declares(words, end)) add_quoted(words, at, end, names);
            if (declares(words, end)) add_at_events(words, at, end, names);
            // `its "Nights" are the nights from A to B`: one of them is a Night.
            if (part && is_fixed(words, at + 1, "are"))
                names.push_back({singular_of(folded(words[at].text)), words[at].span, false});
            at = end - 1;
        }
    }
    std::erase_if(names, [](const DeclaredName& name) { return !reads_as_name(name.text); });
    return names;
}

std::vector<std::string> names_at_events(std::span<const Word> words) {
    std::vector<std::string> names;
    std::vector<std::string> facts;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (is_fixed(words, at, ".")) facts.clear();
        if (is_quoted(words, at)) facts.push_back(folded(words[at].text));
        if (!is_fixed(words, at, "at") || facts.empty()) continue;
        std::string event;
        for (std::size_t next = at + 1; next < words.size() && words[next].kind == WordKind::capital_word; ++next)
            event += (event.empty() ? "" : " ") + words[next].text;
        for (const std::string& fact : facts)
            if (!event.empty()) names.push_back(fact + " at " + event);
    }
    return names;
}

}  // namespace concordat::parse
