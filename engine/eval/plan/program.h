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

#include "data/record_chunks.h"
#include "exact/rounding.h"

namespace concordat::eval::plan {

using Number = std::int64_t;
__extension__ using WideNumber = unsigned __int128;  // twice as many bits
using data::batch_rows;                              // a thousand or so at a time, as they are read

/// Whose value a step takes or gives: a register, by its place.
using Place = std::uint32_t;

enum class Do : std::uint8_t {
    add,           // a + b
    subtract,      // a - b
    multiply,      // a x b
    scale,         // a x k
    negate,        // -a
    least,         // the lesser of a and b
    greatest,      // the greater of a and b
    excess,        // a - b where a is above b, else 0
    equal,         // 1 or 0: a = b
    not_equal,     // 1 or 0
    less,          // 1 or 0: a < b
    at_most,       // 1 or 0: a <= b
    both,          // 1 or 0: a and b
    either,        // 1 or 0: a or b
    opposite,      // 1 or 0: not a
    choose,        // b where a is 1, else c
    round,         // a divided by `divider` to a whole number in its mode, then x k
    whole_years,   // from day a to day b, not below 0
    months_after,  // the day b months after day a
    translate,     // entry a of `list`; -1 where a is not in it
    find_row,      // the row of `search` for the keys so far (a: their combined ordinal) on day b, and for the figure c
                   // where it has ranges; -1: none; -2: several; with k the row is then set aside
    cell,          // entry a of `list`; the row is set aside where a is not in it or the entry is no_number
    pick,          // entry a of `list`, which has one for every a
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
    [[nodiscard]] std::uint64_t divide_by_more_than_one(std::uint64_t dividend) const {
        return static_cast<std::uint64_t>((static_cast<WideNumber>(dividend) * factor) >> 64u) >> shift;
    }
    [[nodiscard]] std::uint64_t divide(std::uint64_t dividend) const {
        return by == 1 ? dividend : divide_by_more_than_one(dividend);
    }
};

/// In a list of numbers: there is none.
inline constexpr Number no_number = INT64_MIN;

/// Rows of a look-up table by key: for each combined key a stretch of `rows`, those with dates in the order of their
/// first day. Without ranges of figures, and where that is not too much, the row for each key on each stretch of days
/// is found beforehand.
struct Search {
    struct Stretch {
        std::uint32_t first = 0, count = 0;
    };
    struct Row {
        std::int32_t from, until;  // both included
        Number low, high;          // of a figure, both included
        Number number;             // its place in the lists of cells
    };
    std::vector<Stretch> by_key;
    std::vector<Row> rows;
    bool dated = false;
    bool ranged = false;
    bool any_row = false;             // several rows do no harm: the first is taken
    std::vector<std::int32_t> found;  // by key and stretch of days; empty: not found beforehand
    std::vector<std::int32_t>
        stretch_of_day;  // days from `first_day`; those before and after are of the first and last
    Number first_day = 0;
    std::size_t stretches = 1;
    /// Fills what is found beforehand.
    void find_beforehand();
};

struct Step {
    Do what;
    bool checked = false;  // the result may be too large for a whole number of the machine: the row is then set aside
    bool may_be_minus = true;  // what is rounded
    Place to = 0, a = 0, b = 0, c = 0;
    Number k = 0;
    exact::RoundingMode mode = exact::RoundingMode::half_up;
    Divider divider;
    const std::vector<Number>* list = nullptr;
    const std::vector<std::int32_t>* small = nullptr;  // the same list, where its numbers are small
    const Search* search = nullptr;
};

/// How many of a, b and c the step looks at.
[[nodiscard]] std::size_t places_read(const Step& step);

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
    std::vector<std::unique_ptr<std::vector<std::int32_t>>> small_lists;
    /// Registers that are looked at when all steps are done; empty: any may be. Others give their room to later ones.
    std::vector<Place> kept;

    /// Takes out the steps whose results nobody looks at, but for those that may set a row aside.
    void drop_unused_steps();
    /// Whether a step looks at the column, or somebody does when all are done.
    [[nodiscard]] bool looks_at_column(std::size_t column) const;
};

/// In a list of small numbers: there is none.
inline constexpr std::int32_t no_small_number = INT32_MIN;

/// The registers of one worker.
class Batch {
public:
    explicit Batch(const Program& program);
    using Lane = std::array<Number, batch_rows>;
    /// All steps are run over so many rows before the next: few enough for their registers to stay in the memory
    /// nearest to the processor.
    static constexpr std::size_t stretch = 256;

    /// Where the rows of a column stand; they must stay there while the batch is run.
    void set_column(std::size_t column, const Lane& rows) { places_[column] = rows.data(); }
    /// Runs all steps over `rows` rows. `plain` is 1 for the rows to be worked out and 0 for those set aside already;
    /// those that a step sets aside become 0.
    void run(Lane& plain, std::size_t rows);
    /// Of a column, and of a register that is kept.
    [[nodiscard]] const Number* lane(Place place) const { return places_[place]; }

private:
    [[nodiscard]] std::vector<std::size_t> last_uses() const;
    void share_rooms();

    const Program* program_;
    std::vector<const Number*> places_;
    std::vector<char> whole_;       // by place: it has all rows of the batch; else only those of the stretch in hand
    std::vector<Number*> results_;  // of each step
    std::vector<Number> rooms_;
    std::vector<Lane> kept_;
};

}  // namespace concordat::eval::plan
