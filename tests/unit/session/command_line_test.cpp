// tests/unit/session/command_line_test.cpp
// What:  the commands as their users type them: what comes out, where, and the exit code.
#include <sstream>

#include <nlohmann/json.hpp>

#include "cli/front.h"
#include "support/catch.h"
#include "unit/session/riverside.h"

using namespace concordat;

namespace {

struct Ran {
    int exit_code = 0;
    std::string out, err;
};

Ran run_program(std::vector<const char*> words) {
    words.insert(words.begin(), "concordat");
    const session::MemoryFiles files(session_test::riverside_files());
    std::ostringstream out, err;
    const int code = cli::run(static_cast<int>(words.size()), words.data(), files, {out, err});
    return {code, out.str(), err.str()};
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("help and version are fine, a wrong command is usage", "[cli]") {
    const Ran help = run_program({"--help"});
    CHECK(help.exit_code == 0);
    CHECK(has(help.out, "concordat settle riverside.contract.md --data data"));
    CHECK(has(help.out, "Exit codes"));
    for (const char* command : {"check", "test", "settle", "price", "explain", "phrases", "template"}) {
        const Ran one = run_program({command, "--help"});
        CHECK(one.exit_code == 0);
        CHECK(has(one.out, "Example"));
    }
    const Ran version = run_program({"--version"});
    CHECK(version.exit_code == 0);
    CHECK(version.out.starts_with("concordat 0.1.0 (SQLite 3."));
    CHECK(run_program({}).exit_code == 2);
    CHECK(run_program({"chekc", "x"}).exit_code == 2);
    CHECK(run_program({"check"}).exit_code == 2);
    CHECK(run_program({"check", "x", "--format", "xml"}).exit_code == 2);
}

TEST_CASE("a file that is not there is the environment", "[cli]") {
    const Ran text = run_program({"check", "none.contract.md"});
    CHECK(text.exit_code == 3);
    CHECK(has(text.err, "E690"));
    CHECK(text.out.empty());
    const Ran json = run_program({"settle", "none.contract.md", "--data", "data", "--format", "json"});
    CHECK(json.exit_code == 3);
    CHECK(nlohmann::json::parse(json.out)["diagnostics"][0]["code"] == "E690");
    CHECK(json.err.empty());
}

TEST_CASE("check, test, settle and explain a contract", "[cli]") {
    const Ran check = run_program({"check", "riverside.contract.md"});
    INFO(check.err << check.out);
    REQUIRE(check.exit_code == 0);
    CHECK(has(check.out, "2 cases; run: concordat test riverside.contract.md"));
    const Ran test = run_program({"test", "riverside.contract.md"});
    CHECK(test.exit_code == 0);
    CHECK(test.out.ends_with("2 passed, 0 failed\n"));
    const Ran settle = run_program({"settle", "riverside.contract.md", "--data", "data"});
    CHECK(settle.exit_code == 0);
    CHECK(has(settle.out, "£499,999.99"));
    const Ran csv = run_program({"settle", "riverside.contract.md", "--data", "data", "--format", "csv"});
    CHECK(has(csv.out, "3.5,Riverside ICB,Harbour Care CIC,2026/27,,100000.00,GBP,2027-04-30,,no,no"));
    const Ran explain =
        run_program({"explain", "riverside.contract.md", "--data", "data", "--period", "2026/27", "Gain Pool"});
    CHECK(explain.exit_code == 0);
    CHECK(has(explain.out, "3.4"));
    const Ran wrong =
        run_program({"explain", "riverside.contract.md", "--data", "data", "--period", "2026/27", "Gain Pol"});
    CHECK(wrong.exit_code == 2);
    CHECK(has(wrong.err, "did you mean `Gain Pool`?"));
}

TEST_CASE("phrases are found by a word", "[cli]") {
    CHECK(has(run_program({"phrases", "proportion"}).out, "in proportion to"));
    const Ran none = run_program({"phrases", "zzzzqqq"});
    CHECK(none.exit_code == 2);
    CHECK(none.out.empty());
    CHECK(nlohmann::json::parse(run_program({"phrases", "--format", "json"}).out).size() > 20);
}
