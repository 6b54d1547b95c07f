// engine/check/limit_spans.cpp · room: check
// What:  see limit_spans.h.
// How:   within a total to date, an amount is what the limit leaves of the total to this period, less what it left of
//        the total to the period before.

#include "check/limit_spans.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/once.h"

namespace concordat::check {

namespace {

using model::ArithmeticOp;
using syntax::PeriodPhrase;

std::optional<calendar::PeriodUnit> own_unit(const Draft& draft, model::TermId id) {
    for (const Axis& axis : draft.contract.term(id).index)
        if (axis.type == Axis::Type::period) return axis.unit;
    return std::nullopt;
}

/// The term itself, a share of it, or a sum that it stands in.
bool is_part_of_sum(const syntax::Amount& amount, const std::string& name) {
    if (const auto* used = std::get_if<syntax::ReferenceAmount>(&amount.node)) return used->reference.name.text == name;
    const auto* binary = std::get_if<syntax::Binary>(&amount.node);
    return binary != nullptr && (is_part_of_sum(*binary->left, name) || is_part_of_sum(*binary->right, name));
}

/// A clause pays it, a share of it, or a sum with it, for each of its periods, and what is due is the total to date
/// less what was paid.
bool is_paid_to_date(const Draft& draft, const std::string& name, calendar::PeriodUnit unit) {
    if (draft.contract.each_period_on_its_own || unit >= calendar::PeriodUnit::year) return false;
    return std::any_of(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
        const auto* payment = std::get_if<syntax::PaymentSentence>(&standing.sentence->form);
        if (payment == nullptr || payment->amount == nullptr || payment->on_its_own || payment->balance ||
            payment->instalments || payment->following)
            return false;
        return is_part_of_sum(*payment->amount, name);
    });
}

ExprId within_to_date(Draft& draft, const syntax::LimitSentence& limit, model::TermId id, ExprId at, const Scope& scope,
                      calendar::PeriodUnit unit, std::optional<calendar::PeriodUnit> within, Span span) {
    const Kind kind = draft.contract.term(id).kind;
    model::Aggregate so_far;
    so_far.op = model::AggregateOp::total;
    so_far.over = {{Axis::Type::period, {}, {}, {}, unit}};
    so_far.range =
        within ? model::PeriodRange{model::PeriodRange::Kind::unit_to_date, *within, 0, 0} : to_date_range(draft);
    so_far.of = draft.add(model::TermRef{id, {}, scope.stages_before - 1}, kind);
    const ExprId total = draft.add(std::move(so_far), kind, span);
    draft.contract.expressions[total.index()].words =
        fmt::format("the total of {} to date", draft.contract.term(id).name);
    const ExprId own = draft.add(model::Previous{}, kind);
    const ExprId before = draft.add(model::Arithmetic{ArithmeticOp::subtract, total, own, {}, {}}, kind);
    const ExprId kept = draft.add(model::Limit{total, {{limit.upper, at}}}, kind);
    const ExprId kept_before = draft.add(model::Limit{before, {{limit.upper, at}}}, kind);
    const ExprId rest = draft.add(model::Arithmetic{ArithmeticOp::subtract, kept, kept_before, {}, {}}, kind, span);
    if (limit.upper) return rest;
    // A guarantee: nothing was paid before the first period.
    const ExprId here = draft.add(model::PeriodEdge{unit, false, {}}, Kind::date());
    const ExprId starts =
        draft.add(model::PeriodEdge{within.value_or(calendar::PeriodUnit::year), false, {}}, Kind::date());
    const ExprId first = draft.add(model::Constant{draft.contract.in_force.first}, Kind::date());
    const ExprId later = draft.add(model::Extreme{true, {starts, first}}, Kind::date());
    const ExprId is_first = draft.add(model::Compare{model::CompareOp::at_most, here, later}, Kind::yes_no());
    return draft.add(model::Choose{{{is_first, kept}}, rest, true}, kind, span);
}

}  // namespace

bool is_growth_of_total(const Draft& draft, const model::Arithmetic& node) {
    const auto limit_in = [&](ExprId id) { return std::get_if<model::Limit>(&draft.expression(id).node); };
    const model::Limit* now = node.op == ArithmeticOp::subtract ? limit_in(node.left) : nullptr;
    const model::Limit* before = now != nullptr ? limit_in(node.right) : nullptr;
    if (before == nullptr) return false;
    const auto* without_own = std::get_if<model::Arithmetic>(&draft.expression(before->of).node);
    return without_own != nullptr && without_own->op == ArithmeticOp::subtract && without_own->left == now->of;
}

namespace {

/// The longer period that the words name, when they name one; `wrong` where they name none that fits.
struct Stretch {
    bool own = true, wrong = false;
    std::optional<calendar::PeriodUnit> within;
};
Stretch stretch_of(Draft& draft, const PeriodPhrase& phrase, calendar::PeriodUnit own) {
    if (phrase.type == PeriodPhrase::Type::to_date) return {false, false, {}};
    const bool named = phrase.type == PeriodPhrase::Type::named_unit || phrase.type == PeriodPhrase::Type::unit_to_date;
    const auto unit = named ? find_unit(draft, phrase.unit.text) : std::nullopt;
    if (!unit || *unit < own) return {false, true, {}};
    return {*unit == own, false, *unit};
}

}  // namespace

std::optional<ExprId> limited(Draft& draft, const syntax::LimitSentence& limit, model::TermId id, ExprId at,
                              const Scope& scope, Span span) {
    const Kind kind = draft.contract.term(id).kind;
    const std::string name = draft.contract.term(id).name;
    const auto unit = own_unit(draft, id);
    const ExprId plain = draft.add(model::Limit{draft.add(model::Previous{}, kind), {{limit.upper, at}}}, kind, span);
    const bool runs_on = scope.stages_before > 0 && runs(draft, draft.add(model::TermRef{id, {}, {}}, kind));
    if (!limit.period) {
        if (!unit || runs_on || !is_paid_to_date(draft, name, *unit)) return plain;
        const std::string words(draft.text.slice(limit.at->span));
        const std::string period(calendar::unit_name(*unit));
        draft
            .error(Code::limit_span_unsaid, limit.at->span,
                   fmt::format(
                       "`{}` is paid to date, so the limit can be one for each {}, or one for all of them together",
                       name, period))
            .with_help(fmt::format(
                "write `{0} {1} {2}, for each {3}.`, or `{0} {1} {2}, for the {4} to date.`", name,
                limit.upper ? "shall not exceed" : "shall not be less than", words, period,
                draft.contract.settles == calendar::PeriodUnit::year ? draft.contract.period_name : "Financial Year"));
        return std::nullopt;
    }
    const Stretch stretch = unit ? stretch_of(draft, *limit.period, *unit) : Stretch{};
    if (stretch.wrong) {
        draft
            .error(
                Code::no_one_period, limit.period->span,
                fmt::format("`{}` is worked out for each {}, and a limit is for each of these or for a longer period",
                            name, calendar::unit_name(*unit)))
            .with_help(
                fmt::format("write `for each {}`, or `for the Financial Year to date`", calendar::unit_name(*unit)));
        return std::nullopt;
    }
    if (!unit || stretch.own || runs_on || draft.contract.term(id).stages.empty()) return plain;
    return within_to_date(draft, limit, id, at, scope, *unit, stretch.within, span);
}

namespace {

/// The change on that day says how a total is worked out: separately, or the whole year with the new words. Then the
/// factor is one and the same in all that is added up, and both readings give the same.
bool is_split(const Draft& draft, model::TermId id, calendar::Date day, bool one_year) {
    return std::any_of(draft.changes.begin(), draft.changes.end(), [&](const Draft::ChangeOnDay& change) {
        if (change.term != id || change.day != day || !change.said) return false;
        if (change.said->type == syntax::ChangeSpan::Type::separately) return true;
        return one_year && find_unit(draft, change.said->unit.text) == calendar::PeriodUnit::year;
    });
}

/// Whether it may be another one in each period that the total adds up: one of each year is the same all through a
/// year.
bool may_change(const Draft& draft, ExprId id, bool one_year, int depth = 0) {
    if (!id.is_set() || depth > 40) return false;
    const auto& node = draft.expression(id).node;
    if (const auto* used = std::get_if<model::TermRef>(&node)) {
        const model::Term& term = draft.contract.term(used->term);
        return std::any_of(term.index.begin(), term.index.end(),
                           [&](const Axis& axis) {
                               return axis.type == Axis::Type::period &&
                                      !(one_year && axis.unit == calendar::PeriodUnit::year);
                           }) ||
               std::any_of(term.stages.begin(), term.stages.end(), [&](const model::Stage& stage) {
                   return (stage.from && !is_split(draft, used->term, *stage.from, one_year)) ||
                          (stage.until && !is_split(draft, used->term, *stage.until, one_year));
               });
    }
    if (const auto* sum = std::get_if<model::Arithmetic>(&node))
        return may_change(draft, sum->left, one_year, depth + 1) || may_change(draft, sum->right, one_year, depth + 1);
    return std::holds_alternative<model::Aggregate>(node) || std::holds_alternative<model::LookUp>(node);
}

/// A total to date that stands without brackets.
bool is_bare_running(const Draft& draft, const syntax::Amount& written, ExprId lowered) {
    const auto words = draft.text.slice(written.span);
    const auto* aggregate = std::get_if<model::Aggregate>(&draft.expression(lowered).node);
    if (aggregate == nullptr || words.starts_with('(')) return false;
    const bool said = words.ends_with("to date");
    return said && runs(draft, lowered);
}

// ---- bands, and limits behind an amount ----------------------------------------------------------------------------

/// What of a definition treats a small and a large amount differently, and the amount that it is about.
struct Bending {
    Span span;
    std::string_view what;
    const syntax::Amount* of = nullptr;
};

std::optional<Bending> limit_in(const std::vector<syntax::Tail>& tails, const syntax::Amount* of) {
    for (const syntax::Tail& tail : tails)
        if (tail.limit != nullptr) return Bending{tail.span, "limit", of};
    return std::nullopt;
}

std::optional<Bending> bending_in(const syntax::DefinitionSentence& definition) {
    if (const auto* banded = std::get_if<syntax::Banded>(&definition.body))
        return Bending{banded->of->span, "bands", banded->of.get()};
    if (const auto* tailed = std::get_if<syntax::TailedAmount>(&definition.body))
        return limit_in(tailed->tails, tailed->amount.get());
    return std::nullopt;
}

/// `For each Month, ...`, `..., for each Month`, or `Value for the Month` where the amount is named.
bool says_its_period(const Draft& draft, const syntax::DefinitionSentence& definition, const Bending& bending) {
    if (definition.period) return true;
    const auto* named = std::get_if<syntax::ReferenceAmount>(&bending.of->node);
    if (named != nullptr && named->reference.period) return true;
    return definition.for_each &&
           std::any_of(definition.for_each->names.begin(), definition.for_each->names.end(),
                       [&](const syntax::Name& name) { return find_unit(draft, name.text).has_value(); });
}

void ask_for_band_span(Draft& draft, const syntax::DefinitionSentence& definition, const Bending& bending,
                       calendar::PeriodUnit unit) {
    const std::string period(calendar::unit_name(unit));
    const std::string name = definition.name.text;
    std::string each = "For each ";
    if (definition.for_each)
        for (const syntax::Name& one : definition.for_each->names) each += one.text + " and ";
    const auto* named = std::get_if<syntax::ReferenceAmount>(&bending.of->node);
    const std::string words = folded_words(draft.text.slice(bending.of->span));
    const std::string total = named != nullptr ? "Total " + named->reference.name.text : "Total to Date";
    draft
        .error(Code::band_span_unsaid, bending.span,
               fmt::format("`{}` is paid to date, so the {} can be for each {} by itself, or for all of them together",
                           name, bending.what, period))
        .with_help(fmt::format("for each by itself, begin with `{}{}, \"{}\" means ...`; for all together, define "
                               "`\"{}\" means the total of {} for the Financial Year to date`, name that here, and pay "
                               "`the balance of {}`",
                               each, period, name, total, named != nullptr ? words : "(" + words + ")", name));
}

}  // namespace

void ask_for_band_spans(Draft& draft) {
    for (std::size_t index = 0; index < draft.sentences.size(); ++index) {
        const StandingSentence standing = draft.sentences[index];
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
        const auto bending = definition != nullptr ? bending_in(*definition) : std::nullopt;
        const Entity* entity = bending ? draft.find(definition->name.text) : nullptr;
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const auto unit = own_unit(draft, entity->term);
        if (!unit || !is_paid_to_date(draft, definition->name.text, *unit)) continue;
        if (says_its_period(draft, *definition, *bending)) continue;
        const ExprId whole = draft.add(model::TermRef{entity->term, {}, {}}, draft.contract.term(entity->term).kind);
        if (runs(draft, whole)) continue;
        const InClause here(draft, standing.number);
        ask_for_band_span(draft, *definition, *bending, *unit);
    }
}

bool says_which_factor(Draft& draft, const syntax::Binary& product, const Lowered& left, const Lowered& right) {
    for (const bool turned : {false, true}) {
        const syntax::Amount& total = turned ? *product.left : *product.right;
        const syntax::Amount& factor = turned ? *product.right : *product.left;
        if (!is_bare_running(draft, total, turned ? left.id : right.id)) continue;
        const auto* running = std::get_if<model::Aggregate>(&draft.expression(turned ? left.id : right.id).node);
        const bool one_year = running != nullptr && running->range.kind == model::PeriodRange::Kind::unit_to_date;
        if (!may_change(draft, turned ? right.id : left.id, one_year)) continue;
        const std::string words(draft.text.slice(total.span));
        const std::string by(draft.text.slice(factor.span));
        const auto* aggregate = std::get_if<syntax::Aggregate>(&total.node);
        const std::string of(aggregate != nullptr && aggregate->of != nullptr ? draft.text.slice(aggregate->of->span)
                                                                              : "X");
        draft
            .error(Code::factor_to_date_unsaid, factor.span,
                   fmt::format(
                       "`{}` may be another one in each period: this period's can be meant for the whole total, or "
                       "each period's own for its part of it",
                       by))
            .with_help(
                fmt::format("write `{} times ({})`, or `the total of ({} times {}) to date`", by, words, by, of));
        return false;
    }
    return true;
}

}  // namespace concordat::check
