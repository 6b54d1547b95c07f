// engine/check/clauses.cpp · room: check
// What:  which sentences make and adjust each term, in clause order; each becomes a stage that leaves a visible amount.
// Source: language.md section 7, rows B6, G1, G2, R1, T1, V1; findings N8, N9.

#include <algorithm>

#include <fmt/format.h>

#include "check/adjustments.h"
#include "check/dated_changes.h"
#include "check/cut_off.h"
#include "check/divisions.h"
#include "check/draft.h"
#include "check/duties.h"
#include "check/membership.h"
#include "check/pools.h"
#include "check/taking_part.h"
#include "check/once.h"
#include "check/years.h"
#include "check/day_sets.h"

namespace concordat::check {

namespace {

using model::Stage;
using syntax::ExceptSentence;

// ---- gathering ------------------------------------------------------------------------------------------------

const syntax::Reference* adjusted_term(const syntax::Sentence& sentence) {
    if (const auto* limit = std::get_if<syntax::LimitSentence>(&sentence.form)) return &limit->term;
    if (const auto* round = std::get_if<syntax::RoundSentence>(&sentence.form)) return &round->term;
    if (const auto* gate = std::get_if<syntax::GateSentence>(&sentence.form)) return &gate->term;
    if (const auto* except = std::get_if<ExceptSentence>(&sentence.form)) return &except->term;
    if (const auto* increase = std::get_if<syntax::IncreaseSentence>(&sentence.form)) return &increase->term;
    if (const auto* found = std::get_if<syntax::FoundOnceSentence>(&sentence.form)) return &found->term;
    if (const auto* used = std::get_if<syntax::UsedInOrderSentence>(&sentence.form)) return &used->term;
    if (const auto* used = std::get_if<syntax::UsedByRecordsSentence>(&sentence.form)) return &used->term;
    if (const auto* cell = std::get_if<syntax::CellChangeSentence>(&sentence.form)) return &cell->cell;
    if (const auto* cut = std::get_if<syntax::CutSentence>(&sentence.form)) return &cut->term;
    if (const auto* none = std::get_if<syntax::NoReportSentence>(&sentence.form)) return &none->term;
    if (const auto* day = std::get_if<syntax::NamedDaySentence>(&sentence.form)) return &day->term;
    if (const auto* column = std::get_if<syntax::ColumnChangeSentence>(&sentence.form)) return &column->column;
    return nullptr;
}

void gather_adjustment(Draft& draft, const StandingSentence& standing, const syntax::Reference& reference) {
    const Entity* entity = draft.find(reference.name.text);
    if (entity == nullptr) {
        for (std::size_t i = 0; i < draft.contract.records.size(); ++i) {
            if (const auto field = find_field(draft, model::RecordId(i), reference.name.text)) {
                draft.draft(draft.contract.records[i].fields[*field].term).adjustments.push_back(standing);
                return;
            }
        }
        report_unknown(draft, reference.name);
        return;
    }
    if (entity->what != Entity::What::term) {
        draft
            .error(Code::wrong_sort_of_name, reference.name.span,
                   fmt::format("`{}` is {}; this sentence changes a term", reference.name.text, describe(entity->what)))
            .with_help("begin it with the name of the term");
        return;
    }
    draft.draft(entity->term).adjustments.push_back(standing);
}

void gather_definition(Draft& draft, const StandingSentence& standing, const syntax::Name& name);

/// The part that it gives each, and what falls on somebody. A division of the other sign of the same amount, without a
/// name for the part, goes on with the first.
void gather_division(Draft& draft, const StandingSentence& standing, const syntax::DivisionSentence& division) {
    std::vector<syntax::Name> names = {division.part};
    if (const std::string rest = name_of_rest(division); !rest.empty())
        names.push_back({rest, division.limit->falls_on->span});
    for (const syntax::Name& name : names) {
        const Entity* entity = draft.find(name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const bool goes_on = !standing.from && draft.draft(entity->term).declared != name.span;
        if (goes_on) draft.draft(entity->term).adjustments.push_back(standing);
        else gather_definition(draft, standing, name);
    }
}

void gather_definition(Draft& draft, const StandingSentence& standing, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr || entity->what != Entity::What::term) return;
    TermDraft& term = draft.draft(entity->term);
    const bool own = entity->clause == standing.number || (standing.number.empty() && entity->clause.empty());
    // A second declaration elsewhere was reported when names were declared.
    if (own && (term.declared == name.span || standing.from)) term.definitions.push_back(standing);
}

// ---- definitions ------------------------------------------------------------------------------------------------

}  // namespace

std::vector<Axis> index_of(const Draft& draft, const Making& making) {
    const Scope& scope = making.scope;
    const auto& units = making.units;
    std::vector<Axis> index = scope.axes;
    if (scope.unit) index.push_back({Axis::Type::period, {}, {}, {}, *scope.unit});
    else if (scope.record && making.runs_on) index.push_back({Axis::Type::period, {}, {}, {}, draft.contract.settles});
    else if (!scope.record && !units.empty()) index.push_back({Axis::Type::period, {}, {}, {}, *units.begin()});
    return index;
}

void add_stage(Draft& draft, model::TermId id, Stage::Effect effect, const StandingSentence& standing, ExprId value,
               std::optional<calendar::Date> from) {
    Stage stage{effect, standing.clause, value, standing.from, standing.until};
    if (from && (!stage.from || *stage.from < *from)) stage.from = from;
    stage.words = standing.words.empty() ? folded_words(draft.text.slice(standing.sentence->span)) : standing.words;
    draft.term(id).stages.push_back(stage);
}

namespace {

bool says_may_be_negative(const syntax::Body& body) {
    const auto* tailed = std::get_if<syntax::TailedAmount>(&body);
    return tailed != nullptr && tailed->may_be_negative;
}

/// A record that lies in several Months has no period of its own that an amount could be for.
bool says_which_period(Draft& draft, const syntax::DefinitionSentence& definition, const Making& making) {
    if (!making.scope.record || making.scope.unit || making.units.empty()) return true;
    const auto days = days_of(draft, *making.scope.record);
    if (!days) return true;
    const std::string& record = draft.contract.record(*making.scope.record).name;
    draft
        .error(Code::day_or_period_unsaid, definition.name.span,
               fmt::format("a {} may lie in several periods, and `{}` rests on what it has in one of them", record,
                           definition.name.text))
        .with_help(fmt::format("begin the clause with `For each {} and each {}, ...`", record,
                               calendar::unit_name(*making.units.begin())));
    return false;
}

MaybeLowered define(Draft& draft, const syntax::DefinitionSentence& definition, Making& making,
                    const StandingSentence& standing) {
    making.scope.earlier = !definition.first         ? Scope::Earlier::demanded
                           : definition.first->value ? Scope::Earlier::said
                                                     : Scope::Earlier::nothing;
    const auto* in_period = std::get_if<syntax::InPeriodOf>(&definition.body);
    ExprId where;
    if (in_period != nullptr && definition.for_each && definition.for_each->where != nullptr) {
        const auto condition = lower_condition(draft, *definition.for_each->where, making.scope);
        if (!condition) return std::nullopt;
        where = condition->id;
    }
    auto value = in_period != nullptr ? lower_in_period(draft, *in_period, where, making.scope)
                                      : lower_body(draft, definition.body, making.scope);
    value = lower_tails(draft, value, definition.tails, making.scope);
    if (value && definition.none_without) value = none_without(draft, definition, *value, making.scope);
    value = only_where(draft, definition.for_each, &definition, value, making.scope);
    if (value && definition.for_each && definition.for_each->in_its)
        value = only_in_period(draft, *definition.for_each->in_its, making.id, *value, making.scope);
    if (definition.first) value = with_first_period(draft, value, *definition.first, making);
    if (value && definition.indexed) value = follow_index(draft, *definition.indexed, *value, making.scope);
    if (definition.parts) value = lower_parts(draft, value, *definition.parts, making.scope, {});
    if (!value || !says_which_period(draft, definition, making)) return std::nullopt;
    draft.term(making.id).kind = value->kind;
    if (says_may_be_negative(definition.body)) draft.term(making.id).may_be_negative = true;
    add_stage(draft, making.id, Stage::Effect::defines, standing, value->id);
    if (!definition.increases.each.empty()) {
        draft.term(making.id).index = index_of(draft, making);
        if (!add_increases(draft, making.id, definition.increases, standing)) return std::nullopt;
    }
    if (definition.rise && !add_index_rises(draft, *definition.rise, *value, making, standing)) return std::nullopt;
    return value;
}

MaybeLowered divide(Draft& draft, const syntax::DivisionSentence& division, Making& making,
                    const StandingSentence& standing) {
    const auto axis = sharers_of(draft, division);
    if (!axis) return std::nullopt;
    const bool rest = draft.term(making.id).name != division.part.text;
    const auto value = lower_division(draft, division, rest, making.scope, *axis);
    if (!value) return std::nullopt;
    if (!rest) making.scope.axes.push_back(*axis);
    draft.term(making.id).kind = value->kind;
    add_stage(draft, making.id, Stage::Effect::defines, standing, value->id);
    return value;
}

MaybeLowered decide(Draft& draft, const syntax::DecidedSentence& decided, Making& making,
                    const StandingSentence& standing) {
    const auto which = std::find_if(decided.names.begin(), decided.names.end(),
                                    [&](const syntax::Name& name) { return name.text == draft.term(making.id).name; });
    auto value = lower_decided(draft, decided, static_cast<std::size_t>(which - decided.names.begin()), making.scope);
    value = only_where(draft, decided.for_each, nullptr, value, making.scope);
    if (!value) return std::nullopt;
    draft.term(making.id).kind = value->kind;
    add_stage(draft, making.id, Stage::Effect::defines, standing, value->id);
    return value;
}

const std::optional<syntax::ForEach>* for_each_of(const syntax::Sentence& sentence) {
    if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&sentence.form)) return &definition->for_each;
    if (const auto* decided = std::get_if<syntax::DecidedSentence>(&sentence.form)) return &decided->for_each;
    if (const auto* division = std::get_if<syntax::DivisionSentence>(&sentence.form)) return &division->for_each;
    return nullptr;
}

/// A further sentence about the same thing: all of them must hold.
bool define_taking_part(Draft& draft, const syntax::TakingPartSentence& sentence, Making& making,
                        const StandingSentence& standing) {
    making.scope = Scope{};
    making.scope.units_used = &making.units;
    auto holds = lower_taking_part(draft, sentence, standing, making.scope);
    if (!holds) return false;
    if (!draft.term(making.id).stages.empty()) {
        const ExprId before = draft.add(model::Previous{}, Kind::yes_no());
        holds = made(draft, model::Combine{model::Junction::all_of, 0, {before, holds->id}}, Kind::yes_no(),
                     standing.sentence->span);
    }
    add_stage(draft, making.id, Stage::Effect::defines, standing, holds->id);
    draft.term(making.id).kind = Kind::yes_no();
    draft.term(making.id).index = index_of(draft, making);
    return true;
}

/// The value is what the term is, from this clause on.
MaybeLowered defines(Draft& draft, const Making& making, const StandingSentence& standing, MaybeLowered value) {
    if (!value) return value;
    draft.term(making.id).kind = value->kind;
    add_stage(draft, making.id, Stage::Effect::defines, standing, value->id);
    return value;
}

/// One version of a definition; false when it could not be lowered.
bool lower_definition(Draft& draft, Making& making, const StandingSentence& standing) {
    const InClause here(draft, standing.number);
    if (const auto* given = std::get_if<syntax::GivenSentence>(&standing.sentence->form)) {
        // One sentence gives several terms: it is lowered once, for the first that is asked for.
        const bool done = std::any_of(
            draft.term(making.id).stages.begin(), draft.term(making.id).stages.end(),
            [&](const Stage& stage) { return stage.clause == standing.clause && stage.from == standing.from; });
        if (!done) lower_given(draft, *given, standing);
        for (const syntax::Name& name : given->names) {
            const Entity* entity = draft.find(name.text);
            if (entity != nullptr && entity->what == Entity::What::term && entity->term != making.id &&
                draft.term(entity->term).stages.empty())
                return false;
        }
        making.scope.axes = draft.term(making.id).index;
        check_variation_date(draft, making.id, standing, {}, standing.sentence->span);
        return !draft.term(making.id).stages.empty();
    }
    if (const auto taking = taking_part_in(draft, *standing.sentence))
        return define_taking_part(draft, *taking, making, standing);
    if (std::holds_alternative<syntax::SettingsSentence>(standing.sentence->form)) {
        // All cases of the group at once.
        return !draft.term(making.id).stages.empty() || lower_settings(draft, making);
    }
    const std::size_t stages_before = draft.term(making.id).stages.size();
    const auto* for_each = for_each_of(*standing.sentence);
    auto scope = for_each != nullptr ? scope_of(draft, *for_each) : std::optional<Scope>(Scope{});
    if (!scope) return false;
    making.scope = std::move(*scope);
    making.scope.units_used = &making.units;
    const syntax::ForEach* before = for_each != nullptr && !*for_each ? for_each_before(draft, standing) : nullptr;
    const auto going_on = before != nullptr ? scope_of(draft, *before) : std::nullopt;
    bool goes_on = false;
    if (going_on) making.scope.implied = &going_on->axes;
    making.scope.implied_used = &goes_on;
    if (for_each != nullptr && *for_each && !add_for_each_in_play(draft, **for_each, making.id, making.scope))
        return false;
    making.scope.runs_on = &making.runs_on;
    MaybeLowered value;
    if (const auto* first = std::get_if<syntax::FirstInSentence>(&standing.sentence->form))
        value = defines(draft, making, standing, lower_first_in(draft, *first, making.scope));
    if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form)) {
        if (definition->period && !making.scope.unit)
            making.scope.unit = find_unit(draft, definition->period->unit.text);
        value = define(draft, *definition, making, standing);
    }
    if (const auto* division = std::get_if<syntax::DivisionSentence>(&standing.sentence->form))
        value = divide(draft, *division, making, standing);
    if (const auto* tax = std::get_if<syntax::TaxSentence>(&standing.sentence->form))
        value = defines(draft, making, standing, lower_tax_cost(draft, *tax, making.scope));
    if (const auto* decided = std::get_if<syntax::DecidedSentence>(&standing.sentence->form))
        value = decide(draft, *decided, making, standing);
    if (const auto* loss = std::get_if<syntax::LossStepsSentence>(&standing.sentence->form)) {
        const bool rest = !loss->part || draft.term(making.id).name != loss->part->text;
        value = defines(draft, making, standing, lower_loss_steps(draft, *loss, rest, standing, making.scope));
    }
    making.scope.implied = nullptr;
    if (goes_on) {
        making.scope.axes = going_on->axes;
        if (!making.scope.unit) making.scope.unit = going_on->unit;
        if (!add_for_each_in_play(draft, *before, making.id, making.scope)) return false;
    }
    if (const auto* carried = std::get_if<syntax::CarriedSentence>(&standing.sentence->form))
        value = define_carried(draft, *carried, making, standing);
    if (const auto* brought = std::get_if<syntax::BroughtForwardSentence>(&standing.sentence->form)) {
        if (brought->for_each != nullptr) {
            auto said = scope_of(draft, std::optional<syntax::ForEach>(*brought->for_each));
            if (!said) return false;
            making.scope.axes = said->axes;
        }
        value = bring_forward(draft, *brought, making, standing);
    }
    const auto again = [&](const StandingSentence& read) { return lower_definition(draft, making, read); };
    if (value && !apply_year_rules(draft, making.id, standing, making.scope, stages_before, again)) return false;
    draft.term(making.id).index = index_of(draft, making);
    if (value) check_variation_date(draft, making.id, standing, {}, standing.sentence->span);
    return value.has_value();
}

// ---- adjustments ------------------------------------------------------------------------------------------------

bool lower_adjustment(Draft& draft, model::TermId id, Scope& scope, const StandingSentence& standing);

bool adjust(Draft& draft, model::TermId id, Scope& scope, const StandingSentence& standing) {
    const std::size_t before = draft.term(id).stages.size();
    const auto again = [&](const StandingSentence& read) { return lower_adjustment(draft, id, scope, read); };
    return lower_adjustment(draft, id, scope, standing) && apply_year_rules(draft, id, standing, scope, before, again);
}

bool lower_adjustment(Draft& draft, model::TermId id, Scope& scope, const StandingSentence& standing) {
    const InClause here(draft, standing.number);
    scope.adjusting = id;
    scope.stages_before = draft.term(id).stages.size();
    const auto& form = standing.sentence->form;
    const auto& definitions = draft.draft(id).definitions;
    const auto* except_here = std::get_if<ExceptSentence>(&form);
    const bool whenever = except_here != nullptr && except_here->of_record;  // whatever later clauses make of it
    const bool any_place = whenever || std::holds_alternative<syntax::JoiningSentence>(form) ||
                           std::holds_alternative<syntax::EndsEarlySentence>(form);
    const bool too_early = !any_place && !definitions.empty() && !standing.from && !standing.number.empty() &&
                           comes_before(draft, standing.number, definitions.front().number);
    if (too_early) {
        const auto* adjusted = adjusted_term(*standing.sentence);
        draft
            .error(Code::adjusts_before_definition, adjusted ? adjusted->name.span : standing.sentence->span,
                   fmt::format("`{}` is adjusted here before clause {} defines it; clauses apply in their order",
                               draft.term(id).name, draft.draft(id).clause))
            .with_help("put this clause behind the definition");
        return false;
    }
    check_variation_date(draft, id, standing, {}, standing.sentence->span);
    if (const auto* division = std::get_if<syntax::DivisionSentence>(&form))
        return adjust_by_division(draft, *division, id, scope, standing);
    if (const auto* limit = std::get_if<syntax::LimitSentence>(&form))
        return adjust_limit(draft, *limit, id, scope, standing);
    if (const auto* gate = std::get_if<syntax::GateSentence>(&form))
        return adjust_gate(draft, *gate, id, scope, standing);
    if (const auto* except = std::get_if<ExceptSentence>(&form))
        return adjust_except(draft, *except, id, scope, standing);
    if (const auto* day = std::get_if<syntax::NamedDaySentence>(&form))
        return adjust_named_day(draft, *day, id, scope, standing);
    if (const auto* joining = std::get_if<syntax::JoiningSentence>(&form))
        return adjust_joining(draft, *joining, id, scope, standing);
    if (const auto* ends = std::get_if<syntax::EndsEarlySentence>(&form))
        return adjust_ends_early(draft, *ends, id, standing);
    if (const auto* carried = std::get_if<syntax::CarriedSentence>(&form))
        return adjust_carried(draft, *carried, id, scope, standing);
    if (const auto* average = std::get_if<syntax::AverageInForceSentence>(&form))
        return adjust_average(draft, *average, id, scope, standing);
    if (const auto* none = std::get_if<syntax::NoReportSentence>(&form))
        return adjust_no_report(draft, *none, id, scope, standing);
    if (const auto* cell = std::get_if<syntax::CellChangeSentence>(&form))
        return adjust_cell(draft, *cell, id, scope, standing);
    if (const auto* cut = std::get_if<syntax::CutSentence>(&form)) {
        const auto value = lower_cut(draft, *cut, standing, id, scope);
        if (value) add_stage(draft, id, Stage::Effect::caps, standing, *value);
        return value.has_value();
    }
    if (const auto effect = settled_once_effect(form)) {
        const auto value = lower_settled_once(draft, standing, id, scope);
        if (value) add_stage(draft, id, *effect, standing, value->id);
        return value.has_value();
    }
    const Kind kind = draft.term(id).kind;
    if (const auto* round = std::get_if<syntax::RoundSentence>(&form)) {
        const auto rounding = read_rounding(draft, round->rounding, kind);
        if (!rounding) return false;
        const ExprId previous = draft.add(model::Previous{}, kind);
        add_stage(draft, id, Stage::Effect::rounds, standing,
                  draft.add(model::Round{previous, *rounding}, kind, standing.sentence->span));
        return true;
    }
    if (const auto* increase = std::get_if<syntax::IncreaseSentence>(&form))
        return add_increases(draft, id, increase->increases, standing);
    if (const auto* column = std::get_if<syntax::ColumnChangeSentence>(&form))
        return adjust_column(draft, *column, id, standing);
    return true;
}

// ---- a term -------------------------------------------------------------------------------------------------------

void report_circle(Draft& draft, model::TermId id, Span used_at) {
    std::vector<std::string> circle;
    for (std::size_t i = 0; i < draft.drafts.size(); ++i) {
        if (draft.drafts[i].state == TermDraft::State::working)
            circle.push_back(fmt::format("`{}` (clause {})", draft.contract.terms[i].name, draft.drafts[i].clause));
    }
    draft
        .error(Code::circular_definition, used_at,
               fmt::format("`{}` is worked out from itself: {}", draft.term(id).name, fmt::join(circle, ", ")))
        .with_help("let one of them rest on other terms: a term rests only on terms that do not rest on it");
}

void lower_term(Draft& draft, model::TermId id) {
    draft.draft(id).state = TermDraft::State::working;
    const auto ruled_out_elsewhere = std::exchange(draft.not_zero, {});
    const auto lowered_before = std::exchange(draft.lowering_now, id);
    Making making{id, {}, {}};
    bool fine = true;
    const auto definitions = draft.draft(id).definitions;
    for (const StandingSentence& standing : definitions) fine = lower_definition(draft, making, standing) && fine;
    const bool defined = std::holds_alternative<model::DefinedSource>(draft.term(id).source);
    const bool of_days = defined && definitions.empty() && !draft.term(id).stages.empty();
    if (!defined || of_days) making.scope.axes = draft.term(id).index;
    for (const Axis& axis : draft.term(id).index) {
        if (axis.type == Axis::Type::record) making.scope.record = axis.record;
    }
    std::erase_if(making.scope.axes, [](const Axis& axis) { return axis.type == Axis::Type::period; });
    making.scope.units_used = &making.units;
    making.scope.runs_on = &making.runs_on;
    auto adjustments = draft.draft(id).adjustments;
    std::stable_partition(adjustments.begin(), adjustments.end(), [](const StandingSentence& standing) {
        const auto* except = std::get_if<ExceptSentence>(&standing.sentence->form);
        return except == nullptr || !except->of_record;
    });
    for (const StandingSentence& standing : adjustments) {
        if (fine) fine = adjust(draft, id, making.scope, standing);
    }
    const bool has_definition =
        std::any_of(definitions.begin(), definitions.end(), [](const StandingSentence& standing) {
            return !std::holds_alternative<syntax::GivenSentence>(standing.sentence->form);
        });
    if (fine && defined && has_definition) draft.term(id).index = index_of(draft, making);
    draft.not_zero = ruled_out_elsewhere;
    draft.lowering_now = lowered_before;
    draft.draft(id).state =
        fine && (!defined || !draft.term(id).stages.empty()) ? TermDraft::State::done : TermDraft::State::broken;
}

}  // namespace

std::optional<std::size_t> stage_of_clause(const Draft& draft, model::TermId term, std::string_view clause) {
    const auto& stages = draft.contract.term(term).stages;
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (stages[i].clause.is_set() && draft.contract.clause(stages[i].clause).number == clause) last = i;
    }
    return last;
}

bool ensure_lowered(Draft& draft, model::TermId term, Span used_at) {
    switch (draft.draft(term).state) {
        case TermDraft::State::done: return true;
        case TermDraft::State::broken: return false;
        case TermDraft::State::working: report_circle(draft, term, used_at); return false;
        case TermDraft::State::waiting: break;
    }
    lower_term(draft, term);
    return draft.draft(term).state == TermDraft::State::done;
}

void gather_clauses(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto& form = standing.sentence->form;
        if (const auto* reference = adjusted_term(*standing.sentence)) gather_adjustment(draft, standing, *reference);
        if (const auto* joining = std::get_if<syntax::JoiningSentence>(&form)) {
            for (const syntax::Reference& amount : joining->amounts) gather_adjustment(draft, standing, amount);
            give_years(draft, *joining);
        }
        if (const auto* ends = std::get_if<syntax::EndsEarlySentence>(&form)) {
            for (const syntax::Reference& amount : ends->amounts) gather_adjustment(draft, standing, amount);
            give_years(draft, *ends);
        }
        if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&form))
            gather_definition(draft, standing, definition->name);
        if (const auto* carried = std::get_if<syntax::CarriedSentence>(&form)) {
            gather_adjustment(draft, standing, {carried->against, false, {}, {}});
            gather_definition(draft, standing, {name_carried(carried->name.text), carried->name.span});
        }
        if (const auto* average = std::get_if<syntax::AverageInForceSentence>(&form))
            gather_adjustment(draft, standing, {average->term, false, {}, {}});
        if (const auto* brought = std::get_if<syntax::BroughtForwardSentence>(&form))
            for (const syntax::Name& name : brought->names) gather_definition(draft, standing, name);
        if (const auto* division = std::get_if<syntax::DivisionSentence>(&form))
            gather_division(draft, standing, *division);
        if (const auto* loss = std::get_if<syntax::LossStepsSentence>(&form)) {
            if (loss->part) gather_definition(draft, standing, *loss->part);
            if (const std::string rest = name_of_not_met(*loss); !rest.empty())
                gather_definition(draft, standing, {rest, loss->not_met->span});
        }
        gather_settled_once(draft, standing);
        if (const auto* total = std::get_if<syntax::TotalLimitSentence>(&form)) ask_how_cut(draft, *total);
        if (const auto* first = std::get_if<syntax::FirstInSentence>(&form); first != nullptr && first->defines)
            gather_definition(draft, standing, first->term);
        if (const auto* tax = std::get_if<syntax::TaxSentence>(&form); tax != nullptr && tax->cost)
            gather_definition(draft, standing, *tax->cost);
        const auto* decided = std::get_if<syntax::DecidedSentence>(&form);
        const auto* given = std::get_if<syntax::GivenSentence>(&form);
        if (decided != nullptr)
            for (const syntax::Name& name : decided->names) gather_definition(draft, standing, name);
        if (given != nullptr)
            for (const syntax::Name& name : given->names) gather_definition(draft, standing, name);
    }
}

void lower_terms(Draft& draft) {
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::TermId id(i);
        if (draft.draft(id).state != TermDraft::State::waiting) continue;
        const InClause here(draft, draft.draft(id).clause);
        lower_term(draft, id);
    }
    limit_facts_to_those_in_play(draft);
}

}  // namespace concordat::check
