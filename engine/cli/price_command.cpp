// engine/cli/price_command.cpp · room: cli
// What:  concordat price: every record with its fields as read and its terms beside them.
#include <memory>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/front.h"
#include "report/writers.h"

namespace concordat::cli {
namespace {

struct PriceOptions {
    std::string contract, data, output;
    std::string format = "csv";
    session::PriceRequest request;
};

void price(Front& front, const PriceOptions& options) {
    const session::OpenedContract opened = opened_contract(front, options.contract, options.format, options.data);
    if (opened.contract == nullptr) return;
    const auto data = opened_data(front, opened, options.data, options.format);
    if (data == nullptr) return;
    const bool as_json = options.format == "json";
    std::string text;
    std::vector<report::Column> columns;
    const auto take_columns = [&](const std::vector<report::Column>& given) {
        columns = given;
        text += as_json ? "[" : report::csv_heading_line(columns);
    };
    const auto take_row = [&](const report::Row& row) {
        if (as_json) text += (text.size() == 1 ? "\n" : ",\n") + report::json_line(columns, row);
        if (!as_json) text += report::csv_line(row);
    };
    const source::Diagnostics problems = front.session.price(opened, *data, options.request, take_columns, take_row);
    show_problems(front, problems, options.format);
    if (problems.has_errors()) return;
    if (as_json) text += "\n]\n";
    deliver(front, text, options.output);
}

}  // namespace

void add_price_command(CLI::App& app, Front& front) {
    CLI::App* command = app.add_subcommand("price", "Price records: each with its fields as read and its amounts");
    auto options = std::make_shared<PriceOptions>();
    command->add_option("CONTRACT", options->contract, "the contract, a .contract.md file")->required();
    command->add_option("--data", options->data, "the folder with its CSV files")->required();
    command->add_option("--record", options->request.record, "the kind of record: Spell")->required();
    command->add_option("--terms", options->request.terms, "which terms; every term of the record when left out");
    command->add_option("--period", options->request.period, "with what was known at the end of this period");
    command->add_option("--format", options->format, "csv or json")->check(CLI::IsMember({"csv", "json"}));
    command->add_option("-o,--output", options->output, "write to this file, whole or not at all");
    command->footer(
        "Figures are exact; one that is not known is in words, such as \"held: no Base Price\".\n"
        "Examples:\n  concordat price northgate.contract.md --data data --record Spell -o "
        "spells.csv\n"
        "  concordat price northgate.contract.md --data data --record Spell --terms \"Spell "
        "Price\"");
    command->callback([options, &front] { price(front, *options); });
}

}  // namespace concordat::cli
