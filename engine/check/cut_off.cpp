// engine/check/cut_off.cpp · room: check
// What:  see cut_off.h.
// How:   what is cut of X is a term of its own, X before the limit less X after it. On whom it falls pays it where and
//        when X is paid. What is carried is added to X of the next period before the limit there cuts again.

#include "check/cut_off.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/duties.h"
#include "check/earlier_record.h"
#include "check/once.h"
#include "check/pools.h"
#include "check/years.h"

namespace concordat::check {

namespace {

using model::ArithmeticOp;
using syntax::CutGoes;

ExprId reckoned(Draft& draft, ArithmeticOp op, ExprId left, ExprId right, const Kind& kind) {
    return draft.add(model::Arithmetic{op, left, right, {}, {}}, kind);
}

std::optional<Axis> period_of(const Draft& draft, model::TermId id) {
    const auto& index = draft.contract.term(id).index;
    const auto found =
        std::find_if(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; });
    return found == index.end() ? std::nullopt : std::optional(*found);
}

/// A term for each element that the limited one is for, done.
model::TermId hidden(Draft& draft, const CutOff& cut, const std::string& name) {
    const model::TermId id = draft.new_term(name, cut.span);
    model::Term& term = draft.term(id);
    term.kind = cut.kind;
    term.index = draft.contract.term(cut.term).index;
    term.clause = cut.standing.clause;
    draft.draft(id).state = TermDraft::State::done;
    draft.draft(id).used = true;
    return id;
}

void define_hidden(Draft& draft, const CutOff& cut, model::TermId id, ExprId value) {
    model::Stage stage{model::Stage::Effect::defines, cut.standing.clause, value, cut.standing.from,
                       cut.standing.until};
    stage.words = folded_words(draft.text.slice(cut.standing.sentence->span));
    draft.term(id).stages.push_back(std::move(stage));
}

/// The term's own value in the period before; 0 in the first.
ExprId of_period_before(Draft& draft, const CutOff& cut, model::TermId id) {
    const Axis period = period_of(draft, cut.term).value_or(Axis{});
    const ExprId before = draft.add(model::TermRef{id, {{period, {}, 1}}, std::nullopt}, cut.kind);
    return or_nothing(draft, {before, cut.kind}, cut.span).id;
}

bool refuse_cut(Draft& draft, Span span, std::string message, std::string help) {
    draft.error(Code::cut_without_home, span, std::move(message)).with_help(std::move(help));
    return false;
}

std::string name_of(const Draft& draft, const CutOff& cut) { return draft.contract.term(cut.term).name; }

bool falls_on(Draft& draft, const CutOff& cut, const syntax::Name& on, model::TermId what, bool at_end) {
    const auto party = one_party(draft, on);
    if (!party) return false;
    draft.falls.push_back({cut.term, what, *party, at_end, cut.standing, on.span});
    return true;
}

}  // namespace

bool cut_goes_somewhere(Draft& draft, const CutOff& cut) {
    const std::string name = name_of(draft, cut);
    if (cut.goes.type == CutGoes::Type::unsaid)
        return refuse_cut(
            draft, cut.span, "it is not said what becomes of what is cut",
            "add `; what is cut lapses`, `; what is cut falls on P` (P then pays it), or `; what is cut is "
            "carried forward`");
    if (cut.goes.type != CutGoes::Type::carried) return true;
    const auto period = period_of(draft, cut.term);
    if (!period || period->unit < draft.contract.settles)
        return refuse_cut(draft, cut.goes.span,
                          fmt::format("`{}` has no value for each period, so nothing is carried to the "
                                      "next one",
                                      name),
                          "let it lapse, or let it fall on a party");
    const auto next = cut.goes.next ? find_unit(draft, cut.goes.next->text) : period->unit;
    if (next != period->unit)
        return refuse_cut(draft, cut.goes.next->span,
                          fmt::format("`{}` is worked out for each {}", name, calendar::unit_name(period->unit)),
                          fmt::format("write `to the next {}`", calendar::unit_name(period->unit)));
    if (cut.goes.at_end != CutGoes::End::unsaid) return true;
    return refuse_cut(draft, cut.goes.span,
                      "it is not said what becomes of what is still carried at the end of the agreement",
                      "add `; at the end of this agreement it lapses`, or `it falls on P`, who then pays it");
}

bool fall_on_party(Draft& draft, const CutOff& cut) {
    if (cut.goes.type != CutGoes::Type::falls_on) return true;
    const model::TermId what =
        hidden(draft, cut, fmt::format("{} falling on {}", name_of(draft, cut), cut.goes.on->text));
    const ExprId before = draft.add(model::TermRef{cut.term, {}, cut.stage - 1}, cut.kind);
    const ExprId after = draft.add(model::TermRef{cut.term, {}, cut.stage}, cut.kind);
    define_hidden(draft, cut, what, reckoned(draft, ArithmeticOp::subtract, before, after, cut.kind));
    return falls_on(draft, cut, *cut.goes.on, what, false);
}

ExprId with_what_was_carried(Draft& draft, const CutOff& cut, ExprId own) {
    const model::TermId carried = hidden(draft, cut, fmt::format("{} cut and carried on", name_of(draft, cut)));
    const ExprId brought = of_period_before(draft, cut, carried);
    const ExprId before = draft.add(model::TermRef{cut.term, {}, cut.stage - 1}, cut.kind);
    const ExprId after = draft.add(model::TermRef{cut.term, {}, cut.stage}, cut.kind);
    const ExprId all = reckoned(draft, ArithmeticOp::add, before, brought, cut.kind);
    define_hidden(draft, cut, carried, reckoned(draft, ArithmeticOp::subtract, all, after, cut.kind));
    if (cut.goes.at_end == CutGoes::End::falls_on) (void)falls_on(draft, cut, *cut.goes.end_on, carried, true);
    return reckoned(draft, ArithmeticOp::add, own, brought, cut.kind);
}

MaybeLowered limited_in_order(Draft& draft, const CutOff& cut, ExprId limit, calendar::PeriodUnit within) {
    const Axis period = period_of(draft, cut.term).value_or(Axis{});
    const ExprId all = with_what_was_carried(draft, cut, draft.add(model::Previous{}, cut.kind));
    const model::TermId used = hidden(draft, cut, fmt::format("{} within its limit so far", name_of(draft, cut)));
    const ExprId own_start = draft.add(model::PeriodEdge{period.unit, false, {}}, Kind::date());
    const ExprId year_start = draft.add(model::PeriodEdge{within, false, {}}, Kind::date());
    const ExprId begins = draft.add(model::Compare{model::CompareOp::equal, own_start, year_start}, Kind::yes_no());
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, cut.kind);
    const ExprId earlier = of_period_before(draft, cut, used);
    const ExprId so_far = draft.add(model::Choose{{{begins, nothing}}, earlier, true}, cut.kind);
    const ExprId kept = draft.add(model::TermRef{cut.term, {}, cut.stage}, cut.kind);
    define_hidden(draft, cut, used, reckoned(draft, ArithmeticOp::add, kept, so_far, cut.kind));
    const ExprId left = draft.add(model::Excess{limit, so_far}, cut.kind);
    return made(draft, model::Limit{all, {{true, left}}}, cut.kind, cut.span);
}

// ---- records in an order ----------------------------------------------------------------------------------------

namespace {

bool records_fit(Draft& draft, const syntax::UsedByRecordsSentence& used, model::RecordId record, model::TermId id) {
    const std::string& name = draft.contract.record(record).name;
    const auto& index = draft.contract.term(id).index;
    const bool of_record = std::any_of(index.begin(), index.end(), [&](const Axis& axis) {
        return axis.type == Axis::Type::record && axis.record == record;
    });
    if (!of_record || draft.contract.term(id).stages.empty()) {
        draft
            .error(Code::no_one_period, used.term.name.span,
                   fmt::format("`{}` is no amount that a clause works out for each {}", used.term.name.text, name))
            .with_help(fmt::format("define it first: `For each {}, \"Charge\" means ...`", name));
        return false;
    }
    const Entity* taking = used.taking ? draft.find(used.taking->text) : nullptr;
    const bool same =
        !used.taking || (taking != nullptr && taking->what == Entity::What::record && taking->record == record);
    if (!same) {
        draft.error(Code::wrong_sort_of_name, used.taking->span,
                    fmt::format("the total is over the {}, and others are taken in order",
                                draft.contract.record(record).plural));
        return false;
    }
    if (!used.order.empty()) return true;
    draft.error(Code::order_unsaid, used.span, fmt::format("it is not said which {} uses up the limit first", name))
        .with_help(
            fmt::format("add `, taking the {} in the order of F and then of G`, naming its fields; the last tells "
                        "all of them apart",
                        draft.contract.record(record).plural));
    return false;
}

}  // namespace

MaybeLowered lower_used_by_records(Draft& draft, const syntax::UsedByRecordsSentence& used,
                                   const StandingSentence& standing, model::TermId id, const Scope& scope) {
    const Entity* entity = expect(draft, used.records, Entity::What::record);
    const auto within = find_unit(draft, used.within.text);
    if (!within) report_unknown(draft, used.within, "a period");
    if (entity == nullptr || !within || !records_fit(draft, used, entity->record, id)) return std::nullopt;
    const model::RecordId record = entity->record;
    const auto same = find_field(draft, record, used.of_each.text);
    if (!same) {
        draft
            .error(Code::wrong_sort_of_name, used.of_each.span,
                   fmt::format("a {} has no field `{}`", used.records.text, used.of_each.text))
            .with_help("name the field that says whose record it is");
        return std::nullopt;
    }
    auto order = order_of_fields(draft, record, used.order.front(), {used.order.begin() + 1, used.order.end()});
    const Kind kind = draft.term(id).kind;
    const CutOff cut{used.cut, standing, id, scope.stages_before, kind, used.span};
    if (!order || !cut_goes_somewhere(draft, cut) || !fall_on_party(draft, cut)) return std::nullopt;
    const auto at = lower_amount(draft, *used.at, scope, &kind);
    if (!at || !same_kind(draft, kind, at->kind, used.at->span, "be compared")) return std::nullopt;
    model::EarlierTotal earlier;
    earlier.before.record = record;
    earlier.before.same = {*same};
    earlier.before.by = std::move(*order);
    earlier.before.in_order = true;
    earlier.before.that_counts = true;
    earlier.within = *within;
    earlier.of = draft.add(model::TermRef{id, {}, scope.stages_before - 1}, kind);
    const ExprId left = draft.add(model::Excess{at->id, draft.add(std::move(earlier), kind, used.span)}, kind);
    const ExprId own = draft.add(model::Previous{}, kind);
    return made(draft, model::Limit{own, {{true, left}}}, kind, used.span);
}

void ask_how_cut(Draft& draft, const syntax::TotalLimitSentence& total) {
    const std::string name = total.term.name.text;
    const std::string over(draft.text.slice(total.over.span));
    const std::string limit(draft.text.slice(total.at->span));
    const Entity* entity = draft.find(total.over.noun.text);
    const bool records = entity != nullptr && entity->what == Entity::What::record;
    auto& problem =
        draft.error(Code::total_cut_unsaid, total.term.name.span,
                    fmt::format("it is not said how each `{}` is cut where the total exceeds {}", name, limit));
    if (records) {
        problem.with_help(fmt::format(
            "write `The total of {} over the {} of a P in each Financial Year shall not exceed {}, "
            "taking the {} in the order of F and then of G; what is cut lapses.`, or limit a term "
            "for the total",
            name, draft.contract.record(entity->record).plural, limit, draft.contract.record(entity->record).plural));
        return;
    }
    problem.with_help(
        fmt::format("in one proportion: `If the total of {} over {} exceeds {}, each {} is reduced in the same "
                    "proportion so that the total is {}; what is cut lapses.`; in the order of time: `The "
                    "total of {} over the Months of each Financial Year shall not exceed {}, taking the "
                    "Months in order; what is cut lapses.`, or `...; each part of {} is reduced in the same "
                    "proportion; what is cut lapses.`; or limit a term for the total",
                    name, over, limit, name, limit, name, limit, name));
}

// ---- who pays it ------------------------------------------------------------------------------------------------

namespace {

/// What is cut in the place of the amount itself; nothing where the payment is not of it, or of a share of it.
std::optional<ExprId> in_its_place(Draft& draft, ExprId amount, const Draft::Falls& falls) {
    const model::ExprNode node = draft.expression(amount).node;
    const auto* used = std::get_if<model::TermRef>(&node);
    if (used != nullptr && used->term == falls.from && !used->stage)
        return draft.add(model::TermRef{falls.what, used->binds, std::nullopt}, Kind::money(), falls.span);
    const auto* product = std::get_if<model::Arithmetic>(&node);
    if (product == nullptr || product->op != ArithmeticOp::multiply ||
        !std::holds_alternative<model::Constant>(draft.expression(product->left).node))
        return std::nullopt;
    const auto part = in_its_place(draft, product->right, falls);
    if (!part) return std::nullopt;
    return reckoned(draft, ArithmeticOp::multiply, product->left, *part, Kind::money());
}

std::optional<model::Payment> payment_of(Draft& draft, const model::Payment& payment, const Draft::Falls& falls) {
    if (payment.tax || payment.divide || payment.instalments || !payment.amount.is_set()) return std::nullopt;
    const auto amount = in_its_place(draft, payment.amount, falls);
    if (!amount) return std::nullopt;
    model::Payment other = payment;
    other.clause = falls.standing.clause;
    other.payer = {};
    other.payer.party = falls.on;
    other.amount = *amount;
    other.less_paid_under.clear();
    other.deduction.reset();
    other.kept_back.reset();
    if (falls.standing.from && (!other.from || *other.from < *falls.standing.from)) other.from = falls.standing.from;
    if (falls.at_end) {
        const auto last =
            calendar::Period::containing(payment.unit, draft.contract.in_force.last, draft.contract.year_start);
        other.from = std::max(last.first(), draft.contract.in_force.first);
        other.on_its_own = true;
    }
    return other;
}

}  // namespace

void pay_what_falls(Draft& draft) {
    for (const Draft::Falls& falls : draft.falls) {
        const InClause here(draft, falls.standing.number);
        const std::string& name = draft.contract.term(falls.from).name;
        const std::string& party = draft.contract.party(falls.on).name;
        std::vector<model::Payment> found;
        bool pays_itself = false;
        for (const model::Payment& payment : std::vector<model::Payment>(draft.contract.payments)) {
            auto other = payment_of(draft, payment, falls);
            if (!other) continue;
            pays_itself |= payment.payer.party == falls.on;
            found.push_back(std::move(*other));
        }
        if (pays_itself)
            (void)refuse_cut(
                draft, falls.span,
                fmt::format("`{}` pays `{}` itself: what is cut would fall back on it, and nothing would be cut", party,
                            name),
                "write `what is cut lapses`, or name another party");
        else if (found.empty() && !draft.problems.has_errors())
            (void)refuse_cut(
                draft, falls.span,
                fmt::format("no clause pays `{}` by itself, so it is not said to whom `{}` pays what is cut", name,
                            party),
                fmt::format("add a clause `P shall pay {} to Q`, or write `what is cut lapses`", name));
        else draft.contract.payments.insert(draft.contract.payments.end(), found.begin(), found.end());
    }
}

}  // namespace concordat::check
