// engine/model/kind.cpp · room: model
// What:  the usual kinds by name, and any kind in words.
// Start: describe(), last in the file.
#include "model/kind.h"

#include <utility>

namespace concordat::model {

namespace {

Kind amount(std::string unit, bool whole) {
    Kind kind;
    kind.unit.powers[std::move(unit)] = 1;
    kind.whole = whole;
    return kind;
}

Kind of_base(KindBase base) {
    Kind kind;
    kind.base = base;
    return kind;
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> ends) {
    for (const std::string_view end : ends) {
        if (word.ends_with(end)) return true;
    }
    return false;
}

std::string plural_of(const std::string& singular) {
    if (ends_with_any(singular, {"ay", "ey", "oy", "uy"})) return singular + "s";
    if (singular.ends_with("y")) return singular.substr(0, singular.size() - 1) + "ies";
    if (ends_with_any(singular, {"s", "x", "z", "ch", "sh"})) return singular + "es";
    return singular + "s";
}

/// "money", "days", "Bed Days"; a higher power is written out, as it stands in nobody's contract.
std::string above_the_line(const Unit& unit) {
    std::string words;
    for (const auto& [name, power] : unit.powers) {
        for (int times = 0; times < power; ++times) {
            if (!words.empty()) words += " times ";
            words += name == "money" ? name : plural_of(name);
        }
    }
    return words;
}

std::string below_the_line(const Unit& unit) {
    std::string words;
    for (const auto& [name, power] : unit.powers) {
        for (int times = 0; times < -power; ++times) words += " per " + name;
    }
    return words;
}

std::string describe_pure(const Kind& kind) {
    if (kind.flavour == Flavour::percentage) return "a percentage";
    if (!kind.unit.counted.empty()) return "a count of " + plural_of(kind.unit.counted);
    return kind.whole ? "a count" : "a number";
}

std::string describe_amount(const Kind& kind) {
    if (kind.unit.is_pure()) return describe_pure(kind);
    const std::string above = above_the_line(kind.unit);
    const std::string below = below_the_line(kind.unit);
    if (above.empty()) return describe_pure(kind) + below;
    return above + below;
}

}  // namespace

Kind Kind::money() { return amount("money", false); }

Kind Kind::percentage() {
    Kind kind;
    kind.flavour = Flavour::percentage;
    return kind;
}

Kind Kind::number() { return {}; }

Kind Kind::count(std::string of_what) {
    Kind kind;
    kind.unit.counted = std::move(of_what);
    kind.whole = true;
    return kind;
}

Kind Kind::days() { return amount("day", true); }

Kind Kind::points() { return amount("point", false); }

Kind Kind::date() { return of_base(KindBase::date); }

Kind Kind::yes_no() { return of_base(KindBase::yes_no); }

Kind Kind::code(std::vector<std::string> closed) {
    Kind kind = of_base(KindBase::code);
    kind.codes = std::move(closed);
    return kind;
}

Kind Kind::party(RoleId role) {
    Kind kind = of_base(KindBase::party);
    kind.role = role;
    return kind;
}

Kind Kind::member(SetId set) {
    Kind kind = of_base(KindBase::member);
    kind.set = set;
    return kind;
}

Kind Kind::length() { return of_base(KindBase::length); }

Kind Kind::open() { return of_base(KindBase::open); }

std::string describe(const Kind& kind) {
    switch (kind.base) {
        case KindBase::amount: return describe_amount(kind);
        case KindBase::date: return "a date";
        case KindBase::yes_no: return "yes or no";
        case KindBase::code: return "a code";
        case KindBase::party: return "a party";
        case KindBase::member: return "an entry of a list";
        case KindBase::record: return "a record";
        case KindBase::period: return "a period";
        case KindBase::length: return "a length of time";
        case KindBase::open: return "a kind not known yet";
    }
    return "a kind not known yet";
}

}  // namespace concordat::model
