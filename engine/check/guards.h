// engine/check/guards.h · room: check
// What:  divisors that an earlier case of the same sentence, or of the sentence that uses the term, has ruled out to be
//        0.
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// Divisors that are not 0 where this condition fails, as printed amounts: `if that total is $0`, `if A is at B or
/// better`.
[[nodiscard]] std::vector<std::string> divisors_ruled_out(const syntax::Condition& condition);
/// Whether an earlier case has ruled out that this divisor is 0.
[[nodiscard]] bool is_ruled_out(const Draft& draft, const syntax::Amount& divisor);
/// Whether every sentence that uses the term just being defined rules it out first. Where the divisor is 0 the term
/// then has no value, and nobody asks for it.
[[nodiscard]] bool is_ruled_out_by_users(const Draft& draft, const syntax::Amount& divisor);

}  // namespace concordat::check
