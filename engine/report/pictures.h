// engine/report/pictures.h · room: report
// What:  drawings for those who would rather look: static SVG, the same bytes every time, each with its figures in a
//        table beside it. Words and hatching carry what colour shows.
// Never: a figure worked out but for where a line is drawn; a word that has not gone through html_text().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exact/ratio.h"
#include "report/document.h"

namespace concordat::report {

/// Who pays whom: payers on the left, payees on the right. Nothing for none, and for more than can be told apart.
struct FlowLine {
    std::string payer, payee, due;
    Cell amount;
};
[[nodiscard]] std::optional<Picture> money_flow(const std::string& title, const std::vector<FlowLine>& lines);

/// A band of a table, its edges as written; empty: no limit. A filled dot belongs to the band, an open one does not.
struct Rung {
    std::string from, to, rate;
    bool from_included = false, to_included = true;
};
[[nodiscard]] std::optional<Picture> band_ladder(const std::string& title, const std::vector<Rung>& rungs);

/// The outturn across, what is payable up, a zone for each band; for bands whose slices are added. The edges in one
/// unit.
struct Zone {
    exact::Ratio from;
    std::optional<exact::Ratio> to;
    exact::Ratio rate;  // 1/2 for 50%
    std::string from_words, rate_words;
};
struct CorridorAxes {
    std::string across, up;
};
/// Where we are: the outturn, and what is payable there.
struct CorridorMark {
    exact::Ratio place, payable;
    std::string place_words, payable_words;
};
[[nodiscard]] std::optional<Picture> risk_corridor(const std::string& title, const CorridorAxes& axes,
                                                   const std::vector<Zone>& zones,
                                                   const std::optional<CorridorMark>& mark = {});

/// An amount from clause to clause: what each adds or takes, and what it leaves.
struct Fall {
    std::string label;
    exact::Ratio before, after;
    Cell shown_before, shown_after;
};
[[nodiscard]] std::optional<Picture> waterfall(const std::string& title, const std::vector<Fall>& falls);

}  // namespace concordat::report
