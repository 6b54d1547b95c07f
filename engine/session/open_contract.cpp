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
#include "session/incorporated.h"
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

/// One diagnostic for a document that cannot be incorporated because something is wrong with it.
source::Diagnostics faults_by_itself(const OpenedContract& document, const std::string& title,
                                     const source::SourceText& text) {
    source::Diagnostics problems;
    const std::size_t errors = document.problems.count(source::Severity::error);
    if (errors == 0) return problems;
    const auto first = std::find_if(
        document.problems.all().begin(), document.problems.all().end(),
        [](const source::Diagnostic& one) { return source::severity_of(one.code) == source::Severity::error; });
    for (std::size_t part = 0; part < text.parts().size(); ++part) {
        for (const parse::IncorporatedDocument& one : parse::incorporated_documents(text, part)) {
            if (one.title != title) continue;
            problems
                .add(source::Code::incorporated_wrong, one.clause, one.place,
                     fmt::format("`{}` cannot be incorporated: {} of its own; the first is {} ({})", title,
                                 errors == 1 ? "it has a mistake" : fmt::format("it has {} mistakes", errors),
                                 first->message, source::place_text(first->place)))
                .with_help(fmt::format("concordat check {} says what is wrong with it", document.path));
            return problems;
        }
    }
    return problems;
}

}  // namespace

OpenedContract Session::open_contract(const std::string& path, const std::string& data_folder) const {
    return open(path, data_folder, false);
}

/// `alone`: as a document that another incorporates; those that it incorporates have been opened before.
OpenedContract Session::open(const std::string& path, const std::string& data_folder, bool alone) const {
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
    source::Diagnostics incorporated = append_incorporated(files_, text.text);
    for (std::size_t part = text.text.parts().size(); part-- > 1 && !alone && !incorporated.has_errors();) {
        const source::SourceText::Part& document = text.text.parts()[part];
        incorporated.append(faults_by_itself(open(document.name, {}, true), document.title, text.text));
    }
    const bool all_there = !incorporated.has_errors();
    opened.problems.append(std::move(incorporated));
    if (!all_there) {
        opened.problems.sort();
        return opened;
    }
    LinkedFiles linked = read_linked_files(files_, text.text, data_folder);
    opened.linked_in_data_folder = linked.in_data_folder;
    opened.problems.append(std::move(linked.problems));
    parse::Parsed parsed = parse::parse(text.text, names_in(linked, text.text));
    opened.problems.append(std::move(parsed.problems));
    for (const std::string& list : lists_in_files(parsed.document)) {
        if (const auto fault = linked.faults.find(list); fault != linked.faults.end())
            opened.problems.append(fault->second);
        take_all_rows(linked, list);
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
