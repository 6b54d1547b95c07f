// tests/mutation/changes.cpp · finds the places in the clauses of a ruleset where a small change would change the
// meaning. Start: changes_of(), last.
#include "mutation/changes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

namespace concordat::mutation {
namespace {

/// A clause with its tables, as it lies in the text.
struct Clause {
    std::string number;
    std::size_t begin = 0, end = 0;  // the words, number left out; tables included
    bool whole_bands = false;
};

bool is_note(std::string_view line) { return line.starts_with('>') || line.starts_with("# "); }

/// "3.2" of "3.2 Gain Pool shall ..."; empty where the line begins no clause.
std::string number_of(const std::string& line) {
    static const std::regex number(R"(^(\d+\.\d+[A-Z]?) )");
    std::smatch found;
    return std::regex_search(line, found, number) ? found[1].str() : std::string();
}

/// The clauses whose meaning is tried: those of the rule.
std::vector<Clause> clauses_of(const std::string& text) {
    std::vector<Clause> clauses;
    bool open = false, own_section = true;
    const auto begin = [&](const std::string& number, std::size_t at) {
        clauses.push_back({number, at, at});
        open = true;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t stop = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, stop - at);
        if (line.starts_with("## ")) {
            own_section = !line.starts_with("## Schedule");
            open = false;
        } else if (const std::string number = number_of(line); !number.empty()) {
            const std::string words = line.substr(number.size() + 1);
            open = false;
            if (own_section && !words.starts_with("Examples ")) begin(number, at + number.size() + 1);
        } else if (line.starts_with("Every payment") || line.starts_with("Each ")) {
            begin("0", at);
        } else if (is_note(line) || line.starts_with("Effective")) {
            open = false;
        }
        if (open) clauses.back().end = stop;
        if (open && clauses.back().number == "0") open = false;
        at = stop + 1;
    }
    for (Clause& clause : clauses) {
        const std::string words = text.substr(clause.begin, clause.end - clause.begin);
        const auto says = [&words](const char* what) { return words.find(what) != std::string::npos; };
        clause.whole_bands = says("banded as a whole") || says(" is, by ");
    }
    return clauses;
}

/// A pattern and what its match becomes ($1 ... are groups); the description is `was -> now` of `shown`.
struct Rewording {
    const char* pattern;
    const char* now;
    const char* what;
};

// Every line is a pair that contracts confuse, or a part that is easily left out.
const Rewording rewordings[] = {
    {"banded slice by slice", "banded as a whole", "slices -> whole amount"},
    {"banded as a whole", "banded slice by slice", "whole amount -> slices"},
    {", in the same way above and below (?:\xC2\xA3|\\$)?0", "", "both sides -> one side"},
    {"is at least ", "is more than ", "at least -> more than"},
    {"is more than ", "is at least ", "more than -> at least"},
    {"is less than ", "is not more than ", "less than -> not more than"},
    {"and less than ", "and not more than ", "less than -> not more than"},
    {"is not more than ", "is less than ", "not more than -> less than"},
    {"% or more", "% or more than that", "or more -> more than"},
    {"all of:", "any of:", "all of -> any of"},
    {"any of:", "all of:", "any of -> all of"},
    {"( is [^.;,:|]*?) and ([A-Z])", "$1 or $2", "and -> or"},
    {"( is [^.;,:|]*?) or ([A-Z])", "$1 and $2", "or -> and"},
    {"the amount by which ((?:the )?[A-Z][A-Za-z' ]*?) exceeds [A-Z][A-Za-z' ]*[a-z]", "$1",
     "the part above -> the whole"},
    {"exceeds", "is less than", "exceeds -> is less than"},
    {"(amount by which [^.;|]*?)is less than", "$1exceeds", "is less than -> exceeds"},
    {" is at least ([^;.|]*?), ([A-Z][A-Za-z' ]*); otherwise",
     " is at least $1, the amount by which $2 exceeds $1; otherwise", "from the first -> only the part above"},
    {" plus ", " less ", "plus -> less"},
    {" less (?!than)", " plus ", "less -> plus"},
    {"the greater of", "the lesser of", "greater -> lesser"},
    {"the lesser of", "the greater of", "lesser -> greater"},
    {"the later of", "the earlier of", "later -> earlier"},
    {"the earlier of", "the later of", "earlier -> later"},
    {"the dearest", "the cheapest", "dearest -> cheapest"},
    {"increased by", "reduced by", "increased -> reduced"},
    {"reduced by", "increased by", "reduced -> increased"},
    {"half of ", "60% of ", "half -> 60%"},
    {"(O|o)ne twelfth of", "$1ne eleventh of", "one twelfth -> one eleventh"},
    {"twelve equal", "four equal", "twelve -> four"},
    {", any excess being shared among the other .*? until each has reached its [A-Z][A-Za-z ]*",
     ", any excess being shared once among the others", "shared again -> shared once"},
    {", but not less than [^.;:|]*?(?=[.;:]| and not more|, rounded)", "", "lower limit left out"},
    {", but not more than [^.;:|]*?(?=[.;:]| and not less|, rounded)", "", "upper limit left out"},
    {" and not more than [^.;:|]*?(?=[.;])", "", "upper limit left out"},
    {R"(means ([^ ]+) (of|times) ([^.;:|]*?), but not more than ([^.;:|]*?)\.)",
     "means $1 of (the lesser of ($3) and ($4)).", "limit behind the share -> before it"},
    {"half up", "down", "half up -> down"},
    {"half up", "up", "half up -> up"},
    {"half up", "half down", "half up -> half down"},
    {"rounded down", "rounded up", "down -> up"},
    {", down(?=[.;,])", ", up", "down -> up"},
    {"nearest (penny|cent)", "nearest 10 $1", "rounded to a tenth of the places"},
    {"nearest pound", "nearest penny", "pound -> penny"},
    {"nearest dollar", "nearest cent", "dollar -> cent"},
    {"nearest 0\\.1%", "nearest 1%", "0.1% -> 1%"},
    {"to 1 decimal place,", "to 2 decimal places,", "one place more"},
    {"to 2 decimal places", "to 3 decimal places", "one place more"},
    {", rounded (?:to|down|up)[^.;:|]*?(?=[.;:])", "", "rounding left out"},
    {" for the Financial Year to date", "", "to date -> for the period"},
    {" for the Financial Year(?! to date)(?=[,.;])", "", "for the year -> for the period"},
    {"; if it is missing, it is [^.;|]*", "", "missing -> waits"},
    {"; if it is missing, it is left out", "; if it is missing, it is 0%", "left out -> nothing"},
    {" where [A-Z][^.;:,|]*?(?=[.;,)])", "", "condition left out"},
    {"payable only once", "payable only if", "only once -> only if"},
    {"the nights from ([^.;|]*?) to ([A-Z][A-Za-z ]*[a-z])", "the days from $1 to $2, both included", "nights -> days"},
    {", both included", "", "both included left out"},
    {"not later than", "before", "not later than -> before"},
    {"unless", "only if", "unless -> only if"},
};

class Finding {
public:
    explicit Finding(const std::string& text) : text_(text) {}
    void reword(const Clause& clause);
    void change_figures(const Clause& clause);
    void change_dates(const Clause& clause);
    void change_edges(const Clause& clause);
    void leave_out(const Clause& clause);
    void exchange(const Clause& first, const Clause& second);
    std::vector<Change> take() { return std::move(changes_); }

private:
    void add(const Clause& clause, std::string what, std::size_t at, std::string was, std::string now);
    std::string words(const Clause& clause) const { return text_.substr(clause.begin, clause.end - clause.begin); }
    const std::string& text_;
    std::vector<Change> changes_;
    std::map<std::pair<std::string, std::string>, int> seen_;  // how often a description stood in a clause
};

void Finding::add(const Clause& clause, std::string what, std::size_t at, std::string was, std::string now) {
    if (was == now) return;
    const int times = ++seen_[{clause.number, what}];
    if (times > 1) what += " (" + std::to_string(times) + ")";
    changes_.push_back({clause.number, std::move(what), at, std::move(was), std::move(now), {}});
}

void Finding::reword(const Clause& clause) {
    const std::string in = words(clause);
    for (const Rewording& rewording : rewordings) {
        const std::regex pattern(rewording.pattern);
        for (std::sregex_iterator match(in.begin(), in.end(), pattern), none; match != none; ++match) {
            const std::size_t at = clause.begin + static_cast<std::size_t>(match->position());
            add(clause, rewording.what, at, match->str(), match->format(rewording.now));
        }
    }
}

/// Whether the digits at `at` are no figure of the rule: a clause number, a date, a year, a day of payment, a code.
bool is_no_figure(const std::string& in, std::size_t at, std::size_t length) {
    static const std::regex before_it(
        "(rescaled to |clauses? ([0-9.]+(,| and| to) )*|section |within |Effective |From [^.]*|[A-Za-z0-9]|[0-9][./]|-|"
        "\")$");
    static const std::regex behind_it(
        "^([A-Za-z]|/[0-9]|-[0-9]|\\.[0-9]+ |\"| (Jan|Febr)uary| March| April| May| June| July| August"
        "| (Septem|Octo|Novem|Decem)ber)");
    const std::size_t line = in.rfind('\n', at) == std::string::npos ? 0 : in.rfind('\n', at) + 1;
    const std::size_t from = std::max(line, at > 60 ? at - 60 : 0);
    const std::string before = in.substr(from, at - from), behind = in.substr(at + length, 24);
    return std::regex_search(before, before_it) || std::regex_search(behind, behind_it);
}

/// Where one band ends and the next begins stands twice; the place of the second, if `at` lies in the first.
std::optional<std::size_t> begins_again(const std::string& in, std::size_t at) {
    constexpr std::size_t none = std::string::npos;
    const std::size_t open = in.rfind('|', at), close = in.find('|', at), line = in.find('\n', at);
    if (open == none || close == none || line == none || close > line) return {};
    const std::size_t before = in.rfind('\n', at) == std::string::npos ? 0 : in.rfind('\n', at) + 1;
    const std::string row = in.substr(before, open + 1 - before);
    if (!row.starts_with('|') || std::count(row.begin(), row.end(), '|') != 2) return {};
    const auto cell = [&in](std::size_t from, std::size_t to) {
        const std::size_t last = in.find_last_not_of(' ', to - 1);
        return in.substr(from, last + 1 - from);
    };
    const std::size_t next = line + 3, next_close = in.find('|', next);
    if (in.compare(line, 3, "\n| ") != 0 || next_close == std::string::npos) return {};
    if (cell(open + 2, close) != cell(next, next_close)) return {};
    return next + (at - (open + 2));
}

/// Whether the row of `at` is one of a table whose first column holds names or codes, and `at` lies in it.
bool is_code_of_a_row(const std::string& in, std::size_t at) {
    static const std::regex band("^\\|[^|]*( above| from| From|at least|[Ss]core|Performance)[^|]*\\|");
    const std::size_t before = in.rfind('\n', at) == std::string::npos ? 0 : in.rfind('\n', at) + 1;
    const std::string row = in.substr(before, at - before);
    if (!row.starts_with('|') || std::count(row.begin(), row.end(), '|') != 1) return false;
    const std::size_t top = in.rfind("\n\n|", at);
    return top == std::string::npos || !std::regex_search(in.substr(top + 2), band);
}

void Finding::change_figures(const Clause& clause) {
    static const std::regex figure("(\xC2\xA3|\\$)?([0-9][0-9,]*(?:\\.[0-9]+)?)(%|m| million)?");
    const std::string in = words(clause);
    std::set<std::size_t> done;
    for (std::sregex_iterator match(in.begin(), in.end(), figure), none; match != none; ++match) {
        const std::size_t at = static_cast<std::size_t>(match->position());
        const std::string was = match->str();
        const bool is_money = (*match)[1].matched, is_percentage = (*match)[3].str() == "%";
        if (done.contains(at) || (!is_money && is_no_figure(in, at, was.size()))) continue;
        if (is_money && (*match)[2].str() == "0") continue;  // nothing is no agreed figure
        if (!is_money && !is_percentage && is_code_of_a_row(in, at)) continue;
        const auto again = begins_again(in, at);
        if (again) done.insert(*again);
        for (const int step : {1, -1}) {
            const std::string other = neighbour((*match)[2].str(), step, is_money || is_percentage ? 2 : 0);
            if (other == (*match)[2].str()) continue;
            const std::string now = (*match)[1].str() + other + (*match)[3].str();
            if (again) {
                const std::string between = in.substr(at + was.size(), *again - at - was.size());
                add(clause, was + " -> " + now, clause.begin + at, was + between + was, now + between + now);
            } else {
                add(clause, was + " -> " + now, clause.begin + at, was, now);
            }
        }
    }
}

void Finding::change_dates(const Clause& clause) {
    static const std::regex date(
        "\\b[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October"
        "|November|December) [0-9]{4}\\b");
    const std::string in = words(clause);
    for (std::sregex_iterator match(in.begin(), in.end(), date), none; match != none; ++match) {
        const std::size_t at = clause.begin + static_cast<std::size_t>(match->position());
        for (const int step : {1, -1}) {
            const std::string now = day_beside(match->str(), step);
            add(clause, match->str() + " -> " + now, at, match->str(), now);
        }
    }
}

/// Who owns the edge of a band: it matters where the whole amount takes the rate, or the value, of its band.
void Finding::change_edges(const Clause& clause) {
    if (!clause.whole_bands) return;
    const std::string in = words(clause);
    const std::pair<std::regex, std::string> edges[] = {
        {std::regex(R"(\| ([^|\n]*) above( +)\| up to and including)"), "| $1 from$2| below"},
        {std::regex(R"(\| ([^|\n]*) from( +)\| below)"), "| $1 above$2| up to and including"}};
    for (const auto& [pattern, now] : edges) {
        std::smatch match;
        if (!std::regex_search(in, match, pattern)) continue;
        const std::size_t at = clause.begin + static_cast<std::size_t>(match.position());
        add(clause, "the edge to the other band", at, match.str(), match.format(now));
    }
}

/// The term that a clause adjusts: "Gain Pool" of "Gain Pool shall not exceed ..."; empty for other clauses.
std::string adjusted_term(std::string in) {
    static const std::regex for_each("^For each [^,]*, ");
    static const std::regex direct("^([A-Z][A-Za-z' ]*?) (shall not|is payable|is rounded|is increased|is reduced)");
    static const std::regex later("^(?:If|Despite clause)[^\"]*?, (?:then )?([A-Z][A-Za-z' ]*?) is ");
    in = std::regex_replace(in, for_each, "");
    std::smatch found;
    if (std::regex_search(in, found, direct)) return found[1].str();
    return std::regex_search(in, found, later) ? found[1].str() : std::string();
}

void Finding::leave_out(const Clause& clause) {
    const std::string in = words(clause);
    const bool rounding_for_all = clause.number == "0" && in.starts_with("Every payment");
    if (adjusted_term(in).empty() || rounding_for_all) return;
    add(clause, "clause left out", clause.begin - clause.number.size() - 1, clause.number + " " + in, "");
}

void Finding::exchange(const Clause& first, const Clause& second) {
    const std::string one = words(first), other = words(second);
    if (adjusted_term(one).empty() || adjusted_term(one) != adjusted_term(other)) return;
    const std::string between = text_.substr(first.end, second.begin - first.end);
    if (between.find("\n> ") != std::string::npos) return;
    add(first, "exchanged with " + second.number, first.begin, one + between + other, other + between + one);
}

}  // namespace

std::vector<Change> changes_of(const std::string& text) {
    Finding finding(text);
    const std::vector<Clause> clauses = clauses_of(text);
    for (std::size_t index = 0; index < clauses.size(); ++index) {
        finding.reword(clauses[index]);
        finding.change_figures(clauses[index]);
        finding.change_dates(clauses[index]);
        finding.change_edges(clauses[index]);
        finding.leave_out(clauses[index]);
        if (index + 1 < clauses.size()) finding.exchange(clauses[index], clauses[index + 1]);
    }
    return finding.take();
}

std::string changed(const std::string& text, const Change& change) {
    return text.substr(0, change.at) + change.now + text.substr(change.at + change.was.size());
}

}  // namespace concordat::mutation
