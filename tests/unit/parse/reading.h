// tests/unit/parse/reading.h · tests
// What:  one sentence in, its tree as text out; one mistake in, its code and underlined words out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/parse.h"
#include "source/source_text.h"
#include "syntax/print.h"

namespace concordat::tests {

/// Names that the sentences of these tests may use.
inline const std::vector<std::string>& known_names() {
    static const std::vector<std::string> names = {"Riverside ICB",
                                                   "City Acute Trust",
                                                   "Vale MH Trust",
                                                   "Host",
                                                   "Funder",
                                                   "Partner",
                                                   "Provider",
                                                   "Lead Provider",
                                                   "Commissioner",
                                                   "Spell",
                                                   "Visit",
                                                   "Person",
                                                   "Claim",
                                                   "Measure",
                                                   "Cohort",
                                                   "Gain Pool",
                                                   "Target Cost",
                                                   "Actual Cost",
                                                   "Saving",
                                                   "Score",
                                                   "Fee",
                                                   "Fixed Fee",
                                                   "Agreed Share",
                                                   "Gain Key",
                                                   "Loss Key",
                                                   "Length of Stay",
                                                   "Point",
                                                   "Trim Point",
                                                   "Base Price",
                                                   "Day Rate",
                                                   "Started",
                                                   "Ended",
                                                   "Born",
                                                   "Admitted",
                                                   "Discharged",
                                                   "Plan",
                                                   "Area",
                                                   "Evidence",
                                                   "Code",
                                                   "HRG",
                                                   "Admission",
                                                   "Weight",
                                                   "Activity Value",
                                                   "Baseline",
                                                   "Bed Day",
                                                   "Agreed Price",
                                                   "Outcome Score",
                                                   "Serious Incidents",
                                                   "Lower Threshold",
                                                   "Upper Threshold",
                                                   "Achievement",
                                                   "Night Price",
                                                   "Review Interval",
                                                   "Population",
                                                   "Points",
                                                   "Checked",
                                                   "Late",
                                                   "Uplift",
                                                   "People Counted",
                                                   "People Eligible",
                                                   "Unit Price",
                                                   "Home Visit",
                                                   "Reserve",
                                                   "Rate",
                                                   "Placement",
                                                   "Placement Number",
                                                   "Person Number",
                                                   "First Visit",
                                                   "Second Visit",
                                                   "Carried Balance",
                                                   "Contributor",
                                                   "Contribution"};
    return names;
}

/// The whole text read, with the names above.
inline parse::Parsed read(std::string_view text) {
    const source::SourceText source("test.contract.md", std::string(text));
    return parse::parse(source, known_names());
}

/// The tree of one sentence; several, each on its line; or what was said against it.
inline std::string tree(std::string_view sentence) {
    const parse::Parsed parsed = read("# Test\n\n1.1 " + std::string(sentence) + "\n");
    std::string text;
    for (const source::Diagnostic& problem : parsed.problems.all())
        text += source::code_label(problem.code) + ": " + problem.message + " (" + problem.help + ")\n";
    for (const syntax::Clause& clause : parsed.document.clauses)
        for (const syntax::Sentence& one : clause.sentences) text += syntax::print(one) + "\n";
    if (!text.empty()) text.pop_back();
    return text;
}

/// The tree of an amount: what `"X" means ...` makes of it.
inline std::string amount(std::string_view words) {
    const std::string text = tree("\"Result\" means " + std::string(words) + ".");
    constexpr std::string_view opening = "(means `Result` ";
    return text.starts_with(opening) ? text.substr(opening.size(), text.size() - opening.size() - 1) : text;
}

/// The tree of a condition.
inline std::string condition(std::string_view words) {
    const std::string text = tree("Gain Pool is payable only if " + std::string(words) + ".");
    constexpr std::string_view opening = "(gate `Gain Pool` ";
    return text.starts_with(opening) ? text.substr(opening.size(), text.size() - opening.size() - 1) : text;
}

/// The words that a diagnostic underlines.
inline std::string marked(const source::Diagnostic& problem) {
    std::string words;
    std::size_t character = 0;
    for (std::size_t at = 0; at < problem.place.quoted_line.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(problem.place.quoted_line[at]) & 0xC0u) != 0x80u;
        if (begins && at > 0) ++character;
        if (character >= problem.place.mark_from && character < problem.place.mark_from + problem.place.mark_length)
            words += problem.place.quoted_line[at];
    }
    return words;
}

}  // namespace concordat::tests
