// engine/eval/plan/worked.h · room: eval
// What:  steps put together: each result in a register of its own, the same step never twice, and for each the range it
// can lie in. Where the
//        range fits a machine's whole number the step is not checked; where it may not, a row that overflows is set
//        aside.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "eval/plan/program.h"
#include "exact/ratio.h"
#include "exact/rounding.h"

namespace concordat::eval::plan {

/// What a register holds.
struct Worked {
    enum class As { number, date, yes_no, code, party, member } as = As::number;
    Place place = 0;
    Number denominator = 1;          // number
    exact::Integer least, greatest;  // of what stands in the register
    bool may_be_blank = false;       // code
    std::optional<Number> constant;
};

class Steps {
public:
    Steps(Program& program, std::size_t columns) : program_(&program) {
        program.columns = columns;
        // Constants come before all that is worked out, so their number must be known first: room is kept for them.
        program.registers = columns + room_for_constants;
        program.constants.resize(room_for_constants, 0);
    }

    [[nodiscard]] std::optional<Worked> constant(const exact::Ratio& number);
    [[nodiscard]] std::optional<Worked> whole(Number number, Worked::As as);
    [[nodiscard]] std::optional<Worked> add(const Worked& a, const Worked& b);
    [[nodiscard]] std::optional<Worked> subtract(const Worked& a, const Worked& b);
    [[nodiscard]] std::optional<Worked> multiply(const Worked& a, const Worked& b);
    /// Precondition: `by` is not zero.
    [[nodiscard]] std::optional<Worked> multiply(const Worked& a, const exact::Ratio& by);
    [[nodiscard]] std::optional<Worked> negate(const Worked& a);
    [[nodiscard]] std::optional<Worked> excess(const Worked& a, const Worked& b);
    [[nodiscard]] std::optional<Worked> extreme(const Worked& a, const Worked& b, bool greatest);
    [[nodiscard]] std::optional<Worked> compare(Do how, const Worked& a, const Worked& b);
    [[nodiscard]] std::optional<Worked> both(const Worked& a, const Worked& b);
    [[nodiscard]] std::optional<Worked> either(const Worked& a, const Worked& b);
    [[nodiscard]] std::optional<Worked> opposite(const Worked& a);
    [[nodiscard]] std::optional<Worked> choose(const Worked& if_so, const Worked& a, const Worked& b);
    [[nodiscard]] std::optional<Worked> round(const Worked& a, const exact::Rounding& rounding);
    [[nodiscard]] std::optional<Worked> whole_part(const Worked& a);
    [[nodiscard]] std::optional<Worked> whole_years(const Worked& from, const Worked& to);
    /// The entry of a list for a code, party or member; -1 where it has none.
    [[nodiscard]] std::optional<Worked> translate(const Worked& a, std::vector<Number> list);
    [[nodiscard]] std::optional<Worked> month_of(const Worked& day, std::vector<Number> list, Number first);
    [[nodiscard]] std::optional<Worked> find_row(const Worked& key, const Worked& day, std::unique_ptr<Search> search);
    /// The number in a list at a place, in parts of `denominator`; a row without one is set aside.
    [[nodiscard]] std::optional<Worked> cell(const Worked& at, std::vector<Number> list, Number denominator,
                                             Worked::As as);
    void demand(const Worked& condition);
    void refuse(const Worked& condition);

    /// Why the last step could not be made.
    [[nodiscard]] const std::string& because() const { return because_; }

private:
    static constexpr std::size_t room_for_constants = 256;
    using Key = std::tuple<Do, Place, Place, Place, Number, int, std::uint64_t, const void*>;

    [[nodiscard]] Worked made(Step step, Worked result);
    [[nodiscard]] std::optional<Worked> in_parts(const Worked& a, const exact::Integer& denominator);
    [[nodiscard]] bool made_alike(std::optional<Worked>& a, std::optional<Worked>& b);
    [[nodiscard]] std::optional<Worked> arithmetic(Do what, const Worked& a, const Worked& b, exact::Integer least,
                                                   exact::Integer greatest, Number denominator);
    std::nullopt_t give_up(std::string because) {
        because_ = std::move(because);
        return std::nullopt;
    }
    const std::vector<Number>* kept(std::vector<Number> list);

    Program* program_;
    std::size_t constants_ = 0;
    std::map<Number, Place> places_of_constants_;
    std::map<Key, Worked> known_;
    std::map<std::vector<Number>, const std::vector<Number>*> lists_;
    std::string because_;
};

/// Whether every number from `least` to `greatest` is one of the machine's whole numbers.
[[nodiscard]] bool fits(const exact::Integer& least, const exact::Integer& greatest);

}  // namespace concordat::eval::plan
