// engine/eval/plan/batch.h · room: eval
// What:  the registers of one worker, and a program run over a batch of rows.
// Knows: which registers can share a room.
// Never: the contract, the reference evaluator.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "data/chunk_columns.h"
#include "eval/plan/program.h"

namespace concordat::eval::plan {

using data::batch_rows;  // a thousand or so at a time, as they are read

class Batch {
public:
    /// Precondition: the widths of the program are settled.
    explicit Batch(const Program& program);
    /// Where the rows of a column stand; they must stay there while the batch is run.
    void set_column(std::size_t column, const data::BatchColumn& rows);
    void set_column(std::size_t column, const Narrow* rows) { places_[column] = rows; }
    /// Runs all steps over the batch. `plain` is 1 for the rows to be worked out and 0 for those set aside already;
    /// those that a step sets aside become 0.
    void run(data::PlainRows& plain);
    /// Of a column, and of a register that is kept.
    [[nodiscard]] const Narrow* narrow_lane(Place place) const { return static_cast<const Narrow*>(places_[place]); }
    [[nodiscard]] const Number* wide_lane(Place place) const { return static_cast<const Number*>(places_[place]); }
    [[nodiscard]] Number value(Place place, std::size_t row) const {
        return program_->narrow[place] != 0 ? narrow_lane(place)[row] : wide_lane(place)[row];
    }

private:
    /// Rows of many registers, all of one width, one register behind the other.
    template <typename Width>
    struct Rooms {
        struct alignas(64) Room {
            std::array<Width, batch_rows> rows;
        };
        std::vector<Room> rooms;  // each begins where an instruction's worth of rows does
        std::vector<std::size_t> unused;
        std::size_t count = 0;
        std::size_t take();
    };
    [[nodiscard]] std::vector<std::size_t> last_uses() const;
    void set_up_rooms(const std::vector<std::size_t>& room_of);
    void share_rooms();

    const Program* program_;
    std::vector<const void*> places_;
    std::vector<std::array<void*, Step::most_lists>> results_;  // of each step
    Rooms<Narrow> narrow_rooms_;
    Rooms<Number> wide_rooms_;
};

}  // namespace concordat::eval::plan
