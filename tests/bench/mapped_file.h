// tests/bench/mapped_file.h
// What:  a file where it lies, with room behind it that may be read: what is written by hand reads eight bytes at a
//        time.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::bench {

[[noreturn]] inline void stop(const std::string& words) {
    std::fprintf(stderr, "bench: %s\n", words.c_str());
    std::exit(3);
}

[[nodiscard]] inline std::string_view mapped(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0) stop(path + " cannot be read");
    const auto size = static_cast<std::size_t>(status.st_size);
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* room = mmap(nullptr, size + 2 * page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED || mmap(room, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED)
        stop(path + " cannot be mapped");
    close(file);
    return {static_cast<const char*>(room), size};
}

/// The data files of a folder of make_activity.cpp, in the order of their names.
[[nodiscard]] inline std::vector<std::string_view> mapped_data(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder + "/data")) names.push_back(entry.path());
    std::sort(names.begin(), names.end());
    std::vector<std::string_view> files;
    for (const std::string& name : names) files.push_back(mapped(name));
    return files;
}

}  // namespace concordat::bench
