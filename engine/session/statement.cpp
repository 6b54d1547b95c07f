// engine/session/statement.cpp · room: session
// What:  statements as a page: all periods are settled, so that the year to date is whole, and those asked for shown.
#include "base/check.h"
#include "session/asking.h"
#include "session/session.h"

namespace concordat::session {

Stated Session::state(const OpenedContract& opened, const OpenedData& data, const std::string& period,
                      bool with_paper) const {
    ENGINE_CHECK(opened.contract != nullptr && !data.problems.has_errors());
    Stated stated;
    report::StatementRequest& request = stated.request;
    request.data = data.used;
    if (!period.empty()) {
        request.only = period_asked_for(*opened.contract, period, stated.problems);
        if (!request.only || !is_settlement_period(*opened.contract, *request.only, stated.problems)) return stated;
    }
    stated.settlement = settle(opened, data, {});
    stated.problems.append(stated.settlement.problems);
    if (with_paper) stated.paper = settle::working_paper(*opened.contract, data.data, stated.settlement, request.only);
    return stated;
}

}  // namespace concordat::session
