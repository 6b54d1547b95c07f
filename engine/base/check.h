// engine/base/check.h · room: base
// What:  stops the run where the engine itself is wrong. Never reachable from a contract or a data file.
#pragma once

#include <source_location>

namespace concordat::base {

/// Prints where the broken promise stands, then ends the process. Our fault, never the author's.
[[noreturn]] void promise_broken(const char* promise, std::source_location where);

}  // namespace concordat::base

/// States what must hold here whatever the input was.
#define ENGINE_CHECK(promise) \
    ((promise) ? static_cast<void>(0) : ::concordat::base::promise_broken(#promise, std::source_location::current()))
