// engine/eval/reference/workings.h · room: eval
// What:  all that one Evaluator knows while it works. Handed to every step; nothing else has a state.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "data/dataset.h"
#include "eval/reference/day_runs.h"
#include "eval/reference/evaluator.h"
#include "eval/reference/frame.h"
#include "eval/reference/memory.h"
#include "eval/reference/reach.h"
#include "eval/reference/recorder.h"
#include "eval/reference/shelves.h"
#include "model/contract.h"
#include "source/diagnostic.h"

namespace concordat::eval::reference {

struct Workings {
    explicit Workings(Inputs given);

    Inputs inputs;
    const model::Contract& contract;
    const data::DataSet& data;
    Reaches reaches;
    std::map<model::TermId, std::vector<const Override*>> overrides;

    Memory memory;
    std::map<model::TermId, FactShelf> facts;
    std::vector<std::optional<RecordShelf>> records;
    std::vector<std::optional<TableShelf>> tables;
    std::vector<std::optional<DayRuns>> day_runs;
    std::map<std::uint32_t, std::vector<bool>> firsts;  // by expression: which rows come first

    source::Diagnostics problems;
    /// Each problem once for its code, clause and expression. In order: one for each of `problems`.
    using Told = std::tuple<unsigned, std::uint32_t, std::uint32_t>;
    struct ToldOf {
        Told key;
        std::optional<model::RecordId> record;  // met in the scope of this record
        std::size_t row = 0;
    };
    std::set<Told> told;
    std::vector<ToldOf> told_in_order;
    /// Kinds of record whose standing is being found: an aggregate over them then takes any record.
    std::uint64_t finding_standing = 0;
    /// The same with what was known on an earlier day, for amounts that are not reopened.
    std::map<std::int32_t, std::unique_ptr<Workings>> earlier;
    /// All known reports at once, whatever replaces what: tells of each row in which period it falls.
    bool every_report = false;
    std::unique_ptr<Workings> with_every_report;
    int depth = 0;  // expressions inside expressions, just now
    bool filling_earlier_periods = false;
    /// The same contract with what was known on an earlier day (a test decided then).
    std::map<calendar::Date, std::shared_ptr<Workings>> as_known_on;

    /// While explaining: what has been shown already, and how many steps may still be kept.
    std::unordered_set<MemoryKey, MemoryHash> explained;
    std::size_t steps_left = 0;
    /// While a working paper is written: who writes it.
    Recorder* recorder = nullptr;
};

/// Expressions and terms inside each other: beyond this a problem is reported instead. A term counts as one more, so
/// that the deepest chain fits an ordinary stack in every build.
inline constexpr int deepest_expression = 1'000;
/// Steps that one explanation opens; what comes after is named with its value only.
inline constexpr std::size_t most_steps = 20'000;

/// Counts how deep expressions and terms stand in each other.
class Deeper {
public:
    explicit Deeper(Workings& workings) : depth_(++workings.depth) {}
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    int& depth_;
};

/// What the clause and the data together ask cannot be done: reported once, and the amount is missing for that reason.
[[nodiscard]] model::Value impossible(Workings& workings, const Frame& frame, model::ExprId expression,
                                      source::Code code, const std::string& message);

}  // namespace concordat::eval::reference
