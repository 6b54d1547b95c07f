// engine/session/identities.cpp · room: session
// What:  see identities.h.
// How:   nearly always nothing in a bucket stands twice. That is made certain first, without a branch on any of them,
//        by tables of short tags; only where two may be the same are they looked at one by one.
#include "session/identities.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

namespace concordat::session {

namespace {

using Parts = std::vector<std::span<const std::uint64_t>>;

/// Not to be asked for anew for each bucket.
struct Room {
    std::vector<std::uint16_t> tags;
    std::vector<std::uint32_t> long_tags;
    std::vector<std::uint64_t> left, seen;
};

/// At least twice as many as there are identities.
unsigned place_bits(std::size_t count) { return static_cast<unsigned>(std::bit_width(count * 2 + 8)); }

/// A table of tags by 16 or more of an identity's bits, which begin behind the highest `skipped`. Who comes first to a
/// place stays there.
template <typename Tag>
class Tags {
public:
    Tags(std::vector<Tag>& table, std::size_t count, int skipped) : skipped_(skipped), shift_(64 - place_bits(count)) {
        table.assign(std::size_t{1} << place_bits(count), 0);
        table_ = table.data();
    }
    /// Those who find their place taken go behind the `left` that are left already; gives how many these are then.
    std::size_t put(std::span<const std::uint64_t> identities, std::uint64_t* taken, std::size_t left) const {
        for (const std::uint64_t identity : identities) {
            Tag& place = table_[place_of(identity)];
            // All ones where nobody is there. Not asked by a branch: one in six finds its place taken, nobody knows
            // which.
            const auto free = static_cast<std::uint64_t>((static_cast<std::int64_t>(place) - 1) >> 63);
            place = static_cast<Tag>(place | (tag_of(identity) & free));
            taken[left] = identity;
            left += 1 + free;
        }
        return left;
    }
    /// Whether one of them may be the same as who is in its place.
    [[nodiscard]] bool has_alike(const std::uint64_t* identities, std::size_t count) const {
        unsigned alike = 0;
        for (std::size_t index = 0; index < count; ++index)
            alike |= table_[place_of(identities[index])] == tag_of(identities[index]) ? 1u : 0u;
        return alike != 0;
    }

private:
    [[nodiscard]] std::size_t place_of(std::uint64_t identity) const {
        return static_cast<std::size_t>(std::rotl(identity, skipped_) >> shift_);
    }
    [[nodiscard]] static Tag tag_of(std::uint64_t identity) { return static_cast<Tag>(identity | 1u); }

    Tag* table_;
    int skipped_;
    unsigned shift_;
};

bool has_same(const std::uint64_t* identities, std::size_t count) {
    for (std::size_t one = 0; one < count; ++one) {
        for (std::size_t other = 0; other < one; ++other) {
            if (identities[one] == identities[other]) return true;
        }
    }
    return false;
}

/// For what comes next: the processor does not foresee where another block begins.
void ask_for(std::span<const std::uint64_t> part) {
    constexpr std::size_t in_line = 8, lines = 8;
    for (std::size_t line = 0; line < lines; ++line) __builtin_prefetch(part.data() + line * in_line);
}

/// False only where no identity of a bucket stands twice. Whoever finds a place taken is asked whether it is the same
/// as who came first; those who are not are put into another table among themselves, by other bits.
template <typename Tag>
bool may_repeat(const Parts& parts, std::size_t count, std::vector<Tag>& table, std::vector<std::uint64_t>& room) {
    constexpr std::size_t few = 32;
    if (room.size() <= count) room.resize(count + 1);
    std::uint64_t* rest = room.data();
    std::size_t left = 0;
    const Tags<Tag> first(table, count, Identities::bucket_bits);
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (index + 1 < parts.size()) ask_for(parts[index + 1]);
        left = first.put(parts[index], rest, left);
    }
    if (first.has_alike(rest, left)) return true;
    for (const int skipped : {24, 40, 16, 32, 48}) {
        if (left <= few) break;
        const Tags<Tag> again(table, left, skipped);
        left = again.put({rest, left}, rest, 0);
        if (again.has_alike(rest, left)) return true;
    }
    return left > few || has_same(rest, left);
}

/// Those of one bucket that stand in it more than once.
void find_exactly(const Parts& parts, std::size_t count, std::vector<std::uint64_t>& seen, Repeated& repeated) {
    std::size_t size = 16;
    while (size < count * 2) size *= 2;
    seen.assign(size, 0);
    bool seen_nothing = false;  // the identity 0, which stands for an empty place
    for (const auto& part : parts) {
        for (const std::uint64_t identity : part) {
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

void find_in(const Parts& parts, Room& room, Repeated& repeated) {
    std::size_t count = 0;
    for (const auto& part : parts) count += part.size();
    // Among so many, two have the same place and the same short tag once in ten buckets.
    constexpr std::size_t most_by_short_tags = 16'384;
    const bool may = count > most_by_short_tags ? may_repeat(parts, count, room.long_tags, room.left)
                                                : may_repeat(parts, count, room.tags, room.left);
    if (may) find_exactly(parts, count, room.seen, repeated);
}

}  // namespace

// ---- buckets ----------------------------------------------------------------------------------------------------

/// Of its first block. Not the same for all: they fill at the same pace, and the processor can keep only a few lines at
/// hand that stand at the same place of different blocks.
std::size_t Identities::first_place(std::size_t bucket) {
    constexpr std::size_t in_line = 8;
    return bucket * in_line % in_block;
}

std::uint64_t* Identities::begin_block(std::size_t bucket) {
    if (now_.blocks_taken == room_.size() * buckets) room_.push_back(std::make_unique_for_overwrite<Block[]>(buckets));
    Block* block = &room_[now_.blocks_taken / buckets][now_.blocks_taken % buckets];
    ++now_.blocks_taken;
    const std::uint32_t index = now_.blocks[bucket]++;
    blocks_[bucket].resize(index);
    blocks_[bucket].push_back(block);
    return block->identities.data() + (index == 0 ? first_place(bucket) : 0);
}

void Identities::add(const std::uint64_t* identities, std::size_t count) {
    constexpr std::size_t asked_for_ahead = 16;
    for (const std::uint64_t* next : now_.next) __builtin_prefetch(next, 1);
    for (std::size_t index = 0; index < count; ++index) {
        const std::uint64_t identity = identities[index];
        const auto bucket = static_cast<std::size_t>(identity >> (64u - bucket_bits));
        std::uint64_t* next = now_.next[bucket];
        if (reinterpret_cast<std::uintptr_t>(next) % block_bytes == 0) [[unlikely]]
            next = begin_block(bucket);
        // Two lines on: no processor foresees where hundreds of buckets go on.
        __builtin_prefetch(next + asked_for_ahead, 1);
        *next = identity;
        now_.next[bucket] = next + 1;
    }
}

void Identities::clear() { now_ = marked_ = Filled{}; }

void Identities::take_back() { now_ = marked_; }

void Identities::parts_of(std::size_t bucket, Parts& parts) const {
    const std::uint32_t blocks = now_.blocks[bucket];
    for (std::uint32_t index = 0; index < blocks; ++index) {
        const auto& block = blocks_[bucket][index]->identities;
        const std::uint64_t* begin = block.data() + (index == 0 ? first_place(bucket) : 0);
        const std::uint64_t* end = index + 1 == blocks ? now_.next[bucket] : block.data() + in_block;
        parts.emplace_back(begin, end);
    }
}

Repeated repeated_in(const std::vector<std::unique_ptr<Identities>>& together, Workers& workers) {
    std::vector<Repeated> found(workers.count());
    std::atomic<std::size_t> next{0};
    workers.on_all([&](unsigned worker) {
        Room room;
        Parts parts;
        for (std::size_t bucket = next++; bucket < Identities::buckets; bucket = next++) {
            parts.clear();
            for (const auto& one : together) one->parts_of(bucket, parts);
            find_in(parts, room, found[worker]);
        }
    });
    for (unsigned worker = 1; worker < workers.count(); ++worker) found[0].merge(found[worker]);
    return std::move(found[0]);
}

}  // namespace concordat::session
