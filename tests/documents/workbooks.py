# tests/documents/workbooks.py · the workbooks of recalculate.sh: before LibreOffice works them out, and afterwards.
# Use:   workbooks.py bare <folder>               X-bare.xlsx beside each X.xlsx: without the values of formulas
#        workbooks.py compare <folder> <counts>   X-bare-<Sheet>.csv against X.csv of the engine and the values in X.xlsx; how many
#                                                 payments are worked out by formulas alone, not fewer than <counts> says
import csv
import html
import pathlib
import re
import sys
import zipfile
from datetime import date
from decimal import Decimal, InvalidOperation

PENNY = Decimal("0.01")
LONGEST_FORMULA = 8_192
CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
PLACE = re.compile(r"(?:'([^']+)'|\b([A-Za-z]\w*))!\$?([A-Z]+)\$?(\d+)")
csv.field_size_limit(10**9)


def sheets_of(book):
    """The part of each sheet, by its name."""
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    return {html.unescape(name): f"xl/worksheets/sheet{at}.xml" for at, name in enumerate(names, 1)}


def copy(source, target, change=None):
    """Without the values of formulas; `change` is given each sheet's name and XML."""
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(target, "w") as out:
        sheets = {path: name for name, path in sheets_of(book).items()}
        for name in book.namelist():
            text = book.read(name).decode()
            if change is not None and name in sheets:
                text = change(sheets[name], text)
            out.writestr(name, re.sub(r"</f><v>[^<]*</v>", "</f>", text))


def column_number(letters):
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at


def rows_of(path):
    with open(path, newline="") as file:
        return list(csv.reader(file))


def is_settled(book):
    return not re.search(r"-bare$|~", book.stem)


def close(a, b):
    try:
        a, b = Decimal(a), Decimal(b)
    except InvalidOperation:
        return False
    return abs(a - b) <= max(abs(b) * Decimal("1e-11"), Decimal("1e-7"))


def number_in(text):
    if re.fullmatch(r"-?[\d.]+%", text):
        return str(Decimal(text[:-1]) / 100)
    day = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    if day:
        return str((date(int(day[3]), int(day[1]), int(day[2])) - date(1899, 12, 30)).days)
    return {"TRUE": "1", "FALSE": "0"}.get(text, text)


def compare_formulas(folder, name):
    """Every formula of every sheet comes to the value that the engine wrote beside it."""
    count, differ = 0, []
    with zipfile.ZipFile(folder / f"{name}.xlsx") as package:
        for sheet, path in sheets_of(package).items():
            text = package.read(path).decode()
            if "<f>" not in text:
                continue
            rows = rows_of(folder / f"{name}-bare-{sheet}.csv")
            for column, row, _, inner in CELL.findall(text):
                value = re.search(r"<f>.*?</f><v>([^<]*)</v>", inner or "", re.S)
                if not value:
                    continue
                count += 1
                assert len(html.unescape(value.group(0))) < LONGEST_FORMULA, f"{name} {sheet}!{column}{row}: too long for Excel"
                cells = rows[int(row) - 1]
                at = column_number(column) - 1
                worked = number_in(cells[at] if at < len(cells) else "")
                known = html.unescape(value.group(1))
                not_known = known.startswith("#") and worked.startswith("#")
                if not (worked == known or not_known or close(worked, known)):
                    differ.append(f"{name} {sheet}!{column}{row} comes to {worked}, not {known}")
    return count, differ


def payments_of(folder, name):
    return [row for row in csv.DictReader(open(folder / f"{name}-Payments.csv", newline="")) if row["Payer"]]


def moving(payments):
    """Lines that come to nothing stand in the workbook alone."""
    return [row for row in payments if Decimal(row["Amount"]).quantize(PENNY) != 0]


def engine_payments(folder, name):
    return [row for row in csv.DictReader(open(folder / f"{name}.csv", newline="")) if row["Payer"]]


def compare_payments(folder, name):
    engine = engine_payments(folder, name)
    payments = moving(payments_of(folder, name + "-bare"))
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
                    formulas[f"{sheet}!{column}{row}"] = html.unescape(formula.group(1))
                if text:
                    words[f"{sheet}!{column}{row}"] = text.group(1)
    return formulas, words


def remarks_behind(formulas, words, place):
    """Why figures behind this place are values, and whether one of them is only the ledger's."""
    behind, wanted, remarks = set(), [place], set()
    while wanted:
        at = wanted.pop()
        if at in behind:
            continue
        behind.add(at)
        remark = words.get(re.sub(r"![A-Z]+", "!G", at), "")
        if at.startswith(("Data!", "Clauses!")) and remark.startswith("a value: "):
            remarks.add(remark[len("a value: "):])
        if at.startswith("Payments!I"):
            wanted.append("Payments!G" + at[len("Payments!I"):])
        wanted += [f"{quoted or plain}!{column}{row}" for quoted, plain, column, row in PLACE.findall(formulas.get(at, ""))]
    return remarks, any(at.startswith("Ledger!") for at in behind)


def compare_claims(book):
    """Payments says by formulas only where no figure behind the payment is a value with a remark."""
    formulas, words = cells_of(book)
    for place, said in words.items():
        if not place.startswith("Payments!N") or place == "Payments!N1":
            continue
        remarks, ledger = remarks_behind(formulas, words, "Payments!G" + place[len("Payments!N"):])
        if ledger:
            assert said.startswith("value: "), (book.name, place, said)
            continue
        told = set(said[len("values, then formulas: "):].split("; ")) if said.startswith("values") else set()
        assert told == remarks and said.startswith(("formulas", "values, then formulas: ")), (book.name, place, said, remarks)


def compare(folder, counts):
    least = {row["Workbook"]: row for row in csv.DictReader(open(counts, newline=""))}
    for book in sorted(filter(is_settled, folder.glob("*.xlsx"))):
        name = book.stem
        payments = compare_payments(folder, name)
        formulas, differ = compare_formulas(folder, name)
        known = int(least[name]["Cells known to differ"])
        assert len(differ) == known, f"{len(differ)} formulas differ, known are {known}: {differ[:3]}"
        if not name.startswith("acceptance-"):
            compare_claims(book)
        payments = payments_of(folder, name + "-bare")
        live = sum(row["Worked out by"] == "formulas" for row in payments)
        print(f"{name}: {len(payments)} lines of payments equal to the penny, {live} of them worked out by formulas alone, {formulas} formulas")
        assert live >= int(least[name]["By formulas"]), f"{name}: fewer than before ({least[name]['By formulas']})"
        assert live == int(least[name]["By formulas"]), f"{name}: {live} now: raise the number in {counts}"


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        for settled in sorted(filter(is_settled, pathlib.Path(sys.argv[2]).glob("*.xlsx"))):
            copy(settled, settled.with_name(settled.stem + "-bare.xlsx"))
    else:
        compare(pathlib.Path(sys.argv[2]), sys.argv[3])
