// tests/unit/session/identities_test.cpp
// What:  identities that stand more than once are found, wherever the two stand, and nothing else is.
#include "session/identities.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "support/catch.h"

using namespace concordat::session;

namespace {

using All = std::vector<std::unique_ptr<Identities>>;

All some(unsigned count) {
    All all;
    while (all.size() < count) all.push_back(std::make_unique<Identities>());
    return all;
}

/// A number that looks like chance, another one for every number.
std::uint64_t scattered(std::uint64_t number) {
    number = (number ^ number >> 32u) * 0xd6e8feb86659fd93u;
    number = (number ^ number >> 32u) * 0xd6e8feb86659fd93u;
    return number ^ number >> 32u;
}

void add(Identities& to, const std::vector<std::uint64_t>& identities) { to.add(identities.data(), identities.size()); }

}  // namespace

TEST_CASE("an identity that stands twice is found among few and among many, anywhere", "[identities]") {
    Workers workers(2);
    for (const std::uint64_t count : {2u, 3u, 40u, 5'000u, 300'000u}) {
        All all = some(2);
        std::vector<std::uint64_t> identities;
        for (std::uint64_t number = 0; number < count; ++number) identities.push_back(scattered(number));
        add(*all[0], identities);
        CHECK(repeated_in(all, workers).empty());
        add(*all[1], {scattered(count), scattered(count - 1)});
        add(*all[0], {scattered(0)});
        CHECK(repeated_in(all, workers) == Repeated{scattered(0), scattered(count - 1)});
    }
}

TEST_CASE("all in one bucket: more than short tags are made for, and thousands twice", "[identities]") {
    Workers workers(1);
    const All all = some(1);
    std::vector<std::uint64_t> identities;
    for (std::uint64_t number = 0; number < 50'000; ++number) identities.push_back(scattered(number) >> 8u);
    add(*all[0], identities);
    CHECK(repeated_in(all, workers).empty());
    identities.resize(2'000);
    add(*all[0], identities);
    CHECK(repeated_in(all, workers) == Repeated(identities.begin(), identities.end()));
}

TEST_CASE("identities that differ in few bits are told apart", "[identities]") {
    Workers workers(1);
    // In each place of 16 bits what the others lack: tags and places that are all the same.
    for (const unsigned shift : {0u, 8u, 16u, 24u, 32u, 40u, 48u}) {
        const All all = some(1);
        std::vector<std::uint64_t> identities;
        for (std::uint64_t number = 0; number < 65'536; ++number) identities.push_back(number << shift);
        add(*all[0], identities);
        CHECK(repeated_in(all, workers).empty());
        add(*all[0], {std::uint64_t{0}, std::uint64_t{4'711} << shift});  // 0 is an identity like any other
        CHECK(repeated_in(all, workers) == Repeated{0, std::uint64_t{4'711} << shift});
    }
}

TEST_CASE("what was added since the mark can be taken back, and all can be forgotten", "[identities]") {
    Workers workers(1);
    const All all = some(1);
    std::vector<std::uint64_t> identities;
    for (std::uint64_t number = 0; number < 20'000; ++number) identities.push_back(scattered(number));
    add(*all[0], identities);
    all[0]->mark();
    add(*all[0], identities);
    CHECK(repeated_in(all, workers).size() == identities.size());
    all[0]->take_back();
    CHECK(repeated_in(all, workers).empty());
    add(*all[0], {scattered(7)});
    CHECK(repeated_in(all, workers) == Repeated{scattered(7)});
    all[0]->clear();
    add(*all[0], identities);
    CHECK(repeated_in(all, workers).empty());
    all[0]->take_back();  // to the beginning: the mark went with all else
    add(*all[0], {scattered(1), scattered(2)});
    CHECK(repeated_in(all, workers).empty());
}
