// tests/unit/source/characters_test.cpp · the judgement on every character there is.
#include "source/characters.h"

#include <string>

#include "source/source_text.h"
#include "source/utf8.h"
#include "support/catch.h"

namespace concordat::source {
namespace {

std::string encoded(char32_t character) {
    std::string text;
    append_character(text, character);
    return text;
}

TEST_CASE("every character is written and read back, and its replacement is kept", "[source]") {
    std::size_t refused = 0;
    // All planes with letters and signs; of the empty and private ones above them, one in a few hundred.
    for (char32_t character = 0; character <= 0x10FFFF; character += character < 0x20000 ? 1 : 251) {
        if (character >= 0xD800 && character <= 0xDFFF) continue;
        const std::string text = encoded(character);
        const DecodedCharacter back = decode_character(text, 0);
        const Judgement judgement = judge(character);
        const Judgement again = judge(judgement.becomes);
        const bool is_right = back.well_formed && back.value == character && back.bytes == text.size() &&
                              character_count(text) == 1 && again.treatment == Treatment::kept;
        if (!is_right) FAIL(code_point_label(character));
        if (judgement.treatment != Treatment::refused) continue;
        ++refused;
        if (character_name(character).empty()) FAIL(code_point_label(character) << " has no name");
        const bool has_reading = !latin_reading(character).empty();
        if (has_reading != (judgement.code == Code::confusable_letter)) FAIL(code_point_label(character));
    }
    CHECK(refused > 1'500);
}

TEST_CASE("the look-alikes are in order, or they would not be found", "[source]") {
    struct LookAlike {
        char32_t character;
        char32_t looks_like;
    };
    constexpr LookAlike look_alikes[] = {
#include "source/look_alikes.def"
    };
    char32_t last = 0;
    for (const LookAlike& one : look_alikes) {
        INFO(code_point_label(one.character));
        CHECK(one.character > last);
        const Judgement judgement = judge(one.character);
        CHECK(judgement.treatment == Treatment::refused);
        CHECK(judgement.becomes == one.looks_like);
        last = one.character;
    }
}

TEST_CASE("ordinary Latin letters are never refused", "[source]") {
    for (char32_t letter = 0xC0; letter <= 0x17E; ++letter) {
        INFO(code_point_label(letter));
        CHECK(judge(letter).treatment == Treatment::kept);
    }
    for (const char32_t letter : std::u32string(U"ȘșȚțǍǎǓǔḀḁẀẁẼẽỲỳ")) CHECK(judge(letter).treatment == Treatment::kept);
}

TEST_CASE("what is shown is safe to print", "[source]") {
    CHECK(visible_text("plain é 中") == "plain é 中");
    CHECK(visible_text("a\tb\r\nc") == "a b  c");
    CHECK(visible_text("\x1B[31m") == "\uFFFD[31m");
    CHECK(visible_text("x\u202Ey\u200Bz") == "x\uFFFDy\uFFFDz");
    CHECK(visible_text("bad \xFF\xC3") == "bad \uFFFD\uFFFD");
    CHECK(visible_text("G\u0430in “e\u0301”") == "G\u0430in “e\u0301”");
    CHECK(visible_text("").empty());
}

TEST_CASE("code points are written as four figures or more", "[source]") {
    CHECK(code_point_label(0) == "U+0000");
    CHECK(code_point_label(0x202E) == "U+202E");
    CHECK(code_point_label(0x1D400) == "U+1D400");
}

}  // namespace
}  // namespace concordat::source
