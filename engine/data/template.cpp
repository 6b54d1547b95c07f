// engine/data/template.cpp · room: data
// What:  gathers the columns of each file, names the file, and writes headings and notes.
// Start: write_templates(), last in the file; the functions above it are its steps, in order.
#include "data/template.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/fact_layout.h"
#include "data/fact_search.h"
#include "data/report_name.h"

namespace concordat::data {
namespace {

using model::Axis;
using model::TermId;

struct TemplateColumn {
    std::string heading;
    std::string note;  // how it is typed
};

struct TemplateFile {
    std::string name;
    std::vector<TemplateColumn> columns;
    std::vector<std::string> notes;  // who gives it, for what

    void add(TemplateColumn column) {
        const bool is_there = std::ranges::any_of(
            columns, [&](const TemplateColumn& one) { return same_heading(one.heading, column.heading); });
        if (!is_there) columns.push_back(std::move(column));
    }
};

// ---- names --------------------------------------------------------------------------------------------------------

/// "actual-cost" of "Actual Cost".
std::string in_file_name(std::string_view name) {
    std::string joined;
    for (const char letter : name) {
        if (letter == ' ' || letter == '-' || letter == '_' || letter == '/') {
            if (!joined.empty() && joined.back() != '-') joined.push_back('-');
        } else if (letter >= 'A' && letter <= 'Z') {
            joined.push_back(static_cast<char>(letter - 'A' + 'a'));
        } else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                   static_cast<unsigned char>(letter) >= 0x80) {
            joined.push_back(letter);
        }
    }
    return joined;
}

/// A name that no other template has and that is not the name of a record.
std::string free_name(const model::Contract& contract, const std::string& wanted, std::set<std::string>& taken) {
    std::string stem = wanted.empty() ? "figures" : wanted;
    if (read_report_name(contract, stem + ".csv")) stem.insert(0, "figures-");
    std::string name = stem + ".csv";
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}.csv", stem, number);
    return name;
}

// ---- records and tables -------------------------------------------------------------------------------------------

std::string written_as(const model::Contract& contract, const std::string& name, const model::Kind& kind,
                       CellForm form) {
    return how_written(contract, ColumnSpec{.name = name, .kind = kind, .form = form});
}

TemplateFile record_template(const model::Contract& contract, const model::Record& record) {
    TemplateFile file;
    const std::string name = record.plural.empty() ? record.name : record.plural;
    file.name = record.file.empty() ? in_file_name(name) + ".csv" : std::string(file_part(record.file));
    for (const model::Field& field : record.fields) {
        const CellForm form{.share_of_one = field.share_of_one,
                            .in_hundredths = field.in_hundredths,
                            .one_or_zero = field.one_or_zero,
                            .slash_dates = field.slash_dates};
        std::string note = written_as(contract, field.name, field.kind, form);
        if (field.unique) note += "; each row has its own";
        if (field.may_be_blank) note += "; may be blank";
        file.add({field.name, std::move(note)});
    }
    file.notes.push_back(record.agreed ? fmt::format("a row for each {}, as agreed", record.name)
                                       : fmt::format("a row for each {}, reported{}{} for each {}", record.name,
                                                     record.reported_by.empty() ? "" : " by ", record.reported_by,
                                                     unit_words(contract, record.unit)));
    return file;
}

TemplateFile table_template(const model::Contract& contract, const model::Table& table) {
    TemplateFile file;
    file.name = file_part(table.file);
    for (const model::Table::Key& key : table.keys) {
        const std::string note = written_as(contract, key.heading, key.kind, {});
        file.add({key.heading, note});
        if (!key.heading_to.empty()) file.add({key.heading_to, note + "; blank for no end"});
    }
    if (table.dated) {
        file.add({"From", "a date, as 2026-03-31; the first day that the row is for"});
        file.add({"Until", "a date, as 2026-03-31; the last day, blank for no end"});
    }
    for (const model::Table::Column& column : table.columns) {
        const CellForm form{.share_of_one = table.share_of_one};
        file.add({column.heading, written_as(contract, column.heading, column.kind, form) + "; - where there is none"});
    }
    file.notes.push_back(fmt::format("{} of the contract", table.title));
    return file;
}

// ---- facts --------------------------------------------------------------------------------------------------------

/// Facts that are for the same things and periods and come from the same party.
struct FactGroup {
    std::vector<Axis> axes;
    std::optional<calendar::PeriodUnit> unit;
    bool agreed = false;
    bool every_year = false;
    std::string owner;  // words
    std::string file;   // that the contract names; empty: none
    std::vector<TermId> terms;
};

FactGroup group_of(const model::Contract& contract, TermId id) {
    const model::Term& term = contract.term(id);
    const model::FactSource& source = *fact_source(contract, id);
    FactGroup group{.axes = {},
                    .unit = source.period,
                    .agreed = source.agreed,
                    .every_year = source.every_year,
                    .owner = source.reported_by,
                    .file = std::string(file_part(source.file)),
                    .terms = {id}};
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::period) group.unit = axis.unit;
        if (axis.type != Axis::Type::period) group.axes.push_back(axis);
    }
    return group;
}

bool belong_together(const FactGroup& a, const FactGroup& b) {
    if (!a.file.empty() || !b.file.empty()) return a.file == b.file;
    return a.axes == b.axes && a.unit == b.unit && a.agreed == b.agreed && a.every_year == b.every_year &&
           a.owner == b.owner;
}

bool needs_record(const FactGroup& group) {
    return std::ranges::any_of(group.axes, [](const Axis& axis) { return axis.type == Axis::Type::record; });
}

/// Groups in the order the contract names their terms. A figure worked out from two counts is left to its counts.
std::vector<FactGroup> group_facts(const model::Contract& contract) {
    std::vector<FactGroup> groups;
    for (const TermId term : fact_terms(contract)) {
        if (fact_source(contract, term)->counted.is_set()) continue;
        FactGroup group = group_of(contract, term);
        if (needs_record(group)) continue;
        const auto found =
            std::ranges::find_if(groups, [&](const FactGroup& one) { return belong_together(one, group); });
        if (found == groups.end()) {
            groups.push_back(std::move(group));
        } else {
            found->terms.push_back(term);
        }
    }
    return groups;
}

/// "for each Provider and Measure for each Quarter"; "once" when it is for nothing in particular.
std::string group_words(const model::Contract& contract, const FactGroup& group) {
    std::string words;
    for (const Axis& axis : group.axes) {
        words += words.empty() ? "for each " : " and ";
        words += axis_words(contract, axis);
    }
    if (group.unit) words += fmt::format("{}for each {}", words.empty() ? "" : " ", unit_words(contract, *group.unit));
    return words.empty() ? "once" : words;
}

std::string group_name(const model::Contract& contract, const FactGroup& group) {
    constexpr std::size_t names_at_most = 3;
    if (group.terms.size() > names_at_most) {
        const std::string when = group.unit ? fmt::format("for each {}", unit_words(contract, *group.unit)) : "once";
        return in_file_name(fmt::format("{} {}", group.agreed ? "agreed" : "reported", when));
    }
    std::string name;
    for (const TermId term : group.terms) {
        if (!name.empty()) name += "-and-";
        name += in_file_name(contract.term(term).name);
    }
    return name;
}

void add_axis_columns(const model::Contract& contract, const FactGroup& group, TemplateFile& file) {
    for (const Axis& axis : group.axes) {
        model::Kind kind;
        kind.base = axis.type == Axis::Type::party ? model::KindBase::party : model::KindBase::member;
        kind.role = axis.role;
        kind.set = axis.set;
        file.add({axis_words(contract, axis), written_as(contract, "", kind, {})});
    }
    if (!group.unit) return;
    ColumnSpec spec;
    spec.kind.base = model::KindBase::period;
    spec.unit = group.unit;
    std::string note = how_written(contract, spec);
    if (group.every_year) note += "; or the name of the month, as April, for every year";
    file.add({unit_words(contract, *group.unit), std::move(note)});
}

TemplateFile fact_template(const model::Contract& contract, const FactGroup& group, std::set<std::string>& taken) {
    TemplateFile file;
    file.name = group.file.empty() ? free_name(contract, group_name(contract, group), taken) : group.file;
    for (const TermId term : group.terms) add_axis_columns(contract, group_of(contract, term), file);
    for (const TermId id : group.terms) {
        const model::Term& term = contract.term(id);
        const model::FactSource& source = *fact_source(contract, id);
        const CellForm form{.share_of_one = source.share_of_one,
                            .in_hundredths = source.in_hundredths,
                            .one_or_zero = source.one_or_zero,
                            .slash_dates = std::nullopt};
        const std::string who = source.agreed                ? "agreed"
                                : source.reported_by.empty() ? "reported"
                                                             : "reported by " + source.reported_by;
        file.add({term.name, fmt::format("{}; {} {}", written_as(contract, term.name, term.kind, form), who,
                                         group_words(contract, group_of(contract, id)))});
    }
    return file;
}

// ---- text ---------------------------------------------------------------------------------------------------------

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string cell = "\"";
    for (const char byte : text) {
        if (byte == '"') cell.push_back('"');
        cell.push_back(byte);
    }
    return cell + '"';
}

DataFile written(const TemplateFile& file) {
    std::string text;
    for (const TemplateColumn& column : file.columns) {
        if (!text.empty()) text.push_back(',');
        text += csv_cell(column.heading);
    }
    text.push_back('\n');
    for (const std::string& note : file.notes) text += fmt::format("# {}\n", note);
    for (const TemplateColumn& column : file.columns) text += fmt::format("# {}: {}\n", column.heading, column.note);
    return {file.name, std::move(text)};
}

/// Two uses of one file share it: their columns stand side by side.
void add_file(std::vector<TemplateFile>& files, TemplateFile file) {
    const auto same = std::ranges::find(files, file.name, &TemplateFile::name);
    if (same == files.end()) {
        files.push_back(std::move(file));
        return;
    }
    for (TemplateColumn& column : file.columns) same->add(std::move(column));
    for (std::string& note : file.notes) same->notes.push_back(std::move(note));
}

}  // namespace

std::vector<DataFile> write_templates(const model::Contract& contract) {
    std::vector<TemplateFile> files;
    std::set<std::string> taken;
    for (const model::Record& record : contract.records) {
        if (!record.group) add_file(files, record_template(contract, record));
    }
    for (const model::Table& table : contract.tables) {
        if (!table.file.empty()) add_file(files, table_template(contract, table));
    }
    for (const TemplateFile& file : files) taken.insert(file.name);
    for (const FactGroup& group : group_facts(contract)) add_file(files, fact_template(contract, group, taken));
    if (!contract.holidays_file.empty()) {
        TemplateFile holidays{.name = std::string(file_part(contract.holidays_file)), .columns = {}, .notes = {}};
        holidays.add({"Date", "a date, as 2026-12-25; each day that is not a working day"});
        add_file(files, std::move(holidays));
    }
    std::vector<DataFile> written_files;
    for (const TemplateFile& file : files) written_files.push_back(written(file));
    return written_files;
}

}  // namespace concordat::data
