// engine/data/chunk_columns.h · room: data
// What:  how the cells of a column become whole numbers, a thousand rows at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

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
    bool only_checked = false;          // nobody asks for the value, only whether it is plainly written
};

}  // namespace concordat::data
