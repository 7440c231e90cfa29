"""Questions in Word: numbered paragraphs that stay together, with room for answers or with the answers."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from quizgen.bank.paper import Leaf
from quizgen.text.inline import Span, parse
from quizgen.worksheet.form.model import Arrange, Blank, Body, Choose, Fill, Join, Judge, PrintedQuestion, Reply
from quizgen.worksheet.view.answers import strong, typed
from quizgen.worksheet.view.details import PLAN_LINES, QuestionDetails
from quizgen.worksheet.view.view import View
from quizgen.worksheet.word.page import Page

_GAP: Final = "_" * 18
"""All gaps are equally wide: a width would tell the answer."""
_SLOT: Final = "____ "
_BOX: Final = "☐ "


class Questions:
    """Writes the questions of one leaf at the end of a document."""

    def __init__(self, page: Page, view: View) -> None:
        self.page, self.view, self.labels = page, view, view.labels
        self._list_id = page.numbering("decimal")

    def write(self, question: PrintedQuestion, *, common_task: str) -> None:
        """Add one question, which stays on one page, unless it is longer than a page.

        The *common_task* of its block is not said again.
        """
        details = self.view.details(question)
        with self.page.together():
            asked = parse(question.stem) or typed(details.task)
            above = typed(f"{details.above}\n") if details.above else ()
            self.page.item("Worksheet Question", self._list_id, (*above, *asked), level=0)
            is_sheet = self.view.leaf is Leaf.SHEET
            shown_task = "" if details.task == common_task or not question.stem else details.task
            numbers = "" if is_sheet else details.numbers
            facts = (shown_task, details.reference, numbers, question.code, details.worth)
            self.page.add("Worksheet Task", typed(" · ".join(filter(None, facts))))
            if is_sheet:
                self._room(question.body, details)
                return
            if not isinstance(question.body, Reply | Judge):
                self._room(question.body, details)
            self._answer(details)

    def _room(self, body: Body, details: QuestionDetails) -> None:
        match body:
            case Reply():
                if details.plan:
                    self._plan()
                self._ruled(details.lines)
            case Choose():
                self._list("upperLetter", (parse(option.text) for option in body.options))
            case Judge():
                boxes = f"{_BOX}{self.labels.yes}        {_BOX}{self.labels.no}        {self.labels.correction}:"
                self.page.add("Worksheet Answer", typed(boxes))
                self._ruled(body.lines)
            case Fill():
                self.page.add("Worksheet Answer", chain.from_iterable(map(_filled, body.pieces)))
                if body.words:
                    self.page.add("Worksheet Words", parse("     ".join(body.words)))
            case Join():
                sides = [typed(_SLOT) + parse(side.text) for side in body.left]
                self.page.columns(sides, [parse(option.text) for option in body.right])
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
        self.page.add("Worksheet Task", typed(f"{self.labels.evidence}: {details.evidence} · {details.level}"))
        for remark in details.remarks:
            self.page.add("Worksheet Answer", (*strong(f"{remark.label}: "), *remark.text))


def _filled(piece: str | Blank) -> tuple[Span, ...]:
    if not isinstance(piece, Blank):
        return parse(piece)
    hint = f" ({piece.hint})" if piece.hint else ""
    return typed(f"({piece.number}) {_GAP}{hint}")
