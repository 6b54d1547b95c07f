// engine/session/session.h · room: session
// What:  the only public way into the engine: open a contract, take in data, then test, settle,
//        price, explain. The only room with files; every front (cli, later lsp and serve) is thin
//        above it.
// Never: an exception let out; a settlement while contract or data have an error; a clock.
// Start: Session, last in the file.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "data/intake.h"
#include "model/contract.h"
#include "parse/forms.h"
#include "report/document.h"
#include "report/party_statement.h"
#include "session/file_reader.h"
#include "session/streaming.h"
#include "settle/settlement.h"
#include "settle/working_paper.h"
#include "source/diagnostic.h"
#include "trace/trace.h"

namespace concordat::session {

/// How a run ended, for exit codes and status lines: the worst of its diagnostics.
enum class Outcome { fine, contract_or_data_wrong, asked_wrong, environment };
[[nodiscard]] Outcome outcome_of(const source::Diagnostics& problems);

struct OpenedContract {
    /// Nothing when there is an error.
    std::shared_ptr<const model::Contract> contract;
    /// The files that it links to and that lie beside it, by the name that the link gives.
    std::vector<data::DataFile> linked;
    std::set<std::string> linked_in_data_folder;  // those of them that lie in the data folder instead
    std::string path;
    std::string bytes;  // of the contract file
    source::Diagnostics problems;
};

/// Whether large files of records may be added up while they are read, where nobody asks for the single record.
struct TakeInRequest {
    bool may_add_up = false;
    bool with_hashes = false;                        // and say what each file is, for statements
    std::size_t from_bytes = std::size_t{1} << 18u;  // of all files of a kind of record together
    StreamingOptions streaming;
};
/// How the files of one kind of record were taken in.
struct TakenRecords {
    model::RecordId record;
    std::uint64_t added_up = 0;
    std::uint64_t kept = 0;
    std::string because;  // why none was added up; empty where they were
};
struct OpenedData {
    data::DataSet data;
    std::shared_ptr<const eval::reference::RecordTotals> totals;  // of the records that were added up
    std::vector<TakenRecords> records;                            // of each kind
    std::uint64_t verified = 0;          // records added up that were worked out again, and came to the same
    std::vector<report::DataUsed> used;  // every file with its hash, where that was asked for
    source::Diagnostics problems;        // with an error nothing is settled from it
};

struct ExamplesRun {
    std::vector<settle::ExampleResult> results;
    source::Diagnostics problems;
};

struct PriceRequest {
    std::string record;              // Spell
    std::vector<std::string> terms;  // empty: every term worked out for each such record, in contract order
    std::string period;              // empty: all that is known, each record in the period that it falls in
};
/// What is done with the columns of priced records, and with a row for each record in the order of
/// the files: its fields as read, then its terms.
using TakeColumns = std::function<void(const std::vector<report::Column>&)>;
using TakeRow = std::function<void(const report::Row&)>;

/// A copy to read and sign. `as_at`: consolidated as at this day (2027-04-01); `marked`: variations as marked changes.
struct ReadingRequest {
    std::string as_at;
    bool marked = false;
};
struct ReadingCopy {
    std::optional<report::Document> document;
    source::Diagnostics problems;
};

/// What statements are written from: every period settled, so that the year to date is whole, and what is to be shown.
struct Stated {
    settle::Settlement settlement;
    report::StatementRequest request;
    settle::WorkingPaper paper;  // how each payment came about, where that was asked for
    source::Diagnostics problems;
};

/// A run that came before: its data, and its contract, or empty where it was the same.
struct EarlierRun {
    std::string folder, contract;
};
struct ComparedRuns {
    std::vector<report::RunAfter> runs;
    source::Diagnostics problems;
};

struct ExplainRequest {
    std::string term;
    std::string period;
    std::vector<std::string> of;  // parties, members, a record's identifier
};
struct Explained {
    std::optional<trace::Step> step;
    source::Diagnostics problems;
};

class Session {
public:
    /// `files` must outlive the session.
    explicit Session(const FileReader& files) : files_(files) {}

    /// Reads, parses and checks a contract and the CSV files beside it that it links to.
    [[nodiscard]] OpenedContract open_contract(const std::string& path, const std::string& data_folder = {}) const;

    // ---- the rest needs a contract without errors: OpenedContract::contract is set --------------
    /// Takes in every CSV file that lies right in the folder.
    [[nodiscard]] OpenedData take_in(const OpenedContract& opened, const std::string& folder,
                                     const TakeInRequest& asked = {}) const;
    [[nodiscard]] ExamplesRun run_examples(const OpenedContract& opened) const;
    /// Settles every period that has data; shows all (empty), one ("2026-08") or those inside a
    /// longer one ("2026/27").
    /// `everything`: with the terms of each record, and those of earlier periods that were put right.
    [[nodiscard]] settle::Settlement settle(const OpenedContract& opened, const OpenedData& data,
                                            const std::string& period, bool everything = false) const;
    /// How payments came about: not asked for, to be read, or to go on working in a workbook.
    enum class Paper { none, to_read, live };
    [[nodiscard]] Stated state(const OpenedContract& opened, const OpenedData& data, const std::string& period,
                               Paper paper = Paper::none) const;
    /// The run before, then what each data file of `folder` that differs makes of it, then the contract.
    [[nodiscard]] ComparedRuns compare(const OpenedContract& opened, const Stated& stated, const std::string& folder,
                                       const EarlierRun& earlier) const;
    /// Hands over the columns once, then the rows; neither when the request has a mistake.
    [[nodiscard]] source::Diagnostics price(const OpenedContract& opened, const OpenedData& data,
                                            const PriceRequest& request, const TakeColumns& take_columns,
                                            const TakeRow& take_row) const;
    [[nodiscard]] Explained explain(const OpenedContract& opened, const OpenedData& data,
                                    const ExplainRequest& request) const;
    [[nodiscard]] ReadingCopy reading_copy(const OpenedContract& opened, const ReadingRequest& request) const;
    /// Empty data files with the headings that this contract takes in.
    [[nodiscard]] std::vector<data::DataFile> templates(const OpenedContract& opened) const;

private:
    [[nodiscard]] OpenedContract open(const std::string& path, const std::string& data_folder, bool alone) const;
    const FileReader& files_;
};

/// Why an amount is what it is: as an indented text, and as JSON.
[[nodiscard]] std::string narrate(const OpenedContract& opened, const trace::Step& step);
[[nodiscard]] std::string narrate_json(const OpenedContract& opened, const trace::Step& step);

/// The sentence forms that contain a word in pattern, meaning or example; all for no word.
struct Phrases {
    std::vector<parse::SentenceForm> forms;
    std::optional<std::string> did_you_mean;  // when there is none
};
[[nodiscard]] Phrases find_phrases(const std::string& word);

/// "concordat 0.1.0 (SQLite 3.40.1)"
[[nodiscard]] std::string version_line();

}  // namespace concordat::session
