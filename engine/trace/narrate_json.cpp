// engine/trace/narrate_json.cpp · room: trace
// What:  the steps behind an amount as JSON text: the same tree, amounts exact and as people read them.
// Start: narrate_json(), last in the file.
#include "trace/trace.h"

#include <string_view>

namespace concordat::trace {

namespace {

using model::Contract;

std::string quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') out += '\\';
        if (byte >= 0x20) {
            out += character;
            continue;
        }
        out += "\\u00";
        out += hex[byte >> 4];
        out += hex[byte & 0x0Fu];
    }
    return out + "\"";
}

std::string_view name_of(Step::What what) {
    switch (what) {
        case Step::What::term: return "term";
        case Step::What::stage: return "clause";
        case Step::What::input: return "input";
        case Step::What::record: return "record";
        case Step::What::aggregate: return "aggregate";
        case Step::What::note: return "note";
    }
    return "note";
}

void add(std::string& out, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    out += "," + quoted(name) + ":" + quoted(text);
}

void write(const Contract& contract, const Step& step, std::string& out) {
    out += "{\"what\":" + quoted(name_of(step.what));
    add(out, "name", step.name);
    add(out, "of", step.of);
    if (step.clause.is_set()) add(out, "clause", contract.clause(step.clause).number);
    if (step.before) add(out, "before", model::write_plain(contract, *step.before, step.kind));
    if (!std::holds_alternative<model::None>(step.value) || step.what != Step::What::note) {
        add(out, "value", model::write_plain(contract, step.value, step.kind));
        add(out, "shown", model::write_for_people(contract, step.value, step.kind));
    }
    add(out, "words", step.words);
    add(out, "origin", step.origin);
    add(out, "formula", step.formula);
    if (!step.parts.empty()) {
        out += ",\"parts\":[";
        for (const Step& part : step.parts) {
            if (&part != &step.parts.front()) out += ',';
            write(contract, part, out);
        }
        out += ']';
    }
    out += '}';
}

}  // namespace

std::string narrate_json(const Contract& contract, const Step& step) {
    std::string out;
    write(contract, step, out);
    return out + "\n";
}

}  // namespace concordat::trace
