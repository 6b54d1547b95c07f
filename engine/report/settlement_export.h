// engine/report/settlement_export.h · room: report
// What:  a settlement for programs: JSON with everything, CSV with a row for each payment.
// Source: language.md section 10 "Results". The shape is a promise: add keys, never change one.
#pragma once

#include <string>

#include "report/document.h"
#include "settle/settlement.h"

namespace concordat::report {

/// {"contract","currency","periods":[..],
///  "payments":[{clause,payer,payee,period,part,amount,currency,due_date,due_words,on_account,
///               repayment}],
///  "terms":[{clause,term,of,period,value}], "held":[{clause,period,what,owed_by}],
///  "notices":[{clause,period,words}], "kept":[{clause,party,period,amount,currency}]}
/// Money as decimal strings to the smallest coin, other exact values as decimals or "n/d"; `of` is
/// an object keyed by the role or set ("Partner": "City Acute Trust"), {} for none; what there is
/// not is null. A value that is not known is null, and the term then has "why".
[[nodiscard]] std::string settlement_json(const model::Contract& contract, const settle::Settlement& settlement);

/// Clause, Payer, Payee, Period, Part, Amount, Currency, Due Date, Due, On Account, Repayment.
[[nodiscard]] Table settlement_table(const model::Contract& contract, const settle::Settlement& settlement);

}  // namespace concordat::report
