// engine/source/advice.cpp · room: source
// What:  see advice.h. The figures are right and the words do not say what holds for them: so the words to add.
#include "source/advice.h"

#include "source/utf8.h"

namespace concordat::source {

std::string_view advice_when_settling(Code code) {
    switch (code) {
        case Code::divided_by_nothing:
            return "write directly behind the division `(or 0% if B is 0)`, with what then holds";
        case Code::two_cases_at_once:
            return "let the cases exclude one another, or write `taken in turn` so that the first that holds decides";
        case Code::no_case_applies: return "add a last case: `otherwise, ...`";
        case Code::no_band_covers:
            return "add a row that covers it, or keep the amount out: `but not less than 0` behind what is banded";
        case Code::band_edges_cross:
            return "let each edge lie above the one before for every figure: edges that are shares of one amount do";
        case Code::line_points_clash: return "let the points lie in rising or falling order for every figure";
        case Code::nothing_to_choose_from:
            return "write directly behind `(or 0 if there are none)`, with what then holds";
        case Code::no_weight_to_divide_by: return "end the sentence with `; if there are none, it is kept by P`";
        case Code::weight_below_nothing: return "keep the weight at 0: `but not less than 0` in its own clause";
        case Code::none_used_as_amount: return "say what holds there: `if there is none, ...`, or fill the cell";
        case Code::two_rows_for_keys: return "take one of the two rows out, or add a column that tells them apart";
        case Code::promise_not_kept: return "correct the figures, or agree a variation of this clause";
        case Code::kept_below_nothing: return "correct the figures, or limit what is paid on: `but not more than ...`";
        case Code::nobody_to_divide_among:
            return "report the weights, or say in the clause what holds then: `if there are none, it is kept by P`";
        case Code::payment_not_in_coins:
            return "round to the penny: `Every payment is rounded to the nearest penny, half up.`";
        case Code::pool_below_nothing:
            return "limit what is taken out to what the pool holds, or end its sentence with `; it may be less than 0`";
        default: return {};
    }
}

Place narrowed(Place place, std::string_view words) {
    const std::string_view line = place.quoted_line;
    const auto at = words.empty() ? std::string_view::npos : line.find(words);
    if (at == std::string_view::npos || line.find(words, at + 1) != std::string_view::npos) return place;
    const std::size_t from = decode_all(line.substr(0, at)).size();
    place.column = place.column + from - place.mark_from;
    place.mark_from = from;
    place.mark_length = decode_all(words).size();
    return place;
}

}  // namespace concordat::source
