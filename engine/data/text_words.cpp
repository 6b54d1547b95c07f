// engine/data/text_words.cpp · room: data
// What:  see text_words.h.
#include "data/text_words.h"

#include "base/processors.h"

namespace concordat::data {

namespace {

using TextsIn = const std::uint64_t* __restrict;
using TextsOut = std::uint64_t* __restrict;

/// Gives whether there is one among them of which it has not told the hash: one that is empty or longer.
CONCORDAT_FOR_EACH_PROCESSOR
bool hash_short_texts(std::size_t count, TextsIn firsts, TextsIn seconds, TextsIn lengths, TextsOut hashes) {
    std::uint64_t odd = 0;
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t length = lengths[index];
        hashes[index] = hash_of_words(first_alone(firsts[index], length), second_alone(seconds[index], length), length);
        odd |= length - 1 < two_words ? 0 : 1;
    }
    return odd != 0;
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
    if (!hash_short_texts(texts.count, texts.first, texts.second, texts.length, hashes)) return;
    for (std::size_t index = 0; index < texts.count; ++index) {
        if (texts.length[index] - 1 >= two_words)
            hashes[index] = hash_of_text({texts.bytes + texts.begin[index], texts.length[index]});
    }
}

}  // namespace concordat::data
