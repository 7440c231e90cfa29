"""What every output says beside a form: references, tasks, answers and remarks, in the form's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from quizgen.cite import Citation, Paragraph
from quizgen.form.model import Arrange, Asked, Choose, Fill, Form, Group, Join, Judge, Reply
from quizgen.inline import Span, parse
from quizgen.outputs.worksheet.labels import Labels

Spans = tuple[Span, ...]
Lines = Mapping[str, tuple[int, int]]
"""The first and the last printed line of a passage (by its id) or of a question's evidence (by `evidence_key`)."""
NO_LINES: Lines = {}
Excerpts = Mapping[str, tuple[Paragraph, ...]]
"""The paragraphs of the user's copy by passage; a mark's label is the id of the question that it supports."""
NO_EXCERPTS: Excerpts = {}

_BETWEEN = "; "


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One line of the teacher's edition: what it is about, and what it says."""

    label: str
    text: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
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
    answer: Spans
    """The key in one line."""
    points: tuple[Spans, ...]
    """The points of a strong answer, or the events in their order with their dates."""
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of a paragraph that supports the same questions from end to end."""

    text: str
    starts: tuple[str, ...]
    """The lines-keys of the evidence that begins with it."""
    ends: tuple[str, ...]
    """The lines-keys of the evidence that ends with it."""
    questions: tuple[int, ...]


def text(words: str) -> Spans:
    """*words*, as typed, as one run."""
    return (Span(text=words),) if words else ()


def strong(words: str) -> Spans:
    """*words*, as typed, as one strong run."""
    return (Span(text=words, strong=True),)


def evidence_key(item: str, passage: str) -> str:
    """Under which `Lines` hold a question's evidence; no id holds an @."""
    return f"{item}@{passage}"


def told(form: Form, question: Asked, labels: Labels, excerpts: Excerpts, lines: Lines) -> Told:
    """What is printed beside *question*."""
    shown = any(group.shown and question in group.questions for group in form.groups)
    body = question.body
    return Told(
        task=_task(body, labels, shown=shown and bool(excerpts)),
        reference=_reference(form, question, labels, lines),
        evidence=_evidence(form, question, labels, excerpts, lines),
        worth=labels.mark if question.marks == 1 else labels.marks.format(count=question.marks),
        answer=tuple(_answer(body, labels)),
        points=_points(body),
        remarks=tuple(_remarks(question, labels)),
    )


def _task(body: object, labels: Labels, *, shown: bool) -> str:
    match body:
        case Choose():
            several = len(body.keys)
            return labels.choose if several == 1 else labels.choose_several.format(count=several)
        case Judge():
            return labels.judge
        case Fill():
            return labels.fill_bank if body.words else labels.fill
        case Join():
            surplus = len(body.right) - len(body.left)
            return " ".join([labels.join, *([labels.join_surplus.format(count=surplus)] if surplus else [])])
        case Arrange():
            return labels.arrange
        case Reply(copied=True):
            return labels.copied if shown else labels.copied_own
        case _:
            return ""


def place(form: Form, citation: Citation, labels: Labels) -> str:
    """Where a passage stands: "¶ 6", with the text's short name where the form draws on several texts."""
    return _places(form, [(citation.source, labels.reference(citation.first, citation.last))])


def places(form: Form, group: Group, labels: Labels) -> str:
    """Where the passages of a group stand."""
    return _places(form, [(each.source, labels.reference(each.first, each.last)) for each in group.passages])


def _places(form: Form, found: Iterable[tuple[str, str]]) -> str:
    """Places in the texts, each text named once and only where there are several or nothing else is known."""
    parts = []
    before = ""
    for source, where in found:
        named = not where or (len(form.sources) > 1 and source != before)
        parts.append(", ".join(part for part in (source if named else "", where) if part))
        before = source
    return _BETWEEN.join(parts)


def _reference(form: Form, question: Asked, labels: Labels, lines: Lines) -> str:
    found = []
    for at in question.at:
        citation = form.passages[at]
        where = labels.reference(citation.first, citation.last)
        found.append((citation.source, f"{where}, {labels.line_reference(*lines[at])}" if at in lines else where))
    return _places(form, found)


def _evidence(form: Form, question: Asked, labels: Labels, excerpts: Excerpts, lines: Lines) -> str:
    found = []
    for at in question.at:
        citation = form.passages[at]
        where = labels.reference(citation.first, citation.last)
        marked = [
            paragraph.number
            for paragraph in excerpts.get(at, ())
            if any(mark.label == question.item for mark in paragraph.marks)
        ]
        if marked:
            where = labels.reference(marked[0], marked[-1])
        # Without marked words the whole passage is the evidence.
        if printed := lines.get(evidence_key(question.item, at), lines.get(at)):
            where = f"{where}, {labels.line_reference(*printed)}"
        found.append((citation.source, where))
    return _places(form, found)


def _answer(body: object, labels: Labels) -> Iterator[Span]:
    match body:
        case Reply():
            yield from parse(body.answer)
            yield from _also(body.accept, labels)
        case Choose():
            for place_, option in enumerate(body.keys):
                yield from text("   ") if place_ else ()
                yield from strong(option.letter)
                yield Span(text=" ")
                yield from parse(option.text)
        case Judge():
            yield from strong(labels.yes if body.true else labels.no)
            if body.correction:
                yield Span(text=" ")
                yield from parse(body.correction)
        case Fill():
            for place_, blank in enumerate(body.blanks):
                yield from text("   ") if place_ else ()
                yield from strong(str(blank.number))
                yield Span(text=" ")
                yield from parse(blank.text)
                yield from _also(blank.accept, labels)
        case Join():
            yield from strong("   ".join(f"{side.number}–{side.letter}" for side in body.left))
            if unused := [option.letter for option in body.right if not option.key]:
                yield Span(text=f"   ({labels.unused}: {', '.join(unused)})")
        case Arrange():
            yield from strong("   ".join(f"{event.letter}–{event.rank}" for event in body.events))


def _also(accept: tuple[str, ...], labels: Labels) -> Spans:
    return text(f" ({labels.accept}: {', '.join(accept)})") if accept else ()


def _points(body: object) -> tuple[Spans, ...]:
    match body:
        case Reply():
            return tuple(parse(point) for point in body.points)
        case Arrange():
            return tuple(
                (*parse(event.text), *(text(f" ({event.when})") if event.when else ())) for event in body.ordered
            )
        case _:
            return ()


def _remarks(question: Asked, labels: Labels) -> Iterator[Remark]:
    if question.why:
        yield Remark(label=labels.why, text=parse(question.why))
    if isinstance(question.body, Choose):
        reasons: list[Span] = []
        for option in question.body.options:
            if option.reason:
                reasons += [*text("  " if reasons else ""), *strong(option.letter), *text(" "), *parse(option.reason)]
        if reasons:
            yield Remark(label=labels.wrong, text=tuple(reasons))
    if question.says:
        bases = {"knew": labels.knew, "hearsay": labels.hearsay, "inference": labels.inference}
        basis = f", {bases[question.basis]}" if question.basis else ""
        yield Remark(label=labels.says, text=text(", ".join(question.says) + basis))
    for source in question.sources:
        yield Remark(label=labels.sources, text=parse(source))
    if question.note:
        yield Remark(label=labels.note, text=parse(question.note))


def pieces(form: Form, passage: str, paragraph: Paragraph) -> tuple[Piece, ...]:
    """The paragraph cut wherever evidence for a question of *form* begins or ends."""
    numbers = {question.item: question.number for question in form.questions}
    marks = [mark for mark in paragraph.marks if mark.label in numbers and mark.start < mark.end]
    edges = sorted({0, len(paragraph.text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    return tuple(
        Piece(
            text=paragraph.text[start:end],
            starts=tuple(evidence_key(mark.label, passage) for mark in marks if mark.start == start),
            ends=tuple(evidence_key(mark.label, passage) for mark in marks if mark.end == end),
            questions=tuple(sorted(numbers[mark.label] for mark in marks if mark.start <= start and end <= mark.end)),
        )
        for start, end in pairwise(edges)
    )


def bibliography(form: Form, citation: Citation, labels: Labels) -> Spans:
    """The line under a passage: author, title, part, place and opening words."""
    source = next(each for each in form.sources if each.short == citation.source)
    where = labels.reference(citation.first, citation.last)
    opening = labels.quote.format(text=citation.opening)
    title = tuple(Span(text=span.text, em=True, strong=span.strong, code=span.code) for span in parse(source.title))
    part = (*text(", "), *parse(source.part)) if source.part else ()
    return (*text(f"{source.author}, "), *title, *part, *text(f", {where}" if where else ""), *text(f", {opening}"))


def facts(form: Form, labels: Labels) -> str:
    """What the sheet asks in figures: time and marks."""
    marks = labels.mark if form.marks == 1 else labels.marks.format(count=form.marks)
    return " · ".join([labels.minutes.format(count=form.minutes), marks])


def version(form: Form, labels: Labels) -> str:
    """The version as printed, empty where there is only one."""
    return labels.version.format(letter=form.version) if form.versions > 1 else ""


def footer(form: Form, labels: Labels) -> str:
    """What a reprint needs: worksheet, version, seed, and the bank with its revision."""
    revision = labels.revision.format(bank=form.bank, version=form.bank_version, revision=form.revision)
    parts = [form.worksheet, version(form, labels), labels.seed.format(seed=form.seed), revision]
    return " · ".join(part for part in parts if part)
