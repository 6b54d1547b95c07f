// engine/data/short_texts.h · room: data
// What:  a fixed list of texts, each with its number, asked for by millions of cells. Most are at most 16 bytes long;
//        those are compared as two words, and many at once (closed_texts.h).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/closed_texts.h"
#include "data/text_words.h"

namespace concordat::data {

class ShortTexts {
public:
    /// The number that a text stands for; the first that was given stays.
    void add(std::string_view text, std::int32_t number);
    /// When the last is added: from then on many are found fast.
    void close();
    /// For each text its number. Those that are not in the list, or whose words do not tell, are told by their places
    /// in the batch; gives how many. Precondition: not more than ClosedTexts::most_at_once.
    [[nodiscard]] std::size_t find(const TextBatch& texts, std::int64_t* numbers, std::uint32_t* unlisted) const;
    [[nodiscard]] std::optional<std::int32_t> find(std::string_view text) const;
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    struct Entry {
        TextWords words;
        std::int32_t number = 0;
    };
    void grow();
    void put(std::uint32_t entry);
    [[nodiscard]] std::size_t start_of(const TextWords& words) const;

    // Apart, so that both are small enough to stay near the processor.
    std::vector<std::uint32_t> places_;       // of entries; a power of two of them, at most an eighth of them used
    std::vector<Entry> entries_ = {Entry{}};  // the first stands for none
    std::deque<std::string> texts_;           // of each entry, from the second on
    ClosedTexts closed_;                      // nothing while texts may come
};

}  // namespace concordat::data
