// grammar/learn_predictions.cpp
// What:  reads contracts, and writes down as C++ which way ANTLR found their sentences to go wherever the grammar
//        forks. Run while building: learn_predictions OUT.cpp FILE...; of pages it reads the boxes ```contract.
// Source: docs/decisions/0028.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parse/known_predictions.h"
#include "parse/parse.h"
#include "source/source_text.h"

#include "ContractParser.h"

namespace {

using antlr4::dfa::DFAState;
using concordat::parse::KnownPredictions;

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The lines of a page that stand in its boxes.
std::string boxes_of(const std::string& page) {
    std::istringstream lines(page);
    std::string boxes;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        const bool is_fence = line.starts_with("```");
        if (is_fence) inside = line.starts_with("```contract");
        else if (inside) boxes += line + "\n";
    }
    return boxes;
}

void read_contract(const std::string& path) {
    const std::string text = path.ends_with(".contract.md") ? content(path) : boxes_of(content(path));
    const concordat::source::ReadText read = concordat::source::read_text(path, text);
    static_cast<void>(concordat::parse::parse(read.text));
}

std::uint16_t word_of(std::size_t type) {
    return type == antlr4::Token::EOF ? KnownPredictions::no_word : static_cast<std::uint16_t>(type);
}

/// The automata of all forks as one list of states and one of edges. Where ANTLR found no way there is no edge.
struct Automata {
    std::vector<std::uint16_t> starts, edges_from;
    std::vector<KnownPredictions::Edge> edges;

    void add(const antlr4::dfa::DFA& learned) {
        if (learned.s0 == nullptr) {
            starts.push_back(KnownPredictions::no_state);
            return;
        }
        starts.push_back(static_cast<std::uint16_t>(edges_from.size()));
        std::vector<const DFAState*> states{learned.s0};  // in the order in which they are met
        std::map<const DFAState*, std::uint16_t> numbers{{learned.s0, starts.back()}};
        for (std::size_t at = 0; at < states.size(); ++at) add_edges(*states[at], states, numbers);
    }

private:
    void add_edges(const DFAState& state, std::vector<const DFAState*>& states,
                   std::map<const DFAState*, std::uint16_t>& numbers) {
        edges_from.push_back(static_cast<std::uint16_t>(edges.size()));
        const std::map<std::size_t, DFAState*> in_order(state.edges.begin(), state.edges.end());
        for (const auto& [type, next] : in_order) {
            const bool no_way = next == antlr4::atn::ATNSimulator::ERROR.get() || !next->predicates.empty();
            if (no_way) continue;
            if (next->isAcceptState) {
                const auto way = static_cast<std::uint16_t>(next->prediction | KnownPredictions::found);
                edges.push_back({word_of(type), way});
                continue;
            }
            const auto number = static_cast<std::uint16_t>(starts.back() + states.size());
            const auto [known, is_new] = numbers.emplace(next, number);
            if (is_new) states.push_back(next);
            edges.push_back({word_of(type), known->second});
        }
    }
};

Automata learned_automata() {
    // A parser wants words even if it is only asked for what all parsers have learned.
    std::vector<std::unique_ptr<antlr4::Token>> end;
    end.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
    antlr4::ListTokenSource nothing(std::move(end));
    antlr4::CommonTokenStream no_words(&nothing);
    concordat_grammar::ContractParser parser(&no_words);
    Automata automata;
    for (const antlr4::dfa::DFA& learned : parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->decisionToDFA) {
        automata.add(learned);
    }
    automata.edges_from.push_back(static_cast<std::uint16_t>(automata.edges.size()));
    return automata;
}

void write(std::ostream& out, const Automata& automata) {
    const auto numbers = [](const std::vector<std::uint16_t>& list) { return fmt::format("{}", fmt::join(list, ",")); };
    std::vector<std::string> edges;
    for (const auto& [word, to] : automata.edges) edges.push_back(fmt::format("{{{},{}}}", word, to));
    out << "// Made while building by grammar/learn_predictions.cpp.\n"
           "#include \"parse/known_predictions.h\"\n\n"
           "namespace concordat::parse {\n"
           "namespace {\n\n"
        << "constexpr std::uint16_t starts[] = {" << numbers(automata.starts) << "};\n"
        << "constexpr std::uint16_t edges_from[] = {" << numbers(automata.edges_from) << "};\n"
        << "constexpr KnownPredictions::Edge edges[] = {" << fmt::format("{}", fmt::join(edges, ",")) << "};\n"
        << "constexpr KnownPredictions known{starts, edges_from, edges};\n\n"
           "}  // namespace\n\n"
           "const KnownPredictions& known_predictions() { return known; }\n\n"
           "}  // namespace concordat::parse\n";
}

}  // namespace

int main(int argument_count, char** arguments) {
    const std::vector<std::string> given(arguments + 1, arguments + argument_count);
    if (given.size() < 2) {
        std::cerr << "learn_predictions OUT.cpp FILE...\n";
        return 2;
    }
    std::for_each(given.begin() + 1, given.end(), read_contract);
    const Automata automata = learned_automata();
    const bool fits =
        automata.edges.size() < KnownPredictions::found && automata.edges_from.size() < KnownPredictions::found;
    if (!fits || automata.edges.empty()) {
        std::cerr << "the automata do not fit 15 bits, or nothing was learned\n";
        return 1;
    }
    std::ostringstream text;
    write(text, automata);
    if (content(given.front()) == text.str()) return 0;  // nothing has to be compiled again
    std::ofstream out(given.front(), std::ios::binary);
    out << text.str();
    return out.flush() ? 0 : 1;
}
