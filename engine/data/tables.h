// engine/data/tables.h · room: data
// What:  the rows of a look-up table from its file.
// Source: language.md F6; drafting findings section 4 ("a price list with From, Until and -").
#pragma once

#include "data/columns.h"
#include "data/problems.h"
#include "model/contract.h"

namespace concordat::data {

/// Fills `table.rows` from the file. From and Until are both included; a blank one is open. A blank end of a range key
/// is open too and is given as None. A key that is there twice, with dates that overlap, is an error that shows both
/// rows; a gap is none.
void fill_table(const model::Contract& contract, TakenFile& file, model::Table& table, Problems& problems);

}  // namespace concordat::data
