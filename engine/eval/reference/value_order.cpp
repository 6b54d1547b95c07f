// engine/eval/reference/value_order.cpp · room: eval
// What:  see value_order.h.
#include "eval/reference/value_order.h"

#include "eval/reference/overloaded.h"

namespace concordat::eval::reference {

namespace {

using model::Value;

std::strong_ordering order_of_texts(const std::string& a, const std::string& b) { return a.compare(b) <=> 0; }

struct OrderOfSameSort {
    const Value& other;

    template <typename Kept>
    [[nodiscard]] const Kept& same() const {
        return *std::get_if<Kept>(&other);
    }

    std::strong_ordering operator()(const model::Missing& a) const {
        return order_of_texts(a.what, same<model::Missing>().what);
    }
    std::strong_ordering operator()(const model::None&) const { return std::strong_ordering::equal; }
    std::strong_ordering operator()(const model::NotApplicable& a) const {
        return order_of_texts(a.reason, same<model::NotApplicable>().reason);
    }
    std::strong_ordering operator()(const model::Held& a) const {
        return order_of_texts(a.reason, same<model::Held>().reason);
    }
    std::strong_ordering operator()(const exact::Ratio& a) const { return a <=> same<exact::Ratio>(); }
    std::strong_ordering operator()(calendar::Date a) const { return a <=> same<calendar::Date>(); }
    std::strong_ordering operator()(bool a) const { return a <=> same<bool>(); }
    std::strong_ordering operator()(const std::string& a) const { return order_of_texts(a, same<std::string>()); }
    std::strong_ordering operator()(model::PartyId a) const { return a <=> same<model::PartyId>(); }
    std::strong_ordering operator()(const model::Member& a) const {
        const model::Member& b = same<model::Member>();
        if (const auto by_set = a.set <=> b.set; by_set != 0) return by_set;
        return a.row <=> b.row;
    }
    std::strong_ordering operator()(const calendar::Period& a) const { return a <=> same<calendar::Period>(); }
    std::strong_ordering operator()(const model::Length& a) const {
        const model::Length& b = same<model::Length>();
        if (const auto by_months = a.months <=> b.months; by_months != 0) return by_months;
        return a.days <=> b.days;
    }
};

}  // namespace

std::string key_of(const Value& value) {
    return std::visit(Overloaded{
                          [](const model::Missing& missing) { return "?" + missing.what; },
                          [](const model::None&) { return std::string("-"); },
                          [](const model::NotApplicable&) { return std::string("!"); },
                          [](const model::Held&) { return std::string("h"); },
                          [](const exact::Ratio& number) {
                              return "n" + number.numerator().str() + "/" + number.denominator().str();
                          },
                          [](calendar::Date date) { return "d" + std::to_string(date.days_since_1970()); },
                          [](bool yes) { return std::string(yes ? "yes" : "no"); },
                          [](const std::string& code) { return "c" + code; },
                          [](model::PartyId party) { return "p" + std::to_string(party.value); },
                          [](const model::Member& member) {
                              return "m" + std::to_string(member.set.value) + "." + std::to_string(member.row);
                          },
                          [](const calendar::Period& period) {
                              return "t" + std::to_string(period.first().days_since_1970()) + "." +
                                     std::to_string(period.last().days_since_1970());
                          },
                          [](const model::Length& length) {
                              return "l" + std::to_string(length.months) + "." + std::to_string(length.days);
                          },
                      },
                      value);
}

std::strong_ordering order_of(const Value& a, const Value& b) {
    if (const auto by_sort = a.index() <=> b.index(); by_sort != 0) return by_sort;
    return std::visit(OrderOfSameSort{b}, a);
}

std::optional<exact::Ratio> place_of(const Value& value) {
    if (const auto* number = std::get_if<exact::Ratio>(&value)) return *number;
    if (const auto* date = std::get_if<calendar::Date>(&value)) return exact::Ratio(date->days_since_1970());
    return std::nullopt;
}

}  // namespace concordat::eval::reference
