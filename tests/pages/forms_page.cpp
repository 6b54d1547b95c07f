// tests/pages/forms_page.cpp · writes docs/language/README.md: every form of the phrasebook with the section that
// explains it, and every form of the drafting findings with its sections and its conformance cases. Use:   forms_page
// <repository root>            writes the page
//        forms_page <repository root> --check    exit 1 when the page in the tree is another one, or a form has no
//        section
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/forms.h"

namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

struct Section {
    std::string page, heading;
    Words words, ids;  // ids: those in the brackets of its heading
};

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Words words_of(std::string_view text) {
    Words words;
    std::string word;
    for (const char one : text) {
        if (std::isalnum(static_cast<unsigned char>(one)) != 0) word += one;
        else if (!word.empty()) words.insert(std::exchange(word, {}));
    }
    if (!word.empty()) words.insert(word);
    return words;
}

/// The sections of a page, without what stands in boxes.
void add_sections(const fs::path& page, std::vector<Section>& sections) {
    std::istringstream lines(read_text(page));
    bool box = false;
    const std::size_t first = sections.size();
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) box = !box;
        if (!box && line.starts_with("##")) {
            Section section{page.stem(), line.substr(line.find(' ') + 1), {}, {}};
            const std::size_t open = section.heading.rfind('(');
            if (open != std::string::npos) section.ids = words_of(section.heading.substr(open));
            sections.push_back(std::move(section));
        } else if (sections.size() > first) {
            sections.back().words.merge(words_of(line));
        }
    }
}

/// The anchor that a heading has on a page: small letters, no signs, a dash for each blank.
std::string link_to(const Section& section) {
    std::string anchor;
    for (const char one : section.heading) {
        const auto sign = static_cast<unsigned char>(one);
        if (std::isalnum(sign) != 0) anchor += static_cast<char>(std::tolower(sign));
        else if (one == ' ' || one == '-') anchor += '-';
    }
    return "[" + section.heading + "](" + section.page + ".md#" + anchor + ")";
}

/// The section that explains a form: of those with its number, on its own page where there is one, the one with most of
/// its words.
const Section* section_of(const concordat::parse::SentenceForm& form, const std::vector<Section>& sections) {
    const Words wanted = words_of(form.pattern);
    const Section* best = nullptr;
    std::size_t most = 0;
    for (const Section& section : sections) {
        if (!section.ids.contains(form.id)) continue;
        std::size_t score = section.page == form.page ? 1000 : 1;
        for (const std::string& word : wanted) score += section.words.contains(word) ? 1 : 0;
        if (score > most) most = score, best = &section;
    }
    return best;
}

std::string in_cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
    return text;
}

/// "N24" → the files of tests/conformance/README.md whose row names it.
std::string cases_of(const std::string& id, const fs::path& root) {
    std::istringstream lines(read_text(root / "tests/conformance/README.md"));
    std::set<std::string> files;
    std::string found;
    for (std::string line; std::getline(lines, line);) {
        const std::size_t file = line.find("findings/");
        const bool waits = line.find(".waiting") != std::string::npos;
        if (file == std::string::npos || !words_of(line.substr(0, file)).contains(id)) continue;
        const std::string name = line.substr(file, line.find(' ', file) - file);
        if (!files.insert(name).second) continue;
        found += (found.empty() ? "" : ", ") +
                 (waits ? "waiting: " + name : "[" + name.substr(9) + "](../../tests/conformance/" + name + ")");
    }
    return found;
}

std::string page_of(const fs::path& root, std::vector<std::string>& homeless) {
    std::vector<fs::path> pages;
    for (const auto& entry : fs::directory_iterator(root / "docs/language"))
        if (entry.path().extension() == ".md" && entry.path().stem() != "README" && entry.path().stem() != "tutorial")
            pages.push_back(entry.path());
    std::sort(pages.begin(), pages.end());
    std::vector<Section> sections;
    for (const fs::path& page : pages) add_sections(page, sections);

    std::string text =
        "# Where each form is explained\n\n"
        "Begin with the [tutorial](tutorial.md). This index is made by `./dev docs` from the phrasebook "
        "(`engine/parse/forms.def`), the headings of\n"
        "these pages and [the list of worked figures](../../tests/conformance/README.md).\n\n"
        "## The phrasebook\n\n| Number | Form | Section |\n|---|---|---|\n";
    for (const auto& form : concordat::parse::sentence_forms()) {
        const Section* section = section_of(form, sections);
        if (section == nullptr) homeless.push_back(form.id + " " + form.pattern);
        text += "| " + form.id + " | `" + in_cell(form.pattern) + "` | " +
                (section == nullptr ? "" : link_to(*section)) + " |\n";
    }
    text += "\n## The forms of the drafting findings\n\n| Number | Sections | Worked figures |\n|---|---|---|\n";
    for (int number = 1; number <= 53; ++number) {
        const std::string id = "N" + std::to_string(number);
        std::string where;
        for (const Section& section : sections)
            if (section.ids.contains(id)) where += (where.empty() ? "" : ", ") + link_to(section);
        text += "| " + id + " | " + (where.empty() ? "not in the language yet" : where) + " | " + cases_of(id, root) +
                " |\n";
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fputs("use: forms_page <repository root> [--check]\n", stderr), 2;
    const fs::path root = argv[1];
    std::vector<std::string> homeless;
    const std::string text = page_of(root, homeless);
    for (const std::string& form : homeless) std::fprintf(stderr, "no section has its number: %s\n", form.c_str());
    const fs::path page = root / "docs/language/README.md";
    const bool check = argc > 2 && std::string_view(argv[2]) == "--check";
    if (!check) std::ofstream(page, std::ios::binary) << text;
    else if (read_text(page) != text)
        return std::fputs("docs/language/README.md is another one; write it with: ./dev docs\n", stderr), 1;
    return homeless.empty() ? 0 : 1;
}
