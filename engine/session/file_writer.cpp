// engine/session/file_writer.cpp · room: session
// What:  writes results atomically: a temporary file in the same folder, then a rename.
#include "session/file_writer.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "session/file_faults.h"
#include "session/file_reader.h"
#include "session/open_file.h"

namespace concordat::session {
namespace {

namespace fs = std::filesystem;

source::Diagnostics not_written(const std::string& path, const std::error_code& error) {
    source::Diagnostics problems;
    const bool forbidden = error == std::errc::permission_denied;
    problems.add(forbidden ? source::Code::no_permission : source::Code::file_not_written, "", whole_file(path),
                 fmt::format("`{}` cannot be written: {}", path, error.message()));
    return problems;
}

std::error_code last_error() { return {errno, std::generic_category()}; }

/// Writes all bytes and closes; says what went wrong.
std::error_code write_all(OpenFile file, std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) return last_error();
    if (std::fflush(file.get()) != 0) return last_error();
    if (std::fclose(file.release()) != 0) return last_error();
    return {};
}

}  // namespace

source::Diagnostics write_result(const std::string& path, std::string_view bytes) {
    std::error_code error;
    if (fs::is_directory(path, error)) return file_fault(FileFault::is_folder, {path, 0});
    const std::string beside = fmt::format("{}.{}.part", path, getpid());
    OpenFile file(std::fopen(beside.c_str(), "wbx"));
    if (!file) return not_written(path, last_error());
    error = write_all(std::move(file), bytes);
    if (!error) fs::rename(beside, path, error);
    if (!error) return {};
    std::error_code nothing_more_to_do;
    fs::remove(beside, nothing_more_to_do);
    return not_written(path, error);
}

source::Diagnostics write_new_file(const std::string& path, std::string_view bytes) {
    OpenFile file(std::fopen(path.c_str(), "wbx"));  // x: only when it is not there
    if (!file && errno == EEXIST) {
        source::Diagnostics problems;
        problems
            .add(source::Code::file_already_there, "", whole_file(path),
                 fmt::format("`{}` is there already; it is never overwritten", path))
            .with_help("name another folder with -o, or move the file away");
        return problems;
    }
    if (!file) return not_written(path, last_error());
    const std::error_code error = write_all(std::move(file), bytes);
    return error ? not_written(path, error) : source::Diagnostics{};
}

source::Diagnostics make_folder(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    return error ? not_written(path, error) : source::Diagnostics{};
}

}  // namespace concordat::session
