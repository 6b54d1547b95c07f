// tests/property/generated_contract.h
// What:  contracts and data made by chance, each with what it must pay, worked out here by a few lines of whole-number
//        arithmetic that share nothing with the engine.
// Same seed, same contract, on every machine: the generator is our own and uses no floating point.
#pragma once

#include <cstdint>
#include <map>
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

struct Generated {
    std::string family;
    std::map<std::string, std::string> files;         // contract.contract.md, data/*.csv
    std::vector<std::string> shuffled_files;          // those whose rows may stand in any order
    std::map<std::string, exact::Integer> must_get;   // party: pennies received less pennies paid, all periods
    std::map<std::string, exact::Integer> at_most;    // party: pennies it may receive
    std::map<std::string, exact::Integer> must_keep;  // party of a "keeps what remains" clause: pennies
};

[[nodiscard]] Generated generate(std::uint64_t seed);

}  // namespace concordat::property
