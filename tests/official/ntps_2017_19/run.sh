# One emergency spell for each group of Schedule A, so that the ruleset looks its prices up; the published rows of those groups beside them.
use_published ntps_2017_19
groups=$(sed -n '2,$s/,.*//p' "$root/rulesets/england/emergency-prices-2017-18.csv")
{
  echo "Spell Number,Provider,HRG,Admission Method,Patient Class,Born,Admitted,Discharged,Critical Care,Rehabilitation,Palliative Care,Best Practice Met,Service"
  for group in $groups; do echo "$group,Vale Elective Centre,$group,21,Ordinary,1950-01-01,2017-06-01,2017-06-04,0,0,0,,"; done
} >"$work/data/spells.csv"
{
  sed -n 1p "$published/hrg_prices.csv"
  for group in $groups; do grep "^$group," "$published/hrg_prices.csv"; done
} >"$work/published.csv"
price rulesets/england/admitted-patient-tariff.contract.md "Spell" "$work/data" "$work/priced.csv"
compare prices "$work/priced.csv" "$work/published.csv"
