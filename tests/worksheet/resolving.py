"""Sheets and keys read back from their pages alone, and every question solved from what stands there.

Of a page only what a reader sees is used: letters beside texts, numbers beside letters. HTML is parsed, a PDF is read
by the places and fonts of its words, and a Word document by its paragraphs and lists. All text is compared without
spaces, which no format keeps, and without hyphens, which a line's end may add.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from itertools import groupby
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Gaps, Lines, Options, Pairs, Question, Sequence, Verdict
from quizgen.languages.labels import Labels
from quizgen.text.inline import plain
from tests.worksheet.reading import Printed, printed

CODE = re.compile(r"\b[0-9A-Z]{4,6}$")
Span = tuple[str, bool]
"""A run of text, and whether it is bold."""


def squeezed(text: str) -> str:
    """Text without spaces, ligatures or hyphens."""
    return re.sub(r"[\s\u00ad‐-]", "", unicodedata.normalize("NFKC", text))


@dataclass
class Asked:
    """A question as it is printed."""

    number: int
    code: str = ""
    options: dict[str, str] = field(default_factory=dict)
    """Lettered in capitals: options, or the right column."""
    left: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    gapped: str = ""
    """The text with its gaps as ␣."""
    words: str = ""
    """The box of words."""


@dataclass
class Row:
    """An answer in full: the number in each version (by its letter, or empty), the answer, and the code."""

    numbers: dict[str, int]
    answer: list[Span]
    code: str


@dataclass
class Key:
    """A key as it is printed."""

    glance: dict[tuple[str, int], str]
    """What stands in a version's column in the row of a number."""
    rows: list[Row]


# ---- Solving.


def solve(asked: Asked, key: str) -> object:
    """What one who marks from *key*, such as "B" or "1–C 2–A", takes for right."""
    if asked.left:
        pairs = re.findall(r"(\d+)–([A-Z])", key)
        return {asked.left[number]: asked.options[letter] for number, letter in pairs}
    if asked.options:
        return {asked.options[letter] for letter in re.findall(r"[A-Z]", key)}
    if asked.events:
        ranks = {int(rank): asked.events[letter] for letter, rank in re.findall(r"([a-z])–(\d+)", key)}
        return [ranks[rank] for rank in sorted(ranks)]
    return squeezed(key)


def truth(question: Question, labels: Labels) -> object:
    """What the bank says of a closed question; an empty text for others."""
    match question.block:
        case Options(options=options):
            return {squeezed(plain(option.text)) for option in options if option.key}
        case Verdict(true=true):
            return squeezed(labels.yes if true else labels.no)
        case Gaps():
            return squeezed(";".join(plain(gap.text) for gap in question.block.gaps))
        case Pairs(pairs=pairs):
            return {squeezed(plain(pair.left)): squeezed(plain(pair.right)) for pair in pairs}
        case Sequence(steps=steps):
            return [squeezed(plain(step.text)) for step in steps]
        case _:
            return ""


def printed_answer(question: Question, labels: Labels) -> str:
    """What the key says in full to a question whose answer has no letters."""

    def also(accept: Iterable[str]) -> str:
        return f"({labels.accept}:{','.join(accept)})" if accept else ""

    match question.block:
        case Verdict(true=true, correction=correction):
            return squeezed((labels.yes if true else labels.no) + plain(correction))
        case Gaps():
            gaps = enumerate(question.block.gaps, start=1)
            return squeezed("".join(f"{number}{plain(gap.text)}{also(gap.accept)}" for number, gap in gaps))
        case Lines(points=points) if points:
            return squeezed("".join(map(plain, points)))
        case Lines(answer=answer, accept=accept):
            return squeezed(plain(answer) + also(accept))
    raise AssertionError(question)


def check(key: Key, sheets: Mapping[str, list[Asked]], items: Mapping[str, Item], labels: Labels, choice: bool) -> None:
    """Solve every question of every version from the pages, by the glance and in full, and hold it against the bank.

    *items* are all questions of the worksheet, by their codes.
    """
    by_code = {row.code: row for row in key.rows}
    assert by_code.keys() == items.keys()
    assert len(key.rows) == len(items)
    for version, asked_here in sheets.items():
        assert [asked.number for asked in asked_here] == [*range(1, len(items) + 1)]
        assert Counter(asked.code for asked in asked_here) == Counter(items.keys())
        for asked in asked_here:
            question = items[asked.code].paper(choice=choice)
            right = truth(question, labels)
            row = by_code[asked.code]
            assert row.numbers[version] == asked.number
            if key.glance:
                assert solve(asked, key.glance[version, asked.number]) == (right or asked.code)
            check_body(asked, question)
            if asked.options or asked.events:
                assert solve(asked, letters(row.answer, version)) == right
            else:
                assert squeezed("".join(text for text, _ in row.answer)).replace("•", "") == printed_answer(
                    question, labels
                )
    assert len(key.glance) == (len(items) * len(sheets) if len(sheets) > 1 else 0)


def check_body(asked: Asked, question: Question) -> None:
    """A sheet shows all that can be chosen, and a gapped text is whole once its gaps are filled."""
    match question.block:
        case Options(options=options):
            assert sorted(asked.options.values()) == sorted(squeezed(plain(option.text)) for option in options)
        case Pairs(pairs=pairs, surplus=surplus):
            right = [*(pair.right for pair in pairs), *surplus]
            assert sorted(asked.options.values()) == sorted(squeezed(plain(text)) for text in right)
        case Sequence(steps=steps):
            assert [*asked.events.values()] != [squeezed(plain(step.text)) for step in steps]
        case Gaps(pieces=pieces):
            whole = "".join(plain(piece) if isinstance(piece, str) else "␣" for piece in pieces)
            assert asked.gapped == squeezed(whole)
            assert all(squeezed(plain(gap.text)) in asked.words for gap in question.block.gaps) or not asked.words


def letters(answer: Iterable[Span], version: str) -> str:
    """The bold letters of an answer in full; where they differ between versions, those behind the version's own."""
    own, shared, behind = "", "", ""
    for bold, runs in groupby(answer, key=lambda span: span[1]):
        text = "".join(f"{text} " for text, _ in runs)
        if bold:
            shared += f" {text}"
            own += f" {text}" if behind == version else ""
        behind = match[1] if (match := re.search(r"(?:^|\s)([A-Z]): *$", text)) and not bold else ""
    return own or shared


# ---- HTML.


@dataclass
class Element:
    """An element of a page, with its parts in order."""

    tag: str
    attributes: dict[str, str]
    parts: list["Element | str"] = field(default_factory=list)

    def all(self, tag: str, name: str = "") -> Iterator["Element"]:
        """The elements within with this tag and class."""
        for part in self.parts:
            if isinstance(part, Element):
                if part.tag == tag and (not name or name in part.attributes.get("class", "").split()):
                    yield part
                yield from part.all(tag, name)

    def spans(self, *, bold: bool = False) -> Iterator[Span]:
        """Its text, without what is for screen readers alone."""
        for part in self.parts:
            if isinstance(part, str):
                yield part, bold
            elif part.attributes.get("class") != "spoken":
                yield from part.spans(bold=bold or part.tag in ("strong", "th"))

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(text for text, _ in self.spans())


class Tree(HTMLParser):
    """A page as a tree."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attributes})
        self._open[-1].parts.append(element)
        if tag not in ("meta", "br"):
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)


def html_sheet(data: bytes) -> list[Asked]:
    """The questions of a page."""
    blocks = Tree(data.decode()).root.all("ol", "questions")
    return [_html_question(item) for block in blocks for item in block.parts if isinstance(item, Element)]


def _html_question(item: Element) -> Asked:
    def entries(name: str, labels: str | Iterable[str]) -> dict[str, str]:
        texts = [squeezed(entry.text) for listed in item.all("ol", name) for entry in listed.all("li")]
        return dict(zip(labels, texts, strict=False))

    (number,) = (span.text for span in item.all("span", "number"))
    (facts,) = (line.text for line in item.all("p", "task"))
    code = CODE.search(facts.strip())
    assert code
    asked = Asked(int(number), code[0], entries("options", ascii_uppercase) or entries("right", ascii_uppercase))
    asked.left = entries("left", map(str, range(1, 27)))
    asked.events = entries("events", ascii_lowercase)
    for paragraph in item.all("p"):
        if any(paragraph.all("span", "gap")):
            asked.gapped = squeezed("".join(_gapped(paragraph)))
        if paragraph.attributes.get("class") == "words":
            asked.words = squeezed(paragraph.text)
    return asked


def _gapped(element: Element) -> Iterator[str]:
    for part in element.parts:
        if isinstance(part, str):
            yield part
        elif part.attributes.get("class") == "gap":
            yield "␣"
        elif part.attributes.get("class") != "meta":
            yield from _gapped(part)


def html_key(data: bytes) -> Key:
    """The key of a page."""
    root = Tree(data.decode()).root
    tables = [table for name in ("glance", "key") for table in root.all("table", name)]
    return key_of(*([[*row_cells(row)] for row in table.all("tr")] for table in tables))


def row_cells(row: Element) -> Iterator[list[Span]]:
    for cell in row.parts:
        if isinstance(cell, Element):
            yield [*cell.spans(bold=cell.tag == "th")]


PrintedTable = list[list[list[Span]]]
"""The cells of a table, row by row; the first row is its head."""


def key_of(*tables: PrintedTable) -> Key:
    """A key from its tables, of which the last has the answers in full."""
    *glances, full = tables

    def words(cell: list[Span]) -> str:
        return " ".join("".join(text for text, _ in cell).split())

    at_a_glance = {
        (words(version), int(words(number))): words(cell)
        for (_, *versions), *rows in glances
        for number, *cells in rows
        for version, cell in zip(versions, cells, strict=True)
    }
    answers = []
    for number, answer, evidence, _ in full[1:]:
        numbers = {version: int(digits) for version, digits in re.findall(r"([A-Z]?)\s?(\d+)", words(number))}
        code = CODE.search(words(evidence))
        assert code, words(evidence)
        answers.append(Row(numbers, answer, code[0]))
    return Key(at_a_glance, answers)


# ---- PDF.


def pdf_sheet(data: bytes) -> list[Asked]:
    """The questions of a sheet in standard print."""
    edges = {51.0, 309.0, 318.0}
    """Where the numbers of questions stand: in the margin, and in the second column of A4 and of letter."""
    questions: list[list[Printed]] = []
    segment: list[Printed] = []
    for run in printed(data):
        is_number = run.font.endswith("Bold") and run.text.strip() == str(len(questions) + 1)
        if is_number and any(abs(run.x - edge) < 1 for edge in edges):
            questions.append(segment := [])
        elif "Semibold" in run.font:  # a heading, with a passage below it, ends a question
            segment = []
        else:
            segment.append(run)
    return [_pdf_question(number, runs) for number, runs in enumerate(questions, start=1)]


def _pdf_question(number: int, runs: list[Printed], size: float = 10.5) -> Asked:
    asked = Asked(number)
    codes = [index for index, run in enumerate(runs) if _is_small(run, size) and CODE.search(run.text)]
    asked.code = CODE.findall(runs[codes[-1]].text)[0]
    entries: dict[str, str] = {}
    label = ""
    for index, run in enumerate(runs):
        text, is_bold = run.text.strip(), "Bold" in run.font
        if abs(run.size - 0.65 * size) < 0.01:
            asked.gapped += "␣"
        elif _is_small(run, size) or run.size < 0.8 * size:
            pass  # what to do, the foot of a page, or what is read aloud alone
        elif index < codes[-1]:
            asked.gapped += squeezed(text)
        elif (part := _list_of(asked, text, is_bold=is_bold)) is not None:
            entries, label = part, text
            entries[label] = ""
        elif label:
            entries[label] += squeezed(text)
        else:
            asked.words += squeezed(text)
    return asked


def _is_small(run: Printed, size: float) -> bool:
    """Whether a run is in the type of tasks and codes."""
    return abs(run.size - 0.8 * size) < 0.01


def _list_of(asked: Asked, text: str, *, is_bold: bool) -> dict[str, str] | None:
    """The list of which *text* is the next label: bold capitals or digits, or small letters that are not bold."""
    if is_bold:
        lists = ((asked.options, ascii_uppercase), (asked.left, "123456789"))
        return next((entries for entries, labels in lists if text == labels[len(entries) : len(entries) + 1]), None)
    is_next = not asked.options and text == ascii_lowercase[len(asked.events) : len(asked.events) + 1]
    return asked.events if is_next else None


def pdf_key(data: bytes) -> Key:
    """The key of a PDF: its tables by the places of their heads, which are repeated on every page."""
    tables: list[PrintedTable] = []
    columns: list[float] = []
    runs = [run for run in printed(data) if run.y > 53]
    at_margin = {(run.page, run.y) for run in runs if run.x < 52}  # lines above, between and below the tables
    runs = [run for run in runs if (run.page, run.y) not in at_margin]
    previous = 0.0
    for index, run in enumerate(runs):
        text, is_bold = run.text.strip(), "Bold" in run.font
        if is_bold and text == "No.":
            head = [cell for cell in runs[index:] if (cell.page, cell.y) == (run.page, run.y)]
            columns = [cell.x for cell in head]
            titles = [[(cell.text.strip(), True)] for cell in head]
            if not tables or tables[-1][0] != titles:
                tables.append([titles])
        elif columns and (run.page, run.y) != (head[0].page, head[0].y):
            column = max((index for index, x in enumerate(columns) if x <= run.x + 1), default=0)
            if not column and is_bold and re.match(r"A\xa0\d|\d+$", text):
                tables[-1].append([[] for _ in columns])
            space = "" if run.y == previous else " "
            tables[-1][-1][column].append((space + run.text, is_bold))
            previous = run.y
    return key_of(*tables)


# ---- Word.


def docx_sheet(data: bytes) -> list[Asked]:
    """The questions of a document."""
    document = Document(BytesIO(data))
    questions: list[Asked] = []
    for part in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(part, document._body)
        name, text = paragraph.style.name if paragraph.style else "", paragraph.text
        if name == "Worksheet Question":
            assert _list_format(document, part) == "decimal"
            questions.append(Asked(len(questions) + 1))
            hints = [run for run in paragraph.runs if run.style.name == "Question Hint"]
            (questions[-1].code,) = (fact for fact in hints[-1].text.strip().split(" · ") if CODE.fullmatch(fact))
            asked = "".join(run.text for run in paragraph.runs if run.style.name != "Question Hint")
            questions[-1].gapped = _word_gaps(asked) if "___" in asked else ""
        elif name == "Worksheet Option":
            entries, labels = {
                "upperLetter": (questions[-1].options, ascii_uppercase),
                "lowerLetter": (questions[-1].events, ascii_lowercase),
                "decimal": (questions[-1].left, range(1, 27)),
            }[_list_format(document, part)]
            entries[str(labels[len(entries)])] = squeezed(text.removeprefix("☐ ").removeprefix("____ "))
        elif name == "Worksheet Answer" and "___" in text:
            questions[-1].gapped = _word_gaps(text)
        elif name == "Worksheet Words":
            questions[-1].words = squeezed(text)
    return questions


def _word_gaps(text: str) -> str:
    return squeezed(re.sub(r"\(\d+\)\s_+(\s\([^)]*\))?", "␣", text))


def _list_format(document: WordDocument, paragraph: Any) -> str:
    """How the list numbers its items to which a paragraph belongs; a list begins where its numbers are of its own."""
    (number,) = paragraph.xpath("w:pPr/w:numPr/w:numId/@w:val")
    numbering = document.part.numbering_part.element
    (abstract,) = numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    (format_,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl/w:numFmt/@w:val")
    return str(format_)


def _runs(paragraphs: Iterable[Paragraph]) -> list[tuple[str, bool]]:
    return [(run.text, bool(run.bold)) for paragraph in paragraphs for run in paragraph.runs]


def docx_key(data: bytes) -> Key:
    """The key of a document."""
    tables = [
        [[_runs(cell.paragraphs) for cell in row.cells] for row in table.rows]
        for table in Document(BytesIO(data)).tables
    ]
    return key_of(*tables)


READERS = {"html": (html_sheet, html_key), "pdf": (pdf_sheet, pdf_key), "docx": (docx_sheet, docx_key)}
"""How sheets and keys of each format are read."""
