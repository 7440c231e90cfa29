"""Characters without a glyph in any font: an error in the bank's text, a warning and a stand-in in the user's text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizgen.bank.citation import Mark, Paragraph
from quizgen.base.problem import Failure, Place, Problem, Severity
from quizgen.base.visible import code_points
from quizgen.worksheet.form.codec import strings
from quizgen.worksheet.form.model import Form, PrintedQuestion
from quizgen.worksheet.view.view import Excerpts

_REPORTED = re.compile(
    r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)*)"`(?: could not be displayed|$)', re.MULTILINE
)
"""A stretch of text in typst's diagnostic, as a string literal of Rust: no font has it, or PDF/UA-1 forbids it."""
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class MissingGlyphs(Exception):
    """The stretches of text that a layout could not show, each of them one character as a reader counts them."""

    def __init__(self, diagnostic: str) -> None:
        """Read them from typst's *diagnostic*; raises RuntimeError where it is about something else."""
        super().__init__(diagnostic)
        texts = {_ESCAPED.sub(lambda code: chr(int(code[1], 16)), literal) for literal in _REPORTED.findall(diagnostic)}
        if not texts:
            raise RuntimeError(diagnostic)
        self.texts = tuple(sorted(texts, key=lambda text: (-len(text), text)))


class Unprintable(Failure):
    """The bank's own text has characters without a glyph; its problems name the form, which knows no file."""

    def __init__(self, form: Form, texts: Iterable[str]) -> None:
        self.form = form
        self.texts = tuple(texts)
        super().__init__(*(_missing_in_form(form, text) for text in self.texts))


def stand_in(form: Form, excerpts: Excerpts, missing: MissingGlyphs, problems: list[Problem]) -> Excerpts:
    """Return the excerpts with what is *missing* replaced by [U+…]; a warning for each text is added to *problems*.

    Raises Unprintable where the bank's own text has a missing character.
    """
    bank_texts = [text for text in missing.texts if any(strings_with(form, text))]
    places_by_text = {}
    for text in missing.texts:
        if places := _places(form, excerpts, text):
            places_by_text[text] = places
    if bank_texts or not places_by_text:
        raise Unprintable(form, bank_texts or missing.texts)
    for text, places in places_by_text.items():
        problems.append(_missing_in_copy(form, text, places))
    pattern = re.compile("|".join(map(re.escape, places_by_text)))
    return {
        passage: tuple(_without(paragraph, pattern) for paragraph in paragraphs)
        for passage, paragraphs in excerpts.items()
    }


def strings_with(part: Form | PrintedQuestion, text: str) -> Iterator[str]:
    """Yield every string of a form, or of one of its questions, that contains *text*; prose without its marks."""
    return (words for words in strings(part) if text in words)


def missing_in_bank(place: Place, text: str, questions: Iterable[str]) -> Problem:
    """Return the error at *place* that no font has *text*, which is in the questions with these IDs."""
    ids = ", ".join(questions)
    message = f"no font of the sheet can show {_quoted(text)}" + (f", in {ids}" if ids else "")
    hint = "Write it in letters of the Latin, Greek or Cyrillic script, or in words; Anki and HTML can show it."
    return Problem(place=place, code="W403", message=message, hint=hint)


def _missing_in_form(form: Form, text: str) -> Problem:
    questions = [question.item for question in form.questions if any(strings_with(question, text))]
    return missing_in_bank(Place(path=form.worksheet), text, questions)


def _missing_in_copy(form: Form, text: str, places: list[str]) -> Problem:
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    by_number = code_points(text)
    message = f"no font of the sheet can show {_quoted(text)} of {places[0]}{more}: it is printed as {by_number}"
    hint = "Put the right character into your copy of the text, or print the HTML sheet."
    return Problem(place=Place(path=form.worksheet), code="W404", message=message, hint=hint, severity=Severity.WARNING)


def _places(form: Form, excerpts: Excerpts, text: str) -> list[str]:
    """Return the paragraphs of the user's copies that contain *text*, such as "Rogovin ch. 38, ¶ 4 (R004)"."""
    return [
        f"{form.passages[passage].source}, ¶ {paragraph.number} ({passage})"
        for passage, paragraphs in excerpts.items()
        for paragraph in paragraphs
        if text in paragraph.text
    ]


def _quoted(text: str) -> str:
    """Return *text* as messages show it: “文” (U+6587)."""
    return f"“{text}” ({' '.join(f'U+{ord(character):04X}' for character in text)})"


def _without(paragraph: Paragraph, pattern: re.Pattern[str]) -> Paragraph:
    """Return *paragraph* with what matches *pattern* printed by number, and its marks moved with the text."""

    def by_number(text: str) -> str:
        return pattern.sub(lambda match: code_points(match[0]), text)

    def moved(offset: int) -> int:
        return len(by_number(paragraph.text[:offset]))

    marks = (Mark(start=moved(mark.start), end=moved(mark.end), label=mark.label) for mark in paragraph.marks)
    return replace(paragraph, text=by_number(paragraph.text), marks=tuple(marks))
