// engine/source/diagnostic.h · room: source
// What:  what went wrong, as plain data: a stable code, the clause, the place, the words underlined, the rule, what to
// type. Never: printing (render.h); deciding what is wrong (parse, check, data, settle do).
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concordat::source {

/// Errors stop; warnings exit 0; advice is lint.
enum class Severity { error, warning, advice };

/// A registered code. codes.def gives each its number, name and title; none is ever reused.
enum class Code : unsigned short {
#define CONCORDAT_CODE(number, name, title) name = number,
#include "source/codes.def"
#undef CONCORDAT_CODE
};

struct CodeEntry {
    Code code;
    unsigned number;         // 203
    std::string_view name;   // undefined_term
    std::string_view title;  // "a name that is declared nowhere"
};
/// Every registered code in the order of codes.def.
[[nodiscard]] const std::vector<CodeEntry>& all_codes();
/// "E203" for errors, "W803" for warnings, "A901" for advice (by the number: 8xx warnings, 9xx advice).
[[nodiscard]] std::string code_label(Code code);
[[nodiscard]] Severity severity_of(Code code);
/// "error", "warning", "advice"
[[nodiscard]] std::string_view severity_name(Severity severity);

/// A place a reader can find: everything a renderer needs, no text to look up.
struct Place {
    std::string file;             // as the user named it; empty when there is none
    std::size_t line = 0;         // from 1; 0: the file as a whole
    std::size_t column = 0;       // from 1, in characters
    std::string quoted_line;      // the line as it stands (tabs as they are); of a very long line a part, … at the cuts
    std::size_t mark_from = 0;    // characters into quoted_line, from 0
    std::size_t mark_length = 0;  // characters underlined, at least 1 when there is a quoted line

    friend bool operator==(const Place&, const Place&) = default;
    friend auto operator<=>(const Place&, const Place&) = default;  // by file, line, column, then the rest
};
/// "riverside.contract.md:38:5"; only the file where the line is 0; nothing where there is no file.
[[nodiscard]] std::string place_text(const Place& place);

/// A second place that belongs to the mistake ("first defined here").
struct Label {
    Place place;
    std::string text;

    friend bool operator==(const Label&, const Label&) = default;
    friend auto operator<=>(const Label&, const Label&) = default;
};

struct Diagnostic {
    Code code{};
    std::string message;  // lower case, no full stop: what was found, then the rule
    std::string clause;   // "3.2"; empty outside clauses
    Place place;
    std::vector<Label> labels;
    std::string help;  // what to type; a sentence

    Diagnostic& label(Place where, std::string text) {
        labels.push_back({std::move(where), std::move(text)});
        return *this;
    }
    Diagnostic& with_help(std::string words) {
        help = std::move(words);
        return *this;
    }
    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Collects what is wrong. Keeps every one; shows the first limits::diagnostics_shown and counts the rest.
class Diagnostics {
public:
    Diagnostic& add(Code code, std::string clause, Place place, std::string message);
    void append(Diagnostics other);
    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
    [[nodiscard]] std::vector<Diagnostic>& all() { return all_; }
    [[nodiscard]] bool has_errors() const;
    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] std::size_t count(Severity severity) const;
    /// Those that are shown: at most limits::diagnostics_shown, errors chosen before warnings before advice;
    /// in the order of all().
    [[nodiscard]] std::vector<const Diagnostic*> shown() const;
    /// By file, then line, then column, then code, then everything else: the same order whatever order they were found
    /// in. Drops exact repeats.
    void sort();

private:
    std::vector<Diagnostic> all_;
};

}  // namespace concordat::source
