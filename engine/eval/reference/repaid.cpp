// engine/eval/reference/repaid.cpp · room: eval
// What:  what parties paid in earlier periods is repaid, the oldest period first, in one period in proportion to what
//        is still owed to each, in whole pennies.
// Source: finding N28 ("the oldest first" ranks them by age; one rank is in proportion); N3 for the pennies.
#include <algorithm>
#include <optional>
#include <vector>

#include "eval/reference/names.h"
#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/work_out.h"
#include "exact/allocate.h"
#include "exact/rounding.h"

namespace concordat::eval::reference {

using calendar::Period;
using exact::Integer;
using exact::Ratio;
using model::PartyId;
using model::Value;

namespace {

/// What is owed from one period, in whole pennies, to each party of the role.
using OwedLot = std::vector<Integer>;

Integer sum_of(const OwedLot& lot) {
    Integer sum = 0;
    for (const Integer& part : lot) sum += part;
    return sum;
}

class Repaying {
public:
    Repaying(const model::Repaid& node, const Site& site)
        : node_(node),
          site_(site),
          parties_(site.contract().role(node.role).parties),
          coin_(Ratio(Integer(1), exact::power_of_ten(site.contract().currency.minor_digits))) {}

    /// What each is repaid in the period `last`, or why that is not known.
    std::optional<Value> run(const Period& last, OwedLot& repaid) {
        const model::Contract& contract = site_.contract();
        std::vector<OwedLot> lots;
        for (Period period = Period::containing(node_.unit, contract.in_force.first, contract.year_start);;
             period = period.next(contract.year_start)) {
            Scope scope = site_.frame.scope;
            scope.period = period;
            scope.parties.erase(node_.role);
            Value from = ask(node_.from, scope);
            const auto* there = std::get_if<Ratio>(&from);
            if (there == nullptr) return from;
            repaid = repay(lots, whole(*there));
            if (!(period < last)) return std::nullopt;
            OwedLot lot;
            for (const PartyId party : parties_) {
                scope.parties[node_.role] = party;
                Value paid = ask(node_.lot, scope);
                const auto* amount = std::get_if<Ratio>(&paid);
                const bool none = std::holds_alternative<model::NotApplicable>(paid);
                if (amount == nullptr && !none) return paid;
                lot.push_back(amount != nullptr ? whole(*amount) : Integer(0));
            }
            if (sum_of(lot) > 0) lots.push_back(std::move(lot));  // the oldest stands first
        }
    }

    [[nodiscard]] const std::vector<PartyId>& parties() const { return parties_; }
    [[nodiscard]] const Ratio& coin() const { return coin_; }

private:
    [[nodiscard]] Value ask(model::ExprId what, const Scope& scope) const {
        const Frame& frame = site_.frame;
        const Frame here{
            scope,  text_day_of(site_.contract(), scope.period), frame.previous, frame.clause, frame.term, frame.outer,
            nullptr};
        return work_out(site_.workings, what, here);
    }
    [[nodiscard]] Integer whole(const Ratio& amount) const {
        const Ratio down = exact::round_to(amount / coin_, {.step = 1, .mode = exact::RoundingMode::down});
        return down.sign() > 0 ? down.numerator() : Integer(0);
    }
    /// Takes from all lots in proportion: each party's claim of each period is one of one rank. Those that are level go
    /// by the party listed first, and of one party the oldest.
    OwedLot repay_alike(std::vector<OwedLot>& lots, const Integer& free) const {
        std::vector<Ratio> weights;
        Integer owed = 0;
        for (std::size_t party = 0; party < parties_.size(); ++party) {
            for (const OwedLot& lot : lots) {
                weights.emplace_back(lot[party]);
                owed += lot[party];
            }
        }
        OwedLot repaid(parties_.size());
        const auto parts = exact::allocate(std::min(owed, free), weights);
        for (std::size_t place = 0; parts && place < weights.size(); ++place) {
            repaid[place / lots.size()] += (*parts)[place];
            lots[place % lots.size()][place / lots.size()] -= (*parts)[place];
        }
        return repaid;
    }
    /// Takes from the lots, the oldest first, and gives what each party had of it.
    OwedLot repay(std::vector<OwedLot>& lots, Integer free) const {
        if (node_.one_rank) return repay_alike(lots, free);
        OwedLot repaid(parties_.size());
        for (OwedLot& lot : lots) {
            const Integer owed = sum_of(lot);
            const Integer now = std::min(owed, free);
            if (now == 0) continue;
            std::vector<Ratio> weights(lot.begin(), lot.end());
            const auto parts = exact::allocate(now, weights);
            for (std::size_t index = 0; parts && index < lot.size(); ++index) {
                repaid[index] += (*parts)[index];
                lot[index] -= (*parts)[index];
            }
            free -= now;
        }
        return repaid;
    }

    const model::Repaid& node_;
    const Site& site_;
    const std::vector<PartyId>& parties_;
    Ratio coin_;
};

}  // namespace

Value work_out(const model::Repaid& node, const Site& site) {
    std::optional<Value> party;
    if (!node.all) {
        party = element_in_scope(site.workings, {model::Axis::Type::party, node.role, {}, {}, {}}, site.frame);
        if (!party) return site.impossible(source::Code::element_not_supplied, "which party is repaid?");
    }
    Repaying repaying(node, site);
    const Period& here = site.frame.scope.period;
    const Period last = here.unit() < node.unit ? here.belongs_to(node.unit, site.contract().year_start) : here;
    OwedLot repaid;
    if (auto instead = repaying.run(last, repaid)) return *std::move(instead);
    if (node.all) return Ratio(sum_of(repaid)) * repaying.coin();
    const auto& parties = repaying.parties();
    const auto found = std::find(parties.begin(), parties.end(), std::get<PartyId>(*party));
    if (found == parties.end()) return model::NotApplicable{"has no part in it"};
    return Ratio(repaid[static_cast<std::size_t>(found - parties.begin())]) * repaying.coin();
}

}  // namespace concordat::eval::reference
