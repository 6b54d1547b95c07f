// engine/data/fact_layout.h · room: data
// What:  which columns, or which rows of a column, hold which term, and where each value's party, member and period
// stand. Source: drafting findings section 4 "How data files lie"; N7 (facts at events), N18 (named months).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/columns.h"
#include "data/problems.h"
#include "model/contract.h"

namespace concordat::data {

/// Where one axis of a value stands: in a column of its row, or fixed (a heading across, the one party of a role).
struct ElementSource {
    model::Axis axis;
    std::optional<std::size_t> column;
    model::Value fixed;
};

/// One term in one column, in all rows or some.
struct FactColumn {
    std::size_t column = 0;
    model::TermId term;
    std::vector<ElementSource> elements;           // by axis of the term other than the period, in their order
    std::optional<calendar::PeriodUnit> unit;      // the term's period; unset: it has none
    std::optional<ElementSource> period;           // where it stands
    std::optional<std::vector<std::size_t>> rows;  // unset: all
};

struct FactLayout {
    std::vector<FactColumn> columns;
    std::optional<std::size_t> reported_on;
};

/// Terms for which the contract names files.
struct NamedTerms {
    std::vector<model::TermId> here;          // takes them from this file
    std::vector<model::TermId> file_missing;  // takes them from a file that is not there, which is said already
};

/// Finds the facts in a file:
/// - a column for each fact, with columns for what it is for (its role or set by name, Month, Quarter, Financial Year,
///   the contract's own name for it, or Period);
/// - periods down and the members of one role or set across, or the other way round, when the contract names the file
///   for a term or the file has the term's name;
/// - things down and events across, or events down: column `Handover` gives `X at Handover`;
/// - a list of once-only facts: Name, Value.
/// Marks the columns that are read.
[[nodiscard]] FactLayout find_facts(const model::Contract& contract, TakenFile& file, const NamedTerms& named,
                                    Problems& problems);

/// The terms that data files supply.
[[nodiscard]] std::vector<model::TermId> fact_terms(const model::Contract& contract);
[[nodiscard]] const model::FactSource* fact_source(const model::Contract& contract, model::TermId term);

}  // namespace concordat::data
