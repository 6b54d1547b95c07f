// tests/support/fuzz_replay.cpp · runs a fuzz door over the files of a corpus folder, without libFuzzer.
// Use: fuzz_<door> <folder or file>...   It passes when nothing crashes.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

void replay(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int count, char** words) {
    LLVMFuzzerTestOneInput(nullptr, 0);
    int files = 0;
    for (int at = 1; at < count; ++at) {
        const std::filesystem::path path = words[at];
        if (std::filesystem::is_directory(path)) {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
                if (!entry.is_regular_file()) continue;
                replay(entry.path());
                ++files;
            }
        } else if (std::filesystem::exists(path)) {
            replay(path);
            ++files;
        }
    }
    std::printf("%d inputs replayed\n", files);
    return 0;
}
