// tests/property/generated_pools.cpp
// What:  a pool that pays claims in ranks, with what is not met lapsing, carried or falling on somebody (N28); a loss
//        met from two parts of a fund and then by partners under limits, with savings that put all of it right in an
//        order, balances that are kept for some years, and an end (N25, N27, N28).
#include <algorithm>
#include <numeric>

#include "generated_contract.h"

namespace concordat::property {

using exact::Integer;

namespace {

const std::string payer_of_pools = "Northshire ICB";

std::int64_t total(const std::vector<std::int64_t>& parts) {
    return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

/// Pays a lot as far as the money goes, in proportion to what is still owed; what it pays each is taken from the lot.
std::int64_t pay_lot(std::vector<std::int64_t>& lot, std::int64_t& there, std::map<std::string, Integer>& net,
                     const std::string& payer) {
    const std::int64_t now = std::min(total(lot), there);
    if (now == 0) return 0;
    const auto parts = in_proportion(Integer(now), lot);
    for (std::size_t p = 0; p < lot.size(); ++p) {
        lot[p] -= static_cast<std::int64_t>(parts[p]);
        net[names[p]] += parts[p], net[payer] -= parts[p];
    }
    there -= now;
    return now;
}

/// Each party's claim of each period is one of one rank; of those that are level the party listed first, and of one
/// party the oldest.
void pay_lots_alike(std::vector<std::vector<std::int64_t>>& lots, std::int64_t& there,
                    std::map<std::string, Integer>& net, const std::string& payer) {
    std::vector<std::int64_t> all;
    for (std::size_t p = 0; !lots.empty() && p < lots.front().size(); ++p)
        for (const auto& lot : lots) all.push_back(lot[p]);
    const std::int64_t now = std::min(total(all), there);
    if (now == 0) return;
    const auto parts = in_proportion(Integer(now), all);
    for (std::size_t place = 0; place < all.size(); ++place) {
        const std::size_t party = place / lots.size();
        lots[place % lots.size()][party] -= static_cast<std::int64_t>(parts[place]);
        net[names[party]] += parts[place], net[payer] -= parts[place];
    }
    there -= now;
}

void return_by_weight(std::int64_t amount, const std::vector<std::int64_t>& weights,
                      std::map<std::string, Integer>& net, const std::string& payer) {
    const auto parts = in_proportion(Integer(amount), weights);
    for (std::size_t p = 0; p < weights.size(); ++p) net[names[p]] += parts[p], net[payer] -= parts[p];
}

// ---- claims in ranks -------------------------------------------------------------------------------------------

enum class Goes { lapses, carried, falls, returned };

struct Fund {
    std::size_t providers = 1, ranks = 1, periods = 1, in_all = 4;
    bool quarters = false, on_its_own = false, to_icb = false;
    bool one_rank = false, by_table = false, receipts = false;
    Goes not_met = Goes::lapses, balance = Goes::carried, at_end = Goes::lapses;
    std::int64_t opening = 0;
    std::vector<std::int64_t> weights, grant, saving, received;  // of each period
    std::vector<std::vector<std::int64_t>> rent;                 // of each period, each provider
    std::vector<std::vector<std::vector<std::int64_t>>> claim;   // of each period, rank, provider
    [[nodiscard]] const std::vector<std::string>& labels() const { return quarters ? quarter_labels : year_labels; }
};

const std::vector<std::string> claim_names = {"Urgent Claim", "Claim", "Late Claim"};

Fund fund_by(Chance& chance) {
    Fund fund;
    fund.providers = static_cast<std::size_t>(chance.between(1, 5));
    fund.ranks = static_cast<std::size_t>(chance.between(1, 3));
    fund.quarters = chance.one_in(3), fund.on_its_own = chance.one_in(2), fund.to_icb = chance.one_in(3);
    fund.in_all = fund.quarters ? 6 : 4;
    fund.periods = static_cast<std::size_t>(chance.between(1, static_cast<std::int64_t>(fund.in_all)));
    if (chance.one_in(2)) fund.periods = fund.in_all;
    fund.not_met = static_cast<Goes>(chance.between(0, 2));
    fund.balance = chance.one_in(3) ? Goes::returned : Goes::carried;
    fund.at_end = chance.one_in(2) ? Goes::lapses : Goes::falls;
    fund.weights = shares_of(chance, fund.providers);
    const std::int64_t most = chance.one_in(3) ? 12 : 9'000'000;
    fund.opening = chance.one_in(4) ? 0 : chance.between(0, most);
    for (std::size_t t = 0; t < fund.periods; ++t) {
        fund.grant.push_back(chance.one_in(4) ? 0 : chance.between(0, most));
        fund.saving.push_back(chance.one_in(3) ? chance.between(0, most / 3) : 0);
        fund.rent.emplace_back();
        fund.claim.emplace_back(fund.ranks);
        for (std::size_t p = 0; p < fund.providers; ++p) {
            fund.rent[t].push_back(chance.one_in(2) ? 0 : chance.between(0, most / 4));
            for (std::size_t r = 0; r < fund.ranks; ++r)
                fund.claim[t][r].push_back(chance.one_in(4) ? 0 : chance.between(0, most / 2));
        }
    }
    fund.one_rank = chance.one_in(2), fund.by_table = chance.one_in(3), fund.receipts = chance.one_in(3);
    if (!fund.receipts) return fund;
    std::int64_t owed = 0;  // only one party pays in then, and not all of it comes
    for (std::size_t t = 0; t < fund.periods; ++t) {
        std::fill(fund.rent[t].begin(), fund.rent[t].end(), 0);
        owed += fund.grant[t];
        fund.received.push_back(chance.one_in(4) ? owed : chance.between(0, owed));
        owed -= fund.received.back();
    }
    return fund;
}

std::string text_of(const Fund& fund) {
    const std::string period = fund.quarters ? "Quarter" : "Financial Year";
    const std::string until = fund.quarters ? "30 September 2027" : "31 March 2030";
    std::string text = heading_with_pennies(period, until, fund.on_its_own) +
                       "| Party | Role | Weight |\n|---|---|---|\n| Northshire ICB | Commissioner | |\n";
    for (std::size_t p = 0; p < fund.providers; ++p)
        text += "| " + names[p] + " | Provider | " + percent(fund.weights[p]) + " |\n";
    text += "\n## 2 Fund\n\n2.1 \"Grant\" and \"Saving\" are money, reported by Northshire ICB for each " + period +
            "; if one of them is missing, it is £0.\n\n2.2 For each Provider, \"Rent\", \"Urgent Claim\", \"Claim\" "
            "and \"Late Claim\" are money, reported by that Provider for each " +
            period + "; if one of them is missing, it is £0." +
            (fund.receipts ? " \"Winter Fund Received\" is money, reported by Northshire ICB for each " + period +
                                 "; if it is missing, settlement waits."
                           : std::string()) +
            "\n\n2.3 \"Winter Fund\" is a pool held by Northshire ICB, opening "
            "with " +
            pounds(fund.opening) + ".\n\n2.4 Northshire ICB shall pay Grant into Winter Fund for each " + period +
            ".\n\n2.5 " +
            (fund.receipts ? "Only what is received is paid out; what is not received stays owed by Northshire ICB as "
                             "\"Arrears\""
                           : "Each Provider shall pay Rent into Winter Fund for each " + period) +
            ".\n\n2.6 Saving goes into Winter Fund.\n\n2.7 Winter Fund is applied ";
    if (fund.not_met == Goes::carried)
        text += "first to Unmet Claims of earlier " + period + "s, " +
                (fund.one_rank ? "in proportion to what is owed, then " : "the oldest first, then ");
    else if (!fund.by_table) text += "first ";
    if (fund.by_table) text += "by rank";
    for (std::size_t r = 0; r < fund.ranks && !fund.by_table; ++r)
        text += (r == 0 ? "to " : ", then to ") + claim_names[r] + ", in proportion to what is owed";
    const std::string whom = fund.to_icb ? "Northshire ICB" : "the Providers in proportion to Weight";
    text += fund.balance == Goes::carried ? ", and any balance is carried forward"
                                          : ", and any balance is returned to " + whom;
    text += fund.not_met == Goes::lapses  ? "; what is not met lapses"
            : fund.not_met == Goes::falls ? "; what is not met falls on Northshire ICB"
                                          : "; what is not met is carried forward as \"Unmet Claims\", first in line "
                                            "in the next " +
                                                period;
    if (fund.by_table) {
        text += ":\n\n| Rank | Claim | Payee |\n|---|---|---|\n";
        for (std::size_t r = 0; r < fund.ranks; ++r)
            text += "| " + std::to_string(r + 1) + " | " + claim_names[r] + " | each Provider |\n";
    }
    text += std::string(fund.by_table ? "" : ".\n") + "\n2.8 At the end of this agreement Winter Fund is returned to " +
            whom;
    if (fund.not_met == Goes::carried)
        text += fund.at_end == Goes::lapses ? ", and Unmet Claims lapse" : ", and Unmet Claims falls on Northshire ICB";
    return text + ".\n";
}

void add_rows(const Fund& fund, std::size_t periods, std::map<std::string, std::string>& files) {
    const std::string period = fund.quarters ? "Quarter" : "Financial Year";
    std::string whole = period + ",Grant,Saving" + (fund.receipts ? ",Winter Fund Received\n" : "\n"),
                each = period + ",Provider,Rent,Urgent Claim,Claim,Late Claim\n";
    for (std::size_t t = 0; t < periods; ++t) {
        whole += fund.labels()[t] + "," + decimal(fund.grant[t]) + "," + decimal(fund.saving[t]) +
                 (fund.receipts ? "," + decimal(fund.received[t]) : std::string()) + "\n";
        for (std::size_t p = 0; p < fund.providers; ++p) {
            each += fund.labels()[t] + "," + names[p] + "," + decimal(fund.rent[t][p]);
            for (std::size_t r = 0; r < 3; ++r)
                each += "," + (r < fund.ranks ? decimal(fund.claim[t][r][p]) : std::string("7.77"));
            each += "\n";
        }
    }
    files["data/fund.csv"] = whole;
    files["data/claims.csv"] = each;
}

/// Nets of the parties and of the pool, and what the pool closes with in each period.
std::map<std::string, Integer> run_fund(const Fund& fund, std::size_t periods, Generated* made) {
    std::map<std::string, Integer> net;
    const std::string pool = "Winter Fund";
    std::int64_t there = fund.opening;
    std::vector<std::vector<std::int64_t>> owed;
    std::int64_t arrears = 0;
    for (std::size_t t = 0; t < periods; ++t) {
        const std::int64_t came = fund.receipts ? fund.received[t] : fund.grant[t];
        arrears += fund.grant[t] - came;
        there += came + fund.saving[t] + total(fund.rent[t]);
        net[payer_of_pools] -= fund.grant[t], net[pool] += fund.grant[t] + total(fund.rent[t]);
        for (std::size_t p = 0; p < fund.providers; ++p) net[names[p]] -= fund.rent[t][p];
        if (fund.one_rank) pay_lots_alike(owed, there, net, pool);
        else
            for (auto& lot : owed) pay_lot(lot, there, net, pool);
        std::vector<std::int64_t> unmet(fund.providers, 0);
        for (std::size_t r = 0; r < fund.ranks; ++r) {
            auto lot = fund.claim[t][r];
            pay_lot(lot, there, net, pool);
            for (std::size_t p = 0; p < fund.providers; ++p) {
                if (fund.not_met == Goes::falls) net[names[p]] += lot[p], net[payer_of_pools] -= lot[p];
                unmet[p] += lot[p];
            }
        }
        if (fund.not_met == Goes::carried) owed.push_back(unmet);
        const bool last = t + 1 == fund.in_all;
        if (last || fund.balance == Goes::returned) {
            if (fund.to_icb) net[payer_of_pools] += there, net[pool] -= there;
            else return_by_weight(there, fund.weights, net, pool);
            there = 0;
        }
        if (last && fund.at_end == Goes::falls)
            for (const auto& lot : owed)
                for (std::size_t p = 0; p < lot.size(); ++p) net[names[p]] += lot[p], net[payer_of_pools] -= lot[p];
        if (made != nullptr) made->must_hold[pool + " " + fund.labels()[t]] = there;
        if (made != nullptr && fund.receipts) made->must_hold["Arrears " + fund.labels()[t]] = arrears;
    }
    return net;
}

}  // namespace

Generated pool_in_ranks(Chance& chance) {
    const Fund fund = fund_by(chance);
    Generated made;
    made.family = "pool in ranks";
    made.shuffled_files = {"data/fund.csv", "data/claims.csv"};
    made.files["contract.contract.md"] = text_of(fund);
    add_rows(fund, fund.periods, made.files);
    made.must_get = run_fund(fund, fund.periods, &made);
    made.goes_into["Winter Fund"] = total(fund.saving);
    if (fund.receipts) made.goes_into["Winter Fund"] += total(fund.received) - total(fund.grant);  // due, and not come
    if (fund.periods > 1 && chance.one_in(2)) {
        auto files = made.files;
        add_rows(fund, fund.periods - 1, files);
        made.earlier.push_back({files, run_fund(fund, fund.periods - 1, nullptr)});
    }
    return made;
}

// ---- a loss, a reserve, and what puts it right ------------------------------------------------------------------

namespace {

struct Alliance {
    std::size_t partners = 1, years = 1;
    std::vector<std::int64_t> weights, limits, loss, saving;  // of each partner; of each year
    std::int64_t balance = 0, reserve = 0, reserve_level = 0, balance_level = 0;
    Excess excess = Excess::shared_again;
    Goes unmet = Goes::carried, unmet_at_end = Goes::lapses, left_over = Goes::returned;
    bool restores = true, repays = true, adds = true, to_icb = false;
    std::int64_t kept_for = 0;  // years after its own; 0: not said
};

Alliance alliance_by(Chance& chance) {
    Alliance one;
    one.partners = static_cast<std::size_t>(chance.between(2, 5));
    one.years = static_cast<std::size_t>(chance.one_in(2) ? 4 : chance.between(1, 4));
    one.weights = shares_of(chance, one.partners);
    const std::int64_t most = chance.one_in(3) ? 15 : 3'000'000;
    for (std::size_t p = 0; p < one.partners; ++p) one.limits.push_back(chance.one_in(6) ? 0 : chance.between(0, most));
    one.balance = chance.one_in(3) ? 0 : chance.between(0, most), one.reserve = chance.between(0, most);
    one.reserve_level = chance.between(0, most), one.balance_level = chance.between(0, most);
    one.excess = chance.one_in(2) ? Excess::shared_again : Excess::shared_once;
    one.unmet = static_cast<Goes>(chance.between(0, 2));
    one.unmet_at_end = chance.one_in(2) ? Goes::lapses : Goes::falls;
    one.left_over = chance.one_in(3) ? Goes::carried : chance.one_in(4) ? Goes::lapses : Goes::returned;
    one.restores = !chance.one_in(4), one.repays = !chance.one_in(3), one.adds = !chance.one_in(3);
    one.to_icb = chance.one_in(3);
    one.kept_for = chance.one_in(2) ? chance.between(1, 3) : 0;
    for (std::size_t t = 0; t < one.years; ++t) {
        one.loss.push_back(chance.one_in(3) ? 0 : chance.between(0, 3 * most));
        one.saving.push_back(chance.one_in(3) ? 0 : chance.between(0, 4 * most));
    }
    // An application of money has at least one use.
    if (one.unmet != Goes::carried && !one.restores && !one.repays && !one.adds) one.restores = true;
    return one;
}

std::string text_of(const Alliance& one) {
    const std::string all = one.to_icb ? "Northshire ICB" : "the Partners in proportion to Weight";
    std::string text = heading_with_pennies("Financial Year", "31 March 2030", false) +
                       "| Party | Role | Weight | Limit |\n|---|---|---|---|\n| Northshire ICB | Commissioner | | |\n";
    for (std::size_t p = 0; p < one.partners; ++p)
        text += "| " + names[p] + " | Partner | " + percent(one.weights[p]) + " | " + pounds(one.limits[p]) + " |\n";
    text +=
        "\n## 2 Fund\n\n2.1 \"Loss\" and \"Saving\" are money, reported by Northshire ICB for each Financial Year; "
        "if one of them is missing, it is £0.\n\n2.2 \"Alliance Fund\" is a pool held by Northshire ICB. It holds "
        "\"Balance\", which is " +
        pounds(one.balance) + " on 1 April 2026, and \"Reserve\", which is " + pounds(one.reserve) +
        " on that day.\n\n2.3 Loss is met first from Balance, then from Reserve, then by the Partners under clause "
        "2.4, and any balance ";
    text += one.unmet == Goes::lapses  ? "lapses"
            : one.unmet == Goes::falls ? "falls on Northshire ICB"
                                       : "is carried forward as \"Unmet Loss\", first in line in the next Financial "
                                         "Year";
    text +=
        ".\n\n2.4 The part met by the Partners is met by all Partners in proportion to Weight; no Partner shall "
        "meet more than Limit, any excess being shared ";
    text += one.excess == Excess::shared_once ? "once among the others"
                                              : "again among the others until each has reached its limit";
    text +=
        "; what each Partner meets is its \"Part\".\n\n2.5 Each Partner shall pay Part into Alliance Fund, within "
        "30 days after Year End.\n\n2.6 Saving is applied first ";
    std::vector<std::string> uses;
    if (one.unmet == Goes::carried) uses.push_back("to Unmet Loss of earlier Financial Years");
    if (one.restores) uses.push_back("to restore Reserve to " + pounds(one.reserve_level));
    if (one.repays)
        uses.push_back(
            "to repay Part of earlier Financial Years, oldest first and within one Financial Year in "
            "proportion to them");
    if (one.adds) uses.push_back("to add to Balance until it is " + pounds(one.balance_level));
    for (std::size_t i = 0; i < uses.size(); ++i) text += (i == 0 ? "" : ", then ") + uses[i];
    text += ", and any balance " + (one.left_over == Goes::carried  ? std::string("is added to Balance")
                                    : one.left_over == Goes::lapses ? std::string("lapses")
                                                                    : "is returned to " + all);
    if (one.kept_for > 0)
        text += ".\n\n2.7 Balance is carried forward for up to " + std::to_string(one.kept_for) +
                " Financial Years after its own, and what is not used by then is returned to " + all;
    text += ".\n\n2.8 At the end of this agreement Balance and Reserve are returned to " + all;
    if (one.unmet == Goes::carried)
        text += one.unmet_at_end == Goes::lapses ? ", Unmet Loss lapses" : ", Unmet Loss falls on Northshire ICB";
    if (one.repays) text += ", and a Part not yet repaid lapses";
    return text + ".\n";
}

/// What is in Balance, by the year in which it was put there: the oldest is used first.
struct InBalance {
    std::int64_t year, left;
};

std::int64_t in_lots(const std::vector<InBalance>& lots) {
    std::int64_t all = 0;
    for (const InBalance& lot : lots) all += lot.left;
    return all;
}

struct Running {
    const Alliance& one;
    std::map<std::string, Integer> net = {};
    std::vector<InBalance> balance = {};
    std::int64_t reserve = 0, unmet = 0;
    std::vector<std::vector<std::int64_t>> parts = {};  // of each year: what is not yet repaid to each

    void give_back(std::int64_t amount) {
        if (one.to_icb) net[payer_of_pools] += amount, net["Alliance Fund"] -= amount;
        else return_by_weight(amount, one.weights, net, "Alliance Fund");
    }
    void loss_of(std::size_t t) {
        std::int64_t left = one.loss[t];
        for (InBalance& lot : balance) {
            const std::int64_t now = std::min(lot.left, left);
            lot.left -= now, left -= now;
        }
        const std::int64_t from_reserve = std::min(reserve, left);
        reserve -= from_reserve, left -= from_reserve;
        const auto met = within_limits(Integer(left), one.weights, one.limits, one.excess);
        parts.emplace_back();
        for (std::size_t p = 0; p < one.partners; ++p) {
            parts.back().push_back(static_cast<std::int64_t>(met[p]));
            net[names[p]] -= met[p], net["Alliance Fund"] += met[p], left -= parts.back().back();
        }
        if (one.unmet == Goes::falls) net[payer_of_pools] -= left, net["Alliance Fund"] += left;
        saving_of(t, one.unmet == Goes::carried ? unmet : 0);
        if (one.unmet == Goes::carried) unmet += left;
    }
    void saving_of(std::size_t t, std::int64_t claimed) {
        std::int64_t left = one.saving[t];
        const std::int64_t met = std::min(claimed, left);
        unmet -= met, left -= met;
        if (one.restores) {
            const std::int64_t more = std::min(left, std::max<std::int64_t>(0, one.reserve_level - reserve));
            reserve += more, left -= more;
        }
        for (std::size_t year = 0; one.repays && year < t; ++year) pay_lot(parts[year], left, net, "Alliance Fund");
        std::int64_t added = 0;
        if (one.adds) added = std::min(left, std::max<std::int64_t>(0, one.balance_level - in_lots(balance)));
        left -= added;
        if (one.left_over == Goes::carried) added += left;
        if (one.left_over == Goes::returned) give_back(left);
        balance.push_back({static_cast<std::int64_t>(t), added});
    }
    /// What was put in in year y leaves when year y + n is settled.
    void what_is_too_old(std::size_t t) {
        std::int64_t old = 0;
        for (InBalance& lot : balance)
            if (one.kept_for > 0 && lot.year + one.kept_for <= static_cast<std::int64_t>(t))
                old += lot.left, lot.left = 0;
        give_back(old);
    }
};

std::map<std::string, Integer> run_alliance(const Alliance& one, std::size_t years, Generated* made) {
    Running now{one};
    now.balance.push_back({-1, one.balance});
    now.reserve = one.reserve;
    for (std::size_t t = 0; t < years; ++t) {
        now.loss_of(t);
        now.what_is_too_old(t);
        if (t == 3) {
            now.give_back(in_lots(now.balance) + now.reserve);
            now.balance.clear(), now.reserve = 0;
            if (one.unmet == Goes::carried && one.unmet_at_end == Goes::falls)
                now.net[payer_of_pools] -= now.unmet, now.net["Alliance Fund"] += now.unmet;
        }
        if (made == nullptr) continue;
        made->must_hold["Balance " + year_labels[t]] = in_lots(now.balance);
        made->must_hold["Reserve " + year_labels[t]] = now.reserve;
        if (one.unmet == Goes::carried) made->must_be["Unmet Loss " + year_labels[t]] = exact::Ratio(now.unmet);
    }
    return now.net;
}

std::string rows_of(const Alliance& one, std::size_t years) {
    std::string rows = "Financial Year,Loss,Saving\n";
    for (std::size_t t = 0; t < years; ++t)
        rows += year_labels[t] + "," + decimal(one.loss[t]) + "," + decimal(one.saving[t]) + "\n";
    return rows;
}

}  // namespace

Generated loss_and_reserve(Chance& chance) {
    const Alliance one = alliance_by(chance);
    Generated made;
    made.family = "loss, reserve and repayment";
    made.shuffled_files = {"data/figures.csv"};
    made.files["contract.contract.md"] = text_of(one);
    made.files["data/figures.csv"] = rows_of(one, one.years);
    made.must_get = run_alliance(one, one.years, &made);
    for (std::size_t p = 0; p < one.partners; ++p) made.may_pay[names[p]] = 4 * one.limits[p];
    if (one.years > 1 && chance.one_in(2)) {
        auto files = made.files;
        files["data/figures.csv"] = rows_of(one, one.years - 1);
        made.earlier.push_back({files, run_alliance(one, one.years - 1, nullptr)});
    }
    return made;
}

}  // namespace concordat::property
