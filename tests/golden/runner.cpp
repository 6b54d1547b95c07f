// tests/golden/runner.cpp · runs golden cases: one file holds a story, its files and what commands must print.
// Use:   golden <concordat binary> <repository root> <folder or .case>...   (ACCEPT=1 rewrites transcripts)
// Case:  described in tests/README.md.
// Start: main(), last in the file; the functions above are its steps, in order.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

constexpr auto longest_run = std::chrono::seconds(60);
constexpr std::size_t longest_diff_lines = 2'000;
constexpr std::size_t most_output_bytes = 16 * 1024 * 1024;

/// One `-- name (flags) --` part of a case. `first` and `last` are its lines in the file, the header line left out.
struct Section {
    std::string name;
    bool carriage_returns = false;
    bool no_newline = false;
    bool hexadecimal = false;
    std::size_t first = 0;
    std::size_t last = 0;
};

struct Case {
    fs::path file;
    Lines lines;
    Lines needs;
    std::vector<Section> sections;
    std::string mistake;  // in words, when the file is not a case
};

/// Where cases run. `folder` holds `bin` (the program), and `work`, made new for every case.
struct Bench {
    fs::path root;
    fs::path shared;
    fs::path folder;
    std::vector<std::string> environment;
    bool accept = false;
    std::string how_called;
};

struct Outcome {
    std::string output;
    int exit_code = 0;
    int signal = 0;
    bool too_long = false;
};

/// What a transcript became, and what no acceptance can put right.
struct Replay {
    Lines lines;
    Lines faults;
};

// --- reading a case ----------------------------------------------------------------------------------------

Lines split_lines(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::optional<std::string> read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Reads `-- name --` or `-- name (crlf, no newline) --`; anything else is text.
std::optional<Section> read_header(std::string_view line) {
    if (line.size() < 7 || !line.starts_with("-- ") || !line.ends_with(" --")) return std::nullopt;
    std::string_view inside = line.substr(3, line.size() - 6);
    Section section;
    if (const std::size_t open = inside.find(" ("); open != std::string_view::npos && inside.ends_with(")")) {
        const std::string_view flags = inside.substr(open);
        section.carriage_returns = flags.find("crlf") != std::string_view::npos;
        section.no_newline = flags.find("no newline") != std::string_view::npos;
        section.hexadecimal = flags.find("hex") != std::string_view::npos;
        if (!section.carriage_returns && !section.no_newline && !section.hexadecimal) return std::nullopt;
        inside = inside.substr(0, open);
    }
    if (inside.empty() || inside.find(' ') != std::string_view::npos) return std::nullopt;
    section.name = inside;
    return section;
}

std::string mistake_in(const Case& read) {
    if (read.lines.empty() || read.lines.front().empty() || read_header(read.lines.front())) {
        return "the first line has to say, in words, what the case shows";
    }
    bool has_transcript = false;
    Lines seen;
    for (const Section& section : read.sections) {
        if (section.name == "transcript") {
            has_transcript = true;
            continue;
        }
        const fs::path path = section.name;
        if (section.name.find_first_of("./") == std::string::npos) {
            return "section `" + section.name + "` is neither `transcript` nor a file name with a dot";
        }
        if (path.is_absolute() || section.name.find("..") != std::string::npos) {
            return "section `" + section.name + "` would be written outside the case's own folder";
        }
        if (std::find(seen.begin(), seen.end(), section.name) != seen.end()) {
            return "section `" + section.name + "` is given twice";
        }
        seen.push_back(section.name);
    }
    return has_transcript ? "" : "there is no section `-- transcript --`, so nothing is tested";
}

Case read_case(const fs::path& file) {
    Case read;
    read.file = file;
    const auto text = read_file(file);
    if (!text) {
        read.mistake = "the file cannot be read";
        return read;
    }
    read.lines = split_lines(*text);
    for (std::size_t at = 0; at < read.lines.size(); ++at) {
        if (auto header = read_header(read.lines[at])) {
            header->first = header->last = at + 1;
            read.sections.push_back(*header);
        } else if (!read.sections.empty()) {
            read.sections.back().last = at + 1;
        } else if (at > 0 && read.lines[at].starts_with("needs: ")) {
            read.needs.push_back(read.lines[at].substr(7));
        }
    }
    read.mistake = mistake_in(read);
    return read;
}

/// The first folder the case needs and that is not on this machine.
std::optional<std::string> first_missing(const Case& read, const Bench& bench) {
    for (const std::string& need : read.needs) {
        const bool is_shared = need.starts_with("shared/");
        const fs::path place = is_shared ? bench.shared / need.substr(7) : bench.root / need;
        if (!fs::exists(place)) return need;
    }
    return std::nullopt;
}

// --- laying out its files ----------------------------------------------------------------------------------

/// Turns pairs of hexadecimal digits into bytes; blanks are for reading. Nothing when it is not such a text.
std::optional<std::string> bytes_of_hex(const std::string& text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string bytes;
    std::optional<std::size_t> high;
    for (const char letter : text) {
        if (letter == ' ' || letter == '\n') continue;
        const std::size_t digit = digits.find(letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + 32) : letter);
        if (digit == std::string_view::npos) return std::nullopt;
        if (high) {
            bytes.push_back(static_cast<char>(*high * 16 + digit));
            high.reset();
        } else {
            high = digit;
        }
    }
    if (high) return std::nullopt;
    return bytes;
}

std::optional<std::string> bytes_of(const Case& read, const Section& section) {
    const std::string_view line_end = section.carriage_returns ? "\r\n" : "\n";
    std::string bytes;
    for (std::size_t at = section.first; at < section.last; ++at) bytes.append(read.lines[at]).append(line_end);
    if (section.hexadecimal) return bytes_of_hex(bytes);
    if (section.no_newline && !bytes.empty()) bytes.resize(bytes.size() - line_end.size());
    return bytes;
}

/// Makes a new, empty working folder with the case's files in it. Returns the mistake in words, or nothing.
std::string lay_out(const Case& read, const Bench& bench) {
    const fs::path work = bench.folder / "work";
    fs::remove_all(work);
    fs::create_directories(work);
    for (const Section& section : read.sections) {
        if (section.name == "transcript") continue;
        const auto bytes = bytes_of(read, section);
        if (!bytes) return "section `" + section.name + "` is not pairs of hexadecimal digits";
        const fs::path path = work / section.name;
        fs::create_directories(path.parent_path());
        std::ofstream out(path, std::ios::binary);
        if (!out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()))) {
            return "section `" + section.name + "` cannot be written as a file";
        }
    }
    return "";
}

// --- running its commands ----------------------------------------------------------------------------------

[[noreturn]] void become_shell(const std::string& command, const Bench& bench, int output) {
    setpgid(0, 0);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    std::vector<char*> environment;
    for (const std::string& entry : bench.environment) environment.push_back(const_cast<char*>(entry.c_str()));
    environment.push_back(nullptr);
    if (chdir((bench.folder / "work").c_str()) == 0) {
        execle("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr), environment.data());
    }
    _exit(127);
}

/// Reads until the other side closes, the time is up or the output is absurd. True when it closed.
bool read_until_closed(int from, std::string& text) {
    const auto end = std::chrono::steady_clock::now() + longest_run;
    std::vector<char> buffer(64 * 1024);
    while (text.size() < most_output_bytes) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd waiting{.fd = from, .events = POLLIN, .revents = 0};
        if (poll(&waiting, 1, static_cast<int>(left.count())) <= 0) continue;
        const ssize_t got = read(from, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return true;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return false;
}

Outcome run(const std::string& command, const Bench& bench) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        std::perror("golden: pipe");
        std::exit(2);
    }
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) become_shell(command, bench, ends[1]);
    if (child < 0) {
        std::perror("golden: fork");
        std::exit(2);
    }
    setpgid(child, child);
    close(ends[1]);
    Outcome outcome;
    outcome.too_long = !read_until_closed(ends[0], outcome.output);
    close(ends[0]);
    if (outcome.too_long) kill(-child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
    if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
    // A shell that waited for a killed program says so with 128 and the signal's number.
    if (outcome.exit_code > 128 && outcome.exit_code <= 128 + 64) outcome.signal = outcome.exit_code - 128;
    return outcome;
}

/// An output line that would be read as something else in a transcript gets a backslash in front.
std::string as_written(std::string line) {
    const bool is_taken = line.starts_with("$ ") || line.starts_with("\\") || read_header(line).has_value();
    return is_taken ? "\\" + line : line;
}

void add_outcome(const Outcome& outcome, const std::string& command, const Bench& bench, Replay& replay) {
    for (std::string& line : split_lines(outcome.output)) replay.lines.push_back(as_written(std::move(line)));
    if (!outcome.output.empty() && outcome.output.back() != '\n') replay.lines.emplace_back("[no newline]");
    if (outcome.exit_code != 0) replay.lines.push_back("[exit " + std::to_string(outcome.exit_code) + "]");
    if (outcome.too_long) {
        replay.faults.push_back("`" + command + "` was stopped: over " + std::to_string(longest_run.count()) +
                                " seconds, or over 16 MiB of output");
    } else if (outcome.signal != 0) {
        replay.faults.push_back("`" + command + "` died by signal " + std::to_string(outcome.signal) + " (" +
                                strsignal(outcome.signal) + ")");
    }
    for (const fs::path& place : {bench.folder, bench.root, bench.shared}) {
        if (outcome.output.find(place.string() + "/") == std::string::npos) continue;
        replay.faults.push_back("`" + command + "` prints " + place.string() +
                                "/..., which is another path on every machine");
    }
}

/// Runs the commands of a transcript in order and writes down what they print.
Replay replay_transcript(const Case& read, const Section& section, const Bench& bench) {
    Replay replay;
    for (std::size_t at = section.first; at < section.last; ++at) {
        if (!read.lines[at].starts_with("$ ")) continue;
        std::string command = read.lines[at].substr(2);
        replay.lines.push_back(read.lines[at]);
        while (command.ends_with("\\") && at + 1 < section.last) {  // goes on in the next line
            command += "\n" + read.lines[++at];
            replay.lines.push_back(read.lines[at]);
        }
        add_outcome(run(command, bench), command, bench, replay);
    }
    if (replay.lines.empty()) replay.faults.emplace_back("the transcript has no command: a line that begins with `$ `");
    return replay;
}

// --- showing and accepting differences ---------------------------------------------------------------------

/// Lengths of the longest common part of what is left of `expected` and `obtained` from each pair of lines on.
std::vector<std::vector<unsigned>> common_lengths(const Lines& expected, const Lines& obtained) {
    std::vector<std::vector<unsigned>> lengths(expected.size() + 1, std::vector<unsigned>(obtained.size() + 1, 0));
    for (std::size_t i = expected.size(); i-- > 0;) {
        for (std::size_t j = obtained.size(); j-- > 0;) {
            lengths[i][j] =
                expected[i] == obtained[j] ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
        }
    }
    return lengths;
}

Lines diff_lines(const Lines& expected, const Lines& obtained) {
    const auto lengths = common_lengths(expected, obtained);
    Lines diff;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < expected.size() || j < obtained.size()) {
        if (i < expected.size() && j < obtained.size() && expected[i] == obtained[j]) {
            diff.push_back("    " + expected[i++]);
            ++j;
        } else if (j == obtained.size() || (i < expected.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
            diff.push_back("  - " + expected[i++]);
        } else {
            diff.push_back("  + " + obtained[j++]);
        }
    }
    return diff;
}

/// Prints the changed lines with two unchanged ones around each change.
void print_diff(Lines expected, Lines obtained) {
    if (std::max(expected.size(), obtained.size()) > longest_diff_lines) {
        std::printf("  (only the first %zu lines are compared here)\n", longest_diff_lines);
        expected.resize(std::min(expected.size(), longest_diff_lines));
        obtained.resize(std::min(obtained.size(), longest_diff_lines));
    }
    const Lines diff = diff_lines(expected, obtained);
    const auto is_near_change = [&](std::size_t at) {
        const std::size_t from = at < 2 ? 0 : at - 2;
        for (std::size_t near = from; near < std::min(diff.size(), at + 3); ++near) {
            if (diff[near][2] != ' ') return true;
        }
        return false;
    };
    std::puts("  (- expected, + obtained)");
    bool in_gap = false;
    for (std::size_t at = 0; at < diff.size(); ++at) {
        if (is_near_change(at)) {
            std::puts(diff[at].c_str());
            in_gap = false;
        } else if (!in_gap) {
            std::puts("    ...");
            in_gap = true;
        }
    }
}

void write_accepted(const Case& read, const std::vector<std::pair<Section, Replay>>& replays) {
    Lines lines = read.lines;
    for (auto at = replays.rbegin(); at != replays.rend(); ++at) {  // from the last, so that line numbers stay true
        const auto first = lines.begin() + static_cast<std::ptrdiff_t>(at->first.first);
        const auto last = lines.begin() + static_cast<std::ptrdiff_t>(at->first.last);
        const auto place = lines.erase(first, last);
        lines.insert(place, at->second.lines.begin(), at->second.lines.end());
    }
    std::ofstream out(read.file, std::ios::binary);
    for (const std::string& line : lines) out << line << '\n';
}

/// Runs one case and says what is to be said about it. True when it passed.
bool passes(const Case& read, const Bench& bench) {
    const std::string name = fs::proximate(read.file, bench.root).string();
    const auto begin_failure = [&] {
        std::printf("FAILED %s\n  %s\n", name.c_str(), read.lines.empty() ? "" : read.lines.front().c_str());
    };
    std::string mistake = read.mistake;
    if (mistake.empty()) mistake = lay_out(read, bench);
    if (!mistake.empty()) {
        begin_failure();
        std::printf("  not a case: %s\n", mistake.c_str());
        return false;
    }
    std::vector<std::pair<Section, Replay>> replays;
    Lines expected;
    Lines obtained;
    Lines faults;
    for (const Section& section : read.sections) {
        if (section.name != "transcript") continue;
        const auto line_at = [&](std::size_t at) { return read.lines.begin() + static_cast<std::ptrdiff_t>(at); };
        const Replay replay = replay_transcript(read, section, bench);
        expected.insert(expected.end(), line_at(section.first), line_at(section.last));
        obtained.insert(obtained.end(), replay.lines.begin(), replay.lines.end());
        faults.insert(faults.end(), replay.faults.begin(), replay.faults.end());
        replays.emplace_back(section, replay);
    }
    if (expected == obtained && faults.empty()) return true;
    if (faults.empty() && bench.accept) {
        write_accepted(read, replays);
        std::printf("accepted %s\n", name.c_str());
        return true;
    }
    begin_failure();
    for (const std::string& fault : faults) std::printf("  %s\n", fault.c_str());
    if (expected != obtained) print_diff(expected, obtained);
    if (faults.empty()) std::printf("  accept it with: ACCEPT=1 %s %s\n", bench.how_called.c_str(), read.file.c_str());
    return false;
}

// --- the bench and the main line ---------------------------------------------------------------------------

std::vector<fs::path> find_cases(const fs::path& place) {
    std::vector<fs::path> found;
    if (fs::is_directory(place)) {
        for (const auto& entry : fs::recursive_directory_iterator(place)) {
            if (entry.is_regular_file() && entry.path().extension() == ".case") found.push_back(entry.path());
        }
    } else {
        found.push_back(place);
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The environment of every command: ours, less what could change an output from machine to machine.
std::vector<std::string> make_environment(const Bench& bench) {
    constexpr std::string_view dropped[] = {
        "LC_",  "LANG",  "COLUMNS=", "LINES=",     "NO_COLOR=", "CLICOLOR", "FORCE_COLOR=",
        "PWD=", "TERM=", "PATH=",    "CONCORDAT_", "TZ=",       "HOME=",    "ACCEPT="};
    std::vector<std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const bool is_dropped = std::any_of(std::begin(dropped), std::end(dropped),
                                            [&](std::string_view start) { return text.starts_with(start); });
        if (!is_dropped) environment.emplace_back(text);
    }
    const char* const path = std::getenv("PATH");
    environment.push_back("PATH=" + (bench.folder / "bin").string() + ":" + (path == nullptr ? "/usr/bin:/bin" : path));
    environment.push_back("CONCORDAT_ROOT=" + bench.root.string());
    environment.push_back("CONCORDAT_SHARED=" + bench.shared.string());
    environment.push_back("HOME=" + bench.folder.string());
    environment.insert(environment.end(), {"LC_ALL=C", "NO_COLOR=1", "TERM=dumb", "TZ=UTC"});
    return environment;
}

std::optional<Bench> make_bench(char** words) {
    Bench bench;
    std::error_code trouble;
    const fs::path program = fs::canonical(words[1], trouble);
    if (trouble) return std::nullopt;
    bench.root = fs::canonical(words[2], trouble);
    if (trouble) return std::nullopt;
    const char* const shared = std::getenv("CONCORDAT_SHARED");
    bench.shared = shared == nullptr ? bench.root.parent_path() / "shared" : fs::absolute(shared);
    std::string folder = (fs::temp_directory_path() / "concordat-golden-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) return std::nullopt;
    bench.folder = folder;
    fs::create_directories(bench.folder / "bin");
    fs::create_symlink(program, bench.folder / "bin" / "concordat");
    if (program.filename() != "concordat") fs::create_symlink(program, bench.folder / "bin" / program.filename());
    bench.environment = make_environment(bench);
    const char* const accept = std::getenv("ACCEPT");
    bench.accept = accept != nullptr && std::string_view(accept) == "1";
    bench.how_called = std::string(words[0]) + " " + words[1] + " " + words[2];
    return bench;
}

int run_all(const Bench& bench, const Lines& places) {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    for (const std::string& place : places) {
        for (const fs::path& file : find_cases(place)) {
            const Case read = read_case(file);
            if (const auto missing = first_missing(read, bench)) {
                std::printf("skipped %s: %s is not on this machine\n", fs::proximate(file, bench.root).c_str(),
                            missing->c_str());
                ++skipped;
            } else if (passes(read, bench)) {
                ++passed;
            } else {
                ++failed;
            }
            std::fflush(stdout);
        }
    }
    std::printf("%d passed, %d failed, %d skipped\n", passed, failed, skipped);
    return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    if (count < 4) {
        std::fputs("use: golden <concordat binary> <repository root> <folder or .case file>...\n", stderr);
        return 2;
    }
    const auto bench = make_bench(words);
    if (!bench) {
        std::fprintf(stderr, "golden: %s, %s or the folder for temporary files cannot be used\n", words[1], words[2]);
        return 2;
    }
    const int result = run_all(*bench, Lines(words + 3, words + count));
    std::error_code ignored;
    fs::remove_all(bench->folder, ignored);
    return result;
}
