// engine/check/not_counted.cpp · room: check
// What:  `Clause 4.2 does not apply for February and is not counted`: the figures that its amounts are worked out from
//        are, for that time, in no running total either.
// Source: finding N23; table of two readings (a clause that feeds a running count).

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "check/years.h"
#include "model/parts.h"

namespace concordat::check {

namespace {

/// Reported figures and records that an amount names itself, not through other terms.
struct Counted {
    std::set<model::TermId> facts;
    std::set<model::RecordId> records;
};

void add_counted(const Draft& draft, ExprId id, Counted& counted) {
    if (!id.is_set()) return;
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* reference = std::get_if<model::TermRef>(&node)) {
        const auto* fact = std::get_if<model::FactSource>(&draft.contract.term(reference->term).source);
        if (fact != nullptr && fact->period) counted.facts.insert(reference->term);
    }
    if (const auto* aggregate = std::get_if<model::Aggregate>(&node)) {
        for (const Axis& axis : aggregate->over)
            if (axis.type == Axis::Type::record) counted.records.insert(axis.record);
    }
    for (const ExprId part : model::parts_of(node)) add_counted(draft, part, counted);
}

/// The aggregate adds up what the clause counts, over time.
bool runs_over(const Draft& draft, const model::Aggregate& aggregate, const Counted& counted) {
    for (const Axis& axis : aggregate.over)
        if (axis.type == Axis::Type::record && counted.records.contains(axis.record)) return true;
    const bool over_time = std::any_of(aggregate.over.begin(), aggregate.over.end(),
                                       [](const Axis& axis) { return axis.type == Axis::Type::period; });
    if (!over_time) return false;
    Counted found;
    add_counted(draft, aggregate.of, found);
    add_counted(draft, aggregate.where, found);
    return std::any_of(found.facts.begin(), found.facts.end(),
                       [&](model::TermId fact) { return counted.facts.contains(fact); });
}

/// A clause out of use for one party leaves only that party's figures out; they must be the party's own.
bool are_of_each_party(const Draft& draft, const Counted& counted) {
    return std::all_of(counted.facts.begin(), counted.facts.end(), [&](model::TermId fact) {
        const auto& index = draft.contract.term(fact).index;
        return std::any_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::party; });
    });
}

void leave_out(Draft& draft, const YearRules::Uncounted& rule) {
    Counted counted;
    for (const ExprId id : rule.from) add_counted(draft, id, counted);
    const InClause here(draft, rule.off->number);
    const bool nothing = counted.facts.empty() && counted.records.empty();
    if (nothing || (rule.off->rule->to && !are_of_each_party(draft, counted))) {
        draft
            .error(Code::nothing_counted, rule.off->rule->span,
                   nothing ? "the clause counts no figure of a period, so there is nothing that is not counted"
                           : "the clause counts a figure that is not of each party by itself, so it cannot be left "
                             "uncounted for one of them")
            .with_help("take `and is not counted` away");
        return;
    }
    const ExprId counts = draft.add(model::Not{rule.when}, Kind::yes_no());
    const std::size_t count = draft.contract.expressions.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto* aggregate = std::get_if<model::Aggregate>(&draft.contract.expressions[i].node);
        if (aggregate == nullptr || !runs_over(draft, *aggregate, counted)) continue;
        ExprId where = counts;
        if (aggregate->where.is_set())
            where = draft.add(model::Combine{model::Junction::all_of, 0, {aggregate->where, counts}}, Kind::yes_no());
        std::get<model::Aggregate>(draft.contract.expressions[i].node).where = where;
    }
}

}  // namespace

void leave_uncounted(Draft& draft) {
    if (draft.problems.has_errors()) return;
    for (const YearRules::Uncounted& rule : draft.years->uncounted) leave_out(draft, rule);
}

}  // namespace concordat::check
