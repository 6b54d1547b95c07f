// engine/eval/plan/program.h · room: eval
// What:  what is worked out of each record, as steps over a thousand rows at a time. Numbers are whole: n in a register
// with the denominator d
//        stands for n/d, so that nothing is ever rounded but by a `round` step.
// Knows: columns of a batch, tables arranged for looking up.   Never: the contract, the reference evaluator.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "exact/rounding.h"

namespace concordat::eval::plan {

using Number = std::int64_t;
__extension__ using WideNumber = unsigned __int128;  // twice as many bits
inline constexpr std::size_t batch_rows = 1024;

/// Whose value a step takes or gives: a register, by its place.
using Place = std::uint32_t;

enum class Do : std::uint8_t {
    add,          // a + b
    subtract,     // a - b
    multiply,     // a x b
    scale,        // a x k
    negate,       // -a
    least,        // the lesser of a and b
    greatest,     // the greater of a and b
    excess,       // a - b where a is above b, else 0
    equal,        // 1 or 0: a = b
    not_equal,    // 1 or 0
    less,         // 1 or 0: a < b
    at_most,      // 1 or 0: a <= b
    both,         // 1 or 0: a and b
    either,       // 1 or 0: a or b
    opposite,     // 1 or 0: not a
    choose,       // b where a is 1, else c
    round,        // a divided by `divider` to a whole number in its mode, then x k
    whole_years,  // from day a to day b, not below 0
    translate,    // entry a of `list`; -1 where a is not in it
    find_row,     // the row of `search` for the keys so far (a: their combined ordinal) on day b; -1: none; -2: several
    cell,         // entry a of `list`; the row is set aside where a is not in it or the entry is no_number
    month_of_day,  // entry a - k of `list`; -1 where there is none
    demand,        // the row is set aside where a is 0
    refuse         // the row is set aside where a is not 0
};

/// Division by one fixed number, by multiplication: exact for every dividend below 2^63.
struct Divider {
    std::uint64_t by = 1;
    std::uint64_t factor = 0;
    unsigned shift = 0;
    explicit Divider(std::uint64_t divisor = 1);
    [[nodiscard]] std::uint64_t divide(std::uint64_t dividend) const {
        return by == 1 ? dividend
                       : static_cast<std::uint64_t>((static_cast<WideNumber>(dividend) * factor) >> 64u >> shift);
    }
};

/// In a list of numbers: there is none.
inline constexpr Number no_number = INT64_MIN;

/// Rows of a look-up table by key: for each combined key a stretch of `rows`, those with dates in the order of their
/// first day.
struct Search {
    struct Stretch {
        std::uint32_t first = 0, count = 0;
    };
    struct Row {
        std::int32_t from, until;  // both included
        Number number;             // its place in the lists of cells
    };
    std::vector<Stretch> by_key;
    std::vector<Row> rows;
    bool dated = false;
    bool any_row = false;  // several rows do no harm: the first is taken
};

struct Step {
    Do what;
    bool checked = false;  // the result may be too large for a whole number of the machine: the row is then set aside
    Place to = 0, a = 0, b = 0, c = 0;
    Number k = 0;
    exact::RoundingMode mode = exact::RoundingMode::half_up;
    Divider divider;
    const std::vector<Number>* list = nullptr;
    const Search* search = nullptr;
};

/// Steps in order. Registers 0 to `columns` - 1 are the columns of the batch; then come the constants, then what is
/// worked out.
struct Program {
    std::size_t columns = 0;
    std::vector<Number> constants;
    std::size_t registers = 0;
    std::vector<Step> steps;
    // What steps point into.
    std::vector<std::unique_ptr<std::vector<Number>>> lists;
    std::vector<std::unique_ptr<Search>> searches;
};

/// The registers of one worker.
class Batch {
public:
    explicit Batch(const Program& program);
    using Lane = std::array<Number, batch_rows>;

    /// Where the rows of a column stand; they must stay there while the batch is run.
    void set_column(std::size_t column, const Lane& rows) { places_[column] = rows.data(); }
    /// Runs all steps over `rows` rows. `plain` is 1 for the rows to be worked out and 0 for those set aside already;
    /// those that a step sets aside become 0.
    void run(Lane& plain, std::size_t rows);
    [[nodiscard]] const Number* lane(Place place) const { return places_[place]; }

private:
    const Program* program_;
    std::vector<const Number*> places_;
    std::vector<Lane> lanes_;
};

}  // namespace concordat::eval::plan
