// engine/check/yielding.cpp · room: check
// What:  clauses that yield to others (`Subject to clause 3.4, ...` is `Despite clause 3.2` said from the other side),
//        records whose money is payable only under a condition, and amounts that count whole once they reach a figure.
// Source: language.md rows B5, G2; finding N41; share-algebra K3.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/duties.h"

namespace concordat::check {

namespace {

bool changes(const Draft& draft, model::TermId term, std::string_view clause) {
    const auto& of_term = draft.drafts[term.index()];
    const auto stands_there = [&](const StandingSentence& standing) { return standing.number == clause; };
    return std::any_of(of_term.definitions.begin(), of_term.definitions.end(), stands_there) ||
           std::any_of(of_term.adjustments.begin(), of_term.adjustments.end(), stands_there);
}

/// Both clauses define or adjust one term.
bool bear_on_one_term(const Draft& draft, std::string_view clause, std::string_view other) {
    for (std::size_t i = 0; i < draft.drafts.size(); ++i)
        if (changes(draft, model::TermId(i), clause) && changes(draft, model::TermId(i), other)) return true;
    return false;
}

}  // namespace

void read_yielding(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* yields = std::get_if<syntax::SubjectToSentence>(&standing.sentence->form);
        if (yields == nullptr) continue;
        for (const syntax::Name& to : yields->clauses) draft.yields_to[standing.number].push_back(to.text);
    }
}

void check_yielding(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* yields = std::get_if<syntax::SubjectToSentence>(&standing.sentence->form);
        if (yields == nullptr) continue;
        const InClause here(draft, standing.number);
        for (const syntax::Name& to : yields->clauses) {
            if (!draft.clause_ids.contains(to.text)) {
                draft.error(Code::unknown_clause, to.span, fmt::format("there is no clause {}", to.text))
                    .with_help("refer to a clause of this agreement by its number");
                continue;
            }
            const bool later = comes_before(draft, standing.number, to.text);
            if ((later && bear_on_one_term(draft, standing.number, to.text)) || is_broken(draft, to.text)) continue;
            draft
                .error(Code::yields_to_nothing, to.span,
                       later ? fmt::format("clause {} says nothing about the term of this clause", to.text)
                             : fmt::format("clause {} stands before this one, which changes what it leaves", to.text))
                .with_help("name a later clause that limits, gates or excepts the same term, or take the words away");
        }
    }
}

syntax::ExceptSentence with_yielding(const Draft& draft, const syntax::ExceptSentence& except, model::TermId id,
                                     std::string_view clause) {
    syntax::ExceptSentence both = except;
    for (const auto& [yields, to] : draft.yields_to) {
        if (std::find(to.begin(), to.end(), clause) == to.end() || !changes(draft, id, yields)) continue;
        const auto named = [&](const syntax::Name& name) { return name.text == yields; };
        if (std::any_of(both.despite.begin(), both.despite.end(), named)) continue;
        both.despite.push_back({yields, except.term.name.span});
    }
    return both;
}

void read_payable(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* rule = std::get_if<syntax::RecordRuleSentence>(&standing.sentence->form);
        if (rule == nullptr || !rule->payable) continue;
        const InClause here(draft, standing.number);
        const Entity* entity = expect(draft, rule->record, Entity::What::record);
        if (entity == nullptr) continue;
        auto& condition = draft.payable[entity->record.index()];
        if (condition == nullptr) {
            condition = rule->when;
            continue;
        }
        syntax::Junction both{syntax::Junction::Type::all, {}, 0, {condition, rule->when}};
        condition = std::make_shared<const syntax::Condition>(syntax::Condition{std::move(both), rule->when->span});
    }
}

std::optional<MaybeLowered> payable_only(Draft& draft, model::RecordId record, const Scope& inside) {
    const auto found = draft.payable.find(record.index());
    if (found == draft.payable.end()) return std::nullopt;
    return lower_condition(draft, *found->second, inside);
}

MaybeLowered lower_from_the_first(Draft& draft, const syntax::FromTheFirst& whole, Span span, const Scope& scope) {
    const auto of = lower_amount(draft, *whole.of, scope);
    const auto reaches = of ? lower_amount(draft, *whole.reaches, scope, &of->kind) : std::nullopt;
    if (!of || !reaches || !same_kind(draft, of->kind, reaches->kind, whole.reaches->span, "be compared"))
        return std::nullopt;
    static const std::set<std::string, std::less<>> coins = {"penny", "cent",  "franc",  "krona", "krone",
                                                             "yen",   "pound", "dollar", "euro"};
    if (of->kind.is_money() != coins.contains(whole.coin.text)) {
        draft
            .error(Code::coin_of_other_kind, whole.coin.span,
                   fmt::format("`{}` is {}; it does not begin with a first {}", draft.text.slice(whole.of->span),
                               describe(of->kind), whole.coin.text))
            .with_help(of->kind.is_money() ? "write `from the first pound`, in the coin of the agreement"
                                           : "name what it counts: `from the first Unit`");
        return std::nullopt;
    }
    if (of->kind.is_money()) {
        syntax::RoundingPhrase coin;
        coin.to = whole.coin.text == draft.contract.currency.minor_word ? syntax::RoundingPhrase::To::penny
                                                                        : syntax::RoundingPhrase::To::pound;
        coin.word = whole.coin.text;
        coin.mode = exact::RoundingMode::half_up;
        coin.span = whole.coin.span;
        if (!read_rounding(draft, coin, of->kind)) return std::nullopt;
    }
    const ExprId reached =
        draft.add(model::Compare{model::CompareOp::at_least, of->id, reaches->id}, Kind::yes_no(), span);
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, of->kind);
    return made(draft, model::Choose{{{reached, of->id}}, nothing, true}, of->kind, span);
}

}  // namespace concordat::check
