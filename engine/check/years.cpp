// engine/check/years.cpp · room: check
// What:  clauses that do not apply to some or for a time, clauses read with other words, and what must have an end.
// Source: findings N9 (read with), N23 (does not apply), N27 (carried), N36 (joining).
// Start: gather_years().

#include "check/years.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

namespace {

using model::Stage;
using syntax::NotApplySentence;

// ---- gathering ------------------------------------------------------------------------------------------------------

bool is_clause(Draft& draft, const syntax::Name& number) {
    if (draft.clause_ids.contains(number.text)) return true;
    draft.error(Code::unknown_clause, number.span, fmt::format("there is no clause {}", number.text))
        .with_help("refer to a clause of this agreement by its number");
    return false;
}

const syntax::Clause* clause_written(const Draft& draft, std::string_view number) {
    const auto found = std::find_if(draft.document.clauses.begin(), draft.document.clauses.end(),
                                    [&](const syntax::Clause& clause) { return clause.number == number; });
    return found == draft.document.clauses.end() ? nullptr : &*found;
}

/// The clause read again with the other words; nothing when they do not stand there exactly once.
void gather_reading(Draft& draft, const syntax::ReadWithSentence& rule, const StandingSentence& standing,
                    const syntax::Name& number) {
    if (!is_clause(draft, number)) return;
    const syntax::Clause* clause = clause_written(draft, number.text);
    if (clause == nullptr || clause->broken) return;
    const std::string_view words = draft.text.slice(clause->span);
    const std::size_t first = words.find(rule.old_words);
    const bool again =
        first != std::string_view::npos && words.find(rule.old_words, first + 1) != std::string_view::npos;
    if (first == std::string_view::npos || again) {
        draft
            .error(Code::replaced_words_not_once, rule.old_span,
                   fmt::format("\"{}\" stands {} in clause {}; the words replaced must stand there exactly once",
                               rule.old_words, again ? "more than once" : "nowhere", number.text))
            .with_help("quote as many words of the clause as make the place certain");
        return;
    }
    auto& readings = draft.years->readings[number.text];
    if (!readings.empty()) {
        draft
            .error(Code::cannot_be_left_out_of_use, number.span,
                   fmt::format("clause {} also says how clause {} is read; where both hold it would have two readings",
                               readings.front().number, number.text))
            .with_help("say both in one sentence, or write the clause with cases");
        return;
    }
    draft.years->read_clauses.push_back(
        parse::parse_changed_clause(draft.text, *clause, rule.old_words, rule.new_words, rule.old_span));
    parse::Parsed& changed = draft.years->read_clauses.back();
    draft.problems.append(std::move(changed.problems));
    if (changed.document.clauses.empty()) return;
    Reading reading{&rule, standing.number, {}};
    for (const syntax::Sentence& sentence : changed.document.clauses.front().sentences)
        reading.instead.push_back(&sentence);
    readings.push_back(std::move(reading));
}

// ---- in which cases a clause does not apply
// ---------------------------------------------------------------------------

ExprId yes_no(Draft& draft, model::ExprNode node) { return draft.add(std::move(node), Kind::yes_no()); }

/// The party in play is this one, or one of this role.
bool add_to(Draft& draft, const syntax::Name& to, const Scope& scope, std::vector<ExprId>& all) {
    const Entity* entity = draft.find(to.text);
    if (entity == nullptr) {
        report_unknown(draft, to, "a party or role of this agreement");
        return false;
    }
    if (entity->what == Entity::What::role) return true;  // each of them is asked by itself
    if (entity->what != Entity::What::party) {
        draft
            .error(Code::wrong_sort_of_name, to.span,
                   fmt::format("`{}` is {}; a clause does not apply to a party", to.text, describe(entity->what)))
            .with_help("write the name of a party, or `to a` and a role");
        return false;
    }
    const auto axis = std::find_if(scope.axes.begin(), scope.axes.end(),
                                   [](const Axis& one) { return one.type == Axis::Type::party; });
    if (axis == scope.axes.end()) {
        draft
            .error(
                Code::cannot_be_left_out_of_use, to.span,
                fmt::format("the clause is not about each party by itself; it cannot be left out of use for `{}` alone",
                            to.text))
            .with_help("let the clause begin with `For each` and the role, or leave the party out here");
        return false;
    }
    const Kind kind = Kind::party(axis->role);
    const ExprId here = draft.add(model::ScopeElement{*axis}, kind);
    const ExprId there = draft.add(model::Constant{entity->party}, kind);
    all.push_back(yes_no(draft, model::Compare{model::CompareOp::equal, here, there}));
    return true;
}

model::CompareOp compare_op(syntax::Comparator op) {
    switch (op) {
        case syntax::Comparator::at_least: return model::CompareOp::at_least;
        case syntax::Comparator::more_than: return model::CompareOp::more_than;
        case syntax::Comparator::at_most: return model::CompareOp::at_most;
        case syntax::Comparator::less_than: return model::CompareOp::less_than;
        case syntax::Comparator::is: return model::CompareOp::equal;
        case syntax::Comparator::is_not: return model::CompareOp::not_equal;
    }
    return model::CompareOp::equal;
}

/// "in a Financial Year in which it Starts after 1 April"
bool add_in_year(Draft& draft, const NotApplySentence::InYear& in_year, const Scope& scope, std::vector<ExprId>& all) {
    const auto unit = find_unit(draft, in_year.unit.text);
    if (!unit) {
        report_unknown(draft, in_year.unit, "a period");
        return false;
    }
    const Kind date_kind = Kind::date();
    const auto date = lower_reference(draft, {in_year.date, false, {}, {}}, in_year.date.span, scope, &date_kind);
    if (!date || !demand(draft, date->kind, date_kind, in_year.date.span, "the day asked about")) return false;
    const ExprId first = draft.add(model::PeriodEdge{*unit, false, {}}, date_kind);
    const ExprId last = draft.add(model::PeriodEdge{*unit, true, {}}, date_kind);
    const ExprId blank = yes_no(draft, model::IsAbsent{model::Presence::none, date->id});
    std::vector<ExprId> inside{yes_no(draft, model::Compare{model::CompareOp::at_least, date->id, first}),
                               yes_no(draft, model::Compare{model::CompareOp::at_most, date->id, last})};
    if (in_year.op) {
        // The day of that year: so many months and days after its first.
        const auto& start = draft.contract.year_start;
        const int months = (in_year.month - start.month + 12) % 12;
        const ExprId by_months = draft.add(model::Constant{exact::Ratio(months)}, Kind::number());
        const ExprId by_days = draft.add(model::Constant{exact::Ratio(in_year.day - start.day)}, Kind::number());
        const ExprId month = draft.add(model::DateShift{first, by_months, model::Span::months}, date_kind);
        const ExprId day = draft.add(model::DateShift{month, by_days, model::Span::days}, date_kind);
        inside.push_back(yes_no(draft, model::Compare{compare_op(*in_year.op), date->id, day}));
    }
    const ExprId holds = yes_no(draft, model::Combine{model::Junction::all_of, 0, std::move(inside)});
    const ExprId no = draft.add(model::Constant{false}, Kind::yes_no());
    all.push_back(yes_no(draft, model::Choose{{{blank, no}}, holds, true}));
    return true;
}

bool add_times(Draft& draft, const NotApplySentence& rule, const Scope& scope, std::vector<ExprId>& all) {
    std::vector<ExprId> any;
    for (const auto& time : rule.times) {
        const auto first = calendar::read_period(time.first, draft.contract.year_start);
        const auto last = calendar::read_period(time.last, draft.contract.year_start);
        if (!first || !last) {
            draft.error(Code::not_a_period, time.span, "this is no period of this agreement's years")
                .with_help("write for example `for July 2026`, or `for 2026/27 Q2`");
            return false;
        }
        if (!lies_in_agreement(draft, {first->first(), last->last()}, draft.text.slice(time.span), time.span))
            return false;
        const auto unit = first->unit();
        if (scope.units_used != nullptr) scope.units_used->insert(unit);
        const ExprId here = draft.add(model::PeriodEdge{unit, true, {}}, Kind::date());
        const ExprId from = draft.add(model::Constant{first->first()}, Kind::date());
        const ExprId to = draft.add(model::Constant{last->last()}, Kind::date());
        any.push_back(
            yes_no(draft, model::Combine{model::Junction::all_of,
                                         0,
                                         {yes_no(draft, model::Compare{model::CompareOp::at_least, here, from}),
                                          yes_no(draft, model::Compare{model::CompareOp::at_most, here, to})}}));
    }
    if (!any.empty()) all.push_back(yes_no(draft, model::Combine{model::Junction::any_of, 0, std::move(any)}));
    return true;
}

std::optional<ExprId> condition_of_rule(Draft& draft, const SwitchedOff& off, const Scope& scope) {
    const InClause here(draft, off.number);
    Scope inner = scope;
    inner.adjusting.reset();
    std::vector<ExprId> all;
    if (off.rule->condition != nullptr) {
        const auto condition = lower_condition(draft, *off.rule->condition, inner);
        if (!condition) return std::nullopt;
        all.push_back(condition->id);
    }
    if (off.rule->to && !add_to(draft, *off.rule->to, inner, all)) return std::nullopt;
    if (off.rule->in_year && !add_in_year(draft, *off.rule->in_year, inner, all)) return std::nullopt;
    if (!add_times(draft, *off.rule, inner, all)) return std::nullopt;
    if (all.empty()) {
        draft
            .error(Code::cannot_be_left_out_of_use, off.rule->span,
                   "this takes the clause out of use for everyone and for all time")
            .with_help("say for whom, for when or in which case; or take the clause out");
        return std::nullopt;
    }
    return yes_no(draft, model::Combine{model::Junction::all_of, 0, std::move(all)});
}

/// An amount given by a clause that does not apply is nothing; a price, rate or weight cannot be nothing.
bool can_be_nothing(const Kind& kind) {
    return kind.is_money() || (kind.base == model::KindBase::amount && kind.unit.is_pure() && !kind.is_percentage());
}

bool switch_off(Draft& draft, model::TermId id, const StandingSentence& standing, const Scope& scope,
                std::size_t before) {
    bool fine = true;
    const auto off = off_condition(draft, standing.number, scope, fine);
    if (!off) return fine;
    auto& stages = draft.contract.terms[id.index()].stages;
    for (std::size_t i = before; i < stages.size(); ++i) {
        Stage& stage = stages[i];
        draft.years->applied.insert("off " + standing.number);
        const Kind kind = draft.term(id).kind;
        const bool defines = stage.effect == Stage::Effect::defines;
        if (defines && !can_be_nothing(kind)) {
            const SwitchedOff& rule = draft.years->off.find(standing.number)->second.front();
            const InClause here(draft, rule.number);
            draft
                .error(
                    Code::cannot_be_left_out_of_use, rule.rule->span,
                    fmt::format("clause {} gives `{}`, which is {}: a price, rate or weight cannot be left out of use",
                                standing.number, draft.term(id).name, describe(kind)))
                .with_help(fmt::format("give it a value: `If C, {} is ...`", draft.term(id).name));
            return false;
        }
        const ExprId instead =
            defines ? draft.add(model::Constant{exact::Ratio(0)}, kind) : draft.add(model::Previous{}, kind);
        const ExprId value =
            draft.add(model::Choose{{{*off, instead}}, stage.value, true}, kind, standing.sentence->span);
        draft.contract.terms[id.index()].stages[i].value = value;
    }
    return true;
}

bool read_otherwise(Draft& draft, model::TermId id, const StandingSentence& standing, const Scope& scope,
                    std::size_t before, const std::function<bool(const StandingSentence&)>& lower_again) {
    const auto readings = draft.years->readings.find(standing.number);
    if (readings == draft.years->readings.end() || draft.years->reading) return true;
    for (const Reading& reading : readings->second) {
        const syntax::Sentence* instead = instead_of(draft, standing, reading);
        if (instead == nullptr) continue;
        const std::size_t written = draft.term(id).stages.size() - before;
        StandingSentence other = standing;
        other.sentence = instead;
        draft.years->reading = true;
        const bool fine = lower_again(other);
        draft.years->reading = false;
        auto& stages = draft.contract.terms[id.index()].stages;
        if (!fine || stages.size() != before + 2 * written) return false;
        Scope inner = scope;
        inner.adjusting.reset();
        const InClause here(draft, reading.number);
        const auto condition = lower_condition(draft, *reading.rule->condition, inner);
        if (!condition) return false;
        if (written > 0) draft.years->applied.insert("read " + standing.number);
        for (std::size_t i = 0; i < written; ++i) {
            const ExprId read = draft.term(id).stages[before + written + i].value;
            const ExprId plain = draft.term(id).stages[before + i].value;
            const ExprId value = draft.add(model::Choose{{{condition->id, read}}, plain, true}, draft.term(id).kind,
                                           standing.sentence->span);
            draft.contract.terms[id.index()].stages[before + i].value = value;
        }
        draft.contract.terms[id.index()].stages.resize(before + written);
    }
    return true;
}

// ---- what is carried has an end
// ---------------------------------------------------------------------------------------

/// Whether an amount names a term.
bool names_term(const Draft& draft, ExprId id, model::TermId wanted, int depth = 0);

struct NamesTerm {
    const Draft& draft;
    model::TermId wanted;
    int depth;
    [[nodiscard]] bool in(ExprId id) const { return id.is_set() && names_term(draft, id, wanted, depth + 1); }

    bool operator()(const model::TermRef& node) const { return node.term == wanted; }
    bool operator()(const model::Arithmetic& node) const { return in(node.left) || in(node.right); }
    bool operator()(const model::Round& node) const { return in(node.of); }
    bool operator()(const model::Negate& node) const { return in(node.of); }
    bool operator()(const model::Limit& node) const { return in(node.of); }
    bool operator()(const model::Excess& node) const { return in(node.of) || in(node.above); }
    bool operator()(const model::Choose& node) const {
        return in(node.otherwise) ||
               std::any_of(node.cases.begin(), node.cases.end(), [&](const auto& one) { return in(one.result); });
    }
    template <class Other>
    bool operator()(const Other&) const {
        return false;
    }
};

bool names_term(const Draft& draft, ExprId id, model::TermId wanted, int depth) {
    if (depth > 40) return false;
    return std::visit(NamesTerm{draft, wanted, depth}, draft.expression(id).node);
}

const syntax::PaymentSentence* payment_at_end(const StandingSentence& standing) {
    const auto* payment = std::get_if<syntax::PaymentSentence>(&standing.sentence->form);
    return payment != nullptr && payment->at_end_of_agreement ? payment : nullptr;
}

/// Paid, or said to lapse, at the end of the agreement.
bool has_end(const Draft& draft, const std::string& name, model::TermId term) {
    for (const StandingSentence& standing : draft.sentences) {
        const syntax::PaymentSentence* payment = payment_at_end(standing);
        if (payment == nullptr) continue;
        const bool lapses = std::any_of(payment->lapses.begin(), payment->lapses.end(),
                                        [&](const syntax::Name& one) { return one.text == name; });
        if (lapses) return true;
        for (const model::Payment& made : draft.contract.payments) {
            if (made.clause == standing.clause && names_term(draft, made.amount, term)) return true;
        }
    }
    return false;
}

void check_carried(Draft& draft, const std::string& name, Span at) {
    const Entity* entity = draft.find(name);
    if (entity == nullptr || entity->what != Entity::What::term) return;
    const InClause here(draft, draft.draft(entity->term).clause);
    const auto& brought = draft.years->brought;
    const bool used = std::any_of(brought.begin(), brought.end(),
                                  [&](const BroughtForward& one) { return one.from == entity->term; });
    const bool broken =
        draft.draft(entity->term).state != TermDraft::State::done || !draft.document.names_of_broken_sentences.empty();
    if (broken) return;
    if (!used) {
        draft
            .error(Code::carried_without_end, at,
                   fmt::format("`{}` is carried forward, and no clause brings it forward", name))
            .with_help(fmt::format("add `\"{} Brought Forward\" means the {} carried forward from the Financial Year "
                                   "before; there is none in` and the first year",
                                   name, name));
        return;
    }
    if (has_end(draft, name, entity->term)) return;
    draft
        .error(
            Code::carried_without_end, at,
            fmt::format(
                "`{}` is carried forward, and nothing says what becomes of the last one when the agreement ends", name))
        .with_help(
            fmt::format("write `At the end of this agreement P shall pay to Q its {}`, or end that sentence with `, "
                        "and every {} lapses`",
                        name, name));
}

void check_used_once(Draft& draft, const syntax::UsedOnceSentence& sentence, const StandingSentence& standing) {
    const Entity* in = expect(draft, sentence.in, Entity::What::term);
    if (in == nullptr) return;
    std::vector<syntax::Name> names = sentence.names;
    for (const StandingSentence& other : draft.sentences) {
        const auto* brought = std::get_if<syntax::BroughtForwardSentence>(&other.sentence->form);
        const bool they = sentence.names.empty() && brought != nullptr && other.number == standing.number;
        if (they) names.insert(names.end(), brought->names.begin(), brought->names.end());
    }
    for (const syntax::Name& name : names) {
        const Entity* entity = draft.find(name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const auto& stages = draft.term(in->term).stages;
        const bool there = std::any_of(stages.begin(), stages.end(), [&](const Stage& stage) {
            return names_term(draft, stage.value, entity->term);
        });
        if (there || draft.draft(in->term).state != TermDraft::State::done) continue;
        draft
            .error(Code::carried_without_end, sentence.in.span,
                   fmt::format("`{}` is said to be used in `{}`, which does not name it", name.text, sentence.in.text))
            .with_help(fmt::format("add or take off `{}` where `{}` is defined", name.text, sentence.in.text));
    }
}

void report_idle(Draft& draft, const std::string& rule_clause, Span at, const std::string& number, bool off) {
    const InClause here(draft, rule_clause);
    draft
        .error(Code::cannot_be_left_out_of_use, at,
               fmt::format("nothing in clause {} can be {}: it gives, adjusts or pays no amount by itself", number,
                           off ? "left out of use" : "read with other words"))
        .with_help(off ? "name a clause that gives an amount, adjusts one or pays one; among cases, add a case"
                       : "name a clause that gives an amount, adjusts one, decides cases or pays");
}

/// A rule about a clause in which it found nothing to work on would be text without effect.
void check_applied(Draft& draft) {
    if (!draft.document.names_of_broken_sentences.empty() || draft.problems.has_errors()) return;
    for (const auto& [number, rules] : draft.years->off) {
        if (!draft.years->applied.contains("off " + number))
            report_idle(draft, rules.front().number, rules.front().rule->span, number, true);
    }
    for (const auto& [number, readings] : draft.years->readings) {
        if (readings.empty() || draft.years->applied.contains("read " + number)) continue;
        report_idle(draft, readings.front().number, readings.front().rule->old_span, number, false);
    }
}

}  // namespace

const syntax::Sentence* instead_of(const Draft& draft, const StandingSentence& standing, const Reading& reading) {
    const syntax::Clause* clause = clause_written(draft, standing.number);
    if (clause == nullptr) return nullptr;
    for (std::size_t i = 0; i < clause->sentences.size() && i < reading.instead.size(); ++i) {
        if (&clause->sentences[i] == standing.sentence) return reading.instead[i];
    }
    return nullptr;
}

std::optional<ExprId> off_condition(Draft& draft, std::string_view number, const Scope& scope, bool& fine) {
    const auto found = draft.years->off.find(number);
    if (found == draft.years->off.end()) return std::nullopt;
    std::vector<ExprId> any;
    for (const SwitchedOff& off : found->second) {
        const auto condition = condition_of_rule(draft, off, scope);
        if (condition) any.push_back(*condition);
        fine = fine && condition.has_value();
    }
    if (any.empty()) return std::nullopt;
    if (any.size() == 1) return any.front();
    return yes_no(draft, model::Combine{model::Junction::any_of, 0, std::move(any)});
}

bool apply_year_rules(Draft& draft, model::TermId id, const StandingSentence& standing, const Scope& scope,
                      std::size_t before, const std::function<bool(const StandingSentence&)>& lower_again) {
    if (standing.number.empty() || draft.years->reading) return true;
    if (!read_otherwise(draft, id, standing, scope, before, lower_again)) return false;
    return switch_off(draft, id, standing, scope, before);
}

std::optional<ExprId> apply_year_rules_to_payment(
    Draft& draft, ExprId amount, const StandingSentence& standing, const Scope& scope,
    const std::function<MaybeLowered(const syntax::PaymentSentence&)>& lower_again) {
    if (standing.number.empty()) return amount;
    const auto readings = draft.years->readings.find(standing.number);
    if (readings != draft.years->readings.end()) {
        const Reading& reading = readings->second.front();
        const syntax::Sentence* instead = instead_of(draft, standing, reading);
        const auto* payment = instead == nullptr ? nullptr : std::get_if<syntax::PaymentSentence>(&instead->form);
        if (payment != nullptr) {
            const auto read = lower_again(*payment);
            const InClause here(draft, reading.number);
            const auto condition = lower_condition(draft, *reading.rule->condition, scope);
            if (!read || !condition) return std::nullopt;
            draft.years->applied.insert("read " + standing.number);
            amount = draft.add(model::Choose{{{condition->id, read->id}}, amount, true}, Kind::money(),
                               standing.sentence->span);
        }
    }
    bool fine = true;
    const auto off = off_condition(draft, standing.number, scope, fine);
    if (!fine) return std::nullopt;
    if (!off) return amount;
    draft.years->applied.insert("off " + standing.number);
    const std::string words = fmt::format("clause {} does not apply", standing.number);
    const ExprId not_due = draft.add(model::Constant{model::NotApplicable{words}}, Kind::money());
    return draft.add(model::Choose{{{*off, not_due}}, amount, true}, Kind::money(), standing.sentence->span);
}

void gather_years(Draft& draft) {
    draft.years = std::make_shared<YearRules>();
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* rule = std::get_if<syntax::ReadWithSentence>(&standing.sentence->form)) {
            for (const syntax::Name& number : rule->clauses) gather_reading(draft, *rule, standing, number);
        }
        if (const auto* rule = std::get_if<NotApplySentence>(&standing.sentence->form)) {
            for (const syntax::Name& number : rule->clauses) {
                if (is_clause(draft, number)) draft.years->off[number.text].push_back({rule, standing.number});
            }
        }
    }
    gather_settings(draft);
}

void check_years(Draft& draft) {
    check_foreseen(draft);
    check_applied(draft);
    for (const auto& [name, at] : draft.years->carried) check_carried(draft, name, at);
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* used = std::get_if<syntax::UsedOnceSentence>(&standing.sentence->form))
            check_used_once(draft, *used, standing);
    }
}

}  // namespace concordat::check
