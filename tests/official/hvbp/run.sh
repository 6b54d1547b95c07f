# The published files with the names of the contract's fields, and the year; a result is named by hospital and measure.
use_published hvbp
awk -F, -v OFS=, 'NR == 1 {print "Result Id", "Hospital Id", "Year", "Measure", "Baseline Rate", "Performance Rate"; next}
  {print $1 " " $2, $1, "2023/24", $2, $3, $4}' "$published/measure_scores.csv" >"$work/data/measure_results.csv"
awk -F, -v OFS=, 'NR == 1 {print "Hospital Id", "Year", "Combined Infection Score"; next} {print $1, "2023/24", $5}' \
  "$published/hospital_scores.csv" >"$work/data/hospital_results.csv"
price rulesets/medicare/value-based-purchasing.contract.md "Measure Result" "$work/data" "$work/measures.csv"
price rulesets/medicare/value-based-purchasing.contract.md "Hospital Result" "$work/data" "$work/hospitals.csv"
compare measures "$work/measures.csv" "$published/measure_scores.csv"
compare hospitals "$work/hospitals.csv" "$published/hospital_scores.csv"
