// engine/parse/grammar.cpp · room: parse
// What:  runs the generated lexer and parser and copies what they find into our own words and nodes. SLL prediction
//        first; only where that fails, full LL.
#include "parse/grammar.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "parse/known_predictions.h"
#include "parse/scan_words.h"

#include "ContractParser.h"

namespace concordat::parse {
namespace {

using concordat_grammar::ContractParser;

#define CONCORDAT_RULE(name, generated) \
    static_assert(static_cast<std::size_t>(Rule::name) == ContractParser::Rule##generated);
#include "parse/rules.def"
#undef CONCORDAT_RULE

}  // namespace

/// Words as ANTLR wants to see them: a token each, made once and used again for every sentence.
class WordStream final : public antlr4::TokenStream {
public:
    void load(std::span<const Word> words) {
        while (tokens_.size() < words.size() + 1) tokens_.push_back(std::make_unique<antlr4::CommonToken>(0));
        for (std::size_t index = 0; index < words.size(); ++index) set(index, words[index].type);
        set(words.size(), antlr4::Token::EOF);
        count_ = words.size() + 1;
        at_ = 0;
    }
    antlr4::Token* LT(ssize_t ahead) override {
        const auto index = static_cast<ssize_t>(at_) + (ahead > 0 ? ahead - 1 : ahead);
        if (ahead == 0 || index < 0) return nullptr;
        return tokens_[std::min(static_cast<std::size_t>(index), count_ - 1)].get();
    }
    std::size_t LA(ssize_t ahead) override {
        const antlr4::Token* token = LT(ahead);
        return token == nullptr ? 0 : token->getType();
    }
    antlr4::Token* get(std::size_t index) const override { return tokens_[std::min(index, count_ - 1)].get(); }
    void consume() override {
        if (at_ + 1 < count_) ++at_;
    }
    void seek(std::size_t index) override { at_ = std::min(index, count_ - 1); }
    std::size_t index() override { return at_; }
    std::size_t size() override { return count_; }
    ssize_t mark() override { return -1; }
    void release(ssize_t) override {}
    std::string getSourceName() const override { return "words"; }
    antlr4::TokenSource* getTokenSource() const override { return nullptr; }
    std::string getText(const antlr4::misc::Interval&) override { return {}; }
    std::string getText() override { return {}; }
    std::string getText(antlr4::RuleContext*) override { return {}; }
    std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

private:
    void set(std::size_t index, std::size_t type) {
        tokens_[index]->setType(type);
        tokens_[index]->setTokenIndex(index);
    }
    std::vector<std::unique_ptr<antlr4::CommonToken>> tokens_;
    std::size_t count_ = 1;
    std::size_t at_ = 0;
};

namespace {

/// Notes where prediction found two readings.
class AmbiguityListener final : public antlr4::BaseErrorListener {
public:
    explicit AmbiguityListener(std::vector<Grammar::TwoReadings>& found) : found_(&found) {}
    void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t from, std::size_t to, bool,
                         const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
        note(parser, dfa, from, to, true);
    }
    void reportAttemptingFullContext(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t from,
                                     std::size_t to, const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
        note(parser, dfa, from, to, false);
    }

private:
    void note(antlr4::Parser*, const antlr4::dfa::DFA& dfa, std::size_t from, std::size_t to, bool ambiguous) {
        found_->push_back({static_cast<Rule>(dfa.atnStartState->ruleIndex), from, to, ambiguous});
    }
    std::vector<Grammar::TwoReadings>* found_;
};

using KindPair = std::pair<std::size_t, WordKind>;
constexpr std::array<KindPair, 22> kinds_by_type{{
    {ContractParser::NAME, WordKind::name},
    {ContractParser::PERIOD_UNIT, WordKind::period_unit},
    {ContractParser::PERIOD_END, WordKind::period_end},
    {ContractParser::WORKING_DAY, WordKind::working_day},
    {ContractParser::SCHEDULE, WordKind::schedule},
    {ContractParser::TABLE, WordKind::table},
    {ContractParser::LINK, WordKind::link},
    {ContractParser::QUOTED, WordKind::quoted},
    {ContractParser::DATE, WordKind::date},
    {ContractParser::DAY_MONTH, WordKind::day_month},
    {ContractParser::MONTH_YEAR, WordKind::month_year},
    {ContractParser::MONTH_NAME, WordKind::month_name},
    {ContractParser::PERIOD, WordKind::period},
    {ContractParser::MONEY, WordKind::money},
    {ContractParser::PERCENT, WordKind::percent},
    {ContractParser::NUMBER, WordKind::number},
    {ContractParser::LETTERED, WordKind::lettered},
    {ContractParser::CAPWORD, WordKind::capital_word},
    {ContractParser::WORD, WordKind::plain_word},
    {ContractParser::CODEWORD, WordKind::code_word},
    {ContractParser::BAD, WordKind::bad},
    {antlr4::Token::EOF, WordKind::end},
}};

/// What a fixed word says, as the vocabulary writes it, without its quotes; empty for words that vary.
std::string fixed_text(const antlr4::dfa::Vocabulary& vocabulary, std::size_t type) {
    const std::string literal = vocabulary.getLiteralName(type);
    return literal.size() < 3 ? std::string() : literal.substr(1, literal.size() - 2);
}

bool begins_small(std::string_view text) { return !text.empty() && text.front() >= 'a' && text.front() <= 'z'; }

using FixedWord = std::pair<std::string, std::uint16_t>;
/// The keywords and signs with their numbers, in the order of the alphabet.
const std::vector<FixedWord>& fixed_words() {
    static const auto table = [] {
        WordStream nothing;
        const ContractParser parser(&nothing);
        const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
        std::vector<FixedWord> words;
        for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
            std::string text = fixed_text(vocabulary, type);
            if (!text.empty()) words.emplace_back(std::move(text), static_cast<std::uint16_t>(type));
        }
        std::sort(words.begin(), words.end());
        return words;
    }();
    return table;
}

/// The number of a keyword or sign; nothing for words that vary.
std::optional<std::uint16_t> fixed_type(std::string_view text) {
    const auto& table = fixed_words();
    const auto place =
        std::lower_bound(table.begin(), table.end(), text,
                         [](const FixedWord& entry, std::string_view wanted) { return entry.first < wanted; });
    if (place == table.end() || place->first != text) return std::nullopt;
    return place->second;
}

/// Copies what ANTLR found. Recursion is as deep as the sentence is nested, which parse.cpp has limited.
Node copied(antlr4::tree::ParseTree* tree, std::span<const Word> words) {
    Node node;
    if (auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(tree)) {
        node.rule = static_cast<Rule>(rule->getRuleIndex());
        node.parts.reserve(rule->children.size());
        for (antlr4::tree::ParseTree* child : rule->children) {
            Node part = copied(child, words);
            if (part.word == nullptr && part.parts.empty()) continue;
            node.parts.push_back(std::move(part));
        }
        if (!node.parts.empty()) node.span = source::joined(node.parts.front().span, node.parts.back().span);
        return node;
    }
    if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(tree)) {
        const std::size_t index = leaf->getSymbol()->getTokenIndex();
        if (index >= words.size()) return node;  // the end
        node.word = &words[index];
        node.span = node.word->span;
    }
    return node;
}

antlr4::ParserRuleContext* run_rule(ContractParser& parser, Rule start) {
    switch (start) {
        case Rule::sentence: return parser.sentence();
        case Rule::cell_amount: return parser.cellAmount();
        case Rule::cell_condition: return parser.cellCondition();
        case Rule::cell_test: return parser.cellTest();
        case Rule::cell_kind: return parser.cellKind();
        case Rule::cell_missing: return parser.cellMissing();
        case Rule::cell_owner: return parser.cellOwner();
        default: break;
    }
    ENGINE_CHECK(false && "a rule that is read on its own");
    return nullptr;
}

}  // namespace

namespace {

/// Which way the words from here on go at this fork, where it is known beforehand; 0 where it is not.
std::size_t known_way(const KnownPredictions& known, std::size_t fork, antlr4::TokenStream& words) {
    if (fork >= known.starts.size()) return 0;
    std::uint16_t state = known.starts[fork];
    for (ssize_t ahead = 1; state < KnownPredictions::found; ++ahead) {
        const auto word = static_cast<std::uint16_t>(words.LA(ahead));  // of the end, no_word is left
        const auto edges =
            known.edges.subspan(known.edges_from[state], known.edges_from[state + 1U] - known.edges_from[state]);
        const auto edge = std::ranges::lower_bound(edges, word, {}, &KnownPredictions::Edge::word);
        if (edge == edges.end() || edge->word != word) return 0;
        state = edge->to;
    }
    return state == KnownPredictions::no_state ? 0 : state & (KnownPredictions::found - 1U);
}

/// Asks what is known beforehand first. It holds for SLL prediction alone, which rests on the words ahead and nothing
/// else; and it is what ANTLR would find out, which takes it a hundred times as long at first sight.
class Simulator final : public antlr4::atn::ParserATNSimulator {
public:
    using ParserATNSimulator::ParserATNSimulator;
    std::size_t adaptivePredict(antlr4::TokenStream* words, std::size_t fork,
                                antlr4::ParserRuleContext* context) override {
        if (getPredictionMode() == antlr4::atn::PredictionMode::SLL) {
            if (const std::size_t way = known_way(known_predictions(), fork, *words)) return way;
        }
        concordat_grammar::make_net();
        return ParserATNSimulator::adaptivePredict(words, fork, context);
    }
};

}  // namespace

struct Grammar::Engine {
    WordStream stream;
    ContractParser parser{&stream};

    Engine() {
        auto* own = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
        parser.setInterpreter(
            new Simulator(&parser, parser.getATN(), own->decisionToDFA, own->getSharedContextCache()));
        parser.removeErrorListeners();
        parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    }
    void predict_by(antlr4::atn::PredictionMode mode) {
        parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    }
    antlr4::ParserRuleContext* run(Rule start, std::span<const Word> words) {
        stream.load(words);
        parser.reset();
        try {
            return run_rule(parser, start);
        } catch (const antlr4::ParseCancellationException&) {
            return nullptr;
        } catch (const antlr4::RuntimeException&) {
            return nullptr;
        }
    }
};

Grammar::Grammar() : engine_(std::make_unique<Engine>()) {}
Grammar::~Grammar() = default;

std::vector<Word> Grammar::words_of(std::string_view text, std::uint32_t offset) {
    std::vector<Word> words;
    for (const ScannedWord& scanned : scan_words(text)) {
        Word word;
        word.kind = scanned.kind;
        word.text = std::string(text.substr(scanned.begin, scanned.end - scanned.begin));
        const bool may_be_fixed = word.kind == WordKind::plain_word || word.kind == WordKind::sign;
        const auto fixed = may_be_fixed ? fixed_type(word.text) : std::nullopt;
        if (fixed && word.kind == WordKind::plain_word) word.kind = WordKind::keyword;
        word.type = fixed.value_or(type_of(word.kind));
        if (word.kind == WordKind::quoted) word.text = word.text.substr(1, word.text.size() - 2);
        word.span = {offset + scanned.begin, offset + scanned.end};
        words.push_back(std::move(word));
    }
    return words;
}

std::optional<Node> Grammar::read(Rule start, std::span<const Word> words) {
    engine_->predict_by(antlr4::atn::PredictionMode::SLL);
    antlr4::ParserRuleContext* tree = engine_->run(start, words);
    if (tree == nullptr) {
        engine_->predict_by(antlr4::atn::PredictionMode::LL);
        tree = engine_->run(start, words);
    }
    if (tree == nullptr) return std::nullopt;
    Node node = copied(tree, words);
    engine_->parser.reset();  // frees the tree that was copied
    return node;
}

std::vector<Grammar::TwoReadings> Grammar::two_readings(Rule start, std::span<const Word> words) {
    std::vector<TwoReadings> found;
    AmbiguityListener listener(found);
    engine_->predict_by(antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    engine_->parser.addErrorListener(&listener);
    engine_->run(start, words);
    engine_->parser.removeErrorListeners();
    return found;
}

std::uint16_t Grammar::type_of(WordKind kind) {
    for (const auto& [number, known] : kinds_by_type)
        if (known == kind) return static_cast<std::uint16_t>(number);
    return 0;
}

std::optional<std::uint16_t> Grammar::keyword_type(std::string_view text) {
    return begins_small(text) ? fixed_type(text) : std::nullopt;
}

Word Grammar::fixed_word(std::string_view text, Span span) {
    const auto type = fixed_type(text);
    ENGINE_CHECK(type && "a keyword or a sign");
    return {begins_small(text) ? WordKind::keyword : WordKind::sign, *type, std::string(text), span, 0};
}

std::string Grammar::fixed_text_of(std::uint16_t type) {
    for (const auto& [text, known] : fixed_words())
        if (known == type) return text;
    return {};
}

const std::vector<std::string>& Grammar::keywords() {
    static const auto words = [] {
        std::vector<std::string> texts;
        for (const auto& [text, type] : fixed_words())
            if (begins_small(text)) texts.push_back(text);
        return texts;
    }();
    return words;
}

}  // namespace concordat::parse
