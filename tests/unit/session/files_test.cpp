// tests/unit/session/files_test.cpp
// What:  files on the disk and in memory give the same faults; results are written whole or not at all.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "session/file_faults.h"
#include "session/file_reader.h"
#include "session/file_writer.h"
#include "support/catch.h"

using namespace concordat;
using session::FileFault;
namespace fs = std::filesystem;

namespace {

/// A folder that is gone after the test.
struct Folder {
    Folder() : path(fs::temp_directory_path() / ("concordat-" + std::to_string(getpid()))) {
        fs::create_directories(path / "data");
    }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string at(const std::string& name) const { return (path / name).string(); }
    fs::path path;
};

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the disk names what is wrong with a file", "[session]") {
    const Folder folder;
    const session::DiskFiles files;
    REQUIRE(session::write_result(folder.at("data/b.csv"), "bytes").empty());
    REQUIRE(session::write_result(folder.at("data/a.csv"), "").empty());
    CHECK(files.read(folder.at("data/b.csv"), 5).bytes == "bytes");
    CHECK(files.read(folder.at("data/b.csv"), 4).fault == FileFault::above_limit);
    CHECK(files.read(folder.at("data"), 9).fault == FileFault::is_folder);
    CHECK(files.read(folder.at("none.csv"), 9).fault == FileFault::not_found);
    CHECK(files.read(folder.at("data/b.csv/none"), 9).fault == FileFault::not_found);
    CHECK(files.read("/dev/zero", 9).fault == FileFault::above_limit);
    CHECK(files.list(folder.at("data")).files == std::vector<std::string>{"a.csv", "b.csv"});
    CHECK(files.list(folder.at("data/b.csv")).fault == FileFault::is_file);
    CHECK(files.list(folder.at("none")).fault == FileFault::not_found);
    CHECK(files.same_file(folder.at("data/b.csv"), folder.at("data/../data/b.csv")));
    if (geteuid() != 0) {  // nothing is forbidden to root
        fs::permissions(folder.at("data/b.csv"), fs::perms::none);
        CHECK(files.read(folder.at("data/b.csv"), 9).fault == FileFault::no_permission);
    }
}

TEST_CASE("files in memory have the faults of the disk", "[session]") {
    const session::MemoryFiles files({{"data/b.csv", "bytes"}, {"a.contract.md", "x"}});
    CHECK(files.read("data/b.csv", 5).bytes == "bytes");
    CHECK(files.read("data/b.csv", 4).fault == FileFault::above_limit);
    CHECK(files.read("data", 9).fault == FileFault::is_folder);
    CHECK(files.read("none", 9).fault == FileFault::not_found);
    CHECK(files.list("data").files == std::vector<std::string>{"b.csv"});
    CHECK(files.list(".").files == std::vector<std::string>{"a.contract.md"});
    CHECK(files.list("a.contract.md").fault == FileFault::is_file);
    CHECK(files.list("none").fault == FileFault::not_found);
}

TEST_CASE("a result replaces what is there, a new file never does", "[session]") {
    const Folder folder;
    const std::string path = folder.at("result.csv");
    REQUIRE(session::write_result(path, "first").empty());
    REQUIRE(session::write_result(path, "second").empty());
    CHECK(bytes_of(path) == "second");
    const auto refused = session::write_new_file(path, "third");
    REQUIRE(refused.all().size() == 1);
    CHECK(refused.all()[0].code == source::Code::file_already_there);
    CHECK(bytes_of(path) == "second");
    CHECK(session::write_new_file(folder.at("new.csv"), "third").empty());
    CHECK(session::write_result(folder.at("data"), "x").all()[0].code == source::Code::folder_instead_of_file);
    CHECK(session::write_result(folder.at("none/result.csv"), "x").has_errors());
    std::size_t left = 0;
    for (const auto& entry : fs::directory_iterator(folder.path)) left += entry.is_regular_file();
    CHECK(left == 2);  // no temporary file is left behind
}

TEST_CASE("every file fault is the environment's", "[session]") {
    for (const FileFault fault : {FileFault::not_found, FileFault::is_folder, FileFault::is_file,
                                  FileFault::no_permission, FileFault::above_limit, FileFault::not_readable}) {
        const auto problems = session::file_fault(fault, {"data/costs.csv", 1u << 20});
        REQUIRE(problems.all().size() == 1);
        CHECK(session::is_environment_fault(problems.all()[0].code));
        CHECK(problems.all()[0].message.find("data/costs.csv") != std::string::npos);
    }
    CHECK_FALSE(session::is_environment_fault(source::Code::unknown_name_asked_for));
}

TEST_CASE("paths are put together and taken apart", "[session]") {
    CHECK(session::joined_path(".", "a.csv") == "a.csv");
    CHECK(session::joined_path("data", "a.csv") == "data/a.csv");
    CHECK(session::joined_path("data/", "a.csv") == "data/a.csv");
    CHECK(session::folder_of("a.md") == ".");
    CHECK(session::folder_of("x/y/a.md") == "x/y");
    CHECK(session::folder_of("/a.md") == "/");
}
