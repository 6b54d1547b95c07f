// engine/engross/versions.h · room: engross
// What:  which words a clause has from which day on, as the variations in the contract say (rows V1 and N9 of the
//        language). The same rules as check/variations.cpp, for words instead of meaning.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "source/source_text.h"
#include "syntax/document.h"

namespace concordat::engross {

/// What a variation makes of a clause from a day on.
struct Version {
    enum class Type { replaced, words_changed, ceased, added, applies } type = Type::replaced;
    calendar::Date from;
    std::string by;                    // the clause that varies
    std::vector<source::Span> spans;   // its new sentences and tables in the contract
    std::string old_words, new_words;  // words_changed
    std::string span = {};             // for the whole Financial Year
};

/// A cell of the Parties table that changes.
struct CellVersion {
    calendar::Date from;
    std::string by, row, column, value;
    std::string span = {};
};

struct Variations {
    std::map<std::string, std::vector<Version>> by_clause;  // each in the order of the contract
    std::vector<CellVersion> cells;
    std::vector<std::string> added;  // clauses that no heading holds, in the order of their numbers
};

[[nodiscard]] Variations variations_in(const source::SourceText& text, const syntax::Document& document);

/// Whether clause 2.9 stands before clause 2.10.
[[nodiscard]] bool stands_before(std::string_view clause, std::string_view other);

/// "Replaced from 1 April 2027 by clause 4.1."
[[nodiscard]] std::string words_for(const Version& version);

}  // namespace concordat::engross
