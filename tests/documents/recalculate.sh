# tests/documents/recalculate.sh · the workbook of every example, worked out again by LibreOffice, equals the engine to the penny.
# Use:   recalculate.sh <concordat binary> <repository root>
# Every formula loses its value in a copy of the workbook first, so that what comes out can only have been worked out; then a figure
# of the sheet Data is changed, and a payment has to follow. Where LibreOffice is not on the machine the test is skipped (exit 77)
# and says so.
set -eu
concordat=$1
root=$2
if ! command -v soffice >/dev/null 2>&1 || ! command -v python3 >/dev/null 2>&1; then
  echo "skipped: LibreOffice (soffice) and python3 are needed to work the workbooks out again"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for contract in "$root"/examples/*/*.contract.md; do
  example=$(dirname "$contract")
  name=$(basename "$example")-$(basename "$contract" .contract.md)
  "$concordat" settle "$contract" --data "$example/data" --format xlsx -o "$work/$name.xlsx" 2>/dev/null
  "$concordat" settle "$contract" --data "$example/data" --format csv -o "$work/$name.csv" 2>/dev/null
done
python3 "$root/tests/documents/workbooks.py" bare "$work"
(cd "$work" && HOME="$work" soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
  ./*-bare.xlsx ./*-changed.xlsx >/dev/null 2>&1)
python3 "$root/tests/documents/workbooks.py" compare "$work"
