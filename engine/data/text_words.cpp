// engine/data/text_words.cpp · room: data
// What:  see text_words.h.
#include "data/text_words.h"

#include "base/processors.h"

namespace concordat::data {

namespace {

CONCORDAT_FOR_EACH_PROCESSOR
bool hash_all(std::size_t count, const std::uint64_t* __restrict first, const std::uint64_t* __restrict second,
              const std::int64_t* __restrict wanted, std::uint64_t* __restrict hashes) {
    std::uint64_t others = 0;
    for (std::size_t index = 0; index < count; ++index) {
        hashes[index] = hash_of_words(first[index], second[index]);
        others |= static_cast<std::uint64_t>((first[index] == 0) | (wanted[index] == 0));
    }
    return others == 0;
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

bool hash_short_texts(const TextBatch& texts, const std::int64_t* wanted, std::uint64_t* hashes) {
    return hash_all(texts.count, texts.first, texts.second, wanted, hashes);
}

}  // namespace concordat::data
