// engine/check/duties.h · room: check
// What:  payments and what hangs on them: who is meant, by when; notices, tax, interest, what is kept back, amounts
//        shared by a table, clauses that yield to others.
// Source: findings N20, N31, N35, N41, N42, N52; rows B5, G2, P1, P5, P6.
#pragma once

#include <optional>

#include "check/draft.h"

namespace concordat::check {

// ---- payees.cpp -------------------------------------------------------------------------------------------------
/// The party or role of "Riverside ICB", "the Lead Provider", "each Partner"; each adds the party to the scope.
[[nodiscard]] std::optional<model::PartySelector> read_selector(Draft& draft, const syntax::PartyPhrase& phrase,
                                                                Scope& scope);
/// `period`: whose end is meant where nothing is named.
[[nodiscard]] std::optional<model::Deadline> read_deadline(Draft& draft, const syntax::DeadlinePhrase& phrase,
                                                           calendar::PeriodUnit period, const Scope& scope);

// ---- shared.cpp -------------------------------------------------------------------------------------------------
void lower_shared(Draft& draft);
/// `its part of X`, where X is shared by a table; nothing where it is not.
[[nodiscard]] std::optional<MaybeLowered> part_of_shared(Draft& draft, const syntax::PartAmount& part, Span span,
                                                         const Scope& scope);

// ---- on_payments.cpp --------------------------------------------------------------------------------------------
[[nodiscard]] bool read_deduction(Draft& draft, const syntax::PaymentSentence& sentence, const Scope& scope,
                                  model::Payment& payment);
/// Tax, what is kept back, interest; and whether there is anything to deduct from.
void lower_on_payments(Draft& draft);
/// The term that a tax makes for who cannot recover it.
[[nodiscard]] MaybeLowered lower_tax_cost(Draft& draft, const syntax::TaxSentence& tax, Scope& scope);

// ---- payment_slips.cpp -----------------------------------------------------------------------------------------
/// Payments whose words do not fit each other, or the other payments.
void check_payment_slips(Draft& draft);

// ---- yielding.cpp -----------------------------------------------------------------------------------------------
/// Subject to clause n: which clauses yield to which.
void read_yielding(Draft& draft);
/// Each clause yields to one that bears on the same term.
void check_yielding(Draft& draft);
/// An exception with the clauses that yield to it, as if it began with `Despite` them.
[[nodiscard]] syntax::ExceptSentence with_yielding(const Draft& draft, const syntax::ExceptSentence& except,
                                                   model::TermId id, std::string_view clause);
/// `Saving from the first pound once it reaches Threshold`
[[nodiscard]] MaybeLowered lower_from_the_first(Draft& draft, const syntax::FromTheFirst& whole, Span span,
                                                const Scope& scope);
/// A Claim is payable only if C: which records are.
void read_payable(Draft& draft);
/// What must hold for money of a record to count in a total; nothing where all of it does.
[[nodiscard]] std::optional<MaybeLowered> payable_only(Draft& draft, model::RecordId record, const Scope& inside);

// ---- notices.cpp ------------------------------------------------------------------------------------------------
void lower_notices(Draft& draft);

}  // namespace concordat::check
