// tests/unit/trace/values_test.cpp · values as people read them and as files carry them; kinds in words; names found.
#include "exact/decimal_text.h"
#include "model/contract.h"
#include "support/catch.h"

using namespace concordat;
using model::Kind;
using model::Value;

namespace {

exact::Ratio exactly(const char* decimal) { return exact::read_decimal(decimal).value(); }

Kind per(Kind kind, const char* unit) {
    kind.unit.powers[unit] = -1;
    return kind;
}

model::Contract contract_in(const char* currency) {
    model::Contract contract;
    contract.currency = exact::find_currency(currency).value();
    contract.parties.push_back({"City Acute Trust", {}, {}});
    contract.sets.push_back({"Measure", "Measures", {"Recovery Rate"}, {}, {}});
    contract.records.emplace_back().name = "Bed Day";
    contract.records.back().plural = "Bed Days";
    return contract;
}

}  // namespace

TEST_CASE("amounts as people read them") {
    const model::Contract contract = contract_in("GBP");
    const auto shown = [&](const char* amount, const Kind& kind) {
        return model::write_for_people(contract, exactly(amount), kind);
    };
    CHECK(shown("1234.5", Kind::money()) == "£1,234.50");
    CHECK(shown("-1234567.891", Kind::money()) == "-£1,234,567.891");
    CHECK(model::write_for_people(contract, exactly("1") / 3, Kind::money()) == "£0.3333…");
    CHECK(shown("412.5", per(Kind::money(), "Bed Day")) == "£412.50 per Bed Day");
    CHECK(shown("0.125", Kind::percentage()) == "12.5%");
    CHECK(shown("0.003", per(Kind::percentage(), "point")) == "0.3% per point");
    CHECK(shown("3", Kind::days()) == "3 days");
    CHECK(shown("1", Kind::days()) == "1 day");
    CHECK(shown("2.5", Kind::points()) == "2.5 points");
    CHECK(shown("12345", Kind::count("Spell")) == "12,345");
    Kind bed_days;
    bed_days.unit.powers["Bed Day"] = 1;
    CHECK(shown("40", bed_days) == "40 Bed Days");
}

TEST_CASE("a currency without small coin") {
    const model::Contract contract = contract_in("JPY");
    CHECK(model::write_for_people(contract, exactly("1200"), Kind::money()) == "¥1,200");
    CHECK(model::write_for_people(contract, exactly("1200.5"), Kind::money()) == "¥1,200.5");
    CHECK(model::write_plain(contract, exactly("1200"), Kind::money()) == "1200");
}

TEST_CASE("other values as people read them") {
    const model::Contract contract = contract_in("GBP");
    const auto shown = [&](const Value& value) { return model::write_for_people(contract, value, Kind::money()); };
    CHECK(shown(*calendar::read_iso_date("2026-04-01")) == "1 April 2026");
    CHECK(shown(true) == "yes");
    CHECK(shown(std::string("010")) == "010");
    CHECK(shown(model::PartyId(std::size_t{0})) == "City Acute Trust");
    CHECK(shown(model::Member{model::SetId(std::size_t{0}), 0}) == "Recovery Rate");
    CHECK(shown(*calendar::read_period("2026/27 Q1", {})) == "2026/27 Q1");
    CHECK(shown(model::None{}) == "none");
    CHECK(shown(model::Held{"no price"}) == "held: no price");
    CHECK(shown(model::NotApplicable{"small numbers"}) == "left out: small numbers");
    CHECK(shown(model::Missing{"Cost for 2026/27", "Riverside ICB", "not reported"}) ==
          "missing: Cost for 2026/27 (not reported; owed by Riverside ICB)");
    CHECK(shown(model::Missing{}) == "missing");
}

TEST_CASE("values as files carry them") {
    const model::Contract contract = contract_in("GBP");
    const auto plain = [&](const Value& value, const Kind& kind) { return model::write_plain(contract, value, kind); };
    CHECK(plain(exactly("1234.5"), Kind::money()) == "1234.50");
    CHECK(plain(exactly("0.125"), Kind::percentage()) == "0.125");
    CHECK(plain(exactly("2") / 3, Kind::money()) == "2/3");
    CHECK(plain(*calendar::read_iso_date("2026-04-01"), Kind::date()) == "2026-04-01");
    CHECK(plain(false, Kind::yes_no()) == "no");
    CHECK(plain(*calendar::read_period("August 2026", {}), Kind::money()) == "2026-08");
    CHECK(plain(model::Missing{}, Kind::money()) == "missing");
    CHECK(plain(model::None{}, Kind::money()) == "-");
    CHECK(plain(model::NotApplicable{}, Kind::money()) == "left out");
    CHECK(plain(model::Held{}, Kind::money()) == "held");
}

TEST_CASE("kinds in words") {
    CHECK(describe(Kind::money()) == "money");
    CHECK(describe(Kind::percentage()) == "a percentage");
    CHECK(describe(Kind::number()) == "a number");
    CHECK(describe(Kind::count()) == "a count");
    CHECK(describe(Kind::count("Spell")) == "a count of Spells");
    CHECK(describe(Kind::days()) == "days");
    CHECK(describe(Kind::points()) == "points");
    CHECK(describe(per(Kind::money(), "Bed Day")) == "money per Bed Day");
    CHECK(describe(per(Kind::percentage(), "point")) == "a percentage per point");
    CHECK(describe(Kind::date()) == "a date");
    CHECK(describe(Kind::yes_no()) == "yes or no");
    CHECK(describe(Kind::code({"EL", "NE"})) == "a code");
    CHECK(describe(Kind::party()) == "a party");
}

TEST_CASE("names are found with their spaces folded and their case as written") {
    const model::Contract contract = contract_in("GBP");
    CHECK(model::find_party(contract, " City  Acute Trust ").has_value());
    CHECK_FALSE(model::find_party(contract, "city acute trust").has_value());
    CHECK_FALSE(model::find_term(contract, "Cost").has_value());
    CHECK(model::find_record(contract, "Bed Day") == model::RecordId(std::size_t{0}));
}
