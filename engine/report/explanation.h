// engine/report/explanation.h · room: report
// What:  why an amount is what it is, as a page whose lines fold: the figure, the clauses in order, below each what it
//        was made from, down to the rows of the files.
// Never: working anything out; a step left out.
#pragma once

#include "report/document.h"
#include "trace/trace.h"

namespace concordat::report {

/// Of one aggregate's records at most this many are listed, then how many more there are.
inline constexpr std::size_t records_on_page = 2'000;

[[nodiscard]] Document explanation(const model::Contract& contract, const trace::Step& step);

}  // namespace concordat::report
