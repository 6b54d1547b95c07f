// engine/data/record_chunks.cpp · room: data
// What:  see record_chunks.h. Separators are found 64 bytes at a time; then each wanted cell is read.
// Start: ChunkReader::next(), last but one in the file.
#include "data/record_chunks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

#include "base/limits.h"
#include "calendar/date.h"
#include "data/cells.h"
#include "data/headings.h"
#include "data/separators.h"

namespace concordat::data {

namespace {

using As = ChunkColumn::As;

// ---- cells --------------------------------------------------------------------------------------------------------

constexpr int first_year = 1900;
constexpr int years = 300;

/// The days of 300 years, by month: no division for each cell.
struct Months {
    struct Month {
        std::int32_t first_day = 0;
        std::uint32_t days = 0;
    };
    std::array<Month, years * 12> by_number{};
    Months() {
        for (std::size_t index = 0; index < by_number.size(); ++index) {
            const auto first =
                calendar::Date::from(first_year + static_cast<int>(index / 12), static_cast<int>(index % 12) + 1, 1)
                    .value_or(calendar::Date());
            by_number[index] = {
                first.days_since_1970(),
                static_cast<std::uint32_t>(first.plus_months(1).days_since_1970() - first.days_since_1970())};
        }
    }
};

unsigned digit(char letter) { return static_cast<unsigned>(static_cast<unsigned char>(letter)) - '0'; }

/// 2018-04-30. Nothing for any other form and for a day that does not exist.
std::optional<std::int64_t> read_date(std::string_view cell) {
    static const Months months;
    constexpr std::size_t length = 10;
    if (cell.size() != length || cell[4] != '-' || cell[7] != '-') return std::nullopt;
    const unsigned d0 = digit(cell[0]), d1 = digit(cell[1]), d2 = digit(cell[2]), d3 = digit(cell[3]);
    const unsigned d5 = digit(cell[5]), d6 = digit(cell[6]), d8 = digit(cell[8]), d9 = digit(cell[9]);
    if (std::max({d0, d1, d2, d3, d5, d6, d8, d9}) > 9) return std::nullopt;
    const unsigned year = d0 * 1000 + d1 * 100 + d2 * 10 + d3 - first_year;
    const unsigned month = d5 * 10 + d6 - 1;
    const unsigned day = d8 * 10 + d9 - 1;
    if (year >= years || month >= 12) return std::nullopt;
    const Months::Month& found = months.by_number[year * 12 + month];
    if (day >= found.days) return std::nullopt;
    return found.first_day + static_cast<std::int32_t>(day);
}

/// Digits with or without a point; at most 17 of them, so that no sum of ten overflows.
std::optional<std::int64_t> read_number(const ChunkColumn& column, std::string_view cell) {
    constexpr std::size_t most_digits = 17;
    const bool minus = !cell.empty() && cell.front() == '-';
    if (minus) cell.remove_prefix(1);
    if (cell.empty() || cell.size() > most_digits || (minus && !column.below_nothing)) return std::nullopt;
    std::int64_t value = 0;
    std::size_t at = 0;
    for (; at < cell.size() && digit(cell[at]) <= 9; ++at) value = value * 10 + digit(cell[at]);
    int decimals = 0;
    if (at < cell.size()) {
        if (at == 0 || cell[at] != '.' || at + 1 == cell.size()) return std::nullopt;
        for (++at; at < cell.size() && digit(cell[at]) <= 9; ++at, ++decimals) value = value * 10 + digit(cell[at]);
        if (at < cell.size() || decimals > column.decimals) return std::nullopt;
    }
    for (; decimals < column.decimals; ++decimals) {
        if (value > column.most) return std::nullopt;
        value *= 10;
    }
    if (value > column.most) return std::nullopt;
    return minus ? -value : value;
}

bool is_edge_blank(char letter) { return letter == ' '; }

// ---- quotes -------------------------------------------------------------------------------------------------------

/// The cell without its quotes; nothing where a quote stands anywhere but at both ends.
std::optional<std::string_view> without_quotes(std::string_view cell) {
    if (cell.find('"') == std::string_view::npos) return cell;
    if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return std::nullopt;
    cell = cell.substr(1, cell.size() - 2);
    if (cell.find('"') != std::string_view::npos) return std::nullopt;
    return cell;
}

}  // namespace

std::optional<std::int64_t> ChunkReader::read_cell(const ChunkColumn& column, std::string_view cell) const {
    switch (column.as) {
        case As::number: return read_number(column, cell);
        case As::date: return read_date(cell);
        case As::yes_no:
            if (cell == "yes" || cell == "Yes" || cell == "YES") return 1;
            if (cell == "no" || cell == "No" || cell == "NO") return 0;
            return std::nullopt;
        case As::code:
        case As::name: break;
    }
    const auto readable = static_cast<std::size_t>(bytes_.data() + bytes_.size() - cell.data());
    if (auto found = column.texts->find(cell, readable)) return found;
    if (column.as == As::name) return std::nullopt;
    if (cell.empty()) return column.may_be_blank ? std::optional(blank_code) : std::nullopt;
    if (!column.any_code || is_edge_blank(cell.front()) || is_edge_blank(cell.back()) || is_none_mark(cell))
        return std::nullopt;
    return unlisted_code;
}

ChunkReader::ChunkReader(const ChunkLayout& layout, std::string_view bytes) : layout_(&layout), bytes_(bytes) {
    ends_.reserve(layout.width + 1);
    if (!bytes_.empty()) load_block();
}

void ChunkReader::load_block() {
    SeparatorBits found;
    if (block_ + separator_block <= bytes_.size()) {
        found = find_separators(bytes_.data() + block_);
    } else {
        std::array<char, separator_block> rest;
        rest.fill('x');
        std::memcpy(rest.data(), bytes_.data() + block_, bytes_.size() - block_);
        found = find_separators(rest.data());
    }
    has_quotes_ |= found.quotes != 0;
    quoted_ = found.quotes == 0 && open_ == 0 ? 0 : inside_quotes(found.quotes, open_);
    marks_ = (found.commas & ~quoted_) | found.low;
}

bool ChunkReader::take_cells(RecordBatch& batch, std::size_t row) {
    if (ends_.size() != layout_->width) return false;
    for (std::size_t index = 0; index < layout_->columns.size(); ++index) {
        const ChunkColumn& column = layout_->columns[index];
        const std::size_t begin = column.in_file == 0 ? row_begin_ : ends_[column.in_file - 1] + 1;
        std::string_view cell = bytes_.substr(begin, ends_[column.in_file] - begin);
        if (has_quotes_) {
            const auto bare = without_quotes(cell);
            if (!bare) return false;
            cell = *bare;
        }
        const auto value = read_cell(column, cell);
        if (!value) return false;
        batch.columns[index][row] = *value;
    }
    return true;
}

void ChunkReader::take_row(RecordBatch& batch, std::size_t begin, std::size_t end, bool clean) {
    if (begin == end) return;
    const std::size_t row = batch.rows++;
    ends_.push_back(end);
    batch.text[row] = bytes_.substr(begin, end - begin);
    const bool plain = clean && end - begin <= limits::data_cell_characters && take_cells(batch, row);
    batch.plain[row] = plain ? 1 : 0;
    for (std::size_t index = 0; !plain && index < batch.columns.size(); ++index) batch.columns[index][row] = 0;
    if (!layout_->unique || *layout_->unique >= ends_.size()) {
        batch.identity[row] = 0;
        return;
    }
    const std::size_t from = *layout_->unique == 0 ? begin : ends_[*layout_->unique - 1] + 1;
    std::string_view cell = bytes_.substr(from, ends_[*layout_->unique] - from);
    if (has_quotes_) cell = without_quotes(cell).value_or(cell);
    if (!plain) cell = trimmed(cell);
    const auto readable = static_cast<std::size_t>(bytes_.data() + bytes_.size() - cell.data());
    batch.identity[row] = hash_of_text(cell, words_of_text(cell, readable));
}

/// Reads up to the end of one row. False at the end of the chunk.
bool ChunkReader::read_row(RecordBatch& batch) {
    ends_.clear();
    bool clean = true;
    const std::uint32_t first_line = line_;
    for (;;) {
        while (marks_ == 0) {
            block_ += separator_block;
            if (block_ >= bytes_.size()) {  // the last row has no line end
                if (row_begin_ >= bytes_.size()) return false;
                batch.line[batch.rows] = first_line;
                take_row(batch, row_begin_, bytes_.size(), clean);
                row_begin_ = bytes_.size();
                return true;
            }
            load_block();
        }
        const auto bit = static_cast<std::size_t>(std::countr_zero(marks_));
        const std::size_t at = block_ + bit;
        marks_ &= marks_ - 1;
        const char mark = bytes_[at];
        if (mark == ',') {
            if (ends_.size() < layout_->width) ends_.push_back(at);
            else clean = false;
        } else if (mark == '\n') {
            ++line_;
            if (((quoted_ >> bit) & 1u) != 0) {
                clean = false;
                continue;
            }
            const std::size_t end = at > row_begin_ && bytes_[at - 1] == '\r' ? at - 1 : at;
            batch.line[batch.rows] = first_line;
            take_row(batch, row_begin_, end, clean);
            row_begin_ = at + 1;
            return true;
        } else if (mark != '\r' || at + 1 >= bytes_.size() || bytes_[at + 1] != '\n') {
            clean = false;
        }
    }
}

bool ChunkReader::next(RecordBatch& batch) {
    batch.rows = 0;
    if (batch.columns.size() != layout_->columns.size()) batch.columns.resize(layout_->columns.size());
    while (batch.rows < batch_rows && read_row(batch)) {
    }
    for (BatchColumn& column : batch.columns)
        std::fill(column.begin() + static_cast<std::ptrdiff_t>(batch.rows), column.end(), 0);
    std::fill(batch.plain.begin() + static_cast<std::ptrdiff_t>(batch.rows), batch.plain.end(), 0);
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
