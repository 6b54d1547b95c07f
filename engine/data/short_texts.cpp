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
CONCORDAT_PART_OF_LOOP std::uint64_t spread(std::uint64_t first, std::uint64_t second, std::uint64_t length) {
    const std::uint64_t hash = (first ^ (second << 29u | second >> 35u)) + length;
    return (hash * 0x9e3779b97f4a7c15u) >> 32u;
}

/// Of a text of at most sixteen bytes, without what stands behind it.
CONCORDAT_PART_OF_LOOP std::uint64_t first_word(std::uint64_t word, std::uint64_t length) {
    const std::uint64_t behind = length < 8 ? (8 - length) * 8 & 63u : 0;
    return length == 0 ? 0 : word << behind >> behind;
}
CONCORDAT_PART_OF_LOOP std::uint64_t second_word(std::uint64_t word, std::uint64_t length) {
    const std::uint64_t behind = length < 16 ? (16 - length) * 8 & 63u : 0;
    return length <= 8 ? 0 : word << behind >> behind;
}

/// The words of texts of at most sixteen bytes, and where to look for them.
CONCORDAT_FOR_EACH_PROCESSOR
void find_starts(std::size_t count, TextsIn firsts, TextsIn seconds, TextsIn lengths, std::uint64_t mask,
                 TextsOut first, TextsOut second, TextsOut starts) {
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t length = lengths[index];
        first[index] = first_word(firsts[index], length);
        second[index] = second_word(seconds[index], length);
        starts[index] = spread(first[index], second[index], length) & mask;
    }
}

/// Gives the greatest length: the hash of a text of more than sixteen bytes is none.
CONCORDAT_FOR_EACH_PROCESSOR
std::uint64_t hash_short_texts(std::size_t count, TextsIn firsts, TextsIn seconds, TextsIn lengths, TextsOut hashes) {
    std::uint64_t greatest = 0;
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t length = lengths[index];
        hashes[index] = hash_of_words(first_word(firsts[index], length), second_word(seconds[index], length), length);
        greatest = std::max(greatest, length);
    }
    return greatest;
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

void hash_texts(const TextBatch& texts, std::uint64_t* hashes) {
    if (hash_short_texts(texts.count, texts.first, texts.second, texts.length, hashes) <= two_words) return;
    for (std::size_t index = 0; index < texts.count; ++index) {
        if (texts.length[index] > two_words)
            hashes[index] = hash_of_text({texts.bytes + texts.begin[index], texts.length[index]});
    }
}

std::size_t ShortTexts::start_of(std::size_t length, const TextWords& words) const {
    return static_cast<std::size_t>(spread(words.first, words.second, length)) & (places_.size() - 1);
}

/// `whole` is the text where it is longer than its two words; a shorter one they tell.
const std::int32_t* ShortTexts::find_from(std::size_t start, const TextWords& words, std::size_t length,
                                          std::string_view whole) const {
    for (std::size_t at = start; places_[at] != 0; at = (at + 1) & (places_.size() - 1)) {
        const Entry& entry = entries_[places_[at]];
        const bool same = entry.words.first == words.first && entry.words.second == words.second &&
                          entry.length == length && (length <= two_words || texts_[places_[at] - 1] == whole);
        if (same) return &entry.number;
    }
    return nullptr;
}

std::optional<std::int32_t> ShortTexts::find(std::string_view text) const {
    if (places_.empty()) return std::nullopt;
    const TextWords words = words_of_text(text);
    const std::int32_t* number = find_from(start_of(text.size(), words), words, text.size(), text);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

std::size_t ShortTexts::find(const TextBatch& texts, std::int64_t* numbers, std::uint32_t* unlisted) const {
    std::array<std::uint64_t, most_at_once> first, second, starts;
    if (!places_.empty())
        find_starts(texts.count, texts.first, texts.second, texts.length, places_.size() - 1, first.data(),
                    second.data(), starts.data());
    const std::uint32_t* places = places_.data();
    const Entry* entries = entries_.data();
    std::size_t count = 0;
    for (std::size_t index = 0; index < texts.count; ++index) {
        const std::size_t length = texts.length[index];
        if (!places_.empty()) {
            const Entry& entry = entries[places[starts[index]]];
            const std::uint64_t differs =
                (entry.words.first ^ first[index]) | (entry.words.second ^ second[index]) | (entry.length ^ length);
            numbers[index] = entry.number;
            if (differs == 0 && length - 1 < two_words) [[likely]]
                continue;
            if (length - 1 < two_words) {
                const TextWords words{first[index], second[index]};
                const std::int32_t* number = find_from(starts[index], words, length);
                if (number != nullptr) numbers[index] = *number;
                else unlisted[count++] = static_cast<std::uint32_t>(index);
                continue;
            }
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
    entries_.push_back({words_of_text(text), number, static_cast<std::uint32_t>(text.size())});
    grow();
    put(static_cast<std::uint32_t>(texts_.size()));
}

void ShortTexts::put(std::uint32_t entry) {
    std::size_t at = start_of(entries_[entry].length, entries_[entry].words);
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
