// engine/data/short_texts.cpp · room: data
// What:  see short_texts.h.
#include "data/short_texts.h"

#include <algorithm>
#include <utility>

namespace concordat::data {

namespace {

constexpr std::size_t two_words = 16;

std::uint64_t mixed(std::uint64_t word) {
    word ^= word >> 32u;
    word *= 0xd6e8feb86659fd93u;
    word ^= word >> 32u;
    word *= 0xd6e8feb86659fd93u;
    return word ^ (word >> 32u);
}

}  // namespace

std::uint64_t hash_of_text(std::string_view text, const TextWords& words) {
    std::uint64_t hash = mixed(words.first + 0x9e3779b97f4a7c15u * (text.size() + 1));
    hash = mixed(hash ^ words.last);
    for (std::size_t at = sizeof(std::uint64_t); text.size() > two_words && at + sizeof(std::uint64_t) < text.size();
         at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        hash = mixed(hash ^ word);
    }
    return hash;
}

void ShortTexts::add(std::string_view text, std::int64_t number) {
    if (find(text)) return;
    texts_.emplace_back(text);
    grow();
    const TextWords words = words_of_text(text, text.size());
    std::size_t at = start_of(text, words);
    while (places_[at].used) at = (at + 1) & (places_.size() - 1);
    places_[at] = {words, static_cast<std::uint32_t>(text.size()), true, number, &texts_.back()};
}

void ShortTexts::grow() {
    if (texts_.size() * 2 <= places_.size()) return;
    std::vector<Place> before =
        std::exchange(places_, std::vector<Place>(std::max<std::size_t>(16, places_.size() * 4)));
    for (const Place& place : before) {
        if (!place.used) continue;
        std::size_t at = start_of(*place.text, place.words);
        while (places_[at].used) at = (at + 1) & (places_.size() - 1);
        places_[at] = place;
    }
}

}  // namespace concordat::data
