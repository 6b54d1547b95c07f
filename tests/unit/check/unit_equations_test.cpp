// tests/unit/check/unit_equations_test.cpp · the units of look-up columns, found from how clauses use them.
#include "check/unit_equations.h"
#include "support/catch.h"

using concordat::check::UnitEquations;
using concordat::model::Kind;
using concordat::model::Unit;

namespace {

Unit times(const Unit& left, const Unit& right) {
    Unit product = left;
    for (const auto& [unit, power] : right.powers) {
        if ((product.powers[unit] += power) == 0) product.powers.erase(unit);
    }
    return product;
}

}  // namespace

TEST_CASE("Base Price plus Excess Days times Day Rate is money: Day Rate is money per day") {
    UnitEquations units;
    const Kind base_price = units.new_unknown();
    const Kind day_rate = units.new_unknown();
    REQUIRE(units.equate(base_price.unit, times(Kind::days().unit, day_rate.unit)));
    REQUIRE(units.equate(base_price.unit, Kind::money().unit));
    CHECK(units.settled(base_price.unit).powers == Kind::money().unit.powers);
    // money = day x rate, so rate = money / day
    CHECK(units.settled(day_rate.unit).powers == std::map<std::string, int>{{"day", -1}, {"money", 1}});
}

TEST_CASE("a unit that nothing fixes is a plain number") {
    UnitEquations units;
    const Kind factor = units.new_unknown();
    CHECK(UnitEquations::has_unknown(factor));
    CHECK(units.settled(factor.unit).is_pure());
}

TEST_CASE("a price times a factor: the one declared first is the money") {
    UnitEquations units;
    const Kind price = units.new_unknown();
    const Kind factor = units.new_unknown();
    REQUIRE(units.equate(times(price.unit, factor.unit), Kind::money().unit));
    CHECK(units.settled(price.unit).powers == Kind::money().unit.powers);
    CHECK(units.settled(factor.unit).is_pure());
}

TEST_CASE("two uses that contradict each other cannot be solved") {
    UnitEquations units;
    const Kind trim_point = units.new_unknown();
    REQUIRE(units.equate(trim_point.unit, Kind::days().unit));
    CHECK_FALSE(units.equate(trim_point.unit, Kind::money().unit));
    CHECK_FALSE(units.equate(Kind::money().unit, Kind::points().unit));
}

TEST_CASE("more than nine unknowns keep the order of their declaration") {
    UnitEquations units;
    std::vector<Kind> kinds;
    for (int i = 0; i < 12; ++i) kinds.push_back(units.new_unknown());
    REQUIRE(units.equate(times(kinds[1].unit, kinds[11].unit), Kind::money().unit));
    CHECK(units.settled(kinds[1].unit).powers == Kind::money().unit.powers);
    CHECK(units.settled(kinds[11].unit).is_pure());
}
