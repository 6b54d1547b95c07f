# tests/documents/tree_adds_up.py · the explanation of each payment as a tree, added up again in exact fractions.
# Use:   tree_adds_up.py <concordat> <contract> <data folder>     every payment line of its settlement
#        tree_adds_up.py --itself                                 trees that are wrong must be refused
# Held: every figure is what its formula makes of its parts; every leaf is a row of a file, a cell of a table of the contract or
# what was paid before; each figure is opened once and named afterwards with the same value; each part has its place in the
# formula; a sum has no part twice; every line that is settled is explained, and no other.
import json
import re
import subprocess
import sys
from fractions import Fraction

KNOWN_VALUES = {  # leaves that are no figure of a file: the words that say why, from engine/eval/reference/formulas.cpp
    "counted or chosen from many", "a test of words", "a comparison of words", "a field of a record",
    "whether there is such a figure", "nothing to add up", "a condition over several periods",
    "divided to the penny by its clause", "looked up in a schedule",
    "worked out in a way that no spreadsheet formula says",
    "a day of it that counts", "what a day adds, worked out on that day", "the days of a record that count",
}


class Formula:
    """A formula of a step over its parts, as a spreadsheet reads it, in exact fractions."""

    def __init__(self, text, part, before):
        self.words = re.findall(r"\{\w+\}|[A-Z]+\(|\d+(?:\.\d+)?|<>|>=|<=|[-+*/(),=<>]", text)
        if "".join(self.words) != text:
            raise ValueError(f"cannot read {text}")
        self.at, self.part, self.before = 0, part, before

    def value(self):
        worked = self.comparison()()
        if self.at != len(self.words):
            raise ValueError("words are left")
        return worked

    def peek(self):
        return self.words[self.at] if self.at < len(self.words) else None

    def take(self, word=None):
        found = self.words[self.at]
        if word is not None and found != word:
            raise ValueError(f"{word} is needed, not {found}")
        self.at += 1
        return found

    # Each reader gives a function, so that a case that does not hold is read and not worked out.
    def comparison(self):
        left = self.sum()
        if self.peek() in ("=", "<>", ">=", ">", "<=", "<"):
            sign, right = self.take(), self.sum()
            return lambda: {"=": lambda a, b: a == b, "<>": lambda a, b: a != b, ">=": lambda a, b: a >= b,
                            ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, "<": lambda a, b: a < b}[sign](left(), right())
        return left

    def sum(self):
        left = self.product()
        while self.peek() in ("+", "-"):
            left = self.joined(left, self.take(), self.product())
        return left

    def product(self):
        left = self.one()
        while self.peek() in ("*", "/"):
            left = self.joined(left, self.take(), self.one())
        return left

    @staticmethod
    def joined(left, sign, right):
        return {"+": lambda: left() + right(), "-": lambda: left() - right(), "*": lambda: left() * right(),
                "/": lambda: left() / right()}[sign]

    def one(self):
        word = self.take()
        if word == "-":
            inner = self.one()
            return lambda: -inner()
        if word == "(":
            inner = self.comparison()
            self.take(")")
            return inner
        if word == "{before}":
            return lambda: self.before
        if word.startswith("{"):
            return lambda: self.part(int(word[1:-1]))
        if word.endswith("("):
            return self.call(word[:-1])
        return lambda: Fraction(word)

    def call(self, name):
        given = []
        while self.peek() != ")":
            given.append(self.comparison())
            if self.peek() == ",":
                self.take()
        self.take(")")
        return lambda: CALLS[name](*given)


def rounded(way):
    def work(number, digits):
        step = Fraction(1, 10 ** int(digits())) if digits() >= 0 else Fraction(10 ** -int(digits()))
        steps = abs(number()) / step
        whole = way(steps)
        return (1 if number() >= 0 else -1) * whole * step
    return work


def not_there():
    raise ValueError("the formula leads to a case without figures")


CALLS = {
    "MAX": lambda *all: max(one() for one in all), "MIN": lambda *all: min(one() for one in all),
    "SUM": lambda *all: sum(one() for one in all), "ABS": lambda one: abs(one()),
    "SIGN": lambda one: (one() > 0) - (one() < 0), "NOT": lambda one: not one(),
    "AND": lambda *all: all_hold(all), "OR": lambda *all: any(one() for one in all),
    "IF": lambda test, yes, no: yes() if test() else no(), "NA": not_there,
    "ISBLANK": lambda one: one() is None,
    "TRUE": lambda: True, "FALSE": lambda: False,
    "ROUND": rounded(lambda steps: (2 * steps + 1) // 2), "ROUNDDOWN": rounded(lambda steps: steps // 1),
    "ROUNDUP": rounded(lambda steps: -(-steps // 1)),
    "TRUNC": lambda one: (1 if one() >= 0 else -1) * (abs(one()) // 1),
}


def all_hold(tests):
    return all(one() for one in tests)


def figure_of(text):
    if text in ("yes", "no"):
        return text == "yes"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        import datetime
        return Fraction((datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days)
    return Fraction(text)


def is_remark(step):
    """Which condition holds or does not, and why: a line without an amount, and so part of no sum."""
    return step["what"] == "note" and "value" not in step and not step.get("parts") and bool(step.get("words"))


class Tree:
    def __init__(self):
        self.opened, self.faults, self.steps = {}, [], 0

    def fault(self, step, words):
        self.faults.append(f"{step.get('name')} {step.get('of', '')} [{step.get('clause', '')}] {step.get('value')}: {words}")

    def look_at(self, step, sibling_before=None):
        self.steps += 1
        parts = [part for part in step.get("parts", []) if not is_remark(part)]
        told = "shown above" in step.get("words", "")
        name = (step["what"], step.get("name"), step.get("of"), step["value"])
        if told:
            if name not in self.opened:
                self.fault(step, "is said to be shown above and is not")
            return
        self.opened[name] = step
        if step["what"] == "clause" and "before" in step and step["before"] != sibling_before:
            self.fault(step, f"begins with {step['before']}, and the clause before left {sibling_before}")
        before = None
        for part in parts:
            self.look_at(part, before)
            before = part["value"]
        if "formula" not in step:
            if parts:
                self.fault(step, "has parts and does not say how they make it")
            self.leaf(step)
            return
        self.add_up(step, parts)

    def leaf(self, step):
        words = step.get("words", "")
        if "origin" in step or words in KNOWN_VALUES or words.startswith(("nothing was paid before", "paid before,")):
            return
        if (step.get("name") or "").startswith("received under clause"):
            return  # the payments of that clause, which are explained themselves
        if step["what"] == "clause" and step.get("clause"):
            return
        self.fault(step, f"is a leaf from nowhere: {words}")

    def add_up(self, step, parts):
        formula = step["formula"]
        named = {int(one) for one in re.findall(r"\{(\d+)\}", formula)}
        clauses = step["what"] == "term" and all(part["what"] in ("clause", "input") for part in parts) and re.fullmatch(
            r"\{\d+\}", formula)
        if clauses:  # the clauses of a term in their order: the last one's amount is the term's
            named = set(range(len(parts)))
        if named != set(range(len(parts))):
            self.fault(step, f"{formula} leaves parts out of {len(parts)}")
            return
        addends = re.fullmatch(r"\(?\{\d+\}(?:\+\{\d+\})*\)?", formula) or re.fullmatch(r"SUM\([{}\d,]*\)", formula)
        if addends:
            once = re.findall(r"\{\d+\}", formula)
            if len(once) != len(set(once)):
                self.fault(step, f"{formula} has an addend twice")
        try:
            before = figure_of(step["before"]) if "before" in step else None
            worked = Formula(formula, lambda at: figure_of(parts[at]["value"]), before).value()
        except (ValueError, TypeError, KeyError, ZeroDivisionError) as wrong:
            self.fault(step, f"{formula} cannot be worked out: {wrong}")
            return
        if worked != figure_of(step["value"]):
            self.fault(step, f"{formula} comes to {worked}")


def run(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def example(concordat, contract, data):
    settled = run(concordat, "settle", contract, "--data", data, "--format", "json")
    lines, steps = 0, 0
    clauses = sorted({line["clause"] for line in settled["payments"]})
    asked = [(period, clause) for period in settled["periods"] for clause in clauses]
    explained = []
    for period, clause in asked:
        done = subprocess.run([concordat, "explain", contract, "--data", data, "--period", period, f"clause {clause}",
                               "--format", "json"], capture_output=True, text=True, check=False)
        if done.returncode == 2 and "nothing is paid" in done.stdout + done.stderr:
            continue
        if done.returncode != 0:
            sys.exit(f"clause {clause} for {period}: {done.stdout}{done.stderr}")
        tree = Tree()
        root = json.loads(done.stdout)
        tree.look_at(root)
        for fault in tree.faults:
            print(f"{contract}: clause {clause} for {period}: {fault}")
        if tree.faults:
            sys.exit(1)
        lines += len(root["parts"])
        steps += tree.steps
        explained += [(clause, part["value"]) for part in root["parts"]]
    wanted = sorted((line["clause"], Fraction(line["amount"])) for line in settled["payments"])
    if sorted((clause, Fraction(value)) for clause, value in explained) != wanted:
        sys.exit(f"{contract}: the lines explained are not those settled")
    print(f"{contract}: {lines} payment lines, {steps} steps, all add up")


def itself():
    leaf = {"what": "input", "name": "A", "of": "2026/27", "value": "2", "origin": "a.csv line 2"}
    other = dict(leaf, name="B", value="3")
    right = {"what": "term", "name": "C", "value": "5", "formula": "{0}+{1}", "parts": [leaf, other]}
    wrong = {
        "a sum that is another": dict(right, value="6"),
        "an addend left out": dict(right, formula="{1}+2"),
        "an addend twice": dict(right, value="7", formula="{0}+{0}+{1}"),
        "a leaf from nowhere": dict(right, parts=[leaf, {"what": "input", "name": "B", "value": "3"}]),
        "shown above and is not": dict(right, parts=[leaf, dict(other, words="shown above")]),
        "no formula": {"what": "term", "name": "C", "value": "5", "parts": [leaf, other]},
    }
    tree = Tree()
    tree.look_at(right)
    assert not tree.faults, tree.faults
    for what, step in wrong.items():
        tree = Tree()
        tree.look_at(step)
        assert tree.faults, f"{what} is not seen"
    print(f"{len(wrong)} wrong trees are refused")


if sys.argv[1] == "--itself":
    itself()
else:
    example(*sys.argv[1:])
