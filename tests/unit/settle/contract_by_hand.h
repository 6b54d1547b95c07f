// tests/unit/settle/contract_by_hand.h
// What:  a small contract and its data, put together by hand as the checker would: parties, facts, amounts, payments.
//        Amounts are written as people do: pounds("12.50").
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/dataset.h"
#include "exact/decimal_text.h"
#include "model/contract.h"
#include "settle/settlement.h"

namespace concordat::settle::testing {

using calendar::Date;
using calendar::Period;
using calendar::PeriodUnit;
using exact::Ratio;
using model::Axis;
using model::ClauseId;
using model::ExprId;
using model::PartyId;
using model::RoleId;
using model::TermId;
using model::Value;

inline Date day(const char* iso) { return calendar::read_iso_date(iso).value(); }
inline Ratio pounds(const char* text) { return exact::read_decimal(text).value(); }
inline Ratio percent(int number) { return Ratio(number) / Ratio(100); }

struct ByHand {
    model::Contract contract;
    data::DataSet data;

    ByHand(const char* first, const char* last, PeriodUnit settles) {
        contract.title = "By Hand";
        contract.file = "by-hand.contract.md";
        contract.in_force = {day(first), day(last)};
        contract.currency = exact::find_currency("GBP").value();
        contract.settles = settles;
    }

    // ---- who -------------------------------------------------------------------------------------------------
    RoleId role(const std::string& name) {
        contract.roles.push_back({name, name + "s", {}, {}});
        return RoleId(contract.roles.size() - 1);
    }
    PartyId party(const std::string& name, const std::vector<RoleId>& roles = {}) {
        contract.parties.push_back({name, roles, {}});
        const PartyId id(contract.parties.size() - 1);
        for (const RoleId role : roles) contract.roles[role.index()].parties.push_back(id);
        return id;
    }
    ClauseId clause(const std::string& number) {
        contract.clauses.push_back({number, "words of " + number, "section", {}});
        return ClauseId(contract.clauses.size() - 1);
    }
    static Axis each(RoleId role) {
        Axis axis;
        axis.type = Axis::Type::party;
        axis.role = role;
        return axis;
    }
    static Axis each(PeriodUnit unit) {
        Axis axis;
        axis.type = Axis::Type::period;
        axis.unit = unit;
        return axis;
    }

    // ---- amounts and conditions -------------------------------------------------------------------------------
    ExprId expression(model::ExprNode node, model::Kind kind = model::Kind::money(), std::string words = {}) {
        contract.expressions.push_back({std::move(node), std::move(kind), std::move(words)});
        return ExprId(contract.expressions.size() - 1);
    }
    ExprId constant(Value value, model::Kind kind = model::Kind::money()) {
        return expression(model::Constant{std::move(value)}, std::move(kind));
    }
    ExprId money(const char* text) { return constant(pounds(text)); }
    ExprId of(TermId term, std::vector<model::Bind> binds = {}) {
        const model::Term& named = contract.term(term);
        return expression(model::TermRef{term, std::move(binds), {}}, named.kind, named.name);
    }
    ExprId arithmetic(model::ArithmeticOp op, ExprId left, ExprId right, model::Kind kind = model::Kind::money()) {
        return expression(model::Arithmetic{op, left, right, {}, {}}, std::move(kind));
    }
    ExprId times(ExprId left, ExprId right) { return arithmetic(model::ArithmeticOp::multiply, left, right); }
    ExprId less(ExprId left, ExprId right) { return arithmetic(model::ArithmeticOp::subtract, left, right); }
    ExprId compare(model::CompareOp op, ExprId left, ExprId right) {
        return expression(model::Compare{op, left, right}, model::Kind::yes_no());
    }
    model::Bind bind(RoleId role, PartyId party) { return {each(role), constant(party, model::Kind::party(role)), 0}; }

    // ---- terms ------------------------------------------------------------------------------------------------
    TermId add_term(model::Term term) {
        term.plural = term.name + "s";
        contract.terms.push_back(std::move(term));
        return TermId(contract.terms.size() - 1);
    }
    TermId fact(const std::string& name, std::vector<Axis> index, ClauseId declared, std::optional<PeriodUnit> unit,
                model::Kind kind = model::Kind::money(), bool agreed = false) {
        model::FactSource source;
        source.agreed = agreed;
        source.reported_by = "Commissioner";
        source.period = unit;
        if (unit) index.push_back(each(*unit));
        model::Term term;
        term.name = name;
        term.kind = std::move(kind);
        term.index = std::move(index);
        term.source = source;
        term.clause = declared;
        return add_term(std::move(term));
    }
    TermId defined(const std::string& name, std::vector<Axis> index, ClauseId declared, ExprId value,
                   model::Kind kind = model::Kind::money()) {
        model::Term term;
        term.name = name;
        term.kind = std::move(kind);
        term.index = std::move(index);
        term.source = model::DefinedSource{};
        model::Stage stage;
        stage.clause = declared;
        stage.value = value;
        term.stages.push_back(stage);
        term.clause = declared;
        return add_term(std::move(term));
    }
    void adds_stage(TermId term, ClauseId clause, model::Stage::Effect effect, ExprId value) {
        model::Stage stage;
        stage.effect = effect;
        stage.clause = clause;
        stage.value = value;
        contract.terms[term.index()].stages.push_back(stage);
    }
    TermId attribute(const std::string& name, RoleId role, const std::vector<Ratio>& by_party,
                     model::Kind kind = model::Kind::percentage()) {
        model::AttributeSource source;
        for (const Ratio& value : by_party) source.by_party.emplace_back(value);
        model::Term term;
        term.name = name;
        term.kind = std::move(kind);
        term.index = {each(role)};
        term.source = std::move(source);
        return add_term(std::move(term));
    }

    // ---- payments ---------------------------------------------------------------------------------------------
    static model::PartySelector one(PartyId party) { return {party, {}, {}, {}}; }
    static model::PartySelector all(RoleId role) { return {{}, role, {}, {}}; }

    /// Rounded to the penny, half up. The reference is good until the next payment is added.
    model::Payment& pays(ClauseId clause, model::PartySelector payer, model::PartySelector payee, ExprId amount,
                         PeriodUnit unit = PeriodUnit::month) {
        model::Payment payment;
        payment.clause = clause;
        payment.payer = payer;
        payment.payee = payee;
        payment.amount = amount;
        payment.unit = unit;
        payment.rounding = {Ratio(1) / Ratio(100), exact::RoundingMode::half_up};
        contract.payments.push_back(std::move(payment));
        return contract.payments.back();
    }

    // ---- data -------------------------------------------------------------------------------------------------
    [[nodiscard]] Period period(const char* label) const {
        return calendar::read_period(label, contract.year_start).value();
    }
    void reports(TermId term, std::vector<Value> elements, std::optional<Period> about, Value value,
                 const char* known_from = nullptr) {
        data::Fact fact;
        fact.elements = std::move(elements);
        fact.period = about;
        fact.value = std::move(value);
        if (known_from != nullptr) fact.known_from = day(known_from);
        fact.origin = {"facts.csv", 2 + data.facts[term].size()};
        data.facts[term].push_back(std::move(fact));
        if (about) has_data(*about);
    }
    void has_data(const Period& about) {
        const Period period = Period::containing(contract.settles, about.last(), contract.year_start);
        auto& periods = data.periods_with_data;
        if (std::find(periods.begin(), periods.end(), period) == periods.end()) {
            periods.push_back(period);
        }
        std::sort(periods.begin(), periods.end());
    }

    // ---- results ----------------------------------------------------------------------------------------------
    [[nodiscard]] Settlement settled(SettleRequest request = {}) {
        data.reports.resize(contract.records.size());
        data.tables = contract.tables;
        return settle(contract, data, request);
    }
    [[nodiscard]] std::string text(const PaymentLine& line) const {
        std::string words = contract.clause(line.clause).number + " " + contract.party(line.payer).name + " > " +
                            contract.party(line.payee).name + " " + line.period.label(contract.year_start) + " " +
                            exact::write_for_people(line.amount, contract.currency);
        if (!line.part.empty()) words += " (" + line.part + ")";
        if (line.repayment) words += " repaid";
        if (line.on_account) words += " on account";
        return words;
    }
};

using Lines = std::vector<std::string>;

/// Every payment of a settlement, in order, as text.
inline Lines payments_of(const ByHand& by_hand, const Settlement& settlement) {
    Lines lines;
    for (const PeriodSettlement& period : settlement.periods) {
        for (const PaymentLine& line : period.payments) lines.push_back(by_hand.text(line));
    }
    return lines;
}
inline Lines payments_of(ByHand& by_hand) { return payments_of(by_hand, by_hand.settled()); }

/// "2018-05: 2.1 Activity for April 2018 (Trust) 2": what waits, who owes it, and for how many periods.
inline Lines held_in(const ByHand& by_hand, const Settlement& settlement) {
    Lines lines;
    for (const PeriodSettlement& period : settlement.periods) {
        for (const HeldLine& line : period.held) {
            lines.push_back(period.period.label(by_hand.contract.year_start) + ": " +
                            by_hand.contract.clause(line.clause).number + " " + line.what + " (" + line.owed_by + ") " +
                            std::to_string(line.periods_waiting));
        }
    }
    return lines;
}
inline Lines notices_in(const Settlement& settlement) {
    Lines lines;
    for (const PeriodSettlement& period : settlement.periods) {
        for (const NoticeLine& notice : period.notices) lines.push_back(notice.words);
    }
    return lines;
}
inline Lines problems_in(const Settlement& settlement) {
    Lines lines;
    for (const auto& problem : settlement.problems.all()) {
        lines.push_back(source::code_label(problem.code) + " " + problem.clause + " " + problem.message);
    }
    return lines;
}

}  // namespace concordat::settle::testing
