# The published files with the names of the contract's fields; a statement is named by year and practice, a line by its name too.
use_published gp_payments
awk -F, -v OFS=, 'function year(text) {return substr(text, 1, 4) "/" substr(text, 6, 2)}
  NR == 1 {print "Statement Id", "Year", "Practice Code", "Contract Type", "Registered Patients", "Weighted Patients", "Deductions"; next}
  {print $1 " " $4, year($1), $4, $5, $6, $7, $9}' "$published/practice_statements.csv" >"$work/data/statements.csv"
awk -F, -v OFS=, 'function year(text) {return substr(text, 1, 4) "/" substr(text, 6, 2)}
  NR == 1 {print "Line Id", "Statement Id", "Year", "Line", "Amount"; next}
  {print $1 " " $2 " " $3, $1 " " $2, year($1), $3, $4}' "$published/payment_lines.csv" >"$work/data/payment_lines.csv"
awk -F, -v OFS=, 'NR == 1 {print "statement_id", $0; next} {print $1 " " $4, $0}' "$published/practice_statements.csv" >"$work/statements.csv"
price tests/official/gp_payments/general-practice-statements.contract.md "Statement" "$work/data" "$work/priced.csv"
compare gp_payments "$work/priced.csv" "$work/statements.csv"
