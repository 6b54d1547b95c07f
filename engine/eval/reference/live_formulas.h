// engine/eval/reference/live_formulas.h · room: eval
// What:  formulas for a workbook that goes on working: words, what there is not, dates, rows that are looked up, and
//        which of many records count. Used where a paper is live; the plain formulas (formulas.cpp) are for all others.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eval/reference/recorder.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

class LiveWriter {
public:
    using PartOf = std::function<std::string(model::ExprId)>;
    LiveWriter(const Site& site, std::vector<Fragment>& parts, const model::Value& value, PartOf part)
        : site_(site),
          recorder_(*site.workings.recorder),
          seen_(recorder_.seen()),
          parts_(parts),
          value_(value),
          part_(std::move(part)) {}

    /// Nothing where the plain formula says it all; an empty text where none does, and why() then.
    [[nodiscard]] std::optional<std::string> write(const model::ExprNode& node);
    [[nodiscard]] const std::string& why() const { return why_; }

private:
    using Formula = std::optional<std::string>;

    // ---- words, conditions (live_formulas.cpp) ----------------------------------------------------------
    Formula constant(const model::Constant& node);
    Formula compare(const model::Compare& node);
    Formula combine(const model::Combine& node);
    Formula absent(const model::IsAbsent& node);
    Formula code_test(const model::CodeTest& node);
    Formula by_field(const model::TermRef& node);
    Formula rounded(const model::Round& node);
    // ---- dates, look-ups (live_look_ups.cpp) ------------------------------------------------------------
    Formula shifted(const model::DateShift& node);
    Formula whole_years(const model::WholeYears& node);
    Formula edge(const model::PeriodEdge& node);
    Formula look_up(const model::LookUp& node);
    std::string row_of(const model::LookUp& node, std::size_t table);
    // ---- many (live_records.cpp) ------------------------------------------------------------------------
    /// One of those that an aggregate may take in: it does where all conditions hold.
    struct Piece {
        std::vector<std::string> conditions;
        std::string of, weight;
        exact::Ratio adds, weighs;
        model::Value value;
        bool is_in = false, left_out = false;  // left out: what it would add is not applicable
    };
    Formula aggregate(const model::Aggregate& node);
    std::optional<std::vector<Piece>> pieces_of_elements(const model::Aggregate& node);
    std::optional<std::vector<Piece>> pieces_of_records(const model::Aggregate& node, model::RecordId record);
    void fill_piece(const model::Aggregate& node, const Frame& frame, const ElementSeen* seen, Piece& piece);
    Formula gathered(const model::Aggregate& node, const std::vector<Piece>& pieces);
    Formula chosen(const model::Aggregate& node, const std::vector<Piece>& pieces);
    std::string sum_of(const std::vector<std::string>& formulas, const std::vector<exact::Ratio>& values,
                       const model::Kind& kind);
    Formula row_counts(const model::RowCounts& node);
    Formula once(const model::Once& node);
    Formula first_of(const model::IsFirst& node);
    // ---- days, events (live_days.cpp) -------------------------------------------------------------------
    Formula days_of(const model::DaysOf& node);
    Formula in_force(const model::DaysInForce& node);
    Formula reached(const model::EventReached& node);
    // ---- parts with limits (live_divisions.cpp) ---------------------------------------------------------
    Formula divided(const model::Division& node);

    Formula leaf(const char* why) {
        why_ = why;
        return std::string();
    }
    [[nodiscard]] model::Value row_found() const;
    /// The value of a part that was worked out already.
    [[nodiscard]] const model::Value* value_of(model::ExprId part) const;
    [[nodiscard]] bool may_be_none(model::ExprId part) const;
    /// A part as a cell, for what is written more than once.
    std::string as_cell(model::ExprId part, const char* what);

    const Site& site_;
    Recorder& recorder_;
    const Seen seen_;
    std::vector<Fragment>& parts_;
    const model::Value& value_;
    PartOf part_;
    std::string why_;
};

/// A formula as a figure of its own, unless it is one already.
[[nodiscard]] std::string cell_for(Recorder& recorder, const Site& site, std::string what, std::string of,
                                   const model::Value& value, const model::Kind& kind, std::string formula);

/// "43191" for a day.
[[nodiscard]] std::string day_in_formula(calendar::Date day);

/// Records on a sheet of their own, and what is asked of each.
class RecordWriter {
public:
    RecordWriter(const Site& site, model::RecordId record);

    /// Whose days and periods the row is worked out in, as an aggregate works it out.
    struct Row {
        std::size_t row;
        Scope scope;
        calendar::Date text_day;
    };
    [[nodiscard]] Row row_at(std::size_t row, bool at_scope_period) const;
    [[nodiscard]] std::string name_of(std::size_t row) const;
    /// A field as a cell.
    [[nodiscard]] std::string field(const Row& row, std::size_t column);
    [[nodiscard]] std::string part(const Row& row, model::ExprId expression, model::Value* value = nullptr);
    [[nodiscard]] std::string part_as_cell(const Row& row, model::ExprId expression, const std::string& what);
    /// Whether it counts; empty where all do.
    [[nodiscard]] std::string counts(const Row& row);
    /// Whether it falls in one of these stretches (nothing: in any period); "TRUE" and "FALSE" where its file alone
    /// says so; empty: no formula.
    [[nodiscard]] std::string falls_in(const Row& row, const std::optional<std::vector<calendar::Days>>& stretches);
    /// As its days are found: by itself, whatever the period asked about.
    [[nodiscard]] Row row_alone(std::size_t row) const;
    [[nodiscard]] std::size_t rows() const;
    /// Whether a field is what the element in play is.
    [[nodiscard]] std::string links(const Row& row, const model::Aggregate::Link& link);

private:
    [[nodiscard]] Frame frame_at(const Row& row) const;

    const Site& site_;
    Workings& workings_;
    Recorder& recorder_;
    model::RecordId id_;
    const model::Record& record_;
};

}  // namespace concordat::eval::reference
