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

/// The digits of `0000-00-`, each in its byte, the first in the lowest; nothing where it has another form.
std::optional<std::uint64_t> year_and_month(const char* text) {
    constexpr std::uint64_t form = 0x2d30302d30303030u;  // 0000-00-
    constexpr std::uint64_t beyond_nine =
        0x7f76767f76767676u;  // brings the top bit up in a digit above 9, in a dash above 0
    constexpr std::uint64_t top_bits = 0x8080808080808080u;
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) std::memcpy(&word, text, sizeof word);
    else
        for (unsigned at = 0; at < sizeof word; ++at)
            word |= std::uint64_t{static_cast<unsigned char>(text[at])} << (at * 8);
    word ^= form;
    if ((((word + beyond_nine) | word) & top_bits) != 0) return std::nullopt;
    return word;
}

/// 2018-04-30. Nothing for any other form and for a day that does not exist.
inline std::optional<std::int64_t> read_date(std::string_view cell) {
    static const Months months;
    constexpr std::size_t length = 10;
    if (cell.size() != length) return std::nullopt;
    const auto digits = year_and_month(cell.data());
    const unsigned d8 = digit(cell[8]), d9 = digit(cell[9]);
    if (!digits || d8 > 9 || d9 > 9) return std::nullopt;
    const auto at = [&](unsigned byte) { return static_cast<unsigned>(*digits >> (byte * 8)) & 0xffu; };
    const unsigned year = at(0) * 1000 + at(1) * 100 + at(2) * 10 + at(3) - first_year;
    const unsigned month = at(5) * 10 + at(6) - 1;
    const unsigned day = d8 * 10 + d9 - 1;
    if (year >= years || month >= 12) return std::nullopt;
    const Months::Month& found = months.by_number[year * 12 + month];
    if (day >= found.days) return std::nullopt;
    return found.first_day + static_cast<std::int32_t>(day);
}

/// Digits with or without a point; at most 17 of them, so that no sum of ten overflows.
inline std::optional<std::int64_t> read_number(const ChunkColumn& column, std::string_view cell) {
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

inline std::optional<std::int64_t> read_yes_no(std::string_view cell) {
    const auto says = [&](char a, char b, char c) { return cell[0] == a && cell[1] == b && cell[2] == c; };
    if (cell.size() == 3 && (says('y', 'e', 's') || says('Y', 'e', 's') || says('Y', 'E', 'S'))) return 1;
    const bool no = cell.size() == 2 &&
                    ((cell[0] == 'n' && cell[1] == 'o') || (cell[0] == 'N' && (cell[1] == 'o' || cell[1] == 'O')));
    return no ? std::optional<std::int64_t>(0) : std::nullopt;
}

/// Of a code that is in no list: whether it is one all the same.
std::optional<std::int64_t> read_unlisted(const ChunkColumn& column, std::string_view cell) {
    if (column.as == As::name) return std::nullopt;
    if (cell.empty()) return column.may_be_blank ? std::optional(blank_code) : std::nullopt;
    if (!column.any_code || is_edge_blank(cell.front()) || is_edge_blank(cell.back()) || is_none_mark(cell))
        return std::nullopt;
    return unlisted_code;
}

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

ChunkReader::ChunkReader(const ChunkLayout& layout, std::string_view bytes) : layout_(&layout), bytes_(bytes) {
    ends_.resize(layout.width * batch_rows);
    cells_.resize(batch_rows);
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

// ---- cells, column by column ----------------------------------------------------------------------------------------

/// `read` gives what stands in a cell, or nothing: then the row is set aside.
template <typename Read>
void ChunkReader::take_column(const ChunkColumn& column, RecordBatch& batch, BatchColumn& out, const Read& read) const {
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (batch.plain[row] == 0) continue;
        std::string_view text = cell(batch, row, column.in_file);
        std::optional<std::int64_t> value;
        if (!has_quotes_) {
            value = read(text);
        } else if (const auto bare = without_quotes(text)) {
            value = read(*bare);
        }
        if (value) out[row] = *value;
        else batch.plain[row] = 0;
    }
}

void ChunkReader::take_column(const ChunkColumn& column, RecordBatch& batch, BatchColumn& out) const {
    using Text = std::string_view;
    using Value = std::optional<std::int64_t>;
    switch (column.as) {
        case As::number:
            return take_column(column, batch, out, [&](Text text) {
                return column.may_be_blank && text.empty() ? Value(blank_figure) : read_number(column, text);
            });
        case As::date:
            return take_column(column, batch, out, [&](Text text) {
                return column.may_be_blank && text.empty() ? Value(blank_figure) : read_date(text);
            });
        case As::yes_no: return take_column(column, batch, out, read_yes_no);
        case As::code:
        case As::name:
            return take_column(column, batch, out, [&, &texts = *column.texts](Text text) {
                const Value found = texts.find(text, readable_from(text));
                return found ? found : read_unlisted(column, text);
            });
    }
}

/// Also of the rows that are set aside, as far as they have the cell.
void ChunkReader::take_identities(RecordBatch& batch) const {
    const std::size_t column = layout_->unique.value_or(0);
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (!layout_->unique || column >= cells_[row]) {
            batch.identity[row] = 0;
            continue;
        }
        std::string_view text = cell(batch, row, column);
        if (has_quotes_) text = without_quotes(text).value_or(text);
        if (batch.plain[row] == 0) text = trimmed(text);
        batch.identity[row] = hash_of_text(text, words_of_text(text, readable_from(text)));
    }
}

// ---- rows -----------------------------------------------------------------------------------------------------------

/// Keeps the row that ends there; true when there was one.
bool ChunkReader::end_row(RecordBatch& batch, std::size_t end, std::size_t cells, bool clean) {
    const std::size_t size = end - row_begin_;
    if (size == 0) return false;
    const std::size_t row = batch.rows++;
    const std::size_t width = layout_->width;
    if (cells < width) ends_[row * width + cells] = static_cast<std::uint32_t>(size);
    cells_[row] = static_cast<std::uint32_t>(std::min(cells + 1, width));
    batch.text[row] = {bytes_.data() + row_begin_, size};
    batch.plain[row] = clean && cells + 1 == width && size <= limits::data_cell_characters ? 1 : 0;
    return true;
}

/// Finds the end of one row, and of its cells. False at the end of the chunk.
bool ChunkReader::find_row(RecordBatch& batch) {
    const std::size_t width = layout_->width;
    std::uint32_t* ends = ends_.data() + batch.rows * width;
    std::size_t cells = 0;
    bool clean = true;
    batch.line[batch.rows] = line_;
    for (;;) {
        while (marks_ == 0) {
            block_ += separator_block;
            if (block_ >= bytes_.size()) {  // the last row has no line end
                if (row_begin_ >= bytes_.size()) return false;
                const bool any = end_row(batch, bytes_.size(), cells, clean);
                row_begin_ = bytes_.size();
                return any;
            }
            load_block();
        }
        const auto bit = static_cast<std::size_t>(std::countr_zero(marks_));
        const std::size_t at = block_ + bit;
        marks_ &= marks_ - 1;
        const char mark = bytes_[at];
        if (mark == ',') {
            if (cells < width) ends[cells] = static_cast<std::uint32_t>(at - row_begin_);
            ++cells;
        } else if (mark == '\n') {
            ++line_;
            if (((quoted_ >> bit) & 1u) != 0) {
                clean = false;
                continue;
            }
            end_row(batch, at > row_begin_ && bytes_[at - 1] == '\r' ? at - 1 : at, cells, clean);
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
    while (batch.rows < batch_rows && find_row(batch)) {
    }
    for (std::size_t index = 0; index < layout_->columns.size(); ++index)
        take_column(layout_->columns[index], batch, batch.columns[index]);
    take_identities(batch);
    const auto rest = static_cast<std::ptrdiff_t>(batch.rows);
    std::fill(batch.plain.begin() + rest, batch.plain.end(), 0);
    const bool any_aside = std::find(batch.plain.begin(), batch.plain.begin() + rest, 0) != batch.plain.begin() + rest;
    for (BatchColumn& column : batch.columns) {
        std::fill(column.begin() + rest, column.end(), 0);
        for (std::size_t row = 0; any_aside && row < batch.rows; ++row) column[row] *= batch.plain[row];
    }
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
