"""Characters that no font holds: an error in the bank's text, a visible stand-in with a warning in the user's."""

import re
from dataclasses import replace

from quizgen.cite import Mark, Paragraph
from quizgen.form.document import to_json
from quizgen.form.model import Form
from quizgen.outputs.worksheet.view import Excerpts
from quizgen.problem import Failure, Place, Problem, Severity

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


def stand_in(form: Form, excerpts: Excerpts, missing: MissingGlyphs, problems: list[Problem]) -> Excerpts:
    """The excerpts with what is *missing* printed as [U+…], a warning for each added to *problems*.

    Raises Failure where the bank's own text holds it.
    """
    own = to_json(form)
    ours = [text for text in missing.texts if text in own]
    theirs = [text for text in missing.texts if any(text in each.text for held in excerpts.values() for each in held)]
    if ours or not theirs:
        raise Failure(*(_problem(form, text, Severity.ERROR) for text in ours or missing.texts))
    problems += [_problem(form, text, Severity.WARNING) for text in theirs]
    pattern = re.compile("|".join(map(re.escape, theirs)))
    return {passage: tuple(_without(each, pattern) for each in held) for passage, held in excerpts.items()}


def named(text: str) -> str:
    """How *text* is shown where no font has it: [U+1F600]."""
    return "".join(f"[U+{ord(character):04X}]" for character in text)


def printable(text: str) -> str:
    """*text* with what no document can hold shown as [U+…]."""
    return _UNPRINTED.sub(lambda character: named(character[0]), text)


def _problem(form: Form, text: str, severity: Severity) -> Problem:
    if severity is Severity.ERROR:
        message = f"no font of the sheet can show {named(text)}"
        hint = "Write it in letters of the Latin, Greek or Cyrillic script, or in words; Anki and HTML can show it."
        return Problem(place=Place(path=form.worksheet), code="W403", message=message, hint=hint)
    message = f"no font of the sheet can show {named(text)} of the source text: it is printed so"
    hint = "Put the right character into your copy of the text, or print the HTML sheet."
    return Problem(place=Place(path=form.worksheet), code="W404", message=message, hint=hint, severity=severity)


def _without(paragraph: Paragraph, pattern: re.Pattern[str]) -> Paragraph:
    def moved(offset: int) -> int:
        return len(pattern.sub(lambda found: named(found[0]), paragraph.text[:offset]))

    return replace(
        paragraph,
        text=pattern.sub(lambda found: named(found[0]), paragraph.text),
        marks=tuple(Mark(start=moved(mark.start), end=moved(mark.end), label=mark.label) for mark in paragraph.marks),
    )
