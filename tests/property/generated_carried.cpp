// tests/property/generated_carried.cpp
// What:  lots carried from year to year, the oldest first, with an end, an opening and interest (N27); limits and
//        guarantees used up month by month, two amounts under one limit (N26); amounts cut to a total (N29). What is
//        cut lapses, falls on a party, or is carried.
#include <algorithm>

#include "generated_contract.h"

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

namespace {

struct Carried {
    std::size_t years = 4;
    std::int64_t for_years = 1, opening = 0, share = 1, interest = 0;  // tenths of a percent; 0 years: without end
    bool paid_at_end = false;
    std::vector<std::int64_t> loss, gain;
};

struct CarriedLot {
    std::int64_t year;
    Ratio left;
};

std::string text_of(const Carried& one) {
    std::string text = heading_with_pennies("Financial Year", "31 March 2030", true) +
                       "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n| Anchor Trust | Provider |\n"
                       "\n## 2 Losses\n\n2.1 \"Loss\" and \"Reported Gain\" are money, reported by Anchor Trust for "
                       "each Financial Year; if one of them is missing, it is £0.\n\n2.2 \"Gain\" means Reported "
                       "Gain.\n\n2.3 Loss is carried forward ";
    text += one.for_years == 0 ? "from each Financial Year to the next"
                               : "for up to " + std::to_string(one.for_years) + " Financial Years after its own";
    if (one.interest > 0) text += ", increased by " + percent(one.interest) + " each time";
    text += ", the oldest first, and is set against Gain before Gain is shared; at the end of this agreement ";
    text += one.paid_at_end ? "Anchor Trust shall pay it to Northshire ICB" : "it lapses";
    text += one.opening > 0 ? "; Loss brought forward in 2026/27 is " + pounds(one.opening)
                            : "; there is none brought forward in 2026/27";
    return text + ".\n\n2.4 Northshire ICB shall pay " + percent(one.share) +
           " of Gain to Anchor Trust, within 30 days after Year End.\n";
}

std::string rows_of(const Carried& one, std::size_t years) {
    std::string rows = "Financial Year,Loss,Reported Gain\n";
    for (std::size_t t = 0; t < years; ++t)
        rows += year_labels[t] + "," + decimal(one.loss[t]) + "," + decimal(one.gain[t]) + "\n";
    return rows;
}

std::map<std::string, Integer> run_carried(const Carried& one, std::size_t years, Generated* made) {
    std::vector<CarriedLot> lots = {{-1, Ratio(Integer(one.opening))}};
    Integer get = 0;
    for (std::size_t t = 0; t < years; ++t) {
        const auto year = static_cast<std::int64_t>(t);
        Ratio gain{Integer(one.gain[t])};
        for (CarriedLot& lot : lots) {
            // What is brought forward into the first year is what it is there; later lots grow each time.
            if (t > 0) lot.left *= Ratio(Integer(1000 + one.interest), Integer(1000));
            const Ratio now = lot.left < gain ? lot.left : gain;
            lot.left -= now, gain -= now;
            if (one.for_years > 0 && lot.year + one.for_years <= year) lot.left = 0;
        }
        get += half_up(gain * Ratio(Integer(one.share), Integer(1000)));
        lots.push_back({year, Ratio(Integer(one.loss[t]))});
        Ratio carried = 0;
        for (const CarriedLot& lot : lots) carried += lot.left;
        if (made != nullptr) {
            made->must_be["Gain " + year_labels[t]] = gain;
            made->must_be["Loss Carried Forward " + year_labels[t]] = carried;
        }
        if (t == 3 && one.paid_at_end) get -= half_up(carried);
    }
    return {{"Anchor Trust", get}, {"Northshire ICB", -get}};
}

}  // namespace

Generated carried_lots(Chance& chance) {
    Carried one;
    one.years = static_cast<std::size_t>(chance.one_in(2) ? 4 : chance.between(1, 4));
    one.for_years = chance.between(0, 3), one.share = chance.between(1, 1000);
    const std::int64_t most = chance.one_in(3) ? 12 : 9'000'000;
    one.opening = chance.one_in(2) ? chance.between(1, most) : 0;
    one.interest = chance.one_in(2) ? chance.between(1, 99) : 0;
    one.paid_at_end = chance.one_in(2);
    for (std::size_t t = 0; t < one.years; ++t) {
        one.loss.push_back(chance.one_in(3) ? 0 : chance.between(0, most));
        one.gain.push_back(chance.one_in(3) ? 0 : chance.between(0, most));
    }
    Generated made;
    made.family = "carried lots";
    made.shuffled_files = {"data/years.csv"};
    made.files["contract.contract.md"] = text_of(one);
    made.files["data/years.csv"] = rows_of(one, one.years);
    made.must_get = run_carried(one, one.years, &made);
    if (one.years > 1) {
        auto files = made.files;
        files["data/years.csv"] = rows_of(one, one.years - 1);
        made.earlier.push_back({files, run_carried(one, one.years - 1, nullptr)});
    }
    return made;
}

// ---- limits used up in order -----------------------------------------------------------------------------------

namespace {

/// What becomes of what a limit cuts off: `falls` on Southshire Council; what is carried lapses or falls at the end.
enum class Cut { lapses, falls, carried_lapses, carried_falls };

/// The contract, its rows of all months, and what each party must get by them; and the same as it stood a month before.
template <typename One>
void settle_by_months(const One& one, const std::string& file, Generated& made) {
    made.shuffled_files = {file};
    made.files["contract.contract.md"] = text_of(one);
    made.files[file] = rows_of(one, one.months);
    made.must_get = paid_by(one, one.months);
    if (one.months == 1) return;
    auto files = made.files;
    files[file] = rows_of(one, one.months - 1);
    made.earlier.push_back({files, paid_by(one, one.months - 1)});
}

struct InOrder {
    Cut cut = Cut::lapses;
    std::size_t providers = 1, months = 1;
    bool together = false, limited = false, guaranteed = false, on_its_own = true;
    bool spread = false;  // limited, each part in the same proportion instead of in order
    std::int64_t both = 0, most = 0, least = 0;
    std::vector<std::vector<std::int64_t>> fee, extra;  // of each month, each provider
};

std::string goes(Cut cut) {
    static const std::string carried = "is carried forward to the next Month; at the end of this agreement it ";
    switch (cut) {
        case Cut::lapses: return "lapses";
        case Cut::falls: return "falls on Southshire Council";
        case Cut::carried_lapses: return carried + "lapses";
        case Cut::carried_falls: return carried + "falls on Southshire Council";
    }
    return "";
}

std::string text_of(const InOrder& one) {
    std::string text =
        heading_with_pennies("Month", "30 June 2027", one.on_its_own) +
        "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n| Southshire Council | Council |\n";
    for (std::size_t p = 0; p < one.providers; ++p) text += "| " + names[p] + " | Provider |\n";
    text +=
        "\n## 2 Fees\n\n2.1 For each Provider, \"Claim\" and \"Bonus\" are money, reported by that Provider for "
        "each Month; if one of them is missing, it is £0.\n\n2.2 For each Provider, \"Fee\" means Claim.\n\n2.3 For "
        "each Provider, \"Extra\" means Bonus.\n\n";
    if (one.together)
        text += "2.4 Fee and Extra together shall not exceed " + pounds(one.both) + ", Extra being cut first.\n\n";
    if (one.limited)
        text += "2.5 The total of Fee over the Months of each Financial Year shall not exceed " + pounds(one.most) +
                (one.spread ? "; each part of Fee is reduced in the same proportion" : ", taking the Months in order") +
                "; what is cut " + goes(one.cut) + ".\n\n";
    if (one.guaranteed)
        text += "2.6 The total of Extra over the Months of each Financial Year shall not be less than " +
                pounds(one.least) + "; what is short is paid for the last Month.\n\n";
    return text +
           "2.7 Northshire ICB shall pay Fee to each Provider for each Month.\n\n2.8 Northshire ICB shall pay "
           "Extra to each Provider for each Month.\n";
}

std::string rows_of(const InOrder& one, std::size_t months) {
    std::string rows = "Month,Provider,Claim,Bonus\n";
    for (std::size_t t = 0; t < months; ++t)
        for (std::size_t p = 0; p < one.providers; ++p)
            rows +=
                month_labels[t] + "," + names[p] + "," + decimal(one.fee[t][p]) + "," + decimal(one.extra[t][p]) + "\n";
    return rows;
}

std::map<std::string, Integer> paid_by(const InOrder& one, std::size_t months) {
    std::map<std::string, Integer> net;
    for (std::size_t p = 0; p < one.providers; ++p) {
        std::int64_t left = 0, given = 0, carried = 0;
        for (std::size_t t = 0; t < months; ++t) {
            if (t % 12 == 0) left = one.most, given = 0;
            std::int64_t fee = one.fee[t][p], extra = one.extra[t][p];
            if (one.together) fee = std::min(fee, one.both), extra = std::min(extra, one.both - fee);
            // However the cut is spread over the Months, what is left of a year to date is the total up to its limit.
            const std::int64_t open = fee + carried;
            if (one.limited) fee = std::min(open, left), left -= fee;
            const bool carries = one.cut == Cut::carried_lapses || one.cut == Cut::carried_falls;
            carried = one.limited && carries ? open - fee : 0;
            const std::int64_t falls = !one.limited                               ? 0
                                       : one.cut == Cut::falls                    ? open - fee
                                       : one.cut == Cut::carried_falls && t == 14 ? carried
                                                                                  : 0;
            net[names[p]] += falls, net["Southshire Council"] -= falls;
            given += extra;
            const bool last = t == 11 || t == 14;  // of the year, or of the agreement
            if (one.guaranteed && last && given < one.least) extra += one.least - given;
            net[names[p]] += fee + extra, net["Northshire ICB"] -= fee + extra;
        }
    }
    return net;
}

}  // namespace

Generated limits_in_order(Chance& chance) {
    InOrder one;
    one.providers = static_cast<std::size_t>(chance.between(1, 3));
    one.months = static_cast<std::size_t>(chance.one_in(3) ? 15 : chance.between(1, 14));
    one.on_its_own = chance.one_in(2), one.together = chance.one_in(2), one.guaranteed = chance.one_in(2);
    one.limited = chance.one_in(2) || (!one.together && !one.guaranteed);
    one.spread = chance.one_in(2);
    one.cut = static_cast<Cut>(chance.between(0, one.spread ? 1 : 3));  // what is spread is not carried
    const std::int64_t most = chance.one_in(3) ? 15 : 900'000;
    one.both = chance.between(0, 2 * most), one.most = chance.between(0, 8 * most),
    one.least = chance.between(0, 8 * most);
    for (std::size_t t = 0; t < one.months; ++t) {
        one.fee.emplace_back(), one.extra.emplace_back();
        for (std::size_t p = 0; p < one.providers; ++p) {
            one.fee[t].push_back(chance.one_in(5) ? 0 : chance.between(0, most));
            one.extra[t].push_back(chance.one_in(5) ? 0 : chance.between(0, most));
        }
    }
    Generated made;
    made.family = std::string("limits in order, ") + (!one.limited             ? "none"
                                                      : one.cut == Cut::lapses ? "what is cut lapses"
                                                      : one.cut == Cut::falls  ? "what is cut falls on a party"
                                                                               : "what is cut is carried");
    settle_by_months(one, "data/fees.csv", made);
    return made;
}

// ---- amounts cut to a total ------------------------------------------------------------------------------------

namespace {

struct Fitted {
    std::size_t providers = 2, months = 1;
    bool on_its_own = false;
    Cut cut = Cut::lapses;
    std::int64_t fit = 0;
    std::vector<std::vector<std::int64_t>> claim;  // of each month, each provider
};

std::string text_of(const Fitted& one) {
    std::string text =
        heading_with_pennies("Month", "30 June 2026", one.on_its_own) +
        "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n| Southshire Council | Council |\n";
    for (std::size_t p = 0; p < one.providers; ++p) text += "| " + names[p] + " | Provider |\n";
    return text +
           "\n## 2 Fees\n\n2.1 For each Provider, \"Claim\" is money, reported by that Provider for each Month; if it "
           "is missing, settlement waits.\n\n2.2 For each Provider, \"Fee\" means Claim.\n\n2.3 If the total of Fee "
           "over all Providers for a Month exceeds " +
           pounds(one.fit) + ", each Fee is reduced in the same proportion so that the total is " + pounds(one.fit) +
           "; what is cut " + goes(one.cut) +
           ".\n\n2.4 Northshire ICB shall pay Fee to each Provider for each Month.\n";
}

std::string rows_of(const Fitted& one, std::size_t months) {
    std::string rows = "Month,Provider,Claim\n";
    for (std::size_t t = 0; t < months; ++t)
        for (std::size_t p = 0; p < one.providers; ++p)
            rows += month_labels[t] + "," + names[p] + "," + decimal(one.claim[t][p]) + "\n";
    return rows;
}

std::map<std::string, Integer> paid_by(const Fitted& one, std::size_t months) {
    std::map<std::string, Integer> net;
    std::vector<std::int64_t> carried(one.providers, 0);
    for (std::size_t t = 0; t < months; ++t) {
        std::vector<std::int64_t> open;
        std::int64_t total = 0;
        for (std::size_t p = 0; p < one.providers; ++p)
            open.push_back(one.claim[t][p] + carried[p]), total += open.back();
        const bool above = total > one.fit;
        const auto kept =
            above ? in_proportion(Integer(one.fit), open) : std::vector<Integer>(open.begin(), open.end());
        for (std::size_t p = 0; p < one.providers; ++p) {
            const Integer rest = Integer(open[p]) - kept[p];
            const bool carries = one.cut == Cut::carried_lapses || one.cut == Cut::carried_falls;
            carried[p] = carries ? static_cast<std::int64_t>(rest) : 0;
            const bool falls = one.cut == Cut::falls || (one.cut == Cut::carried_falls && t == 2);
            net[names[p]] += kept[p], net["Northshire ICB"] -= kept[p];
            if (falls) net[names[p]] += rest, net["Southshire Council"] -= rest;
        }
    }
    return net;
}

}  // namespace

Generated cut_to_a_total(Chance& chance) {
    Fitted one;
    one.providers = static_cast<std::size_t>(chance.between(1, 5));
    one.months = static_cast<std::size_t>(chance.one_in(2) ? 3 : chance.between(1, 3));
    one.on_its_own = chance.one_in(2);
    one.cut = static_cast<Cut>(chance.between(0, 3));
    const std::int64_t most = chance.one_in(3) ? 15 : 900'000;
    one.fit = chance.between(0, 2 * most);
    for (std::size_t t = 0; t < one.months; ++t) {
        one.claim.emplace_back();
        for (std::size_t p = 0; p < one.providers; ++p)
            one.claim[t].push_back(chance.one_in(5) ? 0 : chance.between(0, most));
    }
    Generated made;
    made.family = std::string("cut to a total, ") + (one.cut == Cut::lapses  ? "what is cut lapses"
                                                     : one.cut == Cut::falls ? "what is cut falls on a party"
                                                                             : "what is cut is carried");
    settle_by_months(one, "data/claims.csv", made);
    return made;
}

}  // namespace concordat::property
