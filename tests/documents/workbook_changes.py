# tests/documents/workbook_changes.py · a figure is changed in a workbook and in the data: both must lead to the same payments.
# Use:   workbook_changes.py change <root> <folder> <changes.csv>    X~change-bare.xlsx, and a copy of the example with the same
#                                                                    change in <folder>/trees/X~change; prints what to settle
#        workbook_changes.py compare <root> <folder> <changes.csv>   what LibreOffice made of it, against the engine's X~change.csv
# A line of changes.csv names a cell of a file by its line and column; the cell of the workbook is found as its reader finds it: by
# the name of the figure or the heading, and by what stands under "Where it stands". Line 0: a figure of the contract's own text.
import csv
import pathlib
import re
import shutil
import sys
from datetime import date
from decimal import Decimal

from workbooks import CELL, PENNY, copy, engine_payments, moving, payments_of


def changes_in(path):
    """Changes in their order, each with its edits."""
    found = {}
    for row in csv.DictReader(open(path, newline="")):
        found.setdefault((name_of(row), row["Change"]), []).append(row)
    return list(found.values())


def name_of(change):
    return f"{change['Example']}-{change['Contract']}"


def copied_example(root, folder, change):
    tree = folder / "trees" / f"{name_of(change)}~{change['Change']}"
    shutil.copytree(root / "examples" / change["Example"], tree / "examples" / change["Example"])
    shutil.copytree(root / "rulesets", tree / "rulesets")
    return tree / "examples" / change["Example"]


def change_text(example, change):
    """A cell of the Parties table: Annual Value of Fellside Council."""
    path = example / change["File"]
    _, party = change["Column"].split(" of ")
    lines = path.read_text().split("\n")
    at = next(at for at, line in enumerate(lines) if re.match(rf"\| {re.escape(party)} +\|", line) and "£" in line)
    lines[at] = re.sub(r"£[\d,]+", change["New value"], lines[at])
    path.write_text("\n".join(lines))


def change_data(example, change):
    path = example / change["File"]
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    rows[int(change["Line"]) - 1][rows[0].index(change["Column"])] = change["New value"]
    with open(path, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def grid_of(text):
    """Words of the cells by row and column letters."""
    grid = {}
    for column, row, _, inner in CELL.findall(text):
        words = re.search(r"<t[^>]*>(.*?)</t>", inner or "", re.S)
        grid.setdefault(int(row), {})[column] = words.group(1) if words else ""
    return grid


def places_in(sheet, text, change):
    """The cells of a sheet that hold the changed figure."""
    if int(change["Line"]) == 0:
        figure, party = change["Column"].split(" of ")
        return [f"D{row}" for row, cells in grid_of(text).items()
                if sheet == "Data" and cells.get("A") == figure and cells.get("B") == party]
    where = f"{change['File'].rsplit('/', 1)[-1]} line {change['Line']}"
    places, headings = [], {}
    for row, cells in grid_of(text).items():
        if sheet == "Data" and cells.get("A") == change["Column"] and cells.get("F", "").endswith(where):
            places.append(f"D{row}")
        if "Where it stands" in cells.values():
            headings = {words: column for column, words in cells.items()}
        elif sheet != "Data" and where in cells.values() and change["Column"] in headings:
            places.append(f"{headings[change['Column']]}{row}")
    return places


def value_xml(attributes, inner, words):
    """The new value as the old one was written: a day, a share, a number or a text."""
    place = re.search(r'r="([A-Z]+\d+)"', attributes).group(1)
    style = re.search(r' s="\d+"', attributes).group(0)
    if inner is None or "<t" not in inner:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
            number = (date.fromisoformat(words) - date(1899, 12, 30)).days
        elif words.endswith("%"):
            number = Decimal(words[:-1]) / 100
        else:
            number = Decimal(words.replace("£", "").replace(",", ""))
        return f'<c r="{place}"{style}><v>{number}</v></c>'
    return f'<c r="{place}"{style} t="inlineStr"><is><t>{words}</t></is></c>'


def change_workbook(folder, edits):
    found = set()

    def changed(sheet, text):
        values = {}
        for number, edit in enumerate(edits):
            for place in places_in(sheet, text, edit):
                values[place] = edit["New value"]
                found.add(number)

        def one(match):
            place = match.group(1) + match.group(2)
            if place not in values:
                return match.group(0)
            return value_xml(f'r="{place}"{match.group(3)}', match.group(4), values[place])
        return CELL.sub(one, text) if values else text

    name = name_of(edits[0])
    copy(folder / f"{name}.xlsx", folder / f"{name}~{edits[0]['Change']}-bare.xlsx", changed)
    assert len(found) == len(edits), f"{name}: a cell is not found for {edits}"


def change_all(root, folder, changes):
    for edits in changes:
        change = edits[0]
        example = copied_example(root, folder, change)
        for edit in edits:
            change_text(example, edit) if int(edit["Line"]) == 0 else change_data(example, edit)
        change_workbook(folder, edits)
        print(f"{example / change['Contract']}.contract.md|{example}/data|{folder / name_of(change)}~{change['Change']}.csv")


def sums(rows):
    """Signed amounts by clause, period, part and pair: a repayment stands with payer and payee exchanged."""
    found = {}
    for clause, period, part, payer, payee, amount in rows:
        part = "" if part == "repayment" else part
        key = (clause, period, part, *sorted((payer, payee)))
        found[key] = found.get(key, Decimal(0)) + (Decimal(amount) if payer < payee else -Decimal(amount)).quantize(PENNY)
    return {key: amount for key, amount in found.items() if amount != 0}


def compare_all(folder, changes):
    for change, *_ in changes:
        name = name_of(change)
        before = engine_payments(folder, name)
        by_engine = sums((row["Clause"], row["Period"], row["Part"], row["Payer"], row["Payee"], row["Amount"])
                         for row in engine_payments(folder, f"{name}~{change['Change']}"))
        was = sums((row["Clause"], row["Period"], row["Part"], row["Payer"], row["Payee"], row["Amount"]) for row in before)
        rows = payments_of(folder, f"{name}~{change['Change']}-bare")
        own = {row["For"]: engine["Period"] for row, engine in zip(moving(payments_of(folder, name + "-bare")), before)}
        for row in rows:
            assert re.fullmatch(r"-?[\d.]+", row["Amount"]), (name, change, row)
        by_workbook = sums((row["Clause"], own.get(row["For"], row["For"]), row["Part"], row["Payer"], row["Payee"],
                            row["Amount"]) for row in rows)
        moved = sum(was.get(key) != by_engine.get(key) for key in was.keys() | by_engine.keys())
        assert moved > 0, f"{name}: {change['Change']} moves nothing"
        for key in by_engine.keys() | by_workbook.keys():
            assert by_engine.get(key) == by_workbook.get(key), \
                f"{name}, {change['Change']}: {key} comes to {by_workbook.get(key)} in the workbook, {by_engine.get(key)} settled anew"
        print(f"{name}, {change['Change']} ({change['What it moves']}): {moved} payments move, all as settled anew")


root, folder = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
if sys.argv[1] == "change":
    change_all(root, folder, changes_in(sys.argv[4]))
else:
    compare_all(folder, changes_in(sys.argv[4]))
