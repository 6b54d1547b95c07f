// engine/check/events.h · room: check
// What:  see events.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/draft.h"

namespace concordat::check {

/// A date that a party reports once: not reported is has not happened.
[[nodiscard]] bool is_event(const model::Term& term, bool by_report = false);
/// The day on which a figure that is reported once was reported.
[[nodiscard]] MaybeLowered lower_reported_on(Draft& draft, const syntax::ReportedOn& reported, Span span);
/// The value once the event has happened, and before that not there; as it is where the name is no event.
[[nodiscard]] ExprId once_happened(Draft& draft, const syntax::Name& event, ExprId value, const Kind& kind);
/// "Snags at Handover"
[[nodiscard]] std::string name_at_event(std::string_view fact, std::string_view event);
/// Makes the facts at each event, and the fact's own name what was reported at the last that has happened.
void read_fact_at_events(Draft& draft, const syntax::FactSentence& sentence, model::TermId id);
[[nodiscard]] MaybeLowered lower_happened(Draft& draft, const syntax::Happened& happened, Span span,
                                          const Scope& scope);
/// The amount in the period that the event lies in; in every other there is none.
[[nodiscard]] std::optional<ExprId> only_in_period_of(Draft& draft, const syntax::Name& event, ExprId amount,
                                                      const Kind& kind);

/// Money that hangs on an event: what holds if it never comes is said (events_never.cpp).
void check_events_that_never_come(Draft& draft);
/// Which days a record is in force, and how many days a year has.
void read_days_in_force(Draft& draft);
/// "in proportion to the days in force"
[[nodiscard]] MaybeLowered lower_days_in_force(Draft& draft, Span span, const Scope& scope);

}  // namespace concordat::check
