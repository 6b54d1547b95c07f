// engine/eval/reference/quietly.h · room: eval
// What:  something is looked at again, or ahead of time, for an explanation: what cannot be worked out there was not
// asked
//        for, and is no problem of the amount.
#pragma once

#include "eval/reference/workings.h"

namespace concordat::eval::reference {

/// While it stands, problems that come up are taken off the list again.
class Quietly {
public:
    explicit Quietly(Workings& workings)
        : workings_(workings), problems_(workings.problems.all().size()), told_(workings.told_in_order.size()) {}
    Quietly(const Quietly&) = delete;
    Quietly& operator=(const Quietly&) = delete;
    ~Quietly() {
        while (workings_.told_in_order.size() > told_) {
            workings_.told.erase(workings_.told_in_order.back().key);
            workings_.told_in_order.pop_back();
        }
        auto& all = workings_.problems.all();
        while (all.size() > problems_) all.pop_back();
    }

private:
    Workings& workings_;
    std::size_t problems_, told_;
};

}  // namespace concordat::eval::reference
