// engine/parse/build_literal.cpp · room: parse
// What:  figures, dates, codes and names as they are written, to exact values.
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "calendar/date.h"
#include "exact/decimal_text.h"
#include "parse/build.h"
#include "parse/markdown.h"
#include "parse/names.h"

namespace concordat::parse {
namespace {

using source::Code;
using syntax::Literal;

constexpr std::array<std::string_view, 12> cardinals = {"one",   "two",   "three", "four", "five",   "six",
                                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
/// Halves to twelfths, each with its plural.
constexpr std::array<std::string_view, 11> fractions = {"half",   "third", "quarter", "fifth",    "sixth",  "seventh",
                                                        "eighth", "ninth", "tenth",   "eleventh", "twelfth"};

exact::Ratio decimal_in(std::string_view digits, Span span, Building& at) {
    if (auto number = exact::read_decimal(digits)) return *std::move(number);
    std::size_t count = 0;
    for (const char character : digits) count += character >= '0' && character <= '9' ? 1 : 0;
    if (count > limits::number_digits)
        at.report(Code::number_too_long, span,
                  fmt::format("this number has {} digits; a number has at most {}", count, limits::number_digits));
    else
        at.report(Code::figure_unreadable, span, fmt::format("`{}` is not a number", digits))
            .with_help("thousands are marked with commas in groups of three, and decimals with a point: 1,234.50");
    return 0;
}

/// `£1.5m`: the sign in front, the number, and what it is multiplied by.
Literal money_in(const Word& word, Building& at) {
    Literal literal;
    literal.type = Literal::Type::money;
    const std::size_t first = word.text.find_first_of("0123456789");
    const std::size_t last = word.text.find_last_of("0123456789");
    literal.symbol = word.text.substr(0, first);
    const std::string_view behind = std::string_view(word.text).substr(last + 1);
    literal.number = decimal_in(std::string_view(word.text).substr(first, last - first + 1), word.span, at);
    if (behind == "k") literal.number *= 1'000;
    else if (behind == "m" || behind.ends_with("million")) literal.number *= 1'000'000;
    else if (behind == "bn" || behind.ends_with("billion")) literal.number *= 1'000'000'000;
    return literal;
}

Literal text_of(Literal::Type type, const Word& word) {
    Literal literal;
    literal.type = type;
    literal.text = folded(word.text);
    return literal;
}

/// `2026/27` must name two years that follow each other.
Literal period_literal(const Word& word, Building& at) {
    const std::size_t slash = word.text.find('/');
    if (slash == 4 && word.text.size() >= 7) {
        const int first = std::stoi(word.text.substr(2, 2));
        const int second = std::stoi(word.text.substr(5, 2));
        if ((first + 1) % 100 != second)
            at.report(Code::period_unknown, word.span,
                      fmt::format("`{}` names two years that do not follow each other", word.text))
                .with_help(fmt::format("write `{}/{:02}`", word.text.substr(0, 4), (first + 1) % 100));
    }
    return text_of(Literal::Type::period, word);
}

/// The unit or the `per` behind a figure.
void read_unit(const Node& node, Literal& literal) {
    if (const Node* per = node.find(Rule::per_unit))
        literal.per = per->only().rule == Rule::word ? per->only().word->text : per->only().only().word->text;
    if (const Node* unit = node.find(Rule::unit_word)) literal.unit = unit->only().word->text;
    else if (node.has("percentage")) literal.unit = "percentage points";
    else if (const Word* name = node.word_of(WordKind::name)) literal.unit = name->text;
    else if (const Word* period = node.word_of(WordKind::period_unit)) literal.unit = period->text;
}

}  // namespace

syntax::Name name_of(const Word& word) { return {folded(word.text), word.span}; }

syntax::Name declared_name(const Word& quoted, Building& at) {
    const syntax::Name name = name_of(quoted);
    if (!reads_as_name(name.text))
        at.report(Code::name_without_capitals, quoted.span, fmt::format("`{}` is not written as a name", name.text))
            .with_help("each word of a name begins with a capital, but for small joining words: \"Length of Stay\"");
    return name;
}

syntax::Name name_of(const Node& node) {
    const Node* inner = &node;
    while (inner->rule != Rule::word) inner = &inner->only();
    return name_of(*inner->word);
}

exact::Ratio number_in(const Word& word, Building& at) { return decimal_in(word.text, word.span, at); }

exact::Ratio percent_in(const Word& word, Building& at) {
    const std::string_view text = std::string_view(word.text).substr(0, word.text.size() - 1);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return decimal_in(text, word.span, at) / 100;
    const std::size_t blank = text.find_last_of(" \t\n");
    const exact::Ratio whole = blank == std::string_view::npos
                                   ? exact::Ratio(0)
                                   : decimal_in(text.substr(0, text.find_first_of(" \t\n")), word.span, at);
    const std::size_t from = blank == std::string_view::npos ? 0 : blank + 1;
    const exact::Ratio below = decimal_in(text.substr(slash + 1), word.span, at);
    if (below.is_zero()) {
        at.report(Code::figure_unreadable, word.span, fmt::format("`{}` divides by 0", word.text));
        return 0;
    }
    return (whole + decimal_in(text.substr(from, slash - from), word.span, at) / below) / 100;
}

int count_in(const Word& word, Building& at) {
    const auto count = exact::whole_int64(number_in(word, at));
    if (count && *count >= 0 && *count <= 1'000'000) return static_cast<int>(*count);
    at.report(Code::figure_unreadable, word.span, fmt::format("`{}` is not a whole number up to 1,000,000", word.text));
    return 1;
}

calendar::Date date_in(const Word& word, Building& at) {
    const std::string text = folded(word.text);
    const auto date = text.find('-') == 4 ? calendar::read_iso_date(text) : calendar::read_long_date(text);
    if (date) return *date;
    at.report(Code::date_unknown, word.span, fmt::format("`{}` is no day of the calendar", text));
    return {};
}

int cardinal_of(const Node& node, Building& at) {
    const Word& word = *node.only().word;
    if (word.kind == WordKind::number) return count_in(word, at);
    for (std::size_t index = 0; index < cardinals.size(); ++index)
        if (cardinals[index] == word.text) return static_cast<int>(index) + 1;
    return word.text == "eighteen" ? 18 : word.text == "twenty-four" ? 24 : 36;
}

syntax::AmountPtr part_of(const Node& node, Building& at) {
    Literal literal;
    if (const Word* percent = node.word_of(WordKind::percent)) {
        literal.type = Literal::Type::percent;
        literal.number = percent_in(*percent, at);
        return made(syntax::LiteralAmount{literal}, node.span);
    }
    literal.text = at.written(node.span);
    if (node.find(Rule::fraction_word) == nullptr) {  // half of, the whole of
        literal.number = node.has("whole") ? exact::Ratio(1) : exact::Ratio(1) / 2;
        return made(syntax::LiteralAmount{literal}, node.span);
    }
    std::string below = node.get(Rule::fraction_word).only().word->text;
    if (below.ends_with('s')) below.pop_back();
    std::int64_t parts = 2;
    for (std::size_t index = 0; index < fractions.size(); ++index)
        if (fractions[index] == below) parts = static_cast<std::int64_t>(index) + 2;
    const Node* count = node.find(Rule::cardinal);
    literal.number = exact::Ratio(count == nullptr ? 1 : cardinal_of(*count, at)) / parts;
    return made(syntax::LiteralAmount{literal}, node.span);
}

Literal literal_of(const Node& node, Building& at) {
    if (node.rule == Rule::signed_literal) {
        Literal literal = literal_of(node.get(Rule::literal), at);
        if (node.has("-")) literal.number = -literal.number;
        return literal;
    }
    const Word& word = *node.only().word;
    Literal literal;
    switch (word.kind) {
        case WordKind::money: literal = money_in(word, at); break;
        case WordKind::percent:
            literal.type = Literal::Type::percent;
            literal.number = percent_in(word, at);
            break;
        case WordKind::number: literal.number = number_in(word, at); break;
        case WordKind::date:
            literal.type = Literal::Type::date;
            literal.date = date_in(word, at);
            break;
        case WordKind::quoted: literal = text_of(Literal::Type::text, word); break;
        case WordKind::period: literal = period_literal(word, at); break;
        case WordKind::month_year: literal = text_of(Literal::Type::period, word); break;
        default:
            literal.type = Literal::Type::yes_no;
            literal.yes = word.text == "yes";
            break;
    }
    read_unit(node, literal);
    return literal;
}

syntax::AmountPtr literal_amount_of(const Node& node, Building& at) {
    return made(syntax::LiteralAmount{literal_of(node, at)}, node.span);
}

}  // namespace concordat::parse
