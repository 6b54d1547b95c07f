// engine/check/parts.cpp · room: check
// What:  an amount in equal parts, one for each Month; a test on a named day that decides some months; amounts of a
//        party that joins or leaves inside a year.
// Source: findings N12 (instalments), N36 (joining), N47 (a test on a named day).

#include <algorithm>

#include <fmt/format.h>

#include "check/years.h"

namespace concordat::check {

namespace {

using calendar::PeriodUnit;
using model::ArithmeticOp;
using model::CompareOp;

ExprId number(Draft& draft, std::int64_t value) {
    return draft.add(model::Constant{exact::Ratio(value)}, Kind::number());
}
ExprId edge(Draft& draft, PeriodUnit unit, bool last) {
    return draft.add(model::PeriodEdge{unit, last, {}}, Kind::date());
}
ExprId compare(Draft& draft, CompareOp op, ExprId left, ExprId right) {
    return draft.add(model::Compare{op, left, right}, Kind::yes_no());
}
ExprId every_one_of(Draft& draft, std::vector<ExprId> items) {
    return draft.add(model::Combine{model::Junction::all_of, 0, std::move(items)}, Kind::yes_no());
}

// ---- months by name -------------------------------------------------------------------------------------------------

/// How many months after the first of the year: 0 to 11.
int months_into_year(const Draft& draft, int month) { return (month - draft.contract.year_start.month + 12) % 12; }

ExprId month_begins(Draft& draft, int months_in) {
    const ExprId start = edge(draft, PeriodUnit::year, false);
    return draft.add(model::DateShift{start, number(draft, months_in), model::Span::months}, Kind::date());
}

/// The scope's month is one of these.
ExprId in_months(Draft& draft, const MonthsNamed& months) {
    const ExprId end = edge(draft, PeriodUnit::month, true);
    const ExprId after_first =
        compare(draft, CompareOp::at_least, end, month_begins(draft, months_into_year(draft, months.first)));
    const ExprId before_last =
        compare(draft, CompareOp::less_than, end, month_begins(draft, months_into_year(draft, months.last) + 1));
    return every_one_of(draft, {after_first, before_last});
}

}  // namespace

MaybeLowered lower_in_months(Draft& draft, const syntax::InMonths& months, Span span, const Scope& scope) {
    if (scope.units_used != nullptr) scope.units_used->insert(PeriodUnit::month);
    std::vector<ExprId> any;
    for (const int month : months.months) any.push_back(in_months(draft, {month, month, span}));
    return made(draft, model::Combine{model::Junction::any_of, 0, std::move(any)}, Kind::yes_no(), span);
}

namespace {

int count_of(const Draft& draft, const MonthsNamed& months) {
    return months_into_year(draft, months.last) - months_into_year(draft, months.first) + 1;
}

// ---- who is in force when -------------------------------------------------------------------------------------------

/// The date that an attribute of this name gives for the party in play; nothing where the agreement has none.
std::optional<ExprId> date_of_party(Draft& draft, std::string_view name, const Scope& scope) {
    const Entity* entity = draft.find(name);
    if (entity == nullptr || entity->what != Entity::What::term) return std::nullopt;
    if (draft.term(entity->term).kind.base != model::KindBase::date) return std::nullopt;
    const auto date = lower_reference(draft, {{std::string(name), {}}, false, {}, {}}, {}, scope, nullptr);
    return date ? std::optional(date->id) : std::nullopt;
}

/// A blank date sets no bound.
ExprId unless_blank(Draft& draft, ExprId date, ExprId holds) {
    const ExprId blank = draft.add(model::IsAbsent{model::Presence::none, date}, Kind::yes_no());
    const ExprId yes = draft.add(model::Constant{true}, Kind::yes_no());
    return draft.add(model::Choose{{{blank, yes}}, holds, true}, Kind::yes_no());
}

/// The party is in force on a day of the scope's period of this unit.
std::optional<ExprId> in_force(Draft& draft, PeriodUnit unit, const Scope& scope, Span span) {
    std::vector<ExprId> holds;
    if (const auto starts = date_of_party(draft, "Starts", scope))
        holds.push_back(
            unless_blank(draft, *starts, compare(draft, CompareOp::at_most, *starts, edge(draft, unit, true))));
    if (const auto ends = date_of_party(draft, "Ends", scope))
        holds.push_back(
            unless_blank(draft, *ends, compare(draft, CompareOp::at_least, *ends, edge(draft, unit, false))));
    if (!holds.empty()) return every_one_of(draft, std::move(holds));
    draft
        .error(Code::months_do_not_fit, span,
               "nothing says when a party is in force: the Parties table has neither a column `Starts` nor `Ends`")
        .with_help("add a column `Starts` with the first day of each, or take `in which ... is in force` out");
    return std::nullopt;
}

// ---- parts ----------------------------------------------------------------------------------------------------------

struct Cutting {
    ExprId whole, count, is_last;
    bool nearest = false;
    Kind kind;
};

/// Each is the whole divided by their number, rounded; the last is the whole less the others.
ExprId part(Draft& draft, const Cutting& cut, Span span) {
    exact::Ratio step = 1;
    for (int i = 0; i < draft.contract.currency.minor_digits; ++i) step /= 10;
    const auto way = cut.nearest ? exact::RoundingMode::half_up : exact::RoundingMode::down;
    const ExprId exact_part =
        draft.add(model::Arithmetic{ArithmeticOp::divide, cut.whole, cut.count, {}, {}}, cut.kind);
    const ExprId each = draft.add(model::Round{exact_part, {step, way}}, cut.kind, span);
    const ExprId others_number =
        draft.add(model::Arithmetic{ArithmeticOp::subtract, cut.count, number(draft, 1), {}, {}}, Kind::number());
    const ExprId others = draft.add(model::Arithmetic{ArithmeticOp::multiply, each, others_number, {}, {}}, cut.kind);
    const ExprId last = draft.add(model::Arithmetic{ArithmeticOp::subtract, cut.whole, others, {}, {}}, cut.kind);
    // The whole is in coins, so this rounds nothing; it tells the payments that no part of a penny is left.
    const ExprId last_part = draft.add(model::Round{last, {step, exact::RoundingMode::half_up}}, cut.kind, span);
    return draft.add(model::Choose{{{cut.is_last, last_part}}, each, true}, cut.kind, span);
}

/// The whole in coins: rounded by the agreement's own rule where it can have a part of a penny.
MaybeLowered whole_in_coins(Draft& draft, const Lowered& whole, Span span) {
    if (!demand(draft, whole.kind, Kind::money(), span, "what is cut into parts")) return std::nullopt;
    if (!can_have_fraction(draft, whole.id)) return whole;
    if (draft.contract.payment_rounding)
        return made(draft, model::Round{whole.id, *draft.contract.payment_rounding}, whole.kind, span);
    const std::string coin = draft.contract.currency.minor_word;
    draft
        .error(Code::payment_unrounded, span,
               fmt::format("what is cut into parts can come to a fraction of a {}, and nothing says how it is rounded",
                           coin))
        .with_help(fmt::format("write `, rounded to the nearest {}, half up,` before `in equal parts`", coin));
    return std::nullopt;
}

MaybeLowered parts_by_period(Draft& draft, const Lowered& whole, const syntax::EqualParts& parts, Scope& scope) {
    const auto unit = find_unit(draft, parts.unit->text);
    const auto of = parts.of_period ? find_unit(draft, parts.of_period->text) : std::optional(PeriodUnit::year);
    if (!unit) report_unknown(draft, *parts.unit, "a period");
    if (!of) report_unknown(draft, *parts.of_period, "a period");
    if (!unit || !of) return std::nullopt;
    if (*of <= *unit) {
        draft
            .error(Code::months_do_not_fit, parts.span,
                   fmt::format("a {} is not made of {}s", calendar::unit_name(*of), calendar::unit_name(*unit)))
            .with_help("write for example `one for each Month of the Financial Year`");
        return std::nullopt;
    }
    const bool finer = scope.units_used != nullptr && !scope.units_used->empty() && *scope.units_used->begin() < *of;
    if (finer) {
        draft
            .error(
                Code::months_do_not_fit, parts.span,
                fmt::format("what is cut here has a value for each {}; parts are cut from one amount for the whole {}",
                            calendar::unit_name(*scope.units_used->begin()), calendar::unit_name(*of)))
            .with_help(fmt::format("take its total for the {} first", calendar::unit_name(*of)));
        return std::nullopt;
    }
    const Axis axis{Axis::Type::period, {}, {}, {}, *unit};
    model::Aggregate counted;
    counted.op = model::AggregateOp::number;
    counted.over = {axis};
    counted.range.kind = model::PeriodRange::Kind::unit_of_scope;
    counted.range.unit = *of;
    model::Aggregate latest = counted;
    latest.op = model::AggregateOp::greatest;
    latest.of = edge(draft, *unit, true);
    std::optional<ExprId> here;
    if (parts.in_force) {
        here = in_force(draft, *unit, scope, parts.span);
        if (!here) return std::nullopt;
        counted.where = latest.where = *here;
    }
    latest.if_none = edge(draft, *of, true);
    const ExprId count = draft.add(std::move(counted), Kind::number());
    const ExprId is_last =
        compare(draft, CompareOp::at_least, edge(draft, *unit, true), draft.add(std::move(latest), Kind::date()));
    const ExprId value = part(draft, {whole.id, count, is_last, parts.nearest, whole.kind}, parts.span);
    scope.unit = *unit;
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    if (!here) return Lowered{value, whole.kind};
    const ExprId left_out = draft.add(model::Constant{model::NotApplicable{"not in force"}}, whole.kind);
    return made(draft, model::Choose{{{*here, value}}, left_out, true}, whole.kind, parts.span);
}

}  // namespace

MaybeLowered lower_parts(Draft& draft, MaybeLowered whole, const syntax::EqualParts& parts, Scope& scope,
                         const std::optional<MonthsNamed>& months) {
    if (!whole) return std::nullopt;
    whole = whole_in_coins(draft, *whole, parts.span);
    if (!whole) return std::nullopt;
    if (parts.unit) return parts_by_period(draft, *whole, parts, scope);
    if (!months || count_of(draft, *months) != parts.count) {
        auto& problem =
            draft.error(Code::months_do_not_fit, parts.span,
                        months ? fmt::format("{} parts do not fit {} Months", parts.count, count_of(draft, *months))
                               : fmt::format("{} parts of what time? Nothing here names the Months", parts.count));
        problem.with_help(months ? "write as many parts as there are Months"
                                 : "write `in equal parts, one for each Month of the Financial Year`");
        return std::nullopt;
    }
    const ExprId is_last = compare(draft, CompareOp::at_least, edge(draft, PeriodUnit::month, true),
                                   month_begins(draft, months_into_year(draft, months->last)));
    return Lowered{
        part(draft, {whole->id, number(draft, parts.count), is_last, parts.nearest, whole->kind}, parts.span),
        whole->kind};
}

// ---- a test on a named day
// --------------------------------------------------------------------------------------------

namespace {

bool day_fits(Draft& draft, const syntax::NamedDaySentence& sentence, const MonthsNamed& months) {
    const int from = months_into_year(draft, months.first);
    if (months_into_year(draft, months.last) < from) {
        draft
            .error(Code::months_do_not_fit, months.span,
                   "these months lie in two years; a test on a day of one year decides months of that year")
            .with_help("name months that follow each other inside one year");
        return false;
    }
    if (months_into_year(draft, sentence.month) < from) return true;
    draft
        .error(Code::months_do_not_fit, sentence.day_span,
               "this day is not before the months that it decides, which would change after they were paid")
        .with_help("name a day before the first of these months");
    return false;
}

bool otherwise_fits(Draft& draft, const syntax::NamedDaySentence& sentence, model::TermId id) {
    if (!sentence.otherwise_clause || stage_of_clause(draft, id, sentence.otherwise_clause->text)) return true;
    draft
        .error(Code::despite_other_term, sentence.otherwise_clause->span,
               fmt::format("clause {} does nothing to `{}` before this clause", sentence.otherwise_clause->text,
                           sentence.term.name.text))
        .with_help("name the clause that defines the term");
    return false;
}

}  // namespace

bool adjust_named_day(Draft& draft, const syntax::NamedDaySentence& sentence, model::TermId id, const Scope& scope,
                      const StandingSentence& standing) {
    const MonthsNamed months{sentence.first_month, sentence.last_month, sentence.months_span};
    if (!day_fits(draft, sentence, months) || !otherwise_fits(draft, sentence, id)) return false;
    const Kind kind = draft.term(id).kind;
    if (scope.units_used != nullptr) scope.units_used->insert(PeriodUnit::month);
    Scope inner = scope;
    inner.own_earlier = id;
    inner.own_from_month = sentence.first_month;
    const auto condition = lower_condition(draft, *sentence.condition, inner);
    auto amount = lower_tailed(draft, sentence.amount, inner, &kind);
    if (amount && sentence.parts) amount = lower_parts(draft, amount, *sentence.parts, inner, months);
    if (!condition || !amount ||
        !same_kind(draft, kind, amount->kind, sentence.amount.amount->span, "be results of one clause"))
        return false;
    ExprId holds = condition->id;
    if (sentence.as_known)
        holds =
            draft.add(model::AsKnownOn{holds, sentence.month, sentence.day}, Kind::yes_no(), sentence.condition->span);
    const Span span = standing.sentence->span;
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId tested = draft.add(model::Choose{{{holds, amount->id}}, previous, true}, kind, span);
    const ExprId value = draft.add(model::Choose{{{in_months(draft, months), tested}}, previous, true}, kind, span);
    add_stage(draft, id, model::Stage::Effect::excepts, standing, value);
    return true;
}

// ---- joining and leaving
// ----------------------------------------------------------------------------------------------

void give_years(Draft& draft, const syntax::JoiningSentence& joining) {
    const auto unit = find_unit(draft, joining.unit.text);
    for (const syntax::Reference& amount : joining.amounts) {
        const Entity* entity = draft.find(amount.name.text);
        if (!unit || entity == nullptr || entity->what != Entity::What::term || joining.whole) continue;
        model::Term& term = draft.term(entity->term);
        const bool input = !std::holds_alternative<model::DefinedSource>(term.source);
        const bool has_period = std::any_of(term.index.begin(), term.index.end(),
                                            [](const Axis& one) { return one.type == Axis::Type::period; });
        if (input && !has_period) term.index.push_back({Axis::Type::period, {}, {}, {}, *unit});
    }
}

bool adjust_joining(Draft& draft, const syntax::JoiningSentence& sentence, model::TermId id, const Scope& scope,
                    const StandingSentence& standing) {
    if (sentence.whole) return true;
    const Kind kind = draft.term(id).kind;
    const auto unit = find_unit(draft, sentence.unit.text);
    if (!unit) {
        report_unknown(draft, sentence.unit, "a period");
        return false;
    }
    const Kind date_kind = Kind::date();
    const auto date = lower_reference(draft, {sentence.date, false, {}, {}}, sentence.date.span, scope, &date_kind);
    if (!date || !demand(draft, date->kind, date_kind, sentence.date.span, "the day that a party joins or leaves on"))
        return false;
    const ExprId first = edge(draft, *unit, false), last = edge(draft, *unit, true);
    const bool leaves = sentence.date.text == "Ends";
    ExprId from = leaves ? first : date->id, to = leaves ? date->id : last;
    if (sentence.from != nullptr) {
        const auto from_said = lower_amount(draft, *sentence.from, scope);
        const auto to_said = lower_amount(draft, *sentence.to, scope);
        if (!from_said || !to_said ||
            !demand(draft, from_said->kind, date_kind, sentence.from->span, "the first day in force") ||
            !demand(draft, to_said->kind, date_kind, sentence.to->span, "the last day in force"))
            return false;
        from = from_said->id;
        to = to_said->id;
    }
    const auto days = [&](ExprId a, ExprId b) {
        return draft.add(model::DaysBetween{model::DayCount::both_included, a, b}, Kind::days());
    };
    const ExprId share =
        draft.add(model::Arithmetic{ArithmeticOp::divide, days(from, to), days(first, last), {}, {}}, Kind::number());
    const ExprId previous = draft.add(model::Previous{}, kind);
    const ExprId cut = sentence.nothing
                           ? draft.add(model::Constant{exact::Ratio(0)}, kind)
                           : draft.add(model::Arithmetic{ArithmeticOp::multiply, previous, share, {}, {}}, kind);
    const ExprId in_year = every_one_of(draft, {compare(draft, CompareOp::at_least, date->id, first),
                                                compare(draft, CompareOp::at_most, date->id, last)});
    const ExprId known = draft.add(
        model::Not{draft.add(model::IsAbsent{model::Presence::none, date->id}, Kind::yes_no())}, Kind::yes_no());
    const Span span = standing.sentence->span;
    const ExprId inside = draft.add(model::Choose{{{in_year, cut}}, previous, true}, kind, span);
    add_stage(draft, id, model::Stage::Effect::other, standing,
              draft.add(model::Choose{{{known, inside}}, previous, true}, kind, span));
    return true;
}

}  // namespace concordat::check
