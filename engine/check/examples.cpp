// engine/check/examples.cpp · room: check
// What:  worked examples: what each column gives or expects, and every cell as a value.
// Source: language.md row E1 and section 10 (examples); finding N22.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/groups.h"
#include "check/left_unsaid.h"
#include "check/pools.h"
#include "check/taking_part.h"
#include "check/once.h"
#include "check/years.h"
#include "source/nearest.h"

namespace concordat::check {

namespace {

using model::ExampleColumn;
using syntax::AmountPtr;
using Use = model::ExampleColumn::Use;

/// A column's heading taken apart: [gives] NAME [of ELEMENT] [for PERIOD] [under clause N].
struct Heading {
    bool gives = false;
    std::string name, element, clause, period;
};

std::string after_last(std::string& text, std::string_view words) {
    const auto at = text.rfind(words);
    if (at == std::string::npos) return {};
    std::string behind = text.substr(at + words.size());
    text.erase(at);
    return behind;
}

bool names_something(const Draft& draft, const std::string& text, const std::optional<model::RecordId>& record) {
    return draft.find(text) != nullptr || (record && find_field(draft, *record, text));
}

Heading take_apart(const Draft& draft, std::string text, const std::optional<model::RecordId>& record) {
    Heading heading;
    if (text.starts_with("gives ")) {
        heading.gives = true;
        text.erase(0, 6);
    }
    heading.clause = after_last(text, " under clause ");
    constexpr std::string_view on_role = " falling on the ";  // the term is named without the article
    if (const auto at = text.find(on_role); at != std::string::npos) text.erase(at + on_role.size() - 4, 4);
    if (names_something(draft, text, record)) {
        heading.name = text;
        return heading;
    }
    std::string shorter = text;
    heading.period = after_last(shorter, " for ");
    const bool is_period =
        !heading.period.empty() &&
        (calendar::read_period(heading.period, draft.contract.year_start) || calendar::month_number(heading.period));
    if (is_period) text = shorter;
    else heading.period.clear();
    // "Agreed Share of Vale MH Trust": the longest name in front that is declared.
    for (auto at = text.rfind(" of "); at != std::string::npos && at > 0; at = text.rfind(" of ", at - 1)) {
        if (!names_something(draft, text.substr(0, at), record)) continue;
        heading.name = text.substr(0, at);
        heading.element = text.substr(at + 4);
        return heading;
    }
    heading.name = text;
    return heading;
}

std::optional<model::RecordId> record_of(const Draft& draft, const syntax::Table& table) {
    for (std::size_t i = 0; i < draft.contract.records.size(); ++i) {
        const model::RecordId record(i);
        for (const syntax::Cell& heading : table.headings) {
            const Entity* entity = draft.find(heading.text);
            const bool global = entity != nullptr && entity->what == Entity::What::term;
            if (!global && find_field(draft, record, heading.text)) return record;
        }
    }
    return std::nullopt;
}

void report_heading(Draft& draft, const syntax::Cell& cell, const std::string& name) {
    // A party whose row was refused, or what a term that was left unsaid would bring, is not said again here.
    const bool lost = !draft.half_read.empty() || something_left_unsaid(draft);
    if (lost || draft.silent_names.contains(name) || stands_in_broken_clause(draft, name)) return;
    std::vector<std::string> candidates;
    for (const auto& [known, entity] : draft.names) candidates.push_back(known);
    auto& problem = draft.error_at(
        Code::example_heading, place_of(draft, cell),
        fmt::format("the heading `{}` names neither a term, a field, a period nor a party of this agreement",
                    cell.text));
    if (const auto near = source::nearest(name, candidates))
        problem.with_help(fmt::format("did you mean `{}`?", *near));
}

/// The year that an example without a period of its own stands in: the first.
calendar::Period year_of(const Draft& draft, const std::optional<calendar::Period>& when) {
    const calendar::Date day = when ? when->first() : draft.contract.in_force.first;
    return calendar::Period::containing(calendar::PeriodUnit::year, day, draft.contract.year_start);
}

/// `October`: that month of the example's year. `2026-08`, `August 2026`: as written.
std::optional<calendar::Period> period_named(const Draft& draft, const std::string& text,
                                             const std::optional<calendar::Period>& when) {
    if (const auto period = calendar::read_period(text, draft.contract.year_start)) return period;
    const auto month = calendar::month_number(text);
    if (!month) return std::nullopt;
    for (const calendar::Period& part :
         year_of(draft, when).parts(calendar::PeriodUnit::month, draft.contract.year_start)) {
        if (part.first().month() == *month) return part;
    }
    return std::nullopt;
}

/// `Units of the Financial Year`: the total of a whole year, where the term has a value for each Month.
bool bind_whole(Draft& draft, const Heading& heading, ExampleColumn& column,
                const std::optional<calendar::Period>& when) {
    constexpr std::string_view the = "the ";
    if (heading.gives || !heading.element.starts_with(the)) return false;
    const auto unit = find_unit(draft, heading.element.substr(the.size()));
    const auto& index = draft.term(column.term).index;
    const auto axis =
        std::find_if(index.begin(), index.end(), [](const Axis& one) { return one.type == Axis::Type::period; });
    if (!unit || axis == index.end() || *unit <= axis->unit) return false;
    const calendar::Date day = when ? when->first() : draft.contract.in_force.first;
    const auto period = calendar::Period::containing(*unit, day, draft.contract.year_start);
    Kind kind;
    kind.base = model::KindBase::period;
    const Axis whole{Axis::Type::period, {}, {}, {}, *unit};
    column.binds.push_back({whole, draft.add(model::Constant{period}, kind), 0});
    return true;
}

bool bind_element(Draft& draft, const syntax::Cell& cell, const Heading& heading, ExampleColumn& column,
                  const std::optional<calendar::Period>& when) {
    if (heading.element.empty() && heading.period.empty()) return true;
    const auto& index = draft.term(column.term).index;
    if (!heading.period.empty()) {
        const auto period = period_named(draft, heading.period, when);
        const auto axis =
            std::find_if(index.begin(), index.end(), [](const Axis& one) { return one.type == Axis::Type::period; });
        Kind kind;
        kind.base = model::KindBase::period;
        if (axis != index.end() && period)
            column.binds.push_back({*axis, draft.add(model::Constant{*period}, kind), 0});
    }
    if (heading.element.empty() || bind_whole(draft, heading, column, when)) return true;
    std::string element = heading.element;
    if (element.starts_with("each ")) return true;  // for all of them: no element is bound
    const Entity* entity = draft.find(element);
    const auto axis = std::find_if(index.begin(), index.end(), [&](const Axis& one) {
        if (entity == nullptr) return false;
        if (entity->what == Entity::What::party) return one.type == Axis::Type::party;
        return entity->what == Entity::What::member && one.type == Axis::Type::member && one.set == entity->set;
    });
    if (axis == index.end() && something_left_unsaid(draft)) return false;
    if (axis == index.end()) {
        draft
            .error_at(Code::example_heading, place_of(draft, cell),
                      fmt::format("`{}` has no value for `{}`", heading.name, element))
            .with_help(fmt::format("write `{}{}`, or a party or list entry that has one", heading.gives ? "gives " : "",
                                   heading.name));
        return false;
    }
    const bool party = entity->what == Entity::What::party;
    const Kind kind = party ? Kind::party(axis->role) : Kind::member(axis->set);
    const ExprId value = party ? draft.add(model::Constant{entity->party}, kind)
                               : draft.add(model::Constant{model::Member{entity->set, entity->row}}, kind);
    column.binds.push_back({*axis, value, 0});
    return true;
}

/// "Outcomes that count": the list that a cell gives, for whichever record the row is about.
std::optional<model::TermId> term_of_list(const Draft& draft, const std::string& heading) {
    constexpr std::string_view tail = " that count";
    if (!heading.ends_with(tail)) return std::nullopt;
    const Entity* entity = draft.find(heading.substr(0, heading.size() - tail.size()));
    if (entity == nullptr || entity->what != Entity::What::set) return std::nullopt;
    const Draft::Counting* counting = counting_of(draft, entity->set);
    return counting != nullptr ? std::optional(counting->term) : std::nullopt;
}

/// "gives paid by P": what that party pays less what it receives.
const Entity* payer_of(const Draft& draft, const Heading& heading) {
    constexpr std::string_view words = "paid by ";
    if (!heading.gives || !heading.name.starts_with(words)) return nullptr;
    const Entity* entity = draft.find(heading.name.substr(words.size()));
    return entity != nullptr && entity->what == Entity::What::party ? entity : nullptr;
}

struct ReadColumn {
    ExampleColumn column;
    Kind kind;
    bool fine = true;
    bool name = false;
};

ReadColumn read_column(Draft& draft, const syntax::Cell& cell, const std::optional<model::RecordId>& record, bool first,
                       const std::optional<calendar::Period>& when) {
    ReadColumn read;
    read.column.heading = cell.text;
    const Heading heading = take_apart(draft, cell.text, record);
    if (const auto list = term_of_list(draft, cell.text)) {
        read.column.use = Use::input_list;
        read.column.term = *list;
        return read;
    }
    if (const Entity* payer = payer_of(draft, heading)) {
        read.column.use = Use::gives_paid;
        read.column.party = payer->party;
        read.kind = Kind::money();
        return read;
    }
    const auto field = record && !heading.gives ? find_field(draft, *record, heading.name) : std::nullopt;
    const Entity* entity = draft.find(heading.name);
    if (first && (cell.text == "Case" || (entity == nullptr && !field))) {
        read.name = true;
        return read;
    }
    if (field) {
        read.column.use = Use::input_field;
        read.column.term = draft.contract.record(*record).fields[*field].term;
        read.kind = draft.contract.record(*record).fields[*field].kind;
        return read;
    }
    if (entity != nullptr && (entity->what == Entity::What::unit || heading.name == "Period") && !heading.gives) {
        read.column.use = Use::period;
        read.kind.base = model::KindBase::period;
        return read;
    }
    const bool is_pool = entity != nullptr && entity->what == Entity::What::party && entity->term.is_set();
    if (entity != nullptr && heading.gives && !is_pool &&
        (entity->what == Entity::What::party ||
         (entity->what == Entity::What::role && draft.contract.role(entity->role).parties.size() == 1))) {
        read.column.use = Use::gives_party;
        read.column.party =
            entity->what == Entity::What::party ? entity->party : draft.contract.role(entity->role).parties.front();
        read.kind = Kind::money();
        return read;
    }
    // "Measure" or "Provider": which one the row is about.
    if (entity != nullptr && !heading.gives &&
        (entity->what == Entity::What::set || entity->what == Entity::What::role)) {
        read.column.use = Use::input_term;
        read.kind = entity->what == Entity::What::set ? Kind::member(entity->set) : Kind::party(entity->role);
        return read;
    }
    if (entity == nullptr || (entity->what != Entity::What::term && !is_pool)) {
        report_heading(draft, cell, heading.name);
        read.fine = false;
        return read;
    }
    if (draft.draft(entity->term).state == TermDraft::State::broken) {
        read.fine = false;
        return read;
    }
    read.column.use = heading.gives ? Use::gives_term : Use::input_term;
    // What a pool holds is given as it stands at the start of the period.
    read.column.term = heading.gives ? entity->term : opening_or_itself(draft, entity->term);
    read.kind = draft.term(entity->term).kind;
    draft.draft(entity->term).used = true;
    if (!heading.clause.empty()) {
        read.column.stage = stage_of_clause(draft, entity->term, heading.clause);
        if (!read.column.stage) {
            draft.error_at(Code::unknown_clause, place_of(draft, cell),
                           fmt::format("clause {} neither defines nor adjusts `{}`", heading.clause, heading.name));
            read.fine = false;
        }
    }
    read.fine = read.fine && bind_element(draft, cell, heading, read.column, when);
    return read;
}

/// `Entered Training; Qualification`: the entries that stand in a cell; `none` for none of them.
void read_list_cell(Draft& draft, const syntax::Cell& cell, model::TermId term, model::Example::Cell& made) {
    if (cell.text == "none") return;
    model::SetId set;
    for (const Axis& axis : draft.term(term).index)
        if (axis.type == Axis::Type::member) set = axis.set;
    std::string text = cell.text;
    std::replace(text.begin(), text.end(), ';', ',');
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(',', from), text.size());
        const std::string name = folded_words(std::string_view(text).substr(from, end - from));
        const Entity* entity = draft.find(name);
        from = end + 1;
        if (entity != nullptr && entity->what == Entity::What::member && entity->set == set) {
            made.members.push_back(entity->row);
            continue;
        }
        auto& problem = draft.error_at(Code::example_heading, place_of(draft, cell),
                                       fmt::format("`{}` is no {}", name, draft.contract.set(set).name));
        if (const auto near = source::nearest(name, draft.contract.set(set).members))
            problem.with_help(fmt::format("did you mean `{}`?", *near));
    }
}

model::Example::Cell read_cell_value(Draft& draft, const syntax::Cell& cell, const ReadColumn& column) {
    using CellHolds = syntax::Cell::Special;
    model::Example::Cell made;
    made.text = cell.text;
    made.place = place_of(draft, cell);
    if (column.column.use == Use::input_list && cell.special != CellHolds::blank) {
        made.value = true;
        read_list_cell(draft, cell, column.column.term, made);
        return made;
    }
    made.held = cell.special == CellHolds::held || cell.text == "held";
    if (made.held || cell.special == CellHolds::blank || !column.fine) return made;
    Kind kind = column.kind;
    kind.unit = draft.units.settled(kind.unit);
    // A bare number stands for the unit of its column: "3" under a term in days or points.
    syntax::Cell bare = cell;
    const auto* literal = cell.amount != nullptr ? std::get_if<syntax::LiteralAmount>(&cell.amount->node) : nullptr;
    const auto* minus = cell.amount != nullptr ? std::get_if<syntax::Minus>(&cell.amount->node) : nullptr;
    if (minus != nullptr) literal = std::get_if<syntax::LiteralAmount>(&minus->of->node);
    const bool plain = literal != nullptr && literal->literal.type == syntax::Literal::Type::number &&
                       kind.base == model::KindBase::amount;
    if (plain && !kind.is_money() && !kind.is_percentage()) {
        const exact::Ratio number = minus != nullptr ? -literal->literal.number : literal->literal.number;
        made.value = number;
        return made;
    }
    if (const auto fixed = read_fixed(draft, cell, &kind)) {
        const bool known = !model::is_known(fixed->value) || fixed->kind.base != model::KindBase::amount ||
                           kind.base != model::KindBase::amount || fixed->kind.unit.powers == kind.unit.powers;
        if (known) made.value = fixed->value;
    }
    return made;
}

void read_rows(Draft& draft, const syntax::Table& table, const std::vector<ReadColumn>& columns,
               model::Example& example) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const syntax::Row& written = table.rows[i];
        model::Example::Row row;
        row.place = draft.text.place(written.span);
        row.name = fmt::format("row {}", i + 1);
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const syntax::Cell& cell = written.cells[column];
            if (columns[column].name) {
                row.name = cell.text;
                if (row.name.size() > 1 && row.name.front() == '"' && row.name.back() == '"')
                    row.name = row.name.substr(1, row.name.size() - 2);
                continue;
            }
            if (!columns[column].fine) continue;
            const auto base = columns[column].kind.base;
            const bool several = example.group.is_set() && columns[column].column.use == Use::input_field &&
                                 cell.text.find(',') != std::string::npos &&
                                 (base == model::KindBase::code || base == model::KindBase::member);
            if (!several) {
                row.cells.push_back(read_cell_value(draft, cell, columns[column]));
                continue;
            }
            row.cells.emplace_back();
            row.cells.back().text = cell.text;
            row.cells.back().place = place_of(draft, cell);
            read_several(draft, cell, columns[column].kind, row.cells.back());
        }
        example.rows.push_back(std::move(row));
    }
}

/// Which one the heading speaks of: `with Score of Aspen Trust of 90%`. Unset: it has no such value, and that is said.
std::optional<std::vector<model::Bind>> binds_of_given(Draft& draft, const syntax::Reference& what, model::TermId term,
                                                       const std::optional<calendar::Period>& when) {
    ExampleColumn column;
    if (what.of.empty() || what.of.front().article == syntax::Possessor::Article::each) return column.binds;
    const syntax::Name& name = what.of.front().name;
    column.term = term;
    const syntax::Cell cell{.text = what.name.text + " of " + name.text, .span = name.span};
    if (!bind_element(draft, cell, {false, what.name.text, name.text, {}, {}}, column, when)) return std::nullopt;
    return std::move(column.binds);
}

void read_given(Draft& draft, const syntax::ExamplesSentence& sentence, model::Example& example) {
    if (sentence.nothing_brought_forward) {
        for (const BroughtForward& one : draft.years->brought) example.given.push_back({one.term, {}, exact::Ratio(0)});
    }
    for (const syntax::ExampleGiven& given : sentence.given) {
        const Entity* entity = draft.find(given.what.name.text);
        if (entity == nullptr || !entity->term.is_set()) {
            report_unknown(draft, given.what.name);
            continue;
        }
        if (draft.draft(entity->term).state == TermDraft::State::broken) continue;
        const model::TermId term = opening_or_itself(draft, entity->term);
        const Kind kind = draft.term(entity->term).kind;
        const auto value = lower_amount(draft, *given.value, {}, &kind);
        const auto* constant = value ? std::get_if<model::Constant>(&draft.expression(value->id).node) : nullptr;
        if (constant == nullptr || !same_kind(draft, kind, value->kind, given.value->span, "stand for one another"))
            continue;
        const model::Value shown = constant->value;  // naming elements moves the expressions
        auto binds = binds_of_given(draft, given.what, term, example.period);
        if (binds) example.given.push_back({term, std::move(*binds), shown});
    }
}

/// Whether these columns of a nameless entry or party are given by the heading or by a column.
bool is_given(const model::Example& example, model::TermId id) {
    return std::any_of(example.given.begin(), example.given.end(),
                       [&](const model::Example::Given& given) { return given.term == id; }) ||
           std::any_of(example.columns.begin(), example.columns.end(), [&](const ExampleColumn& column) {
               return column.use == Use::input_term && column.term == id && column.binds.empty();
           });
}

/// `for a Measure with ...`: one in play that has no name; what is not said of it is not known.
void read_for_one(Draft& draft, const syntax::ExamplesSentence& sentence, model::Example& example) {
    if (!sentence.for_one) return;
    const auto axis = axis_of(draft, *sentence.for_one);
    if (!axis) return;
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::TermId id(i);
        const model::Term& term = draft.contract.terms[i];
        const auto* column = std::get_if<model::MemberColumnSource>(&term.source);
        const bool of_set = column != nullptr && axis->type == Axis::Type::member && column->set == axis->set;
        const bool of_role = std::holds_alternative<model::AttributeSource>(term.source) &&
                             axis->type == Axis::Type::party && !term.index.empty() && term.index.front() == *axis;
        if ((of_set || of_role) && !is_given(example, id))
            example.given.push_back({id, {}, model::Missing{term.name, {}, "not shown in the example"}});
    }
    for (const model::TakingPart& taking : draft.contract.taking_part) {
        const bool decided = is_given(example, taking.term) || !(taking.what == *axis);
        if (!decided) example.given.push_back({taking.term, {}, true});
    }
}

/// `where A and B are the only Hospitals that take part`
void read_only_ones(Draft& draft, const syntax::ExamplesSentence& sentence, model::Example& example) {
    if (!sentence.only_of) return;
    const auto axis = axis_of(draft, *sentence.only_of);
    if (!axis) return;
    const auto playing = std::find_if(
        draft.contract.taking_part.begin(), draft.contract.taking_part.end(),
        [&](const model::TakingPart& taking) { return taking.what == *axis && taking.mark == sentence.only_mark; });
    if (playing == draft.contract.taking_part.end()) {
        (void)in_play(draft, *axis, sentence.only_mark, sentence.only_of->span, {});
        return;
    }
    example.given.push_back({playing->term, {}, false});
    for (const syntax::Name& name : sentence.only_ones) {
        const bool party = axis->type == Axis::Type::party;
        const Entity* entity = expect(draft, name, party ? Entity::What::party : Entity::What::member);
        if (entity == nullptr) continue;
        const Kind kind = party ? Kind::party(axis->role) : Kind::member(axis->set);
        const ExprId element = party ? draft.add(model::Constant{entity->party}, kind)
                                     : draft.add(model::Constant{model::Member{entity->set, entity->row}}, kind);
        example.given.push_back({playing->term, {{*axis, element, 0}}, true});
    }
}

/// A heading that begins with `of` repeats the term of the column before.
syntax::Cell with_term_before(const Draft& draft, const syntax::Table& table, std::size_t column,
                              const std::optional<model::RecordId>& record) {
    syntax::Cell cell = table.headings[column];
    if (!cell.text.starts_with("of ")) return cell;
    for (std::size_t before = column; before-- > 0;) {
        if (table.headings[before].text.starts_with("of ")) continue;
        const Heading heading = take_apart(draft, table.headings[before].text, record);
        cell.text = fmt::format("{}{} {}", heading.gives ? "gives " : "", heading.name, cell.text);
        break;
    }
    return cell;
}

/// `where clause 3.3 is met`, `where X is V`: inputs for every case.
void read_where(Draft& draft, const syntax::Condition& where, model::Example& example) {
    if (const auto* all = std::get_if<syntax::Junction>(&where.node);
        all != nullptr && all->type == syntax::Junction::Type::all) {
        for (const auto& item : all->items) read_where(draft, *item, example);
        return;
    }
    const auto* negation = std::get_if<syntax::Negation>(&where.node);
    const auto* met = std::get_if<syntax::ClauseMet>(negation != nullptr ? &negation->of->node : &where.node);
    if (met != nullptr) {
        const auto latch = draft.latches.find(met->clause.text);
        if (latch != draft.latches.end()) {
            example.given.push_back({latch->second, {}, negation == nullptr});
            return;
        }
        draft
            .error(draft.clause_ids.contains(met->clause.text) ? Code::clause_is_no_latch : Code::unknown_clause,
                   met->clause.span,
                   fmt::format("clause {} is neither met nor not met: it has no `only once`", met->clause.text))
            .with_help("name a clause that begins to hold: `... counts only once ...`");
        return;
    }
    const auto* is = std::get_if<syntax::Comparison>(&where.node);
    const auto* named = is == nullptr || is->op != syntax::Comparator::is
                            ? nullptr
                            : std::get_if<syntax::ReferenceAmount>(&is->left->node);
    if (named != nullptr && named->reference.of.empty() && !named->reference.period) {
        syntax::ExamplesSentence one;
        one.given = {{named->reference, is->right}};
        read_given(draft, one, example);
        return;
    }
    draft.error(Code::example_heading, where.span, "this sets no input of the examples")
        .with_help("write `where clause n is met`, or `where` and a term with `is` and its value");
}

/// An example of a record's amount, where no field of the record is shown.
void read_unseen_record(const Draft& draft, model::Example& example) {
    if (example.record.is_set()) return;
    for (const ExampleColumn& column : example.columns) {
        if (column.use != Use::gives_term) continue;
        for (const Axis& axis : draft.contract.term(column.term).index) {
            if (axis.type != Axis::Type::record) continue;
            example.record = axis.record;
            example.record_unseen = true;
        }
    }
}

void read_fields_not_shown(Draft& draft, const syntax::ExamplesSentence& sentence, model::Example& example) {
    if (!example.record.is_set()) return;
    for (const model::Field& field : draft.contract.record(example.record).fields) {
        const bool shown = std::any_of(example.columns.begin(), example.columns.end(),
                                       [&](const ExampleColumn& column) { return column.term == field.term; });
        if (shown) continue;
        // Blank comes first: what may be blank is blank, and only the others take a value.
        if (sentence.fields_not_shown_blank && field.may_be_blank) continue;
        for (const AmountPtr& value : sentence.fields_not_shown) {
            const auto* literal = std::get_if<syntax::LiteralAmount>(&value->node);
            if (literal == nullptr) continue;
            const auto& written = literal->literal;
            const bool yes_no = written.type == syntax::Literal::Type::yes_no;
            const bool days = written.unit.empty() || field.kind.is_days();
            if (field.kind.base == model::KindBase::yes_no && yes_no)
                example.fields_not_shown.emplace_back(field.term, written.yes);
            if (field.kind.base == model::KindBase::amount && !yes_no && days)
                example.fields_not_shown.emplace_back(field.term, written.number);
        }
    }
}

void read_example(Draft& draft, const syntax::ExamplesSentence& sentence, const StandingSentence& standing) {
    model::Example example;
    example.clause = standing.clause;
    example.title = sentence.title;
    if (sentence.period) {
        const auto unit = find_unit(draft, sentence.period->unit.text);
        const bool first = sentence.period->type == syntax::PeriodPhrase::Type::named_unit && unit;
        example.period =
            first ? calendar::Period::containing(*unit, draft.contract.in_force.first, draft.contract.year_start)
                  : calendar::read_period(sentence.period->text, draft.contract.year_start);
        if (!example.period)
            draft
                .error(Code::not_a_period, sentence.period->span,
                       fmt::format("`{}` is no period of this agreement's years", sentence.period->text))
                .with_help("a Month is written 2026-08, a Quarter 2026/27 Q1, a Financial Year 2026/27");
    }
    const auto record = record_of(draft, sentence.table);
    if (record) example.record = *record;
    std::vector<ReadColumn> columns;
    bool gives = false;
    for (std::size_t i = 0; i < sentence.table.headings.size(); ++i) {
        columns.push_back(
            read_column(draft, with_term_before(draft, sentence.table, i, record), record, i == 0, example.period));
        const ReadColumn& column = columns.back();
        gives = gives || column.column.use == Use::gives_term || column.column.use == Use::gives_party ||
                column.column.use == Use::gives_paid || !column.fine;
        if (!column.name && column.fine) example.columns.push_back(column.column);
    }
    if (!gives) {
        draft
            .error(Code::example_gives_nothing, sentence.table.span,
                   "these examples expect nothing; a heading that begins with `gives` says what must come out")
            .with_help("add a column whose heading is `gives` and the name of a term or a party");
        return;
    }
    read_given(draft, sentence, example);
    read_for_one(draft, sentence, example);
    read_only_ones(draft, sentence, example);
    if (sentence.where != nullptr) read_where(draft, *sentence.where, example);
    read_group_shown(draft, example);
    read_unseen_record(draft, example);
    read_fields_not_shown(draft, sentence, example);
    read_rows(draft, sentence.table, columns, example);
    draft.contract.examples.push_back(std::move(example));
}

}  // namespace

void read_examples(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* examples = std::get_if<syntax::ExamplesSentence>(&standing.sentence->form))
            read_example(draft, *examples, standing);
    }
}

}  // namespace concordat::check
