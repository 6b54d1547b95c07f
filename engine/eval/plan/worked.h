// engine/eval/plan/worked.h · room: eval
// What:  steps put together: each result in a register of its own, the same step never twice, and for each the range it
//        can lie in. Where the range fits a machine's whole number the step is not checked; where it may not, a row
//        that overflows is set aside.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
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
    /// Number or date: the register that is 1 where it is known; unset: it always is, and where it is not, the register
    /// holds a harmless number. What is not known is none, as a blank field is; or, `held`, an amount made of it.
    std::optional<Place> there = std::nullopt;
    bool held = false;
};

class Steps {
public:
    Steps(Program& program, std::size_t columns) : program_(&program) {
        program.columns = columns;
        program.narrow.resize(columns, 1);
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
    static constexpr Number most_months = 12'000;
    static constexpr Number most_places = 1'000'000'000;  // of a list: narrow, and so is what is less by as much
    /// Precondition: `months` is whole; what lies beyond `most_months` is set aside.
    [[nodiscard]] std::optional<Worked> months_after(const Worked& day, const Worked& months);
    /// The same number in finer parts. Precondition: the denominator is a multiple of its own.
    [[nodiscard]] std::optional<Worked> in_parts(const Worked& a, const exact::Integer& denominator);
    /// Whether it is known, as a condition.
    [[nodiscard]] std::optional<Worked> is_there(const Worked& a);
    /// The result of a step over `parts`, known where all of them are; else no amount can be made, and the record is
    /// held.
    [[nodiscard]] std::optional<Worked> known_with(std::optional<Worked> result,
                                                   std::initializer_list<const Worked*> parts);
    /// The entry of a list for a code, party or member; -1 where it has none.
    [[nodiscard]] std::optional<Worked> translate(const Worked& a, std::vector<Number> list);
    [[nodiscard]] std::optional<Worked> month_of(const Worked& day, std::vector<Number> list, Number first);
    [[nodiscard]] std::optional<Worked> find_row(const Worked& key, const Worked& day, const Worked& figure,
                                                 std::unique_ptr<Search> search, bool must_be_there);
    /// The number in a list at a place, in parts of `denominator`; a row without one is set aside.
    [[nodiscard]] std::optional<Worked> cell(const Worked& at, std::vector<Number> list, Number denominator,
                                             Worked::As as);
    void demand(const Worked& condition);
    /// A row is set aside where the number is none of 0 to `size` - 1.
    void demand_place(const Worked& at, Number size);
    void refuse(const Worked& condition);

    /// Why the last step could not be made.
    [[nodiscard]] const std::string& because() const { return because_; }

private:
    using Key = std::tuple<Do, Place, Place, Place, Number, int, std::uint64_t, const void*>;

    [[nodiscard]] Worked made(Step step, Worked result);
    [[nodiscard]] bool made_alike(std::optional<Worked>& a, std::optional<Worked>& b);
    [[nodiscard]] std::optional<Worked> arithmetic(Do what, const Worked& a, const Worked& b, exact::Integer least,
                                                   exact::Integer greatest, Number denominator);
    std::nullopt_t give_up(std::string because) {
        because_ = std::move(because);
        return std::nullopt;
    }
    // simplified.cpp
    /// A register that is so many times another; or as many times as a condition tells.
    struct Multiple {
        Place of = 0;
        Number times = 1;
    };
    struct EitherMultiple {
        Place condition = 0, of = 0;
        Number times = 1, times_else = 1;
    };
    [[nodiscard]] const Step* made_by(Place place) const;
    [[nodiscard]] Multiple multiple(Place place) const;
    [[nodiscard]] std::optional<EitherMultiple> either_multiple(Place place) const;
    [[nodiscard]] std::optional<Worked> add_multiples(const Worked& a, const Worked& b, const Worked& sum);
    [[nodiscard]] std::optional<Worked> excess_instead(const Worked& difference, const Worked& nothing);
    [[nodiscard]] std::optional<Worked> place_in_order(const Worked& at, const std::vector<Number>& list);
    const std::vector<Number>* kept(std::vector<Number> list);
    const std::vector<Narrow>* small_copy(const std::vector<Number>& list);

    Program* program_;
    std::map<Number, Place> places_of_constants_;
    std::map<Key, Worked> known_;
    std::map<Place, std::size_t> made_by_;  // the step
    std::map<std::vector<Number>, const std::vector<Number>*> lists_;
    std::map<const void*, const std::vector<Narrow>*> small_lists_;
    std::set<Place> demanded_, refused_;
    std::set<std::pair<Place, Number>> demanded_places_;
    std::string because_;
};

/// Whether every number from `least` to `greatest` is one of the machine's whole numbers.
[[nodiscard]] bool fits(const exact::Integer& least, const exact::Integer& greatest);
/// Whether a narrow register holds every one of them.
[[nodiscard]] bool fits_narrow(const exact::Integer& least, const exact::Integer& greatest);

}  // namespace concordat::eval::plan
