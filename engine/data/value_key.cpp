// engine/data/value_key.cpp · room: data
// What:  writes each kind of value so that no two different ones look alike.
#include "data/value_key.h"

#include <functional>
#include <variant>

#include <fmt/format.h>

#include "exact/decimal_text.h"

namespace concordat::data {
namespace {

struct KeyOf {
    std::string operator()(const model::Missing&) const { return "missing"; }
    std::string operator()(const model::None&) const { return "none"; }
    std::string operator()(const model::NotApplicable&) const { return "out"; }
    std::string operator()(const model::Held&) const { return "held"; }
    std::string operator()(const exact::Ratio& number) const { return "n" + exact::write_exact(number); }
    std::string operator()(calendar::Date date) const { return fmt::format("d{}", date.days_since_1970()); }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(const std::string& text) const { return fmt::format("t{}:{}", text.size(), text); }
    std::string operator()(model::PartyId party) const { return fmt::format("p{}", party.value); }
    std::string operator()(const model::Member& member) const {
        return fmt::format("m{}.{}", member.set.value, member.row);
    }
    std::string operator()(const model::Length& length) const {
        return fmt::format("l{}.{}", length.months, length.days);
    }
    std::string operator()(const calendar::Period& period) const {
        return fmt::format("r{}.{}", period.first().days_since_1970(), period.last().days_since_1970());
    }
};

}  // namespace

std::string value_key(const model::Value& value) { return std::visit(KeyOf{}, value) + '|'; }

bool same_key(const model::Value& a, const model::Value& b) {
    if (!model::is_known(a)) return a.index() == b.index();  // a key says only that there is none, not why
    return a == b;
}

std::size_t value_hash(const model::Value& value) {
    // Most keys are codes, parties or members of a list; any other is hashed as it is written.
    if (const auto* text = std::get_if<std::string>(&value)) return std::hash<std::string>{}(*text);
    if (const auto* party = std::get_if<model::PartyId>(&value)) return party->value;
    if (const auto* member = std::get_if<model::Member>(&value)) return member->row;
    return std::hash<std::string>{}(value_key(value));
}

}  // namespace concordat::data
