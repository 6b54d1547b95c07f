// engine/report/pictures.cpp · room: report
// What:  each picture a function: its lines in whole units of a drawing 720 wide, then its table.
#include "report/pictures.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "report/drawing.h"

namespace concordat::report {
namespace {

using Anchor = Shape::Anchor;

constexpr int wide = Drawing::wide;
constexpr std::size_t most_lines = 24;  // more cannot be told apart on a page
constexpr std::string_view accent = drawing_accent;
constexpr std::string_view ink = drawing_ink;

Picture picture(const std::string& title, int height, const Drawing& drawing, Table beside) {
    return {write_svg(drawing, title, height), write_emf(drawing, height), height, title, std::move(beside)};
}

Drawing drawn_words(Spot at, Anchor anchor, std::string_view words, bool bold = false) {
    Drawing drawing;
    drawing.words(at, anchor, words, bold);
    return drawing;
}

Drawing drawn_box(Spot at, Extent size, std::string_view fill, std::string_view dashes = "") {
    Drawing drawing;
    drawing.box(at, size, fill, dashes);
    return drawing;
}

Drawing drawn_line(Spot from, Spot to, int width = 1, std::string_view dashes = "") {
    Drawing drawing;
    drawing.line(from, to, width, dashes);
    return drawing;
}

Drawing drawn_dot(Spot at, bool filled) {
    Drawing drawing;
    drawing.dot(at, filled);
    return drawing;
}

Drawing drawn_corners(std::vector<Spot> corners, std::string_view fill, std::string_view stroke = {}, int width = 1) {
    Drawing drawing;
    drawing.polygon(std::move(corners), fill, stroke, width);
    return drawing;
}

/// Words cut to what a drawing has room for; the table beside has them whole.
std::string short_words(const std::string& words, std::size_t most) {
    if (words.size() <= most) return words;
    const std::size_t blank = words.rfind(' ', most);
    std::size_t cut = blank == std::string::npos || blank == 0 ? most : blank;
    while (cut > 0 && (static_cast<unsigned char>(words[cut]) & 0xC0u) == 0x80u) --cut;
    return words.substr(0, cut) + " \u2026";
}

/// Where on a scale of `length` units the part of a whole lies.
int scaled(const exact::Ratio& part, const exact::Ratio& whole, int length) {
    if (whole.sign() <= 0) return 0;
    const auto units = exact::whole_int64(exact::Ratio(exact::floor_of(part / whole * exact::Ratio(length))));
    return units ? static_cast<int>(std::clamp<std::int64_t>(*units, -length, length)) : 0;
}

Table picture_table(const std::string& title, std::vector<Column> columns) {
    Table table{std::move(columns), {}};
    table.caption = title + ", in figures";
    return table;
}

}  // namespace

std::optional<Picture> money_flow(const std::string& title, const std::vector<FlowLine>& lines) {
    if (lines.empty() || lines.size() > most_lines) return std::nullopt;
    constexpr int step = 46;
    constexpr int box = 200;
    const int height = static_cast<int>(lines.size()) * step + 30;
    std::vector<std::string> payers;
    for (const FlowLine& line : lines) {
        if (std::find(payers.begin(), payers.end(), line.payer) == payers.end()) payers.push_back(line.payer);
    }
    const auto payer_middle = [&](const std::string& payer) {
        const auto place = static_cast<int>(std::find(payers.begin(), payers.end(), payer) - payers.begin());
        return 30 + (2 * place + 1) * (height - 30) / (2 * static_cast<int>(payers.size()));
    };
    Drawing inside =
        drawn_words({0, 16}, Anchor::start, "Pays", true) + drawn_words({wide, 16}, Anchor::end, "Receives", true);
    Table table = picture_table(title, {{"Payer"}, {"Payee"}, {"Amount", Cell::Type::money}, {"Due on"}});
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const int y = 30 + static_cast<int>(at) * step + step / 2;
        const Spot from{box, payer_middle(lines[at].payer)};
        inside += drawn_line(from, {box + 110, y}) + drawn_line({box + 110, y}, {wide - box - 10, y});
        inside += drawn_corners({{wide - box - 12, y - 5}, {wide - box - 12, y + 5}, {wide - box, y}}, accent);
        inside += drawn_words({box + 120 + (wide - 2 * box - 130) / 2, y - 6}, Anchor::middle, lines[at].amount.shown);
        inside += drawn_box({wide - box, y - 16}, {box, 32}, "#f3f5f8");
        inside += drawn_words({wide - box / 2, y + 5}, Anchor::middle, short_words(lines[at].payee, 28));
        table.rows.push_back(
            {Row::Role::line,
             {text_cell(lines[at].payer), text_cell(lines[at].payee), lines[at].amount, text_cell(lines[at].due)}});
    }
    for (const std::string& payer : payers) {
        inside += drawn_box({0, payer_middle(payer) - 16}, {box, 32}, "#e8ecf2");
        inside += drawn_words({box / 2, payer_middle(payer) + 5}, Anchor::middle, short_words(payer, 28));
    }
    return picture(title, height, inside, std::move(table));
}

std::optional<Picture> band_ladder(const std::string& title, const std::vector<Rung>& rungs) {
    if (rungs.empty() || rungs.size() > most_lines) return std::nullopt;
    constexpr int step = 54;
    constexpr int rail = 230;
    const int count = static_cast<int>(rungs.size());
    const int height = count * step + 60;
    Drawing inside;
    Table table = picture_table(title, {{"Band"}, {"From"}, {"From belongs"}, {"To"}, {"To belongs"}, {"Rate"}});
    for (int at = 0; at < count; ++at) {
        const Rung& rung = rungs[static_cast<std::size_t>(at)];
        const int bottom = height - 40 - at * step;
        const int top = bottom - step;
        inside += drawn_box({rail + 40, top + 4}, {wide - rail - 40, step - 8}, at % 2 == 0 ? "#f3f5f8" : "#e3e8ef",
                            at % 2 == 0 ? "" : "4 2");
        inside += drawn_words({rail + 56, top + step / 2 + 5}, Anchor::start,
                              fmt::format("Band {}: {}", at + 1, short_words(rung.rate, 48)), true);
        const int side = rail + (at % 2 == 0 ? 0 : 16);  // the two dots of one edge stand beside each other
        inside += drawn_line({side, bottom}, {side, rung.to.empty() ? top - 8 : top}, 2, rung.to.empty() ? "5 4" : "");
        if (!rung.from.empty()) {
            inside += drawn_words({rail - 16, bottom + 5}, Anchor::end, short_words(rung.from, 32));
            inside += drawn_dot({side, bottom}, rung.from_included);
        }
        if (!rung.to.empty()) inside += drawn_dot({side, top}, rung.to_included);
        if (!rung.to.empty() && at + 1 == count) {
            inside += drawn_words({rail - 16, top + 5}, Anchor::end, short_words(rung.to, 32));
        }
        const auto belongs = [](const std::string& edge, bool included) {
            return text_cell(edge.empty() ? "" : included ? "yes" : "no");
        };
        table.rows.push_back(
            {Row::Role::line,
             {text_cell(fmt::format("{}", at + 1)), text_cell(rung.from.empty() ? "no limit" : rung.from),
              belongs(rung.from, rung.from_included), text_cell(rung.to.empty() ? "no limit" : rung.to),
              belongs(rung.to, rung.to_included), text_cell(rung.rate)}});
    }
    inside += drawn_dot({rail + 46, height - 14}, true) +
              drawn_words({rail + 58, height - 9}, Anchor::start, "belongs to the band");
    inside +=
        drawn_dot({rail + 226, height - 14}, false) + drawn_words({rail + 238, height - 9}, Anchor::start, "does not");
    return picture(title, height, inside, std::move(table));
}

namespace {

/// How a corridor lies on the drawing.
struct CorridorScale {
    exact::Ratio start, end, most;
    static constexpr int left = 60;
    static constexpr int floor = 260;
    static constexpr int across = wide - left - 20;
    static constexpr int up = 210;

    [[nodiscard]] Spot spot(const exact::Ratio& place, const exact::Ratio& payable) const {
        return {left + scaled(place - start, end - start, across), floor - scaled(payable, most, up - 20)};
    }
};

/// A diamond with its words, and thin lines from it to both axes; the same as the last row of the table.
Drawing drawn_mark(const CorridorScale& scale, const CorridorMark& mark, Table& table) {
    const Spot at = scale.spot(mark.place, mark.payable);
    constexpr int size = 8;
    Drawing inside = drawn_line({at.x, scale.floor}, at, 1, "1 2") + drawn_line({scale.left, at.y}, at, 1, "1 2");
    inside += drawn_corners({{at.x, at.y - size}, {at.x + size, at.y}, {at.x, at.y + size}, {at.x - size, at.y}},
                            "#fff", ink, 3);
    const bool to_the_left = at.x > scale.left + scale.across / 2;
    const Spot beside{at.x + (to_the_left ? -14 : 14), std::max(at.y - 6, scale.floor - scale.up + 30)};
    inside += drawn_words(beside, to_the_left ? Anchor::end : Anchor::start,
                          fmt::format("here: {} gives {}", mark.place_words, mark.payable_words), true);
    table.rows.push_back(
        {Row::Role::total, {text_cell("Here: " + mark.place_words), text_cell(mark.payable_words + " payable")}});
    return inside;
}

/// From the first edge to the last, or half as far again where the last zone is open; further where we are further.
CorridorScale corridor_scale(const std::vector<Zone>& zones, const std::optional<CorridorMark>& mark) {
    CorridorScale scale{zones.front().from, zones.back().to ? *zones.back().to : zones.back().from, {}};
    if (zones.back().to) return scale;
    scale.end += (scale.end - scale.start) / exact::Ratio(2);
    if (mark) scale.end = exact::greater(scale.end, mark->place + (mark->place - scale.start) / exact::Ratio(10));
    return scale;
}

}  // namespace

std::optional<Picture> risk_corridor(const std::string& title, const CorridorAxes& axes, const std::vector<Zone>& zones,
                                     const std::optional<CorridorMark>& mark) {
    if (zones.empty() || zones.size() > most_lines) return std::nullopt;
    CorridorScale scale = corridor_scale(zones, mark);
    const int left = scale.left, floor = scale.floor, up = scale.up;
    if (scale.end <= scale.start) return std::nullopt;
    std::vector<exact::Ratio> payable = {exact::Ratio(0)};
    for (const Zone& zone : zones) {
        payable.push_back(payable.back() + ((zone.to ? *zone.to : scale.end) - zone.from) * zone.rate);
        if (zone.rate.sign() < 0) return std::nullopt;
    }
    scale.most = payable.back();
    if (scale.most.sign() <= 0) return std::nullopt;
    Drawing inside;
    Drawing curve;  // over all zones
    Table table = picture_table(title, {{"Zone from"}, {"Payable of each further pound"}});
    for (std::size_t at = 0; at < zones.size(); ++at) {
        const Spot begin = scale.spot(zones[at].from, payable[at]);
        const Spot end = scale.spot(zones[at].to ? *zones[at].to : scale.end, payable[at + 1]);
        inside += drawn_box({begin.x, floor - up}, {end.x - begin.x, up}, at % 2 == 0 ? "#f3f5f8" : "#e3e8ef", "2 3");
        inside += drawn_words({(begin.x + end.x) / 2, floor - up - 6}, Anchor::middle, zones[at].rate_words, true);
        inside += drawn_words({begin.x, floor + 18 + 16 * static_cast<int>(at % 2)},
                              at == 0 ? Anchor::start : Anchor::middle, short_words(zones[at].from_words, 26));
        curve += drawn_line(begin, end, 3, zones[at].to ? "" : "8 4") + drawn_dot(begin, true);
        table.rows.push_back({Row::Role::line, {text_cell(zones[at].from_words), text_cell(zones[at].rate_words)}});
    }
    inside += curve;
    inside += drawn_line({left, floor}, {wide - 20, floor}, 2) + drawn_line({left, floor}, {left, floor - up}, 2);
    if (mark) inside += drawn_mark(scale, *mark, table);
    inside += drawn_words({wide - 20, floor + 52}, Anchor::end, axes.across + " \u2192");
    inside += drawn_words({0, 20}, Anchor::start, "\u2191 " + axes.up);
    return picture(title, floor + 64, inside, std::move(table));
}

std::optional<Picture> waterfall(const std::string& title, const std::vector<Fall>& falls) {
    if (falls.empty() || falls.size() > most_lines) return std::nullopt;
    constexpr int step = 34;
    constexpr int left = 300;
    constexpr int length = 240;
    exact::Ratio most;
    for (const Fall& fall : falls) {
        if (fall.before.sign() < 0 || fall.after.sign() < 0) return std::nullopt;
        most = exact::greater(most, exact::greater(fall.before, fall.after));
    }
    const int height = static_cast<int>(falls.size()) * step + 20;
    Drawing inside = drawn_line({left, 6}, {left, height - 8}, 2);
    Table table = picture_table(title, {{"Clause"}, {"Before", Cell::Type::money}, {"Leaves", Cell::Type::money}});
    for (std::size_t at = 0; at < falls.size(); ++at) {
        const Fall& fall = falls[at];
        const int y = 10 + static_cast<int>(at) * step;
        const int before = left + scaled(fall.before, most, length);
        const int after = left + scaled(fall.after, most, length);
        const bool falling = fall.after < fall.before;
        inside += drawn_words({left - 10, y + 18}, Anchor::end, short_words(fall.label, 44));
        inside += drawn_box({left, y + 4}, {std::max(std::min(before, after) - left, 0), step - 14}, "#c9d3e0");
        if (at > 0 && before != after) {
            inside += drawn_box({std::min(before, after), y + 4}, {std::abs(before - after), step - 14},
                                falling ? "#fff" : accent, falling ? "4 3" : "");
        } else if (at == 0) {
            inside += drawn_box({left, y + 4}, {after - left, step - 14}, "#c9d3e0");
        }
        const bool changed = at > 0 && fall.before != fall.after;
        const char* way = at == 0 ? "" : !changed ? "stays " : falling ? "down to " : "up to ";
        inside += drawn_words({wide, y + 18}, Anchor::end, way + fall.shown_after.shown);
        table.rows.push_back(
            {Row::Role::line, {text_cell(fall.label), at == 0 ? Cell{} : fall.shown_before, fall.shown_after}});
    }
    return picture(title, height, inside, std::move(table));
}

}  // namespace concordat::report
