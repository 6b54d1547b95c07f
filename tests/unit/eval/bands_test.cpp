// tests/unit/eval/bands_test.cpp · bands and lines, with the vectors of the share algebra that they can say.
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;
using model::Band;
using model::BandMode;
using model::BandRow;

namespace {

constexpr const char* no_limit = nullptr;

struct RowText {
    const char* from;
    const char* to;
    const char* percent;
};

std::vector<BandRow> rows_of(ModelBuilder& made, const std::vector<RowText>& texts, bool from_included = true) {
    std::vector<BandRow> rows;
    for (const RowText& text : texts) {
        BandRow row;
        if (text.from != nullptr) row.from = made.pounds(text.from);
        if (text.to != nullptr) row.to = made.pounds(text.to);
        row.from_included = from_included;
        row.to_included = !from_included;
        row.rate = made.percent(text.percent);
        rows.push_back(row);
    }
    return rows;
}

std::string said(ModelBuilder& made, ExprId id) {
    Evaluator evaluator(made.inputs());
    std::string words = shown(made, evaluator.value(id, made.in("2026/27")), made.contract.expression(id).kind);
    for (const auto& problem : evaluator.problems().all())
        words = source::code_label(problem.code) + " " + problem.message;
    return words;
}

std::string banded(const std::vector<RowText>& texts, const char* amount, BandMode mode = BandMode::slices,
                   bool mirrored = false, bool from_included = true) {
    ModelBuilder made;
    Band band{mode, made.pounds(amount), rows_of(made, texts, from_included), mirrored};
    return said(made, made.expression(std::move(band)));
}

const std::vector<RowText> nec{
    {"0", "800000", "15"}, {"800000", "900000", "30"}, {"900000", "1100000", "50"}, {"1100000", no_limit, "20"}};

/// The share from outturn to target: slices to the target less slices to the outturn.
std::string nec_share(const char* outturn) {
    ModelBuilder made;
    const ExprId at_target = made.expression(Band{BandMode::slices, made.pounds("1000000"), rows_of(made, nec), false});
    const ExprId at_outturn = made.expression(Band{BandMode::slices, made.pounds(outturn), rows_of(made, nec), false});
    return said(made, made.less(at_target, at_outturn));
}

std::string on_line(const std::vector<std::pair<const char*, const char*>>& points, const char* at,
                    bool continuing = false) {
    ModelBuilder made;
    model::Line line{made.plain(at), {}, continuing};
    for (const auto& [x, y] : points) line.points.push_back({made.plain(x), made.plain(y)});
    return said(made, made.expression(std::move(line), Kind::number()));
}

}  // namespace

TEST_CASE("V04: a target cost share, slice by slice") {
    CHECK(nec_share("750000") == "£87,500.00");
    CHECK(nec_share("800000") == "£80,000.00");
    CHECK(nec_share("850000") == "£65,000.00");
    CHECK(nec_share("900000") == "£50,000.00");
    CHECK(nec_share("1000000") == "£0.00");
    CHECK(nec_share("1100000") == "-£50,000.00");
    CHECK(nec_share("1200000") == "-£70,000.00");
}

TEST_CASE("V05: the same table as a whole jumps at its edges") {
    // the rate of the band the outturn lies in, times the saving: 30% of 150,000; 30% of 100,000.01; 50% of 100,000
    const auto share = [](const char* outturn) {
        ModelBuilder made;
        const ExprId rate =
            made.expression(Band{BandMode::steps, made.pounds(outturn), rows_of(made, nec), false}, Kind::percentage());
        return said(made, made.times(rate, made.less(made.pounds("1000000"), made.pounds(outturn))));
    };
    CHECK(share("850000") == "£45,000.00");
    CHECK(share("899999.99") == "£30,000.003");
    CHECK(share("900000") == "£50,000.00");
}

TEST_CASE("V07: unspent money kept in slices") {
    const std::vector<RowText> kept{
        {"0", "5000000", "100"}, {"5000000", "10000000", "50"}, {"10000000", no_limit, "0"}};
    CHECK(banded(kept, "3000000") == "£3,000,000.00");
    CHECK(banded(kept, "8000000") == "£6,500,000.00");
    CHECK(banded(kept, "14000000") == "£7,500,000.00");
}

TEST_CASE("V08: a corridor in the same way above and below nothing") {
    const std::vector<RowText> corridor{{"0", "3", "0"}, {"3", "8", "50"}, {"8", no_limit, "80"}};
    const auto share = [&](const char* over) { return banded(corridor, over, BandMode::slices, true); };
    CHECK(share("12") == "£5.70");
    CHECK(share("8") == "£2.50");
    CHECK(share("5") == "£1.00");
    CHECK(share("3") == "£0.00");
    CHECK(share("0") == "£0.00");
    CHECK(share("-3") == "£0.00");
    CHECK(share("-5") == "-£1.00");
    CHECK(share("-8") == "-£2.50");
    CHECK(share("-10") == "-£4.10");
}

TEST_CASE("V31: a cap on the base is not a cap on the share") {
    ModelBuilder made;
    const ExprId saving = made.pounds("400000");
    const ExprId limit = made.times(made.percent("20"), made.pounds("1000000"));
    const ExprId half = made.percent("50");
    CHECK(said(made, made.times(half, made.expression(model::Limit{saving, {{true, limit}}}))) == "£100,000.00");
    CHECK(said(made, made.expression(model::Limit{made.times(half, saving), {{true, limit}}})) == "£200,000.00");
}

TEST_CASE("V32: only the part above, or from the first pound") {
    const std::vector<RowText> deductible{{"0", "2000000", "0"}, {"2000000", no_limit, "50"}};
    CHECK(banded(deductible, "3000000", BandMode::slices) == "£500,000.00");
    CHECK(banded(deductible, "3000000", BandMode::whole_amount) == "£1,500,000.00");
}

TEST_CASE("V34: slices against the whole amount") {
    // 970 kt of 1,000 kt; above 95% of target: 20 kt at 0.30 and 50 kt at 0.15 is 13.5; the whole 70 kt at 0.30 is 21
    const std::vector<RowText> coal{{"0", "50000", "15"}, {"50000", no_limit, "30"}};
    CHECK(banded(coal, "70000") == "£13,500.00");
    CHECK(banded(coal, "70000", BandMode::whole_amount) == "£21,000.00");
}

TEST_CASE("slices do not care who owns an edge; whole amounts do") {
    const std::vector<RowText> rows{{"0", "100", "10"}, {"100", no_limit, "20"}};
    CHECK(banded(rows, "100", BandMode::slices, false, true) == "£10.00");
    CHECK(banded(rows, "100", BandMode::slices, false, false) == "£10.00");
    // from £100 (it is in the upper row); up to and including £100 (it is in the lower)
    CHECK(banded(rows, "100", BandMode::whole_amount, false, true) == "£20.00");
    CHECK(banded(rows, "100", BandMode::whole_amount, false, false) == "£10.00");
    CHECK(banded(rows, "99.99", BandMode::whole_amount, false, true) == "£9.999");
    CHECK(banded(rows, "100.01", BandMode::whole_amount, false, false) == "£20.002");
    // a table from above £0 does not hold £0 itself
    CHECK(banded(rows, "0", BandMode::whole_amount, false, false).starts_with("E704 £0.00 lies in no row"));
    CHECK(banded(rows, "0", BandMode::whole_amount, false, true) == "£0.00");
}

TEST_CASE("an amount below nothing needs a row below nothing, or a mirror") {
    const std::vector<RowText> rows{{"0", "100", "10"}, {"100", no_limit, "20"}};
    CHECK(banded(rows, "-5").starts_with("E704 -£5.00 lies in no row"));
    CHECK(banded(rows, "-200", BandMode::slices, true) == "-£30.00");
    CHECK(banded(rows, "-200", BandMode::whole_amount, true) == "-£40.00");
    const std::vector<RowText> both{{no_limit, "0", "100"}, {"0", no_limit, "50"}};
    CHECK(banded(both, "-30") == "-£30.00");
    CHECK(banded(both, "30") == "£15.00");
}

TEST_CASE("a row nobody reaches may lack its rate; one that is reached may not") {
    ModelBuilder made;
    auto rows = rows_of(made, {{"0", "100", "10"}, {"100", no_limit, "20"}});
    rows[1].rate = made.unreported("Upper Rate", Kind::percentage());
    CHECK(said(made, made.expression(Band{BandMode::slices, made.pounds("50"), rows, false})) == "£5.00");
    CHECK(said(made, made.expression(Band{BandMode::slices, made.pounds("150"), rows, false})) ==
          "missing: Upper Rate (not reported)");
}

TEST_CASE("edges that are amounts: equal ones leave an empty row, crossing ones are a problem") {
    ModelBuilder made;
    const auto with_baseline = [&](const char* baseline) {
        auto rows = rows_of(made, {{"0", "1", "100"}, {"1", no_limit, "70"}});
        rows[0].to = rows[1].from = made.pounds(baseline);
        return said(made, made.expression(Band{BandMode::slices, made.pounds("100"), rows, false}));
    };
    CHECK(with_baseline("40") == "£82.00");  // 40 + 70% of 60
    CHECK(with_baseline("0") == "£70.00");
    CHECK(with_baseline("-10").starts_with("E705 the edges of its table"));
    auto rows = rows_of(made, {{"0", "1", "100"}, {"1", no_limit, "70"}});
    rows[0].to = rows[1].from = made.unreported("Baseline");
    CHECK(said(made, made.expression(Band{BandMode::slices, made.pounds("100"), rows, false})) ==
          "missing: Baseline (not reported)");
}

TEST_CASE("a gap between rows is a problem where it is crossed") {
    const std::vector<RowText> gap{{"0", "10", "10"}, {"20", no_limit, "20"}};
    CHECK(banded(gap, "10") == "£1.00");
    CHECK(banded(gap, "30").starts_with("E704"));
    CHECK(banded(gap, "15", BandMode::whole_amount).starts_with("E704"));
    const std::vector<RowText> from_ten{{"10", no_limit, "20"}};
    CHECK(banded(from_ten, "30").starts_with("E704"));
}

TEST_CASE("steps may hold anything, by date too") {
    ModelBuilder made;
    BandRow first{{}, made.on("2026-07-01"), true, false, made.code("old")};
    BandRow second{made.on("2026-07-01"), {}, true, false, made.code("new")};
    const auto at = [&](const char* date) {
        return said(made, made.expression(Band{BandMode::steps, made.on(date), {first, second}, false}, Kind::code()));
    };
    CHECK(at("2026-06-30") == "old");
    CHECK(at("2026-07-01") == "new");
}

TEST_CASE("V40: a straight line from 0 at 40 to 20 at 90, and no further") {
    const std::vector<std::pair<const char*, const char*>> points{{"40", "0"}, {"90", "20"}};
    CHECK(on_line(points, "39.9") == "0");
    CHECK(on_line(points, "40") == "0");
    CHECK(on_line(points, "65") == "10");
    CHECK(on_line(points, "90") == "20");
    CHECK(on_line(points, "95") == "20");
    // continuing: 95 is 55/50 of the way; 35 is 5/50 below
    CHECK(on_line(points, "95", true) == "22");
    CHECK(on_line(points, "35", true) == "-2");
}

TEST_CASE("a line may fall, be written backwards, and have a plateau") {
    // 0% at 14% to 100% at 8%: 11% is half way
    const std::vector<std::pair<const char*, const char*>> less_is_better{{"14", "0"}, {"8", "100"}};
    CHECK(on_line(less_is_better, "11") == "50");
    CHECK(on_line(less_is_better, "15") == "0");
    CHECK(on_line(less_is_better, "7") == "100");
    const std::vector<std::pair<const char*, const char*>> plateau{{"0", "-5"}, {"50", "0"}, {"60", "0"}, {"100", "8"}};
    CHECK(on_line(plateau, "25") == "-2.5");
    CHECK(on_line(plateau, "55") == "0");
    CHECK(on_line(plateau, "80") == "4");
}

TEST_CASE("points above each other or out of order are a problem") {
    CHECK(on_line({{"40", "0"}, {"40", "20"}}, "50").starts_with("E706"));
    CHECK(on_line({{"40", "0"}, {"90", "20"}, {"80", "30"}}, "50").starts_with("E706"));
    CHECK(on_line({{"40", "7"}}, "50") == "7");
}
