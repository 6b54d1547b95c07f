# The three tables that have a lower bound, under one heading, without the classes that lack one of the weights. A quoted description may hold commas:
# it is not needed, and one word stands for it.
use_published nep2025_26
heading="Class Id,Table,Lower Bound Days,Short Base Weight,Short Day Weight,Inlier Weight"
all_weights() {  # <table> <file> <column of the lower bound> <of the base weight, 0 for none> <of the day weight> <of the inlier weight>
  awk -F, -v OFS=, -v table="$1" -v bound="$3" -v base="$4" -v day="$5" -v inlier="$6" '{gsub(/"[^"]*"/, "text")}
    NR > 1 && $bound != "" && $day != "" && $inlier != "" && (base == 0 || $base != "") {
      print table " " $1, table, $bound, (base == 0 ? "" : $base), $day, $inlier}' "$published/$2"
}
{
  echo "$heading"
  all_weights acute admitted_acute.csv 6 10 11 12
  all_weights subacute admitted_subacute.csv 7 0 10 11
  all_weights mental admitted_mental_health.csv 4 6 7 8
} >"$work/data/classes.csv"
price tests/official/nep2025_26/no-step.contract.md "Class" "$work/data" "$work/priced.csv"
compare nep2025_26 "$work/priced.csv" "$work/data/classes.csv"
