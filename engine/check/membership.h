// engine/check/membership.h · room: check
// What:  see membership.cpp.
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// A day on which a party joins a role or leaves it, and where that stands.
struct JoiningMove {
    model::PartyId party;
    model::RoleId role;
    calendar::Date day;
    bool joins;
    source::Place place;
    std::string clause;
};
/// The day is not the first, or last, of such a period, nor of the agreement.
[[nodiscard]] bool day_cuts(const Draft& draft, calendar::Date day, calendar::PeriodUnit unit, bool joins);
/// A sentence says what the day does to that amount.
[[nodiscard]] bool joining_said(const Draft& draft, const std::string& amount, bool joins);
/// Names the day itself, in its own words.
[[nodiscard]] bool names_day(const Draft& draft, ExprId id, const JoiningMove& move);
/// Sums written in clauses, and what is guaranteed for a year, of such a party (joining_sums.cpp).
void ask_for_joining_sums(Draft& draft, const JoiningMove& move, std::set<std::string>& asked);

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
