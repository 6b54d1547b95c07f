// engine/eval/reference/reach.h · room: eval
// What:  what of its surroundings an expression or a term reads, found from the contract alone: so that a value is
//        remembered for exactly what it depends on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/contract.h"
#include "model/parts.h"

namespace concordat::eval::reference {

struct Reach {
    /// Parties, members and records read from the scope. A record axis without a kind: whichever record is in play.
    std::vector<model::Axis> axes;
    bool previous = false;       // the amount before
    bool dated = false;          // the text of the contract on the scope's day
    bool received = false;       // what only settle knows: never remembered
    std::uint64_t totalled = 0;  // kinds of record that it runs over, a bit each (the last for all beyond 64)
};

/// The bit that stands for a kind of record in Reach::totalled.
[[nodiscard]] std::uint64_t record_bit(model::RecordId record);

class Reaches {
public:
    explicit Reaches(const model::Contract& contract);

    [[nodiscard]] const Reach& of(model::ExprId expression) const { return *expressions_[expression.index()]; }
    /// What a term's sources and stages read, its own index taken off.
    [[nodiscard]] const Reach& of(model::TermId term) const { return terms_[term.index()]; }

private:
    void read_expressions();
    void read_expression(model::ExprId expression);
    [[nodiscard]] bool read_terms();
    [[nodiscard]] Reach reach_of(const model::Expression& expression) const;
    [[nodiscard]] Reach reach_of(const model::Term& term) const;
    void add_reference(Reach& reach, const model::TermRef& reference) const;
    void add_days(Reach& reach, const model::DaySet& set) const;
    void take_off_aggregate(Reach& reach, const model::Aggregate& aggregate) const;
    [[nodiscard]] std::vector<model::ExprId> rules_of(model::RecordId record) const;

    const model::Contract& contract_;
    std::vector<std::optional<Reach>> expressions_;
    std::vector<Reach> terms_;
};

using model::parts_of;

}  // namespace concordat::eval::reference
