// engine/parse/names.cpp · room: parse
// What:  a tree of the declared names, word by word, and the walk that merges words into names.
#include "parse/names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/grammar.h"

namespace concordat::parse {
namespace {

constexpr std::array<std::string_view, 12> joining_words = {"of", "and", "the",  "for", "to", "in",
                                                            "on", "by",  "with", "at",  "or", "per"};
constexpr std::array<std::string_view, 10> unit_words = {
    "Month", "Months", "Quarter", "Quarters", "Week", "Weeks", "Financial Year", "Financial Years", "Year", "Years"};

/// The words of a name, at its blanks.
std::vector<std::string> split(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    for (const char character : name) {
        if (character != ' ') {
            word.push_back(character);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::string with_straight_apostrophes(std::string_view name) {
    std::string text(name);
    for (const std::string_view curly : {"\u2019", "\u2018"})
        for (std::size_t at = text.find(curly); at != std::string::npos; at = text.find(curly, at))
            text.replace(at, curly.size(), "'");
    return text;
}

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    for (char& character : small)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
    return small;
}

bool is_capital(const Word& word) { return word.kind == WordKind::capital_word || word.kind == WordKind::month_name; }

/// A sentence begins here: at the start, behind a full stop, a table, a colon or a letter in brackets.
bool begins_sentence(std::span<const Word> words, std::size_t at) {
    if (at == 0) return true;
    const Word& before = words[at - 1];
    if (before.kind == WordKind::table || before.kind == WordKind::lettered) return true;
    return before.kind == WordKind::sign && (before.text == "." || before.text == ":");
}

}  // namespace

bool is_joining_word(std::string_view word) {
    return std::find(joining_words.begin(), joining_words.end(), word) != joining_words.end();
}

bool reads_as_name(std::string_view text) {
    const auto words = split(text);
    if (words.empty()) return false;
    const auto capital = [](const std::string& word) {
        const auto first = static_cast<unsigned char>(word.front());
        return (first >= 'A' && first <= 'Z') || first >= 0x80;
    };
    const auto figure = [](const std::string& word) { return word.front() >= '0' && word.front() <= '9'; };
    if (!capital(words.front()) || is_joining_word(words.back())) return false;
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return capital(word) || figure(word) || is_joining_word(word) || word == "&";
    });
}

std::string plural_of(std::string_view name) {
    std::string plural(name);
    if (plural.empty()) return plural;
    const auto ends = [&](std::string_view end) { return plural.ends_with(end); };
    const auto vowel_before_y = [&] {
        return plural.size() > 1 &&
               std::string_view("aeiouAEIOU").find(plural[plural.size() - 2]) != std::string_view::npos;
    };
    if (ends("y") && !vowel_before_y()) {
        plural.pop_back();
        return plural + "ies";
    }
    if (ends("s") || ends("x") || ends("ch") || ends("sh")) return plural + "es";
    return plural + "s";
}

std::string singular_of(std::string_view plural) {
    std::string singular(plural);
    if (singular.ends_with("ies")) return singular.substr(0, singular.size() - 3) + "y";
    if (singular.ends_with("s") && !singular.ends_with("ss")) singular.pop_back();
    return singular;
}

NameBook::NameBook() : ends_{WordKind::bad}, small_ends_{false} {
    for (const std::string_view unit : unit_words) insert(unit, WordKind::period_unit);
    for (const std::string_view edge : {"Month End", "Quarter End", "Year End", "Week End", "Financial Year End"})
        insert(edge, WordKind::period_end);
    insert("Working Day", WordKind::working_day);
    insert("Working Days", WordKind::working_day);
}

void NameBook::insert(std::string_view name, WordKind kind) {
    std::size_t node = 0;
    std::size_t small_node = 0;
    const auto words = split(name);
    if (words.empty()) return;
    for (const std::string& word : words) {
        const auto [step, is_new] = steps_.try_emplace({node, word}, ends_.size());
        if (is_new) ends_.push_back(WordKind::bad);
        node = step->second;
        const auto [small, small_is_new] =
            small_steps_.try_emplace({small_node, in_small_letters(word)}, small_ends_.size());
        if (small_is_new) small_ends_.push_back(false);
        small_node = small->second;
    }
    if (ends_[node] == WordKind::bad) ends_[node] = kind;
    small_ends_[small_node] = true;
}

void NameBook::add(const DeclaredName& name) {
    const std::string text = with_straight_apostrophes(name.text);
    if (!known_.emplace(text, true).second) return;
    if (name.period_unit) {
        insert(text, WordKind::period_unit);
        insert(plural_of(text), WordKind::period_unit);
        insert(text + " End", WordKind::period_end);
        return;
    }
    declared_.push_back(text);
    insert(text, WordKind::name);
    insert(plural_of(text), WordKind::name);
    // `Year` and `Months` are words for periods only until a contract declares a field of that name.
    if (text == "Year" || text == "Months") ends_[steps_.at({0, text})] = WordKind::name;
}

bool NameBook::knows(std::string_view name) const { return known_.contains(std::string(name)); }

NameBook::Found NameBook::longest(std::span<const Word> words, std::size_t at) const {
    Found found;
    std::size_t node = 0;
    for (std::size_t length = 1; at + length <= words.size(); ++length) {
        const auto step = steps_.find({node, words[at + length - 1].text});
        if (step == steps_.end()) break;
        node = step->second;
        if (ends_[node] != WordKind::bad) found = {length, ends_[node]};
    }
    return found;
}

std::size_t NameBook::longest_but_for_case(std::span<const Word> words, std::size_t at) const {
    std::size_t found = 0;
    std::size_t node = 0;
    for (std::size_t length = 1; at + length <= words.size(); ++length) {
        const auto step = small_steps_.find({node, in_small_letters(words[at + length - 1].text)});
        if (step == small_steps_.end()) break;
        node = step->second;
        if (small_ends_[node]) found = length;
    }
    return found;
}

std::optional<NameBook::OtherCase> NameBook::but_for_case(std::span<const Word> words, std::size_t at) const {
    const std::size_t count = longest_but_for_case(words, at);
    if (count == 0) return std::nullopt;
    std::string written;
    for (std::size_t next = 0; next < count; ++next)
        written += (next == 0 ? "" : " ") + in_small_letters(words[at + next].text);
    for (const std::string& name : declared_)
        for (const std::string& form : {name, plural_of(name)})
            if (in_small_letters(form) == written) return OtherCase{form, count};
    return std::nullopt;
}

/// `Schedule A`, `Schedule 2`.
NameBook::Found NameBook::schedule_at(std::span<const Word> words, std::size_t at) const {
    if (words[at].text != "Schedule" || at + 1 >= words.size()) return {};
    const Word& label = words[at + 1];
    const bool letters = label.kind == WordKind::capital_word && label.text.size() <= 2;
    if (!letters && label.kind != WordKind::number && label.kind != WordKind::code_word) return {};
    return {2, WordKind::schedule};
}

/// Capital words that follow each other: two names never stand side by side, so all of them are one.
std::size_t NameBook::run_of_capitals(std::span<const Word> words, std::size_t at) {
    std::size_t length = 1;
    while (at + length < words.size() && is_capital(words[at + length])) ++length;
    return length;
}

/// A capital word before a name at the start of a sentence was meant to open it: `Following Handover, ...`.
bool NameBook::opens_unknown(std::span<const Word> words, std::size_t at) const {
    if (words[at].kind != WordKind::capital_word || !begins_sentence(words, at)) return false;
    return at + 1 < words.size() && is_capital(words[at + 1]) && longest(words, at + 1).length > 0;
}

void NameBook::merge(std::vector<Word>& words) const {
    std::vector<Word> merged;
    merged.reserve(words.size());
    const auto join = [&](std::size_t at, Found found) {
        Word name = words[at];
        for (std::size_t next = 1; next < found.length; ++next) name.text += ' ' + words[at + next].text;
        name.span.end = words[at + found.length - 1].span.end;
        name.kind = found.kind;
        name.type = Grammar::type_of(found.kind);
        merged.push_back(std::move(name));
        return found.length;
    };
    for (std::size_t at = 0; at < words.size();) {
        Word& word = words[at];
        const bool could_begin = is_capital(word) || word.kind == WordKind::month_year;
        if (!could_begin) {
            merged.push_back(word);
            ++at;
            continue;
        }
        const Found declared = longest(words, at);
        const Found schedule = schedule_at(words, at);
        if (declared.length >= std::max<std::size_t>(schedule.length, 1)) {
            at += join(at, declared);
            continue;
        }
        if (schedule.length > 0) {
            at += join(at, schedule);
            continue;
        }
        const std::string small = in_small_letters(word.text);
        const auto keyword = word.kind == WordKind::capital_word ? Grammar::keyword_type(small) : std::nullopt;
        const std::size_t other_case = longest_but_for_case(words, at);
        if (keyword && begins_sentence(words, at) && other_case < 2) {
            word.kind = WordKind::keyword;
            word.type = *keyword;
            word.text = small;
            merged.push_back(word);
            ++at;
            continue;
        }
        if (opens_unknown(words, at) && other_case < 2) {
            word.kind = WordKind::plain_word;
            word.type = Grammar::type_of(WordKind::plain_word);
            merged.push_back(word);
            ++at;
            continue;
        }
        const std::size_t capitals = run_of_capitals(words, at);
        // A month by itself, also before a name: `for October to March Instalment means ...`.
        const bool before_name = at + 1 < words.size() && longest(words, at + 1).length > 0;
        if (word.kind != WordKind::capital_word && (capitals == 1 || before_name)) {
            merged.push_back(word);
            ++at;
            continue;
        }
        at += join(at, {std::max(capitals, other_case >= 2 ? other_case : 0), WordKind::name});
    }
    words = std::move(merged);
    if (!documents_.empty() || !own_title_.empty()) name_clauses(words);
}

}  // namespace concordat::parse
