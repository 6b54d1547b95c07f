// engine/parse/build_changes.cpp · room: parse
// What:  values that change from a day on, what a limit cuts off, and small sums that the language asks about.
// Source: findings N9, N13, N15, N26, N29.
#include <utility>

#include <fmt/format.h>

#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using source::Code;

namespace {

/// `3%`, `3% of itself`, `3 percentage points`.
syntax::DayChange change_of(const Node& node, bool up, Building& at) {
    syntax::DayChange change;
    change.up = up;
    change.span = node.span;
    change.of_itself = node.has("itself");
    change.points = node.has("points");
    change.by = change.points ? number_in(*node.word_of(WordKind::number), at) / exact::Ratio(100)
                              : percent_in(*node.word_of(WordKind::percent), at);
    return change;
}

std::optional<syntax::Name> last_name(const Node& node) {
    const auto names = node.words_of(WordKind::name);
    return names.empty() ? std::nullopt : std::optional(name_of(*names.back()));
}

}  // namespace

syntax::DayChanges day_changes_of(const Node& node, Building& at) {
    syntax::DayChanges changes;
    const Node& first = node.get(Rule::increase_on);
    bool up = first.has("increased");
    changes.each.push_back(change_of(first.get(Rule::change_on_day), up, at));
    changes.each.back().on = date_in(*first.word_of(WordKind::date), at);
    const Node* more = node.find(Rule::more_increases);
    if (more == nullptr) return changes;
    for (const Node& part : more->parts) {
        if (part.rule == Rule::change_on_day) changes.each.push_back(change_of(part, up, at));
        if (part.word == nullptr) continue;
        if (part.word->text == "increased" || part.word->text == "reduced") up = part.word->text == "increased";
        if (part.word->kind == WordKind::date) changes.each.back().on = date_in(*part.word, at);
    }
    if (const Node* on = more->find(Rule::each_on))
        changes.base =
            on->has("before") ? syntax::DayChanges::Base::amount_before : syntax::DayChanges::Base::first_amount;
    return changes;
}

/// Behind the date or at the end; not both.
std::optional<syntax::ChangeSpan> change_span_of(const Node& node, Building& at) {
    const auto said = node.all(Rule::change_span);
    if (said.empty()) return std::nullopt;
    if (said.size() > 1)
        at.report(Code::change_span_twice, said[1]->span, "how the change is worked out is said twice in one sentence")
            .with_help("keep one of the two");
    const Node& words = *said.front();
    syntax::ChangeSpan span;
    span.span = words.span;
    if (words.has("separately")) span.type = syntax::ChangeSpan::Type::separately;
    else span.unit = name_of(*words.word_of(WordKind::period_unit));
    return span;
}

syntax::ColumnChangeSentence column_change_of(const Node& node, calendar::Date from, Building& at) {
    const auto references = node.all(Rule::reference);
    syntax::ColumnChangeSentence column{from, reference_of(*references.front(), at), {}, {}};
    column.change.up = node.has("increased");
    column.change.span = node.span;
    if (const Node* change = node.find(Rule::change_on_day)) column.change = change_of(*change, column.change.up, at);
    else column.same_as = reference_of(*references.back(), at);
    return column;
}

syntax::RowChangeSentence row_change_of(const Node& node, calendar::Date from, Building& at) {
    syntax::RowChangeSentence change;
    change.from = from;
    const auto names = node.words_of(WordKind::name);
    if (const Word* number = node.word_of(WordKind::number)) change.clause = name_of(*number);
    else change.in_table = name_of(*names.front());
    if (const Word* code = node.word_of(WordKind::quoted)) {
        change.row = {folded(code->text), code->span};
        change.row_is_code = true;
    } else {
        change.row = name_of(*names.back());
    }
    if (auto table = table_of(node, TableReading::amounts, at)) change.table = *std::move(table);
    return change;
}

syntax::CutGoes cut_goes_of(const Node& node) {
    using Type = syntax::CutGoes::Type;
    using End = syntax::CutGoes::End;
    syntax::CutGoes goes;
    goes.span = node.span;
    const bool carried = node.has("carried");
    goes.type = carried ? Type::carried : node.has("falls") ? Type::falls_on : Type::lapses;
    if (!carried) {
        goes.on = last_name(node);
        return goes;
    }
    if (const Word* unit = node.word_of(WordKind::period_unit)) goes.next = name_of(*unit);
    goes.end_on = last_name(node);
    if (node.has("end")) goes.at_end = goes.end_on ? End::falls_on : End::lapses;
    return goes;
}

syntax::UsedByRecordsSentence used_by_records_of(const Node& node, Building& at) {
    syntax::UsedByRecordsSentence used;
    used.term = reference_of(node.get(Rule::reference), at);
    used.at = amount_of(node.get(Rule::amount), at);
    used.within = name_of(*node.word_of(WordKind::period_unit));
    used.span = node.span;
    const auto names = node.words_of(WordKind::name);
    used.records = name_of(*names[0]);
    used.of_each = name_of(*names[1]);
    if (names.size() > 2) used.taking = name_of(*names[2]);
    for (std::size_t index = 3; index < names.size(); ++index) used.order.push_back(name_of(*names[index]));
    if (const Node* goes = node.find(Rule::cut_goes)) used.cut = cut_goes_of(*goes);
    return used;
}

syntax::TotalLimitSentence total_limit_of(const Node& node, Building& at) {
    return {reference_of(node.get(Rule::reference), at), members_of(node.get(Rule::members), at),
            amount_of(node.get(Rule::amount), at), node.span};
}

syntax::AmountPtr difference_of(const Node& node, Building& at) {
    const auto both = node.all(Rule::tight_operand);
    const std::string one = at.written(both[0]->span);
    const std::string other = at.written(both[1]->span);
    if (!node.has("whichever"))
        at.report(
              Code::difference_two_ways, node.span,
              fmt::format("`the difference between {0} and {1}` can be read in two ways: {0} less {1}, or how far the "
                          "two lie apart",
                          one, other))
            .with_help(fmt::format("write `{0} less {1}`, `the amount by which {0} exceeds {1}`, or `the difference "
                                   "between {0} and {1}, whichever way round`",
                                   one, other));
    return made(syntax::Difference{amount_of(*both[0], at), amount_of(*both[1], at)}, node.span);
}

void refuse_opening_if(const Node& node, Building& at) {
    const std::string part = at.written(node.get(Rule::product).span);
    const std::string test = at.written(node.get(Rule::only_if).span);
    const auto behind = node.get(Rule::only_if).span.end;
    const bool alone = behind == node.span.end;
    const std::string rest = alone ? std::string() : at.written({behind, node.span.end});
    auto& problem = at.report(Code::opens_with_if, node.get(Rule::only_if).span,
                              alone ? fmt::format("it is not said what holds where the condition `{}` fails", test)
                                    : fmt::format("`{}` could decide `{}` alone, or all of the amount", test, part));
    if (alone) problem.with_help(fmt::format("write `{}, {}; otherwise ...`", test, part));
    else
        problem.with_help(
            fmt::format("begin with what is always there: `... plus {} {}`; or write `{}, {}{}; otherwise "
                        "...` where the condition decides all of it",
                        part, test, test, part, rest));
}

}  // namespace concordat::parse
