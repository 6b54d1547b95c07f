// engine/eval/reference/lines.cpp · room: eval
// What:  straight lines between points.
// Source: finding N51. The first column in strict order, rising or falling; beyond the ends the end value, or on.
#include <algorithm>
#include <string>
#include <vector>

#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using exact::Ratio;
using model::Line;
using model::Value;
using source::Code;

struct Point {
    Ratio x, y;
};

bool strictly_ordered(const std::vector<Point>& points) {
    for (std::size_t index = 1; index < points.size(); ++index) {
        const bool rises = points[index - 1].x < points[index].x;
        const bool falls = points[index - 1].x > points[index].x;
        const bool first_rises = points[0].x < points[1].x;
        if (!(rises || falls) || rises != first_rises) return false;
    }
    return true;
}

/// A point said twice, with the same height, is one: a plateau as long as nothing.
std::vector<Point> without_repeats(std::vector<Point> points) {
    const auto same = [](const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; };
    points.erase(std::unique(points.begin(), points.end(), same), points.end());
    return points;
}

/// The height at x of the line through two points.
Ratio height(const Point& a, const Point& b, const Ratio& x) { return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x); }

/// Points as a rising line, whichever way they were written.
Ratio height_on(const std::vector<Point>& points, const Ratio& x, bool continuing) {
    if (points.size() == 1) return points.front().y;
    if (x < points.front().x) return continuing ? height(points[0], points[1], x) : points.front().y;
    for (std::size_t index = 1; index < points.size(); ++index) {
        if (x <= points[index].x) return height(points[index - 1], points[index], x);
    }
    return continuing ? height(points[points.size() - 2], points.back(), x) : points.back().y;
}

std::vector<Point> points_of(const Line& node, Operands& operands) {
    std::vector<Point> points;
    points.reserve(node.points.size());
    for (const auto& point : node.points) {
        const Ratio x = operands.place(point.x);
        points.push_back({x, operands.number(point.y)});
    }
    return points;
}

void note_ends(const Line& node, const Site& site, const std::vector<Point>& points, const Value& value) {
    if (!site.frame.explaining()) return;
    std::string words = "in a straight line";
    for (std::size_t index = 0; index < points.size(); ++index) {
        words += (index == 0 ? " from " : " to ") + site.shown(points[index].y, node.points[index].y) + " at " +
                 site.shown_place(points[index].x, node.points[index].x);
    }
    site.note(words, value);
}

}  // namespace

Value work_out(const Line& node, const Site& site) {
    Operands operands(site);
    const Ratio x = operands.place(node.of);
    std::vector<Point> points = points_of(node, operands);
    if (!operands.known()) return operands.instead();
    const std::vector<Point> as_written = points;
    points = without_repeats(std::move(points));
    if (points.empty() || !strictly_ordered(points)) {
        return site.impossible(Code::line_points_clash,
                               "the points of its line, as worked out, are not in strict order");
    }
    if (points.front().x > points.back().x) std::reverse(points.begin(), points.end());
    Value value = height_on(points, x, node.continuing);
    note_ends(node, site, as_written, value);
    return value;
}

}  // namespace concordat::eval::reference
