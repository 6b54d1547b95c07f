// tests/pages/errors_page.cpp · writes docs/errors.md: every code of codes.def, with the golden cases that show it.
// Use:   errors_page <repository root>            writes the page
//        errors_page <repository root> --check    exit 1 when the page in the tree is another one
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Code {
    std::string label;  // "E203"
    std::string name;   // "undefined_term"
    std::string about;  // "a name that is declared nowhere"
};

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Lines read_lines(const fs::path& file) {
    std::istringstream in(read_text(file));
    Lines lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// `CONCORDAT_CODE(203, undefined_term, "a name that is declared nowhere")`
std::vector<Code> read_codes(const fs::path& file) {
    constexpr std::string_view opening = "CONCORDAT_CODE(";
    std::vector<Code> codes;
    for (const std::string& line : read_lines(file)) {
        const std::size_t comma = line.find(", ");
        const std::size_t open = line.find('"');
        const std::size_t close = line.rfind('"');
        if (!line.starts_with(opening) || comma == std::string::npos || open == close) continue;
        const std::string number = line.substr(opening.size(), comma - opening.size());
        const std::size_t name_end = line.find(',', comma + 1);
        Code code;
        code.label = (number[0] == '8' ? "W" : number[0] == '9' ? "A" : "E") + number;
        code.name = line.substr(comma + 2, name_end - comma - 2);
        code.about = line.substr(open + 1, close - open - 1);
        codes.push_back(code);
    }
    return codes;
}

std::vector<fs::path> find_cases(const fs::path& folder) {
    std::vector<fs::path> cases;
    if (!fs::is_directory(folder)) return cases;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".case") cases.push_back(entry.path());
    }
    std::sort(cases.begin(), cases.end());
    return cases;
}

std::string spaced(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

/// The story of a case, and what the commands of its transcript print.
void add_case(std::string& page, const fs::path& file, const fs::path& root) {
    const Lines lines = read_lines(file);
    if (lines.empty()) return;
    const std::string place = "../" + file.lexically_relative(root).generic_string();
    page += lines.front() + "\n([" + file.filename().string() + "](" + place + "))\n\n~~~~text\n";
    bool in_transcript = false;
    for (const std::string& line : lines) {
        if (line.starts_with("-- ") && line.ends_with(" --")) {
            in_transcript = line == "-- transcript --";
        } else if (in_transcript) {
            page += line + "\n";
        }
    }
    page += "~~~~\n\n";
}

std::string make_page(const fs::path& root) {
    const std::vector<Code> codes = read_codes(root / "engine/source/codes.def");
    const std::vector<fs::path> cases = find_cases(root / "tests/golden/diagnostics");
    std::string page =
        "# What each message is about\n\n"
        "Written by `./dev docs` from `engine/source/codes.def` and the cases in\n"
        "`tests/golden/diagnostics`: change those, not this page. E stops, W warns, A advises.\n"
        "A code never changes its meaning.\n\n"
        "| code | what it is about |\n|---|---|\n";
    for (const Code& code : codes) page += "| " + code.label + " | " + code.about + " |\n";
    page += "\n";
    for (const Code& code : codes) {
        page += "## " + code.label + " " + spaced(code.name) + "\n\n";
        page += static_cast<char>(std::toupper(static_cast<unsigned char>(code.about[0])));
        page += code.about.substr(1) + ".\n\n";
        for (const fs::path& file : cases) {
            if (file.filename().string().starts_with(code.label + "_")) add_case(page, file, root);
        }
    }
    page.pop_back();
    return page;
}

}  // namespace

int main(int count, char** words) {
    if (count < 2 || !fs::is_directory(words[1])) {
        std::fputs("use: errors_page <repository root> [--check]\n", stderr);
        return 2;
    }
    const fs::path root = words[1];
    const fs::path file = root / "docs/errors.md";
    const std::string page = make_page(root);
    if (count > 2 && std::string_view(words[2]) == "--check") {
        if (read_text(file) == page) return 0;
        std::puts("docs/errors.md is not what codes.def and the golden cases say: run ./dev docs");
        return 1;
    }
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << page;
    return 0;
}
