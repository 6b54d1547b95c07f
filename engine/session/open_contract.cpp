// engine/session/open_contract.cpp · room: session
// What:  a contract from its file: bytes, text, linked files, sentences, model; all mistakes in one
//        list.
// Start: Session::open_contract(), last in the file.
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "check/check.h"
#include "parse/parse.h"
#include "session/file_faults.h"
#include "session/linked_files.h"
#include "session/session.h"
#include "source/source_text.h"

namespace concordat::session {
namespace {

/// A contract above the limit is the same mistake whether it is seen before or after reading.
source::Diagnostics contract_fault(FileFault fault, const std::string& path) {
    if (fault != FileFault::above_limit) return file_fault(fault, {path, 0});
    source::Diagnostics problems;
    problems
        .add(source::Code::file_too_large, "", whole_file(path),
             fmt::format("the file is too large; a contract has at most {} bytes", limits::contract_bytes))
        .with_help("keep tables of data in CSV files beside the contract");
    return problems;
}

}  // namespace

OpenedContract Session::open_contract(const std::string& path) const {
    OpenedContract opened;
    opened.path = path;
    ReadBytes read = files_.read(path, limits::contract_bytes);
    if (read.fault) {
        opened.problems = contract_fault(*read.fault, path);
        return opened;
    }
    source::ReadText text = source::read_text(path, read.bytes);
    opened.problems = std::move(text.problems);
    const std::string_view words = text.text.text();
    if (opened.problems.has_errors() && words.find_first_not_of(" \n\t") == std::string_view::npos) return opened;
    LinkedFiles linked = read_linked_files(files_, text.text);
    opened.problems.append(std::move(linked.problems));
    parse::Parsed parsed = parse::parse(text.text, names_in(linked.tables, text.text));
    opened.problems.append(std::move(parsed.problems));
    check::Checked checked = check::check(text.text, parsed.document, linked.tables);
    opened.problems.append(std::move(checked.problems));
    opened.problems.sort();
    opened.linked = std::move(linked.files);
    if (!opened.problems.has_errors()) opened.contract = std::move(checked.contract);
    return opened;
}

}  // namespace concordat::session
