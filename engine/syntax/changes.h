// engine/syntax/changes.h · room: syntax
// What:  values that change from a day on: by how much, a column, a row of a table.
// Source: finding N9, row T1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "syntax/table.h"

namespace concordat::syntax {

/// increased by 3% on D · by 3% of itself · by 3 percentage points
struct DayChange {
    exact::Ratio by;  // 3% and 3 percentage points are both 3/100
    bool up = true;
    bool points = false, of_itself = false;
    calendar::Date on;
    Span span;
};
/// Several in one sentence: each on the amount before it, or each on the first amount.
struct DayChanges {
    std::vector<DayChange> each;
    enum class Base { unsaid, amount_before, first_amount } base = Base::unsaid;
};
/// How a period that D cuts is worked out (N9): `worked out separately before and after that day`, `for the whole
/// Month`.
struct ChangeSpan {
    enum class Type { separately, whole } type = Type::whole;
    Name unit;  // of whole
    Span span;
};
/// From D, in clause n, the row of P is replaced by: + a table of one row.
struct RowChangeSentence {
    calendar::Date from;
    std::optional<Name> clause;  // unset: the table with this name, the Parties table
    std::optional<Name> in_table;
    Name row;
    bool row_is_code = false;
    Table table;
};

}  // namespace concordat::syntax
