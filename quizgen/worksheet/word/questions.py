"""Questions in Word: numbered paragraphs that stay together, with room for answers or with the answers."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from quizgen.text.inline import Span, parse
from quizgen.worksheet.form.model import Arrange, Blank, Body, Choose, Fill, Join, Judge, PrintedQuestion, Reply
from quizgen.worksheet.view.answers import strong, typed
from quizgen.worksheet.view.edition import Leaf
from quizgen.worksheet.view.view import PLAN_LINES, Told, View
from quizgen.worksheet.word.page import Page

_GAP: Final = "_" * 18
"""All gaps are equally wide: a width would tell the answer."""
_SLOT: Final = "____ "
_BOX: Final = "☐ "


class Questions:
    """Writes the questions of one leaf at the end of a document."""

    def __init__(self, page: Page, view: View) -> None:
        self.page, self.view, self.say = page, view, view.say
        self.numbers = page.numbering("decimal")

    def write(self, question: PrintedQuestion) -> None:
        """One question, which stays on one page."""
        told = self.view.told(question)
        with self.page.together():
            self.page.item("Worksheet Question", self.numbers, parse(question.stem) or typed(told.task), level=0)
            about = [told.reference, question.item, told.worth]
            if question.stem and told.task:
                about.insert(0, told.task)
            self.page.add("Worksheet Task", typed(" · ".join(about)))
            if self.view.leaf is Leaf.SHEET:
                self._room(question.body, told)
                return
            if not isinstance(question.body, Reply | Judge):
                self._room(question.body, told)
            self._answer(told)

    def _room(self, body: Body, told: Told) -> None:
        match body:
            case Reply():
                if told.plan:
                    self._plan()
                self._ruled(told.lines)
            case Choose():
                self._listed("upperLetter", (parse(option.text) for option in body.options))
            case Judge():
                boxes = f"{_BOX}{self.say.yes}        {_BOX}{self.say.no}        {self.say.correction}:"
                self.page.add("Worksheet Answer", typed(boxes))
                self._ruled(body.lines)
            case Fill():
                self.page.add("Worksheet Answer", chain.from_iterable(map(_filled, body.pieces)))
                if body.words:
                    self.page.add("Worksheet Words", parse("     ".join(body.words)))
            case Join():
                left = [typed(_SLOT) + parse(side.text) for side in body.left]
                self.page.columns(left, [parse(option.text) for option in body.right])
            case Arrange():
                self._listed("lowerLetter", (typed(_BOX) + parse(event.text) for event in body.events))

    def _plan(self) -> None:
        self.page.add("Worksheet Plan", typed(self.say.plan))
        for _ in range(PLAN_LINES - 1):
            self.page.add("Worksheet Plan")

    def _ruled(self, lines: int) -> None:
        for _ in range(lines):
            self.page.add("Worksheet Ruled Line")

    def _listed(self, form: str, texts: Iterable[Iterable[Span]]) -> None:
        letters = self.page.numbering(form)
        for spans in texts:
            self.page.item("Worksheet Option", letters, spans)

    def _answer(self, told: Told) -> None:
        self.page.add("Worksheet Key", told.answer or strong(self.say.points))
        if told.points:
            self._listed("bullet", told.points)
        self.page.add("Worksheet Task", typed(f"{self.say.evidence}: {told.evidence} · {told.level}"))
        for remark in told.remarks:
            self.page.add("Worksheet Answer", (*strong(f"{remark.label}: "), *remark.text))


def _filled(piece: str | Blank) -> tuple[Span, ...]:
    if not isinstance(piece, Blank):
        return parse(piece)
    hint = f" ({piece.hint})" if piece.hint else ""
    return typed(f"({piece.number}) {_GAP}{hint}")
