// engine/engross/copy_parts.h · room: engross
// What:  the parts of a reading copy that are not clauses: cover, schedules in files, signatures, index, results of
//        worked examples.
#pragma once

#include <string>
#include <vector>

#include "engross/linked_words.h"
#include "engross/reading_copy.h"

namespace concordat::engross {

[[nodiscard]] report::Section cover(const CopySources& sources, const CopyRequest& request);
/// A file that the contract links to, under the name that the link gives it.
struct LinkedSchedule {
    std::string title, file, anchor;
};
[[nodiscard]] std::vector<LinkedSchedule> linked_schedules(const CopySources& sources, LinkedWords& words);
[[nodiscard]] report::Section schedule_section(const LinkedSchedule& schedule, const data::DataFile& file);
[[nodiscard]] report::Section signatures(const model::Contract& contract);
[[nodiscard]] report::Section index_of_definitions(const LinkedWords& words);
/// What the cases of one worked example come to, clause by clause.
[[nodiscard]] std::vector<report::Block> example_results(const CopySources& sources, const std::string& clause);
/// The ladder of a table of bands, and the corridor where its slices are added and its edges are in one unit. Nothing
/// for any other table.
[[nodiscard]] std::vector<report::Block> band_pictures(const syntax::Table& table, const std::string& clause,
                                                       const std::string& name, bool slices);
/// Columns in which every cell is a figure stand to the right.
void set_column_types(report::Table& table);

}  // namespace concordat::engross
