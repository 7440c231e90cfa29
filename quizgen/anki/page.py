"""The cards of a few notes as one page for a browser, drawn from the same fields, templates and styling as in Anki."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from quizgen.anki.cards import places, sides
from quizgen.anki.deck import Note
from quizgen.anki.draw import Drawn, draw
from quizgen.anki.markup import text
from quizgen.anki.notetypes import notetype


def page(notes: Sequence[Note], *, language: str) -> str:
    """A page that shows one card after the other, and its answer at a tap; it needs nothing from elsewhere."""
    drawn = [draw(note, language=language) for note in notes]
    names = dict.fromkeys(each.fields[0] for each in drawn)
    whole = files(__package__).joinpath("templates", "page.html").read_text(encoding="utf-8")
    for mark, inner in {
        "language": text(language),
        "title": ", ".join(names),
        "styling": notetype(drawn[0].notetype).css,
        "cards": "\n".join(_sides(drawn)),
    }.items():
        whole = whole.replace(f"<!-- {mark} -->", inner)
    return whole


def _sides(drawn: Iterable[Drawn]) -> Iterator[str]:
    for each in drawn:
        for place in places(each):
            for side in sides(each, place):
                yield f'<template data-name="{each.fields[0]}">{side}</template>'
