// engine/parse/build_tails.cpp · room: parse
// What:  what stands behind and before amounts: limits, rounding, `it may be less than £0`, `For each Spell,`.
#include <utility>

#include <fmt/format.h>

#include "parse/build.h"

namespace concordat::parse {

using source::Code;

namespace {

exact::RoundingMode way_of(const Node& node) {
    if (node.has("even")) return exact::RoundingMode::half_to_even;
    if (node.has("half")) return node.has("up") ? exact::RoundingMode::half_up : exact::RoundingMode::half_down;
    return node.has("up") ? exact::RoundingMode::up : exact::RoundingMode::down;
}

bool is_small_coin(std::string_view word) { return word == "penny" || word == "cent"; }
bool is_large_coin(std::string_view word) { return word == "pound" || word == "dollar" || word == "euro"; }

/// What is rounded to: a coin, a unit, or a step written as a figure.
void read_step(const Node& node, syntax::RoundingPhrase& rounding, Building& at) {
    using To = syntax::RoundingPhrase::To;
    if (const Node* literal = node.find(Rule::literal)) {
        rounding.to = To::step;
        rounding.step = literal_of(*literal, at).number;
        if (rounding.step.sign() <= 0) {
            at.report(Code::figure_unreadable, literal->span, "a step of rounding is more than 0");
            rounding.step = 1;
        }
        return;
    }
    if (node.has("whole")) {
        rounding.to = To::step;
        rounding.word = "whole number";
        return;
    }
    rounding.word = name_of(node).text;
    rounding.to = is_small_coin(rounding.word) ? To::penny : is_large_coin(rounding.word) ? To::pound : To::unit;
    if (node.find(Rule::coin) != nullptr && rounding.to == To::unit)
        rounding.to = To::pound;  // franc, yen: the whole coin
}

}  // namespace

syntax::RoundingPhrase rounding_of(const Node& node, Building& at) {
    syntax::RoundingPhrase rounding;
    rounding.span = node.span;
    if (const Node* step = node.find(Rule::rounding_step)) {
        read_step(*step, rounding, at);
    } else {
        rounding.to = syntax::RoundingPhrase::To::decimal_places;
        rounding.step = number_in(*node.word_of(WordKind::number), at);
    }
    if (const Node* way = node.find(Rule::rounding_way)) rounding.mode = way_of(*way);
    else if (node.has("up") || node.has("down")) rounding.mode = way_of(node);
    if (!rounding.mode) {
        const Span whole = node.span;
        std::string better(at.written(whole));
        const bool coins = better.ends_with("nearest pence");
        if (coins) {  // said in the same message, and read as meant from here on
            better.replace(better.size() - 5, 5, "penny");
            rounding.word = "penny";
        }
        at.report(Code::rounding_way_missing, whole,
                  fmt::format("rounding `{}` does not say which way it goes", at.written(whole)))
            .with_help(fmt::format("write `{}, half up`; other ways are `half down`, `half to even`, `up` and `down`",
                                   better));
        rounding.mode = exact::RoundingMode::half_up;
    }
    return rounding;
}

namespace {

/// `105% of it`: of what the limit before it takes a share of.
syntax::AmountPtr share_of_it(const Node& node, Building& at, const std::vector<syntax::Tail>& before) {
    const auto* share = before.empty() || before.back().limit == nullptr
                            ? nullptr
                            : std::get_if<syntax::Binary>(&before.back().limit->node);
    if (share == nullptr || !share->of) {
        at.report(Code::word_out_of_place, node.span,
                  "`it` stands for nothing here: the limit before it is no share of anything")
            .with_help("name what the percentage is of");
        at.broken = true;
        return before.empty() ? nullptr : before.back().limit;
    }
    syntax::Literal percent;
    percent.type = syntax::Literal::Type::percent;
    percent.number = percent_in(*node.word_of(WordKind::percent), at);
    const auto part = made(syntax::LiteralAmount{std::move(percent)}, node.span);
    return made(syntax::Binary{syntax::Operator::times, part, share->right, true, node.span, {}, {}}, node.span);
}

}  // namespace

syntax::Tail tail_of(const Node& node, Building& at, const std::vector<syntax::Tail>& before) {
    syntax::Tail tail;
    tail.span = node.span;
    if (const Node* rounding = node.find(Rule::rounding)) {
        tail.round = rounding_of(*rounding, at);
        return tail;
    }
    const Node* it = node.find(Rule::share_of_it);
    tail.limit = it != nullptr ? share_of_it(*it, at, before) : amount_of(node.get(Rule::amount), at);
    tail.upper = node.has("more");
    return tail;
}

syntax::TailedAmount tailed_of(const Node& node, Building& at) {
    syntax::TailedAmount tailed;
    tailed.amount = amount_of(node.get(Rule::amount), at);
    for (const Node* tail : node.all(Rule::tail)) tailed.tails.push_back(tail_of(*tail, at, tailed.tails));
    tailed.may_be_negative = node.find(Rule::may_be_negative) != nullptr;
    return tailed;
}

syntax::ForEach for_each_of(const Node& node, Building& at) {
    syntax::ForEach each;
    each.span = node.span;
    for (const Node* noun : node.all(Rule::in_play_of)) {
        const Node& name = noun->get(Rule::unit_name);
        each.names.push_back(name_of(name));
        each.spans.push_back(name.span);
        each.marks.push_back(mark_of(*noun));
        if (const Node* group = noun->find(Rule::of_group))
            at.report(Code::word_out_of_place, group->span,
                      "a clause is for each of all of them, not for each of a group")
                .with_help("define the term for all, and name the group where they are taken together");
    }
    if (const Node* where = node.find(Rule::condition)) each.where = condition_of(*where, at);
    if (const Node* code = node.find(Rule::with_code)) each.where = code_condition_of(*code, at);
    const auto names = node.words_of(WordKind::name);
    if (node.has("its")) each.in_its = name_of(*names.back());
    if (names.size() > (node.has("its") ? 1u : 0u)) each.of = name_of(*names.front());
    if (const Node* test = node.find(Rule::field_test)) {
        const syntax::ConditionPtr is = field_test_of(*test);
        each.where = each.where == nullptr ? is
                                           : std::make_shared<const syntax::Condition>(syntax::Condition{
                                                 syntax::Junction{syntax::Junction::Type::all, {}, 0, {is, each.where}},
                                                 source::joined(is->span, each.where->span)});
    }
    return each;
}

std::optional<syntax::ForEach> each_of(const Node* node, Building& at) {
    if (node == nullptr) return std::nullopt;
    return for_each_of(*node, at);
}

}  // namespace concordat::parse
