# tests/documents/look_into_word_files.py · what a reader of WordprocessingML relies on, looked up in each file of a folder.
# Use:   look_into_word_files.py <folder with .docx and the .txt of the same copy>
import pathlib
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(paragraph):
    return "".join(text.text or "" for text in paragraph.iter(SPACE + "t"))


# The order in which Word asks for the children of an element (ECMA-376 part 1, the sequences of these types); what this program
# does not write is left out, and would be a fault.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr shd tabs spacing ind jc outlineLvl rPr",
    "rPr": "rStyle ins del rFonts b i color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "tc": "tcPr tbl p",
    "trPr": "cantSplit trHeight tblHeader ins del",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr",
    "tblStylePr": "tcPr",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right",
    "tblCellMar": "top left bottom right",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}
ANY_ORDER = ("tc",)


def faults_of_order(part):
    for kind, words in ORDERS.items():
        order = words.split()
        for one in ([part] if part.tag == SPACE + kind else []) + list(part.iter(SPACE + kind)):
            names = [child.tag.removeprefix(SPACE) for child in one]
            unknown = [name for name in names if name not in order]
            if unknown:
                yield f"{kind} has {unknown[0]}, which is not looked at here"
            elif kind not in ANY_ORDER and names != sorted(names, key=order.index):
                yield f"{kind} has its parts in another order than Word asks for: {' '.join(names)}"
            elif kind not in ANY_ORDER + ("sectPr",) and len(set(names)) != len(names):
                yield f"{kind} has a part twice: {' '.join(names)}"


def faults_of_package(parts, names):
    """Every relation leads to a part, every part has a kind and a relation, the language and the title are said."""
    said = {one.get("PartName") for one in parts["[Content_Types].xml"] if one.get("PartName")}
    led_to = {"word/" + one.get("Target") for one in parts["word/_rels/document.xml.rels"]}
    led_to |= {one.get("Target") for one in parts["_rels/.rels"]}
    ids = [one.get("Id") for one in parts["word/_rels/document.xml.rels"]]
    if len(set(ids)) != len(ids):
        yield "two relations have one id"
    for name in names:
        if name.endswith(".rels") or name == "[Content_Types].xml":
            continue
        if "/" + name not in said:
            yield f"{name} has no kind"
        if name not in led_to:
            yield f"nothing leads to {name}"
    for name in led_to - set(names):
        yield f"a relation leads to {name}, which is not there"
    for one in parts["word/document.xml"].iter():
        used = one.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        if used and used not in ids:
            yield f"{used} is no relation"
    if parts["word/styles.xml"].find(f".//{SPACE}docDefaults//{SPACE}lang").get(SPACE + "val") != "en-GB":
        yield "the language is not said"
    properties = {one.tag.split("}")[1]: one.text for one in parts["docProps/core.xml"]}
    if not properties.get("title") or properties.get("language") != "en-GB":
        yield "title or language stand not among the properties"


def after(body, accepted):
    """The words of each paragraph when every change is accepted, or rejected; a paragraph that then is not there is left out."""
    gone, other = ("del", "ins") if accepted else ("ins", "del")
    told = []
    for row in list(body.iter(SPACE + "tr")):
        if row.find(f"{SPACE}trPr/{SPACE}{gone}") is not None:
            told += [("", one) for one in row.iter(SPACE + "p")]
    rows_gone = {id(one) for _, one in told}
    lines = []
    for one in body.iter(SPACE + "p"):
        if id(one) in rows_gone:
            continue
        dropped = {id(run) for change in one.iter(SPACE + gone) for run in change.iter(SPACE + "r")}
        words = "".join(text.text or "" for run in one.iter(SPACE + "r") if id(run) not in dropped
                        for text in run if text.tag in (SPACE + "t", SPACE + "delText"))
        mark = one.find(f"{SPACE}pPr/{SPACE}rPr/{SPACE}{gone}")
        if mark is None:
            lines.append(words)
        elif words.strip():
            raise AssertionError(f"a paragraph goes, and its words stay: {words}")
    return lines


def faults_of_changes(body):
    """What tests/documents/varied must read, accepted and rejected: how often a paragraph of these words stands there."""
    wanted = {  # accepted, rejected
        "2.2“Price” means £10.": (0, 1),
        "2.2“Price” means £12.": (1, 0),
        "2.4Fee shall not exceed £5,000.": (0, 1),
        "2.7The Board shall pay £100 to the Trust.": (1, 0),
        "£1,000": (0, 2),  # the edge of a band of clause 2.5, above and below
        "£2,000": (4, 2),  # the new edge, and the same in clause 3.3, which brings it
        "2.4": (0, 0),
        "2.7": (0, 0),
    }
    for words, times in wanted.items():
        found = tuple(after(body, accepted).count(words) for accepted in (True, False))
        if found != times:
            yield f"accepted and rejected, the text has {found} times, not {times}: {words}"


def faults_of(body):
    starts = [(one.get(SPACE + "id"), one.get(SPACE + "name")) for one in body.iter(SPACE + "bookmarkStart")]
    ends = [one.get(SPACE + "id") for one in body.iter(SPACE + "bookmarkEnd")]
    names = [name for _, name in starts]
    if len(set(names)) != len(names):
        yield "a place has its name twice"
    if sorted(number for number, _ in starts) != sorted(ends):
        yield "a place begins and does not end"
    for name in names:
        if len(name) > 40 or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            yield f"Word takes no place called {name}"
    for link in body.iter(SPACE + "hyperlink"):
        if link.get(SPACE + "anchor") not in names:
            yield f"a link leads nowhere: {link.get(SPACE + 'anchor')}"
    changes = [one.get(SPACE + "id") for kind in ("ins", "del") for one in body.iter(SPACE + kind)]
    if len(set(changes)) != len(changes):
        yield "two changes have one number"
    for cell in body.iter(SPACE + "tc"):
        if cell[-1].tag != SPACE + "p":
            yield "a cell does not end with a paragraph"
    for deleted in body.iter(SPACE + "del"):
        if deleted.find(".//" + SPACE + "t") is not None:
            yield "deleted words are written as words that stand"
    for row in body.iter(SPACE + "tbl"):
        grid = row.find(SPACE + "tblGrid")
        for line in row.findall(SPACE + "tr"):
            spans = [cell.find(f"{SPACE}tcPr/{SPACE}gridSpan") for cell in line.findall(SPACE + "tc")]
            if sum(1 if span is None else int(span.get(SPACE + "val")) for span in spans) != len(grid):
                yield "a row has more or fewer cells than the table has columns"
    begun = [one.get(SPACE + "fldCharType") for one in body.iter(SPACE + "fldChar")]
    if begun.count("begin") != begun.count("end"):
        yield "a field begins and does not end"
    for field in body.iter(SPACE + "instrText"):
        if field.text.split()[0] not in ("TOC", "PAGE", "NUMPAGES"):
            yield f"a field that this program does not write: {field.text}"


def faults_of_pictures(body, parts, pictures):
    """Each picture has words, a way to its part, and a part that is a metafile of just its size."""
    ways = {one.get("Id"): one.get("Target") for one in parts["word/_rels/document.xml.rels"]}
    kinds = {one.get("PartName"): one.get("ContentType") for one in parts["[Content_Types].xml"] if one.get("PartName")}
    shown = set()
    for blip in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
        embedded = blip.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
        shown.add("word/" + ways.get(embedded, ""))
    if shown != set(pictures):
        yield f"pictures {sorted(shown)} are shown, and {sorted(pictures)} are in the file"
    for drawn in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        if not drawn.get("descr"):
            yield "a picture without words"
    for name, data in pictures.items():
        if kinds.get("/" + name) != "image/x-emf":
            yield f"{name} is of no kind"
        if data[40:44] != b" EMF" or int.from_bytes(data[48:52], "little") != len(data):
            yield f"{name} is no whole metafile"
        at, records = 0, 0
        while at < len(data):
            at, records = at + int.from_bytes(data[at + 4:at + 8], "little"), records + 1
        if at != len(data) or int.from_bytes(data[52:56], "little") != records:
            yield f"{name} has other records than it says"


def main(folder):
    bad = 0
    for file in sorted(pathlib.Path(folder).glob("*.docx")):
        with zipfile.ZipFile(file) as package:
            assert package.testzip() is None, f"{file.name}: the archive is broken"
            pictures = {name: package.read(name) for name in package.namelist() if name.endswith(".emf")}
            parts = {name: tree.fromstring(package.read(name)) for name in package.namelist() if name not in pictures}
        body = parts["word/document.xml"][0]
        faults = list(faults_of(body))
        faults += list(faults_of_pictures(body, parts, pictures))
        faults += list(faults_of_package(parts, list(parts) + list(pictures)))
        for part in parts.values():
            faults += list(faults_of_order(part))
        if file.name == "varied-changes.docx":
            faults += list(faults_of_changes(body))
        styles = {style.get(SPACE + "styleId") for style in parts["word/styles.xml"].iter(SPACE + "style")}
        used = {one.get(SPACE + "val") for kind in ("pStyle", "rStyle", "tblStyle") for one in body.iter(SPACE + kind)}
        faults += [f"no style {name}" for name in sorted(used - styles)]
        copy = file.with_suffix(".txt")
        if copy.exists():  # every clause of the text copy, word for word
            in_word = " ".join(" ".join(words_of(one).split()) for one in body.iter(SPACE + "p"))
            # a tab stands between number and words in Word, a blank in the text
            in_word = re.sub(r"(\d+\.\d+(?:\.\d+)*)(?=\S)", r"\1 ", in_word)
            blocks = copy.read_text().split("\n\n")
            clauses = [" ".join(block.split()) for block in blocks if re.match(r" +\d+\.\d+ \S", block)]
            assert clauses, f"{copy.name}: no clauses found"
            spaced = [re.sub(r"(\d+\.\d+(?:\.\d+)*)(?=\S)", r"\1 ", clause) for clause in clauses]
            faults += [f"not in the file: {clause}" for clause in spaced if clause not in in_word]
        for fault in faults:
            print(f"{file.name}: {fault}")
        bad += len(faults)
        print(f"{file.name}: {len(parts)} parts, {sum(1 for _ in body.iter(SPACE + 'bookmarkStart'))} places")
    sys.exit(1 if bad else 0)


main(sys.argv[1])
