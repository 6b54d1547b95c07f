// engine/eval/reference/divisions.cpp · room: eval
// What:  one amount divided among the parties of a role in whole pennies that add up to it.
// Source: share-algebra K7; findings N3 (odd pennies), N11 (division into named parts).
// Start: work_out(), last in the file.
#include <map>
#include <optional>
#include <vector>

#include "eval/reference/part_limits.h"
#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/work_out.h"
#include "exact/allocate.h"
#include "exact/rounding.h"

namespace concordat::eval::reference {

namespace {

using exact::Integer;
using exact::Ratio;
using model::Division;
using model::PartyId;
using model::Value;
using source::Code;
using Parts = std::map<PartyId, Value>;

/// Those who take part, in the order of the Parties table, with their weights.
struct Sharers {
    std::vector<PartyId> parties;
    std::vector<Ratio> weights;
    std::vector<Ratio> limits;  // by party, where the parts have one
    /// By step and party: weights, 0 where the step leaves the party out; limits, where the step has them.
    struct Step {
        std::vector<Ratio> weights, limits;
    };
    std::vector<Step> steps = {};
    Parts others;                  // not applicable: they have no part and no weight
    std::optional<Value> instead;  // what stands for every part: something is missing
    bool weight_below_nothing = false;
};

Parts all_the_same(const Site& site, const Division& node, const Value& value) {
    Parts parts;
    for (const PartyId party : site.contract().role(node.role).parties) parts[party] = value;
    parts[PartyId{}] = value;
    return parts;
}

/// Whether a party takes part; nothing when that is not known, which `sharers.instead` then says.
std::optional<bool> takes_part(const Site& site, const Division& node, const Frame& frame, Sharers& sharers) {
    const model::Role& role = site.contract().role(node.role);
    if (!model::has_role(role, frame.scope.parties.at(node.role), frame.scope.period.days())) return false;
    if (!node.where.is_set()) return true;
    Value where = work_out(site.workings, node.where, frame);
    if (const bool* yes = std::get_if<bool>(&where)) return *yes;
    if (!std::holds_alternative<model::Missing>(where)) return false;
    sharers.instead = std::move(where);
    return std::nullopt;
}

/// False where the limit of a party is not known; `sharers.instead` then says why.
bool add_limit(const Site& site, model::ExprId limit, const Frame& frame, Sharers& sharers) {
    if (!limit.is_set()) return true;
    const Site of_party{site.workings, frame, site.expression};
    Operands operands(of_party);
    const Ratio at = operands.number(limit);
    if (!operands.known()) sharers.instead = operands.instead();
    else sharers.limits.push_back(at);
    return operands.known();
}

/// A weight or a limit of a step; nothing where it is not known, which `sharers.instead` then says.
std::optional<Ratio> step_figure(const Site& of_party, model::ExprId part, Sharers& sharers) {
    Operands operands(of_party);
    const Ratio figure = operands.number(part);
    if (operands.known()) return figure;
    sharers.instead = operands.instead();
    return std::nullopt;
}

/// The party's place in the steps that come before the last one, which `node` itself stands for.
void add_to_steps(const Site& site, const Division& node, const Frame& frame, const Ratio& last_weight,
                  Sharers& sharers) {
    if (node.steps.empty()) return;
    const Site of_party{site.workings, frame, site.expression};
    sharers.steps.resize(node.steps.size() + 1);
    for (std::size_t index = 0; index < node.steps.size(); ++index) {
        const Division::Step& step = node.steps[index];
        Sharers::Step& made = sharers.steps[index];
        bool in = true;
        if (step.where.is_set()) {
            Value where = work_out(site.workings, step.where, frame);
            if (std::holds_alternative<model::Missing>(where)) sharers.instead = where;
            const bool* yes = std::get_if<bool>(&where);
            in = yes != nullptr && *yes;
        }
        const auto weight = in ? step_figure(of_party, step.weight, sharers) : std::optional(Ratio(0));
        const bool limited = step.limit.is_set();
        const auto limit = in && limited ? step_figure(of_party, step.limit, sharers) : std::optional(Ratio(0));
        if (sharers.instead) return;
        made.weights.push_back(*weight);
        if (limited) made.limits.push_back(*limit);
        sharers.weight_below_nothing |= weight->sign() < 0;
    }
    sharers.steps.back().weights.push_back(last_weight);
}

void add_sharer(const Site& site, model::ExprId weight_part, model::ExprId limit, PartyId party, const Frame& frame,
                Sharers& sharers) {
    const Value weight = work_out(site.workings, weight_part, frame);
    if (const auto* number = std::get_if<Ratio>(&weight)) {
        if (!add_limit(site, limit, frame, sharers)) return;
        sharers.parties.push_back(party);
        sharers.weights.push_back(*number);
        sharers.weight_below_nothing |= number->sign() < 0;
    } else if (std::holds_alternative<model::NotApplicable>(weight)) {
        sharers.others[party] = weight;
    } else {
        Operands operands(site);
        operands.take(weight, weight_part);
        sharers.instead =
            operands.known() ? site.impossible(Code::kinds_clash_in_data, "a weight is a number") : operands.instead();
    }
}

Sharers sharers_of(const Site& site, const Division& node, model::ExprId weight, Scope& scope) {
    Sharers sharers;
    for (const PartyId party : site.contract().role(node.role).parties) {
        scope.parties[node.role] = party;
        const Frame& outer = site.frame;
        const Frame frame{.scope = scope,
                          .text_day = outer.text_day,
                          .previous = outer.previous,
                          .clause = outer.clause,
                          .term = outer.term,
                          .outer = outer.outer,
                          .steps = nullptr};
        const auto takes = takes_part(site, node, frame, sharers);
        const std::size_t before = sharers.parties.size();
        if (takes && *takes) add_sharer(site, weight, node.limit, party, frame, sharers);
        else if (takes) sharers.others[party] = model::NotApplicable{"takes no part"};
        if (sharers.parties.size() > before) add_to_steps(site, node, frame, sharers.weights.back(), sharers);
        if (sharers.instead) break;
    }
    scope.parties.erase(node.role);
    return sharers;
}

/// The unit that parts are whole counts of: the smallest coin, or the step of rounding of what is not money.
Ratio unit_of(const Site& site, const Division& node) {
    if (!site.kind_of(node.amount).is_money()) return node.rounding.step;
    return Ratio(Integer(1), exact::power_of_ten(site.contract().currency.minor_digits));
}

std::vector<Ratio> shares_of(const std::vector<Ratio>& weights, const Ratio& total) {
    std::vector<Ratio> shares;
    shares.reserve(weights.size());
    for (const Ratio& weight : weights) shares.push_back(weight / total);
    return shares;
}

/// All but one rounded down by size; the one named takes what is over, if only as the payer who keeps it.
std::vector<Integer> parts_with_keeper(const Division& node, const Sharers& sharers, const Integer& whole,
                                       const Ratio& total) {
    std::vector<Ratio> shares = shares_of(sharers.weights, total);
    std::optional<std::size_t> keeper;
    for (std::size_t index = 0; index < sharers.parties.size(); ++index) {
        if (sharers.parties[index] == node.odd_penny_party) keeper = index;
    }
    const auto place = [&](std::size_t index) { return static_cast<std::ptrdiff_t>(index); };
    if (keeper) shares.erase(shares.begin() + place(*keeper));
    Integer rest;
    std::vector<Integer> parts = exact::allocate_rest_to(whole, shares, rest);
    if (keeper) parts.insert(parts.begin() + place(*keeper), rest);
    return parts;
}

/// What falls on a party stands beside the parts, under no party's name.
constexpr PartyId rest_place{};

/// Whole pennies, none below 0.
std::vector<Integer> whole_limits(const std::vector<Ratio>& limits, const Ratio& unit) {
    std::vector<Integer> whole;
    for (const Ratio& limit : limits) {
        const Ratio down = exact::round_to(limit / unit, {.step = 1, .mode = exact::RoundingMode::down});
        whole.push_back(down.sign() < 0 ? Integer(0) : down.numerator());
    }
    return whole;
}

LimitedParts stepped_parts(const Division& node, const Sharers& sharers, const Integer& size, const Ratio& unit,
                           const std::vector<Integer>& most) {
    std::vector<LossStep> steps;
    for (const Sharers::Step& step : sharers.steps) steps.push_back({step.weights, whole_limits(step.limits, unit)});
    return met_in_steps(size, steps, most, node.excess);
}

/// Parts with limits: by size, the sign put back; the rest is a size.
void add_limited_parts(const Division& node, const Sharers& sharers, const Integer& count, const Ratio& unit,
                       Parts& parts) {
    const bool negative = count < 0;
    const std::vector<Integer> limits = whole_limits(sharers.limits, unit);
    const Integer size = negative ? Integer(-count) : count;
    const LimitedParts made = node.steps.empty() ? limited_parts(size, sharers.weights, limits, node.excess)
                                                 : stepped_parts(node, sharers, size, unit, limits);
    for (std::size_t index = 0; index < sharers.parties.size(); ++index) {
        const Ratio part = Ratio(made.parts[index]) * unit;
        parts[sharers.parties[index]] = negative ? -part : part;
    }
    parts[rest_place] = Ratio(made.rest) * unit;
}

Parts parts_of_amount(const Site& site, const Division& node, const Sharers& sharers, const Ratio& amount) {
    const Ratio unit = unit_of(site, node);
    const Ratio count = amount / unit;
    if (!count.is_whole()) {
        return all_the_same(
            site, node,
            site.impossible(Code::not_whole_pennies, "the amount to divide has a part of a penny after it is rounded"));
    }
    if (sharers.weight_below_nothing) {
        return all_the_same(site, node, site.impossible(Code::weight_below_nothing, "a weight is below 0"));
    }
    Ratio total;
    for (const Ratio& weight : sharers.weights) total += weight;
    for (const Sharers::Step& step : sharers.steps)
        for (const Ratio& weight : step.weights) total += weight;
    Parts parts = sharers.others;
    if (total.is_zero()) {
        const bool kept = node.kept_by.is_set() || amount.is_zero();
        const Value part = kept
                               ? Value(Ratio())
                               : site.impossible(Code::no_weight_to_divide_by,
                                                 "there is nobody to divide it among, and no clause says who keeps it");
        for (const PartyId party : sharers.parties) parts[party] = part;
        parts[rest_place] = part;
        return parts;
    }
    if (node.limit.is_set() || !node.steps.empty()) {
        add_limited_parts(node, sharers, count.numerator(), unit, parts);
        return parts;
    }
    const auto divided = node.odd_penny == model::OddPenny::to_party
                             ? std::optional(parts_with_keeper(node, sharers, count.numerator(), total))
                             : exact::allocate(count.numerator(), sharers.weights);
    for (std::size_t index = 0; divided && index < sharers.parties.size(); ++index) {
        parts[sharers.parties[index]] = Ratio((*divided)[index]) * unit;
    }
    return parts;
}

/// All parts at once, in a scope without the role's own party.
Parts divided(const Division& node, const Site& site) {
    Scope scope = site.frame.scope;
    scope.parties.erase(node.role);
    const Frame& outer = site.frame;
    const Frame frame{.scope = scope,
                      .text_day = outer.text_day,
                      .previous = outer.previous,
                      .clause = outer.clause,
                      .term = outer.term,
                      .outer = outer.outer,
                      .steps = outer.steps};
    const Site whole{site.workings, frame, site.expression};
    Operands operands(whole);
    const Ratio exact_amount = operands.number(node.amount);
    if (!operands.known()) return all_the_same(site, node, operands.instead());
    const Ratio amount = exact::round_to(exact_amount, node.rounding);
    if (site.frame.explaining() && amount != exact_amount) {
        whole.note("rounded from " + site.shown(exact_amount, node.amount), amount, exact_amount);
    }
    const bool negative = amount.sign() < 0 && node.weight_if_negative.is_set();
    const Sharers sharers = sharers_of(site, node, negative ? node.weight_if_negative : node.weight, scope);
    if (sharers.instead) return all_the_same(site, node, *sharers.instead);
    if (Recorder* recorder = site.workings.recorder)
        recorder->saw({.cell = {}, .days = {}, .division = DivisionSeen{sharers.parties, amount, negative}});
    return parts_of_amount(whole, node, sharers, amount);
}

std::optional<MemoryKey> key_of_division(const Site& site) {
    const Reach& reach = site.workings.reaches.of(site.expression);
    if (reach.previous || reach.received || site.frame.explaining() || site.workings.recorder != nullptr)
        return std::nullopt;
    MemoryKey key;
    key.of = MemoryKey::Of::expression;
    key.id = site.expression.value;
    key.unit = site.frame.scope.period.unit();
    key.period_first = site.frame.scope.period.first().days_since_1970();
    key.add(site.frame.scope.within);
    if (reach.dated) key.text_day = site.frame.text_day.days_since_1970();
    key.any_records = site.workings.finding_standing & reach.totalled;
    return with_elements(site.workings, site.frame, reach.axes, key);
}

void note_parts(const Site& site, const Parts& parts) {
    if (!site.frame.explaining()) return;
    for (const auto& [party, value] : parts) {
        if (party.is_set()) site.note("part of " + site.contract().party(party).name, value);
    }
}

}  // namespace

Value work_out(const Division& node, const Site& site) {
    std::optional<Value> party = PartyId{};
    if (!node.rest) {
        party = element_in_scope(site.workings, {model::Axis::Type::party, node.role, {}, {}, {}}, site.frame);
    }
    if (!party) return site.impossible(Code::element_not_supplied, "whose part is meant?");
    const PartyId whose = std::get<PartyId>(*party);
    const auto part_of = [&](const Parts& parts) -> Value {
        const auto found = parts.find(whose);
        return found == parts.end() ? Value(model::NotApplicable{"takes no part"}) : found->second;
    };
    const auto key = key_of_division(site);
    if (!key) {
        const Parts parts = divided(node, site);
        note_parts(site, parts);
        if (Recorder* recorder = site.workings.recorder; recorder != nullptr && recorder->seen().division) {
            DivisionSeen division = *recorder->seen().division;
            division.whose = whose;
            recorder->saw({.cell = {}, .days = {}, .division = std::move(division)});
        }
        return part_of(parts);
    }
    const auto known = site.workings.memory.divisions.find(*key);
    if (known != site.workings.memory.divisions.end()) return part_of(known->second);
    const Parts parts = divided(node, site);
    site.workings.memory.divisions.insert_or_assign(*key, parts);
    return part_of(parts);
}

}  // namespace concordat::eval::reference
