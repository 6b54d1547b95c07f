// engine/syntax/taking_part.h · room: syntax
// What:  sentences that say who takes part and what counts, which way is better, and how amounts are cut to a total.
// Source: findings N10, N29, N37, N48.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/cut.h"
#include "syntax/expression.h"

namespace concordat::syntax {

/// A Hospital takes part only if C. A Measure is scored for a Hospital only if C; otherwise it is left out.
/// A Hospital with fewer than 3 scored Domains, or whose X is missing, takes no part.
struct TakingPartSentence {
    /// "scored", "takes part", "counts": which words a set of it is asked for by.
    std::string mark;
    Name what;
    std::optional<Name> for_each;   // for a Hospital
    ConditionPtr only_if;           // or:
    std::vector<ConditionPtr> out;  // any of these puts it out of play
    std::vector<std::string> reasons;
};
/// A Measure for which less is better has a Benchmark below its Threshold.
struct DirectionSentence {
    Name set;
    bool less_is_better = true;
    Name column;
    bool below = true;
    Name than;
};
/// If the total of X over all Providers exceeds L, each X is reduced in the same proportion so that the total is L.
struct CutSentence {
    Reference term;
    SetPhrase over;
    std::optional<Name> period;
    AmountPtr limit, to;
    Name each;
    CutGoes cut;
    Span span;
};

}  // namespace concordat::syntax
