// engine/eval/reference/overloaded.h · room: eval
// What:  several lambdas as one visitor, one for each alternative; a last one may take the rest.
#pragma once

namespace concordat::eval::reference {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

}  // namespace concordat::eval::reference
