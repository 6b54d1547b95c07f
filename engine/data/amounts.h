// engine/data/amounts.h · room: data
// What:  the text of one cell as money, a number, a count, days, points or a percentage.
// Never: columns, files, places (cells.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exact/money.h"
#include "exact/ratio.h"
#include "model/kind.h"
#include "source/diagnostic.h"

namespace concordat::data {

/// What is wrong with a cell, before its column and place are known.
struct CellFault {
    source::Code code{};
    std::string what;  // "is not a number; a number is written as 1234.5": follows the quoted cell
    std::string help;
};

/// How the percentages of a column are written, once the whole column has been looked at.
enum class PercentageStyle { signed_cells, share_of_one, hundredths };

struct AmountRules {
    const model::Kind& kind;
    const exact::Currency& currency;
    PercentageStyle percentages = PercentageStyle::signed_cells;
};

struct AmountReading {
    std::optional<exact::Ratio> amount;  // money in major units, 5% as 1/20
    CellFault fault;                     // when there is no amount
};

/// Reads a cell that is not blank. Accepts commas between thousands, a sign in front, the contract's own currency
/// symbol. Precondition: the kind is an amount.
[[nodiscard]] AmountReading read_amount(std::string_view text, const AmountRules& rules);

/// Whether the amount is or holds money: £, and £ per Bed Day.
[[nodiscard]] bool holds_money(const model::Kind& kind);

}  // namespace concordat::data
