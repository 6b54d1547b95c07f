// engine/data/fact_search.h · room: data
// What:  what the layouts of fact_layout.cpp share: the axes that a file's headings name, and how a term fits them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/fact_layout.h"
#include "data/problems.h"

namespace concordat::data {

/// A heading that names an axis.
struct AxisColumn {
    std::size_t column = 0;
    model::Axis::Type type = model::Axis::Type::period;
    model::RoleId role;                        // party; unset: heading `Party`
    model::SetId set;                          // member
    std::optional<calendar::PeriodUnit> unit;  // period; unset: heading `Period`
};

struct FactSearch {
    const model::Contract& contract;
    TakenFile& file;
    const NamedTerms& named;
    Problems& problems;
    std::map<std::string, model::TermId> terms;  // that data may supply, by folded name, singular and plural
    std::vector<AxisColumn> axes;
    std::set<model::TermId> placed;  // terms that have a column here
    std::set<std::string> reported;  // axes said to be missing
    FactLayout layout;
};
[[nodiscard]] FactSearch start_search(const model::Contract& contract, TakenFile& file, const NamedTerms& named,
                                      Problems& problems);

/// How a term fits the axes of the file.
struct Binding {
    FactColumn column;                        // its own column is not set yet
    std::vector<model::Axis> uncovered;       // axes that no column names
    std::optional<std::size_t> other_period;  // a column of periods, but of another unit
};
[[nodiscard]] Binding bind_axes(const FactSearch& search, model::TermId term);

/// Marks the column of a fact and those that say what its values are for.
void mark_read(FactSearch& search, const FactColumn& fact, std::size_t column);
/// Takes a column up into the layout and marks what it reads.
void accept(FactSearch& search, FactColumn fact, std::size_t column);
/// Supplies an axis that no column names.
void fix_element(FactColumn& fact, const model::Axis& axis, const model::Value& element);

/// "Provider", "Measure", "Month": an axis as a heading names it.
[[nodiscard]] std::string axis_words(const model::Contract& contract, const model::Axis& axis);
/// The party, member or period of this name.
[[nodiscard]] std::optional<model::Value> element_named(const model::Contract& contract, const model::Axis& axis,
                                                        std::string_view name);
[[nodiscard]] std::vector<std::string> element_names(const model::Contract& contract, const model::Axis& axis);
/// The events at which something is reported: `Handover` for `Snags at Handover`.
[[nodiscard]] std::vector<std::string> event_names(const model::Contract& contract);

}  // namespace concordat::data
