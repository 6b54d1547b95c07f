// engine/data/closed_texts.cpp · room: data
// What:  see closed_texts.h.
#include "data/closed_texts.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

#include "base/processors.h"

namespace concordat::data {

namespace {

using TextsIn = const std::uint64_t* __restrict;
using TextsOut = std::uint64_t* __restrict;
using NumbersOut = std::int64_t* __restrict;
using PlacesOut = std::uint32_t* __restrict;
using Division = ClosedTexts::Division;

// ---- keys -----------------------------------------------------------------------------------------------------------

constexpr unsigned length_shift = 56;
/// The second word where a text has no key. No text has it: it would be empty, and is not.
constexpr std::uint64_t no_key = 1;
/// Of a place where no text is: of three letters, and has eight.
constexpr TextWords nobody{~std::uint64_t{0}, std::uint64_t{3} << length_shift};

/// Of a text of at most sixteen bytes the second word, with its length in the highest byte. Sixteen bytes of which the
/// last is no letter have no key: they would look like fewer.
CONCORDAT_PART_OF_LOOP std::uint64_t second_of_key(std::uint64_t second, std::uint64_t length) {
    constexpr std::uint64_t blank = std::uint64_t{' '} << length_shift;
    const std::uint64_t with_length = second_alone(second, length) ^ length << length_shift;
    const bool none = (length - 1 >= two_words) | ((length == two_words) & (second < blank));
    return none ? no_key : with_length;
}

CONCORDAT_PART_OF_LOOP std::uint64_t hash_of(const Division& division, std::uint64_t first, std::uint64_t second) {
    return first * division.factors.first + second * division.factors.second;
}
CONCORDAT_PART_OF_LOOP std::uint64_t group_in(const Division& division, std::uint64_t hash) {
    return hash >> (64u - division.group_bits);
}
CONCORDAT_PART_OF_LOOP std::uint64_t place_in(const Division& division, std::uint64_t hash) {
    return hash << division.group_bits >> (64u - division.place_bits);
}

// ---- loops over many ------------------------------------------------------------------------------------------------

/// All of them have the same length, of at most eight. Gives whether any is missed.
CONCORDAT_FOR_EACH_PROCESSOR
bool find_among_few(std::size_t count, TextsIn firsts, TextsIn lengths, std::uint64_t length, TextsIn few_firsts,
                    TextsIn few_numbers, NumbersOut numbers, TextsOut missed) {
    const std::uint64_t mask = first_alone(~std::uint64_t{0}, length);
    std::uint64_t any = 0;
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t first = firsts[index] & mask;
        const std::uint64_t sound = std::uint64_t{0} - static_cast<std::uint64_t>(lengths[index] == length);
        std::uint64_t number = 0, found = 0;
        for (std::size_t one = 0; one < ClosedTexts::most_compared; ++one) {
            const std::uint64_t same = std::uint64_t{0} - static_cast<std::uint64_t>(first == few_firsts[one]);
            number |= few_numbers[one] & same;
            found |= same;
        }
        const std::uint64_t misses = ~(found & sound);
        numbers[index] = static_cast<std::int64_t>(number);
        missed[index] = misses;
        any |= misses;
    }
    return any != 0;
}

/// Keys, groups and places.
struct Found {
    std::array<TextWords, ClosedTexts::most_at_once> key;
    std::array<std::uint32_t, ClosedTexts::most_at_once> group, place;
};

CONCORDAT_FOR_EACH_PROCESSOR
void find_places(std::size_t count, TextsIn firsts, TextsIn seconds, TextsIn lengths, const Division& divided,
                 Found& found) {
    const Division division = divided;
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t first = first_alone(firsts[index], lengths[index]);
        const std::uint64_t second = second_of_key(seconds[index], lengths[index]);
        const std::uint64_t hash = hash_of(division, first, second);
        found.key[index].first = first;
        found.key[index].second = second;
        found.group[index] = static_cast<std::uint32_t>(group_in(division, hash));
        found.place[index] = static_cast<std::uint32_t>(place_in(division, hash));
    }
}

/// Both words in one register: what is found for millions is compared with one instruction.
using BothWords __attribute__((vector_size(sizeof(TextWords)))) = std::uint64_t;
BothWords both_words(const TextWords& words) {
    BothWords both;
    std::memcpy(&both, &words, sizeof both);
    return both;
}

}  // namespace

bool ClosedTexts::find(const TextBatch& texts, std::int64_t* numbers, std::uint64_t* missed) const {
    if (few_ != 0)
        return find_among_few(texts.count, texts.first, texts.length, length_, few_firsts_.data(), few_numbers_.data(),
                              numbers, missed);
    Found found;
    find_places(texts.count, texts.first, texts.second, texts.length, division_, found);
    const Listed* table = table_.data();
    const std::uint32_t* moves = moves_.data();
    const auto listed_at = [&](std::size_t index) -> const Listed& {
        return table[found.place[index] ^ moves[found.group[index]]];
    };
    const std::size_t count = texts.count;
    BothWords any{};
    for (std::size_t index = 0; index < count; ++index) {
        const Listed& listed = listed_at(index);
        any |= both_words(listed.key) ^ both_words(found.key[index]);
        numbers[index] = listed.number;
    }
    if ((any[0] | any[1]) == 0) return false;
    for (std::size_t index = 0; index < count; ++index) {
        const Listed& listed = listed_at(index);
        missed[index] = (listed.key.first ^ found.key[index].first) | (listed.key.second ^ found.key[index].second);
    }
    return true;
}

// ---- a place for each -----------------------------------------------------------------------------------------------

std::optional<TextWords> ClosedTexts::key_of(std::string_view text) {
    const TextWords words = words_of_text(text);
    const TextWords key{words.first, second_of_key(words.second, text.size())};
    return key.second == no_key ? std::nullopt : std::optional(key);
}

ClosedTexts::ClosedTexts(const std::vector<Listed>& listed) {
    if (listed.empty()) return;
    length_ = listed.front().key.second >> length_shift;
    const auto has_length = [&](const Listed& text) { return text.key.second >> length_shift == length_; };
    if (length_ <= 8 && listed.size() <= most_compared && std::ranges::all_of(listed, has_length)) {
        // The last fills what is left.
        for (std::size_t one = 0; one < most_compared; ++one) {
            const Listed& text = listed[std::min(one, listed.size() - 1)];
            few_firsts_[one] = text.key.first;
            few_numbers_[one] = static_cast<std::uint64_t>(text.number);
        }
        few_ = listed.size();
        return;
    }
    constexpr std::size_t most = 1u << 18u, in_group = 4, tried = 64;
    if (listed.size() > most) return;
    division_.group_bits = static_cast<unsigned>(std::bit_width(listed.size() / in_group + 1));
    division_.place_bits = static_cast<unsigned>(std::bit_width(listed.size() * 2));
    for (std::uint64_t turn = 1; turn <= tried; ++turn) {
        division_.factors = {turn * 0x9e3779b97f4a7c15u | 1u, turn * 0xd6e8feb86659fd93u | 1u};
        if (spread_out(listed)) return;
    }
    table_.clear();
}

/// False where two texts of a group have the same place wherever the group is moved to.
bool ClosedTexts::spread_out(const std::vector<Listed>& listed) {
    struct Spread {
        std::uint64_t group, place;
        const Listed* text;
    };
    std::vector<Spread> all;
    std::vector<std::size_t> sizes(std::size_t{1} << division_.group_bits);
    for (const Listed& text : listed) {
        const std::uint64_t hash = hash_of(division_, text.key.first, text.key.second);
        all.push_back({group_in(division_, hash), place_in(division_, hash), &text});
        ++sizes[all.back().group];
    }
    // The largest groups first, while there is much room.
    std::ranges::sort(all, {}, [&](const Spread& one) { return std::tuple(~sizes[one.group], one.group, one.place); });
    for (std::size_t index = 1; index < all.size(); ++index) {
        if (all[index].group == all[index - 1].group && all[index].place == all[index - 1].place) return false;
    }
    table_.assign(std::size_t{1} << division_.place_bits, {nobody, 0});
    moves_.assign(sizes.size(), 0);
    for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
        to = from + sizes[all[from].group];
        const auto is_free = [&](std::uint64_t place) {
            return table_[place].key.first == nobody.first && table_[place].key.second == nobody.second;
        };
        std::uint32_t move = 0;
        const auto fits = [&] {
            for (std::size_t index = from; index < to; ++index) {
                if (!is_free(all[index].place ^ move)) return false;
            }
            return true;
        };
        while (move < table_.size() && !fits()) ++move;
        if (move == table_.size()) return false;
        moves_[all[from].group] = move;
        for (std::size_t index = from; index < to; ++index) table_[all[index].place ^ move] = *all[index].text;
    }
    return true;
}

}  // namespace concordat::data
