// engine/settle/payment_steps.cpp · room: settle
// What:  lines as steps: to date less what was paid before, then down the working paper.
#include "settle/payment_steps.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace concordat::settle {
namespace {

using trace::Step;

Step money_step(Step::What what, std::string name, const exact::Ratio& amount) {
    Step step;
    step.what = what;
    step.name = std::move(name);
    step.kind = model::Kind::money();
    step.value = amount;
    return step;
}

bool is_asked(const PaymentLine& line, const PaymentAsked& asked) {
    return line.clause == asked.clause &&
           std::all_of(asked.between.begin(), asked.between.end(),
                       [&](model::PartyId party) { return line.payer == party || line.payee == party; });
}

/// "Riverside ICB to City Acute Trust"
std::string line_in_words(const model::Contract& contract, const PaymentLine& line) {
    std::string words = fmt::format("{} to {}", contract.party(line.payer).name, contract.party(line.payee).name);
    if (!line.of.empty()) words += ", " + line.of;
    if (!line.part.empty()) words += ", " + line.part;
    if (line.repayment) words += ", repayment";
    return words;
}

Step line_step(const model::Contract& contract, const PaymentLine& line, const PaperLine& written,
               trace::PaperReader& reader) {
    const int digits = contract.currency.minor_digits;
    Step step = money_step(Step::What::term, line_in_words(contract, line), line.amount.major(digits));
    step.of = line.period.label_for_people(contract.year_start);
    step.clause = line.clause;
    const exact::Ratio before = line.paid_before.major(digits);
    const exact::Ratio to_date =
        line.repayment ? before - line.amount.major(digits) : before + line.amount.major(digits);
    if (written.figure) {
        step.parts.push_back(reader.step_of(*written.figure));
    } else {
        Step due = money_step(Step::What::note, "due to date", to_date);
        due.words = "due to date: " + written.why_value;
        step.parts.push_back(std::move(due));
    }
    Step paid = money_step(Step::What::note, "paid before", before);
    paid.words = before.is_zero() ? "nothing was paid before" : "paid before, in earlier settlements";
    step.parts.push_back(std::move(paid));
    step.formula = line.repayment ? "{1}-{0}" : "{0}-{1}";
    return step;
}

}  // namespace

std::optional<Step> payment_steps(const model::Contract& contract, const Settlement& settlement,
                                  const WorkingPaper& paper, const PaymentAsked& asked) {
    Step sum = money_step(Step::What::term, "Payments under clause " + contract.clause(asked.clause).number, {});
    sum.of = asked.period.label_for_people(contract.year_start);
    sum.clause = asked.clause;
    sum.words = contract.clause(asked.clause).text;
    exact::Ratio total;
    trace::PaperReader reader(paper.paper);
    for (std::size_t at = 0; at < settlement.periods.size(); ++at) {
        const PeriodSettlement& settled = settlement.periods[at];
        if (!asked.period.days().contains(settled.period.last())) continue;
        for (std::size_t line = 0; line < settled.payments.size(); ++line) {
            if (!is_asked(settled.payments[line], asked)) continue;
            sum.formula += fmt::format("{}{{{}}}", sum.parts.empty() ? "" : "+", sum.parts.size());
            sum.parts.push_back(line_step(contract, settled.payments[line], paper.lines[at][line], reader));
            total += settled.payments[line].amount.major(contract.currency.minor_digits);
        }
    }
    if (sum.parts.empty()) return std::nullopt;
    sum.value = total;
    return sum;
}

}  // namespace concordat::settle
