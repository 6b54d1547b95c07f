// engine/parse/broken.cpp · room: parse
#include "parse/broken.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "calendar/date.h"
#include "parse/wording.h"
#include "source/nearest.h"

namespace concordat::parse {

using source::Code;

namespace {

constexpr std::size_t words_tried = 80;  // how far a mended sentence is followed

bool is_stop(const Word& word) { return word.kind == WordKind::sign && word.text == "."; }

Word stop_behind(const Word& last) { return Grammar::fixed_word(".", {last.span.end, last.span.end}); }

std::string small(std::string_view text) {
    std::string letters(text);
    for (char& character : letters)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
    return letters;
}

/// Words that nobody means when another was written, though they are near by letters.
bool is_other_word(std::string_view written, std::string_view candidate) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs{
        {{"or", "of"}, {"of", "or"}, {"in", "is"}, {"is", "in"}}};
    return std::find(pairs.begin(), pairs.end(), std::pair(written, candidate)) != pairs.end();
}

}  // namespace

Broken::Broken(std::span<const Word> sentence, Explaining explaining)
    : words(sentence.begin(), sentence.end()), with(explaining) {
    ended = is_stop(words.back()) || words.back().kind == WordKind::table;
    if (!ended) words.push_back(stop_behind(words.back()));
    prospects_ = std::make_unique<Prospects>(Rule::sentence);
    while (bad < words.size() && prospects_->advance(words[bad].type)) ++bad;
}

void Broken::report_missing_stop(std::size_t behind) {
    const Span last = words[behind].span;
    report(Code::full_stop_missing, {last.end > last.begin ? last.end - 1 : last.begin, last.end},
           fmt::format("a full stop is missing behind {}", quoted_word(words[behind])))
        .with_help("end each sentence with a full stop");
}

std::size_t Broken::reach_behind(std::uint16_t type, std::size_t from) {
    if (!prospects_->advance(type)) return 0;
    const std::size_t to = std::min(words.size(), from + words_tried);
    const std::size_t reach = prospects_->reach(std::span<const Word>(words).subspan(from, to - from));
    prospects_->retreat();
    return reach;
}

std::optional<std::string> Broken::nearest_keyword() {
    const std::string written = small(words[bad].text);
    std::optional<std::string> best;
    std::size_t best_distance = 3;
    std::size_t best_reach = 0;
    for (const std::uint16_t type : prospects_->next_types()) {
        const std::string candidate = Grammar::fixed_text_of(type);
        if (candidate.size() < 2 || candidate[0] < 'a' || candidate[0] > 'z' || is_other_word(written, candidate))
            continue;
        const std::size_t most = written.size() <= 5 ? 1 : 2;
        const std::size_t distance = source::edit_distance(written, candidate, most);
        if (distance > most || (distance == candidate.size())) continue;
        const std::size_t reach = reach_behind(type, bad + 1);
        if (reach == 0 && words[bad].kind != WordKind::plain_word) continue;  // a real word must mend something
        if (distance < best_distance || (distance == best_distance && reach > best_reach)) {
            best = candidate;
            best_distance = distance;
            best_reach = reach;
        }
    }
    return best;
}

bool Broken::could_end_here() const {
    const auto types = prospects_->next_types();
    const std::uint16_t stop = Grammar::fixed_word(".", {}).type;
    return std::binary_search(types.begin(), types.end(), stop);
}

bool Broken::begins_another_sentence() const {
    Prospects other(Rule::sentence);
    std::vector<Word> rest(words.begin() + static_cast<std::ptrdiff_t>(bad), words.end());
    // The first word of the rest did not look like the start of a sentence when names were merged.
    const auto keyword = Grammar::keyword_type(small(rest.front().text));
    if (keyword) rest.front().type = *keyword;
    const std::size_t reach = other.reach(rest);
    return reach == rest.size() || reach >= 4;
}

bool Broken::wants_table() {
    const std::uint16_t colon = Grammar::fixed_word(":", {}).type;
    const std::uint16_t table = Grammar::type_of(WordKind::table);
    const auto types = prospects_->next_types();
    if (!is_stop(words[bad])) return false;
    if (std::binary_search(types.begin(), types.end(), table)) return true;
    if (!prospects_->advance(colon)) return false;
    const auto behind = prospects_->next_types();
    prospects_->retreat();
    return std::binary_search(behind.begin(), behind.end(), table);
}

bool Broken::nothing_but_a_name_before() const {
    for (std::size_t at = 0; at < bad; ++at) {
        const Word& word = words[at];
        const bool article = word.kind == WordKind::keyword &&
                             (word.text == "the" || word.text == "each" || word.text == "a" || word.text == "an");
        if (word.kind != WordKind::name && !article) return false;
    }
    return bad > 0;
}

std::optional<std::size_t> Broken::wants_comma_before() {
    const std::uint16_t comma = Grammar::fixed_word(",", {}).type;
    std::optional<std::size_t> found;
    std::size_t at = bad;
    while (!found && at > 1 && bad - at < 3) {
        prospects_->retreat();
        --at;
        if (!prospects_->advance(comma)) continue;
        if (at + prospects_->reach(std::span<const Word>(words).subspan(at)) == words.size()) found = at;
        prospects_->retreat();
    }
    for (; at < bad; ++at) static_cast<void>(prospects_->advance(words[at].type));
    return found;
}

std::optional<std::string> Broken::repair() {
    if (words.size() - bad > words_tried) return std::nullopt;
    const auto types = prospects_->next_types();
    const auto whole = [&](std::size_t from, std::size_t reach) { return from + reach == words.size(); };
    std::vector<std::string> inserted;
    std::vector<std::string> replaced;
    for (const std::uint16_t type : types) {
        const std::string plain = type_in_plain_words(type);
        if (plain.empty()) continue;
        if (whole(bad, reach_behind(type, bad))) inserted.push_back(plain);
        if (!is_stop(words[bad]) && whole(bad + 1, reach_behind(type, bad + 1))) replaced.push_back(plain);
    }
    const std::size_t without =
        prospects_->reach(std::span<const Word>(words).subspan(std::min(bad + 1, words.size())));
    if (!inserted.empty() && inserted.size() <= 3)
        return fmt::format("put {} before {}", list_of_choices(inserted, 3), quoted_word(words[bad]));
    if (const auto at = wants_comma_before()) return fmt::format("put a comma in front of {}", quoted_word(words[*at]));
    if (!replaced.empty() && replaced.size() <= 3)
        return fmt::format("write {} instead of {}", list_of_choices(replaced, 3), quoted_word(words[bad]));
    if (!is_stop(words[bad]) && whole(bad + 1, without)) return fmt::format("take {} away", quoted_word(words[bad]));
    return std::nullopt;
}

std::vector<const SentenceForm*> Broken::forms_that_fit(std::size_t most) {
    std::vector<const SentenceForm*> fitting;
    if (bad > 0)
        for (const Rule rule : prospects_->open_rules())
            for (const SentenceForm* form : forms_of_rule(rule)) fitting.push_back(form);
    if (!fitting.empty() && fitting.size() <= most) return fitting;
    return nearest_forms(words, most);
}

std::string Broken::what_could_stand() {
    struct Choice {
        std::string words;
        std::size_t reach = 0;
    };
    std::vector<Choice> choices;
    for (const Prospects::Next& next : prospects_->next(told_rules())) {
        Choice choice{in_plain_words(next), 0};
        if (choice.words.empty()) continue;
        for (const std::uint16_t type : next.types)
            choice.reach = std::max({choice.reach, reach_behind(type, bad + 1), reach_behind(type, bad)});
        const auto known =
            std::find_if(choices.begin(), choices.end(), [&](const Choice& one) { return one.words == choice.words; });
        if (known == choices.end()) choices.push_back(std::move(choice));
        else known->reach = std::max(known->reach, choice.reach);
    }
    if (choices.empty()) return "`concordat phrases` lists the sentences there are";
    std::stable_sort(choices.begin(), choices.end(),
                     [](const Choice& a, const Choice& b) { return a.reach > b.reach; });
    std::vector<std::string> could_stand;
    for (const Choice& choice : choices) could_stand.push_back(choice.words);
    return "here could stand " + list_of_choices(could_stand, 6);
}

namespace {

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

bool is_year(const Word& word) { return word.kind == WordKind::number && word.text.size() == 4; }
bool is_day(const Word& word) { return word.kind == WordKind::number && word.text.size() <= 2; }

std::optional<std::string> month_near(std::string_view word) {
    const std::vector<std::string> names(months.begin(), months.end());
    if (auto near = source::nearest(word, names)) return near;
    for (const std::string& name : names)
        if (word.size() >= 3 && name.starts_with(word.substr(0, 3))) return name;
    return std::nullopt;
}

/// The date that these words mean, and how many they are.
struct MeantDate {
    std::string text;
    std::size_t words = 0;
};
std::optional<MeantDate> date_at(std::span<const Word> words, std::size_t at) {
    const auto has = [&](std::size_t count) { return at + count <= words.size(); };
    if (has(3) && is_day(words[at]) && words[at + 1].kind == WordKind::name && is_year(words[at + 2]))
        if (const auto month = month_near(words[at + 1].text))
            return MeantDate{fmt::format("{} {} {}", words[at].text, *month, words[at + 2].text), 3};
    if (has(2) && words[at].kind == WordKind::name && is_year(words[at + 1])) {
        const std::vector<std::string> names(months.begin(), months.end());
        if (const auto month = source::nearest(words[at].text, names))
            return MeantDate{fmt::format("{} {}", *month, words[at + 1].text), 2};
    }
    if (has(2) && words[at].kind == WordKind::code_word && words[at + 1].kind == WordKind::month_year)
        return MeantDate{fmt::format("{} {}", words[at].text.substr(0, words[at].text.find_first_not_of("0123456789")),
                                     words[at + 1].text),
                         2};
    if (has(4) && words[at].kind == WordKind::month_name && is_day(words[at + 1]) && words[at + 2].text == "," &&
        is_year(words[at + 3]))
        return MeantDate{fmt::format("{} {} {}", words[at + 1].text, words[at].text, words[at + 3].text), 4};
    if (has(5) && is_day(words[at]) && words[at + 1].text == "/" && is_day(words[at + 2]) &&
        words[at + 3].text == "/" && is_year(words[at + 4])) {
        const auto date =
            calendar::read_slash_date(fmt::format("{}/{}/{}", words[at].text, words[at + 2].text, words[at + 4].text),
                                      calendar::SlashOrder::day_first);
        if (date) return MeantDate{calendar::write_long(*date), 5};
    }
    return std::nullopt;
}

}  // namespace

bool look_for_date(Broken& broken) {
    for (std::size_t back = 0; back <= 2 && back <= broken.bad; ++back) {
        const std::size_t at = broken.bad - back;
        const auto meant = date_at(broken.words, at);
        if (!meant || at + meant->words <= broken.bad) continue;
        const Span span = source::joined(broken.words[at].span, broken.words[at + meant->words - 1].span);
        broken
            .report(Code::date_unknown, span,
                    fmt::format("`{}` is not a date as dates are written here", broken.with.at.written(span)))
            .with_help(fmt::format("did you mean `{}`?", meant->text));
        return true;
    }
    return false;
}

}  // namespace concordat::parse
