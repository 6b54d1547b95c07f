// engine/check/earlier_record.h · room: check
// What:  the record before this one (finding N46), and records counted once in so many days (N49).
#pragma once

#include "check/draft.h"

namespace concordat::check {

[[nodiscard]] MaybeLowered lower_earlier(Draft& draft, const syntax::EarlierRecord& written, Span span,
                                         const Scope& scope);
/// The fields of an order, the first of them a date; no two records are level in it.
[[nodiscard]] std::optional<std::vector<std::size_t>> order_of_fields(Draft& draft, model::RecordId record,
                                                                      const syntax::Name& by,
                                                                      const std::vector<syntax::Name>& then_by);
void lower_counted_once(Draft& draft, const syntax::CountedOnceSentence& sentence);

}  // namespace concordat::check
