// tests/property/generated_flows.cpp
// What:  what is deducted from other payments, with balances that wait or are paid, and penalties put right later
//        (N20); money that a lead passes to a network and the network to its subcontractors, while a part is kept back
//        until something is reported (P6, N41).
#include <algorithm>

#include "generated_contract.h"

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

namespace {

const std::string who_pays = "Northshire ICB";
const std::vector<std::string> last_days = {"2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31",
                                            "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31"};

struct Deducting {
    std::int64_t under = 0;  // 0: any payment; 1: Invoice Value; 2: Bonus
    bool paid = false;       // what is left is paid within some days, else it waits
    std::int64_t left = 0;

    /// What is taken of the two payments; what moves from the provider in all.
    std::int64_t take(std::int64_t due, std::int64_t& invoice, std::int64_t& bonus) {
        std::int64_t open = left + due, moved = 0;
        for (auto* payment : {under != 2 ? &invoice : nullptr, under != 1 ? &bonus : nullptr}) {
            if (payment == nullptr || open <= 0) continue;
            const std::int64_t now = std::min(*payment, open);
            *payment -= now, open -= now, moved += now;
        }
        if (open < 0 || paid) moved += open, open = 0;  // deducted too much before: it is given back
        left = open;
        return moved;
    }
};

std::string text_of(const Deducting& first, const Deducting& second, std::size_t providers) {
    std::string text = heading_with_pennies("Month", "30 June 2027", true) +
                       "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n";
    for (std::size_t p = 0; p < providers; ++p) text += "| " + names[p] + " | Provider |\n";
    text +=
        "\n## 2 Payments\n\n2.1 For each Provider, \"Invoice Value\", \"Bonus\", \"Penalty\" and \"Charge\" are money, "
        "reported by that Provider for each Month; if one of them is missing, it is £0.\n\n2.2 Northshire ICB shall "
        "pay Invoice Value to each Provider for each Month, within 30 days after Month End.\n\n2.3 Northshire ICB "
        "shall pay Bonus to each Provider for each Month, within 10 days after Month End.\n";
    const auto clause = [](const std::string& number, const std::string& what, const Deducting& one) {
        static const std::string under[] = {"", " under clause 2.2", " under clause 2.3"};
        return "\n" + number + " Each Provider shall pay " + what +
               " to Northshire ICB, by deduction from the next payment due to that Provider" +
               under[static_cast<std::size_t>(one.under)] + "; any balance is " +
               (one.paid ? "paid within 20 days"
                         : "deducted from later payments, and what is left at the end of this agreement lapses") +
               ".\n";
    };
    return text + clause("2.4", "Penalty", first) + clause("2.5", "Charge", second);
}

}  // namespace

Generated deductions(Chance& chance) {
    const auto providers = static_cast<std::size_t>(chance.between(1, 3));
    const auto months = static_cast<std::size_t>(chance.between(1, 9));
    Deducting first{chance.between(0, 2), chance.one_in(3)}, second{chance.between(0, 2), chance.one_in(3)};
    const std::int64_t most = chance.one_in(3) ? 15 : 900'000;
    Generated made;
    made.family = "deductions";
    made.shuffled_files = {"data/payments.csv", "data/put-right.csv"};
    made.files["data/put-right.csv"] = "Month,Provider,Penalty,Reported On\n";
    made.files["contract.contract.md"] = text_of(first, second, providers);
    made.files["data/payments.csv"] = "Month,Provider,Invoice Value,Bonus,Penalty,Charge,Reported On\n";
    std::vector<Deducting> firsts(providers, first), seconds(providers, second);
    std::vector<std::vector<std::int64_t>> penalties(providers);
    for (std::size_t t = 0; t < months; ++t) {
        if (t > 0 && chance.one_in(2)) made.earlier.push_back({made.files, made.must_get});
        for (std::size_t p = 0; p < providers; ++p) {
            const std::int64_t invoice = chance.one_in(4) ? 0 : chance.between(0, most),
                               bonus = chance.one_in(3) ? 0 : chance.between(0, most / 2),
                               charge = chance.one_in(3) ? 0 : chance.between(0, most);
            std::int64_t penalty = chance.one_in(3) ? 0 : chance.between(0, most);
            auto& file = made.files["data/payments.csv"];
            penalties[p].push_back(penalty);
            file += month_labels[t] + "," + names[p] + "," + decimal(invoice) + "," + decimal(bonus) + "," +
                    decimal(penalty) + "," + decimal(charge) + "," + last_days[t] + "\n";
            if (t > 0 && chance.one_in(4)) {  // an earlier penalty is put right, mostly to less
                const auto which = static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(t) - 1));
                const std::int64_t now = chance.between(0, chance.one_in(4) ? most : penalties[p][which]);
                made.files["data/put-right.csv"] +=
                    month_labels[which] + "," + names[p] + "," + decimal(now) + "," + last_days[t] + "\n";
                penalty += now - penalties[p][which], penalties[p][which] = now;
            }
            std::int64_t of_invoice = invoice, of_bonus = bonus;
            const std::int64_t moved =
                firsts[p].take(penalty, of_invoice, of_bonus) + seconds[p].take(charge, of_invoice, of_bonus);
            made.must_get[names[p]] += invoice + bonus - moved, made.must_get[who_pays] -= invoice + bonus - moved;
        }
    }
    return made;
}

// ---- passed on twice --------------------------------------------------------------------------------------------

namespace {

struct Levels {
    std::size_t sites = 1, months = 1;
    bool on_its_own = false, kept_back = false;
    std::int64_t network = 0, back = 0;  // tenths of a percent
    std::vector<std::int64_t> shares;    // of the sites; the last is what the network keeps
    std::vector<std::int64_t> income;    // of each month
    std::vector<std::size_t> reported;   // the month in which the return of each month comes
};

std::string text_of(const Levels& one) {
    std::string text =
        heading_with_pennies("Month", "31 March 2027", one.on_its_own) +
        "| Party | Role | Flow Share |\n|---|---|---|\n| Northshire ICB | Commissioner | |\n| Lead Trust | "
        "Lead Provider | |\n| Middle Trust | Network | " +
        percent(one.network) + " |\n";
    for (std::size_t p = 0; p < one.sites; ++p)
        text += "| " + names[p] + " | Subcontractor | " + percent(one.shares[p]) + " |\n";
    text +=
        "\n## 2 Money\n\n2.1 \"Income\" is money, reported by Northshire ICB for each Month; if it is missing, it is "
        "£0.\n\n2.2 \"Return\" is a count, reported by the Lead Provider for each Month.\n\n2.3 Northshire ICB shall "
        "pay Income to the Lead Provider for each Month.\n\n";
    if (one.kept_back)
        text += "2.4 Until the Lead Provider reports Return, Northshire ICB may keep back " + percent(one.back) +
                " of the payment under clause 2.3 for that Month and shall pay it with the next payment.\n\n";
    return text +
           "2.5 The Lead Provider shall pay to each Network its Flow Share of Income received under clause 2.3; any "
           "odd "
           "penny going to the Lead Provider.\n\n2.6 The Network shall pay to each Subcontractor its Flow Share of "
           "Income received under clause 2.5; any odd penny going to the Network.\n\n2.7 The Lead Provider keeps what "
           "remains, and what remains must not be less than £0.\n\n2.8 The Network keeps what remains, and what "
           "remains "
           "must not be less than £0.\n";
}

void add_rows(const Levels& one, std::size_t months, std::map<std::string, std::string>& files) {
    std::string income = "Month,Income,Reported On\n", returns = "Month,Return,Reported On\n";
    for (std::size_t t = 0; t < months; ++t) {
        income += month_labels[t] + "," + decimal(one.income[t]) + "," + last_days[t] + "\n";
        if (one.reported[t] < months) returns += month_labels[t] + ",1," + last_days[one.reported[t]] + "\n";
    }
    files["data/income.csv"] = income;
    files["data/returns.csv"] = returns;
}

/// What the lead has received for the Months 0 to `until`, as known at the end of Month `now`.
Integer received(const Levels& one, std::size_t now) {
    Integer on_its_own = 0;
    Ratio to_date = 0;
    for (std::size_t t = 0; t <= now; ++t) {
        const bool whole = !one.kept_back || one.reported[t] <= now;
        const Ratio part = Ratio(Integer(one.income[t]) * (whole ? 1000 : 1000 - one.back), Integer(1000));
        on_its_own += half_up(part), to_date += part;
    }
    return one.on_its_own ? on_its_own : half_up(to_date);
}

std::map<std::string, Integer> passed_on(const Levels& one, std::size_t months) {
    std::map<std::string, Integer> net;
    Integer before = 0;
    for (std::size_t t = one.on_its_own ? 0 : months - 1; t < months; ++t) {
        const Integer all = received(one, t), now = one.on_its_own ? Integer(all - before) : all;
        before = all;
        const Integer middle = now * one.network / 1000;
        net[who_pays] -= now, net["Lead Trust"] += now - middle, net["Middle Trust"] += middle;
        for (std::size_t p = 0; p < one.sites; ++p) {
            const Integer part = middle * one.shares[p] / 1000;
            net[names[p]] += part, net["Middle Trust"] -= part;
        }
    }
    return net;
}

}  // namespace

Generated two_levels(Chance& chance) {
    Levels one;
    one.sites = static_cast<std::size_t>(chance.between(1, 5));
    one.months = static_cast<std::size_t>(chance.between(1, 9));
    one.on_its_own = chance.one_in(2), one.kept_back = !chance.one_in(3);
    one.network = chance.between(1, 1000), one.back = chance.between(1, 500);
    one.shares = shares_of(chance, one.sites + 1);
    for (std::size_t t = 0; t < one.months; ++t) {
        one.income.push_back(chance.one_in(4) ? chance.between(0, 15) : chance.between(0, 90'000'000));
        one.reported.push_back(
            chance.one_in(2) ? t : static_cast<std::size_t>(chance.between(static_cast<std::int64_t>(t), 10)));
    }
    Generated made;
    made.family = "passed on at two levels";
    made.shuffled_files = {"data/income.csv", "data/returns.csv"};
    made.files["contract.contract.md"] = text_of(one);
    add_rows(one, one.months, made.files);
    made.must_get = passed_on(one, one.months);
    made.must_keep["Lead Trust"] = made.must_get["Lead Trust"];
    made.must_keep["Middle Trust"] = made.must_get["Middle Trust"];
    if (one.months > 1) {
        auto files = made.files;
        add_rows(one, one.months - 1, files);
        made.earlier.push_back({files, passed_on(one, one.months - 1)});
    }
    return made;
}

}  // namespace concordat::property
