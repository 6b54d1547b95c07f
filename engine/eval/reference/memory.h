// engine/eval/reference/memory.h · room: eval
// What:  what has been worked out already, by exactly what it depends on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include "calendar/period.h"
#include "model/contract.h"

namespace concordat::eval::reference {

/// A term (as a stage leaves it) or an expression, the elements it is for, the period and the day whose text applies.
struct MemoryKey {
    static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

    enum class Of : std::uint8_t { term, expression } of = Of::term;
    std::uint32_t id = nothing;
    std::uint32_t stage = nothing;  // nothing: after all stages
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;
    std::int32_t period_first = 0;
    std::int32_t text_day = 0;
    std::uint64_t any_records = 0;                   // kinds of record whose standing is just being found
    std::int32_t within_first = 0, within_last = 0;  // of a part that is worked out separately; 0: the whole
    std::array<std::uint32_t, 6> elements{};
    std::uint8_t element_count = 0;

    /// False when there are more elements than are kept: the value is then not remembered.
    [[nodiscard]] bool add(std::uint32_t element) {
        if (element_count == elements.size()) return false;
        elements[element_count++] = element;
        return true;
    }
    void add(const std::optional<calendar::Days>& within) {
        if (!within) return;
        within_first = within->first.days_since_1970();
        within_last = within->last.days_since_1970();
    }
    friend bool operator==(const MemoryKey&, const MemoryKey&) = default;
};

struct MemoryHash {
    std::size_t operator()(const MemoryKey& key) const noexcept {
        std::uint64_t hash = 14695981039346656037ull;
        const auto mix = [&hash](std::uint64_t part) { hash = (hash ^ part) * 1099511628211ull; };
        mix(static_cast<std::uint64_t>(key.of));
        mix(key.id);
        mix(key.stage);
        mix(static_cast<std::uint64_t>(key.unit));
        mix(static_cast<std::uint32_t>(key.period_first));
        mix(static_cast<std::uint32_t>(key.text_day));
        mix(key.any_records);
        mix(static_cast<std::uint32_t>(key.within_first));
        mix(static_cast<std::uint32_t>(key.within_last));
        for (std::size_t at = 0; at < key.element_count; ++at) mix(key.elements[at]);
        return static_cast<std::size_t>(hash ^ (hash >> 29));
    }
};

/// Values by key. Nothing stored yet behind a key: it is being worked out just now.
using Values = std::unordered_map<MemoryKey, std::optional<model::Value>, MemoryHash>;

struct Memory {
    Values values;
    /// What rests on amounts received: settle may know more at the next question, so it is kept for one question only.
    Values of_this_question;
    /// Parts of divided amounts, all payees at once.
    std::unordered_map<MemoryKey, std::map<model::PartyId, model::Value>, MemoryHash> divisions;
};

}  // namespace concordat::eval::reference
