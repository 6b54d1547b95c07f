// engine/syntax/print.h · room: syntax
// What:  trees as one line of text each, in brackets: (means `Saving` (less `Target Cost` `Actual Cost`)). For tests
// and for
//        comparing clauses; places are left out, so that the same sentence gives the same text wherever it stands.
#pragma once

#include <string>

#include "syntax/document.h"

namespace concordat::syntax {

[[nodiscard]] std::string print(const ClauseList& list);
[[nodiscard]] std::string print(const Amount& amount);
[[nodiscard]] std::string print(const Condition& condition);
[[nodiscard]] std::string print(const TailedAmount& amount);
[[nodiscard]] std::string print(const Reference& reference);
[[nodiscard]] std::string print(const Literal& literal);
[[nodiscard]] std::string print(const SetPhrase& set);
[[nodiscard]] std::string print(const PeriodPhrase& period);
[[nodiscard]] std::string print(const RoundingPhrase& rounding);
[[nodiscard]] std::string print(const KindPhrase& kind);
[[nodiscard]] std::string print(const MissingPhrase& missing);
[[nodiscard]] std::string print(const Cell& cell);
/// Rows between [ and ], cells between | and |, as they were read.
[[nodiscard]] std::string print(const Table& table);
[[nodiscard]] std::string print(const Sentence& sentence);
/// A clause a line: its number, then its sentences.
[[nodiscard]] std::string print(const Document& document);

}  // namespace concordat::syntax
