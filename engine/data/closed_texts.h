// engine/data/closed_texts.h · room: data
// What:  a list of texts of at most sixteen bytes to which no text comes any more: many cells are looked up at once,
// and
//        nothing in it is looked for at more than one place.
// How:   a few short texts of the same length are compared with all. Of others each has a place of its own in a table:
// a
//        hash tells the group of a text and a place, and each group is moved so far that none of it stands where
//        another text does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "data/text_words.h"

namespace concordat::data {

class ClosedTexts {
public:
    static constexpr std::size_t most_at_once = 256;
    /// Words that tell a text of at most sixteen bytes from every other; an empty one has none.
    [[nodiscard]] static std::optional<TextWords> key_of(std::string_view text);

    /// Every text of such a length has a key: those that are missed are in no list.
    [[nodiscard]] static bool knows_all_of(std::size_t length) { return length - 1 < two_words - 1; }

    /// A text's key, which no other has, and what it stands for..
    struct Listed {
        TextWords key;
        std::int64_t number = 0;
    };
    ClosedTexts() = default;
    /// Empty where no way was found to give each a place, or there are very many.
    explicit ClosedTexts(const std::vector<Listed>& listed);

    /// Whether it holds nothing: then nothing is known of any text.
    [[nodiscard]] bool empty() const { return few_ == 0 && table_.empty(); }
    /// The number of each. False where none is missed; else `missed` is 0 of those that are in the list.
    /// Precondition: not more than `most_at_once`, and not empty.
    bool find(const TextBatch& texts, std::int64_t* numbers, std::uint64_t* missed) const;

    /// How a hash is divided: its highest bits are the group, the next the place.
    struct Division {
        unsigned group_bits = 0, place_bits = 0;
        TextWords factors;
    };
    static constexpr std::size_t most_compared = 4;

private:
    bool spread_out(const std::vector<Listed>& listed);

    std::size_t few_ = 0;       // that are compared
    std::uint64_t length_ = 0;  // of these
    std::array<std::uint64_t, most_compared> few_firsts_{}, few_numbers_{};
    Division division_;
    std::vector<Listed> table_;
    std::vector<std::uint32_t> moves_;  // of each group
};

}  // namespace concordat::data
