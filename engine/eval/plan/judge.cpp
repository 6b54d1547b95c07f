// engine/eval/plan/judge.cpp · room: eval
// What:  see judge.h.
// Start: judge(), last in the file.
#include "eval/plan/judge.h"

#include <map>
#include <optional>
#include <utility>

#include "eval/reference/evaluator.h"

namespace concordat::eval::plan {

namespace {

using calendar::Period;
using calendar::PeriodUnit;
using model::Aggregate;
using model::Axis;
using model::Value;
using reference::Evaluator;

/// One record before the judge.
struct Case {
    const model::Contract& contract;
    const RecordPlan& plan;
    Evaluator& evaluator;
    std::size_t row;  // of the evaluator

    [[nodiscard]] Period month(Number number) const {
        return Period::containing(PeriodUnit::month, plan.first_month.plus_months(static_cast<int>(number)),
                                  contract.year_start);
    }
};

/// What a sum gets from a record: nothing where it gets none.
struct Given {
    std::vector<Value> elements;
    std::optional<Period> month;  // as far as it is known: the settlement period that it lies in
    Value amount = exact::Ratio(1);
    std::string instead;  // why it gets none
};

std::optional<std::size_t> column_of(const model::Contract& contract, const Aggregate::Link& link) {
    const auto* source = std::get_if<model::FieldSource>(&contract.term(link.field).source);
    return source == nullptr ? std::nullopt : std::optional(source->column);
}

/// By the reference evaluator.
Given judged(const Case& one, const Aggregate& node) {
    Given given;
    const model::RecordId record = one.plan.record;
    const data::RecordRow& fields = *one.evaluator.records(record)[one.row];
    reference::Scope scope;
    scope.record = record;
    scope.record_row = one.row;
    const auto standing = one.evaluator.standing(record, one.row);
    if (standing.state != Evaluator::Standing::State::counts) {
        given.instead = "not counted: " + standing.reason;
        return given;
    }
    given.month = one.evaluator.falls_in(record, one.row);
    if (!given.month || !calendar::overlap(given.month->days(), one.contract.in_force)) {
        given.instead = "in no period of the agreement";
        return given;
    }
    scope.period = *given.month;
    for (const auto& link : node.links) {
        const auto column = column_of(one.contract, link);
        const Value element = column ? fields.fields[*column] : Value(model::None{});
        given.elements.push_back(element);
        if (const auto* party = std::get_if<model::PartyId>(&element)) scope.parties[link.axis.role] = *party;
        if (const auto* member = std::get_if<model::Member>(&element)) scope.members[link.axis.set] = member->row;
    }
    if (node.where.is_set()) {
        const Value where = one.evaluator.value(node.where, scope);
        const bool* yes = std::get_if<bool>(&where);
        if (yes == nullptr || !*yes)
            given.instead = yes == nullptr ? "a condition that is not known" : "not among them";
    }
    if (given.instead.empty() && node.of.is_set()) given.amount = one.evaluator.value(node.of, scope);
    return given;
}

/// By the steps.
Given added_up(const Case& one, const PlannedSum& sum, const Aggregate& node, const SumOfRecord& got) {
    Given given;
    if (!got.wanted) {
        given.instead = "not counted";
        return given;
    }
    Number rest = got.group / static_cast<Number>(one.plan.months);
    given.month = one.month(got.group % static_cast<Number>(one.plan.months));
    given.elements.resize(node.links.size());
    for (std::size_t index = node.links.size(); index-- > 0;) {
        const auto size = static_cast<Number>(sum.sizes[index]);
        const Axis& axis = node.links[index].axis;
        const auto number = static_cast<std::size_t>(rest % size);
        if (axis.type == Axis::Type::party) given.elements[index] = model::PartyId(number);
        else given.elements[index] = model::Member{axis.set, number};
        rest /= size;
    }
    if (sum.amount) given.amount = exact::Ratio(exact::Integer(got.amount), exact::Integer(sum.denominator));
    return given;
}

bool are_same(const Case& one, const PlannedSum& sum, const Given& fast, const Given& judged) {
    if (!fast.instead.empty() || !judged.instead.empty()) return fast.instead.empty() == judged.instead.empty();
    if (!fast.month || !judged.month) return false;
    if (fast.month->belongs_to(one.contract.settles, one.contract.year_start) != *judged.month) return false;
    if (fast.elements != judged.elements) return false;
    return sum.amount ? fast.amount == judged.amount : model::is_known(judged.amount);
}

std::string in_words(const Case& one, const Aggregate& node, const Given& given) {
    if (!given.instead.empty()) return given.instead;
    const model::Kind kind = node.of.is_set() ? one.contract.expression(node.of).kind : model::Kind::count();
    std::string words = model::write_for_people(one.contract, given.amount, kind);
    for (std::size_t index = 0; index < given.elements.size(); ++index) {
        model::Kind whose;
        whose.base =
            node.links[index].axis.type == Axis::Type::party ? model::KindBase::party : model::KindBase::member;
        words += (index == 0 ? " for " : ", ") + model::write_for_people(one.contract, given.elements[index], whose);
    }
    if (given.month) words += " in " + given.month->label_for_people(one.contract.year_start);
    return words;
}

}  // namespace

SampledRecord sampled(const RecordPlan& plan, const Batch& batch, std::size_t row, std::size_t line) {
    SampledRecord record{line, {}};
    for (const PlannedSum& sum : plan.sums) {
        record.sums.push_back({batch.value(sum.wanted, row) != 0, batch.value(sum.group, row),
                               sum.amount ? batch.value(*sum.amount, row) : 0});
    }
    return record;
}

std::vector<Difference> judge(const model::Contract& contract, const data::DataSet& data, const RecordPlan& plan,
                              const std::vector<SampledRecord>& records) {
    std::vector<Difference> differences;
    Evaluator evaluator({.contract = &contract, .data = &data, .known_on = {}, .overrides = {}, .received = nullptr});
    std::map<std::size_t, std::size_t> row_of_line;
    const auto& rows = evaluator.records(plan.record);
    for (std::size_t row = 0; row < rows.size(); ++row) row_of_line[rows[row]->origin.line] = row;
    for (const SampledRecord& record : records) {
        const auto row = row_of_line.find(record.line);
        if (row == row_of_line.end()) {
            differences.push_back({record.line, "the record", "added up", "not there"});
            continue;
        }
        const Case one{contract, plan, evaluator, row->second};
        for (std::size_t index = 0; index < plan.sums.size(); ++index) {
            const PlannedSum& sum = plan.sums[index];
            const model::Expression& expression = contract.expression(sum.aggregate);
            const auto& node = std::get<Aggregate>(expression.node);
            const Given fast = added_up(one, sum, node, record.sums[index]);
            const Given careful = judged(one, node);
            if (are_same(one, sum, fast, careful)) continue;
            differences.push_back({record.line, expression.words.empty() ? "a total over them" : expression.words,
                                   in_words(one, node, fast), in_words(one, node, careful)});
        }
    }
    return differences;
}

}  // namespace concordat::eval::plan
