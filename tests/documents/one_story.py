# tests/documents/one_story.py · X.json is taken as it is; X.csv, X.html and X.xlsx have to say just that: payments with what was due
# to date and paid before, the year to date of each party, and what is missing, from whom. Links of pages lead to places.
# Use:   one_story.py <folder with X.json, X.csv, X.html, X.xlsx, and X-copy.html>
import collections
import csv
import html.parser
import json
import pathlib
import re
import sys
import zipfile
from decimal import Decimal


def money(words):
    """"-£1,234.50" as a number; nothing stays nothing."""
    figure = re.sub(r"[^\d.\-]", "", words)
    return Decimal(figure) if figure else None


class Page(html.parser.HTMLParser):
    """Headings, and tables as rows of words, in the order of the page; every place and every link."""

    def __init__(self):
        super().__init__()
        self.told, self.places, self.links = [], [], []
        self.row = self.cell = self.heading = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.places.append(attributes["id"])
        if attributes.get("href", "").startswith("#"):
            self.links.append(attributes["href"][1:])
        if tag in ("h2", "h3", "caption"):
            self.heading = ""
        if tag == "table":
            self.told.append(("table", []))
        if tag == "tr":
            self.row = []
        if tag in ("td", "th"):
            self.cell = ""

    def handle_data(self, words):
        if self.cell is not None:
            self.cell += words
        elif self.heading is not None:
            self.heading += words

    def handle_endtag(self, tag):
        if tag in ("h2", "h3", "caption") and self.heading is not None:
            self.told.append((tag, self.heading))
            self.heading = None
        if tag in ("td", "th"):
            self.row.append(self.cell.strip())
            self.cell = None
        if tag == "tr":
            next(rows for what, rows in reversed(self.told) if what == "table").append(self.row)


def page_of(path):
    page = Page()
    page.feed(path.read_text())
    return page


def statements_of(page):
    """For each statement: payments as their two parties see them, the year of each party, what is missing."""
    statements = []
    party = caption = None
    for what, told in page.told:
        if what == "h2" and told.startswith("Statement for "):
            statements.append({"payments": [], "year": {}, "missing": []})
        if what == "h3":
            party, caption = re.sub(r" \([^()]*\)$", "", told), None
        if what == "caption":
            caption = told
        if what != "table" or not statements:
            continue
        head, rows = told[0], told[1:]
        if head[0] == "Payment":
            for row in rows:
                if len(row) == 1:
                    clause = row[0]
                elif row[0] not in ("Total", "Net to pay", "Net to receive"):
                    way, other = row[0].split(" ", 1)
                    statements[-1]["payments"].append((party, way, other, clause, [money(one) for one in row[2:6]]))
        if head[0] == "Statements":
            year = {row[0]: [money(one) for one in row[1:]] for row in rows}
            statements[-1]["year"][party] = year["Year to date"] + year["of which on account"][:2]
        if "Missing or held" in head:
            statements[-1]["missing"] += [(row[0], row[1], row[2], row[-1]) for row in rows]
    return statements


def without_signs(words):
    """What is in backticks on a terminal is in quotation marks on a page."""
    return re.sub("[`\"'\u201c\u201d\u2018\u2019]", "", words)


def compare_csv(told, rows):
    payments = [row for row in rows if row["Payer"]]
    assert len(payments) == len(told["payments"])
    for a, b in zip(told["payments"], payments):
        yes = {True: "yes", False: "no"}
        assert (a["clause"], a["payer"], a["payee"], a["period"], a["part"] or "", a["amount"], a["due_date"] or "", a["due_words"] or "",
                yes[a["on_account"]], yes[a["repayment"]], a["due_to_date"], a["paid_before"]) == tuple(
            b[name] for name in ("Clause", "Payer", "Payee", "Period", "Part", "Amount", "Due Date", "Due", "On Account", "Repayment",
                                 "Due To Date", "Paid Before")), (a, b)
        assert bool(b["Provisional"]) == a["on_account"], (a, b)
    held = [(one["clause"], one["period"], one["what"], one["owed_by"] or "nobody named", "; ".join(one["stops"]),
             str(one["settlements_waiting"])) for one in told["held"]]
    assert held == [tuple(row[name] for name in ("Clause", "Period", "Missing", "Owed By", "Stops Clauses", "Settlements Waiting"))
                    for row in rows if not row["Payer"]]
    pays = {(one["party"], one["pays"]) for one in told["year_to_date"]}
    receives = {(one["party"], one["receives"]) for one in told["year_to_date"]}
    for row in payments:
        assert (row["Payer"], row["Payer Year To Date"]) in pays, row
        assert (row["Payee"], row["Payee Year To Date"]) in receives, row


def compare_page(told, statements):
    assert len(statements) == len(told["periods"])
    seen = collections.Counter()
    for statement in statements:
        for party, way, other, clause, (to_date, before, receives, pays) in statement["payments"]:
            payer = party if way == "to" else None
            amount = pays if way == "to" else receives
            seen[(clause.split(" ")[0], party, payer is not None, to_date, before, amount)] += 1
    wanted = collections.Counter()
    for one in told["payments"]:
        figures = tuple(Decimal(one[name]) for name in ("due_to_date", "paid_before", "amount"))
        wanted[(one["clause"].split(" ")[0], one["payer"], True, *figures)] += 1
        wanted[(one["clause"].split(" ")[0], one["payee"], False, *figures)] += 1
    assert seen == wanted, (seen - wanted, wanted - seen)
    for period, statement in zip(told["periods"], statements):
        year = {one["party"]: one for one in told["year_to_date"] if one["period"] == period}
        for party, figures in statement["year"].items():
            names = ("receives", "pays", "net", "on_account_receives", "on_account_pays")
            assert figures == [Decimal(year[party][name]) for name in names], (period, party, figures)
    missing = [one for statement in statements for one in statement["missing"]]
    assert [(a[0], without_signs(a[1]), a[2], a[3]) for a in missing] == [
        (one["clause"], without_signs(one["what"]), one["owed_by"] or "nobody named", str(one["settlements_waiting"]))
        for one in told["held"]]


def sheet_of(book, name):
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    text = book.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml").decode()
    rows = collections.defaultdict(dict)
    for column, row, inner in re.findall(r'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>(.*?)</c>)', text, re.S):
        value = re.search(r"<v>([^<]*)</v>|<t[^>]*>([^<]*)</t>", inner or "")
        if value:
            rows[int(row)][column] = next(part for part in value.groups() if part is not None)
    return [rows[at] for at in sorted(rows)]


def compare_book(told, path):
    with zipfile.ZipFile(path) as book:
        payments = [row for row in sheet_of(book, "Payments")[1:] if "C" in row]
        year = sheet_of(book, "Year to date")[1:]
        missing = [row for row in sheet_of(book, "Missing")[1:] if "B" in row]
    assert len(payments) == len(told["payments"])
    for a, b in zip(told["payments"], payments):
        assert (a["clause"], Decimal(a["due_to_date"]), Decimal(a["paid_before"]), Decimal(a["amount"])) == (
            b["B"], Decimal(b["G"]), Decimal(b["H"]), Decimal(b["I"])), (a, b)
    known = {(one["party"], *(Decimal(one[name]) for name in ("receives", "pays", "net", "on_account_receives", "on_account_pays")))
             for one in told["year_to_date"]}
    for row in year:
        assert (row["B"], *(Decimal(row[column]) for column in "GHIJK")) in known, row
    assert len(missing) == len(told["held"])
    for a, b in zip(told["held"], missing):
        assert a["clause"] == b["B"] and (a["owed_by"] or "nobody named") == b["D"], (a, b)


def main(folder):
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text())
        with open(path.with_suffix(".csv"), newline="") as file:
            compare_csv(told, list(csv.DictReader(file)))
        compare_page(told, statements_of(page_of(path.with_suffix(".html"))))
        compare_book(told, path.with_suffix(".xlsx"))
        print(f"{path.stem}: {len(told['payments'])} payments, {len(told['year_to_date'])} years to date, {len(told['held'])} missing or held: "
              "JSON, CSV, page and workbook say the same")
    links = 0
    for path in sorted(folder.glob("*.html")):
        page = page_of(path)
        links += len(page.links)
        lost = sorted(set(page.links) - set(page.places))
        assert not lost, f"{path.name}: links that lead nowhere: {lost}"
        assert len(set(page.places)) == len(page.places), f"{path.name}: a place has its name twice"
    assert links > 0
    print(f"{links} links, and each leads to a place")


main(pathlib.Path(sys.argv[1]))
