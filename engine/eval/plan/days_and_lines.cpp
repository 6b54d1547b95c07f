// engine/eval/plan/days_and_lines.cpp · room: eval
// What:  days between dates, dates after dates, whole years and straight lines as steps.
// How:   a date that is moved by fixed months or working days is looked up in a list of all days, made with the plan by
//        the same functions of calendar/ that the reference evaluator asks.
#include <algorithm>
#include <functional>
#include <utility>

#include "eval/plan/planner.h"

namespace concordat::eval::plan {

using calendar::Date;
using exact::Ratio;

namespace {

bool is_date(const Worked& worked) { return worked.as == Worked::As::date; }

}  // namespace

// ---- days ---------------------------------------------------------------------------------------------------------

Planner::Result Planner::work_node(const model::DaysBetween& node, const At& at) {
    Result from = work(node.from, at);
    Result to = from ? work(node.to, at) : std::nullopt;
    if (!to || !is_date(*from) || !is_date(*to))
        return to ? give_up("it counts days between what is no date") : std::nullopt;
    if (node.count == model::DayCount::days_after) return steps_.known_with(steps_.excess(*to, *from), {&*from, &*to});
    Result backwards = steps_.compare(Do::less, *to, *from);
    for (const Worked* side : {&*from, &*to}) {  // a stretch without an end does not end before it begins
        const Result there = backwards ? steps_.is_there(*side) : std::nullopt;
        backwards = there ? steps_.both(*backwards, *there) : std::nullopt;
    }
    if (!backwards) return std::nullopt;
    steps_.refuse(*backwards);
    const Worked first = *from;
    const Worked last = *to;
    from->as = to->as = Worked::As::number;
    Result nights = steps_.subtract(*to, *from);
    if (nights && node.count == model::DayCount::both_included) {
        const Result one = steps_.whole(1, Worked::As::number);
        nights = one ? steps_.add(*nights, *one) : std::nullopt;
    }
    return steps_.known_with(nights, {&first, &last});
}

Planner::Result Planner::work_node(const model::WholeYears& node, const At& at) {
    const Result from = work(node.from, at);
    const Result to = from ? work(node.to, at) : std::nullopt;
    if (!to || !is_date(*from) || !is_date(*to))
        return to ? give_up("it counts years between what is no date") : std::nullopt;
    return steps_.known_with(steps_.whole_years(*from, *to), {&*from, &*to});
}

/// What a fixed rule makes of each day that is read; a row with another day is set aside.
Planner::Result Planner::day_from_list(const Worked& date, const std::function<Date(Date)>& moved) {
    std::vector<Number> list;
    for (Number day = first_day_read; day <= last_day_read; ++day)
        list.push_back(moved(Date::from_days(static_cast<std::int32_t>(day))).days_since_1970());
    const Result first = steps_.whole(first_day_read, Worked::As::number);
    Worked number = date;
    number.as = Worked::As::number;
    const Result place = first ? steps_.subtract(number, *first) : std::nullopt;
    return place ? steps_.cell(*place, std::move(list), 1, Worked::As::date) : std::nullopt;
}

Planner::Result Planner::work_node(const model::DateShift& node, const At& at) {
    constexpr int days_of_week = 7;
    constexpr int months_of_year = 12;
    constexpr Number most_working_days = 250;
    const Result date = work(node.date, at);
    if (!date) return std::nullopt;
    if (!is_date(*date)) return give_up("it counts from what is no date");
    // Nothing lies after no day: what is none stays none (N46).
    const auto moved = [&](Result result) {
        if (result && date->there) result->there = date->there, result->held = date->held;
        return result;
    };
    const auto* constant = std::get_if<model::Constant>(&contract_.expression(node.by).node);
    const auto* length = constant == nullptr ? nullptr : std::get_if<model::Length>(&constant->value);
    if (length != nullptr) {
        const int sign = node.back ? -1 : 1;
        if (std::abs(length->months) > Steps::most_months || std::abs(length->days) > Steps::most_months)
            return give_up("it counts a very long time");
        return moved(day_from_list(
            *date, [&](Date day) { return day.plus_months(sign * length->months).plus_days(sign * length->days); }));
    }
    const Result by = work_known(node.by, at);
    if (!by) return std::nullopt;
    if (by->as != Worked::As::number || by->denominator != 1) return give_up("it counts by what is no whole number");
    if (node.unit == model::Span::working_days) {
        if (!by->constant || *by->constant < 0 || *by->constant > most_working_days || node.back)
            return give_up("it counts working days by a figure that is not fixed");
        return moved(day_from_list(*date, [&](Date day) {
            return calendar::working_days_after(day, static_cast<int>(*by->constant), data_.holidays);
        }));
    }
    const bool by_months = node.unit == model::Span::months || node.unit == model::Span::years;
    Result count = by;
    if (node.unit == model::Span::weeks) count = steps_.multiply(*by, Ratio(days_of_week));
    if (node.unit == model::Span::years) count = steps_.multiply(*by, Ratio(months_of_year));
    if (count && node.back) count = steps_.negate(*count);
    if (!count) return std::nullopt;
    return moved(by_months ? steps_.months_after(*date, *count) : steps_.add(*date, *count));
}

// ---- straight lines -----------------------------------------------------------------------------------------------

/// Its points, rising, none twice. They are fixed figures; else each record has a line of its own.
Planner::Result Planner::points_of(const model::Line& node, const At& at, std::vector<Point>& points) {
    for (const auto& point : node.points) {
        const Result x = work(point.x, at);
        const Result y = x ? work(point.y, at) : std::nullopt;
        if (!y) return std::nullopt;
        if (!x->constant || !y->constant || y->as != Worked::As::number)
            return give_up("the points of its line are not fixed");
        const auto ratio = [](const Worked& worked) {
            return Ratio(exact::Integer(*worked.constant), exact::Integer(worked.denominator));
        };
        points.push_back({ratio(*x), ratio(*y)});
    }
    points.erase(std::unique(points.begin(), points.end(),
                             [](const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; }),
                 points.end());
    if (points.size() > 1 && points.front().x > points.back().x) std::reverse(points.begin(), points.end());
    const bool rising = std::adjacent_find(points.begin(), points.end(),
                                           [](const Point& a, const Point& b) { return a.x >= b.x; }) == points.end();
    if (points.empty() || !rising) return give_up("the points of its line are not in order");
    return steps_.whole(1, Worked::As::yes_no);
}

Planner::Result Planner::on_line(const Worked& x, const Point& from, const Point& to, bool goes_on_below,
                                 bool goes_on_above) {
    const Ratio slope = (to.y - from.y) / (to.x - from.x);
    const Result base = steps_.constant(from.y - slope * from.x);
    if (!base || slope.is_zero()) return base;
    Result kept = x;
    if (!goes_on_below) {
        const Result least = steps_.constant(from.x);
        kept = least ? steps_.extreme(*kept, *least, true) : std::nullopt;
    }
    if (kept && !goes_on_above) {
        const Result most = steps_.constant(to.x);
        kept = most ? steps_.extreme(*kept, *most, false) : std::nullopt;
    }
    const Result rise = kept ? steps_.multiply(*kept, slope) : std::nullopt;
    return rise ? steps_.add(*rise, *base) : std::nullopt;
}

/// From the last stretch to the first.
Planner::Result Planner::work_node(const model::Line& node, const At& at) {
    const Result of = work(node.of, at);
    if (!of) return std::nullopt;
    if (of->as != Worked::As::number && !is_date(*of)) return give_up("its line is over what is no figure");
    std::vector<Point> points;
    if (!points_of(node, at, points)) return std::nullopt;
    Worked x = *of;
    x.as = Worked::As::number;
    x.there.reset();
    Result height = steps_.constant(points.back().y);
    for (std::size_t index = points.size(); height && index-- > 1;) {
        const bool last = index + 1 == points.size();
        const Result own =
            on_line(x, points[index - 1], points[index], node.continuing && index == 1, node.continuing && last);
        if (!own) return std::nullopt;
        if (last && node.continuing) {
            height = own;
            continue;
        }
        const Result end = steps_.constant(points[index].x);
        const Result inside = end ? steps_.compare(Do::at_most, x, *end) : std::nullopt;
        height = inside ? steps_.choose(*inside, *own, *height) : std::nullopt;
    }
    return steps_.known_with(height, {&*of});
}

}  // namespace concordat::eval::plan
