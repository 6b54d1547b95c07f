// engine/cli/check_command.cpp · room: cli
// What:  concordat check: what is wrong with a contract, or its summary.
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/front.h"
#include "report/contract_summary.h"
#include "report/writers.h"
#include "source/render.h"

namespace concordat::cli {
namespace {

struct CheckOptions {
    std::string contract, data;
    std::string format = "text";
};

void check(Front& front, const CheckOptions& options) {
    const bool as_json = options.format == "json";
    const session::OpenedContract opened = front.session.open_contract(options.contract, options.data);
    const bool has_errors = opened.problems.has_errors();
    if (as_json && !has_errors) {  // an empty list is an answer too
        front.streams.out << source::render_json(opened.problems);
        return;
    }
    show_problems(front, opened.problems, options.format);
    if (opened.contract == nullptr) return;
    deliver(front, report::write_text(report::contract_summary(*opened.contract, options.contract)), "");
}

}  // namespace

void add_check_command(CLI::App& app, Front& front) {
    CLI::App* command = app.add_subcommand("check", "Check a contract: every mistake with its clause, or a summary");
    auto options = std::make_shared<CheckOptions>();
    command->add_option("CONTRACT", options->contract, "the contract, a .contract.md file")->required();
    command->add_option("--data", options->data, "a folder where linked files may lie");
    command->add_option("--format", options->format, "text, or json: the diagnostics")
        ->check(CLI::IsMember({"text", "json"}));
    command->footer(
        "Examples:\n  concordat check riverside.contract.md\n"
        "  concordat check riverside.contract.md --format json");
    command->callback([options, &front] { check(front, *options); });
}

}  // namespace concordat::cli
