// tests/property/generated_contract.h
// What:  contracts and data made by chance, each with what it must pay by plain_arithmetic.h.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plain_arithmetic.h"

namespace concordat::property {

/// The data as they lay at an earlier settlement, and what that had to pay. Its lines must stand in every later one.
struct Earlier {
    std::map<std::string, std::string> files;
    std::map<std::string, exact::Integer> must_get;
};

struct Generated {
    std::string family;
    std::map<std::string, std::string> files;         // contract.contract.md, data/*.csv
    std::vector<std::string> shuffled_files;          // those whose rows may stand in any order
    std::map<std::string, exact::Integer> must_get;   // party: pennies received less pennies paid, all periods
    std::map<std::string, exact::Integer> at_most;    // party: pennies it may receive
    std::map<std::string, exact::Integer> may_pay;    // party: pennies it may pay in all
    std::map<std::string, exact::Integer> must_keep;  // party of a "keeps what remains" clause: pennies
    std::map<std::string, exact::Integer> must_hold;  // "Reserve 2026/27": pennies that a pool closes with
    std::map<std::string, exact::Integer> goes_into;  // a pool without parts: pennies that nobody pays into it
    std::map<std::string, exact::Ratio> must_be;      // "Loss Carried Forward 2026/27": pennies of a term
    std::vector<Earlier> earlier;                     // settlements before this one, the first first
};

[[nodiscard]] Generated generate(std::uint64_t seed);

// Families that combine newer forms; each in a file of its subject.
Generated chain_of_clauses(Chance& chance);
Generated division_within_limits(Chance& chance);
Generated gains_and_pain(Chance& chance);
Generated borne_by_two(Chance& chance);
Generated running_balance(Chance& chance);
Generated fees_of_a_year(Chance& chance);
Generated nights_passed_on(Chance& chance);
Generated pool_in_ranks(Chance& chance);
Generated loss_and_reserve(Chance& chance);
Generated loss_in_steps(Chance& chance);
Generated shared_by_table(Chance& chance);
Generated deductions(Chance& chance);
Generated carried_lots(Chance& chance);
Generated limits_in_order(Chance& chance);
Generated cut_to_a_total(Chance& chance);
Generated two_levels(Chance& chance);

}  // namespace concordat::property
