// engine/eval/plan/record_sums.h · room: eval
// What:  the sums of a plan, group by group: whole numbers that can be put together in any order, on any number of
// workers, and come to the same. Knows: that a group's sum may pass the machine's whole numbers: it is kept in twice as
// many bits.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "eval/plan/planned.h"
#include "eval/reference/record_totals.h"

namespace concordat::eval::plan {

/// What one report comes to.
class ReportSums {
public:
    explicit ReportSums(const RecordPlan& plan);
    /// Adds the rows of a batch for which `plain` is 1.
    void add(const RecordPlan& plan, const Batch& batch, const Batch::Lane& plain, std::size_t rows);
    void add(const ReportSums& other);

    struct Group {
        std::int64_t count = 0;
        __extension__ __int128 total = 0;
    };
    [[nodiscard]] const std::vector<Group>& of(std::size_t sum) const { return sums_[sum]; }
    [[nodiscard]] std::uint64_t rows() const { return rows_; }
    /// The months that any of the rows falls in, counted from the plan's first.
    [[nodiscard]] std::vector<std::size_t> months() const;

private:
    void add_months(const Number* month, const Number* plain, std::size_t rows);

    std::vector<std::vector<Group>> sums_;
    std::vector<char> months_;  // from 1; 0: none of them
    std::uint64_t rows_ = 0;
};

/// The sums of all reports of all planned kinds of record, as the reference evaluator asks for them.
class KeptTotals final : public reference::RecordTotals {
public:
    explicit KeptTotals(const model::Contract& contract) : contract_(&contract) {}

    void keep(std::shared_ptr<const RecordPlan> plan, std::map<std::string, ReportSums> by_file);
    [[nodiscard]] bool holds(model::RecordId record) const override { return kept_.contains(record); }
    [[nodiscard]] Sum sum(model::ExprId aggregate, const std::vector<model::Value>& elements,
                          const std::vector<calendar::Days>& stretches,
                          const std::vector<const data::Report*>& reports) const override;

private:
    struct Kept {
        std::shared_ptr<const RecordPlan> plan;
        std::map<std::string, ReportSums> by_file;
    };
    const model::Contract* contract_;
    std::map<model::RecordId, Kept> kept_;
    std::map<model::ExprId, std::pair<model::RecordId, std::size_t>> sums_;
};

}  // namespace concordat::eval::plan
