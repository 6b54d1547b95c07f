// tests/unit/parse/known_predictions_test.cpp · tests
// What:  what is known beforehand of the way that sentences go is what ANTLR finds for the same words, at every fork
//        and by every edge.
#include "parse/known_predictions.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "ContractParser.h"
#include "support/catch.h"

namespace {

using concordat::parse::KnownPredictions;

/// Some words, and then the end of the sentence.
class SomeWords final : public antlr4::TokenStream {
public:
    explicit SomeWords(const std::vector<std::uint16_t>& words) {
        for (const std::uint16_t word : words) add(word == KnownPredictions::no_word ? antlr4::Token::EOF : word);
        add(antlr4::Token::EOF);
    }
    antlr4::Token* LT(ssize_t ahead) override {
        const std::size_t index = at_ + static_cast<std::size_t>(ahead) - 1;
        return tokens_[std::min(index, tokens_.size() - 1)].get();
    }
    std::size_t LA(ssize_t ahead) override { return LT(ahead)->getType(); }
    antlr4::Token* get(std::size_t index) const override { return tokens_[index].get(); }
    void consume() override { ++at_; }
    void seek(std::size_t index) override { at_ = index; }
    std::size_t index() override { return at_; }
    std::size_t size() override { return tokens_.size(); }
    ssize_t mark() override { return -1; }
    void release(ssize_t) override {}
    std::string getSourceName() const override { return {}; }
    antlr4::TokenSource* getTokenSource() const override { return nullptr; }
    std::string getText(const antlr4::misc::Interval&) override { return {}; }
    std::string getText() override { return {}; }
    std::string getText(antlr4::RuleContext*) override { return {}; }
    std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

private:
    void add(std::size_t type) {
        tokens_.push_back(std::make_unique<antlr4::CommonToken>(type));
        static_cast<antlr4::CommonToken&>(*tokens_.back()).setTokenIndex(tokens_.size() - 1);
    }
    std::vector<std::unique_ptr<antlr4::Token>> tokens_;
    std::size_t at_ = 0;
};

/// What ANTLR itself says at a fork before these words.
std::size_t found_by_antlr(std::size_t fork, const std::vector<std::uint16_t>& words) {
    SomeWords stream(words);
    concordat_grammar::ContractParser parser(&stream);
    concordat_grammar::make_net();
    auto* simulator = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
    simulator->setPredictionMode(antlr4::atn::PredictionMode::SLL);
    return simulator->adaptivePredict(&stream, fork, &antlr4::ParserRuleContext::EMPTY);
}

/// A state, and the words that lead to it.
struct Reached {
    std::uint16_t state;
    std::vector<std::uint16_t> words;
};

/// Follows every edge of a fork's automaton once; gives back how many of them tell a way.
std::size_t check_fork(const KnownPredictions& known, std::size_t fork) {
    std::size_t told = 0;
    std::vector<Reached> reached{{known.starts[fork], {}}};
    std::vector<bool> seen(known.edges_from.size());
    for (std::size_t at = 0; at < reached.size(); ++at) {
        const std::uint16_t state = reached[at].state;
        for (std::size_t edge = known.edges_from[state]; edge < known.edges_from[state + 1U]; ++edge) {
            const auto [word, to] = known.edges[edge];
            std::vector<std::uint16_t> words = reached[at].words;
            words.push_back(word);
            if (to >= KnownPredictions::found) {
                INFO("fork " << fork << ", " << words.size() << " words, the last " << word);
                CHECK(found_by_antlr(fork, words) == to - KnownPredictions::found);
                ++told;
            } else if (!seen[to]) {
                seen[to] = true;
                reached.push_back({to, std::move(words)});
            }
        }
    }
    return told;
}

}  // namespace

TEST_CASE("which way a sentence goes is known as ANTLR would find it") {
    const KnownPredictions& known = concordat::parse::known_predictions();
    std::size_t told = 0;
    for (std::size_t fork = 0; fork < known.starts.size(); ++fork) {
        if (known.starts[fork] != KnownPredictions::no_state) told += check_fork(known, fork);
    }
    CHECK(told > 1'000);  // of a grammar of some 800 forks
}
