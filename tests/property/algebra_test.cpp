// tests/property/algebra_test.cpp · the laws of curves, gates and scores (share algebra, K2 to K4), over contracts made
// by chance: a share scales with its target, lies between nothing and the variance, has its sign, grows with it and has
// no jump; a gate lets all or nothing through and never jumps back; a score lies between its least and its greatest
// part, whatever the order of the measures, and one of no weight changes nothing.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "generated_contract.h"
#include "session/session.h"
#include "support/catch.h"

namespace {

using concordat::exact::Integer;
using concordat::exact::Ratio;
using concordat::property::Chance;
using concordat::property::percent;
namespace session = concordat::session;
using Files = std::map<std::string, std::string>;
using Values = std::map<std::string, Ratio>;

/// "Share 2026/27" and what it is, in pounds; "told" holds what is wrong.
Values values_of(const Files& files, std::string& told) {
    const session::MemoryFiles memory(files);
    const session::Session working(memory);
    const auto opened = working.open_contract("contract.contract.md");
    for (const auto& one : opened.problems.all())
        if (concordat::source::severity_of(one.code) == concordat::source::Severity::error) told += one.message + "\n";
    Values values;
    if (!told.empty() || opened.contract == nullptr) return values;
    const auto data = working.take_in(opened, "data");
    for (const auto& one : data.problems.all()) told += one.message + "\n";
    const auto settlement = working.settle(opened, data, "");
    for (const auto& one : settlement.problems.all()) told += one.message + "\n";
    for (const auto& period : settlement.periods)
        for (const auto& line : period.terms)
            if (const auto* value = std::get_if<Ratio>(&line.value); value != nullptr && line.of.empty())
                values[opened.contract->term(line.term).name + " " + line.period.label(opened.contract->year_start)] =
                    *value;
    return values;
}

std::string begin_contract() {
    return "# Generated Agreement\n\nEffective 1 April 2026 until 31 March 2036.\nMoney is in GBP.\nSettled for each "
           "Financial Year. Each Financial Year is settled on its own.\nEvery payment is rounded to the nearest penny, "
           "half up.\n\n## 1 Parties\n\n| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n| Anchor Trust "
           "| Provider |\n\n## 2 Terms\n\n";
}

// ---- curves and gates -------------------------------------------------------------------------------------------

const std::vector<std::string> labels = {"2026/27", "2027/28", "2028/29", "2029/30", "2030/31", "2031/32"};

/// A share of what lies between target and cost, in slices of the target, the same way for a gain and a loss; and the
/// same amount behind a gate, asked once and asked again.
std::string curve(Chance& chance) {
    std::string text = begin_contract();
    text +=
        "2.1 \"Target\" and \"Cost\" are money, reported by Northshire ICB for each Financial Year.\n\n2.2 "
        "\"Variance\" means Target less Cost; it may be less than £0.\n\n2.3 \"Share\" means Variance banded slice "
        "by slice, in the same way above and below £0:\n\n| Variance above | up to and including | Rate "
        "|\n|---|---|---|\n";
    std::string from = "£0";
    std::int64_t edge = 0;
    for (std::int64_t bands = chance.between(0, 3); bands > 0; --bands) {
        edge += chance.between(1, 200);
        const std::string to = percent(edge) + " of Target";
        text += "| " + from + " | " + to + " | " + percent(chance.between(0, 1000)) + " |\n";
        from = to;
    }
    text += "| " + from + " | no limit | " + percent(chance.between(0, 1000)) + " |\n\n";
    const std::int64_t opens_at = chance.between(-300, 300);
    const std::string gate = opens_at <= 0 ? "£0" : percent(opens_at) + " of Target";
    text += "2.4 \"Gated\" means Share.\n\n2.5 Gated is payable only if Variance is at least " + gate +
            "; otherwise Gated is £0.\n\n2.6 \"Gated Twice\" means Gated.\n\n2.7 Gated Twice is payable only if "
            "Variance is at least " +
            gate +
            "; otherwise Gated Twice is £0.\n\n3.1 Northshire ICB shall pay Gated Twice to Anchor Trust, within 30 "
            "days after Year End; if that is less than £0, Anchor Trust repays it.\n";
    return text;
}

Ratio distance_of(const Ratio& amount) { return amount.sign() < 0 ? -amount : amount; }

/// Years 1 to 4: costs from the lowest to the highest, the third a penny above the second; year 5 and 6: the first two,
/// seven times.
void check_curve(std::uint64_t seed) {
    Chance chance(seed);
    Files files;
    files["contract.contract.md"] = curve(chance);
    const std::int64_t target = chance.between(1, 90'000'000);
    std::vector<std::int64_t> cost;
    for (int i = 0; i < 3; ++i) cost.push_back(chance.between(0, 2 * target));
    std::sort(cost.begin(), cost.end());
    cost.insert(cost.begin() + 2, cost[1] + 1);
    if (cost[3] < cost[2]) cost[3] = cost[2];
    std::string rows = "Financial Year,Target,Cost\n";
    for (std::size_t t = 0; t < 6; ++t) {
        const std::int64_t times = t < 4 ? 1 : 7;
        rows += labels[t] + "," + concordat::property::decimal(times * target) + "," +
                concordat::property::decimal(times * cost[t < 4 ? t : t - 4]) + "\n";
    }
    files["data/costs.csv"] = rows;
    INFO("seed " << seed << "\n" << files["contract.contract.md"] << rows);
    std::string told;
    Values of = values_of(files, told);
    REQUIRE(told.empty());
    const Ratio penny(Integer(1), Integer(100));
    for (std::size_t t = 0; t < 6; ++t) {
        const Ratio share = of.at("Share " + labels[t]), variance = of.at("Variance " + labels[t]);
        const Ratio gated = of.at("Gated " + labels[t]);
        CHECK(distance_of(share) <= distance_of(variance));
        CHECK(share.sign() * variance.sign() >= 0);
        CHECK((gated == share || gated.is_zero()));
        CHECK(of.at("Gated Twice " + labels[t]) == gated);
    }
    for (std::size_t t = 0; t + 1 < 4; ++t) {
        CHECK(of.at("Share " + labels[t]) >= of.at("Share " + labels[t + 1]));  // a lower cost never earns less
        // Once the gate lets nothing through, a higher cost does not open it.
        CHECK((!of.at("Gated " + labels[t]).is_zero() || of.at("Share " + labels[t]).is_zero() ||
               of.at("Gated " + labels[t + 1]).is_zero()));
    }
    CHECK(of.at("Share " + labels[1]) - of.at("Share " + labels[2]) <=
          penny);  // no jump: a penny moves a penny at most
    for (std::size_t t = 0; t < 2; ++t)
        CHECK(of.at("Share " + labels[t + 4]) == Ratio(7) * of.at("Share " + labels[t]));
}

// ---- scores -----------------------------------------------------------------------------------------------------

struct Measure {
    std::string name;
    std::int64_t weight, score;  // tenths of a percent
};

std::string score_text(const std::vector<Measure>& measures) {
    std::string text = begin_contract() + "2.1 \"Measure\" is one of:\n\n| Measure | Weight |\n|---|---|\n";
    for (const Measure& one : measures) text += "| " + one.name + " | " + percent(one.weight) + " |\n";
    return text +
           "\n2.2 For each Measure, \"Achievement\" is a percentage, reported by Anchor Trust for each Financial Year; "
           "if it is missing, settlement waits.\n\n2.3 \"Score\" means the average of Achievement over all Measures, "
           "weighted by Weight.\n\n2.4 \"Fee\" means £1,000 times Score.\n\n3.1 Northshire ICB shall pay Fee to Anchor "
           "Trust, within 30 days after Year End.\n";
}

Ratio score_of(const std::vector<Measure>& measures) {
    std::string rows = "Financial Year,Measure,Achievement\n", told;
    for (const Measure& one : measures) rows += "2026/27," + one.name + "," + percent(one.score) + "\n";
    const auto of = values_of({{"contract.contract.md", score_text(measures)}, {"data/scores.csv", rows}}, told);
    REQUIRE(told.empty());
    return of.at("Score 2026/27");
}

void check_score(std::uint64_t seed) {
    Chance chance(seed);
    static const std::vector<std::string> names = {"Access", "Balance", "Care", "Duration", "Effect"};
    const auto count = static_cast<std::size_t>(chance.between(1, 5));
    const auto weights = concordat::property::shares_of(chance, count);
    std::vector<Measure> measures;
    Ratio expected = 0, least = 1, most = 0;
    for (std::size_t i = 0; i < count; ++i) {
        measures.push_back({names[i], weights[i], chance.between(0, 1000)});
        const Ratio score(Integer(measures[i].score), Integer(1000));
        expected += score * Ratio(Integer(weights[i]), Integer(1000));
        least = std::min(least, score), most = std::max(most, score);
    }
    INFO("seed " << seed);
    const Ratio score = score_of(measures);
    CHECK(score == expected);
    CHECK(score >= least);
    CHECK(score <= most);
    std::reverse(measures.begin(), measures.end());
    CHECK(score_of(measures) == score);
    measures.push_back({"Zeal", 0, chance.between(0, 1000)});
    CHECK(score_of(measures) == score);
}

}  // namespace

TEST_CASE("shares of a variance keep the laws of K2 and K3") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) check_curve(seed);
}
TEST_CASE("scores keep the laws of K4") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) check_score(seed);
}
TEST_CASE("shares and scores, ten thousand times", "[.nightly]") {
    for (std::uint64_t seed = 1'000; seed < 9'000; ++seed) check_curve(seed);
    for (std::uint64_t seed = 1'000; seed < 3'000; ++seed) check_score(seed);
}
