// engine/syntax/print_years.h · room: syntax
// What:  the parts of print that print_years.cpp has.
#pragma once

#include <optional>
#include <string>

#include "syntax/document.h"
#include "syntax/print.h"

namespace concordat::syntax {

[[nodiscard]] std::string print(const std::optional<EqualParts>& parts);
[[nodiscard]] std::string print(const std::optional<FirstPeriod>& first);
[[nodiscard]] std::string form(const SettingsSentence& one);
[[nodiscard]] std::string form(const BroughtForwardSentence& one);
[[nodiscard]] std::string form(const UsedOnceSentence& one);
[[nodiscard]] std::string form(const NamedDaySentence& one);
[[nodiscard]] std::string form(const NotApplySentence& one);
[[nodiscard]] std::string form(const ReadWithSentence& one);
[[nodiscard]] std::string form(const JoiningSentence& one);
[[nodiscard]] std::string form(const CarriedSentence& one);
[[nodiscard]] std::string form(const AverageInForceSentence& one);
[[nodiscard]] std::string form(const NoReportSentence& one);
[[nodiscard]] std::string form(const StandInSentence& one);
[[nodiscard]] std::string print(const IndexRise& one);
[[nodiscard]] std::string print(const IndexFrom& one);

}  // namespace concordat::syntax
