// engine/data/fact_layout.cpp · room: data
// What:  reads the headings of a file of facts: which name terms, which name axes, which are elements of an axis.
// Start: find_facts(), last in the file; the functions above it are the layouts, in the order they are tried.
#include "data/fact_layout.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/fact_search.h"
#include "data/report_name.h"
#include "source/nearest.h"

namespace concordat::data {
namespace {

using model::Axis;
using model::TermId;
using source::Code;

// ---- a column for each fact ---------------------------------------------------------------------------------------

void report_uncovered(FactSearch& search, std::size_t column, const Binding& binding) {
    const model::Term& term = search.contract.term(binding.column.term);
    for (const Axis& axis : binding.uncovered) {
        const std::string name = axis_words(search.contract, axis);
        if (!search.reported.insert(name).second) continue;
        if (axis.type == Axis::Type::period && binding.other_period) {
            const CsvCell& heading = search.file.csv.header[*binding.other_period];
            search.file.used[*binding.other_period] = 1;
            search.problems
                .add(Code::data_period_unit, "", search.file.csv.place(heading),
                     fmt::format("`{}` is for each {}, and this column is {}", term.name, name, in_ticks(heading.text)))
                .with_help(fmt::format("give `{}` for each {} in a file of its own", term.name, name));
            continue;
        }
        report_missing_column(search.file, name,
                              fmt::format("{} is for each {}, and the file has no column `{}`",
                                          in_ticks(search.file.csv.header[column].text), name, name),
                              search.problems);
    }
}

/// A term for which the contract names another file takes its values from there alone.
bool belongs_elsewhere(FactSearch& search, std::size_t column, TermId term) {
    const std::string& agreed_file = fact_source(search.contract, term)->file;
    const auto lists = [term](const std::vector<TermId>& terms) {
        return std::ranges::find(terms, term) != terms.end();
    };
    if (agreed_file.empty() || lists(search.named.here)) return false;
    if (lists(search.named.file_missing)) return true;
    search.problems
        .add(Code::fact_twice, "", search.file.csv.place(search.file.csv.header[column]),
             fmt::format("a second file offers `{}`; the contract takes it from `{}`", search.contract.term(term).name,
                         agreed_file))
        .with_help("take the column out of this file");
    return true;
}

/// The one fact `X at E` whose event E this heading names and whose axes the file has; that of the file's name before
/// others.
std::optional<Binding> fact_at_event(const FactSearch& search, std::size_t column) {
    if (search.file.folded[column].empty()) return std::nullopt;
    const std::string ending = "at" + search.file.folded[column];
    const std::string of_file = folded_name(stem_of(search.file.csv.name)) + ending;
    std::vector<Binding> fitting;
    for (const auto& [folded, term] : search.terms) {
        if (!folded.ends_with(ending) || search.placed.contains(term)) continue;
        Binding binding = bind_axes(search, term);
        const bool has_axes = !binding.column.elements.empty() || binding.column.period;
        if (!binding.uncovered.empty() || !has_axes) continue;
        if (folded == of_file) return binding;
        fitting.push_back(std::move(binding));
    }
    if (fitting.size() != 1) return std::nullopt;
    return std::move(fitting.front());
}

/// A heading that names an event is its date, unless the rows are things that have a figure at that event.
bool stands_for_event(const FactSearch& search, std::size_t column, TermId id) {
    const model::Term& term = search.contract.term(id);
    return term.index.empty() && term.kind.base == model::KindBase::date && fact_at_event(search, column);
}

void find_plain_columns(FactSearch& search) {
    for (std::size_t column = 0; column < search.file.csv.width(); ++column) {
        if (search.file.used[column] != 0 || search.file.folded[column].empty()) continue;
        const auto term = search.terms.find(search.file.folded[column]);
        if (term == search.terms.end() || stands_for_event(search, column, term->second)) continue;
        Binding binding = bind_axes(search, term->second);
        mark_read(search, binding.column, column);
        if (belongs_elsewhere(search, column, term->second)) continue;
        search.placed.insert(term->second);
        if (binding.uncovered.empty()) {
            accept(search, binding.column, column);
        } else {
            report_uncovered(search, column, binding);
        }
    }
}

// ---- rows that name terms -----------------------------------------------------------------------------------------

/// The rows by the text of one column.
std::map<std::string, std::vector<std::size_t>> rows_by_text(const TakenFile& file, std::size_t column) {
    std::map<std::string, std::vector<std::size_t>> rows;
    for (std::size_t row = 0; row < file.csv.row_count(); ++row) {
        rows[folded_name(file.csv.row(row)[column].text)].push_back(row);
    }
    return rows;
}

void accept_rows(FactSearch& search, std::size_t column, TermId term, const std::vector<std::size_t>& rows) {
    Binding binding = bind_axes(search, term);
    search.placed.insert(term);
    if (!binding.uncovered.empty()) return report_uncovered(search, column, binding);
    binding.column.rows = rows;
    accept(search, binding.column, column);
}

void report_unknown_row(FactSearch& search, std::size_t column, std::size_t row, const std::vector<std::string>& names,
                        std::string_view what) {
    const CsvCell& cell = search.file.csv.row(row)[column];
    const std::optional<std::string> near = source::nearest(tidy_name(cell.text), names);
    search.problems
        .add(Code::fact_name_unknown, "", search.file.csv.place(cell),
             fmt::format("{} is no {} of this contract", in_ticks(cell.text), what))
        .with_help(near ? fmt::format("did you mean `{}`?", *near)
                        : fmt::format("write the {} as the contract names it", what));
}

/// Name, Value: the kind differs from row to row.
void find_list(FactSearch& search) {
    std::optional<std::size_t> name;
    for (const std::string_view heading : {"Name", "Fact", "Term"}) {
        if (!name) name = find_column(search.file, heading);
    }
    const std::optional<std::size_t> value = find_column(search.file, "Value");
    const bool is_list = name && value && search.layout.columns.empty() && search.file.used[*value] == 0;
    if (!is_list) return;
    std::vector<std::string> names;
    for (const TermId term : fact_terms(search.contract)) names.push_back(search.contract.term(term).name);
    const auto groups = rows_by_text(search.file, *name);
    const bool knows_one =
        std::ranges::any_of(groups, [&](const auto& group) { return search.terms.contains(group.first); });
    if (!knows_one) return;
    search.file.used[*name] = search.file.used[*value] = 1;
    for (const auto& [folded, rows] : groups) {
        const auto term = search.terms.find(folded);
        if (term != search.terms.end()) {
            accept_rows(search, *value, term->second, rows);
            continue;
        }
        for (const std::size_t row : rows) report_unknown_row(search, *name, row, names, "reported figure");
    }
}

/// Events down the side: in the row of Handover, column `Snags` gives `Snags at Handover`, and `Date` gives Handover.
void find_events_down(FactSearch& search) {
    const std::optional<std::size_t> events = find_column(search.file, "Event");
    if (!events || search.file.used[*events] != 0) return;
    const std::vector<std::string> names = event_names(search.contract);
    if (names.empty()) return;
    const auto groups = rows_by_text(search.file, *events);
    std::set<std::string> known;
    for (const std::string& name : names) known.insert(folded_name(name));
    for (std::size_t column = 0; column < search.file.csv.width(); ++column) {
        if (column == *events || search.file.used[column] != 0) continue;
        const std::string& heading = search.file.folded[column];
        for (const auto& [event, rows] : groups) {
            const auto term = search.terms.find(heading == "date" ? event : heading + "at" + event);
            if (term != search.terms.end()) accept_rows(search, column, term->second, rows);
        }
    }
    if (search.layout.columns.empty()) return;
    search.file.used[*events] = 1;
    for (const auto& [event, rows] : groups) {
        if (known.contains(event)) continue;
        for (const std::size_t row : rows) report_unknown_row(search, *events, row, names, "event");
    }
}

// ---- elements across ----------------------------------------------------------------------------------------------

/// The one term whose elements may stand across: named by the contract for this file, or by the file's own name.
std::optional<TermId> term_across(const FactSearch& search) {
    std::vector<TermId> candidates;
    for (const TermId term : search.named.here) {
        if (!search.placed.contains(term)) candidates.push_back(term);
    }
    const std::string stem = folded_name(stem_of(search.file.csv.name));
    const auto by_name = search.terms.find(stem);
    if (candidates.empty() && by_name != search.terms.end()) candidates.push_back(by_name->second);
    for (const auto& [folded, term] : search.terms) {
        if (!candidates.empty()) break;
        if (folded_name(fact_source(search.contract, term)->heading) == stem) candidates.push_back(term);
    }
    const bool is_one = candidates.size() == 1 && !search.placed.contains(candidates.front());
    return is_one ? std::optional(candidates.front()) : std::nullopt;
}

/// A heading that nearly names an element is a mistake; one that does not (a total, say) is an extra column.
void report_near_element(FactSearch& search, std::size_t column, const Axis& axis,
                         const std::vector<std::string>& names) {
    const std::string& heading = search.file.headings[column].name;
    const std::optional<std::string> near = source::nearest(heading, names);
    if (!near) return;
    search.file.used[column] = 1;
    const Code code = axis.type == Axis::Type::party    ? Code::data_party_unknown
                      : axis.type == Axis::Type::member ? Code::data_member_unknown
                                                        : Code::cell_not_period;
    search.problems
        .add(code, "", search.file.csv.place(search.file.csv.header[column]),
             fmt::format("the heading {} names no {} of this contract", in_ticks(heading),
                         axis_words(search.contract, axis)))
        .with_help(fmt::format("did you mean `{}`?", *near));
}

void find_elements_across(FactSearch& search) {
    const std::optional<TermId> term = term_across(search);
    if (!term) return;
    const Binding binding = bind_axes(search, *term);
    if (binding.uncovered.size() != 1) return;
    const Axis axis = binding.uncovered.front();
    bool is_found = false;
    for (std::size_t column = 0; column < search.file.csv.width(); ++column) {
        if (search.file.used[column] != 0 || search.file.folded[column].empty()) continue;
        const std::optional<model::Value> element =
            element_named(search.contract, axis, search.file.headings[column].name);
        if (!element) continue;
        FactColumn across = binding.column;
        fix_element(across, axis, *element);
        accept(search, across, column);
        is_found = true;
    }
    if (!is_found) return;
    search.placed.insert(*term);
    const std::vector<std::string> names = element_names(search.contract, axis);
    for (std::size_t column = 0; column < search.file.csv.width(); ++column) {
        if (search.file.used[column] == 0) report_near_element(search, column, axis, names);
    }
}

/// Events across: beside Key Result Area, column `Handover` gives `Achievement at Handover`.
void find_events_across(FactSearch& search) {
    for (std::size_t column = 0; column < search.file.csv.width(); ++column) {
        if (search.file.used[column] != 0) continue;
        const std::optional<Binding> binding = fact_at_event(search, column);
        if (!binding) continue;
        search.placed.insert(binding->column.term);
        accept(search, binding->column, column);
    }
}

// ---- what the contract says is there ------------------------------------------------------------------------------

/// A term reported from counts may be left to its counts.
void report_terms_not_found(FactSearch& search) {
    for (const TermId term : search.named.here) {
        const bool is_worked_out = fact_source(search.contract, term)->counted.is_set();
        if (search.placed.contains(term) || is_worked_out) continue;
        const std::string& name = search.contract.term(term).name;
        report_missing_column(search.file, name,
                              fmt::format("the file has no column `{}`; the contract takes it from here", name),
                              search.problems);
    }
}

}  // namespace

FactLayout find_facts(const model::Contract& contract, TakenFile& file, const NamedTerms& named, Problems& problems) {
    FactSearch search = start_search(contract, file, named, problems);
    search.layout.reported_on = take_reported_on(file);
    find_plain_columns(search);
    find_list(search);
    find_events_down(search);
    find_elements_across(search);
    find_events_across(search);
    report_terms_not_found(search);
    return std::move(search.layout);
}

}  // namespace concordat::data
