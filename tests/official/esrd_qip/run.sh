# The published file with the names of the contract's fields, and the year.
use_published esrd_qip
awk -F, -v OFS=, 'NR == 1 {print "Facility Id", "Year", "State", "Total Performance Score"; next} {print $1, "2020", $2, $3}' \
  "$published/facility_scores.csv" >"$work/data/facility_results.csv"
price rulesets/medicare/esrd-quality-incentive.contract.md "Facility Result" "$work/data" "$work/priced.csv"
compare esrd_qip "$work/priced.csv" "$published/facility_scores.csv"
