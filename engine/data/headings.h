// engine/data/headings.h · room: data
// What:  headings and names as files write them: whatever the case, the spaces, hyphens or underscores; and the form of
//        a column's cells, which its heading may carry in brackets.
// Source: language.md section 10 "Data files".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calendar/date.h"

namespace concordat::data {

/// How the cells of a column are written where their kind leaves a choice: said by the contract or by the heading.
struct CellForm {
    bool share_of_one = false;   // a percentage as 0.715
    bool in_hundredths = false;  // a percentage as 71.5, without its sign
    bool one_or_zero = false;    // yes or no as 1 or 0
    std::optional<calendar::SlashOrder> slash_dates = std::nullopt;
    friend bool operator==(const CellForm&, const CellForm&) = default;
};
/// The form that either says; where both do, the heading is nearer to its cells and counts.
[[nodiscard]] CellForm joined_forms(const CellForm& of_heading, const CellForm& of_contract);

struct Heading {
    std::string name;  // without its form
    CellForm form;
};
/// Takes `Admitted (day/month/year)` apart. Brackets that hold no known form stay part of the name.
[[nodiscard]] Heading read_heading(std::string_view text);

/// A name with all that may differ taken out: small letters, no blanks, hyphens or underscores, straight apostrophes.
[[nodiscard]] std::string folded_name(std::string_view name);
/// The same column, whatever form either carries: `admitted_on` is `Admitted On (day/month/year)`.
[[nodiscard]] bool same_heading(std::string_view a, std::string_view b);

/// A name as contracts write it: one space between words, straight apostrophes, hyphens for dashes. Case stays.
[[nodiscard]] std::string tidy_name(std::string_view text);
/// Without the blanks at either end, non-breaking ones too.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace concordat::data
