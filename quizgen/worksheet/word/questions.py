"""Questions in Word: numbered paragraphs that stay together, with room for answers or with the answers."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from quizgen.bank.paper import Leaf
from quizgen.text.inline import Span, parse
from quizgen.worksheet.form.model import Arrange, Blank, Body, Choose, Fill, Join, Judge, PrintedQuestion, Reply
from quizgen.worksheet.view.answers import Spans, strong, typed
from quizgen.worksheet.view.details import PLAN_LINES, QuestionDetails
from quizgen.worksheet.view.view import View
from quizgen.worksheet.word.page import Page

_GAP: Final = "_" * 18
"""All gaps are equally wide: a width would tell the answer."""
_FIRST_LINES: Final = 3
"""The ruled lines that stay on the page of their question: further ones may stand on the next."""
_WRITABLE: Final = 1.6
"""The distance of lines with gaps, in line heights."""
_SLOT: Final = "____ "
_BOX: Final = "☐ "


class Questions:
    """Writes the questions of one leaf at the end of a document."""

    def __init__(self, page: Page, view: View) -> None:
        self.page, self.view, self.labels = page, view, view.labels
        self._list_id = page.numbering("decimal")

    def write(self, question: PrintedQuestion, *, common_task: str, common_worth: str) -> None:
        """Add one question, which stays on one page, unless it is longer than a page or has many lines to write on.

        The *common_task* of its block, and what most of its questions are worth, are not said again.
        """
        details, body = self.view.details(question), question.body
        is_sheet = self.view.leaf is Leaf.SHEET
        kept = _FIRST_LINES if details.lines > _FIRST_LINES + 1 else details.lines
        with self.page.together():
            self._ask(question, details, common=(common_task, common_worth))
            if is_sheet or not isinstance(body, Reply | Judge):
                self._room(body, details)
            if not is_sheet:
                self._answer(details)
            elif isinstance(body, Reply):
                if details.plan:
                    self._plan()
                self._ruled(kept)
        if is_sheet and kept < details.lines:
            self._ruled(details.lines - kept - 2)
            with self.page.together():
                self._ruled(2)

    def _ask(self, question: PrintedQuestion, details: QuestionDetails, *, common: tuple[str, str]) -> None:
        stem, body = parse(question.stem), question.body
        gaps = _with_gaps(body) if isinstance(body, Fill) else ()
        paragraph = self.page.item("Worksheet Question", self._list_id, (), level=0)
        if details.above:
            self.page.say(paragraph, f"{details.above}\n", style="Question Hint")
        self.page.fill(paragraph, stem or gaps)
        numbers = "" if self.view.leaf is Leaf.SHEET else details.numbers
        facts = (details.task, details.reference, numbers, details.worth, question.code)
        hints = " · ".join(_unbroken(fact) for fact in facts if fact and fact not in common)
        self.page.say(paragraph, f"   {hints}", style="Question Hint")
        if stem and gaps:
            paragraph = self.page.add("Worksheet Answer", gaps)
        if gaps:
            paragraph.paragraph_format.line_spacing = _WRITABLE

    def _room(self, body: Body, details: QuestionDetails) -> None:
        match body:
            case Choose():
                self._list("upperLetter", (parse(option.text) for option in body.options))
            case Judge():
                boxes = f"{_BOX}{self.labels.yes}        {_BOX}{self.labels.no}        {self.labels.correction}:"
                self.page.add("Worksheet Answer", typed(boxes))
                self._ruled(body.lines)
            case Fill():
                if body.words:
                    self.page.add("Worksheet Words", parse("     ".join(body.words)))
            case Join():
                sides = [typed(_SLOT) + parse(side.text) for side in body.left]
                options = [parse(option.text) for option in body.right]
                if details.stacked:
                    self._list("decimal", sides)
                    self._list("upperLetter", options)
                else:
                    self.page.columns(sides, options)
            case Arrange():
                self._list("lowerLetter", (typed(_BOX) + parse(event.text) for event in body.events))

    def _plan(self) -> None:
        self.page.add("Worksheet Plan", typed(self.labels.plan))
        for _ in range(PLAN_LINES - 1):
            self.page.add("Worksheet Plan")

    def _ruled(self, lines: int) -> None:
        for _ in range(lines):
            self.page.add("Worksheet Ruled Line")

    def _list(self, number_format: str, texts: Iterable[Iterable[Span]]) -> None:
        list_id = self.page.numbering(number_format)
        for spans in texts:
            self.page.item("Worksheet Option", list_id, spans)

    def _answer(self, details: QuestionDetails) -> None:
        self.page.add("Worksheet Key", details.answer or strong(self.labels.points))
        if details.points:
            self._list("bullet", details.points)
        self.page.add("Worksheet Task", typed(" · ".join(filter(None, (details.support, details.level)))))
        for remark in details.remarks:
            self.page.add("Worksheet Answer", (*strong(f"{remark.label}: "), *remark.text))


def _unbroken(fact: str) -> str:
    """Return a fact of few words, such as "2 marks", as one."""
    return fact.replace(" ", "\u00a0") if fact.count(" ") == 1 else fact


def _with_gaps(body: Fill) -> Spans:
    return tuple(chain.from_iterable(map(_filled, body.pieces)))


def _filled(piece: str | Blank) -> Spans:
    if not isinstance(piece, Blank):
        return parse(piece)
    hint = f"\u00a0({piece.hint})" if piece.hint else ""
    return typed(f"({piece.number})\u00a0{_GAP}{hint}")
