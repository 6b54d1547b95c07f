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
        if (bytes_[at] == '\r' && at + 1 < bytes_.size() && bytes_[at + 1] == '\n') continue;
        odd_.push_back(static_cast<std::uint32_t>(at));
    }
}

void RowMarks::find_in_blocks(std::size_t blocks) {
    std::array<SeparatorBits, blocks_at_once> found;
    std::array<std::uint64_t, blocks_at_once> marks, line_ends;
    const std::size_t left = bytes_.size() - at_;
    if (blocks * separator_block <= left) {
        find_separators(bytes_.data() + at_, blocks, found.data());
    } else {  // the last bytes, in a block that is filled up
        std::array<char, separator_block> rest;
        rest.fill('x');
        std::memcpy(rest.data(), bytes_.data() + at_, left);
        find_separators(rest.data(), 1, found.data());
    }
    for (std::size_t block = 0; block < blocks; ++block) {
        const SeparatorBits& bits = found[block];
        const bool quotes = (bits.quotes | open_) != 0;
        has_quotes_ |= quotes;
        const std::uint64_t quoted = quotes ? inside_quotes(bits.quotes, open_) : 0;
        marks[block] = (bits.commas | bits.line_ends) & ~quoted;
        line_ends[block] = bits.line_ends & ~quoted;
        if (bits.low != line_ends[block]) note_odd(at_ + block * separator_block, bits.low, quoted);
    }
    line_ends_ += count_of_bits(line_ends.data(), blocks);
    last_ += places_of_bits(marks.data(), blocks, static_cast<std::uint32_t>(at_), ends_.data() + last_);
    at_ += std::min(blocks * separator_block, left);
}

void RowMarks::find(std::size_t wanted) {
    while (count() < wanted && !at_end_) {
        // Places that were put away make room; more than a block's worth is always there to be written over.
        if (first_ != 0) {
            std::memmove(ends_.data(), ends_.data() + first_, count() * sizeof(std::uint32_t));
            last_ -= first_;
            first_ = 0;
        }
        const std::size_t room = std::max(wanted, last_) + (blocks_at_once + 1) * separator_block;
        if (ends_.size() < room) ends_.resize(room);
        const std::size_t left = bytes_.size() - at_;
        if (left != 0) {
            find_in_blocks(std::clamp<std::size_t>(left / separator_block, 1, blocks_at_once));
            continue;
        }
        at_end_ = true;
        const bool ends_with_row = bytes_.empty() || (open_ == 0 && bytes_.back() == '\n');
        if (ends_with_row) continue;
        ends_[last_++] = static_cast<std::uint32_t>(bytes_.size());
        ++line_ends_;
    }
}

void RowMarks::drop(std::size_t ends, std::size_t line_ends, std::size_t place) {
    first_ += ends;
    line_ends_ -= line_ends;
    if (!odd_.empty()) odd_.erase(odd_.begin(), std::lower_bound(odd_.begin(), odd_.end(), place));
}

}  // namespace concordat::data
