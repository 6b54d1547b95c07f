// engine/engross/band_pictures.cpp · room: engross
// What:  a table of bands as written, drawn: which edge belongs to which band, and what is payable as the outturn
// grows. Start: band_pictures(), last in the file.
#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engross/copy_parts.h"
#include "exact/decimal_text.h"
#include "report/pictures.h"

namespace concordat::engross {
namespace {

bool is_open_edge(const std::string& words) { return words.empty() || words == "no limit" || words == "-"; }

/// The edge belongs to the band below where the heading of the lower edges ends so.
bool begins_above(const std::string& heading) {
    for (const std::string_view words : {"above", "more than", "over"}) {
        if (heading.ends_with(words)) return true;
    }
    return false;
}

/// "2% of Target Cost" as 2 of "% of Target Cost"; £0 is nothing in any unit.
struct EdgeFigure {
    exact::Ratio figure;
    std::string unit;
};
std::optional<EdgeFigure> figure_of(std::string words) {
    EdgeFigure edge;
    if (words.starts_with("\u00a3")) {
        edge.unit = "\u00a3";
        words.erase(0, edge.unit.size());
    }
    const std::size_t end = words.find_first_not_of("0123456789.,");
    const auto figure = exact::read_decimal(std::string_view(words).substr(0, end));
    if (!figure) return std::nullopt;
    edge.figure = *figure;
    if (end != std::string::npos) edge.unit += words.substr(end);
    if (figure->is_zero()) edge.unit = {};
    return edge;
}

struct DrawnBands {
    std::vector<report::Rung> rungs;
    std::vector<report::Zone> zones;
    std::string unit;
    bool one_unit = true;
};

void take_row(const syntax::Row& row, bool above, DrawnBands& bands) {
    const std::string& from = row.cells[0].text;
    const std::string& to = row.cells[1].text;
    const std::string& rate = row.cells[2].text;
    report::Rung rung{is_open_edge(from) ? "" : from, is_open_edge(to) ? "" : to, rate, !above, above};
    const auto begin = figure_of(from);
    const auto end = is_open_edge(to) ? std::optional<EdgeFigure>() : figure_of(to);
    const auto share = figure_of(rate);
    bands.one_unit = bands.one_unit && begin && share && share->unit.starts_with("%") == !share->figure.is_zero() &&
                     (end.has_value() || is_open_edge(to));
    for (const auto& edge : {begin, end}) {
        if (!edge || edge->unit.empty()) continue;
        if (bands.unit.empty()) bands.unit = edge->unit;
        bands.one_unit = bands.one_unit && edge->unit == bands.unit;
    }
    if (bands.one_unit) {
        report::Zone zone{begin->figure, {}, share->figure / exact::Ratio(100), from, rate};
        if (end) zone.to = end->figure;
        bands.zones.push_back(std::move(zone));
    }
    bands.rungs.push_back(std::move(rung));
}

}  // namespace

std::vector<report::Block> band_pictures(const syntax::Table& table, const std::string& clause, const std::string& name,
                                         bool slices) {
    if (table.headings.size() != 3) return {};
    const std::string& heading = table.headings.front().text;
    const bool above = begins_above(heading);
    DrawnBands bands;
    for (const syntax::Row& row : table.rows) take_row(row, above, bands);
    std::vector<report::Block> pictures;
    if (auto ladder = report::band_ladder(fmt::format("The bands of clause {}", clause), bands.rungs)) {
        pictures.emplace_back(std::move(*ladder));
    }
    if (!slices || !bands.one_unit) return pictures;
    const std::string across = heading.substr(0, heading.rfind(' '));
    if (auto corridor = report::risk_corridor(fmt::format("{} under clause {} as {} grows", name, clause, across),
                                              {across, name}, bands.zones)) {
        pictures.emplace_back(std::move(*corridor));
    }
    return pictures;
}

}  // namespace concordat::engross
