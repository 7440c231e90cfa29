"""Characters that no font holds: an error in the bank's text, a visible stand-in with a warning in the user's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizgen.bank.citation import Mark, Paragraph
from quizgen.base.problem import Failure, Place, Problem, Severity
from quizgen.worksheet.form.codec import strings
from quizgen.worksheet.form.model import Form, PrintedQuestion
from quizgen.worksheet.view.view import Excerpts

_REPORTED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


_UNPRINTED = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]|\\ufffe|\\uffff")
"""Characters that neither XML nor HTML can hold."""


class MissingGlyphs(Exception):
    """The stretches of text, a character each as a reader counts them, that a layout could not show."""

    def __init__(self, diagnostic: str) -> None:
        """Of typst's *diagnostic*; raises RuntimeError where it complains of something else."""
        super().__init__(diagnostic)
        reported = {_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _REPORTED.findall(diagnostic)}
        if not reported:
            raise RuntimeError(diagnostic)
        self.texts = tuple(sorted(reported, key=lambda text: (-len(text), text)))


class Unprintable(Failure):
    """The bank's own text has characters that no font holds; told by the questions of the form, which knows no file."""

    def __init__(self, form: Form, texts: Iterable[str]) -> None:
        self.form = form
        self.texts = tuple(texts)
        super().__init__(*(_of_form(form, text) for text in self.texts))


def stand_in(form: Form, excerpts: Excerpts, missing: MissingGlyphs, problems: list[Problem]) -> Excerpts:
    """The excerpts with what is *missing* printed as [U+…], a warning for each added to *problems*.

    Raises Unprintable where the bank's own text holds it.
    """
    ours = [text for text in missing.texts if any(printed(form, text))]
    theirs = {text: where for text in missing.texts if (where := _places(form, excerpts, text))}
    if ours or not theirs:
        raise Unprintable(form, ours or missing.texts)
    problems += [_of_source(form, text, where) for text, where in theirs.items()]
    pattern = re.compile("|".join(map(re.escape, theirs)))
    return {passage: tuple(_without(each, pattern) for each in held) for passage, held in excerpts.items()}


def named(text: str) -> str:
    """How *text* is shown where no font has it: [U+1F600]."""
    return "".join(f"[U+{ord(character):04X}]" for character in text)


def printable(text: str) -> str:
    """*text* with what no document can hold shown as [U+…]."""
    return _UNPRINTED.sub(lambda character: named(character[0]), text)


def printed(part: Form | PrintedQuestion, text: str) -> Iterator[str]:
    """Every string of a form, or of one of its questions, that holds *text*; prose without its marks."""
    return (each for each in strings(part) if text in each)


def of_bank(place: Place, text: str, questions: Iterable[str]) -> Problem:
    """An error at *place*: *text*, which these questions hold, is in no font."""
    asked = ", ".join(questions)
    message = f"no font of the sheet can show {_shown(text)}" + (f", in {asked}" if asked else "")
    hint = "Write it in letters of the Latin, Greek or Cyrillic script, or in words; Anki and HTML can show it."
    return Problem(place=place, code="W403", message=message, hint=hint)


def _of_form(form: Form, text: str) -> Problem:
    questions = [question.item for question in form.questions if any(printed(question, text))]
    return of_bank(Place(path=form.worksheet), text, questions)


def _of_source(form: Form, text: str, where: list[str]) -> Problem:
    more = f" and {len(where) - 1} more" if len(where) > 1 else ""
    message = f"no font of the sheet can show {_shown(text)} of {where[0]}{more}: it is printed as {named(text)}"
    hint = "Put the right character into your copy of the text, or print the HTML sheet."
    return Problem(place=Place(path=form.worksheet), code="W404", message=message, hint=hint, severity=Severity.WARNING)


def _places(form: Form, excerpts: Excerpts, text: str) -> list[str]:
    """The paragraphs of the user's text that hold *text*, such as "Rogovin ch. 38, ¶ 4 (R004)"."""
    return [
        f"{form.passages[passage].source}, ¶ {each.number} ({passage})"
        for passage, held in excerpts.items()
        for each in held
        if text in each.text
    ]


def _shown(text: str) -> str:
    """*text* as a problem tells it: “文” (U+6587)."""
    return f"“{text}” ({' '.join(f'U+{ord(character):04X}' for character in text)})"


def _without(paragraph: Paragraph, pattern: re.Pattern[str]) -> Paragraph:
    def moved(offset: int) -> int:
        return len(pattern.sub(lambda found: named(found[0]), paragraph.text[:offset]))

    return replace(
        paragraph,
        text=pattern.sub(lambda found: named(found[0]), paragraph.text),
        marks=tuple(Mark(start=moved(mark.start), end=moved(mark.end), label=mark.label) for mark in paragraph.marks),
    )
