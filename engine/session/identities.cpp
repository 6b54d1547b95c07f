// engine/session/identities.cpp · room: session
// What:  see identities.h.
#include "session/identities.h"

#include <atomic>
#include <utility>

namespace concordat::session {

namespace {

/// Those of one bucket that stand in it more than once; `seen` is a table that is used again and again.
void find_in(const std::vector<const std::vector<std::uint64_t>*>& bucket, std::vector<std::uint64_t>& seen,
             Repeated& repeated) {
    std::size_t count = 0;
    for (const auto* part : bucket) count += part->size();
    std::size_t size = 16;
    while (size < count * 2) size *= 2;
    seen.assign(size, 0);
    bool seen_nothing = false;  // the identity 0, which stands for an empty place
    for (const auto* part : bucket) {
        for (const std::uint64_t identity : *part) {
            if (identity == 0) {
                if (std::exchange(seen_nothing, true)) repeated.insert(identity);
                continue;
            }
            std::size_t at = static_cast<std::size_t>(identity) & (size - 1);
            while (seen[at] != 0 && seen[at] != identity) at = (at + 1) & (size - 1);
            if (seen[at] == identity) repeated.insert(identity);
            seen[at] = identity;
        }
    }
}

}  // namespace

Repeated repeated_in(const std::vector<const Identities*>& together, Workers& workers) {
    std::vector<Repeated> found(workers.count());
    std::atomic<std::size_t> next{0};
    workers.on_all([&](unsigned worker) {
        std::vector<std::uint64_t> seen;
        std::vector<const std::vector<std::uint64_t>*> bucket(together.size());
        constexpr std::size_t buckets = std::size_t{1} << Identities::bucket_bits;
        for (std::size_t index = next++; index < buckets; index = next++) {
            for (std::size_t one = 0; one < together.size(); ++one) bucket[one] = &together[one]->buckets_[index];
            find_in(bucket, seen, found[worker]);
        }
    });
    for (unsigned worker = 1; worker < workers.count(); ++worker) found[0].merge(found[worker]);
    return std::move(found[0]);
}

}  // namespace concordat::session
