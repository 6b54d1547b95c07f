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
static_assert(cells_at_once <= ClosedTexts::most_at_once);

constexpr Word ones = 0x0101010101010101u;
constexpr Word top_bits = 0x8080808080808080u;
constexpr Word low_byte = 0xffu;
constexpr std::size_t word_letters = sizeof(Word);

// ---- dates --------------------------------------------------------------------------------------------------------

constexpr Word first_year = 1900, years_read = 300;

using Parts = std::array<std::uint32_t, cells_at_once>;
using PartsIn = const std::uint32_t* __restrict;
using PartsOut = std::uint32_t* __restrict;

/// 2018-04-30: its year, its month from 0 and its day from 0. Of another form, or in other years, it has a day that no
/// month has.
CONCORDAT_FOR_EACH_PROCESSOR
void take_dates_apart(std::size_t rows, In first, In second, PartsOut year, PartsOut month, PartsOut day) {
    constexpr Word form = 0x2d30302d30303030u;    // 0000-00-
    constexpr Word beyond = 0x7f76767f76767676u;  // lifts a digit above 9, and what is no dash, into the top bit
    constexpr Word day_form = 0x3030u;
    constexpr std::uint32_t no_day = 99;
    for (std::size_t row = 0; row < rows; ++row) {
        const Word digits = first[row] ^ form;
        const Word of_day = second[row] ^ day_form;  // above 0xffff where the cell is longer
        const Word wrong = (((digits + beyond) | digits) & top_bits) | (((of_day + 0x7676u) | of_day) & ~Word{0x7f7fu});
        // Ten times each letter and its neighbour, all at once.
        const Word pairs = (digits << 3u) + (digits << 1u) + (digits >> 8u);
        const Word of_year = (pairs & low_byte) * 100 + ((pairs >> 16u) & low_byte);
        const Word of_month = ((pairs >> 40u) & low_byte) - 1;
        const Word number = (of_day & low_byte) * 10 + (of_day >> 8u) - 1;
        const Word readable = (wrong == 0) & (of_month < 12) & (of_year - first_year < years_read) & (number < no_day);
        year[row] = static_cast<std::uint32_t>(of_year);
        month[row] = static_cast<std::uint32_t>(of_month);
        day[row] = readable != 0 ? static_cast<std::uint32_t>(number) : no_day;
    }
}

/// Days since 1970, and whether the month has that day. Years begin with March here, so that a leap day is the last.
/// Divisions are multiplications that are exact for the years that are read.
CONCORDAT_FOR_EACH_PROCESSOR
void put_dates_together(std::size_t rows, PartsIn year, PartsIn month, PartsIn day, std::int32_t* __restrict out,
                        PartsOut good) {
    constexpr std::uint32_t days_until_1970 = 719'468;  // from 1 March of the year 0
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t before_march = month[row] < 2 ? 1 : 0;
        const std::uint32_t from_march = month[row] + before_march * 12 - 2;
        const std::uint32_t own_year = year[row] - before_march;
        const std::uint32_t century = (own_year * 5'243) >> 19u;
        const std::uint32_t begins = (from_march * 979 + 18) >> 5u;
        const std::uint32_t next_begins = (from_march * 979 + 997) >> 5u;
        const std::uint32_t whole_century = (year[row] * 5'243) >> 19u;
        const std::uint32_t in_century = year[row] - whole_century * 100;
        const std::uint32_t leap = in_century == 0 ? (whole_century & 3u) == 0 : (in_century & 3u) == 0;
        const std::uint32_t lacking = from_march == 11 ? 2 - leap : 0;  // February comes out as 30 days
        const std::uint32_t days =
            own_year * 365 + (own_year >> 2u) - century + (century >> 2u) + begins + day[row] - days_until_1970;
        out[row] = static_cast<std::int32_t>(days);
        good[row] = day[row] < next_begins - begins - lacking ? 1 : 0;
    }
}

void read_dates(const CellBatch& cells, std::int32_t* out, Out plain) {
    Parts year, month, day, good;
    take_dates_apart(cells.count, cells.first, cells.second, year.data(), month.data(), day.data());
    put_dates_together(cells.count, year.data(), month.data(), day.data(), out, good.data());
    for (std::size_t row = 0; row < cells.count; ++row) plain[row] &= good[row];
}

void read_dates(const CellBatch& cells, std::int64_t* out, Out plain) {
    std::array<std::int32_t, cells_at_once> narrow;
    read_dates(cells, narrow.data(), plain);
    std::copy_n(narrow.begin(), cells.count, out);
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

/// At most eight letters at the right of a word, all of them digits; `good` is 0 for any other, and for none. Gives
/// whether all are good.
CONCORDAT_FOR_EACH_PROCESSOR
bool read_digits(std::size_t rows, In first, Word most, Out out, Out good) {
    Word all = 1;
    for (std::size_t row = 0; row < rows; ++row) {
        const Word letters = first[row];
        const Word used = (letters + ~top_bits) & top_bits;  // of each byte that is a letter
        const Word digits = letters ^ (ones * '0');
        const Word wrong = ((digits + ones * 0x76) | digits) & used;
        const Word value = number_of_digits(letters & (ones * 0xf));
        const Word is_good = (letters != 0) & (wrong == 0) & (value <= most);
        good[row] = static_cast<std::int64_t>(is_good);
        out[row] = static_cast<std::int64_t>(value);
        all &= is_good;
    }
    return all != 0;
}

constexpr std::array<std::int64_t, 10> powers_of_ten = {1,       10,        100,        1'000,       10'000,
                                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

/// The same with a point among them: it is taken out, and `missing` decimals are to be put behind; above `decimals`
/// where there are too many, or none on one side of the point.
CONCORDAT_FOR_EACH_PROCESSOR
void take_points_out(std::size_t rows, In first, Word decimals, Word* __restrict without, Word* __restrict missing) {
    for (std::size_t row = 0; row < rows; ++row) {
        const Word letters = first[row];
        const Word points = letters ^ (ones * '.');
        const Word found = (points - ones) & ~points & top_bits;
        // The letters left of the first point; all where there is none.
        const Word left = ((found & (0 - found)) >> 7u) - 1;
        const Word behind = word_letters - 1 - (((left & ones) * ones) >> 56u);
        const Word inside = found != 0;
        const Word before = letters & left;
        without[row] = inside != 0 ? (before << 8u) | (letters & ~left & ~((left + 1) * low_byte)) : letters;
        const Word lacking = inside != 0 ? decimals - behind : decimals;
        missing[row] = (inside != 0) & ((before == 0) | (behind == 0)) ? decimals + 1 : lacking;
    }
}

void read_numbers(const ChunkColumn& column, const CellBatch& cells, Out out, Out plain) {
    std::array<std::int64_t, cells_at_once> good;
    const auto most = static_cast<Word>(column.most);
    if (column.decimals == 0) {
        if (read_digits(cells.count, cells.first, most, out, good.data())) return;
    } else if (static_cast<std::size_t>(column.decimals) < powers_of_ten.size()) {
        Lane without, missing;
        const auto decimals = static_cast<Word>(column.decimals);
        take_points_out(cells.count, cells.first, decimals, without.data(), missing.data());
        static_cast<void>(read_digits(cells.count, without.data(), ~Word{0}, out, good.data()));
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
void read_yes_or_no(std::size_t rows, In first, Out out, Out plain) {
    constexpr Word yes = word_of('y', 'e', 's'), yes_small = word_of('Y', 'e', 's'), yes_large = word_of('Y', 'E', 'S');
    constexpr Word no = word_of('n', 'o'), no_small = word_of('N', 'o'), no_large = word_of('N', 'O');
    for (std::size_t row = 0; row < rows; ++row) {
        const Word word = first[row];
        const Word is_yes = (word == yes) | (word == yes_small) | (word == yes_large);
        const Word is_no = (word == no) | (word == no_small) | (word == no_large);
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

/// Two letters or more, and no blank among them: nothing can be wrong with such a code. Gives whether all are so.
CONCORDAT_FOR_EACH_PROCESSOR
bool find_sound_codes(std::size_t rows, In first, In second, Out sound) {
    Word all = 1;
    for (std::size_t row = 0; row < rows; ++row) {
        const Word one = first[row] ^ (ones * ' '), other = second[row] ^ (ones * ' ');
        const Word blanks = (((one - ones) & ~one) | ((other - ones) & ~other)) & top_bits;
        const Word is_sound = (first[row] > low_byte) & (blanks == 0);
        sound[row] = static_cast<std::int64_t>(is_sound);
        all &= is_sound;
    }
    return all != 0;
}

void read_unlisted_codes(const ChunkColumn& column, const CellBatch& cells, Out out, Out plain) {
    std::array<std::int64_t, cells_at_once> sound;
    std::fill_n(out, cells.count, unlisted_code);
    if (find_sound_codes(cells.count, cells.first, cells.second, sound.data())) return;
    for (std::size_t row = 0; row < cells.count; ++row) {
        if (sound[row] == 0) plain[row] &= read_unlisted(column, cells.cell(row), out[row]) ? 1 : 0;
    }
}

void read_listed(const ChunkColumn& column, const CellBatch& cells, Out out, Out plain) {
    std::array<std::uint32_t, cells_at_once> unlisted;
    const std::size_t count = column.texts->find({cells.count, cells.first, cells.second}, out, unlisted.data());
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint32_t row = unlisted[index];
        const std::string_view cell = cells.cell(row);
        const auto number = column.texts->find(cell);  // a longer one, which its words do not tell
        if (number) out[row] = *number;
        else plain[row] &= read_unlisted(column, cell, out[row]) ? 1 : 0;
    }
}

/// A blank that may be one stands for itself.
void read_blanks(const CellBatch& cells, const std::int64_t* plain_before, Out out, Out plain) {
    for (std::size_t row = 0; row < cells.count; ++row) {
        if (cells.first[row] != 0 || !cells.cell(row).empty()) continue;
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
        case As::yes_no: read_yes_or_no(cells.count, cells.first, out, plain); break;
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

std::vector<CellWord::Letters> words_of_column(const ChunkColumn& column) {
    using As = ChunkColumn::As;
    using Letters = CellWord::Letters;
    if (column.as == As::number) return {Letters::from_right};
    if (column.as == As::yes_no) return {Letters::first};
    return {Letters::first, Letters::next};
}

void read_cells(const ChunkColumn& column, const CellBatch& cells, BatchColumn& into, std::size_t from,
                std::int64_t* plain) {
    if (!column.narrow) return read_wide(column, cells, into.wide() + from, plain);
    if (column.as == ChunkColumn::As::date && !column.may_be_blank)
        return read_dates(cells, into.narrow() + from, plain);
    std::array<std::int64_t, cells_at_once> wide;
    read_wide(column, cells, wide.data(), plain);
    make_narrow(cells.count, wide.data(), into.narrow() + from);
}

}  // namespace concordat::data
