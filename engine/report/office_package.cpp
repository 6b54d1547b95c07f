// engine/report/office_package.cpp · room: report
// What:  kinds and ways of an Office Open XML file, put into its archive before the parts themselves.
// Start: write_office_package(), last in the file.
#include "report/office_package.h"

#include <fmt/format.h>

#include "report/html_text.h"

namespace concordat::report {
namespace {

constexpr std::string_view package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string content_types(const std::vector<OfficePart>& parts) {
    constexpr std::string_view space = "http://schemas.openxmlformats.org/package/2006/content-types";
    std::string xml = fmt::format(
        "{}<Types xmlns=\"{}\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        office_xml_head, space);
    for (const OfficePart& part : parts) {
        xml += fmt::format("<Override PartName=\"/{}\" ContentType=\"{}\"/>", part.name, part.kind);
    }
    return xml + "</Types>";
}

}  // namespace

std::string office_relations(const std::vector<OfficeRelation>& relations) {
    std::string xml = fmt::format("{}<Relationships xmlns=\"{}\">", office_xml_head, package_relations);
    for (std::size_t at = 0; at < relations.size(); ++at) {
        const bool whole = relations[at].kind.find("://") != std::string::npos;
        xml += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}{}\" Target=\"{}\"/>", at + 1,
                           whole ? std::string() : std::string(office_relations_space) + "/", relations[at].kind,
                           html_text(relations[at].target));
    }
    return xml + "</Relationships>";
}

std::string office_properties(const std::string& title, const std::string& subject) {
    return fmt::format(
        "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>"
        "<dc:language>en-GB</dc:language></cp:coreProperties>",
        office_xml_head, html_text(title), html_text(subject));
}

std::string write_office_package(const OfficePackage& package) {
    const std::string& opened = package.parts.front().name;
    const std::size_t slash = opened.rfind('/');
    std::vector<OfficeRelation> outermost = {{"officeDocument", opened}};
    if (package.has_properties) {
        outermost.push_back({"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                             "docProps/core.xml"});
    }
    std::vector<ZipEntry> entries;
    entries.push_back({"[Content_Types].xml", content_types(package.parts)});
    entries.push_back({"_rels/.rels", office_relations(outermost)});
    entries.push_back({opened, package.parts.front().xml});
    entries.push_back({fmt::format("{}/_rels/{}.rels", opened.substr(0, slash), opened.substr(slash + 1)),
                       office_relations(package.relations)});
    for (std::size_t at = 1; at < package.parts.size(); ++at) {
        entries.push_back({package.parts[at].name, package.parts[at].xml});
    }
    return zip_of(entries);
}

}  // namespace concordat::report
