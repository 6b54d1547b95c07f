// engine/data/row_forms.cpp · room: data
// What:  see row_forms.h.
// How:   the bits of a row, where its cells end, are its form; a table by their hash tells whether it was met before.
//        A form has for each eight words one move, which says for each of 64 letters where in the row it stands. Moved
//        rows are turned, eight by eight, so that the same word of all rows stands side by side.
#include "data/row_forms.h"

#include <algorithm>
#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define CONCORDAT_MOVES_LETTERS __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,bmi,bmi2")))
#define CONCORDAT_PART_OF_MOVE CONCORDAT_MOVES_LETTERS __attribute__((always_inline)) inline
#endif

namespace concordat::data {

namespace {

constexpr std::size_t letters_of_word = 8;
constexpr std::size_t words_at_once = 8;
constexpr std::size_t letters_at_once = letters_of_word * words_at_once;
constexpr unsigned table_bits = 11;
constexpr std::uint64_t spreading = 0x9e3779b97f4a7c15u;

/// The letters of a cell that a word takes: how many, from which on, and to which place of the word.
struct TakenLetters {
    std::size_t count = 0, from = 0, to = 0;
};
TakenLetters taken_letters(CellWord::Letters letters, std::size_t length) {
    using Letters = CellWord::Letters;
    if (letters == Letters::from_right) {
        if (length > letters_of_word) return {};
        return {length, 0, letters_of_word - length};
    }
    if (length > 2 * letters_of_word) return {};
    const std::size_t from = letters == Letters::next ? letters_of_word : 0;
    return {std::min(length - std::min(length, from), letters_of_word), from, 0};
}

}  // namespace

RowForms::RowForms(std::size_t width, std::vector<CellWord> words)
    : width_(width), words_(std::move(words)), places_(words_.size()), widest_(width) {
    forget();
}

void RowForms::forget() {
    table_.assign(std::size_t{1} << table_bits, 0);
    marks_.assign(mark_words_, 0);  // of none: every row has a mark at its end
    cells_.assign(width_, {});
    make_groups();
    moves_.assign(groups_.size(), {});
    forms_ = 1;
    outgrown_ = false;
}

// ---- what a form is -------------------------------------------------------------------------------------------------

/// Whether a cell is wider than all before in its column. Widths grow in steps, so that they seldom do.
bool RowForms::widens(Form form) {
    constexpr std::size_t step = 8;
    bool wider = false;
    for (std::size_t column = 0; column < width_; ++column) {
        const std::size_t length = cells_[form * width_ + column].length;
        if (length <= widest_[column]) continue;
        widest_[column] = (length + step - 1) / step * step;
        wider = true;
    }
    return wider;
}

/// Words side by side in a file are taken together, as far as they lie near each other in the widest rows.
void RowForms::make_groups() {
    std::vector<std::size_t> begins(width_);
    for (std::size_t column = 1; column < width_; ++column)
        begins[column] = begins[column - 1] + widest_[column - 1] + 1;
    std::vector<std::size_t> order(words_.size());
    for (std::size_t word = 0; word < order.size(); ++word) order[word] = word;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return words_[a].in_file < words_[b].in_file; });
    groups_.clear();
    sorted_.clear();
    std::size_t group_begin = 0;
    for (const std::size_t word : order) {
        const std::size_t column = words_[word].in_file;
        const std::size_t end = begins[column] + std::min(widest_[column], 2 * letters_of_word);
        if (groups_.empty() || groups_.back().count == words_at_once || end - group_begin > letters_at_once) {
            group_begin = begins[column];
            groups_.push_back({sorted_.size(), 0});
        }
        places_[word] = (groups_.size() - 1) * words_at_once + groups_.back().count++;
        sorted_.push_back(words_[word]);
    }
}

void RowForms::add_moves(Form form) {
    const Cell* cells = cells_.data() + form * width_;
    for (const Group& group : groups_) {
        Move move;
        move.begin = cells[sorted_[group.first_word].in_file].begin;
        for (std::size_t index = 0; index < group.count; ++index) {
            const CellWord& word = sorted_[group.first_word + index];
            const Cell& cell = cells[word.in_file];
            const TakenLetters taken = taken_letters(word.letters, cell.length);
            for (std::size_t letter = 0; letter < taken.count; ++letter) {
                const std::size_t to = index * letters_of_word + taken.to + letter;
                move.from[to] = static_cast<std::uint8_t>(cell.begin + taken.from + letter - move.begin);
                move.kept |= std::uint64_t{1} << to;
            }
        }
        moves_.push_back(move);
    }
}

/// The cells of a row with those marks, behind those of all forms. False where it has not as many as the file has
/// columns.
bool RowForms::add_cells(const std::uint64_t* marks) {
    cells_.resize(forms_ * width_);
    std::size_t begin = 0, count = 0;
    for (std::size_t word = 0; word < mark_words_; ++word) {
        for (std::uint64_t bits = marks[word]; bits != 0; bits &= bits - 1) {
            const std::size_t place = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
            if (++count > width_) return false;
            const std::size_t end = count < width_ ? place : place + 1 - end_letters_;
            if (end < begin) return false;  // the carriage return would stand in another cell
            cells_.push_back({static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end - begin)});
            begin = place + 1;
        }
    }
    return count == width_;
}

/// None where the row has another number of cells, where there are too many forms, or where it is wider than those
/// before: then all are forgotten, and the rows have to be gone through once more.
RowForms::Form RowForms::make_form(const std::uint64_t* marks) {
    if (forms_ == most_forms || !add_cells(marks)) return 0;
    const auto form = static_cast<Form>(forms_);
    if (widens(form)) {
        outgrown_ = true;
        return 0;
    }
    moves_.resize(forms_ * groups_.size());
    add_moves(form);
    marks_.insert(marks_.end(), marks, marks + mark_words_);
    ++forms_;
    return form;
}

RowForms::Form RowForms::form_with(const std::uint64_t* marks, std::uint64_t hash) {
    std::size_t at = hash >> (64 - table_bits);
    while (table_[at] != 0) {
        if (std::equal(marks, marks + mark_words_, marks_.data() + table_[at] * mark_words_)) return table_[at];
        at = (at + 1) & (table_.size() - 1);
    }
    return table_[at] = make_form(marks);
}

// ---- many rows
// --------------------------------------------------------------------------------------------------------

#ifdef CONCORDAT_MOVES_LETTERS

bool RowForms::possible() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
           __builtin_cpu_supports("avx512vbmi") != 0 && __builtin_cpu_supports("bmi2") != 0;
}

/// The marks of one row, without those of the next, and their hash.
template <std::size_t words>
struct MarksOfRow {
    std::uint64_t marks[words];
    std::uint64_t hash = 0;

    CONCORDAT_PART_OF_MOVE MarksOfRow(const std::uint64_t* bits, std::size_t place, std::size_t length) {
        const std::uint64_t* word = bits + place / 64;
        const unsigned shift = place % 64;
#pragma GCC unroll 8
        for (std::size_t index = 0; index < words; ++index) {
            const std::uint64_t own = (word[index] >> shift) | ((word[index + 1] << 1u) << (63 - shift));
            std::size_t letters = std::max(length, index * 64) - index * 64;
            // All are kept where there are more than 64; the instruction counts up to 255.
            if constexpr (words > 2) letters = std::min<std::size_t>(letters, 64);
            marks[index] = _bzhi_u64(own, static_cast<unsigned>(letters));
            hash = std::rotl(hash, 23) ^ marks[index];
        }
        hash *= spreading;
    }
};

/// `longest` becomes the length of the longest row; where it is longer than its marks, nothing is known.
template <std::size_t words>
CONCORDAT_MOVES_LETTERS bool RowForms::find_by_marks(const MarkBits& bits, std::size_t rows, std::size_t begin,
                                                     const std::uint32_t* line_ends, Form* forms,
                                                     std::size_t& longest) {
    const std::uint64_t* const all_marks = bits.words;
    const Form* const table = table_.data();
    const std::uint64_t* known = marks_.data();
    begin -= bits.first;
    longest = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t next = line_ends[row] + std::size_t{1} - bits.first;
        const MarksOfRow<words> own(all_marks, begin, next - begin);
        longest = std::max(longest, next - begin);
        begin = next;
        Form form = table[own.hash >> (64 - table_bits)];
        std::uint64_t differs = 0;
        for (std::size_t index = 0; index < words; ++index) differs |= known[form * words + index] ^ own.marks[index];
        if (differs != 0) [[unlikely]] {
            form = form_with(own.marks, own.hash);
            known = marks_.data();
            if (form == 0) return false;
        }
        forms[row] = form;
    }
    return true;
}

bool RowForms::find(const MarkBits& bits, std::size_t rows, std::size_t begin, const std::uint32_t* line_ends,
                    std::size_t end_letters, Form* forms) {
    if (end_letters != end_letters_) {
        end_letters_ = end_letters;
        forget();
    }
    while (true) {
        std::size_t longest = 0;
        const bool found = mark_words_ == 2   ? find_by_marks<2>(bits, rows, begin, line_ends, forms, longest)
                           : mark_words_ == 4 ? find_by_marks<4>(bits, rows, begin, line_ends, forms, longest)
                                              : find_by_marks<8>(bits, rows, begin, line_ends, forms, longest);
        const bool longer = longest > mark_words_ * 64;
        if (!longer && !outgrown_) return found;
        if (longer && mark_words_ * 64 == longest_row) return false;
        if (longer) mark_words_ *= 2;
        forget();
    }
}

namespace {

/// Words 0, 2, 4 and 6 of pairs of rows, a half of each word's rows in each: put together and stored.
CONCORDAT_PART_OF_MOVE void store_every_other(__m512i a, __m512i b, __m512i c, __m512i d, std::uint64_t* to) {
    constexpr int even = 0x88, odd = 0xdd;
    const __m512i even_of_first = _mm512_shuffle_i64x2(a, b, even), odd_of_first = _mm512_shuffle_i64x2(a, b, odd);
    const __m512i even_of_last = _mm512_shuffle_i64x2(c, d, even), odd_of_last = _mm512_shuffle_i64x2(c, d, odd);
    _mm512_store_si512(to, _mm512_shuffle_i64x2(even_of_first, even_of_last, even));
    _mm512_store_si512(to + 2 * cells_at_once, _mm512_shuffle_i64x2(odd_of_first, odd_of_last, even));
    _mm512_store_si512(to + 4 * cells_at_once, _mm512_shuffle_i64x2(even_of_first, even_of_last, odd));
    _mm512_store_si512(to + 6 * cells_at_once, _mm512_shuffle_i64x2(odd_of_first, odd_of_last, odd));
}

/// Eight rows of eight words become eight words of eight rows, each `cells_at_once` behind the one before.
CONCORDAT_PART_OF_MOVE void turn(const __m512i (&row)[8], std::uint64_t* to) {
    store_every_other(_mm512_unpacklo_epi64(row[0], row[1]), _mm512_unpacklo_epi64(row[2], row[3]),
                      _mm512_unpacklo_epi64(row[4], row[5]), _mm512_unpacklo_epi64(row[6], row[7]), to);
    store_every_other(_mm512_unpackhi_epi64(row[0], row[1]), _mm512_unpackhi_epi64(row[2], row[3]),
                      _mm512_unpackhi_epi64(row[4], row[5]), _mm512_unpackhi_epi64(row[6], row[7]), to + cells_at_once);
}

}  // namespace

CONCORDAT_MOVES_LETTERS void RowForms::take(const char* bytes, std::size_t count, const std::uint32_t* begins,
                                            const Form* forms, std::vector<WordsOfCells>& words) const {
    words.resize(groups_.size() * words_at_once);
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        std::uint64_t* to = words[group * words_at_once].of.data();
        const Move* moves = moves_.data() + group;
        const std::size_t stride = groups_.size();
        for (std::size_t row = 0; row < count; row += rows_at_once, to += rows_at_once) {
            __m512i moved[rows_at_once];
#pragma GCC unroll 8
            for (std::size_t index = 0; index < rows_at_once; ++index) {
                const Move& move = moves[forms[row + index] * stride];
                moved[index] =
                    _mm512_maskz_permutexvar_epi8(move.kept, _mm512_load_si512(move.from.data()),
                                                  _mm512_loadu_si512(bytes + begins[row + index] + move.begin));
            }
            turn(moved, to);
        }
    }
}

#else

bool RowForms::possible() { return false; }
bool RowForms::find(const MarkBits&, std::size_t, std::size_t, const std::uint32_t*, std::size_t, Form*) {
    return false;
}
void RowForms::take(const char*, std::size_t, const std::uint32_t*, const Form*, std::vector<WordsOfCells>&) const {}

#endif

}  // namespace concordat::data
