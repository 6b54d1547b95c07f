// engine/eval/plan/judge.h · room: eval
// What:  what the steps of a plan made of some records, held against what the reference evaluator makes of them, record
//        by record: whether it counts, to what it is added, and how much.
// Knows: both evaluators.   Never: which records are looked at (session); a difference that is let pass.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "eval/plan/batch.h"
#include "eval/plan/planned.h"

namespace concordat::eval::plan {

/// What the steps made of one record for one sum.
struct SumOfRecord {
    bool wanted = false;
    Number group = 0, amount = 0;
};
/// One record that was added up.
struct SampledRecord {
    std::size_t line = 0;           // of its file
    std::vector<SumOfRecord> sums;  // in the order of the plan
};
struct Difference {
    std::size_t line = 0;
    std::string words;         // of the aggregate
    std::string fast, judged;  // "£12.34 for Ash Trust in May 2026", "not counted"
};

[[nodiscard]] SampledRecord sampled(const RecordPlan& plan, const Batch& batch, std::size_t row, std::size_t line);

/// `data` has one report of the plan's kind, with just these records; `records` are in any order.
[[nodiscard]] std::vector<Difference> judge(const model::Contract& contract, const data::DataSet& data,
                                            const RecordPlan& plan, const std::vector<SampledRecord>& records);

}  // namespace concordat::eval::plan
