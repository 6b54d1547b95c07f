// tests/unit/source/diagnostic_test.cpp · the register of codes and the list of mistakes.
#include "source/diagnostic.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/limits.h"
#include "support/catch.h"

namespace concordat::source {
namespace {

Place at(std::string file, std::size_t line, std::size_t column) {
    Place place;
    place.file = std::move(file);
    place.line = line;
    place.column = column;
    return place;
}

/// A code that no author has registered: the numbers alone decide how it is shown.
constexpr Code code_of(unsigned short number) { return static_cast<Code>(number); }

TEST_CASE("every code has its own number and name, in ascending order", "[source]") {
    std::set<std::string_view> names;
    unsigned last = 100;
    REQUIRE_FALSE(all_codes().empty());
    for (const CodeEntry& entry : all_codes()) {
        INFO(entry.number << " " << entry.name);
        CHECK(entry.number > last);
        CHECK(entry.number <= 999);
        CHECK(static_cast<unsigned>(entry.code) == entry.number);
        CHECK(names.insert(entry.name).second);
        CHECK_FALSE(entry.title.empty());
        last = entry.number;
    }
}

TEST_CASE("the hundred of a code says how grave it is", "[source]") {
    CHECK(code_label(Code::empty_file) == "E101");
    CHECK(code_label(code_of(799)) == "E799");
    CHECK(code_label(code_of(800)) == "W800");
    CHECK(code_label(code_of(899)) == "W899");
    CHECK(code_label(code_of(901)) == "A901");
    CHECK(severity_of(code_of(203)) == Severity::error);
    CHECK(severity_of(code_of(803)) == Severity::warning);
    CHECK(severity_of(code_of(999)) == Severity::advice);
    CHECK(severity_name(Severity::warning) == "warning");
}

TEST_CASE("a place is written as far as it is known", "[source]") {
    CHECK(place_text(at("a.contract.md", 38, 5)) == "a.contract.md:38:5");
    CHECK(place_text(at("a.contract.md", 0, 0)) == "a.contract.md");
    CHECK(place_text(at("", 3, 1)).empty());
}

TEST_CASE("mistakes are counted by how grave they are", "[source]") {
    Diagnostics problems;
    CHECK(problems.empty());
    CHECK_FALSE(problems.has_errors());
    problems.add(code_of(803), "", {}, "a warning");
    problems.add(code_of(901), "", {}, "a word of advice");
    CHECK_FALSE(problems.has_errors());
    Diagnostics others;
    others.add(code_of(203), "3.2", {}, "an error").label({}, "here too").with_help("type it again");
    problems.append(others);
    CHECK(problems.has_errors());
    CHECK(problems.count(Severity::error) == 1);
    CHECK(problems.count(Severity::warning) == 1);
    CHECK(problems.count(Severity::advice) == 1);
    CHECK(problems.all().back().help == "type it again");
    CHECK(problems.all().back().labels.size() == 1);
}

TEST_CASE("whatever order mistakes are found in, they are listed in one order, each once", "[source]") {
    std::vector<Diagnostic> found;
    const auto add = [&](Place place, unsigned short code, std::string message, std::string help) {
        Diagnostics one;
        one.add(code_of(code), "", std::move(place), std::move(message)).with_help(std::move(help));
        found.push_back(one.all().front());
    };
    add(at("a", 1, 1), 203, "first", "");
    add(at("a", 1, 1), 203, "first", "with help");
    add(at("a", 1, 1), 203, "second", "");
    add(at("a", 1, 1), 204, "first", "");
    add(at("a", 1, 9), 101, "first", "");
    add(at("a", 2, 1), 101, "first", "");
    add(at("b", 0, 0), 101, "first", "");
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6};
    do {
        Diagnostics problems;
        for (const std::size_t index : order) problems.all().push_back(found[index]);
        problems.all().push_back(found[order[0]]);
        problems.sort();
        REQUIRE(problems.all() == found);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("what is shown has a limit, and errors come before warnings in it", "[source][limits]") {
    Diagnostics problems;
    for (std::size_t i = 0; i < limits::diagnostics_shown; ++i)
        problems.add(code_of(803), "", at("a", i + 1, 1), "warning");
    CHECK(problems.shown().size() == limits::diagnostics_shown);
    problems.add(code_of(203), "", at("a", 500, 1), "error");
    const auto shown = problems.shown();
    REQUIRE(shown.size() == limits::diagnostics_shown);
    CHECK(shown.front() == &problems.all().front());
    CHECK(shown.back() == &problems.all().back());
    CHECK(problems.all().size() == limits::diagnostics_shown + 1);
}

}  // namespace
}  // namespace concordat::source
