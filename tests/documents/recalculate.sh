# tests/documents/recalculate.sh · the workbook of every example, worked out again by LibreOffice, equals the engine to the penny.
# Use:   recalculate.sh <concordat binary> <repository root>
# Every formula loses its value in a copy of the workbook first, so that what comes out can only have been worked out.
# Where LibreOffice is not on the machine the test is skipped (exit 77) and says so.
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
  python3 - "$work/$name.xlsx" "$work/$name-bare.xlsx" <<'PYTHON'
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as book, zipfile.ZipFile(sys.argv[2], "w") as bare:
    for name in book.namelist():
        text = book.read(name).decode()
        bare.writestr(name, re.sub(r"</f><v>[^<]*</v>", "</f>", text))
PYTHON
  (cd "$work" && HOME="$work" soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' "$name-bare.xlsx" >/dev/null 2>&1)
  python3 - "$work/$name.csv" "$work/$name-bare-Payments.csv" "$work/$name-bare-Parties.csv" <<'PYTHON'
import csv, sys
from decimal import Decimal
penny = Decimal("0.01")
engine = list(csv.DictReader(open(sys.argv[1])))
payments = [row for row in csv.DictReader(open(sys.argv[2])) if row["Payer"]]
assert len(engine) == len(payments), (len(engine), len(payments))
for a, b in zip(engine, payments):
    assert (a["Payer"], a["Payee"]) == (b["Payer"], b["Payee"]), (a, b)
    assert Decimal(a["Amount"]) == Decimal(b["Amount"]).quantize(penny), (a, b)
for row in csv.DictReader(open(sys.argv[3])):
    if row["Statement"] == "Total": continue
    assert Decimal(row["Receives"]) - Decimal(row["Pays"]) == Decimal(row["Net"]), row
received = sum(Decimal(row["Amount"]) for row in engine)
parties = [row for row in csv.DictReader(open(sys.argv[3])) if row["Statement"] != "Total"]
assert sum(Decimal(row["Receives"]).quantize(penny) for row in parties) == received
assert sum(Decimal(row["Pays"]).quantize(penny) for row in parties) == received
print(f"{len(engine)} payments equal to the penny")
PYTHON
done
