// engine/data/short_texts.cpp · room: data
// What:  see short_texts.h.
#include "data/short_texts.h"

#include <algorithm>
#include <array>

namespace concordat::data {

/// Spreads well enough for a list that is at most an eighth full; identities need hash_of_text().
std::size_t ShortTexts::start_of(const TextWords& words) const {
    const std::uint64_t hash = words.first ^ (words.second << 29u | words.second >> 35u);
    return static_cast<std::size_t>((hash * 0x9e3779b97f4a7c15u) >> 32u) & (places_.size() - 1);
}

std::optional<std::int32_t> ShortTexts::find(std::string_view text) const {
    if (places_.empty()) return std::nullopt;
    const TextWords words = words_of_text(text);
    for (std::size_t at = start_of(words); places_[at] != 0; at = (at + 1) & (places_.size() - 1)) {
        const Entry& entry = entries_[places_[at]];
        const bool same = entry.words.first == words.first && entry.words.second == words.second;
        if (same && texts_[places_[at] - 1] == text) return entry.number;
    }
    return std::nullopt;
}

std::size_t ShortTexts::find(const TextBatch& texts, std::int64_t* numbers, std::uint32_t* unlisted) const {
    std::array<std::uint64_t, ClosedTexts::most_at_once> missed;
    if (closed_.empty()) missed.fill(1);
    else if (!closed_.find(texts, numbers, missed.data())) return 0;
    std::size_t count = 0;
    for (std::size_t index = 0; index < texts.count; ++index) {
        if (missed[index] != 0) unlisted[count++] = static_cast<std::uint32_t>(index);
    }
    return count;
}

void ShortTexts::close() {
    std::vector<ClosedTexts::Listed> listed;
    for (std::size_t entry = 1; entry < entries_.size(); ++entry) {
        if (ClosedTexts::can_hold(texts_[entry - 1])) listed.push_back({entries_[entry].words, entries_[entry].number});
    }
    closed_ = ClosedTexts(listed);
}

void ShortTexts::add(std::string_view text, std::int32_t number) {
    if (find(text)) return;
    closed_ = {};
    texts_.emplace_back(text);
    entries_.push_back({words_of_text(text), number});
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
