// engine/parse/refused_words.cpp · room: parse
#include "parse/refused_words.h"

#include <algorithm>
#include <array>
#include <string>

namespace concordat::parse {
namespace {

constexpr std::string_view excess =
    "write `the amount by which A exceeds B` for what lies above, or `is more than` in a condition";
constexpr std::string_view limit =
    "write `but not more than L` behind an amount, or `X shall not exceed L.` as a sentence of its own";
constexpr std::string_view floor_limit =
    "write `but not less than L` behind an amount, or `X shall not be less than L.` as a sentence of its own";
constexpr std::string_view cases =
    "write `if C, ...; otherwise ...` for an amount, `where C` for members, `only if C` for a payment";
constexpr std::string_view exceptions = "write `Despite clause n, if C, then X is ...`";
constexpr std::string_view proportion = "write `in proportion to W`, naming W";
constexpr std::string_view name_it = "write a sentence for each, with the name of the term";
constexpr std::string_view greater_of = "write `the greater of A and B`";
constexpr std::string_view lesser_of = "write `the lesser of A and B`";
constexpr std::string_view stretch =
    "say which stretch of time: `for the Month`, `for the Financial Year to date`, `for each Quarter`";
constexpr std::string_view days = "`from D`, `until D` and `by D` count D itself; `after D` and `before D` do not";
constexpr std::string_view decision =
    "declare a fact that somebody decides: `\"Extension Granted\" is yes or no, reported by P for each Financial Year; "
    "if it is missing, it is no.`";
constexpr std::string_view in_play = "say it with `only if`: `A Claim counts only if C; otherwise it is left out.`";
constexpr std::string_view carried = "write `is carried forward`, or `lapses`";
constexpr std::string_view at_least =
    "write `is at least` where the figure itself is in, `is more than` where it is not";
constexpr std::string_view at_most = "write `is at most` where the figure itself is in, `is less than` where it is not";
constexpr std::string_view amended = "change it from a date on: `From D, clause n is replaced by: ...`";
constexpr std::string_view shall_pay = "write `shall pay`";
constexpr std::string_view note = "put it in a note: a line that begins with `>` has no legal effect";

constexpr std::string_view arrears =
    "leave it out: a payment follows its period, unless it is made `at the start of each Month`";
constexpr std::string_view figures = "write the number in figures: `within 30 days after Year End`";
constexpr std::string_view reduced =
    "write it where the amount is defined: `\"X\" means A reduced by 5%`, `A less B`, `half of A`; under a condition "
    "`Despite clause n, if C, X is ...`";
constexpr std::string_view once_only =
    "say each value in one place; where two places must agree, promise it: `X must equal Y.`";

constexpr std::array<RefusedWords, 160> list{{
    {"in excess of", excess},
    {"to the extent that", excess},
    {"any shortfall", excess},
    {"the variance", excess},
    {"the difference between", "write `A less B`, or `the amount by which A exceeds B` where it is nothing below B"},
    {"the difference", "write `A less B`, or `the amount by which A exceeds B` where it is nothing below B"},
    {"it may be negative", "write `it may be less than £0`"},
    {"negative", "write `less than £0`"},
    {"either way", "write `it may be less than £0`"},
    {"up to a maximum of", limit},
    {"up to the maximum of", limit},
    {"subject to a maximum of", limit},
    {"with a maximum of", limit},
    {"a maximum of", limit},
    {"not exceeding", limit},
    {"capped at", limit},
    {"limited to", limit},
    {"no more than", "write `not more than`"},
    {"may not exceed", "write `shall not exceed`"},
    {"cannot exceed", "write `shall not exceed`"},
    {"will not exceed", "write `shall not exceed`"},
    {"must not be more than", "write `must not exceed` for a promise, `shall not exceed` for a limit"},
    {"up to", limit},
    {"subject to a minimum of", floor_limit},
    {"a minimum of", floor_limit},
    {"no less than", "write `not less than`"},
    {"provided that", cases},
    {"save that", cases},
    {"in the event that", cases},
    {"in the event of", cases},
    {"except that", exceptions},
    {"unless", cases},
    {"where applicable", cases},
    {"notwithstanding", exceptions},
    {"subject always to", exceptions},
    {"subject to", exceptions},
    {"the rest", "write `otherwise` for cases, `the balance of X` for what is still to be paid"},
    {"is absorbed", "say who pays it: `falls on P`, or `is kept by P`"},
    {"is rolled over", carried},
    {"rolled over", carried},
    {"pro rata", proportion},
    {"pro-rata", proportion},
    {"proportionately", proportion},
    {"proportionally", proportion},
    {"fairly", proportion},
    {"respectively", name_it},
    {"as the case may be", name_it},
    {"the said", name_it},
    {"such amount", name_it},
    {"thereof", name_it},
    {"aforesaid", name_it},
    {"and/or", "write `any of: ...` where one is enough, `all of: ...` where each is needed"},
    {"successively", "write `first ..., then ..., and any balance ...`"},
    {"in sequence", "write `first ..., then ..., and any balance ...`"},
    {"redistributed",
     "say how often: `shared again among the others until each has reached its limit`, or `shared once among the "
     "others`"},
    {"is between", "write `is at least A and less than B`, or `is at least A and not more than B`"},
    {"between", "write `at least A and less than B` for figures, and `from D until D` for days"},
    {"as of", days},
    {"as at", days},
    {"no later than", "write `not later than`"},
    {"current", stretch},
    {"rolling", stretch},
    {"from time to time", stretch},
    {"monthly", "write `for each Month`"},
    {"quarterly", "write `for each Quarter`"},
    {"annually", "write `for each Financial Year`"},
    {"yearly", "write `for each Financial Year`"},
    {"weekly", "write `for each Week`"},
    {"bi-monthly", stretch},
    {"bimonthly", stretch},
    {"biannual", stretch},
    {"biannually", stretch},
    {"per annum", "write `for each Financial Year`"},
    {"eligible", in_play},
    {"disregarded", in_play},
    {"excluded", in_play},
    {"is excluded", in_play},
    {"nil",
     "write £0 for nothing, `if it is missing` for a figure that has not come, `there is no X` for what is not there"},
    {"not applicable", "write `there is no X`, or `it is left out`"},
    {"as amended", amended},
    {"as published", "name a schedule with dates, or vary the clause: `From D, clause n is replaced by: ...`"},
    {"reasonable", decision},
    {"to the satisfaction of", decision},
    {"at its discretion", decision},
    {"deemed", decision},
    {"net of", "write `less X`"},
    {"gross of", "write the term without what is taken from it"},
    {"per head", "name what is counted: `£4 per Person times Population`"},
    {"jointly and severally", "say who pays when another does not, in a sentence of its own"},
    {"joint and several", "say who pays when another does not, in a sentence of its own"},
    {"for the avoidance of doubt", note},
    {"by way of illustration", note},
    {"weighted average", "write `the average of X over all Measures, weighted by W`"},
    {"add up to", "write `must total 100%`"},
    {"shall be reduced", reduced},
    {"shall be increased", reduced},
    {"is halved", reduced},
    {"is doubled", reduced},
    {"shall be limited", limit},
    {"shall not pay more than", limit},
    {"reported annually", "write `reported by P for each Financial Year`"},
    {"reported monthly", "write `reported by P for each Month`"},
    {"reported quarterly", "write `reported by P for each Quarter`"},
    {"two decimal places", "write the number in figures: `2 decimal places`"},
    {"set out in", "write `is given by K in [Schedule](file.csv)`, or `is money, agreed in [Schedule](file.csv)`"},
    {"in arrears", arrears},
    {"in advance", "write `, at the start of each Month` behind equal instalments"},
    {"equal monthly instalments", "write `, by twelve equal instalments`"},
    {"in twelve equal", "write `, by twelve equal instalments`"},
    {"odd pennies", "write `any odd penny going to the largest remainder`"},
    {"zero", "write the figure with the sign of its kind: £0, 0% or 0"},
    {"not less than zero", "write `but not less than £0`, or the 0 of its kind"},
    {"not less than", "write `but not less than L`"},
    {"not more than", "write `but not more than L`"},
    {"the patient is", "name the date: `falls in the Month of its F`"},
    {"amount of money", "write `is money`"},
    {"a number of", "write `is a count`, or `is a number`"},
    {"With effect from", "write `From D, ...`"},
    {"with effect from", "write `From D, ...`"},
    {"thirty", figures},
    {"sixty", figures},
    {"ninety", figures},
    {"fourteen days", figures},
    {"each quarter", "write `Quarter`, with a capital"},
    {"each month", "write `Month`, with a capital"},
    {"each year", "write `Financial Year`, with capitals"},
    {"each week", "write `Week`, with a capital"},
    {"financial year", "write `Financial Year`, with capitals"},
    {"shall prevail", once_only},
    {"prevails", once_only},
    {"greater than or equal to", "write `at least`"},
    {"less than or equal to", "write `at most`"},
    {"greater than", "write `more than`"},
    {"or more", at_least},
    {"or above", at_least},
    {"or less", at_most},
    {"or fewer", at_most},
    {"or below", at_most},
    {"higher of", greater_of},
    {"lower of", lesser_of},
    {"maximum of", greater_of},
    {"minimum of", lesser_of},
    {"the sum of", "write `A plus B`, or `the total of X over all Partners`"},
    {"multiplied by", "write `times`"},
    {"minus", "write `less`"},
    {"a minus amount", "write `less than £0`"},
    {"minus amount", "write `less than £0`"},
    {"per cent", "write the sign: `5%`"},
    {"percent", "write the sign: `5%`"},
    {"is equal to", "write `is`"},
    {"equal to", "write `is`"},
    {"equals", "write `is`"},
    {"will pay", shall_pay},
    {"must pay", shall_pay},
    {"agrees to pay", shall_pay},
    {"pays", shall_pay},
    {"will be paid", "say who pays: `P shall pay X to Q`"},
    {"shall be paid", "say who pays: `P shall pay X to Q`"},
    {"is due", "say who pays: `P shall pay X to Q`"},
    {"including VAT", "write amounts without tax"},
}};

bool matches(std::span<const Word> words, std::size_t at, std::string_view phrase, std::size_t& count) {
    count = 0;
    while (!phrase.empty()) {
        const std::string_view word = phrase.substr(0, phrase.find(' '));
        if (at + count >= words.size() || words[at + count].text != word) return false;
        ++count;
        phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
    }
    return true;
}

std::optional<RefusedHere> refused_at(std::span<const Word> words, std::size_t at) {
    std::optional<RefusedHere> longest;
    for (const RefusedWords& refused : refused_words()) {
        std::size_t count = 0;
        if (matches(words, at, refused.words, count) && (!longest || count > longest->count))
            longest = RefusedHere{&refused, at, count};
    }
    return longest;
}

}  // namespace

std::span<const RefusedWords> refused_words() { return list; }

std::optional<RefusedHere> find_refused(std::span<const Word> words, std::size_t from, std::size_t within) {
    const std::size_t first = from > 4 ? from - 4 : 0;
    // `means the difference.`: the words with two readings are those behind which the sentence stops short
    const bool stops_short = from >= words.size() || words[from].text == ".";
    for (std::size_t at = first; at < words.size() && at <= from + within; ++at) {
        const auto found = refused_at(words, at);
        if (!found) continue;
        const std::size_t end = found->first + found->count;
        if (end > from || (stops_short && end == from)) return found;
    }
    return std::nullopt;
}

}  // namespace concordat::parse
