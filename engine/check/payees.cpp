// engine/check/payees.cpp · room: check
// What:  who is meant by the words for a party, and the day that a deadline gives: alike for payments and notices.
// Source: language.md rows P3, P5; findings N13, N19.

#include <fmt/format.h>

#include "check/draft.h"
#include "check/duties.h"
#include "check/taking_part.h"

namespace concordat::check {

using syntax::PartyPhrase;

namespace {

model::Span deadline_unit(const syntax::DeadlinePhrase& phrase) {
    if (phrase.working) return model::Span::working_days;
    if (phrase.unit.starts_with("month")) return model::Span::months;
    if (phrase.unit.starts_with("week")) return model::Span::weeks;
    return model::Span::days;
}

}  // namespace

/// The party or role of "Riverside ICB", "the Lead Provider", "each Partner"; each adds the party to the scope.
std::optional<model::PartySelector> read_selector(Draft& draft, const PartyPhrase& phrase, Scope& scope) {
    model::PartySelector selector;
    const Entity* entity = draft.find(phrase.name.text);
    if (entity == nullptr) {
        report_unknown(draft, phrase.name, "a party or role of this agreement");
        return std::nullopt;
    }
    if (entity->what == Entity::What::party) {
        selector.party = entity->party;
        return selector;
    }
    if (entity->what != Entity::What::role) {
        draft
            .error(Code::wrong_sort_of_name, phrase.name.span,
                   fmt::format("`{}` is {}; money is paid by and to parties", phrase.name.text, describe(entity->what)))
            .with_help("write the name of a party, or `each` and a role");
        return std::nullopt;
    }
    const model::Role& role = draft.contract.role(entity->role);
    const bool each = phrase.article == PartyPhrase::Article::each || phrase.article == PartyPhrase::Article::that ||
                      is_plural(draft, phrase);
    if (each) {
        selector.each_of = entity->role;
        scope.axes.push_back({Axis::Type::party, entity->role, {}, {}, {}});
    } else if (role.parties.size() == 1) {
        selector.party = role.parties.front();
    } else {
        draft
            .error(Code::role_not_single, phrase.span,
                   fmt::format("there are {} parties with the role `{}`; the text must say which one",
                               role.parties.size(), role.name))
            .with_help(fmt::format("write `each {}`, or the name of one party", role.name));
        return std::nullopt;
    }
    if (phrase.other_than) {
        const Entity* other = draft.find(phrase.other_than->text);
        const bool only = other != nullptr && other->what == Entity::What::role &&
                          draft.contract.role(other->role).parties.size() == 1;
        if (only) selector.other_than = draft.contract.role(other->role).parties.front();
        else if ((other = expect(draft, *phrase.other_than, Entity::What::party)) != nullptr)
            selector.other_than = other->party;
    }
    if (each && !phrase.mark.empty()) {
        const auto playing = in_play(draft, scope.axes.back(), phrase.mark, phrase.span, scope);
        if (!playing) return std::nullopt;
        selector.where = playing->id;
    }
    return selector;
}

std::optional<model::Deadline> read_deadline(Draft& draft, const syntax::DeadlinePhrase& phrase,
                                             calendar::PeriodUnit period, const Scope& scope) {
    model::Deadline deadline;
    deadline.count = phrase.count;
    deadline.unit = deadline_unit(phrase);
    deadline.words = phrase.words;
    deadline.period = period;
    if (!phrase.period_end.text.empty()) {
        const auto unit = find_unit(draft, phrase.period_end.text);
        if (!unit) {
            report_unknown(draft, phrase.period_end, "a period");
            return std::nullopt;
        }
        deadline.period = *unit;
    } else if (phrase.date != nullptr) {
        const auto date = lower_amount(draft, *phrase.date, scope);
        if (!date || !demand(draft, date->kind, Kind::date(), phrase.date->span, "what a deadline counts from"))
            return std::nullopt;
        deadline.after = model::Deadline::After::date_term;
        deadline.date = date->id;
    } else if (!phrase.words.empty()) {
        deadline.after = model::Deadline::After::unknown_event;
    }
    return deadline;
}

}  // namespace concordat::check
