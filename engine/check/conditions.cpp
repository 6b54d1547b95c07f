// engine/check/conditions.cpp · room: check
// What:  conditions: comparisons with their edges said, lists, all of and any of, tests of cells.
// Source: language.md rows G1, F7; findings N8, N13, N39.

#include <fmt/format.h>

#include "check/draft.h"
#include "check/groups.h"
#include "check/events.h"
#include "check/taking_part.h"
#include "check/once.h"
#include "check/day_sets.h"

namespace concordat::check {

namespace {

using model::CompareOp;
using syntax::Condition;

MaybeLowered yes_no(Draft& draft, model::ExprNode node, Span span) {
    return Lowered{draft.add(std::move(node), Kind::yes_no(), span), Kind::yes_no()};
}

CompareOp compare_op_of(syntax::Comparator op) {
    switch (op) {
        case syntax::Comparator::is: return CompareOp::equal;
        case syntax::Comparator::is_not: return CompareOp::not_equal;
        case syntax::Comparator::at_least: return CompareOp::at_least;
        case syntax::Comparator::more_than: return CompareOp::more_than;
        case syntax::Comparator::at_most: return CompareOp::at_most;
        case syntax::Comparator::less_than: return CompareOp::less_than;
    }
    return CompareOp::equal;
}

bool has_order(const Kind& kind) {
    return kind.base == model::KindBase::amount || kind.base == model::KindBase::date ||
           kind.base == model::KindBase::period;
}

MaybeLowered compare(Draft& draft, const Lowered& left, const syntax::Comparison& comparison, Span span,
                     const Scope& scope) {
    const auto right = lower_amount(draft, *comparison.right, scope, &left.kind);
    if (!right) return std::nullopt;
    const Span whole = comparison.left != nullptr ? span : comparison.right->span;
    if (!same_kind(draft, left.kind, right->kind, whole, "be compared")) return std::nullopt;
    const bool equality = comparison.op == syntax::Comparator::is || comparison.op == syntax::Comparator::is_not;
    if (!equality && !has_order(left.kind)) {
        draft.error(Code::no_order, whole,
                    fmt::format("{} has no more and less; it can only be compared with `is` and `is not`",
                                describe(left.kind)));
        return std::nullopt;
    }
    return yes_no(draft, model::Compare{compare_op_of(comparison.op), left.id, right->id}, span);
}

MaybeLowered subject(Draft& draft, const syntax::AmountPtr& written, const std::optional<Lowered>& given,
                     const Scope& scope) {
    if (written != nullptr) return lower_amount(draft, *written, scope);
    return given;
}

MaybeLowered one_of(Draft& draft, const Lowered& left, const syntax::OneOf& list, Span span, const Scope& scope) {
    model::Combine any{model::Junction::any_of, 0, {}};
    for (const auto& value : list.values) {
        const auto right = lower_amount(draft, *value, scope, &left.kind);
        if (!right || !same_kind(draft, left.kind, right->kind, value->span, "be compared")) return std::nullopt;
        any.items.push_back(
            draft.add(model::Compare{CompareOp::equal, left.id, right->id}, Kind::yes_no(), value->span));
    }
    const auto result = yes_no(draft, std::move(any), span);
    return list.negated ? yes_no(draft, model::Not{result->id}, span) : result;
}

MaybeLowered code_test(Draft& draft, const Lowered& left, model::TextTest test, std::vector<std::string> codes,
                       Span span) {
    if (!demand(draft, left.kind, left.kind.base == model::KindBase::code ? left.kind : Kind::code(), span,
                "what is compared letter by letter"))
        return std::nullopt;
    if (test == model::TextTest::from_to && codes[0].size() != codes[1].size()) {
        draft
            .error(
                Code::code_range_lengths, span,
                fmt::format(
                    "\"{}\" and \"{}\" have different lengths; a range compares codes of one length letter by letter",
                    codes[0], codes[1]))
            .with_help("write the shorter code with its leading 0, or list the codes");
        return std::nullopt;
    }
    return yes_no(draft, model::CodeTest{test, left.id, std::move(codes)}, span);
}

MaybeLowered within(Draft& draft, const Lowered& left, const syntax::Within& within, Span span, const Scope& scope) {
    const auto after = lower_amount(draft, *within.after, scope);
    if (!after || !demand(draft, left.kind, Kind::date(), span, "what lies within a stretch of days") ||
        !demand(draft, after->kind, Kind::date(), within.after->span, "the day that this counts from")) {
        return std::nullopt;
    }
    const model::Span unit = within.unit.starts_with("month")  ? model::Span::months
                             : within.unit.starts_with("week") ? model::Span::weeks
                                                               : model::Span::days;
    const ExprId length = draft.add(model::Constant{within.length.number}, Kind::number());
    const ExprId last = draft.add(model::DateShift{after->id, length, unit, false}, Kind::date(), within.after->span);
    const ExprId from = draft.add(model::Compare{CompareOp::at_least, left.id, after->id}, Kind::yes_no(), span);
    const ExprId to = draft.add(model::Compare{CompareOp::at_most, left.id, last}, Kind::yes_no(), span);
    return yes_no(draft, model::Combine{model::Junction::all_of, 0, {from, to}}, span);
}

/// The file that `[Schedule A](prices.csv)` links elsewhere in the text.
std::string file_of_schedule(const Draft& draft, const std::string& title) {
    const std::string link = "[" + title + "](";
    const std::string_view text = draft.text.text();
    const auto at = text.find(link);
    if (at == std::string_view::npos) return {};
    const auto end = text.find(')', at);
    return std::string(text.substr(at + link.size(), end - at - link.size()));
}

/// Whether a file has a row for the code; its first column, or the one with the name of what is asked, holds the codes.
MaybeLowered in_schedule(Draft& draft, const Lowered& left, const syntax::InSchedule& schedule, Span span) {
    model::Table table;
    table.title = schedule.title;
    table.file = schedule.file;
    if (schedule.file.empty()) table.file = file_of_schedule(draft, schedule.title);
    const auto file = draft.files.find(table.file);
    if (file == draft.files.end() || file->second.headings.empty()) {
        draft
            .error(Code::linked_file_missing, span,
                   table.file.empty() ? fmt::format("no link says which file `{}` is", schedule.title)
                                      : fmt::format("the file `{}` is not beside the contract", table.file))
            .with_help("put the file into the folder of the contract, or correct its name here");
        return std::nullopt;
    }
    const std::string heading = file->second.headings[0].text;
    table.keys.push_back({heading, left.kind, false, {}});
    table.columns.push_back({heading, left.kind, {}});
    table.dated = false;
    const model::TableId id(draft.contract.tables.size());
    draft.contract.tables.push_back(std::move(table));
    const auto found = yes_no(draft, model::LookUp{id, model::LookUp::whether_there, {left.id}, {}}, span);
    return schedule.negated ? yes_no(draft, model::Not{found->id}, span) : found;
}

MaybeLowered junction(Draft& draft, const syntax::Junction& junction, Span span, const std::optional<Lowered>& given,
                      const Scope& scope);

MaybeLowered lower(Draft& draft, const Condition& condition, const std::optional<Lowered>& given, const Scope& scope) {
    const Span span = condition.span;
    return std::visit(
        [&](const auto& node) -> MaybeLowered {
            using Node = std::decay_t<decltype(node)>;
            if constexpr (std::is_same_v<Node, syntax::Junction>) {
                return junction(draft, node, span, given, scope);
            } else if constexpr (std::is_same_v<Node, syntax::Negation>) {
                const auto of = lower(draft, *node.of, given, scope);
                return of ? yes_no(draft, model::Not{of->id}, span) : std::nullopt;
            } else if constexpr (std::is_same_v<Node, syntax::ThereIs>) {
                const auto of = lower_reference(draft, node.what, span, scope, nullptr);
                if (!of) return std::nullopt;
                const auto absent = yes_no(draft, model::IsAbsent{model::Presence::none, of->id}, span);
                return node.negated ? absent : yes_no(draft, model::Not{absent->id}, span);
            } else if constexpr (std::is_same_v<Node, syntax::Happened>) {
                return lower_happened(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::InMonths>) {
                return lower_in_months(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::CountsFor>) {
                return lower_counts(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::CountsForShare>) {
                return lower_counts_share(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::ManyHave>) {
                return lower_many_have(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::ClauseMet>) {
                return lower_clause_met(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::IsThatOf>) {
                return lower_that_of(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::FieldIs>) {
                return lower_field_is(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::IsMissing>) {
                const auto of = subject(draft, node.of, given, scope);
                if (!of) return std::nullopt;
                const auto absent = yes_no(draft, model::IsAbsent{model::Presence::missing, of->id}, span);
                return node.negated ? yes_no(draft, model::Not{absent->id}, span) : absent;
            } else {
                const auto left = subject(draft, node.left, given, scope);
                if (!left) return std::nullopt;
                if constexpr (std::is_same_v<Node, syntax::Comparison>) return compare(draft, *left, node, span, scope);
                else if constexpr (std::is_same_v<Node, syntax::Better>)
                    return lower_better(draft, node, *left, span, scope);
                else if constexpr (std::is_same_v<Node, syntax::OneOf>) return one_of(draft, *left, node, span, scope);
                else if constexpr (std::is_same_v<Node, syntax::CodeRange>)
                    return code_test(draft, *left, model::TextTest::from_to, {node.from, node.to}, span);
                else if constexpr (std::is_same_v<Node, syntax::BeginsWith>)
                    return code_test(draft, *left, model::TextTest::begins_with, node.starts, span);
                else if constexpr (std::is_same_v<Node, syntax::InSchedule>)
                    return in_schedule(draft, *left, node, span);
                else return within(draft, *left, node, span, scope);
            }
        },
        condition.node);
}

MaybeLowered junction(Draft& draft, const syntax::Junction& written, Span span, const std::optional<Lowered>& given,
                      const Scope& scope) {
    using Type = syntax::Junction::Type;
    model::Combine combine{written.type == Type::all   ? model::Junction::all_of
                           : written.type == Type::any ? model::Junction::any_of
                                                       : model::Junction::at_least_k,
                           written.count,
                           {}};
    bool whole = true;
    for (const auto& item : written.items) {
        const auto lowered = lower(draft, *item, given, scope);
        whole = whole && lowered.has_value();
        if (lowered) combine.items.push_back(lowered->id);
    }
    if (!whole) return std::nullopt;
    if (written.type == Type::at_least && written.count > written.items.size()) {
        draft
            .error(Code::more_than_there_are, span,
                   fmt::format("at least {} of {} conditions can never hold", written.count, written.items.size()))
            .with_help(fmt::format("write `at least {} of:` or `all of:`, or add the condition that is missing",
                                   written.items.size()));
        return std::nullopt;
    }
    return yes_no(draft, std::move(combine), span);
}

}  // namespace

model::CompareOp compare_op(syntax::Comparator op) { return compare_op_of(op); }

MaybeLowered lower_condition(Draft& draft, const Condition& condition, const Scope& scope) {
    return lower(draft, condition, std::nullopt, scope);
}

MaybeLowered lower_test(Draft& draft, const Condition& test, Lowered subject, const Scope& scope) {
    return lower(draft, test, subject, scope);
}

}  // namespace concordat::check
