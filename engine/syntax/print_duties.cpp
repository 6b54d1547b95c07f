// engine/syntax/print_duties.cpp · room: syntax
// What:  who pays and by when, notices, deductions, tax, interest, what is kept back and shared by a table, as text.
#include "syntax/print_duties.h"

#include "exact/decimal_text.h"
#include "syntax/print_parts.h"

namespace concordat::syntax {
std::string party(const PartyPhrase& one) {
    static constexpr const char* articles[] = {"", "the ", "each ", "that ", "all ", "its "};
    return articles[static_cast<int>(one.article)] + name(one.name) + (one.mark.empty() ? "" : " that " + one.mark) +
           labelled("other-than", one.other_than);
}
std::string deadline(const DeadlinePhrase& one) {
    std::string text = " due " + std::to_string(one.count) + (one.working ? " working" : "") +
                       (one.unit.empty() ? "" : " " + one.unit);
    if (!one.period_end.text.empty()) text += " " + name(one.period_end);
    if (one.date != nullptr) text += " " + print(*one.date);
    return one.words.empty() ? text : text + " \"" + one.words + "\"";
}
std::string odd(const std::optional<OddPennyPhrase>& one) {
    if (!one) return {};
    return one->largest_remainder ? std::string(" odd-penny-largest") : labelled("odd-penny", one->to);
}
std::string deduction(const std::optional<DeductionPhrase>& one) {
    if (!one) return {};
    static constexpr const char* balances[] = {"", " balance-later", " balance-paid"};
    static constexpr const char* ends[] = {"", " end-lapses", " end-paid"};
    return " deducted-from " + party(one->due_to) + labelled("under", one->under) +
           balances[static_cast<int>(one->balance)] + (one->paid_within ? deadline(*one->paid_within) : "") +
           ends[static_cast<int>(one->at_end)] + (one->end_within ? deadline(*one->end_within) : "");
}

std::string form(const NoticeSentence& one) {
    std::string text = one.for_each == nullptr ? std::string() : "(each";
    if (one.for_each != nullptr) {
        for (const Name& noun : one.for_each->names) text += " " + name(noun);
        text += (one.for_each->where == nullptr ? "" : " where " + print(*one.for_each->where)) + ") ";
    }
    text += "notice";
    if (one.at_end_of) text += " at-end-of " + name(*one.at_end_of) + " " + std::to_string(one.ordinal);
    text += " " + condition(one.condition);
    if (one.agree) return text + " agree " + name(*one.agree) + labelled("until-then", one.until_then);
    text += " by " + party(one.by);
    for (const PartyPhrase& to : one.to) text += " to " + party(to);
    return text + (one.deadline ? deadline(*one.deadline) : "");
}
std::string form(const TaxSentence& one) {
    return "tax " + name(one.tax) + " " + exact::write_exact(one.rate * 100) + "% on " + print(one.on) +
           (one.lost_by ? " lost-by " + party(*one.lost_by) : "") + labelled("cost", one.cost);
}
std::string form(const InterestSentence& one) {
    return "interest " + exact::write_exact(one.a_year * 100) + "%" + labelled("under", one.under) +
           (one.above ? " above " + one.above->title + ":" + one.above->file : std::string()) + " of " +
           std::to_string(one.days);
}
std::string form(const PassDownSentence& one) {
    return "pass-down " + party(one.keeper) + " of " + name(one.of) + " as " + name(one.as_under);
}
std::string form(const KeepBackSentence& one) {
    return "keep-back " + exact::write_exact(one.share * 100) + "% by " + party(one.keeper) + " until " +
           party(one.reporter) + " reports " + name(one.fact) + labelled("under", one.under) + " for " + name(one.unit);
}
std::string form(const SharedSentence& one) {
    return "shared " + print(one.amount) + (one.mirrored ? " mirrored" : "") + odd(one.odd_penny) + " " +
           print(one.table);
}

}  // namespace concordat::syntax
