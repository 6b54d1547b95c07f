// What:  the reading copy of a contract: links that lead somewhere, nothing left out, variations as at a day and
//        marked.
#include <map>
#include <set>
#include <string>

#include "report/writers.h"
#include "session/session.h"
#include "source/render.h"
#include "support/catch.h"

using namespace concordat;

namespace {

constexpr const char* varied = R"(# Varied Agreement

> Draft of the lawyers.

Effective 1 April 2026 until 31 March 2029.
Money is in GBP.
Settled for each Financial Year.
Every payment is rounded to the nearest penny, half up.

## 1 Parties

| Party      | Role         | Rate |
|------------|--------------|------|
| Hill ICB   | Commissioner |      |
| Dale Trust | Provider     | 50%  |

## 2 Payment

2.1 "Cost" is money, reported by Hill ICB for each Financial Year.

2.2 "Fee" means 10% of Cost.

2.3 Fee shall not exceed £100.

2.4 Fee is rounded to the nearest penny, half up.

> A word about payment.

## 3 Paying

3.1 Hill ICB shall pay Fee to Dale Trust, within 30 days after Year End.

## 4 Variations

4.1 From 1 April 2027, clause 2.3 is replaced by: Fee shall not exceed £200.

4.2 From 1 April 2027, in clause 2.2, "10%" is replaced by "12%".

4.3 From 1 April 2028, clause 2.4 ceases to have effect.
)";

std::string copy_of_varied(const session::ReadingRequest& request, session::Outcome expected = session::Outcome::fine) {
    const session::MemoryFiles files(std::map<std::string, std::string>{{"varied.contract.md", varied}});
    const session::Session session(files);
    const auto opened = session.open_contract("varied.contract.md");
    INFO(source::render_terminal(opened.problems));
    REQUIRE(opened.contract != nullptr);
    const auto made = session.reading_copy(opened, request);
    CHECK(session::outcome_of(made.problems) == expected);
    return made.document ? report::write_html(*made.document) : std::string{};
}

bool page_has(const std::string& page, const std::string& words) { return page.find(words) != std::string::npos; }

/// The page without its tags.
std::string words_on(const std::string& page) {
    std::string words;
    bool in_tag = false;
    for (const char letter : page.substr(page.find("<main"))) {
        if (letter == '<') in_tag = true;
        if (!in_tag) words += letter;
        if (letter == '>') in_tag = false;
    }
    return words;
}

std::set<std::string> values_of(const std::string& page, const std::string& attribute) {
    std::set<std::string> values;
    const std::string begin = attribute + "=\"";
    for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
        const std::size_t from = at + begin.size();
        values.insert(page.substr(from, page.find('"', from) - from));
    }
    return values;
}

}  // namespace

TEST_CASE("every link of a copy leads to a place in it, and no place is named twice") {
    for (const session::ReadingRequest& request :
         {session::ReadingRequest{}, session::ReadingRequest{"2028-04-01", false}, session::ReadingRequest{"", true}}) {
        const std::string page = copy_of_varied(request);
        const auto ids = values_of(page, " id");
        for (const std::string& link : values_of(page, " href")) {
            INFO(link);
            CHECK(ids.contains(link.substr(1)));
        }
        std::size_t count = 0;
        for (std::size_t at = page.find(" id=\""); at != std::string::npos; at = page.find(" id=\"", at + 1)) ++count;
        CHECK(count == ids.size());
    }
}

TEST_CASE("a name is marked where it is defined and leads there where it is used") {
    const std::string page = copy_of_varied({});
    CHECK(page_has(page, "\u201c<dfn id=\"name-fee\">Fee</dfn>\u201d means 10% of <a href=\"#name-cost\">Cost</a>."));
    CHECK(page_has(page, "Despite") == false);
    CHECK(page_has(words_on(page), "Draft of the lawyers."));
    CHECK(page.find("A word about payment.") < page.find("3 Paying</h2>"));
}

TEST_CASE("a copy as signed keeps the text and remarks what varies it") {
    const std::string words = words_on(copy_of_varied({}));
    CHECK(page_has(words, "Fee shall not exceed \u00a3100."));
    CHECK(page_has(words, "[Replaced from 1 April 2027, by clause 4.1.]"));
    CHECK(page_has(words, "[Ceases to have effect from 1 April 2028, by clause 4.3.]"));
}

TEST_CASE("a consolidated copy has the words of the day") {
    const std::string before = words_on(copy_of_varied({"2027-03-31", false}));
    CHECK(page_has(before, "Fee shall not exceed \u00a3100."));
    CHECK(page_has(before, "\u201cFee\u201d means 10% of Cost."));
    CHECK_FALSE(page_has(before, "[Replaced"));
    const std::string on = words_on(copy_of_varied({"2027-04-01", false}));
    CHECK(page_has(on, "2.3Fee shall not exceed \u00a3200."));
    CHECK_FALSE(page_has(on, "Fee shall not exceed \u00a3100."));
    CHECK(page_has(on, "\u201cFee\u201d means 12% of Cost."));
    CHECK(page_has(on, "2.4Fee is rounded"));
    CHECK(page_has(words_on(copy_of_varied({"2028-04-01", false})), "2.4[Not in force.]"));
}

TEST_CASE("a marked copy strikes out what goes and underlines what comes") {
    const std::string page = copy_of_varied({"", true});
    CHECK(page_has(page, "<del>10%</del>"));
    CHECK(page_has(page, "<ins>12%</ins>"));
    CHECK(page_has(words_on(page), "2.3Fee shall not exceed \u00a3100. Fee shall not exceed \u00a3200."));
}

TEST_CASE("a day outside the agreement, or none, is asked wrongly") {
    CHECK(copy_of_varied({"2031-01-01", false}, session::Outcome::asked_wrong).empty());
    CHECK(copy_of_varied({"soon", false}, session::Outcome::asked_wrong).empty());
}
