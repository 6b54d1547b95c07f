// engine/session/workers.cpp · room: session
// What:  see workers.h.
#include "session/workers.h"

namespace concordat::session {

Workers::Workers(unsigned count) {
    for (unsigned which = 1; which < count; ++which) threads_.emplace_back([this, which] { wait_for_work(which); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    given_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Workers::on_all(const std::function<void(unsigned)>& work) {
    {
        const std::lock_guard lock(mutex_);
        work_ = &work;
        busy_ = static_cast<unsigned>(threads_.size());
        ++round_;
    }
    given_.notify_all();
    work(0);
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return busy_ == 0; });
}

void Workers::wait_for_work(unsigned which) {
    std::unique_lock lock(mutex_);
    for (std::uint64_t seen = 0;; seen = round_) {
        given_.wait(lock, [&] { return ended_ || round_ != seen; });
        if (ended_) return;
        const auto& work = *work_;
        lock.unlock();
        work(which);
        lock.lock();
        if (--busy_ == 0) done_.notify_one();
    }
}

}  // namespace concordat::session
