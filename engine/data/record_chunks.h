// engine/data/record_chunks.h · room: data
// What:  rows of a file of records as whole numbers, a thousand at a time: the fast way in. It reads only what is
//        plainly written. A row with anything else in it (a comma in a number, a letter that is not ASCII, a cell too
//        many) is not judged here: it is set aside as text for the careful reader (records.h), which reads it or says
//        what is wrong.
// Never: a diagnostic; an amount rounded; a file opened; a thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "data/cell_batch.h"
#include "data/chunk_columns.h"
#include "data/row_forms.h"
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
    /// Of each row in the chunk, without its line end; with room for what is taken eight at a time.
    std::array<std::uint32_t, batch_rows + RowForms::rows_at_once> begin{}, end{};

    /// A row as it stands.
    [[nodiscard]] std::string_view text(std::size_t row) const {
        return {chunk.data() + begin[row], std::size_t{end[row]} - begin[row]};
    }
};

/// Reads parts of a file, one after the other. Each begins with a row and ends after one.
class ChunkReader {
public:
    /// `by_forms` where the processor can: then cells are taken by the forms of their rows.
    explicit ChunkReader(const ChunkLayout& layout, bool by_forms = RowForms::possible());
    /// The part that is read from now on. So many bytes behind it can be read too.
    void begin(std::string_view bytes, std::size_t readable_behind = 0);
    /// Fills the batch; false when there was no row left. Rows beyond `rows` hold zeros.
    [[nodiscard]] bool next(RecordBatch& batch);
    /// Line ends of the part passed so far.
    [[nodiscard]] std::uint32_t lines() const { return line_; }
    /// Whether any quote was met in the part.
    [[nodiscard]] bool has_quotes() const { return marks_.has_quotes(); }

private:
    /// How the rows of the batch in hand stand there.
    enum class Rows {
        formed,  // each has a form
        even,    // each has all its cells, and no quotes
        any
    };

    void take_rows(RecordBatch& batch, std::size_t rows);
    bool take_formed_rows(RecordBatch& batch, std::size_t rows);
    bool take_even_rows(RecordBatch& batch, std::size_t rows);
    void take_any_rows(RecordBatch& batch, std::size_t rows);
    std::size_t place_rows(RecordBatch& batch, std::size_t rows);
    void go_behind(RecordBatch& batch, std::size_t rows);
    void end_row(RecordBatch& batch, std::size_t end, std::size_t cells);
    [[nodiscard]] bool are_plain_bytes(std::size_t rows, std::size_t behind) const;

    void read_columns(RecordBatch& batch);
    CellBatch cells_of(std::size_t column, const RecordBatch& batch, std::size_t from, std::size_t count);
    void gather(std::size_t in_file, const RecordBatch& batch, std::size_t from, std::size_t count);
    void set_words(std::size_t index, const char* readable, std::size_t length);
    void move_to_right(std::size_t count);
    void take_identities(const CellBatch& cells, std::size_t from, RecordBatch& batch);

    /// The words of a column of the layout, or of the one that identifies: places among all words.
    struct ColumnWords {
        std::size_t in_file = 0;
        std::size_t first_word = 0;
        std::size_t count = 0;  // 1 or 2
        bool from_right = false;
    };
    void plan_words(std::size_t in_file, const std::vector<CellWord::Letters>& letters, std::vector<CellWord>& words);

    const ChunkLayout* layout_;
    std::string_view bytes_;
    std::size_t readable_behind_ = 0;
    RowMarks marks_{{}};
    std::size_t row_begin_ = 0;
    std::uint32_t line_ = 0;
    Rows rows_ = Rows::any;
    std::optional<std::size_t> identifying_;  // of the columns below
    std::vector<ColumnWords> columns_;  // of the layout, and at last the one that identifies if it is none of them
    std::optional<RowForms> forms_;
    std::array<RowForms::Form, batch_rows + RowForms::rows_at_once> form_{};  // of each row
    std::vector<WordsOfCells> words_;                                         // by forms
    // Else of the column in hand:
    WordsOfCells first_, second_;
    std::array<std::uint32_t, cells_at_once> cell_begin_{}, cell_length_{};
    std::vector<std::uint32_t> cell_ends_;          // of all cells of the batch, row by row
    std::vector<std::uint32_t> cells_;              // of any rows: how many each has, as far as the file has columns
    std::array<std::int64_t, batch_rows> plain_{};  // as wide as what is read beside it
};

/// The end of the first row that ends at or after `from`: a place to cut a file. `quotes_open` tells whether a quote is
/// open at `from`.
[[nodiscard]] std::size_t row_end_from(std::string_view bytes, std::size_t from, bool quotes_open);

}  // namespace concordat::data
