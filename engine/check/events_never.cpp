// engine/check/events_never.cpp · room: check
// What:  events that money hangs on and that may never come: what holds then must be said (N7, section 6 of the
// findings). Start: check_events_that_never_come(), last in the file.

#include <algorithm>

#include <fmt/format.h>

#include "check/events.h"
#include "check/reached.h"
#include "model/parts.h"

namespace concordat::check {

void walk_reached(const Draft& draft, ExprId amount, const Reached& reached) {
    std::set<ExprId> seen;
    std::set<model::TermId> terms;
    std::vector<ExprId> open = {amount};
    while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        if (!id.is_set() || !seen.insert(id).second) continue;
        const model::ExprNode& node = draft.expression(id).node;
        reached.node(node);
        for (const ExprId part : model::parts_of(node)) open.push_back(part);
        const auto* reference = std::get_if<model::TermRef>(&node);
        if (reference == nullptr || !terms.insert(reference->term).second) continue;
        reached.term(reference->term);
        for (const model::Stage& stage : draft.contract.term(reference->term).stages) open.push_back(stage.value);
    }
}

bool hangs_on(const Draft& draft, ExprId amount, model::TermId event) {
    bool found = false;
    Reached reached;
    reached.node = [&](const model::ExprNode& node) {
        const auto* asked = std::get_if<model::EventReached>(&node);
        found = found || (asked != nullptr && !asked->by_report && asked->event == event);
    };
    walk_reached(draft, amount, reached);
    return found;
}

namespace {

bool is_about_nothing(Draft& draft, const syntax::NeverHappenedSentence& never, model::TermId event) {
    const auto report = [&](const syntax::Name& name, const std::string& what) {
        draft
            .error(Code::never_of_no_effect, name.span, fmt::format("{} does not hang on `{}`", what, never.event.text))
            .with_help("name a clause whose payment waits for that event, or a term that changes with it");
        return true;
    };
    for (const syntax::Name& number : never.clauses) {
        const bool hangs =
            std::any_of(draft.contract.payments.begin(), draft.contract.payments.end(), [&](const auto& payment) {
                return draft.contract.clause(payment.clause).number == number.text &&
                       hangs_on(draft, payment.amount, event);
            });
        if (!hangs) return report(number, fmt::format("what clause {} pays", number.text));
    }
    if (!never.stays) return false;
    const Entity* entity = draft.find(never.stays->text);
    if (entity == nullptr) {
        report_unknown(draft, *never.stays);
        return true;
    }
    const bool broken =
        entity->what == Entity::What::term && draft.draft(entity->term).state == TermDraft::State::broken;
    if (broken) return true;  // what it hangs on cannot be seen, and why has been reported
    const auto& stages =
        entity->what == Entity::What::term ? draft.contract.term(entity->term).stages : std::vector<model::Stage>{};
    const bool hangs = std::any_of(stages.begin(), stages.end(),
                                   [&](const model::Stage& stage) { return hangs_on(draft, stage.value, event); });
    return hangs ? false : report(*never.stays, fmt::format("`{}`", never.stays->text));
}

void read_never_happened(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto* never = std::get_if<syntax::NeverHappenedSentence>(&standing.sentence->form);
        if (never == nullptr) continue;
        const Entity* entity = draft.find(never->event.text);
        if (entity == nullptr) {
            report_unknown(draft, never->event, "an event: a date that is reported once");
            continue;
        }
        const bool event = entity->what == Entity::What::term && is_event(draft.term(entity->term));
        if (!event) {
            draft
                .error(Code::not_an_event, never->event.span,
                       fmt::format("`{}` is no event; what happens once is a date that somebody reports once",
                                   never->event.text))
                .with_help(fmt::format("declare `\"{}\" is a date, reported once by P.`", never->event.text));
            continue;
        }
        if (!is_about_nothing(draft, *never, entity->term)) draft.never_said.insert(never->event.text);
    }
}

/// The clauses of the payments that hang on the event, in their order.
std::vector<std::string> clauses_that_hang_on(const Draft& draft, model::TermId event) {
    std::vector<std::string> clauses;
    for (const model::Payment& payment : draft.contract.payments) {
        if (!hangs_on(draft, payment.amount, event)) continue;
        const std::string& number = draft.contract.clause(payment.clause).number;
        if (clauses.empty() || clauses.back() != number) clauses.push_back(number);
    }
    return clauses;
}

}  // namespace

void check_events_that_never_come(Draft& draft) {
    read_never_happened(draft);
    if (draft.problems.has_errors() || !draft.document.names_of_broken_sentences.empty()) return;
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::TermId id(i);
        if (!is_event(draft.term(id)) || draft.never_said.contains(draft.term(id).name)) continue;
        const auto clauses = clauses_that_hang_on(draft, id);
        if (clauses.empty()) continue;
        const std::string name = draft.term(id).name;
        const InClause here(draft, draft.draft(id).clause);
        draft
            .error(Code::event_may_never_come, draft.draft(id).declared,
                   fmt::format("what is paid under clause{} {} hangs on `{}`, and it is not said what holds if this "
                               "agreement ends without it: nothing, what stood before, or a payment at the end",
                               clauses.size() > 1 ? "s" : "", fmt::join(clauses, " and "), name))
            .with_help(
                fmt::format("add `If {0} has not happened by the end of this agreement, nothing is payable under "
                            "clause {1}.`, `..., X stays as it is.`, `..., X is A.` or `..., P shall pay X to Q.`",
                            name, clauses.front()));
    }
}

}  // namespace concordat::check
