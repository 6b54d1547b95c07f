// engine/eval/reference/evaluator.h · room: eval
// What:  the slow, obvious evaluator over exact ratios: the judge of every faster one, of disputes and of explanations.
// Knows: model, data, trace.   Never: a plan, a column kernel, source text, rounding that no clause asks for.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "eval/reference/record_totals.h"
#include "model/contract.h"
#include "source/diagnostic.h"
#include "trace/paper.h"
#include "trace/trace.h"

namespace concordat::eval::reference {

/// The elements in play: this Provider, this Measure, this Spell, this Month.
struct Scope {
    std::map<model::RoleId, model::PartyId> parties;
    std::map<model::SetId, std::size_t> members;
    std::optional<model::RecordId> record;
    std::size_t record_row = 0;  // index into Evaluator::records(record)
    calendar::Period period;     // the period the amount is for (any unit)
    /// Where a change is worked out separately before and after its day: the days of the part being worked out.
    std::optional<calendar::Days> within = {};
    friend bool operator==(const Scope&, const Scope&) = default;
};

/// A value fixed from outside in place of a term's clauses: a worked example's input.
struct Override {
    model::TermId term;
    std::vector<std::pair<model::Axis, model::Value>> at;  // elements it is for; an axis not named: for all of them
    model::Value value;
};

/// One settlement's view: the data known on `known_on`, the contract, and what examples fix.
struct Inputs {
    const model::Contract* contract = nullptr;
    const data::DataSet* data = nullptr;
    std::optional<calendar::Date> known_on;  // unset: everything
    std::vector<Override> overrides;
    /// What settle knows and eval does not: amounts received under a clause, by scope.
    struct Received {
        virtual model::Value received(model::ClauseId, const Scope&) const = 0;
        /// On a live paper: the lines of payments that it is the sum of; empty: no formula.
        virtual std::string lines_received(model::ClauseId, const Scope&) const { return {}; }
        virtual ~Received() = default;
    };
    const Received* received = nullptr;
    /// Records that were added up already; those in `data` come to them.
    const RecordTotals* totals = nullptr;
    /// Where everything is known: up to which day periods have come, as in the period of a worked example.
    std::optional<calendar::Date> asked_until = {};
};

class Evaluator {
public:
    explicit Evaluator(Inputs inputs);
    ~Evaluator();

    /// The value of a term after all its stages (or as `stage` leaves it), in this scope. Remembered: asking twice
    /// costs nothing.
    [[nodiscard]] model::Value value(model::TermId term, const Scope& scope, std::optional<std::size_t> stage = {});
    [[nodiscard]] model::Value value(model::ExprId expression, const Scope& scope);
    /// The rows of a record kind that are known and stand (later reports applied), in a fixed order whatever the file
    /// order: by unique field where there is one, else by all fields.
    [[nodiscard]] const std::vector<const data::RecordRow*>& records(model::RecordId record);
    /// Held as a query, or left out: why; nothing when it counts.
    struct Standing {
        enum class State { counts, held, left_out } state = State::counts;
        std::string reason;
        model::ClauseId clause;
    };
    [[nodiscard]] Standing standing(model::RecordId record, std::size_t row);
    /// The period of the settlement unit that the record falls in; nothing when it falls in none yet.
    [[nodiscard]] std::optional<calendar::Period> falls_in(model::RecordId record, std::size_t row);
    /// The same; of a record that lies in several periods the first of them.
    [[nodiscard]] std::optional<calendar::Period> begins_in(model::RecordId record, std::size_t row);
    /// Works the term out again with every step kept.
    [[nodiscard]] trace::Step explain(model::TermId term, const Scope& scope);
    /// Figures and records that came too late to count: known after `after`, up to the day of this evaluation.
    struct CameLate {
        std::string what;  // "Fee for April 2026"
        calendar::Date reported, last;
        model::ClauseId clause;
    };
    [[nodiscard]] std::vector<CameLate> came_too_late(const std::optional<calendar::Date>& after);
    /// Works an expression out and writes down how, on a working paper that lives longer: its value, and its formula
    /// over the figures of the paper. Empty where no formula says it.
    struct Recorded {
        model::Value value;
        std::string formula, why_value;
    };
    [[nodiscard]] Recorded record(model::ExprId expression, const Scope& scope, trace::Paper& paper);
    /// What could not be worked out because clause and data together ask the impossible (E7xx): division by zero, two
    /// exceptions at once, no case applies ... each once.
    [[nodiscard]] source::Diagnostics& problems();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace concordat::eval::reference
