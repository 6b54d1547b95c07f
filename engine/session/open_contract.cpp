// engine/session/open_contract.cpp · room: session
// What:  a contract from its file: bytes, text, linked files, sentences, model; all mistakes in one
//        list.
// Start: Session::open_contract(), last in the file.
#include <algorithm>
#include <set>
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

/// The files whose rows are parties or members. Intake passes them over, so what is wrong inside them is said here.
std::set<std::string> lists_in_files(const syntax::Document& document) {
    std::set<std::string> files;
    for (const syntax::Clause& clause : document.clauses) {
        for (const syntax::Sentence& sentence : clause.sentences) {
            const auto* set = std::get_if<syntax::SetSentence>(&sentence.form);
            const auto* parties = std::get_if<syntax::PartiesListedSentence>(&sentence.form);
            if (set != nullptr && set->schedule) files.insert(set->schedule->file);
            if (parties != nullptr) files.insert(parties->schedule.file);
        }
    }
    return files;
}

}  // namespace

OpenedContract Session::open_contract(const std::string& path, const std::string& data_folder) const {
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
    const auto unreadable = [](const source::Diagnostic& problem) { return problem.code == source::Code::not_utf8; };
    if (std::any_of(opened.problems.all().begin(), opened.problems.all().end(), unreadable)) return opened;
    if (opened.problems.has_errors() && words.find_first_not_of(" \n\t") == std::string_view::npos) return opened;
    LinkedFiles linked = read_linked_files(files_, text.text, data_folder);
    opened.linked_in_data_folder = linked.in_data_folder;
    opened.problems.append(std::move(linked.problems));
    parse::Parsed parsed = parse::parse(text.text, names_in(linked.tables, text.text));
    opened.problems.append(std::move(parsed.problems));
    for (const std::string& list : lists_in_files(parsed.document)) {
        if (const auto fault = linked.faults.find(list); fault != linked.faults.end())
            opened.problems.append(fault->second);
    }
    check::Checked checked = check::check(text.text, parsed.document, linked.tables);
    opened.problems.append(std::move(checked.problems));
    opened.problems.sort();
    opened.bytes = std::move(read.bytes);
    opened.linked = std::move(linked.files);
    if (!opened.problems.has_errors()) opened.contract = std::move(checked.contract);
    return opened;
}

}  // namespace concordat::session
