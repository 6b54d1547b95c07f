// engine/eval/reference/frame.h · room: eval
// What:  where an expression is being worked out: whose, for when, under which clause, and after which amount.
#pragma once

#include <vector>

#include "calendar/date.h"
#include "eval/reference/evaluator.h"
#include "model/contract.h"
#include "trace/trace.h"

namespace concordat::eval::reference {

struct Frame {
    const Scope& scope;
    /// The day whose text of the contract applies: of a record its own, else the first of the period.
    calendar::Date text_day;
    /// Inside a stage: the amount as the clause before left it.
    const model::Value* previous = nullptr;
    /// Whom a problem names.
    model::ClauseId clause;
    model::TermId term;
    /// Around an aggregate's element: where the aggregate stands. Its record can still be named.
    const Frame* outer = nullptr;
    /// While explaining: where the steps go.
    std::vector<trace::Step>* steps = nullptr;

    [[nodiscard]] bool explaining() const { return steps != nullptr; }
};

[[nodiscard]] inline Frame frame_of(const Scope& scope, calendar::Date text_day, model::ClauseId clause = {}) {
    return {.scope = scope,
            .text_day = text_day,
            .previous = nullptr,
            .clause = clause,
            .term = {},
            .outer = nullptr,
            .steps = nullptr};
}

}  // namespace concordat::eval::reference
