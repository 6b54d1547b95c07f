// tests/unit/data/record_chunks_test.cpp · tests
// What:  rows read in the fast way: what is taken, what is set aside, and that no cut of a file changes anything.
#include "data/record_chunks.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "data/separators.h"
#include "support/catch.h"

namespace {

using namespace concordat::data;
using namespace std::string_view_literals;
using As = ChunkColumn::As;

struct Layout {
    ShortTexts codes, names;
    ChunkLayout layout;
    Layout() {
        codes.add("A1", 0);
        codes.add("a code of more than sixteen letters", 1);
        names.add("Ash Trust", 0);
        names.add("Birch Trust", 1);
        layout.width = 5;
        layout.unique = 0;
        layout.columns = {column(As::code, 0), column(As::name, 1), column(As::date, 2), column(As::number, 3),
                          column(As::yes_no, 4)};
        layout.columns[0].texts = &codes;
        layout.columns[1].texts = &names;
        layout.columns[3].decimals = 2;
        layout.columns[3].most = 1'000'000;
    }
    static ChunkColumn column(As as, std::size_t in_file) {
        ChunkColumn made;
        made.as = as;
        made.in_file = in_file;
        return made;
    }
};

/// How a part is read: by the forms of its rows where the processor can, or without; with bytes behind it that can be
/// read, or with none.
struct Way {
    bool by_forms = true;
    bool readable_behind = true;
};

/// Each row as its numbers, or its text in brackets where it is set aside.
std::vector<std::string> read(const ChunkLayout& layout, const std::string& bytes, Way way) {
    std::vector<std::string> rows;
    const std::string followed = bytes + (way.readable_behind ? std::string(100, ',') : "");
    ChunkReader reader(layout, way.by_forms);
    reader.begin(std::string_view(followed).substr(0, bytes.size()), followed.size() - bytes.size());
    RecordBatch batch;
    while (reader.next(batch)) {
        for (std::size_t row = 0; row < batch.rows; ++row) {
            std::string text = std::to_string(batch.line[row]) + ":";
            if (batch.plain[row] == 0) text += "[" + std::string(batch.text(row)) + "]";
            for (std::size_t index = 0; batch.plain[row] != 0 && index < batch.columns.size(); ++index)
                text += (index == 0 ? "" : " ") + std::to_string(batch.columns[index][row]);
            rows.push_back(text + " #" + std::to_string(batch.identity[row]));
        }
    }
    return rows;
}

/// In every way the same. Without the identity.
std::vector<std::string> read(const ChunkLayout& layout, const std::string& bytes) {
    auto rows = read(layout, bytes, {});
    CHECK(rows == read(layout, bytes, {false, true}));
    CHECK(rows == read(layout, bytes, {true, false}));
    CHECK(rows == read(layout, bytes, {false, false}));
    for (std::string& row : rows) row.erase(row.rfind(" #"));
    return rows;
}

/// The same row by itself, which is read cell by cell, and before others, where cells are read many at once.
std::string one(const std::string& row) {
    static const Layout made;
    const auto rows = read(made.layout, row);
    std::string followed = row + (row.ends_with('\n') ? "" : "\n");
    for (int more = 0; more < 3; ++more) followed += "A1,Birch Trust,1970-01-03,3,yes\n";
    const auto among_others = read(made.layout, followed);
    REQUIRE(!among_others.empty());
    if (rows.size() == 1) CHECK(among_others.front() == rows.front());
    return rows.size() == 1 ? rows.front() : std::to_string(rows.size()) + " rows";
}

}  // namespace

TEST_CASE("a row that is plainly written is taken") {
    CHECK(one("A1,Ash Trust,1970-01-02,12.34,yes") == "0:0 0 1 1234 1");
    CHECK(one("A1,Birch Trust,1969-12-31,-5,no\r\n") == "0:0 1 -1 -500 0");
    CHECK(one("ZZ,Ash Trust,2024-02-29,0.5,no") == "0:-1 0 19782 50 0");
    CHECK(one("a code of more than sixteen letters,Ash Trust,1970-01-01,1,no") == "0:1 0 0 100 0");
    CHECK(one("a code of more than sixteen betters,Ash Trust,1970-01-01,1,no") == "0:-1 0 0 100 0");
    CHECK(one("\"A1\",\"Ash Trust\",\"1970-01-01\",\"1\",\"no\"") == "0:0 0 0 100 0");
}

TEST_CASE("numbers of every length and with a point anywhere") {
    const auto number = [](const std::string& cell) { return one("A1,Ash Trust,1970-01-01," + cell + ",no"); };
    CHECK(number("0") == "0:0 0 0 0 0");
    CHECK(number("9999.99") == "0:0 0 0 999999 0");
    CHECK(number("10000") == "0:0 0 0 1000000 0");  // the most that the column may hold, in pennies
    CHECK(number("0000001.5") == "0:0 0 0 150 0");
    CHECK(number("00000000000012.34") == "0:0 0 0 1234 0");
    CHECK(number("1234.5") == "0:0 0 0 123450 0");
    CHECK(number("-0.01") == "0:0 0 0 -1 0");
    for (const char* cell :
         {".5", "5.", "1.2.3", "10000.01", "12345678", "123456789", "000000000000000012.34", "1e3", "--1", ""})
        CHECK(number(cell).starts_with("0:["));
}

TEST_CASE("a cell is read alike by itself and among others, whatever stands in it") {
    std::uint64_t state = 1;
    const auto below = [&](std::uint64_t limit) {
        state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
        return (state >> 33u) % limit;
    };
    const std::array<std::string, 5> plain = {"A1", "Ash Trust", "2024-02-29", "12.34", "yes"};
    const std::array<std::string, 5> letters = {"A1 -Z", "AshBirc Trust", "0123456789-", "0123456789.-", "yesnoYESNO"};
    for (int round = 0; round < 4'000; ++round) {
        std::array<std::string, 5> cells = plain;
        const std::size_t changed = below(cells.size());
        std::string& cell = cells[changed];
        switch (below(3)) {
            case 0: cell[below(cell.size())] = letters[changed][below(letters[changed].size())]; break;
            case 1: cell.insert(below(cell.size() + 1), 1, letters[changed][below(letters[changed].size())]); break;
            default:
                cell.clear();
                for (std::uint64_t size = below(20); size > 0; --size)
                    cell += letters[changed][below(letters[changed].size())];
        }
        static_cast<void>(one(cells[0] + "," + cells[1] + "," + cells[2] + "," + cells[3] + "," + cells[4]));
    }
}

TEST_CASE("anything else in a row sets it aside as it stands") {
    for (const char* row : {
             "A1,Ash Trust,1970-01-01,1,no,more",    // a cell too many
             "A1,Ash Trust,1970-01-01,1",            // a cell too few
             "A1,Elm Trust,1970-01-01,1,no",         // no such name
             "A1, Ash Trust,1970-01-01,1,no",        // a blank before a name
             "ZZ ,Ash Trust,1970-01-01,1,no",        // a blank behind a code
             "-,Ash Trust,1970-01-01,1,no",          // none
             ",Ash Trust,1970-01-01,1,no",           // blank
             "A1,Ash Trust,1970-02-29,1,no",         // no such day
             "A1,Ash Trust,01/02/1970,1,no",         // another form of date
             "A1,Ash Trust,1970-01-01,1.005,no",     // more decimals than the column has
             "A1,Ash Trust,1970-01-01,10000.01,no",  // larger than the column may hold
             "A1,Ash Trust,1970-01-01,1.,no",        // no decimals
             "A1,Ash Trust,1970-01-01,+1,no",        // a sign
             "A1,Ash Trust,1970-01-01,\xC2\xA3"
             "1,no",                                      // a letter that is not ASCII
             "A1,Ash Trust,1970-01-01,\"1,000\",no",      // a comma in quotes
             "A1,Ash Trust,1970-01-01,1,perhaps",         // neither yes nor no
             "A1,Ash \"the\" Trust,1970-01-01,1,no",      // a quote inside a cell
             "A1,Ash Trust,1970-01-01,1,\"no\nor yes\"",  // a line end in quotes
             "A1,Ash\tTrust,1970-01-01,1,no",             // a tab
         }) {
        CHECK(one(row) == "0:[" + std::string(row) + "]");
    }
}

TEST_CASE("every day of the years that are read, and none that does not exist") {
    const Layout made;
    std::string bytes;
    std::vector<std::string> wanted;
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    for (int year = 1895; year <= 2205; ++year) {
        for (int month = 0; month <= 13; ++month) {
            for (int day = 0; day <= 32; ++day) {
                const std::string cell = std::to_string(year) + "-" + two(month) + "-" + two(day);
                const std::string row = "A1,Ash Trust," + cell + ",1,no";
                const auto date = concordat::calendar::Date::from(year, month, day);
                const bool read = date && year >= 1900 && year < 2200;
                const std::string line = std::to_string(wanted.size()) + ":";
                wanted.push_back(read ? line + "0 0 " + std::to_string(date->days_since_1970()) + " 100 0"
                                      : line + "[" + row + "]");
                bytes += row + "\n";
            }
        }
    }
    CHECK((read(made.layout, bytes) == wanted));
}

TEST_CASE("rows of many forms, of every length, with either end of a line") {
    const Layout made;
    std::string bytes;
    std::vector<std::string> wanted;
    std::uint32_t state = 1;
    const auto below = [&](std::uint32_t limit) {
        state = state * 1664525 + 1013904223;
        return (state >> 8u) % limit;
    };
    for (std::uint32_t row = 0; row < 40'000; ++row) {
        // A few forms, then more and more of them, then rows too long for any.
        const std::uint32_t widest = row < 10'000 ? 3 : row < 20'000 ? 30 : row < 30'000 ? 300 : 600;
        const std::string code(1 + below(widest), 'q');
        const std::uint32_t number = below(row < 10'000 ? 10 : 10'000);
        const bool with_return = row >= 5'000 && row < 15'000 && (row < 12'000 || below(2) == 0);
        bytes += code + (below(2) == 0 ? ",Ash Trust" : ",Birch Trust");
        const bool birch = bytes.ends_with("Birch Trust");
        bytes += ",1970-01-03," + std::to_string(number) + (with_return ? ",no\r\n" : ",no\n");
        wanted.push_back(std::to_string(row) + ":-1 " + (birch ? "1" : "0") + " 2 " + std::to_string(number * 100) +
                         " 0");
    }
    CHECK((read(made.layout, bytes) == wanted));
}

TEST_CASE("whatever bytes there are, every way reads the same") {
    const Layout made;
    std::uint32_t state = 1;
    const auto below = [&](std::size_t limit) {
        state = state * 1664525 + 1013904223;
        return (state >> 8u) % limit;
    };
    const std::array<std::string, 8> rows = {"A1,Ash Trust,1970-01-01,1,no\n",
                                             "A1,Birch Trust,2024-02-29,12.50,yes\r\n",
                                             "a code of more than sixteen letters,Ash Trust,1970-01-01,1,no\n",
                                             "\"A1\",\"Ash Trust\",1970-01-01,1,no\n",
                                             ",,,,\n",
                                             "A1,Ash Trust,1970-01-01,1\n",
                                             "\n",
                                             std::string(600, 'q') + ",Ash Trust,1970-01-01,1,no\n"};
    constexpr std::string_view letters = ",,\n\r\" 0123456789-.AZnoyes\t\x80\xff\0"sv;
    for (int round = 0; round < 3'000; ++round) {
        std::string bytes;
        // Mostly rows of one kind, so that whole batches have forms, and sometimes one that spoils them.
        const std::size_t count = below(8) == 0 ? below(3'000) : below(20);
        const std::size_t often = below(rows.size());
        const std::size_t seldom = 1 + below(200);
        while (bytes.size() < count * 30) bytes += rows[below(seldom) == 0 ? below(rows.size()) : often];
        for (std::size_t changes = below(4); changes > 0 && !bytes.empty(); --changes)
            bytes[below(bytes.size())] = letters[below(letters.size())];
        if (below(2) == 0) bytes.resize(below(bytes.size() + 1));
        static_cast<void>(read(made.layout, bytes));
    }
}

TEST_CASE("lines are counted, also those inside quotes; empty ones hold no row") {
    const Layout made;
    const std::string bytes =
        "A1,Ash Trust,1970-01-01,1,no\n\nA1,Ash Trust,1970-01-01,1,\"no\n\n\"\r\n\r\nA1,Ash Trust,1970-01-01,2,no\n";
    const std::vector<std::string> wanted = {"0:0 0 0 100 0", "2:[A1,Ash Trust,1970-01-01,1,\"no\n\n\"]",
                                             "6:0 0 0 200 0"};
    CHECK(read(made.layout, bytes) == wanted);
}

TEST_CASE("rows across the ends of blocks and batches, wherever they lie") {
    const Layout made;
    for (std::size_t shift = 0; shift < 70; ++shift) {
        std::string bytes = std::string(shift, 'q') + ",Ash Trust,1970-01-01,7,no\n";
        for (int row = 0; row < 2'500; ++row) bytes += "A1,Birch Trust,1970-01-03," + std::to_string(row) + ",yes\n";
        const auto rows = read(made.layout, bytes);
        REQUIRE(rows.size() == 2'501);
        CHECK(rows[1] == "1:0 1 2 0 1");
        CHECK(rows[1'024] == "1024:0 1 2 102300 1");
        CHECK(rows[2'500] == "2500:0 1 2 249900 1");
    }
}

TEST_CASE("the same identity has the same number, quoted or set aside, and another one another") {
    const Layout made;
    ChunkReader reader(made.layout);
    reader.begin(
        "ID1,Ash Trust,1970-01-01,1,no\n\"ID1\",Ash Trust,1970-01-01,1,no\nID1 ,Ash Trust,x,1,no\n"
        "ID2,Ash Trust,1970-01-01,1,no\n");
    RecordBatch batch;
    REQUIRE(reader.next(batch));
    REQUIRE(batch.rows == 4);
    CHECK(batch.identity[0] == batch.identity[1]);
    CHECK(batch.identity[0] == batch.identity[2]);
    CHECK(batch.identity[0] != batch.identity[3]);
}

TEST_CASE("texts of every length have the same hash among others and by themselves") {
    const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::size_t count = 16;
    std::array<std::uint64_t, count> first, second, hashes;
    std::array<std::int64_t, count> wanted;
    wanted.fill(1);
    for (std::size_t index = 0; index < count; ++index) {
        const TextWords words = words_of_text(std::string_view(letters).substr(index, index + 1));
        first[index] = words.first;
        second[index] = words.second;
    }
    CHECK(hash_short_texts({count, first.data(), second.data()}, wanted.data(), hashes.data()));
    for (std::size_t index = 0; index < count; ++index) {
        CAPTURE(index);
        CHECK(hashes[index] == hash_of_text(letters.substr(index, index + 1)));
    }
    wanted[7] = 0;
    CHECK_FALSE(hash_short_texts({count, first.data(), second.data()}, wanted.data(), hashes.data()));
    wanted[7] = 1;
    first[3] = 0;  // none, or a longer one
    CHECK_FALSE(hash_short_texts({count, first.data(), second.data()}, wanted.data(), hashes.data()));
}

TEST_CASE("separators of 64 bytes, each byte by itself, by every set of instructions that the processor has") {
    const auto ways = separator_ways();
    const auto way = ways[static_cast<std::size_t>(GENERATE_COPY(range(0, static_cast<int>(ways.size()))))];
    INFO(way.name);
    for (unsigned at = 0; at < separator_block; ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string bytes(separator_block, 'x');
            bytes[at] = static_cast<char>(byte);
            SeparatorBits found;
            way.find(bytes.data(), 1, &found);
            const std::uint64_t bit = std::uint64_t{1} << at;
            CHECK(found.commas == (byte == ',' ? bit : 0));
            CHECK(found.line_ends == (byte == '\n' ? bit : 0));
            CHECK(found.quotes == (byte == '"' ? bit : 0));
            CHECK(found.low == (byte < 0x20 || byte >= 0x80 ? bit : 0));
            std::uint64_t marks = 0, line_ends = 0;
            const bool plain = way.find_plain(bytes.data(), 1, &marks, &line_ends);
            CHECK(plain == (found.quotes == 0 && found.low == found.line_ends));
            CHECK(marks == (found.commas | found.line_ends));
            CHECK(line_ends == found.line_ends);
        }
    }
    const std::vector<std::uint64_t> words = {
        0, 1, ~std::uint64_t{0}, 0x8000'0000'0000'0001u, 0x0001'0001'0001'0001u, 0xffff'0000'ffffu, 0xff'ffffu, 0};
    std::vector<std::uint32_t> wanted;
    for (std::uint32_t place = 0; place < words.size() * separator_block; ++place)
        if (((words[place / separator_block] >> (place % separator_block)) & 1u) != 0) wanted.push_back(7 + place);
    std::vector<std::uint32_t> places(wanted.size() + separator_block);
    REQUIRE(way.places(words.data(), words.size(), 7, places.data()) == wanted.size());
    CHECK(count_of_bits(words.data(), words.size()) == wanted.size());
    places.resize(wanted.size());
    CHECK(places == wanted);
    std::vector<std::uint32_t> few_places(wanted.size() + separator_block);
    REQUIRE(way.few_places(words.data(), words.size(), 7, few_places.data()) == wanted.size());
    few_places.resize(wanted.size());
    CHECK(few_places == wanted);
}

TEST_CASE("many blocks at once are found alike by every set of instructions") {
    std::string bytes(separator_block * 37, 'x');
    std::uint32_t state = 1;
    for (char& byte : bytes) {
        state = state * 1664525 + 1013904223;
        constexpr std::string_view often = ",,,\n\"\r\t a\x80\xff";
        const std::uint32_t drawn = state >> 24u;
        byte = drawn < 128 ? often[drawn % often.size()] : static_cast<char>(drawn);
    }
    const auto ways = separator_ways();
    for (const SeparatorWay& way : ways) {
        INFO(way.name);
        std::vector<SeparatorBits> found(37), plain(37);
        way.find(bytes.data(), 37, found.data());
        ways.front().find(bytes.data(), 37, plain.data());
        for (std::size_t block = 0; block < 37; ++block) {
            CHECK(found[block].commas == plain[block].commas);
            CHECK(found[block].line_ends == plain[block].line_ends);
            CHECK(found[block].quotes == plain[block].quotes);
            CHECK(found[block].low == plain[block].low);
        }
    }
}

TEST_CASE("what stands inside quotes, from block to block") {
    std::uint64_t open = 0;
    CHECK(inside_quotes(0b0001'0000'0100u, open) == 0b0000'1111'1100u);
    CHECK(open == 0);
    CHECK(inside_quotes(std::uint64_t{1} << 63u, open) == std::uint64_t{1} << 63u);
    CHECK(inside_quotes(1, open) == 0);
    CHECK(open == 0);
}
