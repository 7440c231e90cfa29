"""A form as its outputs show it: references, headings, tasks and answers, in the form's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

from quizgen.bank.citation import Citation, Paragraph
from quizgen.bank.paper import Style
from quizgen.base.value import frozen
from quizgen.languages.labels import Labels, labels
from quizgen.text.inline import Prose, Span, escape, parse, plain
from quizgen.worksheet.form.model import Form, Gloss, Group, Part, PrintedQuestion, Reply, Source
from quizgen.worksheet.view.answers import Remark, Spans, answer, points, remarks, strong, task, typed
from quizgen.worksheet.view.edition import Leaf

LineRanges = Mapping[str, tuple[int, int]]
"""The first and the last printed line of a passage (by its id) or of a question's evidence (by `evidence_key`)."""
NO_LINE_RANGES: LineRanges = {}
Excerpts = Mapping[str, tuple[Paragraph, ...]]
"""The paragraphs of the user's copy by passage; a mark's label is the id of the question that it supports."""
NO_EXCERPTS: Excerpts = {}

PLAN_LINES: Final = 3
"""The room for a plan is as high as so many ruled lines."""
_PLANNED: Final = 6
"""Marks from which on a discussion wants a plan."""
_ENOUGH: Final = 12
"""Ruled lines of which none makes way for a plan."""


@frozen
class Told:
    """What is printed beside one question."""

    task: str
    """What to do, such as "Circle one letter."."""
    reference: str
    """Where to look, for the student."""
    evidence: str
    """Where the answer stands, for the teacher."""
    worth: str
    """Its marks."""
    plan: bool
    """Whether there is room to plan the answer above the lines for it."""
    lines: int
    """Ruled lines for a free reply."""
    level: str
    """What it asks of a student."""
    answer: Spans
    """The key in one line."""
    points: tuple[Spans, ...]
    """The points of a strong answer, or the events in their order with their dates."""
    remarks: tuple[Remark, ...]


@frozen
class PassagePiece:
    """A stretch of a paragraph that supports the same questions from end to end."""

    text: str
    starts: tuple[str, ...]
    """The line keys of the evidence that begins with it."""
    ends: tuple[str, ...]
    """The line keys of the evidence that ends with it."""
    questions: tuple[int, ...]


def evidence_key(item: str, passage: str) -> str:
    """Under which `Lines` hold a question's evidence; no id holds an @."""
    return f"{item}@{passage}"


@dataclass(frozen=True, kw_only=True)
class View:
    """One leaf of a form, with the user's text and the printed lines where there are any."""

    form: Form
    leaf: Leaf
    excerpts: Excerpts = field(default_factory=dict)
    lines: LineRanges = field(default_factory=dict)

    @cached_property
    def say(self) -> Labels:
        """The labels of the form's language."""
        return labels(self.form.language)

    @cached_property
    def passages(self) -> dict[str, Citation]:
        """The passages of the form, by id."""
        return self.form.passages

    @cached_property
    def source_of(self) -> dict[str, Source]:
        """The texts, by the short name that citations use."""
        return {source.short: source for source in self.form.sources}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {question.item: question.number for question in self.form.questions}

    # ---- Places.

    def place(self, citation: Citation) -> str:
        """Where a passage stands: "¶ 6", with the text's short name where the form draws on several texts."""
        return self._places([(citation.source, self._paragraphs(citation))])

    def places(self, group: Group) -> str:
        """Where the passages of a group stand."""
        return self._places((each.source, self._paragraphs(each)) for each in group.passages)

    def _paragraphs(self, citation: Citation) -> str:
        return self.say.reference(citation.first, citation.last)

    def _places(self, found: Iterable[tuple[str, str]]) -> str:
        """Places in the texts, each text named once and only where there are several or nothing else is known."""
        parts = []
        before = ""
        for source, where in found:
            named = not where or (len(self.form.sources) > 1 and source != before)
            parts.append(", ".join(part for part in (source if named else "", where) if part))
            before = source
        return "; ".join(parts)

    def _reference(self, question: PrintedQuestion) -> str:
        found = []
        for at in question.at:
            where = self._paragraphs(self.passages[at])
            if printed := self.lines.get(at):
                where = f"{where}, {self.say.line_reference(*printed)}"
            found.append((self.passages[at].source, where))
        return self._places(found)

    def _evidence(self, question: PrintedQuestion) -> str:
        found = []
        for at in question.at:
            where = self._paragraphs(self.passages[at])
            paragraphs = self.excerpts.get(at, ())
            marked = [each.number for each in paragraphs if any(mark.label == question.item for mark in each.marks)]
            if marked:
                where = self.say.reference(marked[0], marked[-1])
            # Without marked words the whole passage is the evidence.
            if printed := self.lines.get(evidence_key(question.item, at), self.lines.get(at)):
                where = f"{where}, {self.say.line_reference(*printed)}"
            found.append((self.passages[at].source, where))
        return self._places(found)

    # ---- Passages and questions.

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """The passages that the sheet prints, in its order: no leaf numbers the lines of others."""
        return tuple(passage for group in self.form.groups if group.shown for passage in group.printed)

    def shown(self, group: Group) -> bool:
        """Whether the passages of a group are printed: always for the teacher, who wants to see the evidence."""
        return group.shown or self.leaf is Leaf.TEACHER

    def again(self, group: Group) -> Spans:
        """What stands over questions on passages that were all printed before: the one by its name, or several."""
        return parse(group.passages[0].label) if len(group.passages) == 1 else typed(self.say.together)

    def told(self, question: PrintedQuestion) -> Told:
        """What is printed beside *question*."""
        plan, lines = _writing(question)
        return Told(
            task=task(question.body, self.say, shown=any(at in self.excerpts for at in question.at)),
            reference=self._reference(question),
            evidence=self._evidence(question),
            worth=self._worth(question.marks),
            plan=plan,
            lines=lines,
            level=self.say.level(question.level),
            answer=answer(question.body, self.say),
            points=points(question.body),
            remarks=tuple(remarks(question, self.say)),
        )

    def _worth(self, marks: int) -> str:
        return self.say.mark if marks == 1 else self.say.marks.format(count=marks)

    def pieces(self, passage: str, paragraph: Paragraph) -> tuple[PassagePiece, ...]:
        """The paragraph cut wherever evidence for a question of the form begins or ends."""
        marks = [mark for mark in paragraph.marks if mark.label in self._numbers and mark.start < mark.end]
        edges = sorted({0, len(paragraph.text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
        return tuple(
            PassagePiece(
                text=paragraph.text[start:end],
                starts=tuple(evidence_key(mark.label, passage) for mark in marks if mark.start == start),
                ends=tuple(evidence_key(mark.label, passage) for mark in marks if mark.end == end),
                questions=tuple(
                    sorted({self._numbers[mark.label] for mark in marks if mark.start <= start and end <= mark.end})
                ),
            )
            for start, end in pairwise(edges)
        )

    def bibliography(self, citation: Citation) -> Spans:
        """The line under a passage: author, title, part, place; the opening words where only a copy can show more."""
        source = self.source_of[citation.source]
        title = tuple(Span(text=span.text, em=True, strong=span.strong, code=span.code) for span in parse(source.title))
        opening = "" if citation.passage in self.excerpts else self.say.quote.format(text=citation.opening)
        rest = "".join(f", {each}" for each in (self._paragraphs(citation), opening) if each)
        return (*typed(f"{source.author}, "), *title, *_part(source), *typed(rest))

    # ---- Headings and furniture.

    @property
    def heading(self) -> str:
        """What a leaf that is no sheet is called."""
        return {Leaf.SHEET: "", Leaf.KEY: self.say.key, Leaf.TEACHER: self.say.teacher}[self.leaf]

    @property
    def series(self) -> str:
        """The bank's title, empty where the sheet bears it too."""
        return self.form.bank_title if self.form.bank_title != plain(self.form.title) else ""

    @property
    def version(self) -> str:
        """The version as printed, empty where there is only one."""
        return self.say.version.format(letter=self.form.version) if self.form.versions > 1 else ""

    @property
    def title(self) -> str:
        """The title of the file."""
        return " – ".join(part for part in (plain(self.form.title), self.heading, self.version) if part)

    @property
    def facts(self) -> str:
        """What the sheet asks in figures: time and marks."""
        return f"{self.say.minutes.format(count=self.form.minutes)} · {self._worth(self.form.marks)}"

    @property
    def footer(self) -> str:
        """What a reprint needs: worksheet, version, seed, and the bank with its revision."""
        form = self.form
        revision = self.say.revision.format(bank=form.bank, version=form.bank_version, revision=form.revision)
        parts = (form.worksheet, self.version, self.say.seed.format(seed=form.seed), revision)
        return " · ".join(part for part in parts if part)

    def part_title(self, part: Part) -> Prose:
        """The heading over the questions of a part."""
        if not part.title:
            return escape(self.say.across)
        reading = self.form.style is Style.READING
        return Prose(f"{escape(self.say.questions)}: {part.title}") if reading else part.title

    @property
    def glossary(self) -> tuple[Spans, ...]:
        """The entries of the glossary."""
        return tuple(map(self._gloss, self.form.glossary))

    def _gloss(self, gloss: Gloss) -> Spans:
        dates = f" ({gloss.dates})" if gloss.dates else ""
        forms = f" [{self.say.in_text.format(forms=', '.join(gloss.forms))}]" if gloss.forms else ""
        return (*strong(gloss.name), *typed(f"{dates}  "), *parse(gloss.gloss), *typed(forms))

    @property
    def texts(self) -> tuple[Spans, ...]:
        """The texts with all their data."""
        return tuple(
            (
                *typed(f"{source.author}, "),
                *parse(source.title),
                *_part(source),
                *typed(", "),
                *parse(source.published),
                *typed("."),
            )
            for source in self.form.sources
        )

    @property
    def colophon(self) -> Spans:
        """Where to report an error, and the licence of the questions."""
        licence = f" · {self.say.licence}: {self.form.licence}"
        return (*typed(f"{self.say.report} "), *parse(self.form.report), *typed(licence))


def _writing(question: PrintedQuestion) -> tuple[bool, int]:
    """Whether there is room for a plan, and the ruled lines."""
    body = question.body
    if not isinstance(body, Reply):
        return False, 0
    if not body.points or question.marks < _PLANNED:
        return False, body.lines
    # A plan takes the place of lines of a long question, lest it outgrow its page.
    return True, max(min(body.lines, _ENOUGH), body.lines - PLAN_LINES)


def _part(source: Source) -> Spans:
    return (*typed(", "), *parse(source.part)) if source.part else ()
