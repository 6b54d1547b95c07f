// engine/eval/plan/adding.cpp · room: eval
// What:  see adding.h. What the rows add is put side by side first, a few rows at a time; then it is added row by row.
#include "eval/plan/adding.h"

#include <array>

#include "base/processors.h"
#include "eval/plan/batch.h"

namespace concordat::eval::plan {

namespace {

/// Few enough rows to stay in the memory nearest to the processor.
constexpr std::size_t rows_at_once = 256;
static_assert(batch_rows % rows_at_once == 0 && rows_at_once % copies_of_few == 0);

constexpr std::array<Narrow, batch_rows> nobody{};
constexpr std::array<Number, batch_rows> nothing{};

/// A row that is not plain adds nothing to the first group: cheaper than to ask of each whether it is.
CONCORDAT_FOR_EACH_PROCESSOR
void find_groups(const Narrow* __restrict group, const Narrow* __restrict plain, Narrow* __restrict groups) {
    for (std::size_t row = 0; row < rows_at_once; ++row) groups[row] = group[row] & -plain[row];
}

CONCORDAT_FOR_EACH_PROCESSOR
void find_added(const Narrow* __restrict wanted, const Narrow* __restrict also_wanted, const Narrow* __restrict plain,
                const Number* __restrict amount, Recent* __restrict added) {
    constexpr auto one_of_second = std::int64_t{1} << Recent::bits_of_count;
    for (std::size_t row = 0; row < rows_at_once; ++row) {
        const Number first = wanted[row] & plain[row];
        const Number second = also_wanted[row] & plain[row];
        added[row].counts = static_cast<std::uint64_t>(first + second * one_of_second);
        added[row].total = static_cast<std::uint64_t>(amount[row] & -first);
    }
}

void add_to(Recent& into, const Recent& added) {
    const Recent before = into;
    into = {before.counts + added.counts, before.total + added.total};
}

}  // namespace

void add_rows(const AddedRows& rows, Recent* recent, std::size_t apart) {
    std::array<Narrow, rows_at_once> groups;
    std::array<Recent, rows_at_once> added;
    const Narrow* const also_wanted = rows.also_wanted != nullptr ? rows.also_wanted : nobody.data();
    const Number* const amount = rows.amount != nullptr ? rows.amount : nothing.data();
    for (std::size_t from = 0; from < batch_rows; from += rows_at_once) {
        find_groups(rows.group + from, rows.plain + from, groups.data());
        find_added(rows.wanted + from, also_wanted + from, rows.plain + from, amount + from, added.data());
        for (std::size_t row = 0; row < rows_at_once; row += copies_of_few) {
            for (std::size_t copy = 0; copy < copies_of_few; ++copy) {
                const auto group = static_cast<std::size_t>(groups[row + copy]);
                add_to(recent[group + copy * apart], added[row + copy]);
            }
        }
    }
}

}  // namespace concordat::eval::plan
