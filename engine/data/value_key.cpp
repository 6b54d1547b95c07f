// engine/data/value_key.cpp · room: data
// What:  writes each kind of value so that no two different ones look alike.
#include "data/value_key.h"

#include <type_traits>
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

}  // namespace concordat::data
