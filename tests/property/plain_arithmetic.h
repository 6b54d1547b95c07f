// tests/property/plain_arithmetic.h
// What:  chance, and the arithmetic of what a generated contract must pay: whole pennies and exact fractions, a few
// lines each, that
//        share nothing with the engine but its big numbers.
// Same seed, same contract, on every machine: the generator is our own and uses no floating point.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "exact/ratio.h"

namespace concordat::property {

/// splitmix64 of Steele, Lea and Flood (2014).
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    /// A whole number from `least` to `most`, both included.
    std::int64_t between(std::int64_t least, std::int64_t most);
    bool one_in(std::int64_t n) { return between(1, n) == 1; }

private:
    std::uint64_t state_;
};

extern const std::vector<std::string> names;  // of seven parties

/// 1234 as "12.34", -5 as "-0.05".
std::string decimal(std::int64_t pennies);
std::string pounds(std::int64_t pennies);
/// Tenths of a percent: 335 as "33.5%".
std::string percent(std::int64_t tenths);

/// Half up by size: 0.5 is 1, -0.5 is -1. By whole-number division only.
exact::Integer half_up(const exact::Ratio& amount);
/// Whole pennies for each weight: down, then one each to the largest remainder, then the larger weight, then the first.
std::vector<exact::Integer> in_proportion(const exact::Integer& pennies, const std::vector<std::int64_t>& weights);
/// What becomes of the excess of a part above its limit (N25).
enum class Excess { falls, shared_once, shared_again };
/// The same under limits. What no part can hold is what is left of the whole.
std::vector<exact::Integer> within_limits(const exact::Integer& pennies, const std::vector<std::int64_t>& weights,
                                          const std::vector<std::int64_t>& limits, Excess excess);
/// Whole tenths of a percent that total 100%.
std::vector<std::int64_t> shares_of(Chance& chance, std::size_t count);

/// A contract up to the heading of its parties.
std::string heading(const std::string& period, const std::string& until);
/// The same, with the rule on odd pennies, and each period on its own or to date.
std::string heading_with_pennies(const std::string& period, const std::string& until, bool on_its_own);

extern const std::vector<std::string> year_labels;     // 2026/27 and later
extern const std::vector<std::string> quarter_labels;  // 2026/27 Q1 and later
extern const std::vector<std::string> month_labels;    // 2026-04 and later
exact::Integer sum_of(const std::vector<exact::Integer>& parts);

}  // namespace concordat::property
