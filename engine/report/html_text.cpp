// engine/report/html_text.cpp · room: report
// What:  escaping for HTML and SVG, and anchors.
#include "report/html_text.h"

#include "source/characters.h"

namespace concordat::report {

std::string html_text(std::string_view words) {
    std::string text;
    for (const char character : source::visible_text(words)) {
        switch (character) {
            case '&': text += "&amp;"; break;
            case '<': text += "&lt;"; break;
            case '>': text += "&gt;"; break;
            case '"': text += "&quot;"; break;
            case '\'': text += "&#39;"; break;
            default: text += character;
        }
    }
    return text;
}

std::string anchor_for(std::string_view prefix, std::string_view name) {
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    std::string anchor(prefix);
    anchor += '-';
    for (const char character : name) {
        const auto byte = static_cast<unsigned char>(character);
        const bool plain = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
        if (plain) {
            anchor += character;
        } else if (character >= 'A' && character <= 'Z') {
            anchor += static_cast<char>(character - 'A' + 'a');
        } else if (byte < 0x80) {
            if (!anchor.ends_with('-')) anchor += '-';
        } else {
            anchor += hexadecimal[byte >> 4];
            anchor += hexadecimal[byte & 0x0Fu];
        }
    }
    return anchor;
}

}  // namespace concordat::report
