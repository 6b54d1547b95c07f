// engine/eval/plan/planner.h · room: eval
// What:  the planner at work: expressions of the contract, as far as they are of one record, turned into steps. Each
// function gives what the
//        steps leave, or nothing, and then `because` says why.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "eval/plan/planned.h"
#include "eval/plan/worked.h"

namespace concordat::eval::plan {

/// A name as messages show it.
[[nodiscard]] inline std::string quoted(const std::string& name) { return "`" + name + "`"; }

class Planner {
public:
    Planner(const model::Contract& contract, const data::DataSet& data, model::RecordId record);

    [[nodiscard]] Planning plan();

private:
    using Result = std::optional<Worked>;
    /// Where an expression stands: in a clause of the record (then after `previous`), or in an aggregate over them.
    struct At {
        const model::Aggregate* aggregate = nullptr;
        const Worked* previous = nullptr;
    };

    // planner.cpp
    [[nodiscard]] bool plan_days();
    [[nodiscard]] bool plan_rules();
    [[nodiscard]] bool plan_sums();
    [[nodiscard]] bool plan_sum(model::ExprId id, const model::Aggregate& node);
    [[nodiscard]] Result group_of(const model::Aggregate& node, PlannedSum& sum);
    [[nodiscard]] Result field(std::size_t column);
    [[nodiscard]] bool read_field(const model::Field& field, std::size_t column, data::ChunkColumn& cells,
                                  Worked& worked);
    void list_codes();
    [[nodiscard]] Number code_number(const std::string& text) const;
    Result give_up(std::string because);
    bool refused(std::string because);  // always false

    // expressions.cpp
    [[nodiscard]] Result work(model::ExprId expression, const At& at);
    [[nodiscard]] Result work_node(const model::Constant& node, const At& at);
    [[nodiscard]] Result work_node(const model::TermRef& node, const At& at);
    [[nodiscard]] Result work_node(const model::Previous& node, const At& at);
    [[nodiscard]] Result work_node(const model::Arithmetic& node, const At& at);
    [[nodiscard]] Result work_node(const model::Negate& node, const At& at);
    [[nodiscard]] Result work_node(const model::Extreme& node, const At& at);
    [[nodiscard]] Result work_node(const model::Excess& node, const At& at);
    [[nodiscard]] Result work_node(const model::Limit& node, const At& at);
    [[nodiscard]] Result work_node(const model::Round& node, const At& at);
    [[nodiscard]] Result work_node(const model::WholePart& node, const At& at);
    [[nodiscard]] Result work_node(const model::Choose& node, const At& at);
    [[nodiscard]] Result work_node(const model::Band& node, const At& at);
    [[nodiscard]] Result work_node(const model::DaysBetween& node, const At& at);
    [[nodiscard]] Result work_node(const model::WholeYears& node, const At& at);
    [[nodiscard]] Result work_node(const model::DateShift& node, const At& at);
    [[nodiscard]] Result work_node(const model::LookUp& node, const At& at);
    [[nodiscard]] Result work_node(const model::FieldOf& node, const At& at);
    [[nodiscard]] Result work_node(const model::Compare& node, const At& at);
    [[nodiscard]] Result work_node(const model::Combine& node, const At& at);
    [[nodiscard]] Result work_node(const model::Not& node, const At& at);
    [[nodiscard]] Result work_node(const model::CodeTest& node, const At& at);
    [[nodiscard]] Result work_node(const model::IsAbsent& node, const At& at);
    template <typename Node>
    [[nodiscard]] Result work_node(const Node& /*other*/, const At& /*at*/) {
        return give_up("it has a part that is worked out for each record by itself");
    }
    [[nodiscard]] Result slices(const model::Band& node, const Worked& of, const At& at);
    [[nodiscard]] Result row_value(const model::Band& node, const Worked& of, const At& at);
    [[nodiscard]] Result equal_codes(const Worked& left, const Worked& right, bool equal);

    // terms_of_records.cpp
    [[nodiscard]] Result term_of_record(model::TermId term, std::optional<std::size_t> stage);
    [[nodiscard]] Result in_force(const model::Stage& stage);
    [[nodiscard]] Result figure(const model::TermRef& node, const At& at);
    [[nodiscard]] Result element(const model::Axis& axis, const model::TermRef& node, const At& at);
    [[nodiscard]] std::optional<std::string> rests_on_time(model::TermId term);

    // look_ups.cpp
    [[nodiscard]] Result row_in_table(const model::LookUp& node, const At& at);
    [[nodiscard]] Result combined_key(const model::LookUp& node, const model::Table& table, const At& at,
                                      std::vector<std::map<Number, Number>>& ordinals);

    const model::Contract& contract_;
    const data::DataSet& data_;
    model::RecordId id_;
    const model::Record& record_;
    std::unique_ptr<RecordPlan> plan_;
    Steps steps_;
    std::map<std::size_t, Worked> fields_;
    std::map<std::string, Number> codes_;
    std::map<std::pair<model::TermId, std::size_t>, Result> terms_;
    std::map<std::tuple<std::uint32_t, const void*, Place>, Result> known_;
    std::map<std::pair<std::uint32_t, Place>, Worked> rows_found_;
    std::vector<model::TermId> open_terms_;
    std::optional<Worked> day_, text_day_, month_;
    std::string because_;
};

}  // namespace concordat::eval::plan
