// engine/base/sha256.h · room: base
// What:  SHA-256 of some bytes (FIPS 180-4): what shows that two copies of a text are one text.
#pragma once

#include <string>
#include <string_view>

namespace concordat::base {

/// 64 hexadecimal digits in small letters.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace concordat::base
