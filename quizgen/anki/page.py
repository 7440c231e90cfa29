"""The cards of a few notes as one page for a browser, made from the same fields, templates and styling as in Anki."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from quizgen.anki.cards import places, sides
from quizgen.anki.deck import Note
from quizgen.anki.draw import Drawn, draw
from quizgen.anki.markup import text
from quizgen.anki.notetypes import notetype
from quizgen.languages.card_words import card_words
from quizgen.languages.direction import direction
from quizgen.languages.packs import Pack


def page(notes: Sequence[Note], *, language: str, pack: Pack | None = None) -> str:
    """A page that shows the cards of *notes*, at least one, one after the other, and the answer at a tap.

    It loads nothing. *language* is the tag (BCP 47) of the language of the notes, *pack* has its words.
    """
    drawn_notes = [draw(note, language=language, pack=pack) for note in notes]
    words = card_words(pack or language)
    labels = dict.fromkeys(drawn.value("id") for drawn in drawn_notes)
    html = files(__package__).joinpath("templates", "page.html").read_text(encoding="utf-8")
    for mark, inner in {
        "language": text(language),
        "direction": direction(language),
        "show answer": text(words.show_answer),
        "show question": text(words.show_question),
        "next card": text(words.next_card),
        "title": ", ".join(labels),
        "styling": notetype(drawn_notes[0].notetype).css,
        "cards": "\n".join(_sides(drawn_notes)),
    }.items():
        html = html.replace(f"<!-- {mark} -->", inner)
    return html


def _sides(drawn_notes: Iterable[Drawn]) -> Iterator[str]:
    for drawn in drawn_notes:
        for place in places(drawn):
            for side in sides(drawn, place):
                yield f'<template data-name="{drawn.value("id")}">{side}</template>'
