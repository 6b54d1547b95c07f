// engine/session/file_faults.cpp · room: session
// What:  file faults in plain words.
#include "session/file_faults.h"

#include <fmt/format.h>

namespace concordat::session {
namespace {

struct Words {
    source::Code code;
    std::string message, help;
};

std::string limit_words(std::size_t bytes) {
    constexpr std::size_t mebibyte = 1u << 20;
    return bytes >= mebibyte ? fmt::format("{} MiB", bytes / mebibyte) : fmt::format("{} bytes", bytes);
}

Words words_of(FileFault fault, const FaultyFile& file) {
    using source::Code;
    switch (fault) {
        case FileFault::not_found: return {Code::file_not_found, fmt::format("`{}` is not there", file.path), ""};
        case FileFault::is_folder:
            return {Code::folder_instead_of_file, fmt::format("`{}` is a folder; a file is needed", file.path),
                    fmt::format("name a file in it: {}/NAME", file.path)};
        case FileFault::is_file:
            return {Code::file_instead_of_folder, fmt::format("`{}` is a file; a folder is needed", file.path),
                    fmt::format("name the folder that it lies in: {}", folder_of(file.path))};
        case FileFault::no_permission:
            return {Code::no_permission, fmt::format("`{}` may not be read by you", file.path), ""};
        case FileFault::above_limit:
            return {Code::file_above_limit,
                    fmt::format("`{}` is too large; the limit is {}", file.path, limit_words(file.most_bytes)), ""};
        case FileFault::not_readable:
            return {Code::file_not_readable, fmt::format("`{}` cannot be read", file.path), ""};
    }
    return {Code::file_not_readable, {}, {}};
}

}  // namespace

source::Place whole_file(const std::string& path) {
    source::Place place;
    place.file = path;
    return place;
}

source::Diagnostics file_fault(FileFault fault, const FaultyFile& file) {
    const Words words = words_of(fault, file);
    source::Diagnostics problems;
    problems.add(words.code, "", whole_file(file.path), words.message).with_help(words.help);
    return problems;
}

bool is_environment_fault(source::Code code) {
    return code >= source::Code::file_not_found && code <= source::Code::no_data_files;
}

}  // namespace concordat::session
