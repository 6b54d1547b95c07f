// engine/eval/plan/record_sums.h · room: eval
// What:  the sums of a plan, group by group: whole numbers that can be put together in any order, on any number of
// workers, and come to the same. Knows: that a group's sum may pass the machine's whole numbers: it is kept in twice as
// many bits.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "eval/plan/adding.h"
#include "eval/plan/batch.h"
#include "eval/plan/planned.h"
#include "eval/reference/record_totals.h"

namespace concordat::eval::plan {

/// What one report comes to.
class ReportSums {
public:
    explicit ReportSums(const RecordPlan& plan);
    /// Adds the rows of a batch for which `plain` is 1.
    void add(const RecordPlan& plan, const Batch& batch, const data::PlainRows& plain, std::size_t rows);
    void add(const ReportSums& other);

    struct Group {
        std::int64_t count = 0;
        __extension__ __int128 total = 0;
    };
    [[nodiscard]] Group of(std::size_t sum, std::size_t group) const;
    [[nodiscard]] std::uint64_t rows() const { return rows_; }
    /// The months that any of the rows falls in, counted from the plan's first.
    [[nodiscard]] std::vector<std::size_t> months() const;

private:
    /// Sums with the same group for each record are added up together: one that may have an amount, and one without.
    struct SameGroups {
        std::vector<std::size_t> sums;
        std::vector<Recent> recent;  // by copy and group; none: added to the group itself
        std::size_t groups = 0, copies = 1;
        std::uint64_t rows_before_full = 0, recent_rows = 0;
    };
    [[nodiscard]] SameGroups& together_with(const RecordPlan& plan, std::size_t sum);
    [[nodiscard]] static Group recent_of(const SameGroups& same, std::size_t which, std::size_t group);
    void put_away(SameGroups& same);
    static void add_to_groups(const PlannedSum& sum, const Batch& batch, const data::PlainRows& plain,
                              std::vector<Group>& groups);
    static void add_recent(const RecordPlan& plan, const Batch& batch, const data::PlainRows& plain, SameGroups& same);
    void add_months(const Narrow* month, const Narrow* plain, std::size_t rows);

    std::vector<std::vector<Group>> sums_;
    std::vector<SameGroups> same_groups_;
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
        std::vector<std::optional<calendar::Days>> months;  // of the plan, as far as they lie in the agreement
        /// By month the files that have rows in it: nearly always one of many.
        std::vector<std::vector<std::map<std::string, ReportSums>::const_iterator>> with_rows;
    };
    const model::Contract* contract_;
    std::map<model::RecordId, Kept> kept_;
    std::map<model::ExprId, std::pair<model::RecordId, std::size_t>> sums_;
};

}  // namespace concordat::eval::plan
