// engine/data/text_words.h · room: data
// What:  texts as whole numbers: their first sixteen bytes as two words, which are compared at once, and a hash of all.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace concordat::data {

/// Eight bytes as a number, the first in the lowest place on every machine.
[[nodiscard]] inline std::uint64_t word_at(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native != std::endian::little) word = __builtin_bswap64(word);
    return word;
}

/// A text as two words: its first eight bytes, and its next eight; of one that is longer than both its last eight.
struct TextWords {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};
inline constexpr std::size_t two_words = 2 * sizeof(std::uint64_t);

/// Precondition: sixteen bytes can be read from where the text begins. No branch: the length of a text is nothing that
/// a processor can guess.
[[nodiscard]] inline TextWords words_of_text(const char* text, std::size_t length) {
    struct Masks {
        std::uint64_t first[two_words + 1] = {}, second[two_words + 1] = {};
        constexpr Masks() {
            for (std::size_t kept = 0; kept <= two_words; ++kept) {
                const auto mask = [](std::size_t bytes) {
                    return bytes >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (bytes * 8)) - 1;
                };
                first[kept] = mask(kept);
                second[kept] = kept <= 8 ? 0 : mask(kept - 8);
            }
        }
    };
    static constexpr Masks masks;
    const std::size_t kept = std::min(length, two_words);
    const std::size_t last = std::max(length, two_words) - sizeof(std::uint64_t);
    return {word_at(text) & masks.first[kept], word_at(text + last) & masks.second[kept]};
}
/// The same, wherever the text stands.
[[nodiscard]] inline TextWords words_of_text(std::string_view text) {
    if (text.size() >= two_words) return words_of_text(text.data(), text.size());
    std::array<char, two_words> padded{};
    std::copy(text.begin(), text.end(), padded.begin());
    return words_of_text(padded.data(), text.size());
}
/// A number that spreads well and is the same for the same text. Of its words: each step but the last keeps apart what
/// differs in one of them, and is one that many processors take for eight texts at once.
[[nodiscard]] inline std::uint64_t hash_of_words(std::uint64_t first, std::uint64_t second) {
    std::uint64_t hash = (first ^ 0x9e3779b97f4a7c15u) * 0xd6e8feb86659fd93u;
    hash = (hash ^ hash >> 32u ^ second) * 0x9fb21c651e98df25u;
    return hash ^ hash >> 32u;
}
[[nodiscard]] std::uint64_t hash_of_long_text(std::string_view text, const TextWords& words);
[[nodiscard]] inline std::uint64_t hash_of_text(std::string_view text) {
    const TextWords words = words_of_text(text);
    return text.size() > two_words ? hash_of_long_text(text, words) : hash_of_words(words.first, words.second);
}

/// Many texts of at most sixteen bytes, with zeros behind and none among them. Of a longer one, and of an empty one,
/// the first word is zero.
struct TextBatch {
    std::size_t count = 0;
    const std::uint64_t *first, *second;
};

/// hash_of_text() of many texts. False where one is longer, or none, or its `wanted` is 0: its hash is then not what it
/// should be.
[[nodiscard]] bool hash_short_texts(const TextBatch& texts, const std::int64_t* wanted, std::uint64_t* hashes);

}  // namespace concordat::data
