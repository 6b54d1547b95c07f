// engine/data/closed_texts.cpp · room: data
// What:  see closed_texts.h.
#include "data/closed_texts.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "base/processors.h"

namespace concordat::data {

namespace {

using TextsIn = const std::uint64_t* __restrict;
using TextsOut = std::uint64_t* __restrict;
using NumbersOut = std::int64_t* __restrict;
using PlacesOut = std::uint32_t* __restrict;
using Division = ClosedTexts::Division;

/// Of a place where no text is: of one letter, and has more.
constexpr TextWords nobody{1, 1};

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

/// All of them have at most eight letters. Gives whether any is missed.
CONCORDAT_FOR_EACH_PROCESSOR
bool find_among_few(std::size_t count, TextsIn first, TextsIn second, TextsIn few_firsts, TextsIn few_numbers,
                    NumbersOut numbers, TextsOut missed) {
    std::uint64_t any = 0;
    for (std::size_t index = 0; index < count; ++index) {
        std::uint64_t number = 0, found = 0;
        for (std::size_t one = 0; one < ClosedTexts::most_compared; ++one) {
            const std::uint64_t same = std::uint64_t{0} - static_cast<std::uint64_t>(first[index] == few_firsts[one]);
            number |= few_numbers[one] & same;
            found |= same;
        }
        const std::uint64_t misses = ~found | second[index];
        numbers[index] = static_cast<std::int64_t>(number);
        missed[index] = misses;
        any |= misses;
    }
    return any != 0;
}

CONCORDAT_FOR_EACH_PROCESSOR
void find_places(std::size_t count, TextsIn first, TextsIn second, const Division& divided, PlacesOut group,
                 PlacesOut place) {
    const Division division = divided;
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t hash = hash_of(division, first[index], second[index]);
        group[index] = static_cast<std::uint32_t>(group_in(division, hash));
        place[index] = static_cast<std::uint32_t>(place_in(division, hash));
    }
}

}  // namespace

bool ClosedTexts::find(const TextBatch& texts, std::int64_t* numbers, std::uint64_t* missed) const {
    if (few_ != 0)
        return find_among_few(texts.count, texts.first, texts.second, few_firsts_.data(), few_numbers_.data(), numbers,
                              missed);
    std::array<std::uint32_t, most_at_once> group, place;
    find_places(texts.count, texts.first, texts.second, division_, group.data(), place.data());
    const Listed* table = table_.data();
    const std::uint32_t* moves = moves_.data();
    const auto listed_at = [&](std::size_t index) -> const Listed& {
        return table[place[index] ^ moves[group[index]]];
    };
    const auto difference = [&](const Listed& listed, std::size_t index) {
        return (listed.words.first ^ texts.first[index]) | (listed.words.second ^ texts.second[index]);
    };
    std::uint64_t any = 0;
    for (std::size_t index = 0; index < texts.count; ++index) {
        const Listed& listed = listed_at(index);
        any |= difference(listed, index);
        numbers[index] = listed.number;
    }
    // What is missed is found in a second pass, only where something is.
    for (std::size_t index = 0; any != 0 && index < texts.count; ++index)
        missed[index] = difference(listed_at(index), index);
    return any != 0;
}

// ---- a place for each -----------------------------------------------------------------------------------------------

bool ClosedTexts::can_hold(std::string_view text) {
    // A text with a zero in it may look like a shorter one.
    return !text.empty() && text.size() <= two_words && text.find('\0') == std::string_view::npos;
}

ClosedTexts::ClosedTexts(const std::vector<Listed>& listed) {
    if (listed.empty()) return;
    const auto is_short = [](const Listed& text) { return text.words.second == 0; };
    if (listed.size() <= most_compared && std::ranges::all_of(listed, is_short)) {
        // The last fills what is left.
        for (std::size_t one = 0; one < most_compared; ++one) {
            const Listed& text = listed[std::min(one, listed.size() - 1)];
            few_firsts_[one] = text.words.first;
            few_numbers_[one] = static_cast<std::uint64_t>(text.number);
        }
        few_ = listed.size();
        return;
    }
    constexpr std::size_t most = 1u << 18u, in_group = 4, tried = 64;
    if (listed.size() > most) return;
    division_.group_bits = static_cast<unsigned>(std::bit_width(listed.size() / in_group + 1));  // one at least
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
        const std::uint64_t hash = hash_of(division_, text.words.first, text.words.second);
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
            return table_[place].words.first == nobody.first && table_[place].words.second == nobody.second;
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
