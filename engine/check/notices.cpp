// engine/check/notices.cpp · room: check
// What:  duties that move no money: when they arise, whose they are, who is told, by when.
// Source: finding N35.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/duties.h"

namespace concordat::check {

namespace {

using calendar::PeriodUnit;
using syntax::NoticeSentence;

/// Read for each element, with what its period must supply.
struct NoticeScope {
    Scope scope;
    std::set<PeriodUnit> used;
};

int periods_in_year(PeriodUnit unit) {
    switch (unit) {
        case PeriodUnit::month: return 12;
        case PeriodUnit::quarter: return 4;
        case PeriodUnit::year: return 1;
        default: return 0;
    }
}

/// `at the end of Quarter 3`: only that one of each year.
bool read_period(Draft& draft, const NoticeSentence& sentence, model::Notice& notice) {
    if (!sentence.at_end_of) return true;
    const auto unit = find_unit(draft, sentence.at_end_of->text);
    if (!unit) {
        report_unknown(draft, *sentence.at_end_of, "a period");
        return false;
    }
    const int most = periods_in_year(*unit);
    if (sentence.ordinal < 1 || sentence.ordinal > most) {
        draft
            .error(Code::notice_period_unfit, sentence.at_span,
                   fmt::format("a year has no {} {}", sentence.at_end_of->text, sentence.ordinal))
            .with_help(most == 0 ? std::string("name a Month, a Quarter or a Financial Year")
                                 : fmt::format("write a number from 1 to {}", most));
        return false;
    }
    notice.unit = *unit;
    notice.ordinal = sentence.ordinal;
    return true;
}

bool read_by(Draft& draft, const NoticeSentence& sentence, NoticeScope& in, model::Notice& notice) {
    if (sentence.by.article == syntax::PartyPhrase::Article::its) {
        const syntax::Reference its{sentence.by.name, true, {}, {}};
        const auto party = lower_reference(draft, its, sentence.by.span, in.scope, nullptr);
        if (!party ||
            !demand(draft, party->kind, Kind::party(party->kind.role), sentence.by.span, "whose duty this is"))
            return false;
        notice.by = party->id;
        return true;
    }
    const std::size_t axes = in.scope.axes.size();
    const auto by = read_selector(draft, sentence.by, in.scope);
    if (!by) return false;
    if (by->party.is_set()) {
        notice.by = draft.add(model::Constant{by->party}, Kind::party());
        return true;
    }
    const Axis axis = in.scope.axes.back();
    const auto before = in.scope.axes.begin() + static_cast<std::ptrdiff_t>(axes);
    if (std::find(in.scope.axes.begin(), before, axis) != before) in.scope.axes.pop_back();
    notice.by = draft.add(model::ScopeElement{axis}, Kind::party(by->each_of));
    return true;
}

bool read_agreed(Draft& draft, const NoticeSentence& sentence, model::Notice& notice) {
    if (!sentence.agree) return true;
    if (expect(draft, *sentence.agree, Entity::What::term) == nullptr) return false;
    notice.what = fmt::format("agree a new {} by variation", sentence.agree->text);
    if (!sentence.until_then) return true;
    if (!draft.clause_ids.contains(sentence.until_then->text)) {
        draft
            .error(Code::unknown_clause, sentence.until_then->span,
                   fmt::format("there is no clause {}", sentence.until_then->text))
            .with_help("refer to a clause of this agreement by its number");
        return false;
    }
    notice.what += fmt::format("; until then clause {} applies", sentence.until_then->text);
    return true;
}

/// A duty has a day on which it is due; agreeing anew takes the time that it takes.
bool says_by_when(Draft& draft, const NoticeSentence& sentence) {
    if (sentence.agree || sentence.deadline) return true;
    draft
        .error(Code::duty_without_deadline, sentence.by.span,
               fmt::format("it is not said by when `{}` has this duty", draft.text.slice(sentence.by.span)))
        .with_help(fmt::format("add behind the party that is told `within 5 working days after {} End`",
                               calendar::unit_name(draft.contract.settles) == "Financial Year"
                                   ? "Year"
                                   : calendar::unit_name(draft.contract.settles)));
    return false;
}

void lower_notice(Draft& draft, const NoticeSentence& sentence, const StandingSentence& standing) {
    model::Notice notice;
    notice.clause = standing.clause;
    notice.from = standing.from;
    notice.until = standing.until;
    NoticeScope in;
    if (sentence.for_each != nullptr) {
        auto scope = scope_of(draft, std::optional<syntax::ForEach>(*sentence.for_each));
        if (!scope) return;
        in.scope = std::move(*scope);
    }
    in.scope.units_used = &in.used;
    if (!sentence.agree && !read_by(draft, sentence, in, notice)) return;
    for (const syntax::PartyPhrase& told : sentence.to) {
        Scope alone;
        const auto whom = read_selector(draft, told, alone);
        if (!whom) return;
        notice.notify.push_back(*whom);
    }
    if (!read_agreed(draft, sentence, notice) || !says_by_when(draft, sentence)) return;
    const auto condition = lower_condition(draft, *sentence.condition, in.scope);
    if (!condition) return;
    notice.condition = condition->id;
    if (sentence.for_each != nullptr && sentence.for_each->where != nullptr) {
        const auto where = lower_condition(draft, *sentence.for_each->where, in.scope);
        if (!where) return;
        notice.condition = draft.add(model::Combine{model::Junction::all_of, 0, {where->id, condition->id}},
                                     Kind::yes_no(), sentence.condition->span);
    }
    notice.unit = draft.contract.settles;
    if (!in.used.empty()) notice.unit = std::max(notice.unit, *in.used.begin());
    if (sentence.deadline) {
        if (const auto edge = find_unit(draft, sentence.deadline->period_end.text))
            notice.unit = std::max(notice.unit, *edge);
    }
    if (!read_period(draft, sentence, notice)) return;
    if (sentence.deadline) {
        notice.deadline = read_deadline(draft, *sentence.deadline, notice.unit, in.scope);
        if (!notice.deadline) return;
    }
    notice.over = in.scope.axes;
    draft.contract.notices.push_back(std::move(notice));
}

}  // namespace

void lower_notices(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* notice = std::get_if<NoticeSentence>(&standing.sentence->form);
        if (notice == nullptr) continue;
        const InClause here(draft, standing.number);
        lower_notice(draft, *notice, standing);
    }
}

}  // namespace concordat::check
