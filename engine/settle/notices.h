// engine/settle/notices.h · room: settle
// What:  duties that the contract names and that move no money: given when their condition holds at the end of a
//        period, and never taken away; marked where what became known later undoes them.
// Source: finding N35.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "settle/settlement.h"
#include "settle/settling.h"
#include "settle/waiting.h"

namespace concordat::settle {

/// Every notice given so far in one settlement.
class NoticeBook {
public:
    /// Asks every duty for every period up to the one settled, with what is known now. Each is given once for its
    /// element and period; a change of what is known is a further line.
    [[nodiscard]] std::vector<NoticeLine> notices(const Settling& settling, WaitingList& waiting);

private:
    enum class State { given, undone };
    using Key = std::tuple<std::size_t, calendar::Period, std::string>;  // notice, period, of what
    std::map<Key, State> book_;
};

}  // namespace concordat::settle
