// engine/base/memory.cpp · room: base
// What:  settings of the C library's heap and of the system's pages; nothing on systems that do not have them.
#include "base/memory.h"

#include <cstdint>
#include <cstdlib>

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace concordat::base {

void take_memory_at_large() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
    constexpr int piece = 64 << 20;
    constexpr std::uintptr_t large_page = 2 << 20;
    mallopt(M_MMAP_THRESHOLD, piece / 2);  // what is larger is taken and given back by itself
    mallopt(M_TRIM_THRESHOLD, piece);
    mallopt(M_TOP_PAD, piece);
    const auto begin = (reinterpret_cast<std::uintptr_t>(sbrk(0)) + large_page - 1) / large_page * large_page;
    void* volatile first = std::malloc(large_page);  // volatile, so that it is really asked for
    std::free(first);
    const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
    // Where it is refused, small pages do as well.
    if (begin < end) static_cast<void>(madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE));
#endif
}

}  // namespace concordat::base
