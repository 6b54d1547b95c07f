// engine/check/day_sets.cpp · room: check
// What:  the days of records: which they are, how far an open end goes, who has a day that several cover, what takes
//        days away.
// Source: findings N33, N45.
#include "check/day_sets.h"

#include <algorithm>

#include <fmt/format.h>

#include "parse/names.h"

namespace concordat::check {

namespace {

using model::DaySet;
using model::DaySetId;
using model::RecordId;

Scope scope_of_record(RecordId record) {
    Scope scope;
    scope.record = record;
    scope.axes = {{Axis::Type::record, {}, {}, record, {}}};
    return scope;
}

DaySet* set_of(Draft& draft, RecordId record) {
    for (DaySet& set : draft.contract.day_sets) {
        if (set.record == record) return &set;
    }
    return nullptr;
}

std::optional<RecordId> record_named(Draft& draft, const syntax::Name& name) {
    const Entity* entity = expect(draft, name, Entity::What::record);
    if (entity == nullptr) return std::nullopt;
    return entity->record;
}

/// The column of a field; reported where the record has none of that name.
std::optional<std::size_t> field_named(Draft& draft, RecordId record, const syntax::Name& name) {
    const auto field = find_field(draft, record, name.text);
    if (!field) {
        std::vector<std::string> fields;
        for (const model::Field& one : draft.contract.record(record).fields) fields.push_back(one.name);
        draft
            .error(Code::undefined_name, name.span,
                   fmt::format("`{}` is no field of the record `{}`", name.text, draft.contract.record(record).name))
            .with_help(fmt::format("its fields are: {}", fmt::join(fields, ", ")));
    }
    return field;
}

MaybeLowered date_of(Draft& draft, const syntax::Amount& amount, const Scope& scope, std::string_view what) {
    const auto date = lower_amount(draft, amount, scope);
    if (!date || !demand(draft, date->kind, Kind::date(), amount.span, what)) return std::nullopt;
    return date;
}

std::string words_of_end(const Draft& draft, ExprId id) { return draft.expression(id).words; }

// ---- which days -----------------------------------------------------------------------------------------------

/// A record that ends before it starts is held; its days are not worked out.
void hold_where_turned(Draft& draft, DaySet& set, const DaySet::Stretch& stretch) {
    ExprId turned = draft.add(model::Compare{model::CompareOp::less_than, stretch.to, stretch.from}, Kind::yes_no());
    if (stretch.where.is_set())
        turned = draft.add(model::Combine{model::Junction::all_of, 0, {stretch.where, turned}}, Kind::yes_no());
    draft.contract.records[set.record.index()].held_when.push_back(
        {turned, fmt::format("{} is before {}", words_of_end(draft, stretch.to), words_of_end(draft, stretch.from)),
         stretch.clause});
}

void add_stretch(Draft& draft, const syntax::DaysOfSentence& sentence, const StandingSentence& standing) {
    const auto record = record_named(draft, sentence.record);
    if (!record) return;
    const Scope scope = scope_of_record(*record);
    const auto id = days_named(draft, sentence.days.text, scope);
    if (!id || draft.contract.day_set(*id).record != *record) {
        if (!sentence.declares) report_unknown(draft, sentence.days, "a name for the days of a record");
        return;
    }
    using Count = syntax::DaysBetween::Count;
    if (sentence.stretch.count == Count::unstated) {
        draft
            .error(Code::ends_of_stretch_unstated, sentence.span,
                   "these days do not say whether their ends count: 3 to 5 May is 2 nights, or 3 days both included")
            .with_help("write `the nights from A to B`, or `the days from A to B, both included`");
        return;
    }
    DaySet::Stretch stretch;
    stretch.clause = standing.clause;
    stretch.nights = sentence.stretch.count == Count::nights;
    stretch.after_first = sentence.stretch.count == Count::after_up_to;
    const auto from = date_of(draft, *sentence.stretch.from, scope, "the start of these days");
    const auto to = date_of(draft, *sentence.stretch.to, scope, "the end of these days");
    if (!from || !to) return;
    stretch.from = from->id;
    stretch.to = to->id;
    if (sentence.where != nullptr) {
        const auto where = lower_condition(draft, *sentence.where, scope);
        if (!where) return;
        stretch.where = where->id;
    }
    DaySet& set = draft.contract.day_sets[id->index()];
    const bool all_before = std::any_of(set.stretches.begin(), set.stretches.end(),
                                        [](const DaySet::Stretch& one) { return !one.where.is_set(); });
    if (all_before || (!stretch.where.is_set() && !set.stretches.empty())) {
        draft
            .error(Code::said_twice, sentence.span,
                   fmt::format("which days the {} of a {} are is said twice", set.plural,
                               draft.contract.record(*record).name))
            .with_help("let each sentence say which records it is about: `For each Stay in the Admitted Setting, ...`");
        return;
    }
    set.stretches.push_back(stretch);
    hold_where_turned(draft, draft.contract.day_sets[id->index()], stretch);
}

void read_goes_on(Draft& draft, const syntax::GoesOnSentence& sentence) {
    const auto record = record_named(draft, sentence.record);
    if (!record) return;
    const auto days = expect_days(draft, *record, sentence.record.span);
    const auto field = field_named(draft, *record, sentence.end);
    if (!days || !field) return;
    if (!draft.contract.record(*record).fields[*field].may_be_blank) {
        draft
            .error(Code::open_end_unsaid, sentence.end.span,
                   fmt::format("`{}` is a field that may not be blank, so no {} is without it", sentence.end.text,
                               sentence.record.text))
            .with_help(fmt::format("give the field the kind `date, may be blank`, or take this sentence away"));
        return;
    }
    if (find_unit(draft, sentence.unit.text) != draft.contract.settles) {
        draft
            .error(Code::not_a_period, sentence.unit.span,
                   fmt::format("this agreement is settled for each {0}; an open end goes on to the last day of the {0}",
                               draft.contract.period_name))
            .with_help(fmt::format("write `the last day of the {}`", draft.contract.period_name));
        return;
    }
    draft.contract.day_sets[days->index()].goes_on = true;
}

/// An end that may be blank, and no word on how far such a record goes.
void demand_open_end(Draft& draft, const DaySet& set) {
    if (set.goes_on) return;
    for (const DaySet::Stretch& stretch : set.stretches) {
        const auto* end = std::get_if<model::TermRef>(&draft.expression(stretch.to).node);
        const auto* source =
            end != nullptr ? std::get_if<model::FieldSource>(&draft.contract.term(end->term).source) : nullptr;
        if (source == nullptr || source->record != set.record) continue;
        const model::Record& record = draft.contract.record(set.record);
        const model::Field& field = record.fields[source->column];
        if (!field.may_be_blank) continue;
        draft
            .error(Code::open_end_unsaid, draft.draft(set.number).declared,
                   fmt::format("`{}` may be blank, and the text does not say how far a {} without it goes", field.name,
                               record.name))
            .with_help(fmt::format("add `A {} with no {} goes on to the last day of the {}.`", record.name, field.name,
                                   draft.contract.period_name));
        return;
    }
}

// ---- who has a day --------------------------------------------------------------------------------------------

std::optional<DaySet::Order> read_order(Draft& draft, RecordId record, const syntax::AtMostOneSentence::Order& order) {
    using How = syntax::AtMostOneSentence::Order::How;
    const Scope scope = scope_of_record(record);
    if (order.how == How::in) {
        const auto is = lower_field_is(draft, {order.field}, order.field.span, scope);
        if (!is) return std::nullopt;
        return DaySet::Order{is->id, true};
    }
    if (!field_named(draft, record, order.field)) return std::nullopt;
    const auto by = lower_reference(draft, {order.field, false, {}, {}}, order.field.span, scope, nullptr);
    if (!by) return std::nullopt;
    const bool in_time = order.how == How::first || order.how == How::last;
    if (in_time && !demand(draft, by->kind, Kind::date(), order.field.span, "what comes first or last"))
        return std::nullopt;
    return DaySet::Order{by->id, order.how == How::last || order.how == How::higher};
}

/// The column that `the same Provider` names: a field of that name, or the only one of that role.
std::optional<std::size_t> column_of_same(Draft& draft, RecordId record, const syntax::Name& name) {
    if (const auto field = find_field(draft, record, name.text)) return field;
    const Entity* entity = draft.find(name.text);
    const auto& fields = draft.contract.record(record).fields;
    for (std::size_t column = 0; entity != nullptr && column < fields.size(); ++column) {
        if (entity->what == Entity::What::role && fields[column].kind.role == entity->role) return column;
    }
    return field_named(draft, record, name);
}

void ask_among_whom(Draft& draft, const syntax::AtMostOneSentence& sentence, const model::Record& record) {
    std::string role = "Provider";
    for (const model::Field& field : record.fields) {
        if (field.kind.base == model::KindBase::party && field.kind.role.is_set())
            role = draft.contract.role(field.kind.role).name;
    }
    draft
        .error(Code::day_among_whom_unsaid, sentence.subject.span,
               fmt::format("`at most one` of a {} on a day: with all {} together, or with each {} by itself?",
                           sentence.subject.text, regular_plural(role), role))
        .with_help(fmt::format("write `On any day, with all {} together, a {} has ...`, or `On any day, with the same "
                               "{}, a {} has ...`",
                               regular_plural(role), sentence.subject.text, role, sentence.subject.text));
}

void read_at_most_one(Draft& draft, const syntax::AtMostOneSentence& sentence, const StandingSentence& standing) {
    const Entity* entity = draft.find(sentence.what.text);
    const auto named = days_named(draft, sentence.what.text, {});
    std::optional<RecordId> record;
    if (named) record = draft.contract.day_set(*named).record;
    else if (entity != nullptr && entity->what == Entity::What::record) record = entity->record;
    else record = record_named(draft, sentence.what);
    if (!record) return;
    const auto days = expect_days(draft, *record, sentence.what.span);
    const auto subject = field_named(draft, *record, sentence.subject);
    if (!days || !subject) return;
    DaySet::AtMostOne rule{standing.clause, {*subject}, {}};
    if (!sentence.all_together && !sentence.with_the_same)
        return ask_among_whom(draft, sentence, draft.contract.record(*record));
    if (sentence.with_the_same) {
        const auto same = column_of_same(draft, *record, *sentence.with_the_same);
        if (!same) return;
        rule.same.push_back(*same);
    } else if (draft.find(sentence.all_together->text) == nullptr) {
        return report_unknown(draft, *sentence.all_together, "a role of this agreement");
    }
    for (const auto& written : sentence.order) {
        const auto order = read_order(draft, *record, written);
        if (!order) return;
        rule.order.push_back(*order);
    }
    DaySet& set = draft.contract.day_sets[days->index()];
    if (set.at_most_one) {
        draft
            .error(Code::said_twice, sentence.span,
                   fmt::format("which {} has a day is said twice; it can be said once",
                               draft.contract.record(*record).name))
            .with_help("take one of the two sentences away");
        return;
    }
    set.at_most_one = std::move(rule);
}

// ---- what takes days away -------------------------------------------------------------------------------------

/// The record that loses days: the one named, else the only one with days and a field of that name.
std::optional<RecordId> loser_of(Draft& draft, const syntax::AbsenceSentence& sentence) {
    if (sentence.record) return record_named(draft, *sentence.record);
    std::vector<RecordId> found;
    for (const DaySet& set : draft.contract.day_sets) {
        if (find_field(draft, set.record, sentence.subject.text)) found.push_back(set.record);
    }
    if (found.size() == 1) return found.front();
    draft
        .error(Code::days_of_record_unsaid, sentence.subject.span,
               found.empty()
                   ? fmt::format("no record with a field `{}` has days that could be lost", sentence.subject.text)
                   : fmt::format("several records have days and a field `{}`; the text says which loses the day",
                                 sentence.subject.text))
        .with_help("write `does not count for a` and the name of the record");
    return std::nullopt;
}

void read_absence(Draft& draft, const syntax::AbsenceSentence& sentence, const StandingSentence& standing) {
    const auto record = loser_of(draft, sentence);
    const auto absent = record_named(draft, sentence.absence);
    if (!record || !absent) return;
    const auto days = expect_days(draft, *record, sentence.subject.span);
    const auto own = field_named(draft, *record, sentence.subject);
    const auto its = field_named(draft, *absent, sentence.subject);
    if (!days || !own || !its) return;
    DaySet::Absence rule;
    rule.clause = standing.clause;
    rule.record = *absent;
    rule.own_column = *own;
    rule.its_column = *its;
    rule.until_included = sentence.until_included;
    const Scope scope = scope_of_record(*absent);
    for (const auto& [written, place] :
         {std::pair{&sentence.from, &rule.from}, std::pair{&sentence.until, &rule.until}}) {
        const auto date = lower_reference(draft, *written, written->name.span, scope, nullptr);
        if (!date || !demand(draft, date->kind, Kind::date(), written->name.span, "an end of an absence")) return;
        *place = date->id;
    }
    if (sentence.where != nullptr) {
        const auto where = lower_condition(draft, *sentence.where, scope_of_record(*record));
        if (!where) return;
        rule.where = where->id;
    }
    using Then = syntax::AbsenceSentence::Then;
    DaySet& set = draft.contract.day_sets[days->index()];
    if (set.at_most_one && sentence.then == Then::not_said) {
        const std::string& name = draft.contract.record(*record).name;
        draft
            .error(
                Code::lost_day_unsaid, sentence.absence.span,
                fmt::format("another {} may cover the day that is lost; the text does not say whether it has it", name))
            .with_help(fmt::format("add `, and that day counts for no other {0}`, or `, and that day counts for the "
                                   "next {0}`",
                                   name));
        return;
    }
    rule.next_has_day = sentence.then == Then::next;
    set.absences.push_back(rule);
}

void read_day_falls(Draft& draft, const syntax::DayFallsSentence& sentence, const StandingSentence& standing) {
    const auto days = days_named(draft, sentence.day.text, {});
    if (!days) return report_unknown(draft, sentence.day, "a day of a record");
    if (find_unit(draft, sentence.unit.text) != draft.contract.settles) {
        draft
            .error(Code::not_a_period, sentence.unit.span,
                   fmt::format("this agreement is settled for each {}", draft.contract.period_name))
            .with_help(fmt::format("write `falls in the {} in which it lies`", draft.contract.period_name));
        return;
    }
    model::Term& number = draft.term(draft.contract.day_set(*days).number);
    number.stages.front().clause = standing.clause;
    number.stages.front().words = folded_words(draft.text.slice(standing.sentence->span));
}

template <typename Form, typename Act>
void for_each_form(Draft& draft, Act&& act) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* form = std::get_if<Form>(&standing.sentence->form);
        if (form == nullptr) continue;
        const InClause here(draft, standing.number);
        act(*form, standing);
    }
}

}  // namespace

std::optional<DaySetId> days_of(const Draft& draft, RecordId record) {
    for (std::size_t i = 0; i < draft.contract.day_sets.size(); ++i) {
        if (draft.contract.day_sets[i].record == record) return DaySetId(i);
    }
    return std::nullopt;
}

std::optional<DaySetId> days_named(const Draft& draft, std::string_view name, const Scope& scope) {
    if (name == "night" || name == "day" || name == "nights" || name == "days")
        return scope.record ? days_of(draft, *scope.record) : std::nullopt;
    for (std::size_t i = 0; i < draft.contract.day_sets.size(); ++i) {
        const DaySet& set = draft.contract.day_sets[i];
        if (set.name == name || set.plural == name) return DaySetId(i);
    }
    return std::nullopt;
}

std::optional<DaySetId> expect_days(Draft& draft, RecordId record, Span span) {
    if (const auto days = days_of(draft, record)) return days;
    const std::string& name = draft.contract.record(record).name;
    draft.error(Code::days_of_record_unsaid, span, fmt::format("the text does not say which days a {} covers", name))
        .with_help(fmt::format("add for example `For each {}, its \"Nights\" are the nights from A to B.` with two "
                               "dates of the {}",
                               name, name));
    return std::nullopt;
}

void declare_days(Draft& draft) {
    for_each_form<syntax::DaysOfSentence>(draft, [&](const auto& sentence, const StandingSentence& standing) {
        const Entity* record = draft.find(sentence.record.text);
        if (sentence.declares && record == nullptr)  // the record is what is missing
            draft.silent_names.insert({sentence.days.text, parse::singular_of(sentence.days.text)});
        if (!sentence.declares || record == nullptr || record->what != Entity::What::record) return;
        const RecordId of = record->record;
        if (set_of(draft, of) != nullptr) {
            draft.error(Code::said_twice, sentence.days.span,
                        fmt::format("a {} has days of one name: `{}`", draft.contract.record(of).name,
                                    set_of(draft, of)->plural));
            return;
        }
        Entity number;
        number.what = Entity::What::term;
        number.term = model::TermId(draft.contract.terms.size());
        number.declared = sentence.days.span;
        number.clause = draft.clause_now;
        if (!draft.declare(sentence.days.text, number)) return;
        const auto term = draft.new_term(sentence.days.text, sentence.days.span);
        const DaySetId id(draft.contract.day_sets.size());
        Entity day = number;
        day.what = Entity::What::day;
        day.days = id;
        const std::string one = parse::singular_of(sentence.days.text);
        if (one != sentence.days.text) draft.declare(one, day);
        draft.contract.day_sets.push_back({one, sentence.days.text, of, term, {}, false, {}, {}});
        model::Term& made = draft.term(term);
        made.plural = sentence.days.text;
        made.kind = Kind::days();
        made.index = {{Axis::Type::record, {}, {}, of, {}}, {Axis::Type::period, {}, {}, {}, draft.contract.settles}};
        made.clause = standing.clause;
        const ExprId count = draft.add(model::DaysOf{id, {}, {}, {}}, Kind::days(), sentence.span);
        draft.term(term).stages.push_back({model::Stage::Effect::defines,
                                           standing.clause,
                                           count,
                                           {},
                                           {},
                                           folded_words(draft.text.slice(standing.sentence->span))});
    });
}

void lower_day_sets(Draft& draft) {
    for_each_form<syntax::DaysOfSentence>(
        draft, [&](const auto& sentence, const StandingSentence& standing) { add_stretch(draft, sentence, standing); });
    for_each_form<syntax::GoesOnSentence>(
        draft, [&](const auto& sentence, const StandingSentence&) { read_goes_on(draft, sentence); });
    for (std::size_t i = 0; i < draft.contract.day_sets.size(); ++i) {
        const InClause here(draft, draft.draft(draft.contract.day_sets[i].number).clause);
        demand_open_end(draft, draft.contract.day_sets[i]);
    }
    for_each_form<syntax::AtMostOneSentence>(draft, [&](const auto& sentence, const StandingSentence& standing) {
        read_at_most_one(draft, sentence, standing);
    });
    for_each_form<syntax::AbsenceSentence>(draft, [&](const auto& sentence, const StandingSentence& standing) {
        read_absence(draft, sentence, standing);
    });
    for_each_form<syntax::DayFallsSentence>(draft, [&](const auto& sentence, const StandingSentence& standing) {
        read_day_falls(draft, sentence, standing);
    });
}

}  // namespace concordat::check
