// engine/eval/plan/record_sums.cpp · room: eval
// What:  see record_sums.h.
#include "eval/plan/record_sums.h"

#include <algorithm>
#include <limits>
#include <utility>

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

ReportSums::ReportSums(const RecordPlan& plan) : months_(plan.months + 1) {
    for (const PlannedSum& sum : plan.sums) sums_.emplace_back(groups_of(plan, sum));
}

/// A row that is not taken adds nothing to the first group: cheaper than to ask of each whether it is.
void ReportSums::add(const RecordPlan& plan, const Batch& batch, const Batch::Lane& plain, std::size_t rows) {
    for (std::size_t index = 0; index < plan.sums.size(); ++index) {
        const PlannedSum& sum = plan.sums[index];
        const Number* wanted = batch.lane(sum.wanted);
        const Number* group = batch.lane(sum.group);
        const Number* amount = sum.amount ? batch.lane(*sum.amount) : nullptr;
        Group* groups = sums_[index].data();
        for (std::size_t row = 0; row < rows; ++row) {
            const Number taken = wanted[row] & plain[row];
            Group& into = groups[static_cast<std::size_t>(group[row] & -taken)];
            into.count += taken;
            if (amount != nullptr) into.total += amount[row] & -taken;
        }
    }
    add_months(batch.lane(plan.month), plain.data(), rows);
}

/// Nearly always all rows of a batch fall in one month.
void ReportSums::add_months(const Number* month, const Number* plain, std::size_t rows) {
    Number least = std::numeric_limits<Number>::max();
    Number greatest = std::numeric_limits<Number>::min();
    Number count = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const Number one = (month[row] + 1) & -plain[row];
        least = std::min(least, one);
        greatest = std::max(greatest, one);
        count += plain[row];
    }
    rows_ += static_cast<std::uint64_t>(count);
    if (least == greatest) {
        months_[static_cast<std::size_t>(least)] = 1;
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
            sums_[index][group].count += other.sums_[index][group].count;
            sums_[index][group].total += other.sums_[index][group].total;
        }
    }
    for (std::size_t month = 0; month < months_.size(); ++month) months_[month] |= other.months_[month];
    rows_ += other.rows_;
}

void KeptTotals::keep(std::shared_ptr<const RecordPlan> plan, std::map<std::string, ReportSums> by_file) {
    const model::RecordId record = plan->record;
    for (std::size_t index = 0; index < plan->sums.size(); ++index)
        sums_[plan->sums[index].aggregate] = {record, index};
    kept_.insert_or_assign(record, Kept{std::move(plan), std::move(by_file)});
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
        const auto days = calendar::Period::containing(calendar::PeriodUnit::month,
                                                       kept.plan->first_month.plus_months(static_cast<int>(month)),
                                                       contract_->year_start)
                              .days();
        // A stretch begins and ends with a month, or with the agreement.
        const bool inside = std::any_of(stretches.begin(), stretches.end(), [&](const calendar::Days& stretch) {
            const auto own = calendar::overlap(days, contract_->in_force);
            return own && stretch.first <= own->first && own->last <= stretch.last;
        });
        if (!inside) continue;
        for (const data::Report* report : reports) {
            const auto sums = kept.by_file.find(report->file);
            if (sums == kept.by_file.end()) continue;
            const ReportSums::Group& own = sums->second.of(place->second.second)[group * kept.plan->months + month];
            found.count += own.count;
            total += as_integer(own.total);
        }
    }
    found.total = exact::Ratio(total, Integer(planned.denominator));
    return found;
}

}  // namespace concordat::eval::plan
