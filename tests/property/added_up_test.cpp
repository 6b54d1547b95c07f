// tests/property/added_up_test.cpp · two evaluators, one truth: over contracts and records made by chance, what is
// added up while it is read comes to the same as what is worked out record by record: the same bytes of results, the
// same mistakes told, whatever the number of workers and the size of the parts that a file is cut into.
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "generated_contract.h"
#include "report/settlement_export.h"
#include "session/session.h"
#include "support/catch.h"

namespace {

using concordat::property::Chance;
namespace session = concordat::session;
using Files = std::map<std::string, std::string>;

std::string one_of(Chance& chance, const std::vector<std::string>& choices) {
    return choices[static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(choices.size()) - 1))];
}

// ---- a contract over visits -----------------------------------------------------------------------------------------

std::string rounding(Chance& chance) {
    return one_of(chance, {"the nearest penny, half up", "the nearest penny, half down",
                           "the nearest penny, half to even", "the nearest pound, half up", "the nearest £5, half up",
                           "the nearest £0.50, half to even", "4 decimal places, half up"});
}

/// An amount of a visit, of the terms that are declared before it.
std::string amount(Chance& chance, int depth) {
    const std::vector<std::string> simple = {"Price",
                                             "Claimed",
                                             "£12.34",
                                             "Price reduced by 7%",
                                             "£0.01 per Unit times Units",
                                             "Day Rate times Length",
                                             "Scaled",
                                             "Standing",
                                             "Extra",
                                             "Band Price",
                                             "Line Price",
                                             "Graded"};
    if (depth == 0 || chance.between(0, 3) == 0) return one_of(chance, simple);
    const std::string a = amount(chance, depth - 1);
    const std::string b = amount(chance, depth - 1);
    switch (chance.between(0, 6)) {
        case 0: return "(" + a + " plus " + b + ")";
        case 1: return "(" + a + " less " + b + ")";
        case 2: return "(" + a + ") times " + one_of(chance, {"Factor", "1.000001", "3", "0.5"});
        case 3: return "the greater of (" + a + ") and (" + b + ")";
        case 4: return "the lesser of (" + a + ") and (" + b + ")";
        case 5: return "(" + a + ") divided by " + one_of(chance, {"3", "7", "1.5"});
        default: return "the amount by which (" + a + ") exceeds (" + b + ")";
    }
}

/// Conditions that may stand anywhere.
const std::vector<std::string> plain_conditions = {"Admission is \"NE\"",
                                                   "Length is at least 3 days",
                                                   "Length is less than 2 days",
                                                   "Checked is yes",
                                                   "Code begins with \"A\"",
                                                   "Code is one of \"A1\" or \"B2\"",
                                                   "Claimed is more than £100",
                                                   "Seen is on or after 15 May 2026",
                                                   "Admission is \"EL\" and Length is more than 1 day",
                                                   "Provider is Ash Trust",
                                                   "Code is not \"C3\"",
                                                   "Trim is at least 3 days",
                                                   "Trim is less than 2 days",
                                                   "Trim is missing",
                                                   "Referred is missing",
                                                   "Referred is before Started",
                                                   "Seen is after Review Day",
                                                   "Code is in [Schedule A](prices.csv)",
                                                   "Code is not in [Schedule A](prices.csv)",
                                                   "Length is more than Trim"};

std::string condition(Chance& chance) { return one_of(chance, plain_conditions); }

std::string condition_of_visit(Chance& chance) {
    if (chance.between(0, 3) != 0) return condition(chance);
    return one_of(chance,
                  {"Seen is not later than 1 month after Started", "Referred is not later than 2 weeks after Started",
                   "at least 2 of: Checked is yes; Admission is \"NE\"; and Claimed is more than £100",
                   "at least 1 of: Trim is less than 2 days; and Referred is before Started"});
}

/// Terms that a fee may take up: of dates, of lines, of ranges, of what may be blank, of figures that change on a day.
std::string further_terms(Chance& chance) {
    const std::string line_end = one_of(chance, {"and no further", "continuing"});
    std::string text =
        "2.7 For each Visit, \"Review Day\" means " +
        one_of(chance,
               {"2 months after Started", "1 year after Started", "3 weeks after Started", "10 days after Started",
                "1 month before Seen", "3 working days after Started", "15 working days after Seen"}) +
        ".\n\n2.8 For each Visit, \"Scaled\" means Claimed in a straight line from " +
        one_of(chance, {"£0 at £100 to £250 at £733", "£90 at £100 to £3 at £700 to £12.50 at £1,900",
                        "£1 at £900 to £77.77 at £13.30"}) +
        ", " + line_end + ".\n\n2.9 \"Standing\" means £5.25.\n\n" + "2.10 For each Visit, \"Extra\" means " +
        one_of(chance, {"Day Rate times Trim", "£3.33 per day times Trim"}) + "; with no Trim it is " +
        one_of(chance, {"£7", "Price", "£0"}) +
        ".\n\n2.11 \"Band Price\" is given by Code and Claimed in [Schedule B](bands.csv).\n\n"
        "2.12 \"Line Price\" is given by Claimed in a straight line within each row, from Low at Begins to High at "
        "Ends:\n\n| Begins | Ends | Low | High |\n|---|---|---|---|\n| £0 | £100 | £3 | £10 |\n"
        "| £100 | £700 | £10 | £33.33 |\n| £700 | £1,500 | £40 | £1 |\n\n"
        "2.13 For each Visit and each Provider, \"Graded\" means Price times Factor.\n\n";
    if (chance.between(0, 1) == 0)
        text += "2.14 From " + one_of(chance, {"1 May 2026", "1 June 2026"}) + ", the Factor of Ash Trust is 1.21.\n\n";
    if (chance.between(0, 1) == 0)
        text += "2.15 From 11 June 2026, clause 2.9 is replaced by: \"Standing\" means £6.50.\n\n";
    text += one_of(chance, {"2.16 \"Working Day\" means a day other than a Saturday, a Sunday or a day in "
                            "[Holidays](holidays.csv).\n\n",
                            ""});
    return text;
}

std::string fee(Chance& chance) {
    if (chance.between(0, 2) == 0) {
        return "\"Fee\" means: (a) if " + condition_of_visit(chance) + ", " + amount(chance, 1) + "; (b) otherwise, " +
               amount(chance, 2) + ".";
    }
    if (chance.between(0, 3) == 0) {
        return "\"Fee\" means Claimed banded slice by slice:\n\n| Claimed above | up to and including | Rate "
               "|\n|---|---|---|\n| £0 | £100 | 0% |\n| £100 | £500 | "
               "33.3% |\n| £500 | no limit | 70% |\n";
    }
    return "\"Fee\" means " + amount(chance, 2) +
           one_of(chance, {"", ", but not less than £0", ", but not more than £400"}) + "; it may be less than £0.";
}

std::string contract(Chance& chance) {
    std::string text =
        "# Visits\n\nEffective 1 April 2026 until 31 March 2027.\nMoney is in GBP.\nSettled for each Month. Each Month "
        "is settled on its own.\n"
        "Every payment is rounded to the nearest penny, half up.\n\n## 1 Parties\n\n| Party | Role | Factor "
        "|\n|---|---|---|\n| City ICB | Commissioner | |\n"
        "| Ash Trust | Provider | 1.064957 |\n| Birch Trust | Provider | 0.98 |\n| Cedar Trust | Provider | 1 |\n\n"
        "## 2 Visits\n\n2.1 \"Visit\" is a record, reported by each Provider for each Month, with:\n\n| Field | Kind "
        "|\n|---|---|\n| Number | code, unique |\n"
        "| Provider | Provider |\n| Code | code" +
        std::string(chance.between(0, 1) == 0 ? ", may be blank" : "") +
        " |\n| Admission | \"EL\" or \"NE\" |\n| Started | date |\n| Seen | date |\n| Units | count of Units |\n"
        "| Claimed | money |\n| Checked | yes or no |\n| Trim | days, may be blank |\n| Referred | date, may be blank "
        "|\n\n2.2 A Visit falls in the Month of its Seen.\n\n2.3 Each "
        "report of Visits " +
        one_of(chance, {"replaces the earlier ones for the same Month", "adds to the earlier ones",
                        "replaces the earlier ones"}) +
        ".\n\n2.4 For each Visit, \"Length\" means the nights from Started to Seen.\n\n"
        "2.5 \"Price\" and \"Day Rate\" are given by Code on Seen in [Schedule A](prices.csv); a Visit without a Price "
        "is held as a query.\n\n";
    if (chance.between(0, 2) == 0)
        text += "2.6 A Visit counts only if " + condition(chance) + "; otherwise it is left out.\n\n";
    text += further_terms(chance);
    text += "3.1 For each Visit, " + fee(chance) + "\n\n";
    if (chance.between(0, 1) == 0) text += "3.2 Fee is rounded to " + rounding(chance) + ".\n\n";
    if (chance.between(0, 2) == 0)
        text += "3.3 From 1 July 2026, clause 3.1 is replaced by: For each Visit, \"Fee\" means " + amount(chance, 1) +
                "; it may be less than £0.\n\n";
    text +=
        "4.1 For each Provider, \"Value\" means the total of Fee over all its Visits; it may be less than £0.\n\n4.2 "
        "For each Provider, \"Seen Number\" means the number of its Visits where " +
        condition(chance) +
        ".\n\n4.3 \"Typical Fee\" means the average of Fee over all Visits (or £0 if there are none).\n\n"
        "4.4 City ICB shall pay Value to each Provider, within 10 days after Month End; if that is less than £0, the "
        "Provider repays it.\n";
    return text;
}

// ---- visits, plainly and less plainly written ----------------------------------------------------------------------

std::string date(Chance& chance, int month) {
    const std::int64_t day = chance.between(1, 28);
    return "2026-0" + std::to_string(month) + "-" + (day < 10 ? "0" : "") + std::to_string(day);
}

std::string money(Chance& chance) {
    switch (chance.between(0, 11)) {
        case 0: return "0";
        case 1: return "1,234.50";        // not plain: commas, so it needs quotes
        case 2: return "99999999999.99";  // very large
        case 3: return "-" + std::to_string(chance.between(0, 900));
        case 4: return "";
        default: return std::to_string(chance.between(0, 2'000)) + "." + std::to_string(chance.between(10, 99));
    }
}

std::string cell(const std::string& text, Chance& chance) {
    if (text.find(',') != std::string::npos || chance.between(0, 40) == 0) return '"' + text + '"';
    return chance.between(0, 60) == 0 ? " " + text : text;
}

std::string visits(Chance& chance, int month, int first_number, bool tidy) {
    const std::string line_end = chance.between(0, 3) == 0 ? "\r\n" : "\n";
    std::string text = "Number,Provider,Code,Admission,Started,Seen,Units,Claimed,Checked,Trim,Referred" + line_end;
    if (chance.between(0, 3) == 0) text += "# made by chance" + line_end;
    const std::int64_t rows = chance.between(0, 1) == 0 ? chance.between(0, 30) : chance.between(1'000, 2'300);
    for (std::int64_t row = 0; row < rows; ++row) {
        const int seen = month + (chance.between(0, 30) == 0 ? 1 : 0);
        const std::string number =
            "V" + std::to_string(first_number +
                                 static_cast<int>(chance.between(0, 50) == 0 && !tidy ? chance.between(0, row) : row));
        const std::string claimed =
            tidy && chance.between(0, 3) != 0 ? std::to_string(chance.between(0, 2'000)) : money(chance);
        const std::vector<std::string> cells = {
            number,
            one_of(chance, {"Ash Trust", "Birch Trust", "Cedar Trust"}),
            one_of(chance, {"A1", "B2", "C3", "A long code of more than sixteen letters", "ZZ", "A1", "B2", "A1"}),
            one_of(chance, {"EL", "NE"}),
            date(chance, month - 1),
            date(chance, seen),
            std::to_string(chance.between(0, 9)),
            claimed,
            !tidy && chance.between(0, 200) == 0 ? "perhaps" : one_of(chance, {"yes", "no", "Yes"}),
            one_of(chance,
                   {"", "", "0", "1", "2", "3", "7", "99999999", !tidy && chance.between(0, 9) == 0 ? "-" : "5"}),
            chance.between(0, 2) == 0 ? "" : date(chance, month - static_cast<int>(chance.between(0, 3)))};
        for (std::size_t index = 0; index < cells.size(); ++index)
            text += (index == 0 ? "" : ",") + cell(cells[index], chance);
        text += chance.between(0, 500) == 0 && !tidy ? ",more" + line_end : line_end;
    }
    if (chance.between(0, 3) == 0 && text.ends_with('\n')) text.pop_back();
    return text;
}

Files made(Chance& chance) {
    const bool tidy = chance.between(0, 3) != 0;
    Files files;
    files["contract.contract.md"] = contract(chance);
    files["prices.csv"] =
        "Code,From,Until,Price,Day "
        "Rate\nA1,2026-04-01,2026-06-30,100.00,12\nA1,2026-07-01,2027-03-31,104.56,12.5\nB2,2026-04-01,2027-03-31,33."
        "33,0\n"
        "C3,2026-04-01,2026-08-31,-,5\nA long code of more than sixteen letters,2026-04-01,2027-03-31,0.01,0.07\n";
    files["holidays.csv"] = "Date\n2026-04-03\n2026-04-06\n2026-05-04\n2026-05-25\n2026-06-11\n";
    files["bands.csv"] =
        "Code,Claimed From,Claimed To,Band Price\nA1,0,99.99,5\nA1,100,499.99,50.55\nA1,500,,75\n"
        "B2,,250,12.5\nB2,250.01,2000,13\nC3,0,2000,-\nA long code of more than sixteen letters,1,1,9\n";
    for (int month = 5; month <= 7; ++month)
        files["data/visits-2026-0" + std::to_string(month) + ".csv"] =
            visits(chance, month, tidy ? month * 10'000 : 10'000, tidy);
    return files;
}

// ---- both ways -----------------------------------------------------------------------------------------------------

struct Outcome {
    std::string told;     // what is wrong, with its places
    std::string results;  // as JSON, without single records
    std::uint64_t added_up = 0;
    std::string because;
};

Outcome settled(const Files& files, const session::TakeInRequest& request) {
    const session::MemoryFiles memory(files);
    const session::Session working(memory);
    Outcome outcome;
    const auto opened = working.open_contract("contract.contract.md");
    for (const auto& one : opened.problems.all()) outcome.told += one.message + "\n";
    if (opened.contract == nullptr) return outcome;
    const auto data = working.take_in(opened, "data", request);
    for (const auto& one : data.problems.all())
        outcome.told += one.place.file + ":" + std::to_string(one.place.line) + " " + one.message + "\n";
    for (const auto& records : data.records) outcome.added_up += records.added_up, outcome.because += records.because;
    if (data.problems.has_errors()) return outcome;
    const auto settlement = working.settle(opened, data, "");
    for (const auto& one : settlement.problems.all()) outcome.told += one.message + "\n";
    outcome.results = concordat::report::settlement_json(*opened.contract, settlement);
    return outcome;
}

void compare(std::int64_t cases) {
    std::int64_t settled_cases = 0;
    std::int64_t added_up_cases = 0;
    std::uint64_t rows = 0;
    const char* alone = std::getenv("CONCORDAT_CASE");  // one case by its number, to look at it
    const std::int64_t first = alone != nullptr ? std::atoll(alone) : 0;
    if (alone != nullptr) cases = 1;
    for (std::int64_t number = first; number < first + cases; ++number) {
        Chance chance(static_cast<std::uint64_t>(number) + 77);
        const Files files = made(chance);
        INFO("case " << number << "\n" << files.at("contract.contract.md"));
        const Outcome plainly = settled(files, {});
        session::TakeInRequest request;
        request.may_add_up = true;
        request.from_bytes = 0;
        request.streaming.workers = static_cast<unsigned>(chance.between(1, 3));
        request.streaming.part_bytes = static_cast<std::size_t>(
            one_of(chance, {"1", "77", "4096", "100000000"}) == "1" ? 1 : chance.between(64, 100'000));
        const Outcome fast = settled(files, request);
        if (std::getenv("SHOW_CASES") != nullptr) WARN(plainly.told.substr(0, 400) << " / " << fast.because);
        CHECK(fast.told == plainly.told);
        CHECK(fast.results == plainly.results);
        settled_cases += plainly.results.empty() ? 0 : 1;
        added_up_cases += fast.added_up > 0 ? 1 : 0;
        rows += fast.added_up;
        if (!plainly.results.empty() && fast.added_up == 0 && !fast.because.empty()) UNSCOPED_INFO(fast.because);
    }
    WARN(cases << " contracts, " << settled_cases << " of them settled, " << added_up_cases
               << " with records added up (" << rows << " of them)");
    if (alone == nullptr) CHECK(added_up_cases * 2 > cases);
}

}  // namespace

TEST_CASE("records that are added up come to the same as records worked out one by one") { compare(60); }

TEST_CASE("the same, ten thousand times", "[.nightly]") { compare(10'000); }
