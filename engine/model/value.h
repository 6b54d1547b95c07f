// engine/model/value.h · room: model
// What:  a value as settlement knows it: known, missing (with a reason and an owner), none, or not applicable.
// Source: language.md rule 9; findings section 1 "no value", section 4 (blank, absent, '-', 0 are four things).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "calendar/date.h"
#include "calendar/period.h"
#include "exact/ratio.h"
#include "model/kind.h"

namespace concordat::model {

/// Due, but not reported. Stops what depends on it, and says who owes it.
struct Missing {
    std::string what;              // "Actual Cost for 2026/27"
    std::string owed_by;           // "Riverside ICB"; empty when nobody is named
    std::string reason;            // "not reported", "small numbers", "blank in spells.csv line 7"
    bool own_period_only = false;  // settlement waits for its own period: totals to date leave that one out (N5)
    friend bool operator==(const Missing&, const Missing&) = default;
};
/// `-` in a price list, "there is no X": no such thing. Neither zero nor missing.
struct None {
    friend bool operator==(const None&, const None&) = default;
};
/// Left out: in no total, average, division or payment (N10).
struct NotApplicable {
    std::string reason;
    bool not_yet = false;     // an event has not happened: what rests on such things alone is not there either
    bool unreported = false;  // for want of a figure, which `is missing` all the same
    friend bool operator==(const NotApplicable&, const NotApplicable&) = default;
};
/// The record waits as a query (held); its terms are in no total or number.
struct Held {
    std::string reason;
    friend bool operator==(const Held&, const Held&) = default;
};
struct Member {
    SetId set;
    std::size_t row = 0;
    friend bool operator==(const Member&, const Member&) = default;
};

/// A length of time that may reach over months of different lengths: 12 weeks, 6 months. Months come first, then days.
struct Length {
    std::int32_t months = 0;
    std::int32_t days = 0;
    friend bool operator==(const Length&, const Length&) = default;
};

/// Numbers are in major units (pounds), whole percent as parts of 1 (5% is 1/20), days as whole numbers.
using Value = std::variant<Missing, None, NotApplicable, Held, exact::Ratio, calendar::Date, bool, std::string, PartyId,
                           Member, calendar::Period, Length>;

[[nodiscard]] inline bool is_known(const Value& value) { return value.index() >= 4; }

}  // namespace concordat::model
