// engine/check/in_parts.h · room: check
// What:  whether an amount can be worked out separately before and after a day that lies inside its period or its year
//        to date: what of it adds up over the days, what is one and the same on all of them, and what is known only for
//        the whole.
// Source: finding N9, decision 0023.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/draft.h"
#include "model/contract.h"

namespace concordat::check {

struct Makeup {
    enum class Sort {
        nothing,  // 0
        fixed,    // a price, a share, a fixed sum: the same in each part
        adds_up   // what the parts come to makes the whole
    } sort = Sort::nothing;
    bool year_to_date = false, agreement_to_date = false;  // what adds up runs from that start
    bool steps = false;  // it is what such a total is more than that of the period before
};

class InParts {
public:
    InParts(const Draft& draft, calendar::Date day) : draft_(draft), day_(day) {}

    [[nodiscard]] Makeup of_term(model::TermId id, std::optional<std::size_t> last_stage = {});
    [[nodiscard]] Makeup of(ExprId id, const Makeup& before = {});
    /// The first thing that stands in the way; empty where there is none.
    [[nodiscard]] const std::string& obstacle() const { return obstacle_; }
    /// A figure that could be reported for a shorter period instead.
    [[nodiscard]] const std::string& whole_figure() const { return whole_figure_; }

private:
    [[nodiscard]] Makeup of_source(const model::Term& term);
    [[nodiscard]] Makeup of_fact(const model::Term& term, const model::FactSource& fact);
    [[nodiscard]] Makeup of_sum(ExprId left, ExprId right, bool less, const Makeup& before);
    [[nodiscard]] Makeup of_arithmetic(const model::Arithmetic& node, const Makeup& before);
    [[nodiscard]] Makeup of_cases(const model::Choose& node, const Makeup& before);
    [[nodiscard]] Makeup of_aggregate(const model::Aggregate& node, ExprId id);
    [[nodiscard]] Makeup of_records(const model::Aggregate& node, model::RecordId record);
    [[nodiscard]] Makeup of_periods(const model::Aggregate& node, ExprId id, calendar::PeriodUnit unit);
    [[nodiscard]] Makeup one_or_other(const Makeup& one, const Makeup& other, ExprId of_other);
    void walk(ExprId id, const Makeup& before);
    void walk_edge(ExprId id, const Makeup& before);
    [[nodiscard]] bool begins(calendar::PeriodUnit unit) const;
    [[nodiscard]] std::string words_of(ExprId id) const;
    void stop(std::string why);

    const Draft& draft_;
    calendar::Date day_;
    std::string obstacle_, whole_figure_;
    std::vector<model::TermId> under_way_;
    std::map<std::pair<model::TermId, bool>, Makeup> known_;  // after all stages; on an edge or not
    bool on_edge_ = false;  // in a limit, a threshold, an edge of a band: these hold whole for each part
    int depth_ = 0;
};

}  // namespace concordat::check
