// engine/check/on_payments.cpp · room: check
// What:  tax on payments, interest on late ones, parts kept back until something is reported, deduction from another
//        payment. Each works on the payments that the other clauses have made.
// Source: findings N20, N41, N42, N52; row P6.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/duties.h"

namespace concordat::check {

namespace {

using model::ArithmeticOp;
using model::Payment;

std::string number_of(const Draft& draft, const Payment& payment) {
    return draft.contract.clause(payment.clause).number;
}

ExprId times(Draft& draft, ExprId amount, const exact::Ratio& by, const Kind& factor, Span span = {}) {
    const ExprId share = draft.add(model::Constant{by}, factor);
    return draft.add(model::Arithmetic{ArithmeticOp::multiply, share, amount, {}, {}}, Kind::money(), span);
}

/// The clause that is named; false after an error.
bool known_clause(Draft& draft, const std::optional<syntax::Name>& number) {
    if (!number || draft.clause_ids.contains(number->text)) return true;
    draft.error(Code::unknown_clause, number->span, fmt::format("there is no clause {}", number->text))
        .with_help("refer to a clause of this agreement by its number");
    return false;
}

bool is_under(const Draft& draft, const Payment& payment, const std::optional<syntax::Name>& under) {
    return !under || number_of(draft, payment) == under->text;
}

/// The amount is the term, or a fixed share of it.
bool pays(const Draft& draft, ExprId amount, model::TermId term) {
    const auto& node = draft.expression(amount).node;
    if (const auto* used = std::get_if<model::TermRef>(&node)) return used->term == term;
    const auto* product = std::get_if<model::Arithmetic>(&node);
    if (product == nullptr || product->op != ArithmeticOp::multiply) return false;
    return std::holds_alternative<model::Constant>(draft.expression(product->left).node) &&
           pays(draft, product->right, term);
}

bool same_parties(const model::PartySelector& a, const model::PartySelector& b) {
    return a.party.is_set() ? a.party == b.party : a.each_of == b.each_of;
}

exact::Rounding rounding_of_payments(const Draft& draft) {
    exact::Ratio step = 1;
    for (int digit = 0; digit < draft.contract.currency.minor_digits; ++digit) step /= 10;
    return draft.contract.payment_rounding.value_or(exact::Rounding{step, exact::RoundingMode::half_up});
}

// ---- tax --------------------------------------------------------------------------------------------------------

void tax_payments(Draft& draft, const syntax::TaxSentence& sentence, const StandingSentence& standing) {
    const Entity* on = expect(draft, sentence.on.name, Entity::What::term);
    if (on == nullptr) return;
    std::optional<model::PartySelector> loser;
    if (sentence.lost_by) {
        Scope alone;
        loser = read_selector(draft, *sentence.lost_by, alone);
        if (!loser) return;
    }
    std::vector<Payment> taxes;
    for (const Payment& payment : draft.contract.payments) {
        if (payment.tax || !payment.amount.is_set() || !pays(draft, payment.amount, on->term)) continue;
        if (loser && !same_parties(*loser, payment.payer)) {
            draft
                .error(Code::taxed_not_paid, sentence.lost_by->span,
                       fmt::format("clause {} pays `{}`, and it is not this party that pays it",
                                   number_of(draft, payment), sentence.on.name.text))
                .with_help("name the party that pays it: tax falls on who pays");
            return;
        }
        Payment tax = payment;
        tax.clause = standing.clause;
        if (standing.from && (!tax.from || *tax.from < *standing.from)) tax.from = standing.from;
        if (standing.until && (!tax.until || *standing.until < *tax.until)) tax.until = standing.until;
        tax.amount = times(draft, payment.amount, sentence.rate, Kind::percentage(), standing.sentence->span);
        tax.tax = model::Tax{sentence.tax.text, loser.has_value()};
        tax.less_paid_under.clear();
        tax.deduction.reset();
        tax.rounding = rounding_of_payments(draft);
        taxes.push_back(std::move(tax));
    }
    if (taxes.empty() && !draft.problems.has_errors())
        draft
            .error(Code::taxed_not_paid, sentence.on.name.span,
                   fmt::format("no clause pays `{}`, so no tax is due on it", sentence.on.name.text))
            .with_help("name the term that a clause pays: `P shall pay X to Q`, then `VAT at 20% is due on X`");
    for (Payment& tax : taxes) draft.contract.payments.push_back(std::move(tax));
}

// ---- interest ---------------------------------------------------------------------------------------------------

std::optional<ExprId> day_due(Draft& draft, const model::Deadline& deadline) {
    using After = model::Deadline::After;
    ExprId start = deadline.date;
    if (deadline.after == After::unknown_event) return std::nullopt;
    if (deadline.after != After::date_term) {
        const auto unit = deadline.after == After::year_end ? calendar::PeriodUnit::year : deadline.period;
        start = draft.add(model::PeriodEdge{unit, true, {}}, Kind::date());
    }
    const ExprId by = draft.add(model::Constant{exact::Ratio(deadline.count)}, Kind::number());
    return draft.add(model::DateShift{start, by, deadline.unit}, Kind::date());
}

/// Why no interest can be worked out on it; empty where it can.
std::string why_not(const Payment& payment) {
    if (!payment.deadline) return "has no day due";
    if (payment.deadline->after == model::Deadline::After::unknown_event) return "has a day due that only people know";
    if (payment.instalments || payment.divide)
        return "is divided or paid in instalments, which have no day paid of their own";
    if (payment.balance || !(payment.on_its_own || payment.once))
        return "is to date, so that no day is the day paid of one period";
    return {};
}

/// The rates in the file, by the day from which each holds: columns From, perhaps Until, and Rate.
model::TableId table_of_rates(Draft& draft, const syntax::ScheduleRef& schedule) {
    for (std::size_t index = 0; index < draft.contract.tables.size(); ++index) {
        const model::Table& known = draft.contract.tables[index];
        if (known.file == schedule.file && known.title == schedule.title && known.keys.empty())
            return model::TableId(index);
    }
    model::Table table;
    table.title = schedule.title;
    table.file = schedule.file;
    table.dated = true;
    table.columns.push_back({"Rate", Kind::percentage(), {}});
    if (draft.clause_ids.contains(draft.clause_now)) table.clause = draft.clause_ids.at(draft.clause_now);
    draft.contract.tables.push_back(std::move(table));
    return model::TableId(draft.contract.tables.size() - 1);
}

/// Each day late counts at its own rate: the stated percentage and the rate in the file on that day.
ExprId rates_of_days(Draft& draft, const syntax::InterestSentence& sentence, ExprId due, ExprId paid) {
    const ExprId day = draft.add(model::PeriodEdge{calendar::PeriodUnit::day, false, {}}, Kind::date());
    const model::TableId table = table_of_rates(draft, *sentence.above);
    const ExprId rate = draft.add(model::LookUp{table, 0, {}, day, false}, Kind::percentage(), sentence.above->span);
    const ExprId above = draft.add(model::Constant{sentence.a_year}, Kind::percentage());
    const ExprId both = draft.add(model::Arithmetic{ArithmeticOp::add, above, rate, {}, {}}, Kind::percentage());
    return draft.add(model::DaysTotal{due, paid, both}, Kind::percentage(), sentence.span);
}

bool bear_interest(Draft& draft, const syntax::InterestSentence& sentence, const StandingSentence& standing,
                   const Payment& late) {
    Scope scope;
    std::set<calendar::PeriodUnit> used;
    scope.units_used = &used;
    for (const auto* selector : {&late.payer, &late.payee})
        if (selector->each_of.is_set()) scope.axes.push_back({Axis::Type::party, selector->each_of, {}, {}, {}});
    const syntax::Name day{"Day Paid", sentence.span};
    const auto paid = lower_reference(draft, {day, false, {}, {}}, sentence.span, scope, nullptr);
    const auto due = day_due(draft, *late.deadline);
    if (!paid || !due || !demand(draft, paid->kind, Kind::date(), sentence.span, "the day it is paid")) return false;
    if (!used.empty() && *used.begin() != late.unit) {
        draft
            .error(
                Code::late_without_day, sentence.span,
                fmt::format("`Day Paid` is one for each {}, and clause {} pays for each {}",
                            calendar::unit_name(*used.begin()), number_of(draft, late), calendar::unit_name(late.unit)))
            .with_help(
                "let `Day Paid` be reported for each period that is paid for, or name the clause: `A late payment "
                "under clause n bears ...`");
        return false;
    }
    const Kind money = Kind::money();
    const ExprId whole = draft.add(model::Round{late.amount, late.rounding}, money);
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
    const ExprId owed = draft.add(model::Limit{whole, {{false, nothing}}}, money);
    ExprId days = draft.add(model::DaysBetween{model::DayCount::days_after, *due, paid->id}, Kind::days());
    ExprId a_year = times(draft, owed, sentence.a_year, Kind::percentage());
    if (sentence.above) {
        days = rates_of_days(draft, sentence, *due, paid->id);
        a_year = owed;
    }
    const ExprId year = draft.add(model::Constant{exact::Ratio(sentence.days)}, Kind::days());
    const ExprId part = draft.add(model::Arithmetic{ArithmeticOp::divide, days, year, {}, {}}, Kind::number());
    Payment interest = late;
    interest.clause = standing.clause;
    interest.amount = draft.add(model::Arithmetic{ArithmeticOp::multiply, a_year, part, {}, {}}, money, sentence.span);
    interest.part = late.part.empty() ? "interest" : "interest, " + late.part;
    interest.deadline.reset();
    interest.deduction.reset();
    interest.kept_back.reset();
    interest.less_paid_under.clear();
    interest.rounding = rounding_of_payments(draft);
    draft.contract.payments.push_back(std::move(interest));
    return true;
}

/// The same part of another payment waits for the same report.
void pass_down(Draft& draft, const syntax::PassDownSentence& sentence, const StandingSentence& standing) {
    if (!known_clause(draft, sentence.of) || !known_clause(draft, sentence.as_under)) return;
    Scope alone;
    const auto keeper = read_selector(draft, sentence.keeper, alone);
    if (!keeper) return;
    const auto say = [&](Span span, std::string message, std::string help) {
        if (draft.problems.has_errors()) return;
        draft.error(Code::pass_down_unclear, span, std::move(message)).with_help(std::move(help));
    };
    auto& payments = draft.contract.payments;
    const auto above = std::find_if(payments.begin(), payments.end(), [&](const Payment& one) {
        return number_of(draft, one) == sentence.as_under.text && one.kept_back;
    });
    if (above == payments.end() || !same_parties(above->payee, *keeper))
        return say(sentence.as_under.span,
                   fmt::format("nothing is kept back of a payment under clause {} to `{}`", sentence.as_under.text,
                               sentence.keeper.name.text),
                   "name the clause whose payment to this party waits for a report");
    const auto below = std::find_if(payments.begin(), payments.end(), [&](const Payment& one) {
        return number_of(draft, one) == sentence.of.text && !one.tax;
    });
    if (below == payments.end() || !same_parties(below->payer, *keeper) || below->kept_back || below->divide ||
        below->unit != above->unit)
        return say(
            sentence.of.span,
            fmt::format("clause {} makes no payment by `{}`, for each {}, of which the same part could be kept back",
                        sentence.of.text, sentence.keeper.name.text, calendar::unit_name(above->unit)),
            "name a clause by which this party pays on, for the same periods");
    const model::KeptBack kept = *above->kept_back;
    const ExprId whole = below->amount;
    const ExprId rest = times(draft, whole, exact::Ratio(1) - kept.share, Kind::percentage(), sentence.span);
    below->amount = draft.add(model::Choose{{{kept.not_reported, rest}}, whole, true}, Kind::money(), sentence.span);
    below->kept_back = model::KeptBack{standing.clause, kept.not_reported, whole, kept.share, kept.fact};
}

void lower_interest(Draft& draft, const syntax::InterestSentence& sentence, const StandingSentence& standing) {
    if (!known_clause(draft, sentence.under)) return;
    const Entity* day = draft.find("Day Paid");
    if (day == nullptr || day->what != Entity::What::term) {
        draft.error(Code::late_without_day, sentence.span, "no figure says on which day a payment was made")
            .with_help(
                "declare it: `\"Day Paid\" is a date, reported by P for each Month; if it is missing, no interest is "
                "due`");
        return;
    }
    std::vector<Payment> late;
    std::string why;
    for (const Payment& payment : draft.contract.payments) {
        if (payment.tax || payment.part.starts_with("interest") || !is_under(draft, payment, sentence.under)) continue;
        const std::string reason = why_not(payment);
        if (reason.empty()) late.push_back(payment);
        else if (payment.deadline || sentence.under || why.empty())
            why = fmt::format("the payment under clause {} {}", number_of(draft, payment), reason);
    }
    const bool one_unfit =
        !late.empty() &&
        std::any_of(draft.contract.payments.begin(), draft.contract.payments.end(), [&](const Payment& payment) {
            return is_under(draft, payment, sentence.under) && !payment.tax && payment.deadline &&
                   !why_not(payment).empty();
        });
    if (late.empty() || one_unfit) {
        if (draft.problems.has_errors()) return;
        draft
            .error(Code::late_without_day, sentence.span,
                   why.empty() ? std::string("no clause makes a payment that could be late") : why)
            .with_help(
                "write `A late payment under clause n bears interest ...` for a payment with a deadline, settled "
                "for each period on its own");
        return;
    }
    for (const Payment& payment : late)
        if (!bear_interest(draft, sentence, standing, payment)) return;
}

// ---- kept back --------------------------------------------------------------------------------------------------

void keep_back(Draft& draft, const syntax::KeepBackSentence& sentence, const StandingSentence& standing) {
    Scope reporting, keeping;
    std::set<calendar::PeriodUnit> used;
    reporting.units_used = &used;
    const auto reporter = read_selector(draft, sentence.reporter, reporting);
    const auto keeper = read_selector(draft, sentence.keeper, keeping);
    const auto unit = find_unit(draft, sentence.unit.text);
    if (!reporter || !keeper || !known_clause(draft, sentence.under)) return;
    if (!unit) return report_unknown(draft, sentence.unit, "a period");
    const syntax::Reference what{sentence.fact, false, {}, {}};
    const auto fact = lower_reference(draft, what, sentence.fact.span, reporting, nullptr);
    if (!fact) return;
    std::vector<std::size_t> found;
    for (std::size_t index = 0; index < draft.contract.payments.size(); ++index) {
        const Payment& payment = draft.contract.payments[index];
        if (payment.tax || payment.divide || payment.unit != *unit || !is_under(draft, payment, sentence.under))
            continue;
        if (same_parties(payment.payer, *keeper) && same_parties(payment.payee, *reporter)) found.push_back(index);
    }
    if (found.size() != 1) {
        if (draft.problems.has_errors()) return;
        draft
            .error(Code::nothing_kept_back, sentence.share_span,
                   found.empty()
                       ? fmt::format(
                             "no clause makes a payment for each {} between the two of which a part could be kept back",
                             sentence.unit.text)
                       : fmt::format("{} clauses make such a payment; of which is a part kept back?", found.size()))
            .with_help("write `10% of the payment under clause n for that Month`");
        return;
    }
    Payment& payment = draft.contract.payments[found.front()];
    const Kind money = Kind::money();
    const ExprId whole = payment.amount;
    const ExprId missing = draft.add(model::IsAbsent{model::Presence::missing, fact->id}, Kind::yes_no());
    const ExprId rest =
        times(draft, whole, exact::Ratio(1) - sentence.share, Kind::percentage(), standing.sentence->span);
    payment.amount = draft.add(model::Choose{{{missing, rest}}, whole, true}, money, standing.sentence->span);
    payment.kept_back = model::KeptBack{standing.clause, missing, whole, sentence.share, sentence.fact.text};
}

}  // namespace

MaybeLowered lower_tax_cost(Draft& draft, const syntax::TaxSentence& tax, Scope& scope) {
    const Entity* on = expect(draft, tax.on.name, Entity::What::term);
    if (on == nullptr || !ensure_lowered(draft, on->term, tax.on.name.span)) return std::nullopt;
    if (!demand(draft, draft.term(on->term).kind, Kind::money(), tax.on.name.span, "what is taxed"))
        return std::nullopt;
    for (const Axis& axis : draft.term(on->term).index)
        if (axis.type != Axis::Type::period) scope.axes.push_back(axis);
    const auto amount = lower_reference(draft, tax.on, tax.on.name.span, scope, nullptr);
    if (!amount) return std::nullopt;
    const ExprId exact_tax = times(draft, amount->id, tax.rate, Kind::percentage());
    return made(draft, model::Round{exact_tax, rounding_of_payments(draft)}, Kind::money(), tax.on.name.span);
}

bool read_deduction(Draft& draft, const syntax::PaymentSentence& sentence, const Scope& scope, Payment& payment) {
    using Balance = syntax::DeductionPhrase::Balance;
    if (!sentence.deduction) return true;
    const auto& phrase = *sentence.deduction;
    Scope alone;
    const auto due_to = read_selector(draft, phrase.due_to, alone);
    if (!due_to || !known_clause(draft, phrase.under)) return false;
    if (!same_parties(*due_to, payment.payer) || payment.divide) {
        draft
            .error(Code::deducted_from_nothing, phrase.due_to.span,
                   "an amount is deducted from a payment to the party that owes it")
            .with_help(fmt::format("write `from the next payment due to {}`", sentence.payer.name.text));
        return false;
    }
    model::Deduction deduction;
    if (phrase.under) deduction.under = draft.clause_ids.find(phrase.under->text)->second;
    deduction.balance =
        phrase.balance == Balance::paid ? model::Deduction::Balance::paid : model::Deduction::Balance::deducted_later;
    if (phrase.paid_within) {
        deduction.paid_within = read_deadline(draft, *phrase.paid_within, payment.unit, scope);
        if (!deduction.paid_within) return false;
    }
    using AtEnd = syntax::DeductionPhrase::AtEnd;
    deduction.at_end = phrase.at_end == AtEnd::paid     ? model::Deduction::AtEnd::paid
                       : phrase.at_end == AtEnd::lapses ? model::Deduction::AtEnd::lapses
                                                        : model::Deduction::AtEnd::not_said;
    if (phrase.end_within) {
        deduction.end_within = read_deadline(draft, *phrase.end_within, payment.unit, scope);
        if (!deduction.end_within) return false;
    }
    payment.deduction = deduction;
    return true;
}

namespace {

/// Nothing is settled after the last period: what a deduction has left then needs a rule.
void ask_for_end(Draft& draft, const syntax::DeductionPhrase& deduction) {
    using Phrase = syntax::DeductionPhrase;
    if (deduction.balance != Phrase::Balance::deducted_later || deduction.at_end != Phrase::AtEnd::not_said) return;
    draft
        .error(Code::deduction_end_unsaid, deduction.span,
               "something may be left when the last payment is made, and it is not said what becomes of it")
        .with_help(
            "add `, and what is left at the end of this agreement is paid within 30 days`, or `... lapses`, behind "
            "`deducted from later payments`");
}

}  // namespace

void check_deductions(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* sentence = std::get_if<syntax::PaymentSentence>(&standing.sentence->form);
        if (sentence == nullptr || !sentence->deduction) continue;
        const InClause here(draft, standing.number);
        for (Payment& payment : draft.contract.payments) {
            if (payment.clause != standing.clause || !payment.deduction) continue;
            const bool any =
                std::any_of(draft.contract.payments.begin(), draft.contract.payments.end(), [&](const Payment& other) {
                    const bool meant = !payment.deduction->under || *payment.deduction->under == other.clause;
                    return meant && !other.tax && !other.deduction && same_parties(other.payer, payment.payee) &&
                           same_parties(other.payee, payment.payer);
                });
            if (!any && sentence->deduction->under && !draft.problems.has_errors()) {
                draft
                    .error(Code::deducted_from_nothing, sentence->deduction->under->span,
                           fmt::format("clause {} makes no payment from the one to the other of these two",
                                       sentence->deduction->under->text))
                    .with_help("name a clause by which the one who is owed the amount pays the one who owes it");
            }
            if (!any) payment.deduction->balance = model::Deduction::Balance::elsewhere;
            if (!any) continue;
            if (sentence->deduction->balance != syntax::DeductionPhrase::Balance::not_said) {
                ask_for_end(draft, *sentence->deduction);
                break;
            }
            draft
                .error(Code::deduction_balance_unsaid, sentence->deduction->span,
                       "the amount may be more than the next payment, and it is not said what happens to what is left")
                .with_help(
                    "add `; any balance is deducted from later payments`, or `; any balance is paid within 20 days`");
        }
    }
}

void lower_on_payments(Draft& draft) {
    const auto each = [&](const auto& use) {
        for (const StandingSentence& standing : draft.sentences) {
            const InClause here(draft, standing.number);
            use(standing, standing.sentence->form);
        }
    };
    check_deductions(draft);
    each([&](const StandingSentence& standing, const auto& form) {
        if (const auto* tax = std::get_if<syntax::TaxSentence>(&form)) tax_payments(draft, *tax, standing);
    });
    each([&](const StandingSentence& standing, const auto& form) {
        if (const auto* keeps = std::get_if<syntax::KeepBackSentence>(&form)) keep_back(draft, *keeps, standing);
    });
    each([&](const StandingSentence& standing, const auto& form) {
        if (const auto* down = std::get_if<syntax::PassDownSentence>(&form)) pass_down(draft, *down, standing);
    });
    each([&](const StandingSentence& standing, const auto& form) {
        if (const auto* interest = std::get_if<syntax::InterestSentence>(&form))
            lower_interest(draft, *interest, standing);
    });
}

}  // namespace concordat::check
