// engine/check/left_unsaid.h · room: check
// What:  whether a document that is incorporated leaves something open that this agreement does not say. That is one
//        mistake; what does not fit in the document for want of it is none of its own.
#pragma once

#include <algorithm>

#include "check/draft.h"

namespace concordat::check {

[[nodiscard]] inline bool something_left_unsaid(const Draft& draft) {
    const auto& problems = draft.problems.all();
    return std::any_of(problems.begin(), problems.end(), [](const source::Diagnostic& one) {
        return one.code == Code::term_to_supply || one.code == Code::role_to_supply;
    });
}

}  // namespace concordat::check
