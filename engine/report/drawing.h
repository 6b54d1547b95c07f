// engine/report/drawing.h · room: report
// What:  a drawing as shapes in whole units, 720 wide, written as SVG for pages and as an enhanced metafile (EMF) for
//        Word files, which every version of Word shows. The same shapes give the same bytes.
// Never: a word in SVG that has not gone through html_text(), or in a metafile that has not gone through
// visible_text().
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concordat::report {

struct Spot {
    int x = 0, y = 0;
};
struct Extent {
    int width = 0, height = 0;
};

/// Colours are written "#1d3557"; lengths of dashes and gaps "8 4", empty for a line that is not broken.
struct Shape {
    enum class Type { words, box, line, dot, polygon } type = Type::words;
    std::vector<Spot> spots;  // words, box: one; line: two; dot: its middle; polygon: its corners
    std::string words = {};
    enum class Anchor { start, middle, end } anchor = Anchor::start;
    bool bold = false;
    Extent size = {};
    std::string_view fill = {}, stroke = {}, dashes = {};
    int width = 1;  // of the line
};

class Drawing {
public:
    static constexpr int wide = 720;

    void words(Spot at, Shape::Anchor anchor, std::string_view words, bool bold = false);
    void box(Spot at, Extent size, std::string_view fill, std::string_view dashes = {});
    void line(Spot from, Spot to, int width = 1, std::string_view dashes = {});
    void dot(Spot at, bool filled);
    void polygon(std::vector<Spot> corners, std::string_view fill, std::string_view stroke, int width);
    /// Over what is there.
    Drawing& operator+=(const Drawing& other);
    friend Drawing operator+(Drawing under, const Drawing& over) { return under += over; }

    [[nodiscard]] const std::vector<Shape>& shapes() const { return shapes_; }

private:
    std::vector<Shape> shapes_;
};

inline constexpr std::string_view drawing_ink = "#1c1f24";
inline constexpr std::string_view drawing_accent = "#1d3557";

/// `title`: for those who hear it.
[[nodiscard]] std::string write_svg(const Drawing& drawing, const std::string& title, int height);
[[nodiscard]] std::string write_emf(const Drawing& drawing, int height);

}  // namespace concordat::report
