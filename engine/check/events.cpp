// engine/check/events.cpp · room: check
// What:  events (dates that somebody reports once), what is reported at them, what holds before and from them on, and
//        the days on which a record is in force.
// Source: findings N7 (not reported is: has not happened), N44 (days in force).

#include "check/events.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

namespace {

/// The date term that is meant; reports what is none.
std::optional<model::TermId> event_named(Draft& draft, const syntax::Name& name, bool by_report = false) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr) {
        report_unknown(draft, name, "an event: a date that is reported once");
        return std::nullopt;
    }
    const bool is_term = entity->what == Entity::What::term;
    if (is_term) draft.draft(entity->term).used = true;
    if (is_term && is_event(draft.term(entity->term), by_report)) return entity->term;
    if (is_term && draft.draft(entity->term).state == TermDraft::State::broken) return std::nullopt;
    const std::string found = is_term ? describe(draft.term(entity->term).kind) : describe(entity->what);
    const std::string wanted = by_report ? "only a figure that is reported once has a day on which it is reported"
                                         : "what happens once is a date that somebody reports once";
    draft.error(Code::not_an_event, name.span, fmt::format("`{}` is {}; {}", name.text, found, wanted))
        .with_help(
            fmt::format("declare `\"{}\" is {}, reported once by P.`", name.text, by_report ? "money" : "a date"));
    return std::nullopt;
}

ExprId reached(Draft& draft, model::TermId event, bool inside, Span span, bool by_report = false) {
    return draft.add(model::EventReached{event, inside, by_report}, Kind::yes_no(), span);
}

ExprId not_yet(Draft& draft, model::TermId event, const Kind& kind) {
    const model::NotApplicable value{draft.term(event).name + " has not happened", true};
    return draft.add(model::Constant{value}, kind);
}

}  // namespace

bool is_event(const model::Term& term, bool by_report) {
    const auto* fact = std::get_if<model::FactSource>(&term.source);
    return fact != nullptr && (by_report || term.kind.base == model::KindBase::date) && !fact->agreed &&
           !fact->period && term.index.empty();
}

MaybeLowered lower_reported_on(Draft& draft, const syntax::ReportedOn& reported, Span span) {
    const auto fact = event_named(draft, reported.what.name, true);
    if (!fact) return std::nullopt;
    return made(draft, model::ReportedOn{*fact}, Kind::date(), span);
}

ExprId once_happened(Draft& draft, const syntax::Name& event, ExprId value, const Kind& kind) {
    const Entity* entity = draft.find(event.text);
    const bool happens =
        entity != nullptr && entity->what == Entity::What::term && is_event(draft.term(entity->term), false);
    if (!happens) return value;
    model::Choose choose;
    choose.cases.push_back({reached(draft, entity->term, false, event.span), value});
    choose.otherwise = not_yet(draft, entity->term, kind);
    return draft.add(std::move(choose), kind, event.span);
}

std::string name_at_event(std::string_view fact, std::string_view event) {
    return fmt::format("{} at {}", fact, event);
}

void read_fact_at_events(Draft& draft, const syntax::FactSentence& sentence, model::TermId id) {
    const std::string name = draft.term(id).name;
    model::Choose choose;
    choose.in_turn = true;
    std::optional<model::TermId> first;
    for (auto event = sentence.at_events.rbegin(); event != sentence.at_events.rend(); ++event) {
        const auto found = event_named(draft, *event);
        const Entity* entity = draft.find(name_at_event(name, event->text));
        if (!found || entity == nullptr || entity->what != Entity::What::term) {
            draft.draft(id).state = TermDraft::State::broken;
            return;
        }
        model::Term& at = draft.term(entity->term);
        at.kind = draft.term(id).kind;
        at.index = draft.term(id).index;
        at.source = draft.term(id).source;
        at.clause = draft.term(id).clause;
        auto& source = std::get<model::FactSource>(at.source);
        source.at_event = *found;
        source.of_event_fact = name;
        draft.draft(entity->term).used = true;
        const ExprId value = draft.add(model::TermRef{entity->term, {}, std::nullopt}, at.kind, event->span);
        choose.cases.push_back({reached(draft, *found, false, event->span), value});
        first = *found;
    }
    if (!first) return;
    model::Term& term = draft.term(id);
    const Kind kind = term.kind;
    choose.otherwise = not_yet(draft, *first, kind);
    term.index.push_back({Axis::Type::period, {}, {}, {}, draft.contract.settles});
    term.source = model::DefinedSource{};
    model::Stage stage{model::Stage::Effect::defines, term.clause, {}, {}, {}};
    stage.words = fmt::format("{} as reported at the last of its events that has happened", name);
    stage.value = draft.add(std::move(choose), kind, sentence.facts.front().name.span);
    draft.term(id).stages.push_back(std::move(stage));
}

MaybeLowered lower_happened(Draft& draft, const syntax::Happened& happened, Span span, const Scope& scope) {
    const auto event = event_named(draft, happened.event, happened.reported);
    if (!event) return std::nullopt;
    if (scope.units_used != nullptr) scope.units_used->insert(draft.contract.settles);
    ExprId is_so = reached(draft, *event, false, span, happened.reported);
    if (happened.negated) is_so = draft.add(model::Not{is_so}, Kind::yes_no(), span);
    if (!happened.by_end_of_agreement) return Lowered{is_so, Kind::yes_no()};
    draft.never_said.insert(happened.event.text);
    const ExprId end = draft.add(model::PeriodEdge{draft.contract.settles, true, {}}, Kind::date());
    const ExprId last = draft.add(model::Constant{draft.contract.in_force.last}, Kind::date());
    const ExprId over = draft.add(model::Compare{model::CompareOp::at_least, end, last}, Kind::yes_no());
    return made(draft, model::Combine{model::Junction::all_of, 0, {over, is_so}}, Kind::yes_no(), span);
}

std::optional<ExprId> only_in_period_of(Draft& draft, const syntax::Name& event, ExprId amount, const Kind& kind) {
    const auto found = event_named(draft, event);
    if (!found) return std::nullopt;
    model::Choose choose;
    choose.cases.push_back({reached(draft, *found, true, event.span), amount});
    choose.otherwise = not_yet(draft, *found, kind);
    return draft.add(std::move(choose), kind, event.span);
}

// ---- days in force ------------------------------------------------------------------------------------------------

namespace {

std::optional<std::size_t> date_field(Draft& draft, model::RecordId record, const syntax::Name& name) {
    const auto field = find_field(draft, record, name.text);
    if (!field) {
        report_unknown(draft, name, fmt::format("a field of {}", draft.contract.record(record).name));
        return std::nullopt;
    }
    const Kind& kind = draft.contract.record(record).fields[*field].kind;
    if (!demand(draft, kind, Kind::date(), name.span, "the first or last day in force")) return std::nullopt;
    return field;
}

void read_in_force(Draft& draft, const syntax::InForceSentence& sentence, const StandingSentence& standing) {
    const Entity* entity = expect(draft, sentence.record, Entity::What::record);
    if (entity == nullptr) return;
    const auto from = date_field(draft, entity->record, sentence.from);
    const auto to = date_field(draft, entity->record, sentence.to);
    if (!from || !to) return;
    model::Record& record = draft.contract.records[entity->record.index()];
    if (record.in_force) {
        draft
            .error(Code::said_twice, sentence.record.span,
                   fmt::format("the days on which a {} is in force are said twice; they can be said once", record.name))
            .with_help("take one of the two sentences away");
        return;
    }
    record.in_force = model::Record::InForce{*from, *to, sentence.blank.has_value(), standing.clause};
    const bool may_be_blank = record.fields[*to].may_be_blank;
    if (sentence.blank && sentence.blank->text != sentence.to.text) {
        draft
            .error(Code::blank_end_unsaid, sentence.blank->span,
                   fmt::format("only the last day can be open; that is `{}`, not `{}`", sentence.to.text,
                               sentence.blank->text))
            .with_help(fmt::format("write `if {} is blank it stays in force`", sentence.to.text));
    } else if (may_be_blank && !sentence.blank) {
        draft
            .error(Code::blank_end_unsaid, sentence.to.span,
                   fmt::format("`{}` may be blank, and it is not said how long a {} is in force then", sentence.to.text,
                               record.name))
            .with_help(fmt::format("add `; if {} is blank it stays in force`", sentence.to.text));
    }
}

/// 365 or 366, and no other count: a year of 360 days is another rule, with other amounts.
void check_year_days(Draft& draft, const syntax::YearDaysSentence& sentence) {
    const auto unit = find_unit(draft, sentence.unit.text);
    if (!unit) return report_unknown(draft, sentence.unit, "a period");
    const std::vector<std::string> actual = {"365", "366"};
    if (sentence.counts.empty() || sentence.counts == actual) return;
    draft
        .error(Code::year_days_other, sentence.unit.span,
               fmt::format("a {} does not have {} days; every day of the calendar counts as one", sentence.unit.text,
                           fmt::join(sentence.counts, " or ")))
        .with_help("write `365 or 366`");
}

}  // namespace

void read_days_in_force(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* in_force = std::get_if<syntax::InForceSentence>(&standing.sentence->form))
            read_in_force(draft, *in_force, standing);
        if (const auto* days = std::get_if<syntax::YearDaysSentence>(&standing.sentence->form))
            check_year_days(draft, *days);
    }
}

}  // namespace concordat::check
