// engine/syntax/print_pools.h · room: syntax
// What:  the parts of print that print_pools.cpp has.
#pragma once

#include <string>

#include "syntax/pools.h"

namespace concordat::syntax {

[[nodiscard]] std::string form(const LossStepsSentence& one);
[[nodiscard]] std::string form(const MetFromSentence& one);
[[nodiscard]] std::string form(const PoolSentence& one);
[[nodiscard]] std::string form(const PoolPartsSentence& one);
[[nodiscard]] std::string form(const GoesIntoSentence& one);
[[nodiscard]] std::string form(const ReceivedOnlySentence& one);
[[nodiscard]] std::string form(const AppliedSentence& one);
[[nodiscard]] std::string form(const KeptForSentence& one);
[[nodiscard]] std::string form(const EndRuleSentence& one);

}  // namespace concordat::syntax
