// engine/session/memory_files.cpp · room: session
// What:  files in memory, with the faults a disk would have; and paths taken apart and put
//        together.
#include "session/file_reader.h"

namespace concordat::session {

bool MemoryFiles::has_folder(const std::string& folder) const {
    const std::string prefix = folder + "/";
    const auto first = files_.lower_bound(prefix);
    return folder == "." || (first != files_.end() && first->first.starts_with(prefix));
}

ReadBytes MemoryFiles::read(const std::string& path, std::size_t most_bytes) const {
    const auto found = files_.find(path);
    if (found == files_.end()) return {has_folder(path) ? FileFault::is_folder : FileFault::not_found, {}};
    if (found->second.size() > most_bytes) return {FileFault::above_limit, {}};
    return {std::nullopt, found->second};
}

MappedFile MemoryFiles::map(const std::string& path) const {
    MappedFile mapped;
    const auto found = files_.find(path);
    if (found == files_.end()) mapped.fault = has_folder(path) ? FileFault::is_folder : FileFault::not_found;
    else mapped.bytes = found->second;
    return mapped;
}

std::size_t MemoryFiles::size(const std::string& path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? 0 : found->second.size();
}

ListedFolder MemoryFiles::list(const std::string& folder) const {
    if (files_.contains(folder)) return {FileFault::is_file, {}};
    if (!has_folder(folder)) return {FileFault::not_found, {}};
    ListedFolder result;
    for (const auto& [path, bytes] : files_) {
        if (folder_of(path) == folder) result.files.push_back(path.substr(path.rfind('/') + 1));
    }
    return result;
}

std::string joined_path(const std::string& folder, const std::string& name) {
    if (folder.empty() || folder == ".") return name;
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace concordat::session
