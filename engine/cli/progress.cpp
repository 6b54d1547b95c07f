// engine/cli/progress.cpp · room: cli
// What:  how far long work is, in one line that is written over and over: rows, rows a second, time left. Shown after
//        two seconds and only to somebody who watches; a pipe or a file never sees it.
#include <chrono>
#include <memory>
#include <ostream>

#include <fmt/format.h>

#include "cli/front.h"
#include "exact/decimal_text.h"

namespace concordat::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds first_shown{2'000};
constexpr std::chrono::milliseconds between{200};

std::string with_commas(std::uint64_t number) { return exact::with_thousands(std::to_string(number)); }

struct ProgressLine {
    std::ostream& out;
    Clock::time_point began = Clock::now();
    Clock::time_point shown = began;
    bool any = false;

    void show(const session::StreamingOptions::Progress& progress) {
        const auto now = Clock::now();
        const bool done = progress.bytes >= progress.of_bytes;
        if (now - began < first_shown || (now - shown < between && !done)) return;
        shown = now;
        any = true;
        const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - began).count();
        const std::uint64_t rate = progress.rows * 1'000 / static_cast<std::uint64_t>(passed);
        const std::uint64_t left_bytes = done ? 0 : progress.of_bytes - progress.bytes;
        const std::uint64_t left =
            progress.bytes == 0 ? 0 : static_cast<std::uint64_t>(passed) * left_bytes / progress.bytes / 1'000;
        out << fmt::format("\r{:>3}%  {} rows, {} a second, {} s left \x1b[K",
                           progress.of_bytes == 0 ? 100 : progress.bytes * 100 / progress.of_bytes,
                           with_commas(progress.rows), with_commas(rate), left)
            << std::flush;
    }
    ~ProgressLine() {
        if (any) out << "\r\x1b[K" << std::flush;
    }
};

}  // namespace

session::StreamingOptions watched(const Front& front) {
    session::StreamingOptions options;
    if (!front.streams.live) return options;
    const auto line = std::make_shared<ProgressLine>(ProgressLine{front.streams.err});
    options.progress = [line](const session::StreamingOptions::Progress& progress) { line->show(progress); };
    return options;
}

}  // namespace concordat::cli
