// engine/session/asking.cpp · room: session
// What:  names and periods of a command found in a contract.
#include "session/asking.h"

#include <utility>

#include <fmt/format.h>

#include "data/cells.h"
#include "source/nearest.h"

namespace concordat::session {
namespace {

template <typename Named>
std::vector<std::string> names_of(const std::vector<Named>& all) {
    std::vector<std::string> names;
    for (const Named& one : all) names.push_back(one.name);
    return names;
}

}  // namespace

void add_wrong_question(std::string message, std::string help, source::Diagnostics& problems) {
    problems.add(source::Code::unknown_name_asked_for, "", {}, std::move(message)).with_help(std::move(help));
}

void add_unknown_name(const AskedName& asked, const std::vector<std::string>& candidates,
                      source::Diagnostics& problems) {
    constexpr std::size_t most_listed = 12;
    std::string help;
    if (const auto nearest = source::nearest(asked.name, candidates)) {
        help = fmt::format("did you mean `{}`?", *nearest);
    } else if (candidates.size() <= most_listed) {
        for (const std::string& candidate : candidates)
            help += fmt::format("{}`{}`", help.empty() ? "" : ", ", candidate);
        if (!help.empty()) help = "there are: " + help;
    }
    add_wrong_question(fmt::format("`{}` is not {} of this contract", asked.name, asked.as), help, problems);
}

std::optional<model::TermId> term_asked_for(const model::Contract& contract, const std::string& name,
                                            source::Diagnostics& problems) {
    const auto term = model::find_term(contract, name);
    if (!term) add_unknown_name({name, "a term"}, names_of(contract.terms), problems);
    return term;
}

std::optional<model::RecordId> record_asked_for(const model::Contract& contract, const std::string& name,
                                                source::Diagnostics& problems) {
    for (std::size_t index = 0; index < contract.records.size(); ++index) {
        const model::Record& record = contract.records[index];
        if (record.name == name || record.plural == name) return model::RecordId(index);
    }
    add_unknown_name({name, "a record"}, names_of(contract.records), problems);
    return std::nullopt;
}

std::optional<calendar::Period> period_asked_for(const model::Contract& contract, const std::string& label,
                                                 source::Diagnostics& problems) {
    const auto period = data::read_any_period(label, contract.year_start);
    if (period) return period;
    const auto first = calendar::Period::containing(contract.settles, contract.in_force.first, contract.year_start);
    add_wrong_question(fmt::format("`{}` is not a period", label),
                       fmt::format("periods are written as `{}`", first.label(contract.year_start)), problems);
    return std::nullopt;
}

bool is_settlement_period(const model::Contract& contract, const calendar::Period& period,
                          source::Diagnostics& problems) {
    const std::string label = period.label(contract.year_start);
    if (period.unit() < contract.settles) {
        const auto inside = calendar::Period::containing(contract.settles, period.first(), contract.year_start);
        add_wrong_question(
            fmt::format("`{}` is a {}; this contract is settled for each {}", label,
                        data::unit_words(contract, period.unit()), data::unit_words(contract, contract.settles)),
            fmt::format("write `{}`", inside.label(contract.year_start)), problems);
        return false;
    }
    if (calendar::overlap(period.days(), contract.in_force)) return true;
    add_wrong_question(fmt::format("the contract is not in force in `{}`", label),
                       fmt::format("it is from {} until {}", calendar::write_long(contract.in_force.first),
                                   calendar::write_long(contract.in_force.last)),
                       problems);
    return false;
}

}  // namespace concordat::session
