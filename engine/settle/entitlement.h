// engine/settle/entitlement.h · room: settle
// What:  what is owed under one payment over a span so far, worked out again with what is known now: exact, then in
//        whole coins by the payment's rounding, for one payee or divided among several.
// Source: findings N2 (the total to date is rounded, never the step), N4, N5, N11, N12.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "exact/ratio.h"
#include "model/contract.h"
#include "settle/settling.h"
#include "settle/waiting.h"

namespace concordat::settle {

/// One payer, and the payee; or all payees among whom one amount is divided, in the order of the Parties table.
struct Claim {
    const model::Payment& payment;
    model::PartyId payer;
    std::vector<model::PartyId> payees;
};
/// One payee's part.
struct Entitled {
    exact::Ratio exact;        // major units, unrounded
    exact::Integer minor = 0;  // whole coins, after the payment's rounding
};
/// By payee. LeftOut: in none of the periods does the clause say that anything is due.
using Entitlement = std::variant<LeftOut, std::vector<Entitled>, Wait>;

/// `periods` are those of one span that are made so far, at least one. What cannot be divided or paid in whole coins
/// is added to `problems`, and waits. `left_out` tells for what single periods wait that the others do without.
[[nodiscard]] Entitlement entitlement(const Settling& settling, const Claim& claim,
                                      std::span<const calendar::Period> periods, source::Diagnostics& problems,
                                      std::vector<Wait>& left_out);

/// The scope of an amount: the payer and the payee where the clause names each of a role.
[[nodiscard]] eval::reference::Scope scope_of(const model::Payment& payment, model::PartyId payer,
                                              std::optional<model::PartyId> payee, const calendar::Period& period);
/// The parties a selector may mean, in the order of the Parties table; its `where` is asked for each period.
[[nodiscard]] std::vector<model::PartyId> parties_of(const model::Contract& contract,
                                                     const model::PartySelector& selector);

}  // namespace concordat::settle
