// engine/session/take_in.cpp · room: session
// What:  the data folder of a contract: each file read whole, or, where there are very many records and nobody asks for
// a single one, added up while it
//        is read.
// Start: Session::take_in(), last in the file.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "base/limits.h"
#include "data/headings.h"
#include "data/report_name.h"
#include "session/data_used.h"
#include "session/file_faults.h"
#include "session/session.h"
#include "session/streaming.h"

namespace concordat::session {
namespace {

/// A CSV file that somebody keeps, not what an editor or an open spreadsheet leaves behind.
bool is_data_file(const std::string& name) {
    const bool left_behind = name.starts_with('.') || name.starts_with('~') || name.ends_with('~');
    return !left_behind && data::folded_name(name).ends_with(".csv");
}

/// The data files of a folder, those left out that were read as linked files already.
std::vector<std::string> names_in_folder(const FileReader& files, const OpenedContract& opened,
                                         const std::string& folder, source::Diagnostics& problems) {
    std::vector<std::string> names;
    const ListedFolder listed = files.list(folder);
    if (listed.fault) problems.append(file_fault(*listed.fault, {folder, 0}));
    const std::string contract_folder = folder_of(opened.path);
    for (const std::string& name : listed.files) {
        if (!is_data_file(name)) continue;
        const std::string path = joined_path(folder, name);
        const bool is_linked = std::any_of(opened.linked.begin(), opened.linked.end(), [&](const auto& linked) {
            const bool in_data = opened.linked_in_data_folder.contains(linked.name);
            return files.same_file(path, joined_path(in_data ? folder : contract_folder, linked.name));
        });
        if (!is_linked) names.push_back(name);
    }
    return names;
}

/// Why the files of a kind of record are not added up while they are read.
using Because = std::map<model::RecordId, std::string>;

std::optional<model::RecordId> record_in(const model::Contract& contract, const std::string& name) {
    const auto named = data::read_report_name(contract, name);
    const bool readable = named && (named->suffix.empty() || named->period);
    return readable ? std::optional(named->record) : std::nullopt;
}

/// Names of single records that somebody asks for: what is no party and no entry of a list.
std::vector<std::string> records_asked_for(const model::Contract& contract, const std::vector<std::string>& names) {
    std::vector<std::string> records;
    for (const std::string& name : names) {
        const bool listed = std::any_of(contract.sets.begin(), contract.sets.end(), [&](const model::Set& set) {
            return std::find(set.members.begin(), set.members.end(), name) != set.members.end();
        });
        if (!listed && !model::find_party(contract, name)) records.push_back(name);
    }
    return records;
}

bool has_identifier(const model::Record& record) {
    return std::any_of(record.fields.begin(), record.fields.end(), [](const auto& field) { return field.unique; });
}

Because reasons_at_first(const FileReader& files, const model::Contract& contract, const std::string& folder,
                         const std::vector<std::string>& names, const TakeInRequest& request) {
    std::map<model::RecordId, std::size_t> bytes;
    std::map<model::RecordId, bool> above_limit;
    for (const std::string& name : names) {
        const auto record = record_in(contract, name);
        if (!record) continue;
        const std::size_t size = files.size(joined_path(folder, name));
        bytes[*record] += size;
        above_limit[*record] |= size > limits::data_file_bytes;
    }
    Because because;
    for (std::size_t index = 0; index < contract.records.size(); ++index) {
        const model::RecordId record(index);
        const bool one_is_asked = !request.streaming.kept.empty() && !has_identifier(contract.record(record));
        if (!request.may_add_up || one_is_asked) because[record] = "single records are asked for";
        else if (bytes[record] < request.from_bytes) because[record] = "there are few of them";
        else if (above_limit[record]) because[record] = "a file is too large";
        else if (auto reason = eval::plan::cannot_be_planned(contract, record)) because[record] = *reason;
    }
    return because;
}

struct FolderRead {
    std::vector<data::DataFile> files;
    std::vector<StreamedFile> streamed;
};

FolderRead read_folder(const FileReader& files, const model::Contract& contract, const std::string& folder,
                       const std::vector<std::string>& names, const Because& because, source::Diagnostics& problems) {
    FolderRead read;
    for (const std::string& name : names) {
        const std::string path = joined_path(folder, name);
        const auto record = record_in(contract, name);
        if (record && !because.contains(*record)) {
            MappedFile mapped = files.map(path);
            std::string head = head_of_file(mapped.bytes);
            if (!mapped.fault && !head.empty()) {
                read.files.push_back({name, std::move(head)});
                read.streamed.push_back({name, *record, std::move(mapped)});
                continue;
            }
        }
        ReadBytes bytes = files.read(path, limits::data_file_bytes);
        if (bytes.fault) problems.append(file_fault(*bytes.fault, {path, limits::data_file_bytes}));
        else read.files.push_back({name, std::move(bytes.bytes)});
    }
    return read;
}

void count_records(const model::Contract& contract, const Because& because, OpenedData& taken) {
    for (std::size_t index = 0; index < contract.records.size(); ++index) {
        TakenRecords of_kind{model::RecordId(index), 0, 0, {}};
        for (const data::Report& report : taken.data.reports[index]) {
            of_kind.added_up += report.added_up;
            of_kind.kept += report.rows.size();
        }
        const auto reason = because.find(of_kind.record);
        if (reason != because.end()) of_kind.because = reason->second;
        taken.records.push_back(std::move(of_kind));
    }
}

}  // namespace

OpenedData Session::take_in(const OpenedContract& opened, const std::string& folder, const TakeInRequest& asked) const {
    ENGINE_CHECK(opened.contract != nullptr);
    const model::Contract& contract = *opened.contract;
    TakeInRequest request = asked;
    request.streaming.kept = records_asked_for(contract, asked.streaming.kept);
    OpenedData taken;
    const std::vector<std::string> names = names_in_folder(files_, opened, folder, taken.problems);
    Because because = reasons_at_first(files_, contract, folder, names, request);
    for (;;) {
        source::Diagnostics of_folder;
        FolderRead read = read_folder(files_, contract, folder, names, because, of_folder);
        of_folder.append(taken.problems);
        if (read.files.empty() && opened.linked.empty() && !of_folder.has_errors()) {
            of_folder
                .add(source::Code::no_data_files, "", whole_file(folder),
                     fmt::format("there is no CSV file in `{}`", folder))
                .with_help(fmt::format("concordat template {} -o {} writes empty ones", opened.path, folder));
        }
        if (of_folder.has_errors()) {
            taken.problems = std::move(of_folder);
            return taken;
        }
        data::Intake intake = data::take_in(contract, read.files, opened.linked);
        const bool adds_up = !read.streamed.empty() && !intake.problems.has_errors();
        Streaming streaming;
        if (adds_up) streaming = stream_records(contract, intake.data, read.streamed, request.streaming);
        if (!streaming.refused.empty()) {  // read those in the careful way
            because.insert(streaming.refused.begin(), streaming.refused.end());
            continue;
        }
        taken.data = std::move(intake.data);
        taken.problems = std::move(intake.problems);
        taken.problems.append(std::move(streaming.problems));
        taken.problems.sort();
        taken.totals = std::move(streaming.totals);
        taken.verified = streaming.verified;
        if (request.with_hashes) taken.used = data_used(contract, taken.data, {&opened.linked, &read.files});
        count_records(contract, because, taken);
        return taken;
    }
}

}  // namespace concordat::session
