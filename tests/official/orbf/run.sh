# Four sets of equations, each by its contract. flatten.awk takes names and texts out of the JSON files, lay_out.awk puts the given figures into rows of
# records, name_back.awk puts what was worked out under the names of the equations. Nothing is worked out here.
use_published orbf
contracts=tests/official/orbf
rows() { awk -v stems="$2" -f "$here/lay_out.awk" "$work/$1.flat"; }  # <set> <stems>
records() { mkdir -p "$work/$1"; cat >"$work/$1/$2.csv"; }           # <set> <file>
give() {                                                              # <set> <contract> <record> <names>
  price "$contracts/$2.contract.md" "$3" "$work/$1" "$work/priced.csv"
  awk -v set="$1" -v names="$4" -f "$here/name_back.awk" "$work/priced.csv" >>"$work/worked_out.csv"
}

echo "Variable,Value" >"$work/worked_out.csv"
echo "Variable,Value" >"$work/published.csv"
for set in quarterly ethiopia_v2 nigeria sigl; do
  awk -f "$here/flatten.awk" "$published/${set}_problem.json" >"$work/$set.flat"
  awk -f "$here/flatten.awk" "$published/${set}_solution.json" | awk -F'|' -v set="$set" '{
    sub(/@/, $2, $1)
    print set " " $1 "_for_" ($3 == "" ? "" : $3 "_and_") $4 "," $5}' >>"$work/published.csv"
done

# quarterly: reports of two activities; the months that are paid are those with a package total.
rows quarterly "quantity_@_declared;quantity_@_verified;const_@_price" | awk -F, -v OFS=, '
  BEGIN {print "Report Id", "Month Id", "Declared", "Verified", "Price"} {print $1 " " $2 " " $3, "- " $2 " " $3, $4, $5, $6}' | records quarterly activity_reports
rows quarterly quantity_fosa_package_total | awk -F, -v OFS=, '
  BEGIN {print "Month Id", "Paid For"} {print "- " $2 " " $3, substr($3, 1, 4) "-" substr($3, 5)}' | records quarterly facility_months
give quarterly results-monthly-and-quarterly "Activity Report" \
  "Declared=quantity_@_declared;Verified=quantity_@_verified;Price=const_@_price:;Verified Price=quantity_@_verified_price"
give quarterly results-monthly-and-quarterly "Facility Month" "Package Total=quantity_fosa_package_total;\
Monthly Payment=pbf_payment_monthly_quantity_production;Quarterly Payment=pbf_payment_quarterly_quantity_production"

# ethiopia_v2: the months of the one quarter.
rows ethiopia_v2 "quantity_@_declared;quantity_@_verified;quantity_@_price;quantity_@_price_level_2_quarterly_nov" | awk -F, -v OFS=, '
  BEGIN {print "Report Id", "Month Id", "Declared", "Verified", "Price", "Quarter Price"}
  {print $1 " " $2 " " $3, "- " $2 " " $3, $4, $5, $6, $7}' | records ethiopia_v2 activity_reports
rows ethiopia_v2 quantity_fosa_package_total | awk -F, -v OFS=, '
  BEGIN {print "Month Id", "Quarter Id"} $3 !~ /q/ {print "- " $2 " " $3, "- " $2 " 2016novq1"}' | records ethiopia_v2 facility_months
rows ethiopia_v2 pbf_payment_monthly_quantity_production | awk -F, '
  BEGIN {print "Quarter Id"} {print "- " $2 " " $3}' | records ethiopia_v2 facility_quarters
give ethiopia_v2 results-by-quarter "Activity Report" "Declared=quantity_@_declared;Verified=quantity_@_verified;Price=quantity_@_price;\
Quarter Price=quantity_@_price_level_2_quarterly_nov:3;Verified Price=quantity_@_verified_price"
give ethiopia_v2 results-by-quarter "Facility Month" "Package Total=quantity_fosa_package_total"
give ethiopia_v2 results-by-quarter "Facility Quarter" \
  "Quarter Total=quantity_fosa_package_total;Quarter Payment=pbf_payment_monthly_quantity_production"

# nigeria: units and the state in three periods; only the quarter is paid.
rows nigeria "payment_for_dff_@_population;payment_for_dff_@_payment" | awk -F, -v OFS=, '
  BEGIN {print "Unit Id", "Quarter Id", "Span", "Level", "Population", "Payment"}
  {print $1 " " $2 " " $3, $1 " state_id " $3, ($3 ~ /q/ ? "quarter" : "year"), ($2 == "state_id" ? "state" : "unit"), $4, $5}' | records nigeria unit_quarters
rows nigeria payment_for_dff_@_payment_zone_main_orgunit | awk -F, -v OFS=, '
  BEGIN {print "Quarter Id", "Kind", "Zone Payment"} {print $1 " " $2 " " $3, ($3 ~ /q/ ? "quarter" : "year"), $4}' | records nigeria state_quarters
give nigeria facilities-by-population "Unit Quarter" "Population=payment_for_dff_@_population;Payment=payment_for_dff_@_payment;\
Payment to Divide=payment_for_dff_@_act_ou_payment_pbf;Population Counted=payment_for_dff_@_act_ou_population;\
Greatest Population=payment_for_dff_ou_population;Population Weight=payment_for_dff_ou_population_weight;Unit Payment=payment_for_dff_ou_payment"
give nigeria facilities-by-population "State Quarter" \
  "Zone Payment=payment_for_dff_@_payment_zone_main_orgunit;State Population=state_population:;State Payment=state_total_payment:"

# sigl: reports of two activities; which six months a report looks back on stands in its equation.
stock="sigl_zone_@_stock_start;sigl_zone_@_stock_end;sigl_zone_@_consumed;sigl_zone_@_consumed_is_null"
rows sigl "$stock" | awk -F, -v OFS=, '
  BEGIN {print "Report Id", "Zone Month Id", "Stock at Start", "Stock at End", "Consumed", "Consumed Is Null"}
  {print $1 " " $2 " " $3, ($2 == "state_id" ? "none" : $1 " state_id " $3), $4, $5, $6, $7}' | records sigl stock_reports
rows sigl sigl_zone_@_total_balance_by_activity | awk -F, '
  BEGIN {print "Zone Month Id"} {print $1 " " $2 " " $3}' | records sigl zone_months
awk -F'|' -v OFS=, '
  NR == 1 {print "Window Id", "Report Id", "Month Consumed", "Month Is Null"}
  $1 == "sigl_zone_@_consumed" {consumed[$2, $3, $4] = $5}
  $1 == "sigl_zone_@_consumed_is_null" {is_null[$2, $3, $4] = $5}
  $1 == "sigl_zone_@_last_6_months_consumption" {
    count = split($5, month, ",")
    for (at = 1; at <= count; at++) {
      period = month[at]
      sub(/.*_and_/, "", period)
      sub(/\)/, "", period)
      print $2 " " $3 " " $4 " " period, $2 " " $3 " " $4, consumed[$2, $3, period], is_null[$2, $3, period]
    }
  }' "$work/sigl.flat" | records sigl window_months
give sigl stock-of-a-zone "Stock Report" "Stock at Start=sigl_zone_@_stock_start;Stock at End=sigl_zone_@_stock_end;Consumed=sigl_zone_@_consumed;\
Consumed Is Null=sigl_zone_@_consumed_is_null;Balance=sigl_zone_@_balance;Average Consumption=sigl_zone_@_last_6_months_consumption;\
Months with Data=sigl_zone_@_number_of_months_with_data"
give sigl stock-of-a-zone "Zone Month" "Total Balance=sigl_zone_@_total_balance_by_activity;\
Balance per Unit=sigl_zone_@_balance_divided_by_org_units_count"
compare orbf "$work/worked_out.csv" "$work/published.csv"
