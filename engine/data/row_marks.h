// engine/data/row_marks.h · room: data
// What:  where the cells and rows of a part of a file end, some thousand at a time, and which bytes make their row one
//        for the careful reader.
// Knows: commas, quotes, line ends.   Never: columns, what a cell means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace concordat::data {

/// Goes through a part of a file that begins with a row. Places are counted from where it begins; a part is shorter
/// than 4 GiB (limits::data_file_bytes).
class RowMarks {
public:
    explicit RowMarks(std::string_view bytes) : bytes_(bytes) {}

    /// Goes on until `wanted` ends are at hand, or the bytes are at their end.
    void find(std::size_t wanted);
    /// Puts away the first ends, of which so many are line ends, and the odd bytes before `place`.
    void drop(std::size_t ends, std::size_t line_ends, std::size_t place);

    /// Commas and line ends outside quotes, in order. A last row without a line end ends where the bytes do.
    [[nodiscard]] std::uint32_t* ends() { return ends_.data() + first_; }
    [[nodiscard]] std::size_t count() const { return last_ - first_; }
    /// How many of them are line ends.
    [[nodiscard]] std::size_t line_ends() const { return line_ends_; }
    [[nodiscard]] bool ends_a_row(std::uint32_t end) const { return end >= bytes_.size() || bytes_[end] == '\n'; }
    /// Line ends inside quotes, carriage returns without a line end, other bytes that are no plain text.
    [[nodiscard]] const std::vector<std::uint32_t>& odd() const { return odd_; }
    /// Whether any quote was met.
    [[nodiscard]] bool has_quotes() const { return has_quotes_; }

private:
    void find_in_blocks(std::size_t blocks);
    void note_odd(std::size_t block, std::uint64_t low, std::uint64_t quoted);

    std::string_view bytes_;
    std::size_t at_ = 0;      // up to here it has been looked at
    std::uint64_t open_ = 0;  // all ones: a quote is open there
    bool has_quotes_ = false;
    bool at_end_ = false;
    std::size_t line_ends_ = 0;  // among those at hand
    std::vector<std::uint32_t> ends_;
    std::size_t first_ = 0, last_ = 0;  // those at hand, of `ends_`
    std::vector<std::uint32_t> odd_;
};

}  // namespace concordat::data
