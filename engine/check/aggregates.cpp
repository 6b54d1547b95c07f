// engine/check/aggregates.cpp · room: check
// What:  totals, numbers, averages, greatest and least over parties, lists, records and periods.
// Source: language.md row D4, S1; findings N4, N14, N18, N38.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/duties.h"
#include "check/groups.h"
#include "check/taking_part.h"
#include "check/once.h"
#include "check/day_sets.h"

namespace concordat::check {

using model::PeriodRange;
using syntax::PeriodPhrase;

std::optional<PeriodRange> range_of(Draft& draft, const PeriodPhrase& phrase) {
    using Type = PeriodPhrase::Type;
    PeriodRange range;
    switch (phrase.type) {
        case Type::to_date:
            range.kind =
                draft.contract.to_date_from_start ? PeriodRange::Kind::to_date : PeriodRange::Kind::unit_to_date;
            return range;
        case Type::months:
            range.kind = PeriodRange::Kind::named;
            range.first_month = phrase.first_month;
            range.last_month = phrase.last_month;
            return range;
        case Type::named_unit:
        case Type::unit_to_date: {
            const auto unit = find_unit(draft, phrase.unit.text);
            if (!unit) {
                report_unknown(draft, phrase.unit, "a period");
                return std::nullopt;
            }
            range.kind =
                phrase.type == Type::named_unit ? PeriodRange::Kind::unit_of_scope : PeriodRange::Kind::unit_to_date;
            range.unit = *unit;
            return range;
        }
        case Type::literal:
        case Type::before: break;
    }
    draft
        .error(Code::not_a_period, phrase.span,
               "a total runs over `the Month`, `the Financial Year`, `to date` or named months")
        .with_help("write for example `for the Financial Year to date`");
    return std::nullopt;
}

namespace {

using syntax::SetPhrase;

/// What the inner amount is worked out in: the scope around it plus the elements it runs over.
struct Inner {
    Scope scope;
    model::Aggregate aggregate;
    std::set<calendar::PeriodUnit> units;
    bool runs_on = false;
    bool over_records = false;
    bool may_be_empty = false;
    std::string record_name;
    ExprId in_play;  // of a list whose entries have weights
};

model::AggregateOp aggregate_op(syntax::AggregateOp op) {
    switch (op) {
        case syntax::AggregateOp::total: return model::AggregateOp::total;
        case syntax::AggregateOp::number: return model::AggregateOp::number;
        case syntax::AggregateOp::average: return model::AggregateOp::average;
        case syntax::AggregateOp::greatest: return model::AggregateOp::greatest;
        case syntax::AggregateOp::least: return model::AggregateOp::least;
        case syntax::AggregateOp::number_different: return model::AggregateOp::number_different;
    }
    return model::AggregateOp::total;
}

void add_where(Draft& draft, Inner& inner, ExprId where) {
    inner.may_be_empty = true;
    inner.aggregate.where =
        inner.aggregate.where.is_set()
            ? draft.add(model::Combine{model::Junction::all_of, 0, {inner.aggregate.where, where}}, Kind::yes_no())
            : where;
}

/// "its Persons" of a Cohort: those whose entry of that list it is. They belong to it, not to a period, so without
/// other words all that have begun so far are meant.
bool link_by_group(Draft& draft, const Axis& axis, model::RecordId record, Inner& inner) {
    const auto where = in_group(draft, axis, record);
    if (!where) return false;
    add_where(draft, inner, *where);
    if (inner.aggregate.range.kind == PeriodRange::Kind::scope) inner.aggregate.range = to_date_range(draft);
    return true;
}

/// "its Spells": the fields of the record that must equal the scope's own elements.
bool link_records(Draft& draft, const SetPhrase& phrase, model::RecordId record, const Scope& outer, Inner& inner) {
    if (phrase.of_that) {
        const auto group = axis_of(draft, *phrase.of_that);
        if (!group) return false;
        const bool there = std::find(outer.axes.begin(), outer.axes.end(), *group) != outer.axes.end();
        if (!there) {
            ask_which(draft, phrase.noun.text, *group, phrase.of_that->span);
            return false;
        }
        if (link_by_group(draft, *group, record, inner)) return true;
        draft.error(
            Code::its_of_nothing, phrase.span,
            fmt::format("a {} does not belong to a {}", draft.contract.record(record).name, describe(draft, *group)));
        return false;
    }
    if (phrase.quantifier != SetPhrase::Quantifier::its) return true;
    const auto& fields = draft.contract.record(record).fields;
    bool linked = false;
    for (const Axis& axis : outer.axes) {
        const auto to_group = axis.type == Axis::Type::record ? links_to_group(draft, axis.record, record)
                                                              : std::vector<model::Aggregate::Link>{};
        inner.aggregate.links.insert(inner.aggregate.links.end(), to_group.begin(), to_group.end());
        linked |= !to_group.empty();
        for (const model::Field& field : fields) {
            const bool party = axis.type == Axis::Type::party && field.kind.base == model::KindBase::party &&
                               field.kind.role == axis.role;
            const bool member = axis.type == Axis::Type::member && field.kind.base == model::KindBase::member &&
                                field.kind.set == axis.set;
            const bool owner = axis.type == Axis::Type::record && field.kind.base == model::KindBase::record &&
                               field.kind.record == axis.record;
            if (!party && !member && !owner) continue;
            inner.aggregate.links.push_back({field.term, axis});
            linked = true;
            break;
        }
    }
    for (const Axis& axis : outer.axes) linked = link_by_group(draft, axis, record, inner) || linked;
    if (linked || draft.silent_names.contains(draft.contract.record(record).name)) return true;
    draft
        .error(Code::its_of_nothing, phrase.span,
               fmt::format("`its {}`: whose? No field of a {} names an element of this clause's `For each`",
                           phrase.noun.text, draft.contract.record(record).name))
        .with_help(fmt::format("write `all {}`, or begin the clause with `For each` and the role that a field names",
                               phrase.noun.text));
    return false;
}

bool add_set(Draft& draft, const SetPhrase& phrase, const Scope& outer, Inner& inner) {
    const auto axis = axis_of(draft, phrase.noun);
    if (!axis) return false;
    inner.aggregate.over.push_back(*axis);
    if (axis->type == Axis::Type::record) {
        inner.scope.record = axis->record;
        inner.over_records = true;
        inner.may_be_empty = true;
        inner.record_name = draft.contract.record(axis->record).name;
        if (!link_records(draft, phrase, axis->record, outer, inner)) return false;
    }
    if (axis->type == Axis::Type::period) {
        if (inner.aggregate.range.kind == PeriodRange::Kind::scope)
            inner.aggregate.range.kind = PeriodRange::Kind::unit_of_scope;
        inner.scope.unit = axis->unit;
    } else {
        inner.scope.axes.push_back(*axis);
    }
    if (!phrase.period) return true;
    // "Outcomes that count to date": what counts runs on by itself; it is not added up over the periods.
    const bool runs = phrase.where != nullptr && std::holds_alternative<syntax::CountsFor>(phrase.where->node);
    if (runs && axis->type != Axis::Type::record && phrase.period->type == PeriodPhrase::Type::to_date) return true;
    const auto range = range_of(draft, *phrase.period);
    if (range) inner.aggregate.range = *range;
    return range.has_value();
}

void and_where(Draft& draft, Inner& inner, ExprId where) {
    ExprId& all = inner.aggregate.where;
    all = all.is_set() ? draft.add(model::Combine{model::Junction::all_of, 0, {all, where}}, Kind::yes_no()) : where;
}

/// `its Measures` in a clause for each Domain: those whose Domain it is.
void keep_own_group(Draft& draft, const SetPhrase& phrase, const Axis& axis, const Scope& outer, Inner& inner) {
    if (phrase.quantifier != SetPhrase::Quantifier::its || axis.type != Axis::Type::member) return;
    for (const Axis& owner : outer.axes) {
        const auto column = owner.type == Axis::Type::party ? owner_column(draft, axis.set, owner) : std::nullopt;
        if (!column) continue;
        const Kind kind = draft.term(*column).kind;
        const ExprId its = draft.add(model::TermRef{*column, {}, std::nullopt}, kind, phrase.span);
        const ExprId own = draft.add(model::ScopeElement{owner}, kind);
        and_where(draft, inner,
                  draft.add(model::Compare{model::CompareOp::equal, its, own}, Kind::yes_no(), phrase.span));
    }
    for (const Axis& group : outer.axes) {
        if (group.type != Axis::Type::member || group == axis) continue;
        const ExprId own = draft.add(model::ScopeElement{group}, Kind::member(group.set));
        if (const auto inside = in_group(draft, axis, group.set, own, phrase.span)) and_where(draft, inner, *inside);
    }
}

/// Only those in play, of their group.
bool keep_those_meant(Draft& draft, const syntax::Aggregate& written, const Scope& outer, Inner& inner) {
    for (const SetPhrase& phrase : written.over) {
        const auto axis = axis_of(draft, phrase.noun);
        if (!axis) return false;
        keep_own_group(draft, phrase, *axis, outer, inner);
        if (phrase.of_member) {
            const auto inside = of_named_group(draft, phrase, *axis);
            if (!inside) return false;
            and_where(draft, inner, inside->id);
        }
        if (phrase.mark.empty()) continue;
        inner.may_be_empty = true;
        const auto playing = in_play(draft, *axis, phrase.mark, phrase.span, inner.scope);
        if (!playing) return false;
        if (written.weighted_by && axis->type == Axis::Type::member) inner.in_play = playing->id;
        else and_where(draft, inner, playing->id);
    }
    return true;
}

/// Entries in play; where the weight of one that is not is shared in its group, that one is left out with its weight.
void keep_those_in_play(Draft& draft, Inner& inner, const Kind& kind) {
    if (!inner.in_play.is_set()) return;
    if (!inner.aggregate.weight_group.is_set()) return and_where(draft, inner, inner.in_play);
    const ExprId out = draft.add(model::Constant{model::NotApplicable{"left out"}}, kind);
    inner.aggregate.of = draft.add(model::Choose{{{inner.in_play, inner.aggregate.of}}, out, true}, kind, {});
}

bool lower_where(Draft& draft, const syntax::Aggregate& written, Inner& inner) {
    for (const SetPhrase& phrase : written.over) {
        if (phrase.where == nullptr) continue;
        const auto where = lower_condition(draft, *phrase.where, inner.scope);
        if (!where) return false;
        add_where(draft, inner, where->id);
    }
    return true;
}

/// Periods that the amount itself has, finer than the time it is taken over: "the total of Allowable Cost for the
/// Year".
bool spread_over_periods(Draft& draft, Inner& inner, Span span) {
    const bool ranged = inner.aggregate.range.kind != PeriodRange::Kind::scope;
    const bool has_period = std::any_of(inner.aggregate.over.begin(), inner.aggregate.over.end(),
                                        [](const Axis& axis) { return axis.type == Axis::Type::period; });
    if (!ranged || has_period || inner.over_records) return true;
    if (inner.units.empty()) {
        draft
            .error(Code::sum_over_periods_not_said, span,
                   "this amount has no value for each Month or Quarter, so there is nothing to take together over time")
            .with_help("leave out the words that name the time");
        return false;
    }
    inner.aggregate.over.push_back({Axis::Type::period, {}, {}, {}, *inner.units.begin()});
    return true;
}

void use_units(const Draft& draft, const Scope& outer, const Inner& inner) {
    if (outer.units_used == nullptr) return;
    const PeriodRange& range = inner.aggregate.range;
    switch (range.kind) {
        case PeriodRange::Kind::unit_of_scope: outer.units_used->insert(range.unit); return;
        case PeriodRange::Kind::named: outer.units_used->insert(calendar::PeriodUnit::year); return;
        case PeriodRange::Kind::unit_to_date:
        case PeriodRange::Kind::agreement_to_date:
        case PeriodRange::Kind::to_date: outer.units_used->insert(outer.unit.value_or(draft.contract.settles)); return;
        case PeriodRange::Kind::scope: break;
    }
    outer.units_used->insert(inner.units.begin(), inner.units.end());
    if (inner.over_records) outer.units_used->insert(outer.unit.value_or(draft.contract.settles));
}

/// `if it is missing, it is left out and the other Weights are rescaled`: said once, for every average by that weight.
bool is_rescaled(const Draft& draft, const syntax::Aggregate& written) {
    if (written.rescaled) return true;
    const Entity* weight = draft.find(written.weighted_by->text);
    for (const StandingSentence& standing : draft.sentences) {
        const auto* fact = std::get_if<syntax::FactSentence>(&standing.sentence->form);
        if (fact == nullptr || weight == nullptr) continue;
        for (const syntax::MissingPhrase& phrase : fact->if_missing) {
            const Entity* named = phrase.rescaled ? draft.find(phrase.rescaled->text) : nullptr;
            if (named != nullptr && named->what == weight->what && named->term == weight->term) return true;
        }
    }
    return false;
}

/// `the other Measures are rescaled` would rescale nothing: it is the weights that are, so the weight is named.
bool rescaled_by_weight(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* fact = std::get_if<syntax::FactSentence>(&standing.sentence->form);
        if (fact == nullptr) continue;
        for (const syntax::MissingPhrase& phrase : fact->if_missing) {
            const Entity* named = phrase.rescaled ? draft.find(phrase.rescaled->text) : nullptr;
            if (named == nullptr || named->what == Entity::What::term) continue;
            draft
                .error(Code::wrong_sort_of_name, phrase.rescaled->span,
                       fmt::format("it is the weights of an average that are rescaled; `{}` is no weight",
                                   phrase.rescaled->text))
                .with_help("name the weight, as in `the other Weights are rescaled`");
            return false;
        }
    }
    return true;
}

bool lower_weight(Draft& draft, const syntax::Aggregate& written, Inner& inner) {
    if (!written.weighted_by) return true;
    if (!rescaled_by_weight(draft)) return false;
    const bool rescaled = is_rescaled(draft, written);
    const auto weight =
        lower_reference(draft, {*written.weighted_by, false, {}, {}}, written.weighted_by->span, inner.scope, nullptr);
    if (!weight) return false;
    if (weight->kind.base != model::KindBase::amount) {
        draft.error(Code::wrong_kind, written.weighted_by->span,
                    fmt::format("a weight is a number; `{}` is {}", written.weighted_by->text, describe(weight->kind)));
        return false;
    }
    if (const auto* term = std::get_if<model::TermRef>(&draft.expression(weight->id).node);
        term != nullptr && !rescaled) {
        if (!weights_total_whole(draft, term->term, written.weighted_by->span)) return false;
    }
    const auto* column = std::get_if<model::TermRef>(&draft.expression(weight->id).node);
    if (column != nullptr && !rescaled)
        inner.aggregate.weight_group = weight_group_of(draft, column->term, inner.scope).value_or(ExprId());
    inner.aggregate.weight = weight->id;
    inner.aggregate.rescaled = rescaled;
    return true;
}

std::optional<Kind> result_kind(Draft& draft, const syntax::Aggregate& written, const std::optional<Kind>& of,
                                const Inner& inner) {
    using Op = syntax::AggregateOp;
    if (written.op == Op::number)
        return Kind::count(inner.over_records ? inner.record_name
                                              : (written.over.empty() ? std::string()
                                                                      : describe(draft, inner.aggregate.over.front())));
    if (written.op == Op::number_different) return Kind::count();
    const bool dates = (written.op == Op::greatest || written.op == Op::least) && of->base == model::KindBase::date;
    if (of->base == model::KindBase::amount || dates) {
        Kind kind = *of;
        if (written.op == Op::average) kind.whole = false;
        return kind;
    }
    draft.error(Code::not_a_number, written.of->span,
                fmt::format("{} cannot be totalled or averaged; only numbers can", describe(*of)));
    return std::nullopt;
}

bool lower_if_none(Draft& draft, const syntax::Aggregate& written, const Scope& outer, Inner& inner, Kind& kind,
                   Span span) {
    using Op = syntax::AggregateOp;
    if (written.if_none != nullptr) {
        const auto value = lower_amount(draft, *written.if_none, outer, &kind);
        if (!value || !same_kind(draft, kind, value->kind, written.if_none->span, "stand for one another"))
            return false;
        inner.aggregate.if_none = value->id;
        return true;
    }
    const bool needs = written.op == Op::average || written.op == Op::greatest || written.op == Op::least;
    if (!needs || !inner.may_be_empty || inner.aggregate.weight.is_set()) return true;
    draft.error(Code::nothing_to_average, span, "there may be none to take this over; the text says what then holds")
        .with_help(fmt::format("add `(or {} if there are none)` directly behind",
                               kind.is_money()        ? draft.contract.currency.symbol + "0"
                               : kind.is_percentage() ? std::string("0%")
                                                      : std::string("0")));
    return false;
}

/// The conditions that all hold, as written.
std::vector<std::string> conditions_in(const Draft& draft, const syntax::ConditionPtr& where) {
    if (where == nullptr) return {};
    const auto* junction = std::get_if<syntax::Junction>(&where->node);
    if (junction == nullptr || junction->type != syntax::Junction::Type::all)
        return {folded_words(draft.text.slice(where->span))};
    std::vector<std::string> all;
    for (const auto& item : junction->items) {
        const auto more = conditions_in(draft, item);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

/// Every one that is counted above must be counted below, else the result could lie above 100%.
bool is_part_of_whole(Draft& draft, const syntax::Aggregate& part, const syntax::Aggregate& whole, Span span) {
    const SetPhrase& above = part.over.front();
    const SetPhrase& below = whole.over.front();
    const auto has = conditions_in(draft, above.where);
    const auto wants = conditions_in(draft, below.where);
    const bool fine = above.noun.text == below.noun.text && above.quantifier == below.quantifier &&
                      std::all_of(wants.begin(), wants.end(), [&](const std::string& condition) {
                          return std::find(has.begin(), has.end(), condition) != has.end();
                      });
    if (fine) return true;
    draft
        .error(Code::not_part_of_whole, span,
               "not every one that is counted first is surely counted behind `out of`, so this could be more than 100%")
        .with_help("count the same records behind `out of`, with no condition that is not also written before it");
    return false;
}

/// The total of a record's running amount over all of them is shown on the statement: a term without a name of its own.
MaybeLowered as_shown_total(Draft& draft, const syntax::Aggregate& written, Lowered total) {
    const auto* node = std::get_if<model::Aggregate>(&draft.expression(total.id).node);
    const bool plain = node != nullptr && node->op == model::AggregateOp::total && node->at_scope_period &&
                       node->over.size() == 1 && !node->where.is_set() && node->links.empty() &&
                       written.over.front().quantifier == SetPhrase::Quantifier::all;
    const auto* of = plain ? std::get_if<model::TermRef>(&draft.expression(node->of).node) : nullptr;
    if (of == nullptr || of->stage || !of->binds.empty() || draft.term(of->term).stages.empty()) return total;
    const model::ClauseId clause = draft.term(of->term).stages.back().clause;
    const std::string name = "total of " + draft.term(of->term).name;
    const Span span = draft.draft(of->term).declared;
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::TermId id(i);
        if (draft.term(id).name == name && draft.draft(id).state == TermDraft::State::done)
            return Lowered{draft.add(model::TermRef{id, {}, std::nullopt}, total.kind), total.kind};
    }
    const model::TermId id = draft.new_term(name, span);
    model::Term& term = draft.term(id);
    term.kind = total.kind;
    term.index = {{Axis::Type::period, {}, {}, {}, draft.contract.settles}};
    term.clause = clause;
    term.stages.push_back({model::Stage::Effect::defines, clause, total.id, {}, {}, draft.expression(total.id).words});
    draft.draft(id).state = TermDraft::State::done;
    draft.draft(id).used = true;
    return Lowered{draft.add(model::TermRef{id, {}, std::nullopt}, total.kind), total.kind};
}

/// The number of Visits where C out of the number of Visits where D.
MaybeLowered lower_out_of(Draft& draft, const syntax::Aggregate& written, Span span, const Scope& scope) {
    syntax::Aggregate part = written;
    part.out_of = nullptr;
    part.if_none = nullptr;
    if (!is_part_of_whole(draft, part, *written.out_of, span)) return std::nullopt;
    const auto of = lower_aggregate(draft, part, span, scope);
    const auto whole = lower_aggregate(draft, *written.out_of, span, scope);
    if (!of || !whole) return std::nullopt;
    model::Arithmetic division{model::ArithmeticOp::divide, of->id, whole->id, {}, {}};
    if (written.if_none == nullptr) {
        draft.error(Code::division_by_nothing, span, "there may be none to divide by; the text says what then holds")
            .with_help("add `(or 0% if there are none)` directly behind");
        return std::nullopt;
    }
    const Kind kind = Kind::percentage();
    const auto value = lower_amount(draft, *written.if_none, scope, &kind);
    if (!value || !same_kind(draft, kind, value->kind, written.if_none->span, "stand for one another"))
        return std::nullopt;
    division.if_zero = value->id;
    return Lowered{draft.add(division, kind, span), kind};
}

/// Named months that end before those which the clause decides: a term may use its own value there.
bool months_are_over(const Draft& draft, const PeriodRange& range, const Scope& scope) {
    if (!scope.own_earlier || range.kind != PeriodRange::Kind::named) return false;
    const int start = draft.contract.year_start.month;
    const auto place = [&](int month) { return (month - start + 12) % 12; };
    return place(range.first_month) <= place(range.last_month) && place(range.last_month) < place(scope.own_from_month);
}

}  // namespace

MaybeLowered lower_aggregate(Draft& draft, const syntax::Aggregate& written, Span span, const Scope& scope) {
    if (written.out_of != nullptr) return lower_out_of(draft, written, span, scope);
    if (written.over.size() == 1) {
        if (const auto days = days_named(draft, written.over.front().noun.text, scope))
            return lower_over_days(draft, written, *days, span, scope);
    }
    Inner inner;
    inner.scope = scope;
    inner.scope.adjusting.reset();
    inner.scope.unit.reset();
    inner.scope.units_used = &inner.units;
    inner.scope.runs_on = &inner.runs_on;
    inner.scope.own_months = false;
    inner.aggregate.op = aggregate_op(written.op);
    if (written.period) {
        const auto range = range_of(draft, *written.period);
        if (!range) return std::nullopt;
        inner.aggregate.range = *range;
        inner.scope.own_months = months_are_over(draft, *range, scope);
    }
    for (const SetPhrase& phrase : written.over) {
        if (!add_set(draft, phrase, scope, inner)) return std::nullopt;
    }
    // Inside one period the clause's own unit still rules what may be used plainly.
    if (inner.aggregate.range.kind == PeriodRange::Kind::scope && !inner.over_records && !inner.scope.unit)
        inner.scope.unit = scope.unit;
    if (!keep_those_meant(draft, written, scope, inner) || !lower_where(draft, written, inner)) return std::nullopt;
    std::optional<Kind> of_kind;
    if (written.of != nullptr) {
        const auto of = lower_amount(draft, *written.of, inner.scope);
        if (!of) return std::nullopt;
        inner.aggregate.of = of->id;
        of_kind = of->kind;
    }
    const bool of_money = of_kind && of_kind->is_money() && written.op == syntax::AggregateOp::total;
    if (of_money && inner.over_records && inner.scope.record) {
        if (const auto payable = payable_only(draft, *inner.scope.record, inner.scope)) {
            if (!*payable) return std::nullopt;
            and_where(draft, inner, (*payable)->id);
        }
    }
    if (!lower_weight(draft, written, inner) || !spread_over_periods(draft, inner, span)) return std::nullopt;
    keep_those_in_play(draft, inner, of_kind.value_or(Kind::number()));
    auto kind = result_kind(draft, written, of_kind, inner);
    if (!kind || !lower_if_none(draft, written, scope, inner, *kind, span)) return std::nullopt;
    use_units(draft, scope, inner);
    if (inner.over_records) inner.aggregate.at_scope_period = inner.runs_on;
    else if (inner.runs_on && scope.runs_on != nullptr) *scope.runs_on = true;
    return as_shown_total(draft, written, {draft.add(std::move(inner.aggregate), *kind, span), *kind});
}

}  // namespace concordat::check
