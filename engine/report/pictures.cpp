// engine/report/pictures.cpp · room: report
// What:  each picture a function: its lines in whole units of a drawing 720 wide, then its table.
#include "report/pictures.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "report/html_text.h"

namespace concordat::report {
namespace {

constexpr int wide = 720;
constexpr std::size_t most_lines = 24;  // more cannot be told apart on a page
constexpr std::string_view ink = "#1c1f24";
constexpr std::string_view accent = "#1d3557";

/// A drawing with its name for those who hear it, and hatching that every picture may use.
std::string drawing(const std::string& title, int height, const std::string& inside) {
    const std::string name = html_text(title);
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
        "aria-label=\"{}\" font-family=\"Arial, Liberation Sans, Helvetica, sans-serif\" font-size=\"13\" "
        "fill=\"{}\">\n<title>{}</title>\n{}</svg>\n",
        wide, height, wide, height, name, ink, name, inside);
}

struct Spot {
    int x, y;
};
enum class Anchor { start, middle, end };

std::string drawn_words(Spot at, Anchor anchor, std::string_view words, bool bold = false) {
    constexpr std::string_view anchors[] = {"start", "middle", "end"};
    return fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", at.x, at.y,
                       anchors[static_cast<std::size_t>(anchor)], bold ? " font-weight=\"bold\"" : "",
                       html_text(words));
}

struct Extent {
    int width, height;
};
std::string drawn_box(Spot at, Extent size, std::string_view fill, std::string_view dashes = "") {
    return fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1\"{}/>\n", at.x,
        at.y, size.width, size.height, fill, accent,
        dashes.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dashes));
}

std::string drawn_line(Spot from, Spot to, int width = 1, std::string_view dashes = "") {
    return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n", from.x,
                       from.y, to.x, to.y, accent, width,
                       dashes.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dashes));
}

std::string drawn_dot(Spot at, bool filled) {
    return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"{}\" stroke=\"{}\" stroke-width=\"2\"/>\n", at.x,
                       at.y, filled ? accent : std::string_view("#fff"), accent);
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
    std::string inside =
        drawn_words({0, 16}, Anchor::start, "Pays", true) + drawn_words({wide, 16}, Anchor::end, "Receives", true);
    Table table = picture_table(title, {{"Payer"}, {"Payee"}, {"Amount", Cell::Type::money}, {"Due on"}});
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const int y = 30 + static_cast<int>(at) * step + step / 2;
        const Spot from{box, payer_middle(lines[at].payer)};
        inside += drawn_line(from, {box + 110, y}) + drawn_line({box + 110, y}, {wide - box - 10, y});
        inside += fmt::format("<polygon points=\"{0},{1} {0},{2} {3},{4}\" fill=\"{5}\"/>\n", wide - box - 12, y - 5,
                              y + 5, wide - box, y, accent);
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
    return Picture{drawing(title, height, inside), std::move(table)};
}

std::optional<Picture> band_ladder(const std::string& title, const std::vector<Rung>& rungs) {
    if (rungs.empty() || rungs.size() > most_lines) return std::nullopt;
    constexpr int step = 54;
    constexpr int rail = 230;
    const int count = static_cast<int>(rungs.size());
    const int height = count * step + 60;
    std::string inside;
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
    return Picture{drawing(title, height, inside), std::move(table)};
}

std::optional<Picture> risk_corridor(const std::string& title, const CorridorAxes& axes,
                                     const std::vector<Zone>& zones) {
    if (zones.empty() || zones.size() > most_lines) return std::nullopt;
    constexpr int left = 60;
    constexpr int floor = 260;
    constexpr int across = wide - left - 20;
    constexpr int up = 210;
    const exact::Ratio start = zones.front().from;
    exact::Ratio end = zones.back().to ? *zones.back().to : zones.back().from;
    if (!zones.back().to) end += (end - start) / exact::Ratio(2);  // the open zone is shown for half as much again
    if (end <= start) return std::nullopt;
    std::vector<exact::Ratio> payable = {exact::Ratio(0)};
    for (const Zone& zone : zones) {
        payable.push_back(payable.back() + ((zone.to ? *zone.to : end) - zone.from) * zone.rate);
        if (zone.rate.sign() < 0) return std::nullopt;
    }
    if (payable.back().sign() <= 0) return std::nullopt;
    std::string inside;
    Table table = picture_table(title, {{"Zone from"}, {"Payable of each further pound"}});
    for (std::size_t at = 0; at < zones.size(); ++at) {
        const exact::Ratio to = zones[at].to ? *zones[at].to : end;
        const int x1 = left + scaled(zones[at].from - start, end - start, across);
        const int x2 = left + scaled(to - start, end - start, across);
        inside += drawn_box({x1, floor - up}, {x2 - x1, up}, at % 2 == 0 ? "#f3f5f8" : "#e3e8ef", "2 3");
        inside += drawn_words({(x1 + x2) / 2, floor - up - 6}, Anchor::middle, zones[at].rate_words, true);
        inside += drawn_words({x1, floor + 18 + 16 * static_cast<int>(at % 2)},
                              at == 0 ? Anchor::start : Anchor::middle, short_words(zones[at].from_words, 26));
        const Spot begin{x1, floor - scaled(payable[at], payable.back(), up - 20)};
        inside += drawn_line(begin, {x2, floor - scaled(payable[at + 1], payable.back(), up - 20)}, 3,
                             zones[at].to ? "" : "8 4");
        inside += drawn_dot(begin, true);
        table.rows.push_back({Row::Role::line, {text_cell(zones[at].from_words), text_cell(zones[at].rate_words)}});
    }
    inside += drawn_line({left, floor}, {wide - 20, floor}, 2) + drawn_line({left, floor}, {left, floor - up}, 2);
    inside += drawn_words({wide - 20, floor + 52}, Anchor::end, axes.across + " \u2192");
    inside += drawn_words({0, 20}, Anchor::start, "\u2191 " + axes.up);
    return Picture{drawing(title, floor + 64, inside), std::move(table)};
}

std::optional<Picture> waterfall(const std::string& title, const std::vector<Fall>& falls) {
    if (falls.empty() || falls.size() > most_lines) return std::nullopt;
    constexpr int step = 34;
    constexpr int left = 250;
    constexpr int length = 320;
    exact::Ratio most;
    for (const Fall& fall : falls) {
        if (fall.before.sign() < 0 || fall.after.sign() < 0) return std::nullopt;
        most = exact::greater(most, exact::greater(fall.before, fall.after));
    }
    const int height = static_cast<int>(falls.size()) * step + 20;
    std::string inside = drawn_line({left, 6}, {left, height - 8}, 2);
    Table table = picture_table(title, {{"Clause"}, {"Before", Cell::Type::money}, {"Leaves", Cell::Type::money}});
    for (std::size_t at = 0; at < falls.size(); ++at) {
        const Fall& fall = falls[at];
        const int y = 10 + static_cast<int>(at) * step;
        const int before = left + scaled(fall.before, most, length);
        const int after = left + scaled(fall.after, most, length);
        const bool falling = fall.after < fall.before;
        inside += drawn_words({left - 10, y + 18}, Anchor::end, short_words(fall.label, 34));
        inside += drawn_box({left, y + 4}, {std::max(std::min(before, after) - left, 0), step - 14}, "#c9d3e0");
        if (at > 0 && before != after) {
            inside += drawn_box({std::min(before, after), y + 4}, {std::abs(before - after), step - 14},
                                falling ? "#fff" : accent, falling ? "4 3" : "");
        } else if (at == 0) {
            inside += drawn_box({left, y + 4}, {after - left, step - 14}, "#c9d3e0");
        }
        const char* sign = at == 0 || before == after ? "" : falling ? "\u2212 " : "+ ";
        inside += drawn_words({wide, y + 18}, Anchor::end, sign + std::string("leaves ") + fall.shown_after.shown);
        table.rows.push_back(
            {Row::Role::line, {text_cell(fall.label), at == 0 ? Cell{} : fall.shown_before, fall.shown_after}});
    }
    return Picture{drawing(title, height, inside), std::move(table)};
}

}  // namespace concordat::report
