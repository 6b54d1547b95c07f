// engine/cli/main.cpp · room: cli
// What:  the program: the world's streams and files given to run().
#include <cstdlib>
#include <iostream>

#include <unistd.h>

#include "base/memory.h"
#include "cli/front.h"

int main(int argument_count, char** arguments) {
    concordat::base::take_memory_at_large();
    const bool live = isatty(STDERR_FILENO) != 0;
    const bool colour = live && std::getenv("NO_COLOR") == nullptr;
    const concordat::session::DiskFiles files;
    const int status = concordat::cli::run(argument_count, arguments, files, {std::cout, std::cerr, colour, live});
#ifdef NDEBUG
    // All is written. Taking the parser's tables to pieces, thousands of small ones, would take a millisecond more.
    std::cout.flush();
    std::_Exit(status);
#else
    return status;
#endif
}
