// engine/data/csv.h · room: data
// What:  the bytes of a CSV file as a header and rows of cells, each with its place; RFC 4180, and what spreadsheets do
//        to it: a BOM, CRLF, LF or CR, blank rows, note lines under the header.
// Never: what a cell means (cells.h); opening files (session).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/diagnostic.h"

namespace concordat::data {

/// One cell. Its text lies in the file's bytes, or in `CsvFile::unquoted` where doubled quotes were undone.
struct CsvCell {
    std::string_view text;     // blanks at its ends are taken off, unless it stands in quotes
    std::uint32_t line = 0;    // from 1
    std::uint32_t column = 0;  // from 1, in characters: where it begins, its quote if it has one
};

/// A file taken apart. Every row has as many cells as the header: rows that do not are reported and left out.
/// Views into the bytes it was read from, which must outlive it; moves, but cannot be copied.
class CsvFile {
public:
    CsvFile() = default;
    CsvFile(CsvFile&&) = default;
    CsvFile& operator=(CsvFile&&) = default;
    CsvFile(const CsvFile&) = delete;
    CsvFile& operator=(const CsvFile&) = delete;

    [[nodiscard]] std::size_t width() const { return header.size(); }
    [[nodiscard]] std::size_t row_count() const { return row_starts.size(); }
    [[nodiscard]] std::span<const CsvCell> row(std::size_t index) const {
        return std::span(cells).subspan(index * width(), width());
    }
    [[nodiscard]] std::size_t line_of_row(std::size_t index) const { return row_starts[index].line; }
    /// What a diagnostic says of this cell: the line as it stands, the cell underlined.
    [[nodiscard]] source::Place place(const CsvCell& cell) const;

    struct RowStart {
        std::size_t offset = 0;
        std::uint32_t line = 0;
    };
    /// The same for a cell of a row that begins there and may have been left out.
    [[nodiscard]] source::Place place(const CsvCell& cell, RowStart start) const;

    std::string name;
    std::string_view bytes;
    std::vector<CsvCell> header;  // empty when nothing could be read; a blank heading names no column
    std::vector<CsvCell> cells;   // header.size() for each row
    std::vector<RowStart> row_starts;
    RowStart header_start;
    std::deque<std::string> unquoted;
    source::Diagnostics problems;
};

/// Reads a file. Never fails: what cannot be read is in `problems`, with its place, and the rest is there.
[[nodiscard]] CsvFile read_csv(std::string name, std::string_view bytes);

/// The place of a file as a whole.
[[nodiscard]] source::Place whole_file(std::string name);

}  // namespace concordat::data
