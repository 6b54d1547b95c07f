// tests/support/model_builder.h · tests
// What:  a contract model and its data put together by hand, for tests of rooms that come after the checker. Amounts
//        are written as people do: pounds("12.50"), percent("2.5").
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calendar/period.h"
#include "data/dataset.h"
#include "eval/reference/evaluator.h"
#include "exact/decimal_text.h"
#include "model/contract.h"

namespace concordat::testing {

using calendar::Date;
using calendar::Period;
using calendar::PeriodUnit;
using eval::reference::Evaluator;
using eval::reference::Scope;
using exact::Ratio;
using model::Axis;
using model::ClauseId;
using model::ExprId;
using model::Kind;
using model::PartyId;
using model::RecordId;
using model::RoleId;
using model::SetId;
using model::TableId;
using model::TermId;
using model::Value;

inline Date day(const char* iso) { return calendar::read_iso_date(iso).value(); }
inline Ratio number(const char* decimal) { return exact::read_decimal(decimal).value(); }
inline Ratio ratio(std::int64_t top, std::int64_t bottom) { return Ratio(top) / Ratio(bottom); }

class ModelBuilder {
public:
    model::Contract contract;
    data::DataSet data;

    explicit ModelBuilder(PeriodUnit settles = PeriodUnit::year, const char* first = "2026-04-01",
                          const char* last = "2029-03-31") {
        contract.title = "By Hand";
        contract.file = "by-hand.contract.md";
        contract.in_force = {day(first), day(last)};
        contract.currency = exact::find_currency("GBP").value();
        contract.settles = settles;
    }

    // ---- who and what ----------------------------------------------------------------------------------------
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
    SetId set(const std::string& name, std::vector<std::string> members) {
        contract.sets.push_back({name, name + "s", std::move(members), {}, {}});
        return SetId(contract.sets.size() - 1);
    }
    ClauseId clause(const std::string& number, const std::string& text = {}) {
        contract.clauses.push_back({number, text.empty() ? "words of " + number : text, "section", {}});
        return ClauseId(contract.clauses.size() - 1);
    }
    [[nodiscard]] Period period(const char* label) const {
        return calendar::read_period(label, contract.year_start).value();
    }

    static Axis each(RoleId role) { return {Axis::Type::party, role, {}, {}, {}}; }
    static Axis each(SetId set) { return {Axis::Type::member, {}, set, {}, {}}; }
    static Axis each(RecordId record) { return {Axis::Type::record, {}, {}, record, {}}; }
    static Axis each(PeriodUnit unit) { return {Axis::Type::period, {}, {}, {}, unit}; }

    // ---- expressions -----------------------------------------------------------------------------------------
    ExprId expression(model::ExprNode node, Kind kind = Kind::money(), std::string words = {}) {
        contract.expressions.push_back({std::move(node), std::move(kind), std::move(words)});
        return ExprId(contract.expressions.size() - 1);
    }
    ExprId constant(Value value, Kind kind = Kind::money()) {
        return expression(model::Constant{std::move(value)}, std::move(kind));
    }
    ExprId pounds(const char* amount) { return constant(number(amount), Kind::money()); }
    ExprId percent(const char* amount) { return constant(number(amount) / 100, Kind::percentage()); }
    ExprId plain(const char* amount) { return constant(number(amount), Kind::number()); }
    ExprId on(const char* iso) { return constant(day(iso), Kind::date()); }
    ExprId code(const char* text) { return constant(std::string(text), Kind::code()); }
    ExprId yes() { return constant(true, Kind::yes_no()); }
    ExprId no() { return constant(false, Kind::yes_no()); }
    /// A yes-or-no, a number ... that is due and not reported.
    ExprId unreported(const char* what = "something", Kind kind = Kind::money()) {
        return constant(model::Missing{what, "", "not reported"}, std::move(kind));
    }
    ExprId ref(TermId term, std::vector<model::Bind> binds = {}, std::optional<std::size_t> stage = {}) {
        return expression(model::TermRef{term, std::move(binds), stage}, contract.term(term).kind);
    }
    ExprId previous(Kind kind = Kind::money()) { return expression(model::Previous{}, std::move(kind)); }
    ExprId plus(ExprId left, ExprId right) { return arithmetic(model::ArithmeticOp::add, left, right); }
    ExprId less(ExprId left, ExprId right) { return arithmetic(model::ArithmeticOp::subtract, left, right); }
    ExprId times(ExprId left, ExprId right) { return arithmetic(model::ArithmeticOp::multiply, left, right); }
    ExprId divided(ExprId left, ExprId right, ExprId if_zero = {}, ExprId if_both_zero = {}) {
        return expression(model::Arithmetic{model::ArithmeticOp::divide, left, right, if_zero, if_both_zero},
                          kind_of(left));
    }
    ExprId compare(model::CompareOp op, ExprId left, ExprId right, std::string words = {}) {
        return expression(model::Compare{op, left, right}, Kind::yes_no(), std::move(words));
    }
    ExprId at_least(ExprId left, ExprId right) { return compare(model::CompareOp::at_least, left, right); }
    ExprId equal(ExprId left, ExprId right) { return compare(model::CompareOp::equal, left, right); }
    ExprId rounded(ExprId of, const char* step = "0.01", exact::RoundingMode mode = exact::RoundingMode::half_up) {
        return expression(model::Round{of, {number(step), mode}}, kind_of(of));
    }
    ExprId aggregate(model::AggregateOp op, std::vector<Axis> over, ExprId of, model::PeriodRange range = {}) {
        return expression(aggregate_node(op, std::move(over), of, range), of.is_set() ? kind_of(of) : Kind::count());
    }
    static model::Aggregate aggregate_node(model::AggregateOp op, std::vector<Axis> over, ExprId of,
                                           model::PeriodRange range = {}) {
        model::Aggregate node;
        node.op = op;
        node.over = std::move(over);
        node.of = of;
        node.range = range;
        return node;
    }

    // ---- terms -----------------------------------------------------------------------------------------------
    TermId term(const std::string& name, std::vector<Axis> index = {}, Kind kind = Kind::money()) {
        model::Term made;
        made.name = name;
        made.kind = std::move(kind);
        made.index = std::move(index);
        contract.terms.push_back(std::move(made));
        return TermId(contract.terms.size() - 1);
    }
    /// One clause more that makes or changes the term.
    void stage(TermId term, ExprId value, ClauseId clause = {},
               model::Stage::Effect effect = model::Stage::Effect::defines, std::optional<Date> from = {},
               std::optional<Date> until = {}) {
        contract.terms[term.index()].stages.push_back({effect, clause, value, from, until});
    }
    TermId defined(const std::string& name, ExprId value, std::vector<Axis> index = {}, ClauseId clause = {}) {
        const TermId made = term(name, std::move(index), kind_of(value));
        contract.terms[made.index()].clause = clause;
        stage(made, value, clause);
        return made;
    }
    TermId fact(const std::string& name, std::vector<Axis> index = {}, Kind kind = Kind::money(),
                model::FactSource source = {}) {
        const TermId made = term(name, std::move(index), std::move(kind));
        for (const Axis& axis : contract.terms[made.index()].index) {
            if (axis.type == Axis::Type::period) source.period = axis.unit;
        }
        contract.terms[made.index()].source = std::move(source);
        return made;
    }
    model::FactSource& fact_source(TermId term) {
        return std::get<model::FactSource>(contract.terms[term.index()].source);
    }
    /// A column of the Parties table, by party in their order.
    TermId attribute(const std::string& name, RoleId role, std::vector<std::optional<Value>> cells,
                     Kind kind = Kind::money()) {
        const TermId made = term(name, {each(role)}, std::move(kind));
        contract.terms[made.index()].source = model::AttributeSource{std::move(cells), {}};
        return made;
    }
    TermId member_column(const std::string& name, SetId set, std::vector<std::optional<Value>> cells,
                         Kind kind = Kind::percentage()) {
        const TermId made = term(name, {each(set)}, std::move(kind));
        contract.terms[made.index()].source = model::MemberColumnSource{set, std::move(cells), {}};
        return made;
    }

    // ---- records ---------------------------------------------------------------------------------------------
    RecordId record(const std::string& name) {
        model::Record made;
        made.name = name;
        made.plural = name + "s";
        made.unit = contract.settles;
        made.reported_by = "each Provider";
        contract.records.push_back(std::move(made));
        data.reports.resize(contract.records.size());
        return RecordId(contract.records.size() - 1);
    }
    model::Record& record(RecordId id) { return contract.records[id.index()]; }
    TermId field(RecordId record_id, const std::string& name, Kind kind) {
        const TermId made = term(name, {each(record_id)}, kind);
        auto& fields = record(record_id).fields;
        contract.terms[made.index()].source = model::FieldSource{record_id, fields.size()};
        model::Field field;
        field.name = name;
        field.kind = std::move(kind);
        field.term = made;
        fields.push_back(std::move(field));
        return made;
    }
    /// A file of records; `label` names the period it reports.
    data::Report& report(RecordId record_id, const std::string& file, const char* label = nullptr,
                         std::vector<std::vector<Value>> rows = {}) {
        data::Report made;
        made.file = file;
        if (label != nullptr) {
            made.period = period(label);
            made.known_from = made.period->last();
        }
        for (auto& row : rows) made.rows.push_back({std::move(row), {file, made.rows.size() + 2}});
        auto& reports = data.reports[record_id.index()];
        reports.push_back(std::move(made));
        return reports.back();
    }

    // ---- figures and questions -------------------------------------------------------------------------------
    void figure(TermId term, std::vector<Value> elements, const char* label, Value value,
                std::optional<Date> known_from = {}, data::Origin origin = {}) {
        data::Fact made;
        made.elements = std::move(elements);
        if (label != nullptr) made.period = period(label);
        made.value = std::move(value);
        made.known_from = known_from;
        made.origin = std::move(origin);
        data.facts[term].push_back(std::move(made));
    }
    [[nodiscard]] Scope in(const char* label) const {
        Scope scope;
        scope.period = period(label);
        return scope;
    }
    [[nodiscard]] Scope of(RecordId record_id, std::size_t row, const char* label) const {
        Scope scope = in(label);
        scope.record = record_id;
        scope.record_row = row;
        return scope;
    }
    [[nodiscard]] eval::reference::Inputs inputs() const {
        eval::reference::Inputs given;
        given.contract = &contract;
        given.data = &data;
        return given;
    }

private:
    [[nodiscard]] Kind kind_of(ExprId id) const { return contract.expression(id).kind; }
    ExprId arithmetic(model::ArithmeticOp op, ExprId left, ExprId right) {
        const bool by_share = op == model::ArithmeticOp::multiply && kind_of(left).is_pure();
        return expression(model::Arithmetic{op, left, right, {}, {}}, kind_of(by_share ? right : left));
    }
};

/// The value as people read it, for comparing in tests: "£1,234.50", "missing: Cost for 2026/27 (not reported)".
inline std::string shown(const ModelBuilder& made, const Value& value, const Kind& kind = Kind::money()) {
    return model::write_for_people(made.contract, value, kind);
}

}  // namespace concordat::testing
