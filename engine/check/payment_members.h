// engine/check/payment_members.h · room: check
// What:  see payment_members.cpp.
#pragma once

#include "check/draft.h"

namespace concordat::check {

[[nodiscard]] const model::MemberColumnSource* column_of_parties(Draft& draft, const syntax::PartyPhrase& phrase,
                                                                 const Scope& scope);
void add_for_each_member(Draft& draft, const syntax::PaymentSentence& sentence, const model::Payment& payment,
                         const Axis& axis, const model::MemberColumnSource* payer,
                         const model::MemberColumnSource* payee);

}  // namespace concordat::check
