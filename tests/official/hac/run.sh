# The published file with the names of the contract's fields, and the year.
use_published hac
awk -F, -v OFS=, 'NR == 1 {print "Hospital Id", "Year", "State", "PSI 90", "CLABSI", "CAUTI", "SSI", "CDI", "MRSA"; next}
  {print $1, "2023/24", $2, $3, $4, $5, $6, $7, $8}' "$published/hospital_scores.csv" >"$work/data/hospital_results.csv"
price rulesets/medicare/hac-reduction.contract.md "Hospital Result" "$work/data" "$work/priced.csv"
compare hac "$work/priced.csv" "$published/hospital_scores.csv"
