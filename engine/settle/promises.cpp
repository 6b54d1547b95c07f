// engine/settle/promises.cpp · room: settle
// What:  evaluates each promise for each of its elements and, where it is broken, says by what figures.
// Start: check_promises(), last in the file.
#include "settle/promises.h"

#include <fmt/format.h>

#include "settle/elements.h"

namespace concordat::settle {

using eval::reference::Scope;
using model::ExprId;

namespace {

std::string figure(const Settling& settling, ExprId amount, const Scope& scope) {
    const model::Contract& contract = settling.contract;
    const std::string value =
        model::write_for_people(contract, settling.evaluator.value(amount, scope), contract.expression(amount).kind);
    const auto& words = contract.expression(amount).words;
    const bool says_itself = words.empty() || words == value;
    return says_itself ? value : fmt::format("{} is {}", words, value);
}

/// Of several conditions, the figures of those that fail.
std::string figures_of_failing(const Settling& settling, const model::Combine& combine, const Scope& scope) {
    std::string text;
    for (const ExprId item : combine.items) {
        const model::Value value = settling.evaluator.value(item, scope);
        const bool* holds = std::get_if<bool>(&value);
        if (!holds || *holds) continue;
        if (!text.empty()) text += "; ";
        text += figures_of(settling, item, scope);
    }
    return text;
}

}  // namespace

std::string figures_of(const Settling& settling, ExprId condition, const Scope& scope) {
    const model::ExprNode& node = settling.contract.expression(condition).node;
    if (const auto* compare = std::get_if<model::Compare>(&node)) {
        return fmt::format("{} against {}", figure(settling, compare->left, scope),
                           figure(settling, compare->right, scope));
    }
    if (const auto* combine = std::get_if<model::Combine>(&node)) {
        return figures_of_failing(settling, *combine, scope);
    }
    if (const auto* negated = std::get_if<model::Not>(&node)) {
        return figures_of(settling, negated->of, scope);
    }
    return {};
}

namespace {

void report(const Settling& settling, const model::Promise& promise, const Combination& combination,
            source::Diagnostics& problems) {
    const model::Contract& contract = settling.contract;
    std::string of = names_of(contract, combination.of);
    if (!of.empty()) of += ", ";
    of += combination.scope.period.label_for_people(contract.year_start);
    std::string found = figures_of(settling, promise.holds, combination.scope);
    if (!found.empty()) found.insert(0, ": ");
    add_problem(problems, contract, source::Code::promise_not_kept, promise.clause,
                fmt::format("`{}` is not kept for {}{}", promise.words, of, found));
}

}  // namespace

void check_promises(const Settling& settling, WaitingList& waiting, source::Diagnostics& problems) {
    for (const model::Promise& promise : settling.contract.promises) {
        for (const Combination& combination : combinations(settling, promise.over)) {
            const model::Value value = settling.evaluator.value(promise.holds, combination.scope);
            if (!model::is_known(value) && !std::holds_alternative<model::Missing>(value) &&
                !std::holds_alternative<model::Held>(value)) {
                continue;  // left out: promised of nobody
            }
            const Condition holds = as_condition(settling.contract, promise.clause, value);
            if (const auto* wait = std::get_if<Wait>(&holds)) {
                waiting.add(*wait, promise.clause);
            } else if (!std::get<bool>(holds)) {
                report(settling, promise, combination, problems);
            }
        }
    }
}

}  // namespace concordat::settle
