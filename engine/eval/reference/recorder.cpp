// engine/eval/reference/recorder.cpp · room: eval
// What:  see recorder.h. Fragments lie on a stack, as expressions lie in each other.
#include "eval/reference/recorder.h"

#include <utility>

#include "eval/reference/work_out.h"

namespace concordat::eval::reference {
namespace {

/// More cannot be looked through, and a workbook should open on any machine.
constexpr std::size_t most_figures = 20'000;

bool is_figure(const model::Value& value) {
    return std::holds_alternative<exact::Ratio>(value) || std::holds_alternative<calendar::Date>(value) ||
           std::holds_alternative<bool>(value);
}

}  // namespace

void Recorder::close(std::size_t mark, const Site& site, const model::Value& value) {
    std::vector<Fragment> parts;
    for (std::size_t at = mark; at < fragments_.size(); ++at) parts.push_back(std::move(fragments_[at]));
    fragments_.resize(mark);
    fragments_.push_back(composed(site, std::move(parts), value));
    answer_.reset();
    seen_ = {};
}

Fragment Recorder::take() {
    Fragment fragment = std::move(fragments_.back());
    fragments_.pop_back();
    return fragment;
}

std::optional<model::Value> Recorder::known(const MemoryKey& key) {
    answer_.reset();
    const auto found = terms_.find(key);
    if (found == terms_.end() || found->second.under_way) return std::nullopt;
    answer_ = found->second.figure;
    return found->second.value;
}

bool Recorder::begin_term(const MemoryKey& key) {
    if (paper_->figures.size() >= most_figures) return false;
    if (!terms_.try_emplace(key, Term{model::None{}, {}, true}).second) return false;
    works_.push_back({current_, previous_});
    current_.reset();
    previous_.reset();
    return true;
}

void Recorder::end_term(const MemoryKey& key, const model::Value& value) {
    answer_ = is_figure(value) ? current_ : std::nullopt;
    terms_[key] = {value, answer_, false};
    current_ = works_.back().current;
    previous_ = works_.back().previous;
    works_.pop_back();
}

void Recorder::add_source(const trace::Step& step, const model::Value& value) {
    if (!is_figure(value)) return;
    if (current_) return;  // a change of the Parties table has made it already
    trace::Figure figure{
        trace::Figure::What::input, step.name, step.of, step.clause, step.words, step.origin, step.kind, value};
    current_ = add(std::move(figure));
}

void Recorder::begin_clause(const trace::Step& term, const model::Value& before, bool first) {
    if (!current_ && !first) add_source(term, before);
    previous_ = current_;
}

void Recorder::end_clause(const trace::Step& term, const trace::Step& clause) {
    Fragment made = take();
    if (!is_figure(clause.value)) {
        current_.reset();
        return;
    }
    trace::Figure figure{trace::Figure::What::clause,
                         term.name,
                         term.of,
                         clause.clause,
                         clause.words,
                         {},
                         clause.kind,
                         clause.value,
                         std::move(made.formula),
                         std::move(made.why)};
    for (const trace::Step& part : clause.parts) {
        const bool remark = part.what == trace::Step::What::note && std::holds_alternative<model::None>(part.value);
        if (remark) figure.remarks.push_back(part.words);
    }
    current_ = add(std::move(figure));
}

void Recorder::add_sum(const trace::Step& term, const std::string& formula, const model::Value& value) {
    if (!is_figure(value)) return current_.reset();
    current_ = add(trace::Figure{trace::Figure::What::clause,
                                 term.name,
                                 term.of,
                                 term.clause,
                                 term.words,
                                 {},
                                 term.kind,
                                 value,
                                 formula,
                                 formula.empty() ? "a sum of parts without figures" : ""});
}

std::size_t Recorder::add(trace::Figure figure) {
    paper_->figures.push_back(std::move(figure));
    return paper_->figures.size() - 1;
}

std::size_t Recorder::add_once(trace::Figure figure) {
    constexpr char between = '\x1f';
    const std::string& where = figure.origin.empty() ? figure.of : figure.origin;
    const std::string key = figure.name + between + where + between + figure.formula + between +
                            (figure.clause.is_set() ? std::to_string(figure.clause.value) : "");
    const auto found = once_.find(key);
    if (found != once_.end() && paper_->figures[found->second].value == figure.value) return found->second;
    const std::size_t added = add(std::move(figure));
    once_[key] = added;
    return added;
}

}  // namespace concordat::eval::reference
