// engine/report/statement_sections.h · room: report
// What:  the sections that every statement has, whatever its format.
#pragma once

#include <string>
#include <vector>

#include "report/document.h"
#include "settle/settlement.h"

namespace concordat::report {

/// "2027/28 (1 April 2027 to 31 March 2028)"
[[nodiscard]] std::string period_in_full(const model::Contract& contract, const calendar::Period& period);
/// "City Acute Trust (Partner)"
[[nodiscard]] std::string party_heading(const model::Contract& contract, model::PartyId party);

[[nodiscard]] Section summary_section(const model::Contract& contract, const std::vector<settle::PaymentLine>& payments,
                                      std::string opening);
/// `every_column`: also those that are empty here, so that several periods can stand in one table.
[[nodiscard]] Section terms_section(const model::Contract& contract, const settle::PeriodSettlement& settled,
                                    bool every_column = false);
[[nodiscard]] Section held_section(const model::Contract& contract, const settle::PeriodSettlement& settled);
[[nodiscard]] Section notices_section(const model::Contract& contract, const settle::PeriodSettlement& settled);
[[nodiscard]] Section pools_section(const model::Contract& contract, const settle::PeriodSettlement& settled);
[[nodiscard]] Section taxes_section(const model::Contract& contract, const settle::PeriodSettlement& settled);
[[nodiscard]] Section deductions_section(const model::Contract& contract, const settle::PeriodSettlement& settled);
[[nodiscard]] Section kept_section(const model::Contract& contract, const settle::PeriodSettlement& settled);
[[nodiscard]] Section reconciliation_section(const model::Contract& contract,
                                             const std::vector<settle::PaymentLine>& payments);

}  // namespace concordat::report
