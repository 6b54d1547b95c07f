// engine/model/parts.cpp · room: model
// What:  what stands directly inside each node of an amount or a condition.
#include "model/parts.h"

#include <utility>

namespace concordat::model {

namespace {

struct PartsOfNode : Parts {
    void operator()(const Constant&) {}
    void operator()(const TermRef& node) {
        for (const Bind& bind : node.binds) add(bind.element);
    }
    void operator()(const Previous&) {}
    void operator()(const ScopeElement&) {}
    void operator()(const Arithmetic& node) { add_all({node.left, node.right, node.if_zero, node.if_both_zero}); }
    void operator()(const Negate& node) { add(node.of); }
    void operator()(const Extreme& node) { add_all(node.items); }
    void operator()(const Excess& node) { add_all({node.of, node.above}); }
    void operator()(const Limit& node) {
        add(node.of);
        for (const auto& bound : node.bounds) add(bound.at);
    }
    void operator()(const Round& node) { add(node.of); }
    void operator()(const WholePart& node) { add(node.of); }
    void operator()(const Choose& node) {
        for (const auto& one : node.cases) add_all({one.condition, one.result});
        add(node.otherwise);
    }
    void operator()(const Band& node) {
        add(node.of);
        for (const auto& row : node.rows) add_all({row.from, row.to, row.rate});
    }
    void operator()(const Line& node) {
        add(node.of);
        for (const auto& point : node.points) add_all({point.x, point.y});
    }
    void operator()(const DaysBetween& node) { add_all({node.from, node.to}); }
    void operator()(const DaysTotal& node) { add_all({node.from, node.to, node.of}); }
    void operator()(const WholeYears& node) { add_all({node.from, node.to}); }
    void operator()(const DateShift& node) { add_all({node.date, node.by}); }
    void operator()(const PeriodEdge& node) { add(node.of); }
    void operator()(const DaysInForce&) {}
    void operator()(const EventReached&) {}
    void operator()(const ReportedOn&) {}
    void operator()(const Aggregate& node) {
        add_all({node.where, node.of, node.weight, node.if_none, node.weight_group});
        if (!node.dearest) return;
        add_all({node.dearest->by, node.dearest->at});
        add_all(node.dearest->then_by);
    }
    void operator()(const Division& node) {
        add_all({node.amount, node.where, node.weight, node.weight_if_negative, node.limit});
        for (const auto& step : node.steps) add_all({step.where, step.weight, step.limit});
    }
    void operator()(const LookUp& node) {
        add_all(node.keys);
        add(node.on);
    }
    void operator()(const LineInRow& node) {
        add(node.x);
        add_all(node.keys);
        add(node.on);
    }
    void operator()(const DaysOf& node) { add_all({node.of, node.where}); }
    void operator()(const IsFirst& node) {
        add(node.where);
        add_all(node.same);
        add(node.by);
    }
    void operator()(const FieldOf&) {}
    void operator()(const EarlierRecord&) {}
    void operator()(const EarlierTotal& node) { add(node.of); }
    void operator()(const GroupOf&) {}
    void operator()(const Compare& node) { add_all({node.left, node.right}); }
    void operator()(const Combine& node) { add_all(node.items); }
    void operator()(const Not& node) { add(node.of); }
    void operator()(const CodeTest& node) { add(node.of); }
    void operator()(const IsAbsent& node) { add(node.of); }
    void operator()(const AsSettled& node) { add_all({node.of, node.period}); }
    void operator()(const Once& node) { add(node.condition); }
    void operator()(const RowCounts& node) { add(node.key); }
    void operator()(const AsKnownOn& node) { add(node.of); }
    void operator()(const SetOff& node) { add_all({node.lot, node.against, node.opening}); }
    void operator()(const Repaid& node) { add_all({node.lot, node.from}); }
    void operator()(const NoReport& node) { add(node.party); }
    void operator()(const CutInProportion& node) { add_all({node.of, node.limit}); }
};

}  // namespace

std::vector<ExprId> parts_of(const ExprNode& node) {
    PartsOfNode parts;
    std::visit([&](const auto& one) { parts(one); }, node);
    return std::move(parts.ids);
}

}  // namespace concordat::model
