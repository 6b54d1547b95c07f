// engine/source/render_json.cpp · room: source
// What:  diagnostics as JSON for programs: keys always there, always in the same order. Bytes that are not UTF-8 become
//        U+FFFD, so that the result is always valid.
#include "source/render.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace concordat::source {
namespace {

using Json = nlohmann::ordered_json;

void add_place(Json& object, const Place& place) {
    object["file"] = place.file;
    object["line"] = place.line;
    object["column"] = place.column;
    object["length"] = place.mark_length;
    object["quoted"] = place.quoted_line;
    object["mark_from"] = place.mark_from;
}

Json labels_json(const Diagnostic& diagnostic) {
    Json labels = Json::array();
    for (const Label& label : diagnostic.labels) {
        Json object;
        add_place(object, label.place);
        object["text"] = label.text;
        labels.push_back(std::move(object));
    }
    return labels;
}

Json diagnostic_json(const Diagnostic& diagnostic) {
    Json object;
    object["code"] = code_label(diagnostic.code);
    object["severity"] = severity_name(severity_of(diagnostic.code));
    object["message"] = diagnostic.message;
    object["clause"] = diagnostic.clause;
    add_place(object, diagnostic.place);
    object["labels"] = labels_json(diagnostic);
    object["help"] = diagnostic.help;
    return object;
}

}  // namespace

std::string render_json(const Diagnostics& diagnostics) {
    Json document;
    document["diagnostics"] = Json::array();
    for (const Diagnostic* one : diagnostics.shown()) document["diagnostics"].push_back(diagnostic_json(*one));
    document["errors"] = diagnostics.count(Severity::error);
    document["warnings"] = diagnostics.count(Severity::warning);
    document["advice"] = diagnostics.count(Severity::advice);
    constexpr int indent = 2;
    return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace concordat::source
