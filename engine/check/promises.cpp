// engine/check/promises.cpp · room: check
// What:  what must hold: totals of 100%, limits, equalities. Shown now where everything is agreed, at each settlement
// otherwise. Source: language.md row A1; section 10 (a total that is wrong points at the last cell of its column).

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

using syntax::PromiseSentence;

model::CompareOp op_of(syntax::Comparator op) {
    switch (op) {
        case syntax::Comparator::is: return model::CompareOp::equal;
        case syntax::Comparator::is_not: return model::CompareOp::not_equal;
        case syntax::Comparator::at_least: return model::CompareOp::at_least;
        case syntax::Comparator::more_than: return model::CompareOp::more_than;
        case syntax::Comparator::at_most: return model::CompareOp::at_most;
        case syntax::Comparator::less_than: return model::CompareOp::less_than;
    }
    return model::CompareOp::equal;
}

/// Whether a cell change is about this party; nothing where it is about something else than parties.
std::optional<bool> is_about(const Draft& draft, ExprId condition, model::PartyId party) {
    const auto* all = std::get_if<model::Combine>(&draft.expression(condition).node);
    if (all == nullptr) return std::nullopt;
    for (const ExprId item : all->items) {
        const auto* compare = std::get_if<model::Compare>(&draft.expression(item).node);
        const auto* there =
            compare == nullptr ? nullptr : std::get_if<model::Constant>(&draft.expression(compare->right).node);
        const auto* named = there == nullptr ? nullptr : std::get_if<model::PartyId>(&there->value);
        if (named == nullptr) return std::nullopt;
        if (*named != party) return false;
    }
    return true;
}

/// The cell of one party as the dated changes leave it; nothing where one of them is worked out.
std::optional<model::Value> cell_on(const Draft& draft, const model::Term& term, const model::AttributeSource& column,
                                    std::size_t party, calendar::Date day) {
    model::Value cell = model::None{};
    if (party < column.by_party.size() && column.by_party[party]) cell = *column.by_party[party];
    for (const model::Stage& stage : term.stages) {
        if (!stage.from || day < *stage.from || (stage.until && *stage.until <= day)) continue;
        ExprId value = stage.value;
        if (const auto* choose = std::get_if<model::Choose>(&draft.expression(value).node)) {
            const auto about = choose->cases.size() == 1
                                   ? is_about(draft, choose->cases.front().condition, model::PartyId(party))
                                   : std::nullopt;
            if (!about) return std::nullopt;
            if (!*about) continue;
            value = choose->cases.front().result;
        }
        const auto* constant = std::get_if<model::Constant>(&draft.expression(value).node);
        if (constant == nullptr) return std::nullopt;
        cell = constant->value;
    }
    return cell;
}

/// The cells of a column on that day: of those that have the role then, where parties join or leave.
std::optional<std::vector<model::Value>> cells_on(const Draft& draft, const model::Term& term, calendar::Date day) {
    std::vector<model::Value> cells;
    if (const auto* member = std::get_if<model::MemberColumnSource>(&term.source)) {
        for (const auto& value : member->by_member)
            if (value) cells.push_back(*value);
        return cells;
    }
    const auto* column = std::get_if<model::AttributeSource>(&term.source);
    if (column == nullptr) return std::nullopt;
    for (std::size_t party = 0; party < draft.contract.parties.size(); ++party) {
        const bool there =
            std::all_of(draft.contract.roles.begin(), draft.contract.roles.end(), [&](const model::Role& role) {
                const model::RoleId own = term.index.empty() ? model::RoleId() : term.index.front().role;
                const bool other = own.is_set() && &role != &draft.contract.role(own);
                return other || model::has_role(role, model::PartyId(party), {day, day});
            });
        const auto cell = cell_on(draft, term, *column, party, day);
        if (!cell) return std::nullopt;
        if (there && model::is_known(*cell)) cells.push_back(*cell);
    }
    return cells;
}

/// The figures of a column, when they are all fixed; nothing when one rests on a report.
std::optional<exact::Ratio> fixed_total(const Draft& draft, const model::Term& term, calendar::Date day) {
    const bool adjusted =
        std::any_of(term.stages.begin(), term.stages.end(), [](const model::Stage& stage) { return !stage.from; });
    const auto cells = adjusted ? std::nullopt : cells_on(draft, term, day);
    if (!cells) return std::nullopt;
    exact::Ratio total = 0;
    for (const model::Value& value : *cells) {
        const auto* number = std::get_if<exact::Ratio>(&value);
        if (number == nullptr) return std::nullopt;
        total += *number;
    }
    return total;
}

/// The days from which the total of a column may be another: the first, those of its changes, and those on which a
/// party has joined or left.
std::set<calendar::Date> days_of_change(const Draft& draft, const model::Term& term) {
    std::set<calendar::Date> days = {draft.contract.in_force.first};
    const auto* column = std::get_if<model::AttributeSource>(&term.source);
    if (column == nullptr) return days;
    for (const model::Stage& stage : term.stages)
        if (stage.from) days.insert(*stage.from);
    for (const model::Role& role : draft.contract.roles) {
        for (const model::Membership& one : role.memberships) {
            if (one.from) days.insert(*one.from);
            if (one.until) days.insert(one.until->plus_days(1));
        }
    }
    std::erase_if(days, [&](calendar::Date day) { return !draft.contract.in_force.contains(day); });
    return days;
}

/// The last cell of the column that a heading begins, for a total that is wrong.
source::Place last_cell(const Draft& draft, const model::Term& term, Span heading, Span otherwise) {
    const auto look = [&](const syntax::Table& table) -> std::optional<source::Place> {
        for (std::size_t column = 0; column < table.headings.size(); ++column) {
            if (table.headings[column].text != term.name || !(table.headings[column].span == heading)) continue;
            for (std::size_t row = table.rows.size(); row-- > 0;) {
                if (!table.rows[row].cells[column].text.empty()) return place_of(draft, table.rows[row].cells[column]);
            }
        }
        return std::nullopt;
    };
    for (const StandingSentence& standing : draft.sentences) {
        const auto& form = standing.sentence->form;
        std::optional<source::Place> place;
        if (const auto* parties = std::get_if<syntax::PartiesSentence>(&form)) place = look(parties->table);
        if (const auto* set = std::get_if<syntax::SetSentence>(&form); set != nullptr && set->table)
            place = look(*set->table);
        if (place) return *place;
    }
    return draft.text.place(otherwise);
}

void check_on(Draft& draft, const PromiseSentence& promise, model::TermId id, const exact::Ratio& wanted,
              calendar::Date day) {
    const model::Term& term = draft.term(id);
    const auto total = fixed_total(draft, term, day);
    if (!total || *total == wanted) return;
    const auto& contract = draft.contract;
    const auto difference = exact::size_of(wanted - *total);
    const std::string since =
        day == contract.in_force.first ? std::string("the") : fmt::format("from {} the", calendar::write_long(day));
    const auto change = std::find_if(term.stages.begin(), term.stages.end(),
                                     [&](const model::Stage& stage) { return stage.from == day; });
    if (change != term.stages.end()) {
        const InClause here(draft, contract.clause(change->clause).number);
        draft
            .error_at(Code::total_is_wrong, contract.clause(change->clause).place,
                      fmt::format("{} `{}` column totals {}; it must total {}", since, term.name,
                                  model::write_for_people(contract, *total, term.kind),
                                  model::write_for_people(contract, wanted, term.kind)))
            .label(draft.text.place(promise.what.name.span), "promised here")
            .with_help("change another cell of that column on the same day");
        return;
    }
    auto& problem =
        draft.error_at(Code::total_is_wrong, last_cell(draft, term, draft.draft(id).declared, promise.what.name.span),
                       fmt::format("{} `{}` column totals {}; it must total {}", since, term.name,
                                   model::write_for_people(contract, *total, term.kind),
                                   model::write_for_people(contract, wanted, term.kind)));
    problem.label(draft.text.place(promise.what.name.span), "promised here");
    problem.with_help(fmt::format("{} is {}", model::write_for_people(contract, difference, term.kind),
                                  *total < wanted ? "missing" : "too much"));
}

void check_now(Draft& draft, const PromiseSentence& promise, model::TermId id, const Lowered& value) {
    const model::Term& term = draft.term(id);
    const auto* constant = std::get_if<model::Constant>(&draft.expression(value.id).node);
    const auto* wanted = constant != nullptr ? std::get_if<exact::Ratio>(&constant->value) : nullptr;
    const bool half_read = draft.half_read.contains(term.name) || is_broken(draft, draft.draft(id).clause);
    if (half_read || wanted == nullptr || promise.op != syntax::Comparator::is) return;
    const exact::Ratio total = *wanted;
    for (const calendar::Date day : days_of_change(draft, term)) {
        const std::size_t before = draft.problems.all().size();
        check_on(draft, promise, id, total, day);
        if (draft.problems.all().size() > before) return;
    }
}

bool promised(const Draft& draft, std::string_view term) {
    return std::any_of(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
        const auto* promise = std::get_if<PromiseSentence>(&standing.sentence->form);
        return promise != nullptr && promise->total && promise->what.name.text == term;
    });
}

void lower_total(Draft& draft, const PromiseSentence& promise, const StandingSentence& standing) {
    const Entity* entity = draft.find(promise.what.name.text);
    // Where the list itself is missing, and that was said, its column is no mistake of its own.
    if (entity == nullptr && promise.over && draft.silent_names.contains(promise.over->noun.text)) return;
    if (entity == nullptr) {
        report_unknown(draft, promise.what.name);
        return;
    }
    if (entity->what != Entity::What::term || !ensure_lowered(draft, entity->term, promise.what.name.span)) return;
    std::optional<Axis> axis;
    if (promise.over) axis = axis_of(draft, promise.over->noun);
    else
        for (const Axis& one : draft.term(entity->term).index)
            if (!axis && one.type != Axis::Type::period) axis = one;
    if (promise.over && !axis) return;
    if (!axis) {
        draft
            .error(Code::total_of_one, promise.what.name.span,
                   fmt::format("`{}` has one value; there is nothing to total", promise.what.name.text))
            .with_help("write `must equal`, or name the parties: `of all Partners`");
        return;
    }
    Scope scope;
    scope.axes = {*axis};
    const Kind kind = draft.term(entity->term).kind;
    const auto value = lower_amount(draft, *promise.value, {}, &kind);
    const auto of = lower_reference(draft, {promise.what.name, false, {}, {}}, promise.what.name.span, scope, nullptr);
    if (!value || !of || !same_kind(draft, kind, value->kind, promise.value->span, "be compared")) return;
    model::Aggregate total;
    total.op = model::AggregateOp::total;
    total.over = {*axis};
    total.of = of->id;
    const ExprId sum = draft.add(std::move(total), kind, promise.what.name.span);
    const ExprId holds =
        draft.add(model::Compare{op_of(promise.op), sum, value->id}, Kind::yes_no(), standing.sentence->span);
    draft.contract.promises.push_back(
        {standing.clause, holds, {}, std::string(draft.text.slice(standing.sentence->span))});
    check_now(draft, promise, entity->term, *value);
}

void lower_promise(Draft& draft, const PromiseSentence& promise, const StandingSentence& standing) {
    if (promise.total) {
        lower_total(draft, promise, standing);
        return;
    }
    const Entity* entity = draft.find(promise.what.name.text);
    Scope scope;
    std::vector<Axis> over;
    if (entity != nullptr && entity->what == Entity::What::term &&
        ensure_lowered(draft, entity->term, promise.what.name.span) && promise.what.of.empty()) {
        for (const Axis& axis : draft.term(entity->term).index) {
            if (axis.type != Axis::Type::period) over.push_back(axis);
        }
        scope.axes = over;
        for (const Axis& axis : over)
            if (axis.type == Axis::Type::record) scope.record = axis.record;
    }
    const auto left = lower_reference(draft, promise.what, promise.what.name.span, scope, nullptr);
    const auto right = lower_amount(draft, *promise.value, scope, left ? &left->kind : nullptr);
    if (!left || !right || !same_kind(draft, left->kind, right->kind, standing.sentence->span, "be compared")) return;
    const ExprId holds =
        draft.add(model::Compare{op_of(promise.op), left->id, right->id}, Kind::yes_no(), standing.sentence->span);
    draft.contract.promises.push_back(
        {standing.clause, holds, std::move(over), std::string(draft.text.slice(standing.sentence->span))});
}

}  // namespace

bool weights_total_whole(Draft& draft, model::TermId id, Span used_at) {
    const model::Term& term = draft.term(id);
    const auto total = fixed_total(draft, term, draft.contract.in_force.first);
    // A promise of the contract about the same column says it itself.
    if (!total || *total == exact::Ratio(1) || !term.kind.is_percentage() || promised(draft, term.name)) return true;
    draft
        .error_at(Code::total_is_wrong, last_cell(draft, term, draft.draft(id).declared, used_at),
                  fmt::format("the `{}` column totals {}; weights must total 100%, or the average is `rescaled`",
                              term.name, model::write_for_people(draft.contract, *total, term.kind)))
        .label(draft.text.place(used_at), "the average is weighted here");
    return false;
}

void lower_promises(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* promise = std::get_if<PromiseSentence>(&standing.sentence->form))
            lower_promise(draft, *promise, standing);
    }
}

}  // namespace concordat::check
