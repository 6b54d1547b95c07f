// engine/session/file_reader.h · room: session
// What:  where files come from: the disk, or a list in memory for tests and other fronts. Nothing
//        else opens a file.
// Never: an exception of the standard library let out; a file above its limit read.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::session {

enum class FileFault { not_found, is_folder, is_file, no_permission, above_limit, not_readable };

struct ReadBytes {
    std::optional<FileFault> fault;  // unset: the bytes are there, all of them
    std::string bytes;
};
/// The bytes of a file where they lie, without a copy; they stay as long as `owner` does.
struct MappedFile {
    std::optional<FileFault> fault;
    std::string_view bytes;
    std::shared_ptr<const void> owner;
    /// These bytes are not needed for now: their memory may be given back. They can be read again.
    std::function<void(std::string_view)> set_down;
};
struct ListedFolder {
    std::optional<FileFault> fault;
    std::vector<std::string> files;  // names of the files right in it, in the order of their bytes
};

class FileReader {
public:
    virtual ~FileReader() = default;
    /// A whole file of at most `most_bytes`; the size is asked before anything is read.
    [[nodiscard]] virtual ReadBytes read(const std::string& path, std::size_t most_bytes) const = 0;
    /// The same as a view, for files too large to be copied.
    [[nodiscard]] virtual MappedFile map(const std::string& path) const = 0;
    /// Bytes; 0 for what is not there.
    [[nodiscard]] virtual std::size_t size(const std::string& path) const = 0;
    [[nodiscard]] virtual ListedFolder list(const std::string& folder) const = 0;
    /// Whether both paths lead to one file.
    [[nodiscard]] virtual bool same_file(const std::string& a, const std::string& b) const = 0;
};

class DiskFiles final : public FileReader {
public:
    [[nodiscard]] ReadBytes read(const std::string& path, std::size_t most_bytes) const override;
    [[nodiscard]] MappedFile map(const std::string& path) const override;
    [[nodiscard]] std::size_t size(const std::string& path) const override;
    [[nodiscard]] ListedFolder list(const std::string& folder) const override;
    [[nodiscard]] bool same_file(const std::string& a, const std::string& b) const override;
};

/// Files by path ("contract.contract.md", "data/costs.csv"). A folder is there when a file lies in
/// it.
class MemoryFiles final : public FileReader {
public:
    explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
    [[nodiscard]] ReadBytes read(const std::string& path, std::size_t most_bytes) const override;
    [[nodiscard]] MappedFile map(const std::string& path) const override;
    [[nodiscard]] std::size_t size(const std::string& path) const override;
    [[nodiscard]] ListedFolder list(const std::string& folder) const override;
    [[nodiscard]] bool same_file(const std::string& a, const std::string& b) const override { return a == b; }

private:
    [[nodiscard]] bool has_folder(const std::string& folder) const;
    std::map<std::string, std::string> files_;
};

/// "data/costs.csv" of "data" and "costs.csv".
[[nodiscard]] std::string joined_path(const std::string& folder, const std::string& name);
/// The folder a file lies in: "contracts" of "contracts/a.contract.md", "." of "a.contract.md".
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace concordat::session
