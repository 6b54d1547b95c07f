// engine/check/membership.h · room: check
// What:  see membership.cpp.
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// The roles that parties join, for those whose row in the Parties table leaves them out.
[[nodiscard]] std::vector<const syntax::MembershipSentence*> memberships_in(const Draft& draft);
/// From when and until when a party has a role; its `Starts` and `Ends`.
void read_memberships(Draft& draft);
/// Each amount of such a party that its day cuts is said to be in proportion, whole or nothing.
void check_memberships(Draft& draft);
/// `If this agreement ends before D, X is in proportion to the days in force.`
[[nodiscard]] bool adjust_ends_early(Draft& draft, const syntax::EndsEarlySentence& sentence, model::TermId id,
                                     const StandingSentence& standing);
/// What an early end cuts has a value for each year.
void give_years(Draft& draft, const syntax::EndsEarlySentence& ends);

}  // namespace concordat::check
