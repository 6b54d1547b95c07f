// engine/settle/notices.cpp · room: settle
// What:  asks each duty of the contract for each period and element, and says in words whose it is and by when.
// Start: NoticeBook::notices(), last in the file.
#include "settle/notices.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "settle/deadlines.h"
#include "settle/elements.h"
#include "settle/entitlement.h"
#include "settle/periods.h"
#include "settle/promises.h"

namespace concordat::settle {

using calendar::Period;
using eval::reference::Scope;
using model::Notice;

namespace {

bool is_asked_for(const model::Contract& contract, const Notice& notice, const Period& period) {
    if (notice.from && period.last() < *notice.from) return false;
    if (notice.until && *notice.until <= period.last()) return false;
    if (notice.ordinal == 0) return true;
    const auto year = period.belongs_to(calendar::PeriodUnit::year, contract.year_start);
    const auto parts = year.parts(notice.unit, contract.year_start);
    const auto place = static_cast<std::size_t>(notice.ordinal);
    return place <= parts.size() && parts[place - 1] == period;
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

/// Those to be told, but for the one whose duty it is.
std::vector<std::string> told(const model::Contract& contract, const Notice& notice, const std::string& by) {
    std::vector<std::string> names;
    for (const model::PartySelector& selector : notice.notify) {
        for (const model::PartyId party : parties_of(contract, selector)) {
            const std::string& name = contract.party(party).name;
            if (name != by && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    }
    return names;
}

/// A duty is due after its own period; found out later, after the period in which it was found out.
std::optional<calendar::Date> due_day_of(const Settling& settling, const Notice& notice, const Scope& scope) {
    if (!notice.deadline) return std::nullopt;
    const Period& own = scope.period;
    const bool in_time = settling.period.days().contains(own.last());
    const auto& in_force = settling.contract.in_force;
    std::optional<model::Value> event;
    if (notice.deadline->date.is_set()) event = settling.evaluator.value(notice.deadline->date, scope);
    return due_day(settling.contract, *notice.deadline,
                   std::min(in_time ? own.last() : settling.period.last(), in_force.last), event,
                   settling.data.holidays)
        .date;
}

NoticeLine line_of(const Settling& settling, const Notice& notice, const Combination& one, bool undone) {
    const model::Contract& contract = settling.contract;
    NoticeLine line{.clause = notice.clause, .period = one.scope.period, .words = {}, .is_duty = true};
    line.undone = undone;
    line.of = names_of(contract, one.of);
    if (notice.by.is_set()) {
        const model::Value by = settling.evaluator.value(notice.by, one.scope);
        if (const auto* party = std::get_if<model::PartyId>(&by)) line.by = contract.party(*party).name;
    }
    line.to = told(contract, notice, line.by);
    if (!undone) line.due_date = due_day_of(settling, notice, one.scope);

    const std::string who = line.by.empty() ? std::string("the parties") : line.by;
    const std::string duty = notice.what.empty() ? "notify " + joined(line.to) : notice.what;
    std::string about = line.of.empty() || line.of == line.by ? std::string() : line.of + ": ";
    const std::string figures = figures_of(settling, notice.condition, one.scope);
    const std::string because = figures.empty() ? std::string() : ": " + figures;
    const std::string period = line.period.label_for_people(contract.year_start);
    if (undone) {
        line.words =
            fmt::format("{}for {}, {} had to {}; what is known now undoes it{}", about, period, who, duty, because);
        return line;
    }
    const std::string by_when = line.due_date ? " by " + calendar::write_long(*line.due_date) : std::string();
    line.words = fmt::format("{}for {}, {} shall {}{}{}", about, period, who, duty, by_when, because);
    return line;
}

}  // namespace

std::vector<NoticeLine> NoticeBook::notices(const Settling& settling, WaitingList& waiting) {
    const model::Contract& contract = settling.contract;
    std::vector<NoticeLine> lines;
    for (std::size_t index = 0; index < contract.notices.size(); ++index) {
        const Notice& notice = contract.notices[index];
        const calendar::Days so_far{contract.in_force.first, settling.period.last()};
        for (const Period& period : periods_ending_in(contract, notice.unit, so_far)) {
            if (!is_asked_for(contract, notice, period)) continue;
            for (Combination& one : combinations(settling, notice.over)) {
                one.scope.period = period;
                const auto asked =
                    as_condition(contract, notice.clause, settling.evaluator.value(notice.condition, one.scope));
                if (const auto* wait = std::get_if<Wait>(&asked)) {
                    waiting.add(*wait, notice.clause);
                    continue;
                }
                const bool holds = std::get<bool>(asked);
                const Key key{index, period, names_of(contract, one.of)};
                const auto known = book_.find(key);
                const bool stands = known != book_.end() && known->second == State::given;
                if (holds == stands) continue;
                book_[key] = holds ? State::given : State::undone;
                lines.push_back(line_of(settling, notice, one, !holds));
            }
        }
    }
    return lines;
}

}  // namespace concordat::settle
