// engine/data/intake.cpp · room: data
// What:  decides what each file is for, in a fixed order, and hands it to tables, records or facts.
// Start: take_in(), last in the file; the functions above it are its steps, in order.
// Source: language.md section 10 "Schedules", "Data files".
#include "data/intake.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/columns.h"
#include "data/facts.h"
#include "data/periods.h"
#include "data/problems.h"
#include "data/records.h"
#include "data/report_name.h"
#include "data/shelf.h"
#include "data/tables.h"
#include "source/nearest.h"

namespace concordat::data {
namespace {

using model::RecordId;
using model::TermId;
using source::Code;

struct IntakeWork {
    const model::Contract& contract;
    Shelf& shelf;
    FactBook& facts;
    DataSet& data;
    Problems& problems;
};

// ---- what the contract names --------------------------------------------------------------------------------------

/// A column of dates: `Date`, `Holiday` or `Day`, or the only column.
void take_holidays(IntakeWork& work) {
    if (work.contract.holidays_file.empty()) return;
    TakenFile* file = work.shelf.named(work.contract.holidays_file, model::ClauseId());
    if (file == nullptr) return;
    std::optional<std::size_t> column;
    for (const std::string_view heading : {"Date", "Holiday", "Day"}) {
        if (!column) column = take_column(*file, heading);
    }
    if (!column && file->csv.width() == 1) column = 0;
    if (!column) {
        return report_missing_column(*file, "Date", "the file has no column `Date`; it lists the holidays",
                                     work.problems);
    }
    std::ranges::fill(file->used, char{1});  // the names of the holidays may stand beside them
    ColumnSpec spec = date_column_spec(file->headings[*column]);
    spec.blank = ColumnSpec::Blank::refused;
    ColumnReader reader(work.contract, file->csv, *column, std::move(spec), work.problems);
    for (std::size_t row = 0; row < file->csv.row_count(); ++row) {
        const std::optional<model::Value> value = reader.read(row);
        if (value) work.data.holidays.push_back(std::get<calendar::Date>(*value));
    }
    std::ranges::sort(work.data.holidays);
    const auto repeated = std::ranges::unique(work.data.holidays);
    work.data.holidays.erase(repeated.begin(), repeated.end());
}

void take_tables(IntakeWork& work) {
    work.data.tables = work.contract.tables;
    for (model::Table& table : work.data.tables) {
        if (table.file.empty()) continue;
        table.rows.clear();
        TakenFile* file = work.shelf.named(table.file, table.clause);
        if (file != nullptr) fill_table(work.contract, *file, table, work.problems);
    }
}

// ---- records ------------------------------------------------------------------------------------------------------

/// Reports in the order they became known; those known from the start first.
bool was_known_before(const Report& a, const Report& b) {
    if (a.known_from != b.known_from) return a.known_from < b.known_from;
    return a.file < b.file;
}

void take_linked_records(IntakeWork& work) {
    for (std::size_t index = 0; index < work.contract.records.size(); ++index) {
        const model::Record& record = work.contract.records[index];
        if (record.file.empty()) continue;
        TakenFile* file = work.shelf.named(record.file, record.clause);
        if (file == nullptr) continue;
        work.data.reports[index] = read_reports(work.contract, RecordId(index), *file, std::nullopt, work.problems);
    }
}

bool has_a_field(const model::Record& record, const TakenFile& file) {
    return std::ranges::any_of(record.fields,
                               [&](const model::Field& field) { return find_column(file, field.name).has_value(); });
}

void report_unreadable_suffix(IntakeWork& work, const TakenFile& file, const ReportName& name) {
    std::vector<std::string> months;
    for (int month = 1; month <= 12; ++month) months.emplace_back(calendar::month_name(month));
    const std::optional<std::string> near = source::nearest(name.suffix, months);
    work.problems
        .add(Code::report_name_unknown, "", whole_file(file.csv.name),
             fmt::format("`{}` names no period; a file of {} is named after the record, and after its report "
                         "where there are several",
                         name.suffix, work.contract.record(name.record).plural))
        .with_help(near ? fmt::format("did you mean `{}`?", *near)
                        : "end the name with a period: -april, -2018-04, -2026-27-q1");
}

void report_same_report(IntakeWork& work, const TakenFile& file, const ReportName& name, const std::string& first) {
    const std::string which =
        name.period ? fmt::format(" for {}", name.period->label_for_people(work.contract.year_start)) : "";
    work.problems
        .add(Code::report_twice, "", whole_file(file.csv.name),
             fmt::format("`{}` and `{}` are both the report of {}{}; there is one file for each report",
                         file_part(first), file_part(file.csv.name), work.contract.record(name.record).plural, which))
        .with_help("put the rows into one file, or name a later report after its own period");
}

/// Files named after a record. A name that begins so but ends in no period is a mistake when the columns fit the
/// record.
void take_records_by_name(IntakeWork& work) {
    std::map<std::string, std::string> taken;  // by record and period: the file
    for (TakenFile* file : work.shelf.others()) {
        const std::optional<ReportName> name = read_report_name(work.contract, file->csv.name);
        if (!name || !work.contract.record(name->record).file.empty()) continue;
        const bool is_readable = name->suffix.empty() || name->period;
        if (!is_readable && !has_a_field(work.contract.record(name->record), *file)) continue;
        work.shelf.mark_taken(*file);
        if (!is_readable) {
            std::ranges::fill(file->used, char{1});
            report_unreadable_suffix(work, *file, *name);
            continue;
        }
        const std::string key =
            fmt::format("{}|{}", name->record.value, name->period ? name->period->label(work.contract.year_start) : "");
        const auto [first, is_new] = taken.emplace(key, file->csv.name);
        if (!is_new) report_same_report(work, *file, *name, first->second);
        std::vector<Report> reports = read_reports(work.contract, name->record, *file, name->period, work.problems);
        std::vector<Report>& all = work.data.reports[name->record.index()];
        std::ranges::move(reports, std::back_inserter(all));
    }
    for (std::vector<Report>& reports : work.data.reports) std::ranges::stable_sort(reports, was_known_before);
}

/// `stays-april.csv`, or the days of one file.
std::string names_of_reports(const std::vector<Report>& reports) {
    std::vector<std::string> names;
    for (const Report& report : reports) {
        const std::string name = "`" + report.file + "`";
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    if (names.size() > 1) return fmt::format("{} and {} are", names[names.size() - 2], names.back());
    return fmt::format("{} holds", names.front());
}

/// Two reports, and no word on what the later does to the earlier: two readings, with different sums.
void ask_what_later_reports_do(IntakeWork& work) {
    for (std::size_t index = 0; index < work.contract.records.size(); ++index) {
        const model::Record& record = work.contract.records[index];
        const std::vector<Report>& reports = work.data.reports[index];
        const bool several = std::ranges::any_of(reports, [&](const Report& report) {
            return was_known_before(reports.front(), report) && reports.front().known_from != report.known_from;
        });
        if (record.report_rule_said || record.agreed || record.group || !several) continue;
        const std::string number = record.clause.is_set() ? work.contract.clause(record.clause).number : "";
        const std::string unit(calendar::unit_name(record.unit));
        work.problems
            .add(Code::report_rule_unsaid, number, whole_file(reports.back().file),
                 fmt::format("{} several reports of {}, and the contract does not say what a later one does to the "
                             "earlier: either what is not in the last is gone, or all of them stand",
                             names_of_reports(reports), record.plural))
            .with_help(fmt::format("add `Each report of {0} replaces the earlier ones.`, `Each report of {0} replaces "
                                   "the earlier ones for the same {1}.` or `Each report of {0} adds to the earlier "
                                   "ones.`",
                                   record.plural, unit));
    }
}

// ---- facts --------------------------------------------------------------------------------------------------------

/// Takes the files that the contract names for facts, each with its terms. Gives back the terms whose file is not
/// there.
std::vector<TermId> take_linked_facts(IntakeWork& work) {
    std::vector<TermId> without_file;
    std::map<std::string, std::vector<TermId>> terms_by_file;
    for (const TermId term : fact_terms(work.contract)) {
        const std::string& file = fact_source(work.contract, term)->file;
        if (!file.empty()) terms_by_file[std::string(file_part(file))].push_back(term);
    }
    for (const auto& [name, terms] : terms_by_file) {
        TakenFile* file = work.shelf.named(name, work.contract.term(terms.front()).clause);
        if (file != nullptr) work.facts.take(*file, {terms, {}}, work.problems);
        if (file == nullptr) without_file.insert(without_file.end(), terms.begin(), terms.end());
    }
    return without_file;
}

void take_other_facts(IntakeWork& work, const std::vector<TermId>& without_file) {
    for (TakenFile* file : work.shelf.others()) {
        if (work.facts.take(*file, {{}, without_file}, work.problems)) work.shelf.mark_taken(*file);
    }
}

// ---- what is left -------------------------------------------------------------------------------------------------

/// Parties and members that the checker has read from these files already.
void pass_over_lists(IntakeWork& work) {
    for (const model::Role& role : work.contract.roles) work.shelf.pass_over(role.file);
    for (const model::Set& set : work.contract.sets) work.shelf.pass_over(set.file);
}

std::vector<std::string> names_that_are_read(const model::Contract& contract) {
    std::vector<std::string> names;
    for (const TermId term : fact_terms(contract)) names.push_back(contract.term(term).name);
    for (const model::Record& record : contract.records) {
        for (const model::Field& field : record.fields) names.push_back(field.name);
    }
    return names;
}

std::string help_for_unread(const model::Contract& contract, const TakenFile& file) {
    std::vector<std::string> records;
    for (const model::Record& record : contract.records) records.push_back(record.plural);
    if (const auto near = source::nearest(stem_of(file.csv.name), records)) {
        return fmt::format("a file of {} is named after them: did you mean `{}.csv`?", *near, folded_name(*near));
    }
    const std::vector<std::string> known = names_that_are_read(contract);
    for (const Heading& heading : file.headings) {
        const auto near = source::nearest(heading.name, known);
        if (near) return fmt::format("did you mean `{}` by the heading {}?", *near, in_ticks(heading.name));
    }
    return "name a file of records after them, and head the columns of others with the names of the facts";
}

void warn_of_what_is_left(IntakeWork& work) {
    const std::vector<std::string> known = names_that_are_read(work.contract);
    for (const TakenFile* file : work.shelf.taken()) warn_of_extra_columns(*file, known, work.problems);
    for (const TakenFile* file : work.shelf.others()) {
        work.problems
            .add(Code::data_file_not_used, "", whole_file(file->csv.name),
                 "nothing in this file is used; its name and headings name nothing that is reported")
            .with_help(help_for_unread(work.contract, *file));
    }
}

}  // namespace

Intake take_in(const model::Contract& contract, const std::vector<DataFile>& folder,
               const std::vector<DataFile>& beside_contract) {
    Intake intake;
    intake.data.reports.resize(contract.records.size());
    Problems problems;
    Shelf shelf(contract, folder, beside_contract, problems);
    FactBook facts(contract);
    IntakeWork work{contract, shelf, facts, intake.data, problems};
    take_holidays(work);
    take_tables(work);
    take_linked_records(work);
    const std::vector<TermId> without_file = take_linked_facts(work);
    pass_over_lists(work);
    take_records_by_name(work);
    ask_what_later_reports_do(work);
    take_other_facts(work, without_file);
    warn_of_what_is_left(work);
    intake.data.facts = std::move(facts).facts();
    intake.data.periods_with_data = periods_with_data(contract, intake.data);
    intake.problems = problems.take();
    intake.problems.sort();
    return intake;
}

}  // namespace concordat::data
