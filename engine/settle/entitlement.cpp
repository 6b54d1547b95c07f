// engine/settle/entitlement.cpp · room: settle
// What:  asks for the amount of each period, adds up, rounds the total, cuts it into instalments or parts.
// Start: entitlement(), last in the file; the functions above it are its steps, in order.
#include "settle/entitlement.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "exact/money.h"
#include "exact/rounding.h"
#include "settle/division.h"
#include "settle/instalments.h"
#include "source/advice.h"

namespace concordat::settle {

using calendar::Period;
using eval::reference::Scope;
using exact::Integer;
using exact::Ratio;
using model::PartyId;
using model::Payment;

namespace {

/// An amount, and by what it is divided (nothing for one payee). Periods with equal weights make one tranche, so that
/// pennies are shared out on their total; a change of the weights leaves earlier periods as they were.
struct Tranche {
    Ratio amount;
    std::vector<Ratio> weights;
};
using Weights = std::variant<std::vector<Ratio>, Wait>;
using Tranches = std::variant<std::vector<Tranche>, Wait>;

/// The party has the role that the clause names, on a day of that period.
bool is_in_role(const Settling& settling, const model::PartySelector& selector, const Scope& scope) {
    if (!selector.each_of.is_set() || selector.also_left) return true;
    const auto party = scope.parties.find(selector.each_of);
    return party == scope.parties.end() ||
           model::has_role(settling.contract.role(selector.each_of), party->second, scope.period.days());
}

Condition is_meant(const Settling& settling, const Payment& payment, const model::PartySelector& selector,
                   const Scope& scope) {
    if (!is_in_role(settling, selector, scope)) return false;
    if (!selector.where.is_set()) return true;
    return as_condition(settling.contract, payment.clause, settling.evaluator.value(selector.where, scope));
}

/// The amount for one period, if payer and payee are meant by the clause in it.
Amount amount_in(const Settling& settling, const Claim& claim, const Period& period) {
    const Payment& payment = claim.payment;
    std::optional<PartyId> payee;
    if (!payment.divide) payee = claim.payees.front();
    const Scope scope = scope_of(payment, claim.payer, payee, period);

    for (const auto* selector : {&payment.payer, &payment.payee}) {
        const bool is_of_each_part = selector == &payment.payee && payment.divide;
        if (is_of_each_part) continue;
        const Condition meant = is_meant(settling, payment, *selector, scope);
        if (const auto* wait = std::get_if<Wait>(&meant)) return *wait;
        if (!std::get<bool>(meant)) return LeftOut{};
    }
    return as_amount(settling.contract, payment.clause, settling.evaluator.value(payment.amount, scope));
}

/// A payee that is left out weighs nothing.
Amount weight_of(const Settling& settling, const Claim& claim, PartyId payee, const Period& period) {
    const Payment& payment = claim.payment;
    const Scope scope = scope_of(payment, claim.payer, payee, period);
    const Condition meant = is_meant(settling, payment, payment.payee, scope);
    if (const auto* wait = std::get_if<Wait>(&meant)) return *wait;
    if (!std::get<bool>(meant)) return LeftOut{};
    return as_amount(settling.contract, payment.clause, settling.evaluator.value(payment.divide->weight, scope));
}

Weights weights_in(const Settling& settling, const Claim& claim, const Period& period) {
    std::vector<Ratio> weights;
    if (!claim.payment.divide) return weights;
    for (const PartyId payee : claim.payees) {
        Amount weight = weight_of(settling, claim, payee, period);
        if (auto* wait = std::get_if<Wait>(&weight)) return std::move(*wait);
        const auto* known = std::get_if<Ratio>(&weight);
        weights.push_back(known ? *known : Ratio(0));
    }
    return weights;
}

void add_to(std::vector<Tranche>& tranches, const Ratio& amount, std::vector<Ratio> weights) {
    const auto same = std::find_if(tranches.begin(), tranches.end(),
                                   [&](const Tranche& tranche) { return tranche.weights == weights; });
    if (same != tranches.end()) {
        same->amount += amount;
    } else {
        tranches.push_back({amount, std::move(weights)});
    }
}

/// A running total and an amount in instalments are asked for once, as they stand now, and for one who has left as they
/// stand in the last of its periods; others period by period.
std::span<const Period> periods_asked(const Settling& settling, const Claim& claim, std::span<const Period> periods) {
    const Payment& payment = claim.payment;
    if (!payment.balance && !payment.instalments) return periods;
    std::optional<PartyId> payee;
    if (!payment.divide) payee = claim.payees.front();
    for (std::size_t place = periods.size(); place-- > 0;) {
        const Scope scope = scope_of(payment, claim.payer, payee, periods[place]);
        const bool in_role = is_in_role(settling, payment.payer, scope) &&
                             (payment.divide || is_in_role(settling, payment.payee, scope));
        if (in_role) return periods.subspan(place, 1);
    }
    return periods.last(1);
}

/// Adds what one period comes to. What it waits for is given back.
std::optional<Wait> add_period(const Settling& settling, const Claim& claim, const Period& period,
                               std::vector<Tranche>& tranches) {
    Amount amount = amount_in(settling, claim, period);
    if (auto* wait = std::get_if<Wait>(&amount)) return std::move(*wait);
    const auto* known = std::get_if<Ratio>(&amount);
    if (!known) return std::nullopt;
    Weights weights = weights_in(settling, claim, period);
    if (auto* wait = std::get_if<Wait>(&weights)) return std::move(*wait);
    add_to(tranches, *known, std::move(std::get<std::vector<Ratio>>(weights)));
    return std::nullopt;
}

/// No tranche: the clause says in none of the periods that anything is due. A period that waits by itself is left out
/// of the total to date until its figure comes.
Tranches tranches_of(const Settling& settling, const Claim& claim, std::span<const Period> periods,
                     std::vector<Wait>& left_out) {
    std::vector<Tranche> tranches;
    for (const Period& period : periods_asked(settling, claim, periods)) {
        auto wait = add_period(settling, claim, period, tranches);
        if (wait && !wait->own_period_only) return std::move(*wait);
        if (wait) left_out.push_back(std::move(*wait));
    }
    if (!tranches.empty() || left_out.empty()) return tranches;
    Wait first = std::move(left_out.front());
    left_out.erase(left_out.begin());
    return first;
}

std::optional<Integer> whole_coins(const Settling& settling, const Payment& payment, const Ratio& amount) {
    const Ratio rounded = exact::round_to(amount, payment.rounding);
    const auto money = exact::Money::from_major(rounded, settling.contract.currency.minor_digits);
    return money ? std::optional(money->minor()) : std::nullopt;
}

/// The part of an amount that its instalments so far make up.
Entitled instalments_so_far(const Settling& settling, const model::Instalments& instalments, const Entitled& whole,
                            std::span<const Period> periods) {
    std::vector<std::size_t> numbers;
    for (const Period& period : periods) {
        const auto number = instalment_number(settling.contract, instalments, period);
        ENGINE_CHECK(number.has_value());
        numbers.push_back(*number);
    }
    const Ratio part = Ratio(static_cast<std::int64_t>(numbers.size())) / Ratio(instalments.count);
    return {whole.exact * part, sum_of_instalments(whole.minor, instalments, numbers)};
}

Split split_of(const Claim& claim, std::vector<Ratio> weights) {
    const Payment::Divide& divide = *claim.payment.divide;
    Split split{.weights = std::move(weights), .weights_are_shares = divide.weights_are_shares};
    if (divide.odd_penny == model::OddPenny::largest_remainder) return split;
    const auto keeper = std::find(claim.payees.begin(), claim.payees.end(), divide.odd_penny_party);
    const bool is_payee = keeper != claim.payees.end();
    split.odd_pennies = is_payee ? Split::OddPennies::to_keeper : Split::OddPennies::stay_with_payer;
    split.keeper = is_payee ? static_cast<std::size_t>(keeper - claim.payees.begin()) : 0;
    return split;
}

/// Why coins could not be made; the payment waits.
Wait stopped(const Settling& settling, const Payment& payment, source::Diagnostics& problems, source::Code code,
             std::string message) {
    add_problem(problems, settling.contract, code, payment.clause, message);
    return {payment.clause, std::move(message), {}};
}

/// Adds the parts of one tranche to those of the payees.
bool add_parts(const Claim& claim, const Tranche& tranche, const Integer& minor, std::vector<Entitled>& entitled) {
    if (!claim.payment.divide) {
        entitled.front().exact += tranche.amount;
        entitled.front().minor += minor;
        return true;
    }
    const Split split = split_of(claim, tranche.weights);
    const auto parts = divide(minor, split);
    if (!parts) return false;
    const std::vector<Ratio> exact = exact_parts(tranche.amount, split);
    for (std::size_t place = 0; place < entitled.size(); ++place) {
        entitled[place].exact += exact[place];
        entitled[place].minor += (*parts)[place];
    }
    return true;
}

/// Rounds the running total after each tranche, so that the coins of all tranches are those of the total to date.
Entitlement in_coins(const Settling& settling, const Claim& claim, std::span<const Period> periods,
                     const std::vector<Tranche>& tranches, source::Diagnostics& problems) {
    const Payment& payment = claim.payment;
    std::vector<Entitled> entitled(claim.payees.size());
    Entitled total;
    for (Tranche tranche : tranches) {
        const auto minor = whole_coins(settling, payment, total.exact + tranche.amount);
        if (!minor) {
            return stopped(
                settling, payment, problems, source::Code::payment_not_in_coins,
                fmt::format("a payment under clause {} is not a whole number of {}",
                            settling.contract.clause(payment.clause).number, settling.contract.currency.minor_plural));
        }
        Entitled step{tranche.amount, *minor - total.minor};
        total = {total.exact + tranche.amount, *minor};
        if (payment.instalments) {
            step = instalments_so_far(settling, *payment.instalments, step, periods);
            tranche.amount = step.exact;
        }
        if (!add_parts(claim, tranche, step.minor, entitled)) {
            return stopped(
                settling, payment, problems, source::Code::nobody_to_divide_among,
                fmt::format("{} cannot be divided under clause {}: every weight is 0, "
                            "or one is below 0",
                            exact::write_for_people(exact::Money::from_minor(step.minor), settling.contract.currency),
                            settling.contract.clause(payment.clause).number));
        }
    }
    return entitled;
}

}  // namespace

source::Diagnostic& add_problem(source::Diagnostics& problems, const model::Contract& contract, source::Code code,
                                model::ClauseId clause, std::string message) {
    const model::Clause& where = contract.clause(clause);
    return problems.add(code, where.number, where.place, std::move(message))
        .with_help(std::string(source::advice_when_settling(code)));
}

Scope scope_of(const Payment& payment, PartyId payer, std::optional<PartyId> payee, const Period& period) {
    Scope scope;
    scope.period = period;
    if (payment.member) scope.members[payment.member->set] = payment.member->row;
    if (payment.payer.each_of.is_set()) scope.parties[payment.payer.each_of] = payer;
    if (payee && payment.payee.each_of.is_set()) scope.parties[payment.payee.each_of] = *payee;
    return scope;
}

std::vector<PartyId> parties_of(const model::Contract& contract, const model::PartySelector& selector) {
    if (selector.party.is_set()) return {selector.party};
    std::vector<PartyId> parties;
    for (const PartyId party : contract.role(selector.each_of).parties) {
        if (party != selector.other_than) parties.push_back(party);
    }
    return parties;
}

Entitlement entitlement(const Settling& settling, const Claim& claim, std::span<const Period> periods,
                        source::Diagnostics& problems, std::vector<Wait>& left_out) {
    ENGINE_CHECK(!periods.empty() && !claim.payees.empty());
    Tranches tranches = tranches_of(settling, claim, periods, left_out);
    if (auto* wait = std::get_if<Wait>(&tranches)) return std::move(*wait);
    const auto& found = std::get<std::vector<Tranche>>(tranches);
    if (found.empty()) return LeftOut{};
    return in_coins(settling, claim, periods, found, problems);
}

}  // namespace concordat::settle
