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
///               repayment,due_to_date,paid_before}],
///  "year_to_date":[{party,period,receives,pays,net,on_account_receives,on_account_pays}],
///  "terms":[{clause,term,of,period,value}], "held":[{clause,period,what,owed_by,stops,settlements_waiting}],
///  "notices":[{clause,period,words}], "kept":[{clause,party,period,amount,currency}]}
/// Money as decimal strings to the smallest coin, other exact values as decimals or "n/d"; `of` is
/// an object keyed by the role or set ("Partner": "City Acute Trust"), {} for none; what there is
/// not is null. A value that is not known is null, and the term then has "why".
[[nodiscard]] std::string settlement_json(const model::Contract& contract, const settle::Settlement& settlement);

/// A row for each payment, and behind those of its period one for each thing that is missing or held, without an
/// amount: Clause, Payer, Payee, Period, Part, Amount, Currency, Due Date, Due, On Account, Repayment, Due To Date,
/// Paid Before, Payer Year To Date, Payee Year To Date, Provisional, Missing, Owed By, Stops Clauses,
/// Settlements Waiting. A new column goes behind the last.
[[nodiscard]] Table settlement_table(const model::Contract& contract, const settle::Settlement& settlement);

}  // namespace concordat::report
