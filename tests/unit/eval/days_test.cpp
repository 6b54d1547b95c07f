// tests/unit/eval/days_test.cpp · days, nights, ages, dates after dates (finding N13).
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;
using model::DayCount;

namespace {

std::string counted(ModelBuilder& made, ExprId id) {
    Evaluator evaluator(made.inputs());
    std::string words = shown(made, evaluator.value(id, made.in("2026-08")), made.contract.expression(id).kind);
    for (const auto& problem : evaluator.problems().all())
        words = source::code_label(problem.code) + " " + problem.message;
    return words;
}

std::string between(DayCount count, const char* from, const char* to) {
    ModelBuilder made(PeriodUnit::month);
    return counted(made, made.expression(model::DaysBetween{count, made.on(from), made.on(to)}, Kind::days()));
}

std::string shifted(const char* date, const char* by, model::Span unit) {
    ModelBuilder made(PeriodUnit::month);
    made.data.holidays = {day("2026-08-31")};
    return counted(made, made.expression(model::DateShift{made.on(date), made.plain(by), unit}, Kind::date()));
}

}  // namespace

TEST_CASE("3 to 5 May is 2 nights, 3 days both included, 2 days after 3 May") {
    CHECK(between(DayCount::nights, "2026-05-03", "2026-05-05") == "2 days");
    CHECK(between(DayCount::both_included, "2026-05-03", "2026-05-05") == "3 days");
    CHECK(between(DayCount::after_up_to, "2026-05-03", "2026-05-05") == "2 days");
    CHECK(between(DayCount::days_after, "2026-05-03", "2026-05-05") == "2 days");
    CHECK(between(DayCount::nights, "2026-05-03", "2026-05-03") == "0 days");
    CHECK(between(DayCount::both_included, "2026-05-03", "2026-05-03") == "1 day");
}

TEST_CASE("a stretch that ends before it starts") {
    CHECK(between(DayCount::nights, "2026-05-05", "2026-05-03") ==
          "E712 the stretch from 5 May 2026 to 3 May 2026 ends before it starts");
    CHECK(between(DayCount::days_after, "2026-05-05", "2026-05-03") == "0 days");
}

TEST_CASE("dates after dates") {
    CHECK(shifted("2026-08-31", "6", model::Span::months) == "28 February 2027");
    CHECK(shifted("2026-08-31", "1", model::Span::years) == "31 August 2027");
    CHECK(shifted("2028-02-29", "1", model::Span::years) == "28 February 2029");
    CHECK(shifted("2026-08-31", "6", model::Span::weeks) == "12 October 2026");
    CHECK(shifted("2026-08-31", "-1", model::Span::days) == "30 August 2026");
    // Friday 28 August 2026; Monday 31 August is a holiday
    CHECK(shifted("2026-08-28", "1", model::Span::working_days) == "1 September 2026");
    CHECK(shifted("2026-08-28", "1.5", model::Span::days).starts_with("E717 1.5 is not a whole number"));
    CHECK(shifted("2026-08-28", "99999999", model::Span::days).starts_with("E718"));
    CHECK(shifted("2026-08-28", "8000", model::Span::years).starts_with("E718"));
    CHECK(shifted("2026-08-28", "-1", model::Span::working_days).starts_with("E718"));
}

TEST_CASE("whole years: born on 29 February") {
    ModelBuilder made(PeriodUnit::month);
    const auto age = [&](const char* born, const char* on) {
        return counted(made, made.expression(model::WholeYears{made.on(born), made.on(on)}, Kind::count()));
    };
    CHECK(age("2000-02-29", "2019-02-28") == "18");
    CHECK(age("2000-02-29", "2019-03-01") == "19");
}

TEST_CASE("first and last days of periods") {
    ModelBuilder made(PeriodUnit::month);  // asked in August 2026, years from 1 April
    const auto edge = [&](PeriodUnit unit, bool last, ExprId of = {}) {
        return counted(made, made.expression(model::PeriodEdge{unit, last, of}, Kind::date()));
    };
    CHECK(edge(PeriodUnit::month, true) == "31 August 2026");
    CHECK(edge(PeriodUnit::quarter, true) == "30 September 2026");
    CHECK(edge(PeriodUnit::year, false) == "1 April 2026");
    CHECK(edge(PeriodUnit::month, true, made.on("2028-02-03")) == "29 February 2028");
}

TEST_CASE("a missing date is passed on") {
    ModelBuilder made(PeriodUnit::month);
    const ExprId missing = made.unreported("Discharged", Kind::date());
    CHECK(counted(made, made.expression(model::DaysBetween{DayCount::nights, made.on("2026-05-03"), missing},
                                        Kind::days())) == "missing: Discharged (not reported)");
    CHECK(counted(made, made.expression(model::DateShift{missing, made.plain("1"), model::Span::days}, Kind::date())) ==
          "missing: Discharged (not reported)");
}
