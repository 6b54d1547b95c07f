// engine/report/typeset.cpp · room: report
// What:  quotation marks that open and close.
#include "report/typeset.h"

namespace concordat::report {
namespace {

bool is_space(char letter) { return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r'; }

}  // namespace

std::string typeset(std::string_view words, char before) {
    std::string text;
    bool blank = false;
    char last = before;
    for (const char letter : words) {
        if (is_space(letter)) {
            blank = true;
            continue;
        }
        if (blank) text += ' ';
        if (blank) last = ' ';
        blank = false;
        const bool opens = is_space(last) || last == '(' || last == '[';
        if (letter == '"') text += opens ? "\u201c" : "\u201d";
        else if (letter == '\'') text += opens ? "\u2018" : "\u2019";
        else text += letter;
        last = letter;
    }
    if (blank) text += ' ';
    return text;
}

std::string without_backticks(std::string_view words) {
    std::string text;
    bool inside = false;
    for (const char letter : words) {
        if (letter == '`') {
            text += inside ? "\u201d" : "\u201c";
            inside = !inside;
        } else {
            text += letter;
        }
    }
    return typeset(text);
}

}  // namespace concordat::report
