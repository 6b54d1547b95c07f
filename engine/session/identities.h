// engine/session/identities.h · room: session
// What:  identifiers of records by their hashes, to find those that stand more than once: tens of millions of them.
// How:   each worker puts those it meets into buckets by their highest bits; a bucket is small enough to be looked
//        through beside the processor, by any worker.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <vector>

#include "session/workers.h"

namespace concordat::session {

/// Identities that stand more than once. Two different texts may share a hash: who uses these may do no harm by it.
using Repeated = std::set<std::uint64_t>;

/// What one worker met. The room stays when it is forgotten, for others.
class Identities {
public:
    static constexpr unsigned bucket_bits = 8;
    static constexpr std::size_t buckets = std::size_t{1} << bucket_bits;

    void add(const std::uint64_t* identities, std::size_t count);
    void clear();
    /// What is added from here on can be taken back.
    void mark() { marked_ = now_; }
    void take_back();
    /// Those of one bucket, piece by piece, behind what is in `parts`.
    void parts_of(std::size_t bucket, std::vector<std::span<const std::uint64_t>>& parts) const;

private:
    // A bucket is filled block by block. Blocks begin at multiples of their size, so that a full one is known by the
    // place that comes next.
    static constexpr std::size_t in_block = 512;
    static constexpr std::size_t block_bytes = in_block * sizeof(std::uint64_t);
    struct alignas(block_bytes) Block {
        std::array<std::uint64_t, in_block> identities;
    };
    struct Filled {
        std::array<std::uint64_t*, buckets> next{};  // where each bucket goes on
        std::array<std::uint32_t, buckets> blocks{};
        std::size_t blocks_taken = 0;
    };
    std::uint64_t* begin_block(std::size_t bucket);
    [[nodiscard]] static std::size_t first_place(std::size_t bucket);

    Filled now_, marked_;
    std::array<std::vector<Block*>, buckets> blocks_;  // of each bucket; beyond `now_.blocks` of no meaning
    std::vector<std::unique_ptr<Block[]>> room_;       // as many blocks in each as there are buckets
};

/// Those that stand more than once, in any of them or in two.
[[nodiscard]] Repeated repeated_in(const std::vector<std::unique_ptr<Identities>>& together, Workers& workers);

}  // namespace concordat::session
