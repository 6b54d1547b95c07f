// engine/data/periods.h · room: data
// What:  which settlement periods have data.
#pragma once

#include <vector>

#include "calendar/period.h"
#include "data/dataset.h"
#include "model/contract.h"

namespace concordat::data {

/// The settlement periods, within the agreement's term and in order, that a reported figure or record belongs to. A
/// figure for a longer period belongs to the settlement period in which its own ends. What is agreed (a budget for
/// every year ahead) counts only when nothing is reported at all; figures without any period, only when there is
/// nothing else: they belong to every period of the agreement.
[[nodiscard]] std::vector<calendar::Period> periods_with_data(const model::Contract& contract, const DataSet& data);

}  // namespace concordat::data
