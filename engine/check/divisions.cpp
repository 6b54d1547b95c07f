// engine/check/divisions.cpp · room: check
// What:  one amount divided into a part for each party: by one key or one for each sign, with a limit on the parts and
//        a home for what the limit cuts off.
// Source: findings N3, N11, N25; share-algebra K7.

#include "check/divisions.h"
#include "check/duties.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/taking_part.h"

namespace concordat::check {

namespace {

using syntax::DivisionSentence;
using syntax::PartLimit;

constexpr std::string_view opening = "part of ";

std::optional<model::PartyId> party_named(Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity != nullptr && entity->what == Entity::What::role) {
        const auto& parties = draft.contract.role(entity->role).parties;
        if (parties.size() == 1) return parties.front();
    }
    entity = expect(draft, name, Entity::What::party);
    if (entity == nullptr) return std::nullopt;
    return entity->party;
}

/// One among whom it is divided, or who pays them their parts and keeps the penny.
bool takes_part(Draft& draft, const DivisionSentence& division, model::PartyId taker) {
    const auto axis = sharers_of(draft, division);
    const auto is_one_of = [&](const Entity* entity) {
        if (entity == nullptr) return false;
        if (entity->what == Entity::What::party) return entity->party == taker;
        const auto& roles = draft.contract.party(taker).roles;
        return entity->what == Entity::What::role && std::find(roles.begin(), roles.end(), entity->role) != roles.end();
    };
    if (!axis) return true;
    const auto& sharers = draft.contract.role(axis->role).parties;
    if (std::find(sharers.begin(), sharers.end(), taker) != sharers.end()) return true;
    return std::any_of(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
        const auto* payment = std::get_if<syntax::PaymentSentence>(&standing.sentence->form);
        if (payment == nullptr || payment->amount == nullptr) return false;
        const auto words = draft.text.slice(payment->amount->span);
        const bool of_it = words.find(division.part.text) != std::string_view::npos || words.starts_with("its part");
        return of_it && is_one_of(draft.find(payment->payer.name.text));
    });
}

bool read_odd_penny(Draft& draft, const DivisionSentence& division, model::Division& node) {
    if (division.odd_penny && !division.odd_penny->largest_remainder && division.odd_penny->to) {
        const Entity* taker = expect(draft, *division.odd_penny->to, Entity::What::party);
        if (taker == nullptr) return false;
        if (!takes_part(draft, division, taker->party)) {
            draft
                .error(Code::odd_penny_to_outsider, division.odd_penny->span,
                       fmt::format(
                           "`{}` has no part of `{}`, and pays none of its parts; an odd penny goes to one who does",
                           division.odd_penny->to->text, division.amount.name.text))
                .with_help("write `going to the largest remainder`, or the name of one among whom it is divided");
            return false;
        }
        node.odd_penny = model::OddPenny::to_party;
        node.odd_penny_party = taker->party;
    } else if (!division.odd_penny && !draft.odd_pennies) {
        draft
            .error(Code::odd_penny_unsaid, division.amount.name.span,
                   "the division does not say where an odd penny goes")
            .with_help("add `; any odd penny going to the largest remainder`");
        return false;
    }
    return true;
}

/// `the Pain Amount of a Partner`, `until each has reached its Pain Cap`: the names that must be the division's own.
bool limit_fits(Draft& draft, const DivisionSentence& division, const PartLimit& limit, const Axis& axis) {
    const auto limited = axis_of(draft, limit.of);
    if (!limited) return false;
    const bool other_part = limit.part && limit.part->text != division.part.text;
    if (other_part || *limited != axis) {
        const syntax::Name& wrong = other_part ? *limit.part : limit.of;
        draft
            .error(Code::limit_of_other_part, wrong.span,
                   fmt::format("the division gives each {} its {}; the limit is about `{}`", describe(draft, axis),
                               division.part.text, wrong.text))
            .with_help(
                fmt::format("write `the {} of a {} shall not exceed ...`", division.part.text, describe(draft, axis)));
        return false;
    }
    const bool other_limit =
        limit.reached && draft.text.slice(limit.at_most->span).find(limit.reached->text) == std::string_view::npos;
    if (!other_limit) return true;
    draft
        .error(Code::limit_of_other_part, limit.reached->span,
               fmt::format("the limit is `{}`, and what each has reached is `{}`",
                           draft.text.slice(limit.at_most->span), limit.reached->text))
        .with_help("name the same limit in both places");
    return false;
}

/// The excess is shared in proportion to what it was divided by, and to nothing else.
bool same_key(Draft& draft, const DivisionSentence& division, const PartLimit& limit) {
    if (limit.in_proportion_to == nullptr || division.in_proportion_to == nullptr) return true;
    const auto said = draft.text.slice(limit.in_proportion_to->span);
    const auto key = draft.text.slice(division.in_proportion_to->span);
    if (said == key) return true;
    draft
        .error(
            Code::limit_of_other_part, limit.in_proportion_to->span,
            fmt::format("the amount is divided in proportion to `{}`, and its excess in proportion to `{}`", key, said))
        .with_help(fmt::format("share the excess in proportion to `{}` too", key));
    return false;
}

bool read_limit(Draft& draft, const DivisionSentence& division, const Axis& axis, const Scope& inner,
                model::Division& node) {
    if (!division.limit) return true;
    const PartLimit& limit = *division.limit;
    if (!limit_fits(draft, division, limit, axis) || !same_key(draft, division, limit)) return false;
    if (limit.excess == PartLimit::Excess::shared_unsaid) {
        draft
            .error(Code::excess_shared_unsaid, limit.span,
                   "the excess can be shared among the others once, or again until nobody is above the limit; that is "
                   "not the same")
            .with_help(
                "write `shared once among the others`, or `shared again among the others until each has reached "
                "its limit`");
        return false;
    }
    if (!limit.falls_on) {
        draft
            .error(Code::excess_without_home, limit.span,
                   "it is not said on whom falls what is cut when every part has reached its limit")
            .with_help(limit.pot ? "add `, and what no Partner can receive is kept by P`, naming a party"
                                 : "add `, and what no Partner can bear falling on P`, naming a party");
        return false;
    }
    const auto party = party_named(draft, *limit.falls_on);
    const Kind money = Kind::money();
    const auto at = lower_amount(draft, *limit.at_most, inner, &money);
    if (!party || !at || !demand(draft, at->kind, money, limit.at_most->span, "a limit on a part")) return false;
    node.falls_on = *party;
    node.limit = at->id;
    node.excess = limit.excess == PartLimit::Excess::falls         ? model::Division::Excess::falls
                  : limit.excess == PartLimit::Excess::shared_once ? model::Division::Excess::shared_once
                                                                   : model::Division::Excess::shared_again;
    return true;
}

/// Only those in play (`that take part`), and those of whom the condition holds.
bool read_sharers(Draft& draft, const DivisionSentence& division, const Axis& axis, const Scope& inner,
                  model::Division& node) {
    std::vector<ExprId> all;
    if (!division.among.mark.empty()) {
        const auto playing = in_play(draft, axis, division.among.mark, division.among.span, inner);
        if (!playing) return false;
        all.push_back(playing->id);
    }
    if (division.among.where != nullptr) {
        const auto where = lower_condition(draft, *division.among.where, inner);
        if (!where) return false;
        all.push_back(where->id);
    }
    if (all.empty()) return true;
    node.where = all.size() == 1
                     ? all.front()
                     : draft.add(model::Combine{model::Junction::all_of, 0, std::move(all)}, Kind::yes_no());
    return true;
}

bool read_weights(Draft& draft, const DivisionSentence& division, const Scope& inner, model::Division& node) {
    for (const auto& [written, place] : {std::pair{&division.in_proportion_to, &node.weight},
                                         std::pair{&division.if_negative, &node.weight_if_negative}}) {
        if (*written == nullptr) continue;
        const auto weight = lower_amount(draft, **written, inner);
        if (!weight) return false;
        *place = weight->id;
    }
    if (!node.weight.is_set()) node.weight = draft.add(model::Constant{exact::Ratio(1)}, Kind::number());
    return true;
}

exact::Rounding smallest_coin(const Draft& draft) {
    exact::Ratio step = 1;
    for (int digit = 0; digit < draft.contract.currency.minor_digits; ++digit) step /= 10;
    return {step, exact::RoundingMode::half_up};
}

}  // namespace

std::optional<Axis> sharers_of(Draft& draft, const DivisionSentence& division) {
    const auto axis = axis_of(draft, division.among.noun);
    if (!axis || axis->type == Axis::Type::party) return axis;
    draft.error(Code::wrong_sort_of_name, division.among.noun.span,
                fmt::format("an amount is divided among parties; `{}` is no role", division.among.noun.text));
    return std::nullopt;
}

bool is_unnamed(const DivisionSentence& division) { return division.part.text.starts_with(opening); }

std::string name_of_rest(const DivisionSentence& division) {
    if (!division.limit || !division.limit->falls_on) return {};
    return fmt::format("{} {} {}", division.amount.name.text, division.limit->pot ? "kept by" : "falling on",
                       division.limit->falls_on->text);
}

MaybeLowered lower_division(Draft& draft, const DivisionSentence& division, bool rest, const Scope& scope,
                            const Axis& axis, std::optional<ExprId> before) {
    Scope inner = scope;
    if (std::find(inner.axes.begin(), inner.axes.end(), axis) == inner.axes.end()) inner.axes.push_back(axis);
    model::Division node;
    node.role = axis.role;
    node.rest = rest;
    const auto amount = lower_reference(draft, division.amount, division.amount.name.span, scope, nullptr);
    if (!amount ||
        !demand(draft, amount->kind, Kind::money(), division.amount.name.span, "what is divided in whole pennies"))
        return std::nullopt;
    node.amount = amount->id;
    if (!read_sharers(draft, division, axis, inner, node) || !read_weights(draft, division, inner, node))
        return std::nullopt;
    if (division.kept_by) {
        const auto keeper = party_named(draft, *division.kept_by);
        if (!keeper) return std::nullopt;
        node.kept_by = *keeper;
    }
    if (!read_odd_penny(draft, division, node) || !read_limit(draft, division, axis, inner, node)) return std::nullopt;
    node.rounding = draft.contract.payment_rounding.value_or(smallest_coin(draft));
    const ExprId value = draft.add(std::move(node), Kind::money(), division.amount.name.span);
    if (division.when == nullptr) return Lowered{value, Kind::money()};
    const auto when = lower_condition(draft, *division.when, scope);
    if (!when) return std::nullopt;
    const ExprId otherwise = before.value_or(draft.add(model::Constant{exact::Ratio(0)}, Kind::money()));
    return made(draft, model::Choose{{{when->id, value}}, otherwise, true}, Kind::money(), division.when->span);
}

MaybeLowered lower_part(Draft& draft, const syntax::PartAmount& part, Span span, const Scope& scope) {
    if (const auto shared = part_of_shared(draft, part, span, scope)) return *shared;
    std::vector<std::string> names;
    for (const StandingSentence& standing : draft.sentences) {
        const auto* division = std::get_if<DivisionSentence>(&standing.sentence->form);
        if (division == nullptr || !is_unnamed(*division)) continue;
        if (part.of && division->amount.name.text != part.of->text) continue;
        if (std::find(names.begin(), names.end(), division->part.text) == names.end())
            names.push_back(division->part.text);
    }
    if (names.size() != 1) {
        draft
            .error(Code::part_of_what, span,
                   names.empty() ? std::string("no clause divides an amount into parts without a name")
                                 : fmt::format("several amounts are divided: `its {}`?", fmt::join(names, "`, `its ")))
            .with_help(names.empty()
                           ? "write the name that the division gives the part: `the part of each is its \"Y\"`"
                           : fmt::format("write `its {}`", names.front()));
        return std::nullopt;
    }
    syntax::Reference reference;
    reference.name = {names.front(), span};
    reference.its = true;
    const auto whole = lower_reference(draft, reference, span, scope, nullptr);
    if (!whole || part.side == syntax::PartAmount::Side::whole) return whole;
    const bool loss = part.side == syntax::PartAmount::Side::loss;
    const ExprId size = loss ? draft.add(model::Negate{whole->id}, whole->kind, span) : whole->id;
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, whole->kind);
    return made(draft, model::Limit{size, {{false, nothing}}}, whole->kind, span);
}

}  // namespace concordat::check
