// engine/syntax/print_pools.cpp · room: syntax
// What:  losses met in steps and pools, as text.
#include "syntax/print_pools.h"

#include "syntax/print_parts.h"

namespace concordat::syntax {

namespace {

std::string destination(const Destination& goes) {
    std::string text;
    switch (goes.type) {
        case Destination::Type::lapses: text = "lapses"; break;
        case Destination::Type::falls_on: text = "falls-on " + name(*goes.to); break;
        case Destination::Type::carried: text = "carried"; break;
        case Destination::Type::given: text = "given " + name(*goes.to); break;
        case Destination::Type::added: text = "added " + name(*goes.to); break;
    }
    if (goes.in_proportion_to != nullptr) text += " in-proportion " + print(*goes.in_proportion_to);
    if (goes.carried_as) text += " as " + name(*goes.carried_as);
    if (goes.first_in_line) text += " first-in-line";
    if (goes.part) text += " part " + name(*goes.part);
    return "(" + text + ")";
}

std::string by_paid_in(const ByPaidIn& one) {
    static constexpr const char* words[] = {"", " with-those-left", " without-those-left"};
    return " by-paid-into " + (one.into ? name(*one.into) : std::string("it")) + words[static_cast<int>(one.left)] +
           (one.kept_by ? " kept-by " + name(*one.kept_by) : std::string());
}

}  // namespace

std::string form(const LossStepsSentence& one) {
    std::string text = "met " + (one.amount ? print(*one.amount) : "part-of " + name(*one.part_met_by));
    for (const auto& step : one.steps) {
        text += " (by " + name(step.among);
        if (step.where != nullptr) text += " where " + print(*step.where);
        text += " in-proportion " + print(*step.in_proportion_to);
        if (step.until != nullptr) text += " until " + print(*step.until);
        text += ")";
    }
    if (one.most) {
        static constexpr const char* words[] = {"shared", "shared-once", "shared-again"};
        text += " (at-most " + print(*one.most->at_most) + " " + words[static_cast<int>(one.most->excess)] + ")";
    }
    if (one.part) text += " part " + name(*one.part);
    return one.not_met ? text + " " + destination(*one.not_met) : text;
}
std::string form(const MetFromSentence& one) {
    std::string text = "met-from " + print(one.amount);
    for (const auto& source : one.from)
        text += " (" + name(source.name) + (source.clause ? " clause " + source.clause->text : std::string()) + ")";
    return text + " " + destination(one.balance);
}
std::string form(const PoolSentence& one) {
    return "pool " + name(one.name) + " held-by " + name(one.held_by) +
           (one.opening == nullptr ? std::string() : " opening " + print(*one.opening)) +
           (one.may_be_negative ? " may-be-negative" : "");
}
std::string form(const PoolPartsSentence& one) {
    std::string text = "pool-parts";
    for (const auto& part : one.parts) text += " (" + name(part.name) + " " + print(*part.opening) + ")";
    return text;
}
std::string form(const GoesIntoSentence& one) { return "goes-into " + print(one.amount) + " " + name(one.pool); }
std::string form(const ReceivedOnlySentence& one) {
    return "received-only" + (one.pool ? " into " + name(*one.pool) : std::string()) + " owed-by " + name(one.owed_by) +
           (one.named ? " as " + name(*one.named) : "");
}
std::string form(const AppliedSentence& one) {
    static constexpr const char* words[] = {"to", "carried", "restore", "repay"};
    std::string text = "applied " + print(one.amount);
    for (const auto& use : one.uses) {
        text += std::string(" (") + words[static_cast<int>(use.type)] + " " + print(use.to);
        if (use.level != nullptr) text += " to " + print(*use.level);
        if (use.oldest_first) text += " oldest-first";
        if (use.by_what_is_owed) text += " by-what-is-owed";
        text += ")";
    }
    if (one.ranks) text += " ranks " + print(*one.ranks);
    text += " balance " + destination(one.balance);
    return one.not_met ? text + " not-met " + destination(*one.not_met) : text;
}
std::string form(const KeptForSentence& one) {
    return "kept-for " + name(one.what) + " " + std::to_string(one.periods) + " " + name(one.unit) + " " +
           destination(one.unused);
}
std::string form(const EndRuleSentence& one) {
    std::string text = "at-the-end";
    for (const auto& item : one.items) {
        text += " (";
        for (const Name& what : item.what) text += name(what) + " ";
        text += destination(item.goes) + (item.not_yet_repaid ? " not-yet-repaid" : "");
        if (item.by_paid_in) text += by_paid_in(*item.by_paid_in);
        text += ")";
    }
    return text;
}

}  // namespace concordat::syntax
