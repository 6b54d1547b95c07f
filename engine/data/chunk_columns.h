// engine/data/chunk_columns.h · room: data
// What:  how the cells of a column become whole numbers, a thousand rows at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "data/short_texts.h"

namespace concordat::data {

/// Rows of a batch.
inline constexpr std::size_t batch_rows = 1024;
/// The widest instructions take so many bytes; where rows begin at a multiple, none of them has to fetch twice.
inline constexpr std::size_t bytes_of_instruction = 64;
/// Of each row 1, or 0 where it is set aside.
struct alignas(bytes_of_instruction) PlainRows : std::array<std::int32_t, batch_rows> {};

/// The rows of one column, in numbers of 32 or of 64 bits.
class BatchColumn {
public:
    /// Gives it room, where it has none of that width.
    void set_width(bool narrow) {
        narrow_.resize(narrow ? 1 : 0);
        wide_.resize(narrow ? 0 : 1);
    }
    [[nodiscard]] bool is_narrow() const { return wide_.empty(); }
    [[nodiscard]] std::int32_t* narrow() { return rows_of(narrow_); }
    [[nodiscard]] const std::int32_t* narrow() const { return rows_of(narrow_); }
    [[nodiscard]] std::int64_t* wide() { return rows_of(wide_); }
    [[nodiscard]] const std::int64_t* wide() const { return rows_of(wide_); }
    [[nodiscard]] std::int64_t operator[](std::size_t row) const { return is_narrow() ? narrow()[row] : wide()[row]; }
    /// Nothing in the rows that are not plain, and behind the last.
    void clear_where_not(const PlainRows& plain) {
        for (auto& rows : narrow_) keep_where(plain, rows.data());
        for (auto& rows : wide_) keep_where(plain, rows.data());
    }

private:
    template <typename Width>
    static void keep_where(const PlainRows& plain, Width* rows) {
        for (std::size_t row = 0; row < batch_rows; ++row) rows[row] = plain[row] != 0 ? rows[row] : 0;
    }
    template <typename Width>
    struct alignas(bytes_of_instruction) Rows : std::array<Width, batch_rows> {};
    template <typename Own>
    static auto rows_of(Own& own) -> decltype(own.front().data()) {
        return own.empty() ? nullptr : own.front().data();
    }

    std::vector<Rows<std::int32_t>> narrow_;  // one or none
    std::vector<Rows<std::int64_t>> wide_;
};

/// What stands in a column of codes where no listed text does, and where the cell is blank.
inline constexpr std::int64_t unlisted_code = -1;
inline constexpr std::int64_t blank_code = -2;
/// What stands in a column of numbers or dates where the cell is blank.
inline constexpr std::int64_t blank_figure = INT64_MIN;
inline constexpr std::int32_t narrow_blank_figure = INT32_MIN;  // in a narrow one

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
    bool narrow = false;                // all it can hold fits in 32 bits
    bool only_checked = false;          // nobody asks for the value, only whether it is plainly written
};

}  // namespace concordat::data
