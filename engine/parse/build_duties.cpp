// engine/parse/build_duties.cpp · room: parse
// What:  what hangs on payments: notices, deduction, tax, interest, what is kept back, an amount shared by a table.
#include <memory>
#include <utility>

#include "base/check.h"
#include "parse/build.h"

namespace concordat::parse {

namespace {

/// `every Contributor`, `the Commissioner`: who is told.
syntax::PartyPhrase notified_of(const Node& node) {
    using Article = syntax::PartyPhrase::Article;
    syntax::PartyPhrase party;
    party.name = name_of(*node.word_of(WordKind::name));
    party.span = node.span;
    if (node.has("each") || node.has("every")) party.article = Article::each;
    else if (node.has("all")) party.article = Article::all;
    else if (node.has("the")) party.article = Article::the;
    return party;
}

/// `the total of Spend on a Service Line ... is at least 95% of its Budget`: asked for each Service Line.
void read_total_on_one(const Node& node, syntax::NoticeSentence& notice, Building& at) {
    const Node& what = node.get(Rule::reference);
    syntax::Aggregate total;
    total.op = syntax::AggregateOp::total;
    total.of = made(syntax::ReferenceAmount{reference_of(what, at)}, what.span);
    source::Span span = source::joined(node.parts.front().span, node.word_of(WordKind::name)->span);
    if (const Node* period = node.find(Rule::period_phrase)) {
        total.period = period_of(*period, at);
        span.end = period->span.end;
    }
    notice.condition = test_of(node.get(Rule::test), made(std::move(total), span), node.span, at);
    if (notice.for_each != nullptr) {
        at.report(source::Code::word_out_of_place, node.word_of(WordKind::name)->span,
                  "the sentence says twice of which one it asks")
            .with_help("take `For each ...` away, or these words");
        at.broken = true;
        return;
    }
    auto each = std::make_shared<syntax::ForEach>();
    each->names.push_back(name_of(*node.word_of(WordKind::name)));
    each->spans.push_back(each->names.front().span);
    each->span = each->names.front().span;
    notice.for_each = std::move(each);
}

syntax::NoticeSentence notice_of(const Node& form, const Node* for_each, Building& at) {
    syntax::NoticeSentence notice;
    if (for_each != nullptr) notice.for_each = std::make_shared<const syntax::ForEach>(for_each_of(*for_each, at));
    const Node& test = form.get(Rule::notice_test);
    if (const Word* unit = test.word_of(WordKind::period_unit)) {
        const Word* number = test.word_of(WordKind::number);
        notice.at_end_of = name_of(*unit);
        notice.ordinal = count_in(*number, at);
        notice.at_span = source::joined(unit->span, number->span);
    }
    if (const Node* condition = test.find(Rule::condition)) notice.condition = condition_of(*condition, at);
    else read_total_on_one(test.get(Rule::total_on_one), notice, at);
    if (const Node* agrees = form.find(Rule::agrees_anew)) {
        notice.agree = name_of(*agrees->word_of(WordKind::name));
        if (const Word* clause = agrees->word_of(WordKind::number)) notice.until_then = name_of(*clause);
        return notice;
    }
    const Node& notifies = form.get(Rule::notifies);
    notice.by = party_of(notifies.get(Rule::party));
    for (const Node* told : notifies.all(Rule::notified)) notice.to.push_back(notified_of(*told));
    if (const Node* deadline = notifies.find(Rule::deadline)) notice.deadline = deadline_of(*deadline, at);
    return notice;
}

syntax::TaxSentence tax_of(const Node& form, Building& at) {
    syntax::TaxSentence tax;
    const source::Span name = form.parts.front().span;
    tax.tax = {at.written(name), name};
    tax.rate = percent_in(*form.word_of(WordKind::percent), at);
    tax.on = reference_of(form.get(Rule::reference), at);
    if (const Node* party = form.find(Rule::party)) tax.lost_by = party_of(*party);
    if (const Word* cost = form.word_of(WordKind::quoted)) tax.cost = declared_name(*cost, at);
    return tax;
}

syntax::InterestSentence interest_of(const Node& form, Building& at) {
    syntax::InterestSentence interest;
    interest.a_year = percent_in(*form.word_of(WordKind::percent), at);
    interest.span = form.span;
    const auto numbers = form.words_of(WordKind::number);
    if (numbers.size() > 1) interest.under = name_of(*numbers.front());
    interest.days = count_in(*numbers.back(), at);
    if (const Node* rates = form.find(Rule::schedule)) interest.above = schedule_of(*rates);
    return interest;
}

syntax::KeepBackSentence keep_back_of(const Node& form, Building& at) {
    syntax::KeepBackSentence keeps;
    const auto parties = form.all(Rule::party);
    keeps.reporter = party_of(*parties[0]);
    keeps.keeper = party_of(*parties[1]);
    keeps.fact = name_of(*form.word_of(WordKind::name));
    keeps.unit = name_of(*form.word_of(WordKind::period_unit));
    const Word& share = *form.word_of(WordKind::percent);
    keeps.share = percent_in(share, at);
    keeps.share_span = share.span;
    if (const Word* clause = form.word_of(WordKind::number)) keeps.under = name_of(*clause);
    return keeps;
}

syntax::SharedSentence shared_of(const Node& simple, Building& at) {
    const Node& form = simple.get(Rule::shared);
    syntax::SharedSentence shared;
    shared.amount = reference_of(form.get(Rule::reference), at);
    shared.mirrored = form.has("same");
    if (const Node* odd = form.find(Rule::odd_penny_tail)) shared.odd_penny = odd_penny_of(*odd);
    if (auto table = table_of(simple, TableReading::amounts, at)) shared.table = *std::move(table);
    return shared;
}

}  // namespace

syntax::DeductionPhrase deduction_of(const Node& node, Building& at) {
    using Balance = syntax::DeductionPhrase::Balance;
    syntax::DeductionPhrase deduction;
    deduction.span = node.span;
    deduction.due_to = party_of(node.get(Rule::party));
    if (const Word* clause = node.word_of(WordKind::number)) deduction.under = name_of(*clause);
    if (node.has("later")) deduction.balance = Balance::deducted_later;
    if (const Node* deadline = node.find(Rule::deadline)) {
        deduction.balance = Balance::paid;
        deduction.paid_within = deadline_of(*deadline, at);
    }
    if (const Node* end = node.find(Rule::left_at_end)) {
        using AtEnd = syntax::DeductionPhrase::AtEnd;
        const Node* within = end->find(Rule::deadline);
        deduction.at_end = within != nullptr ? AtEnd::paid : AtEnd::lapses;
        if (within != nullptr) deduction.end_within = deadline_of(*within, at);
    }
    return deduction;
}

void build_duties(const Node& simple, const Node* for_each, Forms& forms, Building& at) {
    if (const Node* notice = simple.find(Rule::notice))
        return forms.push_back({notice_of(*notice, for_each, at), simple.span});
    if (const Node* tax = simple.find(Rule::tax)) return forms.push_back({tax_of(*tax, at), tax->span});
    if (const Node* interest = simple.find(Rule::interest))
        return forms.push_back({interest_of(*interest, at), interest->span});
    if (const Node* keeps = simple.find(Rule::keep_back))
        return forms.push_back({keep_back_of(*keeps, at), keeps->span});
    if (const Node* pass = simple.find(Rule::pass_down)) {
        const auto clauses = pass->words_of(WordKind::number);
        return forms.push_back({syntax::PassDownSentence{party_of(pass->get(Rule::party)), name_of(*clauses[0]),
                                                         name_of(*clauses[1]), pass->span},
                                pass->span});
    }
    if (const Node* shared = simple.find(Rule::shared)) return forms.push_back({shared_of(simple, at), shared->span});
    ENGINE_CHECK(false && "a sentence about what hangs on payments");
}

}  // namespace concordat::parse
