// engine/eval/reference/work_out.cpp · room: eval
// What:  goes to the node's own rule, and gathers operands so that what is not known is passed on in one way
//        everywhere.
#include "eval/reference/work_out.h"

#include <utility>

#include "eval/reference/names.h"
#include "eval/reference/value_order.h"
#include "source/advice.h"

namespace concordat::eval::reference {

namespace {

using model::Value;
using source::Code;

/// The strongest reason to have no amount: not applicable, held, missing, none. What holds up every later period is
/// stronger than what holds up its own only.
int rank_of(const Value& value) {
    if (std::holds_alternative<model::NotApplicable>(value)) return 5;
    if (std::holds_alternative<model::Held>(value)) return 4;
    if (const auto* missing = std::get_if<model::Missing>(&value)) return missing->own_period_only ? 2 : 3;
    return std::holds_alternative<model::None>(value) ? 1 : 0;
}

}  // namespace

Value work_out(Workings& workings, model::ExprId expression, const Frame& frame) {
    const Deeper deeper(workings);
    if (workings.depth > deepest_expression) {
        return impossible(
            workings, frame, expression, Code::amounts_too_deep,
            "amounts rest on each other too deep to be worked out; the limit is " + std::to_string(deepest_expression));
    }
    const Site site{workings, frame, expression};
    const auto worked = [&] {
        return std::visit([&](const auto& node) { return work_out(node, site); },
                          workings.contract.expression(expression).node);
    };
    if (workings.recorder == nullptr) return worked();
    const std::size_t mark = workings.recorder->open();
    Value value = worked();
    workings.recorder->close(mark, site, value);
    return value;
}

Value impossible(Workings& workings, const Frame& frame, model::ExprId expression, Code code,
                 const std::string& message) {
    std::string what;
    if (frame.term.is_set()) what = name_in_scope(workings, frame.term, frame.scope);
    const Workings::Told key{static_cast<unsigned>(code), frame.clause.value, expression.value};
    if (workings.told.insert(key).second) {
        workings.told_in_order.push_back({key, frame.scope.record, frame.scope.record_row});
        std::string number;
        source::Place place;
        if (frame.clause.is_set()) {
            number = workings.contract.clause(frame.clause).number;
            place = workings.contract.clause(frame.clause).place;
        }
        const std::string whose = what.empty() ? message : "`" + what + "`: " + message;
        if (expression.is_set())
            place = source::narrowed(std::move(place), workings.contract.expression(expression).words);
        workings.problems.add(code, number, std::move(place), whose)
            .with_help(std::string(source::advice_when_settling(code)));
    }
    return model::Missing{what, {}, "cannot be worked out: " + message};
}

std::string Site::shown_place(const exact::Ratio& place, model::ExprId part) const {
    if (kind_of(part).base != model::KindBase::date) return shown(place, part);
    return shown(calendar::Date::from_days(static_cast<std::int32_t>(exact::whole_int64(place).value_or(0))), part);
}

void Site::note(std::string words, Value value, std::optional<Value> before) const {
    if (!frame.explaining()) return;
    trace::Step step;
    step.what = trace::Step::What::note;
    step.clause = frame.clause;
    step.kind = kind_of(expression);
    step.words = std::move(words);
    step.value = std::move(value);
    step.before = std::move(before);
    frame.steps->push_back(std::move(step));
}

void Operands::take(const Value& value, model::ExprId part) {
    const int rank = rank_of(value);
    if (rank == 0 || (instead_ && rank_of(*instead_) >= rank)) return;
    instead_ = value;
    instead_part_ = part;
}

Value Operands::value(model::ExprId part) {
    Value value = site_.of(part);
    take(value, part);
    return value;
}

exact::Ratio Operands::number(model::ExprId part) {
    const Value found = value(part);
    if (const auto* number = std::get_if<exact::Ratio>(&found)) return *number;
    if (model::is_known(found)) take(site_.impossible(Code::kinds_clash_in_data, "a number is needed here"), part);
    return {};
}

calendar::Date Operands::date(model::ExprId part) {
    const Value found = value(part);
    if (const auto* date = std::get_if<calendar::Date>(&found)) return *date;
    if (model::is_known(found)) take(site_.impossible(Code::kinds_clash_in_data, "a date is needed here"), part);
    return {};
}

exact::Ratio Operands::place(model::ExprId part) {
    const Value found = value(part);
    if (const auto place = place_of(found)) return *place;
    if (model::is_known(found))
        take(site_.impossible(Code::kinds_clash_in_data, "a number or a date is needed here"), part);
    return {};
}

/// `there is no X` used as an amount: a record waits as a query, anything else is a mistake of the contract.
Value Operands::instead() const {
    if (!std::holds_alternative<model::None>(*instead_)) return *instead_;
    // On a day without a price nothing is worked out from it: that day adds nothing (N33).
    if (site_.frame.scope.record && site_.frame.scope.period.unit() == calendar::PeriodUnit::day) return *instead_;
    const std::string name = name_of_part(site_.contract(), instead_part_);
    const std::string words = "there is no " + (name.empty() ? std::string("such value") : name);
    if (site_.frame.scope.record) return model::Held{words};
    return site_.impossible(Code::none_used_as_amount, words + ", and no clause says what holds then");
}

}  // namespace concordat::eval::reference
