// engine/check/known_in_time.cpp · room: check
// What:  payments in advance that need a figure not yet there, and limits on a short period that are known only when a
// longer one is over.
// Source: findings N12, N26; section 6.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

std::optional<calendar::PeriodUnit> period_of(const Draft& draft, model::TermId id) {
    for (const Axis& axis : draft.contract.term(id).index)
        if (axis.type == Axis::Type::period) return axis.unit;
    return std::nullopt;
}

/// The reported figure on which a term rests in the period itself; nothing where all of it is agreed or known before.
std::optional<model::TermId> report_below(const Draft& draft, model::TermId id, std::set<model::TermId>& seen) {
    if (!seen.insert(id).second) return std::nullopt;
    const auto* fact = std::get_if<model::FactSource>(&draft.contract.term(id).source);
    if (fact != nullptr) return fact->agreed || !fact->period ? std::nullopt : std::optional(id);
    for (const Draft::Use& use : draft.uses) {
        if (use.by != id || use.earlier) continue;
        if (const auto found = report_below(draft, use.term, seen)) return found;
    }
    return std::nullopt;
}

/// The term that an amount is, when it is one.
std::optional<model::TermId> term_that_is(const Draft& draft, ExprId id) {
    const auto* reference = std::get_if<model::TermRef>(&draft.expression(id).node);
    return reference == nullptr ? std::nullopt : std::optional(reference->term);
}

void check_advances(Draft& draft) {
    for (const model::Payment& payment : draft.contract.payments) {
        if (!payment.instalments || !payment.instalments->at_start) continue;
        const auto paid = term_that_is(draft, payment.amount);
        std::set<model::TermId> seen;
        const auto report = paid ? report_below(draft, *paid, seen) : std::nullopt;
        if (!report) continue;
        const InClause here(draft, draft.contract.clause(payment.clause).number);
        const std::string& reported = draft.term(*report).name;
        draft
            .error_at(
                Code::advance_rests_on_report, draft.contract.clause(payment.clause).place,
                *report == *paid
                    ? fmt::format("`{}` is paid at the start of its period, and is reported only when that is over",
                                  reported)
                    : fmt::format("`{}` is paid at the start of its period and rests on `{}`, which is reported only "
                                  "when that is over",
                                  draft.term(*paid).name, reported))
            .with_help(
                fmt::format("pay it behind the period, or let it rest on what is agreed: `\"{}\" is money, agreed "
                            "for each Financial Year in [Schedule](file.csv)`",
                            reported));
    }
}

/// `the total of Budget for the Financial Year`, of figures that are still being reported.
std::optional<calendar::PeriodUnit> known_after(const Draft& draft, ExprId id, int depth = 0) {
    if (!id.is_set() || depth > 40) return std::nullopt;
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* sum = std::get_if<model::Arithmetic>(&node)) {
        const auto left = known_after(draft, sum->left, depth + 1);
        return left ? left : known_after(draft, sum->right, depth + 1);
    }
    const auto* total = std::get_if<model::Aggregate>(&node);
    const bool whole = total != nullptr && total->range.kind == model::PeriodRange::Kind::unit_of_scope;
    const auto of = whole && total->of.is_set() ? term_that_is(draft, total->of) : std::nullopt;
    std::set<model::TermId> seen;
    return of && report_below(draft, *of, seen) ? std::optional(total->range.unit) : std::nullopt;
}

void check_limit(Draft& draft, const model::Term& term, const model::Stage& stage, calendar::PeriodUnit own) {
    const auto* limit = std::get_if<model::Limit>(&draft.expression(stage.value).node);
    if (limit == nullptr || limit->bounds.size() != 1) return;
    const auto until = known_after(draft, limit->bounds.front().at);
    if (!until || *until <= own) return;
    const InClause here(draft, draft.contract.clause(stage.clause).number);
    draft
        .error_at(
            Code::limit_known_too_late, draft.contract.clause(stage.clause).place,
            fmt::format("`{}` is an amount of each {}, and this limit on it is known only when the {} is over; until "
                        "then nothing of it could be settled",
                        term.name, calendar::unit_name(own), calendar::unit_name(*until)))
        .with_help(
            fmt::format("write `to date` in the limit, take a figure agreed for the {}, or settle `{}` for each {}",
                        calendar::unit_name(*until), term.name, calendar::unit_name(*until)));
}

void check_limits(Draft& draft) {
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const auto own = period_of(draft, model::TermId(i));
        if (!own) continue;
        for (const model::Stage& stage : draft.contract.terms[i].stages)
            check_limit(draft, draft.contract.terms[i], stage, *own);
    }
}

}  // namespace

void check_known_in_time(Draft& draft) {
    check_advances(draft);
    check_limits(draft);
}

}  // namespace concordat::check
