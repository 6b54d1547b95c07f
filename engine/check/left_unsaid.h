// engine/check/left_unsaid.h · room: check
// What:  whether a document that is incorporated leaves something open that this agreement does not say. That is one
//        mistake; what does not fit in the clauses of the document for want of it is none of its own.
#pragma once

#include <algorithm>
#include <string>

#include "check/draft.h"

namespace concordat::check {

[[nodiscard]] inline bool asks_for_something(const source::Diagnostic& problem) {
    return problem.code == Code::term_to_supply || problem.code == Code::role_to_supply;
}

[[nodiscard]] inline bool something_left_unsaid(const Draft& draft) {
    const auto& problems = draft.problems.all();
    return std::any_of(problems.begin(), problems.end(), asks_for_something);
}

/// Clause 3.2 of T is judged again once this agreement says what T asks for.
inline void leave_out_what_follows(Draft& draft) {
    if (!something_left_unsaid(draft)) return;
    std::erase_if(draft.problems.all(), [](const source::Diagnostic& problem) {
        return problem.clause.find(" of ") != std::string::npos && !asks_for_something(problem);
    });
}

}  // namespace concordat::check
