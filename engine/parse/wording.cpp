// engine/parse/wording.cpp · room: parse
#include "parse/wording.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/grammar.h"

namespace concordat::parse {
namespace {

using RuleWords = std::pair<Rule, std::string_view>;
constexpr std::array<RuleWords, 48> rule_words{{
    {Rule::amount, "an amount"},
    {Rule::product, "an amount"},
    {Rule::signed_factor, "an amount"},
    {Rule::factor, "an amount"},
    {Rule::operand, "an amount"},
    {Rule::plain_operand, "an amount"},
    {Rule::tight_operand, "an amount"},
    {Rule::tight_plain, "an amount"},
    {Rule::signed_operand, "an amount"},
    {Rule::summands, "an amount"},
    {Rule::summand, "an amount"},
    {Rule::tailed_amount, "an amount"},
    {Rule::extreme_item, "an amount"},
    {Rule::wide_item, "an amount"},
    {Rule::sum_paid, "an amount"},
    {Rule::line_point, "an amount"},
    {Rule::meaning, "an amount"},
    {Rule::value, "a figure or a name"},
    {Rule::literal, "a figure"},
    {Rule::signed_literal, "a figure"},
    {Rule::condition, "a condition"},
    {Rule::condition_term, "a condition"},
    {Rule::tight_condition, "a condition"},
    {Rule::tight_term, "a condition"},
    {Rule::comparison, "a condition"},
    {Rule::list_item, "a condition"},
    {Rule::comparator, "`at least`, `more than`, `at most` or `less than`"},
    {Rule::plain_test, "`missing`"},
    {Rule::period_phrase, "a period such as `for the Month`"},
    {Rule::reference, "a name"},
    {Rule::party, "a party"},
    {Rule::owner, "a party"},
    {Rule::unit_name, "a name or a period"},
    {Rule::per_unit, "a unit"},
    {Rule::schedule, "a schedule such as `[Schedule A](prices.csv)`"},
    {Rule::members, "a set such as `all Partners`"},
    {Rule::member, "a set such as `all Partners`"},
    {Rule::rounding, "`to the nearest penny, half up`"},
    {Rule::kind, "a kind such as `money`"},
    {Rule::missing_outcome, "`settlement waits` or `it is` with an amount"},
    {Rule::clause_numbers, "`clause` with a number"},
    {Rule::part, "a share such as `5% of`"},
    {Rule::tight_part_of, "an amount"},
    {Rule::part_of, "an amount"},
    {Rule::fraction_word, "a fraction such as `twelfth`"},
    {Rule::keys, "a name"},
    {Rule::key, "a name"},
    {Rule::simple_sentence, "a sentence"},
}};

using KindWords = std::pair<WordKind, std::string_view>;
constexpr std::array<KindWords, 18> kind_words{{
    {WordKind::name, "a name"},
    {WordKind::quoted, "a name in quotes"},
    {WordKind::link, "a link such as `[Schedule A](prices.csv)`"},
    {WordKind::date, "a date such as `1 April 2026`"},
    {WordKind::day_month, "a day such as `1 April`"},
    {WordKind::month_year, "a month such as `April 2026`"},
    {WordKind::month_name, "a month such as `April`"},
    {WordKind::period, "a period such as `2026/27`"},
    {WordKind::money, "money such as `£500`"},
    {WordKind::percent, "a percentage such as `5%`"},
    {WordKind::number, "a number"},
    {WordKind::lettered, "a letter in brackets"},
    {WordKind::period_unit, "a period such as `Month`"},
    {WordKind::period_end, "`Month End`"},
    {WordKind::working_day, "`Working Days`"},
    {WordKind::schedule, "a schedule such as `Schedule A`"},
    {WordKind::table, "a table"},
    {WordKind::plain_word, "other words"},
}};

std::string_view words_for(Rule rule) {
    for (const auto& [known, words] : rule_words)
        if (known == rule) return words;
    return {};
}

}  // namespace

std::span<const Rule> told_rules() {
    static const auto rules = [] {
        std::vector<Rule> known;
        for (const auto& [rule, words] : rule_words) known.push_back(rule);
        return known;
    }();
    return rules;
}

std::string type_in_plain_words(std::uint16_t type) {
    for (const auto& [kind, words] : kind_words)
        if (Grammar::type_of(kind) == type) return std::string(words);
    const std::string fixed = Grammar::fixed_text_of(type);
    if (fixed == ".") return "a full stop";
    if (fixed == ",") return "a comma";
    return fixed.empty() ? std::string() : "`" + fixed + "`";
}

std::string in_plain_words(const Prospects::Next& next) {
    return next.rule == Rule::word ? type_in_plain_words(next.types.front()) : std::string(words_for(next.rule));
}

std::string quoted_word(const Word& word) {
    switch (word.kind) {
        case WordKind::table: return "the table";
        case WordKind::quoted: return "`\"" + word.text + "\"`";
        default: break;
    }
    if (word.kind == WordKind::sign && word.text == ".") return "the full stop";
    std::size_t cut = 60;
    if (word.text.size() > cut) {
        while (cut > 0 && (static_cast<unsigned char>(word.text[cut]) & 0xC0u) == 0x80u) --cut;
        return "`" + word.text.substr(0, cut) + "...`";
    }
    return "`" + word.text + "`";
}

std::string list_of_choices(const std::vector<std::string>& choices, std::size_t most) {
    std::string list;
    const std::size_t count = std::min(choices.size(), most);
    for (std::size_t index = 0; index < count; ++index) {
        if (index > 0) list += index + 1 == count ? " or " : ", ";
        list += choices[index];
    }
    return list;
}

}  // namespace concordat::parse
