// engine/settle/settling.h · room: settle
// What:  what every step sees while one settlement period is settled.
#pragma once

#include "calendar/period.h"
#include "data/dataset.h"
#include "eval/reference/evaluator.h"
#include "model/contract.h"
#include "settle/periods.h"
#include "source/diagnostic.h"

namespace concordat::settle {

/// One settlement period, with the evaluator that knows what was known at its end.
struct Settling {
    const model::Contract& contract;
    const data::DataSet& data;
    eval::reference::Evaluator& evaluator;
    calendar::Period period;
    Reach reach = Reach::up_to_now;
};

/// The contract's clause number and place, for a diagnostic.
source::Diagnostic& add_problem(source::Diagnostics& problems, const model::Contract& contract, source::Code code,
                                model::ClauseId clause, std::string message);

}  // namespace concordat::settle
