// engine/data/fact_search.cpp · room: data
// What:  matches headings with roles, sets and periods, and terms with the axes that a file has.
// Start: bind_axes().
#include "data/fact_search.h"

#include <algorithm>
#include <array>

#include "data/cells.h"

namespace concordat::data {
namespace {

using calendar::Period;
using calendar::PeriodUnit;
using model::Axis;

constexpr std::array units{PeriodUnit::day, PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year};

std::optional<AxisColumn> period_axis(const model::Contract& contract, std::size_t column, const std::string& folded) {
    AxisColumn axis{.column = column, .type = Axis::Type::period, .role = {}, .set = {}, .unit = std::nullopt};
    if (folded == "period") return axis;
    const bool is_own_name = !contract.period_name.empty() && folded == folded_name(contract.period_name);
    if (is_own_name) axis.unit = contract.settles;
    if (!axis.unit && folded == "year") axis.unit = PeriodUnit::year;
    for (const PeriodUnit unit : units) {
        if (!axis.unit && folded == folded_name(calendar::unit_name(unit))) axis.unit = unit;
    }
    return axis.unit ? std::optional(axis) : std::nullopt;
}

std::optional<AxisColumn> axis_of_heading(const model::Contract& contract, std::size_t column,
                                          const std::string& folded) {
    if (folded.empty()) return std::nullopt;
    AxisColumn axis{.column = column, .type = Axis::Type::party, .role = {}, .set = {}, .unit = std::nullopt};
    if (folded == "party") return axis;
    const auto names_it = [&folded](const auto& one) {
        return folded == folded_name(one.name) || folded == folded_name(one.plural);
    };
    const auto role = std::ranges::find_if(contract.roles, names_it);
    if (role != contract.roles.end()) {
        axis.role = model::RoleId(static_cast<std::size_t>(role - contract.roles.begin()));
        return axis;
    }
    const auto set = std::ranges::find_if(contract.sets, names_it);
    if (set != contract.sets.end()) {
        axis.type = Axis::Type::member;
        axis.set = model::SetId(static_cast<std::size_t>(set - contract.sets.begin()));
        return axis;
    }
    return period_axis(contract, column, folded);
}

/// The column for an axis: one that names it, else a general one (`Party`, `Period`).
std::optional<std::size_t> column_for(const FactSearch& search, const Axis& axis) {
    std::optional<std::size_t> general;
    for (const AxisColumn& column : search.axes) {
        if (column.type != axis.type) continue;
        switch (axis.type) {
            case Axis::Type::party:
                if (column.role == axis.role) return column.column;
                if (!column.role.is_set()) general = column.column;
                break;
            case Axis::Type::member:
                if (column.set == axis.set) return column.column;
                break;
            case Axis::Type::period:
                if (column.unit == axis.unit) return column.column;
                if (!column.unit) general = column.column;
                break;
            case Axis::Type::record: break;
        }
    }
    return general;
}

/// The only element that an axis has, so that no column need name it.
std::optional<model::Value> only_element(const model::Contract& contract, const Axis& axis) {
    switch (axis.type) {
        case Axis::Type::party: {
            if (!axis.role.is_set()) return std::nullopt;
            const std::vector<model::PartyId>& parties = contract.role(axis.role).parties;
            return parties.size() == 1 ? std::optional(model::Value(parties.front())) : std::nullopt;
        }
        case Axis::Type::member:
            return contract.set(axis.set).members.size() == 1 ? std::optional(model::Value(model::Member{axis.set, 0}))
                                                              : std::nullopt;
        case Axis::Type::period: {
            const Period first = Period::containing(axis.unit, contract.in_force.first, contract.year_start);
            const Period last = Period::containing(axis.unit, contract.in_force.last, contract.year_start);
            return first == last ? std::optional(model::Value(first)) : std::nullopt;
        }
        case Axis::Type::record: break;
    }
    return std::nullopt;
}

std::optional<ElementSource> element_for(const FactSearch& search, const Axis& axis) {
    if (const std::optional<std::size_t> column = column_for(search, axis)) return ElementSource{axis, column, {}};
    if (const std::optional<model::Value> only = only_element(search.contract, axis)) {
        return ElementSource{axis, {}, *only};
    }
    return std::nullopt;
}

/// The period a term is reported for: its own axis, else what its sentence says.
std::optional<PeriodUnit> unit_of(const model::Term& term, const model::FactSource& source) {
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::period) return axis.unit;
    }
    return source.period;
}

Axis period_axis_of(PeriodUnit unit) {
    Axis axis;
    axis.type = Axis::Type::period;
    axis.unit = unit;
    return axis;
}

}  // namespace

const model::FactSource* fact_source(const model::Contract& contract, model::TermId term) {
    return std::get_if<model::FactSource>(&contract.term(term).source);
}

std::vector<model::TermId> fact_terms(const model::Contract& contract) {
    std::vector<model::TermId> terms;
    for (std::size_t index = 0; index < contract.terms.size(); ++index) {
        const model::TermId term(index);
        const model::FactSource* source = fact_source(contract, term);
        if (source != nullptr && !source->constant) terms.push_back(term);
    }
    return terms;
}

FactSearch start_search(const model::Contract& contract, TakenFile& file, const NamedTerms& named, Problems& problems) {
    FactSearch search{contract, file, named, problems, {}, {}, {}, {}, {}};
    const std::vector<model::TermId> terms = fact_terms(contract);
    for (const model::TermId term : terms) search.terms.emplace(folded_name(contract.term(term).name), term);
    for (const model::TermId term : terms) {
        const std::string& plural = contract.term(term).plural;
        if (!plural.empty()) search.terms.emplace(folded_name(plural), term);
    }
    for (std::size_t column = 0; column < file.csv.width(); ++column) {
        if (search.terms.contains(file.folded[column])) continue;
        if (std::optional<AxisColumn> axis = axis_of_heading(contract, column, file.folded[column])) {
            search.axes.push_back(*axis);
        }
    }
    return search;
}

Binding bind_axes(const FactSearch& search, model::TermId id) {
    const model::Term& term = search.contract.term(id);
    Binding binding;
    binding.column.term = id;
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::period) continue;
        std::optional<ElementSource> element = element_for(search, axis);
        if (!element) binding.uncovered.push_back(axis);
        binding.column.elements.push_back(element ? std::move(*element) : ElementSource{axis, {}, {}});
    }
    binding.column.unit = unit_of(term, *fact_source(search.contract, id));
    if (!binding.column.unit) return binding;
    const Axis axis = period_axis_of(*binding.column.unit);
    const auto other = std::ranges::find(search.axes, Axis::Type::period, &AxisColumn::type);
    if (!column_for(search, axis) && other != search.axes.end()) binding.other_period = other->column;
    if (!binding.other_period) binding.column.period = element_for(search, axis);
    if (!binding.column.period) binding.uncovered.push_back(axis);
    return binding;
}

void mark_read(FactSearch& search, const FactColumn& fact, std::size_t column) {
    search.file.used[column] = 1;
    for (const ElementSource& element : fact.elements) {
        if (element.column) search.file.used[*element.column] = 1;
    }
    if (fact.period && fact.period->column) search.file.used[*fact.period->column] = 1;
}

void accept(FactSearch& search, FactColumn fact, std::size_t column) {
    mark_read(search, fact, column);
    fact.column = column;
    search.layout.columns.push_back(std::move(fact));
}

void fix_element(FactColumn& fact, const Axis& axis, const model::Value& element) {
    if (axis.type == Axis::Type::period) {
        fact.period = ElementSource{axis, {}, element};
        return;
    }
    const auto found =
        std::ranges::find_if(fact.elements, [&axis](const ElementSource& one) { return one.axis == axis; });
    if (found != fact.elements.end()) found->fixed = element;
}

std::string axis_words(const model::Contract& contract, const Axis& axis) {
    switch (axis.type) {
        case Axis::Type::party: return axis.role.is_set() ? contract.role(axis.role).name : "Party";
        case Axis::Type::member: return contract.set(axis.set).name;
        case Axis::Type::record: return contract.record(axis.record).name;
        case Axis::Type::period: return unit_words(contract, axis.unit);
    }
    return {};
}

std::vector<std::string> element_names(const model::Contract& contract, const Axis& axis) {
    std::vector<std::string> names;
    if (axis.type == Axis::Type::member) return contract.set(axis.set).members;
    if (axis.type != Axis::Type::party) return names;
    if (!axis.role.is_set()) {
        for (const model::Party& party : contract.parties) names.push_back(party.name);
        return names;
    }
    for (const model::PartyId id : contract.role(axis.role).parties) names.push_back(contract.party(id).name);
    return names;
}

std::optional<model::Value> element_named(const model::Contract& contract, const Axis& axis, std::string_view name) {
    if (axis.type == Axis::Type::period) {
        const std::optional<Period> period = read_any_period(name, contract.year_start);
        return period && period->unit() == axis.unit ? std::optional(model::Value(*period)) : std::nullopt;
    }
    const std::vector<std::string> names = element_names(contract, axis);
    const auto found = std::ranges::find_if(names, [name](const std::string& one) { return same_heading(one, name); });
    if (found == names.end()) return std::nullopt;
    const auto index = static_cast<std::size_t>(found - names.begin());
    if (axis.type == Axis::Type::member) return model::Value(model::Member{axis.set, index});
    return axis.role.is_set() ? model::Value(contract.role(axis.role).parties[index])
                              : model::Value(model::PartyId(index));
}

std::vector<std::string> event_names(const model::Contract& contract) {
    std::vector<std::string> names;
    const auto add = [&names](const std::string& name) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    };
    for (const model::TermId id : fact_terms(contract)) {
        const model::Term& term = contract.term(id);
        const std::size_t at = term.name.rfind(" at ");
        if (at != std::string::npos) add(term.name.substr(at + 4));
        if (term.kind.base == model::KindBase::date) add(term.name);
    }
    return names;
}

}  // namespace concordat::data
