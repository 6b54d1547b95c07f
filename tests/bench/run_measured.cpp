// tests/bench/run_measured.cpp
// What:  runs commands turn by turn, so that all meet the same weather, and says for each the median of the time on the
//        clock, of processor time, and the greatest memory that it ever held.
// Use:   run_measured <turns> <name>=<command> ...      A command that prints a line `took <nanoseconds>` says itself
// what
//        it took: of a database only the query counts, not its start.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

struct Measured {
    std::string name, command;
    std::vector<double> clock, processor;
    long kilobytes = 0;
};

/// What the command printed; its times and memory go into `measured`.
bool run(Measured& measured) {
    int ends[2];
    if (pipe(ends) != 0) return false;
    const auto began = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl("/bin/sh", "sh", "-c", ("exec " + measured.command).c_str(), nullptr);
        _exit(127);
    }
    close(ends[1]);
    std::string printed;
    char part[4096];
    for (ssize_t size; (size = read(ends[0], part, sizeof part)) > 0;) {
        if (printed.size() < 1'000'000) printed.append(part, static_cast<std::size_t>(size));
    }
    close(ends[0]);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    double took = static_cast<double>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began).count());
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return false;
    const std::size_t said = printed.find("took ");
    if (said != std::string::npos && (said == 0 || printed[said - 1] == '\n'))
        took = std::atof(printed.c_str() + said + 5);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    measured.clock.push_back(took / 1e9);
    measured.processor.push_back(seconds(usage.ru_utime) + seconds(usage.ru_stime));
    measured.kilobytes = std::max(measured.kilobytes, usage.ru_maxrss);
    return true;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) return std::fputs("give: how many turns, and name=command ...\n", stderr), 2;
    std::vector<Measured> all;
    for (int index = 2; index < count; ++index) {
        const std::string text = arguments[index];
        const std::size_t equals = text.find('=');
        all.push_back({text.substr(0, equals), text.substr(equals + 1), {}, {}, 0});
    }
    for (int turn = 0; turn < std::atoi(arguments[1]); ++turn) {
        for (Measured& measured : all) {
            if (run(measured)) continue;
            std::fprintf(stderr, "run_measured: `%s` did not run\n", measured.command.c_str());
            return 3;
        }
    }
    for (const Measured& measured : all)
        std::printf("%-24s %10.4f s %10.4f s processor %8ld MB\n", measured.name.c_str(), median(measured.clock),
                    median(measured.processor), measured.kilobytes / 1024);
    return 0;
}
