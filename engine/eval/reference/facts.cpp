// engine/eval/reference/facts.cpp · room: eval
// What:  see facts.h.
// Start: find_fact(), last in the file; the functions above it are its steps.
#include "eval/reference/facts.h"

#include <algorithm>

#include "eval/reference/events.h"
#include "eval/reference/late.h"
#include "eval/reference/names.h"
#include "eval/reference/references.h"
#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Period;
using data::Fact;
using model::Axis;
using model::FactSource;
using model::MissingPolicy;
using model::Value;

/// One fact being looked for.
struct Search {
    Workings& workings;
    model::TermId id;
    const model::Term& term;
    const FactSource& source;
    const Frame& frame;

    [[nodiscard]] std::string name() const { return name_in_scope(workings, id, frame.scope); }
};

std::string key_of_elements(const std::vector<Value>& elements) {
    std::string key;
    for (const Value& element : elements) key += key_of(element) + '\x1f';
    return key;
}

/// A schedule of named months serves every year: month and day without the year.
std::int32_t period_key(const FactSource& source, const std::optional<Period>& period) {
    if (!period) return once_for_all;
    if (!source.every_year) return period->first().days_since_1970();
    return period->first().month() * 100 + period->first().day();
}

bool is_newer(const Fact& a, const Fact& b) { return b.known_from <= a.known_from; }  // nothing: from the start

FactShelf make_shelf(const Workings& workings, model::TermId id, const FactSource& source) {
    FactShelf shelf;
    const auto found = workings.data.facts.find(id);
    if (found == workings.data.facts.end()) return shelf;
    for (const Fact& fact : found->second) {
        const auto& day = workings.inputs.known_on;
        if (fact.known_from && day && *fact.known_from > *day) continue;
        if (is_too_late(workings.contract, source, fact)) continue;
        auto& kept = shelf.by_elements[key_of_elements(fact.elements)][period_key(source, fact.period)];
        if (kept == nullptr || is_newer(fact, *kept)) kept = &fact;
    }
    return shelf;
}

const FactShelf& shelf_of_fact(Workings& workings, model::TermId id, const FactSource& source) {
    const auto found = workings.facts.find(id);
    if (found != workings.facts.end()) return found->second;
    return workings.facts.emplace(id, make_shelf(workings, id, source)).first->second;
}

/// The period of the fact's own unit that the scope's period belongs to.
std::optional<Period> period_wanted(const Search& search) {
    if (!search.source.period) return std::nullopt;
    const Period& period = search.frame.scope.period;
    if (period.unit() >= *search.source.period) return period;
    return period.belongs_to(*search.source.period, search.workings.contract.year_start);
}

const FactShelf::ByPeriod* reports_for(const Search& search) {
    const FactShelf& shelf = shelf_of_fact(search.workings, search.id, search.source);
    std::vector<Value> elements;
    for (const Axis& axis : search.term.index) {
        if (axis.type == Axis::Type::period) continue;
        const auto element = element_in_scope(search.workings, axis, search.frame);
        if (!element) return nullptr;
        elements.push_back(*element);
    }
    const auto found = shelf.by_elements.find(key_of_elements(elements));
    return found == shelf.by_elements.end() ? nullptr : &found->second;
}

const Fact* fact_for(const Search& search, const FactShelf::ByPeriod* reports, const std::optional<Period>& period) {
    if (reports == nullptr) return nullptr;
    auto found = reports->find(period_key(search.source, period));
    if (found == reports->end()) found = reports->find(once_for_all);
    return found == reports->end() ? nullptr : found->second;
}

std::string owner_of(const Search& search) {
    const model::Contract& contract = search.workings.contract;
    if (search.source.owner.is_set()) return contract.party(search.source.owner).name;
    if (search.source.owner_role.is_set()) {
        const auto party = search.frame.scope.parties.find(search.source.owner_role);
        if (party != search.frame.scope.parties.end()) return contract.party(party->second).name;
    }
    return search.source.reported_by;
}

model::Missing missing_fact(const Search& search, const Fact* blank) {
    model::Missing missing;
    if (blank != nullptr) {
        if (const auto* given = std::get_if<model::Missing>(&blank->value)) missing = *given;
    }
    missing.what = search.name();
    if (missing.owed_by.empty() || search.source.owner_role.is_set()) missing.owed_by = owner_of(search);
    if (!missing.reason.empty()) return missing;
    const std::string origin = blank == nullptr ? std::string() : words_of(blank->origin);
    if (!origin.empty()) missing.reason = "blank in " + origin;
    else missing.reason = search.source.agreed ? "not in the schedule" : "not reported";
    return missing;
}

/// The last value before this period, at most `up_to_periods` back; a blank cell is passed over.
const Fact* last_reported(const Search& search, const FactShelf::ByPeriod* reports, const Period& period) {
    if (reports == nullptr) return nullptr;
    const int most = search.source.if_missing.up_to_periods;
    Period earliest = period;
    for (int back = 0; back < most; ++back) earliest = earliest.before(search.workings.contract.year_start);
    auto place = reports->lower_bound(period.first().days_since_1970());
    while (place != reports->begin()) {
        --place;
        if (most > 0 && place->first < earliest.first().days_since_1970()) return nullptr;
        if (!std::holds_alternative<model::Missing>(place->second->value)) return place->second;
    }
    return nullptr;
}

FactFound value_said(const Search& search, const model::IfMissing& said, const model::Missing& missing) {
    return {work_out(search.workings, said.value, search.frame), nullptr,
            missing.reason + ", so what the contract says for that"};
}

/// What the contract says for a figure that is not there.
FactFound by_policy(const Search& search, const model::IfMissing& said, const FactShelf::ByPeriod* reports,
                    model::Missing missing) {
    missing.own_period_only = said.only_this_period;
    switch (said.policy) {
        case MissingPolicy::value: return value_said(search, said, missing);
        case MissingPolicy::last_value: {
            const auto period = period_wanted(search);
            const Fact* last = period ? last_reported(search, reports, *period) : nullptr;
            if (last != nullptr) return {last->value, last, missing.reason + ", so the last reported value stands"};
            if (said.value.is_set()) return value_said(search, said, missing);
            return {missing, nullptr, {}};
        }
        case MissingPolicy::left_out: return {model::NotApplicable{missing.what + ": " + missing.reason}, nullptr, {}};
        case MissingPolicy::hold_record: return {model::Held{missing.what + ": " + missing.reason}, nullptr, {}};
        case MissingPolicy::no_part: {
            model::NotApplicable out{missing.what + ": " + missing.reason};
            out.unreported = true;
            return {out, nullptr, {}};
        }
        case MissingPolicy::waits:
        case MissingPolicy::score_value: break;  // the score has a clause of its own for that
    }
    return {missing, nullptr, {}};
}

Value value_of_term(const Search& search, model::TermId term) {
    return value_of_reference(search.workings, term, {}, std::nullopt, search.frame);
}

/// "If fewer than 25 ..., it is left out": nothing when there are enough.
std::optional<FactFound> too_few(const Search& search, const FactShelf::ByPeriod* reports, const Value& number) {
    if (!search.source.fewest.is_set()) return std::nullopt;
    const Value fewest = work_out(search.workings, search.source.fewest, search.frame);
    const auto* least = std::get_if<exact::Ratio>(&fewest);
    const auto* found = std::get_if<exact::Ratio>(&number);
    if (found == nullptr || least == nullptr) return FactFound{model::is_known(number) ? fewest : number, nullptr, {}};
    if (*found >= *least) return std::nullopt;
    const model::Missing missing{search.name(), owner_of(search), "small numbers"};
    return by_policy(search, search.source.if_too_few, reports, missing);
}

/// The percentage from its two counts, where data holds those.
FactFound from_counts(const Search& search, const FactShelf::ByPeriod* reports) {
    const Value counted = value_of_term(search, search.source.counted);
    const Value out_of = value_of_term(search, search.source.out_of);
    const auto* part = std::get_if<exact::Ratio>(&counted);
    const auto* whole = std::get_if<exact::Ratio>(&out_of);
    if (whole != nullptr) {
        if (auto guarded = too_few(search, reports, out_of)) return *guarded;
    }
    if (part == nullptr || whole == nullptr) {
        return by_policy(search, search.source.if_missing, reports, missing_fact(search, nullptr));
    }
    if (whole->is_zero()) {
        const model::Missing missing{search.name(), owner_of(search), "nothing to count"};
        return by_policy(search, search.source.if_missing, reports, missing);
    }
    return {*part / *whole, nullptr, "counted"};
}

}  // namespace

Value value_unreported(Workings& workings, model::TermId id, const Frame& frame) {
    const model::Term& term = workings.contract.term(id);
    const auto& source = std::get<FactSource>(term.source);
    const Search search{workings, id, term, source, frame};
    return by_policy(search, source.if_missing, reports_for(search), missing_fact(search, nullptr)).value;
}

FactFound find_fact(Workings& workings, model::TermId id, const Frame& frame) {
    const model::Term& term = workings.contract.term(id);
    const auto& source = std::get<FactSource>(term.source);
    const Search search{workings, id, term, source, frame};
    if (source.at_event.is_set() && !has_happened(workings, source.at_event, frame)) {
        return {model::NotApplicable{workings.contract.term(source.at_event).name + " has not happened", true},
                nullptr,
                {}};
    }
    const auto* reports = reports_for(search);
    const Fact* fact = fact_for(search, reports, period_wanted(search));
    if (fact == nullptr && source.constant) return {*source.constant, nullptr, {}};
    const bool there = fact != nullptr && !std::holds_alternative<model::Missing>(fact->value);
    if (there) {
        if (source.out_of.is_set() && source.fewest.is_set()) {
            if (auto guarded = too_few(search, reports, value_of_term(search, source.out_of))) return *guarded;
        }
        return {fact->value, fact, {}};
    }
    if (source.counted.is_set() && source.out_of.is_set()) return from_counts(search, reports);
    return by_policy(search, source.if_missing, reports, missing_fact(search, fact));
}

}  // namespace concordat::eval::reference
