// engine/check/units.cpp · room: check
// What:  units by name; see units.h.
#include "check/units.h"

#include <array>
#include <utility>

namespace concordat::check {
namespace {

/// Tonne of Tonnes, Delivery of Deliveries, Bus of Buses; Gross stays. Also of words that are no plural: what matters
/// is that one unit has one name.
std::string without_plural_ending(std::string_view word) {
    if (word.size() > 3 && word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
    for (const std::string_view ending : {"sses", "xes", "ches", "shes"})
        if (word.ends_with(ending)) return std::string(word.substr(0, word.size() - 2));
    if (word.size() > 1 && word.ends_with('s') && !word.ends_with("ss")) word.remove_suffix(1);
    return std::string(word);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> built_in{{
    {"day", "day"},
    {"days", "day"},
    {"point", "point"},
    {"points", "point"},
    {"Point", "point"},
    {"Points", "point"},
    {"hour", "hour"},
    {"hours", "hour"},
}};

}  // namespace

std::string unit_power(const Draft& draft, std::string_view word) {
    for (const auto& [written, unit] : built_in)
        if (word == written) return std::string(unit);
    const Entity* entity = draft.find(word);
    if (entity == nullptr) return without_plural_ending(word);
    if (entity->what == Entity::What::record) return draft.contract.record(entity->record).name;
    if (entity->what == Entity::What::set) return draft.contract.set(entity->set).name;
    if (entity->what == Entity::What::role) return draft.contract.role(entity->role).name;
    return without_plural_ending(word);
}

}  // namespace concordat::check
