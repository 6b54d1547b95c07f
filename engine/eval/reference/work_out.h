// engine/eval/reference/work_out.h · room: eval
// What:  the value of an expression, node by node as model/expression.h says.
// Start: work_out(); each overload below it is one kind of node and stands in the file of its family.
#pragma once

#include <optional>
#include <string>

#include "eval/reference/frame.h"
#include "eval/reference/workings.h"
#include "model/contract.h"

namespace concordat::eval::reference {

[[nodiscard]] model::Value work_out(Workings& workings, model::ExprId expression, const Frame& frame);

/// One node at work.
struct Site {
    Workings& workings;
    const Frame& frame;
    model::ExprId expression;

    [[nodiscard]] const model::Contract& contract() const { return workings.contract; }
    [[nodiscard]] model::Value of(model::ExprId part) const { return work_out(workings, part, frame); }
    [[nodiscard]] model::Value impossible(source::Code code, const std::string& message) const {
        return reference::impossible(workings, frame, expression, code, message);
    }
    [[nodiscard]] const model::Kind& kind_of(model::ExprId part) const { return contract().expression(part).kind; }
    /// A value of a part as people read it.
    [[nodiscard]] std::string shown(const model::Value& value, model::ExprId part) const {
        return model::write_for_people(contract(), value, kind_of(part));
    }
    /// A number, or a day that was taken as one, as people read it.
    [[nodiscard]] std::string shown_place(const exact::Ratio& place, model::ExprId part) const;
    /// While explaining, keeps a line about what happened here.
    void note(std::string words, model::Value value, std::optional<model::Value> before = {}) const;
};

/// Operands in reading order. Where one is not known, what stands instead of the result: not applicable before held
/// before missing before none, and of several of one sort the first.
class Operands {
public:
    explicit Operands(const Site& site) : site_(site) {}

    /// Each works out the next operand; where it is not known, a harmless value that must not be used.
    model::Value value(model::ExprId part);
    exact::Ratio number(model::ExprId part);
    calendar::Date date(model::ExprId part);
    /// A number, or a day as a number: for bands and lines.
    exact::Ratio place(model::ExprId part);
    /// Takes a value that is worked out already.
    void take(const model::Value& value, model::ExprId part);

    [[nodiscard]] bool known() const { return !instead_; }
    /// Precondition: not known().
    [[nodiscard]] model::Value instead() const;

private:
    const Site& site_;
    std::optional<model::Value> instead_;
    model::ExprId instead_part_;
};

// amounts.cpp
[[nodiscard]] model::Value work_out(const model::Constant& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Previous& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Arithmetic& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Negate& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Extreme& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Excess& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Limit& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Round& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::WholePart& node, const Site& site);
// conditions.cpp
[[nodiscard]] model::Value work_out(const model::Choose& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Compare& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Combine& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Not& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::CodeTest& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::IsAbsent& node, const Site& site);
// once.cpp
[[nodiscard]] model::Value work_out(const model::AsSettled& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Once& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::RowCounts& node, const Site& site);
// years.cpp
[[nodiscard]] model::Value work_out(const model::AsKnownOn& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::SetOff& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::NoReport& node, const Site& site);
// bands.cpp, lines.cpp
[[nodiscard]] model::Value work_out(const model::Band& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Line& node, const Site& site);
// days.cpp
[[nodiscard]] model::Value work_out(const model::DaysBetween& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::WholeYears& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::DateShift& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::PeriodEdge& node, const Site& site);
// events.cpp
[[nodiscard]] model::Value work_out(const model::DaysInForce& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::EventReached& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::ReportedOn& node, const Site& site);
// aggregates.cpp, divisions.cpp
[[nodiscard]] model::Value work_out(const model::Aggregate& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::Division& node, const Site& site);
// repaid.cpp
[[nodiscard]] model::Value work_out(const model::Repaid& node, const Site& site);
// cut_in_proportion.cpp
[[nodiscard]] model::Value work_out(const model::CutInProportion& node, const Site& site);
// look_ups.cpp
[[nodiscard]] model::Value work_out(const model::LookUp& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::LineInRow& node, const Site& site);
// references.cpp
[[nodiscard]] model::Value work_out(const model::TermRef& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::ScopeElement& node, const Site& site);
// over_days.cpp
[[nodiscard]] model::Value work_out(const model::DaysOf& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::IsFirst& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::FieldOf& node, const Site& site);
// earlier.cpp
[[nodiscard]] model::Value work_out(const model::EarlierRecord& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::DaysTotal& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::EarlierTotal& node, const Site& site);
[[nodiscard]] model::Value work_out(const model::GroupOf& node, const Site& site);

}  // namespace concordat::eval::reference
