// engine/data/cell_batch.h · room: data
// What:  the cells of one column of a batch, each as its first sixteen bytes and its length, and what they stand for as
//        whole numbers. Side by side they are read by the processor's widest instructions: no cell is branched on.
// Never: files, rows, quotes, messages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "data/chunk_columns.h"

namespace concordat::data {

/// So many cells at once: few enough to stay in the memory nearest to the processor.
inline constexpr std::size_t cells_at_once = 256;

/// What stands behind a cell among its sixteen bytes is left in them.
struct CellBatch {
    std::size_t count = 0;
    const char* bytes = nullptr;
    std::array<std::uint64_t, cells_at_once> first, second, length;
    std::array<std::uint32_t, cells_at_once> begin;  // in `bytes`, for what is longer

    /// Precondition: sixteen bytes can be read at `readable`, which holds what stands at `place`.
    void set(std::size_t index, const char* readable, std::uint32_t place, std::size_t size, bool both_words = true) {
        first[index] = word_at(readable);
        if (both_words) second[index] = word_at(readable + sizeof(std::uint64_t));
        length[index] = size;
        begin[index] = place;
    }
    [[nodiscard]] std::string_view cell(std::size_t index) const { return {bytes + begin[index], length[index]}; }
};

/// Whether the second word of its cells is looked at: that of a number or of a yes is not.
[[nodiscard]] inline bool needs_both_words(const ChunkColumn& column) {
    return column.as != ChunkColumn::As::number && column.as != ChunkColumn::As::yes_no;
}

/// What the cells stand for, into the rows from `from` on; `plain`, of these rows, becomes 0 where one is for the
/// careful reader.
void read_cells(const ChunkColumn& column, const CellBatch& cells, BatchColumn& into, std::size_t from,
                std::int64_t* plain);

}  // namespace concordat::data
