// tests/pages/run_pages.cpp · runs the pages of docs/ and README.md: every command, every example of a sentence form.
// Use:   run_pages <concordat binary> <repository root> <page.md>...      (ACCEPT=1 writes what commands print into the
// page) Boxes: ```contract            text added to the page's contract file (the first `*.contract.md` that the page
// names)
//        ```contract agreement  the agreement that every later ```contract box of the page is added to, each alone: it
//        must
//                               pass `concordat check`, and `concordat test` where it has worked examples
//        ```csv path.csv        a data file
//        ```console             `$ command` lines, each followed by what it prints (both streams) and [exit N] if not 0
//        Any other box is only shown.
// Start: run_page(), near the end.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Box {
    std::string info;                 // contract, csv data/x.csv, console
    std::string heading;              // the heading above it
    std::size_t first = 0, last = 0;  // its lines in the page, fences left out
};

struct Output {
    std::string text;
    int exit_code = 0;
};

struct Tally {
    int passed = 0, failed = 0;
};

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_text(const fs::path& file, std::string_view text, bool append = false) {
    if (file.has_parent_path()) fs::create_directories(file.parent_path());
    std::ofstream out(file, append ? std::ios::binary | std::ios::app : std::ios::binary);
    out << text;
}

Lines split(const std::string& text) {
    std::istringstream in(text);
    Lines lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string joined(const Lines& lines, std::size_t first, std::size_t last) {
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += lines[i] + "\n";
    return text;
}

std::vector<Box> find_boxes(const Lines& page) {
    std::vector<Box> boxes;
    std::string heading;
    for (std::size_t i = 0; i < page.size(); ++i) {
        if (page[i].starts_with("#")) heading = page[i];
        if (!page[i].starts_with("```")) continue;
        Box box{page[i].substr(3), heading, i + 1, i + 1};
        while (box.last < page.size() && !page[box.last].starts_with("```")) ++box.last;
        i = box.last;
        boxes.push_back(box);
    }
    return boxes;
}

/// The first file of that ending which the page names in backquotes.
std::string contract_file(const std::string& page) {
    constexpr std::string_view ending = ".contract.md";
    const std::size_t at = page.find(ending);
    if (at == std::string::npos) return "page.contract.md";
    std::size_t begin = at;
    while (begin > 0 && std::string_view("` \n/").find(page[begin - 1]) == std::string_view::npos) --begin;
    return page.substr(begin, at - begin) + std::string(ending);
}

/// Runs one command line by /bin/sh in the folder, as the golden runner does.
Output run(const fs::path& folder, const std::string& command) {
    const std::string line = "cd '" + folder.string() + "' && { " + command + "\n} 2>&1 </dev/null";
    Output output;
    FILE* pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) return {"cannot run a shell", 127};
    char block[4096];
    for (std::size_t got = 0; (got = fread(block, 1, sizeof block, pipe)) > 0;) output.text.append(block, got);
    const int status = pclose(pipe);
    output.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return output;
}

Lines shown(const Output& output) {
    Lines lines = split(output.text);
    for (std::string& line : lines) {
        while (line.ends_with(' ')) line.pop_back();
    }
    if (output.exit_code != 0) lines.push_back("[exit " + std::to_string(output.exit_code) + "]");
    return lines;
}

struct Page {
    fs::path file;
    fs::path folder;
    Lines lines;
    std::string contract;   // the contract file's name
    std::string agreement;  // text of ```contract agreement
    Tally tally;
    Lines renewed;  // the page with outputs as they are now
};

void fail(Page& page, const Box& box, const std::string& words) {
    ++page.tally.failed;
    std::cout << page.file.string() << ":" << box.first << ": " << words << "\n";
}

void compare(Page& page, const Box& box, const std::string& command, const Lines& expected, const Lines& got) {
    if (expected == got) {
        ++page.tally.passed;
        return;
    }
    fail(page, box, "`" + command + "` prints something else; ACCEPT=1 takes it in");
    for (const std::string& line : expected) std::cout << "  - " << line << "\n";
    for (const std::string& line : got) std::cout << "  + " << line << "\n";
}

/// Each command, and the lines below it up to the next.
Lines run_console(Page& page, const Box& box) {
    Lines renewed;
    std::size_t i = box.first;
    while (i < box.last) {
        std::string command = page.lines[i].substr(page.lines[i].starts_with("$ ") ? 2 : 0);
        renewed.push_back(page.lines[i++]);
        while (command.ends_with("\\") && i < box.last) {
            command.pop_back();
            command += page.lines[i];
            renewed.push_back(page.lines[i++]);
        }
        Lines expected;
        while (i < box.last && !page.lines[i].starts_with("$ ")) expected.push_back(page.lines[i++]);
        const Lines got = shown(run(page.folder, command));
        compare(page, box, command, expected, got);
        renewed.insert(renewed.end(), got.begin(), got.end());
    }
    return renewed;
}

/// One example of the reference: the agreement and this box, checked and tested.
void run_example(Page& page, const Box& box) {
    const std::string own = joined(page.lines, box.first, box.last);
    const std::string text = own.starts_with("# ") ? own : page.agreement + "\n" + own;
    write_text(page.folder / "example.contract.md", text);
    const Output checked = run(page.folder, "concordat check example.contract.md");
    if (checked.exit_code != 0) return fail(page, box, box.heading + ": does not pass check\n" + checked.text);
    ++page.tally.passed;
    if (text.find("Examples \"") == std::string::npos) return;
    const Output tested = run(page.folder, "concordat test example.contract.md");
    if (tested.exit_code != 0) return fail(page, box, box.heading + ": a worked example fails\n" + tested.text);
    ++page.tally.passed;
}

void run_box(Page& page, const Box& box) {
    if (box.info == "contract agreement") {
        page.agreement = joined(page.lines, box.first, box.last);
    } else if (box.info == "contract" && !page.agreement.empty()) {
        run_example(page, box);
    } else if (box.info == "contract") {
        const fs::path file = page.folder / page.contract;
        write_text(file, (fs::exists(file) ? "\n" : "") + joined(page.lines, box.first, box.last), true);
    } else if (box.info.starts_with("csv ")) {
        write_text(page.folder / box.info.substr(4), joined(page.lines, box.first, box.last));
    }
}

Tally run_page(const fs::path& file, const fs::path& folder) {
    Page page{file, folder, split(read_text(file)), {}, {}, {}, {}};
    page.contract = contract_file(read_text(file));
    fs::remove_all(folder);
    fs::create_directories(folder);
    // A page may show the tree's own examples: `concordat settle examples/...`.
    for (const char* shared : {"examples", "rulesets"})
        fs::create_directory_symlink(fs::path(std::getenv("CONCORDAT_ROOT")) / shared, folder / shared);
    std::size_t copied = 0;
    for (const Box& box : find_boxes(page.lines)) {
        page.renewed.insert(page.renewed.end(), page.lines.begin() + static_cast<long>(copied),
                            page.lines.begin() + static_cast<long>(box.first));
        if (box.info == "console") {
            const Lines lines = run_console(page, box);
            page.renewed.insert(page.renewed.end(), lines.begin(), lines.end());
        } else {
            run_box(page, box);
            page.renewed.insert(page.renewed.end(), page.lines.begin() + static_cast<long>(box.first),
                                page.lines.begin() + static_cast<long>(box.last));
        }
        copied = box.last;
    }
    page.renewed.insert(page.renewed.end(), page.lines.begin() + static_cast<long>(copied), page.lines.end());
    if (std::getenv("ACCEPT") != nullptr) write_text(file, joined(page.renewed, 0, page.renewed.size()));
    fs::remove_all(folder);
    return page.tally;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 4) {
        std::cerr << "use: run_pages <concordat binary> <repository root> <page.md>...\n";
        return 2;
    }
    const fs::path programs = fs::absolute(arguments[1]).parent_path();
    const fs::path root = fs::absolute(arguments[2]);
    setenv("PATH", (programs.string() + ":" + std::getenv("PATH")).c_str(), 1);
    setenv("CONCORDAT_ROOT", root.c_str(), 1);
    for (const auto& [name, value] : {std::pair{"LC_ALL", "C"}, std::pair{"NO_COLOR", "1"}, std::pair{"TZ", "UTC"}})
        setenv(name, value, 1);
    Tally total;
    for (int i = 3; i < count; ++i) {
        const std::string folder =
            fs::temp_directory_path() / ("concordat-page-" + std::to_string(getpid()) + "-" + std::to_string(i));
        const Tally tally = run_page(root / arguments[i], folder);
        std::cout << arguments[i] << ": " << tally.passed << " passed, " << tally.failed << " failed\n";
        total.passed += tally.passed;
        total.failed += tally.failed;
    }
    std::cout << total.passed << " passed, " << total.failed << " failed\n";
    return total.failed == 0 ? 0 : 1;
}
