// engine/report/write_text.cpp · room: report
// What:  documents for people: titles underlined, columns aligned, figures to the right, long text
//        wrapped.
// Start: write_text(), last in the file; the functions above are its steps, in order.
#include "report/writers.h"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "source/characters.h"
#include "source/source_text.h"

namespace concordat::report {
namespace {

constexpr std::size_t indent = 2;       // of every table and paragraph
constexpr std::size_t gap = 2;          // between columns
constexpr std::size_t least_text = 14;  // a text column is never squeezed below this

using Lines = std::vector<std::string>;

bool is_figure(Cell::Type type) { return type == Cell::Type::money || type == Cell::Type::number; }

/// Words folded into lines of at most `width` characters; a longer word keeps a line of its own.
Lines wrapped(std::string_view words, std::size_t width) {
    Lines lines;
    std::size_t filled = 0;
    while (!words.empty()) {
        const std::size_t begin = words.find_first_not_of(' ');
        if (begin == std::string_view::npos) break;
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        const std::string_view word = words.substr(begin, end - begin);
        const std::size_t size = source::character_count(word);
        const bool fits = !lines.empty() && filled + 1 + size <= width;
        if (fits) {
            lines.back().append(" ").append(word);
            filled += 1 + size;
        } else {
            lines.emplace_back(word);
            filled = size;
        }
        words.remove_prefix(end);
    }
    return lines;
}

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
    const std::size_t size = source::character_count(text);
    const std::string spaces(width > size ? width - size : 0, ' ');
    return to_the_right ? spaces + text : text + spaces;
}

std::string without_spaces_behind(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/// How wide each column is, and how wide it must stay for its figures and its heading.
struct Widths {
    std::vector<std::size_t> columns, least;

    void make_room(std::size_t index, std::size_t size, bool keep) {
        columns[index] = std::max(columns[index], size);
        if (keep) least[index] = std::max(least[index], size);
    }
};

/// The words of runs; what a variation takes out or puts in is said, for lack of a line through it or below it.
std::string words_of(const Runs& runs) {
    constexpr std::string_view opening[] = {"", "[put in: ", "[struck out: "};
    std::string words;
    for (std::size_t at = 0; at < runs.size(); ++at) {
        const auto change = runs[at].change;
        const bool changes = change != Run::Change::none;
        if (changes && (at == 0 || runs[at - 1].change != change)) words += opening[static_cast<std::size_t>(change)];
        words += runs[at].words;
        if (changes && (at + 1 == runs.size() || runs[at + 1].change != change)) words += "]";
    }
    return words;
}

std::string shown_in(const Cell& cell) {
    const bool changed =
        std::any_of(cell.runs.begin(), cell.runs.end(), [](const Run& run) { return run.change != Run::Change::none; });
    return source::visible_text(changed ? words_of(cell.runs) : cell.shown);
}

/// Widths that hold every cell unwrapped.
Widths natural_widths(const Table& table) {
    Widths widths{std::vector<std::size_t>(table.columns.size()),
                  std::vector<std::size_t>(table.columns.size(), least_text)};
    for (std::size_t index = 0; index < table.columns.size(); ++index) {
        widths.make_room(index, source::character_count(table.columns[index].heading), false);
    }
    for (const Row& row : table.rows) {
        if (row.role == Row::Role::words) continue;
        for (std::size_t index = 0; index < row.cells.size(); ++index) {
            const Cell& cell = row.cells[index];
            const std::string shown = shown_in(cell);
            widths.make_room(index, source::character_count(shown), is_figure(cell.type));
        }
    }
    return widths;
}

/// Squeezes text columns, widest first, until the table fits the page.
void squeeze(Widths& widths) {
    const std::size_t count = widths.columns.size();
    const std::size_t gaps = count == 0 ? 0 : gap * (count - 1);
    std::size_t total = std::accumulate(widths.columns.begin(), widths.columns.end(), indent + gaps);
    for (; total > text_width; --total) {
        std::size_t widest = count;
        for (std::size_t index = 0; index < count; ++index) {
            if (widths.columns[index] <= widths.least[index]) continue;
            const bool is_wider = widest == count || widths.columns[index] > widths.columns[widest];
            if (is_wider) widest = index;
        }
        if (widest == count) return;
        --widths.columns[widest];
    }
}

using SharedWidths = std::map<std::string, Widths>;

std::string headings_of(const Table& table) {
    std::string headings;
    for (const Column& column : table.columns) headings += column.heading + "\n";
    return headings;
}

/// The table of a block, or the one beside its picture.
const Table* table_in(const Block& block) {
    if (const auto* picture = std::get_if<Picture>(&block)) return &picture->beside;
    return std::get_if<Table>(&block);
}

/// Tables with the same headings share their widths, so that figures of all blocks stand below each
/// other.
SharedWidths shared_widths(const Document& document) {
    SharedWidths shared;
    for (const Section& section : document.sections) {
        for (const auto& block : section.blocks) {
            const auto* table = table_in(block);
            if (table == nullptr) continue;
            const Widths own = natural_widths(*table);
            Widths& widths = shared.try_emplace(headings_of(*table), own).first->second;
            for (std::size_t index = 0; index < own.columns.size(); ++index) {
                widths.make_room(index, own.columns[index], false);
                widths.make_room(index, own.least[index] > least_text ? own.least[index] : 0, true);
            }
        }
    }
    for (auto& [headings, widths] : shared) squeeze(widths);
    return shared;
}

/// One row of cells, over as many lines as its longest cell needs.
std::string cell_lines(const std::vector<Lines>& cells, const std::vector<std::size_t>& widths,
                       const std::vector<bool>& to_the_right) {
    std::size_t height = 1;
    for (const Lines& lines : cells) height = std::max(height, lines.size());
    std::string text;
    for (std::size_t at = 0; at < height; ++at) {
        std::string line(indent, ' ');
        for (std::size_t index = 0; index < cells.size(); ++index) {
            if (index > 0) line.append(gap, ' ');
            line += padded(at < cells[index].size() ? cells[index][at] : "", widths[index], to_the_right[index]);
        }
        text += without_spaces_behind(std::move(line)) + "\n";
    }
    return text;
}

/// Dashes below the headings, or above a total where there is a figure.
std::string rule_line(const std::vector<std::size_t>& widths, const std::vector<bool>& ruled) {
    std::vector<Lines> cells;
    for (std::size_t index = 0; index < widths.size(); ++index) {
        cells.push_back({ruled[index] ? std::string(widths[index], '-') : ""});
    }
    return cell_lines(cells, widths, std::vector<bool>(widths.size(), false));
}

std::string row_lines(const Row& row, const std::vector<std::size_t>& widths) {
    std::vector<Lines> cells;
    std::vector<bool> to_the_right;
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
        const Cell& cell = row.cells[index];
        cells.push_back(wrapped(shown_in(cell), widths[index]));
        to_the_right.push_back(is_figure(cell.type));
    }
    const std::string rule = row.role == Row::Role::total ? rule_line(widths, to_the_right) : "";
    return rule + cell_lines(cells, widths, to_the_right);
}

/// A lead ("4.7") and running text beside it, each line below the first word of the one above.
std::string words_lines(const Row& row) {
    const std::string lead = row.cells.empty() ? "" : source::visible_text(row.cells[0].shown);
    const std::string words = row.cells.size() < 2 ? "" : source::visible_text(row.cells[1].shown);
    const std::size_t hanging = lead.empty() ? indent : indent + source::character_count(lead) + gap;
    std::string text;
    Lines lines = wrapped(words, text_width - std::min(hanging, text_width / 2));
    if (lines.empty()) lines.emplace_back();
    for (const std::string& line : lines) {
        const std::string before = text.empty() ? std::string(indent, ' ') + lead : "";
        text += without_spaces_behind(padded(before, hanging, false) + line) + "\n";
    }
    return text;
}

std::string table_lines(const Table& table, const SharedWidths& shared) {
    const std::vector<std::size_t>& widths = shared.at(headings_of(table)).columns;
    std::vector<Lines> headings;
    std::vector<bool> to_the_right, everywhere;
    bool any_heading = false;
    for (std::size_t index = 0; index < table.columns.size(); ++index) {
        const Column& column = table.columns[index];
        headings.push_back(wrapped(source::visible_text(column.heading), widths[index]));
        to_the_right.push_back(is_figure(column.type));
        everywhere.push_back(true);
        any_heading = any_heading || !column.heading.empty();
    }
    std::string text;
    if (any_heading) text += cell_lines(headings, widths, to_the_right) + rule_line(widths, everywhere);
    for (const Row& row : table.rows) text += row.role == Row::Role::words ? words_lines(row) : row_lines(row, widths);
    return text;
}

std::string paragraph_lines(const Paragraph& paragraph) {
    std::string text;
    const std::string words = paragraph.words.empty() ? words_of(paragraph.runs) : paragraph.words;
    for (const std::string& line : wrapped(source::visible_text(words), text_width - indent)) {
        text += std::string(indent, ' ') + line + "\n";
    }
    return text;
}

std::string underlined(const std::string& title, char with) {
    std::string text;
    std::size_t longest = 0;
    for (const std::string& line : wrapped(source::visible_text(title), text_width)) {
        text += line + "\n";
        longest = std::max(longest, source::character_count(line));
    }
    return text + std::string(longest, with) + "\n";
}

std::string fold_lines(const Fold& fold, std::size_t depth) {
    std::string line(indent + 2 * depth, ' ');
    line += fold.lead.empty() ? "" : source::visible_text(fold.lead) + "  ";
    line += source::visible_text(fold.words);
    if (!fold.origin.empty()) line += " (" + source::visible_text(fold.origin) + ")";
    if (!fold.amount.shown.empty()) line += ": " + source::visible_text(fold.amount.shown);
    line += "\n";
    for (const Fold& part : fold.parts) line += fold_lines(part, depth + 1);
    return line;
}

std::string block_lines(const Block& block, const SharedWidths& shared) {
    if (const auto* table = std::get_if<Table>(&block)) return table_lines(*table, shared);
    if (const auto* picture = std::get_if<Picture>(&block)) return table_lines(picture->beside, shared);
    if (const auto* clause = std::get_if<ClauseText>(&block)) {
        return paragraph_lines({clause->number + " " + words_of(clause->words)});
    }
    if (const auto* fold = std::get_if<Fold>(&block)) return fold_lines(*fold, 0);
    return paragraph_lines(std::get<Paragraph>(block));
}

}  // namespace

std::string write_text(const Document& document) {
    const SharedWidths shared = shared_widths(document);
    std::string text;
    if (!document.title.empty()) text += underlined(document.title, '=');
    for (const Section& section : document.sections) {
        if (!text.empty()) text += "\n";
        if (!section.title.empty()) text += underlined(section.title, '-');
        for (const auto& block : section.blocks) {
            if (&block != &section.blocks.front()) text += "\n";
            text += block_lines(block, shared);
        }
    }
    for (const std::string& line : document.footer) {
        text += (&line == &document.footer.front() ? "\n" : "") + paragraph_lines({line});
    }
    return text;
}

}  // namespace concordat::report
