// engine/check/payments.cpp · room: check
// What:  who pays whom what for which period, how it is divided and rounded, and when it is due.
// Source: language.md rows P3, P5, P6; findings N2-N5, N11, N12, N19.

#include <algorithm>

#include <fmt/format.h>

#include "check/cut_off.h"
#include "check/draft.h"
#include "check/duties.h"
#include "check/events.h"
#include "check/payment_members.h"
#include "check/pools.h"
#include "check/taking_part.h"
#include "check/once.h"
#include "check/years.h"

namespace concordat::check {

namespace {

using model::Payment;
using syntax::PartyPhrase;
using syntax::PaymentSentence;

std::optional<calendar::PeriodUnit> read_unit(Draft& draft, const PaymentSentence& sentence) {
    if (sentence.at_end_of_agreement) return calendar::PeriodUnit::year;
    if (sentence.at_period_end && !sentence.for_each) {
        const auto unit = find_unit(draft, sentence.at_period_end->text);
        if (!unit) report_unknown(draft, *sentence.at_period_end, "a period");
        if (!unit || *unit >= draft.contract.settles) return unit;
        draft
            .error(Code::payment_finer_than_settlement, sentence.at_period_end->span,
                   fmt::format("this is paid at each {}, and the agreement is settled for each {}",
                               sentence.at_period_end->text, draft.contract.period_name))
            .with_help(fmt::format("write `Settled for each {}.` at the top", calendar::unit_name(*unit)));
        return std::nullopt;
    }
    if (!sentence.for_each) {
        if (sentence.instalments && sentence.instalments->count == 4) return calendar::PeriodUnit::quarter;
        return draft.contract.settles;
    }
    const auto unit = find_unit(draft, sentence.for_each->text);
    if (!unit) {
        report_unknown(draft, *sentence.for_each, "a period");
        return std::nullopt;
    }
    if (*unit >= draft.contract.settles) return unit;
    draft
        .error(Code::payment_finer_than_settlement, sentence.for_each->span,
               fmt::format("this is paid for each {}, and the agreement is settled for each {}",
                           calendar::unit_name(*unit), draft.contract.period_name))
        .with_help(fmt::format(
            "write `Settled for each {}.` at the top; clauses about a longer period then pay when theirs ends",
            calendar::unit_name(*unit)));
    return std::nullopt;
}

bool periods_fit(Draft& draft, const PaymentSentence& sentence, const std::set<calendar::PeriodUnit>& used,
                 calendar::PeriodUnit unit) {
    if (used.empty() || sentence.instalments || sentence.bears) return true;
    const Span span = sentence.amount->span;
    if (*used.begin() < unit) {
        draft
            .error(Code::sum_over_periods_not_said, span,
                   fmt::format("this amount is worked out for each {}, and it is paid for each {}",
                               calendar::unit_name(*used.begin()), calendar::unit_name(unit)))
            .with_help(fmt::format("pay it `for each {}`, or define a term as `the total of ... for the {}`",
                                   calendar::unit_name(*used.begin()), calendar::unit_name(unit)));
        return false;
    }
    if (*used.begin() == unit || sentence.fraction != nullptr) return true;
    const bool plain = std::holds_alternative<syntax::ReferenceAmount>(sentence.amount->node);
    if (!plain) return true;
    draft
        .error(Code::paid_too_often, span,
               fmt::format("this amount is one for each {}, and it would be paid whole for each {}",
                           calendar::unit_name(*used.begin()), calendar::unit_name(unit)))
        .with_help(fmt::format("add `for each {}`, or pay a part such as `one twelfth of` it",
                               calendar::unit_name(*used.begin())));
    return false;
}

exact::Rounding whole_coins(const Draft& draft) {
    exact::Ratio step = 1;
    for (int i = 0; i < draft.contract.currency.minor_digits; ++i) step /= 10;
    return {step, exact::RoundingMode::half_up};
}

bool read_rounding_of(Draft& draft, const PaymentSentence& sentence, Payment& payment) {
    if (sentence.rounding) {
        const auto rounding = read_rounding(draft, *sentence.rounding, Kind::money());
        if (rounding) payment.rounding = *rounding;
        return rounding.has_value();
    }
    payment.rounding = draft.contract.payment_rounding.value_or(whole_coins(draft));
    if (sentence.bears) return true;  // each part is in whole coins already
    if (stands_in_broken_clause(draft, draft.text.slice(sentence.amount->span))) return true;
    if (draft.contract.payment_rounding || payment.instalments || !can_have_fraction(draft, payment.amount))
        return true;
    const std::string coin = draft.contract.currency.minor_word;
    draft
        .error(Code::payment_unrounded, sentence.amount->span,
               fmt::format("this payment can come to a fraction of a {}, and nothing says how it is rounded", coin))
        .with_help(fmt::format("add a clause such as `... is rounded to the nearest {}, half up.`, or say it once: "
                               "`Every payment is rounded to the nearest {}, half up.`",
                               coin, coin));
    return false;
}

bool read_divide(Draft& draft, const PaymentSentence& sentence, const Scope& scope, Payment& payment) {
    const auto odd_penny = [&](Payment::Divide& divide) {
        if (sentence.odd_penny && sentence.odd_penny->largest_remainder) return true;
        if (sentence.odd_penny && sentence.odd_penny->to) {
            const Entity* entity = draft.find(sentence.odd_penny->to->text);
            const auto& role_parties = entity != nullptr && entity->what == Entity::What::role
                                           ? draft.contract.role(entity->role).parties
                                           : std::vector<model::PartyId>{};
            if (entity != nullptr && entity->what == Entity::What::party) divide.odd_penny_party = entity->party;
            else if (role_parties.size() == 1) divide.odd_penny_party = role_parties.front();
            if (!divide.odd_penny_party.is_set()) {
                draft.error(Code::wrong_sort_of_name, sentence.odd_penny->to->span,
                            fmt::format("`{}` is no party; an odd penny goes to one party or to the largest remainder",
                                        sentence.odd_penny->to->text));
                return false;
            }
            divide.odd_penny = model::OddPenny::to_party;
            const auto& payees = payment.payee.each_of.is_set() ? draft.contract.role(payment.payee.each_of).parties
                                                                : std::vector<model::PartyId>{payment.payee.party};
            const bool in_play = divide.odd_penny_party == payment.payer.party ||
                                 std::find(payees.begin(), payees.end(), divide.odd_penny_party) != payees.end();
            if (in_play) return true;
            draft
                .error(Code::odd_penny_to_outsider, sentence.odd_penny->span,
                       fmt::format("`{}` neither pays nor is paid here; an odd penny goes to one of those who do",
                                   sentence.odd_penny->to->text))
                .with_help("write `going to the largest remainder`, or the name of one who pays or is paid here");
            return false;
        }
        if (draft.odd_pennies) return true;
        draft.error(Code::odd_penny_unsaid, sentence.payee.span, "the division does not say where an odd penny goes")
            .with_help("add `; any odd penny going to the largest remainder`");
        return false;
    };
    if (sentence.in_proportion_to != nullptr) {
        if (!payment.payee.each_of.is_set()) {
            draft
                .error(Code::proportion_of_one, sentence.in_proportion_to->span,
                       "`in proportion to` needs several payees")
                .with_help("write `to each` and a role");
            return false;
        }
        const auto weight = lower_amount(draft, *sentence.in_proportion_to, scope);
        if (!weight) return false;
        if (weight->kind.base != model::KindBase::amount) {
            draft.error(
                Code::wrong_kind, sentence.in_proportion_to->span,
                fmt::format("an amount is divided in proportion to a number; this is {}", describe(weight->kind)));
            return false;
        }
        payment.divide = Payment::Divide{weight->id, false, {}, {}};
        return odd_penny(*payment.divide);
    }
    if (sentence.received_under && sentence.odd_penny) {
        payment.divide = Payment::Divide{{}, true, {}, {}};
        return odd_penny(*payment.divide);
    }
    return true;
}

/// "its Outcome Share of Outcome Payment received under clause 4.2": a share for each payee of what came in.
bool read_received(Draft& draft, const PaymentSentence& sentence, const Scope& scope, Payment& payment) {
    const auto clause = draft.clause_ids.find(sentence.received_under->text);
    if (clause == draft.clause_ids.end()) {
        draft
            .error(Code::unknown_clause, sentence.received_under->span,
                   fmt::format("there is no clause {}", sentence.received_under->text))
            .with_help("refer to a clause of this agreement by its number");
        return false;
    }
    payment.received_under = clause->second;
    payment.payer_keeps_rest = true;
    const auto* share = std::get_if<syntax::Binary>(&sentence.amount->node);
    const syntax::Amount* weight = share != nullptr ? share->left.get() : nullptr;
    if (weight == nullptr) {
        const auto* reference = std::get_if<syntax::ReferenceAmount>(&sentence.amount->node);
        if (reference != nullptr) weight = sentence.amount.get();
    }
    if (weight == nullptr) return true;
    // The share is "its Outcome Share"; what it is a share of is what came in, whatever its name.
    syntax::Amount share_alone = *weight;
    if (auto* reference = std::get_if<syntax::ReferenceAmount>(&share_alone.node)) {
        std::erase_if(reference->reference.of, [&](const syntax::Possessor& possessor) {
            const Entity* entity = draft.find(possessor.name.text);
            return entity != nullptr && entity->what == Entity::What::term;
        });
    }
    const auto lowered = lower_amount(draft, share_alone, scope);
    if (!lowered || !demand(draft, lowered->kind, Kind::percentage(), weight->span, "the share of what was received"))
        return false;
    if (!payment.divide) payment.divide = Payment::Divide{{}, true, {}, {}};
    payment.divide->weight = lowered->id;
    model::Term received;
    received.name = "received under clause " + sentence.received_under->text;
    received.kind = Kind::money();
    received.index = {{Axis::Type::period, {}, {}, {}, payment.unit}};
    received.source = model::ReceivedSource{clause->second};
    received.clause = clause->second;
    const model::TermId id(draft.contract.terms.size());
    draft.contract.terms.push_back(std::move(received));
    draft.drafts.push_back({TermDraft::State::done, {}, {}, {}, {}, true});
    payment.amount = draft.add(model::TermRef{id, {}, std::nullopt}, Kind::money(), sentence.amount->span);
    return true;
}

std::optional<calendar::Days> months_within(Draft& draft, const syntax::InstalmentPhrase& phrase) {
    const auto from = calendar::read_period(phrase.from_month, draft.contract.year_start);
    const auto to = calendar::read_period(phrase.to_month, draft.contract.year_start);
    if (from && to) return calendar::Days{from->first(), to->last()};
    draft.error(Code::not_a_period, phrase.span, "the months of these instalments cannot be read")
        .with_help("write `for the Months May 2026 to April 2027`");
    return std::nullopt;
}

bool read_instalments(Draft& draft, const PaymentSentence& sentence, Payment& payment) {
    if (!sentence.instalments) return true;
    const auto& phrase = *sentence.instalments;
    model::Instalments instalments;
    instalments.count = phrase.count;
    instalments.round_nearest = phrase.nearest;
    instalments.at_start = phrase.at_start_of.has_value();
    instalments.each = payment.unit;
    if (sentence.for_each == std::nullopt)
        instalments.each = phrase.count == 4 ? calendar::PeriodUnit::quarter : calendar::PeriodUnit::month;
    if (phrase.at_start_of) instalments.each = find_unit(draft, phrase.at_start_of->text).value_or(instalments.each);
    if (!phrase.from_month.empty()) {
        instalments.within = months_within(draft, phrase);
        if (!instalments.within) return false;
    }
    const int in_year = instalments.each == calendar::PeriodUnit::month     ? 12
                        : instalments.each == calendar::PeriodUnit::quarter ? 4
                                                                            : 1;
    if (!instalments.within && phrase.count != in_year) {
        draft
            .error(Code::instalments_do_not_fit, phrase.span,
                   fmt::format("{} instalments do not fill a year of {} {}s", phrase.count, in_year,
                               calendar::unit_name(instalments.each)))
            .with_help("name the months: `by eighteen equal instalments for the Months July 2025 to December 2026`");
        return false;
    }
    int periods = 0;
    if (instalments.within) {
        for (auto period =
                 calendar::Period::containing(instalments.each, instalments.within->first, draft.contract.year_start);
             period.first() <= instalments.within->last; period = period.next(draft.contract.year_start))
            ++periods;
    }
    if (instalments.within && periods != phrase.count) {
        draft
            .error(Code::instalments_do_not_fit, phrase.span,
                   fmt::format("{} instalments do not fill {} {}s", phrase.count, periods,
                               calendar::unit_name(instalments.each)))
            .with_help(fmt::format("name {} of them, or say how many instalments there are", phrase.count));
        return false;
    }
    payment.unit = instalments.each;
    payment.instalments = instalments;
    return true;
}

bool read_deadline_of(Draft& draft, const PaymentSentence& sentence, const Scope& scope, Payment& payment) {
    if (!sentence.deadline) return true;
    payment.deadline = read_deadline(draft, *sentence.deadline, payment.unit, scope);
    return payment.deadline.has_value();
}

bool read_less_paid(Draft& draft, const PaymentSentence& sentence, Payment& payment) {
    for (const syntax::Name& number : sentence.less_paid_under) {
        const auto clause = draft.clause_ids.find(number.text);
        if (clause == draft.clause_ids.end()) {
            draft.error(Code::unknown_clause, number.span, fmt::format("there is no clause {}", number.text))
                .with_help("refer to a clause of this agreement by its number");
            return false;
        }
        payment.less_paid_under.push_back(clause->second);
    }
    return true;
}

/// The undisputed part: less the reported Disputed Amount, which is nothing where it is missing (N41).
MaybeLowered undisputed(Draft& draft, const PaymentSentence& sentence, Lowered amount, const Scope& scope) {
    const syntax::Name disputed{"Disputed Amount", sentence.amount->span};
    const auto less = lower_reference(draft, {disputed, false, {}, {}}, sentence.amount->span, scope, nullptr);
    if (!less || !demand(draft, less->kind, Kind::money(), sentence.amount->span, "what is disputed"))
        return std::nullopt;
    const ExprId absent = draft.add(model::IsAbsent{model::Presence::missing, less->id}, Kind::yes_no());
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, Kind::money());
    const ExprId known = draft.add(model::Choose{{{absent, nothing}}, less->id, true}, Kind::money());
    return Lowered{draft.add(model::Arithmetic{model::ArithmeticOp::subtract, amount.id, known, {}, {}}, Kind::money(),
                             sentence.amount->span),
                   Kind::money()};
}

MaybeLowered lower_payment_amount(Draft& draft, const PaymentSentence& sentence, const Scope& scope) {
    auto amount = lower_amount(draft, *sentence.amount, scope);
    if (!amount || !demand(draft, amount->kind, Kind::money(), sentence.amount->span, "what is paid"))
        return std::nullopt;
    if (sentence.undisputed) return undisputed(draft, sentence, *amount, scope);
    amount = lower_tails(draft, amount, sentence.tails, scope);
    if (sentence.fraction == nullptr || !amount) return amount;
    const auto part = lower_amount(draft, *sentence.fraction, scope);
    if (!part) return std::nullopt;
    const auto* share = std::get_if<model::Constant>(&draft.expression(part->id).node);
    const auto* number = share == nullptr ? nullptr : std::get_if<exact::Ratio>(&share->value);
    if (number != nullptr && *number == exact::Ratio(1)) return amount;  // the whole of it
    return Lowered{draft.add(model::Arithmetic{model::ArithmeticOp::multiply, part->id, amount->id, {}, {}},
                             Kind::money(), joined(sentence.fraction->span, sentence.amount->span)),
                   Kind::money()};
}

bool running_total(const Draft& draft, const PaymentSentence& sentence, ExprId amount) {
    if (sentence.bears) return runs(draft, amount);
    const auto* reference = std::get_if<syntax::ReferenceAmount>(&sentence.amount->node);
    const Entity* entity = reference != nullptr ? draft.find(reference->reference.name.text) : nullptr;
    if (entity == nullptr || entity->what != Entity::What::term) return false;
    const model::Term& term = draft.contract.term(entity->term);
    if (term.stages.empty()) return false;
    const auto* aggregate = std::get_if<model::Aggregate>(&draft.expression(term.stages.front().value).node);
    if (aggregate == nullptr) return false;
    return aggregate->range.kind == model::PeriodRange::Kind::to_date ||
           aggregate->range.kind == model::PeriodRange::Kind::unit_to_date;
}

bool balance_fits(Draft& draft, const PaymentSentence& sentence, Payment& payment) {
    const bool once = sentence.following || sentence.at_end_of_agreement || sentence.instalments ||
                      (payment.unit == calendar::PeriodUnit::year && !draft.contract.to_date_from_start);
    const bool running = running_total(draft, sentence, payment.amount) ||
                         (!sentence.bears && !once && holds_running_total(draft, payment.amount));
    if (sentence.bears) payment.balance = running;
    if (sentence.bears && running && !sentence.balance) {
        draft
            .error(Code::running_total_paid, sentence.payer.span,
                   "what it bears is a running total; paid for each period it would be added up again")
            .with_help("add `, less what it has already paid`");
        return false;
    }
    if (running && !sentence.balance) {
        draft
            .error(Code::running_total_paid, sentence.amount->span,
                   fmt::format("`{}` is a running total; paid for each period it would be added up again",
                               draft.text.slice(sentence.amount->span)))
            .with_help(fmt::format("write `shall pay the balance of {}`", draft.text.slice(sentence.amount->span)));
        return false;
    }
    return true;
}

Payment::IfNegative if_negative_of(const PaymentSentence& sentence) {
    switch (sentence.if_negative) {
        case PaymentSentence::IfNegative::repays: return Payment::IfNegative::repays;
        case PaymentSentence::IfNegative::carried: return Payment::IfNegative::carried;
        case PaymentSentence::IfNegative::not_said: break;
    }
    return Payment::IfNegative::not_said;
}

/// To several of a role: each the whole, or one sum divided.
bool says_whole_or_part(Draft& draft, const PaymentSentence& sentence, const Payment& payment) {
    if (!is_plural(draft, sentence.payee) || payment.divide || sentence.received_under) return true;
    const std::string role = draft.contract.role(payment.payee.each_of).name;
    draft
        .error(Code::plural_payees_unsaid, sentence.payee.span,
               fmt::format("`{}` can be read in two ways: each is paid the whole amount, or one amount is divided",
                           draft.text.slice(sentence.payee.span)))
        .with_help(fmt::format("write `to each {}` for the whole amount each, or add `in proportion to ...`", role));
    return false;
}

/// Once, in the year that the agreement ends in.
void pay_in_last_year(const Draft& draft, Payment& payment) {
    const auto year = calendar::Period::containing(calendar::PeriodUnit::year, draft.contract.in_force.last,
                                                   draft.contract.year_start);
    if (!payment.from || *payment.from < year.first()) payment.from = year.first();
}

/// If E has not happened by the end of this agreement, P shall pay ...: else nothing is due.
std::optional<ExprId> only_without_event(Draft& draft, const syntax::Name& event, ExprId amount, const Kind& kind,
                                         Scope scope) {
    scope.units_used = nullptr;
    const auto never = lower_happened(draft, {event, true, true}, event.span, scope);
    if (!never) return std::nullopt;
    const ExprId not_due =
        draft.add(model::Constant{model::NotApplicable{fmt::format("{} has happened", event.text)}}, kind);
    return draft.add(model::Choose{{{never->id, amount}}, not_due, true}, kind, event.span);
}

void lower_payment(Draft& draft, const PaymentSentence& sentence, const StandingSentence& standing,
                   const std::string& part) {
    Payment payment;
    payment.clause = standing.clause;
    payment.from = standing.from;
    payment.until = standing.until;
    payment.part = part;
    for (const syntax::Name& lapsed : sentence.lapses) {
        if (expect(draft, lapsed, Entity::What::term) == nullptr) return;
    }
    if (sentence.at_end_of_agreement) pay_in_last_year(draft, payment);
    const auto each = read_each(draft, sentence);
    if (!each) return;
    Scope scope = each->scope;
    std::set<calendar::PeriodUnit> used;
    scope.units_used = &used;
    const auto payer = each->payer != nullptr ? model::PartySelector{} : read_selector(draft, sentence.payer, scope);
    const auto payee = each->payee != nullptr ? model::PartySelector{} : read_selector(draft, sentence.payee, scope);
    const auto unit = read_unit(draft, sentence);
    if (!payer || !payee || !unit) return;
    if (sentence.bears && (!payer->party.is_set() || *unit != draft.contract.settles)) {
        draft
            .error(Code::bears_nothing, sentence.payer.span,
                   fmt::format("`what it bears` is paid by parties that are named, for each {}",
                               calendar::unit_name(draft.contract.settles)))
            .with_help("name the parties that bear the amount");
        return;
    }
    payment.payer = *payer;
    payment.payee = *payee;
    scope.payee = payee->party.is_set() ? std::optional(payee->party) : std::nullopt;
    payment.unit = *unit;
    payment.on_account = sentence.on_account;
    payment.on_its_own = sentence.on_its_own || draft.contract.each_period_on_its_own;
    payment.balance = sentence.balance;
    payment.if_negative = if_negative_of(sentence);
    if (sentence.received_under) {
        if (!read_divide(draft, sentence, scope, payment) || !read_received(draft, sentence, scope, payment)) return;
    } else {
        const auto amount = sentence.bears ? lower_what_it_bears(draft, sentence, payment.payer.party, scope)
                                           : lower_payment_amount(draft, sentence, scope);
        if (!amount) return;
        const auto again = [&](const PaymentSentence& read) { return lower_payment_amount(draft, read, scope); };
        const auto ruled = apply_year_rules_to_payment(draft, amount->id, standing, scope, again);
        if (!ruled) return;
        payment.amount = *ruled;
        if (sentence.following) {
            const auto once = only_in_period_of(draft, *sentence.following, *ruled, amount->kind);
            if (!once) return;
            payment.amount = *once;
            payment.once = true;
        }
        if (sentence.never) {
            const auto at_end = only_without_event(draft, *sentence.never, payment.amount, amount->kind, scope);
            if (!at_end) return;
            payment.amount = *at_end;
        }
        if (sentence.what_remains) {
            const auto rest = what_remains(draft, sentence, payment.payer.party, standing, *amount);
            if (!rest) return;
            payment.amount = *rest;
        }
        if (!balance_fits(draft, sentence, payment) || !read_divide(draft, sentence, scope, payment)) return;
    }
    if (!says_whole_or_part(draft, sentence, payment)) return;
    if (!read_instalments(draft, sentence, payment) || !periods_fit(draft, sentence, used, payment.unit)) return;
    if (!read_rounding_of(draft, sentence, payment) || !read_deadline_of(draft, sentence, scope, payment) ||
        !read_less_paid(draft, sentence, payment) || !read_deduction(draft, sentence, scope, payment))
        return;
    if (!read_where(draft, sentence, scope, payment)) return;
    add_payment_to_pool(draft, payment, each->axis, sentence.payer.span);
    if (each->axis) add_for_each_member(draft, sentence, payment, *each);
    else draft.contract.payments.push_back(std::move(payment));
}

void lower_keeps(Draft& draft, const syntax::KeepsSentence& keeps, const StandingSentence& standing) {
    Scope scope;
    const auto party = read_selector(draft, keeps.party, scope);
    if (party) draft.contract.keeps.push_back({standing.clause, *party, keeps.must_not_be_negative});
}

std::string part_name(const Draft& draft, const PaymentSentence& sentence) {
    if (sentence.then.empty()) return {};
    return sentence.fraction != nullptr ? fmt::format("first {}", draft.text.slice(sentence.fraction->span))
                                        : std::string();
}

}  // namespace

void lower_payments(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* keeps = std::get_if<syntax::KeepsSentence>(&standing.sentence->form))
            lower_keeps(draft, *keeps, standing);
        const auto* payment = std::get_if<PaymentSentence>(&standing.sentence->form);
        if (payment == nullptr) continue;
        lower_payment(draft, *payment, standing, part_name(draft, *payment));
        for (const PaymentSentence& further : payment->then)
            lower_payment(draft, further, standing, further.balance ? "balance" : part_name(draft, further));
    }
    pay_what_falls(draft);
    // What pools pay was worked out before.
    std::stable_sort(draft.contract.payments.begin(), draft.contract.payments.end(),
                     [](const Payment& a, const Payment& b) { return a.clause < b.clause; });
}

}  // namespace concordat::check
