// Must not compile: Ratio from a floating-point number. 0.1 has no exact binary form, so it would be wrong unseen.
#include "exact/ratio.h"

int main() {
#ifdef MUST_FAIL
    const concordat::exact::Ratio rate = 0.1;
#else
    const concordat::exact::Ratio rate = 1;
#endif
    return rate.sign() > 0 ? 0 : 1;
}
