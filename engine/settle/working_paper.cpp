// engine/settle/working_paper.cpp · room: settle
// What:  see working_paper.h. The steps are those of entitlement.cpp, written down instead of done; what they come to
//        is compared with it.
// Start: working_paper(), last in the file.
#include "settle/working_paper.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "settle/division.h"
#include "settle/entitlement.h"
#include "settle/instalments.h"
#include "settle/ledger.h"

namespace concordat::settle {
namespace {

using calendar::Period;
using exact::Integer;
using exact::Ratio;
using model::PartyId;
using model::Payment;
using trace::Figure;

/// An amount with the figure that it stands in.
struct Written {
    Ratio value;
    std::string formula;
};
struct WrittenTranche {
    Written amount;
    std::vector<Written> weights;
};
/// The coins of one payee, in whole minor units, as a formula.
using Parts = std::vector<Written>;

std::string sum_of(const std::vector<std::string>& formulas) {
    return formulas.size() == 1 ? formulas.front() : fmt::format("({})", fmt::join(formulas, "+"));
}

/// One claim while its line is written down.
class ClaimWriter {
public:
    ClaimWriter(const Settling& settling, const Claim& claim, const std::vector<Period>& periods, trace::Paper& paper)
        : settling_(settling), claim_(claim), periods_(periods), paper_(paper) {}

    /// The figure of what is due to date to the payee at this place; nothing, and `why`, where no formula says it.
    std::optional<std::size_t> write(std::size_t place, std::string& why) {
        source::Diagnostics unheard;
        std::vector<Wait> left_out;  // periods that wait by themselves: their amounts are no figures of the paper
        const Entitlement known = entitlement(settling_, claim_, periods_, unheard, left_out);
        const auto* entitled = std::get_if<std::vector<Entitled>>(&known);
        if (entitled == nullptr) return stop(why, "it is taken back, as nothing is due any more");
        if (!write_tranches(why)) return std::nullopt;
        Parts parts(claim_.payees.size());
        Ratio total;
        std::string total_coins = "0";
        for (const WrittenTranche& tranche : tranches_) {
            if (!add_tranche(tranche, total, total_coins, parts))
                return stop(why, "its clause divides it in a way that no spreadsheet formula says");
        }
        const Written& part = parts[place];
        if (part.value != Ratio((*entitled)[place].minor)) return stop(why, "the formulas do not come to it");
        return add("due to date to " + settling_.contract.party(claim_.payees[place]).name, in_major(part.value),
                   fmt::format("ROUND({}/{},{})", part.formula, coins_in_one(), digits()));
    }

private:
    static std::optional<std::size_t> stop(std::string& why, std::string words) {
        why = std::move(words);
        return std::nullopt;
    }

    // ---- amounts and weights ------------------------------------------------------------------------
    [[nodiscard]] const Payment& payment() const { return claim_.payment; }
    [[nodiscard]] int digits() const { return settling_.contract.currency.minor_digits; }
    [[nodiscard]] std::string coins_in_one() const { return exact::power_of_ten(digits()).str(); }
    [[nodiscard]] Ratio in_major(const Ratio& coins) const { return coins / Ratio(exact::power_of_ten(digits())); }

    std::size_t add(std::string name, const Ratio& value, std::string formula,
                    model::Kind kind = model::Kind::money()) {
        Figure figure;
        figure.what = Figure::What::step;
        figure.name = std::move(name);
        figure.of = periods_.back().label_for_people(settling_.contract.year_start);
        figure.clause = payment().clause;
        figure.kind = kind;
        figure.value = value;
        figure.formula = std::move(formula);
        paper_.figures.push_back(std::move(figure));
        return paper_.figures.size() - 1;
    }
    static std::string cell(std::size_t figure) { return fmt::format("{{{}}}", figure); }

    bool is_meant(const model::PartySelector& selector, const eval::reference::Scope& scope) {
        const auto party = scope.parties.find(selector.each_of);
        const bool in_role =
            selector.also_left || party == scope.parties.end() ||
            model::has_role(settling_.contract.role(selector.each_of), party->second, scope.period.days());
        if (!in_role) return false;
        if (!selector.where.is_set()) return true;
        const model::Value meant = settling_.evaluator.value(selector.where, scope);
        const bool* yes = std::get_if<bool>(&meant);
        return yes != nullptr && *yes;
    }

    /// An expression as a figure of its own. Nothing: it is no known number.
    std::optional<Written> recorded(model::ExprId expression, const eval::reference::Scope& scope, std::string name) {
        auto made = settling_.evaluator.record(expression, scope, paper_);
        const auto* number = std::get_if<Ratio>(&made.value);
        if (number == nullptr) return std::nullopt;
        const std::size_t figure =
            add(std::move(name), *number, std::move(made.formula), settling_.contract.expression(expression).kind);
        paper_.figures[figure].of = scope.period.label_for_people(settling_.contract.year_start);
        paper_.figures[figure].words = settling_.contract.clause(payment().clause).text;
        paper_.figures[figure].why_value = std::move(made.why_value);
        return Written{*number, cell(figure)};
    }

    bool write_tranches(std::string& why) {
        const bool as_it_stands = payment().balance || payment().instalments;
        const std::size_t first = as_it_stands ? periods_.size() - 1 : 0;
        for (std::size_t at = first; at < periods_.size(); ++at) {
            std::optional<PartyId> payee;
            if (!payment().divide) payee = claim_.payees.front();
            const auto scope = scope_of(payment(), claim_.payer, payee, periods_[at]);
            const bool meant =
                is_meant(payment().payer, scope) && (payment().divide || is_meant(payment().payee, scope));
            if (!meant) continue;
            const auto amount = recorded(payment().amount, scope, "amount of the clause");
            if (!amount) continue;
            add_to_tranches(*amount, weights_in(periods_[at]));
        }
        if (tranches_.empty()) return stop(why, "nothing is due in any of its periods").has_value();
        return true;
    }

    std::vector<Written> weights_in(const Period& period) {
        std::vector<Written> weights;
        if (!payment().divide) return weights;
        for (const PartyId payee : claim_.payees) {
            const auto scope = scope_of(payment(), claim_.payer, payee, period);
            std::optional<Written> weight;
            if (is_meant(payment().payee, scope))
                weight = recorded(payment().divide->weight, scope, "weight of " + settling_.contract.party(payee).name);
            weights.push_back(weight.value_or(Written{Ratio(0), "0"}));
        }
        return weights;
    }

    /// Periods with equal weights make one tranche, as in entitlement.cpp.
    void add_to_tranches(const Written& amount, std::vector<Written> weights) {
        const auto same_weights = [&](const WrittenTranche& tranche) {
            return std::equal(tranche.weights.begin(), tranche.weights.end(), weights.begin(), weights.end(),
                              [](const Written& a, const Written& b) { return a.value == b.value; });
        };
        const auto same = std::find_if(tranches_.begin(), tranches_.end(), same_weights);
        if (same == tranches_.end()) {
            tranches_.push_back({amount, std::move(weights)});
            return;
        }
        same->amount.value += amount.value;
        same->amount.formula += "+" + amount.formula;
    }

    // ---- coins --------------------------------------------------------------------------------------
    /// In whole coins, by the payment's rounding.
    std::optional<Written> coins_of(const Written& amount) {
        const Ratio value = exact::round_to(amount.value, payment().rounding) * Ratio(exact::power_of_ten(digits()));
        const exact::Rounding& rounding = payment().rounding;
        if (rounding.step * Ratio(exact::power_of_ten(digits())) != Ratio(1)) return std::nullopt;
        const char* form = rounding.mode == exact::RoundingMode::half_up ? "ROUND(({})*{},0)"
                           : rounding.mode == exact::RoundingMode::down  ? "ROUNDDOWN(ROUND(({})*{},6),0)"
                           : rounding.mode == exact::RoundingMode::up    ? "ROUNDUP(ROUND(({})*{},6),0)"
                                                                         : nullptr;
        if (form == nullptr) return std::nullopt;
        return Written{value, fmt::format(fmt::runtime(form), amount.formula, coins_in_one())};
    }

    /// "pennies"
    [[nodiscard]] const std::string& minor_units() const { return settling_.contract.currency.minor_plural; }

    bool add_tranche(const WrittenTranche& tranche, Ratio& total, std::string& total_coins, Parts& parts) {
        running_.push_back(tranche.amount.formula);
        const auto coins = coins_of({total + tranche.amount.value, sum_of(running_)});
        if (!coins) return false;
        const Ratio before = total_in_coins_;
        const std::string so_far = cell(add("total to date, in " + minor_units(), coins->value, coins->formula, {}));
        Written step{coins->value - before, total_coins == "0" ? so_far : fmt::format("({}-{})", so_far, total_coins)};
        total += tranche.amount.value;
        total_in_coins_ = coins->value;
        total_coins = so_far;
        if (payment().instalments) step = instalments_of(step);
        if (!payment().divide) {
            add_part(parts.front(), step);
            return true;
        }
        return divide_among(step, tranche, parts);
    }

    static void add_part(Written& part, const Written& more) {
        part.value += more.value;
        part.formula += (part.formula.empty() ? "" : "+") + more.formula;
    }

    /// So many instalments of the whole; the last takes what the others leave.
    Written instalments_of(const Written& whole) {
        const model::Instalments& instalments = *payment().instalments;
        std::vector<std::size_t> numbers;
        for (const Period& period : periods_)
            numbers.push_back(instalment_number(settling_.contract, instalments, period).value_or(0));
        const auto count = static_cast<std::size_t>(instalments.count);
        const auto ordinary = static_cast<std::size_t>(
            std::count_if(numbers.begin(), numbers.end(), [&](std::size_t number) { return number != count; }));
        const char* form = instalments.round_nearest ? "ROUND({}/{},0)" : "ROUNDDOWN(ROUND({}/{},6),0)";
        const Ratio one =
            exact::round_to(whole.value / Ratio(instalments.count),
                            {1, instalments.round_nearest ? exact::RoundingMode::half_up : exact::RoundingMode::down});
        const std::string one_cell = cell(
            add("one instalment, in " + minor_units(), one, fmt::format(fmt::runtime(form), whole.formula, count), {}));
        std::string formula = fmt::format("{}*{}", ordinary, one_cell);
        if (ordinary < numbers.size())
            formula = fmt::format("({}+{}-{}*{})", formula, whole.formula, count - 1, one_cell);
        return {Ratio(sum_of_instalments(whole.value.numerator(), instalments, numbers)), formula};
    }

    /// The whole coins of each payee, then the odd ones.
    bool divide_among(const Written& step, const WrittenTranche& tranche, Parts& parts) {
        const Payment::Divide& divide = *payment().divide;
        std::vector<Ratio> weights;
        std::vector<std::string> weight_cells;
        for (const Written& weight : tranche.weights) {
            weights.push_back(weight.value);
            weight_cells.push_back(weight.formula);
        }
        Split split{.weights = weights, .weights_are_shares = divide.weights_are_shares};
        if (divide.odd_penny != model::OddPenny::largest_remainder) {
            const auto keeper = std::find(claim_.payees.begin(), claim_.payees.end(), divide.odd_penny_party);
            const bool is_payee = keeper != claim_.payees.end();
            split.odd_pennies = is_payee ? Split::OddPennies::to_keeper : Split::OddPennies::stay_with_payer;
            split.keeper = is_payee ? static_cast<std::size_t>(keeper - claim_.payees.begin()) : 0;
        }
        const auto known = settle::divide(step.value.numerator(), split);
        if (!known || step.value.sign() < 0) return false;
        Ratio sum;
        for (const Ratio& weight : weights) sum += weight;
        const std::string whole = cell(add("to divide, in " + minor_units(), step.value, step.formula, {}));
        const std::string all =
            divide.weights_are_shares ? "1" : cell(add("all weights", sum, sum_of(weight_cells), {}));
        const Ratio base = divide.weights_are_shares ? Ratio(1) : sum;
        std::vector<std::string> down, exact_cells;
        std::vector<std::size_t> down_figures;
        for (std::size_t place = 0; place < weights.size(); ++place) {
            const std::string& name = settling_.contract.party(claim_.payees[place]).name;
            const Ratio exact = sum.is_zero() ? Ratio(0) : step.value * weights[place] / base;
            exact_cells.push_back(
                cell(add("part of " + name + ", in " + minor_units() + ", before the odd ones", exact,
                         sum.is_zero() ? "0" : fmt::format("{}*{}/{}", whole, weight_cells[place], all), {})));
            const Ratio floor(exact::floor_of(exact));
            down_figures.push_back(add("whole " + minor_units() + " of " + name, floor,
                                       fmt::format("ROUNDDOWN(ROUND({},6),0)", exact_cells.back()), {}));
            down.push_back(cell(down_figures.back()));
        }
        for (std::size_t place = 0; place < weights.size(); ++place) {
            const Ratio coins((*known)[place]);
            std::string formula =
                odd_penny_formula(split, place, {whole, all, sum_of(weight_cells)}, down, exact_cells);
            const std::string name = minor_units() + " of " + settling_.contract.party(claim_.payees[place]).name;
            add_part(parts[place], {coins, cell(add(name, coins, std::move(formula), {}))});
        }
        return true;
    }

    struct Whole {
        std::string coins, all_weights, weight_sum;
    };
    /// Who has the odd coins: a payee by name, the payer, or those with the largest remainders, the first of equals.
    std::string odd_penny_formula(const Split& split, std::size_t place, const Whole& whole,
                                  const std::vector<std::string>& down, const std::vector<std::string>& exact) {
        const std::string divided =
            split.weights_are_shares ? fmt::format("ROUND({}*({}),0)", whole.coins, whole.weight_sum) : whole.coins;
        const trace::DividedCells cells{down, exact, divided};
        if (split.odd_pennies == Split::OddPennies::stay_with_payer) return down[place];
        if (split.odd_pennies == Split::OddPennies::to_keeper)
            return place == split.keeper ? trace::keeper_formula(cells, place) : down[place];
        return trace::largest_remainder_formula(cells, place);
    }

    const Settling& settling_;
    const Claim& claim_;
    const std::vector<Period>& periods_;
    trace::Paper& paper_;
    std::vector<WrittenTranche> tranches_;
    std::vector<std::string> running_;
    Ratio total_in_coins_;
};

/// What was received under each clause up to the end of this period.
Ledger ledger_up_to(const Settlement& settlement, const Period& last) {
    Ledger ledger;
    for (const PeriodSettlement& settled : settlement.periods) {
        if (settled.period.first() > last.first()) break;
        for (const PaymentLine& line : settled.payments) {
            Entry entry;
            entry.clause = line.clause;
            entry.between = {line.repayment ? line.payee : line.payer, line.repayment ? line.payer : line.payee};
            entry.posted_on = settled.period.last();
            entry.about = settled.period.last();
            entry.amount = line.repayment ? -line.amount : line.amount;
            ledger.post(std::move(entry));
        }
    }
    return ledger;
}

class PaperWriter {
public:
    PaperWriter(const Settling& settling, trace::Paper& paper) : settling_(settling), paper_(paper) {}

    PaperLine write(const PaymentLine& line) {
        const Payment& payment = settling_.contract.payments[line.payment];
        const PartyId payer = line.repayment ? line.payee : line.payer;
        const PartyId payee = line.repayment ? line.payer : line.payee;
        PaperLine written;
        if (payment.deduction || payment.kept_back || payment.if_negative == Payment::IfNegative::carried) {
            written.why_value = "what is deducted, kept back or carried changes it";
            return written;
        }
        const auto key = std::tuple(line.payment, payer, line.reckoned.size(), line.reckoned.back(), payee);
        if (const auto found = known_.find(key); found != known_.end()) return found->second;
        const std::vector<PartyId> payees =
            payment.divide ? parties_of(settling_.contract, payment.payee) : std::vector<PartyId>{payee};
        const auto place = std::find(payees.begin(), payees.end(), payee);
        const Claim claim{payment, payer, payees};
        written.figure = ClaimWriter(settling_, claim, line.reckoned, paper_)
                             .write(static_cast<std::size_t>(place - payees.begin()), written.why_value);
        if (written.figure && !comes_to(line, *written.figure)) {
            written.figure.reset();
            written.why_value = "other clauses change what moves";
        }
        known_[key] = written;
        return written;
    }

private:
    /// To date less what was paid before is the amount of the line.
    [[nodiscard]] bool comes_to(const PaymentLine& line, std::size_t figure) const {
        const exact::Money due = line.paid_before + (line.repayment ? -line.amount : line.amount);
        const auto* value = std::get_if<Ratio>(&paper_.figures[figure].value);
        return value != nullptr && *value == due.major(settling_.contract.currency.minor_digits);
    }

    const Settling& settling_;
    trace::Paper& paper_;
    std::map<std::tuple<std::size_t, PartyId, std::size_t, Period, PartyId>, PaperLine> known_;
};

}  // namespace

WorkingPaper working_paper(const model::Contract& contract, const data::DataSet& data, const Settlement& settlement,
                           const std::optional<Period>& only) {
    WorkingPaper written;
    for (const PeriodSettlement& settled : settlement.periods) {
        std::vector<PaperLine>& lines = written.lines.emplace_back(settled.payments.size());
        if (only && !only->days().contains(settled.period.last())) continue;
        const Ledger ledger = ledger_up_to(settlement, settled.period);
        const ReceivedFromLedger received(contract, ledger);
        eval::reference::Evaluator evaluator({.contract = &contract,
                                              .data = &data,
                                              .known_on = model::last_report_day(contract, settled.period),
                                              .overrides = {},
                                              .received = &received});
        const Settling settling{contract, data, evaluator, settled.period};
        PaperWriter writer(settling, written.paper);
        for (std::size_t at = 0; at < lines.size(); ++at) lines[at] = writer.write(settled.payments[at]);
    }
    return written;
}

}  // namespace concordat::settle
