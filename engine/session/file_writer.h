// engine/session/file_writer.h · room: session
// What:  results on the disk: whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "source/diagnostic.h"

namespace concordat::session {

/// Writes beside the file first and then puts it in place, so that nobody ever sees half of it.
/// Replaces what is there.
[[nodiscard]] source::Diagnostics write_result(const std::string& path, std::string_view bytes);
/// Writes a file that must not be there yet; never overwrites.
[[nodiscard]] source::Diagnostics write_new_file(const std::string& path, std::string_view bytes);
/// Makes a folder and those it lies in; one that is there is fine.
[[nodiscard]] source::Diagnostics make_folder(const std::string& path);

}  // namespace concordat::session
