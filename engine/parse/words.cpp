// engine/parse/words.cpp · room: parse
// What:  finding the parts of a rule.
#include "parse/words.h"

#include "base/check.h"

namespace concordat::parse {

std::string_view rule_name(Rule rule) {
    switch (rule) {
#define CONCORDAT_RULE(name, generated) \
    case Rule::name: return #name;
#include "parse/rules.def"
#undef CONCORDAT_RULE
        case Rule::word: break;
    }
    return "word";
}

const Node* Node::find(Rule wanted) const {
    for (const Node& part : parts)
        if (part.rule == wanted) return &part;
    return nullptr;
}

const Node& Node::get(Rule wanted) const {
    const Node* found = find(wanted);
    ENGINE_CHECK(found != nullptr);
    return *found;
}

std::vector<const Node*> Node::all(Rule wanted) const {
    std::vector<const Node*> found;
    for (const Node& part : parts)
        if (part.rule == wanted) found.push_back(&part);
    return found;
}

bool Node::has(std::string_view text) const {
    for (const Node& part : parts) {
        if (part.rule != Rule::word) continue;
        const bool fixed = part.word->kind == WordKind::keyword || part.word->kind == WordKind::sign;
        if (fixed && part.word->text == text) return true;
    }
    return false;
}

const Word* Node::word_of(WordKind kind) const {
    for (const Node& part : parts)
        if (part.rule == Rule::word && part.word->kind == kind) return part.word;
    return nullptr;
}

std::vector<const Word*> Node::words_of(WordKind kind) const {
    std::vector<const Word*> found;
    for (const Node& part : parts)
        if (part.rule == Rule::word && part.word->kind == kind) found.push_back(part.word);
    return found;
}

const Node& Node::only() const {
    ENGINE_CHECK(!parts.empty());
    return parts.front();
}

}  // namespace concordat::parse
