// engine/data/cell_batch.h · room: data
// What:  the cells of one column of a batch, each as its letters in words of eight, and what they stand for as whole
//        numbers. Side by side they are read by the processor's widest instructions: no cell is branched on.
// Never: files, rows, quotes, messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "data/chunk_columns.h"
#include "data/row_forms.h"

namespace concordat::data {

/// Where each cell of a column stands: by the form of its row, or by itself.
struct CellPlaces {
    const char* bytes = nullptr;
    const std::uint32_t* begin = nullptr;  // of each row, where there are forms; else of each cell
    const RowForms* forms = nullptr;
    const RowForms::Form* form = nullptr;   // of each row
    std::size_t in_file = 0;                // column
    const std::uint32_t* length = nullptr;  // of each cell, where there are no forms

    [[nodiscard]] std::string_view cell(std::size_t index) const {
        if (forms != nullptr) return forms->cell(form[index], in_file, bytes + begin[index]);
        return {bytes + begin[index], length[index]};
    }
};

/// The words that a column asks for, of not more than `cells_at_once` cells.
struct CellBatch {
    std::size_t count = 0;
    const std::uint64_t* first = nullptr;   // as CellWord::Letters::first; of a number ::from_right
    const std::uint64_t* second = nullptr;  // as CellWord::Letters::next
    CellPlaces places;

    [[nodiscard]] std::string_view cell(std::size_t index) const { return places.cell(index); }
};

/// The words that read_cells() looks at, the first of them first.
[[nodiscard]] std::vector<CellWord::Letters> words_of_column(const ChunkColumn& column);

/// What the cells stand for, into the rows from `from` on; `plain`, of these rows, becomes 0 where one is for the
/// careful reader.
void read_cells(const ChunkColumn& column, const CellBatch& cells, BatchColumn& into, std::size_t from,
                std::int64_t* plain);

}  // namespace concordat::data
