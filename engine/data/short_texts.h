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
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view text, std::size_t readable) const;
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
    void grow();
    [[nodiscard]] std::size_t start_of(std::string_view text, const TextWords& words) const;

    std::vector<Place> places_;  // a power of two of them, at most half of them used
    std::deque<std::string> texts_;
};

}  // namespace concordat::data
