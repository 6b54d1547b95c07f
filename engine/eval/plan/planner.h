// engine/eval/plan/planner.h · room: eval
// What:  the planner at work: expressions of the contract, as far as they are of one record, turned into steps. Each
// function gives what the
//        steps leave, or nothing, and then `because` says why.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "eval/plan/planned.h"
#include "eval/plan/worked.h"

namespace concordat::eval::plan {

/// A name as messages show it.
[[nodiscard]] inline std::string quoted(const std::string& name) { return "`" + name + "`"; }

/// The dates that are read: years 1900 to 2199.
inline constexpr Number first_day_read = -25'567;
inline constexpr Number last_day_read = 84'005;

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
        std::size_t whose = 0;  // of `elements_given_`: what a reference supplied for a term of records and others
    };
    using Elements = std::vector<std::pair<model::Axis, Worked>>;

    // planner.cpp
    [[nodiscard]] bool plan_days();
    [[nodiscard]] bool plan_rules();
    [[nodiscard]] bool plan_sums();
    [[nodiscard]] bool read_other_fields();
    void keep_results();
    [[nodiscard]] bool plan_sum(model::ExprId id, const model::Aggregate& node);
    [[nodiscard]] Result group_of(const model::Aggregate& node, PlannedSum& sum);
    [[nodiscard]] Result field(std::size_t column);
    [[nodiscard]] Result blank_as_said(const model::Field& field, const Worked& read);
    [[nodiscard]] bool read_field(const model::Field& field, std::size_t column, data::ChunkColumn& cells,
                                  Worked& worked);
    void list_codes();
    [[nodiscard]] Number code_number(const std::string& text) const;
    Result give_up(std::string because);
    bool refused(std::string because);  // always false

    // expressions.cpp
    /// What may be none is so still: the register `there` of the result tells.
    [[nodiscard]] Result work(model::ExprId expression, const At& at);
    /// The same; a row for which it is none is set aside.
    [[nodiscard]] Result work_known(model::ExprId expression, const At& at);
    [[nodiscard]] Result known(const Result& worked);
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
    [[nodiscard]] Result work_node(const model::LookUp& node, const At& at);
    [[nodiscard]] Result work_node(const model::LineInRow& node, const At& at);
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
    [[nodiscard]] Result compared(model::CompareOp op, const Worked& left, const Worked& right);
    [[nodiscard]] Result at_least_so_many(const model::Combine& node, const At& at);

    // days_and_lines.cpp
    [[nodiscard]] Result work_node(const model::DaysBetween& node, const At& at);
    [[nodiscard]] Result work_node(const model::WholeYears& node, const At& at);
    [[nodiscard]] Result work_node(const model::DateShift& node, const At& at);
    [[nodiscard]] Result work_node(const model::Line& node, const At& at);
    struct Point {
        exact::Ratio x, y;
    };
    [[nodiscard]] Result day_from_list(const Worked& date, const std::function<calendar::Date(calendar::Date)>& moved);
    [[nodiscard]] Result points_of(const model::Line& node, const At& at, std::vector<Point>& points);
    /// The line through two points at x, which is kept between them but where the line goes on.
    [[nodiscard]] Result on_line(const Worked& x, const Point& from, const Point& to, bool goes_on_below,
                                 bool goes_on_above);

    // terms_of_records.cpp
    [[nodiscard]] Result term_of_record(model::TermId term, std::optional<std::size_t> stage, const At& at);
    [[nodiscard]] Result in_force(const model::Stage& stage);
    [[nodiscard]] Result figure(const model::TermRef& node, const At& at);
    [[nodiscard]] std::optional<std::size_t> given_by(const model::TermRef& node, const At& at);
    [[nodiscard]] Result element(const model::Axis& axis, const model::TermRef& node, const At& at);
    /// Why a figure may be another one for records of the same month; the days of the text on which it changes go into
    /// `changes`.
    [[nodiscard]] std::optional<std::string> rests_on_time(model::TermId term, std::set<calendar::Date>& changes);
    [[nodiscard]] Result stretch_of_text_day(const std::vector<calendar::Date>& begins);
    struct FigureKey;
    [[nodiscard]] Result figure_key(const model::TermRef& node, const At& at, FigureKey& key);
    [[nodiscard]] Result figure_list(const model::TermRef& node, const FigureKey& key, const Worked& place);

    // look_ups.cpp
    struct Keys;
    struct Question;
    [[nodiscard]] Result row_in_table(const Question& question, const At& at, Keys& keys);
    [[nodiscard]] Result row_is_there(const model::LookUp& node, const At& at);
    [[nodiscard]] bool combine_keys(const Question& question, const At& at, Keys& keys);
    [[nodiscard]] std::vector<std::size_t> places_of_rows(const model::Table& table, const Keys& keys);
    [[nodiscard]] std::unique_ptr<Search> search_for(const Question& question, const Keys& keys);
    [[nodiscard]] const std::optional<std::vector<Number>>& numbers_of_key(const model::Table& table, std::size_t key);
    [[nodiscard]] bool add_key(const model::Table& table, std::size_t index, Worked asked, Keys& keys);
    [[nodiscard]] bool add_range(const model::Table& table, std::size_t index, Worked asked, Keys& keys);

    const model::Contract& contract_;
    const data::DataSet& data_;
    model::RecordId id_;
    const model::Record& record_;
    std::unique_ptr<RecordPlan> plan_;
    Steps steps_;
    std::map<std::size_t, Worked> fields_;
    std::unordered_map<std::string, Number> codes_;
    std::map<std::pair<const model::Table*, std::size_t>, std::optional<std::vector<Number>>> keys_of_tables_;
    std::map<std::tuple<model::TermId, std::size_t, const void*, std::size_t>, Result> terms_;
    std::vector<Elements> elements_given_ = {{}};
    std::map<std::tuple<std::uint32_t, const void*, Place, std::size_t>, Result> known_;
    std::map<std::tuple<std::uint32_t, Place, Place, Place>, Worked> rows_found_;
    std::vector<model::TermId> open_terms_;
    std::optional<Worked> day_, text_day_, month_;
    std::string because_;
};

}  // namespace concordat::eval::plan
