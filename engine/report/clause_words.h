// engine/report/clause_words.h · room: report
// What:  a clause as a reader cites it: its number, and its own words.
#pragma once

#include <string>
#include <string_view>

#include "model/contract.h"

namespace concordat::report {

/// "3.2"; nothing for an unset clause.
[[nodiscard]] std::string clause_number(const model::Contract& contract, model::ClauseId clause);
/// The clause's words without its number and its table; a long one is cut at a word, with "..."
/// behind it.
[[nodiscard]] std::string clause_words(const model::Contract& contract, model::ClauseId clause);

/// Words of a contract without the paths of its links: "Schedule A" of "[Schedule A](prices.csv)".
[[nodiscard]] std::string without_paths(std::string_view words);

}  // namespace concordat::report
