// engine/cli/test_command.cpp · room: cli
// What:  concordat test: the worked examples of contracts, run to the penny.
#include <algorithm>
#include <memory>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/front.h"
#include "report/example_results.h"
#include "report/writers.h"

namespace concordat::cli {
namespace {

struct TestOptions {
    std::vector<std::string> contracts;
    std::string data;
    std::string format = "text";
};

/// The examples of one contract; one that has errors runs none.
report::ExampleCount test_one(Front& front, const std::string& path, const TestOptions& options) {
    const std::string& format = options.format;
    const session::OpenedContract opened = opened_contract(front, path, format, options.data);
    if (opened.contract == nullptr) return {};
    const session::ExamplesRun run = front.session.run_examples(opened);
    show_problems(front, run.problems, format);
    if (run.problems.has_errors()) return {};
    const bool as_json = format == "json";
    deliver(front,
            as_json ? report::example_json(*opened.contract, run.results)
                    : report::write_text(report::example_report(*opened.contract, run.results)) + "\n",
            "");
    return report::count_examples(run.results);
}

void test(Front& front, const TestOptions& options) {
    report::ExampleCount all;
    const bool as_list = options.format == "json" && options.contracts.size() > 1;
    if (as_list) front.streams.out << "[\n";
    for (const std::string& path : options.contracts) {
        if (as_list && &path != &options.contracts.front()) front.streams.out << ",\n";
        const report::ExampleCount count = test_one(front, path, options);
        all.passed += count.passed;
        all.failed += count.failed;
    }
    if (as_list) front.streams.out << "]\n";
    if (options.format == "text") {
        front.streams.out << fmt::format("{} passed, {} failed\n", all.passed, all.failed);
    }
    if (all.failed > 0) front.exit_code = std::max<int>(front.exit_code, ExitCode::wrong);
}

}  // namespace

void add_test_command(CLI::App& app, Front& front) {
    CLI::App* command = app.add_subcommand("test", "Run the worked examples of contracts, to the penny");
    auto options = std::make_shared<TestOptions>();
    command->add_option("CONTRACT", options->contracts, "one contract or several")->required();
    command->add_option("--data", options->data, "a folder with schedules that do not lie beside the contract");
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    command->footer(
        "Examples:\n  concordat test riverside.contract.md\n  concordat test "
        "contracts/*.contract.md\n  concordat test tariff.contract.md --data prices/");
    command->callback([options, &front] { test(front, *options); });
}

}  // namespace concordat::cli
