// engine/data/row_forms.h · room: data
// What:  rows whose cells end at the same places have one form. A file has few of them, since most of its columns are
//        always as wide. What is to be done with a row is worked out once for each form: then its cells are taken by
//        moving letters about inside the processor, and nothing is asked of a single cell.
// Knows: only processors that can move 64 letters at once (AVX-512 with VBMI). Elsewhere, and where a row is too long,
//        its form is unknown and its cells are taken one by one (record_chunks.cpp).
// Never: what a cell means.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "data/row_marks.h"

namespace concordat::data {

/// Cells taken at once: few enough to stay in the memory nearest to the processor.
inline constexpr std::size_t cells_at_once = 256;

/// Eight letters of a cell as a number, the first in the lowest place.
struct CellWord {
    enum class Letters {
        first,      // its first eight letters, and zeros behind; zero where the cell is longer than two words
        next,       // its next eight
        from_right  // all its letters in the highest places; zero where there are more than eight, or none
    };
    std::size_t in_file = 0;  // column
    Letters letters = Letters::first;
};

/// The same word of many cells.
struct alignas(64) WordsOfCells {
    std::array<std::uint64_t, cells_at_once> of;
};

class RowForms {
public:
    /// The number of a form.
    using Form = std::uint16_t;
    static constexpr std::size_t most_forms = 512;
    static constexpr std::size_t longest_row = 512;  // letters, with the line end
    /// So many bytes behind a row may be read.
    static constexpr std::size_t readable_behind = 64;
    /// Indexes of rows may be read up to the next multiple of this.
    static constexpr std::size_t rows_at_once = 8;

    /// Whether this processor can.
    [[nodiscard]] static bool possible();

    RowForms(std::size_t width, std::vector<CellWord> words);
    /// Each row's form, of rows that follow each other from `begin` on. False where one of them has none: another
    /// number of cells, too long, one too many. `end_letters`: 1, or 2 where rows end with a carriage return and a line
    /// end.
    [[nodiscard]] bool find(const MarkBits& bits, std::size_t rows, std::size_t begin, const std::uint32_t* line_ends,
                            std::size_t end_letters, Form* forms);
    /// The words of `count` rows, each into its own place of `words`. Precondition: not more than `cells_at_once`;
    /// `begins` and `forms` hold rows up to a multiple of `rows_at_once`.
    void take(const char* bytes, std::size_t count, const std::uint32_t* begins, const Form* forms,
              std::vector<WordsOfCells>& words) const;
    /// Where take() puts a word.
    [[nodiscard]] std::size_t place_of(std::size_t word) const { return places_[word]; }
    /// A cell of a row of that form.
    [[nodiscard]] std::string_view cell(Form form, std::size_t in_file, const char* row) const {
        const Cell& cell = cells_[form * width_ + in_file];
        return {row + cell.begin, cell.length};
    }

private:
    struct Cell {
        std::uint16_t begin = 0, length = 0;
    };
    /// Up to eight words that are taken by one move, from the 64 bytes that begin with the first cell of them.
    struct Group {
        std::size_t first_word = 0, count = 0;
    };
    struct Move {
        alignas(64) std::array<std::uint8_t, 64> from{};
        std::uint64_t kept = 0;
        std::size_t begin = 0;
    };

    void forget();
    template <std::size_t words>
    bool find_by_marks(const MarkBits& bits, std::size_t rows, std::size_t begin, const std::uint32_t* line_ends,
                       Form* forms, std::size_t& longest);
    [[nodiscard]] Form form_with(const std::uint64_t* marks, std::uint64_t hash);
    [[nodiscard]] Form make_form(const std::uint64_t* marks);
    [[nodiscard]] bool add_cells(const std::uint64_t* marks);
    [[nodiscard]] bool widens(Form form);
    void add_moves(Form form);
    void make_groups();

    std::size_t width_;
    std::vector<CellWord> words_;
    std::vector<std::size_t> places_;
    std::vector<std::size_t> widest_;  // cell of each column, in steps
    bool outgrown_ = false;            // by a row that is wider
    std::size_t end_letters_ = 1;
    std::size_t mark_words_ = 2;        // of the bits of a row: a row has not more than 64 times as many letters
    std::vector<Form> table_;           // of forms by their hash; 0: none
    std::vector<std::uint64_t> marks_;  // of each form, as many as there are words
    std::vector<Cell> cells_;           // of each form, as many as the file has columns
    std::vector<CellWord> sorted_;      // as they are taken, group after group
    std::vector<Group> groups_;
    std::vector<Move> moves_;  // of each form, as many as there are groups
    std::size_t forms_ = 1;    // the first stands for none
};

}  // namespace concordat::data
