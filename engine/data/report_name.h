// engine/data/report_name.h · room: data
// What:  what the name of a file says: which record it holds, and which report of it (`spells-april.csv`).
// Source: language.md section 10 "Data files".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calendar/period.h"
#include "model/contract.h"

namespace concordat::data {

struct ReportName {
    model::RecordId record;
    std::string suffix;                      // "april"; empty: the file is named after the record alone
    std::optional<calendar::Period> period;  // the report that the suffix names; nothing when it names none
};

/// Reads a file's name. Nothing when it does not begin with the name of a record, singular or plural. Of several
/// records the longest name wins; a suffix that can be read wins over one that cannot. A month or quarter without a
/// year is the one in the first year of the agreement.
[[nodiscard]] std::optional<ReportName> read_report_name(const model::Contract& contract, std::string_view file_name);

/// "spells-april" of "data/Spells-April.CSV", as it is written.
[[nodiscard]] std::string_view stem_of(std::string_view file_name);
[[nodiscard]] bool is_csv_name(std::string_view file_name);

}  // namespace concordat::data
