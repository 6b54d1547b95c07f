// engine/eval/plan/record_sums.cpp · room: eval
// What:  see record_sums.h.
#include "eval/plan/record_sums.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/processors.h"

namespace concordat::eval::plan {

using exact::Integer;

namespace {

__extension__ using Wide = __int128;

Integer as_integer(Wide wide) {
    __extension__ using Image = unsigned __int128;
    const bool minus = wide < 0;
    const Image size = minus ? Image{0} - static_cast<Image>(wide) : static_cast<Image>(wide);
    Integer whole = static_cast<std::uint64_t>(size >> 64u);
    whole <<= 64;
    whole += static_cast<std::uint64_t>(size);
    return minus ? Integer(-whole) : whole;
}

std::size_t groups_of(const RecordPlan& plan, const PlannedSum& sum) {
    std::size_t groups = plan.months;
    for (const std::size_t size : sum.sizes) groups *= size;
    return groups;
}

std::optional<std::size_t> number_of(const model::Value& element) {
    if (const auto* party = std::get_if<model::PartyId>(&element)) return party->index();
    if (const auto* member = std::get_if<model::Member>(&element)) return member->row;
    return std::nullopt;
}

}  // namespace

namespace {

constexpr std::size_t most_recent = 65'536;  // a megabyte of them for each worker
constexpr std::size_t few_groups = 4'096;    // as many have copies

}  // namespace

/// Those that a sum is added up with, where it can be with others.
ReportSums::SameGroups& ReportSums::together_with(const RecordPlan& plan, std::size_t sum) {
    constexpr std::uint64_t most_rows = (std::uint64_t{1} << Recent::bits_of_count) - 1;
    for (SameGroups& same : same_groups_) {
        const PlannedSum& first = plan.sums[same.sums.front()];
        if (first.group != plan.sums[sum].group || same.sums.size() > 1) continue;
        if (first.amount && plan.sums[sum].amount) continue;
        same.sums.insert(plan.sums[sum].amount ? same.sums.begin() : same.sums.end(), sum);
        return same;
    }
    same_groups_.push_back({{sum}, {}, sums_[sum].size(), 1, most_rows, 0});
    return same_groups_.back();
}

ReportSums::ReportSums(const RecordPlan& plan) : months_(plan.months + 1) {
    const auto largest = static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
    for (std::size_t index = 0; index < plan.sums.size(); ++index) {
        const PlannedSum& sum = plan.sums[index];
        sums_.emplace_back(groups_of(plan, sum));
        SameGroups& same = together_with(plan, index);
        if (sum.amount)
            same.rows_before_full = std::min(same.rows_before_full, largest / std::max<std::uint64_t>(sum.most, 1));
    }
    for (SameGroups& same : same_groups_) {
        if (same.groups > most_recent || same.rows_before_full < data::batch_rows) continue;
        if (same.groups <= few_groups) same.copies = copies_of_few;
        same.recent.assign(same.groups * same.copies, {});
    }
}

ReportSums::Group ReportSums::recent_of(const SameGroups& same, std::size_t which, std::size_t group) {
    Recent all;
    for (std::size_t at = group; at < same.recent.size(); at += same.groups) {
        all.counts += same.recent[at].counts;
        all.total += same.recent[at].total;
    }
    if (which != 0) return {static_cast<std::int64_t>(all.counts >> Recent::bits_of_count), 0};
    return {static_cast<std::int64_t>(static_cast<std::uint32_t>(all.counts)), static_cast<Number>(all.total)};
}

void ReportSums::put_away(SameGroups& same) {
    for (std::size_t group = 0; group < same.groups; ++group) {
        for (std::size_t which = 0; which < same.sums.size(); ++which) {
            const Group more = recent_of(same, which, group);
            sums_[same.sums[which]][group].count += more.count;
            sums_[same.sums[which]][group].total += more.total;
        }
    }
    same.recent.assign(same.recent.size(), {});
    same.recent_rows = 0;
}

void ReportSums::add_recent(const RecordPlan& plan, const Batch& batch, const data::PlainRows& plain,
                            SameGroups& same) {
    const PlannedSum& first = plan.sums[same.sums.front()];
    AddedRows rows{batch.narrow_lane(first.group), plain.data(), batch.narrow_lane(first.wanted)};
    if (first.amount) rows.amount = batch.wide_lane(*first.amount);
    if (same.sums.size() > 1) rows.also_wanted = batch.narrow_lane(plan.sums[same.sums.back()].wanted);
    add_rows(rows, same.recent.data(), same.copies > 1 ? same.groups : 0);
    same.recent_rows += data::batch_rows;
}

/// Where there are many groups, or the amounts of a single batch may come to more than the machine's whole numbers
/// hold.
void ReportSums::add_to_groups(const PlannedSum& sum, const Batch& batch, const data::PlainRows& plain,
                               std::vector<Group>& groups) {
    for (std::size_t row = 0; row < data::batch_rows; ++row) {
        const Narrow taken = batch.narrow_lane(sum.wanted)[row] & plain[row];
        Group& group = groups[static_cast<std::size_t>(batch.narrow_lane(sum.group)[row] & -taken)];
        group.count += taken;
        if (sum.amount) group.total += batch.wide_lane(*sum.amount)[row] & -Number{taken};
    }
}

void ReportSums::add(const RecordPlan& plan, const Batch& batch, const data::PlainRows& plain, std::size_t rows) {
    for (SameGroups& same : same_groups_) {
        if (same.recent.empty()) {
            for (const std::size_t sum : same.sums) add_to_groups(plan.sums[sum], batch, plain, sums_[sum]);
            continue;
        }
        if (same.recent_rows + data::batch_rows > same.rows_before_full) put_away(same);
        add_recent(plan, batch, plain, same);
    }
    add_months(batch.narrow_lane(plan.month), plain.data(), rows);
}

ReportSums::Group ReportSums::of(std::size_t sum, std::size_t group) const {
    Group whole = sums_[sum][group];
    for (const SameGroups& same : same_groups_) {
        const auto own = std::find(same.sums.begin(), same.sums.end(), sum);
        if (own == same.sums.end()) continue;
        const Group recent = recent_of(same, static_cast<std::size_t>(own - same.sums.begin()), group);
        whole.count += recent.count;
        whole.total += recent.total;
    }
    return whole;
}

namespace {

/// The months that rows fall in, from 1; 0: the row is not taken.
struct MonthsOfRows {
    Narrow least = std::numeric_limits<Narrow>::max();
    Narrow greatest = 0;
    Narrow taken = 0;  // so many rows are
};

CONCORDAT_FOR_EACH_PROCESSOR
void find_months(const Narrow* __restrict month, const Narrow* __restrict plain, std::size_t rows,
                 MonthsOfRows& found) {
    MonthsOfRows all;
    for (std::size_t row = 0; row < rows; ++row) {
        const Narrow one = (month[row] + 1) & -plain[row];
        all.least = std::min(all.least, one);
        all.greatest = std::max(all.greatest, one);
        all.taken += plain[row];
    }
    found = all;
}

}  // namespace

/// Nearly always all rows of a batch fall in one month.
void ReportSums::add_months(const Narrow* month, const Narrow* plain, std::size_t rows) {
    MonthsOfRows found;
    find_months(month, plain, rows, found);
    rows_ += static_cast<std::uint64_t>(found.taken);
    if (found.least == found.greatest) {
        months_[static_cast<std::size_t>(found.least)] = 1;
        return;
    }
    for (std::size_t row = 0; row < rows; ++row) months_[static_cast<std::size_t>((month[row] + 1) & -plain[row])] = 1;
}

std::vector<std::size_t> ReportSums::months() const {
    std::vector<std::size_t> found;
    for (std::size_t month = 0; month + 1 < months_.size(); ++month) {
        if (months_[month + 1] != 0) found.push_back(month);
    }
    return found;
}

void ReportSums::add(const ReportSums& other) {
    for (std::size_t index = 0; index < sums_.size(); ++index) {
        for (std::size_t group = 0; group < sums_[index].size(); ++group) {
            const Group more = other.of(index, group);
            sums_[index][group].count += more.count;
            sums_[index][group].total += more.total;
        }
    }
    for (std::size_t month = 0; month < months_.size(); ++month) months_[month] |= other.months_[month];
    rows_ += other.rows_;
}

void KeptTotals::keep(std::shared_ptr<const RecordPlan> plan, std::map<std::string, ReportSums> by_file) {
    const model::RecordId record = plan->record;
    for (std::size_t index = 0; index < plan->sums.size(); ++index)
        sums_[plan->sums[index].aggregate] = {record, index};
    std::vector<std::optional<calendar::Days>> months;
    for (std::size_t month = 0; month < plan->months; ++month) {
        const auto first = plan->first_month.plus_months(static_cast<int>(month));
        const auto whole = calendar::Period::containing(calendar::PeriodUnit::month, first, contract_->year_start);
        months.push_back(calendar::overlap(whole.days(), contract_->in_force));
    }
    Kept kept{std::move(plan), std::move(by_file), std::move(months), {}};
    kept.with_rows.resize(kept.months.size());
    for (auto file = kept.by_file.cbegin(); file != kept.by_file.cend(); ++file) {
        for (const std::size_t month : file->second.months()) kept.with_rows[month].push_back(file);
    }
    kept_.insert_or_assign(record, std::move(kept));
}

reference::RecordTotals::Sum KeptTotals::sum(model::ExprId aggregate, const std::vector<model::Value>& elements,
                                             const std::vector<calendar::Days>& stretches,
                                             const std::vector<const data::Report*>& reports) const {
    Sum found;
    const auto place = sums_.find(aggregate);
    if (place == sums_.end()) return found;
    const Kept& kept = kept_.at(place->second.first);
    const PlannedSum& planned = kept.plan->sums[place->second.second];
    std::size_t group = 0;
    for (std::size_t index = 0; index < planned.sizes.size() && index < elements.size(); ++index) {
        const auto number = number_of(elements[index]);
        if (!number || *number >= planned.sizes[index]) return found;
        group = group * planned.sizes[index] + *number;
    }
    Integer total = 0;
    for (std::size_t month = 0; month < kept.plan->months; ++month) {
        // A stretch begins and ends with a month, or with the agreement.
        const auto& own = kept.months[month];
        const bool inside = own && std::any_of(stretches.begin(), stretches.end(), [&](const calendar::Days& stretch) {
                                return stretch.first <= own->first && own->last <= stretch.last;
                            });
        if (!inside) continue;
        for (const auto& file : kept.with_rows[month]) {
            const auto asked = std::ranges::count(reports, file->first, &data::Report::file);
            if (asked == 0) continue;
            const ReportSums::Group more = file->second.of(place->second.second, group * kept.plan->months + month);
            found.count += asked * more.count;
            total += asked * as_integer(more.total);
        }
    }
    found.total = exact::Ratio(total, Integer(planned.denominator));
    return found;
}

}  // namespace concordat::eval::plan
