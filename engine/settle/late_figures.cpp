// engine/settle/late_figures.cpp · room: settle
// What:  lists the figures that came after the last day on which they count (N6), and decisions after theirs (N21).
#include "settle/late_figures.h"

#include <fmt/format.h>

namespace concordat::settle {

std::vector<NoticeLine> late_figure_notices(const Settling& settling, const std::optional<calendar::Period>& before) {
    std::optional<calendar::Date> after;
    if (before) after = model::last_report_day(settling.contract, *before);
    std::vector<NoticeLine> lines;
    for (const auto& late : settling.evaluator.came_too_late(after)) {
        lines.push_back({late.clause, settling.period,
                         fmt::format("{}, reported on {}, after {}: listed, and moves nothing", late.what,
                                     calendar::write_long(late.reported), calendar::write_long(late.last))});
    }
    return lines;
}

}  // namespace concordat::settle
