// engine/cli/front.cpp · room: cli
// What:  the commands put together, and what they share: showing problems, delivering results.
// Start: run(), last in the file.
#include "cli/front.h"

#include <algorithm>
#include <exception>
#include <ostream>

#include <CLI/CLI.hpp>

#include "report/writers.h"
#include "session/file_writer.h"
#include "session/pdf_printer.h"
#include "source/render.h"

namespace concordat::cli {
namespace {

int exit_code_of(session::Outcome outcome) {
    switch (outcome) {
        case session::Outcome::fine: return ExitCode::fine;
        case session::Outcome::contract_or_data_wrong: return ExitCode::wrong;
        case session::Outcome::asked_wrong: return ExitCode::usage;
        case session::Outcome::environment: return ExitCode::environment;
    }
    return ExitCode::environment;
}

constexpr const char* description =
    "Contracts for health and care as controlled English: checked, evaluated exactly and settled.";

constexpr const char* examples = R"(Begin with:
  concordat check riverside.contract.md
  concordat test riverside.contract.md
  concordat template riverside.contract.md -o data
  concordat settle riverside.contract.md --data data
  concordat phrases "in proportion to"

Exit codes: 0 fine, 1 contract or data wrong or an example failed, 2 wrong command, 3 file or disk.
concordat COMMAND --help says more of each.)";

/// How a page is written to a file, and what a file is expected to hold, by the end of its name.
enum class PageWriter { html, print, word, text };
struct FileEnding {
    std::string_view ending, format;
    PageWriter page = PageWriter::html;
};
constexpr FileEnding file_endings[] = {{".html", "html"},
                                       {".pdf", "html", PageWriter::print},
                                       {".docx", "html", PageWriter::word},
                                       {".txt", "text", PageWriter::text},
                                       {".xlsx", "xlsx"},
                                       {".csv", "csv"},
                                       {".json", "json"}};

const FileEnding* ending_of(std::string_view file) {
    for (const FileEnding& one : file_endings) {
        if (file.ends_with(one.ending)) return &one;
    }
    return nullptr;
}

void add_commands(CLI::App& app, Front& front) {
    app.require_subcommand(1);
    app.set_version_flag("--version", session::version_line());
    add_check_command(app, front);
    add_test_command(app, front);
    add_settle_command(app, front);
    add_price_command(app, front);
    add_explain_command(app, front);
    add_render_command(app, front);
    add_phrases_command(app, front);
    add_template_command(app, front);
    app.footer(examples);  // after the commands, which would take it over
}

}  // namespace

void show_problems(Front& front, const source::Diagnostics& problems, std::string_view format) {
    if (problems.empty()) return;
    front.exit_code = std::max(front.exit_code, exit_code_of(session::outcome_of(problems)));
    if (format == "json" && problems.has_errors()) {
        front.streams.out << source::render_json(problems);
    } else {
        front.streams.err << source::render_terminal(problems, {.colour = front.streams.colour});
    }
}

void deliver(Front& front, std::string_view result, const std::string& file) {
    if (file.empty()) {
        front.streams.out << result << std::flush;
        return;
    }
    show_problems(front, session::write_result(file, result), "text");
}

std::string format_for(std::string_view file) {
    const FileEnding* ending = ending_of(file);
    return ending == nullptr ? "text" : std::string(ending->format);
}

void deliver_page(Front& front, const report::Document& document, const std::string& file) {
    const FileEnding* ending = ending_of(file);
    switch (ending == nullptr ? PageWriter::html : ending->page) {
        case PageWriter::print:
            return show_problems(front, session::print_pdf(file, report::write_html(document)), "text");
        case PageWriter::word: return deliver(front, report::write_docx(document), file);
        case PageWriter::text: return deliver(front, report::write_text(document), file);
        case PageWriter::html: return deliver(front, report::write_html(document), file);
    }
}

session::OpenedContract opened_contract(Front& front, const std::string& path, std::string_view format,
                                        const std::string& data_folder) {
    session::OpenedContract opened = front.session.open_contract(path, data_folder);
    source::Diagnostics shown;
    for (const source::Diagnostic& problem : opened.problems.all()) {
        const bool is_advice = source::severity_of(problem.code) == source::Severity::advice;
        if (!is_advice) shown.all().push_back(problem);
    }
    show_problems(front, shown, format);
    return opened;
}

std::unique_ptr<session::OpenedData> opened_data(Front& front, const session::OpenedContract& opened,
                                                 const std::string& folder, std::string_view format,
                                                 const session::TakeInRequest& request) {
    auto data = std::make_unique<session::OpenedData>(front.session.take_in(opened, folder, request));
    show_problems(front, data->problems, format);
    if (data->problems.has_errors()) return nullptr;
    return data;
}

int run(int argument_count, const char* const* arguments, const session::FileReader& files, Streams streams) {
    const session::Session session(files);
    Front front{session, streams};
    try {
        CLI::App app(description, "concordat");
        add_commands(app, front);
        try {
            app.parse(argument_count, arguments);
        } catch (const CLI::ParseError& error) {
            return app.exit(error, streams.out, streams.err) == 0 ? ExitCode::fine : ExitCode::usage;
        }
    } catch (const std::exception& error) {  // memory, most likely: no room lets its own exceptions out
        streams.err << "concordat: stopped: " << error.what() << "\n";
        return ExitCode::environment;
    }
    streams.out.flush();
    if (!streams.out) {
        streams.err << "concordat: the result could not be written to the end\n";
        return ExitCode::environment;
    }
    return front.exit_code;
}

}  // namespace concordat::cli
