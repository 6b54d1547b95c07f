// engine/data/record_chunks.h · room: data
// What:  rows of a file of records as whole numbers, a thousand at a time: the fast way in. It reads only what is
// plainly written. A row with
//        anything else in it (a comma in a number, a letter that is not ASCII, a cell too many) is not judged here: it
//        is set aside as text for the careful reader (records.h), which reads it or says what is wrong.
// Never: a diagnostic; an amount rounded; a file opened; a thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "data/cell_batch.h"
#include "data/chunk_columns.h"
#include "data/row_marks.h"

namespace concordat::data {

struct ChunkLayout {
    std::size_t width = 0;  // columns of the file
    std::vector<ChunkColumn> columns;
    std::optional<std::size_t> unique;  // column of the file whose text identifies a row
};

struct RecordBatch {
    std::size_t rows = 0;
    std::vector<BatchColumn> columns;                  // as in the layout; 0 where a row is set aside
    PlainRows plain{};                                 // 1: read; 0: set aside
    std::array<std::uint32_t, batch_rows> line{};      // of the chunk, from 0
    std::array<std::uint64_t, batch_rows> identity{};  // hash of the unique cell
    std::string_view chunk;
    std::array<std::uint32_t, batch_rows> begin{}, end{};  // of each row in the chunk, without its line end

    /// A row as it stands.
    [[nodiscard]] std::string_view text(std::size_t row) const {
        return {chunk.data() + begin[row], std::size_t{end[row]} - begin[row]};
    }
};

/// A part of a file that begins with a row and ends after one.
class ChunkReader {
public:
    ChunkReader(const ChunkLayout& layout, std::string_view bytes);
    /// Fills the batch; false when there was no row left. Rows beyond `rows` hold zeros.
    [[nodiscard]] bool next(RecordBatch& batch);
    /// Line ends passed so far.
    [[nodiscard]] std::uint32_t lines() const { return line_; }
    /// Whether any quote was met.
    [[nodiscard]] bool has_quotes() const { return marks_.has_quotes(); }

private:
    bool take_even_rows(RecordBatch& batch);
    void take_rows(RecordBatch& batch);
    void end_row(RecordBatch& batch, std::size_t end, std::size_t cells);
    void read_columns(RecordBatch& batch);
    void gather(std::size_t in_file, std::size_t from, const RecordBatch& batch, bool both_words);
    void take_identities(std::size_t from, RecordBatch& batch);

    const ChunkLayout* layout_;
    std::string_view bytes_;
    RowMarks marks_;
    std::size_t row_begin_ = 0;
    std::uint32_t line_ = 0;
    std::size_t ends_taken_ = 0, rows_taken_ = 0;  // of the marks, by the batch in hand
    bool even_ = false;  // every row of the batch has all its cells, no quotes, and bytes behind it that can be read
    const std::uint32_t* cell_ends_ = nullptr;      // of all cells of the batch, row by row
    std::vector<std::uint32_t> kept_ends_;          // the same, where rows are not even
    std::vector<std::uint32_t> cells_;              // then: how many each row has, as far as the file has columns
    CellBatch gathered_;                            // of the column in hand
    std::array<std::int64_t, batch_rows> plain_{};  // as wide as what is read beside it
};

/// The end of the first row that ends at or after `from`: a place to cut a file. `quotes_open` tells whether a quote is
/// open at `from`.
[[nodiscard]] std::size_t row_end_from(std::string_view bytes, std::size_t from, bool quotes_open);

}  // namespace concordat::data
