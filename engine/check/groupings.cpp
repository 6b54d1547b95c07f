// engine/check/groupings.cpp · room: check
// What:  lists whose entries are given by ranges of a record's field, and which records belong to an entry.
// Source: findings N10, N33 (price lists: both days are in); social outcomes: a Cohort by the day of the start.

#include <algorithm>

#include "check/draft.h"
#include "check/once.h"

namespace concordat::check {

bool is_grouping(const syntax::GivenSentence& given) {
    return given.names.size() == 1 && given.table && !given.schedule && !given.table->headings.empty() &&
           given.table->headings.front().text == given.names.front().text;
}

syntax::Table attributes_of_grouping(const syntax::Table& table) {
    std::vector<std::size_t> kept = {0};
    for (std::size_t column = 1; column < table.headings.size(); ++column) {
        const std::string& heading = table.headings[column].text;
        if (!heading.ends_with(" From") && !heading.ends_with(" To")) kept.push_back(column);
    }
    syntax::Table made;
    made.span = table.span;
    for (const std::size_t column : kept) made.headings.push_back(table.headings[column]);
    for (const syntax::Row& row : table.rows) {
        syntax::Row cells;
        cells.span = row.span;
        for (const std::size_t column : kept) cells.cells.push_back(row.cells[column]);
        made.rows.push_back(std::move(cells));
    }
    return made;
}

std::optional<ExprId> in_group(Draft& draft, const Axis& group, model::RecordId record) {
    if (group.type != Axis::Type::member) return std::nullopt;
    const auto found = std::find_if(draft.groupings.begin(), draft.groupings.end(), [&](const Draft::Grouping& one) {
        return one.set == group.set && one.record == record;
    });
    if (found == draft.groupings.end()) return std::nullopt;
    const Kind kind = Kind::member(group.set);
    const ExprId its = draft.add(model::TermRef{found->term, {}, std::nullopt}, kind);
    const ExprId wanted = draft.add(model::ScopeElement{group}, kind);
    return draft.add(model::Compare{model::CompareOp::equal, its, wanted}, Kind::yes_no());
}

void read_groupings(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* given = std::get_if<syntax::GivenSentence>(&standing.sentence->form);
        if (given == nullptr || !is_grouping(*given)) continue;
        const InClause here(draft, standing.number);
        lower_given(draft, *given, standing);
    }
}

}  // namespace concordat::check
