// engine/cli/front.h · room: cli
// What:  the command line as a function: words in, two streams and an exit code out. One file for
//        each command.
// Never: what a contract means; files (session/ reads and writes them).
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "session/session.h"
#include "source/diagnostic.h"

namespace CLI {
class App;
}

namespace concordat::cli {

/// 0 fine · 1 the contract or the data are wrong, or an example failed · 2 the command is wrong · 3
/// a file or the disk.
enum ExitCode : int { fine = 0, wrong = 1, usage = 2, environment = 3 };

struct Streams {
    std::ostream& out;
    std::ostream& err;
    bool colour = false;  // of diagnostics on `err`
    bool live = false;    // somebody watches `err`: long work may show how far it is
};

/// What every command is given, and where it leaves its exit code.
struct Front {
    const session::Session& session;
    Streams streams;
    int exit_code = ExitCode::fine;
};

/// Runs one command line.
[[nodiscard]] int run(int argument_count, const char* const* arguments, const session::FileReader& files,
                      Streams streams);

// ---- commands: each declares itself and what it does when it is chosen --------------------------
void add_check_command(CLI::App& app, Front& front);
void add_test_command(CLI::App& app, Front& front);
void add_settle_command(CLI::App& app, Front& front);
void add_price_command(CLI::App& app, Front& front);
void add_explain_command(CLI::App& app, Front& front);
void add_render_command(CLI::App& app, Front& front);
void add_phrases_command(CLI::App& app, Front& front);
void add_template_command(CLI::App& app, Front& front);

// ---- what commands share ------------------------------------------------------------------------
/// Shows diagnostics: as text on `err`; errors as JSON on `out` when JSON is asked for. Leaves
/// their exit code.
void show_problems(Front& front, const source::Diagnostics& problems, std::string_view format);
/// Shows a result on `out`, or writes it to `file` when one is named.
void deliver(Front& front, std::string_view result, const std::string& file);
/// What a file of that name is expected to hold: `-o statement.pdf` is not to be plain text. The one place that knows
/// the endings. "html" (of `.html`, `.pdf`, `.docx`), "xlsx", "csv", "json"; else "text".
[[nodiscard]] std::string format_for(std::string_view file);
/// Shows a document as an HTML page, or writes it to `file`: as PDF, Word or text where its name ends so.
void deliver_page(Front& front, const report::Document& document, const std::string& file);
/// Opens a contract and shows its errors and warnings (advice is for check); has no contract when
/// it has an error.
[[nodiscard]] session::OpenedContract opened_contract(Front& front, const std::string& path, std::string_view format,
                                                      const std::string& data_folder = {});
/// What long work is asked to tell, so that it can be shown to whoever watches.
[[nodiscard]] session::StreamingOptions watched(const Front& front);
/// Takes in a data folder and shows what is wrong with it; nothing when there is an error.
[[nodiscard]] std::unique_ptr<session::OpenedData> opened_data(Front& front, const session::OpenedContract& opened,
                                                               const std::string& folder, std::string_view format,
                                                               const session::TakeInRequest& request = {});

}  // namespace concordat::cli
