// engine/syntax/print_sentence.cpp · room: syntax
// What:  sentences, tables and whole documents as text.
#include <utility>

#include "exact/decimal_text.h"
#include "syntax/print.h"
#include "syntax/print_changes.h"
#include "syntax/print_duties.h"
#include "syntax/print_parts.h"
#include "syntax/print_pools.h"
#include "syntax/print_years.h"

namespace concordat::syntax {
namespace {

std::string ratio(const exact::Ratio& number) { return exact::write_exact(number); }
std::string date(calendar::Date day) { return calendar::write_iso(day); }

template <typename Many>
std::string names(const Many& many) {
    std::string text;
    for (const Name& one : many) text += " " + name(one);
    return text;
}
std::string flag(bool set, const char* word) { return set ? std::string(" ") + word : std::string(); }
std::string schedule(const std::optional<ScheduleRef>& one) {
    return one ? " in " + one->title + ":" + one->file : std::string();
}
std::string period(const std::optional<PeriodPhrase>& one) { return one ? " " + print(*one) : std::string(); }
std::string table(const std::optional<Table>& one) { return one ? " " + print(*one) : std::string(); }
std::string tails(const std::vector<Tail>& many) {
    TailedAmount empty;
    empty.tails = many;
    return many.empty() ? std::string() : " " + print(empty).substr(2);
}

std::string for_each(const std::optional<ForEach>& one) {
    if (!one) return {};
    std::string marks;
    for (const std::string& mark : one->marks) marks += mark.empty() ? "" : " that " + mark;
    return "(each" + names(one->names) + marks +
           (one->where == nullptr ? std::string() : " where " + print(*one->where)) +
           (one->in_its ? " in-its " + name(*one->in_its) : std::string()) + ") ";
}

std::string owner(const OwnerPhrase& one) {
    static constexpr const char* articles[] = {"", "each ", "that ", "the ", "all ", "its "};
    return " by " + std::string(articles[static_cast<int>(one.article)]) + name(one.name) + names(one.and_others);
}

std::string day(const DayOfYear& one) { return std::to_string(one.day) + "/" + std::to_string(one.month); }

std::string form(const EffectiveSentence& one) { return "effective " + date(one.from) + " " + date(one.until); }
std::string form(const CurrencySentence& one) { return "currency " + name(one.code); }
std::string form(const SettledSentence& one) {
    return "settled " + name(one.unit) +
           (one.runs_from ? " " + day(*one.runs_from) + " " + day(*one.runs_to) : std::string()) +
           flag(one.on_its_own, "on-its-own");
}
std::string form(const YearRunsSentence& one) {
    return "year-runs " + name(one.name) + " " + day(one.from) + " " + day(one.to);
}
std::string form(const OnItsOwnSentence& one) { return "on-its-own " + name(one.unit); }
std::string form(const PaymentRoundingSentence& one) { return "payments " + print(one.rounding); }
std::string form(const OddPenniesSentence&) { return "odd-pennies"; }
std::string form(const ToDateSentence& one) {
    return "to-date" + flag(one.from_start_of_agreement, "from-start") + " " + name(one.unit);
}
std::string form(const WorkingDaySentence& one) { return "working-day" + schedule(one.holidays); }
std::string form(const PartiesSentence& one) { return "parties " + print(one.table); }
std::string form(const PartyIsSentence& one) {
    std::string text = "party-is";
    for (const auto& each : one.each) text += " (" + name(each.party) + " " + name(each.role) + ")";
    return text;
}
std::string form(const PartiesListedSentence& one) {
    return "parties-listed " + name(one.role) + schedule(one.schedule);
}

std::string form(const FactSentence& one) {
    std::string text = for_each(one.for_each) + "fact";
    for (const DeclaredFact& fact : one.facts) text += " (" + name(fact.name) + " " + print(fact.kind) + ")";
    text += one.agreed ? " agreed" : one.owner ? " reported" : "";
    text += flag(one.once, "once");
    if (!one.at_events.empty()) text += " at-events" + names(one.at_events);
    if (one.owner) text += owner(*one.owner);
    if (!one.for_each_in.empty()) text += " for-each" + names(one.for_each_in);
    text += flag(one.every_year, "every-year") + schedule(one.schedule) + labelled("from", one.from_count) +
            labelled("out-of", one.out_of_count);
    if (one.fewer_than)
        text += " fewer-than " + ratio(*one.fewer_than) + labelled("of", one.fewer_of) + " " + print(*one.if_fewer);
    for (const MissingPhrase& missing : one.if_missing) text += " " + print(missing);
    return text + flag(one.later_decision_counts, "later-decision-counts");
}
std::string form(const FactsTableSentence& one) {
    return "facts" + flag(one.agreed, "agreed") + " " + print(one.table);
}

std::string form(const RecordSentence& one) {
    std::string text = "record " + name(one.name) + labelled("plural", one.plural) + flag(one.agreed, "agreed");
    if (one.owner) text += owner(*one.owner);
    text += labelled("for-each", one.for_each) + schedule(one.schedule);
    for (const DeclaredField& field : one.fields) text += " (" + name(field.name) + " " + print(field.kind) + ")";
    return text;
}
std::string form(const FallsInSentence& one) {
    return "falls-in " + name(one.record) + " " + name(one.unit) + " " + print(one.of) +
           labelled("not-yet-without", one.not_yet_without);
}
std::string form(const InForceSentence& one) {
    return "in-force " + name(one.record) + " from " + name(one.from) + " to " + name(one.to) +
           (one.blank ? " stays-if-blank " + name(*one.blank) : "");
}
std::string form(const YearDaysSentence& one) {
    std::string text = "year-days " + name(one.unit);
    for (const std::string& count : one.counts) text += " " + count;
    return text;
}
std::string form(const RoundsAlikeSentence&) { return "rounds-alike"; }
std::string form(const RecordRuleSentence& one) {
    return "record-rule " + name(one.record) + " " + condition(one.when) + flag(one.only_if, "only-if") +
           flag(one.payable, "payable") + (one.held ? " held" : " left-out") +
           (one.despite.empty() ? "" : " despite" + names(one.despite));
}
std::string form(const BelongsSentence& one) {
    return "belongs " + name(one.record) + " " + name(one.owner) + labelled("same", one.same) +
           labelled("named-in", one.named_in) +
           flag(one.held.has_value(), one.held.value_or(false) ? "held" : "left-out");
}
std::string form(const CountedOnceSentence& one) {
    return "counted-once " + name(one.record) + " " + name(one.for_each) + " " + ratio(one.length) + " " + one.unit +
           " by " + name(one.by) + names(one.then_by);
}
std::string form(const GroupSentence& one) {
    return "group " + name(one.name) + labelled("plural", one.plural) + " of " + name(one.records) + " same" +
           names(one.same);
}
std::string form(const CountRuleSentence& one) {
    static constexpr const char* whats[] = {"each-once", "loses", "replaced", "after-earlier", "once-in"};
    std::string text = std::string("count-rule ") + whats[static_cast<int>(one.what)] + labelled("group", one.group) +
                       labelled("record", one.record) + labelled("field", one.field) + names(one.codes);
    if (one.record) text += " " + ratio(one.length) + " " + one.unit + " same" + names(one.same);
    return text + flag(one.that_counted, "counted") + labelled("for-each", one.for_each) +
           labelled("within", one.within);
}
std::string form(const CountOrderSentence& one) {
    return "count-order" + flag(one.clauses.range, "range") + names(one.clauses.numbers) + " " + name(one.records) +
           " by" + names(one.by);
}
std::string form(const WeightsInGroupSentence& one) {
    return "weights-in-group " + name(one.set) + " " + name(one.weight) + " " + name(one.group) + " by " +
           name(one.in_proportion_to) + labelled("none-of", one.none_of);
}
std::string form(const BlankIsNoYesSentence&) { return "blank-is-no-yes"; }
std::string form(const ReportRuleSentence& one) {
    return "reports " + name(one.records) + (one.replaces ? " replace" : " add") +
           flag(one.for_same_period, "same-period");
}
std::string form(const CutOffSentence& one) {
    return "cut-off " + name(one.paid) + " day " + std::to_string(one.day) + " " + name(one.following);
}
std::string form(const NeverHappenedSentence& one) {
    return "never-happened " + name(one.event) + names(one.clauses) + labelled("stays", one.stays);
}
std::string form(const MembershipSentence& one) {
    return std::string(one.joins ? "becomes " : "ceases ") + name(one.party) + " " + name(one.role) + " " +
           date(one.day);
}
std::string form(const EndsOnSentence& one) { return "ends-on " + date(one.day); }
std::string form(const EndsEarlySentence& one) {
    static constexpr const char* ways[] = {"in-proportion", "whole", "nothing"};
    std::string text = std::string("ends-early ") + ways[static_cast<int>(one.how)] + " " + date(one.before);
    for (const Reference& amount : one.amounts) text += " " + print(amount);
    return text;
}
std::string form(const LateFiguresSentence& one) {
    std::string text = std::string("late-figures") + (one.counts ? " count" : " left") + labelled("own", one.own);
    if (one.until)
        text += " until " + std::to_string(one.until->month) + "-" + std::to_string(one.until->day) + " after " +
                name(one.until->after);
    return text;
}
std::string form(const SetSentence& one) {
    return "set " + name(one.name) + labelled("plural", one.plural) + schedule(one.schedule) + names(one.gives) +
           table(one.table);
}
std::string form(const TakingPartSentence& one) {
    std::string text = one.mark + " " + name(one.what) + labelled("for", one.for_each);
    if (one.only_if != nullptr) text += " only-if " + print(*one.only_if);
    for (const ConditionPtr& out : one.out) text += " out " + print(*out);
    return text;
}
std::string form(const DirectionSentence& one) {
    return std::string(one.less_is_better ? "less-is-better " : "more-is-better ") + name(one.set) + " " +
           name(one.column) + (one.below ? " below " : " above ") + name(one.than);
}
std::string form(const IncorporateSentence& one) {
    std::string text = "incorporates " + one.document.title + ":" + one.document.file;
    for (const auto& each : one.meanings) text += " (" + name(each.name) + " " + amount(each.meaning) + ")";
    return text;
}
std::string form(const CutSentence& one) {
    return "cut " + print(one.term) + " over " + print(one.over) + labelled("for", one.period) + " above " +
           amount(one.limit) + " to " + amount(one.to) + print(one.cut);
}

std::string body(const TailedAmount& one) { return print(one); }
std::string body(const Cases& one) {
    std::string text = one.opens ? "(opened" : one.in_turn ? "(cases in-turn" : "(cases";
    for (const CasePhrase& each : one.cases) text += " (" + condition(each.condition) + " " + print(each.amount) + ")";
    return text + ")";
}
std::string body(const Banded& one) {
    return "(banded " + amount(one.of) + (one.slices ? " slices" : " whole") + flag(one.mirrored, "mirrored") +
           (one.outwards_from == nullptr ? std::string() : " outwards-from " + print(*one.outwards_from)) +
           labelled("as-under", one.as_under) + " " + print(one.table) + ")";
}
std::string body(const Stepped& one) {
    std::string text = "(stepped";
    for (const AmountPtr& by : one.by) text += " " + amount(by);
    return text + " " + print(one.table) + ")";
}
std::string body(const SteppedInline& one) {
    std::string text = "(steps " + amount(one.by);
    for (const auto& each : one.each) {
        text += " (" + amount(each.value);
        for (const std::string& code : each.codes) text += " \"" + code + "\"";
        if (each.test != nullptr) text += " " + print(*each.test);
        text += ")";
    }
    return text + ")";
}
std::string body(const InLine& one) {
    std::string text = "(line " + amount(one.of);
    for (const LinePoint& point : one.points) text += " (" + amount(point.y) + " at " + amount(point.x) + ")";
    return text +
           (one.continuing  ? " continuing"
            : one.ends_said ? " no-further"
                            : " ends-unsaid") +
           table(one.table) + ")";
}

std::string body(const InPeriodOf& one) {
    std::string text = "(in-period " + amount(one.amount) + " " + name(one.unit) + " " + print(one.date);
    if (one.once)
        text += " once " + name(one.once->each) + labelled("in", one.once->unit) + " " + name(one.once->to) + " " +
                name(one.once->record) + " " + name(one.once->by);
    return text + ")";
}

std::string form(const DefinitionSentence& one) {
    std::string text = for_each(one.for_each) + "means " + name(one.name) + labelled("plural", one.plural) + " ";
    text += std::visit([](const auto& inner) { return body(inner); }, one.body) + tails(one.tails);
    if (!one.increases.each.empty()) text += print(one.increases);
    if (one.rise) text += print(*one.rise);
    if (one.indexed) text += print(*one.indexed);
    return text + period(one.period) + print(one.parts) + print(one.first) + labelled("none-without", one.none_without);
}
std::string form(const DaysOfSentence& one) {
    std::string text = "days-of " + name(one.record) + " " + name(one.days) + flag(one.declares, "declares");
    if (one.where != nullptr) text += " where " + print(*one.where);
    return text + " " + amount(std::make_shared<const Amount>(Amount{one.stretch, one.span}));
}
std::string form(const GoesOnSentence& one) {
    return "goes-on " + name(one.record) + " " + name(one.end) + labelled("days", one.days) + " " + name(one.unit);
}
std::string form(const AtMostOneSentence& one) {
    static constexpr const char* ways[] = {"first", "last", "higher", "lower", "in"};
    std::string text = "at-most-one " + name(one.subject) + " " + name(one.what);
    text += labelled("together", one.all_together) + labelled("same", one.with_the_same);
    for (const auto& order : one.order)
        text += std::string(" (") + ways[static_cast<int>(order.how)] + " " + name(order.field) + ")";
    return text;
}
std::string form(const AbsenceSentence& one) {
    using Then = AbsenceSentence::Then;
    std::string text = "absence " + name(one.subject) + " " + name(one.absence) + " " + print(one.from) + " " +
                       print(one.until) + flag(!one.until_included, "day-before") + labelled("of", one.record);
    if (one.where != nullptr) text += " where " + print(*one.where);
    return text + flag(one.then == Then::nobody, "nobody") + flag(one.then == Then::next, "next");
}
std::string form(const DayFallsSentence& one) { return "day-falls " + name(one.day) + " " + name(one.unit); }
std::string form(const YearToDateSentence& one) {
    return "year-to-date " + name(one.unit) + " " + date(one.on) + labelled("year", one.year);
}
std::string form(const DecidedSentence& one) {
    return for_each(one.for_each) + "decided" + names(one.names) + flag(one.in_turn, "in-turn") + " " +
           print(one.table);
}
std::string form(const GivenSentence& one) {
    std::string text = for_each(one.for_each) + "given" + names(one.names) + " by";
    for (const AmountPtr& by : one.by) text += " " + amount(by);
    if (one.on != nullptr) text += " on " + print(*one.on);
    text += flag(one.both_included, "both-included") + schedule(one.schedule) + table(one.table);
    if (one.line)
        text += " line " + amount(one.line->of) + " " + name(one.line->y_from) + " " + name(one.line->x_from) + " " +
                name(one.line->y_to) + " " + name(one.line->x_to);
    text += labelled("each", one.each_day) + flag(one.none_pays_nothing, "none-pays-nothing");
    if (one.held_where != nullptr) text += " held-where " + print(*one.held_where);
    text += labelled("held", one.held_record) + labelled("without", one.held_without);
    for (const MissingPhrase& missing : one.if_missing) text += " " + print(missing);
    for (const KindPhrase& kind : one.kinds) text += " " + print(kind);
    return text;
}

std::string form(const LimitSentence& one) {
    return for_each(one.for_each) + (one.upper ? "at-most " : "at-least ") + print(one.term) + " " + amount(one.at) +
           period(one.period);
}
std::string form(const SubjectToSentence& one) { return "subject-to" + names(one.clauses); }
std::string form(const RoundSentence& one) { return "round " + print(one.term) + " " + print(one.rounding); }
std::string form(const GateSentence& one) {
    std::string text = for_each(one.for_each) + (one.once ? "once " : "gate ") + print(one.term) + " " +
                       condition(one.only_if) + flag(one.from_then_on, "from-then-on");
    if (one.otherwise)
        text += " otherwise " + (one.otherwise_term ? print(*one.otherwise_term) + " " : std::string()) +
                print(*one.otherwise);
    return text;
}
std::string form(const ExceptSentence& one) {
    return "except" + names(one.despite) + " " + for_each(one.for_each) + condition(one.condition) +
           labelled("for", one.for_member) + " " + print(one.term) + " " + print(one.amount);
}
std::string form(const IncreaseSentence& one) { return "change " + print(one.term) + print(one.increases); }

std::string limit(const PartLimit& one) {
    static constexpr const char* excess[] = {" falls", " shared", " shared-once", " shared-again"};
    return labelled("limit", one.part) + " of " + name(one.of) + " " + print(*one.at_most) +
           excess[static_cast<int>(one.excess)] +
           (one.in_proportion_to == nullptr ? std::string() : " by " + print(*one.in_proportion_to)) +
           labelled("until", one.reached) + labelled(one.pot ? "kept-by" : "falls-on", one.falls_on);
}
std::string form(const DivisionSentence& one) {
    return for_each(one.for_each) + (one.when == nullptr ? "" : "when " + condition(one.when) + " ") + "divide " +
           print(one.amount) + " among " + print(one.among) + " by " + amount(one.in_proportion_to) +
           (one.if_negative == nullptr ? std::string() : " if-negative " + print(*one.if_negative)) + " part " +
           name(one.part) + odd(one.odd_penny) + labelled("kept-by", one.kept_by) +
           (one.limit ? limit(*one.limit) : std::string());
}

std::string instalments(const InstalmentPhrase& one) {
    return " instalments " + std::to_string(one.count) + labelled("in-each", one.in_each) +
           (one.from_month.empty() ? "" : " " + one.from_month + "-" + one.to_month) +
           labelled("start-of", one.at_start_of) + flag(one.nearest, "nearest");
}
std::string form(const PaymentSentence& one) {
    std::string text = one.following ? "following " + name(*one.following) + " " : std::string();
    text += for_each(one.of_each) + "pay " + party(one.payer) + (one.into ? " into " : " to ") + party(one.payee) + " ";
    if (one.fraction != nullptr) text += print(*one.fraction) + " of ";
    text += flag(one.balance, "balance ").erase(0, one.balance ? 1 : 0) + (one.what_remains ? "remains " : "") +
            flag(one.bears, "what-it-bears ") + flag(one.undisputed, "undisputed ") + amount(one.amount) +
            tails(one.tails);
    text += labelled("at", one.at_period_end) + flag(one.at_end_of_agreement, "at-the-end") +
            (one.lapses.empty() ? std::string() : " lapses" + names(one.lapses));
    if (one.in_proportion_to != nullptr) text += " in-proportion " + print(*one.in_proportion_to);
    text += flag(one.on_account, "on-account") + flag(one.to_date_less_paid, "to-date-less-paid") +
            flag(one.on_its_own, "on-its-own") + labelled("for-each", one.for_each);
    if (one.instalments) text += instalments(*one.instalments);
    if (one.deadline) text += deadline(*one.deadline);
    if (!one.less_paid_under.empty()) text += " less-paid" + names(one.less_paid_under) + period(one.less_paid_for);
    text += labelled("received-under", one.received_under);
    text += flag(one.if_negative == PaymentSentence::IfNegative::repays, "repays") +
            flag(one.if_negative == PaymentSentence::IfNegative::carried, "carried") + odd(one.odd_penny);
    text += deduction(one.deduction);
    if (one.rounding) text += " " + print(*one.rounding);
    for (const PaymentSentence& then : one.then) text += " then (" + form(then) + ")";
    return text;
}
std::string form(const KeepsSentence& one) {
    return "keeps " + party(one.party) + flag(one.must_not_be_negative, "not-negative");
}
std::string form(const PromiseSentence& one) {
    static constexpr const char* words[] = {"is", "is-not", "at-least", "more-than", "at-most", "less-than"};
    return "must " + print(one.what) + flag(one.total, "total") +
           (one.over ? " over " + print(*one.over) : std::string()) + " " + words[static_cast<int>(one.op)] + " " +
           amount(one.value);
}

std::string form(const MonthsRuleSentence&) { return "months-rule"; }
std::string form(const OnceForEachSentence& one) { return "once-for-each " + name(one.what) + " " + name(one.whom); }
std::string form(const LatchSentence& one) {
    return "latch " + name(one.what) + labelled("for", one.records) + labelled("of", one.group) + " " +
           condition(one.once) + flag(one.from_then_on, "from-then-on");
}
std::string form(const FoundOnceSentence& one) {
    return "found-once " + print(one.term) + (one.named ? " " + name(*one.named) : " " + one.period);
}
std::string form(const WithoutSentence& one) {
    return "without " + name(one.each) + " fewer-than " + ratio(one.fewer_than) + " " + name(one.counted) + " " +
           name(one.term);
}
std::string form(const FirstInSentence& one) {
    return "first " + name(one.unit) + " of " + name(one.within) + " " + condition(one.when) + " " + name(one.term) +
           " " + print(one.first) + " other " + print(one.other);
}
std::string form(const TogetherSentence& one) {
    return "together " + print(one.one) + " " + print(one.other) + " " + amount(one.at) + " cut " + name(one.cut_first);
}
std::string form(const SmallAmountsSentence& one) {
    return "small-amounts " + print(one.clauses) + " " + amount(one.less_than) + " " + amount(one.value) +
           labelled("for", one.unit);
}
std::string form(const BorneSentence& one) {
    std::string text = "borne " + print(one.amount);
    for (const auto& part : one.parts)
        text +=
            " (" + (part.share ? ratio(*part.share * 100) + "%" : std::string("remainder")) + " " + name(part.by) + ")";
    text += labelled("odd-penny", one.odd_penny_on);
    for (const auto& limit : one.limits)
        text += " (at-most " + name(limit.by) + " " + amount(limit.at) + labelled("in-each", limit.in_each) +
                " excess " + name(limit.excess_on) + ")";
    return text;
}

std::string inner(const std::vector<Sentence>& many) {
    std::string text;
    for (const Sentence& one : many) text += " " + print(one);
    return text;
}
std::string form(const ReplaceSentence& one) {
    return "replace " + date(one.from) + " " + name(one.clause) + inner(one.by);
}
std::string form(const CeaseSentence& one) {
    return "cease " + date(one.from) + names(one.clauses) + labelled("section", one.section) +
           labelled("section-applies", one.section_applies);
}
std::string form(const AddSentence& one) { return "add " + date(one.from) + " " + name(one.clause) + inner(one.added); }
std::string form(const CellChangeSentence& one) {
    return "cell " + date(one.from) + " " + print(one.cell) + " " + print(one.value);
}
std::string form(const WordsChangeSentence& one) {
    return "words " + date(one.from) + " " + name(one.clause) + " \"" + one.old_words + "\" \"" + one.new_words + "\"";
}
std::string form(const ExamplesSentence& one) {
    std::string text = "examples \"" + one.title + "\"" + period(one.period);
    for (const ExampleGiven& given : one.given) text += " (" + print(given.what) + " " + amount(given.value) + ")";
    for (const AmountPtr& value : one.fields_not_shown) text += " not-shown " + print(*value);
    text += labelled("for-one", one.for_one);
    if (one.only_of) text += " only" + names(one.only_ones) + labelled("of", one.only_of) + " that " + one.only_mark;
    if (one.where != nullptr) text += " where " + print(*one.where);
    return text + flag(one.fields_not_shown_blank, "not-shown-blank") + " " + print(one.table);
}

}  // namespace

std::string print(const KindPhrase& kind) {
    static constexpr const char* words[] = {"money",  "percentage", "count", "number", "date", "days",
                                            "points", "yes-no",     "code",  "codes",  "name", "unit"};
    std::string text = words[static_cast<int>(kind.type)];
    for (const std::string& code : kind.codes) text += " \"" + code + "\"";
    if (!kind.name.text.empty()) text += " " + name(kind.name);
    if (!kind.per.empty()) text += "/" + kind.per;
    text += flag(kind.share_of_one, "share-of-1") + flag(kind.one_or_zero, "1-or-0") +
            flag(kind.may_be_blank, "may-be-blank") + flag(kind.unique, "unique") +
            flag(kind.in_hundredths, "in-hundredths");
    return kind.if_missing ? text + " " + print(*kind.if_missing) : text;
}

std::string print(const MissingPhrase& missing) {
    static constexpr const char* words[] = {"waits", "value",  "last-value", "left-out",
                                            "held",  "scores", "no-part",    "none-said"};
    std::string text = "(missing" + labelled("of", missing.of) + " " + words[static_cast<int>(missing.type)];
    if (missing.value != nullptr) text += " " + print(*missing.value);
    if (missing.up_to > 0) text += " up-to " + std::to_string(missing.up_to) + " " + name(missing.up_to_unit);
    return text + labelled("for-that", missing.for_that) + labelled("for-that", missing.also_for_that) +
           labelled("subject", missing.subject) + ")";
}

std::string print(const Cell& cell) {
    static constexpr const char* words[] = {"",     "",     "no-limit", "any",     "any-other",
                                            "dash", "none", "held",     "missing", "left-out"};
    if (cell.special == Cell::Special::blank) return "blank";
    if (cell.special != Cell::Special::ordinary) return words[static_cast<int>(cell.special)];
    if (cell.amount != nullptr) return print(*cell.amount);
    if (cell.condition != nullptr) return print(*cell.condition);
    if (cell.test != nullptr) return print(*cell.test);
    std::string text;
    for (const std::string& code : cell.codes) text += (text.empty() ? "\"" : " \"") + code + "\"";
    return cell.codes.empty() ? "'" + cell.text + "'" : text;
}

std::string print(const Table& one) {
    std::string text = "[";
    for (const Cell& heading : one.headings) text += heading.text + "|";
    for (const Row& row : one.rows) {
        text += " /";
        for (const Cell& cell : row.cells) text += " " + print(cell) + " |";
    }
    return text + "]";
}

std::string print(const Sentence& sentence) {
    return "(" + std::visit([](const auto& one) { return form(one); }, sentence.form) + print(sentence.change_span) +
           ")";
}

std::string print(const Document& document) {
    std::string text = "# " + document.title + "\n";
    for (const Clause& clause : document.clauses) {
        text += (clause.number.empty() ? "-" : clause.number) + (clause.broken ? " broken" : "");
        for (const Sentence& sentence : clause.sentences) text += "\n  " + print(sentence);
        text += "\n";
    }
    for (const ScheduleText& one : document.schedules) text += "## " + one.title + "\n  " + print(one.table) + "\n";
    return text;
}

}  // namespace concordat::syntax
