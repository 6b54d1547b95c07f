// engine/check/divisions.h · room: check
// What:  see divisions.cpp.
#pragma once

#include <optional>
#include <string>

#include "check/draft.h"

namespace concordat::check {

/// The role among whom it is divided.
[[nodiscard]] std::optional<Axis> sharers_of(Draft& draft, const syntax::DivisionSentence& division);
/// Has no name of its own: its part is called "part of X", and another sentence may divide the other sign of X.
[[nodiscard]] bool is_unnamed(const syntax::DivisionSentence& division);
/// The part, or (`rest`) what falls on the party that takes what is cut. `before`: what holds for the other sign.
[[nodiscard]] MaybeLowered lower_division(Draft& draft, const syntax::DivisionSentence& division, bool rest,
                                          const Scope& scope, const Axis& axis, std::optional<ExprId> before = {});
/// "Pain Pool falling on Riverside ICB"; empty where nothing falls on anybody.
[[nodiscard]] std::string name_of_rest(const syntax::DivisionSentence& division);
[[nodiscard]] MaybeLowered lower_part(Draft& draft, const syntax::PartAmount& part, Span span, const Scope& scope);

}  // namespace concordat::check
