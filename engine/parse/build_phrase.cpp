// engine/parse/build_phrase.cpp · room: parse
// What:  references, periods, sets, and the phrases that begin with `the`: the greater of, the total of, the days from.
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "calendar/date.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using syntax::AmountPtr;

namespace {

syntax::Possessor possessor_of(const Node& node) {
    using Article = syntax::Possessor::Article;
    syntax::Possessor possessor;
    possessor.name = name_of(*node.word_of(WordKind::name));
    possessor.article = node.has("its")    ? Article::its
                        : node.has("that") ? Article::that
                        : node.has("the")  ? Article::the
                        : node.has("each") ? Article::each
                        : node.has("all")  ? Article::all
                                           : Article::none;
    return possessor;
}

AmountPtr extreme_of(const Node& node, Building& at) {
    syntax::Extreme extreme;
    const std::string& word = node.get(Rule::extreme_word).only().word->text;
    extreme.greatest = word == "greater" || word == "greatest" || word == "later" || word == "latest";
    const Rule item_rule = node.rule == Rule::extreme ? Rule::extreme_item : Rule::wide_item;
    for (const Node* item : node.all(item_rule)) extreme.items.push_back(amount_of(*item, at));
    return made(std::move(extreme), node.span);
}

AmountPtr amount_by_of(const Node& node, Building& at) {
    AmountPtr first = amount_of(node.get(Rule::amount), at);
    AmountPtr second = amount_of(node.get(Rule::tight_operand), at);
    if (!node.has("exceeds")) std::swap(first, second);
    return made(syntax::AmountBy{std::move(first), std::move(second)}, node.span);
}

AmountPtr days_of(const Node& node, Building& at) {
    using Count = syntax::DaysBetween::Count;
    const Node* in_period = node.find(Rule::days_in_period);
    if (in_period != nullptr && node.word_of(WordKind::name) != nullptr) {
        return made(syntax::DaysOfRecord{name_of(*node.word_of(WordKind::name)), node.has("nights"),
                                         name_of(*in_period->word_of(WordKind::period_unit))},
                    node.span);
    }
    const auto ends = node.all(Rule::tight_operand);
    syntax::DaysBetween days{Count::unstated, amount_of(*ends[0], at), amount_of(*ends[1], at)};
    if (node.has("nights")) days.count = Count::nights;
    else if (node.has("both")) days.count = Count::both_included;
    else if (node.has("up")) days.count = Count::after_up_to;
    else if (node.has("which")) {
        days.count = Count::days_after;  // the days by which A is after B run from B to A
        std::swap(days.from, days.to);
    }
    if (in_period != nullptr) days.in_unit = name_of(*in_period->word_of(WordKind::period_unit));
    return made(std::move(days), node.span);
}

AmountPtr period_edge_of(const Node& node) {
    syntax::PeriodEdge edge;
    if (const Word* word = node.word_of(WordKind::period_end)) {
        edge.unit = name_of(*word);
        edge.unit.text = edge.unit.text.substr(0, edge.unit.text.rfind(' '));
        return made(std::move(edge), node.span);
    }
    edge.unit = name_of(*node.word_of(WordKind::period_unit));
    edge.last = node.has("end") || node.has("last");
    return made(std::move(edge), node.span);
}

syntax::Name unit_of(const Node& node) {
    if (const Node* unit = node.find(Rule::unit_word)) return name_of(*unit);
    return name_of(*node.word_of(WordKind::name));
}

/// `with the same` stands before the second name it is about.
AmountPtr earlier_of(const Node& node) {
    const auto names = node.words_of(WordKind::name);
    syntax::EarlierRecord earlier;
    std::size_t next = 0;
    earlier.record = name_of(*names[next++]);
    earlier.same = name_of(*names[next++]);
    if (node.has("with")) {
        earlier.with = name_of(*names[next++]);
        earlier.with_same = !node.has("any");
    }
    earlier.by = name_of(*names[next++]);
    if (node.has("after")) earlier.not_after = name_of(*names[next++]);
    while (next < names.size()) earlier.then_by.push_back(name_of(*names[next++]));
    earlier.that_counts = node.has("counts");
    return made(std::move(earlier), node.span);
}

std::vector<syntax::SetPhrase> sets_of(const Node& node, Building& at) {
    std::vector<syntax::SetPhrase> sets;
    for (const Node* one : node.all(Rule::members)) sets.push_back(members_of(*one, at));
    return sets;
}

/// `member`: all Partners, its Spells, the other Partners.
syntax::SetPhrase member_of(const Node& node) {
    using Quantifier = syntax::SetPhrase::Quantifier;
    syntax::SetPhrase set;
    set.quantifier = node.has("its")     ? Quantifier::its
                     : node.has("other") ? Quantifier::other
                     : node.has("each")  ? Quantifier::each
                                         : Quantifier::all;
    const Node* in_play = node.find(Rule::in_play_of);
    const Node& noun = in_play == nullptr ? node : *in_play;
    if (const Node* named = noun.find(Rule::unit_name)) set.noun = name_of(*named);
    else set.noun = name_of(*node.parts.back().word);  // its nights, its days
    set.mark = mark_of(noun);
    read_group(noun, set);
    set.span = node.span;
    return set;
}

void add_where(const Node& node, syntax::SetPhrase& set, Building& at) {
    if (const Node* code = node.find(Rule::with_code)) {
        set.where = code_condition_of(*code, at);
        set.span.end = code->span.end;
    }
    if (const Node* where = node.find(Rule::where_tail)) {
        const Node* condition = where->find(Rule::tight_condition);
        set.where = both_of(set.where, condition == nullptr ? that_counts_of(*where) : condition_of(*condition, at));
        set.span.end = where->span.end;
    }
}

AmountPtr none_guard_of(const Node& node, Building& at) {
    const Node* guard = node.find(Rule::none_guard);
    if (guard == nullptr) return nullptr;
    if (const Node* literal = guard->find(Rule::literal)) return literal_amount_of(*literal, at);
    return amount_of(guard->get(Rule::amount), at);
}

syntax::AggregateOp aggregate_word(const Node& node) {
    const Node* word = node.find(Rule::total_word);
    const Node& place = word == nullptr ? node : *word;
    if (place.has("average")) return syntax::AggregateOp::average;
    if (place.has("greatest") || place.has("latest")) return syntax::AggregateOp::greatest;
    if (place.has("least") || place.has("earliest")) return syntax::AggregateOp::least;
    return place.has("number") ? syntax::AggregateOp::number : syntax::AggregateOp::total;
}

}  // namespace

/// `counted`: Visits where C.
syntax::SetPhrase counted_of(const Node& node, Building& at) {
    syntax::SetPhrase set;
    const Node& noun = node.get(Rule::in_play_of);
    set.quantifier = node.has("its") ? syntax::SetPhrase::Quantifier::its : syntax::SetPhrase::Quantifier::all;
    set.noun = name_of(noun.get(Rule::unit_name));
    set.mark = mark_of(noun);
    read_group(noun, set);
    set.span = node.span;
    if (const Word* group = node.word_of(WordKind::name)) set.of_that = name_of(*group);
    add_where(node, set, at);
    return set;
}

namespace {

/// `its part of a gain`, `its part of Result`.
AmountPtr part_amount_of(const Node& node, Building& at) {
    syntax::PartAmount part;
    if (const Node* of = node.find(Rule::reference)) part.of = reference_of(*of, at).name;
    if (node.has("a")) {
        const Word& side = *node.parts.back().word;
        const bool loss = side.text == "loss" || side.text == "pain";
        part.side = loss ? syntax::PartAmount::Side::loss : syntax::PartAmount::Side::gain;
        if (!loss && side.text != "gain" && side.text != "profit")
            at.report(source::Code::word_out_of_place, side.span,
                      fmt::format("`{}` does not say on which side of nothing the amount lies", side.text))
                .with_help("write `its part of a gain` or `its part of a loss`");
    }
    return made(std::move(part), node.span);
}

AmountPtr as_it_stood_of(const Node& node, Building& at) {
    const Node& what = node.get(Rule::reference);
    syntax::AsItStood stood{reference_of(what, at), nullptr};
    if (const Node* period = node.find(Rule::period_of)) {
        stood.period = phrase_of(*period, at);
    } else if (const Word* name = node.word_of(WordKind::name)) {
        syntax::Reference reference;
        reference.name = name_of(*name);
        stood.period = made(syntax::ReferenceAmount{std::move(reference)}, name->span);
    } else {
        const Word* word = node.word_of(WordKind::period);
        if (word == nullptr) word = node.word_of(WordKind::month_year);
        syntax::Literal literal;
        literal.type = syntax::Literal::Type::period;
        literal.text = folded(word->text);
        stood.period = made(syntax::LiteralAmount{std::move(literal)}, word->span);
    }
    return made(std::move(stood), node.span);
}

}  // namespace

syntax::Reference reference_of(const Node& node, Building&) {
    syntax::Reference reference;
    reference.name = name_of(*node.word_of(WordKind::name));
    reference.its = node.has("its");
    for (const Node* possessor : node.all(Rule::possessor)) reference.of.push_back(possessor_of(*possessor));
    return reference;
}

syntax::PeriodPhrase period_of(const Node& node, Building&) {
    using Type = syntax::PeriodPhrase::Type;
    syntax::PeriodPhrase period;
    period.span = node.span;
    const auto months = node.words_of(WordKind::month_name);
    if (!months.empty()) {
        period.type = Type::months;
        period.first_month = calendar::month_number(months.front()->text).value_or(1);
        period.last_month = calendar::month_number(months.back()->text).value_or(12);
    } else if (const Word* unit = node.word_of(WordKind::period_unit)) {
        period.unit = name_of(*unit);
        period.type = node.has("before") ? Type::before : node.has("date") ? Type::unit_to_date : Type::named_unit;
    } else if (node.has("date")) {
        period.type = Type::to_date;
    } else {
        const Word* word = node.word_of(WordKind::period);
        if (word == nullptr) word = node.word_of(WordKind::month_year);
        period.type = Type::literal;
        period.text = folded(word->text);
    }
    return period;
}

syntax::SetPhrase members_of(const Node& node, Building& at) {
    if (const Node* member = node.find(Rule::member)) {
        syntax::SetPhrase set = member_of(*member);
        add_where(node, set, at);
        return set;
    }
    syntax::SetPhrase set;  // `the Service Lines whose Risk is "Shared"`: all of them
    set.quantifier = syntax::SetPhrase::Quantifier::all;
    set.noun = name_of(node.get(Rule::unit_name));
    set.span = node.span;
    add_where(node, set, at);
    return set;
}

namespace {

/// `the total of A and of B over all Visits`: the totals of each, added.
AmountPtr aggregate_of_summands(const Node& node, const Node* summands, Building& at);

}  // namespace

AmountPtr aggregate_of(const Node& node, Building& at) {
    const auto groups = node.all(Rule::summands);
    if (groups.size() < 2) return aggregate_of_summands(node, groups.empty() ? nullptr : groups.front(), at);
    AmountPtr sum;
    for (const Node* group : groups) {
        AmountPtr next = aggregate_of_summands(node, group, at);
        if (sum == nullptr) sum = std::move(next);
        else sum = made(syntax::Binary{syntax::Operator::plus, sum, next, false, group->span, {}, {}}, node.span);
    }
    if (node.get(Rule::total_word).has("average")) {
        at.report(source::Code::word_out_of_place, node.span, "an average is of one amount")
            .with_help("write a sentence for each, or `the total of A and of B over ...`");
    }
    return sum;
}

namespace {

AmountPtr aggregate_of_summands(const Node& node, const Node* summands_taken, Building& at) {
    const Node* list = node.find(Rule::list_aggregate);
    if (list == nullptr) list = node.find(Rule::over_first);
    const Node& core = list == nullptr ? node : *list;
    syntax::Aggregate aggregate{};
    aggregate.op = aggregate_word(core);
    if (summands_taken != nullptr) aggregate.of = amount_of(*summands_taken, at);
    else if (const Node* summands = core.find(Rule::summands)) aggregate.of = amount_of(*summands, at);
    else if (const Node* summand = core.find(Rule::summand)) aggregate.of = amount_of(*summand, at);
    if (const Node* sets = core.find(Rule::sets)) aggregate.over = sets_of(*sets, at);
    else if (const Node* member = core.find(Rule::member)) aggregate.over = {member_of(*member)};
    else if (const Node* noun = core.find(Rule::unit_name)) {
        syntax::SetPhrase set;
        set.quantifier = core.has("its") ? syntax::SetPhrase::Quantifier::its : syntax::SetPhrase::Quantifier::all;
        set.noun = name_of(*noun);
        set.span = noun->span;
        add_where(core, set, at);
        if (const Word* what = core.word_of(WordKind::name)) {  // the greatest Rate of its Codes
            syntax::Reference reference;
            reference.name = name_of(*what);
            aggregate.of = made(syntax::ReferenceAmount{std::move(reference)}, what->span);
        }
        aggregate.over = {set};
    }
    const Node* in_period = node.find(Rule::in_period);
    if (const Node* period = in_period != nullptr ? in_period : node.find(Rule::period_phrase)) {
        if (aggregate.over.empty()) aggregate.period = period_of(*period, at);
        else aggregate.over.back().period = period_of(*period, at);
    }
    if (const Node* weight = node.find(Rule::weighting)) {
        aggregate.weighted_by = name_of(*weight->word_of(WordKind::name));
        aggregate.rescaled = weight->has("rescaled");
    }
    aggregate.if_none = none_guard_of(node, at);
    return made(std::move(aggregate), node.span);
}

}  // namespace

AmountPtr number_of(const Node& node, Building& at) {
    syntax::Aggregate aggregate{};
    aggregate.op = syntax::AggregateOp::number;
    aggregate.if_none = none_guard_of(node, at);
    const auto periods = node.all(Rule::period_phrase);
    if (node.has("different")) {
        aggregate.op = syntax::AggregateOp::number_different;
        const Node& noun = node.get(Rule::unit_name);
        syntax::Reference what;
        what.name = name_of(noun);
        aggregate.of = made(syntax::ReferenceAmount{std::move(what)}, noun.span);
        aggregate.over = sets_of(node.get(Rule::sets), at);
        if (!periods.empty()) aggregate.over.back().period = period_of(*periods.front(), at);
        return made(std::move(aggregate), node.span);
    }
    std::shared_ptr<syntax::Aggregate> whole;
    for (const Node& part : node.parts) {
        if (part.rule == Rule::counted && aggregate.over.empty()) {
            aggregate.over = {counted_of(part, at)};
        } else if (part.rule == Rule::counted) {
            whole = std::make_shared<syntax::Aggregate>();
            whole->op = syntax::AggregateOp::number;
            whole->over = {counted_of(part, at)};
        } else if (part.rule == Rule::period_phrase) {
            (whole == nullptr ? aggregate : *whole).over.back().period = period_of(part, at);
        }
    }
    aggregate.out_of = std::move(whole);
    return made(std::move(aggregate), node.span);
}

AmountPtr phrase_of(const Node& node, Building& at) {
    switch (node.rule) {
        case Rule::extreme:
        case Rule::wide_extreme: return extreme_of(node, at);
        case Rule::amount_by: return amount_by_of(node, at);
        case Rule::only_part: {
            const auto both = node.all(Rule::tight_operand);
            return made(syntax::AmountBy{amount_of(*both[0], at), amount_of(*both[1], at)}, node.span);
        }
        case Rule::from_the_first: {
            const Node& what = node.get(Rule::reference);
            syntax::FromTheFirst whole{made(syntax::ReferenceAmount{reference_of(what, at)}, what.span),
                                       amount_of(node.get(Rule::tight_operand), at),
                                       {}};
            const Node* coin = node.find(Rule::coin);
            if (coin == nullptr) coin = node.find(Rule::major_coin);
            if (coin == nullptr) coin = node.find(Rule::unit_word);
            whole.coin = coin != nullptr ? syntax::Name{at.written(coin->span), coin->span}
                                         : name_of(*node.word_of(WordKind::name));
            return made(std::move(whole), node.span);
        }
        case Rule::clause_amounts:
            return made(syntax::ClauseAmounts{clause_list_of(node.get(Rule::clause_list))}, node.span);
        case Rule::as_it_stood: return as_it_stood_of(node, at);
        case Rule::growth:
            return made(syntax::GrowsIn{reference_of(node.get(Rule::reference), at),
                                        name_of(*node.word_of(WordKind::period_unit))},
                        node.span);
        case Rule::clause_amount: {
            const Word& number = *node.word_of(WordKind::number);
            return made(syntax::ClauseAmount{number.text, number.span}, node.span);
        }
        case Rule::earlier_record: return earlier_of(node);
        case Rule::days_between: return days_of(node, at);
        case Rule::whole_years: {
            const auto ends = node.all(Rule::tight_operand);
            return made(syntax::WholeYears{amount_of(*ends[0], at), amount_of(*ends[1], at)}, node.span);
        }
        case Rule::whole_units:
            return made(syntax::WholeUnits{unit_of(node), amount_of(node.get(Rule::tight_operand), at)}, node.span);
        case Rule::period_edge: return period_edge_of(node);
        case Rule::period_of:
            return made(syntax::PeriodOf{name_of(*node.word_of(WordKind::period_unit)),
                                         amount_of(node.get(Rule::tight_operand), at)},
                        node.span);
        case Rule::part_amount: return part_amount_of(node, at);
        default: break;
    }
    ENGINE_CHECK(false && "a phrase of an amount");
    return nullptr;
}

}  // namespace concordat::parse
