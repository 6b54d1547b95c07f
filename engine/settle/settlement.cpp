// engine/settle/settlement.cpp · room: settle
// What:  settles period after period, each with what was known at its end, and puts together what it found.
// Start: settle(), last in the file.
#include "settle/settlement.h"

#include <algorithm>

#include "settle/kept.h"
#include "settle/kept_back.h"
#include "settle/late_figures.h"
#include "settle/ledger.h"
#include "settle/left_out.h"
#include "settle/notices.h"
#include "settle/payments.h"
#include "settle/periods.h"
#include "settle/pools.h"
#include "settle/promises.h"
#include "settle/terms.h"
#include "settle/waiting.h"

namespace concordat::settle {

using calendar::Period;
using eval::reference::Evaluator;
using model::Contract;

namespace {

/// What one settlement period brought.
struct Settled {
    PeriodSettlement period;
    source::Diagnostics problems;
};

Settled settle_period(const Contract& contract, const data::DataSet& data, const Period& period,
                      const SettleRequest& request, Ledger& ledger, NoticeBook& book, WaitingList::Waited& waited,
                      const std::vector<Period>& earlier, LinesListed* listed) {
    const ReceivedFromLedger received(contract, ledger);
    Evaluator evaluator({.contract = &contract,
                         .data = &data,
                         .known_on = model::last_report_day(contract, period),
                         .overrides = {},
                         .received = &received,
                         .totals = request.totals});
    const Settling settling{contract, data, evaluator, period};
    PaymentsMade made = make_payments(settling, ledger);

    WaitingList waiting;
    for (const PaymentWaits& waits : made.waits) waiting.add(waits.wait, waits.clause);
    Settled settled;
    settled.period.period = period;
    settled.period.terms = term_lines(settling, waiting);
    if (listed) {
        settled.period.record_terms = record_term_lines(settling);
        (void)lines_put_right(settling, {period}, *listed);
        settled.period.restated = lines_put_right(settling, earlier, *listed);
    }
    settled.period.kept = kept_lines(settling, ledger, made);
    settled.period.pools = pool_lines(settling, made.problems);
    check_promises(settling, waiting, made.problems);
    std::vector<NoticeLine> duties = book.notices(settling, waiting);
    list_held_records(contract, evaluator, period, waiting);

    settled.period.payments = std::move(made.lines);
    settled.period.taxes = std::move(made.taxes);
    settled.period.deductions = std::move(made.deductions);
    settled.period.notices = std::move(made.notices);
    for (NoticeLine& line : kept_back_notices(settling)) settled.period.notices.push_back(std::move(line));
    const auto before = earlier.empty() ? std::nullopt : std::optional(earlier.back());
    for (NoticeLine& line : late_figure_notices(settling, before)) settled.period.notices.push_back(std::move(line));
    for (NoticeLine& line : duties) settled.period.notices.push_back(std::move(line));
    settled.period.held = waiting.lines(period, waited);
    list_left_out(settling, settled.period);
    settled.problems = std::move(made.problems);
    settled.problems.append(evaluator.problems());
    return settled;
}

/// The period asked for, or those inside a longer one that was asked for.
bool is_shown(const SettleRequest& request, const Period& period) {
    return !request.only || request.only->days().contains(period.last());
}

bool moves_money(const Settlement& settlement) {
    return std::any_of(settlement.periods.begin(), settlement.periods.end(),
                       [](const PeriodSettlement& period) { return !period.payments.empty(); });
}

Settlement settle_all(const Contract& contract, const data::DataSet& data, const std::vector<Period>& periods,
                      const SettleRequest& request) {
    Settlement settlement;
    Ledger ledger;
    NoticeBook book;
    WaitingList::Waited waited;
    LinesListed listed;
    std::vector<Period> earlier;
    for (const Period& period : periods) {
        Settled settled = settle_period(contract, data, period, request, ledger, book, waited, earlier,
                                        request.everything ? &listed : nullptr);
        earlier.push_back(period);
        if (!is_shown(request, period)) {
            if (period.first() > request.only->last()) continue;
            settlement.earlier.push_back({period, std::move(settled.period.payments), {}, {}, {}, {}, {}, {}});
            continue;
        }
        settlement.periods.push_back(std::move(settled.period));
        settlement.problems.append(std::move(settled.problems));
    }
    settlement.problems.sort();
    return settlement;
}

}  // namespace

Settlement settle(const Contract& contract, const data::DataSet& data, SettleRequest request) {
    const std::vector<Period> periods = settlement_periods(contract, data, request);
    if (!periods.empty()) return settle_all(contract, data, periods, request);
    if (contract.payments.empty()) return {};

    // No figure has come yet: the payments of the first year are shown, if any rests on agreed values alone.
    Settlement first_year = settle_all(contract, data, periods_of_first_year(contract), request);
    return moves_money(first_year) ? first_year : Settlement{};
}

}  // namespace concordat::settle
