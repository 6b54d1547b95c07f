// tests/unit/data/closed_texts_test.cpp · tests
// What:  many texts looked up at once in a closed list are found as they are one by one, whatever stands beside them.
#include "data/closed_texts.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "data/short_texts.h"
#include "support/catch.h"

namespace {

using namespace concordat::data;

/// Each as a number, or -1. They stand in one text, each with other letters behind it.
std::vector<std::int64_t> found(const ShortTexts& list, const std::vector<std::string>& texts) {
    std::string bytes;
    std::vector<std::uint64_t> first, second, length;
    std::vector<std::uint32_t> begin;
    for (const std::string& text : texts) {
        begin.push_back(static_cast<std::uint32_t>(bytes.size()));
        length.push_back(text.size());
        bytes += text + ",Trust";
    }
    bytes += std::string(two_words, 'x');
    for (const std::uint32_t from : begin) {
        first.push_back(word_at(bytes.data() + from));
        second.push_back(word_at(bytes.data() + from + 8));
    }
    std::vector<std::int64_t> numbers(texts.size(), -2);
    std::vector<std::uint32_t> unlisted(texts.size());
    const std::size_t count =
        list.find({texts.size(), first.data(), second.data(), length.data(), bytes.data(), begin.data()},
                  numbers.data(), unlisted.data());
    for (std::size_t index = 0; index < count; ++index) {
        if (index > 0) CHECK(unlisted[index - 1] < unlisted[index]);
        numbers[unlisted[index]] = -1;
    }
    return numbers;
}

/// Looks up all that are listed and all others, open and closed.
void check(const std::vector<std::string>& listed, const std::vector<std::string>& others) {
    ShortTexts list;
    std::map<std::string, std::int64_t> numbers;
    for (const std::string& text : listed) {
        list.add(text, static_cast<std::int32_t>(numbers.size()));
        numbers.emplace(text, static_cast<std::int64_t>(numbers.size()));
    }
    std::vector<std::string> all = listed;
    all.insert(all.end(), others.begin(), others.end());
    for (const bool closed : {false, true}) {
        if (closed) list.close();
        for (std::size_t from = 0; from < all.size(); from += ClosedTexts::most_at_once) {
            const std::vector<std::string> some(
                all.begin() + static_cast<std::ptrdiff_t>(from),
                all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), from + ClosedTexts::most_at_once)));
            const auto got = found(list, some);
            for (std::size_t index = 0; index < some.size(); ++index) {
                const auto number = numbers.find(some[index]);
                CAPTURE(closed, some[index]);
                CHECK(got[index] == (number == numbers.end() ? -1 : number->second));
            }
        }
    }
}

}  // namespace

TEST_CASE("a few codes of the same length are compared with all") {
    check({"EL", "DC", "NE"}, {"E", "ELE", "el", "", "EL,", "DD", "EL Trust and other letters"});
    check({"A"}, {"B", "", "AA"});
    check({"E", "DC"}, {"EL", "D", ""});  // a few of which the lengths differ have a table
    check({"A code of many"}, {"A code of man", "A", ""});
    check({"ABCDEFGH", "ABCDEFGI"}, {"ABCDEFG", "ABCDEFGHI", "ABCDEFGJ"});
}

TEST_CASE("texts of every length are told apart by all their letters and their length") {
    const std::string letters = "abcdefghijklmnopqrstuvwxyz";
    std::vector<std::string> listed, others;
    for (std::size_t length = 0; length <= 20; ++length) {
        listed.push_back(letters.substr(0, length));
        for (std::size_t at = 0; at < length; ++at) {  // one letter is another
            others.push_back(letters.substr(0, length));
            others.back()[at] = 'A';
        }
    }
    check(listed, others);
    listed.erase(listed.begin() + 8);  // those of some lengths are the others
    listed.erase(listed.begin() + 15);
    check(listed, {letters.substr(0, 8), letters.substr(0, 16), letters.substr(0, 21)});
}

TEST_CASE("bytes that no text of letters has are no way to be mistaken for another") {
    const std::string zero(1, '\0');
    std::vector<std::string> others = {
        "ab" + zero,           zero, std::string(16, '\0'), std::string(8, '\xff'), std::string(16, '\xff'),
        std::string(3, '\xff')};
    // Sixteen bytes that look like fewer of which the length stands in the last.
    for (char last = 0; last < ' '; ++last) others.push_back("ab" + std::string(13, '\0') + last);
    check({"ab", "abc", "a code of twelve", "x", "yz"}, others);
    check({"ab", "cd"}, others);
    std::vector<std::string> all = others;
    check(all, {"ab", "abc"});
}

TEST_CASE("codes of the same length, few and many, each in its own place") {
    for (const std::size_t count : {5u, 40u, 2'000u, 30'000u}) {
        std::vector<std::string> listed, others;
        for (std::size_t number = 0; number < count; ++number) {
            listed.push_back("AA" + std::to_string(10'000'000 + number * 7));
            if (number < 500) others.push_back("AA" + std::to_string(10'000'000 + number * 7 + 1));
        }
        others.insert(others.end(), {"AA1000000", "AA100000000", "", "AA10000000 of more than sixteen letters"});
        check(listed, others);
    }
}

TEST_CASE("names of all lengths, and one more after the list was closed") {
    std::vector<std::string> listed;
    for (int number = 1; number <= 300; ++number) listed.push_back("Trust Number " + std::to_string(number));
    listed.emplace_back("A Trust with a Name of Many Letters");
    listed.emplace_back("A Trust with a Name of More Letters");
    check(listed, {"Trust Number 0", "Trust Number", "A Trust with a Name of Most Letters"});
    ShortTexts list;
    for (int number = 0; number < 10; ++number) list.add("T" + std::to_string(number), number);
    list.close();
    CHECK(found(list, {"T7", "T10", "T1"}) == std::vector<std::int64_t>{7, -1, 1});
    list.add("T10", 10);
    CHECK(found(list, {"T7", "T10", "T1"}) == std::vector<std::int64_t>{7, 10, 1});
    list.close();
    CHECK(found(list, {"T7", "T10", "T1"}) == std::vector<std::int64_t>{7, 10, 1});
}
