// engine/report/zip_store.h · room: report
// What:  several files as one ZIP archive (APPNOTE 6.3), stored as they are: what an XLSX file is on the outside.
#pragma once

#include <string>
#include <vector>

namespace concordat::report {

struct ZipEntry {
    std::string name, bytes;
};
/// The same entries give the same bytes: every entry has the date that the format begins with, 1 January 1980.
[[nodiscard]] std::string zip_of(const std::vector<ZipEntry>& entries);

}  // namespace concordat::report
