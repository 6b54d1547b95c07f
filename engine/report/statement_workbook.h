// engine/report/statement_workbook.h · room: report
// What:  the statement as a workbook: cover, payments, parties, amounts, what is missing, data, files, notes. What is
//        arithmetic, through the clauses and over lines, is a live formula over the data, with what it comes to.
// Never: an amount that the settlement does not hold.
#pragma once

#include "report/party_statement.h"
#include "report/workbook.h"
#include "settle/working_paper.h"

namespace concordat::report {

[[nodiscard]] Workbook statement_workbook(const model::Contract& contract, const settle::Settlement& settlement,
                                          const StatementRequest& request, const settle::WorkingPaper& paper);

}  // namespace concordat::report
