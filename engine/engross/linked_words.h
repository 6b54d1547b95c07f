// engine/engross/linked_words.h · room: engross
// What:  the words of a contract as runs: each name leads to its definition, each clause number to its clause, each
//        schedule to its table. Remembers where each name is used.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"
#include "report/typeset.h"
#include "source/span.h"

namespace concordat::engross {

/// A name and where it is defined.
struct DefinedName {
    std::string name, plural, anchor;
    std::string where;  // "3.1", or the heading of the section
    std::string where_anchor;
    std::vector<std::string> used_in;  // clause numbers, in the order of the text
    std::string document = {};         // stands for this only in clauses of that document
};

class LinkedWords {
public:
    /// `definition`: its place in the contract, quotation marks included; empty for a name that is only led to.
    void add_name(DefinedName name, source::Span definition);
    /// The name that is defined where these words begin; nothing where none is.
    [[nodiscard]] const DefinedName* defined_at(std::uint32_t begin) const;
    /// The same name in the other number ("Cluster Day" of "Cluster Days"). `as_written`: it is the one that stands
    /// there.
    void add_form(std::uint32_t begin, const std::string& form, bool as_written);
    void add_clause(const std::string& number, const std::string& anchor) { clauses_[number] = anchor; }
    /// A schedule kept in a file: [Schedule A](prices.csv).
    void add_file(const std::string& file, const std::string& anchor) { files_[file] = anchor; }
    [[nodiscard]] std::string new_anchor(std::string_view prefix, std::string_view name);

    /// `offset`: where the words begin in the contract; `clause`: whose they are.
    [[nodiscard]] report::Runs runs(std::string_view words, std::uint32_t offset, const std::string& clause);
    [[nodiscard]] const std::vector<DefinedName>& names() const { return names_; }

private:
    struct Reading {
        std::string_view words;
        std::uint32_t offset;
        const std::string& clause;
        std::string document;  // that the clause is of; empty for the contract itself
        std::size_t at = 0;
        std::string plain;  // not yet a run
        bool after_clause_word = false;
        report::Runs runs;
    };
    void add_way(const std::string& form, std::size_t index);
    void flush(Reading& reading) const;
    void step(Reading& reading);
    bool take_file_link(Reading& reading) const;
    bool take_clause_number(Reading& reading) const;
    bool take_name(Reading& reading);
    [[nodiscard]] std::size_t length_of(std::string_view name, std::string_view words) const;

    std::vector<DefinedName> names_;
    std::map<std::string, std::vector<std::pair<std::string, std::size_t>>, std::less<>> by_first_word_;
    std::map<std::uint32_t, std::size_t> definitions_;  // by where they begin
    std::map<std::string, std::string, std::less<>> clauses_, files_;
    std::set<std::string> anchors_;
    std::set<std::size_t> placed_;  // names whose definition has been written
};

using report::typeset;

}  // namespace concordat::engross
