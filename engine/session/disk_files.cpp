// engine/session/disk_files.cpp · room: session
// What:  files on the disk, every fault named.
#include "session/file_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include <sys/mman.h>
#include <unistd.h>

#include "session/open_file.h"

namespace concordat::session {
namespace {

namespace fs = std::filesystem;

FileFault fault_of(const std::error_code& error) {
    if (error == std::errc::permission_denied) return FileFault::no_permission;
    if (error == std::errc::no_such_file_or_directory) return FileFault::not_found;
    if (error == std::errc::not_a_directory) return FileFault::not_found;
    if (error == std::errc::is_a_directory) return FileFault::is_folder;
    return FileFault::not_readable;
}

/// Reads to the end; a file that grows past the limit while it is read is above the limit too.
ReadBytes read_to_end(std::FILE* file, std::size_t expected_bytes, std::size_t most_bytes) {
    ReadBytes result;
    result.bytes.reserve(expected_bytes);
    constexpr std::size_t chunk_bytes = 1u << 16;
    std::array<char, chunk_bytes> chunk;
    for (std::size_t count = 1; count > 0;) {
        count = std::fread(chunk.data(), 1, chunk.size(), file);
        if (count > most_bytes - result.bytes.size()) return {FileFault::above_limit, {}};
        result.bytes.append(chunk.data(), count);
    }
    if (std::ferror(file) != 0) return {FileFault::not_readable, {}};
    return result;
}

}  // namespace

ReadBytes DiskFiles::read(const std::string& path, std::size_t most_bytes) const {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) return {FileFault::not_found, {}};
    if (error) return {fault_of(error), {}};
    if (fs::is_directory(status)) return {FileFault::is_folder, {}};
    std::uintmax_t size = 0;
    if (fs::is_regular_file(status)) size = fs::file_size(path, error);
    if (error) return {fault_of(error), {}};
    if (size > most_bytes) return {FileFault::above_limit, {}};
    const OpenFile file(std::fopen(path.c_str(), "rb"));
    if (!file) return {fault_of({errno, std::generic_category()}), {}};
    return read_to_end(file.get(), static_cast<std::size_t>(size), most_bytes);
}

MappedFile DiskFiles::map(const std::string& path) const {
    MappedFile mapped;
    const OpenFile file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        mapped.fault = fault_of({errno, std::generic_category()});
        return mapped;
    }
    const std::size_t bytes = size(path);
    if (bytes == 0) return mapped;
    void* const start = mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, fileno(file.get()), 0);
    if (start == MAP_FAILED) {
        mapped.fault = FileFault::not_readable;
        return mapped;
    }
    mapped.bytes = std::string_view(static_cast<const char*>(start), bytes);
    mapped.owner = std::shared_ptr<const void>(start, [bytes](void* begin) { munmap(begin, bytes); });
    mapped.set_down = [begin = mapped.bytes.data()](std::string_view part) {
        // Whole pages only, of those inside; the pages at its ends belong to its neighbours too.
        const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        const auto from = (static_cast<std::size_t>(part.data() - begin) + page - 1) / page * page;
        const auto to =
            static_cast<std::size_t>(part.data() - begin + static_cast<std::ptrdiff_t>(part.size())) / page * page;
        if (from < to) madvise(const_cast<char*>(begin) + from, to - from, MADV_DONTNEED);
    };
    return mapped;
}

std::size_t DiskFiles::size(const std::string& path) const {
    std::error_code error;
    const std::uintmax_t bytes = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
    return error ? 0 : static_cast<std::size_t>(bytes);
}

ListedFolder DiskFiles::list(const std::string& folder) const {
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (status.type() == fs::file_type::not_found) return {FileFault::not_found, {}};
    if (error) return {fault_of(error), {}};
    if (!fs::is_directory(status)) return {FileFault::is_file, {}};
    ListedFolder result;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        std::error_code unknown;
        if (entry->is_regular_file(unknown)) result.files.push_back(entry->path().filename().string());
    }
    if (error) return {fault_of(error), {}};
    std::sort(result.files.begin(), result.files.end());
    return result;
}

bool DiskFiles::same_file(const std::string& a, const std::string& b) const {
    std::error_code error;
    const bool same = fs::equivalent(a, b, error);
    return !error && same;
}

}  // namespace concordat::session
