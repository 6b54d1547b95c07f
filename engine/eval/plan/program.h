// engine/eval/plan/program.h · room: eval
// What:  what is worked out of each record, as steps over a thousand rows at a time. Numbers are whole: n in a register
//        with the denominator d stands for n/d, so that nothing is ever rounded but by a `round` step. A register is
//        narrow where 32 bits hold all it can be, else wide.
// Knows: columns of a batch, tables arranged for looking up.   Never: the contract, the reference evaluator.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "exact/rounding.h"

namespace concordat::eval::plan {

using Number = std::int64_t;
using Narrow = std::int32_t;
__extension__ using WideNumber = unsigned __int128;  // twice as many bits as a Number

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
    more,          // 1 or 0: a > b
    at_least,      // 1 or 0: a >= b
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
    find_place,    // the place of key a on day b among what `search` has found beforehand
    cell,          // entry a of `list`; the row is set aside where a is not in it or the entry is no_number
    pick,          // entry a of `list`, which has one for every a
    pick_several,  // entries a of several lists, which lie side by side in `small`; the row is set aside where a is not
                   // in them (with k it is), or the first entry is no_small_number
    month_of_day,  // entry a - k of `list`, whose entries do not fall; -1 where there is none
    demand,        // the row is set aside where a is 0
    refuse,        // the row is set aside where a is not 0
    demand_place,  // the row is set aside where a is none of 0 to k - 1
    widen,         // a, which is narrow, in a wide register
    narrow         // a, which is wide, in a narrow one; no_small_number where it does not fit
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
/// In a list of small numbers: there is none.
inline constexpr Narrow no_small_number = INT32_MIN;

/// Whether a narrow register holds it; `no_small_number` is none.
[[nodiscard]] constexpr bool is_narrow(Number number) { return number > INT32_MIN && number <= INT32_MAX; }

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
    bool any_row = false;                // several rows do no harm: the first is taken
    std::vector<Narrow> begins;          // the days on which another stretch of days begins
    std::vector<Narrow> found;           // by stretch and key, and -1 behind the last; empty: not found beforehand
    std::vector<Narrow> stretch_of_day;  // days from `first_day`; those before and after are of the first and last
    Number first_day = 0;
    /// Fills what is found beforehand.
    void find_beforehand();
    [[nodiscard]] std::size_t stretches() const { return begins.size() + 1; }
    [[nodiscard]] std::size_t place_of(std::size_t key, std::size_t stretch) const {
        return stretch * by_key.size() + key;
    }
    /// The place of what is not found.
    [[nodiscard]] std::size_t no_place() const { return by_key.size() * stretches(); }
};

struct Step {
    static constexpr std::size_t most_lists = 4;  // side by side
    /// How an operand stands there: in the width of the step; narrow, though the step is wide; or in the width of the
    /// step, and the same in all rows, so that the first is all there need be.
    enum class Form : std::uint8_t { own, narrow, same };
    Do what;
    bool wide = false;     // what it reads is wide; conditions and places in lists are narrow whatever it says
    bool checked = false;  // the result may be too large for a whole number of the machine: the row is then set aside
    bool rounds_by_adding = false;   // `added` beforehand makes a division that cuts off round in its mode
    std::array<Form, 3> forms = {};  // of a, b and c
    Place to = 0, a = 0, b = 0, c = 0;
    std::vector<Place> also_to = {};  // of the second and further lists
    Number k = 0;
    std::uint64_t added = 0;
    exact::RoundingMode mode = exact::RoundingMode::half_up;
    Divider divider;
    const std::vector<Number>* list = nullptr;
    const std::vector<Narrow>* small = nullptr;  // the same list, where its numbers are small
    const Search* search = nullptr;
};

/// How many of a, b and c the step looks at.
[[nodiscard]] std::size_t places_read(const Step& step);

/// Steps in order. Registers 0 to `columns` - 1 are the columns of the batch; then come constants and what is worked
/// out.
struct Program {
    std::size_t columns = 0;
    std::vector<char> narrow;  // of each register
    std::map<Place, Number> constants;
    std::vector<Step> steps;
    // What steps point into.
    std::vector<std::unique_ptr<std::vector<Number>>> lists;
    std::vector<std::unique_ptr<Search>> searches;
    std::vector<std::unique_ptr<std::vector<Narrow>>> small_lists;
    /// Registers that are looked at when all steps are done; empty: any may be. Others give their room to later ones.
    std::vector<Place> kept;

    [[nodiscard]] std::size_t registers() const { return narrow.size(); }
    Place add_register(bool is_narrow);
    Place add_constant(Number number);
    /// Takes out the steps whose results nobody looks at, but for those that may set a row aside.
    void drop_unused_steps();
    /// What is fetched from several lists at the same place is put side by side, so that it is fetched in one step; and
    /// beside the key and day where the place is a row that is found beforehand. To be called before widths are
    /// settled.
    void join_lists();
    /// Makes each step as narrow as the ranges allow, with steps between that widen or narrow. To be called once, when
    /// all steps are made; before, `narrow` says of what is worked out only whether its range would fit.
    void settle_widths();
    /// The same number in a register of that width, by a step at the end where need be. Precondition: widths are
    /// settled.
    [[nodiscard]] Place as_wide(Place place) { return in_width(place, false); }
    [[nodiscard]] Place as_narrow(Place place) { return in_width(place, true); }
    /// Whether a step looks at the column, or somebody does when all are done.
    [[nodiscard]] bool looks_at_column(std::size_t column) const;

private:
    [[nodiscard]] Place in_width(Place place, bool is_narrow);
    void settle_width(Step& step);
    void settle_operands(Step& step, std::size_t first);
    void put_constant_second(Step& step) const;
    [[nodiscard]] Step joined(const std::vector<const Step*>& fetching, const Step* found);

    std::map<Place, Place> other_width_;
};

/// Whether it leaves a result.
[[nodiscard]] inline bool writes(const Step& step) {
    return step.what != Do::demand && step.what != Do::refuse && step.what != Do::demand_place;
}

/// The registers of which it looks at every row.
[[nodiscard]] std::vector<Place> lanes_read(const Step& step);

/// The registers that it fills.
[[nodiscard]] std::vector<Place> places_written(const Step& step);

}  // namespace concordat::eval::plan
