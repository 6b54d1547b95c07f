// engine/report/explanation.cpp · room: report
// What:  the tree of steps as lines that fold. What is shown once with its parts is named afterwards, as in the text.
// Start: explanation(), last in the file.
#include "report/explanation.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "report/pictures.h"

namespace concordat::report {
namespace {

using trace::Step;

struct Telling {
    const model::Contract& contract;
    std::set<std::tuple<std::string, std::string, std::string>> told;  // terms shown with their parts
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
void tell_clause(const Telling& telling, const Step& step, Fold& fold) {
    if (step.clause.is_set()) fold.lead = telling.contract.clause(step.clause).number;
    fold.words = step.words;
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
    fold.origin = step.words;
    if (!step.origin.empty()) fold.origin += (fold.origin.empty() ? "" : "; ") + step.origin;
    if (step.what == Step::What::stage) {
        fold.origin = {};
        tell_clause(telling, step, fold);
    }
    if (step.what == Step::What::note) {
        fold.words = step.words.empty() ? step.name : step.words;
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

/// What one clause makes of the amount, where it is one.
void add_fall(const model::Contract& contract, const Step& step, std::vector<Fall>& falls) {
    const auto* after = std::get_if<exact::Ratio>(&step.value);
    if (step.what != Step::What::stage || after == nullptr || !step.clause.is_set()) return;
    Fall fall{contract.clause(step.clause).number + " " + step.words, {}, *after, {}, {}};
    fall.shown_after = value_cell(contract, step.value, step.kind);
    if (!falls.empty()) {
        fall.before = falls.back().after;
        fall.shown_before = falls.back().shown_after;
    }
    falls.push_back(std::move(fall));
}

}  // namespace

Document explanation(const model::Contract& contract, const Step& step) {
    Telling telling{contract, {}};
    Fold figure = fold_of(telling, step);
    figure.open = true;
    for (Fold& clause : figure.parts) clause.open = true;
    std::vector<Fall> falls;
    for (const Step& part : step.parts) add_fall(contract, part, falls);
    Document document;
    document.kind = Document::Kind::explanation;
    document.title = fmt::format("{}: {}", name_and_of(step), figure.amount.shown);
    document.subtitle = contract.title;
    document.sections.push_back({"Clause by clause", {std::move(figure)}});
    if (auto picture = falls.size() > 1 ? waterfall("From clause to clause", falls) : std::nullopt) {
        document.sections.push_back({"From clause to clause", {std::move(*picture)}});
    }
    document.footer = {
        "A line that begins with a clause number is that clause's effect. Open a line to see what it was made "
        "from, down to the rows of the files. … behind a figure: it has more decimals than are shown."};
    return document;
}

}  // namespace concordat::report
