// engine/data/record_chunks.cpp · room: data
// What:  see record_chunks.h. First the ends of all rows of a batch, then its cells column by column.
// How:   nearly always each row has as many cells as the file has columns, and none is in quotes. Then, where the
//        processor can, the words of all cells are taken at once by the forms of their rows (row_forms.h); else every
//        cell is found by the list of their ends, without asking anything of its row. In any other case rows are put
//        together one by one, and each cell is looked at by itself. All ways give the same words, which are read by the
//        same functions (cell_batch.h).
// Start: ChunkReader::next(), last but one in the file.
#include "data/record_chunks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/limits.h"
#include "data/headings.h"

namespace concordat::data {

namespace {

/// So many bytes behind a batch can be read: a cell is read by whole words.
constexpr std::size_t readable_behind_cell = 32;
constexpr std::size_t letters_of_word = sizeof(std::uint64_t);

/// The cell without its quotes; nothing where a quote stands anywhere but at both ends.
std::optional<std::string_view> without_quotes(std::string_view cell) {
    if (cell.find('"') == std::string_view::npos) return cell;
    if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return std::nullopt;
    cell = cell.substr(1, cell.size() - 2);
    if (cell.find('"') != std::string_view::npos) return std::nullopt;
    return cell;
}

}  // namespace

ChunkReader::ChunkReader(const ChunkLayout& layout, bool by_forms) : layout_(&layout) {
    std::vector<CellWord> words;
    for (const ChunkColumn& column : layout.columns) {
        const auto letters = words_of_column(column);
        const bool has_both = letters.size() == 2;
        if (layout.unique && column.in_file == *layout.unique && has_both) identifying_ = columns_.size();
        plan_words(column.in_file, letters, words);
    }
    if (layout.unique && !identifying_) {
        identifying_ = columns_.size();
        plan_words(*layout.unique, {CellWord::Letters::first, CellWord::Letters::next}, words);
    }
    if (by_forms && RowForms::possible()) forms_.emplace(layout.width, std::move(words));
}

void ChunkReader::plan_words(std::size_t in_file, const std::vector<CellWord::Letters>& letters,
                             std::vector<CellWord>& words) {
    columns_.push_back({in_file, words.size(), letters.size(), letters[0] == CellWord::Letters::from_right});
    for (const CellWord::Letters one : letters) words.push_back({in_file, one});
}

void ChunkReader::begin(std::string_view bytes, std::size_t readable_behind) {
    bytes_ = bytes;
    readable_behind_ = readable_behind;
    marks_ = RowMarks(bytes);
    row_begin_ = 0;
    line_ = 0;
}

// ---- cells, column by column ----------------------------------------------------------------------------------------

/// Precondition: sixteen bytes can be read at `readable`, which holds what stands in the cell.
void ChunkReader::set_words(std::size_t index, const char* readable, std::size_t length) {
    const TextWords words = words_of_text(readable, length);
    const bool fits = length <= two_words;
    first_.of[index] = fits ? words.first : 0;
    second_.of[index] = fits ? words.second : 0;
    cell_length_[index] = static_cast<std::uint32_t>(length);
}

/// The cells of a column as they stand, from a row on. Cells in other quotes than at both ends set their row aside.
void ChunkReader::gather(std::size_t in_file, const RecordBatch& batch, std::size_t from, std::size_t count) {
    const std::size_t width = layout_->width;
    // The first cell begins with its row, every other behind the comma of the one before.
    const std::size_t stride = in_file == 0 ? 1 : width;
    const std::uint32_t behind = in_file == 0 ? 0 : 1;
    const std::uint32_t* ends = cell_ends_.data() + from * width + in_file;
    const std::uint32_t* begins = in_file == 0 ? batch.begin.data() + from : ends - 1;
    const char* bytes = bytes_.data();
    for (std::size_t index = 0; rows_ == Rows::even && index < count; ++index) {
        const std::uint32_t begin = begins[index * stride] + behind;
        cell_begin_[index] = begin;
        set_words(index, bytes + begin, std::size_t{ends[index * width] - begin});
    }
    for (std::size_t index = 0; rows_ == Rows::any && index < count; ++index) {
        std::array<char, two_words + letters_of_word> readable{};
        cell_begin_[index] = 0;
        set_words(index, readable.data(), 0);
        if (in_file >= cells_[from + index]) continue;  // it has no such cell
        std::uint32_t begin = begins[index * stride] + behind;
        std::string_view cell(bytes + begin, ends[index * width] - begin);
        if (marks_.has_quotes()) {
            const auto bare = without_quotes(cell);
            if (!bare) plain_[from + index] = 0;
            cell = bare.value_or(cell);
            begin = static_cast<std::uint32_t>(cell.data() - bytes);
        }
        std::copy_n(cell.begin(), std::min(cell.size(), two_words), readable.begin());
        cell_begin_[index] = begin;
        if (cell.size() <= two_words) set_words(index, readable.data(), cell.size());
        cell_length_[index] = static_cast<std::uint32_t>(cell.size());
    }
}

/// The letters of a number to the right of its word, as CellWord::Letters::from_right.
void ChunkReader::move_to_right(std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
        const std::size_t length = cell_length_[index];
        const bool fits = length - 1 < letters_of_word;  // 1 to 8
        first_.of[index] = fits ? first_.of[index] << ((letters_of_word - length) * 8 & 63u) : 0;
    }
}

CellBatch ChunkReader::cells_of(std::size_t column, const RecordBatch& batch, std::size_t from, std::size_t count) {
    const ColumnWords& words = columns_[column];
    CellBatch cells;
    cells.count = count;
    if (rows_ == Rows::formed) {
        cells.places = {bytes_.data(), batch.begin.data() + from, &*forms_, form_.data() + from, words.in_file,
                        nullptr};
        cells.first = words_[forms_->place_of(words.first_word)].of.data();
        if (words.count > 1) cells.second = words_[forms_->place_of(words.first_word + 1)].of.data();
        return cells;
    }
    gather(words.in_file, batch, from, count);
    if (words.from_right) move_to_right(count);
    cells.first = first_.of.data();
    cells.second = second_.of.data();
    cells.places = {bytes_.data(), cell_begin_.data(), nullptr, nullptr, words.in_file, cell_length_.data()};
    return cells;
}

/// Also of the rows that are set aside, as far as they have the cell.
void ChunkReader::take_identities(const CellBatch& cells, std::size_t from, RecordBatch& batch) {
    std::uint64_t* identities = batch.identity.data() + from;
    const std::int64_t* plain = plain_.data() + from;
    if (hash_short_texts({cells.count, cells.first, cells.second}, plain, identities)) return;
    for (std::size_t index = 0; index < cells.count; ++index) {
        if (cells.first[index] != 0 && plain[index] != 0) continue;
        std::string_view cell = cells.cell(index);
        if (plain[index] == 0) cell = trimmed(cell);
        const bool has_cell = rows_ != Rows::any || *layout_->unique < cells_[from + index];
        identities[index] = has_cell ? hash_of_text(cell) : 0;
    }
}

void ChunkReader::read_columns(RecordBatch& batch) {
    if (!layout_->unique) batch.identity.fill(0);
    // Of few rows all columns, before the next: their text stays in the memory nearest to the processor.
    for (std::size_t from = 0; from < batch.rows; from += cells_at_once) {
        const std::size_t count = std::min(cells_at_once, batch.rows - from);
        if (rows_ == Rows::formed)
            forms_->take(bytes_.data(), count, batch.begin.data() + from, form_.data() + from, words_);
        for (std::size_t index = 0; index < columns_.size(); ++index) {
            const CellBatch cells = cells_of(index, batch, from, count);
            if (index < layout_->columns.size())
                read_cells(layout_->columns[index], cells, batch.columns[index], from, plain_.data() + from);
            // A cell with blanks around it has set its row aside by now: its identity is found without them.
            if (identifying_ == index) take_identities(cells, from, batch);
        }
    }
    std::fill(plain_.begin() + static_cast<std::ptrdiff_t>(batch.rows), plain_.end(), 0);
    std::int32_t all_plain = 1;
    for (std::size_t row = 0; row < batch_rows; ++row) {
        batch.plain[row] = static_cast<std::int32_t>(plain_[row]);
        all_plain &= batch.plain[row];
    }
    for (BatchColumn& column : batch.columns) {
        if (all_plain == 0) column.clear_where_not(batch.plain);
    }
}

// ---- rows -----------------------------------------------------------------------------------------------------------

/// Whether the rows hold nothing but cells without quotes and so many bytes can be read behind them.
bool ChunkReader::are_plain_bytes(std::size_t rows, std::size_t behind) const {
    const std::size_t end = marks_.row_ends()[rows - 1];
    const bool odd = !marks_.odd().empty() && marks_.odd().front() <= end;
    return layout_->width >= 2 && !marks_.has_quotes() && !odd && end + behind <= bytes_.size() + readable_behind_;
}

/// Where the rows begin and end; how many of them end with a carriage return.
std::size_t ChunkReader::place_rows(RecordBatch& batch, std::size_t rows) {
    const std::uint32_t* ends = marks_.row_ends();
    batch.begin[0] = static_cast<std::uint32_t>(row_begin_);
    for (std::size_t row = 0; row < rows; ++row) {
        batch.begin[row + 1] = ends[row] + 1;
        batch.end[row] = ends[row];
        batch.line[row] = line_ + static_cast<std::uint32_t>(row);
    }
    std::size_t returns = 0;
    for (std::size_t row = 0; marks_.has_returns() && row < rows; ++row) {
        const bool has_return = ends[row] != batch.begin[row] && bytes_[ends[row] - 1] == '\r';
        batch.end[row] -= has_return ? 1 : 0;
        returns += has_return ? 1 : 0;
    }
    return returns;
}

void ChunkReader::go_behind(RecordBatch& batch, std::size_t rows) {
    row_begin_ = marks_.row_ends()[rows - 1] + std::size_t{1};
    line_ += static_cast<std::uint32_t>(rows);
    batch.rows = rows;
}

bool ChunkReader::take_formed_rows(RecordBatch& batch, std::size_t rows) {
    if (!forms_ || !are_plain_bytes(rows, RowForms::readable_behind)) return false;
    if (marks_.row_ends()[rows - 1] == bytes_.size()) return false;  // nothing marks the end of the last row
    const std::size_t returns = place_rows(batch, rows);
    if (returns != 0 && returns != rows) return false;
    const std::size_t end_letters = returns == 0 ? 1 : 2;
    if (!forms_->find(marks_.bits(), rows, row_begin_, marks_.row_ends(), end_letters, form_.data())) return false;
    for (std::size_t more = 0; more < RowForms::rows_at_once; ++more) {
        batch.begin[rows + more] = batch.begin[rows - 1];
        form_[rows + more] = form_[rows - 1];
    }
    std::fill_n(plain_.begin(), rows, 1);
    go_behind(batch, rows);
    return true;
}

bool ChunkReader::take_even_rows(RecordBatch& batch, std::size_t rows) {
    const std::size_t width = layout_->width;
    if (!are_plain_bytes(rows, readable_behind_cell)) return false;
    const std::uint32_t* ends = marks_.row_ends();
    marks_.list(row_begin_, ends[rows - 1] + std::size_t{1}, cell_ends_);
    // As many marks as cells, and each row's last one is its end: then all others are commas.
    bool even = cell_ends_.size() == rows * width;
    for (std::size_t row = 0; even && row < rows; ++row) even = cell_ends_[row * width + width - 1] == ends[row];
    if (!even) return false;
    place_rows(batch, rows);
    for (std::size_t row = 0; row < rows; ++row) {
        cell_ends_[row * width + width - 1] = batch.end[row];
        plain_[row] = batch.end[row] - batch.begin[row] <= limits::data_cell_characters ? 1 : 0;
    }
    go_behind(batch, rows);
    return true;
}

/// Keeps the row that ends there. An empty one is none.
void ChunkReader::end_row(RecordBatch& batch, std::size_t end, std::size_t cells) {
    if (end == row_begin_) return;
    const std::size_t row = batch.rows++;
    const std::size_t width = layout_->width;
    if (cells < width) cell_ends_[row * width + cells] = static_cast<std::uint32_t>(end);
    cells_[row] = static_cast<std::uint32_t>(std::min(cells + 1, width));
    batch.begin[row] = static_cast<std::uint32_t>(row_begin_);
    batch.end[row] = static_cast<std::uint32_t>(end);
    plain_[row] = cells + 1 == width && end - row_begin_ <= limits::data_cell_characters ? 1 : 0;
}

/// Rows as they come, mark by mark.
void ChunkReader::take_any_rows(RecordBatch& batch, std::size_t rows) {
    const std::size_t width = layout_->width;
    std::vector<std::uint32_t> marks;
    marks_.list(row_begin_, marks_.row_ends()[rows - 1] + std::size_t{1}, marks);
    cell_ends_.resize(width * batch_rows);
    cells_.resize(batch_rows);
    auto odd = std::size_t{0};
    std::size_t cells = 0, ended = 0;
    for (const std::size_t place : marks) {
        if (place != marks_.row_ends()[ended]) {
            if (cells < width) cell_ends_[batch.rows * width + cells] = static_cast<std::uint32_t>(place);
            ++cells;
            continue;
        }
        batch.line[batch.rows] = line_;
        const std::size_t before = batch.rows;
        const bool carriage_return = place > row_begin_ && place < bytes_.size() && bytes_[place - 1] == '\r';
        end_row(batch, carriage_return ? place - 1 : place, cells);
        for (; odd < marks_.odd().size() && marks_.odd()[odd] < place; ++odd) {
            if (bytes_[marks_.odd()[odd]] == '\n') ++line_;
            if (batch.rows > before) plain_[before] = 0;
        }
        if (place < bytes_.size()) ++line_;
        row_begin_ = place + 1;
        cells = 0;
        ++ended;
    }
}

void ChunkReader::take_rows(RecordBatch& batch, std::size_t rows) {
    rows_ = Rows::formed;
    if (take_formed_rows(batch, rows)) return;
    rows_ = Rows::even;
    if (take_even_rows(batch, rows)) return;
    rows_ = Rows::any;
    take_any_rows(batch, rows);
}

bool ChunkReader::next(RecordBatch& batch) {
    batch.rows = 0;
    batch.chunk = bytes_;
    batch.columns.resize(layout_->columns.size());
    for (std::size_t index = 0; index < batch.columns.size(); ++index)
        batch.columns[index].set_width(layout_->columns[index].narrow);
    while (batch.rows == 0) {  // lines without a row may fill a whole batch
        marks_.find(batch_rows);
        const std::size_t rows = std::min(batch_rows, marks_.rows());
        if (rows == 0) return false;
        take_rows(batch, rows);
        read_columns(batch);
        marks_.drop(rows, row_begin_);
    }
    return true;
}

std::size_t row_end_from(std::string_view bytes, std::size_t from, bool quotes_open) {
    for (std::size_t at = from; at < bytes.size(); ++at) {
        if (bytes[at] == '"') quotes_open = !quotes_open;
        if (bytes[at] == '\n' && !quotes_open) return at + 1;
    }
    return bytes.size();
}

}  // namespace concordat::data
