// engine/engross/pieces.h · room: engross
// What:  what a clause consists of in this copy: stretches of the contract's text, its tables, and words put in by a
//        variation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engross/reading_copy.h"
#include "engross/versions.h"
#include "parse/markdown.h"
#include "report/document.h"

namespace concordat::engross {

struct Piece {
    source::Span text;
    std::optional<std::size_t> table = {};  // into Outline::tables
    std::string words = {};                 // put in: stands nowhere in the contract as such
    report::Run::Change change = report::Run::Change::none;
};
struct StandingClause {
    std::vector<Piece> pieces;         // empty: nothing of it stands in this copy
    std::vector<std::string> remarks;  // "Replaced from 1 April 2027 by clause 4.1."
};

/// The parts of the outline that lie in this stretch.
[[nodiscard]] std::vector<Piece> pieces_in(const parse::Outline& outline, source::Span span);
/// What stands of a clause with these versions; `original`: as first written, empty for an added clause.
[[nodiscard]] StandingClause standing(const source::SourceText& text, const parse::Outline& outline,
                                      std::vector<Piece> original, const std::vector<Version>& versions,
                                      const CopyRequest& request);

}  // namespace concordat::engross
