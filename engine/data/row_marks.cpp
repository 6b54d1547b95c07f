// engine/data/row_marks.cpp · room: data
// What:  see row_marks.h.
#include "data/row_marks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "data/separators.h"

namespace concordat::data {

namespace {

constexpr std::size_t blocks_at_once = 32;

}  // namespace

/// Looks at each byte below a blank that is no line end outside quotes. A carriage return before a line end is none.
void RowMarks::note_odd(std::size_t block, std::uint64_t low, std::uint64_t quoted) {
    for (; low != 0; low &= low - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(low));
        const std::size_t at = block + bit;
        const bool inside = ((quoted >> bit) & 1u) != 0;
        if (bytes_[at] == '\n' && !inside) continue;
        if (bytes_[at] == '\r' && at + 1 < bytes_.size() && bytes_[at + 1] == '\n') {
            has_returns_ = true;
            continue;
        }
        odd_.push_back(static_cast<std::uint32_t>(at));
    }
}

/// Blocks with quotes, or with anything else among the cells.
void RowMarks::find_with_care(const char* bytes, std::size_t blocks, std::uint64_t* marks, std::uint64_t* line_ends) {
    std::array<SeparatorBits, blocks_at_once> found;
    find_separators(bytes, blocks, found.data());
    for (std::size_t block = 0; block < blocks; ++block) {
        const SeparatorBits& bits = found[block];
        const bool quotes = (bits.quotes | open_) != 0;
        has_quotes_ |= quotes;
        const std::uint64_t quoted = quotes ? inside_quotes(bits.quotes, open_) : 0;
        marks[block] = (bits.commas | bits.line_ends) & ~quoted;
        line_ends[block] = bits.line_ends & ~quoted;
        if (bits.low != line_ends[block]) note_odd(at_ + block * separator_block, bits.low, quoted);
    }
}

void RowMarks::find_in_blocks(std::size_t blocks) {
    const std::size_t left = bytes_.size() - at_;
    const char* bytes = bytes_.data() + at_;
    std::array<char, separator_block> rest;
    if (blocks * separator_block > left) {  // the last bytes, in a block that is filled up
        rest.fill('x');
        std::memcpy(rest.data(), bytes, left);
        bytes = rest.data();
    }
    std::array<std::uint64_t, blocks_at_once> line_ends;
    std::uint64_t* marks = marks_.data() + (at_ - first_) / separator_block;
    if (open_ != 0 || !find_plain_separators(bytes, blocks, marks, line_ends.data()))
        find_with_care(bytes, blocks, marks, line_ends.data());
    rows_ += places_of_few_bits(line_ends.data(), blocks, static_cast<std::uint32_t>(at_), row_ends_.data() + rows_);
    at_ += std::min(blocks * separator_block, left);
}

void RowMarks::find(std::size_t wanted_rows) {
    while (rows_ < wanted_rows && !at_end_) {
        const std::size_t room = rows_ + (blocks_at_once + 1) * separator_block;
        if (row_ends_.size() < room) row_ends_.resize(room);
        const std::size_t words = (at_ - first_) / separator_block + blocks_at_once + 1 + spare_words;
        if (marks_.size() < words) marks_.resize(2 * words);
        const std::size_t left = bytes_.size() - at_;
        if (left != 0) {
            find_in_blocks(std::clamp<std::size_t>(left / separator_block, 1, blocks_at_once));
            continue;
        }
        at_end_ = true;
        const bool ends_with_row = bytes_.empty() || (open_ == 0 && bytes_.back() == '\n');
        if (!ends_with_row) row_ends_[rows_++] = static_cast<std::uint32_t>(bytes_.size());
    }
    const std::size_t words = (at_ - first_ + separator_block - 1) / separator_block;
    if (marks_.size() < words + spare_words) marks_.resize(words + spare_words);
    std::fill_n(marks_.begin() + static_cast<std::ptrdiff_t>(words), spare_words, 0);
}

void RowMarks::list(std::size_t from, std::size_t until, std::vector<std::uint32_t>& places) const {
    const std::size_t first_word = (from - first_) / separator_block;
    const std::size_t end_word = (std::min(until, at_) - first_ + separator_block - 1) / separator_block;
    const std::size_t words = end_word - std::min(first_word, end_word);
    const std::size_t most = count_of_bits(marks_.data() + first_word, words);
    places.resize(most + separator_block);
    const std::size_t count =
        places_of_bits(marks_.data() + first_word, words,
                       static_cast<std::uint32_t>(first_ + first_word * separator_block), places.data());
    places.resize(count);
    places.erase(std::lower_bound(places.begin(), places.end(), until), places.end());
    places.erase(places.begin(), std::lower_bound(places.begin(), places.end(), from));
    if (until > bytes_.size()) places.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

void RowMarks::drop(std::size_t rows, std::size_t place) {
    std::copy(row_ends_.begin() + static_cast<std::ptrdiff_t>(rows),
              row_ends_.begin() + static_cast<std::ptrdiff_t>(rows_), row_ends_.begin());
    rows_ -= rows;
    const std::size_t words = (std::min(place, at_) - first_) / separator_block;
    const std::size_t count = (at_ - first_ + separator_block - 1) / separator_block;
    std::copy(marks_.begin() + static_cast<std::ptrdiff_t>(words), marks_.begin() + static_cast<std::ptrdiff_t>(count),
              marks_.begin());
    first_ += words * separator_block;
    if (!odd_.empty()) odd_.erase(odd_.begin(), std::lower_bound(odd_.begin(), odd_.end(), place));
}

}  // namespace concordat::data
