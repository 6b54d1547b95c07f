// tests/unit/settle/examples_test.cpp
// What:  worked examples: rows that come to what they say, rows that do not and the clause that made the difference.
#include "contract_by_hand.h"
#include "support/catch.h"

using namespace concordat;
using namespace concordat::settle;
using namespace concordat::settle::testing;
using Use = model::ExampleColumn::Use;
using Effect = model::Stage::Effect;

namespace {

model::Example::Cell cell(const char* text, std::optional<Value> value) {
    model::Example::Cell cell;
    cell.text = text;
    cell.value = std::move(value);
    return cell;
}
model::Example::Cell money_cell(const char* text) { return cell(text, pounds(text)); }
model::Example::Cell held_cell() {
    model::Example::Cell cell;
    cell.text = "held";
    cell.held = true;
    return cell;
}

/// Gain is half of Saving (3.1), at most £100 (3.2), to the penny (3.3), paid to two partners at 50:50 (3.4).
struct Gain : ByHand {
    RoleId partner;
    PartyId icb, city, vale;
    TermId saving, gain;

    Gain() : ByHand("2026-04-01", "2029-03-31", PeriodUnit::year) {
        partner = role("Partner");
        icb = party("ICB");
        city = party("City", {partner});
        vale = party("Vale", {partner});
        saving = fact("Saving", {}, clause("2.1"), PeriodUnit::year);
        gain = defined("Gain", {each(PeriodUnit::year)}, clause("3.1"), times(constant(percent(50)), of(saving)));
        const ExprId before = expression(model::Previous{});
        model::Limit limit;
        limit.of = before;
        limit.bounds = {{true, money("100")}};
        adds_stage(gain, clause("3.2"), Effect::caps, expression(limit));
        const exact::Rounding penny{percent(1), exact::RoundingMode::half_up};
        adds_stage(gain, clause("3.3"), Effect::rounds, expression(model::Round{before, penny}));
        model::Payment::Divide equally;
        equally.weight = constant(Ratio(1), model::Kind::number());
        pays(clause("3.4"), one(icb), all(partner), of(gain), PeriodUnit::year).divide = equally;
    }
    model::Example& example(const char* title) {
        model::Example example;
        example.clause = clause("5.1");
        example.title = title;
        contract.examples.push_back(std::move(example));
        return contract.examples.back();
    }
    static void add_column(model::Example& example, Use use, TermId term, const char* heading) {
        model::ExampleColumn column;
        column.use = use;
        column.term = term;
        column.heading = heading;
        example.columns.push_back(column);
    }
    static void add_party(model::Example& example, PartyId party, const char* heading) {
        add_column(example, Use::gives_party, {}, heading);
        example.columns.back().party = party;
    }
    static void add_row(model::Example& example, const char* name, std::vector<model::Example::Cell> cells) {
        example.rows.push_back({name, std::move(cells), {}});
    }
    std::vector<ExampleResult> tried() {
        data.reports.resize(contract.records.size());
        return run_examples(contract, data);
    }
};

}  // namespace

TEST_CASE("examples that come to what they say, to the penny") {
    Gain by_hand;
    auto& example = by_hand.example("gain");
    Gain::add_column(example, Use::input_term, by_hand.saving, "Saving");
    Gain::add_column(example, Use::gives_term, by_hand.gain, "gives Gain");
    Gain::add_party(example, by_hand.city, "gives City");
    Gain::add_party(example, by_hand.icb, "gives ICB");
    // 66.67 / 2 = 33.335: 33.34; 16.67 each. The ICB receives nothing and pays all.
    Gain::add_row(example, "in band",
                  {money_cell("66.67"), money_cell("33.34"), money_cell("16.67"), money_cell("-33.34")});
    // 33.01 / 2 = 16.505: 16.51; 8.255 each, the odd penny to City, listed first
    Gain::add_row(example, "odd penny",
                  {money_cell("33.01"), money_cell("16.51"), money_cell("8.26"), money_cell("-16.51")});
    Gain::add_row(example, "capped", {money_cell("1000"), money_cell("100"), money_cell("50"), money_cell("-100")});
    Gain::add_row(example, "late", {cell("missing", model::Missing{}), held_cell(), held_cell(), held_cell()});
    for (const ExampleResult& result : by_hand.tried()) {
        INFO(result.row << ", " << result.column << ": " << result.found);
        CHECK(result.passed);
    }
}

TEST_CASE("a row that differs names the column, both figures, every step, and the clause that changed it last") {
    Gain by_hand;
    auto& example = by_hand.example("gain");
    Gain::add_column(example, Use::input_term, by_hand.saving, "Saving");
    Gain::add_column(example, Use::gives_term, by_hand.gain, "gives Gain");
    Gain::add_row(example, "not capped", {money_cell("300"), money_cell("150")});
    Gain::add_row(example, "not given", {cell("", {}), money_cell("150")});
    const auto results = by_hand.tried();
    REQUIRE(results.size() == 2);
    CHECK_FALSE(results[0].passed);
    CHECK(results[0].column == "gives Gain");
    CHECK(results[0].expected == "150");
    CHECK(results[0].found == "£100.00");
    CHECK(results[0].steps == Lines{"clause 3.1: £150.00", "clause 3.2: £100.00", "clause 3.3: £100.00"});
    CHECK(by_hand.contract.clause(results[0].first_difference).number == "3.2");
    CHECK(results[1].found.starts_with("held: Saving for 2026/27"));
}

TEST_CASE("a party that differs shows what it was paid, and under which clause") {
    Gain by_hand;
    auto& example = by_hand.example("gain");
    Gain::add_column(example, Use::input_term, by_hand.saving, "Saving");
    Gain::add_party(example, by_hand.city, "gives City");
    Gain::add_row(example, "odd penny", {money_cell("33.01"), money_cell("8.25")});
    const auto results = by_hand.tried();
    CHECK(results[0].found == "£8.26");
    CHECK(results[0].steps == Lines{"clause 3.4: £8.26 from ICB"});
    CHECK(by_hand.contract.clause(results[0].first_difference).number == "3.4");
}

TEST_CASE("the amount as one clause leaves it, and an input that holds for every case") {
    Gain by_hand;
    auto& example = by_hand.example("before the cap");
    Gain::add_column(example, Use::gives_term, by_hand.gain, "gives Gain under clause 3.1");
    example.columns.back().stage = 0;
    example.given.push_back({by_hand.saving, {}, pounds("300.01")});
    Gain::add_row(example, "exact", {money_cell("150.005")});
    CHECK(by_hand.tried()[0].passed);
}

TEST_CASE("an example fixes a defined term in place of its clauses, and looks at the period it names") {
    Gain by_hand;
    auto& example = by_hand.example("second year");
    example.period = by_hand.period("2027/28");
    Gain::add_column(example, Use::input_term, by_hand.gain, "Gain");
    Gain::add_party(example, by_hand.vale, "gives Vale");
    by_hand.contract.payments.front().from = day("2027-04-01");
    Gain::add_row(example, "later", {money_cell("7"), money_cell("3.50")});
    CHECK(by_hand.tried()[0].passed);
    by_hand.contract.examples.front().period.reset();  // the first year: the payment is not in force
    CHECK(by_hand.tried()[0].found == "£0.00");
}

TEST_CASE("agreed values stand, reported ones must be given") {
    Gain by_hand;
    const TermId target =
        by_hand.fact("Target", {}, by_hand.clause("2.2"), PeriodUnit::year, model::Kind::money(), true);
    const TermId spare = by_hand.defined("Spare", {ByHand::each(PeriodUnit::year)}, by_hand.clause("2.3"),
                                         by_hand.less(by_hand.of(target), by_hand.of(by_hand.saving)));
    by_hand.reports(target, {}, by_hand.period("2026/27"), pounds("500"));
    by_hand.reports(by_hand.saving, {}, by_hand.period("2026/27"), pounds("1"));
    auto& example = by_hand.example("spare");
    Gain::add_column(example, Use::input_term, by_hand.saving, "Saving");
    Gain::add_column(example, Use::gives_term, spare, "gives Spare");
    Gain::add_row(example, "given", {money_cell("20"), money_cell("480")});
    Gain::add_row(example, "not given", {cell("", {}), held_cell()});
    for (const ExampleResult& result : by_hand.tried()) {
        INFO(result.row << ": " << result.found);
        CHECK(result.passed);
    }
}

TEST_CASE("each row one record: fields, a term of the record, and what its provider receives") {
    ByHand by_hand("2018-04-01", "2019-03-31", PeriodUnit::month);
    const RoleId provider = by_hand.role("Provider");
    const PartyId ccg = by_hand.party("CCG"), trust = by_hand.party("Trust", {provider});
    by_hand.party("Other", {provider});
    const ClauseId declared = by_hand.clause("2.1");
    model::Record visit;
    visit.name = "Visit";
    visit.plural = "Visits";
    visit.clause = declared;
    const model::RecordId kind(0);
    Axis each_visit;
    each_visit.type = Axis::Type::record;
    each_visit.record = kind;
    const auto add_field = [&](const char* name, model::Kind field_kind) {
        model::Term term;
        term.name = name;
        term.kind = field_kind;
        term.index = {each_visit};
        term.source = model::FieldSource{kind, visit.fields.size()};
        term.clause = declared;
        model::Field field;
        field.name = name;
        field.kind = field_kind;
        field.term = by_hand.add_term(std::move(term));
        visit.fields.push_back(field);
        return visit.fields.back().term;
    };
    const TermId provider_field = add_field("Provider", model::Kind::party(provider));
    const TermId hours = add_field("Hours", model::Kind::number());
    const TermId rate = add_field("Rate", model::Kind::money());
    by_hand.contract.records.push_back(visit);
    const TermId price = by_hand.defined("Price", {each_visit}, by_hand.clause("3.1"),
                                         by_hand.times(by_hand.of(hours), by_hand.of(rate)));
    model::Aggregate sum;
    sum.op = model::AggregateOp::total;
    sum.over = {each_visit};
    sum.links = {{provider_field, ByHand::each(provider)}};
    sum.of = by_hand.of(price);
    const TermId value = by_hand.defined("Value", {ByHand::each(provider), ByHand::each(PeriodUnit::month)},
                                         by_hand.clause("4.1"), by_hand.expression(sum));
    by_hand.pays(by_hand.clause("4.2"), ByHand::one(ccg), ByHand::all(provider), by_hand.of(value));

    model::Example example;
    example.clause = by_hand.clause("5.1");
    example.record = kind;
    example.fields_not_shown = {{rate, pounds("12.50")}, {provider_field, trust}};
    Gain::add_column(example, Use::input_field, hours, "Hours");
    Gain::add_column(example, Use::gives_term, price, "gives Price");
    Gain::add_column(example, Use::gives_term, value, "gives Value");
    Gain::add_party(example, trust, "gives Trust");
    Gain::add_row(example, "two", {cell("2", Ratio(2)), money_cell("25"), money_cell("25"), money_cell("25")});
    Gain::add_row(example, "wrong", {cell("3", Ratio(3)), money_cell("25"), money_cell("25"), money_cell("25")});
    by_hand.contract.examples.push_back(example);
    by_hand.data.reports.resize(1);
    const auto results = run_examples(by_hand.contract, by_hand.data);
    INFO(results[0].column << ": " << results[0].found);
    CHECK(results[0].passed);
    CHECK_FALSE(results[1].passed);
    CHECK(results[1].column == "gives Price");
    CHECK(results[1].found == "£37.50");
    CHECK(by_hand.contract.clause(results[1].first_difference).number == "3.1");
}
