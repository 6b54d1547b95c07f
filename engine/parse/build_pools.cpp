// engine/parse/build_pools.cpp · room: parse
// What:  losses met in steps, pools and their parts, what is applied in an order, how a pool ends.
#include <utility>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

namespace {

using syntax::Destination;
using syntax::LossStepsSentence;

std::optional<syntax::Name> quoted_in(const Node& node, Building& at) {
    const Word* quoted = node.word_of(WordKind::quoted);
    return quoted == nullptr ? std::nullopt : std::optional(declared_name(*quoted, at));
}

/// `lapses`, `falls on P`, `is carried forward as "Y", first in line in the next Financial Year`.
Destination not_met_of(const Node& node, Building& at) {
    Destination goes;
    goes.span = node.span;
    if (const Word* party = node.word_of(WordKind::name)) {
        goes.type = Destination::Type::falls_on;
        goes.to = name_of(*party);
    } else if (node.has("carried")) {
        goes.type = Destination::Type::carried;
        if (const Node* as = node.find(Rule::carried_as)) {
            goes.carried_as = quoted_in(*as, at);
            if (const Word* unit = as->word_of(WordKind::period_unit)) goes.first_in_line = name_of(*unit);
        }
    }
    return goes;
}

/// `returned to the Contributors in proportion to W; the part of each is its "Y"`.
Destination given_of(const Node& node, Building& at) {
    Destination goes;
    goes.type = Destination::Type::given;
    goes.span = node.span;
    goes.to = name_of(*node.word_of(WordKind::name));
    if (const Node* key = node.find(Rule::tight_operand)) goes.in_proportion_to = amount_of(*key, at);
    goes.part = quoted_in(node, at);
    return goes;
}

Destination any_balance_of(const Node& node, Building& at) {
    if (const Node* given = node.find(Rule::given_to)) return given_of(*given, at);
    Destination goes;
    goes.span = node.span;
    if (const Word* to = node.word_of(WordKind::name)) {
        goes.type = Destination::Type::added;
        goes.to = name_of(*to);
    } else if (node.has("carried")) {
        goes.type = Destination::Type::carried;
    }
    return goes;
}

LossStepsSentence::Step loss_step_of(const Node& node, Building& at) {
    LossStepsSentence::Step step;
    step.span = node.span;
    step.among = name_of(*node.word_of(WordKind::name));
    if (const Node* where = node.find(Rule::where_tail)) {
        if (const Node* condition = where->find(Rule::tight_condition)) step.where = condition_of(*condition, at);
        else step.where = that_counts_of(*where);
    }
    step.in_proportion_to = amount_of(node.get(Rule::tight_operand), at);
    if (const Node* until = node.find(Rule::loss_limit)) step.until = loss_limit_of(*until, at);
    return step;
}

void read_loss_tail(const Node& tail, LossStepsSentence& loss, Building& at) {
    if (const Node* goes = tail.find(Rule::not_met)) {
        loss.not_met = not_met_of(*goes, at);
    } else if (const Word* part = tail.word_of(WordKind::quoted)) {
        loss.part = declared_name(*part, at);
        loss.part_of = name_of(*tail.word_of(WordKind::name));
    } else {
        using Excess = LossStepsSentence::Most::Excess;
        LossStepsSentence::Most most;
        most.span = tail.span;
        most.of = name_of(*tail.word_of(WordKind::name));
        most.at_most = loss_limit_of(tail.get(Rule::loss_limit), at);
        most.excess = tail.has("once")    ? Excess::shared_once
                      : tail.has("again") ? Excess::shared_again
                                          : Excess::shared_unsaid;
        if (const Node* key = tail.find(Rule::tight_operand)) most.in_proportion_to = amount_of(*key, at);
        loss.most = std::move(most);
    }
}

LossStepsSentence loss_steps_of(const Node& form, Building& at) {
    LossStepsSentence loss;
    loss.span = form.span;
    if (const Node* amount = form.find(Rule::reference)) loss.amount = reference_of(*amount, at);
    else loss.part_met_by = name_of(*form.word_of(WordKind::name));
    for (const Node* step : form.all(Rule::loss_step)) loss.steps.push_back(loss_step_of(*step, at));
    for (const Node* tail : form.all(Rule::loss_tail)) read_loss_tail(*tail, loss, at);
    return loss;
}

syntax::MetFromSentence met_from_of(const Node& form, Building& at) {
    syntax::MetFromSentence met;
    met.amount = reference_of(form.get(Rule::reference), at);
    for (const Node* source : form.all(Rule::met_source)) {
        syntax::MetFromSentence::Source made{name_of(*source->word_of(WordKind::name)), std::nullopt};
        if (const Word* clause = source->word_of(WordKind::number)) made.clause = name_of(*clause);
        met.from.push_back(std::move(made));
    }
    met.balance = not_met_of(form.get(Rule::not_met), at);
    return met;
}

syntax::PoolSentence pool_of(const Node& form, Building& at) {
    syntax::PoolSentence pool;
    pool.name = declared_name(*form.get(Rule::new_name).word_of(WordKind::quoted), at);
    pool.held_by = name_of(*form.word_of(WordKind::name));
    if (const Node* opening = form.find(Rule::literal)) pool.opening = literal_amount_of(*opening, at);
    pool.may_be_negative = form.find(Rule::may_be_negative) != nullptr;
    return pool;
}

syntax::PoolPartsSentence pool_parts_of(const Node& form, Building& at) {
    syntax::PoolPartsSentence parts;
    for (const Node* part : form.all(Rule::pool_part)) {
        syntax::PoolPartsSentence::Part made;
        made.name = declared_name(*part->word_of(WordKind::quoted), at);
        made.opening = literal_amount_of(part->get(Rule::literal), at);
        const Word* date = part->word_of(WordKind::date);
        if (date != nullptr) made.on = date_in(*date, at);
        made.on_span = date != nullptr ? date->span : part->span;
        parts.parts.push_back(std::move(made));
    }
    return parts;
}

syntax::Reference plain_reference(const Word& word) {
    syntax::Reference reference;
    reference.name = name_of(word);
    return reference;
}

syntax::AppliedSentence::Use use_of(const Node& node, Building& at) {
    using Type = syntax::AppliedSentence::Use::Type;
    syntax::AppliedSentence::Use use;
    use.span = node.span;
    if (const Word* unit = node.word_of(WordKind::period_unit)) use.unit = name_of(*unit);
    if (const Node* to = node.find(Rule::reference)) {
        use.to = reference_of(*to, at);
        use.type = use.unit ? Type::carried : Type::claim;
        use.by_what_is_owed = node.has("owed");
        use.oldest_first = node.has("oldest");
        return use;
    }
    use.to = plain_reference(*node.word_of(WordKind::name));
    use.type = node.has("repay") ? Type::repay : Type::restore;
    if (const Node* level = node.find(Rule::tight_operand)) use.level = amount_of(*level, at);
    return use;
}

syntax::AppliedSentence applied_of(const Node& form, Building& at) {
    syntax::AppliedSentence applied;
    applied.amount = reference_of(form.get(Rule::reference), at);
    for (const Node* use : form.all(Rule::applied_to)) applied.uses.push_back(use_of(*use, at));
    applied.balance = any_balance_of(form.get(Rule::any_balance), at);
    if (const Node* not_met = form.find(Rule::not_met)) applied.not_met = not_met_of(*not_met, at);
    return applied;
}

syntax::ReceivedOnlySentence received_only_of(const Node& form, Building& at) {
    syntax::ReceivedOnlySentence received;
    const auto names = form.words_of(WordKind::name);
    if (names.size() > 1) received.pool = name_of(*names.front());
    received.owed_by = name_of(*names.back());
    received.named = quoted_in(form, at);
    return received;
}

syntax::KeptForSentence kept_for_of(const Node& form, Building& at) {
    syntax::KeptForSentence kept;
    kept.what = name_of(*form.word_of(WordKind::name));
    kept.periods = count_in(*form.word_of(WordKind::number), at);
    kept.unit = name_of(*form.word_of(WordKind::period_unit));
    if (const Node* given = form.find(Rule::given_to)) kept.unused = given_of(*given, at);
    else kept.unused.span = form.span;
    return kept;
}

syntax::ByPaidIn by_paid_in_of(const Node& node) {
    using Left = syntax::ByPaidIn::Left;
    syntax::ByPaidIn paid;
    paid.span = node.span;
    paid.left = node.has("including") ? Left::included : node.has("left") ? Left::left_out : Left::unsaid;
    if (const Word* pool = node.get(Rule::paid_into).word_of(WordKind::name)) paid.into = name_of(*pool);
    if (const Node* kept = node.find(Rule::kept_if_none_paid)) paid.kept_by = name_of(*kept->word_of(WordKind::name));
    return paid;
}

syntax::EndRuleSentence::Item end_item_of(const Node& node, Building& at) {
    syntax::EndRuleSentence::Item item;
    auto names = node.words_of(WordKind::name);
    item.not_yet_repaid = node.has("repaid");
    item.goes.span = node.span;
    if (const Node* given = node.find(Rule::given_to)) {
        item.goes = given_of(*given, at);
    } else if (const Node* divided = node.find(Rule::divided_by_paid_in)) {
        item.goes.type = Destination::Type::given;
        item.goes.to = name_of(*divided->word_of(WordKind::name));
        item.by_paid_in = by_paid_in_of(*divided);
    } else if (node.has("falls")) {
        item.goes.type = Destination::Type::falls_on;
        item.goes.to = name_of(*names.back());
        names.pop_back();
    }
    for (const Word* name : names) item.what.push_back(name_of(*name));
    return item;
}

}  // namespace

syntax::AmountPtr loss_limit_of(const Node& node, Building& at) {
    const auto factors = node.all(Rule::tight_operand);
    syntax::AmountPtr product = amount_of(*factors.front(), at);
    for (std::size_t index = 1; index < factors.size(); ++index) {
        const syntax::AmountPtr factor = amount_of(*factors[index], at);
        const bool divides = node.all(Rule::times_word)[index - 1]->has("divided");
        product = made(
            syntax::Binary{
                divides ? syntax::Operator::divided_by : syntax::Operator::times, product, factor, false, {}, {}, {}},
            {product->span.begin, factor->span.end});
    }
    return product;
}

void build_pools(const Node& form, Forms& forms, Building& at) {
    const auto add = [&](auto sentence) { forms.push_back({std::move(sentence), form.span}); };
    switch (form.rule) {
        case Rule::loss_steps: return add(loss_steps_of(form, at));
        case Rule::met_from: return add(met_from_of(form, at));
        case Rule::pool: return add(pool_of(form, at));
        case Rule::pool_parts: return add(pool_parts_of(form, at));
        case Rule::goes_into:
            return add(syntax::GoesIntoSentence{reference_of(form.get(Rule::reference), at),
                                                name_of(*form.word_of(WordKind::name))});
        case Rule::received_only: return add(received_only_of(form, at));
        case Rule::applied: return add(applied_of(form, at));
        case Rule::ranked: {
            syntax::AppliedSentence applied = applied_of(form, at);
            if (auto table = table_of(form, TableReading::amounts, at)) applied.ranks = *std::move(table);
            return add(std::move(applied));
        }
        case Rule::kept_for: return add(kept_for_of(form, at));
        case Rule::end_rule: {
            syntax::EndRuleSentence end;
            for (const Node* item : form.all(Rule::end_item)) end.items.push_back(end_item_of(*item, at));
            return add(std::move(end));
        }
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about a loss or a pool");
}

}  // namespace concordat::parse
