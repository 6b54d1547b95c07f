// Must not compile: Money * Ratio. Money is whole coins; a rate is applied to a Ratio, which a clause then rounds.
#include "exact/money.h"

int main() {
    const concordat::exact::Money paid = concordat::exact::Money::from_minor(100);
    const concordat::exact::Ratio rate(2);
#ifdef MUST_FAIL
    const auto product = paid * rate;
    static_cast<void>(product);
#endif
    return paid.sign() == rate.sign() ? 0 : 1;
}
