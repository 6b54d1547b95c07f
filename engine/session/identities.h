// engine/session/identities.h · room: session
// What:  identifiers of records by their hashes, to find those that stand more than once: tens of millions of them.
// How:   each worker puts those it meets into buckets by their highest bits; a bucket is small enough to be looked
//        through beside the processor, by any worker.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "session/workers.h"

namespace concordat::session {

/// Identities that stand more than once. Two different texts may share a hash: who uses these may do no harm by it.
using Repeated = std::set<std::uint64_t>;

/// What one worker met in one file.
class Identities {
public:
    void add(const std::uint64_t* identities, std::size_t count) {
        for (std::size_t index = 0; index < count; ++index)
            buckets_[static_cast<std::size_t>(identities[index] >> (64u - bucket_bits))].push_back(identities[index]);
    }
    /// The room stays, for another file.
    void clear() {
        for (auto& bucket : buckets_) bucket.clear();
    }

private:
    friend Repeated repeated_in(const std::vector<const Identities*>& together, Workers& workers);
    static constexpr unsigned bucket_bits = 9;
    std::array<std::vector<std::uint64_t>, std::size_t{1} << bucket_bits> buckets_;
};

/// Those that stand more than once, in any of them or in two.
[[nodiscard]] Repeated repeated_in(const std::vector<const Identities*>& together, Workers& workers);

}  // namespace concordat::session
