// engine/data/row_marks.h · room: data
// What:  where the cells and rows of a part of a file end, some thousand rows at a time, and which bytes make their row
//        one for the careful reader.
// Knows: commas, quotes, line ends.   Never: columns, what a cell means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace concordat::data {

/// Bit k of word w stands for the byte at `first` + 64 w + k: whether a cell ends there.
struct MarkBits {
    const std::uint64_t* words = nullptr;
    std::size_t first = 0;
};

/// Goes through a part of a file that begins with a row. Places are counted from where it begins; a part is shorter
/// than 4 GiB (limits::data_file_bytes).
class RowMarks {
public:
    explicit RowMarks(std::string_view bytes) : bytes_(bytes) {}

    /// Goes on until that many rows are at hand, or the bytes are at their end.
    void find(std::size_t wanted_rows);
    /// Puts away the first rows, and all that stands before `place`, where the next one begins.
    void drop(std::size_t rows, std::size_t place);

    /// Where the rows at hand end: line ends outside quotes, in order. A last row without one ends where the bytes do.
    [[nodiscard]] const std::uint32_t* row_ends() const { return row_ends_.data(); }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// Commas and line ends outside quotes. Behind the last word stand `spare_words` without any.
    [[nodiscard]] MarkBits bits() const { return {marks_.data(), first_}; }
    static constexpr std::size_t spare_words = 9;
    /// The same as a list of places from `from` on, before `until`; for the end of the bytes too.
    void list(std::size_t from, std::size_t until, std::vector<std::uint32_t>& places) const;

    /// Line ends inside quotes, carriage returns without a line end, other bytes that are no plain text.
    [[nodiscard]] const std::vector<std::uint32_t>& odd() const { return odd_; }
    /// Whether any quote was met.
    [[nodiscard]] bool has_quotes() const { return has_quotes_; }
    /// Whether any line ended with a carriage return and a line end.
    [[nodiscard]] bool has_returns() const { return has_returns_; }

private:
    void find_in_blocks(std::size_t blocks);
    void find_with_care(const char* bytes, std::size_t blocks, std::uint64_t* marks, std::uint64_t* line_ends);
    void note_odd(std::size_t block, std::uint64_t low, std::uint64_t quoted);

    std::string_view bytes_;
    std::size_t at_ = 0;      // up to here it has been looked at
    std::uint64_t open_ = 0;  // all ones: a quote is open there
    bool has_quotes_ = false;
    bool has_returns_ = false;
    bool at_end_ = false;
    std::vector<std::uint32_t> row_ends_;  // those at hand, and room
    std::size_t rows_ = 0;
    std::vector<std::uint64_t> marks_;  // those at hand, and room
    std::size_t first_ = 0;             // the place of the first bit of `marks_`
    std::vector<std::uint32_t> odd_;
};

}  // namespace concordat::data
