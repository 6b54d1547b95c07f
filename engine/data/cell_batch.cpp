// engine/data/cell_batch.cpp · room: data
// What:  see cell_batch.h. Loops over words of eight letters; a letter is a byte of them, the first the lowest.
// How:   each loop does one thing for all rows, so that the compiler can do it for several rows at once. What it cannot
//        do so (asking a list, a number of another form) stands in a loop of its own.
// Start: read_cells(), last in the file.
#include "data/cell_batch.h"

#include <algorithm>

#include "base/processors.h"
#include "calendar/date.h"
#include "data/cells.h"

namespace concordat::data {

namespace {

using Word = std::uint64_t;
using In = const Word* __restrict;
using Out = std::int64_t* __restrict;
using Lane = std::array<Word, cells_at_once>;

constexpr Word ones = 0x0101010101010101u;
constexpr Word top_bits = 0x8080808080808080u;
constexpr Word low_byte = 0xffu;
constexpr std::size_t word_letters = sizeof(Word);

// ---- dates --------------------------------------------------------------------------------------------------------

constexpr Word first_year = 1900;
constexpr Word months_read = 300 * 12;

/// The days of 300 years, by month: no division for each cell.
struct Months {
    struct Month {
        std::int32_t first_day = 0;
        std::uint32_t days = 0;
    };
    std::array<Month, months_read> by_number{};
    Months() {
        for (Word index = 0; index < months_read; ++index) {
            const auto year = static_cast<int>(first_year + index / 12);
            const auto first =
                calendar::Date::from(year, static_cast<int>(index % 12) + 1, 1).value_or(calendar::Date());
            const std::int32_t next = first.plus_months(1).days_since_1970();
            by_number[index] = {first.days_since_1970(), static_cast<std::uint32_t>(next - first.days_since_1970())};
        }
    }
};

/// 2018-04-30: the number of its month, and its day from 0. Where it is no such form, the month is none.
CONCORDAT_FOR_EACH_PROCESSOR
void take_dates_apart(std::size_t rows, In first, In second, In length, Word* __restrict month, Word* __restrict day) {
    constexpr Word form = 0x2d30302d30303030u;    // 0000-00-
    constexpr Word beyond = 0x7f76767f76767676u;  // lifts a digit above 9, and what is no dash, into the top bit
    constexpr Word day_form = 0x3030u;
    for (std::size_t row = 0; row < rows; ++row) {
        const Word digits = first[row] ^ form;
        const Word of_day = (second[row] & 0xffffu) ^ day_form;
        const Word wrong =
            (((digits + beyond) | digits) & top_bits) | (((of_day + 0x7676u) | of_day) & 0x8080u) | (length[row] ^ 10u);
        // Ten times each letter and its neighbour, all at once.
        const Word pairs = (digits << 3u) + (digits << 1u) + (digits >> 8u);
        const Word year = (pairs & low_byte) * 100 + ((pairs >> 16u) & low_byte) - first_year;
        const Word of_year = ((pairs >> 40u) & low_byte) - 1;
        const Word number = year * 12 + of_year;
        const Word readable = (wrong == 0) & (of_year < 12) & (number < months_read);
        month[row] = readable != 0 ? number : months_read;
        day[row] = (of_day & low_byte) * 10 + (of_day >> 8u) - 1;
    }
}

void read_dates(const CellBatch& cells, Out out, Out plain) {
    static const Months months;
    Lane month, day;
    take_dates_apart(cells.count, cells.first.data(), cells.second.data(), cells.length.data(), month.data(),
                     day.data());
    for (std::size_t row = 0; row < cells.count; ++row) {
        const bool readable = month[row] < months_read;
        const Months::Month& found = months.by_number[readable ? month[row] : 0];
        out[row] = found.first_day + static_cast<std::int64_t>(day[row]);
        plain[row] &= readable & (day[row] < found.days) ? 1 : 0;
    }
}

// ---- numbers ------------------------------------------------------------------------------------------------------

/// Any number that is plainly written: digits with or without a point, perhaps a minus. At most 17 digits, so that no
/// sum of ten overflows.
bool read_any_number(const ChunkColumn& column, std::string_view cell, std::int64_t& value) {
    constexpr std::size_t most_digits = 17;
    const auto digit = [](char letter) { return static_cast<unsigned>(static_cast<unsigned char>(letter)) - '0'; };
    const bool minus = !cell.empty() && cell.front() == '-';
    if (minus) cell.remove_prefix(1);
    if (cell.empty() || cell.size() > most_digits || (minus && !column.below_nothing)) return false;
    value = 0;
    std::size_t at = 0;
    for (; at < cell.size() && digit(cell[at]) <= 9; ++at) value = value * 10 + digit(cell[at]);
    int decimals = 0;
    if (at < cell.size()) {
        if (at == 0 || cell[at] != '.' || at + 1 == cell.size()) return false;
        for (++at; at < cell.size() && digit(cell[at]) <= 9; ++at, ++decimals) value = value * 10 + digit(cell[at]);
        if (at < cell.size() || decimals > column.decimals) return false;
    }
    for (; decimals < column.decimals; ++decimals) {
        if (value > column.most) return false;
        value *= 10;
    }
    if (value > column.most) return false;
    value = minus ? -value : value;
    return true;
}

/// The number of eight digits: tens, hundreds, then ten thousands at once.
CONCORDAT_PART_OF_LOOP Word number_of_digits(Word digits) {
    digits = digits * 10 + (digits >> 8u);
    digits = (digits & 0x00ff00ff00ff00ffu) * 100 + ((digits >> 16u) & 0x00ff00ff00ff00ffu);
    return (digits & 0xffffu) * 10'000 + ((digits >> 32u) & 0xffffu);
}

/// At most eight letters, all of them digits; `good` is 0 for any other.
CONCORDAT_FOR_EACH_PROCESSOR
void read_digits(std::size_t rows, In first, In length, Word most, Out out, Out good) {
    for (std::size_t row = 0; row < rows; ++row) {
        const Word size = length[row];
        const Word fits = (size - 1) < word_letters;  // 1 to 8
        const Word unused = ((word_letters - size) * 8) & 63u;
        const Word digits = (first[row] ^ (ones * '0')) << unused;
        const Word wrong = ((digits + ones * 0x76) | digits) & top_bits;
        const Word value = number_of_digits(digits);
        good[row] = static_cast<std::int64_t>(fits & (wrong == 0) & (value <= most));
        out[row] = static_cast<std::int64_t>(value);
    }
}

constexpr std::array<std::int64_t, 10> powers_of_ten = {1,       10,        100,        1'000,       10'000,
                                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

/// The same with a point among them: it is taken out, and `missing` decimals are to be put behind; above `decimals`
/// where there are too many.
CONCORDAT_FOR_EACH_PROCESSOR
void take_points_out(std::size_t rows, In first, In length, Word decimals, Word* __restrict without,
                     Word* __restrict size, Word* __restrict missing) {
    for (std::size_t row = 0; row < rows; ++row) {
        const Word points = first[row] ^ (ones * '.');
        const Word found = (points - ones) & ~points & top_bits;
        // The letters before the first point; all where there is none.
        const Word before = ((found & (0 - found)) >> 7u) - 1;
        const Word count = ((before & ones) * ones) >> 56u;
        const Word inside = count < length[row];  // else the point stands behind the cell
        const Word behind = length[row] - count - 1;
        without[row] = inside != 0 ? (first[row] & before) | ((first[row] >> 8u) & ~before) : first[row];
        size[row] = length[row] - inside;
        const Word lacking = inside != 0 ? decimals - behind : decimals;
        missing[row] = inside != 0 && (count == 0 || behind == 0) ? decimals + 1 : lacking;
    }
}

void read_numbers(const ChunkColumn& column, const CellBatch& cells, Out out, Out plain) {
    std::array<std::int64_t, cells_at_once> good;
    const auto most = static_cast<Word>(column.most);
    if (column.decimals == 0) {
        read_digits(cells.count, cells.first.data(), cells.length.data(), most, out, good.data());
    } else if (static_cast<std::size_t>(column.decimals) < powers_of_ten.size()) {
        Lane without, size, missing;
        const auto decimals = static_cast<Word>(column.decimals);
        take_points_out(cells.count, cells.first.data(), cells.length.data(), decimals, without.data(), size.data(),
                        missing.data());
        read_digits(cells.count, without.data(), size.data(), ~Word{0}, out, good.data());
        for (std::size_t row = 0; row < cells.count; ++row) {
            out[row] *= powers_of_ten[std::min(missing[row], decimals)];
            good[row] &= missing[row] <= decimals && out[row] <= column.most ? 1 : 0;
        }
    } else {
        std::fill_n(good.begin(), cells.count, 0);
    }
    for (std::size_t row = 0; row < cells.count; ++row) {
        if (good[row] == 0) [[unlikely]]
            good[row] = read_any_number(column, cells.cell(row), out[row]) ? 1 : 0;
        plain[row] &= good[row];
    }
}

// ---- words --------------------------------------------------------------------------------------------------------

constexpr Word word_of(char a, char b, char c = 0) {
    const auto byte = [](char letter) { return static_cast<Word>(static_cast<unsigned char>(letter)); };
    return byte(a) | byte(b) << 8u | byte(c) << 16u;
}

/// The three spellings of each that are plain.
CONCORDAT_FOR_EACH_PROCESSOR
void read_yes_or_no(std::size_t rows, In first, In length, Out out, Out plain) {
    constexpr Word yes = word_of('y', 'e', 's'), yes_small = word_of('Y', 'e', 's'), yes_large = word_of('Y', 'E', 'S');
    constexpr Word no = word_of('n', 'o'), no_small = word_of('N', 'o'), no_large = word_of('N', 'O');
    for (std::size_t row = 0; row < rows; ++row) {
        const Word three = first[row] & 0xffffffu;
        const Word two = first[row] & 0xffffu;
        const Word is_yes = (length[row] == 3) & ((three == yes) | (three == yes_small) | (three == yes_large));
        const Word is_no = (length[row] == 2) & ((two == no) | (two == no_small) | (two == no_large));
        out[row] = static_cast<std::int64_t>(is_yes);
        plain[row] &= static_cast<std::int64_t>(is_yes | is_no);
    }
}

/// Of a code that is in no list: whether it is one all the same.
bool read_unlisted(const ChunkColumn& column, std::string_view cell, std::int64_t& value) {
    value = unlisted_code;
    if (column.as == ChunkColumn::As::name) return false;
    if (cell.empty()) {
        value = blank_code;
        return column.may_be_blank;
    }
    return column.any_code && cell.front() != ' ' && cell.back() != ' ' && !is_none_mark(cell);
}

void read_unlisted_codes(const ChunkColumn& column, const CellBatch& cells, Out out, Out plain) {
    for (std::size_t row = 0; row < cells.count; ++row) {
        // Two letters or more that neither begin nor end with a blank: nothing else can be wrong with them.
        const auto length = cells.length[row];
        const char* text = cells.bytes + cells.begin[row];
        const bool sound = column.any_code && length > 1 && text[0] != ' ' && text[length - 1] != ' ';
        out[row] = unlisted_code;
        if (!sound) [[unlikely]]
            plain[row] &= read_unlisted(column, cells.cell(row), out[row]) ? 1 : 0;
    }
}

void read_listed(const ChunkColumn& column, const CellBatch& cells, Out out, Out plain) {
    std::array<std::uint32_t, cells_at_once> unlisted;
    const TextBatch texts{cells.count,         cells.first.data(), cells.second.data(),
                          cells.length.data(), cells.bytes,        cells.begin.data()};
    const std::size_t count = column.texts->find(texts, out, unlisted.data());
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint32_t row = unlisted[index];
        plain[row] &= read_unlisted(column, cells.cell(row), out[row]) ? 1 : 0;
    }
}

/// A blank that may be one stands for itself.
void read_blanks(const CellBatch& cells, const std::int64_t* plain_before, Out out, Out plain) {
    for (std::size_t row = 0; row < cells.count; ++row) {
        if (cells.length[row] != 0) continue;
        out[row] = blank_figure;
        plain[row] = plain_before[row];
    }
}

void read_wide(const ChunkColumn& column, const CellBatch& cells, std::int64_t* out, std::int64_t* plain) {
    using As = ChunkColumn::As;
    const bool may_be_blank = column.may_be_blank && (column.as == As::number || column.as == As::date);
    std::array<std::int64_t, cells_at_once> before;
    if (may_be_blank) std::copy_n(plain, cells.count, before.begin());
    switch (column.as) {
        case As::number: read_numbers(column, cells, out, plain); break;
        case As::date: read_dates(cells, out, plain); break;
        case As::yes_no: read_yes_or_no(cells.count, cells.first.data(), cells.length.data(), out, plain); break;
        case As::code:
        case As::name:
            if (column.only_checked && column.any_code && column.as == As::code)
                read_unlisted_codes(column, cells, out, plain);
            else read_listed(column, cells, out, plain);
            break;
    }
    if (may_be_blank) read_blanks(cells, before.data(), out, plain);
}

/// Only what stands for a blank does not fit, and becomes what stands for one in a narrow column.
CONCORDAT_FOR_EACH_PROCESSOR
void make_narrow(std::size_t rows, const std::int64_t* __restrict wide, std::int32_t* __restrict narrow) {
    for (std::size_t row = 0; row < rows; ++row)
        narrow[row] = static_cast<std::int32_t>(std::max<std::int64_t>(wide[row], narrow_blank_figure));
}

}  // namespace

void read_cells(const ChunkColumn& column, const CellBatch& cells, BatchColumn& into, std::size_t from,
                std::int64_t* plain) {
    if (!column.narrow) return read_wide(column, cells, into.wide() + from, plain);
    std::array<std::int64_t, cells_at_once> wide;
    read_wide(column, cells, wide.data(), plain);
    make_narrow(cells.count, wide.data(), into.narrow() + from);
}

}  // namespace concordat::data
