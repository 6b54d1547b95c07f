// engine/cli/settle_command.cpp · room: cli
// What:  concordat settle: the statements of a contract and its data.
#include <memory>
#include <optional>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/front.h"
#include "exact/decimal_text.h"
#include "exact/ratio.h"
#include "report/settlement_export.h"
#include "report/statement.h"
#include "report/statement_workbook.h"
#include "report/writers.h"

namespace concordat::cli {
namespace {

struct SettleOptions {
    std::string contract, data, period, output;
    session::EarlierRun earlier;
    std::string format;  // left out: format_for() of the output
    bool plan = false;
    bool one_by_one = false;
    bool without_records = false;
    unsigned threads = 0;
    std::string verify;
};

/// "1%", "0.5%", "100": of a million so many; nothing for what is no such part.
std::optional<std::uint32_t> in_a_million(std::string text) {
    if (text.ends_with('%')) text.pop_back();
    const auto number = exact::read_decimal(text);
    if (!number || number->sign() < 0 || *number > exact::Ratio(100)) return std::nullopt;
    return static_cast<std::uint32_t>(
        *exact::whole_int64(exact::Ratio(exact::floor_of(*number * exact::Ratio(10'000)))));
}

std::string wrong_part(const std::string& text) {
    return in_a_million(text) ? std::string() : "write a percentage from 0% to 100%, such as 1%";
}

bool is_statement(const SettleOptions& options) { return options.format == "html" || options.format == "xlsx"; }

std::string statements_text(const model::Contract& contract, const settle::Settlement& settlement) {
    if (settlement.periods.empty()) {
        return fmt::format("{}: nothing to settle; no figure or record has come for any period in force.\n",
                           contract.title);
    }
    std::string text;
    for (const report::Document& statement : report::statements(contract, settlement)) {
        text += (text.empty() ? "" : "\n\n") + report::write_text(statement);
    }
    return text;
}

/// "Spell: 1,000,000 added up while they were read, 12 kept and worked out one by one"
std::string how_taken_in(const model::Contract& contract, const session::OpenedData& data) {
    std::string text;
    for (const session::TakenRecords& records : data.records) {
        const std::string& name = contract.record(records.record).name;
        if (records.because.empty())
            text += fmt::format("{}: {} added up while they were read, {} set aside and worked out one by one\n", name,
                                records.added_up, records.kept);
        else text += fmt::format("{}: {} worked out one by one: {}\n", name, records.kept, records.because);
    }
    return text;
}

/// "verified: 99,870 of 10,000,000 records that were added up, worked out again one by one; none differs"
std::string how_verified(const session::OpenedData& data) {
    std::uint64_t added_up = 0;
    for (const session::TakenRecords& records : data.records) added_up += records.added_up;
    if (added_up == 0) return "verified: every record is worked out one by one by the careful evaluation\n";
    return fmt::format("verified: {} of {} records that were added up, worked out again one by one; none differs\n",
                       exact::with_thousands(std::to_string(data.verified)),
                       exact::with_thousands(std::to_string(added_up)));
}

std::string written(const SettleOptions& options, const model::Contract& contract,
                    const settle::Settlement& settlement) {
    if (options.format == "json") return report::settlement_json(contract, settlement);
    if (options.format == "csv") return report::write_csv(report::settlement_table(contract, settlement));
    return statements_text(contract, settlement);
}

/// The statements as a page or a workbook.
void state(Front& front, const SettleOptions& options, const session::OpenedContract& opened,
           const session::OpenedData& data) {
    session::Stated stated = front.session.state(opened, data, options.period, options.format == "xlsx");
    show_problems(front, stated.problems, options.format);
    if (stated.problems.has_errors()) return;
    const model::Contract& contract = *opened.contract;
    if (!options.earlier.folder.empty()) {
        session::ComparedRuns compared = front.session.compare(opened, stated, options.data, options.earlier);
        show_problems(front, compared.problems, options.format);
        if (compared.problems.has_errors()) return;
        stated.request.runs = std::move(compared.runs);
    }
    if (options.format == "html") {
        return deliver_page(front, report::party_statements(contract, stated.settlement, stated.request),
                            options.output);
    }
    deliver(front,
            report::write_xlsx(report::statement_workbook(contract, stated.settlement, stated.request, stated.paper)),
            options.output);
}

/// What moved since another run is a part of the page.
bool can_compare(Front& front, const SettleOptions& options) {
    if (options.earlier.folder.empty() || options.format == "html") return true;
    source::Diagnostics problems;
    problems
        .add(source::Code::unknown_name_asked_for, "", {},
             fmt::format("`--since` has no place in `--format {}`", options.format))
        .with_help("what moved since the run before stands in the page: write `--format html`");
    show_problems(front, problems, "text");
    return false;
}

void settle(Front& front, const SettleOptions& options) {
    if (!can_compare(front, options)) return;
    const session::OpenedContract opened = opened_contract(front, options.contract, options.format, options.data);
    if (opened.contract == nullptr) return;
    session::TakeInRequest request;
    request.with_hashes = is_statement(options);
    request.may_add_up = !options.one_by_one && (options.format == "text" || options.format == "csv" ||
                                                 (options.format == "json" && options.without_records));
    request.streaming = watched(front);
    request.streaming.workers = options.threads;
    if (!options.verify.empty()) request.streaming.verify_in_a_million = in_a_million(options.verify).value_or(0);
    const auto data = opened_data(front, opened, options.data, options.format, request);
    request.streaming.progress = nullptr;
    if (data == nullptr) return;
    if (options.plan) front.streams.err << how_taken_in(*opened.contract, *data);
    if (!options.verify.empty()) front.streams.err << how_verified(*data);
    if (is_statement(options)) return state(front, options, opened, *data);
    const settle::Settlement settlement =
        front.session.settle(opened, *data, options.period, options.format == "json" && !options.without_records);
    show_problems(front, settlement.problems, options.format);
    if (settlement.problems.has_errors()) return;
    deliver(front, written(options, *opened.contract, settlement), options.output);
}

}  // namespace

void add_settle_command(CLI::App& app, Front& front) {
    CLI::App* command = app.add_subcommand("settle", "Settle a contract against data: who pays whom, and why");
    auto options = std::make_shared<SettleOptions>();
    command->add_option("CONTRACT", options->contract, "the contract, a .contract.md file")->required();
    command->add_option("--data", options->data, "the folder with its CSV files")->required();
    command->add_option("--period", options->period, "show only this period: 2026-08, \"2026/27 Q1\", 2026/27");
    command
        ->add_option("--format", options->format,
                     "text: statements; json: everything; csv: a row for each payment; html: a page to send, -o X.pdf "
                     "prints it; xlsx: a workbook with live formulas; left out: by the ending of -o, else text")
        ->check(CLI::IsMember({"text", "json", "csv", "html", "xlsx"}));
    auto* since = command->add_option("--since", options->earlier.folder,
                                      "the data folder of the run before: the page shows what moved since, and why");
    command
        ->add_option("--since-contract", options->earlier.contract,
                     "the contract of the run before, where it was another")
        ->needs(since);
    command->add_flag("--plan", options->plan,
                      "tell how the records were taken in: added up while they were read, or one by one, and why");
    command
        ->add_option("--verify", options->verify,
                     "work out so many of the records that are added up again, one by one, and settle nothing when any "
                     "comes to something else: 1%")
        ->check(CLI::Validator(wrong_part, "PERCENT"));
    command->add_flag("--one-by-one", options->one_by_one, "work out every record by itself, however many there are");
    command->add_flag("--without-records", options->without_records,
                      "json without the amounts of single records, which then may be added up while they are read");
    command->add_option("--threads", options->threads, "at most so many processors; all of them when left out")
        ->check(CLI::Range(1u, 1'024u));
    command->add_option("-o,--output", options->output, "write to this file, whole or not at all");
    command->footer(
        "Examples:\n  concordat settle riverside.contract.md --data data\n"
        "  concordat settle riverside.contract.md --data data --period 2026/27\n"
        "  concordat settle riverside.contract.md --data data --format csv -o payments.csv\n"
        "  concordat settle riverside.contract.md --data data --format html -o statement.html");
    command->callback([options, &front] {
        if (options->format.empty()) options->format = format_for(options->output);
        settle(front, *options);
    });
}

}  // namespace concordat::cli
