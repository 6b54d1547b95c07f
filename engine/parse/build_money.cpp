// engine/parse/build_money.cpp · room: parse
// What:  divisions, payments and promises.
#include <utility>

#include "base/check.h"
#include "calendar/date.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {
namespace {

using syntax::PaymentSentence;

syntax::PartyPhrase party_of(const Node& node) {
    using Article = syntax::PartyPhrase::Article;
    syntax::PartyPhrase party;
    const auto names = node.words_of(WordKind::name);
    party.name = name_of(*names[0]);
    if (names.size() > 1) party.other_than = name_of(*names[1]);
    const Word& first = *node.only().word;
    if (first.kind == WordKind::keyword)
        party.article = first.text == "each" ? Article::each : first.text == "that" ? Article::that : Article::the;
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

void read_if_less(const Node& tail, PaymentSentence& payment, Building& at) {
    const Word* sum = tail.word_of(WordKind::plain_word);  // where the result is less than £0
    if (sum != nullptr && sum->text != "result" && sum->text != "sum") {
        at.report(source::Code::word_out_of_place, sum->span, "what may be less than £0 is the result of the sum paid")
            .with_help("write `; if that is less than £0, ...`");
    }
    payment.if_negative =
        tail.has("carried") ? PaymentSentence::IfNegative::carried : PaymentSentence::IfNegative::repays;
}

void read_pay_tail(const Node& tail, PaymentSentence& payment, Building& at) {
    if (const Node* instalments = tail.find(Rule::instalments)) payment.instalments = instalments_of(*instalments, at);
    else if (const Node* deadline = tail.find(Rule::deadline)) payment.deadline = deadline_of(*deadline, at);
    else if (const Node* odd = tail.find(Rule::odd_penny_tail)) payment.odd_penny = odd_penny_of(*odd);
    else if (const Node* key = tail.find(Rule::tight_operand)) payment.in_proportion_to = amount_of(*key, at);
    else if (const Node* clauses = tail.find(Rule::clause_numbers)) {
        payment.less_paid_under = clause_numbers_of(*clauses);
        if (const Node* period = tail.find(Rule::period_phrase)) payment.less_paid_for = period_of(*period, at);
    } else if (const Node* unit = tail.find(Rule::unit_name)) payment.for_each = name_of(*unit);
    else if (tail.has("account")) payment.on_account = true;
    else if (tail.has("paid")) payment.to_date_less_paid = true;
    else if (tail.has("own")) payment.on_its_own = true;
    else read_if_less(tail, payment, at);
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
    } else {
        payment.balance = true;
        payment.amount = amount_of(sum.get(Rule::reference), at);
    }
    if (const Word* clause = sum.word_of(WordKind::number)) payment.received_under = name_of(*clause);
}

PaymentSentence payment_of(const Node& form, Building& at) {
    PaymentSentence payment;
    payment.payer = party_of(form.get(Rule::party));
    const Node& first = form.get(Rule::first_part);
    read_sum(first.get(Rule::sum_paid), payment, at);
    payment.payee = party_of(first.get(Rule::party));
    for (const Node* tail : first.all(Rule::pay_tail)) read_pay_tail(*tail, payment, at);
    for (const Node* further : form.all(Rule::further_part)) {
        PaymentSentence part;
        part.payer = payment.payer;
        read_sum(further->get(Rule::sum_paid), part, at);
        const Node* payee = further->find(Rule::party);
        part.payee = payee == nullptr ? payment.payee : party_of(*payee);
        for (const Node* tail : further->all(Rule::pay_tail)) read_pay_tail(*tail, part, at);
        payment.then.push_back(std::move(part));
    }
    return payment;
}

syntax::DivisionSentence division_of(const Node& form, const Node* for_each, Building& at) {
    syntax::DivisionSentence division;
    if (for_each != nullptr) division.for_each = for_each_of(*for_each, at);
    division.amount = reference_of(form.get(Rule::reference), at);
    division.among = members_of(form.get(Rule::members), at);
    division.in_proportion_to = amount_of(form.get(Rule::tight_operand), at);
    if (const Node* keys = form.find(Rule::two_keys))
        division.if_negative = amount_of(keys->get(Rule::tight_operand), at);
    const Word& part = *form.word_of(WordKind::quoted);
    division.part = {folded(part.text), part.span};
    for (const Node* tail : form.all(Rule::division_tail)) {
        if (const Node* odd = tail->find(Rule::odd_penny_tail)) division.odd_penny = odd_penny_of(*odd);
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

void build_money(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    switch (form.rule) {
        case Rule::payment: return forms.push_back({payment_of(form, at), form.span});
        case Rule::division: return forms.push_back({division_of(form, for_each, at), form.span});
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
