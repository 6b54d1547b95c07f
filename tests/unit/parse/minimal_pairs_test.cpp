// tests/unit/parse/minimal_pairs_test.cpp · two forms never take each other's words: sentences that differ by a word
// are read as two different forms, and every example of the phrasebook is read by the rule of its own form, also with a
// word left out.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "parse/clauses.h"
#include "parse/forms.h"
#include "support/catch.h"
#include "unit/parse/reading.h"

namespace {

using namespace concordat;

struct Reading {
    std::string sentence, form;
};

std::string with_table(std::string sentence) {
    if (sentence.ends_with(':')) sentence += "\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
    return sentence;
}

/// Blocks of the file: sentences at the margin, under each the form that it is read as.
std::vector<std::vector<Reading>> pairs() {
    std::ifstream file(std::string(CONCORDAT_ROOT) + "/tests/unit/parse/minimal_pairs.txt");
    std::vector<std::vector<Reading>> found(1);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(">")) continue;
        if (line.empty()) {
            if (!found.back().empty()) found.emplace_back();
        } else if (line.starts_with("    ")) {
            std::string& form = found.back().back().form;
            form += (form.empty() ? "" : "\n") + line.substr(4);
        } else {
            found.back().push_back({line, ""});
        }
    }
    return found;
}

/// The rule under `simple sentence` that reads a sentence, `variation`, or nothing for one that cannot be read.
std::optional<parse::Rule> rule_of(const std::string& sentence) {
    const source::SourceText text("one", "# T\n\n1.1 " + with_table(sentence) + "\n");
    source::Diagnostics unsaid;
    parse::ClauseReader reader(text, unsaid);
    reader.take_names(tests::known_names());
    reader.take(parse::read_outline(text));
    const auto sentences = reader.sentence_words();
    if (sentences.size() != 1) return std::nullopt;
    const auto tree = reader.grammar().read(parse::Rule::sentence, sentences.front());
    if (!tree) return std::nullopt;
    const parse::Node* simple = tree->find(parse::Rule::simple_sentence);
    if (simple == nullptr) return parse::Rule::variation;
    for (const parse::Node& part : simple->parts)
        if (part.rule != parse::Rule::word && part.rule != parse::Rule::for_each) return part.rule;
    return std::nullopt;
}

/// The sentence once without each of its words.
std::vector<std::string> with_a_word_left_out(const std::string& sentence) {
    std::vector<std::string> shorter;
    for (std::size_t at = 0; at < sentence.size();) {
        std::size_t end = sentence.find(' ', at);
        if (end == std::string::npos) break;  // the last word carries the full stop
        const std::string word = sentence.substr(at, end - at);
        // Without its article the name of a record stands where a term can: the checker refuses that, not the grammar.
        const bool plain = word.find_first_of("\"[(") == std::string::npos &&
                           word.find_first_of(",.;:") == std::string::npos;
        if (word != "A" && plain)
            shorter.push_back(sentence.substr(0, at) + sentence.substr(end + 1));
        at = end + 1;
    }
    return shorter;
}

}  // namespace

TEST_CASE("sentences that differ by a word are read as two different forms") {
    std::size_t checked = 0;
    for (const auto& pair : pairs()) {
        REQUIRE(pair.size() == 2);
        INFO(pair[0].sentence << "\n" << pair[1].sentence);
        CHECK(pair[0].form != pair[1].form);
        for (const Reading& one : pair) CHECK(tests::tree(with_table(one.sentence)) == one.form);
        ++checked;
    }
    CHECK(checked >= 60);
}

TEST_CASE("every example of the phrasebook is read by the rule of its own form") {
    for (const parse::SentenceForm& form : parse::sentence_forms()) {
        INFO(form.example);
        const auto rule = rule_of(form.example);
        const bool phrase =
            form.pattern.front() >= 'a' && form.pattern.front() <= 'z';  // inside a sentence of another form
        if (!rule || phrase) continue;
        const auto own = parse::forms_of_rule(*rule);
        CHECK(std::any_of(own.begin(), own.end(), [&](const auto* one) { return one->example == form.example; }));
    }
}

TEST_CASE("an example with a word left out is refused or read by the same rule") {
    std::size_t read = 0, refused = 0;
    for (const parse::SentenceForm& form : parse::sentence_forms()) {
        const auto rule = rule_of(form.example);
        if (!rule) continue;
        for (const std::string& shorter : with_a_word_left_out(form.example)) {
            const auto other = rule_of(shorter);
            ++(other ? read : refused);
            if (!other || *other == *rule) continue;
            INFO(shorter << "\n  is read as " << parse::rule_name(*other) << ", and whole as "
                         << parse::rule_name(*rule));
            CHECK(*other == *rule);
        }
    }
    CHECK(refused > read);
}

TEST_CASE("the phrasebook has every sentence of the grammar") {
    std::ifstream file(std::string(CONCORDAT_ROOT) + "/grammar/ContractParser.g4");
    const std::string grammar((std::istreambuf_iterator<char>(file)), {});
    const std::size_t begins = grammar.find("simpleSentence\n");
    REQUIRE(begins != std::string::npos);
    const std::string rule = grammar.substr(begins + 14, grammar.find("\n    ;", begins) - begins - 14);
    const std::vector<std::pair<parse::Rule, std::string>> rules = {
#define CONCORDAT_RULE(name, generated) {parse::Rule::name, #generated},
#include "parse/rules.def"
#undef CONCORDAT_RULE
    };
    std::size_t found = 0;
    for (const auto& [own, generated] : rules) {
        const std::string in_grammar = static_cast<char>(generated.front() - 'A' + 'a') + generated.substr(1);
        if (own == parse::Rule::for_each || !std::regex_search(rule, std::regex("\\b" + in_grammar + "\\b"))) continue;
        INFO(in_grammar);
        CHECK_FALSE(parse::forms_of_rule(own).empty());
        ++found;
    }
    CHECK_FALSE(parse::forms_of_rule(parse::Rule::variation).empty());
    CHECK(found >= 60);
}
