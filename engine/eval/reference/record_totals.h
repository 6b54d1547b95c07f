// engine/eval/reference/record_totals.h · room: eval
// What:  sums over records that were gone through already, by whoever could do it faster; the records themselves are
// not at hand then. The
//        evaluator adds them to what it finds in the records that are.
// Never: how they were found.
#pragma once

#include <cstdint>
#include <vector>

#include "calendar/period.h"
#include "data/dataset.h"
#include "exact/ratio.h"
#include "model/contract.h"

namespace concordat::eval::reference {

struct RecordTotals {
    struct Sum {
        std::int64_t count = 0;
        exact::Ratio total;
    };
    struct OfReport {
        const data::Report* report;
        Sum sum;
    };
    /// Whether records of this kind were gone through.
    [[nodiscard]] virtual bool holds(model::RecordId record) const = 0;
    /// What this aggregate comes to over the records of these reports that are linked to `elements` (one for each link,
    /// in their order) and fall on a day of the stretches.
    [[nodiscard]] virtual Sum sum(model::ExprId aggregate, const std::vector<model::Value>& elements,
                                  const std::vector<calendar::Days>& stretches,
                                  const std::vector<const data::Report*>& reports) const = 0;
    /// The same, report by report; those without such a record are left out.
    [[nodiscard]] virtual std::vector<OfReport> by_report(model::ExprId aggregate,
                                                          const std::vector<model::Value>& elements,
                                                          const std::vector<calendar::Days>& stretches,
                                                          const std::vector<const data::Report*>& reports) const {
        std::vector<OfReport> found;
        for (const data::Report* report : reports) {
            Sum own = sum(aggregate, elements, stretches, {report});
            if (own.count != 0) found.push_back({report, std::move(own)});
        }
        return found;
    }
    virtual ~RecordTotals() = default;
};

}  // namespace concordat::eval::reference
