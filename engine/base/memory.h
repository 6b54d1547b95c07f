// engine/base/memory.h · room: base
// What:  how a program takes its memory from the system.
#pragma once

namespace concordat::base {

/// Memory is from now on taken in large pieces, the first of them in large pages, where the system can do it. For short
/// programs, called before anything else: a new page of 4 KB takes the system longer than filling it takes us.
void take_memory_at_large();

}  // namespace concordat::base
