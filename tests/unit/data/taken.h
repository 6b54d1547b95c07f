// tests/unit/data/taken.h · tests
// What:  a folder taken in, and what became of its facts, a line each.
#pragma once

#include <string>
#include <vector>

#include "small_contract.h"

namespace concordat::data::testing {

using Labels = std::vector<std::string>;
using Lines = std::vector<std::string>;
using calendar::PeriodUnit;
using model::Value;

inline Intake take(const SmallContract& small, const std::vector<DataFile>& folder,
                   const std::vector<DataFile>& beside = {}) {
    return take_in(small.contract, folder, beside);
}

/// Every fact of a term in a line each: "Northgate Hospital Trust 2026-04 = 12 from 2026-05-01".
inline std::vector<std::string> facts_of(const SmallContract& small, const Intake& intake, model::TermId term) {
    std::vector<std::string> lines;
    const auto found = intake.data.facts.find(term);
    if (found == intake.data.facts.end()) return lines;
    for (const Fact& fact : found->second) {
        std::string line;
        for (const Value& element : fact.elements) {
            if (const auto* party = std::get_if<model::PartyId>(&element)) {
                line += small.contract.party(*party).name + " ";
            }
            if (const auto* member = std::get_if<model::Member>(&element)) {
                line += small.contract.set(member->set).members[member->row] + " ";
            }
        }
        if (fact.period) line += fact.period->label(small.contract.year_start) + " ";
        line += "= ";
        if (const auto* number = std::get_if<exact::Ratio>(&fact.value)) line += exact::write_exact(*number);
        if (const auto* yes = std::get_if<bool>(&fact.value)) line += *yes ? "yes" : "no";
        if (const auto* date = std::get_if<calendar::Date>(&fact.value)) line += calendar::write_iso(*date);
        if (std::holds_alternative<model::None>(fact.value)) line += "none";
        if (const auto* missing = std::get_if<model::Missing>(&fact.value)) {
            line += missing->what + ": " + missing->reason;
        }
        if (fact.known_from) line += " from " + calendar::write_iso(*fact.known_from);
        lines.push_back(line);
    }
    return lines;
}

/// Prices by HRG, dated.
inline model::Table price_list() {
    model::Table table;
    table.title = "Schedule A";
    table.file = "prices.csv";
    table.keys = {{"HRG", code(), false, {}}};
    table.dated = true;
    table.columns = {{"Day Case Price", money(), {}}, {"Short Stay Rate", percentage(), {}}};
    table.clause = model::ClauseId(std::size_t{0});
    return table;
}

/// Riverside with a record of Spells that fall in the month of their discharge.
inline SmallContract with_spells() {
    SmallContract small;
    small.record(
        "Spell", "Spells",
        {SmallContract::unique_field("Spell Identifier"), SmallContract::field("Provider", party(small.provider)),
         SmallContract::field("Discharged", date()), SmallContract::field("Challenged", yes_no())});
    model::Expression falls_in;
    falls_in.node = model::FieldOf{2, model::RecordId(std::size_t{0})};
    small.contract.expressions.push_back(falls_in);
    small.contract.records[0].falls_in = model::ExprId(std::size_t{0});
    return small;
}
inline const std::string spell_header = "Spell Identifier,Provider,Discharged,Challenged\n";

}  // namespace concordat::data::testing
