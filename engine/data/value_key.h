// engine/data/value_key.h · room: data
// What:  values as keys: equal values give equal texts. For finding what is there twice; never shown.
#pragma once

#include <string>

#include "model/value.h"

namespace concordat::data {

[[nodiscard]] std::string value_key(const model::Value& value);

}  // namespace concordat::data
