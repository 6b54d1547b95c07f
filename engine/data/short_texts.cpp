// engine/data/short_texts.cpp · room: data
// What:  see short_texts.h.
#include "data/short_texts.h"

#include <algorithm>

#include "base/processors.h"

namespace concordat::data {

namespace {

using TextsIn = const std::uint64_t* __restrict;
using TextsOut = std::uint64_t* __restrict;

/// Spreads well enough for a list that is at most an eighth full; identities need hash_of_text().
CONCORDAT_PART_OF_LOOP std::uint64_t spread(std::uint64_t first, std::uint64_t second) {
    const std::uint64_t hash = first ^ (second << 29u | second >> 35u);
    return (hash * 0x9e3779b97f4a7c15u) >> 32u;
}

/// Where to look for texts of at most sixteen bytes.
CONCORDAT_FOR_EACH_PROCESSOR
void find_starts(std::size_t count, TextsIn first, TextsIn second, std::uint64_t mask, TextsOut starts) {
    for (std::size_t index = 0; index < count; ++index) starts[index] = spread(first[index], second[index]) & mask;
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

CONCORDAT_FOR_EACH_PROCESSOR
bool hash_short_texts(std::size_t count, const std::uint64_t* __restrict first, const std::uint64_t* __restrict second,
                      const std::int64_t* __restrict wanted, std::uint64_t* __restrict hashes) {
    std::uint64_t others = 0;
    for (std::size_t index = 0; index < count; ++index) {
        hashes[index] = hash_of_words(first[index], second[index]);
        others |= static_cast<std::uint64_t>((first[index] == 0) | (wanted[index] == 0));
    }
    return others == 0;
}

std::size_t ShortTexts::start_of(const TextWords& words) const {
    return static_cast<std::size_t>(spread(words.first, words.second)) & (places_.size() - 1);
}

/// Of a text of at most sixteen bytes.
const std::int32_t* ShortTexts::find_short(std::size_t start, const TextWords& words) const {
    for (std::size_t at = start; places_[at] != 0; at = (at + 1) & (places_.size() - 1)) {
        const Entry& entry = entries_[places_[at]];
        const bool same = entry.words.first == words.first && entry.words.second == words.second;
        if (same && entry.length <= two_words) return &entry.number;
    }
    return nullptr;
}

std::optional<std::int32_t> ShortTexts::find(std::string_view text) const {
    if (places_.empty()) return std::nullopt;
    const TextWords words = words_of_text(text);
    for (std::size_t at = start_of(words); places_[at] != 0; at = (at + 1) & (places_.size() - 1)) {
        if (texts_[places_[at] - 1] == text) return entries_[places_[at]].number;
    }
    return std::nullopt;
}

std::size_t ShortTexts::find(const TextBatch& texts, std::int64_t* numbers, std::uint32_t* unlisted) const {
    std::size_t count = 0;
    if (places_.empty()) {
        for (; count < texts.count; ++count) unlisted[count] = static_cast<std::uint32_t>(count);
        return count;
    }
    std::array<std::uint64_t, most_at_once> starts;
    find_starts(texts.count, texts.first, texts.second, places_.size() - 1, starts.data());
    const std::uint32_t* places = places_.data();
    const Entry* entries = entries_.data();
    for (std::size_t index = 0; index < texts.count; ++index) {
        const Entry& entry = entries[places[starts[index]]];
        const std::uint64_t differs =
            (entry.words.first ^ texts.first[index]) | (entry.words.second ^ texts.second[index]);
        numbers[index] = entry.number;
        if (differs == 0 && entry.length - 1 < two_words) [[likely]]
            continue;
        const TextWords words{texts.first[index], texts.second[index]};
        const std::int32_t* number = find_short(starts[index], words);
        if (number != nullptr) numbers[index] = *number;
        else unlisted[count++] = static_cast<std::uint32_t>(index);
    }
    return count;
}

void ShortTexts::add(std::string_view text, std::int32_t number) {
    if (find(text)) return;
    texts_.emplace_back(text);
    entries_.push_back({words_of_text(text), number, static_cast<std::uint32_t>(text.size())});
    grow();
    put(static_cast<std::uint32_t>(texts_.size()));
}

void ShortTexts::put(std::uint32_t entry) {
    std::size_t at = start_of(entries_[entry].words);
    while (places_[at] != 0) at = (at + 1) & (places_.size() - 1);
    places_[at] = entry;
}

/// With room for one more than is in it.
void ShortTexts::grow() {
    constexpr std::size_t for_each = 8;
    if (texts_.size() * for_each <= places_.size()) return;
    places_.assign(std::max<std::size_t>(2 * for_each, places_.size() * 2), 0);
    for (std::uint32_t entry = 1; entry + 1 < entries_.size(); ++entry) put(entry);
}

}  // namespace concordat::data
