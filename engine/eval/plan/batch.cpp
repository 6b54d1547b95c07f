// engine/eval/plan/batch.cpp · room: eval
// What:  see batch.h.
#include "eval/plan/batch.h"

#include <algorithm>
#include <array>
#include <set>

#include "eval/plan/kernels.h"

namespace concordat::eval::plan {

/// The step after which the register of each place is looked at no more.
std::vector<std::size_t> Batch::last_uses() const {
    const auto& steps = program_->steps;
    std::vector<std::size_t> last(program_->registers(), 0);
    for (std::size_t index = 0; index < steps.size(); ++index) {
        for (const Place place : places_written(steps[index])) last[place] = index;
        for (const Place place : lanes_read(steps[index])) last[place] = index;
    }
    for (const Place place : program_->kept) last[place] = steps.size();
    if (program_->kept.empty()) std::fill(last.begin(), last.end(), steps.size());
    return last;
}

Batch::Batch(const Program& program)
    : program_(&program), places_(program.registers()), results_(program.steps.size()) {
    share_rooms();
}

template <typename Width>
std::size_t Batch::Rooms<Width>::take() {
    if (unused.empty()) return count++;
    const std::size_t room = unused.back();
    unused.pop_back();
    return room;
}

/// Results share few rooms, so that they stay near the processor: a room is given to a later result once nobody looks
/// at what it holds.
void Batch::share_rooms() {
    const Program& program = *program_;
    const std::vector<std::size_t> last = last_uses();
    std::vector<std::size_t> room_of(program.registers(), 0);
    const auto is_narrow = [&](Place place) { return program.narrow[place] != 0; };
    const auto take = [&](Place place) {
        room_of[place] = is_narrow(place) ? narrow_rooms_.take() : wide_rooms_.take();
    };
    for (const auto& [place, number] : program.constants) take(place);
    for (std::size_t index = 0; index < program.steps.size(); ++index) {
        const Step& step = program.steps[index];
        const std::vector<Place> results = places_written(step);
        std::for_each(results.begin(), results.end(), take);
        std::set<Place> done;
        std::vector<Place> places = lanes_read(step);
        places.insert(places.end(), results.begin(), results.end());
        for (const Place place : places) {
            const bool is_result = place >= program.columns && !program.constants.contains(place);
            if (!is_result || last[place] != index || !done.insert(place).second) continue;
            (is_narrow(place) ? narrow_rooms_.unused : wide_rooms_.unused).push_back(room_of[place]);
        }
    }
    set_up_rooms(room_of);
}

void Batch::set_up_rooms(const std::vector<std::size_t>& room_of) {
    const Program& program = *program_;
    narrow_rooms_.rooms.resize(narrow_rooms_.count);
    wide_rooms_.rooms.resize(wide_rooms_.count);
    const auto room = [&](Place place) -> void* {
        if (program.narrow[place] != 0) return narrow_rooms_.rooms[room_of[place]].rows.data();
        return wide_rooms_.rooms[room_of[place]].rows.data();
    };
    for (auto place = static_cast<Place>(program.columns); place < program.registers(); ++place)
        places_[place] = room(place);
    for (const auto& [place, number] : program.constants) {
        if (program.narrow[place] != 0)
            std::fill_n(static_cast<Narrow*>(room(place)), batch_rows, static_cast<Narrow>(number));
        else std::fill_n(static_cast<Number*>(room(place)), batch_rows, number);
    }
    for (std::size_t index = 0; index < program.steps.size(); ++index) {
        const std::vector<Place> results = places_written(program.steps[index]);
        std::transform(results.begin(), results.end(), results_[index].begin(), room);
    }
}

void Batch::set_column(std::size_t column, const data::BatchColumn& rows) {
    if (rows.is_narrow()) places_[column] = rows.narrow();
    else places_[column] = rows.wide();
}

void Batch::run(data::PlainRows& plain) {
    for (std::size_t index = 0; index < program_->steps.size(); ++index) {
        const Step& step = program_->steps[index];
        run_step(step, {results_[index], places_[step.a], places_[step.b], places_[step.c], plain.data()});
    }
}

}  // namespace concordat::eval::plan
