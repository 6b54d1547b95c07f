// engine/cli/explain_command.cpp · room: cli
// What:  concordat explain: why an amount is what it is, from the clause down to the rows of the
//        files.
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/front.h"
#include "report/explanation.h"

namespace concordat::cli {
namespace {

struct ExplainOptions {
    std::string contract, data, output;
    std::string format;  // left out: format_for() of the output
    session::ExplainRequest request;
};

void explain(Front& front, const ExplainOptions& options) {
    const session::OpenedContract opened = opened_contract(front, options.contract, options.format, options.data);
    if (opened.contract == nullptr) return;
    session::TakeInRequest request;
    request.may_add_up = true;
    request.streaming = watched(front);
    request.streaming.kept = options.request.of;
    const auto data = opened_data(front, opened, options.data, options.format, request);
    if (data == nullptr) return;
    const session::Explained explained = front.session.explain(opened, *data, options.request);
    show_problems(front, explained.problems, options.format);
    if (!explained.step || explained.problems.has_errors()) return;
    if (options.format == "html") {
        deliver_page(front, report::explanation(*opened.contract, *explained.step), options.output);
        return;
    }
    std::string text = options.format == "json" ? session::narrate_json(opened, *explained.step)
                                                : session::narrate(opened, *explained.step);
    if (!text.ends_with('\n')) text += '\n';
    deliver(front, text, options.output);
}

}  // namespace

void add_explain_command(CLI::App& app, Front& front) {
    CLI::App* command =
        app.add_subcommand("explain", "Explain an amount: each clause, each step, each row it came from");
    auto options = std::make_shared<ExplainOptions>();
    command->add_option("CONTRACT", options->contract, "the contract, a .contract.md file")->required();
    command->add_option("TERM", options->request.term, "the amount: \"Gain Pool\"; or what is paid: \"clause 3.6\"")
        ->required();
    command->add_option("--data", options->data, "the folder with its CSV files")->required();
    command->add_option("--period", options->request.period, "the period: 2026-08, 2026/27")->required();
    command
        ->add_option(
            "--for", options->request.of,
            "of which party, member or record; of a payment: who pays or receives it; may be given several times")
        ->allow_extra_args(false);
    command
        ->add_option("--format", options->format,
                     "text; json: the tree; html: a page that folds; left out: by the ending of -o, else text")
        ->check(CLI::IsMember({"text", "json", "html"}));
    command->add_option("-o,--output", options->output, "write to this file, whole or not at all");
    command->footer(
        "Examples:\n  concordat explain riverside.contract.md --data data --period 2026/27 \"Gain "
        "Pool\"\n"
        "  concordat explain riverside.contract.md --data data --period 2026/27 \"clause 3.6\" --for \"City Acute "
        "Trust\"\n"
        "  concordat explain northgate.contract.md --data data --period 2018-04 \"Spell Price\" "
        "--for S-17");
    command->callback([options, &front] {
        if (options->format.empty()) options->format = format_for(options->output);
        explain(front, *options);
    });
}

}  // namespace concordat::cli
