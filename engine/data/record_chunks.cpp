// engine/data/record_chunks.cpp · room: data
// What:  see record_chunks.h. First the ends of all rows and cells of a batch, then its cells column by column.
// How:   nearly always each row has as many cells as the file has columns, and none is in quotes: then the ends are at
//        hand as they were found, and every cell is read without asking anything of its row. Else rows are put together
//        one by one, and each cell is looked at by itself. Both ways read a cell by the same functions (cell_batch.h).
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
constexpr std::size_t readable_behind = 32;

/// The cell without its quotes; nothing where a quote stands anywhere but at both ends.
std::optional<std::string_view> without_quotes(std::string_view cell) {
    if (cell.find('"') == std::string_view::npos) return cell;
    if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return std::nullopt;
    cell = cell.substr(1, cell.size() - 2);
    if (cell.find('"') != std::string_view::npos) return std::nullopt;
    return cell;
}

}  // namespace

ChunkReader::ChunkReader(const ChunkLayout& layout, std::string_view bytes)
    : layout_(&layout), bytes_(bytes), marks_(bytes) {}

// ---- cells, column by column ----------------------------------------------------------------------------------------

/// The cells of a column as they stand, from a row on. Cells in other quotes than at both ends set their row aside.
void ChunkReader::gather(std::size_t in_file, std::size_t from, const RecordBatch& batch, bool both_words) {
    const std::size_t width = layout_->width;
    // The first cell begins with its row, every other behind the comma of the one before.
    const std::size_t stride = in_file == 0 ? 1 : width;
    const std::uint32_t behind = in_file == 0 ? 0 : 1;
    const std::uint32_t* ends = cell_ends_ + from * width + in_file;
    const std::uint32_t* begins = in_file == 0 ? batch.begin.data() + from : ends - 1;
    const char* bytes = bytes_.data();
    gathered_.bytes = bytes;
    gathered_.count = std::min(cells_at_once, batch.rows - from);
    if (even_) {
        const auto take = [&](std::size_t index, bool both) {
            const std::uint32_t begin = begins[index * stride] + behind;
            gathered_.set(index, bytes + begin, begin, std::size_t{ends[index * width] - begin}, both);
        };
        for (std::size_t index = 0; both_words && index < gathered_.count; ++index) take(index, true);
        for (std::size_t index = 0; !both_words && index < gathered_.count; ++index) take(index, false);
        return;
    }
    for (std::size_t index = 0; index < gathered_.count; ++index) {
        std::array<char, two_words> readable{};
        if (in_file >= cells_[from + index]) {  // it has no such cell
            gathered_.set(index, readable.data(), 0, 0);
            continue;
        }
        std::uint32_t begin = begins[index * stride] + behind;
        std::string_view cell(bytes + begin, ends[index * width] - begin);
        if (marks_.has_quotes()) {
            const auto bare = without_quotes(cell);
            if (!bare) plain_[from + index] = 0;
            cell = bare.value_or(cell);
            begin = static_cast<std::uint32_t>(cell.data() - bytes);
        }
        std::copy_n(cell.begin(), std::min(cell.size(), readable.size()), readable.begin());
        gathered_.set(index, readable.data(), begin, cell.size());
    }
}

/// Of the cells in hand. Also of the rows that are set aside, as far as they have the cell.
void ChunkReader::take_identities(std::size_t from, RecordBatch& batch) {
    hash_texts({gathered_.count, gathered_.first.data(), gathered_.second.data(), gathered_.length.data(),
                gathered_.bytes, gathered_.begin.data()},
               batch.identity.data() + from);
    std::int64_t all_plain = 1;
    for (std::size_t index = 0; index < gathered_.count; ++index) all_plain &= plain_[from + index];
    for (std::size_t index = 0; all_plain == 0 && index < gathered_.count; ++index) {
        const std::size_t row = from + index;
        if (plain_[row] == 0)
            batch.identity[row] =
                even_ || *layout_->unique < cells_[row] ? hash_of_text(trimmed(gathered_.cell(index))) : 0;
    }
}

void ChunkReader::read_columns(RecordBatch& batch) {
    if (!layout_->unique) batch.identity.fill(0);
    // Of few rows all columns, before the next: their text stays in the memory nearest to the processor.
    for (std::size_t from = 0; from < batch.rows; from += cells_at_once) {
        bool identified = !layout_->unique;
        for (std::size_t index = 0; index < layout_->columns.size(); ++index) {
            const ChunkColumn& column = layout_->columns[index];
            const bool identifies = !identified && column.in_file == *layout_->unique;
            gather(column.in_file, from, batch, identifies || needs_both_words(column));
            read_cells(column, gathered_, batch.columns[index], from, plain_.data() + from);
            if (!identifies) continue;
            // A cell with blanks around it has set its row aside by now: its identity is found without them.
            take_identities(from, batch);
            identified = true;
        }
        if (identified) continue;
        gather(*layout_->unique, from, batch, true);
        take_identities(from, batch);
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

/// Rows that each have all their cells, where nothing else stands among them. Nothing is taken where it is not so.
bool ChunkReader::take_even_rows(RecordBatch& batch) {
    const std::size_t width = layout_->width;
    std::uint32_t* ends = marks_.ends();
    const std::size_t rows = std::min(batch_rows, marks_.count() / std::max<std::size_t>(width, 1));
    if (width < 2 || rows == 0 || marks_.has_quotes()) return false;
    const std::uint32_t end = ends[rows * width - 1];
    if (end + readable_behind > bytes_.size()) return false;
    if (!marks_.odd().empty() && marks_.odd().front() <= end) return false;
    // As many line ends as rows, and each row's last mark is one: then all others are commas.
    std::size_t line_ends = marks_.line_ends();
    for (std::size_t mark = rows * width; mark < marks_.count(); ++mark)
        line_ends -= marks_.ends_a_row(ends[mark]) ? 1 : 0;
    bool even = line_ends == rows;
    for (std::size_t row = 0; row < rows; ++row) even &= bytes_[ends[row * width + width - 1]] == '\n';
    if (!even) return false;
    for (std::size_t row = 0; row < rows; ++row) {
        std::uint32_t& row_end = ends[row * width + width - 1];
        const std::uint32_t line_end = row_end;
        row_end -= bytes_[line_end - 1] == '\r' ? 1 : 0;
        batch.begin[row] = static_cast<std::uint32_t>(row_begin_);
        batch.end[row] = row_end;
        batch.line[row] = line_++;
        plain_[row] = row_end - row_begin_ <= limits::data_cell_characters ? 1 : 0;
        row_begin_ = line_end + std::size_t{1};
    }
    batch.rows = rows;
    rows_taken_ = rows;
    ends_taken_ = rows * width;
    cell_ends_ = ends;
    return true;
}

/// Keeps the row that ends there. An empty one is none.
void ChunkReader::end_row(RecordBatch& batch, std::size_t end, std::size_t cells) {
    if (end == row_begin_) return;
    const std::size_t row = batch.rows++;
    const std::size_t width = layout_->width;
    if (cells < width) kept_ends_[row * width + cells] = static_cast<std::uint32_t>(end);
    cells_[row] = static_cast<std::uint32_t>(std::min(cells + 1, width));
    batch.begin[row] = static_cast<std::uint32_t>(row_begin_);
    batch.end[row] = static_cast<std::uint32_t>(end);
    plain_[row] = cells + 1 == width && end - row_begin_ <= limits::data_cell_characters ? 1 : 0;
}

/// Rows of any form, mark by mark.
void ChunkReader::take_rows(RecordBatch& batch) {
    const std::size_t width = layout_->width;
    kept_ends_.resize(width * batch_rows);
    cells_.resize(batch_rows);
    auto odd = std::size_t{0};
    std::size_t cells = 0;
    ends_taken_ = rows_taken_ = 0;
    for (std::size_t mark = 0; batch.rows < batch_rows; ++mark) {
        if (mark == marks_.count()) marks_.find(mark + batch_rows);
        if (mark == marks_.count()) break;
        const std::size_t place = marks_.ends()[mark];
        if (!marks_.ends_a_row(static_cast<std::uint32_t>(place))) {
            if (cells < width) kept_ends_[batch.rows * width + cells] = static_cast<std::uint32_t>(place);
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
        ++rows_taken_;
        ends_taken_ = mark + 1;
    }
    cell_ends_ = kept_ends_.data();
}

bool ChunkReader::next(RecordBatch& batch) {
    batch.rows = 0;
    batch.chunk = bytes_;
    batch.columns.resize(layout_->columns.size());
    for (std::size_t index = 0; index < batch.columns.size(); ++index)
        batch.columns[index].set_width(layout_->columns[index].narrow);
    marks_.drop(ends_taken_, rows_taken_, row_begin_);
    marks_.find(batch_rows * layout_->width);
    even_ = take_even_rows(batch);
    if (!even_) take_rows(batch);
    read_columns(batch);
    return batch.rows > 0;
}

std::size_t row_end_from(std::string_view bytes, std::size_t from, bool quotes_open) {
    for (std::size_t at = from; at < bytes.size(); ++at) {
        if (bytes[at] == '"') quotes_open = !quotes_open;
        if (bytes[at] == '\n' && !quotes_open) return at + 1;
    }
    return bytes.size();
}

}  // namespace concordat::data
