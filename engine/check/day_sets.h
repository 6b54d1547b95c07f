// engine/check/day_sets.h · room: check
// What:  days of records in amounts: which set of days a name stands for, totals over days, an amount in one period.
#pragma once

#include <optional>
#include <string_view>

#include "check/draft.h"

namespace concordat::check {

/// The days that a name stands for: Night, Nights, or `night(s)`, `day(s)` of the record in scope.
[[nodiscard]] std::optional<model::DaySetId> days_named(const Draft& draft, std::string_view name, const Scope& scope);
/// The days of a kind of record, where the text says which they are.
[[nodiscard]] std::optional<model::DaySetId> days_of(const Draft& draft, model::RecordId record);
/// The same; reports where the text does not say it.
[[nodiscard]] std::optional<model::DaySetId> expect_days(Draft& draft, model::RecordId record, Span span);

/// The first of the days in play, as a date.
[[nodiscard]] Lowered day_in_play(Draft& draft, Span span);
/// the total of Night Price over its Nights in the Month
[[nodiscard]] MaybeLowered lower_over_days(Draft& draft, const syntax::Aggregate& written, model::DaySetId days,
                                           Span span, const Scope& scope);
/// the nights of the Stay that begin in the Month
[[nodiscard]] MaybeLowered lower_days_of_record(Draft& draft, const syntax::DaysOfRecord& written, Span span,
                                                const Scope& scope);
/// the nights from A to B that begin in the Month
[[nodiscard]] MaybeLowered lower_days_in_period(Draft& draft, const syntax::DaysBetween& written, Span span,
                                                const Scope& scope);
/// £40 in the Month of its Started, counted once for each Person ... `where`: which records are meant, when said.
[[nodiscard]] MaybeLowered lower_in_period(Draft& draft, const syntax::InPeriodOf& written, ExprId where, Scope& scope);
/// with no Review Interval there is no Review Due
[[nodiscard]] MaybeLowered none_without(Draft& draft, const syntax::DefinitionSentence& definition,
                                        const Lowered& value, const Scope& scope);
/// `in the Admitted Setting`: where Setting is "Admitted".
[[nodiscard]] MaybeLowered lower_field_is(Draft& draft, const syntax::FieldIs& written, Span span, const Scope& scope);

/// Which periods a phrase behind an aggregate stands for (aggregates.cpp).
[[nodiscard]] std::optional<model::PeriodRange> range_of(Draft& draft, const syntax::PeriodPhrase& phrase);

}  // namespace concordat::check
