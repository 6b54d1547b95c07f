// engine/base/check.cpp · room: base
// What:  the last words of a run in which the engine itself was wrong.
// Never: a message for the author of a contract; those are diagnostics (engine/source).
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace concordat::base {

// stdio and not fmt: this must still speak when memory or the library above it is broken.
void promise_broken(const char* promise, std::source_location where) {
    std::fprintf(stderr, "concordat: broken promise inside the engine: %s\n  at %s:%u in %s\n", promise,
                 where.file_name(), static_cast<unsigned>(where.line()), where.function_name());
    std::fflush(stderr);
    std::abort();
}

}  // namespace concordat::base
