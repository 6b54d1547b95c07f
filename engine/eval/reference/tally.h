// engine/eval/reference/tally.h · room: eval
// What:  what an aggregate has gathered so far, element by element.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "eval/reference/work_out.h"
#include "model/contract.h"

namespace concordat::eval::reference {

class Tally {
public:
    explicit Tally(const model::Aggregate& node) : node_(&node) {}

    /// One element. Not applicable, held or none: it is in nothing, but that the weight of one that is not applicable
    /// still counts in a weighted average that is not rescaled.
    void add(const model::Value& value, const std::optional<model::Value>& weight);
    /// So many elements that were added up already, none of them unknown. Only for totals, numbers and averages without
    /// weights.
    void add(std::int64_t count, const exact::Ratio& total) {
        count_ += count;
        sum_ += total;
    }
    /// The same, where the weight of one that is not applicable is shared among the others of its group or, where
    /// none of the group is applicable, among all others.
    void add_in_group(const model::Value& value, const model::Value& weight, const model::Value& group);
    /// The result is this, whatever follows: the first figure missing in the order of the elements.
    void stop(model::Value value) { stopped_by_ = std::move(value); }
    [[nodiscard]] bool stopped() const { return stopped_by_.has_value(); }
    [[nodiscard]] model::Value result(const Site& site);

private:
    void count(const model::Value& value);
    void add_weighted(const model::Value& value, const model::Value& weight);
    [[nodiscard]] model::Value none_found(const Site& site) const;
    /// The weights with what those of each group that count take over from those that do not.
    void share_weights();
    [[nodiscard]] model::Value average(const Site& site) const;

    struct Weighted {
        std::optional<exact::Ratio> value;  // nothing: not applicable
        exact::Ratio weight;
        std::string group;
    };
    std::vector<Weighted> weighted_;
    const model::Aggregate* node_;
    std::int64_t count_ = 0;
    exact::Ratio sum_;
    exact::Ratio weights_;
    std::optional<model::Value> best_;
    std::set<std::string> different_;
    bool wrong_kind_ = false;
    std::optional<model::Value> not_yet_;  // the first element whose event has not happened
    bool weight_below_nothing_ = false;
    std::optional<model::Value> stopped_by_;
};

}  // namespace concordat::eval::reference
