// engine/check/reporting.h · room: check
// What:  see reporting.cpp: up to which day reports are used, and what is said where a figure does not come.
#pragma once

#include "check/draft.h"
#include "syntax/taking_part.h"

namespace concordat::check {

/// The cut-off of the agreement, and what becomes of figures that come later.
void read_cut_off(Draft& draft);
/// `settlement waits for that Provider for that Month`: what the figure is for. Reports what it is not for.
void check_waits_for(Draft& draft, const syntax::MissingPhrase& phrase, const std::vector<Axis>& index,
                     std::string_view fact);
/// `if it is missing, the Provider takes no part`, as the sentence that it stands for.
[[nodiscard]] std::optional<syntax::TakingPartSentence> no_part_without_figure(const syntax::Sentence& sentence);
/// The figure of a party that takes no part without it is its own. Reports where it is not.
void check_no_part(Draft& draft, const syntax::MissingPhrase& phrase, const std::vector<Axis>& index,
                   std::string_view fact);
/// Records that belong to others are reported with them: what a later report does to those, it does to these.
void inherit_report_rules(Draft& draft);
/// A payment that is due before the day up to which reports count (section 6 of the findings).
void warn_of_cut_off(Draft& draft);

}  // namespace concordat::check
