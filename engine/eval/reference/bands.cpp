// engine/eval/reference/bands.cpp · room: eval
// What:  bands: slice by slice, as a whole, or a value for each row.
// Source: share-algebra K2; findings N31 (mirrored). Where a row begins and ends may itself be an amount.
// Start: work_out(), last in the file; the functions above it are its steps.
#include <algorithm>
#include <optional>
#include <vector>

#include "eval/reference/names.h"
#include "eval/reference/why_not.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using exact::Ratio;
using model::Band;
using model::BandMode;
using model::BandRow;
using model::Value;
using source::Code;

/// The edges of a row, worked out. Nothing: no limit on that side.
struct Edges {
    std::optional<Ratio> from, to;
};

std::vector<Edges> edges_of(const Band& node, Operands& operands) {
    std::vector<Edges> rows;
    rows.reserve(node.rows.size());
    for (const BandRow& row : node.rows) {
        Edges edges;
        if (row.from.is_set()) edges.from = operands.place(row.from);
        if (row.to.is_set()) edges.to = operands.place(row.to);
        rows.push_back(std::move(edges));
    }
    return rows;
}

/// Each row ends where it begins or above, and no row begins before the one above it ends.
bool edges_rise(const std::vector<Edges>& rows) {
    std::optional<Ratio> reached;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Edges& row = rows[index];
        if (index > 0 && (!row.from || !rows[index - 1].to)) return false;
        if (reached && row.from && *row.from < *reached) return false;
        if (row.from && row.to && *row.to < *row.from) return false;
        if (row.to) reached = row.to;
    }
    return true;
}

/// How much of the stretch from `low` to `high` lies in the row.
Ratio part_in(const Edges& row, const Ratio& low, const Ratio& high) {
    const Ratio& from = row.from ? exact::greater(*row.from, low) : low;
    const Ratio& to = row.to ? exact::lesser(*row.to, high) : high;
    return to > from ? to - from : Ratio();
}

bool lies_in(const BandRow& row, const Edges& edges, const Ratio& place) {
    if (edges.from && (row.from_included ? place < *edges.from : place <= *edges.from)) return false;
    return !edges.to || (row.to_included ? place <= *edges.to : place < *edges.to);
}

/// "£0 to £2,000,000", "above £5,000,000": a row as people read it.
std::string row_in_words(const Site& site, const Band& node, const Edges& edges) {
    if (edges.from && edges.to)
        return site.shown_place(*edges.from, node.of) + " to " + site.shown_place(*edges.to, node.of);
    if (edges.from) return "above " + site.shown_place(*edges.from, node.of);
    if (edges.to) return "up to " + site.shown_place(*edges.to, node.of);
    return "all";
}

Value not_covered(const Site& site, const Band& node, const Ratio& place) {
    return site.impossible(Code::no_band_covers, site.shown_place(place, node.of) + " lies in no row of the table");
}

void note_slice(const Site& site, const Band& node, std::size_t index, const Edges& edges, const Ratio& part,
                const Value& rate, const Ratio& gives) {
    if (!site.frame.explaining()) return;
    site.note(row_in_words(site, node, edges) + " at " + site.shown(rate, node.rows[index].rate) + ", on " +
                  site.shown(part, node.of),
              gives);
}

/// "50%" as it is written, "Gain Rate (50%)" where it is called otherwise.
std::string rate_in_words(const Site& site, model::ExprId rate, const Ratio& number) {
    const std::string figure = site.shown(number, rate);
    if (std::holds_alternative<model::Constant>(site.contract().expression(rate).node)) return figure;
    const std::string name = name_of_part(site.contract(), rate);
    return name.empty() || name == figure ? figure : name + " (" + figure + ")";
}

/// Keeps with what was looked at last how the bands lie and where the amount stands among them. A rate that the slices
/// did not ask for is worked out quietly; where it is not known there is no picture.
void keep_corridor(const Site& site, const Band& node, const std::vector<Edges>& rows, const Ratio& place,
                   const Ratio& gives) {
    if (!site.frame.explaining() || site.frame.steps->empty() || node.mirrored) return;
    if (site.workings.recorder != nullptr) return;  // a working paper has no pictures, and asks for all rates itself
    trace::Corridor corridor{
        name_of_part(site.contract(), node.of), {}, place, gives, site.shown_place(place, node.of)};
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const model::ExprId rate = node.rows[index].rate;
        const Value value = looked_at_again(site, rate);
        const Ratio* number = std::get_if<Ratio>(&value);
        if (number == nullptr) return;
        const Ratio from = rows[index].from.value_or(Ratio());
        corridor.zones.push_back(
            {from, rows[index].to, *number, site.shown_place(from, node.of), rate_in_words(site, rate, *number)});
    }
    site.frame.steps->back().corridor = std::move(corridor);
}

/// Each rate on its own slice: the parts of the way from 0 to x, below 0 with the sign put back.
Value slice_by_slice(const Site& site, const Band& node, const std::vector<Edges>& rows, const Ratio& place) {
    const Ratio zero;
    const Ratio& low = exact::lesser(place, zero);
    const Ratio& high = exact::greater(place, zero);
    Ratio covered;
    Ratio sum;
    Operands operands(site);
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const Ratio part = part_in(rows[index], low, high);
        if (part.is_zero()) continue;
        covered += part;
        const Value rate = operands.value(node.rows[index].rate);
        const auto* number = std::get_if<Ratio>(&rate);
        if (number == nullptr) {
            if (model::is_known(rate)) return site.impossible(Code::kinds_clash_in_data, "a rate is needed here");
            continue;
        }
        const Ratio gives = (place.sign() < 0 ? -part : part) * *number;
        note_slice(site, node, index, rows[index], part, rate, gives);
        sum += gives;
    }
    if (covered != high - low) return not_covered(site, node, place);
    if (!operands.known()) return operands.instead();
    keep_corridor(site, node, rows, place, sum);
    return sum;
}

std::optional<std::size_t> row_of(const Band& node, const std::vector<Edges>& rows, const Ratio& place) {
    for (std::size_t index = 0; index < rows.size(); ++index) {
        if (lies_in(node.rows[index], rows[index], place)) return index;
    }
    return std::nullopt;
}

/// The rate of the row that x lies in, times x; or that row's own value.
Value by_one_row(const Site& site, const Band& node, const std::vector<Edges>& rows, const Ratio& place) {
    const auto index = row_of(node, rows, place);
    if (!index) return not_covered(site, node, place);
    const model::ExprId rate_part = node.rows[*index].rate;
    if (node.mode == BandMode::steps) {
        Value value = site.of(rate_part);
        if (site.frame.explaining()) {
            site.note(site.shown_place(place, node.of) + " lies in " + row_in_words(site, node, rows[*index]), value);
        }
        return value;
    }
    Operands operands(site);
    const Ratio rate = operands.number(rate_part);
    if (!operands.known()) return operands.instead();
    if (site.frame.explaining()) {
        site.note(row_in_words(site, node, rows[*index]) + " at " + site.shown(rate, rate_part) + ", on all of " +
                      site.shown_place(place, node.of),
                  rate * place);
    }
    return rate * place;
}

Value with_sign_put_back(Value value) {
    if (const auto* number = std::get_if<Ratio>(&value)) return -*number;
    return value;
}

}  // namespace

Value work_out(const Band& node, const Site& site) {
    Operands operands(site);
    const Ratio place = operands.place(node.of);
    const std::vector<Edges> rows = edges_of(node, operands);
    if (!operands.known()) return operands.instead();
    if (!edges_rise(rows)) {
        return site.impossible(Code::band_edges_cross,
                               "the edges of its table, as worked out, are not in rising order");
    }
    const bool turned = node.mirrored && place.sign() < 0;
    const Ratio size = turned ? -place : place;
    Value value =
        node.mode == BandMode::slices ? slice_by_slice(site, node, rows, size) : by_one_row(site, node, rows, size);
    return turned ? with_sign_put_back(std::move(value)) : value;
}

}  // namespace concordat::eval::reference
