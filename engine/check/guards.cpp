// engine/check/guards.cpp · room: check
// What:  see guards.h. Amounts are compared as they are written, not as they come out.
// Source: finding N14; a case behind a definition goes first.

#include "check/guards.h"

#include <algorithm>

#include "syntax/print.h"

namespace concordat::check {

namespace {

void add_difference(const syntax::AmountPtr& left, const syntax::AmountPtr& right, std::vector<std::string>& found) {
    for (const auto& [one, other] : {std::pair{left, right}, std::pair{right, left}}) {
        const syntax::Binary less{syntax::Operator::less, one, other, false, {}, {}, {}};
        found.push_back(syntax::print(syntax::Amount{less, {}}));
    }
}

bool is_zero(const syntax::Amount& amount) {
    const auto* literal = std::get_if<syntax::LiteralAmount>(&amount.node);
    return literal != nullptr && literal->literal.type != syntax::Literal::Type::text &&
           literal->literal.type != syntax::Literal::Type::date && literal->literal.number.is_zero();
}

void add_ruled_out(const syntax::Condition& condition, std::vector<std::string>& found) {
    if (const auto* junction = std::get_if<syntax::Junction>(&condition.node)) {
        if (junction->type != syntax::Junction::Type::any) return;
        for (const auto& item : junction->items) add_ruled_out(*item, found);
    }
    using syntax::Comparator;
    if (const auto* better = std::get_if<syntax::Better>(&condition.node)) {
        if (better->op == Comparator::at_least || better->op == Comparator::at_most)
            add_difference(better->left, better->right, found);
    }
    const auto* comparison = std::get_if<syntax::Comparison>(&condition.node);
    if (comparison == nullptr || comparison->left == nullptr || comparison->right == nullptr) return;
    const bool equal_too = comparison->op == Comparator::is || comparison->op == Comparator::at_least ||
                           comparison->op == Comparator::at_most;
    if (!equal_too) return;
    if (is_zero(*comparison->right)) found.push_back(syntax::print(*comparison->left));
    else add_difference(comparison->left, comparison->right, found);
}

/// The first cases of a sentence whose cases are taken in turn.
std::vector<std::string> ruled_out_first(const syntax::Sentence& sentence) {
    const auto* definition = std::get_if<syntax::DefinitionSentence>(&sentence.form);
    const auto* cases = definition != nullptr ? std::get_if<syntax::Cases>(&definition->body) : nullptr;
    if (cases == nullptr || !cases->in_turn || cases->cases.empty() || cases->cases.front().condition == nullptr)
        return {};
    return divisors_ruled_out(*cases->cases.front().condition);
}

}  // namespace

std::vector<std::string> divisors_ruled_out(const syntax::Condition& condition) {
    std::vector<std::string> found;
    add_ruled_out(condition, found);
    return found;
}

bool is_ruled_out(const Draft& draft, const syntax::Amount& divisor) {
    const std::string words = syntax::print(divisor);
    return std::find(draft.not_zero.begin(), draft.not_zero.end(), words) != draft.not_zero.end();
}

bool is_ruled_out_by_users(const Draft& draft, const syntax::Amount& divisor) {
    const std::string words = syntax::print(divisor);
    std::string term;
    for (const StandingSentence& standing : draft.sentences) {
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
        const Span& span = standing.sentence->span;
        if (definition != nullptr && span.begin <= divisor.span.begin && divisor.span.end <= span.end)
            term = definition->name.text;
    }
    if (term.empty()) return false;
    bool used = false;
    for (const StandingSentence& standing : draft.sentences) {
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
        const bool own = definition != nullptr && definition->name.text == term;
        if (own || std::holds_alternative<syntax::ExamplesSentence>(standing.sentence->form)) continue;
        const std::string text = folded_words(draft.text.slice(standing.sentence->span));
        bool names_it = false;
        for (auto at = text.find(term); at != std::string::npos && !names_it; at = text.find(term, at + 1)) {
            // Not as the beginning of a longer name: "Improvement" in "Improvement Points".
            const std::size_t end = at + term.size();
            const bool goes_on =
                end + 1 < text.size() && text[end] == ' ' && text[end + 1] >= 'A' && text[end + 1] <= 'Z';
            names_it = !goes_on;
        }
        if (!names_it) continue;
        used = true;
        const auto ruled_out = ruled_out_first(*standing.sentence);
        if (std::find(ruled_out.begin(), ruled_out.end(), words) == ruled_out.end()) return false;
    }
    return used;
}

}  // namespace concordat::check
