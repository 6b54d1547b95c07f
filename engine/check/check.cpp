// engine/check/check.cpp · room: check
// What:  the passes in order.

#include "check/check.h"

#include <algorithm>

#include "check/belonging.h"
#include "check/draft.h"
#include "check/duties.h"
#include "check/events.h"
#include "check/left_unsaid.h"
#include "check/limit_spans.h"
#include "check/membership.h"
#include "check/pools.h"
#include "check/reporting.h"
#include "check/years.h"

namespace concordat::check {

Checked check(const source::SourceText& text, const syntax::Document& document, const LinkedFiles& files) {
    Draft draft(text, document, files);
    collect_sentences(draft);
    read_agreement(draft);
    read_parties(draft);
    read_incorporated(draft);
    declare_names(draft);
    declare_pools(draft);
    ask_for_supplied(draft);
    gather_clauses(draft);
    read_records(draft);
    read_belonging(draft);
    read_groups(draft);
    read_days_in_force(draft);
    read_groupings(draft);
    declare_counting(draft);
    read_facts(draft);
    gather_years(draft);
    read_yielding(draft);
    read_payable(draft);
    lower_day_sets(draft);
    lower_pools(draft);
    lower_terms(draft);
    apply_score_policies(draft);
    lower_latches(draft);
    lower_record_rules(draft);
    lower_belonging(draft);
    inherit_report_rules(draft);
    lower_count_rules(draft);
    lift_holds(draft);
    check_yielding(draft);
    lower_borne(draft);
    lower_shared(draft);
    lower_payments(draft);
    check_payment_slips(draft);
    ask_for_band_spans(draft);
    lower_on_payments(draft);
    lower_notices(draft);
    lower_promises(draft);
    lower_stand_ins(draft);
    check_changes(draft);
    check_known_in_time(draft);
    check_years(draft);
    leave_uncounted(draft);
    check_events_that_never_come(draft);
    check_memberships(draft);
    check_pools(draft);
    read_examples(draft);
    settle_kinds(draft);
    compare_supplied(draft);
    const bool whole = std::none_of(document.clauses.begin(), document.clauses.end(),
                                    [](const syntax::Clause& clause) { return clause.broken; });
    if (whole && !draft.problems.has_errors()) warn(draft);
    leave_out_what_follows(draft);
    draft.problems.sort();
    Checked checked;
    checked.problems = std::move(draft.problems);
    if (!checked.problems.has_errors())
        checked.contract = std::make_shared<const model::Contract>(std::move(draft.contract));
    return checked;
}

}  // namespace concordat::check
