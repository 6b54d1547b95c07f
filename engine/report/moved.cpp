// engine/report/moved.cpp · room: report
// What:  a table and a picture for each party, from run to run.
#include "report/moved.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "report/payments.h"
#include "report/pictures.h"
#include "report/statement_sections.h"

namespace concordat::report {
namespace {

exact::Money net_in(const RunAfter& run, model::PartyId party) {
    const auto found = run.net.find(party);
    return found == run.net.end() ? exact::Money() : found->second;
}

bool moves(const std::vector<RunAfter>& runs, model::PartyId party) {
    return std::any_of(runs.begin(), runs.end(), [&](const RunAfter& run) {
        return net_in(run, party).minor() != net_in(runs.front(), party).minor();
    });
}

std::string label_of(const std::vector<RunAfter>& runs, std::size_t at) {
    return at == 0 ? "The run before" : runs[at].cause;
}

Table moved_table(const model::Contract& contract, const std::vector<RunAfter>& runs, model::PartyId party) {
    const auto money = Cell::Type::money;
    Table table{{{"What changed"}, {"Moves it by", money}, {"Net", money}}, {}};
    table.caption = "What moved for " + contract.party(party).name;
    for (std::size_t at = 0; at < runs.size(); ++at) {
        const exact::Money net = net_in(runs[at], party);
        const Cell by = at == 0 ? Cell{} : money_cell(net - net_in(runs[at - 1], party), contract.currency);
        table.rows.push_back(
            {Row::Role::line, {text_cell(label_of(runs, at)), by, money_cell(net, contract.currency)}});
    }
    const exact::Money first = net_in(runs.front(), party);
    const exact::Money last = net_in(runs.back(), party);
    table.rows.push_back(
        {Row::Role::total,
         {text_cell("This run"), money_cell(last - first, contract.currency), money_cell(last, contract.currency)}});
    return table;
}

/// Who pays all along is drawn by what it pays; who changes sides has the table alone.
std::optional<Picture> moved_picture(const model::Contract& contract, const std::vector<RunAfter>& runs,
                                     model::PartyId party) {
    const bool pays =
        std::all_of(runs.begin(), runs.end(), [&](const RunAfter& run) { return net_in(run, party).sign() <= 0; });
    std::vector<Fall> falls;
    for (std::size_t at = 0; at < runs.size(); ++at) {
        const exact::Money net = net_in(runs[at], party);
        const exact::Money size = pays ? -net : net;
        Fall fall{label_of(runs, at), {}, size.major(contract.currency.minor_digits), {}, {}};
        fall.shown_after = money_cell(size, contract.currency);
        if (!falls.empty()) {
            fall.before = falls.back().after;
            fall.shown_before = falls.back().shown_after;
        }
        falls.push_back(std::move(fall));
    }
    auto picture = waterfall(
        fmt::format("From run to run: what {} {}", contract.party(party).name, pays ? "pays, net" : "receives, net"),
        falls);
    if (picture) picture->beside = moved_table(contract, runs, party);
    return picture;
}

}  // namespace

std::map<model::PartyId, exact::Money> nets_of(const settle::Settlement& settlement,
                                               const std::optional<calendar::Period>& only) {
    std::map<model::PartyId, exact::Money> nets;
    for (const settle::PeriodSettlement& settled : settlement.periods) {
        if (only && !only->days().contains(settled.period.last())) continue;
        for (const auto& [party, totals] : totals_by_party(listed_payments(settled))) nets[party] += totals.net();
    }
    return nets;
}

Section moved_section(const model::Contract& contract, const std::vector<RunAfter>& runs) {
    Section section{"What moved since the run before", {}};
    section.look = Section::Look::page;
    section.blocks.push_back(
        Paragraph{"Each change since the run before, made one after the other; what it moves is the difference of two "
                  "settlements. Net is what a party receives less what it pays, in the statements above."});
    std::string unmoved;
    for (std::size_t index = 0; index < contract.parties.size(); ++index) {
        const model::PartyId party(index);
        if (!moves(runs, party)) {
            unmoved += (unmoved.empty() ? "" : ", ") + contract.party(party).name;
            continue;
        }
        if (auto picture = moved_picture(contract, runs, party)) section.blocks.emplace_back(std::move(*picture));
        else section.blocks.emplace_back(moved_table(contract, runs, party));
    }
    if (!unmoved.empty()) section.blocks.push_back(Paragraph{"Nothing moved for: " + unmoved + "."});
    return section;
}

}  // namespace concordat::report
