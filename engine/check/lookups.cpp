// engine/check/lookups.cpp · room: check
// What:  values given by keys, on a date, in a table of the text or a linked file.
// Source: language.md row F6 and section 10 (a straight line inside rows); finding N39 (codes), section 4 (price
//         lists).

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/once.h"
#include "check/day_sets.h"
#include "check/named_periods.h"

namespace concordat::check {

namespace {

using syntax::Cell;
using syntax::GivenSentence;

/// A heading without the form that may stand behind it: "Rate (share of 1)" is Rate.
std::string bare(std::string_view heading) {
    const auto bracket = heading.find(" (");
    return std::string(heading.substr(0, bracket));
}

bool same_words(std::string_view a, std::string_view b) {
    const auto letter = [](char c) {
        return c == ' ' || c == '-' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return letter(x) == letter(y); });
}

std::optional<std::size_t> column_headed(const syntax::Table& table, std::string_view heading) {
    for (std::size_t i = 0; i < table.headings.size(); ++i) {
        if (same_words(bare(table.headings[i].text), heading)) return i;
    }
    return std::nullopt;
}

/// The name by which a key is written, which heads its column.
std::optional<std::string> key_heading(Draft& draft, const syntax::Amount& key) {
    const auto* reference = std::get_if<syntax::ReferenceAmount>(&key.node);
    if (reference != nullptr) return reference->reference.name.text;
    draft.error(Code::key_not_a_name, key.span, "a look-up key is a name, which heads its column in the table")
        .with_help("define a term for it first, and look up by that term");
    return std::nullopt;
}

/// The scope of a look-up without `For each`: the role or list that is a key, or the record whose fields the keys are.
std::optional<Scope> implied_scope(Draft& draft, const GivenSentence& given) {
    Scope scope;
    std::vector<std::string> fields;
    for (const auto& key : given.by) {
        const auto heading = key_heading(draft, *key);
        if (!heading) return std::nullopt;
        const Entity* entity = draft.find(*heading);
        const bool axis =
            entity != nullptr && (entity->what == Entity::What::role || entity->what == Entity::What::set);
        if (axis)
            scope.axes.push_back(entity->what == Entity::What::role
                                     ? Axis{Axis::Type::party, entity->role, {}, {}, {}}
                                     : Axis{Axis::Type::member, {}, entity->set, {}, {}});
        else if (entity == nullptr || entity->what != Entity::What::term || !draft.term(entity->term).index.empty())
            fields.push_back(*heading);
    }
    std::vector<model::RecordId> records;
    for (std::size_t i = 0; i < draft.contract.records.size() && !fields.empty(); ++i) {
        const model::RecordId record(i);
        const bool all = std::all_of(fields.begin(), fields.end(), [&](const std::string& field) {
            if (find_field(draft, record, field)) return true;
            const Entity* entity = draft.find(field);
            return entity != nullptr && entity->what == Entity::What::term;
        });
        const bool any = std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
            return find_field(draft, record, field).has_value();
        });
        if (all && any) records.push_back(record);
    }
    if (records.size() > 1) {
        draft
            .error(Code::which_one_unsaid, given.by.front()->span,
                   fmt::format("`{}` is a field of more than one record; the text says of which", fields.front()))
            .with_help(fmt::format("begin with `For each {}, ...`", draft.contract.record(records.front()).name));
        return std::nullopt;
    }
    if (records.size() == 1) {
        // Keys that are roles or lists are then fields of the same record.
        scope.axes = {{Axis::Type::record, {}, {}, records.front(), {}}};
        scope.record = records.front();
    }
    return scope;
}

struct Shape {
    model::Table table;
    std::vector<ExprId> keys;
    std::vector<std::size_t> key_columns, value_columns;
    std::vector<std::optional<std::size_t>> key_to_columns;
    std::optional<std::size_t> from_column, until_column;
};

/// A key may be a range: columns "Started From" and "Started To" (both included).
std::optional<std::pair<std::size_t, std::size_t>> range_columns(const syntax::Table& table,
                                                                 const std::string& heading) {
    for (const auto& [low, high] :
         {std::pair{" From", " To"}, std::pair{" from", " to"}, std::pair{" from", " up to and including"}}) {
        const auto from = column_headed(table, heading + low);
        const auto to = column_headed(table, heading + high);
        if (from && to) return std::pair{*from, *to};
    }
    return std::nullopt;
}

bool add_key(Draft& draft, const syntax::Amount& written, const syntax::Table* table, const Scope& scope,
             Shape& shape) {
    const auto heading = key_heading(draft, written);
    if (!heading) return false;
    const auto key = lower_amount(draft, written, scope);
    if (!key) return false;
    model::Table::Key made{*heading, key->kind, false, {}};
    std::optional<std::size_t> column, column_to;
    if (table != nullptr) {
        column = column_headed(*table, *heading);
        if (const auto range = range_columns(*table, *heading); !column && range) {
            made.is_range = true;
            made.heading = bare(table->headings[range->first].text);
            made.heading_to = bare(table->headings[range->second].text);
            column = range->first;
            column_to = range->second;
        }
        if (!column) {
            draft
                .error(Code::key_column_missing, written.span,
                       fmt::format("the table has no column headed `{}`", *heading))
                .with_help(
                    fmt::format("head the key column `{}`, or use `{} From` and `{} To` for a range with both ends in",
                                *heading, *heading, *heading));
            return false;
        }
    }
    shape.keys.push_back(key->id);
    shape.key_columns.push_back(column.value_or(0));
    shape.key_to_columns.push_back(column_to);
    shape.table.keys.push_back(std::move(made));
    return true;
}

/// `12 weeks`, `6 months`: days of them differ from month to month, so they are lengths of time.
bool is_length(const Cell& written) {
    Cell cell = written;
    if (!cell.place.file.empty() && cell.amount == nullptr && cell.special == Cell::Special::ordinary)
        parse::read_cell(cell, {});
    const auto* literal = cell.amount != nullptr ? std::get_if<syntax::LiteralAmount>(&cell.amount->node) : nullptr;
    if (literal == nullptr) return false;
    const std::string& unit = literal->literal.unit;
    return unit.starts_with("week") || unit.starts_with("month") || unit.starts_with("year");
}

Kind kind_of_column(Draft& draft, const syntax::Table* table, std::optional<std::size_t> column) {
    if (table == nullptr || !column) return draft.units.new_unknown();
    std::optional<Kind> kind;
    for (const syntax::Row& row : table->rows) {
        if (is_length(row.cells[*column])) return Kind::length();
        const auto fixed = read_fixed(draft, row.cells[*column], nullptr, true);
        if (!fixed || !model::is_known(fixed->value)) continue;
        kind = fixed->kind;
        break;
    }
    const std::string& heading = table->headings[*column].text;
    if (heading.ends_with("(share of 1)") || heading.ends_with("(in hundredths)")) return Kind::percentage();
    return kind.value_or(draft.units.new_unknown());
}

void fill_row(Draft& draft, const Shape& shape, const syntax::Row& written, std::vector<model::Value> keys,
              std::vector<model::Table::Row>& rows) {
    model::Table::Row row;
    row.place = place_of(draft, written.cells[0]);
    row.keys = std::move(keys);
    row.keys_to.resize(row.keys.size(), model::None{});
    for (std::size_t i = 0; i < shape.key_to_columns.size(); ++i) {
        if (!shape.key_to_columns[i]) continue;
        const Cell& cell = written.cells[*shape.key_to_columns[i]];
        if (cell.special == Cell::Special::blank || cell.special == Cell::Special::no_limit) continue;
        if (const auto fixed = read_fixed(draft, cell, &shape.table.keys[i].kind)) row.keys_to[i] = fixed->value;
    }
    const Kind date = Kind::date();
    for (const auto& [column, place] :
         {std::pair{shape.from_column, &row.from}, std::pair{shape.until_column, &row.until}}) {
        if (!column || written.cells[*column].special == Cell::Special::blank ||
            written.cells[*column].special == Cell::Special::no_limit)
            continue;
        const auto fixed = read_fixed(draft, written.cells[*column], &date);
        if (fixed && std::holds_alternative<calendar::Date>(fixed->value))
            *place = std::get<calendar::Date>(fixed->value);
    }
    for (std::size_t i = 0; i < shape.value_columns.size(); ++i) {
        const Cell& cell = written.cells[shape.value_columns[i]];
        const bool blank = cell.special == Cell::Special::blank || cell.special == Cell::Special::no_limit;
        const auto fixed = blank ? std::optional(FixedValue{model::None{}, {}})
                                 : read_fixed(draft, cell, &shape.table.columns[i].kind);
        row.cells.push_back(fixed ? fixed->value : model::Value(model::None{}));
    }
    rows.push_back(std::move(row));
}

/// "11, 12 or 13" in a key cell stands for three rows.
void fill_rows(Draft& draft, Shape& shape, const syntax::Table& table) {
    for (const syntax::Row& written : table.rows) {
        std::vector<std::vector<model::Value>> combinations = {{}};
        for (std::size_t i = 0; i < shape.key_columns.size(); ++i) {
            const Cell& cell = written.cells[shape.key_columns[i]];
            std::vector<model::Value> values;
            std::vector<std::string> codes = cell.codes;
            if (codes.size() < 2) codes = {cell.text};
            for (const std::string& code : codes) {
                Cell one = cell;
                if (codes.size() > 1) {
                    one.text = code;
                    one.codes.clear();
                    parse::read_cell(one, {});
                }
                const auto named = periods_named(draft, shape.keys[i], one);
                values.insert(values.end(), named.begin(), named.end());
                if (!named.empty()) continue;
                if (const auto fixed = read_fixed(draft, one, &shape.table.keys[i].kind))
                    values.push_back(fixed->value);
            }
            std::vector<std::vector<model::Value>> longer;
            for (const auto& begun : combinations) {
                for (const model::Value& value : values) {
                    longer.push_back(begun);
                    longer.back().push_back(value);
                }
            }
            combinations = std::move(longer);
        }
        for (auto& keys : combinations) fill_row(draft, shape, written, std::move(keys), shape.table.rows);
    }
    for (std::size_t i = 0; i < shape.key_columns.size(); ++i)
        check_named_periods(draft, table, shape.keys[i], shape.key_columns[i], shape.key_columns);
}

std::optional<std::size_t> value_column(Draft& draft, const syntax::Name& name, const syntax::Table* table,
                                        const Shape& shape, bool alone) {
    if (table == nullptr) return std::nullopt;
    auto column = column_headed(*table, name.text);
    // One term and one column left over: the heading need not repeat the term's name.
    const std::size_t taken = shape.key_columns.size() + (shape.from_column ? 1 : 0) + (shape.until_column ? 1 : 0);
    if (!column && alone && table->headings.size() == taken + 1) {
        for (std::size_t i = 0; i < table->headings.size(); ++i) {
            const bool key =
                std::find(shape.key_columns.begin(), shape.key_columns.end(), i) != shape.key_columns.end();
            if (!key && i != shape.from_column && i != shape.until_column) column = i;
        }
    }
    if (!column) {
        draft
            .error(Code::result_column_missing, name.span,
                   fmt::format("the table has no column headed `{}`", name.text))
            .with_help(fmt::format("head the column of values `{}`", name.text));
    }
    return column;
}

ExprId with_policy(Draft& draft, const GivenSentence& given, const std::string& name, ExprId value, const Kind& kind,
                   const Scope& scope) {
    for (const syntax::MissingPhrase& phrase : given.if_missing) {
        if ((phrase.of && phrase.of->text != name) || phrase.value == nullptr) continue;
        const auto instead = lower_amount(draft, *phrase.value, scope, &kind);
        if (!instead || !same_kind(draft, kind, instead->kind, phrase.value->span, "stand in for the missing value"))
            return value;
        const ExprId absent = draft.add(model::IsAbsent{model::Presence::missing, value}, Kind::yes_no());
        return draft.add(model::Choose{{{absent, instead->id}}, value, false}, kind);
    }
    return value;
}

struct Given {
    const GivenSentence& sentence;
    const StandingSentence& standing;
    Scope scope;
    std::set<calendar::PeriodUnit> units;
    ExprId on;
};

/// The entry of a list that a record belongs to: a term without a name of its own, for the list has the name.
void finish_grouping(Draft& draft, const Given& given, const syntax::Name& name, model::SetId set, ExprId value) {
    if (!given.scope.record) {
        draft
            .error(Code::wrong_sort_of_name, name.span,
                   fmt::format("`{}` is given by a range, and no field of a record lies in it", name.text))
            .with_help("name a field of one record behind `by`");
        return;
    }
    const model::TermId id = draft.new_term(name.text, name.span);
    model::Term& term = draft.term(id);
    term.kind = Kind::member(set);
    term.index = given.scope.axes;
    term.clause = given.standing.clause;
    term.stages.push_back({model::Stage::Effect::defines,
                           given.standing.clause,
                           value,
                           {},
                           {},
                           folded_words(draft.text.slice(given.standing.sentence->span))});
    draft.draft(id).state = TermDraft::State::done;
    draft.draft(id).used = true;
    draft.groupings.push_back({set, *given.scope.record, id});
}

void finish_term(Draft& draft, const Given& given, const syntax::Name& name, ExprId value, const Kind& kind) {
    const Entity* entity = draft.find(name.text);
    if (entity != nullptr && entity->what == Entity::What::set)
        return finish_grouping(draft, given, name, entity->set, value);
    if (entity == nullptr || entity->what != Entity::What::term) return;
    model::Term& term = draft.term(entity->term);
    const bool first = term.stages.empty();
    if (first) {
        term.kind = kind;
        term.index = given.scope.axes;
        const bool each_day = given.units.contains(calendar::PeriodUnit::day);
        if ((!given.scope.record || each_day) && !given.units.empty())
            term.index.push_back({Axis::Type::period, {}, {}, {}, *given.units.begin()});
    }
    ExprId whole = with_policy(draft, given.sentence, name.text, value, kind, given.scope);
    if (given.sentence.none_pays_nothing) {
        const ExprId none = draft.add(model::IsAbsent{model::Presence::none, whole}, Kind::yes_no());
        const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, kind);
        whole = draft.add(model::Choose{{{none, nothing}}, whole, false}, kind);
    }
    draft.term(entity->term)
        .stages.push_back({model::Stage::Effect::defines, given.standing.clause, whole, given.standing.from,
                           given.standing.until, folded_words(draft.text.slice(given.standing.sentence->span))});
}

void lower_line(Draft& draft, const Given& given, const Shape& shape, model::TableId table) {
    const syntax::InLineInRow& line = *given.sentence.line;
    const auto x = lower_amount(draft, *line.of, given.scope);
    if (!x) return;
    model::LineInRow node{table, x->id, 0, 0, 0, 0, shape.keys, given.on};
    std::optional<Kind> kind;
    for (const auto& [name, place] : {std::pair{&line.x_from, &node.x_from}, std::pair{&line.x_to, &node.x_to},
                                      std::pair{&line.y_from, &node.y_from}, std::pair{&line.y_to, &node.y_to}}) {
        const auto& columns = draft.contract.table(table).columns;
        const auto found = std::find_if(columns.begin(), columns.end(), [&, heading = name->text](const auto& column) {
            return same_words(column.heading, heading);
        });
        if (found == columns.end()) {
            draft.error(Code::result_column_missing, name->span,
                        fmt::format("the table has no column headed `{}`", name->text));
            return;
        }
        *place = static_cast<std::size_t>(found - columns.begin());
    }
    const auto& columns = draft.contract.table(table).columns;
    kind = columns[node.y_from].kind;
    if (!same_kind(draft, x->kind, columns[node.x_from].kind, line.x_from.span, "be compared")) return;
    if (UnitEquations::has_unknown(columns[node.y_to].kind))
        (void)draft.units.equate(columns[node.y_from].kind.unit, columns[node.y_to].kind.unit);
    finish_term(draft, given, given.sentence.names.front(),
                draft.add(std::move(node), *kind, given.sentence.names.front().span), *kind);
}

}  // namespace

namespace {

/// on each Night, on the Cluster Day: the name that may stand for a day.
std::optional<syntax::Name> name_of_each_day(const Draft& draft, const GivenSentence& sentence) {
    if (sentence.each_day) return sentence.each_day;
    const auto* on = sentence.on != nullptr ? std::get_if<syntax::ReferenceAmount>(&sentence.on->node) : nullptr;
    const Entity* entity = on != nullptr ? draft.find(on->reference.name.text) : nullptr;
    if (entity == nullptr || entity->what != Entity::What::day) return std::nullopt;
    return on->reference.name;
}

/// The value is looked up for each day of the record.
bool look_up_each_day(Draft& draft, Given& given, const syntax::Name& name) {
    if (!given.scope.record) {
        report_unknown(draft, name, "a date, or a day of a record");
        return false;
    }
    const auto days = days_named(draft, name.text, given.scope);
    if (!days || draft.contract.day_set(*days).record != *given.scope.record) {
        if (name.text == "night" || name.text == "day") (void)expect_days(draft, *given.scope.record, name.span);
        else report_unknown(draft, name, "a date, or a day of this record");
        return false;
    }
    given.on = day_in_play(draft, name.span).id;
    given.units.insert(calendar::PeriodUnit::day);
    return true;
}

}  // namespace

void hold_not_in_table(Draft& draft, const GivenSentence& sentence, const StandingSentence& standing);

void hold_without_value(Draft& draft, const GivenSentence& sentence, const StandingSentence& standing) {
    const bool each_day = name_of_each_day(draft, sentence).has_value();  // no one value to ask for: the key is asked
    if (!each_day) hold_not_in_table(draft, sentence, standing);
    if (!sentence.held_record || (!sentence.held_without && !each_day)) return;
    const Entity* record = expect(draft, *sentence.held_record, Entity::What::record);
    if (record != nullptr && sentence.held_where != nullptr && each_day) {
        Scope its;
        its.record = record->record;
        its.axes = {{Axis::Type::record, {}, {}, record->record, {}}};
        const auto when = lower_condition(draft, *sentence.held_where, its);
        if (when)
            draft.contract.records[record->record.index()].held_when.push_back(
                {when->id, draft.expression(when->id).words, standing.clause});
    }
    if (!sentence.held_without) return;
    const Entity* without = draft.find(sentence.held_without->text);
    if (without == nullptr) report_unknown(draft, *sentence.held_without);
    if (record == nullptr || without == nullptr) return;
    Scope scope;
    scope.record = record->record;
    scope.axes = {{Axis::Type::record, {}, {}, record->record, {}}};
    // No row and "-" alike; the reason that is shown says which.
    const auto value =
        lower_reference(draft, {*sentence.held_without, false, {}, {}}, sentence.held_without->span, scope, nullptr);
    if (!value) return;
    const ExprId no_row = draft.add(model::IsAbsent{model::Presence::missing, value->id}, Kind::yes_no());
    const ExprId no_price = draft.add(model::IsAbsent{model::Presence::none, value->id}, Kind::yes_no());
    const ExprId either = draft.add(model::Combine{model::Junction::any_of, 0, {no_row, no_price}}, Kind::yes_no());
    draft.contract.records[record->record.index()].held_when.push_back(
        {either, "no " + sentence.held_without->text, standing.clause});
}

/// `Schedule A` in a document that was brought in is called `T, Schedule A`, but not where it is a link to a file.
bool is_schedule(const std::string& named, const std::string& title) {
    return named == title || named.ends_with(", " + title);
}

void hold_not_in_table(Draft& draft, const GivenSentence& sentence, const StandingSentence& standing) {
    if (!sentence.held_record || !sentence.held_not_in) return;
    const Entity* record = expect(draft, *sentence.held_record, Entity::What::record);
    const Entity* first = draft.find(sentence.names.front().text);
    if (record == nullptr || first == nullptr || first->what != Entity::What::term) return;
    const auto is_key = [&](const syntax::AmountPtr& by) {
        const auto* reference = std::get_if<syntax::ReferenceAmount>(&by->node);
        return reference != nullptr && reference->reference.name.text == sentence.held_not_in->text;
    };
    const bool key = std::any_of(sentence.by.begin(), sentence.by.end(), is_key);
    const bool here = sentence.schedule && is_schedule(sentence.held_schedule, sentence.schedule->title);
    if (!key || !here) {
        draft
            .error(Code::wrong_sort_of_name, sentence.held_span,
                   "this sentence looks up something else, or in another schedule")
            .with_help(fmt::format("write a sentence of its own: `A {} whose {} is not in [...](...) is held as a "
                                   "query.`",
                                   sentence.held_record->text, sentence.held_not_in->text));
        return;
    }
    Scope scope;
    scope.record = record->record;
    scope.axes = {{Axis::Type::record, {}, {}, record->record, {}}};
    const auto value =
        lower_reference(draft, {sentence.names.front(), false, {}, {}}, sentence.held_span, scope, nullptr);
    if (!value) return;
    const auto whether = draft.contract.term(first->term).stages.front().value;
    const auto* look_up = std::get_if<model::LookUp>(&draft.expression(whether).node);
    ExprId absent;
    if (look_up != nullptr) {
        model::LookUp row = *look_up;
        row.column = model::LookUp::whether_there;
        absent = draft.add(model::Not{draft.add(std::move(row), Kind::yes_no())}, Kind::yes_no());
    } else {
        absent = draft.add(model::IsAbsent{model::Presence::missing, value->id}, Kind::yes_no());
    }
    draft.contract.records[record->record.index()].held_when.push_back(
        {absent, fmt::format("{} not in {}", sentence.held_not_in->text, sentence.held_schedule), standing.clause});
}

void lower_given(Draft& draft, const GivenSentence& sentence, const StandingSentence& standing) {
    auto scope = sentence.for_each ? scope_of(draft, sentence.for_each) : implied_scope(draft, sentence);
    if (!scope) return;
    Given given{sentence, standing, std::move(*scope), {}, {}};
    given.scope.units_used = &given.units;
    const syntax::Table* table = sentence.table ? &*sentence.table : nullptr;
    Shape shape;
    shape.table.title = sentence.schedule ? sentence.schedule->title : "clause " + standing.number;
    shape.table.clause = standing.clause;
    if (sentence.schedule) {
        shape.table.file = sentence.schedule->file;
        const auto file = draft.files.find(sentence.schedule->file);
        if (file != draft.files.end()) table = &file->second;
    }
    if (table != nullptr) {
        shape.from_column = column_headed(*table, "From");
        shape.until_column = column_headed(*table, "Until");
    }
    const auto each_day = name_of_each_day(draft, sentence);
    shape.table.dated = sentence.on != nullptr || each_day;
    if (each_day) {
        if (!look_up_each_day(draft, given, *each_day)) return;
    } else if (sentence.on != nullptr) {
        const auto on = lower_amount(draft, *sentence.on, given.scope);
        if (!on || !demand(draft, on->kind, Kind::date(), sentence.on->span, "the day on which a value is looked up"))
            return;
        given.on = on->id;
    } else if (shape.from_column || shape.until_column) {
        // "in a straight line within each row, from Rate at From to Rate at To" uses such columns for itself.
        if (!sentence.line) {
            draft
                .error(
                    Code::dated_table_without_day, sentence.by.back()->span,
                    "the table has columns From and Until, and the sentence does not say on which day a row is chosen")
                .with_help(fmt::format("behind `{}` write `on` and the name of a date",
                                       draft.text.slice(sentence.by.back()->span)));
            return;
        }
        shape.from_column.reset();
        shape.until_column.reset();
    }
    for (const auto& key : sentence.by) {
        const bool subject_of_line = sentence.line && sentence.by.size() == 1 && table != nullptr &&
                                     key_heading(draft, *key) && !column_headed(*table, *key_heading(draft, *key)) &&
                                     !range_columns(*table, *key_heading(draft, *key));
        if (subject_of_line) continue;
        if (!add_key(draft, *key, table, given.scope, shape)) return;
    }
    std::vector<syntax::Name> columns = sentence.names;
    if (sentence.line)
        columns = {sentence.line->x_from, sentence.line->x_to, sentence.line->y_from, sentence.line->y_to};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto column = value_column(draft, columns[i], table, shape, columns.size() == 1);
        if (table != nullptr && !column) return;
        Kind kind = kind_of_column(draft, table, column);
        if (!sentence.kinds.empty()) {
            const auto said = kind_of(draft, sentence.kinds[std::min(i, sentence.kinds.size() - 1)]);
            if (said) kind = *said;
        }
        const std::string heading = column ? bare(table->headings[*column].text) : columns[i].text;
        const Entity* entity = draft.find(columns[i].text);
        if (entity != nullptr && entity->what == Entity::What::set) kind = Kind::member(entity->set);
        shape.table.columns.push_back(
            {heading, kind, entity != nullptr && entity->what == Entity::What::term ? entity->term : model::TermId()});
        shape.value_columns.push_back(column.value_or(0));
    }
    if (sentence.table) fill_rows(draft, shape, *sentence.table);
    const model::TableId id(draft.contract.tables.size());
    draft.contract.tables.push_back(shape.table);
    if (sentence.line) {
        lower_line(draft, given, shape, id);
        return;
    }
    for (std::size_t i = 0; i < sentence.names.size(); ++i) {
        const Kind kind = shape.table.columns[i].kind;
        finish_term(draft, given, sentence.names[i],
                    draft.add(model::LookUp{id, i, shape.keys, given.on, false}, kind, sentence.names[i].span), kind);
    }
}

}  // namespace concordat::check
