// tests/unit/parse/ambiguity_test.cpp · tests
// What:  the law of the grammar: no sentence of any contract in the tree, nor of the phrasebook, has two readings.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "parse/forms.h"
#include "support/catch.h"
#include "unit/parse/reading.h"

namespace {

using namespace concordat;

std::string first_ambiguity(const source::SourceText& text) {
    auto found = parse::ambiguities(text, tests::known_names());
    // Looking at the whole sentence before deciding is no second reading.
    std::erase_if(found, [](const auto& one) { return one.rule.starts_with("full context"); });
    return found.empty()
               ? std::string()
               : found.front().rule + ": " + found.front().words + " at " + source::place_text(found.front().place);
}

}  // namespace

TEST_CASE("no contract of the tree has a sentence with two readings") {
    namespace fs = std::filesystem;
    std::size_t contracts = 0;
    for (const char* folder : {"/examples", "/rulesets", "/tests"}) {
        const fs::path root = std::string(CONCORDAT_ROOT) + folder;
        if (!fs::exists(root)) continue;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
            const std::string name = entry.path().string();
            if (!entry.is_regular_file() || !name.ends_with(".contract.md")) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(file)), {});
            INFO(name);
            CHECK(first_ambiguity(source::read_text(name, bytes).text).empty());
            ++contracts;
        }
    }
    CHECK(contracts >= 3);
}

TEST_CASE("no sentence of the phrasebook has two readings") {
    std::string contract = "# Phrasebook\n\n";
    std::size_t number = 1;
    for (const parse::SentenceForm& form : parse::sentence_forms()) {
        contract += "1." + std::to_string(number++) + " " + form.example + "\n\n";
        if (form.example.ends_with(':')) contract += "| A | B |\n|---|---|\n| 1 | 2 |\n\n";
    }
    const source::SourceText text("phrasebook", contract);
    CHECK(first_ambiguity(text) == "");
}

TEST_CASE("phrases that could be torn apart are not") {
    for (const char* sentence :
         {"\"A\" means the total of Fee over all Spells where Late is no and Score is 1 plus the number of Visits "
          "where Late is yes less £5.",
          "\"A\" means the greater of Fee for the Month and the total of Fee over all Partners, but not less than £0 "
          "and not more than £9, and \"B\" means £1.",
          "\"A\" means Fee to date less Plan for the Financial Year to date, but not less than £0.",
          "If Code is \"A\", \"B\" or \"C\" and Score is at least 5 and less than 9, Gain Pool is £5.",
          "If Area is Open or Shut or Late is yes, then Gain Pool is 50% of half of Fee.",
          "Gain Pool is payable only if all of: Score is 1; Late is no; otherwise Gain Pool is £0.",
          "Gain Pool is divided among all Partners where Code is \"A\" or \"B\" in proportion to Fee if it is more "
          "than £0 and to Plan if it is less than £0; the part of each is its \"P\".",
          "\"A\" means: (a) if any of: Score is 1; Late is no, £5; (b) otherwise, £9.",
          "The Host shall pay the balance of Fee to each Provider for each Month, to date less paid, within 5 days "
          "after the accounts are audited, and 5% of Fee to Riverside ICB.",
          "For each Spell where Code is \"A\", \"B\" means the number of Visits where Started is within 5 days after "
          "Ended out of the number of Visits for the Month.",
          "\"A\" means Fee divided by (Plan less £5) (or £0 if it is 0, or £1 if both are 0) times 5."}) {
        const source::SourceText text("one", "# T\n\n1.1 " + std::string(sentence) + "\n");
        INFO(sentence);
        CHECK(first_ambiguity(text) == "");
    }
}
