// engine/source/nearest.h · room: source
// What:  "did you mean": the nearest of the words that would have been right.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace concordat::source {

/// Edits (insert, delete, replace, swap of neighbours) that turn one into the other, letters' case counting half of
/// nothing: case differences cost nothing. Gives up above `most` and returns most + 1.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

/// The candidate within a distance that suits the word's length (1 up to 4 letters, 2 up to 8, else 3); the first of
/// the nearest in the order given; nothing when none is near.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace concordat::source
