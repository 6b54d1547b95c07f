// engine/parse/explain.cpp · room: parse
// What:  one broken sentence, one diagnostic. The first word that no reading of the grammar can take is found exactly;
// then the
//        usual mistakes are looked for, the most telling first.
// Start: explain(), last in the file; `looks` lists the mistakes in their order.
#include "parse/explain.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "parse/broken.h"
#include "parse/wording.h"

namespace concordat::parse {

using source::Code;

namespace {

/// Brackets that do not pair.
bool look_for_bracket(Broken& broken) {
    std::vector<const Word*> open;
    for (const Word& word : broken.words) {
        if (word.kind != WordKind::sign) continue;
        if (word.text == "(") open.push_back(&word);
        if (word.text != ")") continue;
        if (open.empty()) {
            broken.report(Code::bracket_unclosed, word.span, "this bracket closes none")
                .with_help("take it away, or open one before it");
            return true;
        }
        open.pop_back();
    }
    if (open.empty()) return false;
    broken.report(Code::bracket_unclosed, open.back()->span, "this bracket is never closed")
        .with_help("write `)` where it ends");
    return true;
}

/// A quotation mark without its partner turns names and words inside out; the likeliest is the first whose content runs
/// on.
bool look_for_quote(Broken& broken) {
    const Word* lone = nullptr;
    for (const Word& word : broken.words)
        if (word.kind == WordKind::bad && word.text == "\"") lone = &word;
    if (lone == nullptr) return false;
    for (const Word& word : broken.words) {
        const bool runs_on = word.text.find(" means ") != std::string::npos ||
                             word.text.find('\n') != std::string::npos || word.text.find("; ") != std::string::npos;
        if (word.kind != WordKind::quoted || !runs_on) continue;
        broken
            .report(Code::quote_unclosed, {word.span.begin, word.span.begin + 1}, "this quotation mark is never closed")
            .with_help("write `\"` where the name ends");
        return true;
    }
    broken.report(Code::quote_unclosed, lone->span, "this quotation mark is never closed")
        .with_help("write `\"` where the name ends");
    return true;
}

/// Nothing but the full stop is missing.
bool look_for_end(Broken& broken) {
    if (broken.ended || broken.bad < broken.words.size()) return false;
    broken.report_missing_stop(broken.words.size() - 2);
    return true;
}

bool say_refused(Broken& broken, const std::optional<RefusedHere>& found) {
    if (!found) return false;
    const Span span =
        source::joined(broken.words[found->first].span, broken.words[found->first + found->count - 1].span);
    broken
        .report(Code::wording_refused, span,
                fmt::format("`{}` is not used here: it has more than one reading, or another word does its work",
                            found->refused->words))
        .with_help(std::string(found->refused->advice));
    return true;
}

bool look_for_refused_words(Broken& broken) {
    const std::size_t within = broken.bad <= 1 ? broken.words.size() : 0;
    return say_refused(broken, find_refused(broken.words, broken.bad, within));
}

/// Words that no sentence has, further on: they are what is wrong with it, wherever it stops being readable.
bool look_for_refused_words_further_on(Broken& broken) {
    static constexpr std::array<std::string_view, 9> in_no_sentence{
        "respectively", "as the case may be", "pro rata",          "provided that", "save that",
        "in excess of", "to the extent that", "from time to time", "as published"};
    const auto found = find_refused(broken.words, broken.bad, broken.words.size());
    const bool plain =
        found && std::find(in_no_sentence.begin(), in_no_sentence.end(), found->refused->words) != in_no_sentence.end();
    return plain && say_refused(broken, found);
}

/// A word near one of those that could stand here.
bool look_for_misspelt_word(Broken& broken) {
    const Word& word = broken.words[broken.bad];
    const bool has_letters =
        word.kind == WordKind::plain_word || word.kind == WordKind::keyword || word.kind == WordKind::name;
    if (!has_letters) return false;
    const auto meant = broken.nearest_keyword();
    if (!meant) return false;
    broken.report(Code::keyword_misspelt, word.span, fmt::format("{} is not what stands here", quoted_word(word)))
        .with_help(fmt::format("did you mean `{}`?", *meant));
    return true;
}

/// Small letters where a declared name is meant.
bool look_for_small_letters(Broken& broken) {
    const std::size_t first = broken.bad;
    const Word& word = broken.words[first];
    if (word.kind != WordKind::plain_word && word.kind != WordKind::keyword) return false;
    const auto meant = broken.with.names.but_for_case(broken.words, first);
    if (!meant) return false;
    const Span span = source::joined(broken.words[first].span, broken.words[first + meant->words - 1].span);
    const std::string written = broken.with.at.written(span);
    broken
        .report(Code::name_without_capitals, span,
                fmt::format("`{}` is written without the capitals of a name", written))
        .with_help(fmt::format("did you mean `{}`?", meant->name));
    return true;
}

bool look_for_names_side_by_side(Broken& broken) {
    if (broken.bad == 0) return false;
    const Word& before = broken.words[broken.bad - 1];
    const Word& word = broken.words[broken.bad];
    if (word.kind != WordKind::name || before.kind != WordKind::name) return false;
    broken
        .report(Code::names_side_by_side, source::joined(before.span, word.span),
                fmt::format("{} and {} stand side by side with no word between them", quoted_word(before),
                            quoted_word(word)))
        .with_help(fmt::format("put a word between them, or declare `{} {}` as one name", before.text, word.text));
    return true;
}

bool look_for_unknown_sign(Broken& broken) {
    const Word& word = broken.words[broken.bad];
    if (word.kind != WordKind::bad && word.kind != WordKind::code_word) return false;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> advice{{
        {"<", "write `is less than`"},
        {">", "write `is more than`"},
        {"=", "write `means` in a definition, `is` in a condition"},
        {"&", "write `and` between names, `plus` between amounts"},
        {"%", "put the sign right behind the number: `5%`"},
        {"!", "take it away"},
        {"?", "take it away"},
        {"—", "write a comma, or two sentences"},
        {"_", "take it away"},
    }};
    auto& said = broken.report(word.kind == WordKind::bad ? Code::sign_unknown : Code::word_unexpected, word.span,
                               fmt::format("{} has no meaning here", quoted_word(word)));
    for (const auto& [sign, help] : advice)
        if (word.text == sign) said.with_help(std::string(help));
    if (said.help.empty()) said.with_help(broken.what_could_stand());
    return true;
}

/// `12,34`: a comma inside a number that marks no thousands.
bool look_for_figure(Broken& broken) {
    if (broken.bad < 2) return false;
    const Word& word = broken.words[broken.bad];
    const Word& comma = broken.words[broken.bad - 1];
    const Word& before = broken.words[broken.bad - 2];
    const bool touching = before.span.end == comma.span.begin && comma.span.end == word.span.begin;
    if (word.kind != WordKind::number || comma.text != "," || !touching) return false;
    const Span span = source::joined(before.span, word.span);
    broken.report(Code::figure_unreadable, span, fmt::format("`{}` is not a number", broken.with.at.written(span)))
        .with_help("thousands are marked with commas in groups of three, and decimals with a point: 1,234.50");
    return true;
}

/// The sentence could end before the bad word, and another begins with it.
bool look_for_full_stop(Broken& broken) {
    if (broken.bad == 0 || !broken.could_end_here()) return false;
    const Word& word = broken.words[broken.bad];
    if (word.kind == WordKind::table || !broken.begins_another_sentence()) return false;
    broken.report_missing_stop(broken.bad - 1);
    return true;
}

bool look_for_table(Broken& broken) {
    const Word& word = broken.words[broken.bad];
    if (word.kind == WordKind::table && broken.bad > 0) {
        broken.report(Code::table_homeless, word.span, "nothing in the sentence above takes this table")
            .with_help(
                "say what the table is for, and end with a colon: `banded slice by slice:`, `is decided by:`, `is "
                "given by ... :`");
        return true;
    }
    if (!broken.wants_table()) return false;
    const Span span = source::joined(broken.words.front().span, broken.words[broken.bad > 0 ? broken.bad - 1 : 0].span);
    broken.report(Code::table_missing, span, "this sentence needs a table under it")
        .with_help("end it with `:` and put the table under it");
    return true;
}

bool look_for_cut_short(Broken& broken) {
    const Word& word = broken.words[broken.bad];
    if (word.kind != WordKind::sign || word.text != "." || broken.bad == 0) return false;
    broken
        .report(
            Code::sentence_cut_short, broken.words[broken.bad - 1].span,
            fmt::format("the sentence stops behind {} and is not complete", quoted_word(broken.words[broken.bad - 1])))
        .with_help(broken.what_could_stand());
    return true;
}

bool look_for_unknown_sentence(Broken& broken) {
    if (broken.bad > 1 && !broken.nothing_but_a_name_before()) return false;
    if (broken.repair()) return false;
    const auto forms = broken.forms_that_fit(2);
    const Span span = source::joined(broken.words.front().span, broken.words[broken.bad].span);
    std::string help = "sentences that come near:";
    for (const SentenceForm* form : forms) help += fmt::format(" `{}`", form->pattern);
    if (forms.empty()) help = "`concordat phrases` lists the sentences there are; text without effect begins with `>`";
    broken
        .report(Code::sentence_unknown, span, fmt::format("no sentence begins with `{}`", broken.with.at.written(span)))
        .with_help(std::move(help));
    return true;
}

/// `..., by 30 April`: a payment has a number of days after the end of its period.
bool look_for_deadline(Broken& broken) {
    if (broken.bad == 0 || broken.words[broken.bad - 1].text != "by") return false;
    const Word& word = broken.words[broken.bad];
    if (word.kind != WordKind::day_month && word.kind != WordKind::date) return false;
    broken
        .report(Code::word_unexpected, word.span,
                fmt::format("{} cannot stand behind `by`: a payment is due so many days after its period",
                            quoted_word(word)))
        .with_help("write `, within 30 days after Year End`");
    return true;
}

bool say_what_could_stand(Broken& broken) {
    const Word& word = broken.words[broken.bad];
    const std::string behind = broken.bad == 0 ? std::string("at the start of a sentence")
                                               : fmt::format("behind {}", quoted_word(broken.words[broken.bad - 1]));
    auto& said =
        broken.report(Code::word_unexpected, word.span, fmt::format("{} cannot stand {}", quoted_word(word), behind));
    if (const auto repair = broken.repair()) said.with_help(*repair);
    else said.with_help(broken.what_could_stand());
    return true;
}

using Look = bool (*)(Broken&);
constexpr std::array<Look, 17> looks = {look_for_quote,         look_for_bracket,
                                        look_for_end,           look_for_date,
                                        look_for_refused_words, look_for_small_letters,
                                        look_for_misspelt_word, look_for_figure,
                                        look_for_full_stop,     look_for_names_side_by_side,
                                        look_for_table,         look_for_unknown_sign,
                                        look_for_cut_short,     look_for_unknown_sentence,
                                        look_for_deadline,      look_for_refused_words_further_on,
                                        say_what_could_stand};

}  // namespace

void explain(std::span<const Word> words, Explaining with) {
    Broken broken(words, with);
    for (const Look look : looks)
        if (look(broken)) return;
}

}  // namespace concordat::parse
