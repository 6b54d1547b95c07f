// engine/check/counting.cpp · room: check
// What:  what counts once for each record, the share of a group for which it counts, and conditions that stay met.
// Source: findings N10 (what counts), N30 (only once).
// How:   `Each Outcome counts once only for each Person` makes a hidden yes-or-no term of Person, Outcome and period:
// one of
//        the claims so far is allowed. A latch makes a hidden term that `clause n is met` asks, and a stage of the
//        first.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/once.h"

namespace concordat::check {

namespace {

using model::TermRef;

Axis record_axis(model::RecordId record) { return {Axis::Type::record, {}, {}, record, {}}; }
Axis member_axis(model::SetId set) { return {Axis::Type::member, {}, set, {}, {}}; }
Axis period_axis(const Draft& draft) { return {Axis::Type::period, {}, {}, {}, draft.contract.settles}; }

model::TermId counting_term(Draft& draft, const std::string& name, Span span, const Kind& kind,
                            std::vector<Axis> index) {
    const model::TermId id = draft.new_term(name, span);
    model::Term& term = draft.term(id);
    term.kind = kind;
    term.index = std::move(index);
    if (draft.clause_ids.contains(draft.clause_now)) term.clause = draft.clause_ids.at(draft.clause_now);
    draft.draft(id).state = TermDraft::State::done;
    draft.draft(id).used = true;
    return id;
}

void add_counting_stage(Draft& draft, model::TermId id, model::Stage::Effect effect, const StandingSentence& standing,
                        ExprId value) {
    model::Stage stage{effect, standing.clause, value, standing.from, standing.until};
    stage.words = folded_words(draft.text.slice(standing.sentence->span));
    draft.term(id).stages.push_back(std::move(stage));
}

// ---- once only for each -----------------------------------------------------------------------------------------

struct Claims {
    model::RecordId record;
    std::size_t what = 0, whom = 0;
};

/// The record whose fields name both an entry of the list and a record of the other kind.
std::optional<Claims> claims_of(const Draft& draft, model::SetId set, model::RecordId whom) {
    for (std::size_t i = 0; i < draft.contract.records.size(); ++i) {
        const auto& fields = draft.contract.records[i].fields;
        const auto what = std::find_if(fields.begin(), fields.end(), [&](const model::Field& field) {
            return field.kind.base == model::KindBase::member && field.kind.set == set;
        });
        const auto who = std::find_if(fields.begin(), fields.end(), [&](const model::Field& field) {
            return field.names_record.is_set() && field.names_record == whom;
        });
        if (what == fields.end() || who == fields.end()) continue;
        return Claims{model::RecordId(i), static_cast<std::size_t>(what - fields.begin()),
                      static_cast<std::size_t>(who - fields.begin())};
    }
    return std::nullopt;
}

void declare_once_for_each(Draft& draft, const syntax::OnceForEachSentence& once, const StandingSentence& standing) {
    const Entity* what = expect(draft, once.what, Entity::What::set);
    const Entity* whom = expect(draft, once.whom, Entity::What::record);
    if (what == nullptr || whom == nullptr) return;
    const model::SetId set = what->set;
    const model::RecordId record = whom->record;
    const auto claims = claims_of(draft, set, record);
    if (!claims) {
        draft
            .error(Code::counting_unsaid, once.what.span,
                   fmt::format("no record says which {} it is for and which {}, so nothing can be counted",
                               once.what.text, once.whom.text))
            .with_help(fmt::format("give a record a field of the kind `{}` and one of the kind `code of a {}`",
                                   once.what.text, once.whom.text));
        return;
    }
    const auto fields = draft.contract.record(claims->record).fields;
    model::Aggregate number;
    number.op = model::AggregateOp::number;
    number.over = {record_axis(claims->record)};
    number.links = {{fields[claims->what].term, member_axis(set)}, {fields[claims->whom].term, record_axis(record)}};
    number.range = to_date_range(draft);
    const Kind count = Kind::count(draft.contract.record(claims->record).name);
    const ExprId allowed = draft.add(std::move(number), count, standing.sentence->span);
    const ExprId one = draft.add(model::Constant{exact::Ratio(1)}, count);
    const ExprId there = draft.add(model::Compare{model::CompareOp::at_least, allowed, one}, Kind::yes_no());
    const std::string name = fmt::format("{} counts", once.what.text);
    const model::TermId id = counting_term(draft, name, once.what.span, Kind::yes_no(),
                                           {record_axis(record), member_axis(set), period_axis(draft)});
    add_counting_stage(draft, id, model::Stage::Effect::defines, standing, there);
    draft.countings.push_back({set, record, claims->record, id});
}

// ---- latches ----------------------------------------------------------------------------------------------------

void declare_latch(Draft& draft, const syntax::LatchSentence& latch) {
    std::vector<Axis> index;
    if (latch.group) {
        const auto group = axis_of(draft, *latch.group);
        if (!group) return;
        index.push_back(*group);
    }
    index.push_back(period_axis(draft));
    const std::string name = fmt::format("clause {} met", draft.clause_now);
    draft.latches[draft.clause_now] = counting_term(draft, name, latch.what.span, Kind::yes_no(), std::move(index));
}

/// The entry of the group that the record in play belongs to.
std::vector<model::Bind> bind_group(Draft& draft, const model::Term& latch, const Draft::Counting& counting) {
    std::vector<model::Bind> binds;
    for (const Axis& axis : latch.index) {
        if (axis.type != Axis::Type::member) continue;
        for (const Draft::Grouping& grouping : draft.groupings) {
            if (grouping.set != axis.set || grouping.record != counting.whom) continue;
            const ExprId its = draft.add(TermRef{grouping.term, {}, std::nullopt}, Kind::member(axis.set));
            binds.push_back({axis, its, 0});
        }
    }
    return binds;
}

/// The condition asks for what the latch itself opens: it could never be met.
bool asks_for_itself(const syntax::Condition& condition, const std::string& member) {
    if (const auto* share = std::get_if<syntax::CountsForShare>(&condition.node)) return share->member.text == member;
    if (const auto* counts = std::get_if<syntax::CountsFor>(&condition.node))
        return counts->member && counts->member->text == member;
    if (const auto* negation = std::get_if<syntax::Negation>(&condition.node))
        return asks_for_itself(*negation->of, member);
    const auto* junction = std::get_if<syntax::Junction>(&condition.node);
    return junction != nullptr &&
           std::any_of(junction->items.begin(), junction->items.end(),
                       [&](const syntax::ConditionPtr& item) { return asks_for_itself(*item, member); });
}

bool latch_fits(Draft& draft, const syntax::LatchSentence& latch, const Entity& member,
                const Draft::Counting* counting) {
    if (counting == nullptr) {
        const std::string& set = draft.contract.set(member.set).name;
        draft
            .error(Code::counting_unsaid, latch.what.span,
                   fmt::format("nothing says when a {} counts, so it cannot begin to count", set))
            .with_help(fmt::format("write before it: `Each {} counts once only for each ...`", set));
        return false;
    }
    if (asks_for_itself(*latch.once, latch.what.text)) {
        draft
            .error(Code::circular_definition, latch.once->span,
                   fmt::format("`{}` counts only once it counts: the condition can never be met", latch.what.text))
            .with_help("let the condition ask for something else");
        return false;
    }
    return true;
}

void lower_latch(Draft& draft, const syntax::LatchSentence& latch, const StandingSentence& standing) {
    const auto declared = draft.latches.find(standing.number);
    const Entity* member = expect(draft, latch.what, Entity::What::member);
    if (declared == draft.latches.end() || member == nullptr) return;
    const Draft::Counting* counting = counting_of(draft, member->set);
    if (!latch_fits(draft, latch, *member, counting)) return;
    const model::TermId id = declared->second;
    Scope scope;
    std::set<calendar::PeriodUnit> units;
    scope.units_used = &units;
    for (const Axis& axis : draft.term(id).index)
        if (axis.type != Axis::Type::period) scope.axes.push_back(axis);
    if (latch.records && latch.group) {
        const Entity* records = draft.find(latch.records->text);
        const bool belongs = records != nullptr && records->what == Entity::What::record &&
                             in_group(draft, scope.axes.front(), records->record).has_value();
        if (!belongs || records->record != counting->whom) {
            draft.error(Code::its_of_nothing, latch.records->span,
                        fmt::format("`{}` do not belong to a {}", latch.records->text, latch.group->text));
            return;
        }
    }
    const auto condition = lower_condition(draft, *latch.once, scope);
    if (!condition) return;
    model::Once once{condition->id, draft.contract.settles, {}, false, false};
    const ExprId met = draft.add(once, Kind::yes_no(), latch.once->span);
    add_counting_stage(draft, id, model::Stage::Effect::defines, standing, met);

    const Kind member_kind = Kind::member(member->set);
    const ExprId here = draft.add(model::ScopeElement{member_axis(member->set)}, member_kind);
    const ExprId it = draft.add(model::Constant{model::Member{member->set, member->row}}, member_kind);
    const ExprId is_it = draft.add(model::Compare{model::CompareOp::equal, here, it}, Kind::yes_no());
    const ExprId before = draft.add(model::Previous{}, Kind::yes_no());
    const ExprId open =
        draft.add(TermRef{id, bind_group(draft, draft.term(id), *counting), std::nullopt}, Kind::yes_no());
    const ExprId both = draft.add(model::Combine{model::Junction::all_of, 0, {before, open}}, Kind::yes_no());
    add_counting_stage(
        draft, counting->term, model::Stage::Effect::gates, standing,
        draft.add(model::Choose{{{is_it, both}}, before, true}, Kind::yes_no(), standing.sentence->span));
}

/// The list of the element in play for which it is said what counts.
std::optional<model::SetId> set_in_play(const Draft& draft, const Scope& scope) {
    for (auto axis = scope.axes.rbegin(); axis != scope.axes.rend(); ++axis) {
        if (axis->type == Axis::Type::member && counting_of(draft, axis->set) != nullptr) return axis->set;
    }
    return std::nullopt;
}

const Draft::Counting* counting_meant(Draft& draft, const syntax::CountsFor& counts, Span span, const Scope& scope) {
    std::optional<model::SetId> set = set_in_play(draft, scope);
    if (counts.member) {
        const Entity* member = expect(draft, *counts.member, Entity::What::member);
        if (member == nullptr) return nullptr;
        set = member->set;
    }
    const Draft::Counting* counting = set ? counting_of(draft, *set) : nullptr;
    if (counting != nullptr) return counting;
    const std::string name = set ? draft.contract.set(*set).name : std::string("Outcome");
    draft.error(Code::counting_unsaid, span, fmt::format("nothing says when a {} counts", name))
        .with_help(fmt::format("write before it: `Each {} counts once only for each ...`", name));
    return nullptr;
}

/// The value of the hidden term for the record in play.
ExprId counts_for(Draft& draft, const Draft::Counting& counting, const std::optional<syntax::Name>& member, Span span) {
    std::vector<model::Bind> binds;
    if (member) {
        const Entity* entity = draft.find(member->text);
        const ExprId it =
            draft.add(model::Constant{model::Member{entity->set, entity->row}}, Kind::member(entity->set));
        binds.push_back({member_axis(entity->set), it, 0});
    }
    return draft.add(TermRef{counting.term, std::move(binds), std::nullopt}, Kind::yes_no(), span);
}

ExprId number_of_records(Draft& draft, model::RecordId record, ExprId where, bool at_scope_period, Span span) {
    model::Aggregate number;
    number.op = model::AggregateOp::number;
    number.over = {record_axis(record)};
    number.range = to_date_range(draft);
    number.where = where;
    number.at_scope_period = at_scope_period;
    return draft.add(std::move(number), Kind::count(draft.contract.record(record).name), span);
}

}  // namespace

const Draft::Counting* counting_of(const Draft& draft, model::SetId set) {
    for (const Draft::Counting& counting : draft.countings)
        if (counting.set == set) return &counting;
    return nullptr;
}

MaybeLowered lower_counts(Draft& draft, const syntax::CountsFor& counts, Span span, const Scope& scope) {
    const Draft::Counting* counting = counting_meant(draft, counts, span, scope);
    if (counting == nullptr) return std::nullopt;
    if (counts.whom) {
        const Entity* whom = expect(draft, *counts.whom, Entity::What::record);
        if (whom == nullptr) return std::nullopt;
        if (whom->record != counting->whom) {
            draft.error(Code::of_does_not_fit, counts.whom->span,
                        fmt::format("a {} counts for each {}, not for each {}", draft.contract.set(counting->set).name,
                                    draft.contract.record(counting->whom).name, counts.whom->text));
            return std::nullopt;
        }
    }
    const Axis whom = record_axis(counting->whom);
    if (std::find(scope.axes.begin(), scope.axes.end(), whom) == scope.axes.end()) {
        ask_which(draft, draft.text.slice(span), whom, span);
        return std::nullopt;
    }
    if (scope.units_used != nullptr) scope.units_used->insert(draft.contract.settles);
    if (scope.runs_on != nullptr) *scope.runs_on = true;
    return Lowered{counts_for(draft, *counting, counts.member, span), Kind::yes_no()};
}

/// A share of nobody is not reached: of an empty group the condition is not met.
MaybeLowered lower_counts_share(Draft& draft, const syntax::CountsForShare& share, Span span, const Scope& scope) {
    const Draft::Counting* counting = counting_meant(draft, {share.member, std::nullopt}, span, scope);
    const Entity* among = expect(draft, share.among.noun, Entity::What::record);
    if (counting == nullptr || among == nullptr) return std::nullopt;
    std::optional<ExprId> group;
    if (share.among.of_that) {
        const auto axis = axis_of(draft, *share.among.of_that);
        if (!axis) return std::nullopt;
        if (std::find(scope.axes.begin(), scope.axes.end(), *axis) == scope.axes.end()) {
            ask_which(draft, share.among.noun.text, *axis, share.among.of_that->span);
            return std::nullopt;
        }
        group = in_group(draft, *axis, among->record);
    }
    if (among->record != counting->whom || (share.among.of_that && !group)) {
        draft.error(Code::its_of_nothing, share.among.span,
                    fmt::format("`{}` are not those for whom a {} counts", share.among.noun.text,
                                draft.contract.set(counting->set).name));
        return std::nullopt;
    }
    ExprId where = counts_for(draft, *counting, share.member, span);
    if (group) where = draft.add(model::Combine{model::Junction::all_of, 0, {*group, where}}, Kind::yes_no());
    const ExprId number = number_of_records(draft, among->record, where, true, span);
    const Kind count = draft.expression(number).kind;
    const auto least = lower_amount(draft, *share.share, scope);
    if (!least) return std::nullopt;
    if (scope.units_used != nullptr) scope.units_used->insert(draft.contract.settles);
    if (!least->kind.is_percentage())
        return made(draft, model::Compare{compare_op(share.op), number, least->id}, Kind::yes_no(), span);
    const ExprId all = number_of_records(draft, among->record, group.value_or(ExprId()), false, span);
    const ExprId part = draft.add(model::Arithmetic{model::ArithmeticOp::multiply, least->id, all, {}, {}}, count);
    const ExprId none = draft.add(model::Constant{exact::Ratio(0)}, count);
    const ExprId some = draft.add(model::Compare{model::CompareOp::more_than, all, none}, Kind::yes_no());
    const ExprId reached = draft.add(model::Compare{compare_op(share.op), number, part}, Kind::yes_no());
    return made(draft, model::Combine{model::Junction::all_of, 0, {some, reached}}, Kind::yes_no(), span);
}

MaybeLowered lower_clause_met(Draft& draft, const syntax::ClauseMet& met, Span span, const Scope& scope) {
    const auto latch = draft.latches.find(met.clause.text);
    if (latch == draft.latches.end()) {
        const bool there = draft.clause_ids.contains(met.clause.text);
        draft
            .error(there ? Code::clause_is_no_latch : Code::unknown_clause, met.clause.span,
                   there
                       ? fmt::format("clause {} has no `only once`, so it is neither met nor not met", met.clause.text)
                       : fmt::format("there is no clause {}", met.clause.text))
            .with_help("name a clause that begins to hold: `... counts only once ...`");
        return std::nullopt;
    }
    std::vector<model::Bind> binds;
    for (const Axis& axis : draft.term(latch->second).index) {
        if (axis.type == Axis::Type::period) continue;
        const auto element = element_of_axis(draft, axis, scope);
        if (!element) {
            ask_which(draft, draft.text.slice(span), axis, span);
            return std::nullopt;
        }
        binds.push_back({axis, element->id, 0});
    }
    if (scope.units_used != nullptr) scope.units_used->insert(draft.contract.settles);
    return made(draft, TermRef{latch->second, std::move(binds), std::nullopt}, Kind::yes_no(), span);
}

MaybeLowered lower_that_of(Draft& draft, const syntax::IsThatOf& that, Span span, const Scope& scope) {
    const auto left = lower_amount(draft, *that.left, scope);
    const Entity* record = expect(draft, that.record, Entity::What::record);
    if (!left || record == nullptr) return std::nullopt;
    const auto& fields = draft.contract.record(record->record).fields;
    if (std::none_of(fields.begin(), fields.end(), [](const model::Field& field) { return field.unique; })) {
        draft
            .error(Code::wrong_sort_of_name, that.record.span,
                   fmt::format("no field of a {} is unique, so nothing can be that of one", that.record.text))
            .with_help("write `code, unique` behind the field that tells them apart");
        return std::nullopt;
    }
    const auto there = made(draft, model::RowCounts{record->record, left->id, that.counted}, Kind::yes_no(), span);
    return that.negated ? made(draft, model::Not{there.id}, Kind::yes_no(), span) : there;
}

void declare_counting(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto& form = standing.sentence->form;
        if (const auto* once = std::get_if<syntax::OnceForEachSentence>(&form))
            declare_once_for_each(draft, *once, standing);
        if (const auto* latch = std::get_if<syntax::LatchSentence>(&form)) declare_latch(draft, *latch);
    }
}

void lower_latches(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* latch = std::get_if<syntax::LatchSentence>(&standing.sentence->form))
            lower_latch(draft, *latch, standing);
    }
}

}  // namespace concordat::check
