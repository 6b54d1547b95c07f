// engine/check/earlier_record.h · room: check
// What:  the record before this one (finding N46), and records counted once in so many days (N49).
#pragma once

#include "check/draft.h"

namespace concordat::check {

[[nodiscard]] MaybeLowered lower_earlier(Draft& draft, const syntax::EarlierRecord& written, Span span,
                                         const Scope& scope);
void lower_counted_once(Draft& draft, const syntax::CountedOnceSentence& sentence);

}  // namespace concordat::check
