// engine/parse/build_condition.cpp · room: parse
// What:  conditions: comparisons, lists of codes, all of and any of. Mixed and/or is refused with both readings.
// Start: condition_of(), last in the file.
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using source::Code;
using syntax::AmountPtr;
using syntax::Comparator;
using syntax::ConditionPtr;
using syntax::Junction;

namespace {

ConditionPtr condition(decltype(syntax::Condition::node) node, Span span) {
    return std::make_shared<const syntax::Condition>(syntax::Condition{std::move(node), span});
}

}  // namespace

Comparator comparator_of(const Node& node) {
    const bool is_not = node.has("not");
    if (node.has("least")) return Comparator::at_least;
    if (node.has("most")) return Comparator::at_most;
    if (node.has("on")) return node.has("after") ? Comparator::at_least : Comparator::at_most;
    if (node.has("more") || node.has("later") || node.has("after"))
        return is_not ? Comparator::at_most : Comparator::more_than;
    return is_not ? Comparator::at_least : Comparator::less_than;
}

namespace {

/// One of a chain joined by and/or: its tree and where its words stand.
struct Link {
    ConditionPtr condition;
    Span span;
    std::string word;  // before it
    Span word_span;
    std::string inner_word;  // between tests that share its subject
};

/// Both readings of a chain that mixes `and` and `or`.
void refuse_mixed(const std::vector<Link>& links, std::size_t change, Building& at) {
    const auto words = [&](std::size_t from, std::size_t to) {
        return at.written({links[from].span.begin, links[to].span.end});
    };
    const std::size_t last = links.size() - 1;
    const std::string first = fmt::format("({}) {} {}", words(0, change - 1), links[change].word, words(change, last));
    const std::string second =
        fmt::format("{} {} ({})", words(0, change - 2), links[change - 1].word, words(change - 1, last));
    at.report(Code::and_or_mixed, links[change].word_span,
              fmt::format("`{}` and `{}` stand in one condition without brackets", links[change - 1].word,
                          links[change].word))
        .with_help(fmt::format("write `{}` or `{}`", first, second));
}

/// `A is less than 5 or more than 9 and B is 2`: the same mistake, hidden in tests that share a subject.
void refuse_mixed_inside(const std::vector<Link>& links, std::size_t index, Building& at) {
    const Link& outer = links[index == 0 ? 1 : index];
    at.report(Code::and_or_mixed, outer.word_span,
              fmt::format("`{}` and `{}` stand in one condition without brackets", links[index].inner_word, outer.word))
        .with_help(fmt::format("write `({})` in brackets, if that belongs together", at.written(links[index].span)));
}

void look_for_mixed(const std::vector<Link>& links, Building& at) {
    for (std::size_t index = 2; index < links.size(); ++index)
        if (links[index].word != links[index - 1].word) return refuse_mixed(links, index, at);
    for (std::size_t index = 0; index < links.size(); ++index)
        if (!links[index].inner_word.empty() && links[index].inner_word != links[1].word)
            return refuse_mixed_inside(links, index, at);
}

/// The word between the tests of a comparison that has several; empty for anything else.
std::string word_inside(const Node& term) {
    const Node* node = &term;
    while (node->rule == Rule::condition_term || node->rule == Rule::tight_term) node = &node->parts.back();
    if (node->rule != Rule::comparison && node->rule != Rule::tight_comparison) return {};
    if (const Node* further = node->find(Rule::further_test)) return further->get(Rule::test_join).only().word->text;
    const Node* join = node->parts.back().find(Rule::test_join);
    return join == nullptr ? std::string() : join->only().word->text;
}

ConditionPtr joined_links(std::vector<Link> links, Span span, Building& at) {
    if (links.size() == 1) return links.front().condition;
    look_for_mixed(links, at);
    Junction junction{links[1].word == "and" ? Junction::Type::all : Junction::Type::any, {}, 0, {}};
    for (Link& link : links) junction.items.push_back(std::move(link.condition));
    return condition(std::move(junction), span);
}

/// The parts of a chain: terms with the words between them.
std::vector<Link> links_of(const Node& node, Building& at) {
    std::vector<Link> links;
    std::string word;
    Span word_span;
    for (const Node& part : node.parts) {
        if (part.rule == Rule::word) {
            word = part.word->text;
            word_span = part.span;
        } else {
            links.push_back({condition_of(part, at), part.span, word, word_span, word_inside(part)});
        }
    }
    return links;
}

/// `at least 85% and less than 95% of Plan`: where only the last figure says `of`, the bare percentages before it take
/// it too.
void share_base(std::vector<AmountPtr>& figures) {
    const auto* last = std::get_if<syntax::Binary>(&figures.back()->node);
    if (last == nullptr || !last->of) return;
    for (AmountPtr& figure : figures) {
        const auto* literal = std::get_if<syntax::LiteralAmount>(&figure->node);
        if (literal == nullptr || literal->literal.type != syntax::Literal::Type::percent ||
            !literal->literal.per.empty())
            continue;
        figure = made(syntax::Binary{syntax::Operator::times, figure, last->right, true, last->op_span, {}, {}},
                      figure->span);
    }
}

/// `is at least A and less than B`: comparisons that share their subject.
struct SharedTests {
    std::vector<Comparator> comparators;
    std::vector<Span> spans;  // of the comparator words
    std::vector<AmountPtr> figures;
    std::vector<Span> whole;  // of comparator and figure
    std::vector<std::string> joins;
    std::vector<Span> join_spans;
};

ConditionPtr shared_condition(SharedTests tests, const AmountPtr& left, Span span, Building& at) {
    share_base(tests.figures);
    std::vector<Link> links;
    for (std::size_t index = 0; index < tests.figures.size(); ++index) {
        const Span begin = index == 0 && left != nullptr ? left->span : tests.whole[index];
        Link link;
        link.span = source::joined(begin, tests.whole[index]);
        link.condition = condition(
            syntax::Comparison{left, tests.figures[index], tests.comparators[index], tests.spans[index]}, link.span);
        if (index > 0) {
            link.word = tests.joins[index - 1];
            link.word_span = tests.join_spans[index - 1];
        }
        links.push_back(std::move(link));
    }
    return joined_links(std::move(links), span, at);
}

void add_open_tests(const Node& node, SharedTests& tests, Building& at) {
    for (const Node& part : node.parts) {
        if (part.rule == Rule::test_join) {
            tests.joins.push_back(part.only().word->text);
            tests.join_spans.push_back(part.span);
        } else if (part.rule == Rule::open_test) {
            const Node& comparator = part.get(Rule::comparator);
            tests.comparators.push_back(comparator_of(comparator));
            tests.spans.push_back(comparator.span);
            tests.figures.push_back(amount_of(part.get(Rule::signed_operand), at));
            tests.whole.push_back(part.span);
        }
    }
}

std::vector<std::string> quoted_in(const Node& node) {
    std::vector<std::string> texts;
    for (const Word* word : node.words_of(WordKind::quoted)) texts.push_back(folded(word->text));
    return texts;
}

/// `at T or better`, `worse than T`: turned with the way that is better.
ConditionPtr better_test(const Node& node, const AmountPtr& left, Span span, Building& at) {
    const bool than = node.has("than");
    const bool worse = node.has("worse");
    const Comparator op = worse ? (than ? Comparator::less_than : Comparator::at_most)
                                : (than ? Comparator::more_than : Comparator::at_least);
    return condition(syntax::Better{left, amount_of(node.get(Rule::tight_operand), at), op}, span);
}

ConditionPtr plain_test(const Node& node, const AmountPtr& left, Span span, Building& at) {
    const bool negated = node.has("not");
    if (const Node* turned = node.find(Rule::better)) return better_test(*turned, left, span, at);
    if (node.has("missing") || node.has("blank")) return condition(syntax::IsMissing{left, negated}, span);
    if (node.has("reported")) return condition(syntax::IsMissing{left, !negated}, span);
    if (node.has("that")) return that_of(node, left, span);
    if (const Node* schedule = node.find(Rule::schedule)) {
        const syntax::ScheduleRef ref = schedule_of(*schedule);
        return condition(syntax::InSchedule{left, ref.file, ref.title, negated}, span);
    }
    if (node.has("price")) {
        const auto* reference = std::get_if<syntax::ReferenceAmount>(&left->node);
        if (reference != nullptr) return condition(syntax::ThereIs{reference->reference, true}, span);
        at.report(Code::word_out_of_place, left->span, "only a name can be no price; this is a sum")
            .with_help("define a term for it first, and ask for that");
    }
    if (node.has("from")) {
        const auto codes = quoted_in(node);
        return condition(syntax::CodeRange{left, codes.front(), codes.back()}, span);
    }
    if (const Node* after = node.find(Rule::tight_operand)) {
        syntax::Within within{left, amount_of(*after, at), {}, name_of(node.get(Rule::unit_word)).text};
        within.length.number = number_in(*node.word_of(WordKind::number), at);
        within.length.unit = within.unit;
        return condition(std::move(within), span);
    }
    syntax::OneOf one_of{left, {}, negated};
    for (const Node* value : node.all(Rule::value)) one_of.values.push_back(amount_of(*value, at));
    return condition(std::move(one_of), span);
}

/// `is "a" or "b"`, `is not X`.
ConditionPtr value_test(const Node& list, const Node* is_not, const AmountPtr& left, Span span, Building& at) {
    const auto values = list.all(Rule::value);
    if (values.empty()) {
        const Span op = is_not == nullptr ? Span{list.span.begin, list.span.begin} : is_not->span;
        return condition(syntax::Comparison{left, amount_of(list.only(), at),
                                            is_not == nullptr ? Comparator::is : Comparator::is_not, op},
                         span);
    }
    syntax::OneOf one_of{left, {}, is_not != nullptr};
    for (const Node* value : values) one_of.values.push_back(amount_of(*value, at));
    return condition(std::move(one_of), span);
}

/// `Handover has happened`: the subject is the name of an event.
ConditionPtr happened_of(const Node& node, const AmountPtr& left, Span span, Building& at) {
    const auto* reference = left == nullptr ? nullptr : std::get_if<syntax::ReferenceAmount>(&left->node);
    if (reference == nullptr) {
        at.report(Code::word_out_of_place, node.span, "only an event can have happened, by its name")
            .with_help("write the name of a date that is reported once: `Handover has happened`");
        return condition(syntax::Happened{}, span);
    }
    return condition(syntax::Happened{reference->reference.name, node.has("not"), node.has("end")}, span);
}

}  // namespace

ConditionPtr test_of(const Node& test, const AmountPtr& left, Span span, Building& at) {
    if (const Node* begins = test.find(Rule::begins_with))
        return condition(syntax::BeginsWith{left, quoted_in(*begins)}, span);
    if (const Node* happened = test.find(Rule::happened)) return happened_of(*happened, left, span, at);
    if (const Node* plain = test.find(Rule::plain_test)) return plain_test(*plain, left, span, at);
    const Node* list = test.find(Rule::value_list);
    if (list == nullptr) list = test.find(Rule::tight_value_list);
    if (list != nullptr) return value_test(*list, test.find(Rule::not_word), left, span, at);
    if (const Node* more = test.find(Rule::or_more)) {  // 100% or more
        const Comparator op = more->has("more") ? Comparator::at_least : Comparator::at_most;
        return condition(syntax::Comparison{left, amount_of(more->get(Rule::signed_operand), at), op, more->span},
                         span);
    }
    SharedTests tests;
    const Node& comparator = test.get(Rule::comparator);
    const Node* figure = test.find(Rule::amount);
    if (figure == nullptr) figure = &test.get(Rule::signed_operand);
    tests.comparators.push_back(comparator_of(comparator));
    tests.spans.push_back(comparator.span);
    tests.figures.push_back(amount_of(*figure, at));
    tests.whole.push_back(source::joined(comparator.span, figure->span));
    add_open_tests(test, tests, at);
    return shared_condition(std::move(tests), left, span, at);
}

namespace {

/// A is missing, or is at the Benchmark or better: each test on the same figure.
ConditionPtr comparison_of(const Node& node, Building& at) {
    const AmountPtr left = amount_of(node.parts.front(), at);
    std::vector<Link> links{{test_of(node.parts[1], left, node.span, at), node.parts[1].span, {}, {}, {}}};
    for (const Node* further : node.all(Rule::further_test)) {
        const Node& join = further->get(Rule::test_join);
        ConditionPtr test;
        if (const Node* plain = further->find(Rule::plain_test)) {
            test = plain_test(*plain, left, further->span, at);
        } else {
            SharedTests tests;
            add_open_tests(*further, tests, at);
            test = shared_condition(std::move(tests), left, further->span, at);
        }
        links.push_back({std::move(test), further->span, join.only().word->text, join.span, {}});
    }
    return joined_links(std::move(links), node.span, at);
}

ConditionPtr many_reported(const Node& node, Building& at) {
    Junction junction{Junction::Type::all, {}, 0, {}};
    const bool negated = node.has("not") != node.has("reported");
    for (const Node* reference : node.all(Rule::reference))
        junction.items.push_back(condition(syntax::IsMissing{amount_of(*reference, at), negated}, node.span));
    return condition(std::move(junction), node.span);
}

ConditionPtr list_of(const Node& node, Building& at) {
    Junction junction{Junction::Type::all, {}, 0, {}};
    if (node.has("any")) junction.type = Junction::Type::any;
    if (node.has("least")) {
        junction.type = Junction::Type::at_least;
        if (const Word* name = node.word_of(WordKind::name)) {
            syntax::Reference reference;
            reference.name = name_of(*name);
            junction.k = made(syntax::ReferenceAmount{std::move(reference)}, name->span);
        } else {
            junction.count = static_cast<std::size_t>(cardinal_of(node.get(Rule::cardinal), at));
        }
    }
    check_letters(node.all(Rule::list_item), at);
    for (const Node* item : node.all(Rule::list_item)) junction.items.push_back(condition_of(*item, at));
    return condition(std::move(junction), node.span);
}

/// `all of A, B and C are yes`: each of them is.
ConditionPtr many_of(const Node& node, Building& at) {
    const bool any = node.has("any");
    Junction junction{any ? Junction::Type::any : Junction::Type::all, {}, 0, {}};
    const AmountPtr value = amount_of(node.get(Rule::value), at);
    const Node* is_not = node.find(Rule::not_word);
    for (const Node* one : node.all(Rule::reference)) {
        const AmountPtr left = made(syntax::ReferenceAmount{reference_of(*one, at)}, one->span);
        const Comparator op = is_not == nullptr ? Comparator::is : Comparator::is_not;
        junction.items.push_back(condition(syntax::Comparison{left, value, op, value->span}, one->span));
    }
    if (any != node.has("or"))
        at.report(Code::and_or_mixed, node.span, any ? "`any of` goes with `or`" : "`all of` goes with `and`")
            .with_help("write `all of A, B and C are yes`, or `any of A, B or C are yes`");
    return condition(std::move(junction), node.span);
}

ConditionPtr step_test(const Node& node, const AmountPtr& left, Building& at) {
    if (const Node* open = node.find(Rule::open_test)) {
        const Node& comparator = open->get(Rule::comparator);
        return condition(syntax::Comparison{left, amount_of(open->get(Rule::signed_operand), at),
                                            comparator_of(comparator), comparator.span},
                         node.span);
    }
    return condition(syntax::IsMissing{left, false}, node.span);
}

}  // namespace

ConditionPtr tests_of(const Node& node, AmountPtr left, Building& at) {
    if (node.rule == Rule::open_tests) {
        SharedTests tests;
        add_open_tests(node, tests, at);
        return shared_condition(std::move(tests), left, node.span, at);
    }
    std::vector<Link> links;
    std::string word;
    Span word_span;
    for (const Node& part : node.parts) {
        if (part.rule == Rule::step_test) links.push_back({step_test(part, left, at), part.span, word, word_span, {}});
        else {
            word = part.word->text;
            word_span = part.span;
        }
    }
    return joined_links(std::move(links), node.span, at);
}

ConditionPtr code_condition_of(const Node& node, Building&) {
    const syntax::Name name = name_of(*node.word_of(WordKind::name));
    syntax::Reference reference;
    reference.name = name;
    const AmountPtr left = made(syntax::ReferenceAmount{std::move(reference)}, name.span);
    std::vector<AmountPtr> codes;
    for (const Word* word : node.words_of(WordKind::quoted)) {
        syntax::Literal literal;
        literal.type = syntax::Literal::Type::text;
        literal.text = folded(word->text);
        codes.push_back(made(syntax::LiteralAmount{std::move(literal)}, word->span));
    }
    if (codes.size() > 1) return condition(syntax::OneOf{left, std::move(codes), false}, node.span);
    const Span op = {name.span.end, name.span.end};
    return condition(syntax::Comparison{left, codes.front(), Comparator::is, op}, node.span);
}

ConditionPtr both_of(ConditionPtr one, ConditionPtr other) {
    if (one == nullptr || other == nullptr) return one == nullptr ? std::move(other) : std::move(one);
    const Span span = source::joined(one->span, other->span);
    return condition(Junction{Junction::Type::all, {}, 0, {std::move(one), std::move(other)}}, span);
}

ConditionPtr condition_of(const Node& node, Building& at) {
    switch (node.rule) {
        case Rule::condition:
        case Rule::tight_condition: return joined_links(links_of(node, at), node.span, at);
        case Rule::condition_term:
        case Rule::tight_term:
            if (node.has("not"))
                return condition(syntax::Negation{condition_of(node.get(Rule::condition_bracket), at)}, node.span);
            return condition_of(node.only(), at);
        case Rule::condition_bracket: return condition_of(node.get(Rule::condition), at);
        case Rule::condition_list: return list_of(node, at);
        case Rule::many_are: return many_of(node, at);
        case Rule::many_have: return many_have_of(node, at);
        case Rule::many_reported: return many_reported(node, at);
        case Rule::list_item: return condition_of(node.parts.back(), at);
        case Rule::there_is:
            return condition(syntax::ThereIs{reference_of(node.get(Rule::reference), at), node.has("no")}, node.span);
        case Rule::clause_met:
        case Rule::member_counts:
        case Rule::tight_counts: return counting_condition_of(node, at);
        case Rule::comparison:
        case Rule::tight_comparison: return comparison_of(node, at);
        default: break;
    }
    ENGINE_CHECK(false && "a rule for conditions");
    return nullptr;
}

}  // namespace concordat::parse
