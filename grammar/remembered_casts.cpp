// grammar/remembered_casts.cpp
// What:  dynamic_cast with a memory. ANTLR's runtime asks of the same few dozen classes half a million times for a
// small
//        contract which they are, nearly always in vain, and the C++ library compares their names letter by letter each
//        time. The linker leads every dynamic_cast of the program here (`--wrap`, see CMakeLists.txt); what the C++
//        library has answered once is remembered.
// Why it is the same: the answer depends on nothing but the virtual table of the object, which belongs to one place in
//        one most derived class, and on the two types (Itanium C++ ABI, 2.9.7).
// Source: docs/decisions/0025-casts-remembered.md
#include <cstddef>
#include <cstdint>

namespace {

struct Answer {
    const void* table = nullptr;  // of the object
    const void* from = nullptr;   // types
    const void* to = nullptr;
    std::ptrdiff_t way = 0;  // from the object to what was asked for
};

constexpr std::ptrdiff_t no_way = PTRDIFF_MIN;
constexpr std::size_t answers = 2048;  // a power of two; a newer answer takes the place of an older one

thread_local Answer remembered[answers];

std::size_t place_of(const void* table, const void* to) {
    constexpr unsigned alignment_bits = 3;
    const auto number = [](const void* address) { return reinterpret_cast<std::uintptr_t>(address) >> alignment_bits; };
    return (number(table) * 31 + number(to)) % answers;
}

}  // namespace

// The names are the linker's. The types are opaque: the C++ library knows what stands there.
extern "C" void* __real___dynamic_cast(const void* object, const void* from, const void* to, std::ptrdiff_t hint);

extern "C" void* __wrap___dynamic_cast(const void* object, const void* from, const void* to, std::ptrdiff_t hint) {
    const void* const table = *static_cast<const void* const*>(object);
    Answer& known = remembered[place_of(table, to)];
    if (known.table != table || known.to != to || known.from != from) {
        const void* const found = __real___dynamic_cast(object, from, to, hint);
        known = {table, from, to, no_way};
        if (found != nullptr) known.way = static_cast<const char*>(found) - static_cast<const char*>(object);
    }
    if (known.way == no_way) return nullptr;
    return const_cast<char*>(static_cast<const char*>(object)) + known.way;
}
