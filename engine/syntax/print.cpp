// engine/syntax/print.cpp · room: syntax
// What:  amounts, conditions and phrases as text. Sentences: print_sentence.cpp.
#include "syntax/print.h"

#include <utility>

#include "exact/decimal_text.h"
#include "syntax/print_parts.h"

namespace concordat::syntax {
namespace {

template <typename... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};
template <typename... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

std::string optional_amount(const char* label, const AmountPtr& one) {
    return one == nullptr ? std::string() : std::string(" ") + label + " " + print(*one);
}
std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string word(Operator op) {
    switch (op) {
        case Operator::plus: return "plus";
        case Operator::less: return "less";
        case Operator::times: return "times";
        case Operator::divided_by: break;
    }
    return "divided";
}

std::string word(AggregateOp op) {
    switch (op) {
        case AggregateOp::total: return "total";
        case AggregateOp::number: return "number";
        case AggregateOp::average: return "average";
        case AggregateOp::greatest: return "greatest-of";
        case AggregateOp::least: return "least-of";
        case AggregateOp::number_different: break;
    }
    return "number-different";
}

std::string word(Comparator op) {
    switch (op) {
        case Comparator::is: return "is";
        case Comparator::is_not: return "is-not";
        case Comparator::at_least: return "at-least";
        case Comparator::more_than: return "more-than";
        case Comparator::at_most: return "at-most";
        case Comparator::less_than: break;
    }
    return "less-than";
}

std::string word(DaysBetween::Count count) {
    switch (count) {
        case DaysBetween::Count::nights: return "nights";
        case DaysBetween::Count::both_included: return "both-included";
        case DaysBetween::Count::after_up_to: return "after-up-to";
        case DaysBetween::Count::days_after: return "days-after";
        case DaysBetween::Count::unstated: break;
    }
    return "unstated";
}

std::string print_aggregate(const Aggregate& one) {
    std::string text = "(" + word(one.op);
    if (one.of != nullptr) text += " " + print(*one.of);
    for (const SetPhrase& set : one.over) text += " over " + print(set);
    if (one.period) text += " " + print(*one.period);
    if (one.weighted_by) text += " weighted " + name(*one.weighted_by);
    if (one.rescaled) text += " rescaled";
    text += optional_amount("if-none", one.if_none);
    if (one.out_of != nullptr) text += " out-of " + print_aggregate(*one.out_of);
    return text + ")";
}

std::string print_change(const ChangeBy& one) {
    return std::string(one.up ? "(increased " : "(reduced ") + amount(one.of) + " by " + amount(one.by) +
           (one.points ? " points" : "") + (one.of_itself ? " of-itself" : "") + ")";
}

std::string print_shift(const DateShift& one) {
    const std::string length = one.by != nullptr ? print(*one.by) : print(one.length);
    return std::string(one.before ? "(before " : "(after ") + length + " " + amount(one.date) + ")";
}

std::string print_binary(const Binary& one) {
    return "(" + std::string(one.of ? "of" : word(one.op)) + " " + amount(one.left) + " " + amount(one.right) +
           optional_amount("if-zero", one.if_zero) + optional_amount("if-both-zero", one.if_both_zero) + ")";
}

std::string print_extreme(const Extreme& one) {
    std::string text = one.greatest ? "(greatest" : "(least";
    for (const AmountPtr& item : one.items) text += " " + amount(item);
    return text + ")";
}

std::string print_part(const PartAmount& one) {
    static constexpr const char* sides[] = {"(its-part", "(its-part gain", "(its-part loss"};
    return sides[static_cast<int>(one.side)] + (one.of ? " " + name(*one.of) : std::string()) + ")";
}

std::string print_junction(const Junction& one) {
    std::string text = one.type == Junction::Type::all   ? "(all"
                       : one.type == Junction::Type::any ? "(any"
                                                         : "(at-least ";
    if (one.type == Junction::Type::at_least) text += one.k != nullptr ? print(*one.k) : std::to_string(one.count);
    for (const ConditionPtr& item : one.items) text += " " + condition(item);
    return text + ")";
}

std::string print_codes(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes) text += " " + quoted(code);
    return text;
}

std::string print_one_of(const OneOf& one) {
    std::string text = std::string(one.negated ? "(not-one-of " : "(one-of ") + amount(one.left);
    for (const AmountPtr& value : one.values) text += " " + amount(value);
    return text + ")";
}

}  // namespace

std::string print(const Literal& literal) {
    std::string text;
    switch (literal.type) {
        case Literal::Type::number: text = exact::write_exact(literal.number); break;
        case Literal::Type::money: text = literal.symbol + exact::write_exact(literal.number); break;
        case Literal::Type::percent: text = exact::write_exact(literal.number * 100) + "%"; break;
        case Literal::Type::date: text = calendar::write_iso(literal.date); break;
        case Literal::Type::text: text = quoted(literal.text); break;
        case Literal::Type::period: text = literal.text; break;
        case Literal::Type::yes_no: text = literal.yes ? "yes" : "no"; break;
    }
    if (!literal.unit.empty()) text += "_" + literal.unit;
    if (!literal.per.empty()) text += "/" + literal.per;
    return text;
}

std::string print(const PeriodPhrase& period) {
    using Type = PeriodPhrase::Type;
    switch (period.type) {
        case Type::named_unit: return "[for " + period.unit.text + "]";
        case Type::unit_to_date: return "[for " + period.unit.text + " to date]";
        case Type::to_date: return "[to date]";
        case Type::literal: return "[for " + period.text + "]";
        case Type::months:
            return "[months " + std::to_string(period.first_month) + "-" + std::to_string(period.last_month) + "]";
        case Type::before: break;
    }
    return "[" + period.unit.text + " before]";
}

std::string print(const Reference& reference) {
    static constexpr const char* articles[] = {"", "its ", "that ", "the ", "each ", "all "};
    std::string text = (reference.its ? "its " : "") + name(reference.name);
    for (const Possessor& possessor : reference.of)
        text += " of " + std::string(articles[static_cast<int>(possessor.article)]) + name(possessor.name);
    if (reference.period) text += " " + print(*reference.period);
    return text.find(' ') == std::string::npos || (reference.of.empty() && !reference.period && !reference.its)
               ? text
               : "(" + text + ")";
}

std::string print(const SetPhrase& set) {
    static constexpr const char* quantifiers[] = {"all ", "its ", "each ", "other "};
    std::string text = "(" + std::string(quantifiers[static_cast<int>(set.quantifier)]) + name(set.noun);
    if (!set.mark.empty()) text += " that " + set.mark;
    if (set.of_member) text += " of " + name(*set.of_member);
    if (set.of_that) text += " of " + name(*set.of_that);
    if (set.where != nullptr) text += " where " + print(*set.where);
    if (set.period) text += " " + print(*set.period);
    return text + ")";
}

std::string print(const ClauseList& list) {
    std::string text = list.range ? "from-to" : "each";
    for (const Name& number : list.numbers) text += " " + number.text;
    return text;
}

std::string print(const Amount& one) {
    return std::visit(
        Overloaded{
            [](const LiteralAmount& node) { return print(node.literal); },
            [](const ReferenceAmount& node) { return print(node.reference); },
            [](const Binary& node) { return print_binary(node); },
            [](const Minus& node) { return "(minus " + amount(node.of) + ")"; },
            [](const OnlyIf& node) { return "(only-if " + amount(node.of) + " " + condition(node.condition) + ")"; },
            [](const Extreme& node) { return print_extreme(node); },
            [](const AmountBy& node) { return "(amount-by " + amount(node.of) + " " + amount(node.than) + ")"; },
            [](const ClauseAmount& node) { return "(clause " + node.clause + ")"; },
            [](const Difference& node) { return "(difference " + amount(node.one) + " " + amount(node.other) + ")"; },
            [](const AsSigned& node) { return "(as-signed " + print(node.reference) + " " + name(node.table) + ")"; },
            [](const FromTheFirst& node) {
                return "(from-the-first " + amount(node.of) + " " + amount(node.reaches) + ")";
            },
            [](const ClauseAmounts& node) { return "(amounts " + print(node.clauses) + ")"; },
            [](const AsItStood& node) { return "(stood " + print(node.reference) + " " + amount(node.period) + ")"; },
            [](const ChangeBy& node) { return print_change(node); },
            [](const AsPercentage& node) {
                return "(percentage " + amount(node.of) + " " + amount(node.whole) +
                       optional_amount("if-zero", node.if_zero) + optional_amount("if-both-zero", node.if_both_zero) +
                       ")";
            },
            [](const WholeUnits& node) { return "(whole " + name(node.unit) + " " + amount(node.of) + ")"; },
            [](const Aggregate& node) { return print_aggregate(node); },
            [](const DaysBetween& node) {
                const std::string in = node.in_unit ? " in " + name(*node.in_unit) : std::string();
                return "(days " + word(node.count) + " " + amount(node.from) + " " + amount(node.to) + in + ")";
            },
            [](const EarlierRecord& node) {
                return "(earlier " + node.record.text + " same " + node.same.text + " by " + node.by.text +
                       (node.not_after ? " not-after " + node.not_after->text : std::string()) +
                       (node.that_counts ? " counting)" : ")");
            },
            [](const Dearest& node) {
                std::string text = "(dearest " + name(node.record);
                if (node.by) text += " by " + name(*node.by);
                for (const Name& next : node.then_by) text += " " + name(next);
                text += " at " + amount(node.at) + " others " + amount(node.others_at);
                return text + (node.if_none == nullptr ? ")" : " none " + amount(node.if_none) + ")");
            },
            [](const WholeYears& node) { return "(whole-years " + amount(node.from) + " " + amount(node.to) + ")"; },
            [](const DateShift& node) { return print_shift(node); },
            [](const PeriodEdge& node) { return std::string(node.last ? "(end " : "(start ") + name(node.unit) + ")"; },
            [](const GrowsIn& node) { return "(grows " + print(node.of) + " " + name(node.unit) + ")"; },
            [](const DaysOfRecord& node) {
                return std::string(node.nights ? "(nights-of " : "(days-of ") + name(node.record) + " " +
                       name(node.unit) + ")";
            },
            [](const ReportedOn& node) { return "(reported-on " + print(node.what) + ")"; },
            [](const PeriodOf& node) { return "(period-of " + name(node.unit) + " " + amount(node.date) + ")"; },
            [](const DaysInForce&) { return std::string("(days-in-force)"); },
            [](const PartAmount& node) { return print_part(node); },
            [](const WithTails& node) { return "(tails " + print(*node.amount) + ")"; },
        },
        one.node);
}

std::string print(const Condition& one) {
    return std::visit(
        Overloaded{
            [](const Comparison& node) {
                return "(" + word(node.op) + " " + amount(node.left) + " " + amount(node.right) + ")";
            },
            [](const OneOf& node) { return print_one_of(node); },
            [](const CodeRange& node) {
                return "(from-to " + amount(node.left) + " " + quoted(node.from) + " " + quoted(node.to) + ")";
            },
            [](const BeginsWith& node) { return "(begins " + amount(node.left) + print_codes(node.starts) + ")"; },
            [](const InSchedule& node) {
                return std::string(node.negated ? "(not-in " : "(in ") + amount(node.left) + " " + node.title + ":" +
                       node.file + ")";
            },
            [](const Within& node) {
                return "(within " + amount(node.left) + " " + print(node.length) + " " + amount(node.after) + ")";
            },
            [](const IsMissing& node) {
                return std::string(node.negated ? "(not-missing " : "(missing ") + amount(node.of) + ")";
            },
            [](const ThereIs& node) {
                return std::string(node.negated ? "(there-is-no " : "(there-is ") + print(node.what) + ")";
            },
            [](const Happened& node) {
                return std::string(node.negated ? "(not-happened " : "(happened ") + name(node.event) +
                       (node.by_end_of_agreement ? " by-end" : "") + (node.reported ? " reported)" : ")");
            },
            [](const InMonths& node) {
                std::string text = "(in-months";
                for (const int month : node.months) text += " " + std::to_string(month);
                return text + ")";
            },
            [](const Better& node) {
                return "(better " + word(node.op) + " " + amount(node.left) + " " + amount(node.right) + ")";
            },
            [](const CountsFor& node) {
                return "(counts " + (node.member ? name(*node.member) : std::string("_")) +
                       (node.whom ? " " + name(*node.whom) : std::string()) + ")";
            },
            [](const ManyHave& node) {
                return "(many-have " + word(node.op) + " " + amount(node.share) + " " + print(node.among) +
                       (node.all_said ? " all " : " ") + print(node.has) + " " + word(node.test) + " " +
                       amount(node.than) + ")";
            },
            [](const CountsForShare& node) {
                return "(counts " + name(node.member) + " " + word(node.op) + " " + amount(node.share) + " " +
                       print(node.among) + ")";
            },
            [](const ClauseMet& node) { return "(met " + name(node.clause) + ")"; },
            [](const IsThatOf& node) {
                return std::string(node.negated ? "(not-that-of " : "(that-of ") + amount(node.left) + " " +
                       name(node.record) + (node.counted ? " counted)" : ")");
            },
            [](const FieldIs& node) { return "(field-is " + name(node.words) + ")"; },
            [](const Junction& node) { return print_junction(node); },
            [](const Negation& node) { return "(not " + condition(node.of) + ")"; },
        },
        one.node);
}

std::string print(const RoundingPhrase& rounding) {
    static constexpr const char* modes[] = {"half-up", "half-down", "half-to-even", "up", "down"};
    using To = RoundingPhrase::To;
    std::string text = "(round ";
    switch (rounding.to) {
        case To::penny:
        case To::pound:
        case To::unit: text += rounding.word; break;
        case To::decimal_places: text += "places " + exact::write_exact(rounding.step); break;
        case To::step: text += "step " + exact::write_exact(rounding.step); break;
    }
    return text + " " + (rounding.mode ? modes[static_cast<int>(*rounding.mode)] : "?") + ")";
}

std::string print(const TailedAmount& one) {
    std::string text = amount(one.amount);
    for (const Tail& tail : one.tails) {
        if (const auto* rounding = std::get_if<RoundingPhrase>(&tail.round)) text += " " + print(*rounding);
        else text += std::string(tail.upper ? " (at-most " : " (at-least ") + amount(tail.limit) + ")";
    }
    if (one.all_to_date) text += " all-to-date";
    return one.may_be_negative ? text + " may-be-negative" : text;
}

}  // namespace concordat::syntax
