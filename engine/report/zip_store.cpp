// engine/report/zip_store.cpp · room: report
// What:  local headers with their files, then the central directory, then its end.
// Start: zip_of(), last in the file.
#include "report/zip_store.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace concordat::report {
namespace {

constexpr std::uint32_t first_date = 0x0021;  // 1 January 1980
constexpr std::uint32_t version_needed = 20;
constexpr std::uint32_t names_are_utf8 = 0x0800;

std::array<std::uint32_t, 256> crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) value = (value & 1u) != 0 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
        table[byte] = value;
    }
    return table;
}

std::uint32_t crc_of(std::string_view bytes) {
    static const auto table = crc_table();
    std::uint32_t crc = 0xFFFFFFFFu;
    for (const char byte : bytes) crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFFu] ^ (crc >> 8);
    return ~crc;
}

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int at = 0; at < bytes; ++at) out += static_cast<char>(value >> (8 * at) & 0xFFu);
}

/// What local header and central directory have in common.
void put_description(std::string& out, const ZipEntry& entry) {
    const auto size = static_cast<std::uint32_t>(entry.bytes.size());
    put(out, version_needed, 2);
    put(out, names_are_utf8, 2);
    put(out, 0, 2);  // stored
    put(out, 0, 2);  // midnight
    put(out, first_date, 2);
    put(out, crc_of(entry.bytes), 4);
    put(out, size, 4);
    put(out, size, 4);
    put(out, static_cast<std::uint32_t>(entry.name.size()), 2);
    put(out, 0, 2);  // nothing extra
}

}  // namespace

std::string zip_of(const std::vector<ZipEntry>& entries) {
    std::string archive;
    std::string directory;
    for (const ZipEntry& entry : entries) {
        const auto offset = static_cast<std::uint32_t>(archive.size());
        put(archive, 0x04034b50, 4);
        put_description(archive, entry);
        archive += entry.name + entry.bytes;
        put(directory, 0x02014b50, 4);
        put(directory, version_needed, 2);
        put_description(directory, entry);
        put(directory, 0, 2);  // no remark
        put(directory, 0, 2);  // first disk
        put(directory, 0, 2);
        put(directory, 0, 4);
        put(directory, offset, 4);
        directory += entry.name;
    }
    const auto begin = static_cast<std::uint32_t>(archive.size());
    const auto count = static_cast<std::uint32_t>(entries.size());
    archive += directory;
    put(archive, 0x06054b50, 4);
    put(archive, 0, 4);
    put(archive, count, 2);
    put(archive, count, 2);
    put(archive, static_cast<std::uint32_t>(directory.size()), 4);
    put(archive, begin, 4);
    put(archive, 0, 2);
    return archive;
}

}  // namespace concordat::report
