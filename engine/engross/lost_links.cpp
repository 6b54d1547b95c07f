// engine/engross/lost_links.cpp · room: engross
// What:  all places of a copy, then all ways.
#include "engross/lost_links.h"

#include <set>
#include <string>

namespace concordat::engross {
namespace {

using report::Run;

/// `look` at all runs of a copy, in its order.
template <typename Look>
void each_run(report::Document& copy, const Look& look) {
    const auto all = [&](report::Runs& runs) {
        for (Run& run : runs) look(run);
    };
    for (report::Section& section : copy.sections) {
        for (report::Block& block : section.blocks) {
            if (auto* paragraph = std::get_if<report::Paragraph>(&block)) all(paragraph->runs);
            if (auto* clause = std::get_if<report::ClauseText>(&block)) all(clause->words);
            auto* table = std::get_if<report::Table>(&block);
            if (table == nullptr) continue;
            for (report::Column& column : table->columns) all(column.runs);
            for (report::Row& row : table->rows) {
                for (report::Cell& cell : row.cells) all(cell.runs);
            }
        }
    }
}

}  // namespace

void drop_lost_links(report::Document& copy) {
    std::set<std::string> places;
    for (const report::Section& section : copy.sections) {
        if (!section.title.empty()) places.insert(section.anchor);
        for (const report::Block& block : section.blocks) {
            if (const auto* clause = std::get_if<report::ClauseText>(&block)) places.insert(clause->anchor);
        }
    }
    each_run(copy, [&](const Run& run) {
        if (run.look == Run::Look::defined) places.insert(run.target);
    });
    each_run(copy, [&](Run& run) {
        if (run.look == Run::Look::link && !places.contains(run.target))
            run = {Run::Look::plain, run.words, {}, run.change};
    });
}

}  // namespace concordat::engross
