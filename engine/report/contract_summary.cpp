// engine/report/contract_summary.cpp · room: report
// What:  the sections of a contract's summary.
// Start: contract_summary(), last in the file; the functions above are its sections, in order.
#include "report/contract_summary.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "report/clause_words.h"

namespace concordat::report {
namespace {

using model::Contract;

Row plain_line(std::vector<Cell> cells) { return {Row::Role::line, std::move(cells)}; }
Row labelled(std::string label, std::string words) {
    return plain_line({text_cell(std::move(label)), text_cell(std::move(words))});
}
Table plain_table() { return {{{"", Cell::Type::text}, {"", Cell::Type::text}}, {}}; }

std::string counted(std::size_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string parties_words(const Contract& contract, const model::Role& role) {
    if (!role.file.empty()) return "listed in " + role.file;
    std::string words;
    for (const model::PartyId party : role.parties) words += (words.empty() ? "" : ", ") + contract.party(party).name;
    return words;
}

std::size_t sections_of(const Contract& contract) {
    std::set<std::string> sections;
    for (const model::Clause& clause : contract.clauses) sections.insert(clause.section);
    return sections.size();
}

/// The linked files, each once, in the order of the contract's own lists.
std::string files_words(const Contract& contract) {
    std::vector<std::string> files;
    const auto add = [&](const std::string& file) {
        const bool is_new = std::find(files.begin(), files.end(), file) == files.end();
        if (!file.empty() && is_new) files.push_back(file);
    };
    for (const model::Role& role : contract.roles) add(role.file);
    for (const model::Set& set : contract.sets) add(set.file);
    for (const model::Record& record : contract.records) add(record.file);
    for (const model::Term& term : contract.terms) {
        if (const auto* fact = std::get_if<model::FactSource>(&term.source)) add(fact->file);
    }
    for (const model::Table& table : contract.tables) add(table.file);
    add(contract.holidays_file);
    std::string words;
    for (const std::string& file : files) words += (words.empty() ? "" : ", ") + file;
    return words;
}

/// "5 worked examples: run `concordat test riverside.contract.md`"
std::string examples_words(const Contract& contract, const std::string& contract_path) {
    std::size_t rows = 0;
    for (const model::Example& example : contract.examples) rows += example.rows.size();
    if (rows == 0) return "none; figures worked out by hand would show that the words say what is meant";
    return fmt::format("{}; run: concordat test {}", counted(rows, "case"), contract_path);
}

Section agreement_section(const Contract& contract, const std::string& contract_path) {
    Table table = plain_table();
    table.rows.push_back(labelled("In force", fmt::format("{} until {}", calendar::write_long(contract.in_force.first),
                                                          calendar::write_long(contract.in_force.last))));
    table.rows.push_back(labelled("Money", contract.currency.code));
    const std::string unit =
        contract.period_name.empty() ? std::string(calendar::unit_name(contract.settles)) : contract.period_name;
    table.rows.push_back(labelled(
        "Settled",
        fmt::format("for each {}, {}", unit, contract.each_period_on_its_own ? "each on its own" : "to date")));
    for (const model::Role& role : contract.roles) {
        if (role.parties.empty() && role.file.empty()) continue;
        table.rows.push_back(labelled(role.parties.size() == 1 || role.plural.empty() ? role.name : role.plural,
                                      parties_words(contract, role)));
    }
    table.rows.push_back(labelled(
        "Clauses", fmt::format("{} in {}", contract.clauses.size(), counted(sections_of(contract), "section"))));
    const std::string files = files_words(contract);
    if (!files.empty()) table.rows.push_back(labelled("Schedule files", files));
    table.rows.push_back(labelled("Worked examples", examples_words(contract, contract_path)));
    return {"", {std::move(table)}};
}

Section payments_section(const Contract& contract) {
    Table table;
    model::ClauseId shown;
    for (const model::Payment& payment : contract.payments) {
        if (payment.clause == shown) continue;
        shown = payment.clause;
        table.rows.push_back(
            {Row::Role::words, {text_cell(clause_number(contract, shown)), text_cell(clause_words(contract, shown))}});
    }
    if (table.rows.empty()) return {"Payments", {Paragraph{"No clause pays anything."}}};
    return {"Payments", {std::move(table)}};
}

// ---- what must be reported ----------------------------------------------------------------------
std::string value_words(const Contract& contract, const model::IfMissing& if_missing, const model::Kind& kind) {
    if (!if_missing.value.is_set()) return {};
    const model::Expression& expression = contract.expression(if_missing.value);
    if (const auto* constant = std::get_if<model::Constant>(&expression.node)) {
        return model::write_for_people(contract, constant->value, kind);
    }
    return expression.words;
}

std::string policy_words(const Contract& contract, const model::IfMissing& if_missing, const model::Kind& kind) {
    if (!if_missing.stated) return "not said: settlement waits";
    switch (if_missing.policy) {
        case model::MissingPolicy::waits: return "settlement waits";
        case model::MissingPolicy::value: return "it is " + value_words(contract, if_missing, kind);
        case model::MissingPolicy::last_value:
            return fmt::format("the last value stands, up to {}",
                               counted(static_cast<std::size_t>(if_missing.up_to_periods), "period"));
        case model::MissingPolicy::left_out: return "it is left out";
        case model::MissingPolicy::hold_record: return "held as a query";
        case model::MissingPolicy::no_part: return "the party takes no part";
        case model::MissingPolicy::score_value: return "scores " + value_words(contract, if_missing, kind);
    }
    return {};
}

std::string owner_words(const Contract& contract, const model::FactSource& fact) {
    if (!fact.reported_by.empty()) return fact.reported_by;
    if (fact.owner.is_set()) return contract.party(fact.owner).name;
    if (fact.owner_role.is_set()) return "each " + contract.role(fact.owner_role).name;
    return "nobody named";
}

/// A year has the name that the contract gives it.
std::string period_words(const Contract& contract, const std::optional<calendar::PeriodUnit>& period) {
    if (!period) return "once";
    const bool named = *period == contract.settles && !contract.period_name.empty();
    return named ? contract.period_name : std::string(calendar::unit_name(*period));
}

/// Facts that somebody reports, then records; what is agreed is in the contract already.
Section reports_section(const Contract& contract) {
    const auto text = Cell::Type::text;
    Table table{{{"Clause", text}, {"Figure", text}, {"Owed by", text}, {"For each", text}, {"If it is missing", text}},
                {}};
    std::size_t not_said = 0;
    for (const model::Term& term : contract.terms) {
        const auto* fact = std::get_if<model::FactSource>(&term.source);
        if (fact == nullptr || fact->agreed) continue;
        not_said += fact->if_missing.stated ? 0 : 1;
        table.rows.push_back(
            plain_line({text_cell(clause_number(contract, term.clause)), text_cell(term.name),
                        text_cell(owner_words(contract, *fact)), text_cell(period_words(contract, fact->period)),
                        text_cell(policy_words(contract, fact->if_missing, term.kind))}));
    }
    for (const model::Record& record : contract.records) {
        if (record.agreed || record.group) continue;
        table.rows.push_back(
            plain_line({text_cell(clause_number(contract, record.clause)),
                        text_cell(record.plural.empty() ? record.name : record.plural),
                        text_cell(record.reported_by.empty() ? "nobody named" : record.reported_by),
                        text_cell(period_words(contract, record.unit)), text_cell("settlement waits for the report")}));
    }
    if (table.rows.empty()) return {"Reported figures", {Paragraph{"Nothing is reported: everything is agreed."}}};
    Section section{"Reported figures", {std::move(table)}};
    if (not_said > 0) {
        section.blocks.push_back(
            Paragraph{fmt::format("For {} the contract does not say what holds when {} missing: settlement "
                                  "waits. Say so, or say what it is.",
                                  counted(not_said, "figure"), not_said == 1 ? "it is" : "they are")});
    }
    return section;
}

}  // namespace

Document contract_summary(const Contract& contract, const std::string& contract_path) {
    return {contract.title,
            {agreement_section(contract, contract_path), payments_section(contract), reports_section(contract)}};
}

}  // namespace concordat::report
