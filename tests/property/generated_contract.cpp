// tests/property/generated_contract.cpp
#include "generated_contract.h"

#include <algorithm>
#include <iterator>

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

namespace {

/// Savings banded slice by slice, limited, gated, rounded, divided: K2, K1, K3, K7.
Generated gain_pool(Chance& chance) {
    Generated made;
    made.family = "gain pool";
    const auto count = static_cast<std::size_t>(chance.between(1, 7));
    const auto shares = shares_of(chance, count);
    std::string text = heading("Financial Year", "31 March 2027");
    text += "| Party | Role | Agreed Share |\n|---|---|---|\n| Northshire ICB | Commissioner | |\n";
    for (std::size_t i = 0; i < count; ++i) text += "| " + names[i] + " | Partner | " + percent(shares[i]) + " |\n";
    text +=
        "\n1.1 The Agreed Share of all Partners must total 100%.\n\n## 2 Pool\n\n"
        "2.1 \"Target Cost\", \"Actual Cost\" are money, reported by Northshire ICB for each Financial Year.\n\n"
        "2.2 \"Score\" is a percentage, reported by Northshire ICB for each Financial Year.\n\n"
        "2.3 \"Saving\" means the amount by which Target Cost exceeds Actual Cost.\n\n"
        "2.4 \"Pool\" means Saving banded slice by slice:\n\n"
        "| Saving above | up to and including | Rate |\n|---|---|---|\n";
    const auto bands = chance.between(1, 5);
    std::vector<std::int64_t> edges = {0}, rates;
    for (std::int64_t i = 1; i < bands; ++i) edges.push_back(edges.back() + chance.between(1, 90'000'000));
    for (std::int64_t i = 0; i < bands; ++i) rates.push_back(chance.between(0, 1000));
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const std::string to = i + 1 < edges.size() ? pounds(edges[i + 1]) : "no limit";
        text += "| " + pounds(edges[i]) + " | " + to + " | " + percent(rates[i]) + " |\n";
    }
    const std::int64_t limit = chance.between(0, 60'000'000);
    const bool limited = chance.one_in(2), gated = chance.one_in(2), division = chance.one_in(2);
    const std::int64_t gate = chance.between(1, 1000), score = chance.one_in(4) ? gate : chance.between(0, 1000);
    if (limited) text += "\n2.5 Pool shall not exceed " + pounds(limit) + ".\n";
    if (gated) text += "\n2.6 Pool is payable only if Score is at least " + percent(gate) + "; otherwise Pool is £0.\n";
    text += "\n## 3 Payment\n\n";
    text += division ? "3.1 Pool is divided among all Partners in proportion to Agreed Share, and the part of each is "
                       "its \"Part\"; "
                       "any odd penny going to the largest remainder.\n\n"
                       "3.2 Northshire ICB shall pay Part to each Partner, within 30 days after Year End.\n"
                     : "3.1 Northshire ICB shall pay Pool to each Partner in proportion to Agreed Share, within 30 "
                       "days after Year "
                       "End; any odd penny going to the largest remainder.\n";

    const std::int64_t target = chance.between(0, 400'000'000);
    const std::int64_t actual =
        chance.one_in(5) ? target + chance.between(-2, 2) : chance.between(-1'000'000, 400'000'000);
    made.files["contract.contract.md"] = text;
    made.files["data/costs.csv"] = "Financial Year,Target Cost,Actual Cost,Score\n2026/27," + decimal(target) + "," +
                                   decimal(actual) + "," + percent(score) + "\n";

    const std::int64_t saving = std::max<std::int64_t>(0, target - actual);
    Ratio pool = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const std::int64_t top = i + 1 < edges.size() ? std::min(saving, edges[i + 1]) : saving;
        if (top > edges[i]) pool += Ratio(Integer(top - edges[i]) * rates[i], Integer(1000));
    }
    if (limited && pool > Ratio(Integer(limit))) pool = Ratio(Integer(limit));
    if (gated && score < gate) pool = 0;
    const Integer whole = half_up(pool);
    const auto parts = in_proportion(whole, shares);
    for (std::size_t i = 0; i < count; ++i) made.must_get[names[i]] = parts[i];
    made.must_get["Northshire ICB"] = -whole;
    if (limited)
        for (std::size_t i = 0; i < count; ++i) made.at_most[names[i]] = limit;
    return made;
}

/// Visits priced one by one, paid to date by month: K9. The total to date is rounded, never the step.
Generated activity(Chance& chance) {
    Generated made;
    made.family = "activity to date";
    made.shuffled_files = {"data/visits.csv"};
    const auto count = static_cast<std::size_t>(chance.between(1, 4));
    std::string text = heading("Month", "31 March 2027");
    text += "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n";
    for (std::size_t i = 0; i < count; ++i) text += "| " + names[i] + " | Provider |\n";
    const std::int64_t rate = chance.between(1, 99'999), factor = chance.between(1, 2'999'999);
    text +=
        "\n## 2 Activity\n\n2.1 \"Visit\" is a record, reported by each Provider for each Month, with:\n\n"
        "| Field | Kind |\n|---|---|\n| Visit Number | code, unique |\n| Provider | Provider |\n| Made | date |\n| "
        "Hours | number |\n\n"
        "2.2 A Visit falls in the Month of its Made.\n\n"
        "2.3 For each Visit, \"Price\" means " +
        pounds(rate) + " times Hours times " + std::to_string(factor / 1'000'000) + "." +
        std::to_string(1'000'000 + factor % 1'000'000).substr(1) +
        ".\n\n"
        "2.4 For each Provider, \"Activity Value\" means the total of Price over all its Visits.\n\n"
        "## 3 Payment\n\n3.1 Northshire ICB shall pay Activity Value to each Provider for each Month.\n";
    made.files["contract.contract.md"] = text;
    std::string rows = "Visit Number,Provider,Made,Hours\n";
    std::vector<Ratio> value(count, Ratio(0));
    const auto visits = chance.between(0, 30);
    for (std::int64_t i = 0; i < visits; ++i) {
        const auto provider = static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(count) - 1));
        const std::int64_t month = chance.between(4, 9), hours = chance.between(0, 999);
        rows += "V" + std::to_string(i) + "," + names[provider] + ",2026-0" + std::to_string(month) + "-" +
                std::to_string(chance.between(10, 28)) + "," + decimal(hours) + "\n";
        value[provider] += Ratio(Integer(rate) * hours * factor, Integer(100) * 1'000'000);
    }
    made.files["data/visits.csv"] = rows;
    Integer all = 0;
    for (std::size_t i = 0; i < count; ++i) {
        made.must_get[names[i]] = half_up(value[i]);
        all += made.must_get[names[i]];
    }
    made.must_get["Northshire ICB"] = -all;
    return made;
}

/// What a lead receives, it passes on in shares; odd pennies and the rest stay with it: through-flow at each level.
Generated lead_provider(Chance& chance) {
    Generated made;
    made.family = "lead provider";
    made.shuffled_files = {"data/income.csv"};
    const auto count = static_cast<std::size_t>(chance.between(1, 5));
    auto shares = shares_of(chance, count + 1);  // the last is what the lead keeps
    std::string text = heading("Month", "31 March 2027");
    text +=
        "| Party | Role | Flow Share |\n|---|---|---|\n| Northshire ICB | Commissioner | |\n| Lead Trust | Lead "
        "Provider | |\n";
    for (std::size_t i = 0; i < count; ++i)
        text += "| " + names[i] + " | Subcontractor | " + percent(shares[i]) + " |\n";
    text +=
        "\n## 2 Income\n\n2.1 \"Income\" is money, reported by Northshire ICB for each Month.\n\n## 3 Payment\n\n"
        "3.1 Northshire ICB shall pay Income to the Lead Provider for each Month.\n\n"
        "3.2 The Lead Provider shall pay to each Subcontractor its Flow Share of Income received under clause 3.1; any "
        "odd "
        "penny going to the Lead Provider.\n\n"
        "3.3 The Lead Provider keeps what remains, and what remains must not be less than £0.\n";
    made.files["contract.contract.md"] = text;
    std::string rows = "Month,Income\n";
    Integer income = 0;
    const auto months = chance.between(1, 6);
    for (std::int64_t month = 0; month < months; ++month) {
        const std::int64_t sum = chance.one_in(4) ? chance.between(0, 9) : chance.between(0, 90'000'000);
        rows += "2026-0" + std::to_string(month + 4) + "," + decimal(sum) + "\n";
        income += sum;
    }
    made.files["data/income.csv"] = rows;
    Integer passed = 0;
    for (std::size_t i = 0; i < count; ++i) {
        made.must_get[names[i]] =
            income * shares[i] / 1000;  // the total to date, rounded down: the lead keeps the rest
        passed += made.must_get[names[i]];
    }
    made.must_get["Lead Trust"] = income - passed;
    made.must_keep["Lead Trust"] = income - passed;
    made.must_get["Northshire ICB"] = -income;
    return made;
}

}  // namespace

Generated generate(std::uint64_t seed) {
    static constexpr Generated (*makers[])(Chance&) = {
        gain_pool,      activity,         lead_provider,   chain_of_clauses, division_within_limits,
        gains_and_pain, borne_by_two,     running_balance, fees_of_a_year,   nights_passed_on,
        pool_in_ranks,  loss_and_reserve, loss_in_steps,   shared_by_table,  deductions,
        carried_lots,   limits_in_order,  two_levels,      cut_to_a_total};
    Chance chance(seed);
    return makers[static_cast<std::size_t>(chance.between(0, std::size(makers) - 1))](chance);
}

}  // namespace concordat::property
