// engine/base/memory.cpp · room: base
// What:  settings of the C library's heap; nothing where there are none.
#include "base/memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace concordat::base {

void take_memory_at_large() {
#ifdef __GLIBC__
    constexpr int piece = 64 << 20;
    mallopt(M_MMAP_THRESHOLD, piece / 2);  // what is larger is taken and given back by itself
    mallopt(M_TRIM_THRESHOLD, piece);
    mallopt(M_TOP_PAD, piece);
#endif
}

}  // namespace concordat::base
