// tests/acceptance/compare_acceptance.cpp · compares a settlement with an independently computed one.
// Use: compare_acceptance <output of concordat settle --format json> <expected.json>
// Prints how many payments, terms and held records are equal, and each that is not. Exit 1 when one differs, or when a
// payment or a held record was not expected. Terms that were not expected are no error: expected.json selects.
// Start:  main(), last in the file.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "exact/decimal_text.h"

namespace {

using concordat::exact::Ratio;
using Json = nlohmann::json;

[[noreturn]] void give_up(const std::string& why) {
    std::cout << "compare_acceptance: " << why << "\n";
    std::exit(1);
}

Json read(const char* path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) give_up(fmt::format("{} cannot be opened", path));
    Json document = Json::parse(in, nullptr, false);
    if (document.is_discarded()) give_up(fmt::format("{} is not JSON", path));
    return document;
}

const Json& list_in(const Json& document, const char* name) {
    static const Json none = Json::array();
    const auto found = document.find(name);
    return found == document.end() ? none : *found;
}

/// The text under a key; nothing for no such key, and for null.
std::optional<std::string> text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

bool equal_texts(const Json& expected, const Json& found, const char* key) {
    return text_of(expected, key) == text_of(found, key);
}

// --- values --------------------------------------------------------------------------------------------------

/// "12.50", "-1,234.5", "35/68".
std::optional<Ratio> number_of(const std::string& text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return concordat::exact::read_decimal(text);
    const auto above = concordat::exact::read_decimal(text.substr(0, slash));
    const auto below = concordat::exact::read_decimal(text.substr(slash + 1));
    if (!above || !below || below->is_zero()) return std::nullopt;
    return *above / *below;
}

bool same_value(const std::string& expected, const std::string& found) {
    const auto left = number_of(expected);
    const auto right = number_of(found);
    return left && right ? *left == *right : expected == found;
}

bool same_value_under(const Json& expected, const Json& found, const char* key) {
    const auto left = text_of(expected, key);
    const auto right = text_of(found, key);
    return left && right && same_value(*left, *right);
}

// --- counts --------------------------------------------------------------------------------------------------

class Tally {
public:
    explicit Tally(std::string what) : what_(std::move(what)) {}
    void count(bool passed, const std::string& words) {
        ++expected_;
        if (passed) ++passed_;
        else say(words);
    }
    void extra(const std::string& words) {
        ++extra_;
        say(words);
    }
    [[nodiscard]] std::string summary() const {
        return fmt::format("{} {} of {}{}", what_, passed_, expected_,
                           extra_ == 0 ? "" : fmt::format(" and {} not expected", extra_));
    }
    [[nodiscard]] bool is_all() const { return passed_ == expected_ && extra_ == 0; }
    void print() const {
        constexpr std::size_t shown = 12;
        for (std::size_t index = 0; index < std::min(said_.size(), shown); ++index) std::cout << said_[index] << "\n";
        if (said_.size() > shown) std::cout << fmt::format("  ... and {} more {}\n", said_.size() - shown, what_);
    }

private:
    void say(const std::string& words) { said_.push_back(fmt::format("  {}: {}", what_, words)); }

    std::string what_;
    std::size_t expected_ = 0, passed_ = 0, extra_ = 0;
    std::vector<std::string> said_;
};

// --- payments ------------------------------------------------------------------------------------------------

/// `part` and `of` (the line of a table that a payment is for) count when they are given.
bool same_payment(const Json& expected, const Json& found) {
    for (const char* key : {"clause", "payer", "payee", "period"}) {
        if (!equal_texts(expected, found, key)) return false;
    }
    const auto part = text_of(expected, "part");
    if (part && part != text_of(found, "part")) return false;
    const auto of = text_of(expected, "of");
    return !of || of == text_of(found, "of");
}

std::string words_of_payment(const Json& payment) {
    const auto text = [&](const char* key) { return text_of(payment, key).value_or(""); };
    return fmt::format("clause {}, {} to {}, {} {}{}: {}", text("clause"), text("payer"), text("payee"), text("period"),
                       text("part"), text("of"), text("amount"));
}

bool is_nothing(const Json& payment) { return same_value(text_of(payment, "amount").value_or(""), "0"); }

/// Each expected payment takes the first equal one that no other has taken.
void compare_payments(const Json& expected, const Json& found, Tally& tally) {
    std::vector<bool> taken(found.size());
    for (const Json& payment : expected) {
        std::string near_by;
        bool equal = false;
        for (std::size_t index = 0; index < found.size() && !equal; ++index) {
            if (taken[index] || !same_payment(payment, found[index])) continue;
            equal = same_value_under(payment, found[index], "amount");
            if (equal) taken[index] = true;
            else near_by = text_of(found[index], "amount").value_or("");
        }
        tally.count(
            equal, fmt::format("expected {}, found {}", words_of_payment(payment), near_by.empty() ? "none" : near_by));
    }
    for (std::size_t index = 0; index < found.size(); ++index) {
        if (!taken[index] && !is_nothing(found[index])) tally.extra("not expected: " + words_of_payment(found[index]));
    }
}

// --- terms ---------------------------------------------------------------------------------------------------

/// `Target_Change` and `Target Change` name one axis. `report` is none: it says which report the value rests on.
bool same_elements(const Json& expected, const Json& found) {
    std::size_t axes = 0;
    for (const auto& [axis, element] : expected.items()) {
        if (axis == "report") continue;
        ++axes;
        std::string spaced = axis;
        std::replace(spaced.begin(), spaced.end(), '_', ' ');
        const auto same = found.find(spaced);
        if (same == found.end() || *same != element) return false;
    }
    return axes == found.size();
}

bool same_term(const Json& expected, const Json& found) {
    return equal_texts(expected, found, "term") && equal_texts(expected, found, "period") &&
           same_elements(expected["of"], found["of"]);
}

/// A report is named by its month: "april" for the Month 2018-04.
bool is_known_by(const std::string& report, const std::string& period) {
    constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};
    const auto month = std::find(months.begin(), months.end(), report);
    if (month == months.end() || period.size() < 2) return false;
    const std::string two_digits = fmt::format("{:02}", month - months.begin() + 1);
    return period.substr(period.size() - 2) <= two_digits;
}

/// What the settlement says of a term: as first listed, then as put right. With a report named, the last that it
/// knew; without, each will do.
std::vector<std::string> values_found(const Json& term, const Json& settlement) {
    std::vector<std::string> values;
    for (const Json& found : list_in(settlement, "terms")) {
        if (same_term(term, found)) values.push_back(text_of(found, "value").value_or("no value"));
    }
    const auto report = text_of(term["of"], "report");
    for (const Json& found : list_in(settlement, "restated")) {
        if (!same_term(term, found)) continue;
        if (report && !is_known_by(*report, text_of(found, "known_in").value_or(""))) continue;
        values.push_back(text_of(found, "value").value_or("no value"));
    }
    if (report && values.size() > 1) values.erase(values.begin(), values.end() - 1);
    return values;
}

/// The clause is not compared: a term is listed under the last clause that changes it, the same or not.
void compare_terms(const Json& expected, const Json& settlement, Tally& tally) {
    for (const Json& term : expected) {
        const std::string value = text_of(term, "value").value_or("");
        const std::vector<std::string> values = values_found(term, settlement);
        const bool equal =
            std::any_of(values.begin(), values.end(), [&](const std::string& one) { return same_value(value, one); });
        tally.count(equal, fmt::format("expected clause {}, {} of {} for {}: {}, found {}",
                                       text_of(term, "clause").value_or(""), text_of(term, "term").value_or(""),
                                       term["of"].dump(), text_of(term, "period").value_or(""), value,
                                       values.empty() ? "none" : values.back()));
    }
}

// --- held records and facts owed -----------------------------------------------------------------------------

/// Which record or fact is meant. What stands behind the colon, or behind "takes no part", says why, in words that
/// need not be the same: "Spell N017: no price", "Spell N017: no Base Price for HRG ZZ99Z".
std::string identity_of(const Json& held) {
    std::string what = text_of(held, "what").value_or("");
    what = what.substr(0, what.find(':'));
    return what.substr(0, what.find(" takes no part"));
}

bool same_held(const Json& expected, const Json& found) {
    if (identity_of(expected) != identity_of(found) || !equal_texts(expected, found, "period")) return false;
    const auto owed_by = text_of(expected, "owed_by");
    const bool nobody = !owed_by || *owed_by == "nobody";
    return nobody ? !text_of(found, "owed_by") : owed_by == text_of(found, "owed_by");
}

std::string words_of_held(const Json& held) {
    return fmt::format("clause {}, {} {}, owed by {}", text_of(held, "clause").value_or(""),
                       text_of(held, "period").value_or(""), text_of(held, "what").value_or(""),
                       text_of(held, "owed_by").value_or("nobody"));
}

/// A line that waits stands in every settlement until it is answered, so several found lines can be one expected.
void compare_held(const Json& expected, const Json& found, Tally& tally) {
    for (const Json& held : expected) {
        const bool is_found =
            std::any_of(found.begin(), found.end(), [&](const Json& one) { return same_held(held, one); });
        tally.count(is_found, "expected " + words_of_held(held));
    }
    std::vector<std::string> said;
    for (const Json& one : found) {
        const bool is_expected =
            std::any_of(expected.begin(), expected.end(), [&](const Json& held) { return same_held(held, one); });
        const std::string words = words_of_held(one);
        if (is_expected || std::find(said.begin(), said.end(), words) != said.end()) continue;
        tally.extra("not expected: " + words);
        said.push_back(words);
    }
}

/// A notice names its clause and period; whom and what it concerns stand somewhere in its words.
void compare_notices(const Json& expected, const Json& found, Tally& tally) {
    for (const Json& notice : expected) {
        const bool is_found = std::any_of(found.begin(), found.end(), [&](const Json& one) {
            const std::string words = text_of(one, "words").value_or("");
            return equal_texts(notice, one, "clause") && equal_texts(notice, one, "period") &&
                   words.find(text_of(notice, "of").value_or("")) != std::string::npos &&
                   words.find(text_of(notice, "by").value_or("")) != std::string::npos;
        });
        tally.count(is_found, "expected " + notice.dump());
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 3) give_up("give the output of concordat settle --format json, and expected.json");
    const Json settlement = read(arguments[1]);
    const Json expected = read(arguments[2]);
    std::array<Tally, 4> tallies = {Tally("payments"), Tally("terms"), Tally("held"), Tally("notices")};
    compare_payments(list_in(expected, "payments"), list_in(settlement, "payments"), tallies[0]);
    compare_terms(list_in(expected, "terms"), settlement, tallies[1]);
    compare_held(list_in(expected, "held"), list_in(settlement, "held"), tallies[2]);
    compare_notices(list_in(expected, "notices"), list_in(settlement, "notices"), tallies[3]);

    const bool has_notices = !list_in(expected, "notices").empty();
    std::string summary;
    bool all_equal = !list_in(expected, "payments").empty();
    for (std::size_t index = 0; index < (has_notices ? 4U : 3U); ++index) {
        tallies[index].print();
        summary += (summary.empty() ? "" : ", ") + tallies[index].summary();
        all_equal = all_equal && tallies[index].is_all();
    }
    std::cout << summary << "\n";
    return all_equal ? 0 : 1;
}
