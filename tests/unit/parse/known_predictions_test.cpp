// tests/unit/parse/known_predictions_test.cpp · tests
// What:  what is known beforehand of the way that sentences go is what ANTLR finds for the same words, at every fork
//        and by every edge.
#include "parse/known_predictions.h"

#include <memory>
#include <utility>
#include <vector>

#include "ContractParser.h"
#include "support/catch.h"

namespace {

using concordat::parse::KnownPredictions;

/// What ANTLR itself says at a fork before these words and the end of the sentence.
std::size_t found_by_antlr(std::size_t fork, const std::vector<std::uint16_t>& words) {
    std::vector<std::unique_ptr<antlr4::Token>> tokens;
    for (const std::uint16_t word : words) {
        if (word != KnownPredictions::no_word) tokens.push_back(std::make_unique<antlr4::CommonToken>(word));
    }
    tokens.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
    antlr4::ListTokenSource source(std::move(tokens));
    antlr4::CommonTokenStream stream(&source);
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
                CHECK(found_by_antlr(fork, words) == std::size_t{to} - KnownPredictions::found);
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
