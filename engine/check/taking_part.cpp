// engine/check/taking_part.cpp · room: check
// What:  who takes part and what counts: each such sentence makes a term of yes and no for every element; clauses about
//        those in play, and sets of them, ask it. Also which way is better, and the groups that members belong to.
// Source: findings N10, N19, N37, N48.

#include "check/taking_part.h"
#include "check/reporting.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

namespace {

std::string hidden_name(const Draft& draft, const Axis& what, std::string_view mark) {
    return fmt::format("{} {}", describe(draft, what), mark == "scored" ? "is scored" : std::string(mark));
}

/// The axis that a noun stands for, without a word where it stands for none.
std::optional<Axis> quiet_axis(const Draft& draft, const syntax::Name& noun) {
    const Entity* entity = draft.find(noun.text);
    if (entity == nullptr) return std::nullopt;
    if (entity->what == Entity::What::role) return Axis{Axis::Type::party, entity->role, {}, {}, {}};
    if (entity->what == Entity::What::set) return Axis{Axis::Type::member, {}, entity->set, {}, {}};
    return std::nullopt;
}

void not_a_set(Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr) return report_unknown(draft, name, "a role or a list of this agreement");
    draft
        .error(Code::takes_part_of_wrong_sort, name.span,
               fmt::format("`{}` is {}; a party takes part, and an entry of a list counts or is scored", name.text,
                           describe(entity->what)))
        .with_help("name a role or a list; for records write `A Claim counts only if ...`");
}

void declare_one(Draft& draft, const syntax::TakingPartSentence& sentence, const StandingSentence& standing) {
    const auto what = quiet_axis(draft, sentence.what);
    if (!what) return not_a_set(draft, sentence.what);
    const bool party = what->type == Axis::Type::party;
    if (party != (sentence.mark == "takes part")) {
        draft
            .error(Code::takes_part_of_wrong_sort, sentence.what.span,
                   party ? fmt::format("`{}` is a role; a party takes part", sentence.what.text)
                         : fmt::format("`{}` is a list; an entry of a list counts or is scored", sentence.what.text))
            .with_help(party ? fmt::format("write `A {} takes part only if ...`", sentence.what.text)
                             : fmt::format("write `A {} is scored for a ... only if ...`", sentence.what.text));
        return;
    }
    const std::string name = hidden_name(draft, *what, sentence.mark);
    if (const Entity* known = draft.find(name)) {
        draft.draft(known->term).definitions.push_back(standing);
        return;
    }
    Entity entity;
    entity.term = model::TermId(draft.contract.terms.size());
    entity.declared = sentence.what.span;
    entity.clause = standing.number;
    draft.declare(name, entity);
    draft.new_term(name, sentence.what.span);
    model::Term& term = draft.term(entity.term);
    term.kind = Kind::yes_no();
    term.clause = standing.clause;
    draft.draft(entity.term).definitions.push_back(standing);
    draft.draft(entity.term).clause = standing.number;
    draft.contract.taking_part.push_back({entity.term, *what, sentence.mark, {}});
}

/// The fact that a condition finds missing, for telling who owes it.
model::TermId missing_in(const Draft& draft, const syntax::Condition& condition) {
    const auto* missing = std::get_if<syntax::IsMissing>(&condition.node);
    if (missing == nullptr || missing->negated) return {};
    const auto* reference = std::get_if<syntax::ReferenceAmount>(&missing->of->node);
    const Entity* entity = reference != nullptr ? draft.find(reference->reference.name.text) : nullptr;
    return entity != nullptr && entity->what == Entity::What::term ? entity->term : model::TermId();
}

bool lower_out_cases(Draft& draft, const syntax::TakingPartSentence& sentence, const StandingSentence& standing,
                     const Scope& scope, model::TakingPart& taking, model::Combine& any) {
    for (std::size_t i = 0; i < sentence.out.size(); ++i) {
        const auto out = lower_condition(draft, *sentence.out[i], scope);
        if (!out) return false;
        any.items.push_back(out->id);
        taking.reasons.push_back({out->id, sentence.reasons[i], missing_in(draft, *sentence.out[i]), standing.clause});
    }
    return true;
}

}  // namespace

std::optional<syntax::TakingPartSentence> taking_part_in(const Draft& draft, const syntax::Sentence& sentence) {
    if (const auto* taking = std::get_if<syntax::TakingPartSentence>(&sentence.form)) return *taking;
    if (auto without = no_part_without_figure(sentence)) return without;
    const auto* rule = std::get_if<syntax::RecordRuleSentence>(&sentence.form);
    if (rule == nullptr || !rule->only_if || rule->payable || !quiet_axis(draft, rule->record)) return std::nullopt;
    syntax::TakingPartSentence taking;
    taking.mark = "counts";
    taking.what = rule->record;
    taking.only_if = rule->when;
    taking.reasons.push_back("not: " + folded_words(draft.text.slice(rule->when->span)));
    return taking;
}

void declare_taking_part(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto sentence = taking_part_in(draft, *standing.sentence)) declare_one(draft, *sentence, standing);
    }
}

MaybeLowered lower_taking_part(Draft& draft, const syntax::TakingPartSentence& sentence,
                               const StandingSentence& standing, Scope& scope) {
    const auto what = quiet_axis(draft, sentence.what);
    if (!what) return std::nullopt;
    if (sentence.for_each) {
        const auto whose = quiet_axis(draft, *sentence.for_each);
        if (!whose) {
            not_a_set(draft, *sentence.for_each);
            return std::nullopt;
        }
        scope.axes.push_back(*whose);
    }
    scope.axes.push_back(*what);
    const std::string name = hidden_name(draft, *what, sentence.mark);
    model::TakingPart found{};
    MaybeLowered result;
    if (sentence.only_if != nullptr) {
        const auto holds = lower_condition(draft, *sentence.only_if, scope);
        if (!holds) return std::nullopt;
        const ExprId out = draft.add(model::Not{holds->id}, Kind::yes_no(), sentence.only_if->span);
        found.reasons.push_back({out, sentence.reasons.back(), {}, standing.clause});
        result = holds;
    } else {
        model::Combine any{model::Junction::any_of, 0, {}};
        if (!lower_out_cases(draft, sentence, standing, scope, found, any)) return std::nullopt;
        const ExprId out = draft.add(std::move(any), Kind::yes_no(), sentence.what.span);
        result = made(draft, model::Not{out}, Kind::yes_no(), sentence.what.span);
    }
    for (model::TakingPart& taking : draft.contract.taking_part) {
        if (draft.term(taking.term).name != name) continue;
        taking.reasons.insert(taking.reasons.end(), found.reasons.begin(), found.reasons.end());
    }
    return result;
}

MaybeLowered in_play(Draft& draft, const Axis& what, const std::string& mark, Span span, const Scope& scope) {
    const std::string name = hidden_name(draft, what, mark);
    if (draft.find(name) == nullptr) {
        const std::string noun = describe(draft, what);
        const std::string verb = mark == "scored" ? "is scored" : mark;
        if (!stands_in_broken_clause(draft, noun))
            draft.error(Code::takes_part_not_said, span, fmt::format("no clause says when a {} {}", noun, verb))
                .with_help(fmt::format("add a clause `A {} {} only if ...`, or take the words away here", noun, verb));
        return std::nullopt;
    }
    return lower_reference(draft, {{name, span}, false, {}, {}}, span, scope, nullptr);
}

bool add_for_each_in_play(Draft& draft, const syntax::ForEach& each, model::TermId id, const Scope& scope) {
    for (std::size_t i = 0; i < each.marks.size(); ++i) {
        if (each.marks[i].empty()) continue;
        const auto axis = axis_of(draft, each.names[i]);
        if (!axis) return false;
        const auto holds = in_play(draft, *axis, each.marks[i], each.spans[i], scope);
        if (!holds) return false;
        auto& only = draft.term(id).only_where;
        const auto same = [&](ExprId other) {
            const auto* left = std::get_if<model::TermRef>(&draft.expression(other).node);
            const auto* right = std::get_if<model::TermRef>(&draft.expression(holds->id).node);
            return left != nullptr && right != nullptr && left->term == right->term;
        };
        if (std::none_of(only.begin(), only.end(), same)) draft.term(id).only_where.push_back(holds->id);
    }
    return true;
}

void limit_facts_to_those_in_play(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto* fact = std::get_if<syntax::FactSentence>(&standing.sentence->form);
        if (fact == nullptr || !fact->for_each) continue;
        for (const syntax::DeclaredFact& declared : fact->facts) {
            const Entity* entity = draft.find(declared.name.text);
            if (entity == nullptr || entity->what != Entity::What::term) continue;
            Scope scope;
            scope.axes = draft.term(entity->term).index;
            std::erase_if(scope.axes, [](const Axis& axis) { return axis.type == Axis::Type::period; });
            (void)add_for_each_in_play(draft, *fact->for_each, entity->term, scope);
        }
    }
}

const syntax::ForEach* for_each_before(const Draft& draft, const StandingSentence& standing) {
    if (!standing.clause.is_set()) return nullptr;
    const std::string& section = draft.contract.clause(standing.clause).section;
    const syntax::ForEach* before = nullptr;
    for (const StandingSentence& other : draft.sentences) {
        if (other.sentence == standing.sentence) break;
        if (!other.clause.is_set() || draft.contract.clause(other.clause).section != section) continue;
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&other.sentence->form);
        if (definition != nullptr && definition->for_each) before = &*definition->for_each;
    }
    if (before == nullptr) return nullptr;
    const bool plain = std::all_of(before->names.begin(), before->names.end(), [&](const syntax::Name& name) {
        return quiet_axis(draft, name).has_value() || find_unit(draft, name.text).has_value();
    });
    return plain ? before : nullptr;
}

// ---- groups ------------------------------------------------------------------------------------------------------

std::optional<model::TermId> group_of(const Draft& draft, model::SetId members, model::SetId group) {
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::Term& term = draft.contract.terms[i];
        const auto* column = std::get_if<model::MemberColumnSource>(&term.source);
        if (column == nullptr || column->set != members) continue;
        if (term.kind.base == model::KindBase::member && term.kind.set == group) return model::TermId(i);
    }
    return std::nullopt;
}

std::optional<ExprId> in_group(Draft& draft, const Axis& members, model::SetId group, ExprId wanted, Span span) {
    if (members.type != Axis::Type::member) return std::nullopt;
    const auto column = group_of(draft, members.set, group);
    if (!column) return std::nullopt;
    const ExprId own = draft.add(model::TermRef{*column, {}, std::nullopt}, Kind::member(group), span);
    return draft.add(model::Compare{model::CompareOp::equal, own, wanted}, Kind::yes_no(), span);
}

MaybeLowered of_named_group(Draft& draft, const syntax::SetPhrase& phrase, const Axis& axis) {
    const Entity* group = expect(draft, *phrase.of_group, Entity::What::set);
    const Entity* member = draft.find(phrase.of_member->text);
    if (group == nullptr) return std::nullopt;
    if (member == nullptr || member->what != Entity::What::member || member->set != group->set) {
        draft
            .error(Code::not_in_group, phrase.of_member->span,
                   fmt::format("`{}` is no {}", phrase.of_member->text, phrase.of_group->text))
            .with_help(fmt::format("name one of them: {}", fmt::join(draft.contract.set(group->set).members, ", ")));
        return std::nullopt;
    }
    const Kind kind = Kind::member(group->set);
    const ExprId wanted = draft.add(model::Constant{model::Member{member->set, member->row}}, kind);
    if (const auto inside = in_group(draft, axis, group->set, wanted, phrase.span))
        return Lowered{*inside, Kind::yes_no()};
    draft
        .error(Code::not_in_group, phrase.of_group->span,
               fmt::format("the list of `{}` has no column `{}`, which would say to which {} each belongs",
                           phrase.noun.text, phrase.of_group->text, phrase.of_group->text))
        .with_help(fmt::format("add the column `{}` to that list", phrase.of_group->text));
    return std::nullopt;
}

std::optional<model::Value> one_meant(Draft& draft, const syntax::ExceptSentence& except, model::TermId id) {
    const Entity* entity = draft.find(except.for_member->text);
    const Entity* group = except.of_group ? draft.find(except.of_group->text) : nullptr;
    const auto& index = draft.term(id).index;
    const bool fits = entity != nullptr && std::any_of(index.begin(), index.end(), [&](const Axis& axis) {
                          if (entity->what == Entity::What::member)
                              return axis.type == Axis::Type::member && axis.set == entity->set;
                          return entity->what == Entity::What::party && axis.type == Axis::Type::party;
                      });
    const bool named_well = !except.of_group || (fits && group != nullptr && group->what == Entity::What::set &&
                                                 entity->what == Entity::What::member && group->set == entity->set);
    if (fits && named_well) {
        if (entity->what == Entity::What::party) return model::Value(entity->party);
        return model::Value(model::Member{entity->set, entity->row});
    }
    draft
        .error(Code::of_does_not_fit, except.for_member->span,
               fmt::format(
                   "`{}` has no value for `{}`", except.term.name.text,
                   except.of_group ? except.for_member->text + " " + except.of_group->text : except.for_member->text))
        .with_help("name one of those that the term has a value for");
    return std::nullopt;
}

// ---- better and worse --------------------------------------------------------------------------------------------

namespace {

/// yes where less is better, in the scope of an entry of that list.
std::optional<ExprId> less_is_better(Draft& draft, model::SetId set, const Scope& scope, Span span) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* direction = std::get_if<syntax::DirectionSentence>(&standing.sentence->form);
        if (direction == nullptr) continue;
        const Entity* list = draft.find(direction->set.text);
        if (list == nullptr || list->what != Entity::What::set || list->set != set) continue;
        const auto column = lower_reference(draft, {direction->column, false, {}, {}}, span, scope, nullptr);
        const auto than = lower_reference(draft, {direction->than, false, {}, {}}, span, scope, nullptr);
        if (!column || !than) return std::nullopt;
        const auto op = direction->below ? model::CompareOp::less_than : model::CompareOp::more_than;
        const ExprId holds = draft.add(model::Compare{op, column->id, than->id}, Kind::yes_no(), span);
        return direction->less_is_better ? holds : draft.add(model::Not{holds}, Kind::yes_no(), span);
    }
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const auto* column = std::get_if<model::MemberColumnSource>(&draft.contract.terms[i].source);
        if (column == nullptr || column->set != set || draft.contract.terms[i].name != "Better") continue;
        const Kind kind = draft.contract.terms[i].kind;
        const ExprId better = draft.add(model::TermRef{model::TermId(i), {}, std::nullopt}, kind, span);
        const ExprId lower = draft.add(model::Constant{std::string("lower")}, kind);
        return draft.add(model::Compare{model::CompareOp::equal, better, lower}, Kind::yes_no(), span);
    }
    return std::nullopt;
}

}  // namespace

MaybeLowered lower_better(Draft& draft, const syntax::Better& better, const Lowered& left, Span span,
                          const Scope& scope) {
    const auto right = lower_amount(draft, *better.right, scope, &left.kind);
    if (!right || !same_kind(draft, left.kind, right->kind, span, "be compared")) return std::nullopt;
    std::vector<Axis> axes = scope.axes;
    if (scope.implied != nullptr) axes.insert(axes.end(), scope.implied->begin(), scope.implied->end());
    std::optional<ExprId> less;
    for (const Axis& axis : axes) {
        if (axis.type == Axis::Type::member && !less) less = less_is_better(draft, axis.set, scope, span);
    }
    if (!less) {
        draft.error(Code::better_not_said, span, "nothing says which way is better here")
            .with_help(
                "add a column `Better` with `higher` or `lower` to the list, or a sentence `A Measure for which "
                "less is better has a Benchmark below its Threshold.`");
        return std::nullopt;
    }
    using Op = model::CompareOp;
    const Op up = better.op == syntax::Comparator::at_least    ? Op::at_least
                  : better.op == syntax::Comparator::more_than ? Op::more_than
                  : better.op == syntax::Comparator::at_most   ? Op::at_most
                                                               : Op::less_than;
    const Op down = up == Op::at_least    ? Op::at_most
                    : up == Op::more_than ? Op::less_than
                    : up == Op::at_most   ? Op::at_least
                                          : Op::more_than;
    const Kind yes_no = Kind::yes_no();
    const ExprId rising = draft.add(model::Compare{up, left.id, right->id}, yes_no, span);
    const ExprId falling = draft.add(model::Compare{down, left.id, right->id}, yes_no, span);
    return made(draft, model::Choose{{{*less, falling}}, rising, true}, yes_no, span);
}

bool is_plural(const Draft& draft, const syntax::PartyPhrase& phrase) {
    const Entity* entity = draft.find(phrase.name.text);
    if (entity == nullptr || entity->what != Entity::What::role) return false;
    const model::Role& role = draft.contract.role(entity->role);
    return phrase.name.text == role.plural && role.plural != role.name;
}

}  // namespace concordat::check
