// engine/source/source_text.h · room: source
// What:  one contract file as text: cleaned of what word processors leave behind, with lines and columns that still
//        match what the writer sees. Every replacement is one character for one character.
// Source: language.md section 9 (text tolerance), finding "confusable and bidirectional characters".
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/diagnostic.h"
#include "source/span.h"

namespace concordat::source {

/// A quoted line longer than this is cut to this many characters around its mark; columns stay those of the whole line.
inline constexpr std::size_t quoted_characters = 400;

class SourceText {
public:
    SourceText() = default;
    SourceText(std::string name, std::string text);

    /// A text behind the first: a document that the contract incorporates. Its lines and places are its own.
    struct Part {
        std::string name;    // as a diagnostic shows the file
        std::string title;   // the name by which it is incorporated; empty for the contract itself
        std::string folder;  // from the contract's folder to its own: where its links begin
        std::uint32_t begin = 0;
        std::size_t first_line = 1;  // in the whole text
    };
    void append(const SourceText& further, std::string title, std::string folder);
    /// The contract itself, then what it incorporates.
    [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
    [[nodiscard]] std::size_t part_of(std::uint32_t offset) const;
    /// The first and the last line of a part, in the whole text.
    [[nodiscard]] std::pair<std::size_t, std::size_t> lines_of_part(std::size_t part) const;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string_view slice(Span span) const;
    /// Takes in words that stand so in no file: a clause as it reads once a variation has changed a part of it. They
    /// have the span given back, and their place in a diagnostic is `at`, where the variation says so.
    Span take_in_changed(std::string words, Span at);
    /// Where words stand in the files: of changed words the place of what changes them, of all others their own.
    [[nodiscard]] Span in_files(Span span) const;
    /// At least 1. A line end at the very end of the text begins no further line.
    [[nodiscard]] std::size_t line_count() const { return line_starts_.size(); }
    /// The bytes of a line (from 1) without its line end; empty for a line that is not there.
    [[nodiscard]] Span line_span(std::size_t line) const;
    [[nodiscard]] std::size_t line_of(std::uint32_t offset) const;
    /// What a diagnostic says of this span. A span over several lines is underlined to the end of its first.
    [[nodiscard]] Place place(Span span) const;

private:
    std::string name_;
    std::string text_;
    std::vector<std::uint32_t> line_starts_;
    std::vector<Part> parts_ = {Part{}};
    struct Changed {
        std::string words;
        Span at;
        std::uint32_t begin = 0;  // behind the text, so that no span means two things
    };
    std::deque<Changed> changed_;

    void find_lines();
    [[nodiscard]] const Changed* changed_of(Span span) const;
};

struct ReadText {
    SourceText text;
    Diagnostics problems;
};

/// Takes a file's bytes in. Accepts and replaces: BOM, CRLF and CR, curly quotes (to straight), non-breaking and other
/// spaces (to a space), en dash, minus sign and non-breaking hyphen (to '-'; an em dash stays itself), Greek mu (to the
/// micro sign). Everything else that can be seen is kept: accented letters, £ × ÷ … ½, other alphabets.
/// Refuses, with code point and place: bytes that are not UTF-8, NUL and other control characters, bidirectional
/// controls, zero-width characters, accents as characters of their own, letters of other alphabets that look like Latin
/// ones (Cyrillic а, Greek ο ...). One diagnostic for each line and code; what is refused is replaced by the Latin
/// letter it looks like, by what its byte means in Windows-1252, or by a space. Errors for the whole file: above
/// limits::contract_bytes, UTF-16, nothing but blanks; the text is then empty or blank.
[[nodiscard]] ReadText read_text(std::string name, std::string_view bytes);

/// The code points of UTF-8 text (valid text only).
[[nodiscard]] std::size_t character_count(std::string_view utf8);

}  // namespace concordat::source
