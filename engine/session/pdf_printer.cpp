// engine/session/pdf_printer.cpp · room: session
// What:  runs the printing program with its arguments as a list, in a folder of its own that is taken away afterwards.
// Start: print_pdf(), last in the file.
#include "session/pdf_printer.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/file_faults.h"
#include "session/file_writer.h"

namespace concordat::session {
namespace {

namespace fs = std::filesystem;

/// A folder that goes when it is no longer needed.
class OwnFolder {
public:
    OwnFolder() {
        std::error_code error;
        std::string pattern = (fs::temp_directory_path(error) / "concordat-pdf-XXXXXX").string();
        if (!error && mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;
    ~OwnFolder() {
        std::error_code nothing_more_to_do;
        if (!path_.empty()) fs::remove_all(path_, nothing_more_to_do);
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Where a program lies; empty where it is not on the PATH.
std::string program_on_path(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "/usr/bin:/bin" : path;
    while (!rest.empty()) {
        const std::size_t end = rest.find(':');
        const std::string file = std::string(rest.substr(0, end)) + "/" + name;
        if (access(file.c_str(), X_OK) == 0 && fs::is_regular_file(file)) return file;
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return {};
}

/// The command that prints `page` to `result`; empty where no such program is here.
std::vector<std::string> printing_command(const OwnFolder& folder) {
    const std::string page = folder.path() + "/page.html";
    const std::string result = folder.path() + "/page.pdf";
    if (const std::string program = program_on_path("weasyprint"); !program.empty()) return {program, page, result};
    for (const char* name : {"chromium", "chromium-browser", "google-chrome"}) {
        const std::string program = program_on_path(name);
        if (program.empty()) continue;
        std::vector<std::string> command = {program,
                                            "--headless",
                                            "--disable-gpu",
                                            "--no-pdf-header-footer",
                                            "--user-data-dir=" + folder.path() + "/profile",
                                            "--print-to-pdf=" + result};
        if (geteuid() == 0) command.push_back("--no-sandbox");  // Chromium refuses its sandbox to root
        command.push_back("file://" + page);
        return command;
    }
    return {};
}

/// Whether the program ran and ended well. What it says itself is not shown.
bool run_quietly(std::vector<std::string> command) {
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    }
    pid_t child = 0;
    const int failed = posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    if (failed != 0 || waitpid(child, &status, 0) != child) return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

source::Diagnostics not_printed(const std::string& path, std::string message, std::string help) {
    source::Diagnostics problems;
    problems.add(source::Code::file_not_written, "", whole_file(path), std::move(message)).with_help(std::move(help));
    return problems;
}

}  // namespace

source::Diagnostics print_pdf(const std::string& path, std::string_view html) {
    const OwnFolder folder;
    const std::vector<std::string> command = printing_command(folder);
    if (command.empty()) {
        return not_printed(
            path, fmt::format("`{}` is not written: no program that prints PDF is on this machine", path),
            "install WeasyPrint or Chromium (Debian: apt-get install weasyprint), or write a .html file and "
            "print it from a browser");
    }
    const std::string printed = folder.path() + "/page.pdf";
    source::Diagnostics problems = write_result(folder.path() + "/page.html", html);
    if (problems.has_errors()) return problems;
    std::error_code error;
    if (!run_quietly(command) || !fs::exists(printed, error)) {
        return not_printed(path, fmt::format("`{}` is not written: {} did not print the page", path, command.front()),
                           "write a .html file instead and print it from a browser");
    }
    const std::string beside = fmt::format("{}.{}.part", path, getpid());
    fs::copy_file(printed, beside, fs::copy_options::overwrite_existing, error);
    if (!error) fs::rename(beside, path, error);
    if (!error) return {};
    return not_printed(path, fmt::format("`{}` cannot be written: {}", path, error.message()), "");
}

}  // namespace concordat::session
