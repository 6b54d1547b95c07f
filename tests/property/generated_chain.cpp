// tests/property/generated_chain.cpp
// What:  one amount for each provider and quarter through a chain of clauses, each there or not by chance: cases, cut
// to fit, small
//        amounts, a clause out of use, a limit used up in order, only if / only once / from then on; paid by itself or
//        to date.
// Amounts are counted in half-pennies, so that `half of Claim` stays whole until it is paid.
#include <algorithm>

#include "generated_contract.h"

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

namespace {

const std::vector<std::string> quarters = {"2026/27 Q1", "2026/27 Q2", "2026/27 Q3",
                                           "2026/27 Q4", "2027/28 Q1", "2027/28 Q2"};
enum class Gate { none, only_if, only_once, from_then_on };

struct Chain {
    std::size_t providers = 1, quarters = 1;
    bool on_its_own = false, cases = false, cut = false, small = false, in_order = false;
    std::int64_t at_least = 0, fit = 0, least = 0, limit = 0, met_at = 0;  // tenths of a percent; pennies
    std::size_t small_not_in = quarters_without;
    Gate gate = Gate::none;
    static constexpr std::size_t quarters_without = 99;
    std::vector<std::vector<std::int64_t>> claim, score;  // of each provider in each quarter

    /// Half-pennies of each provider in each quarter after the clauses; `open` says when the gate lets it through.
    [[nodiscard]] std::vector<std::vector<std::int64_t>> amounts() const {
        auto fee = claim;
        for (std::size_t p = 0; p < providers; ++p)
            for (std::size_t q = 0; q < quarters; ++q) fee[p][q] *= cases && score[p][q] < at_least ? 1 : 2;
        for (std::size_t q = 0; q < quarters; ++q) {
            std::vector<std::int64_t> all;
            std::int64_t total = 0;
            for (std::size_t p = 0; p < providers; ++p) all.push_back(fee[p][q]), total += fee[p][q];
            if (cut && total > 2 * fit) {
                const auto parts = in_proportion(Integer(fit), all);
                for (std::size_t p = 0; p < providers; ++p) fee[p][q] = 2 * static_cast<std::int64_t>(parts[p]);
            }
            for (std::size_t p = 0; p < providers; ++p)
                if (small && q != small_not_in && fee[p][q] < 2 * least) fee[p][q] = 0;
        }
        for (std::size_t p = 0; p < providers && in_order; ++p) {
            std::int64_t left = 0;
            for (std::size_t q = 0; q < quarters; ++q) {
                if (q % 4 == 0) left = 2 * limit;
                fee[p][q] = std::min(fee[p][q], left);
                left -= fee[p][q];
            }
        }
        for (std::size_t p = 0; p < providers; ++p) {
            const auto first = static_cast<std::size_t>(
                std::find_if(score[p].begin(), score[p].end(), [&](std::int64_t one) { return one >= met_at; }) -
                score[p].begin());
            for (std::size_t q = 0; q < quarters; ++q) {
                const bool let_through = gate == Gate::none || (gate == Gate::only_if && score[p][q] >= met_at) ||
                                         (gate == Gate::only_once && first < quarters) ||
                                         (gate == Gate::from_then_on && first <= q);
                if (!let_through) fee[p][q] = 0;
            }
        }
        return fee;
    }
};

std::string text_of(const Chain& chain) {
    std::string text = heading("Quarter", "31 March 2028");
    text.insert(text.find("\n## 1 Parties"),
                "Wherever an amount is divided, any odd penny goes to the largest remainder and, where remainders are "
                "equal, to the larger "
                "share and then to the party listed first.\n");
    if (chain.on_its_own) text.insert(text.find("\nEvery payment"), " Each Quarter is settled on its own.");
    text += "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n";
    for (std::size_t p = 0; p < chain.providers; ++p) text += "| " + names[p] + " | Provider |\n";
    text +=
        "\n## 2 Amounts\n\n"
        "2.1 For each Provider, \"Claim\" is money, reported by that Provider for each Quarter; if it is missing, "
        "settlement waits.\n\n"
        "2.2 For each Provider, \"Score\" is a percentage, reported by Northshire ICB for each Quarter; if it is "
        "missing, it is 0%.\n\n"
        "2.3 For each Provider, \"Fee\" means ";
    text += chain.cases
                ? "(a) if Score is less than " + percent(chain.at_least) + ", half of Claim; (b) otherwise, Claim.\n\n"
                : "Claim.\n\n";
    if (chain.cases) text.replace(text.find("means (a)"), 5, "means:");
    if (chain.cut)
        text += "2.4 If the total of Fee over all Providers for a Quarter exceeds " + pounds(chain.fit) +
                ", each Fee is reduced in the same proportion so that the total is " + pounds(chain.fit) +
                "; what is cut lapses.\n\n";
    if (chain.small) {
        text += "2.5 Each amount under clauses 2.3 to 2.3 that is less than " + pounds(chain.least) +
                " for a Quarter is £0.\n\n";
        if (chain.small_not_in < chain.quarters)
            text += "2.8 Clause 2.5 does not apply for " + quarters[chain.small_not_in] + ".\n\n";
    }
    if (chain.in_order)
        text += "2.6 The total of Fee over the Quarters of each Financial Year shall not exceed " +
                pounds(chain.limit) + ", taking the Quarters in order; what is cut lapses.\n\n";
    const std::string met = "Score is at least " + percent(chain.met_at);
    if (chain.gate == Gate::only_if) text += "2.7 Fee is payable only if " + met + "; otherwise Fee is £0.\n\n";
    if (chain.gate == Gate::only_once) text += "2.7 Fee is payable only once " + met + ".\n\n";
    if (chain.gate == Gate::from_then_on) text += "2.7 Fee is payable only once " + met + ", from then on.\n\n";
    return text +
           "2.9 Northshire ICB shall pay Fee to each Provider for each Quarter, within 30 days after Quarter End.\n";
}

/// The rows of the first `quarters` quarters.
std::string rows_of(const Chain& chain, std::size_t quarters_shown) {
    std::string rows = "Quarter,Provider,Claim,Score\n";
    for (std::size_t q = 0; q < quarters_shown; ++q)
        for (std::size_t p = 0; p < chain.providers; ++p)
            rows += quarters[q] + "," + names[p] + "," + decimal(chain.claim[p][q]) + "," + percent(chain.score[p][q]) +
                    "\n";
    return rows;
}

std::map<std::string, Integer> paid_by(const Chain& chain) {
    const auto fee = chain.amounts();
    std::map<std::string, Integer> get;
    for (std::size_t p = 0; p < chain.providers; ++p) {
        Ratio year = 0;
        Integer all = 0;
        for (std::size_t q = 0; q < chain.quarters; ++q) {
            const Ratio one(Integer(fee[p][q]), Integer(2));
            if (chain.on_its_own) all += half_up(one);
            else if (q % 4 == 0 && q > 0) all += half_up(year), year = one;
            else year += one;
        }
        get[names[p]] = all + half_up(year);
        get["Northshire ICB"] -= get[names[p]];
    }
    return get;
}

}  // namespace

Generated chain_of_clauses(Chance& chance) {
    Chain chain;
    chain.providers = static_cast<std::size_t>(chance.between(1, 4));
    chain.on_its_own = chance.one_in(2), chain.cases = chance.one_in(2), chain.cut = chance.one_in(2);
    chain.small = chance.one_in(2), chain.in_order = chance.one_in(2);
    chain.gate = static_cast<Gate>(chance.between(0, 3));
    // What waits for its opening is paid when it opens; whether a closed year's is paid with the next is not asked
    // here.
    chain.quarters = static_cast<std::size_t>(chance.between(1, chain.gate == Gate::only_once ? 4 : 6));
    const std::int64_t most = chance.one_in(3) ? 9 : 90'000;
    chain.at_least = chance.between(1, 1000), chain.met_at = chance.between(1, 1000);
    chain.fit = chance.between(0, 2 * most), chain.least = chance.between(1, most),
    chain.limit = chance.between(0, 3 * most);
    if (chance.one_in(2)) chain.small_not_in = static_cast<std::size_t>(chance.between(0, 5));
    for (std::size_t p = 0; p < chain.providers; ++p) {
        chain.claim.emplace_back();
        chain.score.emplace_back();
        for (std::size_t q = 0; q < chain.quarters; ++q) {
            chain.claim[p].push_back(chance.one_in(9) ? 0 : chance.between(0, most));
            chain.score[p].push_back(chance.one_in(4) ? chain.met_at : chance.between(0, 1000));
        }
    }
    Generated made;
    made.family = "chain of clauses";
    made.shuffled_files = {"data/fees.csv"};
    made.files["contract.contract.md"] = text_of(chain);
    made.files["data/fees.csv"] = rows_of(chain, chain.quarters);
    made.must_get = paid_by(chain);
    // Two Financial Years. Where each Quarter is settled on its own, its payment is rounded by itself, by half a penny
    // at most: 78.07 + 126.685 + 148.275 + 32.97 is 386.00, and 386.01 is paid.
    const auto roundings = static_cast<std::int64_t>(chain.on_its_own ? chain.quarters / 2 : 0);
    if (chain.in_order)
        for (std::size_t p = 0; p < chain.providers; ++p) made.at_most[names[p]] = 2 * chain.limit + roundings;
    if (chain.quarters > 1) {
        Chain before = chain;
        before.quarters = chain.quarters - 1;
        for (auto& one : before.score) one.resize(before.quarters);
        for (auto& one : before.claim) one.resize(before.quarters);
        auto files = made.files;
        files["data/fees.csv"] = rows_of(before, before.quarters);
        made.earlier.push_back({files, paid_by(before)});
    }
    return made;
}

}  // namespace concordat::property
