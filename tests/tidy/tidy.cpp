// tests/tidy/tidy.cpp · the house rules as a test: layers, banned words, sizes, live links, a case for every code.
// Use:   tidy <repository root>    prints each offence as `path:line: words`, then how many; exit 1 when any.
// Start: main(), last in the file; each check_...() above it is one rule.
#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

constexpr std::size_t longest_file_lines = 600;
constexpr std::size_t longest_function_lines = 80;
constexpr std::size_t widest_code_columns = 120;
constexpr std::size_t widest_comment_columns = 140;

struct File {
    std::string path;  // from the repository root, with /
    Lines lines;
    Lines code;                          // C++ only: the same lines without comments and without the inside of strings
    std::vector<std::size_t> code_ends;  // C++ only: where the comment at the end of each line begins
};

struct Offence {
    std::string path;
    std::size_t line = 0;
    std::string words;
    auto operator<=>(const Offence&) const = default;
};

struct House {
    fs::path root;
    std::vector<File> files;
    std::map<std::string, std::set<std::string>> law;  // room -> the rooms it may include
    std::vector<Offence> offences;

    void offend(const std::string& path, std::size_t line, std::string words) {
        offences.push_back({path, line, std::move(words)});
    }
};

// --- reading the tree --------------------------------------------------------------------------------------

bool is_under(const std::string& path, std::string_view folder) { return path.starts_with(folder); }

std::string extension_of(const std::string& path) { return fs::path(path).extension().string(); }

bool is_cpp(const std::string& path) {
    const std::string extension = extension_of(path);
    return extension == ".h" || extension == ".cpp" || extension == ".def";
}

bool is_word_letter(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }

/// Lines of a text file; nothing when it has bytes that no text has.
std::optional<Lines> read_lines(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (text.find('\0') != std::string::npos) return std::nullopt;
    Lines lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// Blanks comments and the inside of strings, over many lines, so that only code is left to look at.
class Blanker {
public:
    std::string blank(const std::string& line) {
        std::string code;
        code_end = 0;
        for (std::size_t at = 0; at < line.size();) {
            const bool opens_comment = line.compare(at, 2, "//") == 0 || line.compare(at, 2, "/*") == 0;
            const bool is_comment = state_ == State::comment || (state_ == State::code && opens_comment);
            if (!is_comment && line[at] != ' ') code_end = at + 1;
            at = step(line, at, code);
        }
        if (state_ == State::text) state_ = State::code;  // an open quote does not outlive its line
        return code;
    }

    std::size_t code_end = 0;  // of the line blanked last: behind it is nothing but comment

private:
    enum class State { code, comment, text, raw_text };

    /// Takes what stands at `at` and returns where to go on.
    std::size_t step(const std::string& line, std::size_t at, std::string& code) {
        if (state_ == State::code) return step_code(line, at, code);
        if (state_ == State::text) {
            if (line[at] == '\\') return at + 2;
            if (line[at] == quote_) state_ = State::code;
            return at + 1;
        }
        const std::string end = state_ == State::comment ? "*/" : raw_end_;
        const std::size_t found = line.find(end, at);
        if (found == std::string::npos) return line.size();
        state_ = State::code;
        return found + end.size();
    }

    std::size_t step_code(const std::string& line, std::size_t at, std::string& code) {
        const std::string_view rest = std::string_view(line).substr(at);
        const bool follows_word = at > 0 && is_word_letter(line[at - 1]);
        if (rest.starts_with("//")) return line.size();
        if (rest.starts_with("/*")) {
            state_ = State::comment;
            code += ' ';
            return at + 2;
        }
        if (rest.starts_with("R\"") && !follows_word) {
            const std::size_t open = std::min(rest.find('('), rest.size());
            raw_end_ = ")" + std::string(rest.substr(2, open - 2)) + "\"";
            state_ = State::raw_text;
            code += "\"\"";
            return at + open + 1;
        }
        if (rest[0] == '"' || (rest[0] == '\'' && !follows_word)) {  // 1'000 has no text in it
            quote_ = rest[0];
            state_ = State::text;
            code += "\"\"";
            return at + 1;
        }
        code += rest[0];
        return at + 1;
    }

    State state_ = State::code;
    char quote_ = '"';
    std::string raw_end_;
};

std::vector<File> read_tree(const fs::path& root) {
    std::vector<File> files;
    const auto take = [&](const fs::directory_entry& entry) {
        if (entry.is_symlink() || !entry.is_regular_file()) return;
        auto lines = read_lines(entry.path());
        if (!lines) return;
        File file;
        file.path = entry.path().lexically_relative(root).generic_string();
        file.lines = std::move(*lines);
        Blanker blanker;
        for (const std::string& line : is_cpp(file.path) ? file.lines : Lines{}) {
            file.code.push_back(blanker.blank(line));
            file.code_ends.push_back(blanker.code_end);
        }
        files.push_back(std::move(file));
    };
    for (const char* folder : {"engine", "grammar", "rulesets", "examples", "tests", "docs"}) {
        if (!fs::is_directory(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) take(entry);
    }
    for (const auto& entry : fs::directory_iterator(root)) {
        if (entry.path().extension() == ".md") take(entry);
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return files;
}

Lines words_of(std::string_view text) {
    Lines words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_word_letter(text[end])) ++end;
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = std::max(end, at + 1);
    }
    return words;
}

void read_law(House& house) {
    const auto lines = read_lines(house.root / "engine/layers.txt");
    if (!lines || lines->empty()) return house.offend("engine/layers.txt", 0, "the law is not there");
    for (const std::string& line : *lines) {
        const std::size_t colon = line.find(':');
        if (line.starts_with("#") || colon == std::string::npos) continue;
        const Lines below = words_of(std::string_view(line).substr(colon));
        house.law[line.substr(0, colon)] = {below.begin(), below.end()};
    }
}

// --- rules about the engine --------------------------------------------------------------------------------

/// The name between the quotes or angle brackets of an #include; empty when the line is something else.
std::string included_by(const File& file, std::size_t at) {
    if (!file.code[at].starts_with("#include")) return "";
    const std::size_t open = file.lines[at].find_first_of("\"<");
    const std::size_t close = file.lines[at].find_first_of("\">", open + 1);
    if (open == std::string::npos || close == std::string::npos) return "";
    return file.lines[at].substr(open + 1, close - open - 1);
}

void check_layer(House& house, const File& file, std::size_t at, const std::string& included) {
    const std::string room = file.path.substr(7, file.path.find('/', 7) - 7);
    const auto allowed = house.law.find(room);
    const std::string other = included.substr(0, included.find('/'));
    const auto offend = [&](const std::string& words) { house.offend(file.path, at + 1, words); };
    if (allowed == house.law.end()) return offend("room `" + room + "` is not in engine/layers.txt");
    if (other == included) return offend("write `" + included + "` as the whole path from engine/");
    if (!house.law.contains(other)) return offend("`" + included + "` is in no room of engine/layers.txt");
    if (other != room && !allowed->second.contains(other)) {
        offend("room `" + room + "` may not include `" + included + "` (engine/layers.txt)");
    }
    const bool is_planned = included.find("plan") != std::string::npos || included.find("kernel") != std::string::npos;
    if (is_under(file.path, "engine/eval/reference/") && is_under(included, "eval/") && is_planned) {
        offend("the reference evaluator judges the planned one and may not include `" + included + "`");
    }
}

const std::set<std::string> antlr = {"antlr4-runtime.h", "ContractLexer.h", "ContractParser.h"};

/// Each library lives in one room.
void check_library(House& house, const File& file, std::size_t at, const std::string& included) {
    const bool is_source = extension_of(file.path) == ".cpp";
    std::string home;
    if (antlr.contains(included) && !(is_under(file.path, "engine/parse/") && is_source)) home = "engine/parse/*.cpp";
    if (included == "sqlite3.h" && !(is_under(file.path, "engine/store/") && is_source)) home = "engine/store/*.cpp";
    if (included.starts_with("boost/") && !is_under(file.path, "engine/exact/")) home = "engine/exact/";
    if (!home.empty()) house.offend(file.path, at + 1, "`" + included + "` may be included only in " + home);
}

void check_includes(House& house) {
    for (const File& file : house.files) {
        if (!is_under(file.path, "engine/") || !is_cpp(file.path)) continue;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            const std::string included = included_by(file, at);
            if (included.empty()) continue;
            const bool is_ours = file.lines[at].find('"') != std::string::npos && !antlr.contains(included);
            if (is_ours) check_layer(house, file, at, included);
            check_library(house, file, at, included);
        }
    }
}

/// Numbers that settle are exact.
void check_exactness(House& house) {
    const std::set<std::string, std::less<>> inexact = {"double",  "float", "strtod", "strtof",
                                                        "strtold", "stod",  "stof",   "stold"};
    for (const File& file : house.files) {
        if (!is_under(file.path, "engine/")) continue;
        for (std::size_t at = 0; at < file.code.size(); ++at) {
            for (const std::string& word : words_of(file.code[at])) {
                if (!inexact.contains(word) && !word.starts_with("cpp_dec_float")) continue;
                house.offend(file.path, at + 1, "`" + word + "` is not exact: use engine/exact");
            }
        }
    }
}

void check_openings(House& house) {
    for (const File& file : house.files) {
        const std::string extension = extension_of(file.path);
        if (!is_under(file.path, "engine/") || (extension != ".h" && extension != ".cpp")) continue;
        if (!file.lines.empty() && file.lines[0].starts_with("// " + file.path)) continue;
        house.offend(file.path, 1, "the first line has to be a comment that begins with `// " + file.path + "`");
    }
}

// --- rules about C++ in engine and tests -------------------------------------------------------------------

void check_names(House& house) {
    for (const File& file : house.files) {
        if (!is_cpp(file.path)) continue;
        const std::string name = fs::path(file.path).filename().string();
        for (const char* empty_word : {"util", "helper", "misc", "manager", "common"}) {
            if (name.find(empty_word) == std::string::npos) continue;
            house.offend(file.path, 0, "`" + std::string(empty_word) + "` says nothing: name it after what it holds");
        }
    }
}

std::size_t columns_of(const std::string& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;  // bytes that go on a letter are no column
    }));
}

/// Finds functions by their braces; rough, but the rule is about the long ones.
class FunctionFinder {
public:
    struct Found {
        std::size_t first = 0;
        std::size_t last = 0;
    };

    std::vector<Found> find(const Lines& code) {
        bool continues = false;
        for (std::size_t at = 0; at < code.size(); ++at) {
            const bool is_directive = continues || code[at].starts_with("#");
            continues = is_directive && code[at].ends_with("\\");
            if (is_directive) continue;
            for (const char letter : code[at] + " ") take(letter, at + 1);
        }
        return found_;
    }

private:
    void take(char letter, std::size_t line) {
        if (depth_ > 0) {  // inside a body: wait for its end
            depth_ += letter == '{' ? 1U : 0U;
            depth_ -= letter == '}' ? 1U : 0U;
            if (depth_ == 0 && is_function_) found_.push_back({first_, line});
            if (depth_ == 0) heading_.clear();
        } else if (letter == '{') {
            is_function_ = heading_.find('(') != std::string::npos && !heading_.ends_with("= ");
            if (!holds_declarations()) depth_ = 1;
            heading_.clear();
        } else if (letter == '}' || letter == ';' || (letter == ':' && is_access_word())) {
            heading_.clear();
        } else if (letter != ' ' || !heading_.empty()) {
            if (heading_.empty()) first_ = line;
            if (letter != ' ' || heading_.back() != ' ') heading_ += letter;
        }
    }

    [[nodiscard]] bool is_access_word() const {
        return heading_ == "public" || heading_ == "private" || heading_ == "protected";
    }

    /// Namespaces and types: what stands in them is looked at again.
    [[nodiscard]] bool holds_declarations() const {
        std::string_view heading = heading_;
        if (heading.starts_with("template")) {
            std::size_t open = 0;
            std::size_t at = heading.find('<');
            for (; at < heading.size(); ++at) {
                open += heading[at] == '<' ? 1U : 0U;
                if (heading[at] == '>' && --open == 0) break;
            }
            heading.remove_prefix(std::min(at + 1, heading.size()));
            heading.remove_prefix(std::min(heading.find_first_not_of(' '), heading.size()));
        }
        const Lines words = words_of(heading);
        const std::set<std::string> holders = {"namespace", "struct", "class", "union", "enum", "extern"};
        return !words.empty() && (holders.contains(words[0]) || heading.starts_with("inline namespace"));
    }

    std::vector<Found> found_;
    std::string heading_;
    std::size_t first_ = 0;
    std::size_t depth_ = 0;
    bool is_function_ = false;
};

void check_sizes(House& house) {
    for (const File& file : house.files) {
        if (!is_cpp(file.path)) continue;
        if (file.lines.size() > longest_file_lines) {
            house.offend(file.path, 0,
                         std::to_string(file.lines.size()) + " lines; at most " + std::to_string(longest_file_lines));
        }
        if (file.path.ends_with(".def")) continue;  // tables: a row is a line
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            const std::size_t code = columns_of(file.lines[at].substr(0, file.code_ends[at]));
            const std::size_t all = columns_of(file.lines[at]);
            if (code <= widest_code_columns && all <= widest_comment_columns) continue;
            house.offend(file.path, at + 1,
                         std::to_string(code) + " columns of code, " + std::to_string(all) + " in all; at most " +
                             std::to_string(widest_code_columns) + " and " + std::to_string(widest_comment_columns));
        }
        for (const auto& function : FunctionFinder().find(file.code)) {
            const std::size_t size = function.last - function.first + 1;
            if (size <= longest_function_lines) continue;
            house.offend(
                file.path, function.first,
                "a function of " + std::to_string(size) + " lines; at most " + std::to_string(longest_function_lines));
        }
    }
}

// --- rules about texts -------------------------------------------------------------------------------------

/// What is not done is an issue, not a word in the tree.
void check_promises(House& house) {
    const std::set<std::string> promises = {
        "to"
        "do",
        "fix"
        "me"};
    const std::string mark =
        "X"
        "XX";  // small letters are a filler in test texts; "in quotes" it is a currency
    for (const File& file : house.files) {
        const std::string folder = file.path.substr(0, file.path.find('/'));
        if (folder == "examples" || folder == file.path) continue;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            for (std::string word : words_of(file.lines[at])) {
                const bool is_mark = word == mark && file.lines[at].find('"' + mark) == std::string::npos;
                std::transform(word.begin(), word.end(), word.begin(),
                               [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
                if (!is_mark && !promises.contains(word)) continue;
                house.offend(file.path, at + 1, "the word `" + word + "`: do it, or write it down elsewhere");
            }
        }
    }
}

/// Where the links of one Markdown line lead to. `line` has its code spans taken out.
Lines targets_of(const std::string& line) {
    Lines targets;
    for (std::size_t at = line.find("]("); at != std::string::npos; at = line.find("](", at + 1)) {
        const std::size_t end = line.find_first_of(") ", at + 2);
        if (end != std::string::npos) targets.push_back(line.substr(at + 2, end - at - 2));
    }
    return targets;
}

/// `in_code` goes on from line to line of a paragraph.
std::string without_code_spans(const std::string& line, bool& in_code) {
    std::string text;
    if (line.empty()) in_code = false;
    for (const char letter : line) {
        if (letter == '`') in_code = !in_code;
        if (!in_code) text += letter;
    }
    return text;
}

void check_link(House& house, const File& file, std::size_t at, std::string target) {
    const bool leads_away = target.find(':') != std::string::npos || target.starts_with("#") || target.empty();
    if (leads_away) return;
    target.resize(std::min(target.find('#'), target.size()));
    while (target.find("%20") != std::string::npos) target.replace(target.find("%20"), 3, " ");
    const fs::path place =
        target.starts_with("/") ? house.root / target.substr(1) : (house.root / file.path).parent_path() / target;
    if (!fs::exists(place)) house.offend(file.path, at + 1, "the link leads nowhere: " + target);
}

void check_links(House& house) {
    for (const File& file : house.files) {
        const bool is_root_file = file.path.find('/') == std::string::npos;
        const bool is_page = extension_of(file.path) == ".md" &&
                             (is_root_file || is_under(file.path, "docs/") || file.path.ends_with("/README.md"));
        if (!is_page) continue;
        bool in_fence = false;
        bool in_code = false;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            const std::size_t text = std::min(file.lines[at].find_first_not_of(' '), file.lines[at].size());
            const std::string_view line = std::string_view(file.lines[at]).substr(text);
            if (line.starts_with("```") || line.starts_with("~~~")) in_fence = !in_fence;
            if (in_fence) continue;
            for (const std::string& target : targets_of(without_code_spans(file.lines[at], in_code))) {
                check_link(house, file, at, target);
            }
        }
    }
}

// --- rules about diagnostics -------------------------------------------------------------------------------

struct Code {
    std::size_t line = 0;
    std::string label;  // "E203"
    std::string name;   // "E203_undefined_term"
};

/// Reads codes.def: `CONCORDAT_CODE(203, undefined_term, "...")`; numbers have to rise.
std::vector<Code> read_codes(House& house) {
    constexpr std::string_view path = "engine/source/codes.def";
    std::vector<Code> codes;
    unsigned long last = 0;
    for (const File& file : house.files) {
        if (file.path != path) continue;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            const Lines words = words_of(file.code[at]);
            if (words.size() < 3 || words[0] != "CONCORDAT_CODE") continue;
            const unsigned long number = std::strtoul(words[1].c_str(), nullptr, 10);
            if (number <= last) house.offend(file.path, at + 1, "code " + words[1] + " is out of order or used twice");
            last = number;
            const std::string label = (number >= 900 ? "A" : number >= 800 ? "W" : "E") + words[1];
            codes.push_back({.line = at + 1, .label = label, .name = label + "_" + words[2]});
        }
    }
    return codes;
}

/// The codes that are allowed to have no case, each with the reason behind a #.
std::map<std::string, std::size_t> read_allowed(House& house, const std::string& path) {
    std::map<std::string, std::size_t> allowed;
    for (const File& file : house.files) {
        if (file.path != path) continue;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            const std::size_t reason = file.lines[at].find('#');
            const Lines words = words_of(std::string_view(file.lines[at]).substr(0, reason));
            if (words.empty()) continue;
            if (reason == std::string::npos) house.offend(path, at + 1, "say why behind a #");
            allowed[words[0]] = at + 1;
        }
    }
    return allowed;
}

bool is_case_of(const std::string& stem, const Code& code) {
    return stem == code.name || (stem.starts_with(code.name) && std::strchr("_-. ", stem[code.name.size()]) != nullptr);
}

bool mentions(const File& file, const std::string& words) {
    return std::any_of(file.lines.begin(), file.lines.end(),
                       [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

void check_codes(House& house) {
    const std::string allow_list = "tests/tidy/codes_without_case.txt";
    const std::vector<Code> codes = read_codes(house);
    auto allowed = read_allowed(house, allow_list);
    std::set<std::string> covered;
    for (const File& file : house.files) {
        if (!is_under(file.path, "tests/golden/diagnostics/") || extension_of(file.path) != ".case") continue;
        const std::string stem = fs::path(file.path).stem().string();
        const auto is_of_file = [&](const Code& code) { return is_case_of(stem, code); };
        const auto code = std::find_if(codes.begin(), codes.end(), is_of_file);
        if (code == codes.end()) {
            house.offend(file.path, 0, "is named after no code of engine/source/codes.def");
        } else if (!mentions(file, code->label)) {
            house.offend(file.path, 0, "never shows " + code->label);
        } else {
            covered.insert(code->name);
        }
    }
    for (const Code& code : codes) {
        const auto exception = allowed.find(code.name);
        const bool is_covered = covered.contains(code.name);
        if (exception == allowed.end() && !is_covered) {
            house.offend("engine/source/codes.def", code.line,
                         "no case tests/golden/diagnostics/" + code.name + "*.case shows it");
        } else if (exception != allowed.end() && is_covered) {
            house.offend(allow_list, exception->second, code.name + " has a case now: take the line out");
        }
        if (exception != allowed.end()) allowed.erase(exception);
    }
    for (const auto& [name, line] : allowed) {
        house.offend(allow_list, line, name + " is no code of engine/source/codes.def");
    }
}

}  // namespace

int main(int count, char** words) {
    if (count != 2 || !fs::is_directory(words[1])) {
        std::fputs("use: tidy <repository root>\n", stderr);
        return 2;
    }
    House house;
    house.root = fs::canonical(words[1]);
    house.files = read_tree(house.root);
    read_law(house);
    check_includes(house);
    check_exactness(house);
    check_openings(house);
    check_names(house);
    check_sizes(house);
    check_promises(house);
    check_links(house);
    check_codes(house);
    std::sort(house.offences.begin(), house.offences.end());
    for (const Offence& offence : house.offences) {
        const std::size_t line = std::max<std::size_t>(offence.line, 1);
        std::printf("%s:%zu: %s\n", offence.path.c_str(), line, offence.words.c_str());
    }
    std::printf("%zu %s\n", house.offences.size(), house.offences.size() == 1 ? "offence" : "offences");
    return house.offences.empty() ? 0 : 1;
}
