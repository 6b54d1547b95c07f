// engine/eval/reference/live_records.cpp · room: eval
// What:  totals, numbers and choices over many as formulas that ask of each one again whether it is in: whose it is,
// when
//        it falls, whether it counts, and what the clause asks. A change that moves one in or out moves the total.
// Never: a total that is not the evaluator's: what is in now is added up and compared first.
#include <algorithm>

#include <fmt/format.h>

#include "eval/reference/linked_rows.h"
#include "eval/reference/live_formulas.h"
#include "eval/reference/names.h"
#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/stretches.h"

namespace concordat::eval::reference {

using exact::Ratio;
using model::Aggregate;
using model::AggregateOp;
using model::Axis;
using model::ExprId;
using model::RecordId;
using model::Value;

namespace {

/// More would make a workbook that no machine opens.
constexpr std::size_t most_pieces = 60'000;
constexpr std::size_t most_in_one = 40;         // parts of one formula
constexpr std::size_t longest_formula = 2'300;  // letters; a spreadsheet takes 8,192, and places are longer than here

/// IF(a,IF(b,of,0),0): what is behind a condition that fails is not looked at.
std::string where_all(const std::vector<std::string>& conditions, const std::string& of, const char* otherwise) {
    std::string formula = of;
    for (auto one = conditions.rbegin(); one != conditions.rend(); ++one) {
        // Of what is left out a condition does not hold; of what has not come it is not known.
        const bool may_be_left_out = one->find("\"left out\"") != std::string::npos;
        const std::string condition = may_be_left_out ? fmt::format("IF(ISERR({0}),FALSE(),{0})", *one) : *one;
        formula = fmt::format("IF({},{},{})", condition, formula, otherwise);
    }
    return formula;
}

/// Nothing: all of them are meant, whenever they fall.
std::optional<std::vector<calendar::Days>> days_asked(const Aggregate& node, const Site& site) {
    const bool of_a_record = std::any_of(node.links.begin(), node.links.end(), [](const Aggregate::Link& link) {
        return link.axis.type == Axis::Type::record;
    });
    if (of_a_record && node.range.kind == model::PeriodRange::Kind::scope) return std::nullopt;
    std::vector<calendar::Days> cut;
    for (const calendar::Days& days : stretches_of(site.contract(), node.range, site.frame.scope.period)) {
        if (const auto inside = calendar::overlap(days, site.contract().in_force)) cut.push_back(*inside);
    }
    return cut;
}

}  // namespace

// ---- one record
// ------------------------------------------------------------------------------------------------------

RecordWriter::RecordWriter(const Site& site, RecordId record)
    : site_(site),
      workings_(site.workings),
      recorder_(*site.workings.recorder),
      id_(record),
      record_(site.contract().record(record)) {}

RecordWriter::Row RecordWriter::row_at(std::size_t row, bool at_scope_period) const {
    const Frame& frame = site_.frame;
    Row found{row, frame.scope, frame.text_day};
    found.scope.record = id_;
    found.scope.record_row = row;
    found.scope.within.reset();
    if (!at_scope_period) found.scope.period = period_of_record(workings_, id_, row, frame.scope.period);
    found.text_day = at_scope_period ? text_day_of(site_.contract(), frame.scope.period)
                                     : text_day_of_record(workings_, id_, row, found.scope.period);
    return found;
}

Frame RecordWriter::frame_at(const Row& row) const {
    const Frame& frame = site_.frame;
    return {row.scope, row.text_day, frame.previous, frame.clause, frame.term, &frame, nullptr};
}

std::string RecordWriter::name_of(std::size_t row) const {
    std::string name = name_of_record(workings_, id_, row);
    recorder_.live_paper().records.try_emplace(name, record_.plural.empty() ? record_.name : record_.plural);
    return name;
}

std::string RecordWriter::field(const Row& row, std::size_t column) {
    static_cast<void>(name_of(row.row));
    const model::TermId term = record_.fields[column].term;
    if (!term.is_set()) return {};
    static_cast<void>(value_of_reference(workings_, term, {}, std::nullopt, frame_at(row)));
    const auto figure = recorder_.answer();
    return figure ? Recorder::cell(*figure) : std::string();
}

std::string RecordWriter::part(const Row& row, ExprId expression, Value* value) {
    static_cast<void>(name_of(row.row));
    const Frame frame = frame_at(row);
    Fragment fragment = worked_to_write(workings_, expression, frame);
    const Site site{workings_, frame, expression};
    std::string formula = formula_of(site, fragment);
    if (value != nullptr) *value = fragment.value;
    return formula;
}

std::string RecordWriter::part_as_cell(const Row& row, ExprId expression, const std::string& what) {
    Value value;
    std::string formula = part(row, expression, &value);
    return cell_for(recorder_, site_, what, name_of(row.row), value, site_.kind_of(expression), std::move(formula));
}

std::string RecordWriter::counts(const Row& row) {
    if ((workings_.finding_standing & record_bit(id_)) != 0) return {};
    const bool blank_holds = std::any_of(record_.fields.begin(), record_.fields.end(), [](const model::Field& field) {
        return field.if_missing.policy == model::MissingPolicy::hold_record;
    });
    if (record_.left_out_unless.empty() && record_.held_when.empty() && record_.count_rules.empty() && !blank_holds)
        return {};
    trace::Figure figure;
    figure.what = trace::Figure::What::step;
    figure.name = "counts";
    figure.of = name_of(row.row);
    figure.clause = record_.clause;
    figure.kind.base = model::KindBase::yes_no;
    figure.value = standing_of(workings_, id_, row.row).standing.state == Evaluator::Standing::State::counts;
    const std::uint64_t finding_before = workings_.finding_standing;
    workings_.finding_standing |= record_bit(id_);
    std::string tests;
    const auto add = [&](const std::string& test) { tests += (tests.empty() ? "" : ",") + test; };
    // As rows.cpp has it: what waits for a figure does not count; what is held counts by this rule.
    Value found;
    for (const ExprId rule : record_.left_out_unless) {
        const std::string test = part(row, rule, &found);
        const bool held = std::holds_alternative<model::Held>(found);
        add(fmt::format("IFERROR(AND({}),{})", test, held ? "TRUE()" : "FALSE()"));
    }
    for (const auto& hold : record_.held_when) {
        const std::string test = part(row, hold.when, &found);
        const bool left_out = !model::is_known(found) && !std::holds_alternative<model::Missing>(found);
        if (left_out) add(fmt::format("NOT(IFERROR(AND({}),FALSE()))", test));
        else add(fmt::format("NOT(IF(ISNA({0}),TRUE(),IFERROR({0},FALSE())))", test));
    }
    for (std::size_t column = 0; column < record_.fields.size(); ++column) {
        if (record_.fields[column].if_missing.policy != model::MissingPolicy::hold_record) continue;
        add(fmt::format("NOT(IF(ISERROR({0}),TRUE(),EXACT({0},\"\")))", field(row, column)));
    }
    workings_.finding_standing = finding_before;
    if (record_.count_rules.empty()) figure.formula = "AND(" + tests + ")";
    else figure.why_value = "which records count beside each other";
    if (!figure.formula.empty()) return Recorder::cell(recorder_.add_once(std::move(figure)));
    figure.what = trace::Figure::What::input;
    return Recorder::cell(recorder_.add_once(std::move(figure)));
}

RecordWriter::Row RecordWriter::row_alone(std::size_t row) const {
    Row found{row, {}, {}};
    found.scope.record = id_;
    found.scope.record_row = row;
    found.scope.period = calendar::Period::containing(site_.contract().settles, site_.contract().in_force.first,
                                                      site_.contract().year_start);
    found.text_day = text_day_of_record(workings_, id_, row, found.scope.period);
    return found;
}

std::size_t RecordWriter::rows() const { return shelf_of(workings_, id_).rows.size(); }

std::string RecordWriter::falls_in(const Row& row, const std::optional<std::vector<calendar::Days>>& stretches) {
    const Dating dating = dating_of(workings_, id_, row.row);
    const auto lies_in = [&](calendar::Date day) {
        return !stretches || std::any_of(stretches->begin(), stretches->end(),
                                         [&](const calendar::Days& days) { return days.contains(day); });
    };
    if (!record_.falls_in.is_set()) {
        if (dating.state != Dating::State::dated) return dating.state == Dating::State::in_no_period ? "FALSE" : "TRUE";
        return lies_in(dating.placed) ? "TRUE" : "FALSE";  // its file says for which period it is
    }
    Value value;
    const std::string day = part(row, record_.falls_in, &value);
    if (std::holds_alternative<calendar::Period>(value)) return lies_in(dating.placed) ? "TRUE" : "FALSE";
    if (day.empty()) return {};
    if (!stretches) return "ISNUMBER(" + day + ")";
    std::string tests;
    for (const calendar::Days& days : *stretches) {
        tests += fmt::format("{}AND({}>={},{}<={})", tests.empty() ? "" : ",", day, day_in_formula(days.first), day,
                             day_in_formula(days.last));
    }
    if (stretches->empty()) return "FALSE";
    return stretches->size() == 1 ? tests : "OR(" + tests + ")";
}

std::string RecordWriter::links(const Row& row, const Aggregate::Link& link) {
    const auto* source = std::get_if<model::FieldSource>(&site_.contract().term(link.field).source);
    if (source == nullptr || source->record != id_) return {};
    const std::string own = field(row, source->column);
    if (own.empty()) return {};
    if (link.axis.type != Axis::Type::record) {
        const auto element = element_in_scope(workings_, link.axis, site_.frame);
        if (!element) return {};
        if (const auto* period = std::get_if<calendar::Period>(&*element)) {
            const Value value = field_of(workings_, id_, row.row, source->column, frame_at(row));
            if (!std::holds_alternative<calendar::Date>(value)) return {};
            return fmt::format("AND({0}>={1},{0}<={2})", own, day_in_formula(period->first()),
                               day_in_formula(period->last()));
        }
        const std::string words = recorder_.words(trace::words_in_cell(site_.contract(), *element));
        return words.empty() ? words : fmt::format("EXACT({},{})", own, words);
    }
    const auto other_row = row_in_play(site_.frame, link.axis.record);
    if (!other_row) return {};
    RecordWriter other(site_, link.axis.record);
    const std::string& name = site_.contract().term(link.field).name;
    const auto& fields = other.record_.fields;
    auto column = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.name == name; });
    if (column == fields.end())
        column = std::find_if(fields.begin(), fields.end(), [](const auto& one) { return one.unique; });
    if (column == fields.end()) return {};
    const std::string its =
        other.field(other.row_at(*other_row, false), static_cast<std::size_t>(column - fields.begin()));
    return its.empty() ? its : fmt::format("EXACT({},{})", own, its);
}

// ---- many
// ------------------------------------------------------------------------------------------------------------

void LiveWriter::fill_piece(const Aggregate& node, const Frame& frame, const ElementSeen* seen, Piece& piece) {
    const auto written = [&](ExprId part, Value& value) {
        Fragment fragment = worked_to_write(site_.workings, part, frame);
        const Site site{site_.workings, frame, part};
        std::string formula = formula_of(site, fragment);
        value = fragment.value;
        return formula;
    };
    Value value;
    if (node.where.is_set()) piece.conditions.push_back(written(node.where, value));
    piece.is_in = seen != nullptr && seen->wanted;
    piece.of = "1";
    Value of = Ratio(1);
    if (node.of.is_set()) piece.of = written(node.of, of);
    piece.left_out = !model::is_known(of) && (piece.is_in || !node.where.is_set());
    const auto* number = std::get_if<Ratio>(&of);
    piece.is_in = piece.is_in && model::is_known(of);
    if (piece.is_in) piece.value = of;
    if (piece.is_in && number != nullptr) piece.adds = *number;
    if (!node.weight.is_set()) return;
    Value weight;
    piece.weight = written(node.weight, weight);
    const auto* share = std::get_if<Ratio>(&weight);
    if (share != nullptr) piece.weighs = *share;
    else piece.is_in = false;
}

std::optional<std::vector<LiveWriter::Piece>> LiveWriter::pieces_of_elements(const Aggregate& node) {
    std::vector<Piece> pieces;
    for (const ElementSeen& seen : seen_.elements) {
        const Frame& outer = site_.frame;
        const Frame frame{seen.scope, seen.text_day, outer.previous, outer.clause, outer.term, &outer, nullptr};
        Piece piece;
        fill_piece(node, frame, &seen, piece);
        if (piece.of.empty()) return std::nullopt;
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

std::optional<std::vector<LiveWriter::Piece>> LiveWriter::pieces_of_records(const Aggregate& node, RecordId record) {
    Workings& workings = site_.workings;
    const RecordShelf& shelf = shelf_of(workings, record);
    const model::Record& kind = site_.contract().record(record);
    const std::size_t rows = shelf.rows.size();
    const bool many = workings.inputs.totals != nullptr && workings.inputs.totals->holds(record);
    const auto nothing = [&](const char* why) {
        why_ = why;
        return std::optional<std::vector<Piece>>();
    };
    if (many) return nothing("records that were added up while they were read");
    if (kind.group || !shelf.made.empty()) return nothing("records that stand for groups of others");
    if (kind.stand_in) return nothing("records that stand for those which have not come");
    if (site_.frame.scope.within) return nothing("a part of a period");
    const auto stretches = days_asked(node, site_);
    RecordWriter writer(site_, record);
    std::vector<Piece> pieces;
    for (std::size_t row = 0; row < rows; ++row) {
        const RecordWriter::Row at = writer.row_at(row, node.at_scope_period);
        const auto seen = std::find_if(seen_.elements.begin(), seen_.elements.end(), [&](const ElementSeen& one) {
            return one.scope.record == record && one.scope.record_row == row;
        });
        Piece piece;
        for (const Aggregate::Link& link : node.links) {
            std::string is_its = writer.links(at, link);
            if (is_its.empty()) return nothing("whose each record is");
            piece.conditions.push_back(std::move(is_its));
        }
        std::string falls = writer.falls_in(at, stretches);
        if (falls.empty()) return nothing("when a record falls");
        if (falls == "FALSE") continue;
        if (falls != "TRUE") piece.conditions.push_back(std::move(falls));
        if (std::string counts = writer.counts(at); !counts.empty()) piece.conditions.push_back(std::move(counts));
        const Frame& outer = site_.frame;
        const Frame frame{at.scope, at.text_day, outer.previous, outer.clause, outer.term, &outer, nullptr};
        fill_piece(node, frame, seen == seen_.elements.end() ? nullptr : &*seen, piece);
        if (piece.of.empty()) return nothing("what each record adds");
        piece.left_out = piece.left_out && seen != seen_.elements.end() && seen->wanted;
        pieces.push_back(std::move(piece));
        if (++recorder_.live_paper().pieces > most_pieces)
            return nothing("more records than a workbook should ask again");
    }
    return pieces;
}

std::string LiveWriter::sum_of(const std::vector<std::string>& formulas, const std::vector<Ratio>& values,
                               const model::Kind& kind) {
    std::vector<std::string> sums;
    for (std::size_t from = 0; from < formulas.size();) {
        std::size_t to = from;
        std::string inner;
        Ratio sum;
        while (to < formulas.size() && to < from + most_in_one &&
               (to == from || inner.size() + formulas[to].size() < longest_formula)) {
            inner += (inner.empty() ? "" : ",") + formulas[to];
            sum += values[to++];
        }
        std::string formula = fmt::format("SUM({})", inner);
        if (to - from < formulas.size()) {
            formula = cell_for(recorder_, site_, fmt::format("{} to {} of {}", from + 1, to, formulas.size()), {}, sum,
                               kind, std::move(formula));
        }
        sums.push_back(std::move(formula));
        from = to;
    }
    if (sums.empty()) return "0";
    if (sums.size() == 1) return sums.front();
    if (sums.size() > most_in_one) {
        std::vector<Ratio> unknown(sums.size());
        Ratio all;
        for (const Ratio& value : values) all += value;
        return fmt::format("SUM({})", fmt::join(sums, ","));
    }
    return fmt::format("({})", fmt::join(sums, "+"));
}

LiveWriter::Formula LiveWriter::chosen(const Aggregate& node, const std::vector<Piece>& pieces) {
    constexpr std::size_t most_chosen_from = 150;
    if (pieces.size() > most_chosen_from) return leaf("chosen from many");
    std::vector<std::string> cells;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        const Piece& piece = pieces[at];
        const std::string of = piece.left_out ? fmt::format("IFERROR({}*1,\"\")", piece.of) : piece.of;
        const Value value = piece.is_in ? piece.value : Value(std::string());
        cells.push_back(cell_for(recorder_, site_, fmt::format("to choose from, {}", at + 1), {}, value,
                                 site_.kind_of(node.of), where_all(piece.conditions, "(" + of + ")", "\"\"")));
    }
    const std::string list = fmt::format("{}", fmt::join(cells, ","));
    const std::string none = node.if_none.is_set() ? part_(node.if_none) : "NA()";
    return fmt::format("IF(COUNT({0})=0,{1},{2}({0}))", list, none, node.op == AggregateOp::greatest ? "MAX" : "MIN");
}

LiveWriter::Formula LiveWriter::gathered(const Aggregate& node, const std::vector<Piece>& pieces) {
    const bool chooses = node.op == AggregateOp::greatest || node.op == AggregateOp::least;
    if (chooses) return chosen(node, pieces);
    std::vector<std::string> sums, weights;
    std::vector<Ratio> values, weighs;
    Ratio sum, weight_sum;
    std::int64_t count = 0;
    const bool weighted = node.weight.is_set();
    for (const Piece& piece : pieces) {
        const bool counted = node.op == AggregateOp::number;
        std::string of = counted && !piece.left_out ? "1" : piece.of;
        if (weighted) of = fmt::format("{}*{}", of, piece.weight);
        if (piece.left_out)
            of = counted ? fmt::format("IF(ISERROR({}*1),0,1)", of) : fmt::format("IFERROR({}*1,0)", of);
        const Ratio adds = !piece.is_in ? Ratio(0)
                           : counted    ? Ratio(1)
                           : weighted   ? piece.adds * piece.weighs
                                        : piece.adds;
        sums.push_back(where_all(piece.conditions, of, "0"));
        values.push_back(adds);
        sum += adds;
        if (piece.is_in) ++count;
        std::string one = weighted ? piece.weight : "1";
        const bool weighs_all_the_same = weighted && !node.rescaled;
        if (piece.left_out && !weighs_all_the_same) one = fmt::format("IF(ISERROR({}*1),0,{})", piece.of, one);
        const bool in_weights = piece.is_in || (piece.left_out && weighs_all_the_same);
        weights.push_back(where_all(piece.conditions, one, "0"));
        weighs.push_back(!in_weights ? Ratio(0) : weighted ? piece.weighs : Ratio(1));
        weight_sum += weighs.back();
    }
    const auto* known = std::get_if<Ratio>(&value_);
    const auto differs = [&](const Ratio& worked) { return known != nullptr && *known != worked; };
    const model::Kind& kind = site_.kind_of(site_.expression);
    if (node.op == AggregateOp::total || node.op == AggregateOp::number) {
        if (differs(node.op == AggregateOp::number ? Ratio(count) : sum))
            return leaf("a total of which some parts are not figures of their own");
        return sum_of(sums, values, kind);
    }
    if (weight_sum.is_zero() || differs(sum / weight_sum)) return leaf("an average");
    const std::string all = cell_for(recorder_, site_, "all weights", {}, weight_sum, model::Kind{},
                                     sum_of(weights, weighs, model::Kind{}));
    const std::string none = node.if_none.is_set() ? part_(node.if_none) : "NA()";
    return fmt::format("IF({0}=0,{1},{2}/{0})", all, none, sum_of(sums, values, kind));
}

LiveWriter::Formula LiveWriter::aggregate(const Aggregate& node) {
    const bool different = node.op == AggregateOp::number_different || node.op == AggregateOp::only_value;
    if (node.dearest || node.weight_group.is_set() || different) return std::nullopt;
    std::size_t axes = 0;
    RecordId record;
    for (const Axis& axis : node.over) {
        if (axis.type == Axis::Type::record) record = axis.record;
        if (axis.type != Axis::Type::period) ++axes;
    }
    if (record.is_set() && axes > 1) return leaf("which records count, of several kinds at once");
    const auto pieces = record.is_set() ? pieces_of_records(node, record) : pieces_of_elements(node);
    if (!pieces && record.is_set() && !why_.empty()) return std::string();
    if (!pieces) return leaf("counted or chosen from many");
    return gathered(node, *pieces);
}

LiveWriter::Formula LiveWriter::row_counts(const model::RowCounts& node) {
    const RecordShelf& shelf = shelf_of(site_.workings, node.record);
    const model::Record& kind = site_.contract().record(node.record);
    const std::string key = as_cell(node.key, "whose record is looked for");
    std::size_t column = 0;
    while (column < kind.fields.size() && !kind.fields[column].unique) ++column;
    if (key.empty() || column == kind.fields.size() || !shelf.made.empty() || kind.stand_in) return std::nullopt;
    RecordWriter writer(site_, node.record);
    std::vector<std::string> formulas;
    std::vector<Ratio> values;
    for (std::size_t row = 0; row < shelf.rows.size(); ++row) {
        const RecordWriter::Row at = writer.row_at(row, false);
        const std::string own = writer.field(at, column);
        const std::string counts = node.counted ? writer.counts(at) : std::string();
        if (own.empty() || ++recorder_.live_paper().pieces > most_pieces) return std::nullopt;
        std::vector<std::string> conditions = {fmt::format("EXACT({},{})", own, key)};
        if (!counts.empty()) conditions.push_back(counts);
        formulas.push_back(where_all(conditions, "1", "0"));
        values.emplace_back(0);
    }
    const bool* yes = std::get_if<bool>(&value_);
    if (formulas.size() > most_in_one || yes == nullptr) {
        std::string any;  // chunks without values of their own
        for (std::size_t from = 0; from < formulas.size(); from += most_in_one) {
            const std::size_t to = std::min(from + most_in_one, formulas.size());
            any += (any.empty() ? "" : "+") +
                   fmt::format("SUM({})", fmt::join(formulas.begin() + static_cast<std::ptrdiff_t>(from),
                                                    formulas.begin() + static_cast<std::ptrdiff_t>(to), ","));
        }
        if (any.size() > 2 * longest_formula) return std::nullopt;
        return any.empty() ? "FALSE()" : "((" + any + ")>0)";
    }
    return formulas.empty() ? "FALSE()" : fmt::format("(SUM({})>0)", fmt::join(formulas, ","));
}

/// No other that counts, is wanted and is alike goes before it: by the order of the text, then by that of the records.
LiveWriter::Formula LiveWriter::first_of(const model::IsFirst& node) {
    constexpr std::size_t most_rows = 300;
    const auto row = row_in_play(site_.frame, node.record);
    RecordWriter writer(site_, node.record);
    if (!row || writer.rows() > most_rows) return leaf("which of many records comes first");
    const RecordWriter::Row at = writer.row_at(*row, true);
    std::vector<std::string> own;
    for (const ExprId same : node.same) own.push_back(writer.part_as_cell(at, same, "in which they are alike"));
    const std::string by = writer.part_as_cell(at, node.by, "by which it comes first");
    std::string before;
    std::size_t written = 0;
    for (std::size_t other = 0; other < writer.rows(); ++other) {
        if (other == *row) continue;
        const RecordWriter::Row its = writer.row_at(other, true);
        std::vector<std::string> conditions;
        for (std::size_t same = 0; same < own.size(); ++same) {
            const std::string one = writer.part_as_cell(its, node.same[same], "in which they are alike");
            if (one.empty() || own[same].empty()) return leaf("which of many records comes first");
            const bool number = site_.kind_of(node.same[same]).base == model::KindBase::amount;
            conditions.push_back(fmt::format(fmt::runtime(number ? "({}={})" : "EXACT({},{})"), one, own[same]));
        }
        if (std::string counts = writer.counts(its); !counts.empty()) conditions.push_back(std::move(counts));
        if (node.where.is_set()) conditions.push_back(writer.part(its, node.where));
        const std::string its_by = writer.part_as_cell(its, node.by, "by which it comes first");
        if (its_by.empty() || by.empty()) return leaf("which of many records comes first");
        const bool begins = written++ % most_in_one == 0;
        if (begins) before += before.empty() ? "SUM(" : ")+SUM(";
        else before += ",";
        before += where_all(conditions, fmt::format("IF({}{}{},1,0)", its_by, other < *row ? "<=" : "<", by), "0");
        if (before.size() > 2 * longest_formula) return leaf("which of many records comes first");
    }
    std::string wanted = writer.counts(at);
    if (node.where.is_set()) wanted += (wanted.empty() ? "" : ",") + writer.part(at, node.where);
    const std::string none = before.empty() ? "TRUE()" : "((" + before + "))=0)";
    return wanted.empty() ? none : fmt::format("AND({},{})", wanted, none);
}

LiveWriter::Formula LiveWriter::once(const model::Once& node) {
    const model::Contract& contract = site_.contract();
    const Frame& frame = site_.frame;
    calendar::Date day = frame.scope.period.last();
    if (node.as_settled && site_.workings.inputs.known_on)
        day = std::max(day, settled_by(contract, *site_.workings.inputs.known_on));
    const auto last = calendar::Period::containing(
        node.unit, std::min(day, std::max(frame.scope.period.last(), contract.in_force.last)), contract.year_start);
    auto period = calendar::Period::containing(node.unit, contract.in_force.first, contract.year_start);
    std::string met;
    for (; period.first() <= last.first(); period = period.next(contract.year_start)) {
        if (node.earlier_only && period == last) break;
        const bool same_span = !node.within || period.belongs_to(*node.within, contract.year_start) ==
                                                   last.belongs_to(*node.within, contract.year_start);
        if (!same_span) continue;
        Scope scope = frame.scope;
        scope.period = period;
        Frame there = frame_of(scope, text_day_of(contract, period), frame.clause);
        there.term = frame.term;
        there.previous = frame.previous;
        there.outer = frame.outer;
        Fragment fragment = worked_to_write(site_.workings, node.condition, there);
        const Site site{site_.workings, there, node.condition};
        std::string formula = formula_of(site, fragment);
        if (formula.empty()) return leaf("a condition over several periods");
        formula = cell_for(recorder_, site_, "whether it is met", period.label_for_people(contract.year_start),
                           fragment.value, site_.kind_of(node.condition), std::move(formula));
        met += (met.empty() ? "" : ",") + fmt::format("IFERROR({},FALSE())", formula);
    }
    return met.empty() ? "FALSE()" : "OR(" + met + ")";
}

}  // namespace concordat::eval::reference
