// engine/check/pool_shares.h · room: check
// What:  see pool_shares.cpp.
#pragma once

#include "check/pool_ends.h"

namespace concordat::check {

/// What each of those who share pays in: terms to which payments add, made before any sentence is lowered.
void declare_paid_in(const Flow& flow, const syntax::EndRuleSentence& end);
/// The balances that an end is said of; `it`: all that the pool holds.
[[nodiscard]] std::vector<syntax::Name> what_ends(const Draft& draft, const syntax::EndRuleSentence::Item& item);
/// A payment into the pool; of a pool that pays out only what is received, what was received counts instead.
void count_payment(Draft& draft, const model::Payment& payment, const std::optional<Axis>& each, Span span);
void count_received(const Flow& flow, std::size_t pool, model::RoleId owing, ExprId of_each);
[[nodiscard]] bool divide_by_paid_in(const Flow& flow, std::size_t pool, ExprId amount,
                                     const syntax::EndRuleSentence::Item& item);
/// Where none may have paid, and there is other money, somebody is said to keep it (N14).
void check_paid_in(Draft& draft);

}  // namespace concordat::check
