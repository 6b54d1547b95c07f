// engine/cli/template_command.cpp · room: cli
// What:  concordat template: empty data files with the headings that a contract takes in. Never
//        overwrites one.
#include <memory>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/front.h"
#include "session/file_reader.h"
#include "session/file_writer.h"

namespace concordat::cli {
namespace {

struct TemplateOptions {
    std::string contract;
    std::string folder = ".";
    std::string format = "text";
};

void show_written(Front& front, const std::vector<std::string>& written, const TemplateOptions& options) {
    if (options.format == "json") {
        constexpr int indent = 2;
        const nlohmann::ordered_json list = written;
        front.streams.out << list.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
        return;
    }
    for (const std::string& path : written) front.streams.out << fmt::format("written: {}\n", path);
}

void write_templates(Front& front, const TemplateOptions& options) {
    const session::OpenedContract opened = opened_contract(front, options.contract, options.format);
    if (opened.contract == nullptr) return;
    const auto templates = front.session.templates(opened);
    if (templates.empty() && options.format == "text") {
        front.streams.out << "nothing is taken in: everything stands in the contract\n";
    }
    source::Diagnostics problems = session::make_folder(options.folder);
    if (problems.has_errors()) return show_problems(front, problems, options.format);
    std::vector<std::string> written;
    for (const auto& file : templates) {
        const std::string path = session::joined_path(options.folder, file.name);
        source::Diagnostics fault = session::write_new_file(path, file.bytes);
        if (fault.empty()) written.push_back(path);
        problems.append(std::move(fault));
    }
    show_written(front, written, options);
    show_problems(front, problems, "text");
}

}  // namespace

void add_template_command(CLI::App& app, Front& front) {
    CLI::App* command =
        app.add_subcommand("template", "Write empty data files with the headings that a contract needs");
    auto options = std::make_shared<TemplateOptions>();
    command->add_option("CONTRACT", options->contract, "the contract, a .contract.md file")->required();
    command->add_option("-o,--output", options->folder, "the folder to write into; this one when left out");
    command->add_option("--format", options->format, "text, or json: the list of files written")
        ->check(CLI::IsMember({"text", "json"}));
    command->footer(
        "A file that is there already is never overwritten.\n"
        "Example:\n  concordat template riverside.contract.md -o data");
    command->callback([options, &front] { write_templates(front, *options); });
}

}  // namespace concordat::cli
