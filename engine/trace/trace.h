// engine/trace/trace.h · room: trace
// What:  why a number is what it is: a tree of steps, each naming its clause, its amounts before and after, and what it
//        was made from, down to the rows of the data files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/contract.h"

namespace concordat::trace {

/// Where an amount stands among bands whose slices are added: what a picture of them needs, in figures and in words.
struct Corridor {
    struct Zone {
        exact::Ratio from;
        std::optional<exact::Ratio> to;  // nothing: no limit
        exact::Ratio rate;
        std::string from_words, rate_words;
    };
    std::string of;  // "Saving"
    std::vector<Zone> zones;
    exact::Ratio place, gives;
    std::string place_words;
};

/// A term in a scope (its stages as `parts`), a stage (one clause's effect), an input, a record, or a rounding.
struct Step {
    enum class What { term, stage, input, record, aggregate, note } what = What::term;
    std::string name;        // "Gain Pool", "Spell S-17"
    std::string of;          // "City Acute Trust", "2026/27", joined by ", "
    model::ClauseId clause;  // unset for inputs from data
    model::Kind kind;
    std::optional<model::Value> before;  // a stage's amount before
    model::Value value;
    std::string words;   // the clause's words, or what a stage did: "capped at £1,500,000"
    std::string origin;  // "outcomes.csv line 3", "agreed in prices.csv line 12"
    std::vector<Step> parts;
    /// How the parts make the value, as a spreadsheet reads it, where that is known: `{0}` is the first part,
    /// `{before}` the amount before.
    std::string formula = {};
    std::optional<Corridor> corridor = {};  // the last thing that was looked at before the slices were added
    std::uint64_t records = 1;  // that it stands for: more than one where they were added up while they were read
};

/// The steps as an indented text for a terminal; deep repeats are named, not shown again. At most `records` of an
/// aggregate's records are listed, with the number of the others.
struct NarrateOptions {
    std::size_t records = 20;
};
[[nodiscard]] std::string narrate(const model::Contract& contract, const Step& step, NarrateOptions options = {});
/// The same as JSON text.
[[nodiscard]] std::string narrate_json(const model::Contract& contract, const Step& step);

}  // namespace concordat::trace
