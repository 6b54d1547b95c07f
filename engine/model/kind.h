// engine/model/kind.h · room: model
// What:  what sort of thing a term is: money, a percentage, days, a date, a code, a party ... with its unit.
// Source: language.md section 5. Money times money, a percentage added to money, days added to a count: no such kind.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"

namespace concordat::model {

struct RoleTag;
struct PartyTag;
struct SetTag;
struct RecordTag;
struct TermTag;
struct ExprTag;
struct ClauseTag;
struct TableTag;
struct PoolTag;
struct DaySetTag;
using RoleId = base::Id<RoleTag>;
using PartyId = base::Id<PartyTag>;
using SetId = base::Id<SetTag>;        // a closed list: Measure
using RecordId = base::Id<RecordTag>;  // a kind of record: Spell
using TermId = base::Id<TermTag>;
using ExprId = base::Id<ExprTag>;
using ClauseId = base::Id<ClauseTag>;
using TableId = base::Id<TableTag>;    // a look-up table, inline or in a file
using DaySetId = base::Id<DaySetTag>;  // the days of a kind of record: Nights

enum class KindBase {
    amount,  // a number with a unit (money, days, points, percentage, plain number)
    date,
    yes_no,
    code,    // text, compared letter by letter; may be a closed list
    party,   // a party, of `role` when that is set
    member,  // a row of a closed list `set`
    record,  // one record of kind `record`
    period,  // a month, quarter, year ...
    length,  // a length of time: 12 weeks, 6 months
    open     // not known yet (a look-up column before inference); never in a finished model
};

/// How a number without hard unit is meant and printed.
enum class Flavour { number, percentage, either };

/// The unit of an amount. `powers` holds the hard units: "money", "day", "point", "hour", or the singular name after
/// `per` ("Bed Day"), each with its power: £ per Bed Day = {money:1, Bed Day:-1}.
/// `counted` is a soft label ("Spell" for a number of Spells): it keeps Spells from being added to Claims, and cancels
/// a `per Spell`; multiplying drops it.
struct Unit {
    std::map<std::string, int> powers;
    std::string counted;
    [[nodiscard]] bool is_pure() const { return powers.empty(); }
    friend bool operator==(const Unit&, const Unit&) = default;
};

struct Kind {
    KindBase base = KindBase::amount;
    Unit unit;
    Flavour flavour = Flavour::number;
    bool whole = false;  // a count, whole days: no fraction is accepted in data
    RoleId role;
    SetId set;
    RecordId record;
    std::vector<std::string> codes;  // a closed list of codes; empty: any code
    friend bool operator==(const Kind&, const Kind&) = default;

    static Kind money();
    static Kind percentage();
    static Kind number();
    static Kind count(std::string of_what = {});
    static Kind days();
    static Kind points();
    static Kind date();
    static Kind yes_no();
    static Kind code(std::vector<std::string> closed = {});
    static Kind party(RoleId role = {});
    static Kind member(SetId set);
    static Kind length();
    static Kind open();

    [[nodiscard]] bool is_money() const {
        return base == KindBase::amount && unit.powers == std::map<std::string, int>{{"money", 1}};
    }
    [[nodiscard]] bool is_days() const {
        return base == KindBase::amount && unit.powers == std::map<std::string, int>{{"day", 1}};
    }
    [[nodiscard]] bool is_pure() const { return base == KindBase::amount && unit.is_pure(); }
    [[nodiscard]] bool is_percentage() const { return is_pure() && flavour == Flavour::percentage; }
};

/// "money", "a percentage", "a count of Spells", "money per Bed Day", "a date": for messages.
[[nodiscard]] std::string describe(const Kind& kind);

}  // namespace concordat::model
