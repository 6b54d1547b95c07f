// engine/eval/reference/names.h · room: eval
// What:  what things are called in messages and explanations: "Achievement of Recovery Rate for 2026/27 Q1".
#pragma once

#include <string>

#include "data/dataset.h"
#include "eval/reference/workings.h"
#include "model/contract.h"

namespace concordat::eval::reference {

/// "Achievement of Recovery Rate for 2026/27 Q1".
[[nodiscard]] std::string name_in_scope(Workings& workings, model::TermId term, const Scope& scope);
/// "City Acute Trust, 2026/27": the elements of a scope that a term is for.
[[nodiscard]] std::string elements_in_words(Workings& workings, model::TermId term, const Scope& scope);
/// "Spell S-17"; without a unique field "Spell in spells.csv line 7".
[[nodiscard]] std::string name_of_record(Workings& workings, model::RecordId record, std::size_t row);
/// "outcomes.csv line 3".
[[nodiscard]] std::string words_of(const data::Origin& origin);
/// The term that an expression is, else its words.
[[nodiscard]] std::string name_of_part(const model::Contract& contract, model::ExprId expression);

}  // namespace concordat::eval::reference
