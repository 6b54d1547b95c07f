// engine/settle/waiting.h · room: settle
// What:  what an answer of the evaluator means for money: an amount, nothing to do with this party, or a wait for a
//        figure; and the list of everything that waits.
// Source: language.md rule 9; findings N5 (say how many periods are held), N10.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "eval/reference/evaluator.h"
#include "exact/ratio.h"
#include "model/contract.h"
#include "model/value.h"
#include "settle/settlement.h"

namespace concordat::settle {

/// Left out, or no such thing: it is in no payment.
struct LeftOut {};
/// Due, but it cannot be worked out yet.
struct Wait {
    model::ClauseId clause;  // where the missing figure is declared; else the clause that needs it
    std::string what;        // "Actual Cost for 2026/27"
    std::string owed_by;
    bool own_period_only = false;  // the other periods of the span are settled without this one (N5)
};
using Amount = std::variant<LeftOut, exact::Ratio, Wait>;
using Condition = std::variant<bool, Wait>;

/// `asking` is the clause that needs the value.
[[nodiscard]] Amount as_amount(const model::Contract& contract, model::ClauseId asking, const model::Value& value);
/// None and not applicable: the condition does not hold.
[[nodiscard]] Condition as_condition(const model::Contract& contract, model::ClauseId asking,
                                     const model::Value& value);

/// Collects what waits in one settlement period, each thing once.
class WaitingList {
public:
    /// `stops` is the payment or promise that waits for it.
    void add(const Wait& wait, model::ClauseId stops);
    /// A term that nothing is paid from: listed, and stops no clause.
    void add(const Wait& wait);
    /// A record held as a query.
    void add(HeldLine line);

    /// How many settlement periods in a row each thing has waited.
    using Waited = std::map<std::pair<model::ClauseId, std::string>, std::size_t>;
    /// The lines sorted by clause, then what. `waited` is brought forward from the period before, and on.
    [[nodiscard]] std::vector<HeldLine> lines(const calendar::Period& period, Waited& waited) const;

private:
    struct Waiting {
        std::string owed_by;
        std::vector<model::ClauseId> stops;
        std::optional<calendar::Period> period;
    };
    std::map<std::pair<model::ClauseId, std::string>, Waiting> waiting_;
};

/// Every record known that is held as a query and falls in no later period than this one.
void list_held_records(const model::Contract& contract, eval::reference::Evaluator& evaluator,
                       const calendar::Period& period, WaitingList& waiting);

}  // namespace concordat::settle
