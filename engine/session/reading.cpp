// engine/session/reading.cpp · room: session
// What:  the reading copy of an opened contract: its text read again, its worked examples worked out.
#include <fmt/format.h>

#include "base/check.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "engross/reading_copy.h"
#include "parse/parse.h"
#include "session/asking.h"
#include "session/incorporated.h"
#include "session/linked_files.h"
#include "session/session.h"
#include "source/source_text.h"

namespace concordat::session {
namespace {

using Variations = engross::CopyRequest::Variations;

std::optional<engross::CopyRequest> copy_asked_for(const model::Contract& contract, const ReadingRequest& request,
                                                   source::Diagnostics& problems) {
    engross::CopyRequest asked;
    if (request.marked) asked.variations = Variations::marked;
    if (request.as_at.empty()) return asked;
    const auto day = calendar::read_iso_date(request.as_at);
    if (!day) {
        add_wrong_question(fmt::format("`{}` is not a date", request.as_at), "write it as 2027-04-01", problems);
        return std::nullopt;
    }
    const bool in_force = *day >= contract.in_force.first && *day <= contract.in_force.last;
    if (!in_force) {
        add_wrong_question(fmt::format("the contract is not in force on {}", calendar::write_long(*day)),
                           fmt::format("it is in force from {} until {}", calendar::write_long(contract.in_force.first),
                                       calendar::write_long(contract.in_force.last)),
                           problems);
        return std::nullopt;
    }
    asked.variations = Variations::as_at;
    asked.day = *day;
    return asked;
}

/// Of the files of all documents that the contract incorporates; the first is the contract itself and stands elsewhere.
std::vector<std::string> hashes_of_parts(const FileReader& files, const source::SourceText& text) {
    std::vector<std::string> hashes(1);
    for (std::size_t part = 1; part < text.parts().size(); ++part) {
        hashes.push_back(base::sha256(files.read(text.parts()[part].name, limits::contract_bytes).bytes));
    }
    return hashes;
}

}  // namespace

ReadingCopy Session::reading_copy(const OpenedContract& opened, const ReadingRequest& request) const {
    ENGINE_CHECK(opened.contract != nullptr);
    ReadingCopy copy;
    const auto asked = copy_asked_for(*opened.contract, request, copy.problems);
    if (!asked) return copy;
    const ExamplesRun examples = run_examples(opened);
    copy.problems.append(examples.problems);
    if (copy.problems.has_errors()) return copy;
    source::ReadText text = source::read_text(opened.path, opened.bytes);
    copy.problems.append(append_incorporated(files_, text.text));
    if (copy.problems.has_errors()) return copy;
    std::map<std::string, syntax::Table> tables;
    const LinkedFiles linked = read_linked_files(files_, text.text, {});
    const parse::Parsed parsed = parse::parse(text.text, names_in(linked, text.text));
    copy.document = engross::reading_copy({text.text, parsed.document, *opened.contract, base::sha256(opened.bytes),
                                           opened.linked, examples.results, hashes_of_parts(files_, text.text)},
                                          *asked);
    return copy;
}

}  // namespace concordat::session
