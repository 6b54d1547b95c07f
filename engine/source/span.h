// engine/source/span.h · room: source
// What:  a stretch of bytes in one text, first in, last out.
#pragma once

#include <cstdint>

namespace concordat::source {

/// Bytes [begin, end) of a SourceText.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    [[nodiscard]] bool empty() const { return end <= begin; }
    friend bool operator==(const Span&, const Span&) = default;
};

/// From the start of the first to the end of the last.
[[nodiscard]] inline Span joined(Span first, Span last) { return {first.begin, last.end}; }

}  // namespace concordat::source
