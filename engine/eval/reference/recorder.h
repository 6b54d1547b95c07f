// engine/eval/reference/recorder.h · room: eval
// What:  listens while an amount is worked out and writes down, as formulas, what was done: each term once, each clause
//        a figure of a working paper.
// Never: an amount of its own: values are the evaluator's, formulas say how they came about.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "calendar/period.h"
#include "eval/reference/evaluator.h"
#include "eval/reference/memory.h"
#include "trace/paper.h"
#include "trace/trace.h"

namespace concordat::eval::reference {

struct Site;
struct Frame;
struct Workings;

/// An expression that was worked out: its value, and its formula; without one, why.
struct Fragment {
    model::ExprId expression;
    model::Value value;
    std::string formula = {};
    std::string why = {};
};

/// What an expression looked at on its way, where its formula needs more than the values of its parts.
struct CellSeen {
    std::string name, of, origin;  // of a table: "Base Price", "HRG EB07C in Schedule A", "prices.csv line 7"
};
struct DaysSeen {
    calendar::Days days;
    model::Value each;  // what each of them adds
};
struct DivisionSeen {
    std::vector<model::PartyId> parties;  // that take part, in the order of their weights
    exact::Ratio amount;                  // rounded
    bool other_weights = false;           // those for amounts below 0
    model::PartyId whose = {};
};
/// One of those that an aggregate went through.
struct ElementSeen {
    Scope scope;
    calendar::Date text_day;
    bool wanted = false;
    model::Value of = model::None{};  // of one that is wanted
};
struct Seen {
    std::optional<CellSeen> cell;
    std::vector<DaysSeen> days;
    std::optional<DivisionSeen> division;
    std::vector<ElementSeen> elements = {};
    std::optional<std::size_t> table_row = {};  // of a look-up, counted from 0
};

class Recorder {
public:
    explicit Recorder(trace::Paper& paper) : paper_(&paper) {}
    [[nodiscard]] const trace::Paper* paper() const { return paper_; }
    [[nodiscard]] trace::Paper& live_paper() { return *paper_; }
    [[nodiscard]] bool live() const { return paper_->live; }

    /// Set last before an expression is worked out, for the fragment that closes with it.
    void saw(Seen seen) { seen_ = std::move(seen); }
    [[nodiscard]] const Seen& seen() const { return seen_; }

    // ---- expressions (work_out.cpp) -------------------------------------------------------------
    [[nodiscard]] std::size_t open() const { return fragments_.size(); }
    /// Everything since `mark` was worked out for this expression, and becomes one fragment.
    void close(std::size_t mark, const Site& site, const model::Value& value);
    /// The fragment closed last.
    [[nodiscard]] Fragment take();

    // ---- terms (references.cpp, terms.cpp) ------------------------------------------------------
    /// A term known already; the next TermRef that closes means it.
    [[nodiscard]] std::optional<model::Value> known(const MemoryKey& key);
    /// False when it is being worked out just now, or when the paper is full.
    [[nodiscard]] bool begin_term(const MemoryKey& key);
    void end_term(const MemoryKey& key, const model::Value& value);
    /// What a term is before any clause: a reported figure, a cell.
    void add_source(const trace::Step& step, const model::Value& value);
    void begin_clause(const trace::Step& term, const model::Value& before, bool first);
    /// `clause`: the step of the clause, worked out.
    void end_clause(const trace::Step& term, const trace::Step& clause);

    /// The term as the sum of its parts, each worked out separately; `formula` over their figures.
    void add_sum(const trace::Step& term, const std::string& formula, const model::Value& value);

    // ---- figures --------------------------------------------------------------------------------
    std::size_t add(trace::Figure figure);
    /// A figure that is there already, as the same cell of a file or the same step, is not added again.
    std::size_t add_once(trace::Figure figure);
    /// A text inside a formula; one that might be more than text there is a cell of its own.
    [[nodiscard]] std::string words(const std::string& text);
    [[nodiscard]] static std::string cell(std::size_t figure) { return "{" + std::to_string(figure) + "}"; }
    /// The figure that the last reference meant, and the amount as the clause before left it.
    [[nodiscard]] std::optional<std::size_t> answer() const { return answer_; }
    [[nodiscard]] std::optional<std::size_t> previous() const { return previous_; }

private:
    struct Term {
        model::Value value;
        std::optional<std::size_t> figure;
        bool under_way = false;
    };
    /// The term being worked out: its amount so far.
    struct Work {
        std::optional<std::size_t> current, previous;
    };

    trace::Paper* paper_;
    std::vector<Fragment> fragments_;
    std::unordered_map<MemoryKey, Term, MemoryHash> terms_;
    std::vector<Work> works_;
    std::optional<std::size_t> current_, previous_, answer_;
    std::unordered_map<std::string, std::size_t> once_;
    Seen seen_;
};

/// The formula of an expression from those of its parts; empty with the reason where there is none. (formulas.cpp)
/// `parts`: what was worked out for it, in order.
[[nodiscard]] Fragment composed(const Site& site, std::vector<Fragment> parts, const model::Value& value);
/// The formula of a part. What has none becomes a figure of its own. Empty: it is not known, or no figure.
[[nodiscard]] std::string formula_of(const Site& site, Fragment& fragment);
/// Worked out only to be written down: no problem is left behind.
[[nodiscard]] Fragment worked_to_write(Workings& workings, model::ExprId expression, const Frame& frame);
/// The figure of a term, worked out only to be written down; empty where it has none.
[[nodiscard]] std::string value_to_write(Workings& workings, model::TermId term, const std::vector<model::Bind>& binds,
                                         std::optional<std::size_t> stage, const Frame& frame);
/// A constant as a formula; nothing for what is no figure.
[[nodiscard]] std::string literal(const model::Value& value);

}  // namespace concordat::eval::reference
