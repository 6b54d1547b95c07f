// engine/source/diagnostic.cpp · room: source
// What:  the register of codes, and the list of what went wrong: counted, ordered, cut to what is shown.
// Start: Diagnostics::sort.
#include "source/diagnostic.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "base/limits.h"

namespace concordat::source {

const std::vector<CodeEntry>& all_codes() {
    static const std::vector<CodeEntry> entries{
#define CONCORDAT_CODE(number, name, title) CodeEntry{Code::name, number, #name, title},
#include "source/codes.def"
#undef CONCORDAT_CODE
    };
    return entries;
}

Severity severity_of(Code code) {
    const unsigned hundred = static_cast<unsigned>(code) / 100;
    if (hundred == 8) return Severity::warning;
    return hundred == 9 ? Severity::advice : Severity::error;
}

std::string code_label(Code code) {
    const Severity severity = severity_of(code);
    const char letter = severity == Severity::error ? 'E' : severity == Severity::warning ? 'W' : 'A';
    return fmt::format("{}{}", letter, static_cast<unsigned>(code));
}

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::advice: return "advice";
    }
    return {};
}

std::string place_text(const Place& place) {
    if (place.file.empty() || place.line == 0) return place.file;
    return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

namespace {

/// `a Entry` of a name that the contract gives becomes `an Entry`: messages are put together from names.
void mend_articles(std::string& words) {
    for (auto at = words.find("a "); at != std::string::npos; at = words.find("a ", at + 1)) {
        const bool alone = at == 0 || words[at - 1] == ' ' || words[at - 1] == '`' || words[at - 1] == '(';
        const std::string_view behind = std::string_view(words).substr(at + 2);
        const std::string_view name = behind.starts_with("`") ? behind.substr(1) : behind;
        const bool sounds_other = name.starts_with("Eu") || name.starts_with("One");
        if (alone && !name.empty() && std::string_view("AEIO").find(name.front()) != std::string_view::npos &&
            !sounds_other)
            words.insert(at + 1, "n");
    }
}

}  // namespace

Diagnostic& Diagnostics::add(Code code, std::string clause, Place place, std::string message) {
    Diagnostic& added = all_.emplace_back();
    added.code = code;
    added.message = std::move(message);
    added.clause = std::move(clause);
    added.place = std::move(place);
    return added;
}

void Diagnostics::append(Diagnostics other) {
    all_.insert(all_.end(), std::make_move_iterator(other.all_.begin()), std::make_move_iterator(other.all_.end()));
}

std::size_t Diagnostics::count(Severity severity) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(all_, [severity](const Diagnostic& one) { return severity_of(one.code) == severity; }));
}

bool Diagnostics::has_errors() const {
    return std::ranges::any_of(all_, [](const Diagnostic& one) { return severity_of(one.code) == Severity::error; });
}

std::vector<const Diagnostic*> Diagnostics::shown() const {
    std::vector<const Diagnostic*> chosen;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::advice}) {
        for (const Diagnostic& one : all_) {
            if (chosen.size() == limits::diagnostics_shown) break;
            if (severity_of(one.code) == severity) chosen.push_back(&one);
        }
    }
    std::ranges::sort(chosen, std::less<>{});  // back to the order of all(): pointers into one vector
    return chosen;
}

void Diagnostics::sort() {
    for (Diagnostic& one : all_) {
        mend_articles(one.message);
        mend_articles(one.help);
    }
    const auto key = [](const Diagnostic& one) {
        return std::tie(one.place.file, one.place.line, one.place.column, one.code, one.clause, one.message, one.place,
                        one.labels, one.help);
    };
    std::ranges::stable_sort(all_, [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    const auto repeats = std::ranges::unique(all_);
    all_.erase(repeats.begin(), repeats.end());
}

}  // namespace concordat::source
