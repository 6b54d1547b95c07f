// engine/base/id.h · room: base
// What:  numbers that name things: an Id<Tag> of one table cannot be used in another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace concordat::base {

/// Names the n-th entry of the table that Tag stands for. An Id made by default names nothing.
template <typename Tag>
struct Id {
    std::uint32_t value = UINT32_MAX;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}

    [[nodiscard]] constexpr bool is_set() const { return value != UINT32_MAX; }
    [[nodiscard]] constexpr std::size_t index() const { return value; }
    auto operator<=>(const Id&) const = default;
};

}  // namespace concordat::base

template <typename Tag>
struct std::hash<concordat::base::Id<Tag>> {
    std::size_t operator()(concordat::base::Id<Tag> id) const noexcept { return id.value; }
};
