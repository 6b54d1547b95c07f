// engine/settle/deadlines.h · room: settle
// What:  the day by which a payment is due, or the words for it where its event has no date yet.
// Source: language.md P5, T3, "Events"; finding N13.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "calendar/date.h"
#include "model/contract.h"
#include "model/value.h"

namespace concordat::settle {

struct DueDay {
    std::optional<calendar::Date> date;
    std::string words;  // "within 30 days after the accounts are audited": where there is no date
};

/// Counts `count` units on from `start`. Months keep the day number or take the last day of a shorter month;
/// working days pass over weekends and the sorted `holidays`.
[[nodiscard]] calendar::Date count_on(calendar::Date start, const model::Deadline& deadline,
                                      std::span<const calendar::Date> holidays);

/// `made_on` is the day that decides in which period the payment is made; `event` is the value of the deadline's date,
/// where it names one.
[[nodiscard]] DueDay due_day(const model::Contract& contract, const model::Deadline& deadline, calendar::Date made_on,
                             const std::optional<model::Value>& event, std::span<const calendar::Date> holidays);

}  // namespace concordat::settle
