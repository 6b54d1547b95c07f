// tests/unit/trace/narrate_test.cpp · the steps behind an amount, as a finance person reads them in a terminal.
#include "exact/decimal_text.h"
#include "support/catch.h"
#include "trace/trace.h"

using namespace concordat;
using model::Kind;
using trace::Step;

namespace {

exact::Ratio number(const char* decimal) { return exact::read_decimal(decimal).value(); }

model::ClauseId clause(model::Contract& contract, const char* named, const char* text) {
    contract.clauses.push_back({named, text, {}, {}});
    return model::ClauseId(contract.clauses.size() - 1);
}

Step step(Step::What what, const char* name, const char* amount) {
    Step made;
    made.what = what;
    made.name = name;
    made.kind = Kind::money();
    made.value = number(amount);
    return made;
}

Step clause_step(model::Contract& contract, const char* named, const char* text, const char* amount) {
    Step made = step(Step::What::stage, "Gain Pool", amount);
    made.clause = clause(contract, named, text);
    made.words = text;
    return made;
}

model::Contract pounds() {
    model::Contract contract;
    contract.currency = exact::find_currency("GBP").value();
    return contract;
}

}  // namespace

TEST_CASE("a term, its clauses, what they were made from") {
    model::Contract contract = pounds();
    Step pool = step(Step::What::term, "Gain Pool", "1500000");
    pool.of = "2026/27";
    Step bands = clause_step(contract, "3.1", "\"Gain Pool\" means Saving banded slice by slice:", "3358024.77");
    Step saving = step(Step::What::input, "Saving", "7654321.10");
    saving.of = "2026/27";
    saving.origin = "costs.csv line 2";
    bands.parts.push_back(saving);
    Step slice = step(Step::What::note, "", "0");
    slice.words = "£0.00 to £2,000,000.00 at 0%, on £2,000,000.00";
    bands.parts.push_back(slice);
    pool.parts.push_back(bands);
    Step cap = clause_step(contract, "3.2", "Gain Pool shall not exceed £1,500,000.", "1500000");
    cap.before = number("3358024.77");
    pool.parts.push_back(cap);
    Step rounding = clause_step(contract, "3.5", "Gain Pool is rounded to the nearest penny, half up.", "1500000");
    rounding.before = number("1500000");
    pool.parts.push_back(rounding);
    CHECK(trace::narrate(contract, pool) ==
          "Gain Pool for 2026/27: £1,500,000.00\n"
          "  3.1  means Saving banded slice by slice                 £3,358,024.77\n"
          "       Saving for 2026/27 (costs.csv line 2)              £7,654,321.10\n"
          "       £0.00 to £2,000,000.00 at 0%, on £2,000,000.00             £0.00\n"
          "  3.2  shall not exceed £1,500,000                     -> £1,500,000.00\n"
          "  3.5  is rounded to the nearest penny, half up           unchanged\n");
}

TEST_CASE("so many records are listed, then how many more there are") {
    const model::Contract contract = pounds();
    Step total = step(Step::What::term, "Activity Value", "6");
    Step over = step(Step::What::aggregate, "the total of Spell Price over all its Spells", "6");
    for (const char* name : {"Spell S1", "Spell S2", "Spell S3"}) {
        over.parts.push_back(step(Step::What::record, name, "2"));
        over.parts.back().origin = "spells.csv line 7";
    }
    total.parts.push_back(over);
    CHECK(trace::narrate(contract, total, {.records = 2}) ==
          "Activity Value: £6.00\n"
          "  the total of Spell Price over all its Spells (3)     £6.00\n"
          "    Spell S1 (spells.csv line 7)                       £2.00\n"
          "    Spell S2 (spells.csv line 7)                       £2.00\n"
          "    and 1 other\n");
}

TEST_CASE("what was shown before is only named") {
    const model::Contract contract = pounds();
    Step root = step(Step::What::term, "Both", "2");
    Step saving = step(Step::What::term, "Saving", "1");
    saving.parts.push_back(step(Step::What::input, "Cost", "1"));
    root.parts = {saving, saving};
    CHECK(trace::narrate(contract, root) ==
          "Both: £2.00\n"
          "  Saving                   £1.00\n"
          "    Cost                   £1.00\n"
          "  Saving (shown above)     £1.00\n");
}

TEST_CASE("what is missing is said, not lined up") {
    const model::Contract contract = pounds();
    Step root = step(Step::What::term, "Saving", "0");
    root.value = model::Missing{"Cost for 2026/27", "Riverside ICB", "not reported"};
    Step cost = step(Step::What::input, "Cost", "0");
    cost.value = root.value;
    root.parts = {step(Step::What::input, "Target", "1000000"), cost};
    CHECK(trace::narrate(contract, root) ==
          "Saving: missing: Cost for 2026/27 (not reported; owed by Riverside ICB)\n"
          "  Target     £1,000,000.00\n"
          "  Cost       missing: Cost for 2026/27 (not reported; owed by Riverside ICB)\n");
}

TEST_CASE("a long clause is cut between two words") {
    model::Contract contract = pounds();
    Step root = step(Step::What::term, "Gain Pool", "1");
    root.parts.push_back(clause_step(
        contract, "3.3",
        "Gain Pool is payable only if all of: Outcome Score is at least 60%; and Overdue Safety Actions is 0; "
        "otherwise Gain Pool is £0.",
        "1"));
    CHECK(trace::narrate(contract, root) ==
          "Gain Pool: £1.00\n"
          "  3.3  is payable only if all of: Outcome Score is at least 60%; and Overdue …     £1.00\n");
}

TEST_CASE("the same as JSON") {
    model::Contract contract = pounds();
    Step root = step(Step::What::term, "Say \"Pool\"", "1.5");
    root.of = "2026/27";
    Step cap = clause_step(contract, "3.2", "a\tb", "1.5");
    cap.before = number("2") / 3;
    root.parts.push_back(cap);
    Step note = step(Step::What::note, "", "0");
    note.words = "otherwise";
    note.value = model::None{};
    root.parts.push_back(note);
    CHECK(trace::narrate_json(contract, root) ==
          "{\"what\":\"term\",\"name\":\"Say "
          "\\\"Pool\\\"\",\"of\":\"2026/27\",\"value\":\"1.50\",\"shown\":\"£1.50\",\"parts\":["
          "{\"what\":\"clause\",\"name\":\"Gain "
          "Pool\",\"clause\":\"3.2\",\"before\":\"2/3\",\"value\":\"1.50\",\"shown\":\"£1.50\","
          "\"words\":\"a\\u0009b\"},{\"what\":\"note\",\"words\":\"otherwise\"}]}\n");
}
