// engine/cli/render_command.cpp · room: cli
// What:  concordat render: the contract as a copy to read, print and sign.
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/front.h"
#include "report/writers.h"

namespace concordat::cli {
namespace {

struct RenderOptions {
    std::string contract, output, data;
    session::ReadingRequest request;
};

void render(Front& front, const RenderOptions& options) {
    const session::OpenedContract opened = opened_contract(front, options.contract, "text", options.data);
    if (opened.contract == nullptr) return;
    const session::ReadingCopy copy = front.session.reading_copy(opened, options.request);
    show_problems(front, copy.problems, "text");
    if (!copy.document || copy.problems.has_errors()) return;
    deliver_page(front, *copy.document, options.output);
}

}  // namespace

void add_render_command(CLI::App& app, Front& front) {
    CLI::App* command = app.add_subcommand("render", "Render a contract as a copy to read, print and sign");
    auto options = std::make_shared<RenderOptions>();
    command->add_option("CONTRACT", options->contract, "the contract, a .contract.md file")->required();
    auto* as_at =
        command->add_option("--as-at", options->request.as_at, "consolidated: as varied up to this day, 2027-04-01");
    command->add_flag("--changes", options->request.marked, "variations as marked changes")->excludes(as_at);
    command->add_option("--data", options->data, "a folder with schedules that do not lie beside the contract");
    command->add_option("-o,--output", options->output,
                        "write to this file: .html, .pdf, .docx or .txt; else HTML is printed");
    command->footer(
        "Examples:\n  concordat render riverside.contract.md -o riverside.html\n"
        "  concordat render riverside.contract.md --as-at 2027-04-01 -o riverside.pdf\n"
        "  concordat render riverside.contract.md --changes -o changes.html");
    command->callback([options, &front] { render(front, *options); });
}

}  // namespace concordat::cli
