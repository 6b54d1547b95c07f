// engine/report/write_emf.cpp · room: report
// What:  a drawing as an enhanced metafile (MS-EMF): records of drawing calls, little-endian, in tenths of its units.
//        Broken lines are cut into their dashes here: pens that break lines are shown in several ways.
// Start: write_emf(), last in the file.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "report/drawing.h"
#include "source/characters.h"

namespace concordat::report {
namespace {

constexpr int tenths = 10;
constexpr int letter_height = 13;

/// Widths of the letters from blank to ~ in thousandths of the height, as sans-serif fonts have them.
constexpr std::array<std::uint16_t, 95> letter_widths = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

int width_of(char32_t letter) {
    constexpr int of_others = 600;
    const bool known = letter >= U' ' && letter <= U'~';
    const int thousandths = known ? letter_widths[static_cast<std::size_t>(letter - U' ')] : of_others;
    return thousandths * letter_height * tenths / 1000;
}

/// UTF-8 that is whole, as visible_text() leaves it.
std::u32string letters_in(std::string_view words) {
    std::u32string letters;
    for (const char part : words) {
        const auto byte = static_cast<unsigned char>(part);
        if ((byte & 0xC0u) == 0x80u && !letters.empty()) letters.back() = (letters.back() << 6u) | (byte & 0x3Fu);
        else if (byte < 0x80u) letters += byte;
        else letters += byte & (byte >= 0xF0u ? 0x07u : byte >= 0xE0u ? 0x0Fu : 0x1Fu);
    }
    return letters;
}

class Metafile {
public:
    explicit Metafile(int height) : height_(height) {}

    std::string write(const Drawing& drawing) {
        begin();
        for (const Shape& shape : drawing.shapes()) draw(shape);
        record(14, {0, 0, 20});  // the end, without a palette
        return header() + body_;
    }

private:
    using Numbers = std::vector<std::uint32_t>;
    static std::uint32_t number(int value) { return static_cast<std::uint32_t>(value); }
    static std::uint32_t place(int units) { return number(units * tenths); }

    static void put(std::string& bytes, std::uint32_t value) {
        for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((value >> shift) & 0xFFu);
    }
    void record(std::uint32_t type, const Numbers& numbers, const std::string& behind = {}) {
        put(body_, type);
        put(body_, static_cast<std::uint32_t>(8 + 4 * numbers.size() + behind.size()));
        for (const std::uint32_t one : numbers) put(body_, one);
        body_ += behind;
        ++records_;
    }

    /// "#1d3557" or "#fff" as blue, green, red.
    static std::uint32_t colour(std::string_view written) {
        std::uint32_t value = 0;
        const bool is_short = written.size() == 4;
        for (std::size_t at = written.size() - 1; at > 0; --at) {
            const char digit = written[at];
            const auto half = static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
            if (is_short) value = (value << 8u) | (half * 17u);
            else if (at % 2 == 0) value = (value << 8u) | half;
            else value += half << 4u;
        }
        return value;
    }

    /// What has a frame around it is drawn in its places 1 to 3: a pen, a brush, letters.
    void begin() {
        record(17, {8});                                       // its own scale across and up
        record(10, {0, 0});                                    // from the upper left corner
        record(9, {place(Drawing::wide), place(height_)});     // so many tenths
        record(11, {number(Drawing::wide), number(height_)});  // on so many points of a screen
        record(18, {1});                                       // words without a ground
    }
    void take_pen(std::string_view stroke, int width) {
        release();
        if (stroke.empty()) {
            record(37, {0x80000008u});  // no pen
            return;
        }
        record(38, {1, 0, place(width), 0, colour(stroke)});
        record(37, {1});
        pen_taken_ = true;
    }
    void release() {
        if (!pen_taken_) return;
        record(37, {0x80000007u});  // the black pen that is always there
        record(40, {1});
        pen_taken_ = false;
    }
    void with_brush(std::string_view fill, std::uint32_t type, const Numbers& numbers) {
        record(39, {2, 0, colour(fill), 0});
        record(37, {2});
        record(type, numbers);
        record(37, {0x80000005u});  // no brush
        record(40, {2});
    }

    void draw(const Shape& shape) {
        const Spot& at = shape.spots.front();
        constexpr int radius = 5;
        switch (shape.type) {
            case Shape::Type::words: draw_words(shape); return;
            case Shape::Type::line: draw_line(at, shape.spots[1], shape); return;
            case Shape::Type::box: draw_box(shape); return;
            case Shape::Type::dot:
                take_pen(shape.stroke, shape.width);
                with_brush(shape.fill, 42,
                           {place(at.x - radius), place(at.y - radius), place(at.x + radius), place(at.y + radius)});
                return;
            case Shape::Type::polygon: break;
        }
        take_pen(shape.stroke, shape.width);
        Numbers numbers = {0, 0, place(Drawing::wide), place(height_), number(static_cast<int>(shape.spots.size()))};
        for (const Spot& spot : shape.spots) numbers.insert(numbers.end(), {place(spot.x), place(spot.y)});
        with_brush(shape.fill, 3, numbers);
    }

    void draw_box(const Shape& shape) {
        const Spot& at = shape.spots.front();
        const Spot far{at.x + shape.size.width, at.y + shape.size.height};
        take_pen(shape.dashes.empty() ? shape.stroke : std::string_view(), 1);
        with_brush(shape.fill, 43, {place(at.x), place(at.y), place(far.x), place(far.y)});
        if (shape.dashes.empty()) return;
        draw_line(at, {far.x, at.y}, shape);
        draw_line({far.x, at.y}, far, shape);
        draw_line({at.x, far.y}, far, shape);
        draw_line(at, {at.x, far.y}, shape);
    }

    void stretch(int x1, int y1, int x2, int y2) {
        record(27, {number(x1), number(y1)});
        record(54, {number(x2), number(y2)});
    }
    void draw_line(const Spot& from, const Spot& to, const Shape& shape) {
        take_pen(shape.stroke, shape.width);
        const int across = (to.x - from.x) * tenths;
        const int down = (to.y - from.y) * tenths;
        const int x = from.x * tenths;
        const int y = from.y * tenths;
        if (shape.dashes.empty()) {
            stretch(x, y, x + across, y + down);
            return;
        }
        const std::size_t blank = shape.dashes.find(' ');
        const int dash = std::stoi(std::string(shape.dashes.substr(0, blank))) * tenths;
        const int gap = std::stoi(std::string(shape.dashes.substr(blank + 1))) * tenths;
        const int length = length_of(across, down);
        for (int begun = 0; begun < length; begun += dash + gap) {
            const int end = std::min(begun + dash, length);
            stretch(x + part(across, begun, length), y + part(down, begun, length), x + part(across, end, length),
                    y + part(down, end, length));
        }
    }
    static int part(int whole, int of, int length) { return static_cast<int>(std::int64_t{whole} * of / length); }
    /// The whole part of the root of the sum of squares.
    static int length_of(int across, int down) {
        const std::int64_t square = std::int64_t{across} * across + std::int64_t{down} * down;
        std::int64_t low = 0;
        std::int64_t high = std::int64_t{1} << 20;
        while (low < high) {
            const std::int64_t middle = (low + high + 1) / 2;
            if (middle * middle <= square) low = middle;
            else high = middle - 1;
        }
        return static_cast<int>(low);
    }

    void draw_words(const Shape& shape) {
        constexpr std::uint32_t normal = 400;
        constexpr std::uint32_t heavy = 700;
        std::string face;
        for (const char letter : std::string_view("Arial")) face += {letter, '\0'};
        face.resize(64);
        std::string font;
        for (const std::uint32_t one :
             {number(-letter_height * tenths), 0u, 0u, 0u, shape.bold ? heavy : normal, 0u, 0u})
            put(font, one);
        font += face;
        font.resize(320);  // names of the font that nobody asks for
        record(82, {3}, font);
        record(37, {3});
        record(24, {colour(drawing_ink)});
        constexpr std::uint32_t on_line = 24;
        constexpr std::array<std::uint32_t, 3> aligned = {0, 6, 2};
        record(22, {on_line + aligned[static_cast<std::size_t>(shape.anchor)]});
        write_out(shape);
        record(37, {0x8000000Du});  // the letters that are always there
        record(40, {3});
    }
    void write_out(const Shape& shape) {
        std::string letters, widths;
        std::uint32_t count = 0;
        const auto unit = [&](char32_t half, int width) {
            letters += {static_cast<char>(half & 0xFFu), static_cast<char>((half >> 8u) & 0xFFu)};
            put(widths, number(width));
            ++count;
        };
        for (const char32_t letter : letters_in(source::visible_text(shape.words))) {
            constexpr char32_t first_pair = 0x10000;
            if (letter < first_pair) {
                unit(letter, width_of(letter));
            } else {
                unit(0xD800 + ((letter - first_pair) >> 10u), width_of(letter));
                unit(0xDC00 + ((letter - first_pair) & 0x3FFu), 0);
            }
        }
        if (letters.size() % 4 != 0) letters.resize(letters.size() + 2);
        constexpr std::uint32_t before = 76;
        constexpr std::uint32_t one = 0x3F800000;  // a scale of 1, as the bits of a short binary number
        const Spot& at = shape.spots.front();
        record(84,
               {0, 0, place(Drawing::wide), place(height_), 1, one, one, place(at.x), place(at.y), count, before, 0, 0,
                0, 0, 0, static_cast<std::uint32_t>(before + letters.size())},
               letters + widths);
    }

    std::string header() {
        constexpr std::uint32_t size = 88;
        constexpr int points_on_screen_x = 1920;
        constexpr int points_on_screen_y = 1080;
        constexpr int hundredths_x = 50'800;  // of a millimetre: 96 points to an inch
        constexpr int hundredths_y = 28'575;
        std::string bytes;
        for (const std::uint32_t one : {1u,
                                        size,
                                        0u,
                                        0u,
                                        number(Drawing::wide),
                                        number(height_),
                                        0u,
                                        0u,
                                        number(Drawing::wide * hundredths_x / points_on_screen_x),
                                        number(height_ * hundredths_y / points_on_screen_y),
                                        0x464D4520u,
                                        0x00010000u,
                                        static_cast<std::uint32_t>(size + body_.size()),
                                        records_ + 1,
                                        4u,
                                        0u,
                                        0u,
                                        0u,
                                        number(points_on_screen_x),
                                        number(points_on_screen_y),
                                        number(hundredths_x / 100),
                                        number(hundredths_y / 100)})
            put(bytes, one);
        return bytes;
    }

    int height_;
    std::string body_;
    std::uint32_t records_ = 0;
    bool pen_taken_ = false;
};

}  // namespace

std::string write_emf(const Drawing& drawing, int height) { return Metafile(height).write(drawing); }

}  // namespace concordat::report
