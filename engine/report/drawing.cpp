// engine/report/drawing.cpp · room: report
// What:  shapes gathered, and written as SVG.
#include "report/drawing.h"

#include <utility>

#include <fmt/format.h>

#include "report/html_text.h"

namespace concordat::report {
namespace {

std::string dash_attribute(std::string_view dashes) {
    return dashes.empty() ? std::string() : fmt::format(" stroke-dasharray=\"{}\"", dashes);
}

std::string svg_of(const Shape& shape) {
    const Spot& at = shape.spots.front();
    switch (shape.type) {
        case Shape::Type::words: {
            constexpr std::string_view anchors[] = {"start", "middle", "end"};
            return fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", at.x, at.y,
                               anchors[static_cast<std::size_t>(shape.anchor)],
                               shape.bold ? " font-weight=\"bold\"" : "", html_text(shape.words));
        }
        case Shape::Type::box:
            return fmt::format(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1\"{}/>\n",
                at.x, at.y, shape.size.width, shape.size.height, shape.fill, shape.stroke,
                dash_attribute(shape.dashes));
        case Shape::Type::line:
            return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n",
                               at.x, at.y, shape.spots[1].x, shape.spots[1].y, shape.stroke, shape.width,
                               dash_attribute(shape.dashes));
        case Shape::Type::dot:
            return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"{}\" stroke=\"{}\" stroke-width=\"2\"/>\n",
                               at.x, at.y, shape.fill, shape.stroke);
        case Shape::Type::polygon: break;
    }
    std::string points;
    for (const Spot& spot : shape.spots) points += fmt::format("{}{},{}", points.empty() ? "" : " ", spot.x, spot.y);
    const std::string stroke =
        shape.stroke.empty() ? "" : fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", shape.stroke, shape.width);
    return fmt::format("<polygon points=\"{}\" fill=\"{}\"{}/>\n", points, shape.fill, stroke);
}

}  // namespace

void Drawing::words(Spot at, Shape::Anchor anchor, std::string_view words, bool bold) {
    Shape shape{Shape::Type::words, {at}, std::string(words), anchor, bold};
    shapes_.push_back(std::move(shape));
}

void Drawing::box(Spot at, Extent size, std::string_view fill, std::string_view dashes) {
    Shape shape{Shape::Type::box, {at}};
    shape.size = size;
    shape.fill = fill;
    shape.stroke = drawing_accent;
    shape.dashes = dashes;
    shapes_.push_back(std::move(shape));
}

void Drawing::line(Spot from, Spot to, int width, std::string_view dashes) {
    Shape shape{Shape::Type::line, {from, to}};
    shape.stroke = drawing_accent;
    shape.width = width;
    shape.dashes = dashes;
    shapes_.push_back(std::move(shape));
}

void Drawing::dot(Spot at, bool filled) {
    Shape shape{Shape::Type::dot, {at}};
    shape.fill = filled ? drawing_accent : std::string_view("#fff");
    shape.stroke = drawing_accent;
    shape.width = 2;
    shapes_.push_back(std::move(shape));
}

void Drawing::polygon(std::vector<Spot> corners, std::string_view fill, std::string_view stroke, int width) {
    Shape shape{Shape::Type::polygon, std::move(corners)};
    shape.fill = fill;
    shape.stroke = stroke;
    shape.width = width;
    shapes_.push_back(std::move(shape));
}

Drawing& Drawing::operator+=(const Drawing& other) {
    shapes_.insert(shapes_.end(), other.shapes_.begin(), other.shapes_.end());
    return *this;
}

std::string write_svg(const Drawing& drawing, const std::string& title, int height) {
    std::string inside;
    for (const Shape& shape : drawing.shapes()) inside += svg_of(shape);
    const std::string name = html_text(title);
    // One unit of room around it: a line on the edge is as thick as any other.
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-1 -1 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
        "aria-label=\"{}\" font-family=\"Arial, Liberation Sans, Helvetica, sans-serif\" font-size=\"13\" "
        "fill=\"{}\">\n<title>{}</title>\n{}</svg>\n",
        Drawing::wide + 2, height + 2, Drawing::wide + 2, height + 2, name, drawing_ink, name, inside);
}

}  // namespace concordat::report
