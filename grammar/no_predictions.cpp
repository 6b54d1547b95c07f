// grammar/no_predictions.cpp
// What:  nothing is known beforehand: for the program that learns it, and where that cannot be run while building.
#include "parse/known_predictions.h"

namespace concordat::parse {

const KnownPredictions& known_predictions() {
    static const KnownPredictions none;
    return none;
}

}  // namespace concordat::parse
