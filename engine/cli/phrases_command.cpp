// engine/cli/phrases_command.cpp · room: cli
// What:  concordat phrases: the sentences a contract may use, found by a word.
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/front.h"

namespace concordat::cli {
namespace {

struct Options {
    std::string word;
    std::string format = "text";
};

std::string indented(const std::string& text) {
    std::string out = "    ";
    for (const char character : text) {
        out += character;
        if (character == '\n') out += "    ";
    }
    while (out.ends_with(' ') || out.ends_with('\n')) out.pop_back();
    return out + "\n";
}

std::string phrases_text(const session::Phrases& phrases) {
    std::string text;
    for (const auto& form : phrases.forms) {
        if (!text.empty()) text += "\n";
        text += fmt::format("{}  {}\n{}", form.id, form.pattern, indented(form.meaning));
        if (!form.example.empty()) text += "    for example:\n" + indented(form.example);
        if (!form.page.empty()) text += indented("more: " + form.page);
    }
    return text;
}

std::string phrases_json(const session::Phrases& phrases) {
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    for (const auto& form : phrases.forms) {
        Json object;
        object["id"] = form.id;
        object["pattern"] = form.pattern;
        object["meaning"] = form.meaning;
        object["example"] = form.example;
        object["page"] = form.page;
        list.push_back(std::move(object));
    }
    constexpr int indent = 2;
    return list.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

void show_phrases(Front& front, const Options& options) {
    const session::Phrases phrases = session::find_phrases(options.word);
    if (options.format == "json") return deliver(front, phrases_json(phrases), "");
    deliver(front, phrases_text(phrases), "");
    if (!phrases.forms.empty()) return;
    const std::string hint = phrases.did_you_mean
                                 ? fmt::format("; did you mean `{}`?", *phrases.did_you_mean)
                                 : "; concordat phrases lists all";
    front.streams.err << fmt::format("no sentence form has `{}` in it{}\n", options.word, hint);
    front.exit_code = ExitCode::usage;
}

}  // namespace

void add_phrases_command(CLI::App& app, Front& front) {
    CLI::App* command = app.add_subcommand("phrases", "List the sentences that a contract may use");
    auto options = std::make_shared<Options>();
    command->add_option("WORD", options->word, "only those with this word or these words");
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->footer(
        "Examples:\n  concordat phrases\n  concordat phrases rounded\n  concordat phrases \"in "
        "proportion to\"");
    command->callback([options, &front] { show_phrases(front, *options); });
}

}  // namespace concordat::cli
