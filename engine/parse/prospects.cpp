// engine/parse/prospects.cpp · room: parse
// What:  Earley's algorithm over ANTLR's net: an item is a state and the word at which its rule began.
#include "parse/prospects.h"

#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

#include "ContractParser.h"

namespace concordat::parse {

/// An arc is silent, reads one word of some types, or runs a rule and goes on behind it.
struct Arc {
    enum class Kind : std::uint8_t { silent, word, rule } kind = Kind::silent;
    std::uint32_t target = 0;
    std::uint32_t rule = 0, follow = 0;
    std::vector<std::uint16_t> types;
};
struct NetState {
    std::vector<Arc> arcs;
    std::uint32_t rule = 0;
    bool ends_rule = false;
};
struct Net {
    std::vector<NetState> states;
    std::vector<std::uint32_t> rule_start;
    std::size_t end_type = 0;  // stands for the end of the text
};

namespace {

using antlr4::atn::Transition;
using concordat_grammar::ContractParser;

std::vector<std::uint16_t> types_of(const Transition& transition, std::size_t greatest_type) {
    std::vector<std::uint16_t> types;
    for (std::size_t type = 1; type <= greatest_type; ++type)
        if (transition.matches(type, 1, greatest_type)) types.push_back(static_cast<std::uint16_t>(type));
    if (transition.label().contains(antlr4::Token::EOF)) types.push_back(static_cast<std::uint16_t>(greatest_type + 1));
    return types;
}

Arc arc_of(Transition& transition, std::size_t greatest_type) {
    Arc arc;
    arc.target = static_cast<std::uint32_t>(transition.target->stateNumber);
    if (auto* rule = dynamic_cast<antlr4::atn::RuleTransition*>(&transition)) {
        arc.kind = Arc::Kind::rule;
        arc.rule = static_cast<std::uint32_t>(transition.target->ruleIndex);
        arc.follow = static_cast<std::uint32_t>(rule->followState->stateNumber);
    } else if (!transition.isEpsilon()) {
        arc.kind = Arc::Kind::word;
        arc.types = types_of(transition, greatest_type);
    }
    return arc;
}

const Net& the_net() {
    static const Net net = [] {
        std::vector<std::unique_ptr<antlr4::Token>> end;
        end.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
        antlr4::ListTokenSource nothing(std::move(end));
        antlr4::CommonTokenStream tokens(&nothing);
        ContractParser parser(&tokens);
        concordat_grammar::make_net();
        const antlr4::atn::ATN& atn = parser.getATN();
        Net made;
        const std::size_t greatest_type = parser.getVocabulary().getMaxTokenType();
        made.end_type = greatest_type + 1;
        made.states.resize(atn.states.size());
        for (antlr4::atn::ATNState* state : atn.states) {
            if (state == nullptr) continue;
            NetState& copy = made.states[state->stateNumber];
            copy.rule = static_cast<std::uint32_t>(state->ruleIndex);
            copy.ends_rule = state->getStateType() == antlr4::atn::ATNState::RULE_STOP;
            if (copy.ends_rule) continue;
            for (Transition* transition : state->transitions) copy.arcs.push_back(arc_of(*transition, greatest_type));
        }
        for (const antlr4::atn::RuleStartState* start : atn.ruleToStartState)
            made.rule_start.push_back(static_cast<std::uint32_t>(start->stateNumber));
        return made;
    }();
    return net;
}

std::uint64_t key_of(std::uint32_t state, std::uint32_t origin) {
    return (static_cast<std::uint64_t>(state) << 32) | origin;
}

bool reads(const Arc& arc, std::uint16_t type) {
    return arc.kind == Arc::Kind::word && std::binary_search(arc.types.begin(), arc.types.end(), type);
}

}  // namespace

Prospects::Prospects(Rule start) : net_(&the_net()) {
    Step first;
    first.items.push_back({net_->rule_start[static_cast<std::size_t>(start)], 0});
    steps_.push_back({});
    steps_.back() = std::move(first);
    close(steps_.back());
}

Prospects::~Prospects() = default;

/// Adds all that follows from the items without reading a word. `steps_.back()` is `step`.
void Prospects::close(Step& step) {
    const auto here = static_cast<std::uint32_t>(steps_.size() - 1);
    std::unordered_set<std::uint64_t> seen;
    for (const Item& item : step.items) seen.insert(key_of(item.state, item.origin));
    const auto add = [&](Item item) {
        if (seen.insert(key_of(item.state, item.origin)).second) step.items.push_back(item);
    };
    std::vector<std::uint32_t> empty_rules;  // rules that begin and end here without a word
    for (std::size_t index = 0; index < step.items.size(); ++index) {
        const Item item = step.items[index];
        const NetState& state = net_->states[item.state];
        if (state.ends_rule) {
            if (item.origin == here) empty_rules.push_back(state.rule);
            const std::vector<Waiting>& waiting = item.origin == here ? step.waiting : steps_[item.origin].waiting;
            for (std::size_t next = 0; next < waiting.size(); ++next)
                if (waiting[next].rule == state.rule) add({waiting[next].follow, waiting[next].origin});
            continue;
        }
        for (const Arc& arc : state.arcs) {
            if (arc.kind == Arc::Kind::silent) add({arc.target, item.origin});
            if (arc.kind != Arc::Kind::rule) continue;
            step.waiting.push_back({arc.rule, arc.follow, item.origin});
            add({arc.target, here});
            if (std::find(empty_rules.begin(), empty_rules.end(), arc.rule) != empty_rules.end())
                add({arc.follow, item.origin});
        }
    }
}

bool Prospects::advance(std::uint16_t type) {
    Step next;
    std::unordered_set<std::uint64_t> seen;
    for (const Item& item : steps_.back().items)
        for (const Arc& arc : net_->states[item.state].arcs)
            if (reads(arc, type) && seen.insert(key_of(arc.target, item.origin)).second)
                next.items.push_back({arc.target, item.origin});
    if (next.items.empty()) return false;
    steps_.push_back(std::move(next));
    close(steps_.back());
    return true;
}

void Prospects::retreat() {
    if (steps_.size() > 1) steps_.pop_back();
}

bool Prospects::complete() const {
    const auto types = next_types();
    return !types.empty() && types.back() == net_->end_type;
}

std::size_t Prospects::reach(std::span<const Word> words) {
    std::size_t count = 0;
    while (count < words.size() && advance(words[count].type)) ++count;
    for (std::size_t step = 0; step < count; ++step) retreat();
    return count;
}

std::vector<std::uint16_t> Prospects::next_types() const {
    std::set<std::uint16_t> types;
    for (const Item& item : steps_.back().items)
        for (const Arc& arc : net_->states[item.state].arcs) types.insert(arc.types.begin(), arc.types.end());
    return {types.begin(), types.end()};
}

namespace {

/// The types of the words that a rule can begin with.
std::vector<std::uint16_t> first_types(const Net& net, std::uint32_t rule) {
    std::set<std::uint16_t> types;
    std::set<std::uint32_t> visited;
    std::vector<std::uint32_t> states = {net.rule_start[rule]};
    for (std::size_t index = 0; index < states.size(); ++index) {
        if (!visited.insert(states[index]).second) continue;
        for (const Arc& arc : net.states[states[index]].arcs) {
            types.insert(arc.types.begin(), arc.types.end());
            if (arc.kind != Arc::Kind::word) states.push_back(arc.target);
        }
    }
    return {types.begin(), types.end()};
}

}  // namespace

std::vector<Prospects::Next> Prospects::next(std::span<const Rule> shown) const {
    const auto here = static_cast<std::uint32_t>(steps_.size() - 1);
    std::vector<Next> found;
    std::set<std::pair<Rule, std::uint16_t>> told;
    std::set<std::uint32_t> visited;
    std::vector<std::uint32_t>
        states;  // where words are looked for: items that did not begin here, then the rules they run
    if (here == 0) states.push_back(steps_.back().items.front().state);
    for (const Item& item : steps_.back().items)
        if (item.origin != here) states.push_back(item.state);
    for (std::size_t index = 0; index < states.size(); ++index) {
        if (!visited.insert(states[index]).second) continue;
        for (const Arc& arc : net_->states[states[index]].arcs) {
            for (const std::uint16_t type : arc.types)
                if (told.insert({Rule::word, type}).second) found.push_back({Rule::word, {type}});
            const Rule rule = static_cast<Rule>(arc.rule);
            const bool by_name =
                arc.kind == Arc::Kind::rule && std::find(shown.begin(), shown.end(), rule) != shown.end();
            if (by_name && told.insert({rule, 0}).second) found.push_back({rule, first_types(*net_, arc.rule)});
            if (!by_name && arc.kind != Arc::Kind::word) states.push_back(arc.target);
        }
    }
    return found;
}

std::vector<Rule> Prospects::open_rules() const {
    std::set<Rule> rules;
    std::set<std::pair<std::uint32_t, std::uint32_t>> visited;  // rule and the word it began at
    std::vector<std::pair<std::uint32_t, std::uint32_t>> open;
    const auto visit = [&](std::uint32_t rule, std::uint32_t origin) {
        if (visited.insert({rule, origin}).second) open.emplace_back(rule, origin);
    };
    for (const Item& item : steps_.back().items) visit(net_->states[item.state].rule, item.origin);
    for (std::size_t index = 0; index < open.size(); ++index) {
        const auto [rule, origin] = open[index];
        if (origin == 0) rules.insert(static_cast<Rule>(rule));
        for (const Waiting& waiting : steps_[origin].waiting)
            if (waiting.rule == rule) visit(net_->states[waiting.follow].rule, waiting.origin);
    }
    return {rules.begin(), rules.end()};
}

}  // namespace concordat::parse
