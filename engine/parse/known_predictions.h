// engine/parse/known_predictions.h · room: parse
// What:  which way a sentence goes where the grammar forks, for what was seen beforehand: an automaton for each fork,
//        made while building from the contracts at hand (grammar/learn_predictions.cpp).
// Source: docs/decisions/0028.
#pragma once

#include <cstdint>
#include <span>

namespace concordat::parse {

/// Words are known by their ANTLR numbers, forks by those of ANTLR's decisions. What is not in here, ANTLR finds out.
struct KnownPredictions {
    struct Edge {
        std::uint16_t word;  // no_word at the end of the sentence
        std::uint16_t to;    // the state that comes next; or the way that is meant, and `found` added
    };
    static constexpr std::uint16_t no_state = 0xFFFF;
    static constexpr std::uint16_t no_word = 0xFFFF;
    static constexpr std::uint16_t found = 0x8000;

    std::span<const std::uint16_t> starts;      // by fork: the state at its first word, or no_state
    std::span<const std::uint16_t> edges_from;  // by state, and one more: its edges end where those of the next begin
    std::span<const Edge> edges;                // those of a state in the order of their words
};

/// Those of the contracts that this program was built with.
[[nodiscard]] const KnownPredictions& known_predictions();

}  // namespace concordat::parse
