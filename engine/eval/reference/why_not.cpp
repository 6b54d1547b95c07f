// engine/eval/reference/why_not.cpp · room: eval
// What:  each form of condition: its words, and what stands against it.
// Start: note_what_fails(), last in the file.
#include "eval/reference/why_not.h"

#include <utility>
#include <variant>

#include "eval/reference/names.h"
#include "eval/reference/overloaded.h"
#include "eval/reference/quietly.h"

namespace concordat::eval::reference {

namespace {

using model::ExprId;
using model::Value;

bool no_such_thing(const Value& value) { return std::holds_alternative<model::None>(value); }

bool surely(const Value& value, bool wanted) {
    const bool* yes = std::get_if<bool>(&value);
    return yes != nullptr && *yes == wanted;
}

std::string_view words_of_comparison(model::CompareOp op) {
    switch (op) {
        case model::CompareOp::equal: return " is ";
        case model::CompareOp::not_equal: return " is not ";
        case model::CompareOp::at_least: return " is at least ";
        case model::CompareOp::more_than: return " is more than ";
        case model::CompareOp::at_most: return " is at most ";
        case model::CompareOp::less_than: return " is less than ";
    }
    return " is ";
}

std::string list_of(const std::vector<std::string>& all, std::string_view last) {
    std::string words;
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (at > 0) words += at + 1 == all.size() ? std::string(last) : ", ";
        words += all[at];
    }
    return words;
}

std::string unit_words(calendar::PeriodUnit unit) { return std::string(calendar::unit_name(unit)); }

/// "the Provider", "the Month": the one that is looked at.
std::string words_of_element(const model::Contract& contract, const model::Axis& axis) {
    switch (axis.type) {
        case model::Axis::Type::party: return "the " + (axis.role.is_set() ? contract.role(axis.role).name : "party");
        case model::Axis::Type::member: return "the " + contract.set(axis.set).name;
        case model::Axis::Type::record: return "the " + contract.record(axis.record).name;
        case model::Axis::Type::period: return "the " + unit_words(axis.unit);
    }
    return "it";
}

/// A part as it is called; what the contract has no name and no words for is told by its value.
std::string part_in_words(const model::Contract& contract, ExprId part) {
    if (std::string name = name_of_part(contract, part); !name.empty()) {
        const bool quoted = name.size() > 2 && name.front() == '"' && name.find('"', 1) == name.size() - 1;
        return quoted ? name.substr(1, name.size() - 2) : name;
    }
    const model::Expression& expression = contract.expression(part);
    if (const auto* element = std::get_if<model::ScopeElement>(&expression.node))
        return words_of_element(contract, element->axis);
    if (const auto* edge = std::get_if<model::PeriodEdge>(&expression.node))
        return std::string(edge->last ? "the last day of the " : "the first day of the ") + unit_words(edge->unit);
    if (const auto* written = std::get_if<model::Constant>(&expression.node))
        return model::write_for_people(contract, written->value, expression.kind);
    return expression.kind.base == model::KindBase::yes_no ? "the condition" : "the figure";
}

std::string made_up_words(const model::Contract& contract, ExprId condition) {
    const auto part = [&](ExprId id) { return part_in_words(contract, id); };
    const auto inner = [&](ExprId id) { return words_of_condition(contract, id); };
    return std::visit(
        Overloaded{[&](const model::Compare& node) {
                       return part(node.left) + std::string(words_of_comparison(node.op)) + part(node.right);
                   },
                   [&](const model::Combine& node) {
                       std::vector<std::string> items;
                       for (const ExprId item : node.items) items.push_back(inner(item));
                       if (node.junction == model::Junction::all_of) return list_of(items, " and ");
                       if (node.junction == model::Junction::any_of) return list_of(items, " or ");
                       return "at least " + std::to_string(node.k) + " of: " + list_of(items, ", ");
                   },
                   [&](const model::Not& node) { return "not: " + inner(node.of); },
                   [&](const model::CodeTest& node) {
                       const char* test = node.test == model::TextTest::begins_with ? " begins with "
                                          : node.test == model::TextTest::one_of    ? " is "
                                                                                    : " is from ";
                       return part(node.of) + test +
                              list_of(node.codes, node.test == model::TextTest::from_to ? " to " : " or ");
                   },
                   [&](const model::IsAbsent& node) {
                       return node.presence == model::Presence::missing ? part(node.of) + " is missing"
                                                                        : "there is no " + part(node.of);
                   },
                   [&](const model::Once& node) {
                       return inner(node.condition) +
                              (node.earlier_only ? " in an earlier " : " in this or an earlier ") +
                              unit_words(node.unit);
                   },
                   [&](const model::RowCounts& node) {
                       return "there is a " + contract.record(node.record).name + " " + part(node.key);
                   },
                   [&](const model::AsKnownOn& node) { return inner(node.of); },
                   [&](const model::NoReport& node) {
                       return "no report of " + contract.record(node.record).name + " has come";
                   },
                   [&](const auto&) { return part(condition); }},
        contract.expression(condition).node);
}

/// "Outcome Score is 93.4%", or that there is none.
std::string told(const Site& site, ExprId part) {
    const Value value = looked_at_again(site, part);
    const std::string name = part_in_words(site.contract(), part);
    if (no_such_thing(value)) return "there is no " + name;
    if (!model::is_known(value)) return name + " is not known";
    return name + " is " + site.shown(value, part);
}

bool is_written(const model::Contract& contract, ExprId part) {
    return std::holds_alternative<model::Constant>(contract.expression(part).node);
}

std::string against_comparison(const Site& site, const model::Compare& node) {
    std::vector<std::string> sides;
    for (const ExprId side : {node.left, node.right}) {
        if (!is_written(site.contract(), side)) sides.push_back(told(site, side));
    }
    return list_of(sides, " and ");
}

std::string against_combination(const Site& site, const model::Combine& node) {
    if (node.junction == model::Junction::all_of) return {};
    std::size_t hold = 0;
    for (const ExprId item : node.items) hold += surely(looked_at_again(site, item), true) ? 1 : 0;
    const std::string count = hold == 0 ? "none" : "only " + std::to_string(hold);
    return count + " of its " + std::to_string(node.items.size()) + " conditions holds";
}

}  // namespace

std::string words_of_condition(const model::Contract& contract, ExprId condition) {
    const model::Expression& expression = contract.expression(condition);
    const auto* compared = std::get_if<model::Compare>(&expression.node);
    // "and less than 80%": what is less than that was said before.
    const bool whole =
        compared == nullptr || expression.words.find(name_of_part(contract, compared->left)) != std::string::npos;
    return expression.words.empty() || !whole ? made_up_words(contract, condition) : expression.words;
}

Value looked_at_again(const Site& site, ExprId part) {
    Frame frame = site.frame;
    frame.steps = nullptr;
    const Quietly quietly(site.workings);
    Recorder* const recorder = std::exchange(site.workings.recorder, nullptr);
    Value value = work_out(site.workings, part, frame);
    site.workings.recorder = recorder;
    return value;
}

std::string what_stands_against(const Site& site, ExprId condition) {
    return std::visit(
        Overloaded{
            [&](const model::Compare& node) { return against_comparison(site, node); },
            [&](const model::Combine& node) { return against_combination(site, node); },
            [&](const model::Not& node) { return "`" + words_of_condition(site.contract(), node.of) + "` holds"; },
            [&](const model::CodeTest& node) { return told(site, node.of); },
            [&](const model::IsAbsent& node) { return told(site, node.of); },
            [&](const model::Once& node) {
                return std::string("it has not held in any ") + (node.earlier_only ? "earlier " : "") +
                       unit_words(node.unit) + (node.earlier_only ? "" : " up to this one");
            },
            [&](const model::RowCounts&) { return std::string("there is none"); },
            [&](const model::NoReport&) { return std::string("one has come"); },
            [&](const model::TermRef&) { return told(site, condition); }, [&](const auto&) { return std::string(); }},
        site.contract().expression(condition).node);
}

void note_what_fails(const Site& site, const std::string& lead, ExprId condition) {
    const model::Contract& contract = site.contract();
    const auto* one = std::get_if<model::Combine>(&contract.expression(condition).node);
    if (one != nullptr && one->items.size() == 1) return note_what_fails(site, lead, one->items.front());
    std::string words = lead + "`" + words_of_condition(contract, condition) + "` does not hold";
    const auto* combined = std::get_if<model::Combine>(&contract.expression(condition).node);
    if (const std::string against = what_stands_against(site, condition); !against.empty()) words += ": " + against;
    site.note(std::move(words), model::None{});
    if (combined == nullptr) return;
    for (const ExprId item : combined->items) {
        if (surely(looked_at_again(site, item), false)) note_what_fails(site, {}, item);
    }
}

}  // namespace concordat::eval::reference
