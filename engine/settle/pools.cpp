// engine/settle/pools.cpp · room: settle
// What:  how each account of a pool stands: what it opened with, what each clause put in or took out, what it closes
// with. Source: finding N28; share-algebra K6. Start: pool_lines(), last in the file.
#include "settle/pools.h"

#include <optional>

#include <fmt/format.h>

#include "base/check.h"
#include "settle/entitlement.h"

namespace concordat::settle {

using exact::Money;
using exact::Ratio;
using model::Contract;

namespace {

/// In whole coins; nothing where it is not known.
std::optional<Money> coins(const Contract& contract, const model::Value& value) {
    const auto* amount = std::get_if<Ratio>(&value);
    return amount == nullptr ? std::nullopt : Money::from_major(*amount, contract.currency.minor_digits);
}

std::optional<PoolLine> line_of(const Settling& settling, const model::Pool& pool, const model::Pool::Account& account,
                                const calendar::Period& period, std::optional<model::PartyId> owed_by) {
    const Contract& contract = settling.contract;
    eval::reference::Scope scope;
    scope.period = period;
    if (owed_by) scope.parties[account.of_each] = *owed_by;
    const auto opening = coins(contract, settling.evaluator.value(account.opening, scope));
    if (!opening) return std::nullopt;
    PoolLine line{.pool = pool.party,
                  .account = account.balance,
                  .owed_by = owed_by,
                  .period = period,
                  .opening = *opening,
                  .changes = {},
                  .out = {},
                  .closing = {}};
    const auto& stages = contract.term(account.balance).stages;
    Money before = *opening;
    for (std::size_t stage = 1; stage < stages.size(); ++stage) {
        const auto after = coins(contract, settling.evaluator.value(account.balance, scope, stage));
        if (!after) return std::nullopt;
        if (*after != before) line.changes.push_back({stages[stage].clause, *after - before});
        before = *after;
    }
    if (account.out.is_set()) {
        const auto out = coins(contract, settling.evaluator.value(account.out, scope));
        if (!out) return std::nullopt;
        line.out = *out;
    }
    line.closing = before - line.out;
    Money sum = line.opening - line.out;
    for (const auto& change : line.changes) sum += change.amount;
    ENGINE_CHECK(sum == line.closing);
    return line;
}

void tell_below_nothing(const Contract& contract, const model::Pool& pool, const PoolLine& line,
                        source::Diagnostics& problems) {
    if (line.closing.sign() >= 0 || contract.term(line.account).may_be_negative) return;
    const std::string end = line.period.label_for_people(contract.year_start);
    if (line.owed_by) {
        add_problem(problems, contract, source::Code::received_more_than_owed, contract.term(line.account).clause,
                    fmt::format("{} more was received of {} for `{}` by the end of {} than it owed",
                                exact::write_for_people(-line.closing, contract.currency),
                                contract.party(*line.owed_by).name, contract.party(pool.party).name, end));
        return;
    }
    add_problem(
        problems, contract, source::Code::pool_below_nothing, pool.clause,
        fmt::format("`{}` would hold {} at the end of {}: more is taken out than is there",
                    contract.term(line.account).name, exact::write_for_people(line.closing, contract.currency), end));
}

}  // namespace

std::vector<PoolLine> pool_lines(const Settling& settling, source::Diagnostics& problems) {
    const Contract& contract = settling.contract;
    std::vector<PoolLine> lines;
    for (const model::Pool& pool : contract.pools) {
        for (const model::Pool::Account& account : pool.accounts) {
            const auto& index = contract.term(account.balance).index;
            const auto period =
                calendar::Period::containing(index.back().unit, settling.period.first(), contract.year_start);
            if (settling.period.last() < std::min(period.last(), contract.in_force.last)) continue;
            std::vector<std::optional<model::PartyId>> whose = {std::nullopt};
            if (account.of_each.is_set()) {
                const auto& parties = contract.role(account.of_each).parties;
                whose.assign(parties.begin(), parties.end());
            }
            for (const auto& owed_by : whose) {
                auto line = line_of(settling, pool, account, period, owed_by);
                if (!line) continue;
                tell_below_nothing(contract, pool, *line, problems);
                lines.push_back(*std::move(line));
            }
        }
    }
    return lines;
}

}  // namespace concordat::settle
