// engine/report/settlement_export.cpp · room: report
// What:  the lines of a settlement as JSON objects.
#include "report/settlement_export.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "report/clause_words.h"
#include "report/payments.h"

namespace concordat::report {
namespace {

using Json = nlohmann::ordered_json;
using model::Contract;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string period_label(const Contract& contract, const calendar::Period& period) {
    return period.label(contract.year_start);
}

Json payment_json(const Contract& contract, const settle::PaymentLine& payment) {
    Json object;
    object["clause"] = clause_number(contract, payment.clause);
    object["payer"] = contract.party(payment.payer).name;
    object["payee"] = contract.party(payment.payee).name;
    object["period"] = period_label(contract, payment.period);
    if (!payment.of.empty()) object["of"] = payment.of;
    object["part"] = text_or_null(payment.part);
    object["amount"] = exact::write_plain(payment.amount, contract.currency);
    object["currency"] = contract.currency.code;
    object["due_date"] = payment.due_date ? Json(calendar::write_iso(*payment.due_date)) : Json(nullptr);
    object["due_words"] = text_or_null(payment.due_words);
    object["on_account"] = payment.on_account;
    object["repayment"] = payment.repayment;
    object["due_to_date"] = exact::write_plain(to_date_with(payment), contract.currency);
    object["paid_before"] = exact::write_plain(payment.paid_before, contract.currency);
    return object;
}

/// What a party had of the year when this statement was made, this statement included.
Json year_json(const Contract& contract, const calendar::Period& period, model::PartyId party, const YearSums& sums) {
    const auto money = [&](const exact::Money& amount) { return exact::write_plain(amount, contract.currency); };
    const PartyTotals year{sums.before.receives + sums.now.receives, sums.before.pays + sums.now.pays};
    Json object;
    object["party"] = contract.party(party).name;
    object["period"] = period_label(contract, period);
    object["receives"] = money(year.receives);
    object["pays"] = money(year.pays);
    object["net"] = money(year.net());
    object["on_account_receives"] = money(sums.on_account.receives);
    object["on_account_pays"] = money(sums.on_account.pays);
    return object;
}

/// The name of what an axis runs over: Partner, Measure.
std::string axis_name(const Contract& contract, const model::Axis& axis) {
    switch (axis.type) {
        case model::Axis::Type::party: return axis.role.is_set() ? contract.role(axis.role).name : "Party";
        case model::Axis::Type::member: return contract.set(axis.set).name;
        case model::Axis::Type::record: return contract.record(axis.record).name;
        case model::Axis::Type::period: return std::string(calendar::unit_name(axis.unit));
    }
    return {};
}

/// The elements of a term line stand in the order of the axes that are not periods.
Json elements_json(const Contract& contract, const settle::TermLine& line) {
    Json object = Json::object();
    std::size_t next = 0;
    for (const model::Axis& axis : contract.term(line.term).index) {
        if (axis.type == model::Axis::Type::period) continue;
        if (next == line.of.size()) break;
        const model::Value& element = line.of[next++];
        object[axis_name(contract, axis)] = model::write_plain(contract, element, model::Kind::open());
    }
    return object;
}

Json term_json(const Contract& contract, const settle::TermLine& line) {
    const model::Term& term = contract.term(line.term);
    const Cell value = value_cell(contract, line.value, term.kind);
    Json object;
    object["clause"] = clause_number(contract, line.clause);
    object["term"] = term.name;
    object["of"] = elements_json(contract, line);
    object["period"] = period_label(contract, line.period);
    object["value"] = model::is_known(line.value) ? Json(value.exact) : Json(nullptr);
    if (!model::is_known(line.value)) object["why"] = value.exact;
    return object;
}

Json held_json(const Contract& contract, const settle::HeldLine& held) {
    Json object;
    object["clause"] = clause_number(contract, held.clause);
    object["period"] = period_label(contract, held.period);
    object["what"] = held.what;
    object["owed_by"] = text_or_null(held.owed_by);
    object["stops"] = Json::array();
    for (const model::ClauseId clause : held.stops) object["stops"].push_back(clause_number(contract, clause));
    object["settlements_waiting"] = held.periods_waiting;
    return object;
}

Json notice_json(const Contract& contract, const settle::NoticeLine& notice) {
    Json object;
    object["clause"] = clause_number(contract, notice.clause);
    object["period"] = period_label(contract, notice.period);
    object["words"] = notice.words;
    if (!notice.is_duty) return object;
    object["of"] = text_or_null(notice.of);
    object["by"] = text_or_null(notice.by);
    object["to"] = notice.to;
    object["due_date"] = notice.due_date ? Json(calendar::write_iso(*notice.due_date)) : Json(nullptr);
    object["undone"] = notice.undone;
    return object;
}

Json tax_json(const Contract& contract, const settle::TaxLine& tax) {
    Json object;
    object["clause"] = clause_number(contract, tax.clause);
    object["tax"] = tax.name;
    object["payer"] = contract.party(tax.payer).name;
    object["on_payment_to"] = contract.party(tax.payee).name;
    object["period"] = period_label(contract, tax.period);
    object["amount"] = exact::write_plain(tax.amount, contract.currency);
    object["currency"] = contract.currency.code;
    object["recovered"] = !tax.lost;
    return object;
}

Json deduction_json(const Contract& contract, const settle::DeductionLine& line) {
    Json object;
    object["clause"] = clause_number(contract, line.clause);
    object["payer"] = contract.party(line.payer).name;
    object["payee"] = contract.party(line.payee).name;
    object["period"] = period_label(contract, line.period);
    const auto money = [&](const exact::Money& amount) { return exact::write_plain(amount, contract.currency); };
    object["brought_forward"] = money(line.brought_forward);
    object["due"] = money(line.due);
    object["deducted"] = money(line.deducted);
    object["paid"] = money(line.paid);
    object["left"] = money(line.left);
    if (line.lapsed.sign() != 0) object["lapsed"] = money(line.lapsed);
    object["from"] = Json::array();
    for (const model::ClauseId clause : line.from) object["from"].push_back(clause_number(contract, clause));
    return object;
}

Json kept_json(const Contract& contract, const settle::KeptLine& kept) {
    Json object;
    object["clause"] = clause_number(contract, kept.clause);
    object["party"] = contract.party(kept.party).name;
    object["period"] = period_label(contract, kept.period);
    object["amount"] = exact::write_plain(kept.amount, contract.currency);
    object["currency"] = contract.currency.code;
    return object;
}

Json pool_json(const Contract& contract, const settle::PoolLine& line) {
    const auto money = [&](const exact::Money& amount) { return exact::write_plain(amount, contract.currency); };
    Json object;
    object["pool"] = contract.party(line.pool).name;
    object["holds"] = contract.term(line.account).name;
    if (line.owed_by) object["owed_by"] = contract.party(*line.owed_by).name;
    object["period"] = period_label(contract, line.period);
    object["opening"] = money(line.opening);
    object["changes"] = Json::array();
    for (const auto& change : line.changes)
        object["changes"].push_back(
            {{"clause", clause_number(contract, change.clause)}, {"amount", money(change.amount)}});
    object["out"] = money(line.out);
    object["closing"] = money(line.closing);
    return object;
}

}  // namespace

std::string settlement_json(const Contract& contract, const settle::Settlement& settlement) {
    Json document;
    document["contract"] = contract.title;
    document["currency"] = contract.currency.code;
    for (const char* list : {"periods", "payments", "year_to_date", "terms", "restated", "held", "notices", "kept"})
        document[list] = Json::array();
    for (const settle::PeriodSettlement& settled : settlement.periods) {
        document["periods"].push_back(period_label(contract, settled.period));
        for (const auto& line : listed_payments(settled)) document["payments"].push_back(payment_json(contract, line));
        for (const auto& line : settled.terms) document["terms"].push_back(term_json(contract, line));
        for (const auto& line : settled.record_terms) document["terms"].push_back(term_json(contract, line));
        for (const auto& line : settled.restated) {
            Json object = term_json(contract, line);
            object["known_in"] = period_label(contract, settled.period);
            document["restated"].push_back(std::move(object));
        }
        for (const auto& line : settled.held) document["held"].push_back(held_json(contract, line));
        for (const auto& line : settled.notices) document["notices"].push_back(notice_json(contract, line));
        for (const auto& line : settled.taxes) document["taxes"].push_back(tax_json(contract, line));
        for (const auto& line : settled.deductions) document["deductions"].push_back(deduction_json(contract, line));
        for (const auto& line : settled.kept) document["kept"].push_back(kept_json(contract, line));
        for (const auto& line : settled.pools) document["pools"].push_back(pool_json(contract, line));
    }
    std::size_t statement = 0;
    for (const auto& parties : sums_by_statement(contract, settlement)) {
        const calendar::Period& period = settlement.periods[statement++].period;
        for (const auto& [party, sums] : parties)
            document["year_to_date"].push_back(year_json(contract, period, party, sums));
    }
    constexpr int indent = 2;
    return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace concordat::report
