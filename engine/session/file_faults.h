// engine/session/file_faults.h · room: session
// What:  what is wrong with a file or folder, as a diagnostic in plain words (E690 to E698).
#pragma once

#include <cstddef>
#include <string>

#include "session/file_reader.h"
#include "source/diagnostic.h"

namespace concordat::session {

/// The place of a file as a whole.
[[nodiscard]] source::Place whole_file(const std::string& path);

struct FaultyFile {
    std::string path;
    std::size_t most_bytes = 0;  // its limit, where that is the fault
};
[[nodiscard]] source::Diagnostics file_fault(FileFault fault, const FaultyFile& file);

/// Whether the world (a file, a disk) and not the author is at fault: E690 to E698.
[[nodiscard]] bool is_environment_fault(source::Code code);

}  // namespace concordat::session
