// engine/syntax/print_years.cpp · room: syntax
// What:  sentences about years, carried amounts and clauses read otherwise, as text.
#include "exact/decimal_text.h"
#include "syntax/print_years.h"

#include "syntax/print_parts.h"

namespace concordat::syntax {
namespace {

std::string each(const ForEachPtr& one) {
    if (one == nullptr) return {};
    std::string text = "(each";
    for (const Name& noun : one->names) text += " " + name(noun);
    return text + (one->where == nullptr ? std::string() : " where " + print(*one->where)) + ") ";
}
std::string names_of(const std::vector<Name>& many) {
    std::string text;
    for (const Name& one : many) text += " " + name(one);
    return text;
}

std::string setting(const Setting& one) {
    switch (one.what) {
        case Setting::What::none: return " (none " + name(one.name) + ")";
        case Setting::What::nothing_carried: return " (nothing-carried)";
        case Setting::What::above_is_lost: return " (above-is-lost)";
        case Setting::What::means: break;
    }
    return " (" + name(one.name) + " " + print(one.amount) + print(one.parts) + (one.carried ? " carried" : "") + ")";
}

}  // namespace

std::string print(const std::optional<EqualParts>& parts) {
    if (!parts) return {};
    return " (parts " + (parts->unit ? name(*parts->unit) : std::to_string(parts->count)) +
           (parts->in_force ? " in-force" : "") + (parts->nearest ? " nearest" : "") + ")";
}
std::string print(const std::optional<FirstPeriod>& first) {
    if (!first) return {};
    return " (first " + first->period + " " + (first->value ? print(*first->value) : "none") + ")";
}

std::string form(const SettingsSentence& one) {
    std::string text = each(one.for_each) + "settings";
    for (const SettingCase& made : one.cases) {
        text += " (case " + (made.condition == nullptr ? std::string("otherwise") : print(*made.condition));
        for (const Setting& inner : made.settings) text += setting(inner);
        text += ")";
    }
    return text;
}
std::string form(const BroughtForwardSentence& one) {
    return each(one.for_each) + "brought-forward" + names_of(one.names) + " from" + names_of(one.from) + " [" +
           one.unit.text + " before]" + print(one.first);
}
std::string form(const UsedOnceSentence& one) { return "used-once" + names_of(one.names) + " in " + name(one.in); }
std::string form(const NamedDaySentence& one) {
    return std::string(one.as_known ? "as-known-on " : "at ") + std::to_string(one.day) + "/" +
           std::to_string(one.month) + " " + print(*one.condition) + " [months " + std::to_string(one.first_month) +
           "-" + std::to_string(one.last_month) + "] " + print(one.term) + " " + print(one.amount) + print(one.parts) +
           (one.otherwise_clause ? " otherwise " + name(*one.otherwise_clause) : std::string());
}
std::string form(const NotApplySentence& one) {
    std::string text = "not-apply" + names_of(one.clauses);
    if (one.condition != nullptr) text += " if " + print(*one.condition);
    if (one.to) text += " to " + name(*one.to);
    if (one.in_year) {
        text += " year-of " + name(one.in_year->date);
        if (one.in_year->op) text += " " + std::to_string(one.in_year->day) + "/" + std::to_string(one.in_year->month);
    }
    for (const auto& time : one.times) text += " [" + time.first + " " + time.last + "]";
    if (one.every != nullptr) text += " " + print(*one.every);
    return text + (one.not_counted ? " not-counted" : "");
}
std::string form(const ReadWithSentence& one) {
    return "read" + names_of(one.clauses) + " " + print(*one.condition) + " \"" + one.new_words + "\" for \"" +
           one.old_words + "\"";
}
std::string form(const JoiningSentence& one) {
    std::string text = "joining " + name(one.role) + " " + name(one.date);
    for (const Reference& amount : one.amounts) text += " " + print(amount);
    return text + (one.whole ? " whole" : one.nothing ? " nothing" : "");
}

std::string form(const CarriedSentence& one) {
    std::string text = "carried " + name(one.name) + " " + std::to_string(one.for_periods) + " " + name(one.unit);
    if (!one.after_its_own) text += " own-unsaid";
    if (one.increased_by.sign() != 0) text += " more-by " + exact::write_exact(one.increased_by);
    text += " against " + name(one.against) + (one.before ? " before " : " after ") + name(one.shared) + " from " +
            one.opening_period;
    return text + (one.opening == nullptr ? " none" : " " + print(*one.opening));
}
std::string form(const NoReportSentence& one) {
    return "no-report " + name(one.party) + " " + name(one.records) + " " + name(one.unit) + " " + print(one.term) +
           " " + print(one.amount);
}
std::string form(const StandInSentence& one) {
    static constexpr const char* words[] = {"", " none-before", " waits-before"};
    return "stand-in " + name(one.party) + " " + name(one.records) + " " + name(one.unit) + " last " + name(one.last) +
           " of " + name(one.same) + " up-to " + std::to_string(one.up_to) + " " + name(one.up_to_unit) +
           words[static_cast<int>(one.before)];
}
std::string form(const AverageInForceSentence& one) {
    return "average-in-force " + name(one.term) + " " + name(one.unit);
}
std::string print(const IndexRise& one) {
    std::string text = " (rises " + std::to_string(one.day) + "/" + std::to_string(one.month) + " " + name(one.index) +
                       " in " + one.schedule.title + ":" + one.schedule.file + " " + std::to_string(one.index_month);
    for (const Tail& tail : one.limits)
        if (tail.limit != nullptr) text += (tail.upper ? " at-most " : " at-least ") + print(*tail.limit);
    return text + (one.may_fall ? " may-fall" : "") + (one.on_first ? " on-first" : "") + ")";
}
std::string print(const IndexFrom& one) {
    return " (indexed " + name(one.index) + " in " + one.schedule.title + ":" + one.schedule.file + " from " +
           one.base + ")";
}

}  // namespace concordat::syntax
