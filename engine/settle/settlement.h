// engine/settle/settlement.h · room: settle
// What:  entitlements to money that moves: payments of each period, to date less paid, divided to the penny.
// Source: language.md sections 6 and 10; findings N2-N5, N11, N12; share-algebra K7, K9.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "eval/reference/evaluator.h"
#include "exact/money.h"
#include "model/contract.h"
#include "source/diagnostic.h"

namespace concordat::settle {

/// One amount that one party owes another under one clause for one settlement period. Never negative when `payer` and
/// `payee` have been exchanged for a repayment (`repayment` then says so).
struct PaymentLine {
    model::ClauseId clause;
    model::PartyId payer, payee;
    calendar::Period period;  // what it is for: the payment's own period, which may be longer or shorter than
                              // the one it is posted in; a correction has the period it is posted in
    std::string of = {};      // the one of a list that it is about: "Home Care"
    std::string part;         // "first 60%", "balance", "correction for April 2018"; empty for the whole
    exact::Money amount;
    bool repayment = false;
    bool on_account = false;
    std::optional<calendar::Date> due_date;
    std::string due_words;                        // when the date is not known
    exact::Ratio entitlement;                     // unrounded, to date within the span
    exact::Money paid_before;                     // posted earlier under this clause (and those named)
    std::size_t payment = 0;                      // of Contract::payments
    std::vector<calendar::Period> reckoned = {};  // the payment's own periods that are reckoned together in it
};
/// The value of a term in a settlement, for statements and results.
struct TermLine {
    model::TermId term;
    model::ClauseId clause;        // of the last stage
    std::vector<model::Value> of;  // axes but periods; a record by the text of its unique field
    calendar::Period period;
    model::Value value;
};
/// What a settlement waits for. The same line stands in every settlement for as long as it waits.
struct HeldLine {
    model::ClauseId clause;   // where the figure is declared or the record is held; else the clause that waits
    calendar::Period period;  // the settlement period; of a record, the one that it falls in
    std::string what;         // "Actual Cost for 2026/27", "Spell S-17: no Base Price for HRG ZZ99Z"
    std::string owed_by;
    std::vector<model::ClauseId> stops = {};  // payments and promises that wait for it, in contract order
    std::size_t periods_waiting = 1;          // settlement periods in a row, this one included
};
struct NoticeLine {
    model::ClauseId clause;
    calendar::Period period;
    std::string words;
    /// Of a duty that the contract names; else the rest is empty.
    bool is_duty = false;
    std::string of = {}, by = {};
    std::vector<std::string> to = {};
    std::optional<calendar::Date> due_date = {};
    bool undone = false;  // given before; what is known now would not have given it
};
/// Tax on payments: paid by one party, received by none in the agreement.
struct TaxLine {
    model::ClauseId clause;
    model::PartyId payer, payee;  // of the payment that is taxed
    calendar::Period period;
    std::string name;
    exact::Money amount;
    bool lost = false;
};
/// What was to be deducted from payments, and what of it was.
struct DeductionLine {
    model::ClauseId clause;
    model::PartyId payer, payee;
    calendar::Period period;
    exact::Money brought_forward, due, deducted, paid, left;
    exact::Money lapsed;                // left when the last period was settled
    std::vector<model::ClauseId> from;  // the clauses whose payments it was deducted from
    bool elsewhere = false;
};
/// What a party keeps after what it received and paid on (clause "keeps what remains").
struct KeptLine {
    model::ClauseId clause;
    model::PartyId party;
    calendar::Period period;
    exact::Money amount;
};

/// How an account of a pool stands: opening + in - out = closing.
struct PoolLine {
    struct Change {
        model::ClauseId clause;
        exact::Money amount;  // below nothing: taken out
    };
    model::PartyId pool;
    model::TermId account;
    std::optional<model::PartyId> owed_by;  // set: what this party still owes to the pool
    calendar::Period period;
    exact::Money opening;
    std::vector<Change> changes;
    exact::Money out;  // what leaves it after the clauses of the period: not used in time, or at the end
    exact::Money closing;
};

struct PeriodSettlement {
    calendar::Period period;
    std::vector<PaymentLine> payments;        // clause order, then payer, payee in the order of the Parties table
    std::vector<TermLine> terms;              // contract order
    std::vector<TermLine> record_terms = {};  // of each record; only where `everything` is asked for
    std::vector<TermLine> restated = {};      // earlier periods, as now known, where that differs; the same
    std::vector<HeldLine> held;
    std::vector<NoticeLine> notices;
    std::vector<KeptLine> kept;
    std::vector<PoolLine> pools = {};
    std::vector<TaxLine> taxes = {};
    std::vector<DeductionLine> deductions = {};
};
struct Settlement {
    std::vector<PeriodSettlement> periods;       // every period settled, in order
    std::vector<PeriodSettlement> earlier = {};  // settled on the way to those asked for: their payments alone
    source::Diagnostics problems;                // promises broken, impossible arithmetic (E7xx)
};

struct SettleRequest {
    std::optional<calendar::Period> only = {};  // show just this one (earlier ones are settled all the same)
    bool everything = false;                    // terms of each record, and of earlier periods put right, too
    const eval::reference::RecordTotals* totals = nullptr;  // of records that were added up and are not in the data
};
/// Settles every period of the contract that has data, in order, each with what was known at its end.
[[nodiscard]] Settlement settle(const model::Contract& contract, const data::DataSet& data, SettleRequest request = {});

/// What one column of a worked example comes to, and the amount under each clause on the way.
struct WorkedColumn {
    std::string column, value;
    std::vector<std::string> steps;
};
/// One worked example row: passed, or the first difference and the first clause whose amount differs.
struct ExampleResult {
    model::ClauseId clause;
    std::string example, row;
    bool passed = false;
    std::string column;  // the first that differs
    std::string expected, found;
    std::vector<std::string> steps;  // amount under each clause of the term that differs
    model::ClauseId first_difference;
    source::Place place;
    std::vector<WorkedColumn> worked = {};  // every column that the row gives, up to the first that differs
};
[[nodiscard]] std::vector<ExampleResult> run_examples(const model::Contract& contract, const data::DataSet& data);

}  // namespace concordat::settle
