// engine/check/decisions.cpp · room: check
// What:  tables that decide: condition columns, result columns, rows that exclude one another.
// Source: language.md row F7; finding N50.

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "check/draft.h"
#include "source/nearest.h"

namespace concordat::check {

namespace {

using Special = syntax::Cell::Special;

std::optional<std::size_t> column_decided(const syntax::Table& table, std::string_view heading) {
    for (std::size_t i = 0; i < table.headings.size(); ++i) {
        if (table.headings[i].text == heading) return i;
    }
    return std::nullopt;
}

struct ConditionColumn {
    std::size_t column;
    bool whole = false;  // headed `If`: each cell is a whole condition
    std::optional<Lowered> subject;
};

std::optional<std::vector<ConditionColumn>> condition_columns(Draft& draft, const syntax::DecidedSentence& decided,
                                                              const Scope& scope) {
    std::vector<ConditionColumn> columns;
    bool fine = true;
    for (std::size_t i = 0; i < decided.table.headings.size(); ++i) {
        const syntax::Cell& heading = decided.table.headings[i];
        const bool result = std::any_of(decided.names.begin(), decided.names.end(),
                                        [&](const syntax::Name& name) { return name.text == heading.text; });
        if (result) continue;
        if (heading.text == "If") {
            columns.push_back({i, true, {}});
            continue;
        }
        MaybeLowered subject;
        if (heading.amount != nullptr) subject = lower_amount(draft, *heading.amount, scope);
        else
            subject =
                lower_reference(draft, {{heading.text, heading.span}, false, {}, {}}, heading.span, scope, nullptr);
        if (subject) columns.push_back({i, false, subject});
        else fine = false;
    }
    if (!fine) return std::nullopt;
    return columns;
}

MaybeLowered cell_test(Draft& draft, const syntax::Cell& cell, const Lowered& subject, const Scope& scope) {
    if (cell.test != nullptr) return lower_test(draft, *cell.test, subject, scope);
    const auto code_test = [&](std::vector<std::string> codes) -> MaybeLowered {
        for (const std::string& code : codes) {
            syntax::Cell one = cell;
            one.text = code;
            if (!read_fixed(draft, one, &subject.kind)) return std::nullopt;
        }
        return Lowered{draft.add(model::CodeTest{model::TextTest::one_of, subject.id, std::move(codes)}, Kind::yes_no(),
                                 cell.span),
                       Kind::yes_no()};
    };
    if (subject.kind.base == model::KindBase::code) {
        std::vector<std::string> codes = cell.codes;
        if (codes.empty())
            codes = {cell.text.size() > 1 && cell.text.front() == '"' ? cell.text.substr(1, cell.text.size() - 2)
                                                                      : cell.text};
        return code_test(std::move(codes));
    }
    if (cell.codes.size() > 1) {
        model::Combine any{model::Junction::any_of, 0, {}};
        for (const std::string& text : cell.codes) {
            syntax::Cell one = cell;
            one.text = text;
            one.codes.clear();
            parse::read_cell(one, {});
            const auto test = cell_test(draft, one, subject, scope);
            if (!test) return std::nullopt;
            any.items.push_back(test->id);
        }
        return Lowered{draft.add(std::move(any), Kind::yes_no(), cell.span), Kind::yes_no()};
    }
    const auto value = lower_cell(draft, cell, scope, &subject.kind);
    if (!value || !same_kind(draft, subject.kind, value->kind, cell.span, "be compared")) return std::nullopt;
    return Lowered{draft.add(model::Compare{model::CompareOp::equal, subject.id, value->id}, Kind::yes_no(), cell.span),
                   Kind::yes_no()};
}

/// A cell under `If` is a whole condition; any other tests the figure that its column is headed with.
MaybeLowered test_of_cell(Draft& draft, const ConditionColumn& column, const syntax::Cell& cell, const Scope& scope) {
    if (!column.whole) return cell_test(draft, cell, *column.subject, scope);
    if (cell.condition != nullptr) return lower_condition(draft, *cell.condition, scope);
    draft.error(Code::cell_not_understood, cell.span, fmt::format("`{}` is no condition", cell.text))
        .with_help("under `If` stands a whole condition, or `otherwise`");
    return std::nullopt;
}

bool takes_the_rest(const ConditionColumn& column, const syntax::Cell& cell) {
    return cell.special == Special::any_other || (column.whole && cell.text == "otherwise");
}

/// All conditions of a row; `otherwise` for a row of `any other` alone.
struct RowTest {
    bool fine = true;
    bool otherwise = false;
    ExprId condition;
};

RowTest row_test(Draft& draft, const std::vector<ConditionColumn>& columns, const syntax::DecidedSentence& decided,
                 const syntax::Row& row, const Scope& scope) {
    RowTest result;
    model::Combine all{model::Junction::all_of, 0, {}};
    for (const ConditionColumn& column : columns) {
        const syntax::Cell& cell = row.cells[column.column];
        if (cell.special == Special::any) continue;
        if (takes_the_rest(column, cell)) {
            result.otherwise = true;
            if (columns.size() == 1) continue;
            model::Combine others{model::Junction::any_of, 0, {}};
            for (const syntax::Row& other : decided.table.rows) {
                const syntax::Cell& listed = other.cells[column.column];
                if (listed.special == Special::any || takes_the_rest(column, listed)) continue;
                if (const auto test = test_of_cell(draft, column, listed, scope)) others.items.push_back(test->id);
            }
            const ExprId any = draft.add(std::move(others), Kind::yes_no(), cell.span);
            all.items.push_back(draft.add(model::Not{any}, Kind::yes_no(), cell.span));
            continue;
        }
        const MaybeLowered test = test_of_cell(draft, column, cell, scope);
        if (test) all.items.push_back(test->id);
        else result.fine = false;
    }
    result.otherwise = result.otherwise && all.items.empty();
    if (result.fine && !result.otherwise)
        result.condition = all.items.size() == 1 ? all.items[0] : draft.add(std::move(all), Kind::yes_no(), row.span);
    return result;
}

/// A cell that works something out, `Weight times Score`, and is no code.
bool works_out(const syntax::Cell& cell) {
    return cell.amount != nullptr && !std::holds_alternative<syntax::LiteralAmount>(cell.amount->node) &&
           !std::holds_alternative<syntax::ReferenceAmount>(cell.amount->node);
}

bool is_quoted(const Draft& draft, const syntax::Cell& cell) {
    return draft.text.slice(cell.span).find('"') != std::string_view::npos;
}

/// `Low Ratee` in a column of results: no term, and so near to one that a code of that name is not believed.
bool looks_like_a_name(Draft& draft, const syntax::Cell& cell, const Scope& scope) {
    if (is_quoted(draft, cell) || cell.text.empty()) return false;
    std::vector<std::string> names;
    for (const auto& [known, entity] : draft.names)
        if (entity.what == Entity::What::term) names.push_back(known);
    if (scope.record)
        for (const model::Field& field : draft.contract.record(*scope.record).fields) names.push_back(field.name);
    const auto near = source::nearest(cell.text, names);
    if (!near) return false;
    draft.error_at(Code::undefined_name, place_of(draft, cell), fmt::format("`{}` is not a defined term", cell.text))
        .with_help(fmt::format("did you mean `{}`? A code of that name is written \"{}\"", *near, cell.text));
    return true;
}

/// The kind of a result column; codes make a closed list of what the column holds.
std::optional<Kind> column_kind(Draft& draft, const syntax::Table& table, std::size_t column, const Scope& scope) {
    std::optional<Kind> kind;
    const syntax::Cell* unknown = nullptr;  // words that could be a code, or a term that nothing declares
    for (const syntax::Row& row : table.rows) {
        const syntax::Cell& cell = row.cells[column];
        if (cell.special != Special::ordinary) continue;
        const Entity* entity = draft.find(cell.text);
        const bool term = entity != nullptr && entity->what == Entity::What::term;
        const bool is_field = scope.record && find_field(draft, *scope.record, cell.text);
        std::optional<Kind> here;
        if (term || is_field) {
            const auto value =
                lower_reference(draft, {{cell.text, cell.span}, false, {}, {}}, cell.span, scope, nullptr);
            if (!value) return std::nullopt;
            here = value->kind;
        } else if (works_out(cell)) {
            const auto value = lower_amount(draft, *cell.amount, scope);
            if (!value) return std::nullopt;
            here = value->kind;
        } else if (const auto fixed = read_fixed(draft, cell, nullptr, true)) {
            here = fixed->kind;
        } else if (cell.amount != nullptr) {
            const auto value = lower_amount(draft, *cell.amount, scope);
            if (!value) return std::nullopt;
            here = value->kind;
        }
        if (!here) continue;
        const bool code_as_written = !term && !is_field && here->base == model::KindBase::code;
        if (code_as_written && looks_like_a_name(draft, cell, scope)) return std::nullopt;
        if (code_as_written && unknown == nullptr && !is_quoted(draft, cell)) unknown = &cell;
        if (unknown != nullptr && kind &&
            (here->base == model::KindBase::code) != (kind->base == model::KindBase::code)) {
            report_unknown(draft, {unknown->text, unknown->span});
            return std::nullopt;
        }
        if (here->base == model::KindBase::code && (!kind || kind->base == model::KindBase::code)) {
            if (!kind) kind = Kind::code();
            if (!term && std::find(kind->codes.begin(), kind->codes.end(), cell.text) == kind->codes.end())
                kind->codes.push_back(cell.text);
            continue;
        }
        kind = kind ? same_kind(draft, *kind, *here, cell.span, "stand in one column") : here;
        if (!kind) return std::nullopt;
    }
    return kind;
}

MaybeLowered result_cell(Draft& draft, const syntax::Cell& cell, const Scope& scope, const Kind& kind) {
    const bool plain_code = kind.base == model::KindBase::code && cell.special == Special::ordinary &&
                            std::find(kind.codes.begin(), kind.codes.end(), cell.text) != kind.codes.end();
    if (plain_code) return Lowered{draft.add(model::Constant{cell.text}, kind, cell.span), kind};
    return lower_cell(draft, cell, scope, &kind);
}

/// When a row of the table holds: its own condition, and for rows taken in turn none of those before.
struct RowHolds {
    std::vector<ExprId> before;
    ExprId condition;  // unset: any other
};

ExprId when_row_holds(Draft& draft, const RowHolds& row, bool in_turn) {
    const bool none_before = !row.condition.is_set() || in_turn;
    if (!none_before || row.before.empty()) return row.condition;
    const ExprId any = draft.add(model::Combine{model::Junction::any_of, 0, row.before}, Kind::yes_no());
    const ExprId none = draft.add(model::Not{any}, Kind::yes_no());
    if (!row.condition.is_set()) return none;
    return draft.add(model::Combine{model::Junction::all_of, 0, {none, row.condition}}, Kind::yes_no());
}

/// "Admission Group Emergency, Patient Class Day Case": the cells by which a row was found.
std::string words_of_row(const syntax::DecidedSentence& decided, const std::vector<ConditionColumn>& columns,
                         const syntax::Row& row) {
    std::string words;
    for (const ConditionColumn& column : columns) {
        const syntax::Cell& cell = row.cells[column.column];
        if (cell.special == Special::any) continue;
        words += words.empty() ? "" : ", ";
        if (!column.whole) words += decided.table.headings[column.column].text + ": ";
        words += cell.text;
    }
    return words;
}

/// A cell `held as a query` holds the record that the table is about.
void hold_records(Draft& draft, const Scope& scope, const RowHolds& row, bool in_turn, std::string reason) {
    if (!scope.record || !draft.clause_ids.contains(draft.clause_now)) return;
    const ExprId when = when_row_holds(draft, row, in_turn);
    if (!when.is_set()) return;
    draft.contract.records[scope.record->index()].held_when.push_back(
        {when, std::move(reason), draft.clause_ids.at(draft.clause_now)});
}

}  // namespace

MaybeLowered lower_decided(Draft& draft, const syntax::DecidedSentence& decided, std::size_t which,
                           const Scope& scope) {
    const syntax::Name& name = decided.names[which];
    const auto result = column_decided(decided.table, name.text);
    if (!result) {
        draft
            .error(Code::result_column_missing, name.span,
                   fmt::format("the table has no column headed `{}`", name.text))
            .with_help(fmt::format("head the column of results `{}`", name.text));
        return std::nullopt;
    }
    const auto columns = condition_columns(draft, decided, scope);
    const auto kind = columns ? column_kind(draft, decided.table, *result, scope) : std::nullopt;
    if (!kind) return std::nullopt;
    model::Choose choose;
    choose.in_turn = decided.in_turn;
    std::vector<Span> spans;
    std::vector<ExprId> conditions;
    bool fine = true;
    for (const syntax::Row& row : decided.table.rows) {
        const RowTest test = row_test(draft, *columns, decided, row, scope);
        const auto value = result_cell(draft, row.cells[*result], scope, *kind);
        fine = fine && test.fine && value;
        if (!fine) continue;
        if (row.cells[*result].special == Special::held)
            hold_records(draft, scope, {conditions, test.otherwise ? ExprId() : test.condition}, decided.in_turn,
                         words_of_row(decided, *columns, row));
        if (!test.otherwise) conditions.push_back(test.condition);
        if (test.otherwise) choose.otherwise = value->id;
        else choose.cases.push_back({test.condition, value->id}), spans.push_back(row.span);
    }
    if (!fine) return std::nullopt;
    // Rows are the same for every result column: look at them once.
    if (which == 0) check_exclusive(draft, choose, decided.table.span, spans);
    return Lowered{draft.add(std::move(choose), *kind, name.span), *kind};
}

}  // namespace concordat::check
