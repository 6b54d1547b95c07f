# tests/documents/recalculate.sh · the workbook of every example, worked out again by LibreOffice, equals the engine to the penny.
# Use:   recalculate.sh <concordat binary> <repository root>
# Every formula loses its value in a copy of the workbook first, so that what comes out can only have been worked out; then a figure
# of the sheet Data is changed, and a payment has to follow.
. "$(dirname "$0")/preamble.sh"
needs "LibreOffice (soffice) and python3 are needed to work the workbooks out again" soffice python3

written() {
  "$concordat" settle "$1" --data "$2/data" --format xlsx -o "$work/$3.xlsx" 2>/dev/null
  "$concordat" settle "$1" --data "$2/data" --format csv -o "$work/$3.csv" 2>/dev/null
}
each_contract written
python3 "$root/tests/documents/workbooks.py" bare "$work"
(cd "$work" && HOME="$work" soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
  ./*-bare.xlsx ./*-changed.xlsx >/dev/null 2>&1)
python3 "$root/tests/documents/workbooks.py" compare "$work"
