"""What to do in a question, its answer in one line, points and remarks to the teacher, as runs of text."""

from collections.abc import Iterator

from quizgen.base.value import frozen
from quizgen.languages.labels import Labels
from quizgen.text.inline import Span, parse, plain
from quizgen.worksheet.form.model import Arrange, Body, Choose, Event, Fill, Join, Judge, PrintedQuestion, Reply

Spans = tuple[Span, ...]

APART = "   "
"""The space between the parts of an answer."""


@frozen
class Remark:
    """One line of the teacher's edition."""

    label: str
    """What the line is about, such as "Why"."""
    text: Spans


def typed(words: str) -> Spans:
    """Return *words* as typed, in one run; no run where there are no words."""
    return (Span(text=words),) if words else ()


def strong(words: str) -> Spans:
    """Return *words* as typed, in one strong run."""
    return (Span(text=words, strong=True),)


def answer(body: Body, labels: Labels) -> Spans:
    """Return the correct answer in one line; empty where a question has points in place of an answer."""
    match body:
        case Reply():
            return (*parse(body.answer), *_also(body.accept, labels))
        case Choose():
            return _joined((*strong(option.letter), *typed(" "), *parse(option.text)) for option in body.keys)
        case Judge():
            correction = (*typed(" "), *parse(body.correction)) if body.correction else ()
            return (*strong(labels.yes if body.true else labels.no), *correction)
        case Fill():
            return _joined(
                (*strong(str(blank.number)), *typed(" "), *parse(blank.text), *_also(blank.accept, labels))
                for blank in body.blanks
            )
        case Join():
            unused = ", ".join(option.letter for option in body.right if not option.key)
            surplus = typed(f"{APART}({labels.unused}: {unused})") if unused else ()
            return (*strong(APART.join(f"{side.number}–{side.letter}" for side in body.left)), *surplus)
        case Arrange():
            return strong(APART.join(f"{event.letter}–{event.rank}" for event in body.events))


def brief(body: Body, labels: Labels) -> str:
    """Return the key as one marks from it, such as "B" or "1–C 2–A"; empty for a free reply."""
    match body:
        case Choose():
            return ", ".join(option.letter for option in body.keys)
        case Judge():
            return labels.yes if body.true else labels.no
        case Fill():
            return "; ".join(plain(blank.text) for blank in body.blanks)
        case Join():
            return " ".join(f"{side.number}–{side.letter}" for side in body.left)
        case Arrange():
            return " ".join(f"{event.letter}–{event.rank}" for event in body.events)
        case _:
            return ""


def points(body: Body) -> tuple[Spans, ...]:
    """Return the points of a strong answer, or the events in their order with their dates; empty for other bodies."""
    match body:
        case Reply():
            return tuple(parse(point) for point in body.points)
        case Arrange():
            return tuple(map(_dated, body.ordered))
        case _:
            return ()


def _dated(event: Event) -> Spans:
    date = typed(f"{event.when}: ") if event.when else ()
    return (*date, *parse(event.text))


def remarks(question: PrintedQuestion, labels: Labels) -> Iterator[Remark]:
    """Yield the explanation, why wrong options are wrong, who claims it and how they know, sources, and the note."""
    if question.why:
        yield Remark(label=labels.why, text=parse(question.why))
    if isinstance(question.body, Choose):
        wrong = [option for option in question.body.options if option.reason]
        reasons = _joined((*strong(option.letter), *typed(" "), *parse(option.reason)) for option in wrong)
        if reasons:
            yield Remark(label=labels.wrong, text=reasons)
    claim = question.claims.line(labels.claim)
    if claim and not question.above:
        yield Remark(label=labels.says, text=typed(claim))
    for source in question.sources:
        yield Remark(label=labels.sources, text=parse(source))
    if question.note:
        yield Remark(label=labels.note, text=parse(question.note))


def task(body: Body, labels: Labels, *, has_text: bool) -> str:
    """Return what to do, such as "Circle one letter."; empty where the stem says all of it.

    *has_text* says whether the words of the passage are printed, or must be looked up in the student's own copy.
    """
    match body:
        case Choose():
            count = len(body.keys)
            return labels.choose if count == 1 else labels.choose_several.format(count=count)
        case Judge():
            return labels.judge
        case Fill():
            return _fill_task(body, labels)
        case Join():
            surplus = len(body.right) - len(body.left)
            return f"{labels.join} {labels.join_surplus.format(count=surplus)}" if surplus else labels.join
        case Arrange():
            return labels.arrange
        case Reply(copied=True):
            return labels.copied if has_text else labels.copied_own
        case _:
            return ""


def _fill_task(body: Fill, labels: Labels) -> str:
    if not body.words:
        return labels.fill
    has_spare_words = len(body.words) > len({blank.text for blank in body.blanks})
    return labels.fill_spare if has_spare_words else labels.fill_bank


def _also(accept: tuple[str, ...], labels: Labels) -> Spans:
    return typed(f" ({labels.accept}: {', '.join(accept)})") if accept else ()


def _joined(parts: Iterator[Spans]) -> Spans:
    joined: Spans = ()
    for part in parts:
        if joined:
            joined += typed(APART)
        joined += part
    return joined
