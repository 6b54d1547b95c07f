// engine/session/streaming.h · room: session
// What:  large files of records added up while they are read, on all processors, and not kept. What comes out is the
// same for any number of
//        workers, any size of the parts that a file is cut into, and any order of its rows.
// Knows: eval/plan says what is added up; data/record_chunks reads; here are the files and the threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "data/intake.h"
#include "eval/plan/record_sums.h"
#include "session/file_reader.h"
#include "source/diagnostic.h"

namespace concordat::session {

/// A file of records that is to be added up, and the head by which it was taken in.
struct StreamedFile {
    std::string name;
    model::RecordId record;
    MappedFile mapped;
};
/// The header line and the notes under it; nothing when the file does not begin with them plainly.
[[nodiscard]] std::string head_of_file(std::string_view bytes);

struct Streaming {
    std::shared_ptr<eval::plan::KeptTotals> totals;
    /// Kinds of record that could not be added up so, each with the reason: their files are to be read in the careful
    /// way.
    std::map<model::RecordId, std::string> refused;
    std::uint64_t verified = 0;  // records that were worked out again
    source::Diagnostics problems;
};
/// How it is done; for tests, which try other numbers than everyday's.
struct StreamingOptions {
    unsigned workers = 0;  // 0: one for each processor
    std::size_t part_bytes = std::size_t{1} << 21u;
    /// Of a million records so many are worked out again by the reference evaluator.
    std::uint32_t verify_in_a_million = 0;
    /// Records with one of these identifiers are kept, because somebody asks for them.
    std::vector<std::string> kept;
    /// How far it is; called by one worker at a time.
    struct Progress {
        std::size_t bytes = 0, of_bytes = 0;
        std::uint64_t rows = 0;
    };
    std::function<void(const Progress&)> progress;
};
/// Adds up the files, and puts what was set aside and what is known of the reports into `data`.
[[nodiscard]] Streaming stream_records(const model::Contract& contract, data::DataSet& data,
                                       const std::vector<StreamedFile>& files, const StreamingOptions& options);

}  // namespace concordat::session
