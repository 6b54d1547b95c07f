// engine/base/sha256.cpp · room: base
// What:  SHA-256 as FIPS 180-4 sets it out, section by section; its names are kept.
// Why:   eighty lines, tested against the vectors of the standard, spare a library that every machine would need.
#include "base/sha256.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace concordat::base {
namespace {

constexpr std::size_t block_bytes = 64;
using State = std::array<std::uint32_t, 8>;

constexpr State first_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
constexpr std::array<std::uint32_t, 64> k = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t rotated(std::uint32_t word, unsigned by) { return (word >> by) | (word << (32 - by)); }

/// The message schedule of one block (6.2.2 step 1).
std::array<std::uint32_t, 64> schedule_of(std::string_view block) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t t = 0; t < 16; ++t) {
        for (std::size_t byte = 0; byte < 4; ++byte) w[t] = w[t] << 8 | static_cast<unsigned char>(block[4 * t + byte]);
    }
    for (std::size_t t = 16; t < w.size(); ++t) {
        const std::uint32_t small0 = rotated(w[t - 15], 7) ^ rotated(w[t - 15], 18) ^ (w[t - 15] >> 3);
        const std::uint32_t small1 = rotated(w[t - 2], 17) ^ rotated(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = w[t - 16] + small0 + w[t - 7] + small1;
    }
    return w;
}

/// One block taken into the state (6.2.2 steps 2 to 4).
void take_block(State& state, std::string_view block) {
    const auto w = schedule_of(block);
    State s = state;
    for (std::size_t t = 0; t < w.size(); ++t) {
        const std::uint32_t big1 = rotated(s[4], 6) ^ rotated(s[4], 11) ^ rotated(s[4], 25);
        const std::uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
        const std::uint32_t one = s[7] + big1 + choice + k[t] + w[t];
        const std::uint32_t big0 = rotated(s[0], 2) ^ rotated(s[0], 13) ^ rotated(s[0], 22);
        const std::uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        s = {one + big0 + majority, s[0], s[1], s[2], s[3] + one, s[4], s[5], s[6]};
    }
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += s[i];
}

/// What stands behind the last whole block, padded (5.1.1): a one bit, zeros, the length in bits.
std::string padded_end(std::string_view rest, std::uint64_t all_bytes) {
    std::string end(rest);
    end += static_cast<char>(0x80);
    while (end.size() % block_bytes != block_bytes - 8) end += '\0';
    for (int shift = 56; shift >= 0; shift -= 8) end += static_cast<char>((all_bytes * 8) >> shift & 0xFFu);
    return end;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    State state = first_state;
    std::string_view rest = bytes;
    for (; rest.size() >= block_bytes; rest.remove_prefix(block_bytes)) take_block(state, rest.substr(0, block_bytes));
    const std::string end = padded_end(rest, bytes.size());
    for (std::size_t at = 0; at < end.size(); at += block_bytes) {
        take_block(state, std::string_view(end).substr(at, block_bytes));
    }
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    std::string digits;
    for (const std::uint32_t word : state) {
        for (int shift = 28; shift >= 0; shift -= 4) digits += hexadecimal[word >> shift & 0xFu];
    }
    return digits;
}

}  // namespace concordat::base
