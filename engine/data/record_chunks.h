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

#include "data/short_texts.h"

namespace concordat::data {

/// Rows of a batch.
inline constexpr std::size_t batch_rows = 1024;
using BatchColumn = std::array<std::int64_t, batch_rows>;

/// What stands in a column of codes where no listed text does, and where the cell is blank.
inline constexpr std::int64_t unlisted_code = -1;
inline constexpr std::int64_t blank_code = -2;
/// What stands in a column of numbers or dates where the cell is blank.
inline constexpr std::int64_t blank_figure = INT64_MIN;

/// How a column of the file becomes whole numbers.
struct ChunkColumn {
    enum class As { number, date, yes_no, code, name } as = As::number;
    std::size_t in_file = 0;
    int decimals = 0;                   // number: in units of 10^-decimals
    bool below_nothing = true;          // number: a minus is read
    std::int64_t most = 0;              // number: by size, in those units; beyond it the row is set aside
    bool may_be_blank = false;          // code: then it is blank_code; number and date: blank_figure
    bool any_code = true;               // code: one that is not listed is unlisted_code; else the row is set aside
    const ShortTexts* texts = nullptr;  // code, name: what each text stands for
};
struct ChunkLayout {
    std::size_t width = 0;  // columns of the file
    std::vector<ChunkColumn> columns;
    std::optional<std::size_t> unique;  // column of the file whose text identifies a row
};

struct RecordBatch {
    std::size_t rows = 0;
    std::vector<BatchColumn> columns;                  // as in the layout; 0 where a row is set aside
    BatchColumn plain{};                               // 1: read; 0: set aside
    std::array<std::string_view, batch_rows> text;     // each row as it stands, without its line end
    std::array<std::uint32_t, batch_rows> line{};      // of the chunk, from 0
    std::array<std::uint64_t, batch_rows> identity{};  // hash of the unique cell
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
    [[nodiscard]] bool has_quotes() const { return has_quotes_; }

private:
    void load_block();
    bool find_row(RecordBatch& batch);
    bool end_row(RecordBatch& batch, std::size_t end, std::size_t cells, bool clean);
    template <typename Read>
    void take_column(const ChunkColumn& column, RecordBatch& batch, BatchColumn& out, const Read& read) const;
    void take_column(const ChunkColumn& column, RecordBatch& batch, BatchColumn& out) const;
    void take_identities(RecordBatch& batch) const;
    [[nodiscard]] std::string_view cell(const RecordBatch& batch, std::size_t row, std::size_t column) const {
        const std::uint32_t* ends = ends_.data() + row * layout_->width;
        const std::size_t begin = column == 0 ? 0 : ends[column - 1] + std::size_t{1};
        return {batch.text[row].data() + begin, ends[column] - begin};
    }
    [[nodiscard]] std::size_t readable_from(std::string_view cell) const {
        return static_cast<std::size_t>(bytes_.data() + bytes_.size() - cell.data());
    }

    const ChunkLayout* layout_;
    std::string_view bytes_;
    std::size_t block_ = 0;     // where the block in hand begins
    std::uint64_t marks_ = 0;   // its separators and low bytes that are still to come
    std::uint64_t quoted_ = 0;  // what stands inside quotes
    bool has_quotes_ = false;   // so far
    std::uint64_t open_ = 0;
    std::size_t row_begin_ = 0;
    std::uint32_t line_ = 0;
    std::vector<std::uint32_t> ends_;   // of the cells of each row of the batch, from where the row begins
    std::vector<std::uint32_t> cells_;  // how many each row has, as far as the file has columns
};

/// The end of the first row that ends at or after `from`: a place to cut a file. `quotes_open` tells whether a quote is
/// open at `from`.
[[nodiscard]] std::size_t row_end_from(std::string_view bytes, std::size_t from, bool quotes_open);

}  // namespace concordat::data
