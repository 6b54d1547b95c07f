// tests/bench/measure.cpp
// What:  this engine beside the same contract written by hand, in one process and turn by turn: reading alone, pricing
//        and adding up with the columns in memory. Says medians and checks that all come to the same pence.
// Use:   measure <folder of make_activity> <turns>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "data/columns.h"
#include "data/intake.h"
#include "data/record_chunks.h"
#include "eval/plan/batch.h"
#include "eval/plan/planned.h"
#include "eval/plan/record_sums.h"
#include "hand_written.h"
#include "mapped_file.h"
#include "session/session.h"

namespace {

using namespace concordat;

/// Processor time, so that what else runs on the machine counts as little as can be.
double nanoseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

using bench::stop;

/// What a turn of each kind takes, in nanoseconds.
struct Times {
    std::map<std::string, std::vector<double>> all;
    std::vector<std::string> order;

    void take(const std::string& name, const std::function<void()>& work) {
        if (!all.contains(name)) order.push_back(name);
        const double began = nanoseconds();
        work();
        all[name].push_back(nanoseconds() - began);
    }
    double median(const std::string& name) {
        auto& times = all.at(name);
        std::sort(times.begin(), times.end());
        return times[times.size() / 2];
    }
};

/// The engine's plan, and the batches of one file as it reads them.
struct Planned {
    std::unique_ptr<eval::plan::RecordPlan> plan;
    std::vector<data::ChunkLayout> layouts;
};

Planned planned(const session::OpenedContract& opened, const std::vector<std::string_view>& files) {
    const model::Contract& contract = *opened.contract;
    const data::Intake intake = data::take_in(contract, {}, opened.linked);
    Planned made;
    auto planning = eval::plan::plan_record(contract, intake.data, model::RecordId(0));
    if (planning.plan == nullptr) stop("not planned: " + planning.because);
    made.plan = std::move(planning.plan);
    const model::Record& record = contract.record(model::RecordId(0));
    for (const std::string_view file : files) {
        const std::string head = session::head_of_file(file);
        const data::TakenFile taken = data::taken_file(data::read_csv("spells", head));
        data::ChunkLayout layout;
        layout.width = taken.csv.width();
        for (const auto& field : made.plan->fields) {
            layout.columns.push_back(field.cells);
            layout.columns.back().in_file = *data::find_column(taken, record.fields[field.column].name);
        }
        layout.unique = data::find_column(taken, record.fields[0].name);
        made.layouts.push_back(std::move(layout));
    }
    return made;
}

struct KeptBatch {
    std::vector<data::BatchColumn> columns;
    data::PlainRows plain;
    std::size_t rows = 0;
};

void read_batches(const Planned& made, const std::vector<std::string_view>& files,
                  const std::function<void(const data::RecordBatch&)>& take) {
    data::RecordBatch batch;
    for (std::size_t file = 0; file < files.size(); ++file) {
        const std::string_view bytes = files[file].substr(session::head_of_file(files[file]).size());
        data::ChunkReader reader(made.layouts[file]);
        reader.begin(bytes);
        while (reader.next(batch)) take(batch);
    }
}

std::int64_t pence_of(const eval::plan::RecordPlan& plan, const eval::plan::ReportSums& sums) {
    for (std::size_t index = 0; index < plan.sums.size(); ++index) {
        if (!plan.sums[index].amount) continue;
        __extension__ __int128 total = 0;
        std::size_t groups = plan.months;
        for (const std::size_t size : plan.sums[index].sizes) groups *= size;
        for (std::size_t group = 0; group < groups; ++group) total += sums.of(index, group).total;
        return static_cast<std::int64_t>(total * 100 / plan.sums[index].denominator);
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) stop("give: a folder, and how many turns");
    const std::string folder = arguments[1];
    const int turns = std::atoi(arguments[2]);
    const std::vector<std::string_view> files = bench::mapped_data(folder);

    const bench::Schedules schedules = bench::read_schedules(folder);
    const session::DiskFiles disk;
    const session::Session session(disk);
    const auto opened = session.open_contract(folder + "/contract.contract.md");
    if (opened.contract == nullptr) stop("the contract has a mistake");
    const Planned made = planned(opened, files);

    bench::Columns columns;
    std::vector<KeptBatch> batches;
    Times times;
    bench::Totals by_hand;
    std::int64_t by_engine = 0;
    for (int turn = 0; turn < turns; ++turn) {
        columns.clear();
        times.take("parse by hand", [&] {
            for (const std::string_view file : files) bench::parse_by_hand(file, schedules, columns);
        });
        std::size_t rows = 0;
        times.take("parse by this engine",
                   [&] { read_batches(made, files, [&](const data::RecordBatch& batch) { rows += batch.rows; }); });
        if (rows != columns.rows()) stop("two numbers of rows");
        if (batches.empty()) {
            read_batches(made, files, [&](const data::RecordBatch& batch) {
                batches.push_back({batch.columns, batch.plain, batch.rows});
            });
        }
        times.take("price by hand", [&] { bench::price_by_hand(columns, schedules, by_hand); });
        times.take("price by this engine", [&] {
            eval::plan::Batch registers(made.plan->program);
            eval::plan::ReportSums sums(*made.plan);
            for (const KeptBatch& batch : batches) {
                for (std::size_t column = 0; column < made.plan->fields.size(); ++column)
                    registers.set_column(made.plan->fields[column].column, batch.columns[column]);
                data::PlainRows plain = batch.plain;
                registers.run(plain);
                sums.add(*made.plan, registers, plain, batch.rows);
            }
            by_engine = pence_of(*made.plan, sums);
        });
    }
    std::int64_t total = 0;
    for (const std::int64_t pence : by_hand.pence) total += pence;
    if (total != by_engine)
        stop("by hand " + std::to_string(total) + " pence, by the engine " + std::to_string(by_engine));
    const auto rows = static_cast<double>(columns.rows());
    std::printf("rows %.0f, pence %lld, the same by hand and by the engine\n", rows, static_cast<long long>(total));
    for (const std::string& name : times.order) {
        const double median = times.median(name);
        std::printf("%-22s %8.2f ns/row %8.1f M rows/s\n", name.c_str(), median / rows, rows * 1'000 / median);
    }
    std::printf("ratio price engine/hand %.2f\nratio parse engine/hand %.2f\n",
                times.median("price by this engine") / times.median("price by hand"),
                times.median("parse by this engine") / times.median("parse by hand"));
    std::printf("took-parse-by-hand %.0f\n", times.median("parse by hand"));
    return 0;
}
