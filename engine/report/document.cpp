// engine/report/document.cpp · room: report
// What:  cells made from words, money, dates and values.
// Start: value_cell(), last in the file.
#include "report/document.h"

#include <utility>

namespace concordat::report {

Cell text_cell(std::string words) {
    Cell cell{Cell::Type::text, words, {}};
    cell.exact = std::move(words);
    return cell;
}

Cell money_cell(const exact::Money& money, const exact::Currency& currency) {
    return {Cell::Type::money, exact::write_for_people(money, currency), exact::write_plain(money, currency)};
}

Cell date_cell(calendar::Date date) {
    return {Cell::Type::date, calendar::write_long(date), calendar::write_iso(date)};
}

Cell value_cell(const model::Contract& contract, const model::Value& value, const model::Kind& kind) {
    std::string shown = model::write_for_people(contract, value, kind);
    if (std::holds_alternative<model::None>(value)) return {Cell::Type::text, std::move(shown), "-"};
    if (!model::is_known(value)) return text_cell(std::move(shown));
    Cell::Type type = Cell::Type::text;
    if (std::holds_alternative<calendar::Date>(value)) type = Cell::Type::date;
    if (std::holds_alternative<exact::Ratio>(value)) {
        type = kind.is_money() ? Cell::Type::money : Cell::Type::number;
    }
    return {type, std::move(shown), model::write_plain(contract, value, kind)};
}

}  // namespace concordat::report
