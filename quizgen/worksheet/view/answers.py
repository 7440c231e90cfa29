"""What a key says of a question, as runs of text: the answer in one line, the points, the remarks to the teacher."""

from collections.abc import Iterator

from quizgen.base.value import frozen
from quizgen.languages.claim import claim_words
from quizgen.languages.labels import Labels
from quizgen.text.inline import Span, parse
from quizgen.worksheet.form.model import Arrange, Body, Choose, Fill, Join, Judge, PrintedQuestion, Reply

Spans = tuple[Span, ...]

_APART = "   "
"""Between the parts of an answer."""


@frozen
class Remark:
    """One line of the teacher's edition: what it is about, and what it says."""

    label: str
    text: Spans


def typed(words: str) -> Spans:
    """*words*, as typed, as one run."""
    return (Span(text=words),) if words else ()


def strong(words: str) -> Spans:
    """*words*, as typed, as one strong run."""
    return (Span(text=words, strong=True),)


def answer(body: Body, say: Labels) -> Spans:
    """The key in one line; empty where only points can be given."""
    match body:
        case Reply():
            return (*parse(body.answer), *_also(body.accept, say))
        case Choose():
            return _joined((*strong(option.letter), *typed(" "), *parse(option.text)) for option in body.keys)
        case Judge():
            correction = (*typed(" "), *parse(body.correction)) if body.correction else ()
            return (*strong(say.yes if body.true else say.no), *correction)
        case Fill():
            return _joined(
                (*strong(str(blank.number)), *typed(" "), *parse(blank.text), *_also(blank.accept, say))
                for blank in body.blanks
            )
        case Join():
            unused = ", ".join(option.letter for option in body.right if not option.key)
            left_over = typed(f"{_APART}({say.unused}: {unused})") if unused else ()
            return (*strong(_APART.join(f"{side.number}–{side.letter}" for side in body.left)), *left_over)
        case Arrange():
            return strong(_APART.join(f"{event.letter}–{event.rank}" for event in body.events))


def points(body: Body) -> tuple[Spans, ...]:
    """The points of a strong answer, or the events in their order with their dates."""
    match body:
        case Reply():
            return tuple(parse(point) for point in body.points)
        case Arrange():
            return tuple(
                (*parse(event.text), *(typed(f" ({event.when})") if event.when else ())) for event in body.ordered
            )
        case _:
            return ()


def remarks(question: PrintedQuestion, say: Labels) -> Iterator[Remark]:
    """Rationale, reasons against wrong options, who claims it and how they know, sources, and the teacher's note."""
    if question.why:
        yield Remark(label=say.why, text=parse(question.why))
    if isinstance(question.body, Choose):
        wrong = [option for option in question.body.options if option.reason]
        reasons = _joined((*strong(option.letter), *typed(" "), *parse(option.reason)) for option in wrong)
        if reasons:
            yield Remark(label=say.wrong, text=reasons)
    if claim := question.claim.key_line(claim_words(say)):
        yield Remark(label=say.says, text=typed(claim))
    for source in question.sources:
        yield Remark(label=say.sources, text=parse(source))
    if question.note:
        yield Remark(label=say.note, text=parse(question.note))


def task(body: Body, say: Labels, *, shown: bool) -> str:
    """What to do, such as "Circle one letter."; *shown* says whether the passage stands on the sheet."""
    match body:
        case Choose():
            several = len(body.keys)
            return say.choose if several == 1 else say.choose_several.format(count=several)
        case Judge():
            return say.judge
        case Fill():
            spare = len(body.words) > len({blank.text for blank in body.blanks})
            return say.fill_spare if spare else say.fill_bank if body.words else say.fill
        case Join():
            surplus = len(body.right) - len(body.left)
            return " ".join([say.join, *([say.join_surplus.format(count=surplus)] if surplus else [])])
        case Arrange():
            return say.arrange
        case Reply(copied=True):
            return say.copied if shown else say.copied_own
        case _:
            return ""


def _also(accept: tuple[str, ...], say: Labels) -> Spans:
    return typed(f" ({say.accept}: {', '.join(accept)})") if accept else ()


def _joined(parts: Iterator[Spans]) -> Spans:
    found: Spans = ()
    for part in parts:
        found += (*typed(_APART if found else ""), *part)
    return found
