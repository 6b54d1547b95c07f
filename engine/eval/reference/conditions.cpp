// engine/eval/reference/conditions.cpp · room: eval
// What:  conditions and cases. A condition is yes, no, or not known; what surely holds decides whatever else is
// missing. Source: findings N8 (cases), N39 (codes), N46 (conditions on what there is not are false).
#include <algorithm>
#include <optional>

#include "eval/reference/value_order.h"
#include "eval/reference/why_not.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using model::CompareOp;
using model::ExprId;
using model::Value;
using source::Code;

bool holds(CompareOp op, std::strong_ordering order) {
    switch (op) {
        case CompareOp::equal: return order == 0;
        case CompareOp::not_equal: return order != 0;
        case CompareOp::at_least: return order >= 0;
        case CompareOp::more_than: return order > 0;
        case CompareOp::at_most: return order <= 0;
        case CompareOp::less_than: return order < 0;
    }
    return false;
}

bool is_none(const Value& value) { return std::holds_alternative<model::None>(value); }

bool is_sure(const Value& value, bool wanted) {
    const bool* yes = std::get_if<bool>(&value);
    return yes != nullptr && *yes == wanted;
}

/// A condition on what there is not is no (N46).
Value condition_of(ExprId item, const Site& site, Operands& operands) {
    Value value = site.of(item);
    if (is_none(value)) return false;
    operands.take(value, item);
    return value;
}

/// What was found of several conditions, the doubtful ones kept apart.
struct Verdicts {
    std::size_t yes = 0;
    std::size_t no = 0;
    std::size_t doubtful = 0;
};

Verdicts verdicts_of(const std::vector<ExprId>& items, const Site& site, Operands& operands) {
    Verdicts verdicts;
    for (const ExprId item : items) {
        const Value value = condition_of(item, site, operands);
        if (is_sure(value, true)) ++verdicts.yes;
        else if (is_sure(value, false)) ++verdicts.no;
        else ++verdicts.doubtful;
    }
    return verdicts;
}

bool in_code_range(const std::string& code, const std::vector<std::string>& ends) {
    if (ends.size() != 2 || code.size() != ends.front().size() || code.size() != ends.back().size()) return false;
    return ends.front() <= code && code <= ends.back();
}

bool passes(const model::CodeTest& node, const std::string& code) {
    switch (node.test) {
        case model::TextTest::begins_with:
            return std::any_of(node.codes.begin(), node.codes.end(),
                               [&](const std::string& start) { return code.starts_with(start); });
        case model::TextTest::one_of: return std::find(node.codes.begin(), node.codes.end(), code) != node.codes.end();
        case model::TextTest::from_to: return in_code_range(code, node.codes);
    }
    return false;
}

/// A field that may be blank has no value when it is; for everything else only what is due and not reported is missing.
bool is_field(const model::Contract& contract, ExprId id) {
    const model::ExprNode& node = contract.expression(id).node;
    if (std::holds_alternative<model::FieldOf>(node)) return true;
    const auto* reference = std::get_if<model::TermRef>(&node);
    return reference != nullptr && std::holds_alternative<model::FieldSource>(contract.term(reference->term).source);
}

std::string quoted_words(const Site& site, ExprId condition) {
    return "`" + words_of_condition(site.contract(), condition) + "`";
}

constexpr std::size_t failing_cases_told = 6;  // of more, so many and how many others

/// The cases before this one, or all of them, which do not hold.
void note_failing(const model::Choose& node, const Site& site, std::size_t end) {
    const std::size_t told = std::min(end, failing_cases_told);
    for (std::size_t at = 0; at < told; ++at) note_what_fails(site, {}, node.cases[at].condition);
    if (end > told) site.note("nor does any of " + std::to_string(end - told) + " others", model::None{});
}

Value result_of(const model::Choose& node, std::size_t chosen, const Site& site) {
    const model::Choose::Case& one = node.cases[chosen];
    if (site.frame.explaining()) {
        if (node.in_turn) note_failing(node, site, chosen);
        site.note("because " + quoted_words(site, one.condition) + " holds", model::None{});
    }
    return site.of(one.result);
}

/// Why no case applies.
void note_otherwise(const model::Choose& node, const Site& site) {
    if (node.cases.size() == 1) return note_what_fails(site, "otherwise: ", node.cases.front().condition);
    site.note("otherwise: none of the " + std::to_string(node.cases.size()) + " cases holds", model::None{});
    note_failing(node, site, node.cases.size());
}

Value result_otherwise(const model::Choose& node, const Site& site) {
    if (!node.otherwise.is_set()) {
        return site.impossible(Code::no_case_applies, "no case applies, and no clause says what holds otherwise");
    }
    if (site.frame.explaining() && !node.cases.empty()) note_otherwise(node, site);
    return site.of(node.otherwise);
}

/// The first that holds, if all before it surely fail.
Value first_that_holds(const model::Choose& node, const Site& site) {
    for (std::size_t at = 0; at < node.cases.size(); ++at) {
        Operands operands(site);
        const Value condition = condition_of(node.cases[at].condition, site, operands);
        if (!operands.known()) return operands.instead();
        if (is_sure(condition, true)) return result_of(node, at, site);
    }
    return result_otherwise(node, site);
}

/// The one that holds; a case that surely holds decides whatever the others wait for.
Value only_one_that_holds(const model::Choose& node, const Site& site) {
    Operands operands(site);
    std::optional<std::size_t> chosen;
    for (std::size_t at = 0; at < node.cases.size(); ++at) {
        if (!is_sure(condition_of(node.cases[at].condition, site, operands), true)) continue;
        if (chosen) {
            return site.impossible(Code::two_cases_at_once,
                                   "two cases hold at once: " + quoted_words(site, node.cases[*chosen].condition) +
                                       " and " + quoted_words(site, node.cases[at].condition));
        }
        chosen = at;
    }
    if (chosen) return result_of(node, *chosen, site);
    if (!operands.known()) return operands.instead();
    return result_otherwise(node, site);
}

}  // namespace

Value work_out(const model::Choose& node, const Site& site) {
    return node.in_turn ? first_that_holds(node, site) : only_one_that_holds(node, site);
}

Value work_out(const model::Compare& node, const Site& site) {
    const Value left = site.of(node.left);
    const Value right = site.of(node.right);
    Operands operands(site);
    if (!is_none(left)) operands.take(left, node.left);
    if (!is_none(right)) operands.take(right, node.right);
    if (!operands.known()) return operands.instead();
    if (is_none(left) || is_none(right)) return false;
    if (left.index() != right.index()) {
        return site.impossible(Code::kinds_clash_in_data, site.shown(left, node.left) + " and " +
                                                              site.shown(right, node.right) + " cannot be compared");
    }
    return holds(node.op, order_of(left, right));
}

Value work_out(const model::Combine& node, const Site& site) {
    Operands operands(site);
    const Verdicts found = verdicts_of(node.items, site, operands);
    std::size_t wanted = node.k;
    if (node.junction == model::Junction::all_of) wanted = node.items.size();
    if (node.junction == model::Junction::any_of) wanted = 1;
    if (found.yes >= wanted) return true;
    if (found.yes + found.doubtful < wanted) return false;
    return operands.instead();
}

Value work_out(const model::Not& node, const Site& site) {
    Operands operands(site);
    const Value of = condition_of(node.of, site, operands);
    if (!operands.known()) return operands.instead();
    return !is_sure(of, true);
}

Value work_out(const model::CodeTest& node, const Site& site) {
    const Value of = site.of(node.of);
    if (is_none(of)) return false;
    Operands operands(site);
    operands.take(of, node.of);
    if (!operands.known()) return operands.instead();
    const auto* code = std::get_if<std::string>(&of);
    if (code == nullptr) return site.impossible(Code::kinds_clash_in_data, "a code is needed here");
    return passes(node, *code);
}

Value work_out(const model::IsAbsent& node, const Site& site) {
    const Value of = site.of(node.of);
    const auto* left_out = std::get_if<model::NotApplicable>(&of);
    const bool missing = std::holds_alternative<model::Missing>(of) || (left_out != nullptr && left_out->unreported);
    if (node.presence == model::Presence::missing)
        return missing || (is_none(of) && is_field(site.contract(), node.of));
    if (is_none(of)) return true;
    if (model::is_known(of)) return false;
    return of;
}

}  // namespace concordat::eval::reference
