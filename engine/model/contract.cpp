// engine/model/contract.cpp · room: model
// What:  finds names in a contract and writes values as its readers, or a file, would.
// Never: rounding; a figure with more decimals than can be shown ends in "…".
// Start: write_for_people() and write_plain(), last in the file.
#include "model/contract.h"

#include <algorithm>

#include "exact/decimal_text.h"

namespace concordat::model {

namespace {

std::string with_spaces_folded(std::string_view text) {
    std::string folded;
    for (const char character : text) {
        const bool space = character == ' ' || character == '\t';
        if (space && (folded.empty() || folded.back() == ' ')) continue;
        folded += space ? ' ' : character;
    }
    if (folded.ends_with(' ')) folded.pop_back();
    return folded;
}

template <typename Named>
std::optional<std::size_t> find_named(const std::vector<Named>& all, std::string_view name) {
    const std::string wanted = with_spaces_folded(name);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == wanted; });
    if (found == all.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

std::string regular_plural(const std::string& singular) {
    const auto before_last = singular.size() >= 2 ? singular[singular.size() - 2] : ' ';
    const bool vowel_before = std::string_view("aeiou").find(before_last) != std::string_view::npos;
    if (singular.ends_with('y') && !vowel_before) return singular.substr(0, singular.size() - 1) + "ies";
    for (const std::string_view end : {"s", "x", "z", "ch", "sh"}) {
        if (singular.ends_with(end)) return singular + "es";
    }
    return singular + "s";
}

/// The plural that the contract declares for this name, else the regular one.
std::string plural_in(const Contract& contract, const std::string& singular) {
    for (const Record& record : contract.records) {
        if (record.name == singular && !record.plural.empty()) return record.plural;
    }
    for (const Term& term : contract.terms) {
        if (term.name == singular && !term.plural.empty()) return term.plural;
    }
    return regular_plural(singular);
}

constexpr int places_shown = 4;

/// Pounds and pence where it is whole pence; more decimals where it is not yet rounded.
std::string money_for_people(const exact::Currency& currency, const exact::Ratio& amount) {
    if (const auto money = exact::Money::from_major(amount, currency.minor_digits)) {
        return exact::write_for_people(*money, currency);
    }
    const int places = std::max(places_shown, currency.minor_digits + 2);
    const std::string digits = exact::with_thousands(exact::write_for_people(exact::size_of(amount), places));
    return (amount.sign() < 0 ? "-" : "") + currency.symbol + digits;
}

constexpr int most_places_shown = 8;  // a factor such as 1.064957 is shown as agreed

std::string number_for_people(const exact::Ratio& number) {
    const bool ends_soon = (number * exact::Ratio(exact::power_of_ten(most_places_shown))).is_whole();
    const std::string digits = ends_soon ? exact::write_exact(number) : exact::write_for_people(number, places_shown);
    return exact::with_thousands(digits);
}

/// " per Bed Day" for each unit below the line.
std::string per_words(const Unit& unit) {
    std::string words;
    for (const auto& [name, power] : unit.powers) {
        for (int times = 0; times < -power; ++times) words += " per " + name;
    }
    return words;
}

/// " days", " Bed Days": the units above the line, money left out.
std::string unit_words(const Contract& contract, const Unit& unit, const exact::Ratio& number) {
    std::string words;
    for (const auto& [name, power] : unit.powers) {
        if (power <= 0 || name == "money") continue;
        words += " " + (exact::size_of(number) == exact::Ratio(1) ? name : plural_in(contract, name));
    }
    return words;
}

std::string amount_for_people(const Contract& contract, const exact::Ratio& number, const Kind& kind) {
    const auto money = kind.unit.powers.find("money");
    const std::string units = unit_words(contract, kind.unit, number) + per_words(kind.unit);
    if (money != kind.unit.powers.end() && money->second > 0) {
        return money_for_people(contract.currency, number) + units;
    }
    if (kind.flavour == Flavour::percentage) return number_for_people(number * 100) + "%" + units;
    return number_for_people(number) + units;
}

std::string missing_for_people(const Missing& missing) {
    std::string words = "missing";
    if (!missing.what.empty()) words += ": " + missing.what;
    std::string why = missing.reason;
    if (!missing.owed_by.empty()) why += (why.empty() ? "" : "; ") + ("owed by " + missing.owed_by);
    return why.empty() ? words : words + " (" + why + ")";
}

std::string with_reason(std::string words, const std::string& reason) {
    return reason.empty() ? words : words + ": " + reason;
}

std::string member_name(const Contract& contract, const Member& member) {
    if (!member.set.is_set() || member.set.index() >= contract.sets.size()) return {};
    const Set& set = contract.set(member.set);
    return member.row < set.members.size() ? set.members[member.row] : std::string();
}

std::string party_name(const Contract& contract, PartyId party) {
    return party.is_set() ? contract.party(party).name : std::string();
}

std::string count_of(std::int32_t number, std::string_view unit) {
    return std::to_string(number) + " " + std::string(unit) + (number == 1 ? "" : "s");
}

/// "12 weeks", "6 months", "2 years", "10 days".
std::string length_in_words(const Length& length) {
    std::string words;
    if (length.months != 0) {
        const bool years = length.months % 12 == 0;
        words = count_of(years ? length.months / 12 : length.months, years ? "year" : "month");
    }
    if (length.days != 0 || words.empty()) {
        const bool weeks = length.days != 0 && length.days % 7 == 0;
        words +=
            (words.empty() ? "" : " and ") + count_of(weeks ? length.days / 7 : length.days, weeks ? "week" : "day");
    }
    return words;
}

template <typename... Writers>
struct Overloaded : Writers... {
    using Writers::operator()...;
};

std::string amount_plain(const Contract& contract, const exact::Ratio& number, const Kind& kind) {
    if (kind.is_money()) {
        const auto money = exact::Money::from_major(number, contract.currency.minor_digits);
        if (money) return exact::write_plain(*money, contract.currency);
    }
    return exact::write_exact(number);
}

}  // namespace

std::optional<PartyId> find_party(const Contract& contract, std::string_view name) {
    const auto found = find_named(contract.parties, name);
    if (!found) return std::nullopt;
    return PartyId(*found);
}

std::optional<TermId> find_term(const Contract& contract, std::string_view name) {
    const auto found = find_named(contract.terms, name);
    if (!found) return std::nullopt;
    return TermId(*found);
}

std::optional<RecordId> find_record(const Contract& contract, std::string_view name) {
    const auto found = find_named(contract.records, name);
    if (!found) return std::nullopt;
    return RecordId(*found);
}

std::string write_for_people(const Contract& contract, const Value& value, const Kind& kind) {
    return std::visit(Overloaded{
                          [](const Missing& missing) { return missing_for_people(missing); },
                          [](const None&) { return std::string("none"); },
                          [](const NotApplicable& left_out) { return with_reason("left out", left_out.reason); },
                          [](const Held& held) { return with_reason("held", held.reason); },
                          [&](const exact::Ratio& number) { return amount_for_people(contract, number, kind); },
                          [](const calendar::Date& date) { return calendar::write_long(date); },
                          [](bool yes) { return std::string(yes ? "yes" : "no"); },
                          [](const std::string& code) { return code; },
                          [&](PartyId party) { return party_name(contract, party); },
                          [&](const Member& member) { return member_name(contract, member); },
                          [&](const calendar::Period& period) { return period.label_for_people(contract.year_start); },
                          [](const Length& length) { return length_in_words(length); },
                      },
                      value);
}

std::string write_plain(const Contract& contract, const Value& value, const Kind& kind) {
    return std::visit(Overloaded{
                          [](const Missing&) { return std::string("missing"); },
                          [](const None&) { return std::string("-"); },
                          [](const NotApplicable&) { return std::string("left out"); },
                          [](const Held&) { return std::string("held"); },
                          [&](const exact::Ratio& number) { return amount_plain(contract, number, kind); },
                          [](const calendar::Date& date) { return calendar::write_iso(date); },
                          [](bool yes) { return std::string(yes ? "yes" : "no"); },
                          [](const std::string& code) { return code; },
                          [&](PartyId party) { return party_name(contract, party); },
                          [&](const Member& member) { return member_name(contract, member); },
                          [&](const calendar::Period& period) { return period.label(contract.year_start); },
                          [](const Length& length) { return length_in_words(length); },
                      },
                      value);
}

bool has_role(const Role& role, PartyId party, const calendar::Days& days) {
    return std::none_of(role.memberships.begin(), role.memberships.end(), [&](const Membership& one) {
        if (one.party != party) return false;
        return (one.from && days.last < *one.from) || (one.until && *one.until < days.first);
    });
}

calendar::Date last_report_day(const Contract& contract, const calendar::Period& settled) {
    if (!contract.cut_off) return settled.last();
    const calendar::Period around =
        calendar::Period::containing(contract.cut_off->unit, settled.last(), contract.year_start);
    const calendar::Period following = around.next(contract.year_start);
    if (contract.cut_off->day == 0) return following.last();
    return std::min(following.first().plus_days(contract.cut_off->day - 1), following.last());
}

calendar::Date settled_as_known_on(const Contract& contract, const calendar::Period& period) {
    const calendar::Date end = std::min(period.last(), contract.in_force.last);
    if (!contract.cut_off) return period.last();
    return last_report_day(contract, calendar::Period::containing(contract.settles, end, contract.year_start));
}

std::optional<calendar::Date> last_day_for(const Contract& contract, const calendar::Period& own) {
    if (!contract.late_figures) return std::nullopt;
    if (!contract.late_figures->counts) return settled_as_known_on(contract, own);
    const auto& until = contract.late_figures->until;
    if (!until) return std::nullopt;
    const calendar::Date end =
        own.unit() < until->after ? own.belongs_to(until->after, contract.year_start).last() : own.last();
    for (const int year : {end.year(), end.year() + 1}) {
        const auto last = calendar::Date::from(year, until->month, until->day);
        if (last && *last > end) return last;
    }
    return std::nullopt;  // 29 February: the checker refuses it
}

}  // namespace concordat::model
