// engine/data/facts.h · room: data
// What:  the values of reported and agreed facts from their files, each once.
// Source: language.md F4; drafting findings N16, N18; "a key twice is an error, not a sum".
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/cells.h"
#include "data/columns.h"
#include "data/dataset.h"
#include "data/fact_layout.h"
#include "data/problems.h"
#include "model/contract.h"

namespace concordat::data {

/// Gathers facts file by file and refuses a value that is offered twice. The files must outlive it.
class FactBook {
public:
    explicit FactBook(const model::Contract& contract) : contract_(&contract) {}

    /// Takes every fact in the file. False when it offers none, and nothing was said about it.
    bool take(TakenFile& file, const NamedTerms& named, Problems& problems);
    /// The facts by term, ordered by element, period and the day known, whatever order they came in.
    [[nodiscard]] std::map<model::TermId, std::vector<Fact>> facts() &&;

private:
    struct Seen {
        const CsvFile* file = nullptr;
        CsvCell cell;
    };
    struct FileReading;
    void take_column(FileReading& reading, const FactColumn& column);
    void take_row(FileReading& reading, const FactColumn& column, ColumnReader& values, std::size_t row);
    bool add(const FileReading& reading, const FactColumn& column, const CsvCell& cell, Fact fact);

    const model::Contract* contract_;
    std::map<model::TermId, std::vector<Fact>> facts_;
    std::unordered_map<std::string, Seen> seen_;
};

/// "Units of Bramley Dental for April 2025": what a fact is the value of.
[[nodiscard]] std::string fact_words(const model::Contract& contract, model::TermId term,
                                     const std::vector<model::Value>& elements,
                                     const std::optional<calendar::Period>& period);

}  // namespace concordat::data
