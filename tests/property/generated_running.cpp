// tests/property/generated_running.cpp
// What:  sums that run over months: balances of running totals with minus months and figures put right later,
// instalments beside payments
//        on account with a balance at Year End, and nights of placements over several months that a lead passes on in
//        shares.
#include <algorithm>

#include "generated_contract.h"

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

namespace {

const std::vector<std::string> months = {"2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10",
                                         "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04"};
const std::vector<std::int64_t> days_in = {30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30};

/// The day that lies so many days after 1 April 2026.
std::string day(std::int64_t after) {
    std::size_t month = 0;
    while (after >= days_in[month]) after -= days_in[month++];
    return months[month] + "-" + (after < 9 ? "0" : "") + std::to_string(after + 1);
}
std::string last_day(std::size_t month) { return months[month] + "-" + std::to_string(days_in[month]); }

}  // namespace

Generated running_balance(Chance& chance) {
    const auto count = static_cast<std::size_t>(chance.between(1, 3));
    const auto number = static_cast<std::size_t>(chance.between(2, 9));
    const bool on_its_own = chance.one_in(2);
    const std::int64_t share = chance.between(1, 1000), most = chance.one_in(3) ? 9 : 9'000'000;
    std::string text = heading("Month", "31 March 2027");
    if (on_its_own) text.insert(text.find("\nEvery payment"), " Each Month is settled on its own.");
    text += "| Party | Role |\n|---|---|\n| Northshire ICB | Commissioner |\n";
    for (std::size_t p = 0; p < count; ++p) text += "| " + names[p] + " | Provider |\n";
    text +=
        "\n## 2 Work\n\n2.1 For each Provider, \"Work Done\" is money, reported by that Provider for each Month; if it "
        "is missing, settlement waits.\n\n"
        "2.2 For each Provider, \"Work Value\" means " +
        percent(share) + (on_its_own ? " of Work Done; it may be less than £0" : " of the total of Work Done to date") +
        ".\n\n2.3 Northshire ICB shall pay " + (on_its_own ? "" : "the balance of ") +
        "Work Value to each Provider for each Month, within 30 days after Month End; if that is less than £0, each "
        "Provider repays it.\n";

    std::vector<std::vector<std::int64_t>> work(count);
    Generated made;
    made.family = "running balance, figures put right";
    made.shuffled_files = {"data/work.csv"};
    made.files["contract.contract.md"] = text;
    std::string rows = "Month,Provider,Work Done,Reported On\n";
    const auto state = [&] {
        std::map<std::string, Integer> get;
        for (std::size_t p = 0; p < count; ++p) {
            Ratio all = 0;
            Integer paid = 0;
            for (const std::int64_t one : work[p]) {
                const Ratio value(Integer(one) * share, Integer(1000));
                all += value, paid += half_up(value);
            }
            get[names[p]] = on_its_own ? paid : half_up(all);
            get["Northshire ICB"] -= get[names[p]];
        }
        return get;
    };
    for (std::size_t month = 0; month < number; ++month) {
        const bool nothing_new = chance.one_in(4);  // a month of zeros: settling again posts nothing more
        for (std::size_t p = 0; p < count; ++p) {
            work[p].push_back(nothing_new ? 0 : chance.between(chance.one_in(3) ? -most : 0, most));
            rows += months[month] + "," + names[p] + "," + decimal(work[p].back()) + "," + last_day(month) + "\n";
        }
        if (month > 0 && chance.one_in(3)) {  // an earlier figure is put right
            const auto p = static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(count) - 1));
            const auto which = static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(month) - 1));
            work[p][which] = chance.between(-most, most);
            rows += months[which] + "," + names[p] + "," + decimal(work[p][which]) + "," + last_day(month) + "\n";
        }
        made.files["data/work.csv"] = rows;
        if (month + 1 < number && chance.one_in(2)) made.earlier.push_back({made.files, state()});
    }
    made.must_get = state();
    return made;
}

Generated fees_of_a_year(Chance& chance) {
    const auto count = static_cast<std::size_t>(chance.between(1, 3));
    const auto number = static_cast<std::size_t>(chance.between(1, 13));
    const std::int64_t account = chance.between(0, 99'999), price = chance.between(1, 9'999),
                       edge = chance.between(1, 99), more = chance.between(0, 999);
    std::vector<std::int64_t> fee, size;
    std::string text = heading("Month", "31 March 2028") +
                       "| Party | Role | Base Fee | Beds |\n|---|---|---|---|\n| Northshire ICB | Commissioner | | |\n";
    for (std::size_t p = 0; p < count; ++p) {
        fee.push_back(chance.between(0, 9'999'999)), size.push_back(chance.one_in(4) ? edge : chance.between(0, 99));
        text += "| " + names[p] + " | Provider | " + pounds(fee[p]) + " | " + std::to_string(size[p]) + " |\n";
    }
    text += "\n## 2 Fees\n\n2.1 For each Provider, \"Fee\" means: (a) if Beds is less than " + std::to_string(edge) +
            ", Base Fee; (b) otherwise, Base Fee plus " + pounds(more) +
            ".\n\n2.2 Northshire ICB shall pay to each Provider its Fee, by twelve equal instalments in each Financial "
            "Year.\n\n"
            "2.3 For each Provider, \"Units\" is a number, reported by that Provider for each Month; if it is missing, "
            "it is 0.\n\n"
            "2.4 For each Provider, \"Instalment\" means " +
            pounds(account) +
            " in equal parts, one for each Month of the Financial Year, each rounded down to the penny and the last "
            "taking the odd pennies.\n\n"
            "2.5 Northshire ICB shall pay to each Provider Instalment for each Month on account, within 10 days after "
            "Month End.\n\n"
            "2.6 For each Provider, \"Earned\" means " +
            pounds(price) +
            " times the total of Units for the Financial Year.\n\n"
            "2.7 At Year End Northshire ICB shall pay to each Provider Earned less the total of Instalment for the "
            "Financial Year, within 60 days; if that is "
            "a minus amount, the Provider repays it.\n";

    Generated made;
    made.family = "instalments, on account and balance";
    made.shuffled_files = {"data/units.csv"};
    made.files["contract.contract.md"] = text;
    made.files["data/units.csv"] = "Month,Provider,Units\n";
    std::vector<std::int64_t> units(count, 0);  // hundredths
    for (std::size_t month = 0; month < number; ++month) {
        if (month + 1 == number && month > 0) made.earlier.push_back({made.files, made.must_get});
        for (std::size_t p = 0; p < count; ++p) {
            const std::int64_t some = chance.one_in(5) ? 0 : chance.between(0, 9'999);
            units[p] += some;
            made.files["data/units.csv"] += months[month] + "," + names[p] + "," + decimal(some) + "\n";
            const std::int64_t whole = fee[p] + (size[p] < edge ? 0 : more);
            Integer get = month == 11 ? whole - 11 * (whole / 12) : whole / 12;
            get += month == 11 ? account - 11 * (account / 12) : account / 12;
            if (month == 11) get += half_up(Ratio(Integer(price) * units[p], Integer(100)) - Ratio(Integer(account)));
            made.must_get[names[p]] += get, made.must_get["Northshire ICB"] -= get;
        }
    }
    return made;
}

Generated nights_passed_on(Chance& chance) {
    const auto count = static_cast<std::size_t>(chance.between(1, 4));
    const auto shares = shares_of(chance, count + 1);      // the last is what the lead keeps
    const std::int64_t price = chance.between(1, 99'999);  // thousandths of a pound
    std::string text = heading("Month", "31 March 2027") +
                       "| Party | Role | Flow Share |\n|---|---|---|\n| Northshire ICB | Commissioner | |\n| Lead "
                       "Trust | Lead Provider | |\n";
    for (std::size_t i = 0; i < count; ++i)
        text += "| " + names[i] + " | Subcontractor | " + percent(shares[i]) + " |\n";
    text +=
        "\n## 2 Nights\n\n2.1 \"Placement\" is a record, reported by the Lead Provider for each Month, with:\n\n"
        "| Field | Kind |\n|---|---|\n| Number | code, unique |\n| Started | date |\n| Ended | date |\n\n"
        "2.2 For each Placement, its \"Nights\" are the nights from Started to Ended.\n\n2.3 \"Night Value\" means £" +
        std::to_string(price / 1000) + "." + std::to_string(1000 + price % 1000).substr(1) +
        " per day times the total of Nights over all Placements.\n\n"
        "3.1 Northshire ICB shall pay Night Value to the Lead Provider for each Month.\n\n"
        "3.2 The Lead Provider shall pay to each Subcontractor its Flow Share of Night Value received under clause "
        "3.1; any odd penny going to the "
        "Lead Provider.\n\n3.3 The Lead Provider keeps what remains, and what remains must not be less than £0.\n";

    Generated made;
    made.family = "nights over months, passed on";
    made.shuffled_files = {"data/placements.csv"};
    made.files["contract.contract.md"] = text;
    std::string rows = "Number,Started,Ended\n";
    std::int64_t nights = 0;
    const auto number = chance.between(1, 20);
    for (std::int64_t i = 0; i < number; ++i) {
        const std::int64_t from = chance.between(0, 200), length = chance.one_in(5) ? 0 : chance.between(1, 120);
        rows += "P" + std::to_string(i) + "," + day(from) + "," + day(from + length) + "\n";
        nights += length;
    }
    made.files["data/placements.csv"] = rows;
    const Integer income = half_up(Ratio(Integer(price) * nights, Integer(10)));
    Integer passed = 0;
    for (std::size_t i = 0; i < count; ++i)
        made.must_get[names[i]] = income * shares[i] / 1000, passed += made.must_get[names[i]];
    made.must_get["Lead Trust"] = made.must_keep["Lead Trust"] = income - passed;
    made.must_get["Northshire ICB"] = -income;
    return made;
}

}  // namespace concordat::property
