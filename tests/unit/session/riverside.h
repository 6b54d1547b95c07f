// tests/unit/session/riverside.h
// What:  the specimen alliance of the language reference, with data, as files in memory.
#pragma once

#include <map>
#include <string>

namespace concordat::session_test {

inline constexpr const char* riverside = R"(# Riverside Living Well Alliance Agreement

Effective 1 April 2026 until 31 March 2029.
Money is in GBP.
Settled for each Financial Year.

## 1 Parties

| Party            | Role         | Agreed Share |
|------------------|--------------|--------------|
| Riverside ICB    | Commissioner |              |
| City Acute Trust | Partner      | 50%          |
| Vale MH Trust    | Partner      | 30%          |
| Harbour Care CIC | Partner      | 20%          |

1.1 The Agreed Share of all Partners must total 100%.

## 2 Definitions

2.1 "Target Cost" is money, reported by Riverside ICB for each Financial Year.

2.2 "Actual Cost" is money, reported by Riverside ICB for each Financial Year.

2.3 "Outcome Score" is a percentage, reported by Riverside ICB for each Financial Year.

2.4 "Serious Incidents" is a count, reported by Riverside ICB for each Financial Year; if it is missing, settlement waits.

2.5 "Saving" means Target Cost less Actual Cost, but not less than £0.

## 3 Gain share

3.1 "Gain Pool" means Saving banded slice by slice:

| Saving above      | up to and including | Rate |
|-------------------|---------------------|------|
| £0                | 2% of Target Cost   | 0%   |
| 2% of Target Cost | 5% of Target Cost   | 50%  |
| 5% of Target Cost | no limit            | 70%  |

3.2 Gain Pool shall not exceed £1,500,000.

3.3 Gain Pool is payable only if Outcome Score is at least 90%; otherwise Gain Pool is £0.

3.4 Gain Pool is rounded to the nearest penny, half up.

3.5 Riverside ICB shall pay Gain Pool to each Partner in proportion to Agreed Share, within 30 days after Year End;
    any odd penny going to the largest remainder.

## 4 Worked examples

4.1 Examples "clause 3, year one":

| Case        | Target Cost  | Actual Cost    | Outcome Score | gives Gain Pool | gives City Acute Trust |
|-------------|--------------|----------------|---------------|-----------------|------------------------|
| "in band"   | £100,000,000 | £96,250,000    | 95%           | £875,000.00     | £437,500.00            |
| "odd pence" | £100,000,000 | £97,000,000.03 | 90%           | £499,999.99     | £249,999.99            |
)";

inline std::map<std::string, std::string> riverside_files() {
    return {{"riverside.contract.md", riverside},
            {"data/costs.csv",
             "Financial Year,Target Cost,Actual Cost,Outcome Score,Serious Incidents\n"
             "2026/27,100000000,97000000.03,90%,0\n"}};
}

}  // namespace concordat::session_test
