// engine/parse/build_taking_part.cpp · room: parse
// What:  who takes part and what counts, which way is better, amounts cut to a total, exceptions for one member.
#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

namespace {

syntax::AmountPtr number_counted(const Node& counted, Building& at) {
    syntax::Aggregate aggregate{};
    aggregate.op = syntax::AggregateOp::number;
    aggregate.over = {counted_of(counted, at)};
    // Of a party that is asked about, these are its own.
    aggregate.over.front().quantifier = syntax::SetPhrase::Quantifier::its;
    return made(std::move(aggregate), counted.span);
}

/// "fewer than 3 scored Domains", "Base Payments missing": how a statement tells why.
std::string reason_of(const Node& out, Building& at) {
    std::string words = at.written(out.span);
    for (const std::string_view lead : {"with ", "whose ", "where "})
        if (words.starts_with(lead)) words.erase(0, lead.size());
    for (const std::string_view verb : {" is missing", " are missing"})
        if (words.ends_with(verb)) words = words.substr(0, words.size() - verb.size()) + " missing";
    return words;
}

syntax::ConditionPtr out_condition(const Node& out, Building& at) {
    if (const Node* condition = out.find(Rule::condition)) return condition_of(*condition, at);
    const Node& counted = out.get(Rule::counted);
    syntax::Literal figure;
    figure.number = cardinal_of(out.get(Rule::cardinal), at);
    const Node& comparator = out.get(Rule::comparator);
    syntax::Comparison comparison{number_counted(counted, at),
                                  made(syntax::LiteralAmount{figure}, out.get(Rule::cardinal).span),
                                  comparator_of(comparator), comparator.span};
    return std::make_shared<const syntax::Condition>(syntax::Condition{std::move(comparison), out.span});
}

syntax::DirectionSentence direction_of(const Node& form) {
    const auto names = form.words_of(WordKind::name);
    return {name_of(*names[0]), form.has("less"), name_of(*names[1]), form.has("below"), name_of(*names[2])};
}

syntax::CutSentence cut_of(const Node& form, Building& at) {
    const auto limits = form.all(Rule::tight_operand);
    syntax::CutSentence cut;
    cut.term = reference_of(form.get(Rule::reference), at);
    cut.over = members_of(form.get(Rule::members), at);
    if (const Word* unit = form.word_of(WordKind::period_unit)) cut.period = name_of(*unit);
    cut.limit = amount_of(*limits[0], at);
    cut.to = amount_of(*limits[1], at);
    cut.each = name_of(*form.word_of(WordKind::name));
    if (const Node* goes = form.find(Rule::cut_goes)) cut.cut = cut_goes_of(*goes);
    cut.span = form.span;
    return cut;
}

syntax::ExceptSentence except_for(const Node& form, Building& at) {
    syntax::ExceptSentence except;
    except.despite = clause_numbers_of(form.get(Rule::clause_numbers));
    const auto names = form.get(Rule::for_member).words_of(WordKind::name);
    except.for_member = name_of(*names[0]);
    if (names.size() > 1) except.of_group = name_of(*names[1]);
    except.term = reference_of(form.get(Rule::reference), at);
    except.amount = tailed_of(form.get(Rule::tailed_amount), at);
    return except;
}

}  // namespace

syntax::TakingPartSentence taking_part_of(const Node& form, Building& at) {
    syntax::TakingPartSentence sentence;
    sentence.what = name_of(*form.word_of(WordKind::name));
    sentence.mark = form.has("scored") ? "scored" : form.has("counts") ? "counts" : "takes part";
    if (const Node* one = form.find(Rule::for_one)) sentence.for_each = name_of(*one->word_of(WordKind::name));
    if (const Node* condition = form.find(Rule::condition)) sentence.only_if = condition_of(*condition, at);
    for (const Node* out : form.all(Rule::out_case)) {
        sentence.out.push_back(out_condition(*out, at));
        sentence.reasons.push_back(reason_of(*out, at));
    }
    if (sentence.only_if != nullptr) sentence.reasons.push_back("not: " + at.written(form.get(Rule::condition).span));
    return sentence;
}

std::string mark_of(const Node& node) {
    if (node.has("scored")) return "scored";
    const Node* behind = node.find(Rule::in_play);
    if (behind == nullptr) return {};
    if (behind->has("scored")) return "scored";
    return behind->has("part") ? "takes part" : "counts";
}

void read_group(const Node& node, syntax::SetPhrase& set) {
    const Node* group = node.find(Rule::of_group);
    if (group == nullptr) return;
    const auto names = group->words_of(WordKind::name);
    set.of_member = name_of(*names[0]);
    set.of_group = name_of(*names[1]);
}

void build_taking_part(const Node& form, Forms& forms, Building& at) {
    switch (form.rule) {
        case Rule::taking_part:
        case Rule::no_part: return forms.push_back({taking_part_of(form, at), form.span});
        case Rule::direction: return forms.push_back({direction_of(form), form.span});
        case Rule::cut_to_fit: return forms.push_back({cut_of(form, at), form.span});
        case Rule::except_for: return forms.push_back({except_for(form, at), form.span});
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about who takes part");
}

}  // namespace concordat::parse
