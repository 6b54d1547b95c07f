// engine/data/cell_words.cpp · room: data
// What:  the words of messages and templates about cells, and the reading of period labels of every unit.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "data/cells.h"
#include "source/characters.h"
#include "source/utf8.h"

namespace concordat::data {
namespace {

using calendar::PeriodUnit;
using model::KindBase;

constexpr std::size_t quoted_at_most = 60;  // characters of a cell in a message
constexpr std::size_t names_at_most = 12;   // names of a list in a help line

std::string list_of(const std::vector<std::string>& names) {
    std::string list = "one of: ";
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (index == names_at_most) return list + fmt::format(" and {} more", names.size() - index);
        if (index > 0) list += ", ";
        list += names[index];
    }
    return list;
}

std::string party_names(const model::Contract& contract, model::RoleId role) {
    std::vector<std::string> names;
    if (role.is_set()) {
        for (const model::PartyId id : contract.role(role).parties) names.push_back(contract.party(id).name);
    } else {
        for (const model::Party& party : contract.parties) names.push_back(party.name);
    }
    return list_of(names);
}

std::string amount_words(const ColumnSpec& spec) {
    const model::Kind& kind = spec.kind;
    if (kind.is_percentage()) {
        if (spec.form.share_of_one) return "a percentage as a share of 1, as 0.715";
        return spec.form.in_hundredths ? "a percentage in hundredths, as 71.5" : "a percentage, as 71.5%";
    }
    if (holds_money(kind)) return "money, as 1234.50";
    if (kind.is_days()) return "days, as 12";
    if (kind.whole) return "a count, as 12";
    if (kind.unit.powers.contains("point")) return "points, as 12.5";
    return "a number, as 12.5";
}

std::string date_words(const CellForm& form) {
    if (!form.slash_dates) return "a date, as 2026-03-31";
    return *form.slash_dates == calendar::SlashOrder::day_first ? "a date, as 31/03/2026" : "a date, as 03/31/2026";
}

std::string period_words(const model::Contract& contract, const ColumnSpec& spec) {
    const calendar::Date first = contract.in_force.first;
    const PeriodUnit unit = spec.unit.value_or(contract.settles);
    const std::string label = calendar::Period::containing(unit, first, contract.year_start).label(contract.year_start);
    return fmt::format("{}, as {}", with_article(unit_words(contract, unit)), label);
}

std::optional<calendar::Period> read_week(std::string_view text, calendar::YearStart year_start) {
    if (text.size() != 8 || text.substr(4, 2) != "-W") return std::nullopt;
    const std::optional<calendar::Date> january = calendar::read_iso_date(fmt::format("{}-01-04", text.substr(0, 4)));
    if (!january) return std::nullopt;
    calendar::Period week = calendar::Period::containing(PeriodUnit::week, *january, year_start);
    constexpr int weeks_at_most = 53;
    for (int number = 1; number <= weeks_at_most; ++number, week = week.next(year_start)) {
        if (week.label(year_start) == text) return week;
    }
    return std::nullopt;
}

}  // namespace

ColumnSpec date_column_spec(const Heading& heading) {
    ColumnSpec spec;
    spec.name = heading.name;
    spec.kind.base = KindBase::date;
    spec.form = heading.form;
    return spec;
}

bool is_none_mark(std::string_view text) {
    constexpr std::array marks{std::string_view("-"), std::string_view("–"), std::string_view("—"),
                               std::string_view("−")};
    return std::ranges::find(marks, text) != marks.end();
}

std::string in_ticks(std::string_view text) {
    std::u32string characters = source::visible_characters(text.substr(0, 4 * quoted_at_most + 4));
    const bool is_cut = characters.size() > quoted_at_most;
    characters.resize(std::min(characters.size(), quoted_at_most));
    std::string shown;
    for (const char32_t character : characters) source::append_character(shown, character);
    return fmt::format("`{}{}`", shown, is_cut ? "…" : "");
}

std::string_view file_part(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string with_article(std::string_view name) {
    const bool begins_with_vowel =
        !name.empty() && std::string_view("AEIOUaeiou").find(name[0]) != std::string_view::npos;
    return fmt::format("{} {}", begins_with_vowel ? "an" : "a", name);
}

std::string unit_words(const model::Contract& contract, PeriodUnit unit) {
    const bool is_named = unit == contract.settles && !contract.period_name.empty();
    return is_named ? contract.period_name : std::string(calendar::unit_name(unit));
}

std::string how_written(const model::Contract& contract, const ColumnSpec& spec) {
    switch (spec.kind.base) {
        case KindBase::amount: return amount_words(spec);
        case KindBase::date: return date_words(spec.form);
        case KindBase::yes_no: return spec.form.one_or_zero ? "1 for yes, 0 for no" : "yes or no";
        case KindBase::code: return spec.kind.codes.empty() ? "a code, as text" : list_of(spec.kind.codes);
        case KindBase::party: return party_names(contract, spec.kind.role);
        case KindBase::member: return list_of(contract.set(spec.kind.set).members);
        case KindBase::record: return "the identifier of " + with_article(contract.record(spec.kind.record).name);
        case KindBase::period: return period_words(contract, spec);
        case KindBase::length: return "a length of time, such as 12 weeks or 6 months";
        case KindBase::open: return "text";
    }
    return {};
}

std::optional<calendar::Period> read_any_period(std::string_view text, calendar::YearStart year_start) {
    if (const std::optional<calendar::Period> period = calendar::read_period(text, year_start)) return period;
    if (const std::optional<calendar::Date> day = calendar::read_iso_date(text)) {
        return calendar::Period::containing(PeriodUnit::day, *day, year_start);
    }
    if (const std::optional<calendar::Period> week = read_week(text, year_start)) return week;
    if (text.find('q') == std::string_view::npos) return std::nullopt;
    std::string with_capital(text);
    std::ranges::replace(with_capital, 'q', 'Q');
    return calendar::read_period(with_capital, year_start);
}

}  // namespace concordat::data
