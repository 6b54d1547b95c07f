// engine/report/explanation.cpp · room: report
// What:  the tree of steps as lines that fold. What is shown once with its parts is named afterwards, as in the text.
// Start: explanation(), last in the file.
#include "report/explanation.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "report/clause_words.h"
#include "report/pictures.h"
#include "report/typeset.h"

namespace concordat::report {
namespace {

using trace::Step;

struct Telling {
    const model::Contract& contract;
    std::set<std::tuple<std::string, std::string, std::string>> told;  // terms shown with their parts
    std::set<std::pair<std::string, std::string>> said;                // clauses whose words were shown
};

std::string name_and_of(const Step& step) { return step.of.empty() ? step.name : step.name + " for " + step.of; }

Cell amount_of(const Telling& telling, const Step& step) {
    if (std::holds_alternative<model::None>(step.value)) return {};
    return value_cell(telling.contract, step.value, step.kind);
}

Fold fold_of(Telling& telling, const Step& step);

void add_parts(Telling& telling, const Step& step, Fold& fold) {
    const std::size_t listed = std::min(step.parts.size(), records_on_page);
    for (std::size_t part = 0; part < listed; ++part) fold.parts.push_back(fold_of(telling, step.parts[part]));
    if (listed == step.parts.size()) return;
    Fold others;
    others.words = fmt::format("and {} more", step.parts.size() - listed);
    fold.parts.push_back(std::move(others));
}

/// "shall not exceed £2,000,000: unchanged", or what the amount was before.
void tell_clause(Telling& telling, const Step& step, Fold& fold) {
    if (step.clause.is_set()) fold.lead = telling.contract.clause(step.clause).number;
    const bool said = !fold.lead.empty() && !telling.said.insert({fold.lead, step.words}).second;
    fold.words = said ? "(its words stand above)" : typeset(without_paths(step.words));
    if (!step.before) return;
    if (*step.before == step.value) {
        fold.amount = text_cell("unchanged");
        return;
    }
    fold.origin = "before: " + model::write_for_people(telling.contract, *step.before, step.kind);
}

Fold fold_of(Telling& telling, const Step& step) {
    Fold fold;
    fold.amount = amount_of(telling, step);
    fold.words = name_and_of(step);
    fold.origin = without_backticks(step.words);
    if (!step.origin.empty()) fold.origin += (fold.origin.empty() ? "" : "; ") + step.origin;
    if (step.what == Step::What::stage) {
        fold.origin = {};
        tell_clause(telling, step, fold);
    }
    if (step.what == Step::What::note) {
        fold.words = without_backticks(step.words.empty() ? step.name : step.words);
        fold.origin = step.origin;
    }
    if (step.what == Step::What::aggregate) {
        std::uint64_t elements = 0;
        for (const Step& part : step.parts) elements += part.records;
        fold.words = fmt::format("{} ({})", step.name.empty() ? "taken together" : step.name, elements);
    }
    if (step.what == Step::What::term && !step.parts.empty() &&
        !telling.told.insert({step.name, step.of, fold.amount.shown}).second) {
        fold.origin = "shown above";
        return fold;
    }
    add_parts(telling, step, fold);
    return fold;
}

/// "3.2 shall not exceed £2,000,000": its number, and its words without the name that the page is about.
std::string label_of(const model::Contract& contract, const std::string& term, const Step& stage) {
    std::string words = without_paths(stage.words);
    for (const std::string& front : {"\"" + term + "\" ", term + " "}) {
        if (words.starts_with(front)) words.erase(0, front.size());
    }
    return contract.clause(stage.clause).number + " " + typeset(words);
}

/// What one clause makes of the amount, where it is one.
void add_fall(const model::Contract& contract, const std::string& term, const Step& step, std::vector<Fall>& falls) {
    const auto* after = std::get_if<exact::Ratio>(&step.value);
    if (step.what != Step::What::stage || after == nullptr || !step.clause.is_set()) return;
    Fall fall{label_of(contract, term, step), {}, *after, {}, {}};
    fall.shown_after = value_cell(contract, step.value, step.kind);
    if (!falls.empty()) {
        fall.before = falls.back().after;
        fall.shown_before = falls.back().shown_after;
    }
    falls.push_back(std::move(fall));
}

/// The bands of a clause with where the amount stands among them, where it has such a table.
std::optional<Picture> corridor_of(const model::Contract& contract, const Step& term, const Step& stage) {
    if (stage.what != Step::What::stage || !stage.clause.is_set()) return std::nullopt;
    const auto kept = std::find_if(stage.parts.begin(), stage.parts.end(),
                                   [](const Step& part) { return part.corridor.has_value(); });
    if (kept == stage.parts.end()) return std::nullopt;
    const trace::Corridor& corridor = *kept->corridor;
    std::vector<Zone> zones;
    for (const trace::Corridor::Zone& zone : corridor.zones)
        zones.push_back({zone.from, zone.to, zone.rate, zone.from_words, zone.rate_words});
    const CorridorMark mark{corridor.place, corridor.gives, corridor.place_words,
                            model::write_for_people(contract, corridor.gives, stage.kind)};
    return risk_corridor(fmt::format("{} under clause {}, and where {} is", term.name,
                                     contract.clause(stage.clause).number, corridor.of),
                         {corridor.of, term.name}, zones, mark);
}

}  // namespace

Document explanation(const model::Contract& contract, const Step& step) {
    Telling telling{contract, {}, {}};
    Fold figure = fold_of(telling, step);
    figure.open = true;
    for (Fold& clause : figure.parts) clause.open = true;
    std::vector<Fall> falls;
    for (const Step& part : step.parts) add_fall(contract, step.name, part, falls);
    Document document;
    document.kind = Document::Kind::explanation;
    document.title = fmt::format("{}: {}", name_and_of(step), figure.amount.shown);
    document.subtitle = contract.title;
    document.sections.push_back({"Clause by clause", {std::move(figure)}});
    if (auto picture = falls.size() > 1 ? waterfall("From clause to clause", falls) : std::nullopt) {
        document.sections.push_back({"From clause to clause", {std::move(*picture)}});
    }
    for (const Step& part : step.parts) {
        if (auto picture = corridor_of(contract, step, part))
            document.sections.push_back({"Where we are among the bands", {std::move(*picture)}});
    }
    document.footer = {
        "A line that begins with a clause number tells what that clause does. Open a line to see what it was made "
        "from, "
        "down to the rows of the files.",
        "A figure with … behind it has more decimals than are shown."};
    return document;
}

}  // namespace concordat::report
