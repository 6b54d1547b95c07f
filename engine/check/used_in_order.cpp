// engine/check/used_in_order.cpp · room: check
// What:  limits and guarantees used up in order, two amounts under one limit, small amounts, and lists of clauses.
// Source: findings N26, N40.

#include <algorithm>

#include <fmt/format.h>

#include "check/cut_off.h"
#include "check/draft.h"
#include "check/once.h"
#include "check/pools.h"

namespace concordat::check {

namespace {

using model::TermRef;
using syntax::UsedInOrderSentence;

}  // namespace

bool lists(const Draft& draft, const syntax::ClauseList& list, std::string_view number) {
    if (!list.range)
        return std::any_of(list.numbers.begin(), list.numbers.end(),
                           [&](const syntax::Name& one) { return one.text == number; });
    return !comes_before(draft, number, list.numbers.front().text) &&
           !comes_before(draft, list.numbers.back().text, number);
}

namespace {

/// The terms that those clauses define, in the order of the text.
std::vector<model::TermId> terms_of(const Draft& draft, const syntax::ClauseList& list) {
    std::vector<model::TermId> found;
    for (std::size_t i = 0; i < draft.drafts.size(); ++i) {
        const auto& definitions = draft.drafts[i].definitions;
        if (!definitions.empty() && lists(draft, list, definitions.front().number)) found.emplace_back(i);
    }
    return found;
}

bool clauses_are_there(Draft& draft, const syntax::ClauseList& list) {
    for (const syntax::Name& number : list.numbers) {
        if (draft.clause_ids.contains(number.text)) continue;
        draft.error(Code::unknown_clause, number.span, fmt::format("there is no clause {}", number.text))
            .with_help("refer to a clause of this agreement by its number");
        return false;
    }
    return true;
}

const Axis* period_of_term(const Draft& draft, model::TermId id) {
    const auto& index = draft.contract.term(id).index;
    const auto found =
        std::find_if(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; });
    return found == index.end() ? nullptr : &*found;
}

bool used_periods_fit(Draft& draft, const UsedInOrderSentence& used, model::TermId id) {
    const auto unit = find_unit(draft, used.unit.text);
    const auto within = find_unit(draft, used.within.text);
    const Axis* own = period_of_term(draft, id);
    if (unit && !used.each_part && unit != find_unit(draft, used.taken.text)) {
        draft
            .error(Code::no_one_period, used.taken.span,
                   fmt::format("the total is over the {}s, and what follows speaks of another period",
                               calendar::unit_name(*unit)))
            .with_help(used.upper ? fmt::format("write `taking the {}s in order`", calendar::unit_name(*unit))
                                  : fmt::format("write `is paid for the last {}`", calendar::unit_name(*unit)));
        return false;
    }
    if (unit && within && *unit < *within && own != nullptr && own->unit == *unit) return true;
    draft
        .error(
            Code::no_one_period, used.unit.span,
            fmt::format("`{}` has no value for each {} of a {}", used.term.name.text, used.unit.text, used.within.text))
        .with_help("name the periods that it is worked out for, and a longer one");
    return false;
}

/// The total to date is kept within L, each period's part being cut in the same proportion (eval puts earlier ones
/// right as the year goes on).
MaybeLowered lower_in_proportion(Draft& draft, const UsedInOrderSentence& used, const CutOff& cut, ExprId limit) {
    const std::string& name = draft.term(cut.term).name;
    const auto say = [&](Span span, std::string message, std::string help) -> MaybeLowered {
        draft.error(Code::cut_unclear, span, std::move(message)).with_help(std::move(help));
        return std::nullopt;
    };
    if (used.each_part->text != name)
        return say(used.each_part->span,
                   fmt::format("the total is of `{}`, and parts of `{}` are reduced", name, used.each_part->text),
                   fmt::format("write `each part of {} is reduced`", name));
    if (used.cut.type == syntax::CutGoes::Type::carried)
        return say(used.cut.span,
                   fmt::format("what is cut is spread over all {}s of the {} and put right in each, so it cannot be "
                               "carried to one of them",
                               calendar::unit_name(*find_unit(draft, used.unit.text)), used.within.text),
                   fmt::format("let it lapse or fall on a party; or write `taking the {}s in order`, where what is "
                               "cut can be carried forward",
                               calendar::unit_name(*find_unit(draft, used.unit.text))));
    if (!demand(draft, cut.kind, Kind::money(), used.term.name.span, "what is cut in whole pennies") ||
        !fall_on_party(draft, cut))
        return std::nullopt;
    model::CutInProportion node;
    node.of = draft.add(TermRef{cut.term, {}, cut.stage - 1}, cut.kind);
    node.limit = limit;
    node.unit = *find_unit(draft, used.unit.text);
    node.within = *find_unit(draft, used.within.text);
    node.rounding = {coins_of_payments(draft).step, exact::RoundingMode::down};
    return made(draft, node, cut.kind, cut.span);
}

/// One that leaves has its last period then.
void add_leavers(Draft& draft, model::TermId id, ExprId end, std::vector<ExprId>& ends) {
    for (const Axis& axis : draft.contract.term(id).index) {
        if (axis.type != Axis::Type::party || !axis.role.is_set()) continue;
        const auto memberships = draft.contract.role(axis.role).memberships;
        for (const model::Membership& one : memberships) {
            if (!one.until) continue;
            const Kind party = Kind::party(axis.role);
            const ExprId who = draft.add(model::ScopeElement{axis}, party);
            const ExprId leaver = draft.add(model::Constant{one.party}, party);
            const ExprId day = draft.add(model::Constant{*one.until}, Kind::date());
            const ExprId is_it = draft.add(model::Compare{model::CompareOp::equal, who, leaver}, Kind::yes_no());
            const ExprId by_then = draft.add(model::Compare{model::CompareOp::at_least, end, day}, Kind::yes_no());
            ends.push_back(draft.add(model::Combine{model::Junction::all_of, 0, {is_it, by_then}}, Kind::yes_no()));
        }
    }
}

/// X keeps the lesser of itself and what the earlier periods have left of L; or the last period makes up to L.
MaybeLowered lower_used(Draft& draft, const UsedInOrderSentence& used, const StandingSentence& standing,
                        model::TermId id, const Scope& scope) {
    const Span span = standing.sentence->span;
    if (!used_periods_fit(draft, used, id)) return std::nullopt;
    const Kind kind = draft.term(id).kind;
    const auto at = lower_amount(draft, *used.at, scope, &kind);
    if (!at || !same_kind(draft, kind, at->kind, used.at->span, "be compared")) return std::nullopt;
    if (runs(draft, at->id)) {
        draft
            .error(Code::no_one_period, used.at->span,
                   "this limit grows in the course of the year, so what is left of it for the earlier periods would "
                   "change later")
            .with_help("write a limit that is the same in each period, or settle it at the end of the year");
        return std::nullopt;
    }
    const calendar::PeriodUnit unit = *find_unit(draft, used.unit.text);
    const calendar::PeriodUnit within = *find_unit(draft, used.within.text);
    const CutOff cut{used.cut, standing, id, scope.stages_before, kind, span};
    if (used.upper && !cut_goes_somewhere(draft, cut)) return std::nullopt;
    if (used.each_part) return lower_in_proportion(draft, used, cut, at->id);
    if (used.cut.type == syntax::CutGoes::Type::carried) return limited_in_order(draft, cut, at->id, within);
    model::Aggregate so_far;
    so_far.op = model::AggregateOp::total;
    so_far.over = {{Axis::Type::period, {}, {}, {}, unit}};
    so_far.range.kind = model::PeriodRange::Kind::unit_to_date;
    so_far.range.unit = within;
    so_far.of = draft.add(TermRef{id, {}, scope.stages_before - 1}, kind);
    const ExprId total = draft.add(std::move(so_far), kind, span);
    const ExprId own = draft.add(model::Previous{}, kind);
    if (used.upper) {
        const ExprId earlier = draft.add(model::Arithmetic{model::ArithmeticOp::subtract, total, own, {}, {}}, kind);
        const ExprId left = draft.add(model::Excess{at->id, earlier}, kind);
        if (!fall_on_party(draft, cut)) return std::nullopt;
        return made(draft, model::Limit{own, {{true, left}}}, kind, span);
    }
    const ExprId end = draft.add(model::PeriodEdge{unit, true, {}}, Kind::date());
    const ExprId last_of_year = draft.add(model::PeriodEdge{within, true, {}}, Kind::date());
    const ExprId last_day = draft.add(model::Constant{draft.contract.in_force.last}, Kind::date());
    const ExprId year_ends = draft.add(model::Compare{model::CompareOp::at_least, end, last_of_year}, Kind::yes_no());
    const ExprId all_ends = draft.add(model::Compare{model::CompareOp::at_least, end, last_day}, Kind::yes_no());
    std::vector<ExprId> ends = {year_ends, all_ends};
    add_leavers(draft, id, end, ends);
    const ExprId is_last = draft.add(model::Combine{model::Junction::any_of, 0, std::move(ends)}, Kind::yes_no());
    const ExprId short_of = draft.add(model::Excess{at->id, total}, kind);
    const ExprId made_up = draft.add(model::Arithmetic{model::ArithmeticOp::add, own, short_of, {}, {}}, kind);
    return made(draft, model::Choose{{{is_last, made_up}}, own, true}, kind, span);
}

/// The one that is cut first keeps what the other leaves of L; the other never exceeds L by itself.
MaybeLowered lower_together(Draft& draft, const syntax::TogetherSentence& both, model::TermId id, const Scope& scope,
                            Span span) {
    const Kind kind = draft.term(id).kind;
    const auto at = lower_amount(draft, *both.at, scope, &kind);
    if (!at || !same_kind(draft, kind, at->kind, both.at->span, "be compared")) return std::nullopt;
    const ExprId own = draft.add(model::Previous{}, kind);
    if (draft.term(id).name != both.cut_first.text) return made(draft, model::Limit{own, {{true, at->id}}}, kind, span);
    const syntax::Reference& other = both.one.name.text == both.cut_first.text ? both.other : both.one;
    const auto kept = lower_reference(draft, other, other.name.span, scope, &kind);
    if (!kept || !same_kind(draft, kind, kept->kind, other.name.span, "be limited together")) return std::nullopt;
    // As it stands at this clause: what a later clause cuts of the other makes no room here (section 3 of the
    // findings).
    if (auto* reference = std::get_if<TermRef>(&draft.contract.expressions[kept->id.index()].node))
        reference->stage = stage_of_clause(draft, reference->term, draft.clause_now);
    const ExprId left = draft.add(model::Excess{at->id, kept->id}, kind);
    return made(draft, model::Limit{own, {{true, left}}}, kind, span);
}

/// All or nothing, by the size of the amount.
MaybeLowered lower_small(Draft& draft, const syntax::SmallAmountsSentence& small, model::TermId id, const Scope& scope,
                         Span span) {
    const Kind kind = draft.term(id).kind;
    const auto least = lower_amount(draft, *small.less_than, scope, &kind);
    const auto value = lower_amount(draft, *small.value, scope, &kind);
    if (!least || !value || !same_kind(draft, kind, least->kind, small.less_than->span, "be compared") ||
        !same_kind(draft, kind, value->kind, small.value->span, "be results of one clause"))
        return std::nullopt;
    const Axis* own = period_of_term(draft, id);
    if (small.unit && (own == nullptr || find_unit(draft, small.unit->text) != own->unit)) {
        draft
            .error(Code::no_one_period, small.unit->span,
                   fmt::format("`{}` (clause {}) has no value for each {}", draft.term(id).name, draft.draft(id).clause,
                               small.unit->text))
            .with_help("name the period that those amounts are worked out for");
        return std::nullopt;
    }
    const ExprId before = draft.add(model::Previous{}, kind);
    const ExprId turned = draft.add(model::Negate{before}, kind);
    const ExprId size = draft.add(model::Extreme{true, {before, turned}}, kind);
    const ExprId is_small = draft.add(model::Compare{model::CompareOp::less_than, size, least->id}, Kind::yes_no());
    return made(draft, model::Choose{{{is_small, value->id}}, before, true}, kind, span);
}

void adjust_by_name(Draft& draft, const StandingSentence& standing, const syntax::Name& name) {
    const Entity* term = expect(draft, name, Entity::What::term);
    if (term != nullptr) draft.draft(term->term).adjustments.push_back(standing);
}

void gather_together(Draft& draft, const syntax::TogetherSentence& both, const StandingSentence& standing) {
    if (both.cut_first.text != both.one.name.text && both.cut_first.text != both.other.name.text) {
        draft
            .error(Code::otherwise_other_term, both.cut_first.span,
                   fmt::format("`{}` is neither of the two that are limited together", both.cut_first.text))
            .with_help(fmt::format("write `{}` or `{}`", both.one.name.text, both.other.name.text));
        return;
    }
    adjust_by_name(draft, standing, both.one.name);
    adjust_by_name(draft, standing, both.other.name);
}

}  // namespace

MaybeLowered lower_in_order(Draft& draft, const StandingSentence& standing, model::TermId id, const Scope& scope) {
    const auto& form = standing.sentence->form;
    const Span span = standing.sentence->span;
    if (const auto* used = std::get_if<UsedInOrderSentence>(&form))
        return lower_used(draft, *used, standing, id, scope);
    if (const auto* used = std::get_if<syntax::UsedByRecordsSentence>(&form))
        return lower_used_by_records(draft, *used, standing, id, scope);
    if (const auto* both = std::get_if<syntax::TogetherSentence>(&form))
        return lower_together(draft, *both, id, scope, span);
    if (const auto* small = std::get_if<syntax::SmallAmountsSentence>(&form))
        return lower_small(draft, *small, id, scope, span);
    return std::nullopt;
}

MaybeLowered lower_clause_amounts(Draft& draft, const syntax::ClauseAmounts& amounts, Span span, const Scope& scope) {
    if (!clauses_are_there(draft, amounts.clauses)) return std::nullopt;
    MaybeLowered sum;
    for (const model::TermId id : terms_of(draft, amounts.clauses)) {
        const std::string name = draft.term(id).name;
        const auto next = lower_reference(draft, {{name, amounts.clauses.span}, false, {}, {}}, amounts.clauses.span,
                                          scope, sum ? &sum->kind : nullptr);
        if (!next) return std::nullopt;
        if (!sum) {
            sum = next;
            continue;
        }
        const auto kind = same_kind(draft, sum->kind, next->kind, amounts.clauses.span, "be added");
        if (!kind) return std::nullopt;
        sum = made(draft, model::Arithmetic{model::ArithmeticOp::add, sum->id, next->id, {}, {}}, *kind, span);
    }
    if (!sum)
        draft.error(Code::clause_gives_no_amount, amounts.clauses.span, "none of these clauses defines an amount")
            .with_help("name clauses that define the terms to be added");
    return sum;
}

void gather_settled_once(Draft& draft, const StandingSentence& standing) {
    const auto& form = standing.sentence->form;
    if (const auto* without = std::get_if<syntax::WithoutSentence>(&form))
        adjust_by_name(draft, standing, without->term);
    if (const auto* both = std::get_if<syntax::TogetherSentence>(&form)) gather_together(draft, *both, standing);
    const auto* small = std::get_if<syntax::SmallAmountsSentence>(&form);
    if (small == nullptr || !clauses_are_there(draft, small->clauses)) return;
    const auto terms = terms_of(draft, small->clauses);
    for (const model::TermId id : terms) draft.draft(id).adjustments.push_back(standing);
    if (terms.empty())
        draft.error(Code::clause_gives_no_amount, small->clauses.span, "none of these clauses defines an amount")
            .with_help("name clauses that stand before this one and define the amounts");
}

}  // namespace concordat::check
