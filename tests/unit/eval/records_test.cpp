// tests/unit/eval/records_test.cpp · records: which reports stand, when each row happened, which rows count.
#include <algorithm>

#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;
using eval::reference::Inputs;
using model::AggregateOp;
using model::MissingPolicy;
using State = Evaluator::Standing::State;

namespace {

Value code(const char* text) { return std::string(text); }
const Value blank = model::Missing{};

/// Spells: identifier, Provider, the day discharged, and a price.
struct Spells {
    ModelBuilder made{PeriodUnit::month, "2018-04-01", "2019-03-31"};
    RoleId provider = made.role("Provider");
    PartyId north = made.party("North", {provider});
    PartyId south = made.party("South", {provider});
    RecordId spell = made.record("Spell");
    TermId identifier = made.field(spell, "Spell Identifier", Kind::code());
    TermId whose = made.field(spell, "Provider", Kind::party(provider));
    TermId discharged = made.field(spell, "Discharged", Kind::date());
    TermId price = made.field(spell, "Price", Kind::money());

    Spells() {
        made.record(spell).fields[0].unique = true;
        made.record(spell).falls_in = made.ref(discharged);
    }
    std::vector<Value> row(const char* id, PartyId party, const char* date, const char* pounds) {
        return {code(id), party, date == nullptr ? blank : Value(day(date)),
                pounds == nullptr ? blank : Value(number(pounds))};
    }
    ExprId total_of_its(ExprId of, AggregateOp op = AggregateOp::total) {
        auto node = ModelBuilder::aggregate_node(op, {ModelBuilder::each(spell)}, of);
        node.links.push_back({whose, ModelBuilder::each(provider)});
        return made.expression(std::move(node), of.is_set() ? made.contract.expression(of).kind : Kind::count());
    }
    TermId activity() {
        return made.defined("Activity Value", total_of_its(made.ref(price)),
                            {ModelBuilder::each(provider), ModelBuilder::each(PeriodUnit::month)});
    }
    [[nodiscard]] Scope at(PartyId party, const char* label) const {
        Scope scope = made.in(label);
        scope.parties[provider] = party;
        return scope;
    }
    std::string said(TermId term, PartyId party, const char* label, std::optional<Date> known_on = {}) {
        Inputs given = made.inputs();
        given.known_on = known_on;
        Evaluator evaluator(given);
        return shown(made, evaluator.value(term, at(party, label)), made.contract.term(term).kind);
    }
    std::vector<std::string> known(std::optional<Date> known_on = {}) {
        Inputs given = made.inputs();
        given.known_on = known_on;
        Evaluator evaluator(given);
        std::vector<std::string> identifiers;
        for (const auto* row : evaluator.records(spell)) identifiers.push_back(std::get<std::string>(row->fields[0]));
        return identifiers;
    }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a report replaces the earlier ones, or adds to them") {
    Spells spells;
    spells.made.report(
        spells.spell, "spells-april.csv", "2018-04",
        {spells.row("S1", spells.north, "2018-04-03", "1"), spells.row("S2", spells.north, "2018-04-04", "2")});
    spells.made.report(
        spells.spell, "spells-may.csv", "2018-05",
        {spells.row("S3", spells.north, "2018-05-04", "3"), spells.row("S2", spells.north, "2018-04-04", "5")});
    CHECK(spells.known(day("2018-04-29")).empty());
    CHECK(spells.known(day("2018-04-30")) == Names{"S1", "S2"});
    CHECK(spells.known() == Names{"S2", "S3"});  // S1 is gone
    const TermId activity = spells.activity();
    CHECK(spells.said(activity, spells.north, "2018-04") == "£5.00");
    CHECK(spells.said(activity, spells.north, "2018-04", day("2018-05-01")) == "£3.00");
    spells.made.record(spells.spell).later_reports_replace = false;
    CHECK(spells.known() == Names{"S1", "S2", "S3"});
    CHECK(spells.said(activity, spells.north, "2018-04") == "£6.00");  // S2 is put right
}

TEST_CASE("no report is a missing set, a report without rows an empty one") {
    Spells spells;
    const TermId activity = spells.activity();
    CHECK(spells.said(activity, spells.north, "2018-04") == "missing: Spells (not reported; owed by each Provider)");
    spells.made.report(spells.spell, "spells-april.csv", "2018-04");
    CHECK(spells.said(activity, spells.north, "2018-04") == "£0.00");
    CHECK(spells.said(activity, spells.north, "2018-05") ==
          "missing: Spells for May 2018 (not reported; owed by each Provider)");
    spells.made.report(spells.spell, "spells.csv");  // one file without a period serves all
    CHECK(spells.said(activity, spells.north, "2018-05") == "£0.00");
}

TEST_CASE("the order of rows and files never matters") {
    Spells spells;
    std::vector<std::vector<Value>> rows;
    for (const char* id : {"S4", "S1", "S3", "S2"}) rows.push_back(spells.row(id, spells.north, "2018-04-03", "1"));
    rows[2][3] = blank;  // S3
    rows[0][3] = blank;  // S4
    const TermId activity = spells.activity();
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return std::get<std::string>(a[0]) < std::get<std::string>(b[0]); });
    std::string first;
    do {
        spells.made.data.reports[spells.spell.index()].clear();
        spells.made.report(spells.spell, "spells.csv", nullptr, rows);
        for (auto& row : spells.made.data.reports[spells.spell.index()][0].rows) row.origin = {};
        const std::string now = spells.said(activity, spells.north, "2018-04");
        if (first.empty()) first = now;
        REQUIRE(now == first);
        REQUIRE(spells.known() == Names{"S1", "S2", "S3", "S4"});
    } while (std::next_permutation(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::get<std::string>(a[0]) < std::get<std::string>(b[0]);
    }));
    CHECK(first == "missing: Price of Spell S3 (blank; owed by each Provider)");
}

TEST_CASE("records count in the period they fall in, for the party they name") {
    Spells spells;
    spells.made.report(
        spells.spell, "spells.csv", nullptr,
        {spells.row("S1", spells.north, "2018-04-30", "1"), spells.row("S2", spells.north, "2018-05-01", "2"),
         spells.row("S3", spells.south, "2018-05-01", "4"), spells.row("S4", spells.north, "2018-03-31", "8"),
         spells.row("S5", spells.north, "2019-04-01", "16")});
    const TermId activity = spells.activity();
    CHECK(spells.said(activity, spells.north, "2018-04") == "£1.00");
    CHECK(spells.said(activity, spells.north, "2018-05") == "£2.00");
    CHECK(spells.said(activity, spells.south, "2018-05") == "£4.00");
    // for the year: not what lies outside the term of the contract
    ModelBuilder& made = spells.made;
    auto node = std::get<model::Aggregate>(made.contract.expression(spells.total_of_its(made.ref(spells.price))).node);
    node.range = {model::PeriodRange::Kind::unit_of_scope, PeriodUnit::year, 0, 0};
    const TermId yearly = made.defined("Yearly", made.expression(node),
                                       {ModelBuilder::each(spells.provider), ModelBuilder::each(PeriodUnit::month)});
    CHECK(spells.said(yearly, spells.north, "2018-06") == "£3.00");
    node.range.kind = model::PeriodRange::Kind::unit_to_date;
    const TermId to_date = made.defined("To Date", made.expression(node),
                                        {ModelBuilder::each(spells.provider), ModelBuilder::each(PeriodUnit::month)});
    CHECK(spells.said(to_date, spells.north, "2018-04") == "£1.00");
    CHECK(spells.said(to_date, spells.north, "2018-05") == "£3.00");
}

TEST_CASE("a record whose day may be blank falls in no period yet; one whose day is missing holds the total up") {
    Spells spells;
    spells.made.report(
        spells.spell, "spells.csv", nullptr,
        {spells.row("S1", spells.north, "2018-04-30", "1"), spells.row("S2", spells.north, nullptr, "2")});
    const TermId activity = spells.activity();
    CHECK(spells.said(activity, spells.north, "2018-04") ==
          "missing: Discharged of Spell S2 (blank in spells.csv line 3; owed by each Provider)");
    CHECK(spells.said(activity, spells.south, "2018-04") == "£0.00");
    spells.made.record(spells.spell).fields[2].may_be_blank = true;
    CHECK(spells.said(activity, spells.north, "2018-04") == "£1.00");
    Evaluator evaluator(spells.made.inputs());
    CHECK(evaluator.falls_in(spells.spell, 0) == spells.made.period("2018-04"));
    CHECK_FALSE(evaluator.falls_in(spells.spell, 1).has_value());
}

TEST_CASE("a record that does not say whose it is holds everybody up") {
    Spells spells;
    spells.made.report(spells.spell, "spells.csv", nullptr, {spells.row("S1", spells.north, "2018-04-30", "1")});
    spells.made.data.reports[0][0].rows[0].fields[1] = blank;
    const TermId activity = spells.activity();
    CHECK(spells.said(activity, spells.south, "2018-04") ==
          "missing: Provider of Spell S1 (blank in spells.csv line 2; owed by each Provider)");
    CHECK(spells.said(activity, spells.south, "2018-05") == "£0.00");
}

TEST_CASE("blank fields: missing, a value, held, left out, or none where they may be blank") {
    Spells spells;
    spells.made.report(
        spells.spell, "spells.csv", nullptr,
        {spells.row("S1", spells.north, "2018-04-30", nullptr), spells.row("S2", spells.north, "2018-04-30", "5")});
    const TermId activity = spells.activity();
    auto& field = spells.made.record(spells.spell).fields[3];
    const auto with = [&](MissingPolicy policy, ExprId value = {}) {
        field.if_missing = {policy, true, value, 0, false};
        return spells.said(activity, spells.north, "2018-04");
    };
    CHECK(with(MissingPolicy::value, spells.made.pounds("3")) == "£8.00");
    CHECK(with(MissingPolicy::left_out) == "£5.00");
    CHECK(with(MissingPolicy::hold_record) == "£5.00");
    CHECK(with(MissingPolicy::waits) ==
          "missing: Price of Spell S1 (blank in spells.csv line 2; owed by each Provider)");
    Evaluator evaluator(spells.made.inputs());
    CHECK(evaluator.standing(spells.spell, 0).state == State::counts);
    field.if_missing = {MissingPolicy::hold_record, true, {}, 0, false};
    Evaluator again(spells.made.inputs());
    CHECK(again.standing(spells.spell, 0).state == State::held);
    CHECK(again.standing(spells.spell, 0).reason == "Price is blank in spells.csv line 2");
    CHECK(again.standing(spells.spell, 1).state == State::counts);
    // may be blank: `is blank` is yes, a test on it is no, and a price made from it is a query
    field.if_missing = {};
    field.may_be_blank = true;
    ModelBuilder& made = spells.made;
    const Scope scope = made.of(spells.spell, 0, "2018-04");
    const ExprId is_blank =
        made.expression(model::IsAbsent{model::Presence::missing, made.ref(spells.price)}, Kind::yes_no());
    const ExprId is_dear = made.at_least(made.ref(spells.price), made.pounds("0"));
    const ExprId more = made.plus(made.ref(spells.price), made.pounds("1"));
    Evaluator may(made.inputs());
    CHECK(may.value(is_blank, scope) == Value(true));
    CHECK(may.value(is_dear, scope) == Value(false));
    CHECK(shown(made, may.value(more, scope)) == "held: there is no Price");
}

TEST_CASE("records that are left out or held are in no total and no number") {
    Spells spells;
    ModelBuilder& made = spells.made;
    made.report(
        spells.spell, "spells.csv", nullptr,
        {spells.row("S1", spells.north, "2018-04-30", "1"), spells.row("S2", spells.north, "2018-04-30", "20"),
         spells.row("S3", spells.north, "2018-04-30", "300"), spells.row("S4", spells.north, "2018-04-30", nullptr)});
    const ClauseId clause = made.clause("2.4");
    made.record(spells.spell)
        .left_out_unless.push_back(made.expression(
            model::Combine{
                model::Junction::any_of,
                0,
                {made.compare(model::CompareOp::more_than, made.ref(spells.price), made.pounds("1")),
                 made.expression(model::IsAbsent{model::Presence::missing, made.ref(spells.price)}, Kind::yes_no())}},
            Kind::yes_no(), "Price is more than £1"));
    made.record(spells.spell)
        .held_when.push_back(
            {made.at_least(made.ref(spells.price), made.pounds("300")), "price to be looked at", clause});
    made.record(spells.spell)
        .held_when.push_back(
            {made.expression(model::IsAbsent{model::Presence::missing, made.ref(spells.price)}, Kind::yes_no()), "",
             clause});
    CHECK(spells.said(spells.activity(), spells.north, "2018-04") == "£20.00");
    const TermId count =
        made.defined("Number", spells.total_of_its({}, AggregateOp::number), {ModelBuilder::each(spells.provider)});
    CHECK(spells.said(count, spells.north, "2018-04") == "1");
    Evaluator evaluator(made.inputs());
    CHECK(evaluator.standing(spells.spell, 0).state == State::left_out);
    CHECK(evaluator.standing(spells.spell, 0).reason == "counts only if Price is more than £1");
    CHECK(evaluator.standing(spells.spell, 1).state == State::counts);
    CHECK(evaluator.standing(spells.spell, 2).reason == "price to be looked at");
    CHECK(evaluator.standing(spells.spell, 2).clause == clause);
    CHECK(evaluator.standing(spells.spell, 3).reason == "blank in spells.csv line 5");
}

TEST_CASE("whether a record counts may itself be missing") {
    Spells spells;
    ModelBuilder& made = spells.made;
    made.report(spells.spell, "spells.csv", nullptr, {spells.row("S1", spells.north, "2018-04-30", "1")});
    made.record(spells.spell).left_out_unless.push_back(made.unreported("Prior Approval", Kind::yes_no()));
    CHECK(spells.said(spells.activity(), spells.north, "2018-04") == "missing: Prior Approval (not reported)");
}

TEST_CASE("problems of a record that is held concern nobody") {
    Spells spells;
    ModelBuilder& made = spells.made;
    made.report(spells.spell, "spells.csv", nullptr, {spells.row("S1", spells.north, "2018-04-30", "0")});
    const TermId rate = made.defined("Rate", made.divided(made.pounds("1"), made.ref(spells.price)),
                                     {ModelBuilder::each(spells.spell)});
    made.record(spells.spell).held_when.push_back({made.at_least(made.ref(rate), made.pounds("1")), "dear", {}});
    made.record(spells.spell).held_when.push_back({made.equal(made.ref(spells.price), made.pounds("0")), "free", {}});
    Evaluator evaluator(made.inputs());
    CHECK(evaluator.standing(spells.spell, 0).reason == "free");
    CHECK(evaluator.problems().empty());
}

TEST_CASE("a rule over all records of its kind takes any record") {
    Spells spells;
    ModelBuilder& made = spells.made;
    made.report(spells.spell, "spells.csv", nullptr,
                {spells.row("S1", spells.north, "2018-04-30", "1"), spells.row("S2", spells.north, "2018-04-30", "2")});
    // a Spell counts only if there is more than one Spell in its Month: both count
    const TermId number_of =
        made.defined("Number of Spells", made.aggregate(AggregateOp::number, {ModelBuilder::each(spells.spell)}, {}),
                     {ModelBuilder::each(PeriodUnit::month)});
    made.record(spells.spell)
        .left_out_unless.push_back(
            made.compare(model::CompareOp::more_than, made.ref(number_of), made.constant(Ratio(1), Kind::count())));
    made.record(spells.spell)
        .left_out_unless.push_back(made.compare(model::CompareOp::more_than, made.ref(spells.price), made.pounds("1")));
    Evaluator evaluator(made.inputs());
    CHECK(evaluator.standing(spells.spell, 1).state == State::counts);
    CHECK(evaluator.standing(spells.spell, 0).state == State::left_out);
    // asked outside the rules it is the number of those that count
    CHECK(shown(made, evaluator.value(number_of, made.in("2018-04")), Kind::count()) == "1");
}

TEST_CASE("a record takes the text of its own day, in terms that have no period too") {
    Spells spells;
    ModelBuilder& made = spells.made;
    made.report(spells.spell, "spells.csv", nullptr,
                {spells.row("S1", spells.north, "2018-04-14", "1"), spells.row("S2", spells.north, "2018-04-15", "1")});
    const TermId rate = made.term("Rate");
    made.stage(rate, made.pounds("10"), {}, model::Stage::Effect::defines, {}, day("2018-04-15"));
    made.stage(rate, made.pounds("20"), {}, model::Stage::Effect::defines, day("2018-04-15"));
    const TermId value = made.defined("Value", made.ref(rate), {ModelBuilder::each(spells.spell)});
    const TermId total = made.defined("Total", spells.total_of_its(made.ref(value)),
                                      {ModelBuilder::each(spells.provider), ModelBuilder::each(PeriodUnit::month)});
    CHECK(spells.said(total, spells.north, "2018-04") == "£30.00");
    Evaluator evaluator(made.inputs());
    CHECK(shown(made, evaluator.value(rate, made.of(spells.spell, 1, "2018-04"))) == "£20.00");
    CHECK(shown(made, evaluator.value(rate, made.in("2018-04"))) == "£10.00");
}

TEST_CASE("records that belong to another record, by the field of the same name") {
    Spells spells;
    ModelBuilder& made = spells.made;
    const RecordId line = made.record("Code Line");
    const TermId of_spell = made.field(line, "Spell Identifier", Kind::code());
    const TermId percent = made.field(line, "Rate", Kind::percentage());
    made.report(
        spells.spell, "spells.csv", nullptr,
        {spells.row("S1", spells.north, "2018-04-14", "100"), spells.row("S2", spells.north, "2018-04-15", "100")});
    made.report(line, "code-lines.csv", nullptr,
                {{code("S1"), number("0.24")}, {code("S1"), number("0.6")}, {code("S9"), number("0.9")}});
    auto node = ModelBuilder::aggregate_node(AggregateOp::greatest, {ModelBuilder::each(line)}, made.ref(percent));
    node.links.push_back({of_spell, ModelBuilder::each(spells.spell)});
    node.if_none = made.percent("0");
    const TermId top_up =
        made.defined("Top-up", made.expression(node, Kind::percentage()), {ModelBuilder::each(spells.spell)});
    // the record around an aggregate can still be named: its Price for each line
    auto around = ModelBuilder::aggregate_node(AggregateOp::total, {ModelBuilder::each(line)},
                                               made.times(made.ref(percent), made.ref(spells.price)));
    around.links.push_back({of_spell, ModelBuilder::each(spells.spell)});
    const ExprId of_its_price = made.expression(around);
    Evaluator evaluator(made.inputs());
    CHECK(shown(made, evaluator.value(top_up, made.of(spells.spell, 0, "2018-04")), Kind::percentage()) == "60%");
    CHECK(shown(made, evaluator.value(top_up, made.of(spells.spell, 1, "2018-04")), Kind::percentage()) == "0%");
    CHECK(shown(made, evaluator.value(of_its_price, made.of(spells.spell, 0, "2018-04"))) == "£84.00");
}

TEST_CASE("a party that a field names, and a record that another names") {
    Spells spells;
    ModelBuilder& made = spells.made;
    made.report(spells.spell, "spells.csv", nullptr, {spells.row("S1", spells.south, "2018-04-14", "100")});
    const TermId factor = made.attribute("Factor", spells.provider, {number("1"), number("1.1")}, Kind::number());
    const TermId value =
        made.defined("Value",
                     made.times(made.ref(factor, {{ModelBuilder::each(spells.provider), made.ref(spells.whose), 0}}),
                                made.ref(spells.price)),
                     {ModelBuilder::each(spells.spell)});
    Evaluator evaluator(made.inputs());
    CHECK(shown(made, evaluator.value(value, made.of(spells.spell, 0, "2018-04"))) == "£110.00");
    const TermId named =
        made.defined("Named", made.ref(spells.price, {{ModelBuilder::each(spells.spell), made.code("S1"), 0}}));
    const TermId nobody =
        made.defined("Nobody", made.ref(spells.price, {{ModelBuilder::each(spells.spell), made.code("S7"), 0}}));
    Evaluator again(made.inputs());
    CHECK(shown(made, again.value(named, made.in("2018-04"))) == "£100.00");
    CHECK(shown(made, again.value(nobody, made.in("2018-04"))) == "missing: Spell S7 (there is none)");
    CHECK(shown(made, again.value(value, made.of(spells.spell, 5, "2018-04"))) ==
          "missing: the record asked for (there is no such record)");
}

TEST_CASE("many records are totalled in passing, not over and over [speed]") {
    // 200 providers, 12 months, 20,000 records: 2,400 totals. Going through all records for each would be 48 million
    // steps.
    Spells spells;
    ModelBuilder& made = spells.made;
    std::vector<PartyId> parties;
    for (int index = 0; index < 200; ++index)
        parties.push_back(made.party("P" + std::to_string(index), {spells.provider}));
    auto& report = made.report(spells.spell, "spells.csv");
    for (int index = 0; index < 20'000; ++index) {
        const Date date = day("2018-04-01").plus_days(index % 365);
        report.rows.push_back(
            {{std::string("S") + std::to_string(index), parties[static_cast<std::size_t>(index) % 200], date, Ratio(1)},
             {}});
    }
    const TermId activity = spells.activity();
    Evaluator evaluator(made.inputs());
    Ratio sum;
    Period month = made.period("2018-04");
    for (int count = 0; count < 12; ++count, month = month.next(made.contract.year_start)) {
        for (const PartyId party : parties) {
            Scope scope;
            scope.period = month;
            scope.parties[spells.provider] = party;
            sum += std::get<Ratio>(evaluator.value(activity, scope));
        }
    }
    CHECK(sum == Ratio(20'000));
}
