// engine/check/clauses.cpp · room: check
// What:  which sentences make and adjust each term, in clause order; each becomes a stage that leaves a visible amount.
// Source: language.md section 7, rows B6, G1, G2, R1, T1, V1; findings N8, N9.

#include <algorithm>

#include <fmt/format.h>

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
    if (const auto* cell = std::get_if<syntax::CellChangeSentence>(&sentence.form)) return &cell->cell;
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

void gather_definition(Draft& draft, const StandingSentence& standing, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr || entity->what != Entity::What::term) return;
    TermDraft& term = draft.draft(entity->term);
    const bool own = entity->clause == standing.number || (standing.number.empty() && entity->clause.empty());
    // A second declaration elsewhere was reported when names were declared.
    if (own && (term.declared == name.span || standing.from)) term.definitions.push_back(standing);
}

// ---- definitions ------------------------------------------------------------------------------------------------

struct Making {
    model::TermId id;
    Scope scope;
    std::set<calendar::PeriodUnit> units;
};

std::vector<Axis> index_of(const Scope& scope, const std::set<calendar::PeriodUnit>& units) {
    std::vector<Axis> index = scope.axes;
    if (scope.unit) index.push_back({Axis::Type::period, {}, {}, {}, *scope.unit});
    else if (!scope.record && !units.empty()) index.push_back({Axis::Type::period, {}, {}, {}, *units.begin()});
    return index;
}

void add_stage(Draft& draft, model::TermId id, Stage::Effect effect, const StandingSentence& standing, ExprId value,
               std::optional<calendar::Date> from = {}) {
    Stage stage{effect, standing.clause, value, standing.from, standing.until};
    if (from && (!stage.from || *stage.from < *from)) stage.from = from;
    stage.words = standing.words.empty() ? folded_words(draft.text.slice(standing.sentence->span)) : standing.words;
    draft.term(id).stages.push_back(stage);
}

ExprId increased(Draft& draft, const exact::Ratio& by, bool up, const Kind& kind) {
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId factor =
        draft.add(model::Constant{up ? exact::Ratio(1) + by : exact::Ratio(1) - by}, Kind::percentage());
    return draft.add(model::Arithmetic{model::ArithmeticOp::multiply, factor, previous, {}, {}}, kind);
}

bool says_may_be_negative(const syntax::Body& body) {
    const auto* tailed = std::get_if<syntax::TailedAmount>(&body);
    return tailed != nullptr && tailed->may_be_negative;
}

/// For each X where C: others are left out.
Lowered only_where(Draft& draft, const Lowered& value, ExprId where) {
    const std::string words = draft.expression(where).words;
    const ExprId others = draft.add(model::Constant{model::NotApplicable{"not: " + words}}, value.kind);
    return {draft.add(model::Choose{{{where, value.id}}, others, false}, value.kind), value.kind};
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
    ExprId where;
    if (definition.for_each && definition.for_each->where != nullptr) {
        const auto condition = lower_condition(draft, *definition.for_each->where, making.scope);
        if (!condition) return std::nullopt;
        where = condition->id;
    }
    const auto* in_period = std::get_if<syntax::InPeriodOf>(&definition.body);
    auto value = in_period != nullptr ? lower_in_period(draft, *in_period, where, making.scope)
                                      : lower_body(draft, definition.body, making.scope);
    value = lower_tails(draft, value, definition.tails, making.scope);
    if (value && definition.none_without) value = none_without(draft, definition, *value, making.scope);
    if (!value || !says_which_period(draft, definition, making)) return std::nullopt;
    if (where.is_set()) value = only_where(draft, *value, where);
    draft.term(making.id).kind = value->kind;
    if (says_may_be_negative(definition.body)) draft.term(making.id).may_be_negative = true;
    add_stage(draft, making.id, Stage::Effect::defines, standing, value->id);
    if (definition.increase) {
        const ExprId raised = increased(draft, *definition.increase, definition.increased, value->kind);
        add_stage(draft, making.id, Stage::Effect::increases, standing, raised, definition.increase_on);
    }
    return value;
}

MaybeLowered divide(Draft& draft, const syntax::DivisionSentence& division, Making& making,
                    const StandingSentence& standing) {
    const auto axis = axis_of(draft, division.among.noun);
    if (!axis) return std::nullopt;
    if (axis->type != Axis::Type::party) {
        draft.error(Code::wrong_sort_of_name, division.among.noun.span,
                    fmt::format("an amount is divided among parties; `{}` is no role", division.among.noun.text));
        return std::nullopt;
    }
    Scope inner = making.scope;
    inner.axes.push_back(*axis);
    inner.units_used = &making.units;
    model::Division node;
    node.role = axis->role;
    const auto amount = lower_reference(draft, division.amount, division.amount.name.span, making.scope, nullptr);
    if (!amount ||
        !demand(draft, amount->kind, Kind::money(), division.amount.name.span, "what is divided in whole pennies"))
        return std::nullopt;
    node.amount = amount->id;
    if (division.among.where != nullptr) {
        const auto where = lower_condition(draft, *division.among.where, inner);
        if (!where) return std::nullopt;
        node.where = where->id;
    }
    for (const auto& [written, place] : {std::pair{&division.in_proportion_to, &node.weight},
                                         std::pair{&division.if_negative, &node.weight_if_negative}}) {
        if (*written == nullptr) continue;
        const auto weight = lower_amount(draft, **written, inner);
        if (!weight) return std::nullopt;
        *place = weight->id;
    }
    if (!node.weight.is_set()) node.weight = draft.add(model::Constant{exact::Ratio(1)}, Kind::number());
    if (division.kept_by) {
        const Entity* keeper = expect(draft, *division.kept_by, Entity::What::party);
        if (keeper == nullptr) return std::nullopt;
        node.kept_by = keeper->party;
    }
    if (division.odd_penny && !division.odd_penny->largest_remainder && division.odd_penny->to) {
        const Entity* taker = expect(draft, *division.odd_penny->to, Entity::What::party);
        if (taker == nullptr) return std::nullopt;
        node.odd_penny = model::OddPenny::to_party;
        node.odd_penny_party = taker->party;
    } else if (!division.odd_penny && !draft.odd_pennies) {
        draft
            .error(Code::odd_penny_unsaid, division.amount.name.span,
                   "the division does not say where an odd penny goes")
            .with_help("add `; any odd penny going to the largest remainder`");
        return std::nullopt;
    }
    node.rounding = draft.contract.payment_rounding.value_or(
        exact::Rounding{exact::Ratio(exact::Integer(1), exact::Integer(100)), exact::RoundingMode::half_up});
    making.scope.axes.push_back(*axis);
    draft.term(making.id).kind = Kind::money();
    const ExprId value = draft.add(std::move(node), Kind::money(), division.amount.name.span);
    add_stage(draft, making.id, Stage::Effect::defines, standing, value);
    return Lowered{value, Kind::money()};
}

MaybeLowered decide(Draft& draft, const syntax::DecidedSentence& decided, Making& making,
                    const StandingSentence& standing) {
    const auto which = std::find_if(decided.names.begin(), decided.names.end(),
                                    [&](const syntax::Name& name) { return name.text == draft.term(making.id).name; });
    const auto value =
        lower_decided(draft, decided, static_cast<std::size_t>(which - decided.names.begin()), making.scope);
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

void check_variation_date(Draft& draft, model::TermId id, const StandingSentence& standing,
                          std::optional<calendar::Date> from, Span span);

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
        return !draft.term(making.id).stages.empty();
    }
    const auto* for_each = for_each_of(*standing.sentence);
    auto scope = for_each != nullptr ? scope_of(draft, *for_each) : std::optional<Scope>(Scope{});
    if (!scope) return false;
    making.scope = std::move(*scope);
    making.scope.units_used = &making.units;
    MaybeLowered value;
    if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form)) {
        if (definition->period && !making.scope.unit)
            making.scope.unit = find_unit(draft, definition->period->unit.text);
        value = define(draft, *definition, making, standing);
    }
    if (const auto* division = std::get_if<syntax::DivisionSentence>(&standing.sentence->form))
        value = divide(draft, *division, making, standing);
    if (const auto* decided = std::get_if<syntax::DecidedSentence>(&standing.sentence->form))
        value = decide(draft, *decided, making, standing);
    draft.term(making.id).index = index_of(making.scope, making.units);
    const auto* raised = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
    if (value && raised != nullptr && raised->increase)
        check_variation_date(draft, making.id, standing, raised->increase_on, standing.sentence->span);
    return value.has_value();
}

// ---- adjustments ------------------------------------------------------------------------------------------------

bool starts_period(const Draft& draft, calendar::Date date) {
    return calendar::Period::containing(draft.contract.settles, date, draft.contract.year_start).first() == date;
}

void check_variation_date(Draft& draft, model::TermId id, const StandingSentence& standing,
                          std::optional<calendar::Date> from, Span span) {
    const auto date = from ? from : standing.from;
    const auto& index = draft.term(id).index;
    const bool record =
        std::any_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::record; });
    if (!date || record || starts_period(draft, *date)) return;
    draft
        .error(Code::change_inside_period, span,
               fmt::format("{} lies inside a {}; the text would have to say how the {} is worked out before and after",
                           calendar::write_long(*date), draft.contract.period_name, draft.contract.period_name))
        .with_help(fmt::format("let the change begin on the first day of a {}", draft.contract.period_name));
}

bool adjust_limit(Draft& draft, const syntax::LimitSentence& limit, model::TermId id, const Scope& scope,
                  const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    const auto at = lower_amount(draft, *limit.at, scope, &kind);
    if (!at || !same_kind(draft, kind, at->kind, limit.at->span, "be compared")) return false;
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId value = draft.add(model::Limit{previous, {{limit.upper, at->id}}}, kind, standing.sentence->span);
    add_stage(draft, id, limit.upper ? Stage::Effect::caps : Stage::Effect::floors, standing, value);
    return true;
}

bool adjust_gate(Draft& draft, const syntax::GateSentence& gate, model::TermId id, const Scope& scope,
                 const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    if (!gate.otherwise) {
        draft
            .error(Code::gate_without_otherwise, gate.term.name.span,
                   fmt::format("it is not said what `{}` is when the condition fails", gate.term.name.text))
            .with_help(fmt::format("add `; otherwise {} is {}`", gate.term.name.text,
                                   kind.is_money() ? draft.contract.currency.symbol + "0" : std::string("0%")));
        return false;
    }
    if (gate.otherwise_term && gate.otherwise_term->name.text != gate.term.name.text) {
        draft
            .error(Code::otherwise_other_term, gate.otherwise_term->name.span,
                   fmt::format("the clause is about `{}`, and what follows `otherwise` sets `{}`", gate.term.name.text,
                               gate.otherwise_term->name.text))
            .with_help(fmt::format("write `otherwise {} is ...`", gate.term.name.text));
        return false;
    }
    const auto condition = lower_condition(draft, *gate.only_if, scope);
    const auto otherwise = lower_tailed(draft, *gate.otherwise, scope, &kind);
    if (!condition || !otherwise ||
        !same_kind(draft, kind, otherwise->kind, gate.otherwise->amount->span, "be results of one clause"))
        return false;
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId value =
        draft.add(model::Choose{{{condition->id, previous}}, otherwise->id, true}, kind, standing.sentence->span);
    add_stage(draft, id, Stage::Effect::gates, standing, value);
    return true;
}

/// The stages that come after the clauses an exception names and that it does not name: does it override them or not?
bool overrides_plainly(Draft& draft, const ExceptSentence& except, model::TermId id) {
    std::set<std::string> named;
    for (const syntax::Name& number : except.despite) {
        if (!draft.clause_ids.contains(number.text)) {
            draft.error(Code::unknown_clause, number.span, fmt::format("there is no clause {}", number.text))
                .with_help("refer to a clause of this agreement by its number");
            return false;
        }
        if (!stage_of_clause(draft, id, number.text) && is_broken(draft, number.text)) return false;
        if (!stage_of_clause(draft, id, number.text)) {
            draft
                .error(Code::despite_other_term, number.span,
                       fmt::format("clause {} does nothing to `{}` before this clause", number.text,
                                   except.term.name.text))
                .with_help(
                    "name the clause that this one overrides; it defines or adjusts the same term and stands before");
            return false;
        }
        named.insert(number.text);
    }
    const auto& stages = draft.term(id).stages;
    std::size_t first = stages.size();
    for (const std::string& number : named) first = std::min(first, *stage_of_clause(draft, id, number));
    for (std::size_t i = first + 1; i < stages.size(); ++i) {
        const std::string& number = draft.contract.clause(stages[i].clause).number;
        if (named.contains(number) || stages[i].effect == Stage::Effect::excepts ||
            stages[i].clause == stages[first].clause)
            continue;
        draft
            .error(Code::despite_two_readings, except.despite.front().span,
                   fmt::format("clause {} also adjusts `{}` in between; it can be read in two ways whether this "
                               "exception overrides that clause too",
                               number, except.term.name.text))
            .with_help(fmt::format("write `Despite clauses {} and {}`, or put this clause before clause {}",
                                   except.despite.front().text, number, number));
        return false;
    }
    return true;
}

bool adjust_except(Draft& draft, const ExceptSentence& except, model::TermId id, const Scope& scope,
                   const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    if (except.despite.empty() && !draft.term(id).stages.empty()) {
        const std::string before = draft.contract.clause(draft.term(id).stages.back().clause).number;
        draft
            .error(Code::clauses_conflict, except.term.name.span,
                   fmt::format("clause {} also sets `{}`, and neither of the two yields to the other where both apply",
                               before, except.term.name.text))
            .label(draft.contract.clause(draft.term(id).stages.back().clause).place, "the other clause")
            .with_help(fmt::format("begin this clause with `Despite clause {}, if ...`", before));
        return false;
    }
    if (!overrides_plainly(draft, except, id)) return false;
    const auto condition =
        except.condition != nullptr ? lower_condition(draft, *except.condition, scope) : std::nullopt;
    const auto amount = lower_tailed(draft, except.amount, scope, &kind);
    if ((except.condition != nullptr && !condition) || !amount ||
        !same_kind(draft, kind, amount->kind, except.amount.amount->span, "be results of one clause"))
        return false;
    if (condition)
        check_exclusive(draft, model::Choose{{{condition->id, amount->id}}, draft.add(model::Previous{}, kind), true},
                        except.condition->span, {except.condition->span});
    ExprId value = amount->id;
    if (condition)
        value = draft.add(model::Choose{{{condition->id, amount->id}}, draft.add(model::Previous{}, kind), true}, kind,
                          standing.sentence->span);
    add_stage(draft, id, Stage::Effect::excepts, standing, value);
    return true;
}

/// From D, the A of P is V: one cell; the others keep what they had.
bool adjust_cell(Draft& draft, const syntax::CellChangeSentence& change, model::TermId id, Scope scope,
                 const StandingSentence& standing) {
    const Kind kind = draft.term(id).kind;
    scope.adjusting.reset();
    const auto value = lower_tailed(draft, change.value, scope, &kind);
    if (!value || !same_kind(draft, kind, value->kind, change.value.amount->span, "stand in one column")) return false;
    const ExprId previous = draft.add(model::Previous{}, kind);
    model::Combine same{model::Junction::all_of, 0, {}};
    for (const syntax::Possessor& possessor : change.cell.of) {
        const Entity* entity = draft.find(possessor.name.text);
        const auto& index = draft.term(id).index;
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
                           fmt::format("`{}` has no value for `{}`", change.cell.name.text, possessor.name.text))
                    .with_help("name one of those that have a cell in its column");
            return false;
        }
        const bool party = axis->type == Axis::Type::party;
        const Kind element = party ? Kind::party(axis->role) : Kind::member(axis->set);
        const ExprId here = draft.add(model::ScopeElement{*axis}, element);
        const ExprId there = party ? draft.add(model::Constant{entity->party}, element)
                                   : draft.add(model::Constant{model::Member{entity->set, entity->row}}, element);
        same.items.push_back(draft.add(model::Compare{model::CompareOp::equal, here, there}, Kind::yes_no()));
    }
    ExprId result = value->id;
    if (!same.items.empty()) {
        const ExprId condition = draft.add(std::move(same), Kind::yes_no());
        result = draft.add(model::Choose{{{condition, value->id}}, previous, true}, kind, standing.sentence->span);
    }
    add_stage(draft, id, Stage::Effect::sets, standing, result, change.from);
    check_variation_date(draft, id, standing, change.from, standing.sentence->span);
    return true;
}

bool lower_adjustment(Draft& draft, model::TermId id, Scope& scope, const StandingSentence& standing) {
    const InClause here(draft, standing.number);
    scope.adjusting = id;
    scope.stages_before = draft.term(id).stages.size();
    const auto& form = standing.sentence->form;
    const auto& definitions = draft.draft(id).definitions;
    const bool too_early = !definitions.empty() && !standing.from && !standing.number.empty() &&
                           comes_before(standing.number, definitions.front().number);
    if (too_early) {
        draft
            .error(Code::adjusts_before_definition, adjusted_term(*standing.sentence)->name.span,
                   fmt::format("`{}` is adjusted here before clause {} defines it; clauses apply in their order",
                               draft.term(id).name, draft.draft(id).clause))
            .with_help("put this clause behind the definition");
        return false;
    }
    check_variation_date(draft, id, standing, {}, standing.sentence->span);
    if (const auto* limit = std::get_if<syntax::LimitSentence>(&form))
        return adjust_limit(draft, *limit, id, scope, standing);
    if (const auto* gate = std::get_if<syntax::GateSentence>(&form))
        return adjust_gate(draft, *gate, id, scope, standing);
    if (const auto* except = std::get_if<ExceptSentence>(&form))
        return adjust_except(draft, *except, id, scope, standing);
    if (const auto* cell = std::get_if<syntax::CellChangeSentence>(&form))
        return adjust_cell(draft, *cell, id, scope, standing);
    const Kind kind = draft.term(id).kind;
    if (const auto* round = std::get_if<syntax::RoundSentence>(&form)) {
        const auto rounding = read_rounding(draft, round->rounding, kind);
        if (!rounding) return false;
        const ExprId previous = draft.add(model::Previous{}, kind);
        add_stage(draft, id, Stage::Effect::rounds, standing,
                  draft.add(model::Round{previous, *rounding}, kind, standing.sentence->span));
        return true;
    }
    if (const auto* increase = std::get_if<syntax::IncreaseSentence>(&form)) {
        add_stage(draft, id, Stage::Effect::increases, standing, increased(draft, increase->by, increase->up, kind),
                  increase->on);
        check_variation_date(draft, id, standing, increase->on, standing.sentence->span);
        return true;
    }
    if (const auto* column = std::get_if<syntax::ColumnChangeSentence>(&form)) {
        add_stage(draft, id, Stage::Effect::increases, standing, increased(draft, column->by, column->up, kind),
                  column->from);
        check_variation_date(draft, id, standing, column->from, standing.sentence->span);
        return true;
    }
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
    const auto adjustments = draft.draft(id).adjustments;
    for (const StandingSentence& standing : adjustments) {
        if (fine) fine = lower_adjustment(draft, id, making.scope, standing);
    }
    const bool has_definition =
        std::any_of(definitions.begin(), definitions.end(), [](const StandingSentence& standing) {
            return !std::holds_alternative<syntax::GivenSentence>(standing.sentence->form);
        });
    if (fine && defined && has_definition) draft.term(id).index = index_of(making.scope, making.units);
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
        if (const auto* definition = std::get_if<syntax::DefinitionSentence>(&form))
            gather_definition(draft, standing, definition->name);
        if (const auto* division = std::get_if<syntax::DivisionSentence>(&form))
            gather_definition(draft, standing, division->part);
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
}

}  // namespace concordat::check
