"""The cards of a note: which ones Anki makes of it, and what their two sides say."""

from collections.abc import Callable
from functools import cache

from quizgen.anki.draw import Drawn
from quizgen.anki.mustache import deletions, render, shows_a_field
from quizgen.anki.notetypes import notetype


def places(drawn: Drawn) -> tuple[int, ...]:
    """The cards of a note, as the places of their templates from 0.

    A cloze note has one template: its cards are the numbers of its deletions minus one.
    """
    kind, field = notetype(drawn.notetype), _fields(drawn)
    if kind.cloze:
        return tuple(sorted(number - 1 for number in deletions(drawn.value("text"))))
    return tuple(place for place, template in enumerate(kind.templates) if shows_a_field(template.front, field))


def sides(drawn: Drawn, place: int) -> tuple[str, str]:
    """The question side and the answer side of the card at *place*, as HTML."""
    kind, field = notetype(drawn.notetype), _fields(drawn)
    template, number = (kind.templates[0], place + 1) if kind.cloze else (kind.templates[place], 0)
    return render(template.front, field, number=number), render(template.back, field, number=number, back=True)


def _fields(drawn: Drawn) -> Callable[[str], str]:
    """A function that gives the value of a note's field by the name that templates use."""
    places_by_name = _places_by_name(drawn.notetype)
    return lambda name: drawn.fields[places_by_name[name]]


@cache
def _places_by_name(key: str) -> dict[str, int]:
    return {field.name: place for place, field in enumerate(notetype(key).fields)}
