// engine/report/office_package.h · room: report
// What:  what every Office Open XML file (ECMA-376) has around its parts: the list of their kinds, the ways from part
//        to part, the archive. XLSX and DOCX are both written through here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/zip_store.h"

namespace concordat::report {

inline constexpr std::string_view office_xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
inline constexpr std::string_view office_relations_space =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part of the package: where it lies ("word/styles.xml"), its kind
/// ("application/vnd.openxmlformats-officedocument...") and its XML.
struct OfficePart {
    std::string name, kind, xml;
};
/// A way from one part to another; rId1 is the first of its list, and so on. `kind`: "styles", or a whole address.
struct OfficeRelation {
    std::string kind, target;
};
[[nodiscard]] std::string office_relations(const std::vector<OfficeRelation>& relations);

/// Title and language, as the file system and readers for the blind see them.
[[nodiscard]] std::string office_properties(const std::string& title, const std::string& subject);

/// `parts`: the first is the one that is opened; `relations`: the ways from it, beside it.
/// `properties`: the part with the title, where there is one.
struct OfficePackage {
    std::vector<OfficePart> parts;
    std::vector<OfficeRelation> relations;
    bool has_properties = false;  // docProps/core.xml is among the parts
};
/// The file. The same package gives the same bytes.
[[nodiscard]] std::string write_office_package(const OfficePackage& package);

}  // namespace concordat::report
