// engine/source/source_text.cpp · room: source
// What:  bytes in, clean text with places out; everything refused is reported and replaced, so that parsing can go on.
// Start: read_text(), last in the file; the functions above it are its steps, in order.
#include "source/source_text.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "source/characters.h"
#include "source/line_place.h"
#include "source/utf8.h"

namespace concordat::source {
namespace {

constexpr std::string_view cut_mark = "…";
constexpr std::size_t findings_kept = 10 * limits::diagnostics_shown;  // a file of rubbish is not listed to its end

/// The bytes that the first `characters` characters take.
std::size_t bytes_of_characters(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    while (characters > 0 && at < text.size()) {
        at += decode_character(text, at).bytes;
        --characters;
    }
    return at;
}

/// Cuts the quoted line of a place to the part around its mark, … at the cuts.
void cut_quoted_line(Place& place) {
    if (place.quoted_line.size() <= quoted_characters) return;  // no character is shorter than a byte
    const std::size_t length = character_count(place.quoted_line);
    if (length <= quoted_characters) return;
    const std::size_t before = quoted_characters / 4;
    const std::size_t wanted_from = place.mark_from > before ? place.mark_from - before : 0;
    const std::size_t from = std::min(wanted_from, length - quoted_characters);
    const std::string_view whole = place.quoted_line;
    const std::string_view rest = whole.substr(bytes_of_characters(whole, from));
    std::string part(rest.substr(0, bytes_of_characters(rest, quoted_characters)));
    place.mark_from -= from;
    place.mark_length = std::max<std::size_t>(1, std::min(place.mark_length, quoted_characters - place.mark_from));
    if (from + quoted_characters < length) part += cut_mark;
    if (from > 0) {
        part.insert(0, cut_mark);
        ++place.mark_from;
    }
    place.quoted_line = std::move(part);
}

/// Something refused, at its place in the cleaned text.
struct Finding {
    Code code{};
    Span span;
    char32_t character = 0;        // for not_utf8: the byte
    std::size_t more_in_line = 0;  // further ones with this code in the same line
};

struct CleanedText {
    std::string text;
    std::vector<Finding> findings;
    std::size_t line_findings = 0;  // where in `findings` those of the current line begin
};

void end_line(CleanedText& cleaned) {
    cleaned.text.push_back('\n');
    cleaned.line_findings = cleaned.findings.size();
}

/// Notes one refused character, which is written next; further ones of its code in the line are only counted.
void note_refused(CleanedText& cleaned, Code code, char32_t character) {
    const auto of_line = cleaned.findings.begin() + static_cast<std::ptrdiff_t>(cleaned.line_findings);
    const auto same =
        std::find_if(of_line, cleaned.findings.end(), [code](const Finding& one) { return one.code == code; });
    if (same != cleaned.findings.end()) {
        ++same->more_in_line;
        return;
    }
    if (cleaned.findings.size() >= findings_kept) return;
    const auto at = static_cast<std::uint32_t>(cleaned.text.size());
    cleaned.findings.push_back({code, {at, at + 1}, character, 0});
}

/// Takes in the character at `at`; the bytes it took.
std::size_t take_character(CleanedText& cleaned, std::string_view bytes, std::size_t at) {
    const DecodedCharacter next = decode_character(bytes, at);
    if (!next.well_formed) {
        note_refused(cleaned, Code::not_utf8, next.value);
        const char32_t meant = windows_1252_reading(static_cast<unsigned char>(next.value));
        append_character(cleaned.text, judge(meant).becomes);
        return next.bytes;
    }
    const Judgement judgement = judge(next.value);
    if (judgement.treatment == Treatment::refused) note_refused(cleaned, judgement.code, next.value);
    append_character(cleaned.text, judgement.becomes);
    return next.bytes;
}

CleanedText clean(std::string_view bytes) {
    CleanedText cleaned;
    cleaned.text.reserve(bytes.size());
    std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < bytes.size()) {
        if (bytes[at] == '\r') {
            end_line(cleaned);
            at += bytes.substr(at).starts_with("\r\n") ? 2u : 1u;
        } else if (bytes[at] == '\n') {
            end_line(cleaned);
            ++at;
        } else {
            at += take_character(cleaned, bytes, at);
        }
    }
    return cleaned;
}

struct Wording {
    std::string message;
    std::string help;
};

Wording wording_of_bytes(const Finding& finding) {
    const char32_t meant = windows_1252_reading(static_cast<unsigned char>(finding.character));
    Wording wording;
    wording.message = fmt::format("byte 0x{:02X} is not UTF-8; a contract is saved as UTF-8 text",
                                  static_cast<unsigned>(finding.character));
    wording.help = "save the file again as UTF-8";
    if (judge(meant).treatment == Treatment::refused || judge(meant).becomes == U' ') return wording;
    if (meant == U'\uFFFD') return wording;
    std::string reading;
    append_character(reading, meant);
    wording.help += fmt::format("; if it is in the older Windows encoding, this byte is `{}`", reading);
    return wording;
}

Wording wording_of_letter(const Finding& finding) {
    const std::string reading = latin_reading(finding.character);
    std::string shown;
    append_character(shown, finding.character);
    const std::string label = code_point_label(finding.character);
    return {fmt::format("`{}` is {}, {}, and looks like `{}`; a contract is written in Latin letters and figures",
                        shown, label, character_name(finding.character), reading),
            fmt::format("type `{}`", reading)};
}

Wording wording_of_hidden(const Finding& finding) {
    const std::string found =
        fmt::format("the line holds {} ({}); ", code_point_label(finding.character), character_name(finding.character));
    if (finding.code == Code::bidirectional_control) {
        return {found + "characters that change the direction of reading are refused, in notes too",
                "delete it, and read the line again: it may say something else than it showed"};
    }
    if (finding.code == Code::combining_mark) {
        return {found + "an accented letter is one character", "type the letter with its accent again"};
    }
    if (finding.code == Code::invisible_character) {
        return {found + "a contract holds only what everybody sees", "delete it, and type the words around it again"};
    }
    return {found + "a contract holds only characters that can be read", "delete it"};
}

Wording wording_of(const Finding& finding) {
    Wording wording = finding.code == Code::not_utf8            ? wording_of_bytes(finding)
                      : finding.code == Code::confusable_letter ? wording_of_letter(finding)
                                                                : wording_of_hidden(finding);
    if (finding.more_in_line > 0) wording.message += fmt::format(" ({} more in this line)", finding.more_in_line);
    return wording;
}

/// The whole file as a place.
Place file_place(std::string name) {
    Place place;
    place.file = std::move(name);
    return place;
}

/// What stops a file from being looked at character by character; adds it to the problems.
bool is_unreadable(const std::string& name, std::string_view bytes, Diagnostics& problems) {
    if (bytes.size() > limits::contract_bytes) {
        problems
            .add(Code::file_too_large, "", file_place(name),
                 fmt::format("the file has {} bytes; a contract has at most {}", bytes.size(), limits::contract_bytes))
            .with_help("keep tables of data in CSV files beside the contract");
        return true;
    }
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        problems.add(Code::not_utf8, "", file_place(name), "the file is UTF-16; a contract is saved as UTF-8 text")
            .with_help("save the file again as UTF-8");
        return true;
    }
    return false;
}

}  // namespace

SourceText::SourceText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    parts_.front().name = name_;
    find_lines();
}

void SourceText::append(const SourceText& further, std::string title, std::string folder) {
    if (!text_.ends_with('\n')) text_.push_back('\n');
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += further.text_;
    find_lines();
    parts_.push_back({further.name_, std::move(title), std::move(folder), begin, line_of(begin)});
}

std::string_view SourceText::slice(Span span) const {
    const Changed* changed = changed_of(span);
    const std::string_view words = changed == nullptr ? std::string_view(text_) : std::string_view(changed->words);
    return words.substr(span.begin - (changed == nullptr ? 0 : changed->begin), span.end - span.begin);
}

Span SourceText::take_in_changed(std::string words, Span at) {
    const std::size_t before = changed_.empty() ? text_.size() : changed_.back().begin + changed_.back().words.size();
    const auto begin = static_cast<std::uint32_t>(before + 1);
    changed_.push_back({std::move(words), at, begin});
    return {begin, static_cast<std::uint32_t>(begin + changed_.back().words.size())};
}

const SourceText::Changed* SourceText::changed_of(Span span) const {
    if (span.begin <= text_.size()) return nullptr;
    const auto after = std::ranges::upper_bound(changed_, span.begin, {}, &Changed::begin);
    return after == changed_.begin() ? nullptr : &*(after - 1);
}

Span SourceText::in_files(Span span) const {
    const Changed* changed = changed_of(span);
    return changed == nullptr ? span : changed->at;
}

std::size_t SourceText::part_of(std::uint32_t offset) const {
    const auto after = std::ranges::upper_bound(parts_, offset, {}, &Part::begin);
    return static_cast<std::size_t>(after - parts_.begin()) - 1;
}

std::pair<std::size_t, std::size_t> SourceText::lines_of_part(std::size_t part) const {
    const std::size_t last = part + 1 < parts_.size() ? parts_[part + 1].first_line - 1 : line_count();
    return {parts_[part].first_line, last};
}

void SourceText::find_lines() {
    line_starts_.assign(1, 0);
    for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
        if (at + 1 < text_.size()) line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
}

Span SourceText::line_span(std::size_t line) const {
    if (line == 0 || line > line_starts_.size()) return {};
    const std::uint32_t begin = line_starts_[line - 1];
    const std::size_t end = std::min(text_.find('\n', begin), text_.size());
    return {begin, static_cast<std::uint32_t>(end)};
}

std::size_t SourceText::line_of(std::uint32_t offset) const {
    const auto after = std::ranges::upper_bound(line_starts_, offset);
    return static_cast<std::size_t>(after - line_starts_.begin());
}

Place place_in_line(std::string file, std::size_t number, std::string_view line, std::size_t begin, std::size_t end) {
    Place place;
    place.file = std::move(file);
    place.line = number;
    begin = std::min(begin, line.size());
    end = std::clamp(end, begin, line.size());
    place.quoted_line = line;
    place.mark_from = character_count(line.substr(0, begin));
    place.mark_length = std::max<std::size_t>(1, character_count(line.substr(begin, end - begin)));
    place.column = place.mark_from + 1;
    cut_quoted_line(place);
    return place;
}

Place SourceText::place(Span said) const {
    const Span span = in_files(said);
    const Part& part = parts_[part_of(span.begin)];
    const std::size_t in_whole = line_of(span.begin);
    if (in_whole == 0) {
        Place place;
        place.file = part.name;
        return place;
    }
    const Span line = line_span(in_whole);
    const std::uint32_t begin = std::min(span.begin, line.end);
    return place_in_line(part.name, in_whole - part.first_line + 1, slice(line), begin - line.begin,
                         std::clamp(span.end, begin, line.end) - line.begin);
}

ReadText read_text(std::string name, std::string_view bytes) {
    ReadText read;
    if (is_unreadable(name, bytes, read.problems)) {
        read.text = SourceText(std::move(name), "");
        return read;
    }
    CleanedText cleaned = clean(bytes);
    const bool is_blank = cleaned.text.find_first_not_of(" \t\n") == std::string::npos;
    read.text = SourceText(std::move(name), std::move(cleaned.text));
    for (const Finding& finding : cleaned.findings) {
        Wording wording = wording_of(finding);
        read.problems.add(finding.code, "", read.text.place(finding.span), std::move(wording.message))
            .with_help(std::move(wording.help));
    }
    if (is_blank && cleaned.findings.empty()) {
        read.problems
            .add(Code::empty_file, "", file_place(read.text.name()),
                 "the file has nothing in it; a contract begins with its title")
            .with_help("begin with a line such as `# Riverside Alliance Agreement`");
    }
    return read;
}

std::size_t character_count(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; }));
}

}  // namespace concordat::source
