// engine/source/utf8.h · room: source
// What:  UTF-8, one character at a time. Knows what is well formed (no overlong forms, no surrogates, nothing cut
// short). Never: judging which characters a contract may hold (characters.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concordat::source {

/// One character of a text. Where the bytes are not UTF-8, `value` is the first byte and `bytes` is 1.
struct DecodedCharacter {
    char32_t value = 0;
    std::size_t bytes = 1;
    bool well_formed = true;
};

/// Reads the character that begins at byte `at`, which must lie inside the text.
[[nodiscard]] inline DecodedCharacter decode_character(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || text.size() - at < length) return {lead, 1, false};
    char32_t value = lead & (0xFFu >> (length + 1));
    for (std::size_t next = 1; next < length; ++next) {
        if ((byte(at + next) & 0xC0u) != 0x80u) return {lead, 1, false};
        value = (value << 6) | (byte(at + next) & 0x3Fu);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return {lead, 1, false};
    return {value, length, true};
}

/// Writes one character at the end of a text.
inline void append_character(std::string& text, char32_t character) {
    const auto put = [&](char32_t bits) { text.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
    if (character < 0x80) return put(character);
    if (character < 0x800) {
        put(0xC0 | (character >> 6));
        return put(0x80 | (character & 0x3F));
    }
    if (character < 0x10000) {
        put(0xE0 | (character >> 12));
        put(0x80 | ((character >> 6) & 0x3F));
        return put(0x80 | (character & 0x3F));
    }
    put(0xF0 | (character >> 18));
    put(0x80 | ((character >> 12) & 0x3F));
    put(0x80 | ((character >> 6) & 0x3F));
    put(0x80 | (character & 0x3F));
}

/// The characters of a text, one each; a byte that is not UTF-8 counts as one character, U+FFFD.
[[nodiscard]] inline std::u32string decode_all(std::string_view text) {
    std::u32string characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const DecodedCharacter next = decode_character(text, at);
        characters.push_back(next.well_formed ? next.value : U'\uFFFD');
        at += next.bytes;
    }
    return characters;
}

}  // namespace concordat::source
