// engine/settle/example_case.h · room: settle
// What:  one row of a worked example as something that can be worked out: its period, the inputs it fixes, its record.
// Source: finding N22; language.md E1, "Examples".
#pragma once

#include <optional>
#include <vector>

#include "data/dataset.h"
#include "eval/reference/evaluator.h"
#include "model/contract.h"

namespace concordat::settle {

/// What an example may rest on beside its own cells: the contract's tables, and what is agreed rather than reported.
[[nodiscard]] data::DataSet agreed_part(const model::Contract& contract, const data::DataSet& data);

struct ExampleCase {
    std::optional<calendar::Period> stated_period;  // by the heading or by a column
    calendar::Period period;                        // else the agreement's first
    std::vector<eval::reference::Override> inputs;
    std::vector<model::Value> elements;  // "Key Result Area: Local Apprentices": what the row is about
    std::optional<data::RecordRow> record;
    std::vector<data::RecordRow> records;  // of a group: all of its records, `record` first; else that one
};
[[nodiscard]] ExampleCase read_case(const model::Contract& contract, const model::Example& example,
                                    const model::Example::Row& row);

/// What a bind says outright: its element where that is a constant, or a period counted back from `from`.
[[nodiscard]] std::optional<model::Value> element_of(const model::Contract& contract, const model::Bind& bind,
                                                     const calendar::Period& from);
/// The last period of the agreement's own, `back` before `from`, in this unit.
[[nodiscard]] calendar::Period period_back(const model::Contract& contract, calendar::PeriodUnit unit,
                                           const calendar::Period& from, int back);

}  // namespace concordat::settle
