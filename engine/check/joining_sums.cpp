// engine/check/joining_sums.cpp · room: check
// What:  sums that are written in clauses, and what is guaranteed for a year, of a party that joins or leaves inside
//        that time: in proportion, whole or nothing.
// Source: finding N36. membership.cpp asks for agreed amounts of the party's own.
// How:   only sums that are due whatever happens: a rate times a figure, a share of something and what is due on a
//        condition are no sums for a stretch of time.

#include <algorithm>

#include <fmt/format.h>

#include "check/membership.h"
#include "check/once.h"
#include "model/parts.h"

namespace concordat::check {

namespace {

using calendar::PeriodUnit;

/// The sum, as written, and the amount of each of the role that it stands in, if it has a name.
struct FixedSum {
    exact::Ratio sum;
    model::TermId named;
    std::optional<PeriodUnit> unit;
};

bool is_of(const model::Term& term, model::RoleId role) {
    return std::any_of(term.index.begin(), term.index.end(),
                       [&](const Axis& axis) { return axis.type == Axis::Type::party && axis.role == role; });
}

struct SumSearch {
    const Draft& draft;
    const JoiningMove& move;
    std::set<ExprId> seen = {};
    std::vector<FixedSum> found = {};

    /// Nothing in it is reported or depends on anything.
    [[nodiscard]] bool is_fixed(ExprId id, int depth = 0) const {
        if (!id.is_set() || depth > 50) return false;
        const model::ExprNode& node = draft.expression(id).node;
        if (std::holds_alternative<model::Constant>(node)) return true;
        if (const auto* sum = std::get_if<model::Arithmetic>(&node))
            return is_fixed(sum->left, depth + 1) && is_fixed(sum->right, depth + 1);
        if (const auto* rounded = std::get_if<model::Round>(&node)) return is_fixed(rounded->of, depth + 1);
        return false;
    }

    void add_constant(ExprId id, const FixedSum& at) {
        const auto* constant = std::get_if<model::Constant>(&draft.expression(id).node);
        const auto* sum = constant == nullptr ? nullptr : std::get_if<exact::Ratio>(&constant->value);
        if (sum == nullptr || sum->sign() <= 0) return;
        FixedSum one = at;
        one.sum = *sum;
        found.push_back(one);
    }

    void look_at_term(model::TermId id, FixedSum at) {
        const model::Term& term = draft.contract.term(id);
        if (joining_said(draft, term.name, move.joins)) return;
        if (is_of(term, move.role)) at.named = id;
        for (const Axis& axis : term.index)
            if (axis.type == Axis::Type::period) at.unit = axis.unit;
        for (const model::Stage& stage : term.stages)
            if (stage.value.is_set()) look_at(stage.value, at);
    }

    void look_at(ExprId id, const FixedSum& at) {
        if (!id.is_set() || !seen.insert(id).second || !draft.expression(id).kind.is_money()) return;
        const model::ExprNode& node = draft.expression(id).node;
        if (const auto* used = std::get_if<model::TermRef>(&node)) return look_at_term(used->term, at);
        if (const auto* rounded = std::get_if<model::Round>(&node)) return look_at(rounded->of, at);
        if (const auto* limit = std::get_if<model::Limit>(&node)) {
            look_at(limit->of, at);
            for (const auto& bound : limit->bounds)
                if (!bound.upper) look_at(bound.at, at);
            return;
        }
        const auto* sum = std::get_if<model::Arithmetic>(&node);
        if (sum == nullptr) return add_constant(id, at);
        const bool is_sum = sum->op == model::ArithmeticOp::add || sum->op == model::ArithmeticOp::subtract;
        if (!is_sum && !is_fixed(id)) return;
        look_at(sum->left, at);
        look_at(sum->right, at);
    }
};

std::string day_of(const JoiningMove& move) { return calendar::write_long(move.day); }

std::string what_to_say(const Draft& draft, const JoiningMove& move, const std::string& year, const std::string& name) {
    return fmt::format(
        "`For a {} in which a {} {}, its {} is in proportion to the days in force.`, or `is whole`, or "
        "`is nothing`",
        year, draft.contract.role(move.role).name, move.joins ? "Starts" : "Ends", name);
}

/// What is asked about: of whom it is said behind `what`, and where it stands behind that.
struct Asked {
    std::string what, clause;
    PeriodUnit unit;
    std::string name;  // of an amount of each of the role; empty: it has none
};

void ask(Draft& draft, const JoiningMove& move, const Asked& asked) {
    const std::string year(calendar::unit_name(asked.unit));
    const std::string& role = draft.contract.role(move.role).name;
    const std::string say = what_to_say(draft, move, year, asked.name.empty() ? "Sum" : asked.name);
    draft
        .error_at(Code::joining_unsaid, move.place,
                  fmt::format("{} lies inside a {}, and it is not said whether {} of {} (clause {}) for that {} is in "
                              "proportion to the days in force, whole, or nothing",
                              day_of(move), year, asked.what, draft.contract.parties[move.party.index()].name,
                              asked.clause, year))
        .with_help(asked.name.empty()
                       ? fmt::format("give it a name, `For each {} and {}, \"Sum\" means ...`, write the "
                                     "name in its place, and add {}",
                                     role, year, say)
                       : "add " + say);
}

std::string in_words(const Draft& draft, const exact::Ratio& sum) {
    const auto money = exact::Money::from_major(sum, draft.contract.currency.minor_digits);
    return money ? exact::write_for_people(*money, draft.contract.currency) : std::string("a sum");
}

bool is_asked(const Draft& draft, const JoiningMove& move, const model::Payment& payment) {
    return (payment.payer.each_of == move.role || payment.payee.each_of == move.role) && !payment.divide &&
           !payment.once && !payment.balance && !payment.member && !names_day(draft, payment.payer.where, move) &&
           !names_day(draft, payment.payee.where, move) && !names_day(draft, payment.amount, move);
}

void ask_for_sums(Draft& draft, const JoiningMove& move, std::set<std::string>& asked) {
    for (std::size_t index = 0; index < draft.contract.payments.size(); ++index) {
        const model::Payment& payment = draft.contract.payments[index];
        if (!is_asked(draft, move, payment)) continue;
        SumSearch search{draft, move};
        search.look_at(payment.amount, {{}, {}, payment.instalments ? PeriodUnit::year : payment.unit});
        const std::string clause = draft.contract.clause(payment.clause).number;
        for (const FixedSum& one : search.found) {
            if (!day_cuts(draft, move.day, *one.unit, move.joins)) continue;
            const std::string name = one.named.is_set() ? draft.contract.term(one.named).name : std::string();
            if (!asked.insert((name.empty() ? clause : name) + (move.joins ? "+" : "-")).second) continue;
            const std::string sum = in_words(draft, one.sum);
            ask(draft, move,
                {name.empty() ? "the " + sum : fmt::format("the {} in the {}", sum, name), clause, *one.unit, name});
        }
    }
}

/// The total of X over the Months of each Financial Year shall not be less than L.
void ask_for_guarantees(Draft& draft, const JoiningMove& move, std::set<std::string>& asked) {
    const auto sentences = draft.sentences;
    for (const StandingSentence& standing : sentences) {
        const auto* used = std::get_if<syntax::UsedInOrderSentence>(&standing.sentence->form);
        if (used == nullptr || used->upper) continue;
        const Entity* term = draft.find(used->term.name.text);
        const auto within = find_unit(draft, used->within.text);
        if (term == nullptr || term->what != Entity::What::term || !within) continue;
        if (!is_of(draft.contract.term(term->term), move.role) || !day_cuts(draft, move.day, *within, move.joins))
            continue;
        const auto* least = std::get_if<syntax::ReferenceAmount>(&used->at->node);
        const std::string name = least != nullptr ? least->reference.name.text : std::string();
        if (!name.empty() && joining_said(draft, name, move.joins)) continue;
        const std::string& what = draft.contract.term(term->term).name;
        if (!asked.insert((name.empty() ? standing.number : name) + (move.joins ? "+" : "-")).second) continue;
        const Entity* own = name.empty() ? nullptr : draft.find(name);
        const bool is_own =
            own != nullptr && own->what == Entity::What::term && is_of(draft.contract.term(own->term), move.role);
        ask(draft, move, {"the least " + what, standing.number, *within, is_own ? name : std::string()});
    }
}

}  // namespace

void ask_for_joining_sums(Draft& draft, const JoiningMove& move, std::set<std::string>& asked) {
    const InClause here(draft, move.clause);
    ask_for_sums(draft, move, asked);
    ask_for_guarantees(draft, move, asked);
}

}  // namespace concordat::check
