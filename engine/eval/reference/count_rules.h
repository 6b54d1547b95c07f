// engine/eval/reference/count_rules.h · room: eval
// What:  which records count beside each other (model Record::CountRule), and which rows a group has.
// Source: finding N49.
#pragma once

#include "eval/reference/workings.h"

namespace concordat::eval::reference {

/// The rules of this kind of record, applied to all of its rows, once: which rows do not count beside others, and the
/// rows that stand for two others. Done before anything else asks for those rows.
void apply_count_rules(Workings& workings, model::RecordId record);
/// The rows of a group: one for each different set of values that the records have in its columns.
void gather_groups(Workings& workings, model::RecordId group, RecordShelf& shelf);
/// Rules of all kinds of record, before the standing of one is found.
void apply_all_count_rules(Workings& workings);

}  // namespace concordat::eval::reference
