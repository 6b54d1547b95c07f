// engine/syntax/print_changes.cpp · room: syntax
// What:  values that change from a day on, and what a limit cuts off, as text.
#include "syntax/print_changes.h"

#include "exact/decimal_text.h"
#include "syntax/print.h"
#include "syntax/print_parts.h"

namespace concordat::syntax {

namespace {

std::string change(const DayChange& one) {
    return std::string(one.up ? "up " : "down ") + exact::write_exact(one.by * 100) + "%" +
           (one.points      ? " points"
            : one.of_itself ? " of-itself"
                            : "");
}

}  // namespace

std::string print(const DayChanges& many) {
    static constexpr const char* bases[] = {"", " each-on-before", " each-on-first"};
    std::string text;
    for (const DayChange& one : many.each) {
        text += std::string(one.up ? " increased " : " reduced ") + exact::write_exact(one.by * 100) + "%";
        text += (one.points ? " points on " : one.of_itself ? " of-itself on " : " on ") + calendar::write_iso(one.on);
    }
    return text + bases[static_cast<int>(many.base)];
}

std::string print(const std::optional<ChangeSpan>& one) {
    if (!one) return {};
    return one->type == ChangeSpan::Type::separately ? " separately" : " whole " + name(one->unit);
}

std::string print(const CutGoes& one) {
    static constexpr const char* types[] = {"", " cut-lapses", " cut-falls", " cut-carried"};
    static constexpr const char* ends[] = {"", " end-lapses", " end-falls"};
    return types[static_cast<int>(one.type)] + labelled("on", one.on) + labelled("next", one.next) +
           ends[static_cast<int>(one.at_end)] + labelled("end-on", one.end_on);
}

std::string form(const ColumnChangeSentence& one) {
    const std::string how =
        one.same_as ? std::string(one.change.up ? "up" : "down") + " as " + print(*one.same_as) : change(one.change);
    return "column " + calendar::write_iso(one.from) + " " + print(one.column) + " " + how;
}

std::string form(const RowChangeSentence& one) {
    return "row " + calendar::write_iso(one.from) + labelled("clause", one.clause) + labelled("table", one.in_table) +
           " " + name(one.row) + " " + print(one.table);
}

std::string form(const UsedInOrderSentence& one) {
    return std::string(one.upper ? "used-in-order " : "made-up-at-last ") + print(one.term) + " " + name(one.unit) +
           " of " + name(one.within) + " " + amount(one.at) +
           (one.each_part ? " each-in-proportion " + name(*one.each_part) : "") + print(one.cut);
}

std::string form(const UsedByRecordsSentence& one) {
    std::string text = "used-by-records " + print(one.term) + " " + name(one.records) + " of " + name(one.of_each) +
                       " in " + name(one.within) + " " + amount(one.at) + labelled("taking", one.taking);
    for (const Name& field : one.order) text += " " + name(field);
    return text + print(one.cut);
}

std::string form(const TotalLimitSentence& one) {
    return "total-limit " + print(one.term) + " over " + print(one.over) + " " + amount(one.at);
}

}  // namespace concordat::syntax
