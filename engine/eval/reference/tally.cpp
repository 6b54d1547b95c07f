// engine/eval/reference/tally.cpp · room: eval
// What:  see tally.h.
#include "eval/reference/tally.h"

#include <map>

#include "eval/reference/value_order.h"

namespace concordat::eval::reference {

namespace {

using exact::Ratio;
using model::AggregateOp;
using model::Value;
using source::Code;

}  // namespace

void Tally::add(const Value& value, const std::optional<Value>& weight) {
    if (std::holds_alternative<model::Missing>(value)) return stop(value);
    const auto* left_out = std::get_if<model::NotApplicable>(&value);
    if (left_out != nullptr && left_out->not_yet && !not_yet_) not_yet_ = value;
    if (weight) return add_weighted(value, *weight);
    if (model::is_known(value)) count(value);
}

void Tally::count(const Value& value) {
    ++count_;
    switch (node_->op) {
        case AggregateOp::total:
        case AggregateOp::average: {
            const auto* number = std::get_if<Ratio>(&value);
            if (number != nullptr) sum_ += *number;
            else wrong_kind_ = true;
            return;
        }
        case AggregateOp::number: return;
        case AggregateOp::greatest:
            if (!best_ || order_of(value, *best_) > 0) best_ = value;
            return;
        case AggregateOp::least:
            if (!best_ || order_of(value, *best_) < 0) best_ = value;
            return;
        case AggregateOp::number_different:
        case AggregateOp::only_value:
            different_.insert(key_of(value));
            if (!best_) best_ = value;
            return;
    }
}

void Tally::add_weighted(const Value& value, const Value& weight) {
    if (std::holds_alternative<model::Missing>(weight)) return stop(weight);
    const auto* share = std::get_if<Ratio>(&weight);
    if (share == nullptr) return;  // no weight: in nothing
    weight_below_nothing_ |= share->sign() < 0;
    if (!model::is_known(value)) {
        if (std::holds_alternative<model::NotApplicable>(value) && !node_->rescaled) weights_ += *share;
        return;
    }
    const auto* number = std::get_if<Ratio>(&value);
    if (number == nullptr) {
        wrong_kind_ = true;
        return;
    }
    ++count_;
    sum_ += *number * *share;
    weights_ += *share;
}

void Tally::add_in_group(const Value& value, const Value& weight, const Value& group) {
    if (std::holds_alternative<model::Missing>(value)) return stop(value);
    if (std::holds_alternative<model::Missing>(weight)) return stop(weight);
    const auto* share = std::get_if<Ratio>(&weight);
    if (share == nullptr) return;
    weight_below_nothing_ |= share->sign() < 0;
    const auto* number = std::get_if<Ratio>(&value);
    if (number == nullptr && model::is_known(value)) wrong_kind_ = true;
    if (number == nullptr && !std::holds_alternative<model::NotApplicable>(value)) return;
    weighted_.push_back({number != nullptr ? std::optional(*number) : std::nullopt, *share, key_of(group)});
}

void Tally::share_weights() {
    std::map<std::string, Ratio> of_group;
    std::map<std::string, Ratio> counting;
    Ratio all_counting;
    for (const Weighted& one : weighted_) {
        of_group[one.group] += one.weight;
        if (!one.value) continue;
        counting[one.group] += one.weight;
        all_counting += one.weight;
    }
    Ratio homeless;  // of groups of which none counts
    for (const auto& [group, weight] : of_group)
        if (!counting.contains(group) || counting[group].is_zero()) homeless += weight;
    for (const Weighted& one : weighted_) {
        if (!one.value) continue;
        ++count_;
        if (counting[one.group].is_zero()) continue;
        const Ratio weight =
            one.weight * of_group[one.group] / counting[one.group] + one.weight * homeless / all_counting;
        sum_ += *one.value * weight;
        weights_ += weight;
    }
    weighted_.clear();
}

Value Tally::none_found(const Site& site) const {
    if (node_->if_none.is_set()) return site.of(node_->if_none);
    return site.impossible(Code::nothing_to_choose_from,
                           "there is nothing to take this over, and no clause says what it is then");
}

Value Tally::average(const Site& site) const {
    if (weight_below_nothing_) return site.impossible(Code::weight_below_nothing, "a weight is below 0");
    const Ratio divisor = node_->weight.is_set() ? weights_ : Ratio(count_);
    if (count_ == 0 || divisor.is_zero()) return none_found(site);
    return sum_ / divisor;
}

Value Tally::result(const Site& site) {
    share_weights();
    if (stopped_by_) return *stopped_by_;
    if (not_yet_ && count_ == 0) return *not_yet_;
    if (wrong_kind_) return site.impossible(Code::kinds_clash_in_data, "a number is needed of each element");
    switch (node_->op) {
        case AggregateOp::total: return sum_;
        case AggregateOp::number: return Ratio(count_);
        case AggregateOp::average: return average(site);
        case AggregateOp::number_different: return Ratio(static_cast<std::int64_t>(different_.size()));
        case AggregateOp::greatest:
        case AggregateOp::least: return best_ ? *best_ : none_found(site);
        case AggregateOp::only_value:
            if (different_.size() > 1)
                return site.impossible(Code::several_only_values,
                                       "there are several different values where there should be one");
            return best_ ? *best_ : none_found(site);
    }
    return model::None{};
}

}  // namespace concordat::eval::reference
