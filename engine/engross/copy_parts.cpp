// engine/engross/copy_parts.cpp · room: engross
// What:  cover, schedules in files, signatures, index and results, each a section of its own.
#include "engross/copy_parts.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.h"
#include "data/csv.h"
#include "engross/documents_within.h"
#include "parse/parse.h"

namespace concordat::engross {
namespace {

using report::Cell;
using report::Row;
using report::Section;
using report::Table;
using report::text_cell;

constexpr std::size_t parties_on_cover = 16;
constexpr std::size_t parties_signing = 60;

std::string roles_in_words(const model::Contract& contract, const model::Party& party) {
    std::string roles;
    for (const model::RoleId role : party.roles) roles += (roles.empty() ? "" : ", ") + contract.role(role).name;
    return roles;
}

/// "2026-04-01"
bool is_day_text(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    return std::count_if(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; }) == 8;
}

/// Without what a figure counts, and without a fraction behind it: "10" of "10 days", "59" of "59 1/3".
std::string without_unit(const std::string& text) {
    const std::size_t blank = text.rfind(' ');
    const bool fraction = blank != std::string::npos && text.find('/', blank) != std::string::npos &&
                          text.find_first_not_of("0123456789/", blank + 1) == std::string::npos;
    if (fraction) return text.substr(0, blank);
    for (const std::string_view unit : {" day", " days", " night", " nights", " hour", " hours", " month", " months"}) {
        if (text.ends_with(unit)) return text.substr(0, text.size() - unit.size());
    }
    return text;
}

/// What stands for a figure that is not there.
bool stands_for_figure(const std::string& text) {
    for (const std::string_view words : {"-", "missing", "held", "left out", "none"}) {
        if (text == words) return true;
    }
    return text.empty();
}

bool is_figure_text(const std::string& written) {
    if (is_day_text(written)) return false;
    const std::string text = without_unit(written);
    bool digit = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        digit = digit || (letter >= '0' && letter <= '9');
        const bool pound = text.compare(at, 2, "\u00a3") == 0;
        if (pound) ++at;
        if (!pound && std::string_view("0123456789.,%+- ").find(letter) == std::string_view::npos) return false;
    }
    return digit;
}

std::string in_small(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

std::string copy_in_words(const CopyRequest& request) {
    switch (request.variations) {
        case CopyRequest::Variations::as_signed: break;
        case CopyRequest::Variations::as_at:
            return fmt::format("Consolidated as at {}: clauses stand as varied up to and including that day.",
                               calendar::write_long(request.day));
        case CopyRequest::Variations::marked:
            return "With variations marked: what a variation takes out is struck out, what it puts in is underlined.";
    }
    return {};
}

/// "3.1, 3.4" as links.
report::Runs clause_links(const std::vector<std::string>& numbers) {
    report::Runs runs;
    for (const std::string& number : numbers) {
        if (!runs.empty()) runs.push_back({report::Run::Look::plain, ", "});
        runs.push_back({report::Run::Look::link, number, clause_anchor(number)});
    }
    return runs;
}

/// The columns that took more than one clause to come to, or the first that took any.
std::vector<const settle::WorkedColumn*> told_columns(const settle::ExampleResult& result) {
    std::vector<const settle::WorkedColumn*> told;
    for (const settle::WorkedColumn& worked : result.worked) {
        if (worked.steps.size() > 1 && worked.column.find(" under clause ") == std::string::npos)
            told.push_back(&worked);
    }
    for (const settle::WorkedColumn& worked : result.worked) {
        if (told.empty() && !worked.steps.empty()) told.push_back(&worked);
    }
    return told;
}

/// "Gain Pool" of "gives Gain Pool".
std::string amount_name(const std::string& column) {
    constexpr std::string_view gives = "gives ";
    return typeset(column.starts_with(gives) ? std::string_view(column).substr(gives.size()) : column);
}

/// The first step, and every one after which the amount is another. A clause is named once for all that it pays:
/// "clause 4.1: £116,000.00 to Fellside Trust, £9,900.00 to Fellside Council; clause 5.2: ..."
std::string changing_steps(const std::vector<std::string>& steps) {
    std::string words;
    std::string clause_before, amount_before;
    for (const std::string& step : steps) {
        const std::size_t colon = step.find(": ");
        const std::string clause = step.substr(0, colon);
        const std::string amount = colon == std::string::npos ? step : step.substr(colon);
        if (amount == amount_before) continue;
        const bool same_clause = colon != std::string::npos && clause == clause_before;
        const bool paid = amount.find(" to ") != std::string::npos || amount.find(" from ") != std::string::npos;
        if (same_clause) words += (paid ? "," : ", then") + amount.substr(1);
        else words += (words.empty() ? "" : "; ") + step;
        clause_before = clause;
        amount_before = amount;
    }
    return words;
}

}  // namespace

void set_column_types(Table& table) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        bool figures = false;
        bool words = false;
        for (const Row& row : table.rows) {
            if (column >= row.cells.size() || stands_for_figure(row.cells[column].shown)) continue;
            (is_figure_text(row.cells[column].shown) ? figures : words) = true;
        }
        if (!figures || words || column == 0) continue;
        table.columns[column].type = Cell::Type::number;
        for (Row& row : table.rows) {
            if (column < row.cells.size()) row.cells[column].type = Cell::Type::number;
        }
    }
}

Section cover(const CopySources& sources, const CopyRequest& request) {
    const model::Contract& contract = sources.contract;
    Section section;
    section.look = Section::Look::cover;
    section.blocks.push_back(
        report::Paragraph{fmt::format("In force from {} until {}", calendar::write_long(contract.in_force.first),
                                      calendar::write_long(contract.in_force.last))});
    Table table{{{"", Cell::Type::text}, {"Party", Cell::Type::text}, {"Role", Cell::Type::text}}, {}};
    const std::size_t shown = std::min(contract.parties.size(), parties_on_cover);
    for (std::size_t index = 0; index < shown; ++index) {
        const model::Party& party = contract.parties[index];
        table.rows.push_back({Row::Role::line,
                              {text_cell(fmt::format("({})", index + 1)), text_cell(party.name),
                               text_cell(roles_in_words(contract, party))}});
    }
    section.blocks.push_back(report::Paragraph{"between"});
    section.blocks.push_back(std::move(table));
    if (shown < contract.parties.size()) {
        section.blocks.push_back(report::Paragraph{
            fmt::format("and {} others, listed with the parties below", contract.parties.size() - shown)});
    }
    if (const std::string words = copy_in_words(request); !words.empty()) {
        section.blocks.push_back(report::Paragraph{words, {}, report::Paragraph::Look::plain});
    }
    return section;
}

namespace {

/// How a file is named where it is linked to, and by which path; its own name where no link is found.
struct WrittenLink {
    std::string title, path;
};
WrittenLink link_to(const source::SourceText& text, const std::string& file) {
    for (std::size_t part = 0; part < text.parts().size(); ++part) {
        const std::size_t from = text.parts()[part].begin;
        const std::size_t to = part + 1 < text.parts().size() ? text.parts()[part + 1].begin : text.text().size();
        const std::string_view words = text.text().substr(from, to - from);
        for (const std::string& path : parse::linked_files(text, part)) {
            if (parse::path_from(text.parts()[part].folder, path) != parse::path_from({}, file)) continue;
            const std::size_t link = words.find("](" + path + ")");
            const std::size_t begin = link == std::string_view::npos ? link : words.rfind('[', link);
            if (begin != std::string_view::npos) return {typeset(words.substr(begin + 1, link - begin - 1)), path};
        }
    }
    return {file, file};
}

}  // namespace

std::vector<LinkedSchedule> linked_schedules(const CopySources& sources, LinkedWords& words) {
    std::vector<LinkedSchedule> schedules;
    for (const data::DataFile& file : sources.schedules) {
        LinkedSchedule schedule;
        schedule.file = file.name;
        WrittenLink link = link_to(sources.text, file.name);
        schedule.title = std::move(link.title);
        schedule.anchor = words.new_anchor("schedule", schedule.title);
        words.add_file(file.name, schedule.anchor);
        words.add_file(link.path, schedule.anchor);
        schedules.push_back(std::move(schedule));
    }
    std::stable_sort(schedules.begin(), schedules.end(),
                     [](const auto& a, const auto& b) { return a.title < b.title; });
    // Two of one name, as the agreement and what it incorporates may have them, are told apart by their files.
    const std::vector<LinkedSchedule> named = schedules;
    for (LinkedSchedule& schedule : schedules) {
        const auto same = std::count_if(named.begin(), named.end(),
                                        [&](const LinkedSchedule& other) { return other.title == schedule.title; });
        if (same > 1) schedule.title += " (" + schedule.file.substr(schedule.file.rfind('/') + 1) + ")";
    }
    return schedules;
}

Section schedule_section(const LinkedSchedule& schedule, const data::DataFile& file) {
    Section section;
    section.title = schedule.title;
    section.anchor = schedule.anchor;
    section.look = Section::Look::page;
    const data::CsvFile csv = data::read_csv(file.name, file.bytes);
    Table table;
    for (const data::CsvCell& heading : csv.header) table.columns.push_back({std::string(heading.text)});
    for (std::size_t index = 0; index < csv.row_count(); ++index) {
        Row row;
        for (const data::CsvCell& cell : csv.row(index)) row.cells.push_back(text_cell(std::string(cell.text)));
        table.rows.push_back(std::move(row));
    }
    set_column_types(table);
    section.blocks.push_back(report::Paragraph{
        fmt::format("Kept in the file {}, which is part of this agreement: {} row{}, SHA-256 {}.", file.name,
                    csv.row_count(), csv.row_count() == 1 ? "" : "s", base::sha256(file.bytes)),
        {},
        report::Paragraph::Look::note});
    section.blocks.push_back(std::move(table));
    return section;
}

Section signatures(const model::Contract& contract) {
    Section section;
    section.title = "Signatures";
    section.anchor = "signatures";
    section.look = Section::Look::page;
    section.blocks.push_back(report::Paragraph{"Signed for and on behalf of the parties:"});
    const auto text = Cell::Type::text;
    Table table{{{"Party", text}, {"Signature", text}, {"Name and position", text}, {"Date", text}}, {}};
    table.for_signing = true;
    const std::size_t signing = std::min(contract.parties.size(), parties_signing);
    for (std::size_t index = 0; index < signing; ++index) {
        table.rows.push_back({Row::Role::line, {text_cell(contract.parties[index].name), {}, {}, {}}});
    }
    section.blocks.push_back(std::move(table));
    if (signing < contract.parties.size()) {
        section.blocks.push_back(
            report::Paragraph{fmt::format("and {} others on further sheets", contract.parties.size() - signing)});
    }
    return section;
}

Section index_of_definitions(const LinkedWords& words) {
    Section section;
    section.title = "Index of definitions";
    section.anchor = "index-of-definitions";
    section.look = Section::Look::page;
    std::vector<const DefinedName*> names;
    for (const DefinedName& name : words.names()) {
        if (!name.where.empty()) names.push_back(&name);
    }
    std::sort(names.begin(), names.end(), [](const auto* a, const auto* b) {
        return std::pair(in_small(a->name), a->name) < std::pair(in_small(b->name), b->name);
    });
    Table table{{{"Name"}, {"Defined in"}, {"Used in clauses"}}, {}};
    for (const DefinedName* name : names) {
        Cell defined = text_cell(name->name);
        defined.runs = {{report::Run::Look::link, name->name, name->anchor}};
        Cell where = text_cell(name->where);
        where.runs = {{report::Run::Look::link, name->where, name->where_anchor}};
        Cell used = text_cell("");
        used.runs = clause_links(name->used_in);
        for (const report::Run& run : used.runs) used.shown += run.words;
        if (used.runs.empty()) used.shown = "no other";
        table.rows.push_back({Row::Role::line, {std::move(defined), std::move(where), std::move(used)}});
    }
    section.blocks.push_back(std::move(table));
    return section;
}

std::vector<report::Block> example_results(const CopySources& sources, const std::string& clause) {
    Table table{{{"Case"}, {"Amount"}, {"Clause by clause"}}, {}};
    table.caption = "How each case comes to its amount";
    std::size_t cases = 0;
    std::size_t agreeing = 0;
    for (const settle::ExampleResult& result : sources.examples) {
        if (!result.clause.is_set() || sources.contract.clause(result.clause).number != clause) continue;
        ++cases;
        if (result.passed) ++agreeing;
        for (const settle::WorkedColumn* worked : told_columns(result)) {
            table.rows.push_back({Row::Role::line,
                                  {text_cell(typeset(result.row)), text_cell(amount_name(worked->column)),
                                   text_cell(changing_steps(worked->steps))}});
        }
    }
    if (cases == 0) return {};
    const std::string words =
        agreeing == cases
            ? fmt::format("Worked out from the clauses above: {} of {} cases agree exactly.", agreeing, cases)
            : fmt::format("Worked out from the clauses above: only {} of {} cases agree.", agreeing, cases);
    return {std::move(table), report::Paragraph{words, {}, report::Paragraph::Look::plain}};
}

}  // namespace concordat::engross
