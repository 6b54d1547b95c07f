// tests/unit/data/small_contract.h · tests
// What:  contracts put together by hand, piece by piece, and short ways to ask what became of a file.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/intake.h"
#include "exact/decimal_text.h"
#include "model/contract.h"

namespace concordat::data::testing {

inline model::Kind of_base(model::KindBase base) {
    model::Kind kind;
    kind.base = base;
    return kind;
}
inline model::Kind money() {
    model::Kind kind;
    kind.unit.powers = {{"money", 1}};
    return kind;
}
inline model::Kind days() {
    model::Kind kind;
    kind.unit.powers = {{"day", 1}};
    kind.whole = true;
    return kind;
}
inline model::Kind number() { return {}; }
inline model::Kind count() {
    model::Kind kind;
    kind.whole = true;
    return kind;
}
inline model::Kind percentage() {
    model::Kind kind;
    kind.flavour = model::Flavour::percentage;
    return kind;
}
inline model::Kind date() { return of_base(model::KindBase::date); }
inline model::Kind yes_no() { return of_base(model::KindBase::yes_no); }
inline model::Kind code(std::vector<std::string> closed = {}) {
    model::Kind kind = of_base(model::KindBase::code);
    kind.codes = std::move(closed);
    return kind;
}
inline model::Kind party(model::RoleId role) {
    model::Kind kind = of_base(model::KindBase::party);
    kind.role = role;
    return kind;
}
inline model::Kind member(model::SetId set) {
    model::Kind kind = of_base(model::KindBase::member);
    kind.set = set;
    return kind;
}
inline model::Kind period() { return of_base(model::KindBase::period); }

inline calendar::Date day(std::string_view iso) { return calendar::read_iso_date(iso).value(); }
inline exact::Ratio ratio(std::string_view decimal) { return exact::read_decimal(decimal).value(); }

/// Riverside: one commissioner, two providers, two measures; April 2026 to March 2028, settled for each Month.
struct SmallContract {
    model::Contract contract;
    model::RoleId commissioner{std::size_t{0}}, provider{std::size_t{1}};
    model::PartyId icb{std::size_t{0}}, northgate{std::size_t{1}}, st_bride{std::size_t{2}};
    model::SetId measure{std::size_t{0}};

    SmallContract() {
        contract.title = "Riverside";
        contract.file = "riverside.contract.md";
        contract.in_force = {day("2026-04-01"), day("2028-03-31")};
        contract.currency = *exact::find_currency("GBP");
        contract.settles = calendar::PeriodUnit::month;
        contract.parties = {{"Riverside ICB", {commissioner}, {}},
                            {"Northgate Hospital Trust", {provider}, {}},
                            {"St Bride's", {provider}, {}}};
        contract.roles = {{"Commissioner", "Commissioners", {icb}, {}},
                          {"Provider", "Providers", {northgate, st_bride}, {}}};
        contract.sets = {{"Measure", "Measures", {"Recovery Rate", "Settled Accommodation"}, {}, {}}};
        contract.clauses = {
            {"2.1", "2.1 Something.", "2 Definitions", {"riverside.contract.md", 12, 1, "2.1 Something.", 0, 3}}};
    }

    model::Axis party_axis() const {
        model::Axis axis;
        axis.type = model::Axis::Type::party;
        axis.role = provider;
        return axis;
    }
    model::Axis member_axis() const {
        model::Axis axis;
        axis.type = model::Axis::Type::member;
        axis.set = measure;
        return axis;
    }
    static model::Axis period_axis(calendar::PeriodUnit unit) {
        model::Axis axis;
        axis.unit = unit;
        return axis;
    }

    model::TermId fact(std::string name, model::Kind kind, std::vector<model::Axis> index,
                       model::FactSource source = {}) {
        model::Term term;
        term.name = std::move(name);
        term.kind = std::move(kind);
        term.index = std::move(index);
        source.reported_by = source.reported_by.empty() ? "Riverside ICB" : source.reported_by;
        for (const model::Axis& axis : term.index) {
            if (axis.type == model::Axis::Type::period) source.period = axis.unit;
        }
        term.source = std::move(source);
        term.clause = model::ClauseId(std::size_t{0});
        contract.terms.push_back(std::move(term));
        return model::TermId(contract.terms.size() - 1);
    }

    model::RecordId record(std::string name, std::string plural, std::vector<model::Field> fields) {
        model::Record record;
        record.name = std::move(name);
        record.plural = std::move(plural);
        record.fields = std::move(fields);
        record.reported_by = "each Provider";
        record.clause = model::ClauseId(std::size_t{0});
        record.report_rule_said = true;
        contract.records.push_back(std::move(record));
        return model::RecordId(contract.records.size() - 1);
    }
    static model::Field field(std::string name, model::Kind kind) {
        model::Field field;
        field.name = std::move(name);
        field.kind = std::move(kind);
        return field;
    }
    static model::Field unique_field(std::string name) {
        model::Field made = field(std::move(name), code());
        made.unique = true;
        return made;
    }
};

inline std::vector<std::string> labels(const source::Diagnostics& problems) {
    std::vector<std::string> labels;
    for (const source::Diagnostic& one : problems.all()) labels.push_back(source::code_label(one.code));
    return labels;
}
/// "spells.csv:3:5 `abc` ...": where the first problem is and what it says.
inline std::string first_problem(const source::Diagnostics& problems) {
    if (problems.empty()) return "none";
    const source::Diagnostic& one = problems.all().front();
    return source::place_text(one.place) + " " + one.message;
}
/// The words of the quoted line that are underlined; for ASCII lines.
inline std::string marked(const source::Diagnostic& one) {
    return one.place.quoted_line.substr(one.place.mark_from, one.place.mark_length);
}

}  // namespace concordat::data::testing
