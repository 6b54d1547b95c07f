// engine/check/group_weights.cpp · room: check
// What:  a share of how many there are (at least 70% of the Measures that count have a Score above 0%), and weights of
//        what does not count, which stay in their group.
// Source: finding N38.

#include <algorithm>

#include <fmt/format.h>

#include "check/groups.h"
#include "check/once.h"
#include "check/taking_part.h"

namespace concordat::check {

namespace {

source::Diagnostic& unclear(Draft& draft, Span span, std::string message) {
    return draft.error(Code::weight_shared_unclear, span, std::move(message));
}

void read_shared_weight(Draft& draft, const syntax::WeightsInGroupSentence& sentence) {
    const Entity* set = expect(draft, sentence.set, Entity::What::set);
    if (set == nullptr) return;
    const model::Set& list = draft.contract.set(set->set);
    const auto weight = column_of_list(draft, set->set, sentence.weight.text);
    const auto group = column_of_list(draft, set->set, sentence.group.text);
    if (!weight || !group) {
        const syntax::Name& missing = weight ? sentence.group : sentence.weight;
        unclear(draft, missing.span, fmt::format("the list of {} has no column `{}`", list.plural, missing.text))
            .with_help("name columns of that list");
        return;
    }
    if (sentence.others.text != list.plural && sentence.others.text != list.name) {
        unclear(draft, sentence.others.span,
                fmt::format("the others are {}, not {}", list.plural, sentence.others.text))
            .with_help(fmt::format("write `among the other {} of its {}`", list.plural, sentence.group.text));
        return;
    }
    if (sentence.in_proportion_to.text != sentence.weight.text) {
        unclear(draft, sentence.in_proportion_to.span,
                fmt::format("what is shared is the `{}`, and so is the key", sentence.weight.text))
            .with_help(fmt::format("write `in proportion to {}`", sentence.weight.text));
        return;
    }
    if (!sentence.none_of || sentence.none_of->text != sentence.group.text) {
        unclear(draft, sentence.none_of ? sentence.none_of->span : sentence.span,
                fmt::format("none of one {} may count; the text says where its {} goes then", sentence.group.text,
                            sentence.weight.text))
            .with_help(fmt::format("end with `; if none of a {} counts, among all others`", sentence.group.text));
        return;
    }
    draft.shared_weights.push_back({*weight, *group});
}

/// Entries that are out of play in some clause, or whose figure may be left out.
bool may_be_left_out(const Draft& draft, const Axis& axis, model::TermId has) {
    const auto& playing = draft.contract.taking_part;
    if (std::any_of(playing.begin(), playing.end(), [&](const auto& one) { return one.what == axis; })) return true;
    const auto* fact = has.is_set() ? std::get_if<model::FactSource>(&draft.contract.term(has).source) : nullptr;
    return fact != nullptr && (fact->if_missing.policy == model::MissingPolicy::left_out ||
                               fact->if_too_few.policy == model::MissingPolicy::left_out);
}

bool has_play_rule(const Draft& draft, const Axis& axis, const std::string& mark) {
    const auto& playing = draft.contract.taking_part;
    return std::any_of(playing.begin(), playing.end(),
                       [&](const auto& one) { return one.what == axis && one.mark == mark; });
}

bool ask_of_which(Draft& draft, const syntax::ManyHave& many, const Axis& axis, model::TermId has) {
    if (many.all_said || !many.among.mark.empty() || !may_be_left_out(draft, axis, has)) return false;
    const std::string& plural = many.among.noun.text;
    draft
        .error(Code::of_all_or_counting, many.among.span,
               fmt::format("some {} may be left out; the text says whether the share is of all or of those that count",
                           plural))
        .with_help(fmt::format("write `of the {} that count` or `of all {}`", plural, plural));
    return true;
}

}  // namespace

void read_shared_weights(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* weights = std::get_if<syntax::WeightsInGroupSentence>(&standing.sentence->form))
            read_shared_weight(draft, *weights);
    }
}

std::optional<ExprId> weight_group_of(Draft& draft, model::TermId weight, const Scope& scope) {
    for (const Draft::SharedWeight& shared : draft.shared_weights) {
        if (shared.weight != weight) continue;
        const model::Term& group = draft.term(shared.group);
        const bool there = std::find(scope.axes.begin(), scope.axes.end(), group.index.front()) != scope.axes.end();
        if (!there) continue;
        const Kind kind = group.kind;
        return draft.add(model::TermRef{shared.group, {}, std::nullopt}, kind);
    }
    return std::nullopt;
}

MaybeLowered lower_many_have(Draft& draft, const syntax::ManyHave& many, Span span, const Scope& scope) {
    const auto axis = axis_of(draft, many.among.noun);
    if (!axis) return std::nullopt;
    Scope inner = scope;
    inner.adjusting.reset();
    inner.axes.push_back(*axis);
    if (axis->type == Axis::Type::record) inner.record = axis->record;
    const auto has = lower_reference(draft, many.has, many.has.name.span, inner, nullptr);
    if (!has) return std::nullopt;
    const auto* term = std::get_if<model::TermRef>(&draft.expression(has->id).node);
    if (ask_of_which(draft, many, *axis, term != nullptr ? term->term : model::TermId())) return std::nullopt;
    // Those that have no value are in neither number, unless `all` is said.
    syntax::Aggregate written;
    written.op = syntax::AggregateOp::number;
    written.over.push_back(many.among);
    if (!has_play_rule(draft, *axis, many.among.mark)) written.over.front().mark.clear();
    syntax::ReferenceAmount reference{many.has};
    const auto value = std::make_shared<const syntax::Amount>(syntax::Amount{std::move(reference), many.has.name.span});
    syntax::Aggregate with = written;
    with.over.front().where = std::make_shared<const syntax::Condition>(
        syntax::Condition{syntax::Comparison{value, many.than, many.test, many.than->span}, span});
    if (!many.all_said) written.of = value;
    const auto having = lower_aggregate(draft, with, span, scope);
    const auto all = lower_aggregate(draft, written, span, scope);
    const auto share = lower_amount(draft, *many.share, scope);
    if (!having || !all || !share) return std::nullopt;
    if (!share->kind.is_percentage())
        return made(draft, model::Compare{compare_op(many.op), having->id, share->id}, Kind::yes_no(), span);
    const ExprId part =
        draft.add(model::Arithmetic{model::ArithmeticOp::multiply, share->id, all->id, {}, {}}, all->kind);
    const ExprId none = draft.add(model::Constant{exact::Ratio(0)}, all->kind);
    const ExprId some = draft.add(model::Compare{model::CompareOp::more_than, all->id, none}, Kind::yes_no());
    const ExprId reached = draft.add(model::Compare{compare_op(many.op), having->id, part}, Kind::yes_no());
    return made(draft, model::Combine{model::Junction::all_of, 0, {some, reached}}, Kind::yes_no(), span);
}

}  // namespace concordat::check
