// engine/session/streaming.cpp · room: session
// What:  see streaming.h. A file is cut at ends of rows; each worker takes the next part, reads it batch by batch and
//        adds it to its own sums. What the workers found is then put together in the order of the parts, though for the
//        sums no order matters.
// Start: stream_records(), last in the file; the functions above it are its steps.
#include "session/streaming.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "data/columns.h"
#include "data/periods.h"
#include "data/record_chunks.h"
#include "data/records.h"
#include "eval/plan/judge.h"
#include "eval/plan/planned.h"
#include "session/identities.h"
#include "session/workers.h"

namespace concordat::session {

using data::ChunkLayout;
using data::ChunkReader;
using data::RecordBatch;
using eval::plan::Batch;
using eval::plan::RecordPlan;
using eval::plan::ReportSums;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// Rows set aside, beyond which the whole file is left to the careful reader: it keeps each of them.
constexpr std::size_t most_set_aside = 200'000;
constexpr const char* too_many_aside = "too many of them are not plainly written, or do not plainly count";

struct SetAside {
    std::uint32_t line = 0;  // of the part, from 0
    std::string text;
};
/// A record that is worked out again, with what the steps made of it.
struct Sample {
    SetAside row;
    eval::plan::SampledRecord made;
};
/// What one part of a file came to, but for the sums.
struct Part {
    std::string_view bytes;
    bool ends_with_line = false;
    std::vector<SetAside> set_aside;
    std::vector<Sample> samples;
    std::uint32_t lines = 0;
    bool quoted = false;
};
/// One file being added up.
struct FileWork {
    FileWork() = default;
    FileWork(FileWork&&) noexcept = default;
    FileWork& operator=(FileWork&&) noexcept = default;

    const StreamedFile* file = nullptr;
    std::string head;
    std::size_t head_lines = 0;
    ChunkLayout layout;
    std::deque<Part> parts;  // those that have been cut off
    std::string_view uncut;
    std::optional<calendar::Period> period;  // that its name gives
    bool quoted = false;                     // it has cells in quotes, as far as is known
    data::Report* report = nullptr;
};

/// The column of the file that holds each planned field.
bool lay_out(const model::Contract& contract, const RecordPlan& plan, FileWork& work) {
    const data::TakenFile file = data::taken_file(data::read_csv(work.file->name, work.head));
    if (!file.csv.problems.empty()) return false;
    const model::Record& record = contract.record(plan.record);
    work.layout.width = file.csv.width();
    for (const auto& field : plan.fields) {
        const auto column = data::find_column(file, record.fields[field.column].name);
        if (!column || !(file.headings[*column].form == data::CellForm{})) return false;
        work.layout.columns.push_back(field.cells);
        work.layout.columns.back().in_file = *column;
    }
    std::size_t unique_fields = 0;
    for (const model::Field& field : record.fields) {
        if (!field.unique) continue;
        work.layout.unique = data::find_column(file, field.name);
        ++unique_fields;
    }
    return unique_fields <= 1;
}

/// Nothing of the file is cut off yet.
void lay_ready(FileWork& work) {
    work.uncut = work.file->mapped.bytes.substr(work.head.size());
    if (work.file->mapped.bytes.starts_with(byte_order_mark))
        work.uncut = work.file->mapped.bytes.substr(byte_order_mark.size() + work.head.size());
    // A file that quotes anything nearly always does so from the beginning; where it does not, the first who meets a
    // quote says so, and it is cut anew.
    constexpr std::size_t most_looked_at = std::size_t{1} << 16u;
    const std::size_t looked_at = std::min(work.uncut.size(), most_looked_at);
    work.quoted |= looked_at != 0 && std::memchr(work.uncut.data(), '"', looked_at) != nullptr;
    work.parts.clear();
}

/// Cuts off the next part at the end of a row; false when nothing is left. Inside quotes there is no end of a row. Only
/// when it is to be read: whoever looks at a byte has its surroundings put into memory.
bool cut_off(FileWork& work, std::size_t part_bytes, std::size_t workers) {
    if (work.uncut.empty()) return false;
    const std::string_view rest = work.uncut;
    // Several workers get smaller parts towards the end, so that none waits long for the last one.
    constexpr std::size_t least = std::size_t{1} << 17u;
    const std::size_t share = workers == 1 ? part_bytes : std::max(rest.size() / (2 * workers), least);
    const std::size_t from = std::min({share, part_bytes, rest.size()});
    const bool open =
        work.quoted && std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(from), '"') % 2 != 0;
    const std::string_view bytes = rest.substr(0, data::row_end_from(rest, from, open));
    work.parts.push_back({bytes, bytes.ends_with('\n'), {}, {}, 0, false});
    work.uncut.remove_prefix(bytes.size());
    return true;
}

/// One worker's registers and sums. The plan's special columns say on which day a report without dates falls.
struct Worker {
    Worker(const RecordPlan& plan, const FileWork& work, const model::Contract& contract)
        : reader(work.layout), batch(plan.program), sums(plan) {
        if (plan.day || !work.period) return;
        const auto days = work.period->days();
        const bool coarser = work.period->unit() > contract.settles;
        placed.fill((coarser ? days.last : days.first.plus_days(days.count() / 2)).days_since_1970());
        text_day.fill(std::max(days.first, contract.in_force.first).days_since_1970());
        batch.set_column(plan.report_day, placed.data());
        batch.set_column(plan.report_day + 1, text_day.data());
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    ChunkReader reader;
    Batch batch;
    ReportSums sums;
    std::array<eval::plan::Narrow, data::batch_rows> placed{}, text_day{};
    RecordBatch rows;
    std::uint64_t rows_read = 0;
    Identities* identities = nullptr;  // where they are kept; none: they have been looked through
};

/// One going through all files of a kind of record.
struct Adding {
    const StreamingOptions& options;
    Workers& workers;
    Repeated aside;  // rows to be kept: asked for, or with an identity that stands more than once
    std::vector<std::unique_ptr<Identities>> identities;  // that each worker met; none: they have been looked through
    StreamingOptions::Progress progress;
    std::mutex telling;
};

/// One in so many, by the text of the row: the same records whatever the number of workers.
bool is_sampled(std::string_view row, std::uint32_t in_a_million) {
    constexpr std::uint64_t million = 1'000'000;
    return in_a_million != 0 && data::hash_of_text(row) % million < in_a_million;
}

void add_part(const RecordPlan& plan, const FileWork& work, const Adding& adding, Worker& worker, Part& part) {
    const Repeated& repeated = adding.aside;
    ChunkReader& reader = worker.reader;
    const std::string_view whole = work.file->mapped.bytes;
    reader.begin(part.bytes, static_cast<std::size_t>(whole.end() - part.bytes.end()));
    RecordBatch& rows = worker.rows;
    while (reader.next(rows)) {
        for (std::size_t index = 0; index < plan.fields.size(); ++index)
            worker.batch.set_column(plan.fields[index].column, rows.columns[index]);
        if (work.layout.unique) {
            if (worker.identities != nullptr) worker.identities->add(rows.identity.data(), rows.rows);
            for (std::size_t row = 0; !repeated.empty() && row < rows.rows; ++row) {
                if (repeated.contains(rows.identity[row])) rows.plain[row] = 0;
            }
        }
        worker.batch.run(rows.plain);
        worker.sums.add(plan, worker.batch, rows.plain, rows.rows);
        worker.rows_read += rows.rows;
        std::int32_t all_plain = 1;
        for (std::size_t row = 0; row < rows.rows; ++row) all_plain &= rows.plain[row];
        if (all_plain != 0 && adding.options.verify_in_a_million == 0) continue;
        for (std::size_t row = 0; row < rows.rows; ++row) {
            if (rows.plain[row] == 0 && part.set_aside.size() <= most_set_aside)
                part.set_aside.push_back({rows.line[row], std::string(rows.text(row))});
            if (rows.plain[row] != 0 && is_sampled(rows.text(row), adding.options.verify_in_a_million))
                part.samples.push_back(
                    {{rows.line[row], std::string(rows.text(row))}, eval::plan::sampled(plan, worker.batch, row, 0)});
        }
    }
    part.lines = reader.lines();
    part.quoted = reader.has_quotes();
    if (work.file->mapped.set_down) work.file->mapped.set_down(part.bytes);
}

/// Tells how far it is; a turn later where another worker is telling.
void tell_progress(Adding& adding, std::size_t bytes, std::uint64_t rows) {
    if (!adding.options.progress) return;
    const std::lock_guard lock(adding.telling);
    adding.progress.bytes += bytes;
    adding.progress.rows += rows;
    adding.options.progress(adding.progress);
}

unsigned workers_of(const StreamingOptions& options) {
    return options.workers != 0 ? options.workers : std::max(1u, std::thread::hardware_concurrency());
}

ReportSums add_file(const model::Contract& contract, const RecordPlan& plan, FileWork& work, Adding& adding) {
    for (Part& part : work.parts) {
        part.set_aside.clear();
        part.samples.clear();
    }
    for (const auto& identities : adding.identities) identities->take_back();
    std::vector<std::unique_ptr<Worker>> all;
    for (unsigned index = 0; index < adding.workers.count(); ++index) {
        all.push_back(std::make_unique<Worker>(plan, work, contract));
        if (!adding.identities.empty()) all.back()->identities = adding.identities[index].get();
    }
    std::mutex taking;
    std::size_t taken = 0;
    const auto next_part = [&]() -> Part* {
        const std::lock_guard lock(taking);
        if (taken == work.parts.size() && !cut_off(work, adding.options.part_bytes, all.size())) return nullptr;
        return &work.parts[taken++];
    };
    adding.workers.on_all([&](unsigned which) {
        Worker& worker = *all[which];
        while (Part* part = next_part()) {
            const std::uint64_t before = worker.rows_read;
            add_part(plan, work, adding, worker, *part);
            tell_progress(adding, part->bytes.size(), worker.rows_read - before);
        }
    });
    for (std::size_t index = 1; index < all.size(); ++index) all[0]->sums.add(all[index]->sums);
    return std::move(all[0]->sums);
}

/// Cut anew where a quote was met that nobody expected: it may hide an end of a row.
ReportSums add_whole_file(const model::Contract& contract, const RecordPlan& plan, FileWork& work, Adding& adding) {
    if (work.parts.empty()) lay_ready(work);
    ReportSums sums = add_file(contract, plan, work, adding);
    const bool unexpected =
        !work.quoted && work.parts.size() > 1 &&
        std::any_of(work.parts.begin(), work.parts.end(), [](const Part& part) { return part.quoted; });
    if (!unexpected) return sums;
    work.quoted = true;
    adding.progress.of_bytes += work.file->mapped.bytes.size();
    lay_ready(work);
    return add_file(contract, plan, work, adding);
}

std::size_t count_set_aside(const std::vector<FileWork>& works) {
    std::size_t count = 0;
    for (const FileWork& work : works) {
        for (const Part& part : work.parts) count += part.set_aside.size();
    }
    return count;
}

/// The rows set aside, read in the careful way, for the report. False when the file is for the careful reader.
bool keep_set_aside(const model::Contract& contract, const RecordPlan& plan, const FileWork& work,
                    data::Problems& problems) {
    data::SetAsideRows rows{work.head, work.head_lines, {}, {}};
    std::size_t line = work.head_lines + 1;
    for (const Part& part : work.parts) {
        for (const SetAside& one : part.set_aside) {
            rows.rows.push_back(one.text);
            rows.lines.push_back(line + one.line);
        }
        line += part.lines;
    }
    auto read = data::read_set_aside(contract, plan.record, work.file->name, rows, problems);
    if (!read) return false;
    work.report->rows = std::move(*read);
    return true;
}

/// The rows that were sampled, worked out again by the reference evaluator. False when they cannot be read again.
bool verify(const model::Contract& contract, const data::DataSet& data, const RecordPlan& plan, const FileWork& work,
            Streaming& streaming) {
    data::SetAsideRows rows{work.head, work.head_lines, {}, {}};
    std::vector<eval::plan::SampledRecord> records;
    std::size_t line = work.head_lines + 1;
    for (const Part& part : work.parts) {
        for (const Sample& sample : part.samples) {
            rows.rows.push_back(sample.row.text);
            rows.lines.push_back(line + sample.row.line);
            records.push_back(sample.made);
            records.back().line = rows.lines.back();
        }
        line += part.lines;
    }
    if (records.empty()) return true;
    data::Problems problems;
    auto read = data::read_set_aside(contract, plan.record, work.file->name, rows, problems);
    if (!read) return false;
    data::DataSet judged = data;
    data::Report report = *work.report;
    report.rows = std::move(*read);
    judged.reports[plan.record.index()] = {std::move(report)};
    constexpr std::size_t most_told = 5;
    const auto differences = eval::plan::judge(contract, judged, plan, records);
    for (std::size_t index = 0; index < differences.size() && index < most_told; ++index) {
        const auto& one = differences[index];
        source::Place place = data::whole_file(work.file->name);
        place.line = one.line;
        streaming.problems
            .add(source::Code::fast_way_differs, "", place,
                 fmt::format("of a {}, `{}` is {} by the fast evaluation and {} by the careful one; nothing is settled",
                             contract.record(plan.record).name, one.words, one.fast, one.judged))
            .with_help(
                "settle with --one-by-one, which uses the careful evaluation alone, and report this as a mistake of "
                "concordat");
    }
    streaming.verified += records.size();
    return true;
}

/// Adds up all files of a kind of record. With `repeated` it finds the identities that stand more than once in files
/// that come together: each by itself where a report replaces others, all where they add to each other. False where too
/// many rows were set aside.
bool add_all(const model::Contract& contract, const RecordPlan& plan, std::vector<FileWork>& works, Adding& adding,
             Repeated* repeated, std::map<std::string, ReportSums>& by_file) {
    Workers& workers = adding.workers;
    const bool by_itself = contract.record(plan.record).later_reports_replace;
    while (repeated != nullptr && adding.identities.size() < workers.count())
        adding.identities.push_back(std::make_unique<Identities>());
    by_file.clear();
    for (FileWork& work : works) {
        for (const auto& identities : adding.identities) {
            if (by_itself) identities->clear();
            identities->mark();
        }
        by_file.insert_or_assign(work.report->file, add_whole_file(contract, plan, work, adding));
        if (repeated != nullptr && by_itself) repeated->merge(repeated_in(adding.identities, workers));
    }
    if (repeated != nullptr && !by_itself) repeated->merge(repeated_in(adding.identities, workers));
    adding.identities.clear();
    return count_set_aside(works) <= most_set_aside;
}

/// One kind of record. What stands in the way of adding it up, or nothing.
std::string stream_kind(const model::Contract& contract, data::DataSet& data, model::RecordId id,
                        const std::vector<const StreamedFile*>& files, const StreamingOptions& options,
                        Workers& workers, Streaming& streaming) {
    eval::plan::Planning planning = eval::plan::plan_record(contract, data, id);
    if (planning.plan == nullptr) return planning.because;
    const std::shared_ptr<const RecordPlan> plan = std::move(planning.plan);
    std::vector<FileWork> works;
    for (const StreamedFile* file : files) {
        FileWork work;
        work.file = file;
        work.head = head_of_file(file->mapped.bytes);
        work.head_lines = static_cast<std::size_t>(std::count(work.head.begin(), work.head.end(), '\n'));
        const std::size_t slash = file->name.rfind('/');
        const std::string own_name = slash == std::string::npos ? file->name : file->name.substr(slash + 1);
        for (data::Report& report : data.reports[id.index()]) {
            if (report.file == own_name) work.report = &report;
        }
        if (work.report == nullptr || !lay_out(contract, *plan, work))
            return fmt::format("the columns of {} are written in another form", own_name);
        work.period = work.report->period;
        if (!plan->day && !work.period)
            return fmt::format("the name of {} says no period, and they have no date", own_name);
        works.push_back(std::move(work));
    }
    Adding adding{options, workers, {}, {}, {}, {}};
    for (const FileWork& work : works) adding.progress.of_bytes += work.file->mapped.bytes.size();
    for (const std::string& name : options.kept) adding.aside.insert(data::hash_of_text(name));
    std::map<std::string, ReportSums> by_file;
    Repeated repeated;
    if (!add_all(contract, *plan, works, adding, &repeated, by_file)) return too_many_aside;
    if (!repeated.empty()) {  // once more, now that it is known which rows to set aside
        adding.aside.merge(repeated);
        adding.progress.of_bytes += adding.progress.bytes;
        if (!add_all(contract, *plan, works, adding, nullptr, by_file)) return too_many_aside;
    }
    data::Problems problems;
    for (const FileWork& work : works) {
        if (!keep_set_aside(contract, *plan, work, problems) || !verify(contract, data, *plan, work, streaming))
            return "some rows are no rows of cells";
        const ReportSums& sums = by_file.at(work.report->file);
        work.report->added_up = sums.rows();
        work.report->first_line_added_up = work.head_lines + 1;
        work.report->last_line_added_up = work.head_lines;
        for (const Part& part : work.parts)
            work.report->last_line_added_up += part.lines + (part.ends_with_line ? 0 : 1);
        for (const std::size_t month : sums.months()) {
            work.report->months_added_up.push_back(calendar::Period::containing(
                calendar::PeriodUnit::month, plan->first_month.plus_months(static_cast<int>(month)),
                contract.year_start));
        }
    }
    streaming.problems.append(problems.take());
    streaming.totals->keep(plan, std::move(by_file));
    return {};
}

}  // namespace

std::string head_of_file(std::string_view bytes) {
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos || end == 0 || bytes.substr(0, end).find('"') != std::string_view::npos)
        return {};
    ++end;
    while (bytes.substr(end).starts_with('#') || bytes.substr(end).starts_with("\"#")) {
        if (bytes.substr(end).starts_with('"')) return {};
        const std::size_t next = bytes.find('\n', end);
        if (next == std::string_view::npos) return {};
        end = next + 1;
    }
    return std::string(bytes.substr(0, end));
}

Streaming stream_records(const model::Contract& contract, data::DataSet& data, const std::vector<StreamedFile>& files,
                         const StreamingOptions& options) {
    Streaming streaming;
    streaming.totals = std::make_shared<eval::plan::KeptTotals>(contract);
    std::map<model::RecordId, std::vector<const StreamedFile*>> by_kind;
    for (const StreamedFile& file : files) by_kind[file.record].push_back(&file);
    Workers workers(files.empty() ? 1 : workers_of(options));
    for (const auto& [record, of_kind] : by_kind) {
        std::string because = stream_kind(contract, data, record, of_kind, options, workers, streaming);
        if (!because.empty()) streaming.refused.emplace(record, std::move(because));
    }
    data.periods_with_data = data::periods_with_data(contract, data);
    return streaming;
}

}  // namespace concordat::session
