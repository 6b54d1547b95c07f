// engine/parse/build_money.cpp · room: parse
// What:  divisions, payments and promises.
#include <algorithm>
#include <utility>

#include "base/check.h"
#include "calendar/date.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {
namespace {

using syntax::PaymentSentence;

syntax::InstalmentPhrase instalments_of(const Node& node, Building& at) {
    syntax::InstalmentPhrase instalments;
    instalments.span = node.span;
    instalments.count = cardinal_of(node.get(Rule::cardinal), at);
    instalments.nearest = node.find(Rule::rounding) != nullptr;
    if (const Node* rounding = node.find(Rule::rounding)) (void)rounding_of(*rounding, at);
    const auto months = node.words_of(WordKind::month_year);
    if (!months.empty()) {
        instalments.from_month = folded(months[0]->text);
        instalments.to_month = folded(months[1]->text);
    }
    for (std::size_t index = 1; index < node.parts.size(); ++index) {
        const Word* unit = node.parts[index].word;
        const Word* before = node.parts[index - 1].word;
        if (unit == nullptr || unit->kind != WordKind::period_unit || before == nullptr || before->text != "each")
            continue;
        const bool at_start =
            index >= 2 && node.parts[index - 2].word != nullptr && node.parts[index - 2].word->text == "of";
        (at_start ? instalments.at_start_of : instalments.in_each) = name_of(*unit);
    }
    return instalments;
}

/// `, less what was paid to it under clause 5.9 and plus what it paid under clause 5.9`: what went one way and back.
void read_less_paid(const Node& tail, PaymentSentence& payment, Building& at) {
    const auto lists = tail.all(Rule::clause_numbers);
    payment.less_paid_under = clause_numbers_of(*lists[0]);
    if (lists.size() < 2) return;
    const auto again = clause_numbers_of(*lists[1]);
    const auto same = [](const syntax::Name& a, const syntax::Name& b) { return a.text == b.text; };
    if (std::equal(again.begin(), again.end(), payment.less_paid_under.begin(), payment.less_paid_under.end(), same))
        return;
    at.report(source::Code::word_out_of_place, lists[1]->span,
              "what was paid back is set against what was paid under the same clauses")
        .with_help("name the same clauses in both halves");
}

void read_lapses(const Node& tail, PaymentSentence& payment) {
    payment.lapses.push_back(name_of(*tail.word_of(WordKind::name)));
}

void read_if_less(const Node& tail, PaymentSentence& payment) {
    payment.if_negative =
        tail.has("carried") ? PaymentSentence::IfNegative::carried : PaymentSentence::IfNegative::repays;
    if (const Node* party = tail.find(Rule::party)) payment.repaid_by = party_of(*party);
}

void read_pay_tail(const Node& tail, PaymentSentence& payment, Building& at) {
    if (const Node* instalments = tail.find(Rule::instalments)) payment.instalments = instalments_of(*instalments, at);
    else if (const Node* deadline = tail.find(Rule::deadline)) payment.deadline = deadline_of(*deadline, at);
    else if (const Node* odd = tail.find(Rule::odd_penny_tail)) payment.odd_penny = odd_penny_of(*odd);
    else if (const Node* key = tail.find(Rule::tight_operand)) payment.in_proportion_to = amount_of(*key, at);
    else if (const Node* deducted = tail.find(Rule::deduction)) payment.deduction = deduction_of(*deducted, at);
    else if (tail.has("following")) payment.following = name_of(*tail.word_of(WordKind::name));
    else if (tail.has("what")) read_less_paid(tail, payment, at);
    else if (const Node* clauses = tail.find(Rule::clause_numbers)) {
        payment.less_paid_under = clause_numbers_of(*clauses);
        if (const Node* period = tail.find(Rule::period_phrase)) payment.less_paid_for = period_of(*period, at);
    } else if (const Node* unit = tail.find(Rule::unit_name)) payment.for_each = name_of(*unit);
    else if (tail.has("account")) payment.on_account = true;
    else if (tail.has("paid")) payment.to_date_less_paid = true;
    else if (tail.has("own")) payment.on_its_own = true;
    else if (tail.has("lapses")) read_lapses(tail, payment);
    else read_if_less(tail, payment);
}

/// `one twelfth of X`, `60% of X`: the share and what it is of are kept apart.
void split_fraction(PaymentSentence& payment) {
    const auto* share = std::get_if<syntax::Binary>(&payment.amount->node);
    if (share == nullptr || !share->of) return;
    payment.fraction = share->left;
    payment.amount = share->right;
}

void read_sum(const Node& sum, PaymentSentence& payment, Building& at) {
    if (const Node* amount = sum.find(Rule::amount)) {
        payment.amount = amount_of(*amount, at);
        split_fraction(payment);
        for (const Node* tail : sum.all(Rule::tail)) payment.tails.push_back(tail_of(*tail, at));
        // Rounded last of all, it is the payment that is rounded so: the total to date, never the step (N2).
        const auto* last = payment.tails.empty() ? nullptr : &payment.tails.back().round;
        if (last != nullptr && std::holds_alternative<syntax::RoundingPhrase>(*last)) {
            payment.rounding = std::get<syntax::RoundingPhrase>(*last);
            payment.tails.pop_back();
        }
    } else {
        payment.balance = sum.has("balance");
        payment.what_remains = sum.has("remains");
        payment.undisputed = sum.has("undisputed");
        payment.amount = amount_of(sum.get(Rule::reference), at);
    }
    if (const Word* clause = sum.word_of(WordKind::number)) payment.received_under = name_of(*clause);
}

/// `P shall pay X to Q, ...`: what rules payment and furtherPayment have alike.
PaymentSentence one_payment_of(const Node& form, Building& at) {
    PaymentSentence payment;
    payment.payer = party_of(form.get(Rule::party));
    if (const Node* when = form.find(Rule::paid_at)) {
        if (const Word* end = when->word_of(WordKind::period_end)) payment.at_period_end = name_of(*end);
        else payment.at_end_of_agreement = true;
    }
    const Node& first = form.get(Rule::first_part);
    read_sum(first.get(Rule::sum_paid), payment, at);
    payment.payee = party_of(first.get(Rule::party));
    payment.into = first.has("into");
    for (const Node* tail : first.all(Rule::pay_tail)) read_pay_tail(*tail, payment, at);
    return payment;
}

PaymentSentence payment_of(const Node& form, Building& at) {
    PaymentSentence payment = one_payment_of(form, at);
    if (const Word* event = form.word_of(WordKind::name)) payment.following = name_of(*event);
    for (const Node& further : form.parts) {
        if (further.rule == Rule::further_payment) {
            payment.then.push_back(one_payment_of(further, at));
            payment.then.back().following = payment.following;
        }
        if (further.rule != Rule::further_part) continue;
        PaymentSentence part;
        part.payer = payment.payer;
        part.following = payment.following;
        read_sum(further.get(Rule::sum_paid), part, at);
        const Node* payee = further.find(Rule::party);
        part.payee = payee == nullptr ? payment.payee : party_of(*payee);
        for (const Node* tail : further.all(Rule::pay_tail)) read_pay_tail(*tail, part, at);
        payment.then.push_back(std::move(part));
    }
    return payment;
}

/// `no Provider receives more than 2 times its Earned, any excess being kept by Marsh ICB`
syntax::PartLimit pot_limit_of(const Node& node, Building& at) {
    using Excess = syntax::PartLimit::Excess;
    syntax::PartLimit limit;
    limit.span = node.span;
    limit.pot = true;
    limit.of = name_of(*node.word_of(WordKind::name));
    limit.at_most = loss_limit_of(node.get(Rule::loss_limit), at);
    const Node& goes = node.get(Rule::pot_excess);
    const auto names = goes.words_of(WordKind::name);
    if (goes.has("kept")) limit.falls_on = name_of(*names.back());
    if (!goes.has("shared")) return limit;
    if (const Node* weight = goes.find(Rule::tight_operand)) limit.in_proportion_to = amount_of(*weight, at);
    limit.excess = goes.has("once")                         ? Excess::shared_once
                   : goes.has("until") || goes.has("again") ? Excess::shared_again
                                                            : Excess::shared_unsaid;
    return limit;
}

syntax::PartLimit part_limit_of(const Node& node, Building& at) {
    using Excess = syntax::PartLimit::Excess;
    if (node.find(Rule::pot_excess) != nullptr) return pot_limit_of(node, at);
    syntax::PartLimit limit;
    limit.span = node.span;
    const auto names = node.words_of(WordKind::name);
    if (names.size() > 1) limit.part = name_of(*names[0]);
    limit.of = name_of(*names.back());
    limit.at_most = amount_of(node.get(Rule::tight_operand), at);
    const Node& goes = node.get(Rule::excess_goes);
    if (!goes.has("shared")) {
        limit.falls_on = name_of(*goes.words_of(WordKind::name).back());
        return limit;
    }
    if (const Node* weight = goes.find(Rule::tight_operand)) limit.in_proportion_to = amount_of(*weight, at);
    limit.excess = goes.has("once")                         ? Excess::shared_once
                   : goes.has("until") || goes.has("again") ? Excess::shared_again
                                                            : Excess::shared_unsaid;
    for (std::size_t index = 1; index < goes.parts.size(); ++index) {
        const Word* word = goes.parts[index].word;
        const Word* before = goes.parts[index - 1].word;
        if (word == nullptr || word->kind != WordKind::name || before == nullptr) continue;
        if (before->text == "its") limit.reached = name_of(*word);
        const bool behind_on =
            before->text == "on" || (before->text == "the" && goes.parts[index - 2].word != nullptr &&
                                     goes.parts[index - 2].word->text == "on");
        if (behind_on) limit.falls_on = name_of(*word);
    }
    return limit;
}

/// `all Partners`, `the Partners`.
syntax::SetPhrase sharers_of(const Node& node, Building& at) {
    if (const Node* members = node.find(Rule::members)) return members_of(*members, at);
    syntax::SetPhrase set;
    set.noun = name_of(node.get(Rule::unit_name));
    set.span = node.span;
    return set;
}

/// The part's own name, or that of a division without one.
syntax::Name part_name_of(const Node& form, const syntax::Name& amount) {
    if (const Word* part = form.word_of(WordKind::quoted)) return {folded(part->text), part->span};
    return {"part of " + amount.text, amount.span};
}

/// `If X is more than £0, it ...`: the condition, on the amount that is divided.
syntax::ConditionPtr sign_of(const Node& form, Building& at) {
    syntax::Comparison comparison;
    comparison.left = amount_of(form.get(Rule::reference), at);
    comparison.right = amount_of(form.get(Rule::signed_literal), at);
    const Node& word = form.get(Rule::comparator);
    comparison.op = word.has("more") ? syntax::Comparator::more_than : syntax::Comparator::less_than;
    comparison.op_span = word.span;
    const auto* literal = std::get_if<syntax::LiteralAmount>(&comparison.right->node);
    const bool is_plain = (word.has("more") || word.has("less")) && !word.has("not");
    if (!is_plain || literal == nullptr || !literal->literal.number.is_zero())
        at.report(source::Code::word_out_of_place, {word.span.begin, form.get(Rule::signed_literal).span.end},
                  "an amount is divided by its sign: when it is more than nothing, or when it is less")
            .with_help("write `is more than £0` or `is less than £0`");
    return std::make_shared<const syntax::Condition>(
        syntax::Condition{comparison, source::joined(comparison.left->span, comparison.right->span)});
}

/// `P and Q shall each pay to R what it bears`: a payment for each of them.
void build_joint_payment(const Node& form, Forms& forms, Building& at) {
    auto parties = form.all(Rule::party);
    const Node* payee = parties.back();
    parties.pop_back();
    for (const Node* payer : parties) {
        PaymentSentence payment;
        payment.payer = party_of(*payer);
        payment.payee = party_of(*payee);
        payment.bears = true;
        const Node& bears = form.get(Rule::what_it_bears);
        if (const Node* of = bears.find(Rule::reference)) payment.amount = amount_of(*of, at);
        for (const Node* tail : form.all(Rule::joint_tail)) {
            if (const Node* deadline = tail->find(Rule::deadline)) payment.deadline = deadline_of(*deadline, at);
            else if (const Node* unit = tail->find(Rule::unit_name)) payment.for_each = name_of(*unit);
            else payment.balance = true;
        }
        forms.push_back({std::move(payment), form.span});
    }
}

syntax::DivisionSentence division_of(const Node& form, const Node* for_each, Building& at) {
    syntax::DivisionSentence division;
    if (for_each != nullptr) division.for_each = for_each_of(*for_each, at);
    division.amount = reference_of(form.get(Rule::reference), at);
    division.among = sharers_of(form.get(Rule::sharers), at);
    if (form.rule == Rule::signed_division) division.when = sign_of(form, at);
    division.in_proportion_to = amount_of(form.get(Rule::tight_operand), at);
    if (const Node* keys = form.find(Rule::two_keys))
        division.if_negative = amount_of(keys->get(Rule::tight_operand), at);
    division.part = part_name_of(form, division.amount.name);
    for (const Node* tail : form.all(Rule::division_tail)) {
        if (const Node* odd = tail->find(Rule::odd_penny_tail)) division.odd_penny = odd_penny_of(*odd);
        else if (const Node* limit = tail->find(Rule::part_limit)) division.limit = part_limit_of(*limit, at);
        else division.kept_by = name_of(*tail->word_of(WordKind::name));
    }
    return division;
}

syntax::Comparator must_of(const Node& node) {
    using syntax::Comparator;
    if (node.has("exceed")) return node.has("not") ? Comparator::at_most : Comparator::more_than;
    if (node.has("least")) return Comparator::at_least;
    if (node.has("most")) return Comparator::at_most;
    if (node.has("more")) return Comparator::more_than;
    if (node.has("less")) return node.has("not") ? Comparator::at_least : Comparator::less_than;
    return Comparator::is;
}

/// `the Agreed Share of all Partners`: over all Partners, when it must total something.
void move_members(syntax::PromiseSentence& promise) {
    if (promise.what.of.empty() || promise.what.of.front().article != syntax::Possessor::Article::all) return;
    syntax::SetPhrase set;
    set.noun = promise.what.of.front().name;
    set.span = set.noun.span;
    promise.over = std::move(set);
    promise.what.of.erase(promise.what.of.begin());
}

syntax::PromiseSentence promise_of(const Node& node, Building& at) {
    syntax::PromiseSentence promise;
    const Node& what = node.get(Rule::promised);
    promise.what = reference_of(what.get(Rule::reference), at);
    const Node& verb = node.get(Rule::must_be);
    promise.total = what.has("total") || verb.has("total");
    if (const Node* members = what.find(Rule::members)) promise.over = members_of(*members, at);
    else move_members(promise);
    promise.op = must_of(verb);
    promise.value = amount_of(node.get(Rule::amount), at);
    return promise;
}

}  // namespace

syntax::PartyPhrase party_of(const Node& node) {
    using Article = syntax::PartyPhrase::Article;
    syntax::PartyPhrase party;
    const auto names = node.words_of(WordKind::name);
    party.name = name_of(*names[0]);
    if (names.size() > 1) party.other_than = name_of(*names[1]);
    party.mark = mark_of(node);
    const Word& first = *node.parts.front().word;
    if (first.kind == WordKind::keyword)
        party.article = first.text == "each"   ? Article::each
                        : first.text == "that" ? Article::that
                        : first.text == "all"  ? Article::all
                        : first.text == "its"  ? Article::its
                                               : Article::the;
    party.span = node.span;
    return party;
}

syntax::OddPennyPhrase odd_penny_of(const Node& node) {
    syntax::OddPennyPhrase odd;
    odd.span = node.span;
    odd.largest_remainder = node.has("largest");
    if (const Word* to = node.word_of(WordKind::name)) odd.to = name_of(*to);
    return odd;
}

syntax::DeadlinePhrase deadline_of(const Node& node, Building& at) {
    syntax::DeadlinePhrase deadline;
    deadline.span = node.span;
    if (const Word* edge = node.word_of(WordKind::period_end)) {
        deadline.period_end = name_of(*edge);
        return deadline;
    }
    deadline.count = count_in(*node.word_of(WordKind::number), at);
    const Node& unit = node.get(Rule::day_unit);
    deadline.working = node.has("working") || unit.only().word->kind == WordKind::working_day;
    deadline.unit = deadline.working ? "days" : unit.only().word->text;
    if (const Node* words = node.find(Rule::plain_words)) deadline.words = at.written(words->span);
    if (const Node* after = node.find(Rule::plain_operand)) {
        const Node* edge =
            after->find(Rule::phrase) == nullptr ? nullptr : after->get(Rule::phrase).find(Rule::period_edge);
        const Word* word = edge == nullptr ? nullptr : edge->word_of(WordKind::period_end);
        if (word != nullptr) deadline.period_end = name_of(*word);
        else deadline.date = amount_of(*after, at);
    }
    return deadline;
}

void build_money(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    switch (form.rule) {
        case Rule::payment: {
            PaymentSentence payment = payment_of(form, at);
            payment.of_each = each_of(for_each, at);
            for (PaymentSentence& then : payment.then) then.of_each = payment.of_each;
            return forms.push_back({std::move(payment), form.span});
        }
        case Rule::joint_payment: return build_joint_payment(form, forms, at);
        case Rule::division:
        case Rule::signed_division: return forms.push_back({division_of(form, for_each, at), form.span});
        case Rule::keeps:
            return forms.push_back(
                {syntax::KeepsSentence{party_of(form.get(Rule::party)), form.has("must")}, form.span});
        case Rule::promises:
            for (const Node* promise : form.all(Rule::promise))
                forms.push_back({promise_of(*promise, at), promise->span});
            return;
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about money paid");
}

}  // namespace concordat::parse
