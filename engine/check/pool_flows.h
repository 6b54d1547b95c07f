// engine/check/pool_flows.h · room: check
// What:  see pool_flows.cpp.
#pragma once

#include "check/pool_ends.h"

namespace concordat::check {

/// What one sentence puts into balances or takes out of them, and what is paid for it. Sentences come in clause order.
void lower_flow(Draft& draft, const StandingSentence& standing);

/// The stage stands where the clause does; it waits until the payment is worked out (pool_payments.cpp).
void wait_for_payment(const Flow& flow, const syntax::PaymentSentence& payment);
/// All who are paid by the ranks of a table: a role of the agreement, or one made for the table (pool_ranks.cpp).
[[nodiscard]] std::optional<model::RoleId> role_of_ranks(Draft& draft, const syntax::AppliedSentence& sentence);
/// Of a pool of which only what is received is paid out: an account of what is owed to it (pool_receipts.cpp).
void declare_arrears(Draft& draft, const syntax::ReceivedOnlySentence& sentence, Span span);
/// What was received goes in, and is owed no longer.
void take_in_received(const Flow& flow, const syntax::ReceivedOnlySentence& sentence);
/// Notes what a clause puts into the parts of such a pool; whether it is all that was received.
bool note_into_parts(const Flow& flow, std::size_t pool, ExprId amount, Span span);
/// Into the parts of such a pool goes all that was received, once, and nothing that is only due.
void check_into_parts(Draft& draft);
/// A payment into such a pool is owed from then on; false after an error. `stage`: of the account of what is owed.
bool owe_payment(Draft& draft, const model::Payment& payment, PoolAccount& arrears, std::size_t stage, Span span);
/// What is left of an amount when the claims of all ranks are paid; nothing after an error (pool_ranks.cpp).
[[nodiscard]] std::optional<ExprId> pay_ranks(const Flow& flow, const syntax::AppliedSentence& sentence,
                                              std::size_t pool, ExprId left);

}  // namespace concordat::check
