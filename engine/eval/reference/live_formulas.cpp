// engine/eval/reference/live_formulas.cpp · room: eval
// What:  see live_formulas.h: words, conditions, and what there is not. `-` stands for what there is not (none), #N/A
// for
//        what has not come (missing); a condition on what there is not is no, as in conditions.cpp.
// Start: LiveWriter::write(), last in the file.
#include "eval/reference/live_formulas.h"

#include <algorithm>

#include <fmt/format.h>

#include "eval/reference/formulas_of_many.h"
#include "eval/reference/names.h"

namespace concordat::eval::reference {

using model::ExprId;
using model::Value;

namespace {

bool is_words(const Value& value) {
    return std::holds_alternative<std::string>(value) || std::holds_alternative<model::PartyId>(value) ||
           std::holds_alternative<model::Member>(value);
}

}  // namespace

std::string day_in_formula(calendar::Date day) { return literal(day); }

std::string cell_for(Recorder& recorder, const Site& site, std::string what, std::string of, const Value& value,
                     const model::Kind& kind, std::string formula) {
    const bool is_cell = formula.starts_with('{') && formula.find('}') == formula.size() - 1;
    if (formula.empty() || is_cell) return formula;
    trace::Figure figure;
    figure.what = trace::Figure::What::step;
    figure.name = std::move(what);
    if (of.empty() && site.frame.term.is_set())
        of = elements_in_words(site.workings, site.frame.term, site.frame.scope);
    figure.of = std::move(of);
    figure.clause = site.frame.clause;
    figure.kind = kind;
    figure.value = value;
    figure.formula = std::move(formula);
    return Recorder::cell(recorder.add_once(std::move(figure)));
}

const Value* LiveWriter::value_of(ExprId part) const {
    const auto found =
        std::find_if(parts_.rbegin(), parts_.rend(), [&](const Fragment& one) { return one.expression == part; });
    return found == parts_.rend() ? nullptr : &found->value;
}

/// A field that may be blank, a cell of a price list, and what is found to be none.
bool LiveWriter::may_be_none(ExprId part) const {
    const Value* value = value_of(part);
    if (value != nullptr && std::holds_alternative<model::None>(*value)) return true;
    const model::Contract& contract = site_.contract();
    const model::ExprNode& node = contract.expression(part).node;
    if (const auto* field = std::get_if<model::FieldOf>(&node)) {
        const auto& record =
            field->record.is_set() ? field->record : site_.frame.scope.record.value_or(model::RecordId{});
        return record.is_set() && contract.record(record).fields[field->column].may_be_blank;
    }
    const auto* reference = std::get_if<model::TermRef>(&node);
    if (reference == nullptr) return std::holds_alternative<model::LookUp>(node);
    const auto* source = std::get_if<model::FieldSource>(&contract.term(reference->term).source);
    return source != nullptr && contract.record(source->record).fields[source->column].may_be_blank;
}

std::string LiveWriter::as_cell(ExprId part, const char* what) {
    std::string formula = part_(part);
    const Value* value = value_of(part);
    if (value == nullptr) return formula;
    return cell_for(recorder_, site_, what, {}, *value, site_.kind_of(part), std::move(formula));
}

LiveWriter::Formula LiveWriter::constant(const model::Constant& node) {
    if (const auto* length = std::get_if<model::Length>(&node.value))
        return std::to_string(std::int64_t{length->months} * trace::days_in_length + length->days);
    if (!is_words(node.value)) return std::nullopt;
    return recorder_.words(trace::words_in_cell(site_.contract(), node.value));
}

LiveWriter::Formula LiveWriter::compare(const model::Compare& node) {
    const std::string left = part_(node.left);
    const std::string right = part_(node.right);
    const Value* left_value = value_of(node.left);
    const Value* right_value = value_of(node.right);
    const auto is = [&](const auto& test) {
        return (left_value != nullptr && test(*left_value)) || (right_value != nullptr && test(*right_value));
    };
    // Which period it is stands as it is.
    if (is([](const Value& value) { return std::holds_alternative<calendar::Period>(value); })) return literal(value_);
    const bool words = is(is_words);
    const bool yes_no = is([](const Value& value) { return std::holds_alternative<bool>(value); });
    const bool equal = node.op == model::CompareOp::equal;
    const bool none = may_be_none(node.left) || may_be_none(node.right);
    if (!words && !yes_no && !none) return std::nullopt;
    if (left.empty() || right.empty()) return leaf("a comparison of words");
    std::string formula;
    if (words || yes_no) {
        if (!equal && node.op != model::CompareOp::not_equal) return leaf("which of two words comes first");
        formula = fmt::format(fmt::runtime(words ? "EXACT({},{})" : "({}={})"), left, right);
        if (!equal) formula = "NOT(" + formula + ")";
    } else {
        constexpr std::string_view signs[] = {"=", "<>", ">=", ">", "<=", "<"};
        formula = fmt::format("(ROUND({}-{},12){}0)", left, right, signs[static_cast<std::size_t>(node.op)]);
    }
    // On what there is not the condition is no, whatever is asked.
    for (const auto& [part, text] : {std::pair(node.left, left), std::pair(node.right, right)}) {
        if (may_be_none(part))
            formula = fmt::format("IF(OR(EXACT({0},\"-\"),EXACT({0},\"\")),FALSE(),{1})", text, formula);
    }
    return formula;
}

/// Where a part is not known, the others may decide: a part that surely fails, or surely holds.
LiveWriter::Formula LiveWriter::combine(const model::Combine& node) {
    if (node.junction == model::Junction::at_least_k) return std::nullopt;
    const bool all = node.junction == model::Junction::all_of;
    std::string items, sure;
    bool doubtful = false;
    for (const ExprId item : node.items) {
        const std::string one = part_(item);
        if (one.empty()) return std::nullopt;
        const Value* value = value_of(item);
        doubtful = doubtful || value == nullptr || !model::is_known(*value);
        items += (items.empty() ? "" : ",") + one;
        sure += (sure.empty() ? "" : ",") +
                fmt::format(fmt::runtime(all ? "IFERROR(NOT({}),FALSE())" : "IFERROR({},FALSE())"), one);
    }
    if (!doubtful) return std::nullopt;
    return all ? fmt::format("IF(OR({}),FALSE(),AND({}))", sure, items)
               : fmt::format("IF(OR({}),TRUE(),OR({}))", sure, items);
}

LiveWriter::Formula LiveWriter::absent(const model::IsAbsent& node) {
    const std::string of = as_cell(node.of, "whether it is there");
    const Value* value = value_of(node.of);
    const auto* left_out = value == nullptr ? nullptr : std::get_if<model::NotApplicable>(value);
    const bool asks_missing = node.presence == model::Presence::missing;
    if (of.empty() || value == nullptr || (left_out != nullptr && (left_out->unreported || !asks_missing)))
        return leaf("whether there is such a figure");
    if (node.presence == model::Presence::missing)
        return fmt::format("IF(ISNA({0}),TRUE(),OR(EXACT({0},\"-\"),EXACT({0},\"\")))", of);
    return fmt::format("OR(EXACT({0},\"-\"),EXACT({0},\"\"))", of);
}

/// What lies on a half is first freed of what binary numbers leave behind: six decimals beyond the step.
LiveWriter::Formula LiveWriter::rounded(const model::Round& node) {
    constexpr int beyond = 6;
    const auto digits = digits_of(node.rounding.step);
    if (node.rounding.mode != exact::RoundingMode::half_up || !digits) return std::nullopt;
    const std::string of = part_(node.of);
    if (of.empty()) return std::nullopt;
    return fmt::format("ROUND(ROUND({},{}),{})", of, *digits + beyond, *digits);
}

LiveWriter::Formula LiveWriter::code_test(const model::CodeTest& node) {
    constexpr std::size_t most_codes = 100;
    const std::string of = as_cell(node.of, "the code");
    if (of.empty() || node.codes.size() > most_codes) return leaf("a test of words");
    std::string tests;
    for (const std::string& code : node.codes) {
        const std::string quoted = recorder_.words(code);
        if (quoted.empty()) return leaf("a test of words");
        if (node.test == model::TextTest::from_to) {
            const char* sign = tests.empty() ? ">=" : "<=";
            tests += (tests.empty() ? "" : ",") + fmt::format("LEN({0})={1},{0}{2}{3}", of, code.size(), sign, quoted);
            continue;
        }
        const std::string text =
            node.test == model::TextTest::one_of ? of : fmt::format("LEFT({},{})", of, code.size());
        tests += (tests.empty() ? "" : ",") + fmt::format("EXACT({},{})", text, quoted);
    }
    if (tests.empty()) return "FALSE()";
    if (node.test == model::TextTest::from_to) return fmt::format("AND({},EXACT({},UPPER({})))", tests, of, of);
    return "OR(" + tests + ")";
}

LiveWriter::Formula LiveWriter::write(const model::ExprNode& node) {
    if (const auto* one = std::get_if<model::Constant>(&node)) return constant(*one);
    if (const auto* one = std::get_if<model::TermRef>(&node)) return by_field(*one);
    if (const auto* one = std::get_if<model::Compare>(&node)) return compare(*one);
    if (const auto* one = std::get_if<model::Combine>(&node)) return combine(*one);
    if (const auto* one = std::get_if<model::IsAbsent>(&node)) return absent(*one);
    if (const auto* one = std::get_if<model::CodeTest>(&node)) return code_test(*one);
    if (const auto* one = std::get_if<model::DateShift>(&node)) return shifted(*one);
    if (const auto* one = std::get_if<model::WholeYears>(&node)) return whole_years(*one);
    if (const auto* one = std::get_if<model::PeriodEdge>(&node)) return edge(*one);
    if (const auto* one = std::get_if<model::LookUp>(&node)) return look_up(*one);
    if (const auto* one = std::get_if<model::Aggregate>(&node)) return aggregate(*one);
    if (const auto* one = std::get_if<model::RowCounts>(&node)) return row_counts(*one);
    if (const auto* one = std::get_if<model::Once>(&node)) return once(*one);
    if (const auto* one = std::get_if<model::IsFirst>(&node)) return first_of(*one);
    if (const auto* one = std::get_if<model::DaysOf>(&node)) return days_of(*one);
    if (const auto* one = std::get_if<model::DaysInForce>(&node)) return in_force(*one);
    if (const auto* one = std::get_if<model::EventReached>(&node)) return reached(*one);
    if (const auto* one = std::get_if<model::Division>(&node)) return divided(*one);
    if (const auto* one = std::get_if<model::Round>(&node)) return rounded(*one);
    if (std::holds_alternative<model::ScopeElement>(node)) return std::string();  // its name, as a text
    return std::nullopt;
}

}  // namespace concordat::eval::reference
