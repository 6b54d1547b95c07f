// tests/unit/eval/record_sums_test.cpp · tests
// What:  the sums of a plan over many batches, against plain sums on wide numbers: amounts so large that what was added
//        lately must be put away, or cannot be kept at all; many groups; parts put together.
#include <array>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "eval/plan/record_sums.h"
#include "exact/ratio.h"
#include "support/catch.h"

namespace {

using namespace concordat;
using namespace concordat::eval::plan;

constexpr std::size_t months = 2;

/// A plan without steps over columns made by chance: month, two conditions, a group and an amount.
struct Made {
    static constexpr Place month = 0, all = 1, some = 2, group = 3, amount = 4;
    RecordPlan plan;
    std::size_t groups;
    std::uint64_t most;
    std::map<std::pair<std::size_t, Narrow>, std::pair<std::int64_t, exact::Integer>> expected;  // by sum and group

    Made(std::size_t members, std::uint64_t largest) : groups(members * months), most(largest) {
        plan.months = months;
        plan.month = month;
        plan.program.columns = 5;
        plan.program.narrow = {1, 1, 1, 1, 0};
        const auto sum = [&](Place wanted, bool with_amount) {
            PlannedSum made;
            made.wanted = wanted;
            made.group = group;
            made.sizes = {members};
            if (with_amount) made.amount = amount;
            made.most = with_amount ? most : 0;
            plan.sums.push_back(std::move(made));
        };
        sum(all, true);
        sum(some, false);
        sum(some, true);
    }
    void add(ReportSums& sums, std::mt19937_64& chance) {
        std::array<std::array<Narrow, data::batch_rows>, 4> narrow{};
        data::BatchColumn amounts;
        amounts.set_width(false);
        data::PlainRows plain{};
        for (std::size_t row = 0; row < data::batch_rows; ++row) {
            narrow[group][row] = static_cast<Narrow>(chance() % groups);
            narrow[month][row] = narrow[group][row] % static_cast<Narrow>(months);
            narrow[all][row] = 1;
            narrow[some][row] = static_cast<Narrow>(chance() % 2);
            plain[row] = chance() % 8 == 0 ? 0 : 1;
            const auto size = static_cast<Number>(most - chance() % (most / 4 + 1));
            amounts.wide()[row] = chance() % 3 == 0 ? -size : size;
            for (std::size_t which = 0; which < plan.sums.size(); ++which) {
                if (plain[row] == 0 || narrow[plan.sums[which].wanted][row] == 0) continue;
                auto& own = expected[{which, narrow[group][row]}];
                ++own.first;
                if (plan.sums[which].amount) own.second += amounts.wide()[row];
            }
        }
        Batch batch(plan.program);
        for (Place place = 0; place < 4; ++place) batch.set_column(place, narrow[place].data());
        batch.set_column(amount, amounts);
        sums.add(plan, batch, plain, data::batch_rows);
    }
    /// How many of the sums are not as expected.
    [[nodiscard]] std::size_t wrong(const ReportSums& sums) {
        std::size_t count = 0;
        for (std::size_t which = 0; which < plan.sums.size(); ++which) {
            for (std::size_t at = 0; at < groups; ++at) {
                const auto own = sums.of(which, at);
                const auto& wanted = expected[{which, static_cast<Narrow>(at)}];
                count += own.count == wanted.first && exact::Integer(own.total) == wanted.second ? 0 : 1;
            }
        }
        return count;
    }
};

}  // namespace

TEST_CASE("sums over many batches are exact, whatever the size of the amounts and the number of groups") {
    // Small ones; ones of which two batches fill a number; ones that a single batch may not hold.
    const std::uint64_t most =
        GENERATE(std::uint64_t{100'000}, std::uint64_t{1} << 52u, static_cast<std::uint64_t>(INT64_MAX));
    const std::size_t members = GENERATE(std::size_t{3}, std::size_t{40'000});
    Made made(members, most);
    std::mt19937_64 chance(11);
    ReportSums first(made.plan);
    ReportSums second(made.plan);
    for (int batch = 0; batch < 12; ++batch) made.add(batch % 3 == 0 ? second : first, chance);
    first.add(second);
    CHECK(made.wrong(first) == 0);
    ++made.expected[{0, 1}].first;
    CHECK(made.wrong(first) == 1);  // the check can fail
    CHECK(first.months() == std::vector<std::size_t>{0, 1});
}
