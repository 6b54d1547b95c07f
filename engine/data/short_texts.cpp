// engine/data/short_texts.cpp · room: data
// What:  see short_texts.h.
#include "data/short_texts.h"

#include <utility>

#include "base/processors.h"

namespace concordat::data {

namespace {

using TextsIn = const std::uint64_t* __restrict;
using TextsOut = std::uint64_t* __restrict;

/// Spreads well enough for a list that is at most a quarter full; identities need hash_of_text().
CONCORDAT_PART_OF_LOOP std::uint64_t spread(std::uint64_t first, std::uint64_t second, std::uint64_t length) {
    const std::uint64_t hash = (first ^ (second << 29u | second >> 35u)) + length;
    return (hash * 0x9e3779b97f4a7c15u) >> 32u;
}

/// The words of texts of at most sixteen bytes, without what stands behind them, and where to look for them.
CONCORDAT_FOR_EACH_PROCESSOR
void find_starts(std::size_t count, TextsIn firsts, TextsIn seconds, TextsIn lengths, std::uint64_t mask,
                 TextsOut first, TextsOut second, TextsOut starts) {
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t length = lengths[index];
        const std::uint64_t behind_first = length < 8 ? (8 - length) * 8 & 63u : 0;
        const std::uint64_t behind_second = length < 16 ? (16 - length) * 8 & 63u : 0;
        const std::uint64_t one = firsts[index] << behind_first >> behind_first;
        const std::uint64_t other = length <= 8 ? 0 : seconds[index] << behind_second >> behind_second;
        first[index] = one;
        second[index] = other;
        starts[index] = spread(one, other, length) & mask;
    }
}

}  // namespace

std::uint64_t hash_of_long_text(std::string_view text, const TextWords& words) {
    const auto mixed = [](std::uint64_t word) {
        word = (word ^ (word >> 32u)) * 0xd6e8feb86659fd93u;
        word = (word ^ (word >> 32u)) * 0xd6e8feb86659fd93u;
        return word ^ (word >> 32u);
    };
    std::uint64_t hash = mixed(words.first + 0x9e3779b97f4a7c15u * (text.size() + 1));
    hash = mixed(hash ^ words.second);
    for (std::size_t at = sizeof(std::uint64_t); at + sizeof(std::uint64_t) < text.size(); at += sizeof(std::uint64_t))
        hash = mixed(hash ^ word_at(text.data() + at));
    return hash;
}

std::size_t ShortTexts::start_of(std::size_t length, const TextWords& words) const {
    return static_cast<std::size_t>(spread(words.first, words.second, length)) & (places_.size() - 1);
}

const std::int32_t* ShortTexts::find_from(std::size_t start, const TextWords& words, std::string_view text) const {
    for (std::size_t at = start; places_[at].text != nullptr; at = (at + 1) & (places_.size() - 1)) {
        const Place& place = places_[at];
        const bool same = place.words.first == words.first && place.words.second == words.second &&
                          place.length == text.size() && (text.size() <= two_words || *place.text == text);
        if (same) return &place.number;
    }
    return nullptr;
}

std::optional<std::int32_t> ShortTexts::find(std::string_view text) const {
    if (places_.empty()) return std::nullopt;
    const TextWords words = words_of_text(text);
    const std::int32_t* number = find_from(start_of(text.size(), words), words, text);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

std::size_t ShortTexts::find(const TextBatch& texts, std::int64_t* numbers, std::uint32_t* unlisted) const {
    std::array<std::uint64_t, most_at_once> first, second, starts;
    if (!places_.empty())
        find_starts(texts.count, texts.first, texts.second, texts.length, places_.size() - 1, first.data(),
                    second.data(), starts.data());
    const Place* places = places_.data();
    std::size_t count = 0;
    for (std::size_t index = 0; index < texts.count; ++index) {
        const std::size_t length = texts.length[index];
        if (!places_.empty()) {
            const Place& place = places[starts[index]];
            const std::uint64_t differs =
                (place.words.first ^ first[index]) | (place.words.second ^ second[index]) | (place.length ^ length);
            numbers[index] = place.number;
            if (differs == 0 && length - 1 < two_words) [[likely]]
                continue;
        }
        const auto number = find({texts.bytes + texts.begin[index], length});
        if (number) numbers[index] = *number;
        else unlisted[count++] = static_cast<std::uint32_t>(index);
    }
    return count;
}

void ShortTexts::add(std::string_view text, std::int32_t number) {
    if (find(text)) return;
    texts_.emplace_back(text);
    grow();
    const TextWords words = words_of_text(text);
    std::size_t at = start_of(text.size(), words);
    while (places_[at].text != nullptr) at = (at + 1) & (places_.size() - 1);
    places_[at] = {words, number, static_cast<std::uint32_t>(text.size()), &texts_.back()};
}

void ShortTexts::grow() {
    if (texts_.size() * 4 <= places_.size()) return;
    const std::vector<Place> before =
        std::exchange(places_, std::vector<Place>(std::max<std::size_t>(16, places_.size() * 2)));
    for (const Place& place : before) {
        if (place.text == nullptr) continue;
        std::size_t at = start_of(place.length, place.words);
        while (places_[at].text != nullptr) at = (at + 1) & (places_.size() - 1);
        places_[at] = place;
    }
}

}  // namespace concordat::data
