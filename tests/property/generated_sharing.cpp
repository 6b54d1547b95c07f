// tests/property/generated_sharing.cpp
// What:  a loss divided under a limit for each partner (falls on the owner, shared once, shared again), among all or
// those that take
//        part; gains and losses by two keys; a cost that two bear, one of them under a limit in all or in each year.
#include <algorithm>

#include "generated_contract.h"

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

namespace {

const std::vector<std::string> years = {"2026/27", "2027/28"};

std::string of_each_year() {
    std::string text = heading("Financial Year", "31 March 2028");
    return text.insert(text.find("\nEvery payment"), " Each Financial Year is settled on its own.");
}

/// Limits that often bind, sometimes to the penny.
std::vector<std::int64_t> limits_for(Chance& chance, std::size_t count, std::int64_t most) {
    std::vector<std::int64_t> limits;
    for (std::size_t i = 0; i < count; ++i) limits.push_back(chance.one_in(6) ? 0 : chance.between(0, most));
    return limits;
}

}  // namespace

Generated division_within_limits(Chance& chance) {
    const auto count = static_cast<std::size_t>(chance.between(2, 7));
    const auto shares = shares_of(chance, count);
    const std::int64_t most = chance.one_in(3) ? 20 : 2'000'000;
    const auto limits = limits_for(chance, count, most);
    const auto excess = static_cast<Excess>(chance.between(0, 2));
    const bool some = chance.one_in(2);
    const std::int64_t least = chance.between(1, 20);
    static const std::string tails[] = {
        "any excess falling on Northshire ICB",
        "any excess being shared once among the others, and what no Partner can bear falling on Northshire ICB",
        "any excess being shared again among the others in proportion to Pain Key until each has reached its Pain Cap, "
        "and what no Partner can bear "
        "falling on Northshire ICB"};

    std::string text =
        of_each_year() +
        "| Party | Role | Pain Key | Pain Cap |\n|---|---|---|---|\n| Northshire ICB | Commissioner | | |\n";
    for (std::size_t i = 0; i < count; ++i)
        text += "| " + names[i] + " | Partner | " + percent(shares[i]) + " | " + pounds(limits[i]) + " |\n";
    text += "\n## 2 Loss\n\n2.1 \"Loss\" is money, reported by Northshire ICB for each Financial Year.\n\n";
    if (some)
        text +=
            "2.2 For each Partner, \"Cases\" is a count, reported by that Partner for each Financial Year; if it is "
            "missing, it is 0.\n\n"
            "2.3 A Partner takes part in a Financial Year only if Cases is at least " +
            std::to_string(least) + ".\n\n";
    const std::string in_play = some ? " that take part" : "";
    text += "2.4 Loss is divided among all Partners" + in_play +
            " in proportion to Pain Key; the part of each is its \"Pain Part\"; the Pain Part of a Partner shall not "
            "exceed its Pain Cap, " +
            tails[static_cast<int>(excess)] + (some ? "; if there are none, it is kept by Northshire ICB" : "") +
            "; any odd penny going to the largest remainder.\n\n2.5 Each Partner" + (some ? " that takes part" : "") +
            " shall pay Pain Part to Northshire ICB, within 30 days after Year End.\n";

    Generated made;
    made.family = std::string("division under limits, ") + (excess == Excess::falls         ? "falls"
                                                            : excess == Excess::shared_once ? "shared once"
                                                                                            : "shared again");
    made.shuffled_files = {"data/loss.csv"};
    made.files["contract.contract.md"] = text;
    std::string losses = "Financial Year,Loss\n", cases = "Financial Year,Partner,Cases\n";
    for (std::size_t i = 0; i < count; ++i) made.may_pay[names[i]] = 2 * limits[i];
    for (const auto& year : years) {
        const std::int64_t loss = chance.one_in(8) ? 0 : chance.between(1, most * static_cast<std::int64_t>(count));
        losses += year + "," + decimal(loss) + "\n";
        std::vector<std::size_t> in;
        std::vector<std::int64_t> weights, held;
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t number = chance.one_in(4) ? least : chance.between(0, 30);
            cases += year + "," + names[i] + "," + std::to_string(number) + "\n";
            if (some && number < least) continue;
            in.push_back(i), weights.push_back(shares[i]), held.push_back(limits[i]);
        }
        const auto parts = in.empty() ? std::vector<Integer>{} : within_limits(Integer(loss), weights, held, excess);
        for (std::size_t i = 0; i < in.size(); ++i)
            made.must_get[names[in[i]]] -= parts[i], made.must_get["Northshire ICB"] += parts[i];
    }
    made.files["data/loss.csv"] = losses;
    if (some) made.files["data/cases.csv"] = cases, made.shuffled_files.push_back("data/cases.csv");
    return made;
}

Generated gains_and_pain(Chance& chance) {
    const auto count = static_cast<std::size_t>(chance.between(1, 6));
    const auto gain_keys = shares_of(chance, count);
    const std::int64_t most = chance.one_in(3) ? 20 : 5'000'000;
    const auto limits = limits_for(chance, count, most);
    std::vector<std::int64_t> pain_keys;
    for (std::size_t i = 0; i < count; ++i) pain_keys.push_back(chance.between(1, 9));
    const bool limited = chance.one_in(2);

    std::string text = of_each_year() +
                       "| Party | Role | Gain Key | Pain Key | Pain Cap |\n|---|---|---|---|---|\n| Northshire ICB | "
                       "Commissioner | | | |\n";
    for (std::size_t i = 0; i < count; ++i)
        text += "| " + names[i] + " | Partner | " + percent(gain_keys[i]) + " | " + std::to_string(pain_keys[i]) +
                " | " + pounds(limits[i]) + " |\n";
    text +=
        "\n## 2 Result\n\n2.1 \"Target Cost\" and \"Actual Cost\" are money, reported by Northshire ICB for each "
        "Financial Year.\n\n"
        "2.2 \"Result\" means Target Cost less Actual Cost; it may be less than £0.\n\n"
        "2.3 If Result is more than £0, it is divided among the Partners in proportion to Gain Key, any odd penny "
        "going to the largest remainder.\n\n"
        "2.4 If Result is less than £0, it is divided among the Partners in proportion to Pain Key, any odd penny "
        "going to the largest remainder";
    text +=
        limited
            ? "; but the part of a Partner shall not exceed its Pain Cap, and any excess falls on Northshire ICB.\n\n"
            : ".\n\n";
    text +=
        "2.5 Northshire ICB shall pay to each Partner its part of a gain, within 30 days after Year End, and each "
        "Partner shall pay to Northshire "
        "ICB the whole of its part of a loss.\n";

    Generated made;
    made.family = "two keys";
    made.shuffled_files = {"data/costs.csv"};
    made.files["contract.contract.md"] = text;
    std::string rows = "Financial Year,Target Cost,Actual Cost\n";
    for (const auto& year : years) {
        const std::int64_t target = chance.between(0, most),
                           actual = chance.one_in(6) ? target : chance.between(0, 2 * most);
        rows += year + "," + decimal(target) + "," + decimal(actual) + "\n";
        const Integer size = target > actual ? Integer(target - actual) : Integer(actual - target);
        auto parts = in_proportion(size, target > actual ? gain_keys : pain_keys);
        for (std::size_t i = 0; i < count; ++i) {
            if (target < actual) parts[i] = -(limited ? std::min(parts[i], Integer(limits[i])) : parts[i]);
            made.must_get[names[i]] += parts[i], made.must_get["Northshire ICB"] -= parts[i];
        }
    }
    made.files["data/costs.csv"] = rows;
    if (limited)
        for (std::size_t i = 0; i < count; ++i) made.may_pay[names[i]] = 2 * limits[i];
    return made;
}

Generated borne_by_two(Chance& chance) {
    static const std::vector<std::string> quarters = {"2026/27 Q1", "2026/27 Q2", "2026/27 Q3",
                                                      "2026/27 Q4", "2027/28 Q1", "2027/28 Q2"};
    const std::int64_t share = chance.between(1, 999), most = chance.one_in(3) ? 30 : 3'000'000,
                       limit = chance.between(0, 2 * most);
    const auto span = chance.between(0, 2);  // no limit, in all, in each Financial Year
    std::string text = heading("Quarter", "31 March 2028");
    text.insert(text.find("\nEvery payment"), " Each Quarter is settled on its own.");
    text +=
        "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n| Southshire Council | Council |\n| Anchor "
        "Trust | Provider |\n\n## 2 Cost\n\n"
        "2.1 \"Cost\" is money, reported by Anchor Trust for each Quarter; if it is missing, it is £0.\n\n2.2 Cost is "
        "borne " +
        percent(share) + " by Northshire ICB and the remainder by Southshire Council";
    if (span > 0)
        text += "; Northshire ICB shall not bear more than " + pounds(limit) +
                (span == 1 ? " in all" : " in each Financial Year") + ", any excess falling on Southshire Council";
    text +=
        ".\n\n2.3 Northshire ICB and Southshire Council shall each pay to Anchor Trust what it bears, for each "
        "Quarter, within 30 days after Quarter End.\n";

    Generated made;
    made.family = "borne by two";
    made.shuffled_files = {"data/cost.csv"};
    made.files["contract.contract.md"] = text;
    made.files["data/cost.csv"] = "Quarter,Cost\n";
    std::int64_t left = limit;
    const auto number = static_cast<std::size_t>(chance.between(1, 6));
    for (std::size_t q = 0; q < number; ++q) {
        const std::int64_t cost = chance.one_in(7) ? 0 : chance.between(0, most);
        if (span == 2 && q == 4) left = limit;
        std::int64_t part = cost * share / 1000;
        if (span > 0) part = std::min(part, left), left -= part;
        if (q > 0) made.earlier.push_back({made.files, made.must_get});
        made.files["data/cost.csv"] += quarters[q] + "," + decimal(cost) + "\n";
        made.must_get["Northshire ICB"] -= part, made.must_get["Southshire Council"] -= cost - part,
            made.must_get["Anchor Trust"] += cost;
    }
    if (span == 1) made.may_pay["Northshire ICB"] = limit;
    return made;
}

}  // namespace concordat::property
