"""The cards of a note: which ones Anki makes of it, and what their two sides say."""

from collections.abc import Callable
from functools import cache

from quizgen.anki.draw import Drawn
from quizgen.anki.mustache import deletions, render, shows_a_field
from quizgen.anki.notetypes import notetype


def places(drawn: Drawn) -> tuple[int, ...]:
    """The cards of a note, as the places of their templates from 0; in a cloze note, as its numbers less one."""
    kind, field = notetype(drawn.notetype), _fields(drawn)
    if kind.cloze:
        return tuple(sorted(number - 1 for number in deletions(field("Text"))))
    return tuple(place for place, each in enumerate(kind.templates) if shows_a_field(each.front, field))


def sides(drawn: Drawn, place: int) -> tuple[str, str]:
    """The question and answer side of one card, as HTML."""
    kind, field = notetype(drawn.notetype), _fields(drawn)
    template, number = (kind.templates[0], place + 1) if kind.cloze else (kind.templates[place], 0)
    return render(template.front, field, number=number), render(template.back, field, number=number, back=True)


def _fields(drawn: Drawn) -> Callable[[str], str]:
    """A note's fields by the names that templates use."""
    index = _index(drawn.notetype)
    return lambda name: drawn.fields[index[name]]


@cache
def _index(key: str) -> dict[str, int]:
    return {field.name: at for at, field in enumerate(notetype(key).fields)}
