// engine/trace/narrate.cpp · room: trace
// What:  the steps behind an amount as text for a terminal: one line a step, every amount in one column on the right.
// Never: working anything out; a step says all there is to know.
// Start: narrate(), last in the file.
#include "trace/trace.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace concordat::trace {

namespace {

using model::Contract;

/// A line still without its amount put in place.
struct Line {
    std::size_t indent = 0;
    std::string left;
    std::string right;
    bool is_amount = false;  // lined up on its right end
    bool changes = false;    // a clause that changed the amount: "->" in front
};

struct Narration {
    const Contract& contract;
    NarrateOptions options;
    std::vector<Line> lines;
    std::set<std::tuple<std::string, std::string, std::string>> told;  // terms shown with their parts
};

constexpr std::size_t widest_left = 92;
constexpr std::size_t longest_clause = 72;

/// Characters, not bytes.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; }));
}

/// Cut between two words, with "…" behind.
std::string shortened(const std::string& text) {
    if (width_of(text) <= longest_clause) return text;
    std::size_t end = 0;
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size() && width < longest_clause; ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u) ++width;
        if (text[at] == ' ') end = at;
    }
    return text.substr(0, end == 0 ? longest_clause : end) + " …";
}

bool strip_front(std::string& text, const std::string& front) {
    if (front.empty() || !text.starts_with(front)) return false;
    text.erase(0, front.size());
    return true;
}

/// A clause's words without the term's own name in front and the full stop behind.
std::string words_of_clause(const Step& step) {
    std::string words = step.words;
    if (!strip_front(words, "\"" + step.name + "\" ")) strip_front(words, step.name + " ");
    while (words.ends_with('.') || words.ends_with(':')) words.pop_back();
    return shortened(words);
}

std::string shown(const Narration& narration, const model::Value& value, const model::Kind& kind) {
    if (std::holds_alternative<model::None>(value)) return {};
    return model::write_for_people(narration.contract, value, kind);
}

std::string with_of(const Step& step) { return step.of.empty() ? step.name : step.name + " for " + step.of; }

/// "(not reported, so the last reported value stands; costs.csv line 3)".
std::string in_brackets(const std::string& words, const std::string& origin) {
    if (words.empty() && origin.empty()) return {};
    return " (" + words + (words.empty() || origin.empty() ? "" : "; ") + origin + ")";
}

Line line_of(const Narration& narration, const Step& step, std::size_t indent, std::string left) {
    Line line;
    line.indent = indent;
    line.left = std::move(left);
    line.right = shown(narration, step.value, step.kind);
    line.is_amount = std::holds_alternative<exact::Ratio>(step.value);
    return line;
}

void tell(Narration& narration, const Step& step, std::size_t indent);

void tell_all(Narration& narration, const std::vector<Step>& steps, std::size_t indent) {
    for (const Step& step : steps) tell(narration, step, indent);
}

void tell_term(Narration& narration, const Step& step, std::size_t indent) {
    const auto name = std::tuple{step.name, step.of, shown(narration, step.value, step.kind)};
    const bool again = !step.parts.empty() && !narration.told.insert(name).second;
    std::string words = step.words;
    if (again) words = "shown above";
    narration.lines.push_back(line_of(narration, step, indent, with_of(step) + in_brackets(words, step.origin)));
    if (!again) tell_all(narration, step.parts, indent + 2);
}

/// One clause: its number, its words, and the amount it leaves.
void tell_stage(Narration& narration, const Step& step, std::size_t indent) {
    const std::string number = step.clause.is_set() ? narration.contract.clause(step.clause).number : std::string();
    Line line = line_of(narration, step, indent, number + (number.empty() ? "" : "  ") + words_of_clause(step));
    if (step.before && *step.before == step.value) {
        line.right = "unchanged";
        line.is_amount = false;
    } else if (step.before) {
        line.changes = true;
    }
    narration.lines.push_back(std::move(line));
    tell_all(narration, step.parts, indent + (number.empty() ? 2 : number.size() + 2));
}

std::uint64_t elements_in(const std::vector<Step>& parts, std::size_t from) {
    std::uint64_t count = 0;
    for (std::size_t index = from; index < parts.size(); ++index) count += parts[index].records;
    return count;
}

/// The elements of an aggregate: so many, then how many more there are.
void tell_aggregate(Narration& narration, const Step& step, std::size_t indent) {
    const std::uint64_t count = elements_in(step.parts, 0);
    const std::string name = step.name.empty() ? "taken together" : shortened(step.name);
    narration.lines.push_back(line_of(narration, step, indent, name + " (" + std::to_string(count) + ")"));
    const std::size_t listed = std::min(step.parts.size(), narration.options.records);
    for (std::size_t index = 0; index < listed; ++index) tell(narration, step.parts[index], indent + 2);
    if (listed == step.parts.size()) return;
    const std::uint64_t left = elements_in(step.parts, listed);
    Line others;
    others.indent = indent + 2;
    others.left = "and " + std::to_string(left) + (left == 1 ? " other" : " others");
    narration.lines.push_back(std::move(others));
}

void tell(Narration& narration, const Step& step, std::size_t indent) {
    switch (step.what) {
        case Step::What::term: return tell_term(narration, step, indent);
        case Step::What::stage: return tell_stage(narration, step, indent);
        case Step::What::aggregate: return tell_aggregate(narration, step, indent);
        case Step::What::input:
        case Step::What::record: {
            narration.lines.push_back(
                line_of(narration, step, indent, with_of(step) + in_brackets(step.words, step.origin)));
            return tell_all(narration, step.parts, indent + 2);
        }
        case Step::What::note: {
            const std::string left = step.words.empty() ? step.name : step.words;
            narration.lines.push_back(line_of(narration, step, indent, left + in_brackets({}, step.origin)));
            return tell_all(narration, step.parts, indent + 2);
        }
    }
}

/// Names and codes come from files: nothing in them may steer a terminal.
std::string without_controls(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x20u || byte == 0x7F; },
        ' ');
    return text;
}

std::string spaces(std::size_t count) { return std::string(count, ' '); }

std::string padded(const Line& line, std::size_t left_width, std::size_t amount_width) {
    std::string text = spaces(line.indent) + line.left;
    if (line.right.empty()) return text;
    const std::size_t width = width_of(text);
    text += spaces(left_width > width ? left_width - width : 0) + (line.changes ? "  -> " : "     ");
    const std::size_t right_width = width_of(line.right);
    if (line.is_amount && right_width < amount_width) text += spaces(amount_width - right_width);
    return text + line.right;
}

}  // namespace

std::string narrate(const Contract& contract, const Step& step, NarrateOptions options) {
    Narration narration{contract, options, {}, {}};
    tell_all(narration, step.parts, 2);
    std::size_t left_width = 0;
    std::size_t amount_width = 0;
    for (const Line& line : narration.lines) {
        if (line.right.empty()) continue;
        left_width = std::max(left_width, std::min(widest_left, line.indent + width_of(line.left)));
        if (line.is_amount) amount_width = std::max(amount_width, width_of(line.right));
    }
    const std::string value = model::write_for_people(contract, step.value, step.kind);
    std::string text = with_of(step) + in_brackets(step.words, step.origin) + ": " + value;
    text = without_controls(std::move(text)) + "\n";
    for (const Line& line : narration.lines) text += without_controls(padded(line, left_width, amount_width)) + "\n";
    return text;
}

}  // namespace concordat::trace
