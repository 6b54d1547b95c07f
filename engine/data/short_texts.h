// engine/data/short_texts.h · room: data
// What:  a fixed list of texts, each with its number, asked for by millions of cells. Most are at most 16 bytes long;
// those are compared as two
//        words.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::data {

/// A text as two words: its first eight bytes and its last eight, which overlap where it is short.
struct TextWords {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};
/// `readable` is how many bytes can be read from where the text begins.
[[nodiscard]] inline TextWords words_of_text(std::string_view text, std::size_t readable) {
    TextWords words;
    if (text.size() >= sizeof words.first) {
        std::memcpy(&words.first, text.data(), sizeof words.first);
        std::memcpy(&words.last, text.data() + text.size() - sizeof words.last, sizeof words.last);
        return words;
    }
    if (readable >= sizeof words.first) {
        std::memcpy(&words.first, text.data(), sizeof words.first);
        const unsigned unwanted = static_cast<unsigned>(sizeof words.first - text.size()) * 8;
        if constexpr (std::endian::native == std::endian::little)
            words.first = unwanted == 64 ? 0 : words.first << unwanted >> unwanted;
        else words.first = unwanted == 64 ? 0 : words.first >> unwanted << unwanted;
    } else if (!text.empty()) {
        std::memcpy(&words.first, text.data(), text.size());
    }
    words.last = words.first;
    return words;
}
/// A number that spreads well and is the same for the same text.
[[nodiscard]] std::uint64_t hash_of_text(std::string_view text, const TextWords& words);

class ShortTexts {
public:
    /// The number that a text stands for; the first that was given stays.
    void add(std::string_view text, std::int64_t number);
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view text, std::size_t readable) const {
        if (places_.empty()) return std::nullopt;
        const TextWords words = words_of_text(text, readable);
        for (std::size_t at = start_of(text, words); places_[at].used; at = (at + 1) & (places_.size() - 1)) {
            const Place& place = places_[at];
            const bool same_words =
                place.words.first == words.first && place.words.last == words.last && place.length == text.size();
            if (same_words && (text.size() <= two_words || *place.text == text)) return place.number;
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view text) const { return find(text, text.size()); }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    struct Place {
        TextWords words;
        std::uint32_t length = 0;
        bool used = false;
        std::int64_t number = 0;
        const std::string* text = nullptr;
    };
    static constexpr std::size_t two_words = 2 * sizeof(std::uint64_t);
    void grow();
    /// Spreads well enough for a list that is at most half full; identities need hash_of_text().
    [[nodiscard]] std::size_t start_of(std::string_view text, const TextWords& words) const {
        std::uint64_t hash = (words.first ^ (words.last << 29u | words.last >> 35u)) + text.size();
        hash *= 0x9e3779b97f4a7c15u;
        return static_cast<std::size_t>(hash >> 32u) & (places_.size() - 1);
    }

    std::vector<Place> places_;  // a power of two of them, at most half of them used
    std::deque<std::string> texts_;
};

}  // namespace concordat::data
