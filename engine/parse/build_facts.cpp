// engine/parse/build_facts.cpp · room: parse
// What:  facts, records, sets, look-ups: what is agreed or reported and by whom.
#include <algorithm>
#include <utility>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using source::Code;

namespace {

/// What `agreed ...` and `reported ...` say; shared by facts and records.
struct Source {
    bool agreed = false, once = false, every_year = false, decided = false;
    std::optional<syntax::DayOfYear> decided_by;
    std::vector<syntax::Name> at_events;
    std::optional<syntax::OwnerPhrase> owner;
    std::vector<syntax::Name> for_each;
    std::optional<syntax::ScheduleRef> schedule;
};
void read_source(const Node& node, Source& source, Building& at) {
    source.agreed = node.has("agreed");
    source.once = node.has("once");
    source.decided = node.has("decided");
    for (const Node* part : node.all(Rule::source_part)) {
        if (const Node* owner = part->find(Rule::owner)) source.owner = owner_of(*owner);
        for (const Node* unit : part->all(Rule::unit_name)) source.for_each.push_back(name_of(*unit));
        if (part->has("the")) source.for_each.push_back(name_of(*part->word_of(WordKind::period_unit)));
        if (const Word* day = part->word_of(WordKind::day_month)) source.decided_by = day_in(*day, at);
        if (part->has("every")) source.every_year = true;
        if (part->has("at"))
            for (const Word* event : part->words_of(WordKind::name)) source.at_events.push_back(name_of(*event));
        if (const Node* schedule = part->find(Rule::schedule)) source.schedule = schedule_of(*schedule);
    }
}

void read_fact_tail(const Node& tail, syntax::FactSentence& fact, Building& at) {
    if (const Node* node = tail.find(Rule::source_of)) {
        Source source;
        read_source(*node, source, at);
        auto of_each = std::move(fact.for_each_in);  // said before: `is a yes or no for each Provider, reported ...`
        fact.agreed = source.agreed;
        fact.once = source.once;
        fact.at_events = std::move(source.at_events);
        fact.every_year = source.every_year;
        fact.decided = source.decided;
        fact.decided_by = source.decided_by;
        fact.owner = std::move(source.owner);
        fact.for_each_in = std::move(source.for_each);
        fact.schedule = std::move(source.schedule);
        for (syntax::Name& of : of_each) fact.for_each_in.push_back(std::move(of));
    } else if (tail.has("decision")) {
        fact.later_decision_counts = true;
    } else if (tail.has("at")) {
        for (const Word* event : tail.words_of(WordKind::name)) fact.at_events.push_back(name_of(*event));
    } else if (const Node* policy = tail.find(Rule::missing_policy)) {
        fact.if_missing.push_back(missing_policy_of(*policy, at));
    } else if (tail.has("fewer")) {
        fact.fewer_than = number_in(*tail.word_of(WordKind::number), at);
        fact.fewer_of = name_of(tail.get(Rule::name));
        fact.if_fewer = missing_outcome_of(tail.get(Rule::missing_outcome), at);
    } else {
        const auto names = tail.all(Rule::name);
        fact.from_count = name_of(*names[0]);
        fact.out_of_count = name_of(*names[1]);
    }
}

void build_fact(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::FactSentence fact;
    fact.for_each = each_of(for_each, at);
    const Node& items = form.get(Rule::fact_items);
    std::vector<syntax::Name> names;
    for (const Node& part : items.parts) {
        if (part.rule == Rule::fact_names)
            for (const Word* name : part.words_of(WordKind::quoted)) names.push_back(declared_name(*name, at));
        if (part.rule != Rule::kind) continue;
        const syntax::KindPhrase kind = kind_of(part, at);
        for (syntax::Name& name : names) fact.facts.push_back({std::move(name), kind});
        names.clear();
    }
    if (const Node* of = form.find(Rule::fact_of)) {  // whose figure it is, said before who gives it
        for (const Node* unit : of->all(Rule::unit_name)) fact.for_each_in.push_back(name_of(*unit));
    }
    for (const Node* tail : form.all(Rule::fact_tail)) read_fact_tail(*tail, fact, at);
    forms.push_back({std::move(fact), form.span});
}

/// The name and plural of `"Person" (plural "People")`.
void read_new_name(const Node& node, syntax::Name& name, std::optional<syntax::Name>& plural, Building& at) {
    const auto quoted = node.words_of(WordKind::quoted);
    name = declared_name(*quoted[0], at);
    if (quoted.size() > 1) plural = declared_name(*quoted[1], at);
}

/// The fields of a field table: first column the name, second the kind.
void read_field_table(syntax::RecordSentence& record, Building& at) {
    for (const syntax::Row& row : record.table->rows) {
        if (row.cells.size() < 2) continue;
        const auto kind = at.cells->kind(row.cells[1]);
        const syntax::Cell& cell = row.cells[1];
        if (!kind)
            at.report(Code::kind_unknown, cell.span.empty() ? row.span : cell.span,
                      cell.text.empty() ? "the field `" + row.cells[0].text + "` has no kind"
                                        : "`" + cell.text + "` says no kind that a field can have")
                .with_help(
                    "kinds are `money`, `percentage`, `count`, `number`, `date`, `days`, `points`, `yes or no`, "
                    "`code`, a list of codes such as `\"EL\" or \"NE\"`, and the name of a role, a set or a record");
        else record.fields.push_back({{row.cells[0].text, row.cells[0].span}, *kind});
    }
}

/// A field in the sentence: `Service, which is "A" or "B"`; without a kind, that of the record it belongs to.
syntax::KindPhrase kind_in_list(const Node& field, Building& at) {
    if (const Node* kind = field.find(Rule::kind)) return kind_of(*kind, at);
    syntax::KindPhrase unsaid;
    unsaid.type = syntax::KindPhrase::Type::unsaid;
    unsaid.span = field.span;
    return unsaid;
}

void build_record(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::RecordSentence record;
    read_new_name(form.get(Rule::new_name), record.name, record.plural, at);
    Source source;
    if (const Node* node = form.find(Rule::source_of)) read_source(*node, source, at);
    record.agreed = source.agreed;
    record.owner = std::move(source.owner);
    record.schedule = std::move(source.schedule);
    if (!source.for_each.empty()) record.for_each = source.for_each.front();
    if (for_each != nullptr)
        at.report(Code::word_out_of_place, for_each->span, "a record is declared once, not for each of something")
            .with_help("say who reports it: `reported by each Provider for each Month`");
    if (const Node* list = form.find(Rule::field_list)) {
        for (const Node* field : list->all(Rule::field))
            record.fields.push_back({name_of(*field->word_of(WordKind::name)), kind_in_list(*field, at)});
    } else if (auto table = table_of(form, TableReading::plain, at)) {
        record.table = std::move(table);
        read_field_table(record, at);
    }
    forms.push_back({std::move(record), form.span});
}

void build_set(const Node& form, Forms& forms, Building& at) {
    syntax::SetSentence set;
    read_new_name(form.get(Rule::new_name), set.name, set.plural, at);
    if (const Node* gives = form.find(Rule::list_gives))
        for (const Word* column : gives->words_of(WordKind::name)) set.gives.push_back(name_of(*column));
    if (const Node* schedule = form.find(Rule::schedule)) set.schedule = schedule_of(*schedule);
    else set.table = table_of(form, TableReading::amounts, at);
    forms.push_back({std::move(set), form.span});
}

/// Names in the order written, by their kind of word.
std::vector<syntax::Name> names_in(const Node& node, WordKind kind) {
    std::vector<syntax::Name> names;
    for (const Word* word : node.words_of(kind)) names.push_back(name_of(*word));
    return names;
}

std::vector<syntax::Name> declared_names_in(const Node& node, Building& at) {
    std::vector<syntax::Name> names;
    for (const Word* word : node.words_of(WordKind::quoted)) names.push_back(declared_name(*word, at));
    return names;
}

/// `whose HRG is not in Schedule A`, as a condition.
syntax::ConditionPtr not_in_schedule(const syntax::Name& key, const Node& tail) {
    syntax::Reference reference;
    reference.name = key;
    const syntax::AmountPtr left = made(syntax::ReferenceAmount{std::move(reference)}, key.span);
    const syntax::ScheduleRef schedule = schedule_of(tail.get(Rule::schedule));
    return std::make_shared<const syntax::Condition>(
        syntax::Condition{syntax::InSchedule{left, schedule.file, schedule.title, true}, tail.span});
}

void read_given_tail(const Node& tail, syntax::GivenSentence& given, Building& at) {
    if (const Node* policy = tail.find(Rule::missing_policy)) {
        given.if_missing.push_back(missing_policy_of(*policy, at));
    } else if (tail.has("query")) {
        const auto names = names_in(tail, WordKind::name);
        given.held_record = names[0];
        (tail.has("without") ? given.held_without : given.held_not_in) = names[1];
        if (const Node* schedule = tail.find(Rule::schedule)) given.held_schedule = schedule_of(*schedule).title;
        given.held_span = tail.span;
        if (given.held_not_in) given.held_where = not_in_schedule(*given.held_not_in, tail);
    } else if (tail.has("payable")) {
        given.none_pays_nothing = true;
    } else {
        for (const Node* kind : tail.all(Rule::kind_word)) given.kinds.push_back(kind_of(*kind, at));
    }
}

void build_given(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::GivenSentence given;
    given.for_each = each_of(for_each, at);
    given.names = declared_names_in(form.get(Rule::fact_names), at);
    given.by = keys_of(form.get(Rule::keys), at);
    if (const Node* on = form.find(Rule::reference)) given.on = amount_of(*on, at);
    if (const Node* each = form.find(Rule::each_day)) {
        const Word* name = each->word_of(WordKind::name);
        given.each_day = name != nullptr ? name_of(*name) : name_of(*each->parts.back().word);
    }
    given.both_included = form.has("both");
    if (const Node* schedule = form.find(Rule::schedule)) given.schedule = schedule_of(*schedule);
    if (const Node* line = form.find(Rule::line_in_row)) {
        const auto columns = names_in(*line, WordKind::name);
        given.line = syntax::InLineInRow{given.by.back(), columns[0], columns[1], columns[2], columns[3]};
    }
    for (const Node* tail : form.all(Rule::given_tail)) read_given_tail(*tail, given, at);
    if (form.word_of(WordKind::table) != nullptr) given.table = table_of(form, TableReading::amounts, at);
    forms.push_back({std::move(given), form.span});
}

void build_decided(const Node& simple, const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::DecidedSentence decided;
    decided.for_each = each_of(for_each, at);
    decided.names = declared_names_in(form.get(Rule::fact_names), at);
    decided.in_turn = form.has("turn");
    if (auto table = table_of(simple, TableReading::conditions, at)) decided.table = *std::move(table);
    forms.push_back({std::move(decided), simple.span});
}

/// The cell of a row under a heading, or nothing where it is empty or there is no such column.
const syntax::Cell* cell_under(const syntax::Table& table, const syntax::Row& row, std::string_view heading) {
    for (std::size_t column = 0; column < table.headings.size() && column < row.cells.size(); ++column)
        if (table.headings[column].text == heading && !row.cells[column].text.empty()) return &row.cells[column];
    return nullptr;
}

/// `Provider and Measure` as names.
std::vector<syntax::Name> names_in_cell(const syntax::Cell& cell) {
    std::vector<syntax::Name> names;
    std::string text = cell.text;
    for (std::size_t at = text.find(" and "); at != std::string::npos; at = text.find(" and "))
        text.replace(at, 5, ",");
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        if (const std::string name = folded(std::string_view(text).substr(from, comma - from)); !name.empty())
            names.push_back({name, cell.span});
        from = comma + 1;
    }
    return names;
}

/// A row of `The following are reported:` as the sentence it stands for. What cannot be read stays unset; check says
/// so.
syntax::FactSentence fact_in_row(const syntax::FactsTableSentence& sentence, const syntax::Row& row, Building& at) {
    syntax::FactSentence fact;
    fact.agreed = sentence.agreed;
    syntax::DeclaredFact declared;
    declared.name = {row.cells.front().text, row.cells.front().span};
    std::erase(declared.name.text, '"');
    if (const syntax::Cell* cell = cell_under(sentence.table, row, "Kind"))
        if (const auto kind = at.cells->kind(*cell)) declared.kind = *kind;
    fact.facts.push_back(std::move(declared));
    if (const syntax::Cell* cell = cell_under(sentence.table, row, "Of each")) {
        fact.for_each.emplace();
        fact.for_each->names = names_in_cell(*cell);
        fact.for_each->spans.assign(fact.for_each->names.size(), cell->span);
        fact.for_each->span = cell->span;
    }
    if (const syntax::Cell* cell = cell_under(sentence.table, row, "Reported by")) fact.owner = at.cells->owner(*cell);
    if (const syntax::Cell* cell = cell_under(sentence.table, row, "For each")) fact.for_each_in = names_in_cell(*cell);
    if (const syntax::Cell* cell = cell_under(sentence.table, row, "If it is missing"))
        if (const auto missing = at.cells->missing(*cell)) fact.if_missing.push_back(*missing);
    return fact;
}

}  // namespace

void build_facts(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    const auto add = [&](auto sentence) { forms.push_back({std::move(sentence), form.span}); };
    if (const Node* decided = form.find(Rule::decided)) return build_decided(form, *decided, for_each, forms, at);
    if (const Node* facts = form.find(Rule::facts_table)) {
        auto table = table_of(form, TableReading::plain, at);
        syntax::FactsTableSentence sentence{facts->has("agreed"), table ? *std::move(table) : syntax::Table{}, {}};
        for (const syntax::Row& row : sentence.table.rows) sentence.facts.push_back(fact_in_row(sentence, row, at));
        return add(std::move(sentence));
    }
    switch (form.rule) {
        case Rule::fact: return build_fact(form, for_each, forms, at);
        case Rule::record: return build_record(form, for_each, forms, at);
        case Rule::set: return build_set(form, forms, at);
        case Rule::given: return build_given(form, for_each, forms, at);
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about facts and records");
}

}  // namespace concordat::parse
