// engine/check/pool_claims.h · room: check
// What:  see pool_claims.cpp.
#pragma once

#include "check/pool_ends.h"

namespace concordat::check {

/// What is carried of claims is owed to those who made them: a term of each is made before any sentence uses it.
void declare_owed(Draft& draft, const syntax::AppliedSentence& applied);

/// Money of a pool that claims are paid from.
struct ThereToPay {
    std::size_t pool = 0;
    std::string whose;
    ExprId left;
};
/// The axis of the role that a term has a value for each party of.
[[nodiscard]] const Axis* party_axis(const Draft& draft, model::TermId id);
/// A term that has a value for each party of a role, worked out.
[[nodiscard]] const Entity* amount_of_each(const Flow& flow, const syntax::Name& name);
/// Pays claims of one rank, each in the proportion in which it is owed, and gives what that takes.
[[nodiscard]] std::optional<ExprId> pay_claims(const Flow& flow, const syntax::AppliedSentence& sentence,
                                               const syntax::AppliedSentence::Use& use, const ThereToPay& there);
/// Pays what was carried of claims, the oldest first or all years in one rank, and gives what it takes.
[[nodiscard]] std::optional<ExprId> pay_owed(const Flow& flow, PoolAccount& account, const ThereToPay& there);
/// One rank of claims that a sentence could not meet in full.
struct UnmetRank {
    model::RoleId role;
    std::string name;  // of the claim
    ExprId all;        // what is not met of all of them
    ExprId of_each;
};
/// What becomes of what is not met: it lapses, somebody pays it to them, or it is carried and owed to them.
[[nodiscard]] bool leave_unmet(const Flow& flow, const syntax::Destination& goes, const UnmetRank& rank);
/// At the end of the agreement a party pays each what is still owed.
void pay_owed_at_end(const Flow& flow, const PoolAccount& account, model::PartyId payer);

}  // namespace concordat::check
