# tests/documents/workbooks.py · the workbooks of recalculate.sh: before LibreOffice works them out, and afterwards.
# Use:   workbooks.py bare <folder>       X-bare.xlsx: without the values of formulas; X-changed.xlsx: with one figure changed, too
#        workbooks.py compare <folder>    X-bare-<Sheet>.csv against X.csv of the engine and the values in X.xlsx
import csv
import pathlib
import re
import sys
import zipfile
from decimal import Decimal

PENNY = Decimal("0.01")
CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)


def sheets_of(book):
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    return {name: f"xl/worksheets/sheet{at}.xml" for at, name in enumerate(names, 1)}


def copy(source, target, change):
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(target, "w") as out:
        sheets = {path: name for name, path in sheets_of(book).items()}
        for name in book.namelist():
            text = book.read(name).decode()
            text = re.sub(r"</f><v>[^<]*</v>", "</f>", text)
            out.writestr(name, change(text) if sheets.get(name) == "Data" else text)


def one_more(text):
    """The figures of the sheet Data, each a quarter more: some payment must move."""
    def changed(match):
        column, row, style, inner = match.groups()
        number = re.fullmatch(r"<v>([\d.]+)</v>", inner or "")
        if column != "D" or row == "1" or number is None:
            return match.group(0)
        return f'<c r="{column}{row}"{style}><v>{Decimal(number.group(1)) * Decimal("1.25")}</v></c>'
    return CELL.sub(changed, text)


def bare(folder):
    for book in sorted(folder.glob("*.xlsx")):
        copy(book, folder / f"{book.stem}-bare.xlsx", lambda text: text)
        copy(book, folder / f"{book.stem}-changed.xlsx", one_more)


def rows_of(path):
    with open(path, newline="") as file:
        return list(csv.reader(file))


def written_values(book, sheet):
    """The value beside each formula, by cell."""
    found = {}
    with zipfile.ZipFile(book) as package:
        text = package.read(sheets_of(package)[sheet]).decode()
    for column, row, _, inner in CELL.findall(text):
        value = re.search(r"<f>.*?</f><v>([^<]*)</v>", inner or "", re.S)
        if value:
            found[(column, int(row))] = value.group(1)
    return found


def close(a, b):
    a, b = Decimal(a), Decimal(b)
    return abs(a - b) <= max(abs(b) * Decimal("1e-11"), Decimal("1e-7"))


def number_in(text):
    if re.fullmatch(r"-?[\d.]+%", text):
        return str(Decimal(text[:-1]) / 100)
    return {"TRUE": "1", "FALSE": "0"}.get(text, text)


def compare_sheet(folder, name, sheet):
    rows = rows_of(folder / f"{name}-bare-{sheet}.csv")
    formulas = written_values(folder / f"{name}.xlsx", sheet)
    for (column, row), value in formulas.items():
        at = 0
        for letter in column:
            at = at * 26 + ord(letter) - ord("A") + 1
        worked = number_in(rows[row - 1][at - 1])
        assert re.fullmatch(r"-?[\d.]+(E[-+]?\d+)?", worked), f"{name} {sheet}!{column}{row} comes to {worked}, not {value}"
        assert close(worked, value), f"{name} {sheet}!{column}{row} comes to {worked}, not {value}"
    return len(formulas)


def compare_payments(folder, name):
    engine = [row for row in csv.DictReader(open(folder / f"{name}.csv", newline="")) if row["Payer"]]
    payments = [row for row in csv.DictReader(open(folder / f"{name}-bare-Payments.csv", newline="")) if row["Payer"]]
    assert len(engine) == len(payments), (name, len(engine), len(payments))
    for a, b in zip(engine, payments):
        assert (a["Payer"], a["Payee"]) == (b["Payer"], b["Payee"]), (a, b)
        assert Decimal(a["Amount"]) == Decimal(b["Amount"]).quantize(PENNY), (a, b)
        assert Decimal(b["Difference"]) == 0, (a, b)
    received = sum(Decimal(row["Amount"]) for row in engine)
    parties = [row for row in csv.DictReader(open(folder / f"{name}-bare-Parties.csv", newline=""))
               if row["Statement"] not in ("Total", "")]
    for row in parties:
        assert Decimal(row["Receives"]) - Decimal(row["Pays"]) == Decimal(row["Net"]), row
    assert sum(Decimal(row["Receives"]).quantize(PENNY) for row in parties) == received
    assert sum(Decimal(row["Pays"]).quantize(PENNY) for row in parties) == received
    return payments


def cells_of(book):
    """Formulas by place ("Clauses!E7"), and the words of every text cell."""
    formulas, words = {}, {}
    with zipfile.ZipFile(book) as package:
        for sheet, path in sheets_of(package).items():
            for column, row, _, inner in CELL.findall(package.read(path).decode()):
                formula = re.search(r"<f>(.*?)</f>", inner or "", re.S)
                text = re.search(r"<t[^>]*>(.*?)</t>", inner or "", re.S)
                if formula:
                    formulas[f"{sheet}!{column}{row}"] = formula.group(1)
                if text:
                    words[f"{sheet}!{column}{row}"] = text.group(1)
    return formulas, words


def compare_claims(book):
    """Payments says by formulas only where no figure behind the payment is a value with a remark."""
    formulas, words = cells_of(book)
    for place, said in words.items():
        if not place.startswith("Payments!N") or place == "Payments!N1":
            continue
        behind, wanted, remarks = set(), ["Payments!G" + place[len("Payments!N"):]], set()
        while wanted:
            at = wanted.pop()
            if at in behind:
                continue
            behind.add(at)
            remark = words.get(re.sub(r"![A-Z]+", "!G", at), "")
            if at.startswith(("Data!", "Clauses!")) and remark.startswith("a value: "):
                remarks.add(remark[len("a value: "):])
            wanted += [f"{sheet}!{column}{row}" for sheet, column, row in
                       re.findall(r"(Data|Clauses|Ledger)!\$?([A-Z]+)\$?(\d+)", formulas.get(at, ""))]
        if any(at.startswith("Ledger!") for at in behind):
            assert said.startswith("value: "), (book.name, place, said)
        else:
            told = set(said[len("values, then formulas: "):].split("; ")) if said.startswith("values") else set()
            assert told == remarks and said.startswith(("formulas", "values, then formulas: ")), (book.name, place, said, remarks)


def compare(folder):
    moved_everywhere = 0
    for book in sorted(folder.glob("*.xlsx")):
        name = book.stem
        if name.endswith(("-bare", "-changed")):
            continue
        payments = compare_payments(folder, name)
        compare_claims(book)
        formulas = sum(compare_sheet(folder, name, sheet) for sheet in ("Payments", "Parties", "Year to date", "Clauses", "Data"))
        live = sum(row["Worked out by"] == "formulas" for row in payments)
        changed = [row["Amount"] for row in csv.DictReader(open(folder / f"{name}-changed-Payments.csv", newline=""))
                   if row["Payer"]]
        moved = sum(a != b["Amount"] for a, b in zip(changed, payments))
        # Where all figures are worked out from the days of records, formulas begin with values, and the notes say so.
        said = any("no spreadsheet formula says" in row[0] for row in rows_of(folder / f"{name}-bare-Notes.csv") if row)
        assert moved > 0 or said, f"{name}: no payment follows the data"
        moved_everywhere += moved
        print(f"{name}: {len(payments)} payments equal to the penny, {live} of them worked out by formulas, "
              f"{formulas} formulas; {moved} move with the data")
    assert moved_everywhere > 0


(bare if sys.argv[1] == "bare" else compare)(pathlib.Path(sys.argv[2]))
