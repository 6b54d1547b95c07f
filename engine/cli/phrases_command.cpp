// engine/cli/phrases_command.cpp · room: cli
// What:  concordat phrases: the sentences a contract may use, found by a word.
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/front.h"
#include "report/writers.h"

namespace concordat::cli {
namespace {

struct PhrasesOptions {
    std::string word;
    std::string format = "text";
};

report::Row words(std::string lead, std::string text) {
    return {report::Row::Role::words, {report::text_cell(std::move(lead)), report::text_cell(std::move(text))}};
}

std::string phrases_text(const session::Phrases& phrases) {
    report::Document document;
    for (const auto& form : phrases.forms) {
        const std::string below(form.id.size(), ' ');
        report::Table table;
        table.rows = {words(form.id, form.pattern), words(below, form.meaning)};
        if (!form.example.empty()) table.rows.push_back(words(below, "Example: " + form.example));
        if (!form.page.empty()) table.rows.push_back(words(below, "Page: " + form.page));
        document.sections.push_back({"", {std::move(table)}});
    }
    return report::write_text(document);
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

void show_phrases(Front& front, const PhrasesOptions& options) {
    const session::Phrases phrases = session::find_phrases(options.word);
    if (options.format == "json") return deliver(front, phrases_json(phrases), "");
    deliver(front, phrases_text(phrases), "");
    if (!phrases.forms.empty()) return;
    const std::string hint = phrases.did_you_mean ? fmt::format("; did you mean `{}`?", *phrases.did_you_mean)
                                                  : "; concordat phrases lists all";
    front.streams.err << fmt::format("no sentence form has `{}` in it{}\n", options.word, hint);
    front.exit_code = ExitCode::usage;
}

}  // namespace

void add_phrases_command(CLI::App& app, Front& front) {
    CLI::App* command = app.add_subcommand("phrases", "List the sentences that a contract may use");
    auto options = std::make_shared<PhrasesOptions>();
    command->add_option("WORD", options->word, "only those with this word or these words");
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    command->footer(
        "Examples:\n  concordat phrases\n  concordat phrases rounded\n  concordat phrases \"in "
        "proportion to\"");
    command->callback([options, &front] { show_phrases(front, *options); });
}

}  // namespace concordat::cli
