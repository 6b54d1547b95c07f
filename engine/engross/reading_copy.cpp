// engine/engross/reading_copy.cpp · room: engross
// What:  the reading copy put together: the contract's blocks in their order, each as it stands in this copy.
// Start: reading_copy(), last in the file.
#include "engross/reading_copy.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engross/copy_parts.h"
#include "engross/lost_links.h"
#include "engross/documents_within.h"
#include "engross/linked_words.h"
#include "engross/pieces.h"
#include "parse/declared_places.h"

namespace concordat::engross {
namespace {

using report::Paragraph;
using report::Run;
using report::Section;

/// A line that begins with ">": it has no legal effect, and every copy shows it so.
struct NoteLine {
    std::uint32_t begin;
    std::string words;
};

std::vector<NoteLine> notes_in(const source::SourceText& text) {
    std::vector<NoteLine> notes;
    bool goes_on = false;
    for (std::size_t line = 1; line <= text.lines_of_part(0).second; ++line) {
        const source::Span span = text.line_span(line);
        const std::string words = parse::folded(text.slice(span));
        if (!words.starts_with('>')) {
            goes_on = false;
            continue;
        }
        const std::string inner = parse::folded(std::string_view(words).substr(1));
        if (goes_on) notes.back().words += " " + inner;
        else notes.push_back({span.begin, inner});
        goes_on = true;
    }
    return notes;
}

/// Month, Quarter: words of the language, even where `Settled for each Month` names them.
bool is_calendar_unit(const parse::DeclaredName& name) {
    for (const char* unit : {"Day", "Week", "Month", "Quarter", "Year", "Financial Year", "Calendar Year"}) {
        if (name.period_unit && name.text == unit) return true;
    }
    return false;
}

class CopyMaker {
public:
    CopyMaker(const CopySources& sources, const CopyRequest& request)
        : sources_(sources),
          request_(request),
          whole_(whole_outline(sources)),
          outline_(whole_.outline),
          variations_(variations_in(sources.text, sources.document)),
          notes_(notes_in(sources.text)) {
        for (const syntax::Clause& clause : sources.document.clauses) {
            for (const syntax::Sentence& sentence : clause.sentences) {
                if (std::holds_alternative<syntax::ExamplesSentence>(sentence.form)) examples_.push_back(clause.number);
                const auto* defines = std::get_if<syntax::DefinitionSentence>(&sentence.form);
                const auto* banded = defines == nullptr ? nullptr : std::get_if<syntax::Banded>(&defines->body);
                if (banded != nullptr)
                    banded_[clause.number] = {defines->name.text, banded->slices && !banded->mirrored};
            }
        }
    }

    report::Document make() {
        name_places();
        copy_.title = sources_.contract.title;
        copy_.kind = report::Document::Kind::contract;
        copy_.contents = true;
        copy_.content_hash = sources_.content_hash;
        copy_.sections.push_back(cover(sources_, request_));
        write_blocks();
        for (const DocumentWithin& document : whole_.documents) write_document(document);
        for (const LinkedSchedule& schedule : schedules_) write_schedule(schedule);
        copy_.sections.push_back(signatures(sources_.contract));
        copy_.sections.push_back(index_of_definitions(words_));
        drop_lost_links(copy_);
        write_footer();
        return std::move(copy_);
    }

private:
    // ---- where things are -----------------------------------------------------------------------
    void name_places() {
        for (const parse::Block& block : outline_.blocks) {
            if (!block.number.empty()) words_.add_clause(block.number, clause_anchor(block.number));
        }
        for (const std::string& number : variations_.added) words_.add_clause(number, clause_anchor(number));
        schedules_ = linked_schedules(sources_, words_);
        for (const DocumentWithin& document : whole_.documents) {
            words_.add_file(document.file, document.anchor);
            add_open_names(document, words_);
        }
        for (const parse::DeclaredName& name : parse::declared_places(sources_.text, outline_)) {
            if (!is_calendar_unit(name)) add_name(name);
        }
        for (const syntax::ScheduleText& schedule : sources_.document.schedules) {
            words_.add_name({schedule.title, {}, section_anchor(schedule.title), {}, {}, {}}, {});
        }
    }

    /// Where a name is declared behind others: "Provider" in "Lead Provider, Provider". Empty where it is not found.
    [[nodiscard]] source::Span place_behind_others(const parse::DeclaredName& name) const {
        const std::string_view words = sources_.text.slice(name.span);
        for (std::size_t at = words.find(name.text); at != std::string_view::npos; at = words.find(name.text, at + 1)) {
            const bool begins = words.substr(0, at).ends_with(", ") || words.substr(0, at).ends_with(" and ");
            const auto begin = name.span.begin + static_cast<std::uint32_t>(at);
            if (begins && words_.defined_at(begin) == nullptr)
                return {begin, begin + static_cast<std::uint32_t>(name.text.size())};
        }
        return {};
    }

    void add_name(const parse::DeclaredName& name) {
        source::Span place = name.span;
        DefinedName defined;
        if (const DefinedName* other = words_.defined_at(place.begin); other != nullptr) {
            const bool other_number = other->plural == name.text || parse::plural_of(name.text) == other->name;
            const bool as_written = parse::folded(sources_.text.slice(place)) == "\"" + name.text + "\"";
            if (other_number) return words_.add_form(place.begin, name.text, as_written);
            place = place_behind_others(name);
            if (place.empty()) defined.anchor = other->anchor;
        }
        defined.name = name.text;
        defined.plural = parse::plural_of(name.text);
        if (defined.anchor.empty()) defined.anchor = words_.new_anchor("name", name.text);
        for (const parse::Block& block : outline_.blocks) {
            if (name.span.begin < block.span.begin || name.span.begin >= block.span.end) continue;
            defined.where = block.number.empty() ? (block.section.empty() ? "Preamble" : block.section) : block.number;
            defined.where_anchor = block.number.empty() ? section_anchor(block.section) : clause_anchor(block.number);
        }
        words_.add_name(std::move(defined), place);
    }

    std::string section_anchor(const std::string& heading) {
        auto found = section_anchors_.find(heading);
        if (found == section_anchors_.end()) {
            found = section_anchors_.emplace(heading, words_.new_anchor("part", heading.empty() ? "preamble" : heading))
                        .first;
        }
        return found->second;
    }

    // ---- the text in its order ------------------------------------------------------------------
    void write_blocks() {
        std::string heading;
        bool begun = false;
        for (std::size_t at = 0; at < whole_.own_blocks; ++at) {
            const parse::Block& block = outline_.blocks[at];
            if (begun) write_notes_before(last_heading_before(block.span.begin));
            if (!begun || block.section != heading) {
                if (begun) write_added_clauses(heading, nullptr);
                begin_section(block.section, block.under_schedule);
            }
            write_notes_before(block.span.begin);
            begun = true;
            heading = block.section;
            if (!block.number.empty()) write_added_clauses(heading, &block.number);
            write_block(block);
        }
        if (begun) write_added_clauses(heading, nullptr);
        write_notes_before(static_cast<std::uint32_t>(sources_.text.text().size()));
    }

    /// What comes in of an incorporated document, under its own headings and numbers.
    void write_document(const DocumentWithin& document) {
        copy_.sections.push_back(opening_of(sources_, document, words_));
        std::string heading;
        for (const parse::Block& block : document.blocks) {
            if (block.section != heading) {
                if (!heading.empty()) write_added_clauses(heading, nullptr, document.title);
                heading = block.section;
                Section section;
                section.title = typeset(heading);
                section.level = 3;
                section.anchor = words_.new_anchor("part", document.title + " " + heading);
                copy_.sections.push_back(std::move(section));
            }
            if (!block.number.empty()) write_added_clauses(heading, &block.number, document.title);
            write_block(block);
        }
        write_added_clauses(heading, nullptr, document.title);
    }

    /// Where the last heading above begins, or 0.
    [[nodiscard]] std::uint32_t last_heading_before(std::uint32_t offset) const {
        const std::size_t heading = sources_.text.text().substr(0, offset).rfind("\n#");
        return heading == std::string_view::npos ? 0 : static_cast<std::uint32_t>(heading);
    }

    void begin_section(const std::string& heading, bool new_page) {
        Section section;
        section.title = heading.empty() ? "Preamble" : typeset(heading);
        section.anchor = section_anchor(heading);
        if (new_page) section.look = Section::Look::page;
        copy_.sections.push_back(std::move(section));
    }

    void write_notes_before(std::uint32_t offset) {
        while (next_note_ < notes_.size() && notes_[next_note_].begin < offset) {
            blocks().push_back(Paragraph{
                "Note, without legal effect: " + typeset(notes_[next_note_].words), {}, Paragraph::Look::note});
            ++next_note_;
        }
    }

    /// Clauses that variations add to this section, before a clause or at its end.
    void write_added_clauses(const std::string& heading, const std::string* before, const std::string& title = {}) {
        const std::string section = heading.substr(0, heading.find(' '));
        auto& added = variations_.added;
        std::sort(added.begin(), added.end(), stands_before);
        for (std::size_t at = 0; at < added.size();) {
            const std::string number = added[at];
            const bool here = number.substr(0, number.find('.')) == section && document_of(number) == title &&
                              (before == nullptr || stands_before(number, *before));
            if (!here) {
                ++at;
                continue;
            }
            added.erase(added.begin() + static_cast<std::ptrdiff_t>(at));
            if (request_.variations != CopyRequest::Variations::as_signed) write_clause(number, {});
        }
    }

    std::vector<report::Block>& blocks() { return copy_.sections.back().blocks; }

    void write_block(const parse::Block& block) {
        std::vector<Piece> pieces;
        for (const parse::Part& part : block.parts) {
            if (part.is_table) pieces.push_back({part.text, part.table});
            else pieces.push_back({part.text});
        }
        if (block.number.empty()) {
            write_pieces({}, pieces);
            return;
        }
        const bool is_example = std::find(examples_.begin(), examples_.end(), block.number) != examples_.end();
        if (!is_example) return write_clause(block.number, std::move(pieces));
        Section box;
        box.look = Section::Look::box;
        box.level = 3;
        box.title = "Worked example " + block.number;
        box.anchor = words_.new_anchor("example", block.number);
        copy_.sections.push_back(std::move(box));
        write_clause(block.number, std::move(pieces));
        for (report::Block& result : example_results(sources_, block.number)) blocks().push_back(std::move(result));
        copy_.sections.push_back({});
    }

    void write_clause(const std::string& number, std::vector<Piece> original) {
        static const std::vector<Version> none;
        const auto versions = variations_.by_clause.find(number);
        StandingClause clause = standing(sources_.text, outline_, std::move(original),
                                         versions == variations_.by_clause.end() ? none : versions->second, request_);
        if (clause.pieces.empty() && clause.remarks.empty()) return;
        if (clause.pieces.empty()) {
            blocks().push_back(report::ClauseText{
                number_within(number), clause_anchor(number), {{Run::Look::plain, "[Not in force.]"}}});
        } else {
            write_pieces(number, clause.pieces);
        }
        for (std::string& remark : clause.remarks) add_remark(std::move(remark));
    }

    void add_remark(std::string words) {
        Paragraph remark{"[" + words + "]", {}, Paragraph::Look::remark};
        remark.runs = words_.runs(remark.words, no_place, {});
        blocks().push_back(std::move(remark));
    }

    /// Text that stands together becomes one paragraph; the first carries the clause's number.
    void write_pieces(const std::string& number, const std::vector<Piece>& pieces) {
        report::Runs runs;
        bool numbered = number.empty();
        const auto flush = [&] {
            if (runs.empty()) return;
            if (!numbered)
                blocks().push_back(report::ClauseText{number_within(number), clause_anchor(number), std::move(runs)});
            else
                blocks().push_back(Paragraph{
                    {}, std::move(runs), number.empty() ? Paragraph::Look::plain : Paragraph::Look::continued});
            numbered = true;
            runs = {};
        };
        for (const Piece& piece : pieces) {
            if (piece.table) {
                flush();
                write_table(*piece.table, number, piece.change);
                continue;
            }
            add_text(number, piece, runs, flush);
        }
        flush();
    }

    /// Outside clauses each line that ends a sentence is a paragraph.
    template <typename Flush>
    void add_text(const std::string& number, const Piece& piece, report::Runs& runs, const Flush& flush) {
        std::string_view words = piece.words.empty() ? sources_.text.slice(piece.text) : std::string_view(piece.words);
        std::uint32_t offset = piece.words.empty() ? piece.text.begin : no_place;
        while (!words.empty()) {
            const std::size_t end = number.empty() ? words.find(".\n") : std::string_view::npos;
            const std::string_view sentence = words.substr(0, end == std::string_view::npos ? end : end + 1);
            const bool goes_on = offset == no_place || behind_ == no_place || offset == behind_;
            const bool blank = !goes_on || ended_blank_ || parse::folded(sentence.substr(0, 1)).empty();
            if (!runs.empty() && blank) runs.push_back({Run::Look::plain, " "});
            ended_blank_ = parse::folded(sentence.substr(sentence.size() - 1)).empty();
            behind_ = offset == no_place ? no_place : offset + static_cast<std::uint32_t>(sentence.size());
            for (Run& run : words_.runs(sentence, offset, number)) {
                run.change = piece.change;
                runs.push_back(std::move(run));
            }
            words.remove_prefix(sentence.size());
            if (offset != no_place) offset += static_cast<std::uint32_t>(sentence.size());
            if (number.empty()) flush();
        }
    }

    // ---- tables ---------------------------------------------------------------------------------
    report::Cell linked_cell(const syntax::Cell& cell, const std::string& number, Run::Change change) {
        report::Cell linked = report::text_cell(cell.text);
        const std::string_view slice = sources_.text.slice(cell.span);
        const bool as_written = parse::folded(slice) == cell.text;
        linked.runs = words_.runs(as_written ? slice : std::string_view(cell.text),
                                  as_written ? cell.span.begin : no_place, number);
        for (Run& run : linked.runs) run.change = change;
        return linked;
    }

    void write_table(std::size_t index, const std::string& number, Run::Change change) {
        const syntax::Table& written = outline_.tables[index];
        report::Table table;
        table.under_clause = !number.empty();
        for (const syntax::Cell& heading : written.headings) {
            report::Column column{typeset(heading.text)};
            column.runs = words_.runs(sources_.text.slice(heading.span), heading.span.begin, number);
            table.columns.push_back(std::move(column));
        }
        for (const syntax::Row& row : written.rows) {
            report::Row line;
            for (const syntax::Cell& cell : row.cells) line.cells.push_back(linked_cell(cell, number, change));
            table.rows.push_back(std::move(line));
        }
        set_column_types(table);
        std::vector<std::string> remarks = vary_cells(written, table);
        blocks().push_back(std::move(table));
        if (const auto bands = banded_.find(number); bands != banded_.end() && change == Run::Change::none) {
            for (report::Block& picture : band_pictures(written, number, bands->second.name, bands->second.slices))
                blocks().push_back(std::move(picture));
        }
        for (std::string& remark : remarks) add_remark(std::move(remark));
    }

    /// "From 1 April 2027 the Agreed Share of Vale MH Trust is 35%": in the cell, and as a remark.
    std::vector<std::string> vary_cells(const syntax::Table& written, report::Table& table) {
        using Variations = CopyRequest::Variations;
        std::vector<std::string> remarks;
        for (const CellVersion& version : variations_.cells) {
            if (request_.variations == Variations::as_at && version.from > request_.day) continue;
            for (std::size_t column = 0; column < written.headings.size(); ++column) {
                if (written.headings[column].text != version.column) continue;
                for (std::size_t row = 0; row < written.rows.size(); ++row) {
                    if (written.rows[row].cells.front().text != version.row) continue;
                    vary_cell(version, table.rows[row].cells[column]);
                    remarks.push_back(fmt::format(
                        "From {}, by clause {}: the {} of {} is {}{}.", calendar::write_long(version.from), version.by,
                        version.column, version.row, version.value, version.span.empty() ? "" : ", " + version.span));
                }
            }
        }
        return remarks;
    }

    void vary_cell(const CellVersion& version, report::Cell& cell) {
        if (request_.variations == CopyRequest::Variations::as_signed) return;
        const bool marked = request_.variations == CopyRequest::Variations::marked;
        if (!marked) cell.runs.clear();
        for (Run& run : cell.runs) run.change = Run::Change::deleted;
        if (!cell.runs.empty()) cell.runs.push_back({Run::Look::plain, " "});
        cell.runs.push_back({Run::Look::plain, version.value, {}, marked ? Run::Change::inserted : Run::Change::none});
        cell.shown = version.value;
    }

    // ---- behind the text ------------------------------------------------------------------------
    void write_schedule(const LinkedSchedule& schedule) {
        for (const data::DataFile& file : sources_.schedules) {
            if (file.name == schedule.file) copy_.sections.push_back(schedule_section(schedule, file));
        }
    }

    void write_footer() {
        const std::string& path = sources_.text.name();
        const std::size_t slash = path.rfind('/');
        std::vector<std::string> incorporated;
        for (const DocumentWithin& document : whole_.documents) {
            if (document.part >= sources_.part_hashes.size()) continue;
            incorporated.push_back(fmt::format("Text of {}, which it incorporates: {}, SHA-256 {}", document.title,
                                               document.file, sources_.part_hashes[document.part]));
        }
        copy_.footer = {fmt::format("Text of the contract: {}, SHA-256 {}",
                                    slash == std::string::npos ? path : path.substr(slash + 1), sources_.content_hash),
                        "Reading copy. What binds is the text of the contract. Links, remarks in square brackets, "
                        "pictures with their figures, results of worked examples and the index are added to it."};
        copy_.footer.insert(copy_.footer.begin() + 1, incorporated.begin(), incorporated.end());
    }

    static constexpr std::uint32_t no_place =
        UINT32_MAX / 2;  // words that stand nowhere in the text: no definition there

    const CopySources& sources_;
    const CopyRequest& request_;
    WholeOutline whole_;
    const parse::Outline& outline_;
    Variations variations_;
    std::vector<NoteLine> notes_;
    std::size_t next_note_ = 0;
    bool ended_blank_ = false;         // the words written last
    std::uint32_t behind_ = no_place;  // where they end in the contract
    std::vector<std::string> examples_;
    struct Banding {
        std::string name;
        bool slices = false;
    };
    std::map<std::string, Banding> banded_;  // by clause
    std::vector<LinkedSchedule> schedules_;
    LinkedWords words_;
    std::map<std::string, std::string> section_anchors_;
    report::Document copy_;
};

}  // namespace

report::Document reading_copy(const CopySources& sources, const CopyRequest& request) {
    return CopyMaker(sources, request).make();
}

}  // namespace concordat::engross
