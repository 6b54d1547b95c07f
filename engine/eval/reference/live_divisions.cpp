// engine/eval/reference/live_divisions.cpp · room: eval
// What:  parts that have limits as a ladder of figures: divided, held at the limit, what is cut off divided again,
// until
//        nobody is above; then whole pennies. The steps are those of part_limits.cpp, written down; step-by-step losses
//        too.
#include <algorithm>

#include <fmt/format.h>

#include "eval/reference/live_formulas.h"
#include "eval/reference/names.h"
#include "exact/rounding.h"

namespace concordat::eval::reference {

using exact::Ratio;
using model::Division;
using model::Value;

namespace {

constexpr std::size_t most_parties = 12;

struct Known {
    Ratio value;
    std::string cell;
};

class Ladder {
public:
    Ladder(const Site& site, Recorder& recorder, std::vector<std::string> names)
        : site_(site), recorder_(recorder), names_(std::move(names)) {}

    Known step(const std::string& what, const Ratio& value, const std::string& formula) {
        return {value, cell_for(recorder_, site_, what, {}, value, {}, "(" + formula + ")")};
    }
    std::string held_cell(const std::string& what, bool value, const std::string& formula) {
        model::Kind kind;
        kind.base = model::KindBase::yes_no;
        return cell_for(recorder_, site_, what, {}, value, kind, "(" + formula + ")");
    }
    static std::string plus(const std::vector<Known>& all) {
        std::string sum;
        for (const Known& one : all) sum += (sum.empty() ? "" : "+") + one.cell;
        return sum;
    }
    /// A weight of one that is held is nothing.
    std::vector<Known> left(const std::vector<Known>& weights, const std::vector<std::string>& held,
                            const std::vector<bool>& is_held, int round) {
        std::vector<Known> shares;
        for (std::size_t at = 0; at < weights.size(); ++at) {
            if (held[at].empty()) shares.push_back(weights[at]);
            else
                shares.push_back(step(fmt::format("weight of {} in round {}", names_[at], round),
                                      is_held[at] ? Ratio(0) : weights[at].value,
                                      fmt::format("IF({},0,{})", held[at], weights[at].cell)));
        }
        return shares;
    }
    static Ratio sum(const std::vector<Known>& all) {
        Ratio total;
        for (const Known& one : all) total += one.value;
        return total;
    }
    /// Whole pennies of what was divided exactly: rounded down, the odd ones to the largest remainders, then to the
    /// larger part, then to the first.
    std::vector<Known> whole_pennies(const std::vector<Known>& met);
    std::vector<Known> allocated(const Known& whole, const std::vector<Known>& weights);
    std::vector<Known> shared_again(const Known& amount, const std::vector<Known>& weights,
                                    const std::vector<Known>& limits);
    std::vector<Known> shared_once(const Known& amount, const std::vector<Known>& weights,
                                   const std::vector<Known>& limits);
    std::vector<Known> cut(const Known& amount, const std::vector<Known>& weights, const std::vector<Known>& limits);
    void meet(Known& rest, std::vector<Known>& met, const std::vector<Known>& weights, const std::vector<Known>& limits,
              std::size_t rounds);
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    const Site& site_;
    Recorder& recorder_;
    std::vector<std::string> names_;
    int rounds_ = 0;
};

std::vector<Known> Ladder::whole_pennies(const std::vector<Known>& met) {
    std::vector<Known> down, rest;
    for (std::size_t at = 0; at < met.size(); ++at) {
        const Ratio floor(exact::floor_of(met[at].value));
        down.push_back(
            step("whole coins of " + names_[at], floor, fmt::format("ROUNDDOWN(ROUND({},6),0)", met[at].cell)));
        rest.push_back(step("remainder of " + names_[at], met[at].value - floor,
                            fmt::format("ROUND({}-{},9)", met[at].cell, down[at].cell)));
    }
    const Ratio over(exact::floor_of(sum(rest)));
    const Known odd = step("odd coins", over, fmt::format("ROUNDDOWN(ROUND({},6),0)", plus(rest)));
    std::vector<Known> parts;
    for (std::size_t at = 0; at < met.size(); ++at) {
        std::string rank = "1";
        Ratio place(1);
        for (std::size_t other = 0; other < met.size(); ++other) {
            if (other == at) continue;
            rank +=
                fmt::format("+IF(ROUND({0}-{1},6)>0,1,IF(ROUND({0}-{1},6)<0,0,IF({2}{3}{4},1,0)))", rest[other].cell,
                            rest[at].cell, met[other].cell, other < at ? ">=" : ">", met[at].cell);
            const bool before = rest[other].value != rest[at].value ? rest[other].value > rest[at].value
                                : met[other].value != met[at].value ? met[other].value > met[at].value
                                                                    : other < at;
            if (before) place += Ratio(1);
        }
        const bool one_more = place <= odd.value;
        parts.push_back(step("coins of " + names_[at], down[at].value + Ratio(one_more ? 1 : 0),
                             fmt::format("{}+IF({}<={},1,0)", down[at].cell, rank, odd.cell)));
    }
    return parts;
}

std::vector<Known> Ladder::allocated(const Known& whole, const std::vector<Known>& weights) {
    const Ratio total = sum(weights);
    const Known all = step("all weights", total, plus(weights));
    std::vector<Known> exact;
    for (std::size_t at = 0; at < weights.size(); ++at) {
        const Ratio value = total.is_zero() ? Ratio(0) : whole.value * weights[at].value / total;
        exact.push_back(step("part of " + names_[at] + ", in coins, before odd pennies", value,
                             fmt::format("IF({0}=0,0,{1}*{2}/{0})", all.cell, whole.cell, weights[at].cell)));
    }
    return whole_pennies(exact);
}

std::vector<Known> Ladder::shared_again(const Known& amount, const std::vector<Known>& weights,
                                        const std::vector<Known>& limits) {
    const std::size_t count = weights.size();
    std::vector<std::string> held(count);
    std::vector<bool> is_held(count, false);
    Known open = amount;
    std::vector<Known> shares = weights;
    for (std::size_t round = 1; round <= count; ++round) {
        const Ratio total = sum(shares);
        const Known all = step(fmt::format("weights in round {}", round), total, plus(shares));
        std::vector<std::string> next(count);
        std::vector<bool> is_next(count);
        std::string taken;
        Ratio taken_value;
        for (std::size_t at = 0; at < count; ++at) {
            const bool above =
                !is_held[at] && !total.is_zero() && open.value * shares[at].value / total > limits[at].value;
            is_next[at] = is_held[at] || above;
            const std::string now = fmt::format("IF({0}=0,FALSE(),ROUND({1}*{2}/{0}-{3},6)>0)", all.cell, open.cell,
                                                shares[at].cell, limits[at].cell);
            next[at] = held_cell(fmt::format("{} is held after round {}", names_[at], round), is_next[at],
                                 held[at].empty() ? now : fmt::format("OR({},{})", held[at], now));
            taken += fmt::format("-IF({},{},0)", next[at], limits[at].cell);
            if (is_next[at]) taken_value += limits[at].value;
        }
        held = next;
        is_held = is_next;
        open = step(fmt::format("left after round {}", round), amount.value - taken_value, amount.cell + taken);
        shares = left(weights, held, is_held, static_cast<int>(round));
    }
    const Ratio total = sum(shares);
    const Known whole = step("to divide among the others", total.is_zero() ? Ratio(0) : open.value,
                             fmt::format("IF({}=0,0,{})", plus(shares), open.cell));
    std::vector<Known> parts = allocated(whole, shares);
    for (std::size_t at = 0; at < count; ++at) {
        parts[at] = step("coins that " + names_[at] + " bears", is_held[at] ? limits[at].value : parts[at].value,
                         fmt::format("IF({},{},{})", held[at], limits[at].cell, parts[at].cell));
    }
    return parts;
}

std::vector<Known> Ladder::shared_once(const Known& amount, const std::vector<Known>& weights,
                                       const std::vector<Known>& limits) {
    std::vector<Known> met;
    for (std::size_t at = 0; at < weights.size(); ++at) met.push_back({Ratio(0), "0"});
    const Ratio total = sum(weights);
    const Known all = step("all weights", total, plus(weights));
    std::vector<Known> first;
    std::vector<bool> is_held;
    std::vector<std::string> held;
    std::string excess;
    Ratio excess_value;
    for (std::size_t at = 0; at < weights.size(); ++at) {
        const Ratio part = amount.value * weights[at].value / total;
        first.push_back(step("first part of " + names_[at], part,
                             fmt::format("{}*{}/{}", amount.cell, weights[at].cell, all.cell)));
        is_held.push_back(part > limits[at].value);
        held.push_back(held_cell(names_[at] + " is held", is_held[at],
                                 fmt::format("ROUND({}-{},6)>0", first[at].cell, limits[at].cell)));
        excess += fmt::format("{}IF({},{}-{},0)", at == 0 ? "" : "+", held[at], first[at].cell, limits[at].cell);
        if (is_held[at]) excess_value += part - limits[at].value;
    }
    const Known cut_off = step("what limits cut off", excess_value, excess);
    const std::vector<Known> shares = left(weights, held, is_held, 2);
    const Ratio others = sum(shares);
    const Known rest = step("weights of the others", others, plus(shares));
    for (std::size_t at = 0; at < weights.size(); ++at) {
        Ratio value = first[at].value;
        if (!others.is_zero()) value += cut_off.value * shares[at].value / others;
        if (is_held[at] || value > limits[at].value) value = limits[at].value;
        met[at] = step("part of " + names_[at] + ", in coins, before odd pennies", value,
                       fmt::format("MIN({0},{1}+IF({2}=0,0,{3}*{4}/{2}))", limits[at].cell, first[at].cell, rest.cell,
                                   cut_off.cell, shares[at].cell));
    }
    return whole_pennies(met);
}

std::vector<Known> Ladder::cut(const Known& amount, const std::vector<Known>& weights,
                               const std::vector<Known>& limits) {
    std::vector<Known> parts = allocated(amount, weights);
    for (std::size_t at = 0; at < parts.size(); ++at) {
        parts[at] = step("coins that " + names_[at] + " bears", std::min(parts[at].value, limits[at].value),
                         fmt::format("MIN({},{})", parts[at].cell, limits[at].cell));
    }
    return parts;
}

void Ladder::meet(Known& rest, std::vector<Known>& met, const std::vector<Known>& weights,
                  const std::vector<Known>& limits, std::size_t rounds) {
    std::vector<std::string> held(weights.size());
    std::vector<bool> is_held(weights.size(), false);
    for (std::size_t round = 1; round <= rounds; ++round) {
        ++rounds_;
        const std::vector<Known> shares = left(weights, held, is_held, rounds_);
        const Ratio total = sum(shares);
        const Known all = step(fmt::format("weights in round {}", rounds_), total, plus(shares));
        const Known whole = rest;
        Ratio met_now;
        std::string taken;
        for (std::size_t at = 0; at < weights.size(); ++at) {
            const bool shared = !total.is_zero() && whole.value.sign() > 0 && !shares[at].value.is_zero();
            Ratio part = shared ? whole.value * shares[at].value / total : Ratio(0);
            std::string formula = fmt::format("IF({0}=0,0,MAX(0,{1})*{2}/{0})", all.cell, whole.cell, shares[at].cell);
            if (!limits.empty()) {
                const Ratio room = limits[at].value - met[at].value;
                const Known share = step(fmt::format("share of {} in round {}", names_[at], rounds_), part, formula);
                const bool now = shared && part >= room;
                const std::string test = fmt::format("IF({0}=0,FALSE(),ROUND({1}-({2}-{3}),6)>=0)", shares[at].cell,
                                                     share.cell, limits[at].cell, met[at].cell);
                is_held[at] = is_held[at] || now;
                held[at] = held_cell(fmt::format("{} is held after round {}", names_[at], rounds_), is_held[at],
                                     held[at].empty() ? test : fmt::format("OR({},{})", held[at], test));
                if (part > room) part = room.sign() > 0 ? room : Ratio(0);
                formula = fmt::format("MAX(0,MIN({},{}-{}))", share.cell, limits[at].cell, met[at].cell);
            }
            const Known one = step(fmt::format("{} meets in round {}", names_[at], rounds_), part, formula);
            met_now += part;
            taken += "-" + one.cell;
            met[at] = step(fmt::format("{} has met after round {}", names_[at], rounds_), met[at].value + part,
                           fmt::format("{}+{}", met[at].cell, one.cell));
        }
        rest = step(fmt::format("left after round {}", rounds_), whole.value - met_now, whole.cell + taken);
    }
}

}  // namespace

namespace {

/// The figures of one division: its weights and limits by party, each worked out in that party's place.
class DivisionFigures {
public:
    DivisionFigures(const Site& site, Recorder& recorder, const Division& node, const DivisionSeen& seen)
        : site_(site),
          node_(node),
          seen_(seen),
          coins_(exact::power_of_ten(site.contract().currency.minor_digits)),
          ladder_(site, recorder, names_of(site, seen)) {}

    Ladder& ladder() { return ladder_; }
    [[nodiscard]] const Ratio& coins() const { return coins_; }
    /// Empty where one of them is not known.
    std::vector<Known> figures(model::ExprId part, const char* what, bool limit) {
        std::vector<Known> found;
        for (std::size_t at = 0; at < seen_.parties.size(); ++at) {
            Value value;
            std::string formula = of_party(part, at, value);
            const auto* number = std::get_if<Ratio>(&value);
            if (formula.empty() || number == nullptr) return {};
            Ratio figure = *number;
            if (limit) {
                figure = Ratio(exact::floor_of(exact::greater(figure * coins_, Ratio(0))));
                formula = fmt::format("MAX(0,ROUNDDOWN(ROUND({}*{},6),0))", formula, coins_.numerator().str());
            }
            found.push_back(ladder_.step(fmt::format("{} of {}", what, ladder_.names()[at]), figure, formula));
        }
        return found;
    }
    /// Weights of those that a step is for; nothing for the others.
    std::vector<Known> where(model::ExprId condition, std::vector<Known> weights) {
        for (std::size_t at = 0; condition.is_set() && at < weights.size(); ++at) {
            Value value;
            const std::string formula = of_party(condition, at, value);
            const bool* yes = std::get_if<bool>(&value);
            weights[at] = ladder_.step("weight of " + ladder_.names()[at] + " in the step",
                                       yes != nullptr && *yes ? weights[at].value : Ratio(0),
                                       fmt::format("IF({},{},0)", formula, weights[at].cell));
        }
        return weights;
    }
    /// Step by step, then what is left; empty where a figure is not known.
    std::vector<Known> in_steps(const Known& amount, const std::vector<Known>& weights,
                                const std::vector<Known>& limits) {
        const std::size_t count = weights.size();
        const bool once = node_.excess == Division::Excess::shared_once;
        Known rest = amount;
        std::vector<Known> met(count, Known{Ratio(0), "0"});
        for (const Division::Step& step : node_.steps) {
            const auto own = where(step.where, figures(step.weight, "weight in the step", false));
            if (own.empty()) return {};
            std::vector<Known> most = limits;
            if (step.limit.is_set()) {
                most = figures(step.limit, "limit of the step", true);
                if (most.empty()) return {};
                for (std::size_t at = 0; at < most.size() && !limits.empty(); ++at)
                    most[at] = ladder_.step("lower limit of " + ladder_.names()[at],
                                            std::min(most[at].value, limits[at].value),
                                            fmt::format("MIN({},{})", most[at].cell, limits[at].cell));
            }
            const bool shared_once = once && !step.limit.is_set();
            ladder_.meet(rest, met, own, most, most.empty() ? 1 : shared_once ? 2 : count + 1);
        }
        ladder_.meet(rest, met, weights, limits, limits.empty() ? 1 : once ? 2 : count + 1);
        return ladder_.whole_pennies(met);
    }
    std::vector<Known> parts(const Known& amount, const std::vector<Known>& weights, const std::vector<Known>& limits) {
        if (!node_.steps.empty()) return in_steps(amount, weights, limits);
        if (!node_.limit.is_set()) return ladder_.allocated(amount, weights);
        switch (node_.excess) {
            case Division::Excess::falls: return ladder_.cut(amount, weights, limits);
            case Division::Excess::shared_once: return ladder_.shared_once(amount, weights, limits);
            case Division::Excess::shared_again: return ladder_.shared_again(amount, weights, limits);
        }
        return {};
    }

private:
    static std::vector<std::string> names_of(const Site& site, const DivisionSeen& seen) {
        std::vector<std::string> names;
        for (const model::PartyId party : seen.parties) names.push_back(site.contract().party(party).name);
        return names;
    }
    std::string of_party(model::ExprId part, std::size_t at, Value& value) {
        Scope scope = site_.frame.scope;
        scope.parties[node_.role] = seen_.parties[at];
        const Frame& outer = site_.frame;
        const Frame frame{scope, outer.text_day, outer.previous, outer.clause, outer.term, outer.outer, nullptr};
        Fragment fragment = worked_to_write(site_.workings, part, frame);
        const Site site{site_.workings, frame, part};
        std::string formula = reference::formula_of(site, fragment);
        value = fragment.value;
        return formula;
    }

    const Site& site_;
    const Division& node_;
    const DivisionSeen& seen_;
    const Ratio coins_;
    Ladder ladder_;
};

}  // namespace

LiveWriter::Formula LiveWriter::divided(const Division& node) {
    const auto& seen = seen_.division;
    const bool limited = node.limit.is_set() || !node.steps.empty();
    const bool below_nothing = seen && seen->amount.sign() < 0 && node.odd_penny == model::OddPenny::largest_remainder;
    if (!seen || seen->parties.size() > most_parties || (!limited && !below_nothing)) return std::nullopt;
    DivisionFigures figures(site_, recorder_, node, *seen);
    Ladder& ladder = figures.ladder();
    const Ratio& coins = figures.coins();
    const std::string in_one = coins.numerator().str();
    const bool pennies = node.rounding.step * coins == Ratio(1) && node.rounding.mode == exact::RoundingMode::half_up;
    if (!site_.kind_of(node.amount).is_money() || !pennies) return std::nullopt;
    std::string formula;
    for (Fragment& fragment : parts_)
        if (fragment.expression == node.amount) formula = reference::formula_of(site_, fragment);
    if (formula.empty()) return std::nullopt;
    const Known with_sign = ladder.step("to divide, in coins", seen->amount * coins,
                                        fmt::format("ROUND(ROUND({}*{},6),0)", formula, in_one));
    const Known amount =
        ladder.step("size of it", exact::size_of(with_sign.value), fmt::format("ABS({})", with_sign.cell));
    const auto weights = figures.figures(seen->other_weights ? node.weight_if_negative : node.weight, "weight", false);
    std::vector<Known> limits;
    if (node.limit.is_set()) limits = figures.figures(node.limit, "limit", true);
    if (weights.empty() || (node.limit.is_set() && limits.empty()) || Ladder::sum(weights).is_zero())
        return std::nullopt;
    const std::vector<Known> parts = figures.parts(amount, weights, limits);
    if (parts.empty()) return std::nullopt;
    if (node.rest) {
        std::string others;
        for (const Known& part : parts) others += "-" + part.cell;
        return fmt::format("(({}{})/{})", amount.cell, others, in_one);
    }
    const auto whose = std::find(seen->parties.begin(), seen->parties.end(), seen->whose);
    if (whose == seen->parties.end()) return std::nullopt;
    const Known& part = parts[static_cast<std::size_t>(whose - seen->parties.begin())];
    const auto* known = std::get_if<Ratio>(&value_);
    if (known == nullptr || exact::size_of(*known) != part.value / coins)
        return leaf("divided to the penny by its clause");
    return fmt::format("(SIGN({})*{}/{})", with_sign.cell, part.cell, in_one);
}

}  // namespace concordat::eval::reference
