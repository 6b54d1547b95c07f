// engine/eval/reference/evaluator.cpp · room: eval
// What:  the evaluator's public face: questions come in, each is worked out with all that is remembered.
#include "eval/reference/late.h"
#include "eval/reference/evaluator.h"

#include <utility>

#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/work_out.h"
#include "eval/reference/workings.h"

namespace concordat::eval::reference {

struct Evaluator::State {
    Workings workings;
    std::unique_ptr<Recorder> recorder;
};

namespace {

bool names_a_record_that_is_there(Workings& workings, const Scope& scope) {
    if (!scope.record) return true;
    return scope.record->index() < workings.records.size() &&
           scope.record_row < shelf_of(workings, *scope.record).rows.size();
}

/// Of a record, the period it falls in stands for the one asked about.
Scope scope_asked(Workings& workings, const Scope& scope) {
    Scope asked = scope;
    if (asked.record) asked.period = period_of_record(workings, *asked.record, asked.record_row, asked.period);
    return asked;
}

calendar::Date day_asked(Workings& workings, const Scope& scope) {
    if (!scope.record) return text_day_of(workings.contract, scope.period);
    return text_day_of_record(workings, *scope.record, scope.record_row, scope.period);
}

model::Value no_such_record() { return model::Missing{"the record asked for", {}, "there is no such record"}; }

std::map<model::TermId, std::vector<const Override*>> by_term(const std::vector<Override>& overrides) {
    std::map<model::TermId, std::vector<const Override*>> found;
    for (const Override& fixed : overrides) found[fixed.term].push_back(&fixed);
    return found;
}

}  // namespace

Workings::Workings(Inputs given)
    : inputs(std::move(given)),
      contract(*inputs.contract),
      data(*inputs.data),
      reaches(contract),
      overrides(by_term(inputs.overrides)),
      records(contract.records.size()),
      tables(contract.tables.size()) {}

Evaluator::Evaluator(Inputs inputs) : state_(new State{Workings(std::move(inputs)), nullptr}) {}

Evaluator::~Evaluator() = default;

model::Value Evaluator::value(model::TermId term, const Scope& scope, std::optional<std::size_t> stage) {
    Workings& workings = state_->workings;
    if (!names_a_record_that_is_there(workings, scope)) return no_such_record();
    workings.memory.of_this_question.clear();
    return value_of_reference(workings, term, {}, stage, frame_of(scope, day_asked(workings, scope)));
}

model::Value Evaluator::value(model::ExprId expression, const Scope& scope) {
    Workings& workings = state_->workings;
    if (!names_a_record_that_is_there(workings, scope)) return no_such_record();
    workings.memory.of_this_question.clear();
    const Scope asked = scope_asked(workings, scope);
    return work_out(workings, expression, frame_of(asked, day_asked(workings, asked)));
}

const std::vector<const data::RecordRow*>& Evaluator::records(model::RecordId record) {
    return shelf_of(state_->workings, record).rows;
}

Evaluator::Standing Evaluator::standing(model::RecordId record, std::size_t row) {
    Workings& workings = state_->workings;
    if (row >= shelf_of(workings, record).rows.size()) return {};
    workings.memory.of_this_question.clear();
    return standing_of(workings, record, row).standing;
}

std::optional<calendar::Period> Evaluator::falls_in(model::RecordId record, std::size_t row) {
    Workings& workings = state_->workings;
    if (row >= shelf_of(workings, record).rows.size()) return std::nullopt;
    return dating_of(workings, record, row).settles;
}

std::optional<calendar::Period> Evaluator::begins_in(model::RecordId record, std::size_t row) {
    Workings& workings = state_->workings;
    if (auto period = falls_in(record, row)) return period;
    if (row >= shelf_of(workings, record).rows.size()) return std::nullopt;
    const model::Contract& contract = workings.contract;
    const auto first = first_day_of_record(workings, record, row);
    if (!first) return std::nullopt;
    return calendar::Period::containing(contract.settles, std::max(*first, contract.in_force.first),
                                        contract.year_start);
}

trace::Step Evaluator::explain(model::TermId term, const Scope& scope) {
    Workings& workings = state_->workings;
    trace::Step step;
    step.name = workings.contract.term(term).name;
    if (!names_a_record_that_is_there(workings, scope)) {
        step.value = no_such_record();
        return step;
    }
    workings.memory.of_this_question.clear();
    workings.explained.clear();
    workings.steps_left = most_steps;
    std::vector<trace::Step> steps;
    Frame frame = frame_of(scope, day_asked(workings, scope));
    frame.steps = &steps;
    model::Value value = value_of_reference(workings, term, {}, std::nullopt, frame);
    if (!steps.empty()) return std::move(steps.front());
    step.value = std::move(value);
    return step;
}

std::vector<Evaluator::CameLate> Evaluator::came_too_late(const std::optional<calendar::Date>& after) {
    return reference::came_too_late(state_->workings, after);
}

Evaluator::Recorded Evaluator::record(model::ExprId expression, const Scope& scope, trace::Paper& paper) {
    Workings& workings = state_->workings;
    if (state_->recorder == nullptr || state_->recorder->paper() != &paper)
        state_->recorder = std::make_unique<Recorder>(paper);
    workings.recorder = state_->recorder.get();
    static_cast<void>(value(expression, scope));
    workings.recorder = nullptr;
    Fragment made = state_->recorder->take();
    return {std::move(made.value), std::move(made.formula), std::move(made.why)};
}

source::Diagnostics& Evaluator::problems() { return state_->workings.problems; }

}  // namespace concordat::eval::reference
