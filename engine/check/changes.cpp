// engine/check/changes.cpp · room: check
// What:  values and clauses that change on a day inside a period, or inside a year to date, that is worked out as one:
//        the text says whether each side is worked out by itself, or the whole with the new words. A record takes the
//        text of its own day, so what only records use may change on any day.
// Source: finding N9, decision 0023.

#include <algorithm>

#include <fmt/format.h>

#include "check/adjustments.h"
#include "check/in_parts.h"
#include "check/years.h"
#include "model/parts.h"

namespace concordat::check {

namespace {

using calendar::Date;
using calendar::PeriodUnit;
using model::Separately;
using syntax::ChangeSpan;
using Change = Draft::ChangeOnDay;

/// What a change cuts: an amount for a period, or one that runs from the start of a year or of the agreement.
struct Cut {
    model::TermId term;  // unset: a payment, a promise, a notice
    PeriodUnit unit = PeriodUnit::year;
    Separately::Over over = Separately::Over::own_period;
    bool begins_again = false;
};

std::optional<Axis> axis_of_type(const Draft& draft, model::TermId id, Axis::Type type) {
    for (const Axis& axis : draft.contract.term(id).index)
        if (axis.type == type) return axis;
    return std::nullopt;
}

calendar::Period period_with(const Draft& draft, PeriodUnit unit, Date day) {
    return calendar::Period::containing(unit, day, draft.contract.year_start);
}

/// The first day of the period that the day lies in, as far as the agreement is in force.
Date start_of(const Draft& draft, PeriodUnit unit, Date day) {
    return std::max(period_with(draft, unit, day).first(), draft.contract.in_force.first);
}

std::string name_of(const Draft& draft, PeriodUnit unit) {
    if (unit == draft.contract.settles) return draft.contract.period_name;
    return unit == PeriodUnit::year ? "Financial Year" : std::string(calendar::unit_name(unit));
}

// ---- what is cut -------------------------------------------------------------------------------------------------

/// Finds what a day cuts of all that rests on a term.
struct Search {
    const Draft& draft;
    Date day;
    std::set<model::TermId> seen = {};
    std::vector<Cut> cuts = {};
};

void look_at_users(Search& search, model::TermId id);

/// Of a total to date: whether the day lies behind its start.
bool is_inside(const Search& search, const Makeup& made) {
    const Draft& draft = search.draft;
    if (made.agreement_to_date) return draft.contract.in_force.first < search.day;
    return made.year_to_date && start_of(draft, PeriodUnit::year, search.day) < search.day;
}

void look_at(Search& search, model::TermId id) {
    const Draft& draft = search.draft;
    if (axis_of_type(draft, id, Axis::Type::record) || !search.seen.insert(id).second) return;
    const auto period = axis_of_type(draft, id, Axis::Type::period);
    if (!period) return look_at_users(search, id);
    const Makeup made = InParts(draft, search.day).of_term(id);
    const bool own = start_of(draft, period->unit, search.day) < search.day;
    if (made.sort != Makeup::Sort::adds_up) {
        if (own) look_at_users(search, id);  // else each period has the text of its own first day
        return;
    }
    Cut cut{id, period->unit, Separately::Over::own_period, made.steps};
    if (is_inside(search, made)) {
        cut.over = made.agreement_to_date ? Separately::Over::agreement_to_date : Separately::Over::year_to_date;
        cut.unit = PeriodUnit::year;
    } else if (!own) {
        return;
    }
    search.cuts.push_back(cut);
}

bool names(const Draft& draft, ExprId id, model::TermId term) {
    if (!id.is_set()) return false;
    const model::ExprNode& node = draft.expression(id).node;
    const auto* used = std::get_if<model::TermRef>(&node);
    if (used != nullptr && used->term == term) return true;
    const auto parts = model::parts_of(node);
    return std::any_of(parts.begin(), parts.end(), [&](ExprId part) { return names(draft, part, term); });
}

/// A payment that names the value itself, or a promise or a notice about it.
void look_at_payments(Search& search, model::TermId id) {
    const Draft& draft = search.draft;
    bool paid = false;
    for (const model::Payment& payment : draft.contract.payments) {
        if (!names(draft, payment.amount, id)) continue;
        paid = true;
        const PeriodUnit unit = payment.instalments ? PeriodUnit::year : payment.unit;
        if (start_of(draft, unit, search.day) < search.day) search.cuts.push_back({{}, unit});
    }
    const PeriodUnit settles = draft.contract.settles;
    if (!paid && start_of(draft, settles, search.day) < search.day) search.cuts.push_back({{}, settles});
}

void look_at_users(Search& search, model::TermId id) {
    bool by_other = false;
    for (const Draft::Use& use : search.draft.uses) {
        if (use.term != id || use.of_record) continue;
        if (use.by.is_set()) look_at(search, use.by);
        else by_other = true;
    }
    if (by_other) look_at_payments(search, id);
}

std::vector<Cut> cuts_of(const Draft& draft, model::TermId id, Date day) {
    if (is_averaged(draft, id)) return {};
    Search search{draft, day};
    look_at(search, id);
    return search.cuts;
}

/// The clause in which these words stand: of a clause that a variation replaces, the variation's own.
std::string clause_with(const Draft& draft, Span words, const std::string& otherwise) {
    const Span span = draft.text.in_files(words);
    for (const syntax::Clause& clause : draft.document.clauses)
        if (!clause.number.empty() && clause.span.begin <= span.begin && span.end <= clause.span.end)
            return clause.number;
    return otherwise;
}

// ---- asking ------------------------------------------------------------------------------------------------------

/// Why it cannot be worked out separately; nothing where it can.
std::string obstacle_of(const Draft& draft, const Cut& cut, Date day) {
    if (!cut.term.is_set())
        return "a payment or a promise names the value that changes, and not an amount that adds up";
    InParts parts(draft, day);
    static_cast<void>(parts.of_term(cut.term));
    return parts.obstacle();
}

std::string called(const Draft& draft, const Cut& cut) {
    return cut.term.is_set() ? "`" + draft.contract.term(cut.term).name + "`" : "what is paid";
}

/// "1 October 2027 lies inside a Financial Year", and what of it is worked out as one.
std::string what_is_cut(const Draft& draft, const Cut& cut, Date day) {
    const std::string when = calendar::write_long(day);
    if (cut.over == Separately::Over::agreement_to_date)
        return fmt::format("{} runs from the start of the agreement, and {} lies inside that", called(draft, cut),
                           when);
    const std::string period = name_of(draft, cut.unit);
    return fmt::format("{} lies inside a {}{}", when, period,
                       cut.over == Separately::Over::year_to_date
                           ? fmt::format(", over which {} runs", called(draft, cut))
                           : std::string());
}

void ask(Draft& draft, const Change& change, const Cut& cut) {
    const InClause here(draft, clause_with(draft, change.span, change.clause));
    const std::string period = name_of(draft, cut.unit);
    const bool from_start = cut.over == Separately::Over::agreement_to_date;
    const std::string why_not = obstacle_of(draft, cut, change.day);
    // Behind `From D,` the sentence goes on; behind `increased by 3% on D` it ends.
    const auto written = [&](const std::string& words) {
        return change.increase ? fmt::format("`, {}`", words) : fmt::format("`{},`", words);
    };
    std::vector<std::string> ways;
    if (why_not.empty()) ways.push_back(written("worked out separately before and after that day"));
    if (!from_start) ways.push_back(written(fmt::format("for the whole {}", period)));
    std::string help;
    if (!ways.empty()) help = fmt::format("write behind the date {}, or ", fmt::join(ways, " or "));
    help += from_start ? "let the change begin with the agreement"
                       : fmt::format("let the change begin on the first day of a {}", period);
    if (!why_not.empty()) help += fmt::format("; `separately` cannot be: {}", why_not);
    draft
        .error(
            Code::change_inside_period, change.span,
            fmt::format("{}: {} can be worked out separately before and after that day, each side with its own words, "
                        "or all of it with the new words",
                        what_is_cut(draft, cut, change.day), called(draft, cut)))
        .with_help(help);
}

// ---- what is said ------------------------------------------------------------------------------------------------

/// The stages that the change begins or ends.
void mark_back(Draft& draft, const Change& change, Date back) {
    for (model::Stage& stage : draft.term(change.term).stages) {
        const bool its_own = stage.clause.is_set() && draft.contract.clause(stage.clause).number == change.clause;
        if (!its_own) continue;
        if (!change.ends && stage.from == change.day) stage.from_back = back;
        if (change.ends && stage.until == change.day) stage.until_back = back;
    }
}

/// Whether it holds from an earlier day than without these words.
bool hold_for_whole(Draft& draft, const Change& change) {
    const InClause here(draft, clause_with(draft, change.said->span, change.clause));
    const auto unit = find_unit(draft, change.said->unit.text);
    if (!unit) {
        draft
            .error(Code::not_a_period, change.said->unit.span,
                   fmt::format("`{}` is no period of this agreement", change.said->unit.text))
            .with_help(fmt::format("write `for the whole {}`", draft.contract.period_name));
        return true;
    }
    const Date back = start_of(draft, *unit, change.day);
    const std::vector<Cut> still = cuts_of(draft, change.term, back);
    if (still.empty()) {
        mark_back(draft, change, back);
        return back < change.day;
    }
    const bool from_start = still.front().over == Separately::Over::agreement_to_date;
    draft
        .error(Code::whole_period_too_short, change.said->span,
               fmt::format("{}, and the whole {} begins on {}: that day too has a part of it on either side",
                           what_is_cut(draft, still.front(), change.day), change.said->unit.text,
                           calendar::write_long(back)))
        .with_help(from_start ? "write `worked out separately before and after that day`, or let the change begin with "
                                "the agreement"
                              : fmt::format("write `for the whole {}`", name_of(draft, still.front().unit)));
    return true;
}

void work_out_separately(Draft& draft, const Change& change, const Cut& cut) {
    const InClause here(draft, clause_with(draft, change.said->span, change.clause));
    const std::string why_not = obstacle_of(draft, cut, change.day);
    if (!why_not.empty()) {
        InParts parts(draft, change.day);
        if (cut.term.is_set()) static_cast<void>(parts.of_term(cut.term));
        const std::string report = parts.whole_figure();
        const std::string whole = cut.over == Separately::Over::agreement_to_date
                                      ? "let the change begin with the agreement"
                                      : fmt::format("write `for the whole {}`", name_of(draft, cut.unit));
        draft
            .error(Code::cannot_be_split, change.said->span,
                   fmt::format("{} cannot be worked out separately before and after {}: {}", called(draft, cut),
                               calendar::write_long(change.day), why_not))
            .with_help(report.empty()
                           ? whole
                           : fmt::format("{}, or let `{}` be reported for a shorter period that begins on that "
                                         "day, or by records that have a day",
                                         whole, report));
        return;
    }
    auto& all = draft.term(cut.term).separately;
    const auto is_known = [&](const Separately& one) {
        return one.day == change.day && (one.only_for.empty() || one.only_for == change.only_for);
    };
    if (std::any_of(all.begin(), all.end(), is_known)) return;
    const auto clause = draft.clause_ids.find(change.clause);
    all.push_back({change.day, cut.over, cut.begins_again,
                   clause == draft.clause_ids.end() ? model::ClauseId() : clause->second, change.only_for});
    std::sort(all.begin(), all.end(), [](const Separately& a, const Separately& b) { return a.day < b.day; });
}

/// The words of a variation on what it cuts, over all the terms that it changes: an error once, and some effect.
struct SaidOnce {
    const Change* change = nullptr;
    bool has_effect = false, told = false;
};
using SaidBy = std::map<std::size_t, SaidOnce>;  // by where the words stand

void apply_said(Draft& draft, const Change& change, SaidBy& said) {
    SaidOnce& once = said[change.said->span.begin];
    once.change = &change;
    if (once.told) return;
    const std::size_t before = draft.problems.all().size();
    if (change.said->type == ChangeSpan::Type::whole) {
        once.has_effect |= hold_for_whole(draft, change);
    } else {
        for (const Cut& cut : cuts_of(draft, change.term, change.day)) {
            once.has_effect = true;
            if (draft.problems.all().size() == before) work_out_separately(draft, change, cut);
        }
    }
    once.told = draft.problems.all().size() > before;
}

void refuse_without_effect(Draft& draft, const SaidOnce& once) {
    const Change& change = *once.change;
    const InClause here(draft, clause_with(draft, change.said->span, change.clause));
    const std::string day = calendar::write_long(change.day);
    const bool whole = change.said->type == ChangeSpan::Type::whole;
    draft
        .error(Code::nothing_is_cut, change.said->span,
               whole ? fmt::format("the {} begins on {} itself, so that these words change nothing",
                                   change.said->unit.text, day)
                     : fmt::format("nothing that changes on {} is worked out over both sides of that day", day))
        .with_help("take these words out");
}

}  // namespace

namespace {

/// The party or the entry of a list whose cell changes, where one is named.
std::vector<model::Value> named_ones(const Draft& draft, const syntax::Sentence& sentence) {
    const syntax::Reference* changed = nullptr;
    if (const auto* cell = std::get_if<syntax::CellChangeSentence>(&sentence.form)) changed = &cell->cell;
    if (const auto* column = std::get_if<syntax::ColumnChangeSentence>(&sentence.form)) changed = &column->column;
    std::vector<model::Value> ones;
    if (changed == nullptr) return ones;
    for (const syntax::Possessor& possessor : changed->of) {
        const Entity* entity = draft.find(possessor.name.text);
        if (entity == nullptr) continue;
        if (entity->what == Entity::What::party) ones.emplace_back(entity->party);
        if (entity->what == Entity::What::member) ones.emplace_back(model::Member{entity->set, entity->row});
    }
    return ones;
}

// ---- a payment that changes inside the period it is for ----------------------------------------------------------

bool is_cut(const Draft& draft, const model::Payment& payment, std::optional<Date> day) {
    return !payment.once && day && draft.contract.in_force.first < *day && draft.contract.in_force.last >= *day &&
           start_of(draft, payment.unit, *day) < *day;
}

void ask_for_payment(Draft& draft, const StandingSentence& standing, const model::Payment& payment, Date day) {
    const InClause here(draft, clause_with(draft, standing.sentence->span, standing.number));
    const std::string period = name_of(draft, payment.unit);
    draft
        .error(Code::change_inside_period, standing.sentence->span,
               fmt::format("{} lies inside a {}, for which clause {} makes one payment: by the old words, by the new "
                           "ones, or a part by each",
                           calendar::write_long(day), period, standing.number))
        .with_help(fmt::format("let the change begin on the first day of a {}; to change the amount inside it, change "
                               "the clause that defines the amount",
                               period));
}

/// A payment clause that is replaced, added or ends inside the period that it pays for. The new words are shown where
/// there are some.
void refuse_cut_payments(Draft& draft) {
    std::set<std::pair<std::string, Date>> asked;
    for (const bool begins : {true, false}) {
        for (const StandingSentence& standing : draft.sentences) {
            if (!std::holds_alternative<syntax::PaymentSentence>(standing.sentence->form)) continue;
            const auto& day = begins ? standing.from : standing.until;
            for (const model::Payment& payment : draft.contract.payments) {
                const bool its_own = draft.contract.clause(payment.clause).number == standing.number;
                if (its_own && is_cut(draft, payment, day) && asked.emplace(standing.number, *day).second)
                    ask_for_payment(draft, standing, payment, *day);
            }
        }
    }
}

}  // namespace

void check_variation_date(Draft& draft, model::TermId id, const StandingSentence& standing, std::optional<Date> from,
                          Span span) {
    if (from || standing.from) {
        const auto& said = from ? standing.sentence->change_span : standing.from_span;
        const bool increase = from && !std::holds_alternative<syntax::CellChangeSentence>(standing.sentence->form) &&
                              !std::holds_alternative<syntax::ColumnChangeSentence>(standing.sentence->form);
        draft.changes.push_back({id, from ? *from : *standing.from, span, draft.clause_now, false, said,
                                 named_ones(draft, *standing.sentence), increase});
    }
    if (standing.until)
        draft.changes.push_back({id, *standing.until, span, draft.clause_now, true, standing.until_span});
}

void check_changes(Draft& draft) {
    std::set<std::pair<model::TermId, Date>> asked;
    std::set<Date> days;
    SaidBy said;
    for (const bool ends : {false, true}) {
        for (const Change& change : draft.changes) {
            if (change.ends != ends) continue;
            if (change.said) {
                apply_said(draft, change, said);
                continue;
            }
            if (ends && days.contains(change.day)) continue;
            const std::vector<Cut> cuts = cuts_of(draft, change.term, change.day);
            if (cuts.empty()) continue;
            days.insert(change.day);
            if (asked.emplace(change.term, change.day).second) ask(draft, change, cuts.front());
        }
    }
    refuse_cut_payments(draft);
    for (const auto& [place, once] : said)
        if (!once.has_effect && !draft.problems.has_errors()) refuse_without_effect(draft, once);
}

}  // namespace concordat::check
