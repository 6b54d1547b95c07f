// tests/official/compare_figures.cpp · compares figures that a contract gave with those that were published, by key and
// column, and keeps the page of match counts. What is compared, and how, stands in a Markdown file (README.md beside).
// Use:   compare_figures <what.comparison.md> <worked out.csv> <published.csv> <docs/truth.md>
//        exit 1 when a figure differs or the page says something else; with ACCEPT=1 the page is written instead.
// Start: main(), last in the file.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "data/csv.h"
#include "exact/decimal_text.h"
#include "exact/rounding.h"

namespace {

using concordat::data::CsvFile;
using concordat::exact::Ratio;
using Lines = std::vector<std::string>;

[[noreturn]] void give_up(const std::string& why) {
    std::cout << "compare_figures: " << why << "\n";
    std::exit(1);
}

std::string read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) give_up(path + " cannot be opened");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Lines lines_of(const std::string& text) {
    std::istringstream in(text);
    Lines lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char letter) { return std::tolower(static_cast<unsigned char>(letter)); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char left, char right) { return lower(left) == lower(right); });
}

/// `12.5`, `-3`, `29113/15000`; nothing when it is no number.
std::optional<Ratio> read_number(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return concordat::exact::read_decimal(text);
    const auto above = concordat::exact::read_decimal(text.substr(0, slash));
    const auto below = concordat::exact::read_decimal(text.substr(slash + 1));
    if (!above || !below || below->is_zero()) return std::nullopt;
    return *above / *below;
}

Ratio without_sign(const Ratio& number) { return number.sign() < 0 ? -number : number; }

// --- files -------------------------------------------------------------------------------------------------

/// A CSV file whose rows are found by a key and whose cells by a heading.
class Sheet {
public:
    explicit Sheet(const std::string& path) : bytes_(read_text(path)), file_(concordat::data::read_csv(path, bytes_)) {
        if (file_.problems.has_errors()) give_up(path + " cannot be read as CSV");
        for (std::size_t column = 0; column < file_.width(); ++column) {
            columns_.emplace(file_.header[column].text, column);
        }
    }
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    [[nodiscard]] std::size_t rows() const { return file_.row_count(); }
    [[nodiscard]] bool has(std::string_view heading) const { return columns_.contains(heading); }
    [[nodiscard]] std::string_view text(std::size_t row, std::string_view heading) const {
        const auto column = columns_.find(heading);
        if (column == columns_.end()) give_up(fmt::format("{} has no column {}", file_.name, heading));
        return trimmed(file_.row(row)[column->second].text);
    }
    [[nodiscard]] std::string key(std::size_t row, const std::vector<std::string>& headings) const {
        std::string key;
        for (const std::string& heading : headings) {
            if (!key.empty()) key += ' ';
            key += text(row, heading);
        }
        return key;
    }
    [[nodiscard]] std::map<std::string, std::size_t> by_key(const std::vector<std::string>& headings) const {
        std::map<std::string, std::size_t> found;
        for (std::size_t row = 0; row < rows(); ++row) {
            const std::string of_row = key(row, headings);
            const bool is_new = found.emplace(of_row, row).second;
            if (!is_new) give_up(fmt::format("{}: {} stands there twice", file_.name, of_row));
        }
        return found;
    }

private:
    std::string bytes_;
    CsvFile file_;
    std::map<std::string_view, std::size_t> columns_;
};

// --- what is compared --------------------------------------------------------------------------------------

/// One figure: `equal`, `equal to 4 decimals`, `the same word`, and what else is allowed.
struct Figure {
    std::string worked_out, published, how;
    bool is_word = false, is_in_hundredths = false;
    std::optional<int> decimals;       // what was worked out is rounded to so many before it is compared
    std::optional<Ratio> within;       // allowed: this far off
    std::optional<Ratio> one_part_in;  // allowed: so small a part of the published figure, at least of 1
    std::string low, high;             // allowed: both figures from the one column to the other
    std::size_t equal = 0, allowed = 0, nothing = 0, listed = 0, different = 0;
    Lines differences;
};

struct Comparison {
    std::string title;
    Lines prose;  // all but the title and the table of figures
    std::vector<std::string> worked_out_key, published_key;
    std::vector<Figure> figures;
    std::set<std::pair<std::string, std::string>> exceptions;  // key and figure
    std::set<std::pair<std::string, std::string>> exceptions_met;
};

std::vector<std::string> cells_of(std::string_view row) {
    std::vector<std::string> cells;
    row.remove_prefix(1);
    for (std::size_t bar = row.find('|'); bar != std::string_view::npos; bar = row.find('|')) {
        cells.emplace_back(trimmed(row.substr(0, bar)));
        row.remove_prefix(bar + 1);
    }
    return cells;
}

Ratio number_in(std::string_view text, const std::string& how) {
    const std::optional<Ratio> number = read_number(text);
    if (!number) give_up(fmt::format("`{}` in `{}` is no number", text, how));
    return *number;
}

/// One of the ways of comparing that README.md lists; several are joined by `, or `.
void read_way(std::string_view way, Figure& figure) {
    const auto behind = [&](std::string_view opening) -> std::optional<std::string_view> {
        if (!way.starts_with(opening)) return std::nullopt;
        return way.substr(opening.size());
    };
    if (way == "equal") return;
    if (way == "the same word") {
        figure.is_word = true;
    } else if (way == "equal, published in hundredths") {
        figure.is_in_hundredths = true;
    } else if (const auto places = behind("equal to ")) {
        figure.decimals = std::stoi(std::string(places->substr(0, places->find(' '))));
    } else if (const auto parts = behind("within one part in ")) {
        figure.one_part_in = number_in(*parts, figure.how);
    } else if (const auto distance = behind("within ")) {
        figure.within = number_in(*distance, figure.how);
    } else if (const auto range = behind("from ")) {
        const std::size_t to = range->find(" to ");
        if (to == std::string_view::npos) give_up("`from` needs a `to`: " + figure.how);
        figure.low = range->substr(0, to);
        figure.high = range->substr(to + 4);
    } else {
        give_up(fmt::format("`{}` is no way to compare", way));
    }
}

Figure read_figure(const std::vector<std::string>& cells) {
    constexpr std::string_view joint = ", or ";
    Figure figure;
    figure.worked_out = cells[0];
    figure.published = cells[1];
    figure.how = cells[2];
    std::string_view rest = figure.how;
    for (std::size_t at = rest.find(joint); at != std::string_view::npos; at = rest.find(joint)) {
        read_way(rest.substr(0, at), figure);
        rest.remove_prefix(at + joint.size());
    }
    read_way(rest, figure);
    return figure;
}

void read_row(const std::vector<std::string>& cells, Comparison& comparison) {
    if (cells.size() != 3) give_up("a row of the table has three cells: worked out, published, compared");
    if (cells[0].starts_with("---")) return;
    if (cells[2] == "key") {
        comparison.worked_out_key.push_back(cells[0]);
        comparison.published_key.push_back(cells[1]);
    } else {
        comparison.figures.push_back(read_figure(cells));
    }
}

/// Two tables have a meaning: `worked out | published | compared`, and `key | figure | why` with the exceptions.
Comparison read_comparison(const std::string& path) {
    enum class In { prose, figures, exceptions } in = In::prose;
    Comparison comparison;
    for (const std::string& line : lines_of(read_text(path))) {
        if (comparison.title.empty() && line.starts_with("# ")) {
            comparison.title = line.substr(2);
            continue;
        }
        const bool is_row = line.starts_with("|");
        const std::vector<std::string> cells = is_row ? cells_of(line) : std::vector<std::string>{};
        if (!is_row) in = In::prose;
        if (is_row && in == In::figures) read_row(cells, comparison);
        if (is_row && in == In::exceptions && cells.size() >= 3 && !cells[0].starts_with("---")) {
            comparison.exceptions.emplace(cells[0], cells[1]);
        }
        if (is_row && in == In::prose && cells.front() == "worked out") in = In::figures;
        if (is_row && in == In::prose && cells.front() == "key") in = In::exceptions;
        if (in != In::figures) comparison.prose.push_back(line);
    }
    if (comparison.title.empty() || comparison.worked_out_key.empty()) give_up(path + " has no title or no key");
    return comparison;
}

// --- comparing ---------------------------------------------------------------------------------------------

struct Sheets {
    const Sheet& worked_out;
    const Sheet& published;
};

struct Rows {
    std::size_t worked_out = 0, published = 0;
};

enum class Verdict { equal, allowed, nothing, different };

/// A column that gives an end of what is allowed may stand in either file.
std::optional<Ratio> end_of_range(const std::string& heading, const Sheets& sheets, const Rows& rows) {
    if (sheets.worked_out.has(heading)) return read_number(sheets.worked_out.text(rows.worked_out, heading));
    return read_number(sheets.published.text(rows.published, heading));
}

bool is_allowed(const Figure& figure, const Ratio& worked_out, const Ratio& published, const Sheets& sheets,
                const Rows& rows) {
    const Ratio off = without_sign(worked_out - published);
    if (figure.within && off <= *figure.within) return true;
    if (figure.one_part_in && off * *figure.one_part_in <= std::max(Ratio(1), without_sign(published))) return true;
    if (figure.low.empty()) return false;
    const auto low = end_of_range(figure.low, sheets, rows), high = end_of_range(figure.high, sheets, rows);
    const auto in_range = [&](const Ratio& number) { return low && high && *low <= number && number <= *high; };
    return in_range(worked_out) && in_range(published);
}

Verdict compare(const Figure& figure, const Sheets& sheets, const Rows& rows) {
    const std::string_view worked_out = sheets.worked_out.text(rows.worked_out, figure.worked_out);
    const std::string_view published = sheets.published.text(rows.published, figure.published);
    const bool is_nothing = worked_out.empty() || worked_out == "-";
    if (published.empty() || is_nothing) return published.empty() && is_nothing ? Verdict::nothing : Verdict::different;
    if (figure.is_word) return same_word(worked_out, published) ? Verdict::equal : Verdict::different;
    std::optional<Ratio> given = read_number(worked_out);
    const std::optional<Ratio> expected = read_number(published);
    if (!given || !expected) return Verdict::different;
    if (figure.is_in_hundredths) *given *= Ratio(100);
    Ratio shown = *given;
    if (figure.decimals) {
        Ratio step = 1;
        for (int place = 0; place < *figure.decimals; ++place) step /= Ratio(10);
        shown = concordat::exact::round_to(shown, {step, concordat::exact::RoundingMode::half_up});
    }
    if (shown == *expected) return Verdict::equal;
    return is_allowed(figure, *given, *expected, sheets, rows) ? Verdict::allowed : Verdict::different;
}

void count(Figure& figure, Verdict verdict, const std::string& key, Comparison& comparison, const std::string& words) {
    const std::pair<std::string, std::string> place{key, figure.worked_out};
    if (comparison.exceptions.contains(place) && verdict == Verdict::different) {
        comparison.exceptions_met.insert(place);
        ++figure.listed;
        return;
    }
    switch (verdict) {
        case Verdict::equal: ++figure.equal; break;
        case Verdict::allowed: ++figure.allowed; break;
        case Verdict::nothing: ++figure.nothing; break;
        case Verdict::different:
            ++figure.different;
            figure.differences.push_back(words);
            break;
    }
}

void compare_all(Comparison& comparison, const Sheets& sheets) {
    const auto worked_out = sheets.worked_out.by_key(comparison.worked_out_key);
    const auto published = sheets.published.by_key(comparison.published_key);
    if (published.empty()) give_up("nothing is published");
    for (const auto& [key, row] : worked_out) {
        if (!published.contains(key)) give_up(key + " was worked out and is not published");
    }
    for (const auto& [key, row] : published) {
        const auto found = worked_out.find(key);
        if (found == worked_out.end()) give_up(key + " is published and was not worked out");
        const Rows rows{found->second, row};
        for (Figure& figure : comparison.figures) {
            const std::string words = fmt::format("{}: {} worked out {}, published {}", key, figure.worked_out,
                                                  sheets.worked_out.text(rows.worked_out, figure.worked_out),
                                                  sheets.published.text(rows.published, figure.published));
            count(figure, compare(figure, sheets, rows), key, comparison, words);
        }
    }
    for (const auto& [key, figure] : comparison.exceptions) {
        if (!comparison.exceptions_met.contains({key, figure})) {
            give_up(fmt::format("{} of {} is listed as an exception and is none", figure, key));
        }
    }
}

// --- what is said ------------------------------------------------------------------------------------------

std::string with_thousands(std::size_t number) { return concordat::exact::with_thousands(std::to_string(number)); }

Figure sum_of(const std::vector<Figure>& figures) {
    Figure sum;
    for (const Figure& figure : figures) {
        sum.equal += figure.equal;
        sum.allowed += figure.allowed;
        sum.nothing += figure.nothing;
        sum.listed += figure.listed;
        sum.different += figure.different;
    }
    return sum;
}

std::string counts_of(const Figure& figure) {
    const auto shown = [](std::size_t number) { return with_thousands(number); };
    const std::size_t all = figure.equal + figure.allowed + figure.nothing + figure.listed + figure.different;
    return fmt::format("{} | {} | {} | {} | {} | {} |", shown(all), shown(figure.equal), shown(figure.allowed),
                       shown(figure.nothing), shown(figure.listed), shown(figure.different));
}

constexpr std::string_view count_headings =
    "figures | equal | within what was published | none in both | differ as listed | differ |";
constexpr std::string_view count_rules = "---:|---:|---:|---:|---:|---:|";

/// The section of the page: heading, prose, counts.
Lines section_of(const Comparison& comparison) {
    Lines lines = {"## " + comparison.title};
    lines.insert(lines.end(), comparison.prose.begin(), comparison.prose.end());
    while (lines.back().empty()) lines.pop_back();
    lines.emplace_back();
    lines.push_back(fmt::format("| figure | published as | compared | {}", count_headings));
    lines.push_back(fmt::format("|---|---|---|{}", count_rules));
    for (const Figure& figure : comparison.figures) {
        lines.push_back(fmt::format("| {} | {} | {} | {}", figure.worked_out, figure.published, figure.how,
                                    counts_of(figure)));
    }
    lines.emplace_back();
    return lines;
}

std::string summary_of(const Comparison& comparison) {
    return fmt::format("| {} | {}", comparison.title, counts_of(sum_of(comparison.figures)));
}

/// The page with this comparison's section and its row of the first table put in the place of the old ones.
Lines renewed(const Lines& page, const Comparison& comparison) {
    const std::string row_opening = fmt::format("| {} |", comparison.title);
    const Lines section = section_of(comparison);
    Lines fresh;
    bool has_section = false, has_row = false, in_old_section = false;
    for (std::size_t at = 0; at < page.size(); ++at) {
        const std::string& line = page[at];
        if (line.starts_with("## ")) in_old_section = line == section.front();
        if (in_old_section && !has_section) {
            fresh.insert(fresh.end(), section.begin(), section.end());
            has_section = true;
        }
        if (in_old_section) continue;
        const bool is_row = line.starts_with(row_opening);
        fresh.push_back(is_row ? summary_of(comparison) : line);
        has_row = has_row || is_row;
        const bool ends_table = line.starts_with("|") && (at + 1 == page.size() || !page[at + 1].starts_with("|"));
        if (ends_table && !has_row) {
            fresh.push_back(summary_of(comparison));
            has_row = true;
        }
    }
    if (!has_section) {
        if (!fresh.empty() && !fresh.back().empty()) fresh.emplace_back();
        fresh.insert(fresh.end(), section.begin(), section.end());
    }
    while (!fresh.empty() && fresh.back().empty()) fresh.pop_back();
    return fresh;
}

/// Writes the page when ACCEPT is set; else tells whether it says what was counted.
bool keep_page(const std::string& path, const Comparison& comparison) {
    const Lines page = lines_of(read_text(path));
    const Lines fresh = renewed(page, comparison);
    if (fresh == page) return true;
    const char* accept = std::getenv("ACCEPT");
    if (accept == nullptr || std::string_view(accept) != "1") {
        std::cout << path << " says something else; ./dev truth writes it anew\n";
        return false;
    }
    std::ofstream out(path, std::ios::binary);
    for (const std::string& line : fresh) out << line << "\n";
    return out.good();
}

void print(const Comparison& comparison) {
    std::cout << comparison.title << "\n";
    for (const Figure& figure : comparison.figures) {
        std::cout << fmt::format("  {} ({}): {} equal, {} within what was published", figure.worked_out, figure.how,
                                 with_thousands(figure.equal), with_thousands(figure.allowed));
        std::cout << fmt::format(", {} none in both, {} as listed, {} different\n", with_thousands(figure.nothing),
                                 with_thousands(figure.listed), with_thousands(figure.different));
        constexpr std::size_t shown = 20;
        for (std::size_t index = 0; index < std::min(figure.differences.size(), shown); ++index) {
            std::cout << "    " << figure.differences[index] << "\n";
        }
        if (figure.differences.size() > shown) {
            std::cout << fmt::format("    ... and {} more\n", figure.differences.size() - shown);
        }
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 5) give_up("give: what.comparison.md, the worked-out CSV, the published CSV, docs/truth.md");
    Comparison comparison = read_comparison(arguments[1]);
    const Sheet worked_out(arguments[2]);
    const Sheet published(arguments[3]);
    compare_all(comparison, {worked_out, published});
    print(comparison);
    if (sum_of(comparison.figures).different > 0) return 1;
    return keep_page(arguments[4], comparison) ? 0 : 1;
}
