// engine/check/borne.cpp · room: check
// What:  an amount that several parties bear: a share of each, rounded down, one takes what remains; limits, whose
//        excess falls on another.
// Source: finding N24.
// How:   each bearer's part is a hidden term for each settlement period; `what it bears` is that term.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/once.h"

namespace concordat::check {

namespace {

using model::TermRef;
using syntax::BorneSentence;

/// An amount that is borne, as far as it is worked out.
struct Bearing {
    const BorneSentence& sentence;
    const StandingSentence& standing;
    Span span;
    model::TermId amount;
    bool runs = false;               // a running total: what is borne of it runs too
    std::vector<model::PartyId> by;  // of each part
    std::size_t remainder = 0;       // the part that takes what remains
    std::vector<ExprId> shares;      // before any limit
    std::vector<model::TermId> terms;
    exact::Rounding whole_coins;
};

std::optional<model::PartyId> party_named(Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity != nullptr && entity->what == Entity::What::role &&
        draft.contract.role(entity->role).parties.size() == 1)
        return draft.contract.role(entity->role).parties.front();
    const Entity* party = expect(draft, name, Entity::What::party);
    return party != nullptr ? std::optional(party->party) : std::nullopt;
}

std::optional<std::size_t> part_borne_by(Draft& draft, const Bearing& bearing, const syntax::Name& name) {
    const auto party = party_named(draft, name);
    if (!party) return std::nullopt;
    const auto found = std::find(bearing.by.begin(), bearing.by.end(), *party);
    if (found != bearing.by.end()) return static_cast<std::size_t>(found - bearing.by.begin());
    draft
        .error(Code::borne_unsaid, name.span,
               fmt::format("`{}` bears no part of `{}`", name.text, bearing.sentence.amount.name.text))
        .with_help("name one of those who bear a part");
    return std::nullopt;
}

bool refuse_bearing(Draft& draft, Span span, const std::string& message, const std::string& help) {
    draft.error(Code::borne_unsaid, span, message).with_help(help);
    return false;
}

/// Who bears what, and who takes the odd penny: all of the amount is borne.
bool read_parts(Draft& draft, Bearing& bearing) {
    exact::Ratio total;
    std::optional<std::size_t> remainder;
    for (const auto& part : bearing.sentence.parts) {
        const auto party = party_named(draft, part.by);
        if (!party) return false;
        if (std::find(bearing.by.begin(), bearing.by.end(), *party) != bearing.by.end())
            return refuse_bearing(draft, part.by.span, fmt::format("`{}` bears two parts", part.by.text),
                                  "name each once");
        bearing.by.push_back(*party);
        if (part.share) total += *part.share;
        else if (remainder)
            return refuse_bearing(draft, part.span, "two parts are the remainder", "give one of them a percentage");
        else remainder = bearing.by.size() - 1;
    }
    const std::string found = model::write_for_people(draft.contract, total, Kind::percentage());
    if (!remainder && total != exact::Ratio(1))
        return refuse_bearing(draft, bearing.span, fmt::format("the parts that are borne total {}, not 100%", found),
                              "correct a percentage, or write `the remainder by` and a party");
    if (remainder && total >= exact::Ratio(1))
        return refuse_bearing(draft, bearing.span, fmt::format("{} is borne by name, so that nothing remains", found),
                              "correct a percentage, or take the remainder away");
    if (bearing.sentence.odd_penny_on) {
        const auto odd = part_borne_by(draft, bearing, *bearing.sentence.odd_penny_on);
        if (!odd) return false;
        if (remainder && *remainder != *odd)
            return refuse_bearing(draft, bearing.sentence.odd_penny_on->span,
                                  "who bears the remainder takes the odd penny with it",
                                  "take the words on the odd penny away");
        remainder = odd;
    }
    if (!remainder)
        return refuse_bearing(draft, bearing.span, "it is not said on whom an odd penny falls",
                              "write `the remainder by` for one of them, or `, any odd penny falling on` and its name");
    bearing.remainder = *remainder;
    return true;
}

ExprId whole_borne(Draft& draft, const Bearing& bearing) {
    const ExprId all = draft.add(TermRef{bearing.amount, {}, std::nullopt}, Kind::money());
    const exact::Rounding rounding{bearing.whole_coins.step,
                                   draft.contract.payment_rounding.value_or(bearing.whole_coins).mode};
    return draft.add(model::Round{all, rounding}, Kind::money());
}

/// Named parts are rounded down by size; one takes what they leave.
void make_shares(Draft& draft, Bearing& bearing) {
    const ExprId whole = whole_borne(draft, bearing);
    ExprId left = whole;
    bearing.shares.resize(bearing.by.size());
    for (std::size_t i = 0; i < bearing.by.size(); ++i) {
        if (i == bearing.remainder) continue;
        const ExprId share = draft.add(model::Constant{*bearing.sentence.parts[i].share}, Kind::percentage());
        const ExprId exact_part =
            draft.add(model::Arithmetic{model::ArithmeticOp::multiply, share, whole, {}, {}}, Kind::money());
        exact::Rounding down = bearing.whole_coins;
        down.mode = exact::RoundingMode::down;
        bearing.shares[i] = draft.add(model::Round{exact_part, down}, Kind::money());
        left =
            draft.add(model::Arithmetic{model::ArithmeticOp::subtract, left, bearing.shares[i], {}, {}}, Kind::money());
    }
    bearing.shares[bearing.remainder] = left;
}

model::TermId bearing_term(Draft& draft, const Bearing& bearing, const std::string& name) {
    const model::TermId id = draft.new_term(name, bearing.sentence.amount.name.span);
    model::Term& term = draft.term(id);
    term.kind = Kind::money();
    term.index = draft.contract.term(bearing.amount).index;
    term.clause = bearing.standing.clause;
    draft.draft(id).state = TermDraft::State::done;
    draft.draft(id).used = true;
    return id;
}

void add_bearing_stage(Draft& draft, model::TermId id, model::Stage::Effect effect, const Bearing& bearing,
                       ExprId value) {
    model::Stage stage{effect, bearing.standing.clause, value, bearing.standing.from, bearing.standing.until};
    stage.words = folded_words(draft.text.slice(bearing.standing.sentence->span));
    draft.term(id).stages.push_back(std::move(stage));
}

/// Those to whom it is owed, where it has a value for each of a role.
std::optional<Axis> owed_to_each(const Draft& draft, model::TermId amount) {
    for (const Axis& axis : draft.contract.term(amount).index)
        if (axis.type == Axis::Type::party) return axis;
    return std::nullopt;
}

ExprId total_over(Draft& draft, const std::vector<Axis>& axes, const model::PeriodRange& range, ExprId of) {
    model::Aggregate total;
    total.op = model::AggregateOp::total;
    total.over = axes;
    total.range = range;
    total.of = of;
    return draft.add(std::move(total), Kind::money());
}

/// What is left of the limit goes to the payees in proportion to what each would get, each part rounded down.
ExprId divided_down(Draft& draft, const Bearing& bearing, const Axis& payees, ExprId share, ExprId left) {
    const Kind money = Kind::money();
    const ExprId all = total_over(draft, {payees}, {}, share);
    const ExprId over = draft.add(model::Compare{model::CompareOp::more_than, all, left}, Kind::yes_no());
    const ExprId times = draft.add(model::Arithmetic{model::ArithmeticOp::multiply, left, share, {}, {}}, money);
    const ExprId part = draft.add(model::Arithmetic{model::ArithmeticOp::divide, times, all, {}, {}}, money);
    exact::Rounding down = bearing.whole_coins;
    down.mode = exact::RoundingMode::down;
    const ExprId rounded = draft.add(model::Round{part, down}, money);
    return draft.add(model::Choose{{{over, rounded}}, share, true}, money);
}

/// What is borne of it within the limit: of a running total the lesser of the two; of a period's own amount what the
/// periods before have left.
std::optional<ExprId> within_limit(Draft& draft, const Bearing& bearing, const BorneSentence::Limit& limit,
                                   std::size_t part) {
    const Kind money = Kind::money();
    const auto at = lower_amount(draft, *limit.at, {}, &money);
    if (!at || !same_kind(draft, money, at->kind, limit.at->span, "be compared")) return std::nullopt;
    const bool runs_whole = !limit.in_each && draft.contract.to_date_from_start;
    const bool runs_year = limit.in_each && !draft.contract.to_date_from_start;
    const ExprId share = draft.add(TermRef{bearing.terms[part], {}, std::size_t{0}}, money);
    const auto payees = owed_to_each(draft, bearing.amount);
    if (bearing.runs && (runs_whole || runs_year))
        return payees ? divided_down(draft, bearing, *payees, share, at->id)
                      : draft.add(model::Limit{share, {{true, at->id}}}, money);
    if (bearing.runs) {
        (void)refuse_bearing(
            draft, limit.span,
            fmt::format("the limit is for {}, and `{}` runs {}",
                        limit.in_each ? "each " + limit.in_each->text : std::string("the whole agreement"),
                        bearing.sentence.amount.name.text,
                        runs_whole || limit.in_each ? "from the start of the agreement" : "for each year"),
            "say what `to date` runs from, or give the limit the same span");
        return std::nullopt;
    }
    model::PeriodRange range;
    range.kind = limit.in_each ? model::PeriodRange::Kind::unit_to_date : model::PeriodRange::Kind::agreement_to_date;
    if (limit.in_each) {
        const auto unit = find_unit(draft, limit.in_each->text);
        if (!unit) return std::nullopt;
        range.unit = *unit;
    }
    std::vector<Axis> axes;
    if (payees) axes.push_back(*payees);
    const ExprId now = payees ? total_over(draft, axes, {}, share) : share;
    axes.push_back({Axis::Type::period, {}, {}, {}, draft.contract.settles});
    const ExprId total = total_over(draft, axes, range, share);
    const ExprId before = draft.add(model::Arithmetic{model::ArithmeticOp::subtract, total, now, {}, {}}, money);
    const ExprId left = draft.add(model::Excess{at->id, before}, money);
    return payees ? divided_down(draft, bearing, *payees, share, left)
                  : draft.add(model::Limit{share, {{true, left}}}, money);
}

/// Each limit cuts one part, and another part takes what is cut.
bool apply_limits(Draft& draft, const Bearing& bearing) {
    for (const auto& limit : bearing.sentence.limits) {
        const auto by = part_borne_by(draft, bearing, limit.by);
        const auto on = part_borne_by(draft, bearing, limit.excess_on);
        if (!by || !on) return false;
        const bool also_limited =
            std::any_of(bearing.sentence.limits.begin(), bearing.sentence.limits.end(), [&](const auto& other) {
                const auto party = party_named(draft, other.by);
                return party && *party == bearing.by[*on];
            });
        if (*by == *on || also_limited)
            return refuse_bearing(
                draft, limit.excess_on.span,
                fmt::format("`{}` has a limit itself, so the excess could have nowhere to go", limit.excess_on.text),
                "let the excess fall on one who bears without a limit");
        const auto kept = within_limit(draft, bearing, limit, *by);
        if (!kept) return false;
        const Kind money = Kind::money();
        const ExprId share = draft.add(TermRef{bearing.terms[*by], {}, std::size_t{0}}, money);
        const ExprId cut = draft.add(model::Arithmetic{model::ArithmeticOp::subtract, share, *kept, {}, {}}, money);
        const ExprId own = draft.add(model::Previous{}, money);
        add_bearing_stage(draft, bearing.terms[*by], model::Stage::Effect::caps, bearing, *kept);
        add_bearing_stage(draft, bearing.terms[*on], model::Stage::Effect::other, bearing,
                          draft.add(model::Arithmetic{model::ArithmeticOp::add, own, cut, {}, {}}, money));
    }
    return true;
}

/// One amount for each period, or one for each of those to whom it is owed.
bool only_by_period(const Draft& draft, model::TermId id) {
    const auto& index = draft.contract.term(id).index;
    const auto parties =
        std::count_if(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::party; });
    return parties <= 1 && std::all_of(index.begin(), index.end(), [&](const Axis& axis) {
               return axis.type == Axis::Type::party ||
                      (axis.type == Axis::Type::period && axis.unit == draft.contract.settles);
           });
}

void lower_borne_amount(Draft& draft, const BorneSentence& sentence, const StandingSentence& standing) {
    const Entity* entity = expect(draft, sentence.amount.name, Entity::What::term);
    if (entity == nullptr || !ensure_lowered(draft, entity->term, sentence.amount.name.span)) return;
    const model::TermId amount = entity->term;
    if (!demand(draft, draft.term(amount).kind, Kind::money(), sentence.amount.name.span, "what is borne")) return;
    if (!only_by_period(draft, amount)) {
        (void)refuse_bearing(draft, sentence.amount.name.span,
                             fmt::format("`{}` is not one amount for each {}", sentence.amount.name.text,
                                         calendar::unit_name(draft.contract.settles)),
                             "define its total, and say who bears that");
        return;
    }
    draft.draft(amount).used = true;
    exact::Ratio coin = 1;
    for (int i = 0; i < draft.contract.currency.minor_digits; ++i) coin /= 10;
    Bearing bearing{sentence,
                    standing,
                    standing.sentence->span,
                    amount,
                    false,
                    {},
                    0,
                    {},
                    {},
                    {coin, exact::RoundingMode::half_up}};
    if (!read_parts(draft, bearing)) return;
    bearing.runs = runs(draft, draft.add(TermRef{amount, {}, std::nullopt}, Kind::money()));
    make_shares(draft, bearing);
    for (std::size_t i = 0; i < bearing.by.size(); ++i) {
        const std::string name =
            fmt::format("{} borne by {}", sentence.amount.name.text, draft.contract.party(bearing.by[i]).name);
        bearing.terms.push_back(bearing_term(draft, bearing, name));
        add_bearing_stage(draft, bearing.terms.back(), model::Stage::Effect::defines, bearing, bearing.shares[i]);
    }
    if (!apply_limits(draft, bearing)) return;
    for (std::size_t i = 0; i < bearing.by.size(); ++i)
        draft.borne.push_back({amount, bearing.by[i], bearing.terms[i]});
}

}  // namespace

void lower_borne(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* sentence = std::get_if<BorneSentence>(&standing.sentence->form))
            lower_borne_amount(draft, *sentence, standing);
    }
}

MaybeLowered lower_what_it_bears(Draft& draft, const syntax::PaymentSentence& payment, model::PartyId payer,
                                 const Scope& scope) {
    std::optional<model::TermId> wanted;
    if (payment.amount != nullptr) {
        const auto* named = std::get_if<syntax::ReferenceAmount>(&payment.amount->node);
        const Entity* entity = named == nullptr ? nullptr : expect(draft, named->reference.name, Entity::What::term);
        if (entity == nullptr) return std::nullopt;
        wanted = entity->term;
    }
    std::vector<model::TermId> found;
    for (const Draft::Borne& one : draft.borne)
        if (one.by == payer && (!wanted || one.amount == *wanted)) found.push_back(one.term);
    const std::string& name = draft.contract.party(payer).name;
    if (found.size() != 1) {
        const bool said_already = draft.problems.has_errors() && found.empty();
        if (said_already) return std::nullopt;
        draft
            .error(Code::bears_nothing, payment.payer.span,
                   found.empty() ? fmt::format("`{}` bears nothing that a clause names", name)
                                 : fmt::format("`{}` bears {} amounts; which one is paid?", name, found.size()))
            .with_help(found.empty() ? "write before it: `X is borne 60% by ... and the remainder by ...`"
                                     : "write `what it bears of` and the amount");
        return std::nullopt;
    }
    if (scope.units_used != nullptr) scope.units_used->insert(draft.contract.settles);
    return Lowered{draft.add(TermRef{found.front(), {}, std::nullopt}, Kind::money(), payment.payer.span),
                   Kind::money()};
}

}  // namespace concordat::check
