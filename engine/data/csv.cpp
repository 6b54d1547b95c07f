// engine/data/csv.cpp · room: data
// What:  one pass over the bytes for what is not text, one pass for the cells.
// Start: read_csv(), last in the file; the functions above it are its steps, in order.
// Source: RFC 4180; drafting findings section 4.
#include "data/csv.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "data/headings.h"
#include "data/problems.h"
#include "source/characters.h"
#include "source/line_place.h"
#include "source/source_text.h"
#include "source/utf8.h"

namespace concordat::data {
namespace {

using source::Code;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view save_as_utf8 = "save the file as `CSV UTF-8` and try again";

// ---- what is not text ---------------------------------------------------------------------------------------------

struct TextFault {
    Code code{};
    std::size_t offset = 0;
    char32_t character = 0;  // for bytes that are not UTF-8: the byte
    std::size_t count = 0;   // how many there are in the file
};

bool is_plain(unsigned char byte) {
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\r' || byte == '\t';
}

/// Data may hold any letter; what a reader cannot see, or what turns the direction of reading, is refused.
std::optional<Code> fault_of(const source::DecodedCharacter& character) {
    if (!character.well_formed) return Code::data_not_utf8;
    const source::Judgement judgement = source::judge(character.value);
    if (judgement.treatment != source::Treatment::refused) return std::nullopt;
    const bool is_letter = judgement.code == Code::confusable_letter || judgement.code == Code::combining_mark;
    if (is_letter) return std::nullopt;
    return Code::data_control_character;
}

/// How many bytes at the front are plain, at least: counted many at once, because nearly all of them are.
std::size_t plain_at_front(std::string_view bytes) {
    constexpr std::size_t at_once = 64;
    std::size_t plain = 0;
    while (bytes.size() - plain >= at_once) {
        unsigned other = 0;
        for (const char byte : bytes.substr(plain, at_once)) {
            const auto value = static_cast<unsigned char>(byte);
            const auto is_printed = static_cast<unsigned>(value - 0x20U < 0x5FU);
            const auto ends_line = static_cast<unsigned>(value == '\n') | static_cast<unsigned>(value == '\r');
            other |= (is_printed | ends_line | static_cast<unsigned>(value == '\t')) ^ 1U;
        }
        if (other != 0) return plain;
        plain += at_once;
    }
    return plain;
}

std::optional<TextFault> find_text_fault(std::string_view bytes) {
    std::optional<TextFault> first;
    for (std::size_t at = plain_at_front(bytes); at < bytes.size();) {
        if (is_plain(static_cast<unsigned char>(bytes[at]))) {
            ++at;
            continue;
        }
        const source::DecodedCharacter character = source::decode_character(bytes, at);
        if (const std::optional<Code> code = fault_of(character)) {
            if (!first) first = TextFault{*code, at, character.value, 0};
            ++first->count;
        }
        at += character.bytes;
        at += plain_at_front(bytes.substr(at));
    }
    return first;
}

std::string fault_message(const TextFault& fault) {
    std::string message = fault.code == Code::data_not_utf8
                              ? fmt::format("byte 0x{:02X} is not text", static_cast<unsigned>(fault.character))
                              : fmt::format("{} ({}) in a data file", source::code_point_label(fault.character),
                                            source::character_name(fault.character));
    if (fault.count > 1) message += fmt::format(" ({} such places)", fault.count);
    return message + "; a data file is plain text in UTF-8";
}

std::string fault_help(const TextFault& fault) {
    if (fault.code == Code::data_control_character) {
        return "take the character out; it cannot be seen, yet it changes the cell";
    }
    std::string meant;
    const auto byte = static_cast<unsigned char>(fault.character);
    if (const char32_t reading = source::windows_1252_reading(byte); reading != 0) {
        source::append_character(meant, reading);
    }
    if (meant.empty()) return std::string(save_as_utf8);
    return fmt::format("it may be meant as `{}`: {}", meant, save_as_utf8);
}

/// Where a byte stands, for a file that has no cells yet.
source::Place place_of_byte(const CsvFile& file, std::size_t offset) {
    const std::size_t text_start = file.bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    std::size_t line_start = text_start;
    std::size_t line = 1;
    for (std::size_t at = text_start; at < offset; ++at) {
        const bool ends_line =
            file.bytes[at] == '\n' || (file.bytes[at] == '\r' && file.bytes.substr(at + 1, 1) != "\n");
        if (!ends_line) continue;
        ++line;
        line_start = at + 1;
    }
    const std::size_t line_end = std::min(file.bytes.find_first_of("\r\n", offset), file.bytes.size());
    const source::SourceText text(file.name, std::string(file.bytes.substr(line_start, line_end - line_start)));
    const auto from = static_cast<std::uint32_t>(offset - line_start);
    source::Place place = text.place({from, from + 1});
    place.line = line;
    return place;
}

/// Spreadsheet files and UTF-16 text, which would only give nonsense.
bool is_other_format(CsvFile& file) {
    const std::string_view bytes = file.bytes;
    if (bytes.starts_with("PK\x03\x04")) {
        file.problems.add(Code::data_not_utf8, "", whole_file(file.name), "a spreadsheet file; a data file is CSV text")
            .with_help("open it in the spreadsheet program and save it as `CSV UTF-8`");
        return true;
    }
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        file.problems.add(Code::data_not_utf8, "", whole_file(file.name), "text in UTF-16; a data file is in UTF-8")
            .with_help(std::string(save_as_utf8));
        return true;
    }
    return false;
}

bool is_unreadable(CsvFile& file) {
    if (file.bytes.size() > limits::data_file_bytes) {
        file.problems
            .add(Code::data_file_too_large, "", whole_file(file.name),
                 fmt::format("a file of {} bytes; at most {} can be read", file.bytes.size(), limits::data_file_bytes))
            .with_help("split it into several reports");
        return true;
    }
    if (is_other_format(file)) return true;
    const std::size_t text_start = file.bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    std::optional<TextFault> fault = find_text_fault(file.bytes.substr(text_start));
    if (!fault) return false;
    file.problems.add(fault->code, "", place_of_byte(file, fault->offset + text_start), fault_message(*fault))
        .with_help(fault_help(*fault));
    return true;
}

// ---- cells --------------------------------------------------------------------------------------------------------

/// Where reading has come to.
struct Cursor {
    CsvFile& file;
    bool bytes_are_characters = false;  // none is longer than a byte
    Problems problems = {};
    std::size_t at = 0;
    std::size_t line_start = 0;
    std::uint32_t line = 1;
    std::size_t counted_to = 0;  // the characters of the line are counted up to this byte
    std::uint32_t characters = 0;
    CsvFile::RowStart row_start = {};
    std::vector<CsvCell> cells = {};  // of the rows that are kept, and of the one being read
    std::size_t row_begin = 0;        // where that one begins
    bool row_is_broken = false;       // something in it is reported already
    bool stopped = false;             // nothing after this can be made sense of

    [[nodiscard]] std::span<const CsvCell> row() const { return std::span(cells).subspan(row_begin); }
    [[nodiscard]] bool at_end() const { return at >= file.bytes.size(); }
    [[nodiscard]] char here() const { return file.bytes[at]; }
};

std::uint32_t column_at(Cursor& cursor, std::size_t offset) {
    if (cursor.bytes_are_characters) return static_cast<std::uint32_t>(offset - cursor.line_start) + 1;
    const std::string_view between = cursor.file.bytes.substr(cursor.counted_to, offset - cursor.counted_to);
    cursor.characters += static_cast<std::uint32_t>(source::character_count(between));
    cursor.counted_to = offset;
    return cursor.characters + 1;
}

/// Steps over a line end: CRLF, LF or CR.
void end_line(Cursor& cursor) {
    cursor.at += cursor.file.bytes.substr(cursor.at, 2) == "\r\n" ? 2 : 1;
    ++cursor.line;
    cursor.line_start = cursor.counted_to = cursor.at;
    cursor.characters = 0;
}

void skip_blanks(Cursor& cursor) {
    while (!cursor.at_end() && (cursor.here() == ' ' || cursor.here() == '\t')) ++cursor.at;
}

bool ends_cell(char byte) { return byte == ',' || byte == '\n' || byte == '\r'; }

void skip_to_cell_end(Cursor& cursor) {
    const std::string_view bytes = cursor.file.bytes;
    std::size_t at = cursor.at;
    while (at < bytes.size() && !ends_cell(bytes[at])) ++at;
    cursor.at = at;
}

void report(Cursor& cursor, Code code, const CsvCell& cell, std::string message, std::string help) {
    cursor.row_is_broken = true;
    cursor.problems.add(code, "", cursor.file.place(cell, cursor.row_start), std::move(message))
        .with_help(std::move(help));
}

void check_length(Cursor& cursor, const CsvCell& cell) {
    if (cell.text.size() <= limits::data_cell_characters) return;
    const std::size_t characters = source::character_count(cell.text);
    if (characters <= limits::data_cell_characters) return;
    report(cursor, Code::data_cell_too_long, cell,
           fmt::format("a cell of {} characters; a cell holds at most {}", characters, limits::data_cell_characters),
           "look for a quote that is never closed, or shorten the text");
}

void read_plain_cell(Cursor& cursor) {
    const std::size_t begin = cursor.at;
    skip_to_cell_end(cursor);
    const std::string_view text = trimmed(cursor.file.bytes.substr(begin, cursor.at - begin));
    CsvCell cell{text, cursor.line, 0};
    const auto offset = static_cast<std::size_t>(text.data() - cursor.file.bytes.data());
    cell.column = column_at(cursor, text.empty() ? begin : offset);
    check_length(cursor, cell);
    cursor.cells.push_back(cell);
}

/// Moves behind the closing quote, counting lines on the way. False when there is none.
bool find_closing_quote(Cursor& cursor, bool& has_doubled) {
    const std::string_view bytes = cursor.file.bytes;
    while (!cursor.at_end()) {
        const char byte = cursor.here();
        if (byte == '\n' || byte == '\r') {
            end_line(cursor);
        } else if (byte != '"') {
            ++cursor.at;
        } else if (bytes.substr(cursor.at, 2) == "\"\"") {
            has_doubled = true;
            cursor.at += 2;
        } else {
            ++cursor.at;
            return true;
        }
    }
    return false;
}

std::string without_doubled_quotes(std::string_view text) {
    std::string single;
    single.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        single.push_back(text[at]);
        if (text[at] == '"') ++at;
    }
    return single;
}

void read_quoted_cell(Cursor& cursor) {
    CsvCell cell{{}, cursor.line, column_at(cursor, cursor.at)};
    const std::size_t begin = ++cursor.at;
    bool has_doubled = false;
    if (!find_closing_quote(cursor, has_doubled)) {
        cursor.stopped = true;
        report(cursor, Code::csv_quote_not_closed, cell,
               "a quote that is never closed; everything after it would be one cell",
               "close the cell with `\"`, or write a quote that is part of the text as `\"\"`");
        return;
    }
    cell.text = cursor.file.bytes.substr(begin, cursor.at - 1 - begin);
    if (has_doubled) cell.text = cursor.file.unquoted.emplace_back(without_doubled_quotes(cell.text));
    skip_blanks(cursor);
    if (!cursor.at_end() && !ends_cell(cursor.here())) {
        report(cursor, Code::csv_text_after_quote, cell,
               "text after a closing quote; a quoted cell ends with its quote",
               "write a quote that is part of the text as `\"\"`");
        skip_to_cell_end(cursor);
    }
    check_length(cursor, cell);
    cursor.cells.push_back(cell);
}

/// Reads one row and steps over its line end.
void read_row(Cursor& cursor) {
    cursor.cells.resize(cursor.row_begin);
    cursor.row_is_broken = false;
    cursor.row_start = {cursor.line_start, cursor.line};
    while (!cursor.stopped) {
        const std::size_t begin = cursor.at;
        skip_blanks(cursor);
        if (!cursor.at_end() && cursor.here() == '"') {
            read_quoted_cell(cursor);
        } else {
            cursor.at = begin;
            read_plain_cell(cursor);
        }
        if (cursor.at_end() || cursor.stopped) return;
        if (cursor.here() != ',') return end_line(cursor);
        ++cursor.at;
    }
}

// ---- rows ---------------------------------------------------------------------------------------------------------

bool is_blank(std::span<const CsvCell> row) {
    return std::ranges::all_of(row, [](const CsvCell& cell) { return trimmed(cell.text).empty(); });
}

/// A column that spreadsheets parted by something else than a comma.
void check_separator(CsvFile& file) {
    if (file.width() != 1) return;
    for (const char separator : {';', '\t', '|'}) {
        if (file.header.front().text.find(separator) == std::string_view::npos) continue;
        const std::string shown = separator == '\t' ? "a tab" : fmt::format("`{}`", separator);
        file.problems
            .add(Code::other_separator, "", file.place(file.header.front()),
                 fmt::format("the headings are parted by {}; a CSV file parts them by commas", shown))
            .with_help("save the file with commas between its columns");
        file.header.clear();
        return;
    }
}

void check_headings(CsvFile& file) {
    for (std::size_t second = 1; second < file.width(); ++second) {
        if (file.header[second].text.empty()) continue;
        for (std::size_t first = 0; first < second; ++first) {
            if (!same_heading(file.header[first].text, file.header[second].text)) continue;
            file.problems
                .add(Code::data_heading_twice, "", file.place(file.header[second]),
                     fmt::format("the heading `{}` stands twice; each column has a heading of its own",
                                 source::visible_text(trimmed(file.header[second].text))))
                .label(file.place(file.header[first]), "first here")
                .with_help("rename one of the columns, or take it out");
            file.header[second].text = {};
            break;
        }
    }
}

/// A note above the headings would be taken for them, and every row would then be wrong.
bool is_note(CsvFile& file) {
    if (!trimmed(file.header.front().text).starts_with('#')) return false;
    file.problems
        .add(Code::note_above_headings, "", file.place(file.header.front()),
             "the file begins with a note; its headings come first")
        .with_help("take the note out, or put it right under the headings");
    file.header.clear();
    return true;
}

void read_header(Cursor& cursor) {
    CsvFile& file = cursor.file;
    do {
        read_row(cursor);
        file.header_start = cursor.row_start;
    } while (!cursor.stopped && is_blank(cursor.row()) && !cursor.at_end());
    if (cursor.stopped || cursor.row_is_broken) return;
    if (is_blank(cursor.row())) {
        file.problems
            .add(Code::data_file_empty, "", whole_file(file.name),
                 "the file has nothing in it; a data file begins with its headings")
            .with_help("write the headings that the contract needs in its first line");
        return;
    }
    if (cursor.row().size() > limits::table_columns) {
        file.problems
            .add(Code::data_columns_too_many, "", file.place(cursor.row()[limits::table_columns]),
                 fmt::format("{} columns; a file has at most {}", cursor.row().size(), limits::table_columns))
            .with_help("take out the columns that the contract does not use");
        return;
    }
    file.header = std::move(cursor.cells);
    cursor.cells.clear();
    if (is_note(file)) return;
    check_separator(file);
}

/// Note lines stand right under the header and begin with `#`.
void skip_notes(Cursor& cursor) {
    while (!cursor.at_end()) {
        const std::string_view rest = cursor.file.bytes.substr(cursor.at, 2);
        if (rest.starts_with('#')) {
            while (!cursor.at_end() && cursor.here() != '\n' && cursor.here() != '\r') ++cursor.at;
            if (!cursor.at_end()) end_line(cursor);
        } else if (rest == "\"#") {
            read_row(cursor);
        } else {
            return;
        }
    }
}

void keep_row(Cursor& cursor) {
    CsvFile& file = cursor.file;
    const CsvFile::RowStart start = cursor.row_start;
    if (cursor.row_is_broken || is_blank(cursor.row())) return;
    const std::size_t found = cursor.row().size();
    if (found == file.width()) {
        file.row_starts.push_back(start);
        cursor.row_begin = cursor.cells.size();
        return;
    }
    const CsvCell& marked = found > file.width() ? cursor.row()[file.width()] : cursor.row().back();
    cursor.problems
        .add(Code::row_length, "", file.place(marked, start),
             fmt::format("line {} has {} cell{}; the header has {}", start.line, found, found == 1 ? "" : "s",
                         file.width()))
        .with_help(found > file.width() ? "put a cell that holds a comma in quotes: \"1,234.50\""
                                        : "write a comma for each cell that is left blank");
}

/// Eight bytes at a time: none that is part of a longer character.
bool has_single_bytes_only(std::string_view bytes) {
    std::uint64_t all = 0;
    for (; bytes.size() >= sizeof all; bytes.remove_prefix(sizeof all)) {
        std::uint64_t some = 0;
        std::memcpy(&some, bytes.data(), sizeof some);
        all |= some;
    }
    for (const char byte : bytes) all |= static_cast<unsigned char>(byte);
    return (all & 0x8080'8080'8080'8080U) == 0;
}

/// For all rows at once, so that cells are not moved while they are read.
void make_room(Cursor& cursor) {
    CsvFile& file = cursor.file;
    const auto lines = static_cast<std::size_t>(std::ranges::count(file.bytes, '\n'));
    file.row_starts.reserve(lines + 1);
    cursor.cells.reserve((lines + 1) * file.width());
}

/// A column with figures needs a heading; a blank one with nothing in it is read over.
void check_blank_headings(CsvFile& file) {
    for (std::size_t column = 0; column < file.width(); ++column) {
        if (!file.header[column].text.empty()) continue;
        for (std::size_t row = 0; row < file.row_count(); ++row) {
            const CsvCell& cell = file.row(row)[column];
            if (trimmed(cell.text).empty()) continue;
            file.problems
                .add(Code::data_heading_blank, "", file.place(cell),
                     fmt::format("column {} has cells and no heading; every column needs one", column + 1))
                .with_help("write a heading above it, or take the column out");
            break;
        }
    }
}

}  // namespace

source::Place whole_file(std::string name) {
    source::Place place;
    place.file = std::move(name);
    return place;
}

source::Place CsvFile::place(const CsvCell& cell) const {
    const auto after = std::ranges::upper_bound(row_starts, cell.line, {}, &RowStart::line);
    return place(cell, after == row_starts.begin() ? header_start : *std::prev(after));
}

source::Place CsvFile::place(const CsvCell& cell, RowStart start) const {
    for (; start.line < cell.line; ++start.line) {
        start.offset = bytes.find_first_of("\r\n", start.offset);
        start.offset += bytes.substr(start.offset, 2) == "\r\n" ? 2 : 1;
    }
    const std::string_view rest = bytes.substr(start.offset);
    const std::string_view to_feed = rest.substr(0, rest.find('\n'));
    const std::string_view line = to_feed.substr(0, to_feed.find('\r'));
    std::size_t from = 0;
    for (std::uint32_t left = cell.column - 1; left > 0 && from < line.size(); --left) {
        const bool ascii = static_cast<unsigned char>(line[from]) < 0x80;
        from += ascii ? 1 : source::decode_character(line, from).bytes;
    }
    const std::size_t quotes = line.substr(from).starts_with('"') ? 2 : 0;
    const std::size_t to = std::min(from + cell.text.size() + quotes, line.size());
    return source::place_in_line(name, cell.line, line, from, to);
}

CsvFile read_csv(std::string name, std::string_view bytes) {
    CsvFile file;
    file.name = std::move(name);
    file.bytes = bytes;
    if (is_unreadable(file)) return file;
    Cursor cursor{.file = file, .bytes_are_characters = has_single_bytes_only(bytes)};
    if (bytes.starts_with(byte_order_mark)) cursor.at = cursor.line_start = cursor.counted_to = byte_order_mark.size();
    read_header(cursor);
    if (file.header.empty()) {
        file.problems.append(cursor.problems.take());
        return file;
    }
    skip_notes(cursor);
    make_room(cursor);
    while (!cursor.at_end() && !cursor.stopped) {
        read_row(cursor);
        if (!cursor.stopped) keep_row(cursor);
    }
    cursor.cells.resize(cursor.row_begin);
    file.cells = std::move(cursor.cells);
    file.problems.append(cursor.problems.take());
    check_blank_headings(file);
    check_headings(file);
    return file;
}

}  // namespace concordat::data
