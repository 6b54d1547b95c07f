// Must not compile: Id<Party> == Id<Clause>. A number that names a party says nothing about a clause.
#include "base/id.h"

struct Party;
struct Clause;

int main() {
    const concordat::base::Id<Party> party(1);
    const concordat::base::Id<Clause> clause(1);
#ifdef MUST_FAIL
    const bool same = party == clause;
    static_cast<void>(same);
#endif
    return party.index() == clause.index() ? 0 : 1;
}
