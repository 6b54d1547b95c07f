// engine/check/payment_members.h · room: check
// What:  see payment_members.cpp.
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// For each of which list a payment is made, and the columns that name who pays and who is paid, where they do.
struct PaidForEach {
    Scope scope;
    std::optional<Axis> axis;
    const model::MemberColumnSource* payer = nullptr;
    const model::MemberColumnSource* payee = nullptr;
};
[[nodiscard]] std::optional<PaidForEach> read_each(Draft& draft, const syntax::PaymentSentence& sentence);
/// Which of them a payment is made for.
[[nodiscard]] bool read_where(Draft& draft, const syntax::PaymentSentence& sentence, const Scope& scope,
                              model::Payment& payment);
/// One payment for each entry of the list.
void add_for_each_member(Draft& draft, const syntax::PaymentSentence& sentence, const model::Payment& payment,
                         const PaidForEach& each);

}  // namespace concordat::check
