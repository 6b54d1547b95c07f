// engine/parse/build_kinds.cpp · room: parse
// What:  what a figure is, who gives it, what holds where it is missing; schedules and clause numbers.
#include <utility>

#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using syntax::KindPhrase;
using syntax::MissingPhrase;

namespace {

/// The kind that a word stands for.
KindPhrase::Type type_of_kind(const Node& node) {
    using Type = KindPhrase::Type;
    if (node.has("money")) return Type::money;
    if (node.has("percentage") || node.has("percentages")) return Type::percentage;
    if (node.has("count") || node.has("counts")) return Type::count;
    if (node.has("number") || node.has("numbers")) return Type::number;
    if (node.has("date") || node.has("dates")) return Type::date;
    if (node.has("days")) return Type::days;
    if (node.has("points")) return Type::points;
    if (node.has("yes")) return Type::yes_no;
    if (node.has("code") || node.has("codes")) return Type::code;
    if (node.word_of(WordKind::quoted) != nullptr) return Type::codes;
    return Type::name;
}

KindPhrase kind_word_of(const Node& node) {
    KindPhrase kind;
    kind.span = node.span;
    kind.type = type_of_kind(node);
    for (const Word* code : node.words_of(WordKind::quoted)) kind.codes.push_back(folded(code->text));
    if (const Node* name = node.find(Rule::unit_name)) kind.name = name_of(*name);
    else if (const Word* of = node.word_of(WordKind::name)) kind.name = name_of(*of);
    if (const Node* per = node.find(Rule::per_unit)) {
        kind.per = name_of(*per).text;
        if (kind.type == KindPhrase::Type::money) kind.type = KindPhrase::Type::unit_of;
    }
    return kind;
}

}  // namespace

KindPhrase kind_of(const Node& node, Building& at) {
    if (node.rule == Rule::kind_word) return kind_word_of(node);
    if (node.rule == Rule::cell_kind) {
        KindPhrase kind = kind_of(node.get(Rule::kind), at);
        if (const Node* policy = node.find(Rule::missing_policy)) kind.if_missing = missing_policy_of(*policy, at);
        return kind;
    }
    KindPhrase kind = kind_word_of(node.get(Rule::kind_word));
    kind.span = node.span;
    for (const Node* mark : node.all(Rule::kind_mark)) {
        if (mark->has("share") || mark->has("shares")) kind.share_of_one = true;
        else if (mark->has("hundredths")) kind.in_hundredths = true;
        else if (mark->has("blank")) kind.may_be_blank = true;
        else if (mark->has("unique")) kind.unique = true;
        else kind.one_or_zero = true;
    }
    return kind;
}

MissingPhrase missing_outcome_of(const Node& node, Building& at) {
    using Type = MissingPhrase::Type;
    MissingPhrase missing;
    missing.span = node.span;
    if (const Word* subject = node.word_of(WordKind::name)) missing.subject = name_of(*subject);
    const auto waits = node.all(Rule::waits_for);
    if (node.has("settlement")) {
        missing.type = Type::waits;
        if (!waits.empty()) missing.for_that = name_of(waits.front()->get(Rule::unit_name));
        if (waits.size() > 1) missing.also_for_that = name_of(waits[1]->get(Rule::unit_name));
        return missing;
    }
    if (node.has("interest")) {
        missing.type = Type::left_out;
        return missing;
    }
    if (const Node* amount = node.find(Rule::amount)) missing.value = amount_of(*amount, at);
    if (node.has("stands")) {
        missing.type = Type::last_value;
        missing.up_to = count_in(*node.word_of(WordKind::number), at);
        missing.up_to_unit = name_of(node.get(Rule::unit_name));
    } else if (node.has("out")) {
        missing.type = Type::left_out;
        if (node.has("rescaled")) missing.rescaled = name_of(*node.word_of(WordKind::name));
    } else if (node.has("held")) {
        missing.type = Type::held;
    } else if (node.has("takes")) {
        missing.type = Type::no_part;
    } else {
        missing.type = node.has("scores") ? Type::scores : Type::value;
    }
    return missing;
}

MissingPhrase missing_policy_of(const Node& node, Building& at) {
    MissingPhrase missing = missing_outcome_of(node.get(Rule::missing_outcome), at);
    missing.span = node.span;
    if (const Word* of = node.word_of(WordKind::name)) missing.of = name_of(*of);
    return missing;
}

syntax::OwnerPhrase owner_of(const Node& node) {
    using Article = syntax::OwnerPhrase::Article;
    syntax::OwnerPhrase owner;
    const std::string first = node.only().word->kind == WordKind::keyword ? node.only().word->text : std::string();
    owner.article = first == "each"   ? Article::each
                    : first == "that" ? Article::that
                    : first == "the"  ? Article::the
                    : first == "all"  ? Article::all
                    : first == "its"  ? Article::its
                                      : Article::none;
    for (const Word* name : node.words_of(WordKind::name)) {
        if (owner.name.text.empty()) owner.name = name_of(*name);
        else owner.and_others.push_back(name_of(*name));
    }
    return owner;
}

syntax::ScheduleRef schedule_of(const Node& node) {
    const Word& word = *node.only().word;
    if (word.kind == WordKind::schedule) return {word.text, {}, word.span};
    const std::size_t middle = word.text.find("](");
    return {folded(word.text.substr(1, middle - 1)),
            folded(word.text.substr(middle + 2, word.text.size() - middle - 3)), word.span};
}

std::vector<syntax::Name> clause_numbers_of(const Node& node) {
    std::vector<syntax::Name> numbers;
    for (const Word* number : node.words_of(WordKind::number)) numbers.push_back(name_of(*number));
    return numbers;
}

std::vector<syntax::AmountPtr> keys_of(const Node& node, Building& at) {
    std::vector<syntax::AmountPtr> keys;
    for (const Node* key : node.all(Rule::key)) {
        const Node& inner = key->only();
        if (inner.rule != Rule::word) {
            keys.push_back(amount_of(inner, at));
            continue;
        }
        syntax::Reference reference;  // a period unit as a key
        reference.name = name_of(*inner.word);
        keys.push_back(made(syntax::ReferenceAmount{std::move(reference)}, inner.span));
    }
    return keys;
}

}  // namespace concordat::parse
