// engine/session/workers.h · room: session
// What:  the processors that go through large files: started once, and given one piece of work after the other.
// Why:   a thread that is only just started shares its parent's processor for some milliseconds; twelve files of a year
//        would start two dozen.
// Knows: that the work divides itself among its callers.   Never: what is worked on; an order among workers.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace concordat::session {

class Workers {
public:
    /// At least one: who calls works too.
    explicit Workers(unsigned count);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    [[nodiscard]] unsigned count() const { return static_cast<unsigned>(threads_.size()) + 1; }
    /// Runs the same work on all of them, and comes back when all are done; each call is told which it is, from 0.
    void on_all(const std::function<void(unsigned)>& work);

private:
    void wait_for_work(unsigned which);

    std::mutex mutex_;
    std::condition_variable given_, done_;
    const std::function<void(unsigned)>* work_ = nullptr;
    std::uint64_t round_ = 0;  // of work that was given
    unsigned busy_ = 0;
    bool ended_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace concordat::session
