// engine/syntax/print_changes.h · room: syntax
// What:  the parts of print that print_changes.cpp has.
#pragma once

#include <string>

#include "syntax/document.h"

namespace concordat::syntax {

[[nodiscard]] std::string print(const DayChanges& many);
[[nodiscard]] std::string print(const CutGoes& one);
[[nodiscard]] std::string print(const std::optional<ChangeSpan>& one);
[[nodiscard]] std::string form(const ColumnChangeSentence& one);
[[nodiscard]] std::string form(const RowChangeSentence& one);
[[nodiscard]] std::string form(const UsedInOrderSentence& one);
[[nodiscard]] std::string form(const UsedByRecordsSentence& one);
[[nodiscard]] std::string form(const TotalLimitSentence& one);

}  // namespace concordat::syntax
