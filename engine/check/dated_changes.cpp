// engine/check/dated_changes.cpp · room: check
// What:  amounts that rise or fall from a day on, the values of a table as signed, the distance of two amounts.
// Source: findings N9, N13, N15; row T1.

#include "check/dated_changes.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/adjustments.h"
#include "check/years.h"

namespace concordat::check {

namespace {

using model::ArithmeticOp;
using model::Stage;
using syntax::DayChange;
using syntax::DayChanges;

ExprId reckon(Draft& draft, ArithmeticOp op, ExprId left, ExprId right, const Kind& kind, Span span = {}) {
    return draft.add(model::Arithmetic{op, left, right, {}, {}}, kind, span);
}

/// A percentage that rises by 3%: percentage points, or 3% of itself.
bool says_of_what(Draft& draft, const DayChange& change, const Kind& kind) {
    const std::string percent = model::write_for_people(draft.contract, change.by, Kind::percentage());
    const std::string points = percent.substr(0, percent.size() - 1);
    if (change.points && !kind.is_percentage()) {
        draft
            .error(Code::wrong_kind, change.span,
                   fmt::format("percentage points are added to a percentage; this is {}", describe(kind)))
            .with_help(fmt::format("write `by {}`", percent));
        return false;
    }
    if (!kind.is_percentage() || change.points || change.of_itself) return true;
    draft
        .error(Code::percentage_changed_bare, change.span,
               fmt::format("a percentage {} by {} can be read in two ways: {} percentage points, or {} of itself",
                           change.up ? "increased" : "reduced", percent, points, percent))
        .with_help(fmt::format("write `by {} percentage points`, or `by {} of itself`", points, percent));
    return false;
}

/// The amount before it and what comes on top, which is a part of `of`.
ExprId raised(Draft& draft, const DayChange& change, ExprId of, const Kind& kind) {
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId by = draft.add(model::Constant{change.by}, Kind::percentage());
    const auto op = change.up ? ArithmeticOp::add : ArithmeticOp::subtract;
    if (change.points) return reckon(draft, op, previous, by, kind, change.span);
    return reckon(draft, op, previous, reckon(draft, ArithmeticOp::multiply, by, of, kind), kind, change.span);
}

ExprId factor_times_previous(Draft& draft, const exact::Ratio& by, bool up, const Kind& kind) {
    const ExprId previous = draft.add(model::Previous{}, kind);
    const exact::Ratio factor = up ? exact::Ratio(1) + by : exact::Ratio(1) - by;
    return reckon(draft, ArithmeticOp::multiply, draft.add(model::Constant{factor}, Kind::percentage()), previous,
                  kind);
}

/// By what the amount before is multiplied; nothing for a stage that does something else.
std::optional<ExprId> factor_of(const Draft& draft, const Stage& stage) {
    const auto* product = std::get_if<model::Arithmetic>(&draft.expression(stage.value).node);
    if (product == nullptr || product->op != ArithmeticOp::multiply) return std::nullopt;
    if (!std::holds_alternative<model::Previous>(draft.expression(product->right).node)) return std::nullopt;
    return product->left;
}

/// The factor by which the other amount changes on that day.
std::optional<ExprId> same_factor(Draft& draft, const syntax::ColumnChangeSentence& column) {
    const syntax::Name& name = column.same_as->name;
    const Entity* other = expect(draft, name, Entity::What::term);
    if (other == nullptr || !ensure_lowered(draft, other->term, name.span)) return std::nullopt;
    draft.draft(other->term).used = true;
    std::optional<ExprId> factor;
    std::size_t changes = 0;
    for (const Stage& stage : draft.term(other->term).stages) {
        if (stage.effect != Stage::Effect::increases || stage.from != column.from) continue;
        ++changes;
        factor = factor_of(draft, stage);
    }
    if (changes != 1) factor.reset();
    const auto* constant = factor ? std::get_if<model::Constant>(&draft.expression(*factor).node) : nullptr;
    const auto* figure = constant == nullptr ? nullptr : std::get_if<exact::Ratio>(&constant->value);
    if (figure != nullptr && (*figure > exact::Ratio(1)) == column.change.up) return factor;
    const std::string day = calendar::write_long(column.from);
    draft
        .error(Code::not_increased_then, name.span,
               factor ? fmt::format("`{}` is {} on {}", name.text, column.change.up ? "reduced" : "increased", day)
                      : fmt::format("no clause says that `{}` is {} by one percentage on {}", name.text,
                                    column.change.up ? "increased" : "reduced", day))
        .with_help(fmt::format("name an amount with such a clause, as `{} is {} by 3% on {}`, or write the percentage",
                               name.text, column.change.up ? "increased" : "reduced", day));
    return std::nullopt;
}

}  // namespace

bool add_increases(Draft& draft, model::TermId id, const DayChanges& changes, const StandingSentence& standing) {
    using Base = DayChanges::Base;
    const Kind kind = draft.term(id).kind;
    const bool all_points =
        std::all_of(changes.each.begin(), changes.each.end(), [](const DayChange& one) { return one.points; });
    if (changes.each.size() > 1 && changes.base == Base::unsaid && !all_points) {
        draft
            .error(Code::increases_on_what_unsaid, {changes.each.front().span.begin, changes.each.back().span.end},
                   fmt::format("the second percentage can be one of the amount as `{}` is increased by then, or of the "
                               "first amount",
                               draft.term(id).name))
            .with_help("add `, each on the amount before it`, or `, each on the first amount`");
        return false;
    }
    if (draft.term(id).stages.empty() && changes.base == Base::first_amount)
        add_stage(draft, id, Stage::Effect::other, standing, draft.add(model::Previous{}, kind));
    const std::size_t first = draft.term(id).stages.size() - 1;
    for (const DayChange& change : changes.each) {
        if (!says_of_what(draft, change, kind)) return false;
        ExprId value;
        if (changes.base == Base::first_amount)
            value = raised(draft, change, draft.add(model::TermRef{id, {}, first}, kind), kind);
        else if (change.points) value = raised(draft, change, {}, kind);
        else value = factor_times_previous(draft, change.by, change.up, kind);
        add_stage(draft, id, Stage::Effect::increases, standing, value, change.on);
        check_variation_date(draft, id, standing, change.on, standing.sentence->span);
    }
    return true;
}

std::optional<ExprId> is_one_named(Draft& draft, const syntax::Reference& cell, model::TermId id) {
    model::Combine same{model::Junction::all_of, 0, {}};
    for (const syntax::Possessor& possessor : cell.of) {
        const Entity* entity = draft.find(possessor.name.text);
        const auto index = draft.term(id).index;
        const auto axis = std::find_if(index.begin(), index.end(), [&](const Axis& one) {
            if (entity == nullptr) return false;
            return (entity->what == Entity::What::party && one.type == Axis::Type::party) ||
                   (entity->what == Entity::What::member && one.type == Axis::Type::member && one.set == entity->set);
        });
        const bool each = possessor.article == syntax::Possessor::Article::each ||
                          possessor.article == syntax::Possessor::Article::all;
        if (each && entity != nullptr) continue;
        if (axis == index.end()) {
            if (entity == nullptr) report_unknown(draft, possessor.name, "a party or list entry of this agreement");
            else
                draft
                    .error(Code::of_does_not_fit, possessor.name.span,
                           fmt::format("`{}` has no value for `{}`", cell.name.text, possessor.name.text))
                    .with_help("name one of those that have a cell in its column");
            return std::nullopt;
        }
        const bool party = axis->type == Axis::Type::party;
        const Kind element = party ? Kind::party(axis->role) : Kind::member(axis->set);
        const ExprId here = draft.add(model::ScopeElement{*axis}, element);
        const ExprId there = party ? draft.add(model::Constant{entity->party}, element)
                                   : draft.add(model::Constant{model::Member{entity->set, entity->row}}, element);
        same.items.push_back(draft.add(model::Compare{model::CompareOp::equal, here, there}, Kind::yes_no()));
    }
    if (same.items.empty()) return ExprId();
    return draft.add(std::move(same), Kind::yes_no());
}

bool adjust_column(Draft& draft, const syntax::ColumnChangeSentence& column, model::TermId id,
                   const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    const ExprId previous = draft.add(model::Previous{}, kind);
    ExprId value;
    if (column.same_as) {
        const auto factor = same_factor(draft, column);
        if (!factor) return false;
        value = reckon(draft, ArithmeticOp::multiply, *factor, previous, kind, standing.sentence->span);
    } else {
        if (!says_of_what(draft, column.change, kind)) return false;
        value = column.change.points ? raised(draft, column.change, {}, kind)
                                     : factor_times_previous(draft, column.change.by, column.change.up, kind);
    }
    const auto one = is_one_named(draft, column.column, id);
    if (!one) return false;
    if (one->is_set()) value = draft.add(model::Choose{{{*one, value}}, previous, true}, kind, standing.sentence->span);
    add_stage(draft, id, Stage::Effect::increases, standing, value, column.from);
    check_variation_date(draft, id, standing, column.from, standing.sentence->span);
    return true;
}

MaybeLowered lower_difference(Draft& draft, const syntax::Difference& difference, Span span, const Scope& scope,
                              const Kind* expected) {
    const auto one = lower_amount(draft, *difference.one, scope, expected);
    const auto other = lower_amount(draft, *difference.other, scope, one ? &one->kind : expected);
    if (!one || !other) return std::nullopt;
    const auto kind = same_kind(draft, one->kind, other->kind, span, "be compared");
    if (!kind) return std::nullopt;
    if (kind->base != model::KindBase::amount) {
        draft
            .error(Code::not_a_number, span,
                   fmt::format("`the difference between` needs numbers; this is {}", describe(*kind)))
            .with_help("for dates write `the days by which A is after B`");
        return std::nullopt;
    }
    const ExprId there = reckon(draft, ArithmeticOp::subtract, one->id, other->id, *kind);
    const ExprId back = reckon(draft, ArithmeticOp::subtract, other->id, one->id, *kind);
    return made(draft, model::Extreme{true, {there, back}}, *kind, span);
}

namespace {

/// The values as they stand in the text, without any later change, as a term of its own.
std::optional<std::string> signed_term(Draft& draft, model::TermId id, const syntax::AsSigned& as_signed) {
    const model::Term term = draft.term(id);
    const auto* column = std::get_if<model::MemberColumnSource>(&term.source);
    const bool of_parties =
        as_signed.table.text == "Parties" && std::holds_alternative<model::AttributeSource>(term.source);
    const bool of_list = column != nullptr && (draft.contract.set(column->set).name == as_signed.table.text ||
                                               draft.contract.set(column->set).plural == as_signed.table.text);
    if (!of_parties && !of_list) {
        draft
            .error(Code::no_such_table, as_signed.table.span,
                   fmt::format("there is no `{}` table with a column `{}`", as_signed.table.text, term.name))
            .with_help("write `in the Parties table`, or the name of the list: `in the Measures table`");
        return std::nullopt;
    }
    const std::string name = fmt::format("{} in the {} table", term.name, as_signed.table.text);
    if (draft.find(name) != nullptr) return name;
    const model::TermId as_it_was = draft.new_term(name, as_signed.reference.name.span);
    model::Term& copy = draft.term(as_it_was);
    copy.kind = term.kind;
    copy.index = term.index;
    copy.source = term.source;
    copy.clause = term.clause;
    draft.draft(as_it_was).state = TermDraft::State::done;
    draft.draft(as_it_was).used = true;
    Entity entity;
    entity.term = as_it_was;
    entity.declared = as_signed.reference.name.span;
    draft.names.emplace(name, entity);
    return name;
}

}  // namespace

MaybeLowered lower_as_signed(Draft& draft, const syntax::AsSigned& as_signed, Span span, const Scope& scope) {
    const Entity* entity = expect(draft, as_signed.reference.name, Entity::What::term);
    if (entity == nullptr) return std::nullopt;
    draft.draft(entity->term).used = true;
    const auto name = signed_term(draft, entity->term, as_signed);
    if (!name) return std::nullopt;
    syntax::Reference reference = as_signed.reference;
    reference.name.text = *name;
    return lower_reference(draft, reference, span, scope, nullptr);
}

}  // namespace concordat::check
