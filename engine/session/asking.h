// engine/session/asking.h · room: session
// What:  names that a command gives (terms, records, periods, parties) found in the contract, or
//        the nearest one offered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/period.h"
#include "eval/reference/evaluator.h"
#include "model/contract.h"
#include "source/diagnostic.h"

namespace concordat::session {

/// What a name is asked as, for the message: "a term", "a record".
struct AskedName {
    std::string name;
    std::string as;
};
/// Says that the contract has no such name (E699), and offers the nearest of those that would do.
void add_unknown_name(const AskedName& asked, const std::vector<std::string>& candidates,
                      source::Diagnostics& problems);
/// Says what is wrong with what was asked (E699).
void add_wrong_question(std::string message, std::string help, source::Diagnostics& problems);

[[nodiscard]] std::optional<model::TermId> term_asked_for(const model::Contract& contract, const std::string& name,
                                                          source::Diagnostics& problems);
[[nodiscard]] std::optional<model::RecordId> record_asked_for(const model::Contract& contract, const std::string& name,
                                                              source::Diagnostics& problems);
[[nodiscard]] std::optional<calendar::Period> period_asked_for(const model::Contract& contract,
                                                               const std::string& label, source::Diagnostics& problems);
/// Whether the contract settles such periods, or those inside such, and is in force on one of its
/// days; says so when not.
[[nodiscard]] bool is_settlement_period(const model::Contract& contract, const calendar::Period& period,
                                        source::Diagnostics& problems);

/// The scope in which a term is asked for: each of its axes supplied by a name in `of`, or by the
/// only element it has. Nothing when an axis is left open or a name fits none, which is then said.
struct AskedScope {
    model::TermId term;
    calendar::Period period;
    std::vector<std::string> of;
};
[[nodiscard]] std::optional<eval::reference::Scope> scope_asked_for(const model::Contract& contract,
                                                                    eval::reference::Evaluator& evaluator,
                                                                    const AskedScope& asked,
                                                                    source::Diagnostics& problems);

}  // namespace concordat::session
