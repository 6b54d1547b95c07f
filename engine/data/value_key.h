// engine/data/value_key.h · room: data
// What:  values as keys: equal values give equal texts and equal hashes. For finding what is there twice; never shown.
#pragma once

#include <cstddef>
#include <string>

#include "model/value.h"

namespace concordat::data {

[[nodiscard]] std::string value_key(const model::Value& value);
/// Whether the two have the same key.
[[nodiscard]] bool same_key(const model::Value& a, const model::Value& b);
/// The same number for the same key.
[[nodiscard]] std::size_t value_hash(const model::Value& value);

}  // namespace concordat::data
