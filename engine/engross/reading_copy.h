// engine/engross/reading_copy.h · room: engross
// What:  a contract as a signed document looks: cover, numbered clauses, linked names, schedules with their tables,
//        worked examples as boxes with what they come to, signatures, index of definitions.
// Never: a meaning; a word of the contract left out. What is added (links, boxes, remarks) is told apart from its text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "data/intake.h"
#include "model/contract.h"
#include "report/document.h"
#include "settle/settlement.h"
#include "source/source_text.h"
#include "syntax/document.h"

namespace concordat::engross {

/// as_signed: the text, with a remark where a variation stands. as_at: consolidated, the words in force on a day.
/// marked: every variation as deleted and inserted words.
struct CopyRequest {
    enum class Variations { as_signed, as_at, marked } variations = Variations::as_signed;
    calendar::Date day;
};

struct CopySources {
    const source::SourceText& text;
    const syntax::Document& document;
    const model::Contract& contract;
    std::string content_hash;                      // of the contract file's bytes
    const std::vector<data::DataFile>& schedules;  // the files that it links to
    const std::vector<settle::ExampleResult>& examples;
    std::vector<std::string> part_hashes = {};  // of the file of each part of the text
};

[[nodiscard]] report::Document reading_copy(const CopySources& sources, const CopyRequest& request);

}  // namespace concordat::engross
