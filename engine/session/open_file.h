// engine/session/open_file.h · room: session
// What:  a file of the C library that closes itself.
#pragma once

#include <cstdio>
#include <memory>

namespace concordat::session {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace concordat::session
