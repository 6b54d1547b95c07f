// engine/parse/forms.cpp · room: parse
#include "parse/forms.h"

#include <algorithm>
#include <set>
#include <utility>

namespace concordat::parse {
namespace {

struct RuledForm {
    Rule rule;
    SentenceForm form;
};

const std::vector<RuledForm>& ruled_forms() {
    static const std::vector<RuledForm> forms = {
#define CONCORDAT_FORM(rule, id, page, pattern, meaning, example) {Rule::rule, {id, pattern, meaning, example, page}},
#include "parse/forms.def"
#include "parse/forms_payments.def"
#undef CONCORDAT_FORM
    };
    return forms;
}

/// The words of an example in small letters, without signs and figures; names count as one thing.
std::vector<std::string> plain_words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char character : text) {
        const bool small = character >= 'a' && character <= 'z';
        const bool capital = character >= 'A' && character <= 'Z';
        if (small || capital) {
            word.push_back(capital ? static_cast<char>(character - 'A' + 'a') : character);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

/// How much a sentence looks like a form, in hundredths: the words they share, rarer ones for more, against those they
/// do not.
std::size_t likeness(const std::set<std::string>& sentence, std::string_view pattern) {
    static const std::set<std::string> everywhere = {"a",   "the",  "is", "of", "to",   "in",  "and",
                                                     "for", "each", "by", "x",  "p",    "c",   "d",
                                                     "n",   "q",    "y",  "s",  "file", "csv", "table"};
    const auto weight = [&](const std::string& word) -> std::size_t { return everywhere.contains(word) ? 1 : 4; };
    std::size_t shared = 0;
    std::size_t other = 12;
    const auto words = plain_words_of(pattern);
    for (const std::string& word : std::set<std::string>(words.begin(), words.end()))
        (sentence.contains(word) ? shared : other) += weight(word);
    return shared * 100 / other;
}

}  // namespace

const std::vector<SentenceForm>& sentence_forms() {
    static const auto all = [] {
        std::vector<SentenceForm> forms;
        for (const RuledForm& ruled : ruled_forms()) forms.push_back(ruled.form);
        return forms;
    }();
    return all;
}

std::vector<const SentenceForm*> forms_of_rule(Rule rule) {
    std::vector<const SentenceForm*> found;
    for (std::size_t index = 0; index < ruled_forms().size(); ++index)
        if (ruled_forms()[index].rule == rule) found.push_back(&sentence_forms()[index]);
    return found;
}

std::vector<const SentenceForm*> nearest_forms(std::span<const Word> words, std::size_t most) {
    std::set<std::string> in_sentence;
    for (const Word& word : words)
        if (word.kind == WordKind::keyword || word.kind == WordKind::plain_word) in_sentence.insert(word.text);
    std::vector<std::pair<std::size_t, const SentenceForm*>> scored;
    for (const SentenceForm& form : sentence_forms()) scored.emplace_back(likeness(in_sentence, form.pattern), &form);
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const SentenceForm*> nearest;
    for (const auto& [score, form] : scored)
        if (score >= 25 && nearest.size() < most) nearest.push_back(form);
    return nearest;
}

}  // namespace concordat::parse
