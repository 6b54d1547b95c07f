// engine/check/facts.cpp · room: check
// What:  reported and agreed figures: kind, owner, period, what is said when one is missing.
// Source: language.md rows F3, F4; findings N16, N18, N34.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/groups.h"
#include "check/events.h"
#include "check/units.h"
#include "source/nearest.h"

namespace concordat::check {

namespace {

using syntax::KindPhrase;
using syntax::MissingPhrase;

std::optional<Kind> kind_of_name(Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr) {
        report_unknown(
            draft, name,
            "a kind (money, percentage, count, number, date, days, points, code, yes or no, or a role or list)");
        return std::nullopt;
    }
    Kind kind;
    switch (entity->what) {
        case Entity::What::role: return Kind::party(entity->role);
        case Entity::What::set: return Kind::member(entity->set);
        case Entity::What::unit: kind.base = model::KindBase::period; return kind;
        case Entity::What::record:
            kind.base = model::KindBase::record;
            kind.record = entity->record;
            return kind;
        default: break;
    }
    draft.error(Code::wrong_sort_of_name, name.span,
                fmt::format("`{}` is {}, not a kind of value", name.text, describe(entity->what)));
    return std::nullopt;
}

void add_axis(Draft& draft, std::vector<Axis>& axes, const Axis& axis, Span span) {
    const bool there = std::any_of(axes.begin(), axes.end(), [&](const Axis& other) {
        return other == axis || (axis.type == Axis::Type::period && other.type == Axis::Type::period);
    });
    if (!there) axes.push_back(axis);
    else if (axis.type == Axis::Type::period)
        draft.error(Code::two_periods, span, "a figure is reported for one kind of period; two are named here")
            .with_help("take one of the two away");
}

/// The axis of a noun, where a period unit is one too.
std::optional<Axis> axis_or_unit(Draft& draft, const syntax::Name& noun) {
    if (const auto unit = find_unit(draft, noun.text)) return Axis{Axis::Type::period, {}, {}, {}, *unit};
    return axis_of(draft, noun);
}

struct Reporting {
    std::vector<Axis> axes;
    model::FactSource source;
};

void read_owner(Draft& draft, const syntax::OwnerPhrase& owner, Reporting& reporting) {
    using Article = syntax::OwnerPhrase::Article;
    const Entity* entity = draft.find(owner.name.text);
    if (entity == nullptr) {
        report_unknown(draft, owner.name, "a party or role of this agreement");
        return;
    }
    if (entity->what == Entity::What::party) {
        reporting.source.owner = entity->party;
        reporting.source.reported_by = owner.name.text;
        return;
    }
    // "reported by its Lead": a party that a column names for each entry of the list.
    if (owner.article == Article::its && entity->what == Entity::What::term) {
        reporting.source.reported_by = "its " + owner.name.text;
        return;
    }
    if (entity->what != Entity::What::role) {
        draft.error(
            Code::wrong_sort_of_name, owner.name.span,
            fmt::format("`{}` is {}; a figure is reported by a party", owner.name.text, describe(entity->what)));
        return;
    }
    const model::Role& role = draft.contract.role(entity->role);
    const Axis reporter{Axis::Type::party, entity->role, {}, {}, {}};
    const bool of_its_own = owner.article == Article::its &&  // each Site by its Provider
                            std::any_of(reporting.axes.begin(), reporting.axes.end(), [&](const Axis& axis) {
                                return axis.type == Axis::Type::member && owner_column(draft, axis.set, reporter);
                            });
    if (of_its_own) {
        reporting.source.owner_role = entity->role;
        reporting.source.reported_by = "each " + role.name;
        return;
    }
    if (owner.article == Article::each || owner.article == Article::that || owner.article == Article::all) {
        reporting.source.owner_role = entity->role;
        reporting.source.reported_by = "each " + role.name;
        if (owner.article == Article::each) add_axis(draft, reporting.axes, reporter, owner.name.span);
        return;
    }
    if (role.parties.size() != 1) {
        draft
            .error(Code::role_not_single, owner.name.span,
                   fmt::format("there are {} parties with the role `{}`; the text must say which one reports",
                               role.parties.size(), role.name))
            .with_help(fmt::format("write `reported by each {}`, or the name of one party", role.name));
        return;
    }
    reporting.source.owner = role.parties.front();
    reporting.source.reported_by = draft.contract.party(role.parties.front()).name;
}

Reporting read_reporting(Draft& draft, const syntax::FactSentence& sentence) {
    Reporting reporting;
    reporting.source.agreed = sentence.agreed;
    reporting.source.every_year = sentence.every_year;
    if (sentence.for_each) {
        for (const syntax::Name& name : sentence.for_each->names) {
            if (const auto axis = axis_or_unit(draft, name)) add_axis(draft, reporting.axes, *axis, name.span);
        }
    }
    if (sentence.owner) read_owner(draft, *sentence.owner, reporting);
    for (const syntax::Name& name : sentence.for_each_in) {
        if (const auto axis = axis_or_unit(draft, name)) add_axis(draft, reporting.axes, *axis, name.span);
    }
    for (const Axis& axis : reporting.axes) {
        if (axis.type == Axis::Type::period) reporting.source.period = axis.unit;
    }
    if (sentence.schedule) {
        reporting.source.file = sentence.schedule->file;
        reporting.source.heading = sentence.schedule->title;
    }
    if (sentence.decided_by)
        reporting.source.decided_by = std::pair{sentence.decided_by->month, sentence.decided_by->day};
    if (sentence.decided && sentence.if_missing.empty()) {
        const std::string& decided = sentence.facts.front().name.text;
        draft
            .error(Code::fallback_unsaid, sentence.facts.front().name.span,
                   fmt::format("`{}` is decided by somebody, and it is not said what holds where no answer comes",
                               decided))
            .with_help("add `; if it is missing, it is no`");
    }
    if (!sentence.agreed && !sentence.owner) {
        draft
            .error(Code::input_without_owner, sentence.facts.front().name.span,
                   fmt::format("`{}` has no owner; a figure that is reported says by whom",
                               sentence.facts.front().name.text))
            .with_help("write `reported by` and a party, or `agreed in Schedule A`");
    }
    return reporting;
}

std::optional<std::size_t> column_named(const syntax::Table& table, std::string_view heading) {
    for (std::size_t i = 0; i < table.headings.size(); ++i) {
        if (table.headings[i].text == heading) return i;
    }
    return std::nullopt;
}

/// Cells of a schedule in the text, "## Schedule A": a column headed by the term, or a row that begins with its name.
const syntax::Cell* cell_in_schedule(const syntax::Table& table, std::string_view term) {
    for (std::size_t column = 0; column < table.headings.size(); ++column) {
        if (table.headings[column].text == term && table.rows.size() == 1) return &table.rows[0].cells[column];
    }
    for (const syntax::Row& row : table.rows) {
        if (row.cells.size() >= 2 && row.cells[0].text == term) return &row.cells[1];
    }
    return nullptr;
}

/// The axes that key columns of a schedule stand for: Financial Year, Partner, Measure.
std::vector<std::pair<std::size_t, Axis>> key_columns(const Draft& draft, const syntax::Table& table,
                                                      std::size_t value_column) {
    std::vector<std::pair<std::size_t, Axis>> keys;
    for (std::size_t column = 0; column < table.headings.size(); ++column) {
        const Entity* entity = draft.find(table.headings[column].text);
        if (column == value_column || entity == nullptr) continue;
        if (entity->what == Entity::What::unit)
            keys.emplace_back(column, Axis{Axis::Type::period, {}, {}, {}, entity->unit});
        if (entity->what == Entity::What::role)
            keys.emplace_back(column, Axis{Axis::Type::party, entity->role, {}, {}, {}});
        if (entity->what == Entity::What::set)
            keys.emplace_back(column, Axis{Axis::Type::member, {}, entity->set, {}, {}});
    }
    return keys;
}

Kind kind_of_key(const Axis& axis) {
    Kind kind;
    kind.base = model::KindBase::period;
    if (axis.type == Axis::Type::party) kind = Kind::party(axis.role);
    if (axis.type == Axis::Type::member) kind = Kind::member(axis.set);
    return kind;
}

/// "## Schedule A" with a row for each year or party: the term is looked up there by its own elements.
void read_keyed_schedule(Draft& draft, model::TermId id, const syntax::ScheduleText& schedule,
                         std::size_t value_column) {
    const auto columns = key_columns(draft, schedule.table, value_column);
    model::Table table;
    table.title = schedule.title;
    table.clause = draft.term(id).clause;
    model::LookUp look_up;  // column 0 is the only one
    std::vector<Axis> index;
    for (const auto& [column, axis] : columns) {
        const Kind kind = kind_of_key(axis);
        table.keys.push_back({schedule.table.headings[column].text, kind, false, {}});
        look_up.keys.push_back(draft.add(model::ScopeElement{axis}, kind));
        index.push_back(axis);
    }
    const Kind value_kind = draft.term(id).kind;
    table.columns.push_back({draft.term(id).name, value_kind, id});
    for (const syntax::Row& written : schedule.table.rows) {
        model::Table::Row row;
        row.place = place_of(draft, written.cells[0]);
        for (std::size_t key = 0; key < columns.size(); ++key) {
            const auto fixed = read_fixed(draft, written.cells[columns[key].first], &table.keys[key].kind);
            row.keys.push_back(fixed ? fixed->value : model::Value(model::None{}));
            row.keys_to.emplace_back(model::None{});
        }
        const auto fixed = read_fixed(draft, written.cells[value_column], &value_kind);
        row.cells.push_back(fixed ? fixed->value : model::Value(model::None{}));
        table.rows.push_back(std::move(row));
    }
    look_up.table = model::TableId(draft.contract.tables.size());
    draft.contract.tables.push_back(std::move(table));
    model::Term& term = draft.term(id);
    term.index = std::move(index);
    term.source = model::DefinedSource{};
    term.stages.push_back(
        {model::Stage::Effect::defines, term.clause, draft.add(std::move(look_up), value_kind), {}, {}});
    term.stages.back().words = schedule.title;
}

/// A schedule that stands in the text. True when the term was found there.
bool read_schedule_in_text(Draft& draft, model::TermId id, model::FactSource& source) {
    if (!source.agreed || !source.file.empty()) return false;
    for (const syntax::ScheduleText& schedule : draft.document.schedules) {
        if (!schedule.title.starts_with(source.heading)) continue;
        const auto column = column_named(schedule.table, draft.term(id).name);
        if (column && !key_columns(draft, schedule.table, *column).empty()) {
            read_keyed_schedule(draft, id, schedule, *column);
            return true;
        }
        const syntax::Cell* cell = cell_in_schedule(schedule.table, draft.term(id).name);
        if (cell == nullptr) continue;
        if (const auto fixed = read_fixed(draft, *cell, &draft.term(id).kind)) source.constant = fixed->value;
    }
    return false;
}

const MissingPhrase* policy_for(const std::vector<MissingPhrase>& said, std::string_view term) {
    for (const MissingPhrase& phrase : said) {
        if (phrase.of && phrase.of->text == term) return &phrase;
    }
    for (const MissingPhrase& phrase : said) {
        if (!phrase.of) return &phrase;
    }
    return nullptr;
}

void read_fewest(Draft& draft, const syntax::FactSentence& sentence, model::FactSource& source, const Kind& kind) {
    if (!sentence.fewer_than) return;
    source.fewest = draft.add(model::Constant{*sentence.fewer_than}, Kind::number());
    if (sentence.if_fewer) source.if_too_few = read_policy(draft, *sentence.if_fewer, {}, kind);
}

/// An index that several clauses mention, or that the contract declares itself, is read once.
bool declares_its_name(const Draft& draft, const syntax::FactSentence& sentence) {
    if (!sentence.by_mention) return true;
    const syntax::Name& name = sentence.facts.front().name;
    const Entity* entity = draft.find(name.text);
    return entity != nullptr && entity->declared == name.span;
}

void read_fact(Draft& draft, const syntax::FactSentence& sentence) {
    const Reporting reporting = read_reporting(draft, sentence);
    for (const syntax::DeclaredFact& fact : sentence.facts) {
        const Entity* entity = draft.find(fact.name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const auto kind = kind_of(draft, fact.kind);
        if (!kind) {
            draft.draft(entity->term).state = TermDraft::State::broken;
            continue;
        }
        model::FactSource source = reporting.source;
        check_form(draft, fact.kind);
        source.share_of_one = fact.kind.share_of_one;
        source.in_hundredths = fact.kind.in_hundredths;
        source.one_or_zero = fact.kind.one_or_zero;
        draft.term(entity->term).kind = *kind;
        draft.term(entity->term).index = reporting.axes;
        if (const MissingPhrase* phrase = policy_for(sentence.if_missing, fact.name.text)) {
            Scope scope;
            scope.axes = reporting.axes;
            std::erase_if(scope.axes, [](const Axis& axis) { return axis.type == Axis::Type::period; });
            source.if_missing = read_policy(draft, *phrase, scope, *kind);
        }
        if (sentence.from_count && sentence.out_of_count) {
            source.counted = draft.find(sentence.from_count->text)->term;
            source.out_of = draft.find(sentence.out_of_count->text)->term;
            read_fewest(draft, sentence, source, *kind);
        }
        if (sentence.once && kind->base == model::KindBase::date)
            source.if_missing.stated = true;  // nothing waits for it
        if (!read_schedule_in_text(draft, entity->term, source)) draft.term(entity->term).source = std::move(source);
        if (!sentence.at_events.empty()) read_fact_at_events(draft, sentence, entity->term);
    }
    for (const auto& count : {sentence.from_count, sentence.out_of_count}) {
        if (!count) continue;
        model::Term& term = draft.term(draft.find(count->text)->term);
        if (std::holds_alternative<model::FactSource>(term.source)) continue;
        term.kind = Kind::count();
        term.index = reporting.axes;
        term.source = reporting.source;
    }
}

/// What a row says, as the sentence it stands for; cells that could not be read are said to be wrong.
std::optional<syntax::FactSentence> fact_of_row(Draft& draft, const syntax::FactsTableSentence& sentence,
                                                std::size_t row, std::size_t kind_column,
                                                std::optional<std::size_t> missing_column) {
    syntax::FactSentence fact = sentence.facts[row];
    const auto& cells = sentence.table.rows[row].cells;
    KindPhrase& kind = fact.facts.front().kind;
    if (kind.span.empty()) {  // not read: the name of no kind
        kind.type = KindPhrase::Type::name;
        kind.name = {cells[kind_column].text, cells[kind_column].span};
    }
    if (!missing_column || !fact.if_missing.empty()) return fact;
    const syntax::Cell& cell = cells[*missing_column];
    draft
        .error_at(
            Code::policy_not_understood, place_of(draft, cell),
            cell.text.empty()
                ? fmt::format("nothing is said for a missing `{}`; no cell of this column stays empty", cells[0].text)
                : fmt::format("`{}` does not say what happens when the figure is missing", cell.text))
        .with_help("write `settlement waits`, `it is £0` (a value) or `it is left out`");
    return std::nullopt;
}

void read_facts_table(Draft& draft, const syntax::FactsTableSentence& sentence) {
    const syntax::Table& table = sentence.table;
    const auto kind_column = column_named(table, "Kind");
    const auto owner_column = column_named(table, "Reported by");
    const auto missing_column = column_named(table, "If it is missing");
    if (!kind_column || (!owner_column && !sentence.agreed)) {
        draft
            .error_at(
                Code::facts_table_headings, place_of(draft, table.headings[0]),
                fmt::format(
                    "the table has no column `{}`; a table of figures has columns `Term`, `Kind` and `Reported by`",
                    kind_column ? "Reported by" : "Kind"))
            .with_help("the headings are: Term | Of each | Kind | Reported by | For each | If it is missing");
        return;
    }
    for (std::size_t row = 0; row < table.rows.size() && row < sentence.facts.size(); ++row) {
        const Entity* entity = draft.find(sentence.facts[row].facts.front().name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const auto fact = fact_of_row(draft, sentence, row, *kind_column, missing_column);
        if (fact) read_fact(draft, *fact);
        else draft.draft(entity->term).state = TermDraft::State::broken;
    }
}

}  // namespace

void check_form(Draft& draft, const KindPhrase& phrase) {
    using Type = KindPhrase::Type;
    const bool of_percentage = phrase.share_of_one || phrase.in_hundredths;
    if (of_percentage && phrase.type != Type::percentage)
        draft
            .error(Code::wrong_kind, phrase.span,
                   "`as a share of 1` and `in hundredths` tell how a percentage is written in the data, and this is no "
                   "percentage")
            .with_help("take those words out, or write `a percentage` in front of them");
    else if (phrase.share_of_one && phrase.in_hundredths)
        draft
            .error(Code::said_twice, phrase.span,
                   "a percentage is written in one way: `as a share of 1` or `in hundredths`")
            .with_help("keep the one that the data files follow");
    if (phrase.one_or_zero && phrase.type != Type::yes_no)
        draft.error(Code::wrong_kind, phrase.span, "`as 1 or 0` tells how yes or no is written in the data")
            .with_help("take those words out, or write `yes or no` in front of them");
}

std::optional<Kind> kind_of(Draft& draft, const KindPhrase& phrase) {
    using Type = KindPhrase::Type;
    Kind kind;
    switch (phrase.type) {
        case Type::money: kind = Kind::money(); break;
        case Type::percentage: kind = Kind::percentage(); break;
        case Type::count: kind = Kind::count(unit_power(draft, phrase.name.text)); break;
        case Type::number: kind = Kind::number(); break;
        case Type::date: kind = Kind::date(); break;
        case Type::days: kind = Kind::days(); break;
        case Type::points: kind = Kind::points(); break;
        case Type::yes_no: kind = Kind::yes_no(); break;
        case Type::unsaid: kind = Kind::code(); break;
        case Type::codes: kind = Kind::code(phrase.codes); break;
        case Type::code:
            if (phrase.name.text.empty()) {
                kind = Kind::code();
                break;
            }
            [[fallthrough]];  // a code of a Person: the identifier of that record
        case Type::unit_of:
            if (phrase.name.text.empty()) {
                kind = Kind::money();
                break;
            }
            [[fallthrough]];
        case Type::name: {
            const auto named = kind_of_name(draft, phrase.name);
            if (!named) return std::nullopt;
            kind = *named;
            break;
        }
    }
    if (!phrase.per.empty()) kind.unit.powers[unit_power(draft, phrase.per)]--;
    return kind;
}

model::IfMissing read_policy(Draft& draft, const MissingPhrase& phrase, const Scope& scope, const Kind& kind) {
    using Type = MissingPhrase::Type;
    model::IfMissing policy;
    policy.stated = phrase.type != Type::none_said;
    policy.only_this_period = phrase.for_that.has_value();
    policy.up_to_periods = phrase.up_to;
    switch (phrase.type) {
        case Type::none_said:
        case Type::waits: policy.policy = model::MissingPolicy::waits; break;
        case Type::left_out: policy.policy = model::MissingPolicy::left_out; break;
        case Type::held: policy.policy = model::MissingPolicy::hold_record; break;
        case Type::last_value: policy.policy = model::MissingPolicy::last_value; break;
        case Type::scores: policy.policy = model::MissingPolicy::score_value; break;
        case Type::value: policy.policy = model::MissingPolicy::value; break;
    }
    if (phrase.value == nullptr) return policy;
    const Kind percentage = Kind::percentage();
    const Kind& wanted = phrase.type == Type::scores ? percentage : kind;
    const auto value = lower_amount(draft, *phrase.value, scope, &wanted);
    if (value) policy.value = value->id;
    if (value && phrase.type == Type::value)
        (void)same_kind(draft, wanted, value->kind, phrase.value->span, "stand in for the missing figure");
    return policy;
}

void read_facts(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto* fact = std::get_if<syntax::FactSentence>(&standing.sentence->form);
        if (fact != nullptr && declares_its_name(draft, *fact)) read_fact(draft, *fact);
        if (const auto* facts = std::get_if<syntax::FactsTableSentence>(&standing.sentence->form))
            read_facts_table(draft, *facts);
    }
}

namespace {

/// Whether an expression uses the term directly (not through another term).
bool uses_directly(const Draft& draft, ExprId id, model::TermId fact) {
    bool found = false;
    const auto look = [&](ExprId child) { found = found || (child.is_set() && uses_directly(draft, child, fact)); };
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* term = std::get_if<model::TermRef>(&node)) return term->term == fact;
    if (const auto* sum = std::get_if<model::Arithmetic>(&node)) look(sum->left), look(sum->right);
    if (const auto* line = std::get_if<model::Line>(&node)) look(line->of);
    if (const auto* band = std::get_if<model::Band>(&node)) look(band->of);
    if (const auto* rounded = std::get_if<model::Round>(&node)) look(rounded->of);
    if (const auto* limit = std::get_if<model::Limit>(&node)) look(limit->of);
    if (const auto* excess = std::get_if<model::Excess>(&node)) look(excess->of), look(excess->above);
    if (const auto* compare = std::get_if<model::Compare>(&node)) look(compare->left), look(compare->right);
    if (const auto* combine = std::get_if<model::Combine>(&node))
        for (const ExprId item : combine->items) look(item);
    if (const auto* choose = std::get_if<model::Choose>(&node)) {
        for (const auto& one : choose->cases) look(one.condition), look(one.result);
        look(choose->otherwise);
    }
    return found;
}

/// The per-Measure terms whose definition uses the fact.
std::vector<model::TermId> scored_by(const Draft& draft, model::TermId fact) {
    std::vector<model::TermId> found;
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::Term& term = draft.contract.terms[i];
        const bool defines = !term.stages.empty() && term.stages.front().effect == model::Stage::Effect::defines;
        if (defines && uses_directly(draft, term.stages.front().value, fact)) found.push_back(model::TermId(i));
    }
    return found;
}

}  // namespace

void apply_score_policies(Draft& draft) {
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const auto* fact = std::get_if<model::FactSource>(&draft.contract.terms[i].source);
        if (fact == nullptr || fact->if_missing.policy != model::MissingPolicy::score_value ||
            !fact->if_missing.value.is_set())
            continue;
        const InClause here(draft, draft.drafts[i].clause);
        const auto scored = scored_by(draft, model::TermId(i));
        if (scored.size() != 1) {
            if (draft.problems.has_errors()) continue;
            draft
                .error(Code::score_not_single, draft.drafts[i].declared,
                       fmt::format("{} terms are worked out directly from `{}`; it is not clear which one is the score",
                                   scored.size(), draft.contract.terms[i].name))
                .with_help("define one term from it (its score), or say `if it is missing, it is 0%`");
            continue;
        }
        model::Stage& stage = draft.term(scored.front()).stages.front();
        const Kind kind = draft.term(scored.front()).kind;
        const auto* definition = std::get_if<model::Constant>(&draft.expression(fact->if_missing.value).node);
        if (definition == nullptr || !same_kind(draft, kind, draft.expression(fact->if_missing.value).kind,
                                                draft.drafts[i].declared, "stand for one another"))
            continue;
        std::vector<model::Bind> binds;
        const ExprId value =
            draft.add(model::TermRef{model::TermId(i), binds, std::nullopt}, draft.contract.terms[i].kind);
        const ExprId absent = draft.add(model::IsAbsent{model::Presence::missing, value}, Kind::yes_no());
        stage.value = draft.add(model::Choose{{{absent, fact->if_missing.value}}, stage.value, false}, kind);
    }
}

}  // namespace concordat::check
