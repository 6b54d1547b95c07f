// engine/syntax/print_duties.h · room: syntax
// What:  the parts of print that print_duties.cpp has.
#pragma once

#include <optional>
#include <string>

#include "syntax/document.h"
#include "syntax/print.h"

namespace concordat::syntax {

[[nodiscard]] std::string party(const PartyPhrase& one);
[[nodiscard]] std::string deadline(const DeadlinePhrase& one);
[[nodiscard]] std::string odd(const std::optional<OddPennyPhrase>& one);
[[nodiscard]] std::string deduction(const std::optional<DeductionPhrase>& one);
[[nodiscard]] std::string form(const NoticeSentence& one);
[[nodiscard]] std::string form(const TaxSentence& one);
[[nodiscard]] std::string form(const InterestSentence& one);
[[nodiscard]] std::string form(const KeepBackSentence& one);
[[nodiscard]] std::string form(const PassDownSentence& one);
[[nodiscard]] std::string form(const SharedSentence& one);

}  // namespace concordat::syntax
