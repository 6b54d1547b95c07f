// tests/property/generated_parts.cpp
// What:  a loss met in two steps under limits, each divided exactly and the pennies last (N25); an amount shared by a
//        table with a column for each party, where one of them has the remainder or the odd penny (P1, K5).
#include <algorithm>
#include <numeric>

#include "generated_contract.h"

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

namespace {

struct Steps {
    std::size_t count = 2;
    std::vector<std::int64_t> weights, first_limits, limits;
    std::vector<bool> is_first;
    bool limited = true, falls = true;
    Excess excess = Excess::shared_again;
};

/// Shares `left` by weight among those that `may` meet, nobody above its limit, and shares again what a limit cuts off,
/// `rounds` times at most. Adds to `met`, exactly.
void meet(Ratio& left, std::vector<Ratio>& met, const std::vector<std::int64_t>& weights,
          const std::vector<std::int64_t>& limits, std::vector<bool> may, int rounds) {
    while (rounds-- > 0 && left > 0) {
        std::int64_t all = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) all += may[i] ? weights[i] : 0;
        if (all == 0) return;
        const Ratio whole = left;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (!may[i]) continue;
            const Ratio part = whole * Ratio(Integer(weights[i]), Integer(all));
            const Ratio room = limits.empty() ? part : Ratio(Integer(limits[i])) - met[i];
            if (!limits.empty() && part >= room) may[i] = false;
            const Ratio now = part < room ? part : room > 0 ? room : Ratio(0);
            met[i] += now, left -= now;
        }
    }
}

/// Whole pennies of exact parts: down, and what that leaves of their sum one each to the largest remainder, then to the
/// larger part, then to the first. Who meets whole pennies is left alone.
std::vector<Integer> pennies_last(const std::vector<Ratio>& met) {
    Ratio broken = 0;
    std::vector<Integer> parts;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < met.size(); ++i) {
        const Integer whole = met[i].numerator() / met[i].denominator();
        parts.push_back(whole);
        if (Ratio(whole) == met[i]) continue;
        broken += met[i] - Ratio(whole);
        order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Ratio over_a = met[a] - Ratio(parts[a]), over_b = met[b] - Ratio(parts[b]);
        return over_a != over_b ? over_a > over_b : met[a] > met[b];
    });
    const Integer over = broken.numerator() / broken.denominator();
    for (std::size_t i = 0; Integer(i) < over; ++i) ++parts[order[i]];
    return parts;
}

std::vector<Integer> parts_of(const Steps& steps, std::int64_t loss) {
    Ratio left{Integer(loss)};
    std::vector<Ratio> met(steps.count, Ratio(0));
    const std::vector<bool> everybody(steps.count, true);
    const int many = static_cast<int>(steps.count) + 1;
    auto lower = steps.first_limits;
    for (std::size_t i = 0; i < steps.count && steps.limited; ++i) lower[i] = std::min(lower[i], steps.limits[i]);
    meet(left, met, steps.weights, lower, steps.is_first, many);
    meet(left, met, steps.weights, steps.limited ? steps.limits : std::vector<std::int64_t>(), everybody,
         steps.limited && steps.excess == Excess::shared_once ? 2 : many);
    return pennies_last(met);
}

std::string text_of(const Steps& steps) {
    std::string text = heading_with_pennies("Financial Year", "31 March 2028", true) +
                       "| Party | Role | Weight | First Limit | Limit | Meets First |\n|---|---|---|---|---|---|\n"
                       "| Northshire ICB | Commissioner | | | | |\n";
    for (std::size_t i = 0; i < steps.count; ++i)
        text += "| " + names[i] + " | Partner | " + percent(steps.weights[i]) + " | " + pounds(steps.first_limits[i]) +
                " | " + pounds(steps.limits[i]) + " | " + (steps.is_first[i] ? "yes" : "no") + " |\n";
    text +=
        "\n## 2 Loss\n\n2.1 \"Loss\" is money, reported by Northshire ICB for each Financial Year; if it is "
        "missing, it is £0.\n\n2.2 Loss is met first by the Partners where Meets First is yes, in proportion to "
        "Weight, until each has met First Limit; then by all Partners in proportion to Weight; ";
    if (steps.limited)
        text += std::string("no Partner shall meet more than Limit, any excess being shared ") +
                (steps.excess == Excess::shared_once ? "once among the others; "
                                                     : "again among the others until each has reached its limit; ");
    text += "what each Partner meets is its \"Part\"";
    if (steps.limited)
        text +=
            steps.falls ? "; what no Partner can meet falls on Northshire ICB" : "; what no Partner can meet lapses";
    return text + ".\n\n2.3 Each Partner shall pay Part to Northshire ICB, within 30 days after Year End.\n";
}

}  // namespace

Generated loss_in_steps(Chance& chance) {
    Steps steps;
    steps.count = static_cast<std::size_t>(chance.between(2, 6));
    steps.weights = shares_of(chance, steps.count);
    const std::int64_t most = chance.one_in(3) ? 14 : 2'000'000;
    for (std::size_t i = 0; i < steps.count; ++i) {
        steps.first_limits.push_back(chance.one_in(6) ? 0 : chance.between(0, most));
        steps.limits.push_back(chance.one_in(6) ? 0 : chance.between(0, 2 * most));
        steps.is_first.push_back(chance.one_in(2));
    }
    steps.is_first[0] = true;
    steps.limited = !chance.one_in(4), steps.falls = chance.one_in(2);
    steps.excess = chance.one_in(2) ? Excess::shared_again : Excess::shared_once;
    Generated made;
    made.family = "loss in steps";
    made.shuffled_files = {"data/loss.csv"};
    made.files["contract.contract.md"] = text_of(steps);
    made.files["data/loss.csv"] = "Financial Year,Loss\n";
    const auto years = static_cast<std::size_t>(chance.between(1, 2));
    for (std::size_t t = 0; t < years; ++t) {
        const std::int64_t loss = chance.between(0, 3 * most * static_cast<std::int64_t>(steps.count) / 2);
        if (t > 0) made.earlier.push_back({made.files, made.must_get});
        made.files["data/loss.csv"] += year_labels[t] + "," + decimal(loss) + "\n";
        const auto parts = parts_of(steps, loss);
        for (std::size_t i = 0; i < steps.count; ++i) {
            made.must_get[names[i]] -= parts[i], made.must_get["Northshire ICB"] += parts[i];
            if (steps.limited) made.may_pay[names[i]] += steps.limits[i];
        }
    }
    return made;
}

// ---- shared by a table -------------------------------------------------------------------------------------------

namespace {

struct Table {
    std::size_t providers = 1, rest = 0;  // whose column has the remainder, or who has the odd penny: 0 is the ICB
    bool remainder = true, mirrored = false, percent_edges = false;
    std::int64_t budget = 0;
    std::vector<std::int64_t> edges;                // pennies, or tenths of a percent of the budget
    std::vector<std::vector<std::int64_t>> shares;  // of each band, the ICB first: tenths of a percent
};

const std::string& name_of(std::size_t column) {
    static const std::string icb = "Northshire ICB";
    return column == 0 ? icb : names[column - 1];
}

std::string edge_text(const Table& table, std::int64_t edge) {
    if (edge == 0) return "£0";
    return table.percent_edges ? percent(edge) + " of Budget" : pounds(edge);
}

std::string text_of(const Table& table) {
    std::string text = heading_with_pennies("Financial Year", "31 March 2028", true) +
                       "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n";
    for (std::size_t p = 0; p < table.providers; ++p) text += "| " + names[p] + " | Provider |\n";
    text +=
        "\n## 2 Surplus\n\n2.1 \"Budget\" means " + pounds(table.budget) +
        ".\n\n2.2 \"Surplus\" is money, reported by Northshire ICB for each Financial Year; if it is missing, it is "
        "£0.\n\n2.3 Surplus is shared";
    if (table.mirrored) text += ", in the same way above and below £0";
    if (!table.remainder) text += ", any odd penny going to " + name_of(table.rest);
    text += ":\n\n| Surplus above | up to and including |";
    std::string rule = "|---|---|";
    for (std::size_t column = 0; column <= table.providers; ++column)
        text += " " + name_of(column) + " |", rule += "---|";
    text += "\n" + rule + "\n";
    for (std::size_t b = 0; b < table.edges.size(); ++b) {
        text += "| " + edge_text(table, table.edges[b]) + " | " +
                (b + 1 < table.edges.size() ? edge_text(table, table.edges[b + 1]) : "no limit") + " |";
        for (std::size_t column = 0; column <= table.providers; ++column)
            text += table.remainder && column == table.rest ? " remainder |"
                                                            : " " + percent(table.shares[b][column]) + " |";
        text += "\n";
    }
    text += "\n2.4 Northshire ICB shall pay to each Provider its part of Surplus, within 30 days after Year End";
    if (table.mirrored) text += "; if that is less than £0, the Provider repays it";
    return text + ".\n";
}

/// Each part down by size; who has the rest takes what that leaves of the whole.
std::vector<Integer> parts_of(const Table& table, std::int64_t surplus) {
    const std::int64_t size = surplus < 0 ? -surplus : surplus;
    if (surplus < 0 && !table.mirrored) return std::vector<Integer>(table.providers + 1, Integer(0));
    // Everything in millionths of a penny, so that percent edges of the budget stay whole.
    const auto edge = [&](std::size_t b) {
        return table.percent_edges ? Integer(table.edges[b]) * table.budget * 1000
                                   : Integer(table.edges[b]) * 1'000'000;
    };
    std::vector<Integer> parts;
    Integer given = 0;
    for (std::size_t column = 0; column <= table.providers; ++column) {
        Integer thousandths_of_it = 0;
        for (std::size_t b = 0; b < table.edges.size(); ++b) {
            const Integer all = Integer(size) * 1'000'000;
            const Integer top = b + 1 < table.edges.size() && edge(b + 1) < all ? edge(b + 1) : all;
            if (top > edge(b)) thousandths_of_it += (top - edge(b)) * table.shares[b][column];
        }
        parts.push_back(column == table.rest ? Integer(0) : Integer(thousandths_of_it / 1'000'000'000));
        given += parts.back();
    }
    parts[table.rest] = Integer(size) - given;
    if (surplus < 0)
        for (Integer& part : parts) part = -part;
    return parts;
}

}  // namespace

Generated shared_by_table(Chance& chance) {
    Table table;
    table.providers = static_cast<std::size_t>(chance.between(1, 4));
    table.rest = static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(table.providers)));
    table.remainder = chance.one_in(2), table.mirrored = chance.one_in(2), table.percent_edges = chance.one_in(2);
    table.budget = chance.between(1, 5'000'000);
    const std::int64_t most = chance.one_in(3) ? 15 : 9'000'000;
    table.edges = {0};
    for (std::int64_t more = chance.between(0, 3); more > 0; --more)
        table.edges.push_back(table.edges.back() + chance.between(1, table.percent_edges ? 300 : most));
    for (std::size_t b = 0; b < table.edges.size(); ++b) table.shares.push_back(shares_of(chance, table.providers + 1));
    Generated made;
    made.family = "shared by a table";
    made.shuffled_files = {"data/surplus.csv"};
    made.files["contract.contract.md"] = text_of(table);
    made.files["data/surplus.csv"] = "Financial Year,Surplus\n";
    for (std::size_t t = 0; t < 2; ++t) {
        const std::int64_t surplus = chance.between(table.mirrored ? -3 * most : 0, 3 * most);
        if (t > 0) made.earlier.push_back({made.files, made.must_get});
        made.files["data/surplus.csv"] += year_labels[t] + "," + decimal(surplus) + "\n";
        const auto parts = parts_of(table, surplus);
        for (std::size_t column = 1; column <= table.providers; ++column)
            made.must_get[name_of(column)] += parts[column], made.must_get[name_of(0)] -= parts[column];
    }
    return made;
}

}  // namespace concordat::property
