// engine/check/membership.cpp · room: check
// What:  parties that join a role or leave it, an agreement that ends early, and what both do to amounts of a year.
// Source: finding N36 (for each amount: proportion, whole or nothing; both end days count).

#include "check/membership.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/years.h"
#include "model/parts.h"

namespace concordat::check {

namespace {

using calendar::Date;
using calendar::Period;
using calendar::PeriodUnit;

model::Membership& membership_of(model::Role& role, model::PartyId party) {
    for (model::Membership& one : role.memberships)
        if (one.party == party) return one;
    role.memberships.push_back({party, std::nullopt, std::nullopt});
    return role.memberships.back();
}

/// The column `Starts` or `Ends` of the Parties table; made where there is none.
model::TermId date_column(Draft& draft, const std::string& name, model::RoleId role, Span span) {
    if (const Entity* known = draft.find(name); known != nullptr && known->what == Entity::What::term)
        return known->term;
    const model::TermId id = draft.new_term(name, span);
    model::Term& term = draft.term(id);
    term.kind = Kind::date();
    term.index = {{Axis::Type::party, role, {}, {}, {}}};
    term.source = model::AttributeSource{};
    draft.draft(id).used = true;
    Entity entity;
    entity.term = id;
    entity.declared = span;
    draft.declare(name, entity);
    return id;
}

bool set_date(Draft& draft, const syntax::MembershipSentence& sentence, const Entity& party, model::RoleId role) {
    const std::string column = sentence.joins ? "Starts" : "Ends";
    auto* source =
        std::get_if<model::AttributeSource>(&draft.term(date_column(draft, column, role, sentence.party.span)).source);
    if (source == nullptr) return true;
    source->by_party.resize(draft.contract.parties.size());
    auto& date = source->by_party[party.party.index()];
    if (date && *date != model::Value(sentence.day)) {
        draft
            .error(Code::membership_dates, sentence.party.span,
                   fmt::format("the column `{}` gives {} another day", column, sentence.party.text))
            .with_help("correct one of the two, or say it once");
        return false;
    }
    date = sentence.day;
    return true;
}

/// Sets the day in the party's membership of that role; false after an error.
bool set_membership(Draft& draft, model::RoleId role_id, model::PartyId party, Date day, bool joins,
                    const source::Place& place) {
    model::Membership& one = membership_of(draft.contract.roles[role_id.index()], party);
    (joins ? one.from : one.until) = day;
    const bool in_order = !one.from || !one.until || *one.from <= *one.until;
    if (in_order && draft.contract.in_force.contains(day)) return true;
    draft
        .error_at(Code::membership_dates, place,
                  in_order ? fmt::format("{} does not lie in the term of this agreement", calendar::write_long(day))
                           : fmt::format("`{}` would leave on {}, before it joins",
                                         draft.contract.parties[party.index()].name, calendar::write_long(*one.until)))
        .with_help("correct the day");
    return false;
}

void read_membership(Draft& draft, const syntax::MembershipSentence& sentence) {
    const Entity* party = expect(draft, sentence.party, Entity::What::party);
    const Entity* named = party != nullptr ? expect(draft, sentence.role, Entity::What::role) : nullptr;
    if (party == nullptr || named == nullptr) return;
    model::Role& role = draft.contract.roles[named->role.index()];
    if (std::find(role.parties.begin(), role.parties.end(), party->party) == role.parties.end()) {
        draft
            .error(Code::not_of_that_role, sentence.party.span,
                   fmt::format("`{}` is no {}, so it cannot cease to be one", sentence.party.text, role.name))
            .with_help("correct its Role in the Parties table, or the name here");
        return;
    }
    const Entity who = *party;
    const model::RoleId role_id = named->role;
    if (!set_date(draft, sentence, who, role_id)) return;
    set_membership(draft, role_id, who.party, sentence.day, sentence.joins, draft.text.place(sentence.party.span));
}

// ---- the columns `Starts` and `Ends` --------------------------------------------------------------------------------

/// The cell of a party under a heading of the Parties table, or of the file that lists the parties; else the heading.
source::Place cell_of(const Draft& draft, const std::string& party, const std::string& heading) {
    const auto look = [&](const syntax::Table& table) -> std::optional<source::Place> {
        for (std::size_t column = 1; column < table.headings.size(); ++column) {
            if (table.headings[column].text != heading) continue;
            for (const syntax::Row& row : table.rows)
                if (column < row.cells.size() && row.cells[0].text == party) return place_of(draft, row.cells[column]);
            if (party.empty()) return place_of(draft, table.headings[column]);
        }
        return std::nullopt;
    };
    for (const StandingSentence& standing : draft.sentences) {
        std::optional<source::Place> place;
        if (const auto* parties = std::get_if<syntax::PartiesSentence>(&standing.sentence->form))
            place = look(parties->table);
        if (const auto* listed = std::get_if<syntax::PartiesListedSentence>(&standing.sentence->form)) {
            const auto file = draft.files.find(listed->schedule.file);
            if (file != draft.files.end()) place = look(file->second);
        }
        if (place) return *place;
    }
    return draft.text.place(draft.find(heading)->declared);
}

using Move = JoiningMove;

/// A sentence says of which role the day is.
bool said_by_sentence(const Draft& draft, const std::string& party, bool joins) {
    const auto said = memberships_in(draft);
    return std::any_of(said.begin(), said.end(),
                       [&](const auto* one) { return one->joins == joins && one->party.text == party; });
}

/// What the columns say: the day of a party is that of each of its roles. One who starts with the agreement or before
/// it does not join, and one who ends with it or later does not leave.
std::vector<Move> moves_in_columns(const Draft& draft) {
    std::vector<Move> moves;
    for (const bool joins : {true, false}) {
        const std::string column = joins ? "Starts" : "Ends";
        const Entity* entity = draft.find(column);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const auto* days = std::get_if<model::AttributeSource>(&draft.contract.term(entity->term).source);
        for (std::size_t i = 0; days != nullptr && i < days->by_party.size(); ++i) {
            const auto& cell = days->by_party[i];
            const Date* day = cell ? std::get_if<Date>(&*cell) : nullptr;
            const model::Party& party = draft.contract.parties[i];
            if (day == nullptr || said_by_sentence(draft, party.name, joins)) continue;
            const calendar::Days& in_force = draft.contract.in_force;
            if (joins ? *day <= in_force.first : *day >= in_force.last) continue;
            for (const model::RoleId role : party.roles)
                moves.push_back({model::PartyId(static_cast<std::uint32_t>(i)), role, *day, joins,
                                 cell_of(draft, party.name, column), entity->clause});
        }
    }
    return moves;
}

/// A column with that heading holds days; anything else in it would do nothing, in silence.
bool are_days(Draft& draft, const std::string& column) {
    const Entity* entity = draft.find(column);
    if (entity == nullptr || entity->what != Entity::What::term) return true;
    const model::Term& term = draft.contract.term(entity->term);
    const auto* cells = std::get_if<model::AttributeSource>(&term.source);
    if (cells == nullptr || term.kind.base == model::KindBase::date || draft.half_read.contains(column)) return true;
    const bool any = std::any_of(cells->by_party.begin(), cells->by_party.end(),
                                 [](const auto& cell) { return cell && model::is_known(*cell); });
    if (!any) return true;
    draft
        .error_at(Code::membership_dates, cell_of(draft, {}, column),
                  fmt::format("the column `{}` holds no days, and is the one that says when a party {}", column,
                              column == "Starts" ? "joins" : "leaves"))
        .with_help("write days such as `1 July 2026`, or give the column another heading");
    return false;
}

void read_columns(Draft& draft) {
    if (!are_days(draft, "Starts") || !are_days(draft, "Ends")) return;
    std::set<std::pair<std::size_t, bool>> wrong;  // one error for a cell, however many roles the party has
    for (const Move& move : moves_in_columns(draft)) {
        const InClause here(draft, move.clause);
        const auto cell = std::pair(move.party.index(), move.joins);
        if (wrong.contains(cell)) continue;
        if (!set_membership(draft, move.role, move.party, move.day, move.joins, move.place)) wrong.insert(cell);
    }
}

}  // namespace

std::vector<const syntax::MembershipSentence*> memberships_in(const Draft& draft) {
    std::vector<const syntax::MembershipSentence*> found;
    for (const StandingSentence& standing : draft.sentences)
        if (const auto* one = std::get_if<syntax::MembershipSentence>(&standing.sentence->form)) found.push_back(one);
    return found;
}

void read_memberships(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* one = std::get_if<syntax::MembershipSentence>(&standing.sentence->form))
            read_membership(draft, *one);
    }
    read_columns(draft);
}

// ---- what is asked -------------------------------------------------------------------------------------------------

namespace {

/// Money or a number of things that is agreed for a stretch of time, not a rate, a share or a report.
bool is_agreed_amount(const Draft& draft, model::TermId id) {
    const model::Term& term = draft.contract.term(id);
    const bool sum = term.kind.is_money() || (term.kind.base == model::KindBase::amount && term.kind.unit.is_pure() &&
                                              !term.kind.is_percentage());
    if (!sum) return false;
    if (std::holds_alternative<model::AttributeSource>(term.source)) return true;
    const auto* fact = std::get_if<model::FactSource>(&term.source);
    return fact != nullptr && fact->agreed;
}

bool is_of_role(const model::Term& term, model::RoleId role) {
    return std::any_of(term.index.begin(), term.index.end(), [&](const Axis& axis) {
        return axis.type == Axis::Type::party && (axis.role == role || !axis.role.is_set());
    });
}

/// The unit of the time that the amount is for: its own, else that of what is paid.
PeriodUnit unit_of(const model::Term& term, const model::Payment& payment) {
    for (const Axis& axis : term.index)
        if (axis.type == Axis::Type::period) return axis.unit;
    return payment.instalments ? PeriodUnit::year : payment.unit;
}

}  // namespace

bool day_cuts(const Draft& draft, Date day, PeriodUnit unit, bool joins) {
    const Period period = Period::containing(unit, day, draft.contract.year_start);
    return joins ? period.first() != day && draft.contract.in_force.first != day
                 : period.last() != day && draft.contract.in_force.last != day;
}

namespace {

bool names(const std::vector<syntax::Reference>& amounts, const std::string& name) {
    return std::any_of(amounts.begin(), amounts.end(),
                       [&](const syntax::Reference& one) { return one.name.text == name; });
}

}  // namespace

bool joining_said(const Draft& draft, const std::string& amount, bool joins) {
    return std::any_of(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
        const auto* joining = std::get_if<syntax::JoiningSentence>(&standing.sentence->form);
        return joining != nullptr && joining->date.text == (joins ? "Starts" : "Ends") &&
               names(joining->amounts, amount);
    });
}

namespace {

bool early_end_said(const Draft& draft, const std::string& amount) {
    return std::any_of(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
        const auto* ends = std::get_if<syntax::EndsEarlySentence>(&standing.sentence->form);
        return ends != nullptr && draft.contract.in_force.last < ends->before && names(ends->amounts, amount);
    });
}

/// Names the day itself, in its own words: `in proportion to the days in force` does.
bool reads_day(const Draft& draft, ExprId id, model::TermId day) {
    if (!id.is_set()) return false;
    const model::ExprNode& node = draft.expression(id).node;
    const auto* used = std::get_if<model::TermRef>(&node);
    if (used != nullptr && used->term == day) return true;
    const auto parts = model::parts_of(node);
    return std::any_of(parts.begin(), parts.end(), [&](ExprId part) { return reads_day(draft, part, day); });
}

}  // namespace

bool names_day(const Draft& draft, ExprId id, const JoiningMove& move) {
    const Entity* day = draft.find(move.joins ? "Starts" : "Ends");
    return day != nullptr && day->what == Entity::What::term && reads_day(draft, id, day->term);
}

namespace {

/// The agreed amounts that a payment rests on; `day`: but for those that it takes in proportion to the days from or
/// until that day.
struct Agreed {
    const Draft& draft;
    model::TermId day;
    std::set<ExprId> seen = {};
    std::set<model::TermId> found = {};

    void look_at(ExprId id) {
        if (!id.is_set() || !seen.insert(id).second) return;
        const model::ExprNode& node = draft.expression(id).node;
        const auto* product = std::get_if<model::Arithmetic>(&node);
        const bool in_proportion = day.is_set() && product != nullptr && product->op == model::ArithmeticOp::multiply &&
                                   (reads_day(draft, product->right, day) || reads_day(draft, product->left, day));
        if (in_proportion) return;
        for (const ExprId part : model::parts_of(node)) look_at(part);
        const auto* used = std::get_if<model::TermRef>(&node);
        if (used == nullptr) return;
        if (is_agreed_amount(draft, used->term)) found.insert(used->term);
        for (const model::Stage& stage : draft.contract.term(used->term).stages) look_at(stage.value);
    }
};

std::set<model::TermId> agreed_in(const Draft& draft, const model::Payment& payment, std::string_view column = {}) {
    const Entity* day = column.empty() ? nullptr : draft.find(column);
    Agreed agreed{draft, day != nullptr && day->what == Entity::What::term ? day->term : model::TermId()};
    agreed.look_at(payment.amount);
    return std::move(agreed.found);
}

void ask_for_joining(Draft& draft, const Move& move, std::set<std::string>& asked) {
    const InClause here(draft, move.clause);
    for (const model::Payment& payment : draft.contract.payments) {
        if (payment.payer.each_of != move.role && payment.payee.each_of != move.role) continue;
        for (const model::TermId id : agreed_in(draft, payment, move.joins ? "Starts" : "Ends")) {
            const model::Term& term = draft.contract.term(id);
            if (!is_of_role(term, move.role) || !day_cuts(draft, move.day, unit_of(term, payment), move.joins))
                continue;
            if (joining_said(draft, term.name, move.joins) ||
                !asked.insert(term.name + (move.joins ? "+" : "-")).second)
                continue;
            const std::string year(calendar::unit_name(unit_of(term, payment)));
            draft
                .error_at(
                    Code::joining_unsaid, move.place,
                    fmt::format("{0} lies inside a {1}, and it is not said whether the {2} of {3} for that {1} is in "
                                "proportion to the days in force, whole, or nothing",
                                calendar::write_long(move.day), year, term.name,
                                draft.contract.parties[move.party.index()].name))
                .with_help(
                    fmt::format("add `For a {} in which a {} {}, its {} is in proportion to the days in force.`, "
                                "or `is whole`, or `is nothing`",
                                year, draft.contract.role(move.role).name, move.joins ? "Starts" : "Ends", term.name));
        }
    }
}

/// What the sentences say and what the columns say.
std::vector<Move> moves_in(const Draft& draft) {
    std::vector<Move> moves;
    for (const StandingSentence& standing : draft.sentences) {
        const auto* one = std::get_if<syntax::MembershipSentence>(&standing.sentence->form);
        const Entity* party = one != nullptr ? draft.find(one->party.text) : nullptr;
        const Entity* role = one != nullptr ? draft.find(one->role.text) : nullptr;
        if (party == nullptr || role == nullptr || role->what != Entity::What::role) continue;
        moves.push_back(
            {party->party, role->role, one->day, one->joins, draft.text.place(one->party.span), standing.number});
    }
    for (Move& move : moves_in_columns(draft)) moves.push_back(std::move(move));
    return moves;
}

void ask_for_early_end(Draft& draft, const StandingSentence& standing, const syntax::EndsOnSentence& ends) {
    const InClause here(draft, standing.number);
    std::set<model::TermId> asked;
    for (const model::Payment& payment : draft.contract.payments) {
        for (const model::TermId id : agreed_in(draft, payment)) {
            const model::Term& term = draft.contract.term(id);
            const Period period = Period::containing(unit_of(term, payment), ends.day, draft.contract.year_start);
            if (period.last() == ends.day || early_end_said(draft, term.name) || !asked.insert(id).second) continue;
            const std::string year(calendar::unit_name(unit_of(term, payment)));
            draft
                .error(Code::joining_unsaid, ends.span,
                       fmt::format("{0} lies inside a {1}, and it is not said whether `{2}` for that {1} is in "
                                   "proportion to the days in force, whole, or nothing",
                                   calendar::write_long(ends.day), year, term.name))
                .with_help(fmt::format("add `If this agreement ends before {}, {} is in proportion to the days in "
                                       "force.`, or `is whole`, or `is nothing`",
                                       calendar::write_long(period.last()), term.name));
        }
    }
}

}  // namespace

void check_memberships(Draft& draft) {
    if (draft.problems.has_errors()) return;
    std::set<std::string> asked;
    for (const Move& move : moves_in(draft)) {
        ask_for_joining(draft, move, asked);
        ask_for_joining_sums(draft, move, asked);
    }
    const auto sentences = draft.sentences;
    for (const StandingSentence& standing : sentences) {
        if (const auto* ends = std::get_if<syntax::EndsOnSentence>(&standing.sentence->form))
            ask_for_early_end(draft, standing, *ends);
    }
}

// ---- an early end --------------------------------------------------------------------------------------------------

void give_years(Draft& draft, const syntax::EndsEarlySentence& ends) {
    if (ends.how == syntax::EndsEarlySentence::How::whole || draft.contract.in_force.last >= ends.before) return;
    for (const syntax::Reference& amount : ends.amounts) {
        const Entity* entity = draft.find(amount.name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        model::Term& term = draft.term(entity->term);
        const bool input = !std::holds_alternative<model::DefinedSource>(term.source);
        const bool has_period = std::any_of(term.index.begin(), term.index.end(),
                                            [](const Axis& one) { return one.type == Axis::Type::period; });
        if (input && !has_period) term.index.push_back({Axis::Type::period, {}, {}, {}, PeriodUnit::year});
    }
}

namespace {

/// A party joins or leaves in that period, and the amount is cut for it already.
bool is_cut_by_joining(const Draft& draft, const std::string& amount, const Period& period) {
    return std::any_of(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
        const auto* joining = std::get_if<syntax::JoiningSentence>(&standing.sentence->form);
        if (joining == nullptr || joining->whole || !names(joining->amounts, amount)) return false;
        const Entity* column = draft.find(joining->date.text);
        const bool is_term = column != nullptr && column->what == Entity::What::term;
        const auto* dates =
            is_term ? std::get_if<model::AttributeSource>(&draft.contract.term(column->term).source) : nullptr;
        return dates != nullptr && std::any_of(dates->by_party.begin(), dates->by_party.end(), [&](const auto& value) {
                   const auto* day = value ? std::get_if<Date>(&*value) : nullptr;
                   return day != nullptr && period.days().contains(*day);
               });
    });
}

}  // namespace

bool adjust_ends_early(Draft& draft, const syntax::EndsEarlySentence& sentence, model::TermId id,
                       const StandingSentence& standing) {
    using How = syntax::EndsEarlySentence::How;
    if (sentence.how == How::whole || draft.contract.in_force.last >= sentence.before) return true;
    PeriodUnit unit = PeriodUnit::year;
    for (const Axis& axis : draft.term(id).index)
        if (axis.type == Axis::Type::period) unit = axis.unit;
    const Kind kind = draft.term(id).kind;
    const Period ended = Period::containing(unit, draft.contract.in_force.last, draft.contract.year_start);
    if (sentence.how == How::in_proportion && is_cut_by_joining(draft, draft.term(id).name, ended)) {
        draft
            .error(Code::joining_unsaid, sentence.amounts.front().name.span,
                   fmt::format("in the {} in which this agreement ends a party joins or leaves too; `{}` would be cut "
                               "twice, one part after the other",
                               calendar::unit_name(unit), draft.term(id).name))
            .with_help(
                "give that party's amount for that time in a clause of its own, and let this sentence be about "
                "amounts that are not cut already");
        return false;
    }
    const ExprId first = draft.add(model::PeriodEdge{unit, false, {}}, Kind::date());
    const ExprId last = draft.add(model::PeriodEdge{unit, true, {}}, Kind::date());
    const ExprId end = draft.add(model::Constant{draft.contract.in_force.last}, Kind::date());
    const auto days = [&](ExprId to) {
        return draft.add(model::DaysBetween{model::DayCount::both_included, first, to}, Kind::days());
    };
    const ExprId previous = draft.add(model::Previous{}, kind);
    ExprId cut = draft.add(model::Constant{exact::Ratio(0)}, kind);
    if (sentence.how == How::in_proportion) {
        const ExprId share =
            draft.add(model::Arithmetic{model::ArithmeticOp::divide, days(end), days(last), {}, {}}, Kind::number());
        cut = draft.add(model::Arithmetic{model::ArithmeticOp::multiply, previous, share, {}, {}}, kind);
    }
    const ExprId none = draft.add(model::IsAbsent{model::Presence::none, previous}, Kind::yes_no());
    const ExprId is_cut =
        draft.add(model::Combine{model::Junction::all_of,
                                 0,
                                 {draft.add(model::Not{none}, Kind::yes_no()),
                                  draft.add(model::Compare{model::CompareOp::more_than, last, end}, Kind::yes_no())}},
                  Kind::yes_no());
    add_stage(draft, id, model::Stage::Effect::other, standing,
              draft.add(model::Choose{{{is_cut, cut}}, previous, true}, kind, standing.sentence->span));
    return true;
}

}  // namespace concordat::check
