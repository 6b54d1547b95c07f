# tests/documents/recalculate.sh · the workbook of every example, worked out again by LibreOffice, equals the engine to the penny; with
# a figure changed by hand it equals what the engine makes of the changed data.
# Use:   recalculate.sh <concordat binary> <repository root>
# Every formula loses its value in a copy of the workbook first, so that what comes out can only have been worked out. The changes
# are those of workbook_changes.csv: a condition, a row that is looked up, a day, whose record it is. Acceptance contracts are taken
# too where their data is there.
. "$(dirname "$0")/preamble.sh"
needs "LibreOffice (soffice) and python3 are needed to work the workbooks out again" soffice python3
here=$root/tests/documents

workbook() { # contract, data, name
  "$concordat" settle "$1" --data "$2" --format xlsx -o "$work/$3.xlsx" 2>/dev/null
  "$concordat" settle "$1" --data "$2" --format csv -o "$work/$3.csv" 2>/dev/null
}
of_example() { workbook "$1" "$2/data" "$3"; }
each_contract of_example
for given in "${CONCORDAT_SHARED:-$root/../shared}"/acceptance/*/; do
  [ -f "$given/expected.json" ] || continue
  contract=$root/tests/acceptance/$(basename "$given")/contract.contract.md
  [ -f "$contract" ] || contract=$given/contract.contract.md
  workbook "$contract" "$given" "acceptance-$(basename "$given")"
done
python3 "$here/workbooks.py" bare "$work"
python3 "$here/workbook_changes.py" change "$root" "$work" "$here/workbook_changes.csv" >"$work/changed"
while IFS='|' read -r contract data result; do
  "$concordat" settle "$contract" --data "$data" --format csv -o "$result" 2>/dev/null
done <"$work/changed"
(cd "$work" && HOME="$work" soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
  ./*-bare.xlsx >/dev/null 2>&1)
python3 "$here/workbooks.py" compare "$work" "$here/workbook_counts.csv"
python3 "$here/workbook_changes.py" compare "$root" "$work" "$here/workbook_changes.csv"
