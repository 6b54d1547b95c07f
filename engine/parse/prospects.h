// engine/parse/prospects.h · room: parse
// What:  follows the grammar word by word and knows at every place which words could stand there: exactly, and by what
// kind of
//        phrase they would begin. Used only for sentences that are broken, to say what is wrong with them.
// How:   all readings at once, by the net that ANTLR has made of the grammar (Earley's algorithm, 1970).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "parse/words.h"

namespace concordat::parse {

/// The grammar as a net of states.
struct Net;

class Prospects {
public:
    explicit Prospects(Rule start);
    ~Prospects();
    Prospects(const Prospects&) = delete;
    Prospects& operator=(const Prospects&) = delete;

    /// Goes on by one word, if one of that type can stand here; else changes nothing.
    [[nodiscard]] bool advance(std::uint16_t type);
    /// Takes the last word back.
    void retreat();
    /// How many words have been accepted.
    [[nodiscard]] std::size_t accepted() const { return steps_.size() - 1; }
    /// Whether the sentence could end here.
    [[nodiscard]] bool complete() const;
    /// How many of these words can stand here one after the other; nothing changes.
    [[nodiscard]] std::size_t reach(std::span<const Word> words);
    /// The types of the words that could stand here, ascending.
    [[nodiscard]] std::vector<std::uint16_t> next_types() const;
    /// What could stand here: rules at whose beginning we are, outermost first, and single words outside of them.
    struct Next {
        Rule rule = Rule::word;
        std::vector<std::uint16_t> types;
    };  // types: of its first word
    /// `shown`: rules that are told by their own name and not by their words.
    [[nodiscard]] std::vector<Next> next(std::span<const Rule> shown) const;
    /// The rules that began with the first word and are not over: the forms of sentence that still fit are among them.
    [[nodiscard]] std::vector<Rule> open_rules() const;

private:
    struct Item {
        std::uint32_t state, origin;
    };
    struct Waiting {
        std::uint32_t rule, follow, origin;
    };
    struct Step {
        std::vector<Item> items;
        std::vector<Waiting> waiting;
    };

    void close(Step& step);

    const Net* net_;
    std::vector<Step> steps_;
};

}  // namespace concordat::parse
