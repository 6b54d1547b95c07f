// engine/engross/pieces.cpp · room: engross
// What:  the words of a clause after its variations, consolidated or marked.
// Start: standing(), last in the file.
#include "engross/pieces.h"

#include <algorithm>
#include <utility>

namespace concordat::engross {
namespace {

using report::Run;

/// A sentence that ends with a table: its span is that of its words alone.
source::Span with_its_table(const source::SourceText& text, const parse::Outline& outline, source::Span span) {
    for (const parse::Block& block : outline.blocks) {
        for (std::size_t at = 0; at + 1 < block.parts.size(); ++at) {
            const parse::Part& part = block.parts[at];
            const parse::Part& next = block.parts[at + 1];
            if (part.is_table || !next.is_table || span.end <= part.text.begin || span.end > part.text.end) continue;
            const std::string between = parse::folded(text.slice({span.end, part.text.end}));
            if (between.empty() || between == ":") return {span.begin, next.text.end};
        }
    }
    return span;
}

std::vector<Piece> brought_by(const source::SourceText& text, const parse::Outline& outline, const Version& version) {
    std::vector<Piece> pieces;
    for (source::Span span : version.spans) {
        if (text.slice({span.end, span.end + 1}) == ".") ++span.end;  // the full stop is not in a sentence's span
        for (Piece& piece : pieces_in(outline, with_its_table(text, outline, span))) pieces.push_back(std::move(piece));
    }
    return pieces;
}

void mark(std::vector<Piece>& pieces, Run::Change change) {
    for (Piece& piece : pieces) piece.change = change;
}

/// The one place of the old words taken out, or struck out, and the new ones put in.
std::vector<Piece> with_words_changed(const source::SourceText& text, const std::vector<Piece>& pieces,
                                      const Version& version, bool marked) {
    std::vector<Piece> changed;
    for (const Piece& piece : pieces) {
        const std::size_t found = piece.table || !piece.words.empty() || piece.change == Run::Change::deleted
                                      ? std::string_view::npos
                                      : text.slice(piece.text).find(version.old_words);
        if (found == std::string_view::npos) {
            changed.push_back(piece);
            continue;
        }
        const auto from = piece.text.begin + static_cast<std::uint32_t>(found);
        const auto to = from + static_cast<std::uint32_t>(version.old_words.size());
        changed.push_back({{piece.text.begin, from}, {}, {}, piece.change});
        if (marked) changed.push_back({{from, to}, {}, {}, Run::Change::deleted});
        changed.push_back({{}, {}, version.new_words, marked ? Run::Change::inserted : piece.change});
        changed.push_back({{to, piece.text.end}, {}, {}, piece.change});
    }
    return changed;
}

void apply(const source::SourceText& text, const parse::Outline& outline, const Version& version, bool marked,
           std::vector<Piece>& pieces) {
    std::vector<Piece> brought = brought_by(text, outline, version);
    switch (version.type) {
        case Version::Type::words_changed: pieces = with_words_changed(text, pieces, version, marked); return;
        case Version::Type::applies: return;
        case Version::Type::ceased:
        case Version::Type::replaced:
        case Version::Type::added:
            if (marked) mark(pieces, Run::Change::deleted);
            else pieces.clear();
            if (marked) mark(brought, Run::Change::inserted);
            pieces.insert(pieces.end(), brought.begin(), brought.end());
    }
}

}  // namespace

std::vector<Piece> pieces_in(const parse::Outline& outline, source::Span span) {
    std::vector<Piece> pieces;
    for (const parse::Block& block : outline.blocks) {
        if (block.span.end <= span.begin || block.span.begin >= span.end) continue;
        for (const parse::Part& part : block.parts) {
            const source::Span inside{std::max(part.text.begin, span.begin), std::min(part.text.end, span.end)};
            if (inside.empty()) continue;
            if (part.is_table) pieces.push_back({part.text, part.table});
            else pieces.push_back({inside});
        }
    }
    return pieces;
}

StandingClause standing(const source::SourceText& text, const parse::Outline& outline, std::vector<Piece> original,
                        const std::vector<Version>& versions, const CopyRequest& request) {
    using Shown = CopyRequest::Variations;
    StandingClause clause{std::move(original), {}};
    for (const Version& version : versions) {
        const bool later = request.variations == Shown::as_at && version.from > request.day;
        if (later && version.type == Version::Type::applies) clause.pieces.clear();
        if (later && version.type != Version::Type::applies) continue;
        clause.remarks.push_back(words_for(version));
        if (request.variations == Shown::as_signed || later) continue;
        apply(text, outline, version, request.variations == Shown::marked, clause.pieces);
    }
    return clause;
}

}  // namespace concordat::engross
