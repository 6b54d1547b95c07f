// engine/eval/reference/formulas.cpp · room: eval
// What:  how each kind of expression is written as a formula. A case that does not hold is written too where it can be
//        worked out, so that other figures lead to the other case; where it cannot, the formula says so (NA()).
// Never: a formula whose value is not the evaluator's: sums and averages are compared with it first.
// Start: composed(), last in the file.
#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "eval/reference/formulas_of_many.h"
#include "eval/reference/names.h"
#include "eval/reference/quietly.h"
#include "eval/reference/recorder.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {
namespace {

using exact::Ratio;
using model::ExprId;
using model::Value;
using trace::formula_number;

/// A constant as a formula; nothing for what is no figure.
std::string literal(const Value& value) {
    if (const auto* number = std::get_if<Ratio>(&value)) return formula_number(*number);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "TRUE()" : "FALSE()";
    constexpr std::int32_t days_before_1970 = 25'569;  // spreadsheets count days from 30 December 1899
    if (const auto* date = std::get_if<calendar::Date>(&value))
        return std::to_string(date->days_since_1970() + days_before_1970);
    return {};
}

class Composer {
public:
    Composer(const Site& site, std::vector<Fragment>& parts, const Value& value)
        : site_(site), recorder_(*site.workings.recorder), parts_(parts), value_(value) {}

    [[nodiscard]] const std::string& why() const { return why_; }

    // ---- each kind of node; an empty text: no formula -----------------------------------------------
    std::string operator()(const model::Constant& node) { return literal(node.value); }
    std::string operator()(const model::TermRef&) {
        const auto figure = recorder_.answer();
        return figure ? Recorder::cell(*figure) : std::string();
    }
    std::string operator()(const model::FieldOf&) {
        const auto figure = recorder_.answer();
        if (figure && value_ == recorder_.paper()->figures[*figure].value) return Recorder::cell(*figure);
        return leaf("a field of a record");
    }
    std::string operator()(const model::Previous&) {
        const auto figure = recorder_.previous();
        return figure ? Recorder::cell(*figure) : std::string();
    }

    std::string operator()(const model::Arithmetic& node) {
        std::vector<const model::Arithmetic*> chain{&node};
        while (const auto* inner =
                   std::get_if<model::Arithmetic>(&site_.contract().expression(chain.back()->left).node))
            chain.push_back(inner);
        std::string formula = part(chain.back()->left);
        for (auto link = chain.rbegin(); link != chain.rend() && !formula.empty(); ++link) {
            const std::string right = part((*link)->right);
            if (right.empty()) return {};
            constexpr char signs[] = {'+', '-', '*', '/'};
            formula = fmt::format("({}{}{})", formula, signs[static_cast<std::size_t>((*link)->op)], right);
            if ((*link)->if_zero.is_set()) formula = divided_or(**link, right, formula);
        }
        return formula;
    }

    std::string operator()(const model::Negate& node) { return around("(-{})", node.of); }
    std::string operator()(const model::WholePart& node) { return around("TRUNC(ROUND({},9))", node.of); }
    std::string operator()(const model::Not& node) { return around("NOT({})", node.of); }
    std::string operator()(const model::Extreme& node) {
        return list(node.greatest ? "MAX({})" : "MIN({})", node.items);
    }
    std::string operator()(const model::Excess& node) {
        const std::string of = part(node.of);
        const std::string above = part(node.above);
        return of.empty() || above.empty() ? std::string() : fmt::format("MAX(0,{}-{})", of, above);
    }
    std::string operator()(const model::Limit& node) {
        std::string formula = part(node.of);
        for (const auto& bound : node.bounds) {
            const std::string at = part(bound.at);
            if (at.empty() || formula.empty()) return {};
            formula = fmt::format("{}({},{})", bound.upper ? "MIN" : "MAX", formula, at);
        }
        return formula;
    }
    std::string operator()(const model::Round& node) {
        const std::string of = part(node.of);
        const auto digits = digits_of(node.rounding.step);
        if (of.empty()) return {};
        // What is cut off is first freed of what binary numbers leave behind.
        switch (node.rounding.mode) {
            case exact::RoundingMode::half_up: return in_steps("ROUND({},{})", of, node.rounding.step, digits);
            case exact::RoundingMode::up: return in_steps("ROUNDUP(ROUND({},8),{})", of, node.rounding.step, digits);
            case exact::RoundingMode::down:
                return in_steps("ROUNDDOWN(ROUND({},8),{})", of, node.rounding.step, digits);
            case exact::RoundingMode::half_down:
            case exact::RoundingMode::half_to_even: break;
        }
        return leaf("rounded in a way that spreadsheets have no word for");
    }

    std::string operator()(const model::Choose& node) {
        std::string formula = node.otherwise.is_set() ? branch(node.otherwise) : "NA()";
        for (auto one = node.cases.rbegin(); one != node.cases.rend(); ++one) {
            const std::string condition = part(one->condition);
            if (condition.empty()) return {};
            formula = fmt::format("IF({},{},{})", condition, branch(one->result), formula);
        }
        return formula;
    }
    std::string operator()(const model::Compare& node) {
        const std::string left = part(node.left);
        const std::string right = part(node.right);
        if (left.empty() || right.empty()) return leaf("a comparison of words");
        constexpr std::string_view signs[] = {"=", "<>", ">=", ">", "<=", "<"};
        // The twelfth decimal is where binary numbers begin to differ from those of the contract.
        return fmt::format("(ROUND({}-{},12){}0)", left, right, signs[static_cast<std::size_t>(node.op)]);
    }
    std::string operator()(const model::Combine& node) {
        if (node.junction == model::Junction::all_of) return list("AND({})", node.items);
        if (node.junction == model::Junction::any_of) return list("OR({})", node.items);
        std::string sum;
        for (const ExprId item : node.items) {
            const std::string one = part(item);
            if (one.empty()) return {};
            sum += (sum.empty() ? "" : "+") + fmt::format("IF({},1,0)", one);
        }
        return fmt::format("(({})>={})", sum, node.k);
    }

    std::string operator()(const model::Band& node) {
        std::string place = as_figure(node.of, "what the bands are for");
        if (place.empty()) return {};
        const std::string as_written = place;
        if (node.mirrored) place = fmt::format("ABS({})", place);
        const std::string formula = node.mode == model::BandMode::slices ? slices(node, place) : one_row(node, place);
        if (formula.empty() || !node.mirrored) return formula;
        return fmt::format("(SIGN({})*{})", as_written, formula);
    }

    std::string operator()(const model::Line& node) {
        const std::string x = as_figure(node.of, "where on the line it lies");
        std::vector<std::pair<std::string, std::string>> points;
        for (const auto& point : node.points) points.emplace_back(part(point.x), part(point.y));
        const bool whole = std::all_of(points.begin(), points.end(),
                                       [](const auto& one) { return !one.first.empty() && !one.second.empty(); });
        if (x.empty() || !whole || points.size() < 2) return {};
        if (!rises(node)) std::reverse(points.begin(), points.end());
        const auto height = [&](std::size_t to) {
            const auto& [x1, y1] = points[to - 1];
            const auto& [x2, y2] = points[to];
            return fmt::format("({1}+({3}-{1})*({4}-{0})/({2}-{0}))", x1, y1, x2, y2, x);
        };
        std::string formula = node.continuing ? height(points.size() - 1) : points.back().second;
        for (std::size_t to = points.size() - 1; to > 0; --to)
            formula = fmt::format("IF({}<={},{},{})", x, points[to].first, height(to), formula);
        const std::string below = node.continuing ? height(1) : points.front().second;
        return fmt::format("IF({}<{},{},{})", x, points.front().first, below, formula);
    }

    std::string operator()(const model::DaysBetween& node) {
        const std::string from = part(node.from);
        const std::string to = part(node.to);
        if (from.empty() || to.empty()) return {};
        switch (node.count) {
            case model::DayCount::nights:
            case model::DayCount::after_up_to: return fmt::format("({}-{})", to, from);
            case model::DayCount::both_included: return fmt::format("({}-{}+1)", to, from);
            case model::DayCount::days_after: return fmt::format("MAX(0,{}-{})", to, from);
        }
        return {};
    }

    std::string operator()(const model::Aggregate& node) {
        if (node.dearest || node.weight_group.is_set() || !node.of.is_set()) return leaf("counted or chosen from many");
        std::vector<Element> elements = elements_of(node);
        if (elements.empty()) return leaf("nothing to add up");
        switch (node.op) {
            case model::AggregateOp::total: return total(elements);
            case model::AggregateOp::average: return average(node, elements);
            case model::AggregateOp::greatest: return chosen("MAX({})", elements);
            case model::AggregateOp::least: return chosen("MIN({})", elements);
            case model::AggregateOp::number:
            case model::AggregateOp::number_different:
            case model::AggregateOp::only_value: break;
        }
        return leaf("counted or chosen from many");
    }

    /// The cell of the row that was found is an input; which row that is stands as it is.
    std::string operator()(const model::LookUp&) {
        const auto& cell = recorder_.seen().cell;
        if (!cell) return leaf("looked up in a schedule");
        trace::Figure figure;
        figure.what = trace::Figure::What::input;
        figure.name = cell->name.empty() ? name_of_part(site_.contract(), site_.expression) : cell->name;
        figure.of = cell->of;
        figure.origin = cell->origin;
        figure.kind = site_.kind_of(site_.expression);
        figure.value = value_;
        return Recorder::cell(recorder_.add_once(std::move(figure)));
    }
    std::string operator()(const model::LineInRow&) { return leaf("looked up in a schedule"); }
    std::string operator()(const model::Division& node) {
        const auto seen = recorder_.seen().division;
        const bool plain =
            seen && !node.rest && !node.limit.is_set() && node.steps.empty() && site_.kind_of(node.amount).is_money();
        std::string formula = plain ? divided(node, *seen) : std::string();
        return formula.empty() ? leaf("divided to the penny by its clause") : formula;
    }
    std::string operator()(const model::DaysOf& node) {
        std::string formula = over_days(node, recorder_.seen().days);
        return formula.empty() ? leaf("the days of a record that count") : formula;
    }
    std::string operator()(const model::CodeTest&) { return leaf("a test of words"); }
    /// A figure that is there can be taken away.
    std::string operator()(const model::IsAbsent& node) {
        const std::string of = part(node.of);
        const bool is_cell = of.starts_with('{') && of.find('}') == of.size() - 1;
        const bool* absent = std::get_if<bool>(&value_);
        if (!is_cell || absent == nullptr || *absent) return leaf("whether there is such a figure");
        return "ISBLANK(" + of + ")";
    }
    std::string operator()(const model::PeriodEdge&) { return literal(value_); }
    std::string operator()(const model::Once&) { return leaf("a condition over several periods"); }
    std::string operator()(const model::AsSettled&) { return leaf("as it was settled then"); }
    std::string operator()(const model::AsKnownOn&) { return leaf("as it was known then"); }
    std::string operator()(const model::SetOff&) { return leaf("carried and set off over several periods"); }
    std::string operator()(const model::CutInProportion&) { return leaf("cut in proportion with other periods"); }
    template <typename Node>
    std::string operator()(const Node&) {
        return leaf("worked out in a way that no spreadsheet formula says");
    }

private:
    struct Element {
        Ratio value, weight;
        std::string formula, weight_formula;
    };

    // ---- parts ----------------------------------------------------------------------------------------
    /// The formula of a part. What was not asked for is worked out now; what has no formula becomes a figure of its
    /// own. Empty: it is not known, or no figure.
    std::string part(ExprId expression) {
        const auto found = std::find_if(parts_.begin(), parts_.end(),
                                        [&](const Fragment& one) { return one.expression == expression; });
        if (found != parts_.end()) return formula_of(*found);
        const Quietly quietly(site_.workings);
        static_cast<void>(site_.of(expression));
        parts_.push_back(recorder_.take());
        return formula_of(parts_.back());
    }
    std::string formula_of(Fragment& fragment) {
        if (!model::is_known(fragment.value) || literal(fragment.value).empty()) return {};
        if (fragment.formula.empty()) {
            const Site site{site_.workings, site_.frame, fragment.expression};
            fragment.formula = Recorder::cell(add_leaf(site, fragment.value, fragment.why));
        }
        return fragment.formula;
    }
    /// The result of a case, if only as a sign that it is not known here.
    std::string branch(ExprId expression) {
        std::string formula = part(expression);
        return formula.empty() ? "NA()" : formula;
    }
    /// For what is written more than once in a formula.
    std::string as_figure(ExprId expression, const char* what) {
        std::string formula = part(expression);
        const bool is_cell = formula.starts_with('{') && formula.find('}') == formula.size() - 1;
        if (formula.empty() || is_cell) return formula;
        const auto fragment = std::find_if(parts_.begin(), parts_.end(),
                                           [&](const Fragment& one) { return one.expression == expression; });
        return Recorder::cell(step(what, fragment->value, site_.kind_of(expression), formula));
    }
    std::size_t step(std::string what, const Value& value, const model::Kind& kind, std::string formula) {
        trace::Figure figure{trace::Figure::What::step, std::move(what), {}, site_.frame.clause, {}, {}, kind, value,
                             std::move(formula)};
        return recorder_.add(std::move(figure));
    }
    std::size_t add_leaf(const Site& site, const Value& value, const std::string& why) {
        trace::Figure figure;
        figure.what = trace::Figure::What::input;
        figure.name = name_of_part(site.contract(), site.expression);
        figure.clause = site.frame.clause;
        figure.kind = site.kind_of(site.expression);
        figure.value = value;
        figure.why_value = why;
        const auto* steps = site.frame.steps;
        if (steps != nullptr && !steps->empty() && steps->back().value == value) {
            figure.words = steps->back().words;
            figure.origin = steps->back().origin;
        }
        return recorder_.add(std::move(figure));
    }
    std::string leaf(const char* why) {
        why_ = why;
        return {};
    }

    std::string around(const char* form, ExprId of) {
        const std::string inner = part(of);
        return inner.empty() ? inner : fmt::format(fmt::runtime(form), inner);
    }
    std::string list(const char* form, const std::vector<ExprId>& items) {
        std::string inner;
        for (const ExprId item : items) {
            const std::string one = part(item);
            if (one.empty()) return {};
            inner += (inner.empty() ? "" : ",") + one;
        }
        return fmt::format(fmt::runtime(form), inner);
    }
    std::string divided_or(const model::Arithmetic& node, const std::string& divisor, const std::string& formula) {
        return fmt::format("IF({}=0,{},{})", divisor, branch(node.if_zero), formula);
    }
    static std::string in_steps(const char* form, const std::string& of, const Ratio& step, std::optional<int> digits) {
        if (digits) return fmt::format(fmt::runtime(form), of, *digits);
        const std::string unit = formula_number(step);
        return "(" + fmt::format(fmt::runtime(form), of + "/" + unit, 0) + "*" + unit + ")";
    }

    // ---- divisions and days -----------------------------------------------------------------------------
    std::string divided(const model::Division& node, const DivisionSeen& seen) {
        DivisionInFigures division;
        division.digits = site_.contract().currency.minor_digits;
        division.minor_units = site_.contract().currency.minor_plural;
        division.coins = seen.amount * Ratio(exact::power_of_ten(division.digits));
        division.rounding = node.rounding;
        division.clause = site_.frame.clause;
        const ExprId weight = seen.other_weights ? node.weight_if_negative : node.weight;
        for (Fragment& fragment : parts_) {
            const auto* number = std::get_if<Ratio>(&fragment.value);
            if (fragment.expression == node.amount) division.amount = formula_of(fragment);
            if (fragment.expression != weight || number == nullptr) continue;
            division.weights.push_back(*number);
            division.weight_formulas.push_back(formula_of(fragment));
        }
        const auto whose = std::find(seen.parties.begin(), seen.parties.end(), seen.whose);
        if (division.amount.empty() || whose == seen.parties.end() || division.weights.size() != seen.parties.size())
            return {};
        division.place = static_cast<std::size_t>(whose - seen.parties.begin());
        for (const model::PartyId party : seen.parties) division.names.push_back(site_.contract().party(party).name);
        if (node.odd_penny == model::OddPenny::to_party) {
            const auto keeper = std::find(seen.parties.begin(), seen.parties.end(), node.odd_penny_party);
            division.keeper_outside = keeper == seen.parties.end();
            if (!division.keeper_outside) division.keeper = static_cast<std::size_t>(keeper - seen.parties.begin());
        }
        return division_formula(recorder_, division);
    }

    /// Days in a row that add the same are one figure: so many days at what the first adds, where all of them are
    /// worked out in one way; else at a value.
    std::string over_days(const model::DaysOf& node, const std::vector<DaysSeen>& seen) {
        DaysTotalInFigures total{{}, whose_days(), site_.frame.clause, site_.kind_of(site_.expression)};
        std::vector<Fragment*> each;
        for (Fragment& fragment : parts_) {
            if (node.of.is_set() && fragment.expression == node.of) each.push_back(&fragment);
        }
        std::size_t at = 0;
        Ratio sum;
        for (const DaysSeen& alike : seen) {
            const auto count = static_cast<std::size_t>(alike.days.count());
            if (node.of.is_set() && at + count > each.size()) return {};
            const auto* number = std::get_if<Ratio>(&alike.each);
            std::string adds;
            if (number != nullptr && node.of.is_set())
                adds = what_days_add(alike, std::span(each).subspan(at, count), node.of);
            if (number != nullptr) total.days.push_back({alike.days, *number, adds});
            if (number != nullptr) sum += *number * Ratio(alike.days.count());
            at += count;
        }
        return comes_to(sum) ? days_formula(recorder_, total) : std::string();
    }
    std::string what_days_add(const DaysSeen& alike, std::span<Fragment*> each, ExprId of) {
        std::string first = formula_of(*each.front());
        const std::string way = opened_formula(*recorder_.paper(), first);
        const bool one_way = std::all_of(each.begin() + 1, each.end(), [&](Fragment* fragment) {
            return opened_formula(*recorder_.paper(), formula_of(*fragment)) == way;
        });
        if (one_way) return first;
        trace::Figure figure;
        figure.what = trace::Figure::What::input;
        figure.name = name_of_part(site_.contract(), of);
        figure.of = fmt::format("{}, {} to {}", whose_days(), calendar::write_long(alike.days.first),
                                calendar::write_long(alike.days.last));
        figure.clause = site_.frame.clause;
        figure.kind = site_.kind_of(of);
        figure.value = alike.each;
        figure.why_value = "what a day adds, worked out on that day";
        return Recorder::cell(recorder_.add_once(std::move(figure)));
    }
    std::string whose_days() {
        const Scope& scope = site_.frame.scope;
        return scope.record ? name_of_record(site_.workings, *scope.record, scope.record_row) : std::string();
    }

    // ---- bands and lines --------------------------------------------------------------------------------
    /// A step for each row, then their sum: rate times the part of the way from 0 to x that lies in the row.
    std::string slices(const model::Band& node, const std::string& place) {
        std::string sum;
        for (std::size_t index = 0; index < node.rows.size(); ++index) {
            const model::BandRow& row = node.rows[index];
            const std::string rate = part(row.rate);
            std::string high = fmt::format("MAX({},0)", place);
            std::string low = fmt::format("MIN({},0)", place);
            if (row.to.is_set()) high = fmt::format("MIN({},{})", high, part(row.to));
            if (row.from.is_set()) low = fmt::format("MAX({},{})", low, part(row.from));
            if (rate.empty() || high.ends_with(",)") || low.ends_with(",)")) return {};
            const std::string formula = fmt::format("SIGN({})*{}*MAX(0,{}-{})", place, rate, high, low);
            const auto worked = slice_value(node, row);
            if (!worked) return {};
            const std::size_t figure =
                step(band_in_words(node, index), *worked, site_.kind_of(site_.expression), formula);
            sum += (sum.empty() ? "" : "+") + Recorder::cell(figure);
        }
        return "(" + sum + ")";
    }
    /// "band 2, £3,600.00 to £18,000.00 at 50%"
    std::string band_in_words(const model::Band& node, std::size_t index) {
        const model::BandRow& row = node.rows[index];
        const Ratio* from = row.from.is_set() ? number_of(row.from) : nullptr;
        const Ratio* to = row.to.is_set() ? number_of(row.to) : nullptr;
        const auto edge = [&](const Ratio* at) { return site_.shown_place(*at, node.of); };
        std::string words = fmt::format("band {}", index + 1);
        if (from != nullptr && to != nullptr) words += fmt::format(", {} to {}", edge(from), edge(to));
        else if (from != nullptr) words += ", above " + edge(from);
        else if (to != nullptr) words += ", up to " + edge(to);
        if (const Ratio* rate = number_of(row.rate)) words += " at " + site_.shown(*rate, row.rate);
        return words;
    }
    const Ratio* number_of(ExprId expression) {
        for (const Fragment& one : parts_) {
            if (one.expression == expression) return std::get_if<Ratio>(&one.value);
        }
        return nullptr;
    }
    std::optional<Ratio> slice_value(const model::Band& node, const model::BandRow& row) {
        const Ratio* place = number_of(node.of);
        const Ratio* rate = number_of(row.rate);
        if (place == nullptr || rate == nullptr) return std::nullopt;
        Ratio size = node.mirrored ? exact::size_of(*place) : *place;
        Ratio low = exact::lesser(size, Ratio(0));
        Ratio high = exact::greater(size, Ratio(0));
        if (const Ratio* from = row.from.is_set() ? number_of(row.from) : nullptr) low = exact::greater(low, *from);
        if (const Ratio* to = row.to.is_set() ? number_of(row.to) : nullptr) high = exact::lesser(high, *to);
        const Ratio length = exact::greater(high - low, Ratio(0));
        return *rate * (size.sign() < 0 ? -length : length);
    }
    /// The row that x lies in: its value, or its rate times x.
    std::string one_row(const model::Band& node, const std::string& place) {
        std::string formula = "NA()";
        for (auto row = node.rows.rbegin(); row != node.rows.rend(); ++row) {
            std::string inside;
            const auto edge = [&](ExprId at, const char* sign) {
                const std::string where = part(at);
                if (!where.empty())
                    inside += (inside.empty() ? "" : ",") + fmt::format("ROUND({}-{},12){}0", place, where, sign);
                return !where.empty();
            };
            if (row->from.is_set() && !edge(row->from, row->from_included ? ">=" : ">")) return {};
            if (row->to.is_set() && !edge(row->to, row->to_included ? "<=" : "<")) return {};
            std::string rate = branch(row->rate);
            if (node.mode == model::BandMode::whole_amount) rate = fmt::format("{}*{}", rate, place);
            formula = inside.empty() ? rate : fmt::format("IF(AND({}),{},{})", inside, rate, formula);
        }
        return formula;
    }
    bool rises(const model::Line& node) {
        const auto value_at = [&](ExprId expression) -> std::optional<Ratio> {
            const Ratio* number = number_of(expression);
            return number == nullptr ? std::nullopt : std::optional(*number);
        };
        const auto first = value_at(node.points.front().x);
        const auto last = value_at(node.points.back().x);
        return !first || !last || *first < *last;
    }

    // ---- many ---------------------------------------------------------------------------------------------
    /// Those that counted, in the order in which they were worked out, each with its weight behind it.
    std::vector<Element> elements_of(const model::Aggregate& node) {
        std::vector<Element> elements;
        bool counts = false;
        std::vector<Fragment> gathered = std::move(parts_);
        parts_.clear();
        for (Fragment& fragment : gathered) {
            const auto* number = std::get_if<Ratio>(&fragment.value);
            if (fragment.expression == node.of) {
                counts = number != nullptr;
                if (counts) elements.push_back({*number, Ratio(1), formula_of(fragment), "1"});
            } else if (node.weight.is_set() && fragment.expression == node.weight && counts) {
                if (number == nullptr) elements.pop_back();
                else elements.back().weight = *number, elements.back().weight_formula = formula_of(fragment);
            }
        }
        return elements;
    }
    static Ratio sum_of(const std::vector<Element>& elements) {
        Ratio sum;
        for (const Element& one : elements) sum += one.value;
        return sum;
    }
    [[nodiscard]] bool comes_to(const Ratio& worked) const {
        const auto* number = std::get_if<Ratio>(&value_);
        return number != nullptr && *number == worked;
    }
    /// Long sums go in steps: a spreadsheet takes 255 parts, and a cell some thousand letters.
    std::string sum_formula(const std::vector<Element>& elements) {
        constexpr std::size_t in_one = 50;
        std::vector<std::string> sums;
        for (std::size_t from = 0; from < elements.size(); from += in_one) {
            const std::size_t to = std::min(from + in_one, elements.size());
            std::string inner;
            Ratio sum;
            for (std::size_t at = from; at < to; ++at) {
                inner += (inner.empty() ? "" : ",") + elements[at].formula;
                sum += elements[at].value;
            }
            std::string formula = fmt::format("SUM({})", inner);
            if (elements.size() > in_one) {
                formula = Recorder::cell(step(fmt::format("{} to {} of {}", from + 1, to, elements.size()), sum,
                                              site_.kind_of(site_.expression), std::move(formula)));
            }
            sums.push_back(std::move(formula));
        }
        if (sums.size() == 1) return sums.front();
        return fmt::format("({})", fmt::join(sums, "+"));
    }
    std::string total(const std::vector<Element>& elements) {
        if (!comes_to(sum_of(elements))) return leaf("a total of which some parts are not figures of their own");
        return sum_formula(elements);
    }
    std::string average(const model::Aggregate& node, const std::vector<Element>& elements) {
        const auto count = static_cast<std::int64_t>(elements.size());
        if (!node.weight.is_set()) {
            if (!comes_to(sum_of(elements) / Ratio(count))) return leaf("an average");
            return fmt::format("({}/{})", sum_formula(elements), count);
        }
        Ratio sum, weights;
        std::vector<std::string> products, weight_formulas;
        for (const Element& one : elements) {
            sum += one.value * one.weight;
            weights += one.weight;
            products.push_back(one.formula + "*" + one.weight_formula);
            weight_formulas.push_back(one.weight_formula);
        }
        const std::string above = fmt::format("({})", fmt::join(products, "+"));
        if (!weights.is_zero() && comes_to(sum / weights))
            return fmt::format("({}/({}))", above, fmt::join(weight_formulas, "+"));
        return comes_to(sum) ? above : leaf("an average");
    }
    std::string chosen(const char* form, const std::vector<Element>& elements) {
        std::vector<std::string> all;
        bool is_there = false;
        for (const Element& one : elements) {
            all.push_back(one.formula);
            is_there = is_there || comes_to(one.value);
        }
        if (!is_there || all.size() > 200) return leaf("chosen from many");
        return fmt::format(fmt::runtime(form), fmt::join(all, ","));
    }

    const Site& site_;
    Recorder& recorder_;
    std::vector<Fragment>& parts_;
    const Value& value_;
    std::string why_;
};

}  // namespace

Fragment composed(const Site& site, std::vector<Fragment> parts, const Value& value) {
    Fragment fragment{site.expression, value};
    if (!model::is_known(value) || literal(value).empty()) return fragment;
    Composer composer(site, parts, value);
    fragment.formula = std::visit(composer, site.contract().expression(site.expression).node);
    fragment.why = composer.why();
    return fragment;
}

}  // namespace concordat::eval::reference
