// engine/parse/markdown.cpp · room: parse
// What:  lines to blocks. One pass, a line at a time; what a line is depends on how it begins.
// Start: read_outline(), last in the file; the functions above it are its steps.
#include "parse/markdown.h"

#include <utility>

#include "base/limits.h"
#include "parse/table_lines.h"

namespace concordat::parse {
namespace {

using source::Code;

bool is_digit(char character) { return character >= '0' && character <= '9'; }
bool is_blank(char character) { return character == ' ' || character == '\t'; }

/// How many bytes a clause number takes at the start of a line: `3.2` followed by a blank; 0 where there is none.
std::size_t clause_number_length(std::string_view line) {
    std::size_t at = 0;
    bool dotted = false;
    while (at < line.size() && is_digit(line[at])) {
        while (at < line.size() && is_digit(line[at])) ++at;
        if (at + 1 >= line.size() || line[at] != '.' || !is_digit(line[at + 1])) break;
        dotted = true;
        ++at;
    }
    if (!dotted) return 0;
    if (at == line.size()) return at;
    const std::size_t behind = line[at] == '.' ? at + 1 : at;  // "3.2. Gain Pool" is read too
    return behind < line.size() && is_blank(line[behind]) ? at : 0;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// A line of nothing but three or more -, * or _: a ruler across the page.
bool is_ruler(std::string_view line) {
    if (line.size() < 3 || (line[0] != '-' && line[0] != '*' && line[0] != '_')) return false;
    return line.find_first_not_of(line[0]) == std::string_view::npos;
}

class OutlineReader {
public:
    OutlineReader(const source::SourceText& text, std::size_t part) : text_(text), lines_(text.lines_of_part(part)) {}

    Outline read() {
        for (line_ = lines_.first; line_ <= lines_.second; ++line_) read_line();
        return std::move(outline_);
    }

private:
    void read_line() {
        const Span whole = text_.line_span(line_);
        const std::string_view line = text_.slice(whole);
        const std::string_view inner = trimmed(line);
        if (inner.empty()) {
            after_blank_ = true;
            return;
        }
        if (inner.front() == '>' || is_ruler(inner)) return;
        const auto indent = static_cast<std::uint32_t>(inner.data() - line.data());
        const Span span{whole.begin + indent, whole.begin + indent + static_cast<std::uint32_t>(inner.size())};
        if (inner.front() == '#') read_heading(inner);
        else if (inner.front() == '|') read_table_lines();
        else if (const std::size_t digits = clause_number_length(inner); digits > 0 && begins_clause(inner, digits))
            begin_clause(span, digits);
        else read_text(span);
        after_blank_ = false;
    }

    void read_heading(std::string_view line) {
        const std::size_t depth = line.find_first_not_of('#');
        const std::string words = depth == std::string_view::npos ? std::string() : folded(line.substr(depth));
        open_ = false;
        if (depth == 1 && outline_.title.empty()) {
            outline_.title = words;
            return;
        }
        section_ = words;
    }

    /// A number that only a line break brought to the front of a line is no clause: what comes before it must be ended,
    /// or what follows must begin like a sentence.
    [[nodiscard]] bool begins_clause(std::string_view line, std::size_t digits) const {
        if (!open_ || after_blank_ || ended()) return true;
        const std::size_t words = line.find_first_not_of(" \t.", digits);
        if (words == std::string_view::npos) return ended();
        const char first = line[words];
        return first == '"' || (first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80;
    }
    /// Whether the open block's last line ends a sentence.
    [[nodiscard]] bool ended() const {
        const Block& block = outline_.blocks.back();
        if (block.parts.empty() || block.parts.back().is_table) return true;
        const std::string_view words = text_.slice(block.parts.back().text);
        return words.ends_with('.') || words.ends_with(':');
    }

    Block& open_block(Span span) {
        if (!open_) {
            Block block;
            block.section = section_;
            block.span = span;
            block.under_schedule = section_.find("Schedule") != std::string::npos;
            outline_.blocks.push_back(std::move(block));
            open_ = true;
        }
        Block& block = outline_.blocks.back();
        block.span.end = span.end;
        return block;
    }

    void begin_clause(Span span, std::size_t digits) {
        open_ = false;
        Block& block = open_block(span);
        const auto length = static_cast<std::uint32_t>(digits);
        block.number_span = {span.begin, span.begin + length};
        block.number = std::string(text_.slice(block.number_span));
        Span rest{span.begin + length, span.end};
        if (text_.text()[rest.begin] == '.') ++rest.begin;
        add_text(block, rest);
    }

    void read_text(Span span) { add_text(open_block(span), span); }

    /// Joins neighbouring lines into one part, unless something that is dropped lies between them.
    void add_text(Block& block, Span span) {
        const bool joins =
            !block.parts.empty() && !block.parts.back().is_table &&
            text_.slice({block.parts.back().text.end, span.begin}).find_first_not_of(" \t\n") == std::string_view::npos;
        if (joins) block.parts.back().text.end = span.end;
        else block.parts.push_back({span, false, 0});
    }

    void read_table_lines() {
        const std::size_t first = line_;
        while (line_ < lines_.second && trimmed(text_.slice(text_.line_span(line_ + 1))).starts_with('|')) ++line_;
        const Span span{text_.line_span(first).begin, text_.line_span(line_).end};
        Block& block = open_block(span);
        block.parts.push_back({span, true, outline_.tables.size()});
        TableLines table = read_table(text_, {first, line_}, block.number, outline_.problems);
        block.table_broken = block.table_broken || table.rows_left_out;
        for (std::string& name : table.first_cells_left_out) outline_.names_of_broken_rows.push_back(std::move(name));
        outline_.tables.push_back(std::move(table.table));
        outline_.tables_broken.push_back(table.rows_left_out);
    }

    const source::SourceText& text_;
    std::pair<std::size_t, std::size_t> lines_;
    Outline outline_;
    std::string section_;
    std::size_t line_ = 1;
    bool open_ = false;  // the last block still takes lines
    bool after_blank_ = false;
};

}  // namespace

std::string folded(std::string_view text) {
    std::string result;
    bool space = false;
    for (const char character : text) {
        if (is_blank(character) || character == '\n' || character == '\r') {
            space = !result.empty();
            continue;
        }
        if (space) result.push_back(' ');
        space = false;
        result.push_back(character);
    }
    return result;
}

Outline read_outline(const source::SourceText& text, std::size_t part) { return OutlineReader(text, part).read(); }

}  // namespace concordat::parse
