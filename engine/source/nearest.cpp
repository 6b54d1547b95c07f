// engine/source/nearest.cpp · room: source
// What:  the distance between two words as a reader sees them, and the nearest right word.
// Start: nearest(), last in the file.
#include "source/nearest.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "source/utf8.h"

namespace concordat::source {
namespace {

/// The small letter of a Latin capital, accents included (up to U+017F); any other character is itself.
char32_t small_letter(char32_t letter) {
    if (letter >= U'A' && letter <= U'Z') return letter + 32;
    if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) return letter + 32;
    const bool capital_is_even = (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177);
    const bool capital_is_odd = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E);
    if (capital_is_even && letter != 0x130) return letter | 1;
    if (capital_is_odd) return letter + (letter & 1);
    return letter;
}

std::u32string small_letters(std::string_view word) {
    std::u32string letters = decode_all(word);
    std::ranges::transform(letters, letters.begin(), small_letter);
    return letters;
}

/// Fills rows of the table of edits near its diagonal only: a cell further than `most` from it is above `most` anyway.
std::size_t banded_distance(const std::u32string& a, const std::u32string& b, std::size_t most) {
    const std::size_t too_far = most + 1;
    std::vector<std::size_t> before_last(b.size() + 1, too_far);
    std::vector<std::size_t> last(b.size() + 1, too_far);
    std::vector<std::size_t> row(b.size() + 1, too_far);
    for (std::size_t j = 0; j <= std::min(b.size(), most); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t from = i > most ? i - most : 1;
        const std::size_t to = std::min(b.size(), i + most);
        row[from - 1] = from == 1 ? std::min(i, too_far) : too_far;
        std::size_t least = row[from - 1];
        for (std::size_t j = from; j <= to; ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change, too_far});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (to < b.size()) row[to + 1] = too_far;
        if (least > most) return too_far;
        before_last.swap(last);
        last.swap(row);
    }
    return std::min(last[b.size()], too_far);
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
    const std::u32string left = small_letters(a);
    const std::u32string right = small_letters(b);
    const std::size_t longer = std::max(left.size(), right.size());
    const std::size_t shorter = std::min(left.size(), right.size());
    const std::size_t bound = std::min(most, longer);  // two words are never further apart than the longer one
    if (longer - shorter > bound) return bound + 1;
    return banded_distance(left, right, bound);
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
    const std::size_t letters = decode_all(word).size();
    if (letters == 0) return std::nullopt;
    const std::size_t suits = letters <= 4 ? 1 : letters <= 8 ? 2 : 3;
    std::size_t within = std::min(suits, letters - 1);  // not every letter may change
    const std::string* found = nullptr;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate, within);
        if (distance > within) continue;
        found = &candidate;
        if (distance == 0) break;
        within = distance - 1;
    }
    return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace concordat::source
