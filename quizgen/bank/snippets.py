"""Snippets: a question of each kind with the keys that it needs, as an editor writes it and lets one fill it in."""

from collections.abc import Iterator
from itertools import count

from quizgen.bank.format.schema import BankObject, object_key, yaml_fields
from quizgen.bank.items import KINDS, Item
from quizgen.base.annotations import Many, Record, Scalar, Shape

Snippet = dict[str, object]
"""A snippet as ``defaultSnippets`` in a JSON Schema: its label, what it is, and its body."""
_ELEMENTS = 2
"""How many elements a list or a mapping of objects begins with."""


def question_snippets(*, with_passage: bool) -> list[Snippet]:
    """Return a snippet for each kind of question; *with_passage* they have the key of their passage."""
    return [
        {
            "label": kind.kind,
            "description": " ".join((kind.__doc__ or "").split()),
            "body": _question(kind, with_passage=with_passage),
        }
        for kind in KINDS
    ]


def _question(kind: type[Item], *, with_passage: bool) -> Snippet:
    """The keys of a question in the order in which one writes them, each with a place to fill in."""
    needed = {"id", *kind.also_needed, *(("at",) if with_passage else ())}
    fields = [field for field in yaml_fields(kind) if field.is_required or field.attribute in needed]
    fields.sort(key=lambda field: (field.attribute != "id", field.attribute != "at"))
    stops = count(1)
    return {field.key: _value(field.shape, stops) for field in fields}


def _value(shape: Shape, stops: Iterator[int]) -> object:
    """What is written for a value of *shape*; its places to fill in have the next numbers of *stops*."""
    match shape:
        case Scalar() if shape.type is bool:
            return f"${{{next(stops)}|yes,no|}}"
        case Many(inner=Record(cls=cls)) if object_key(cls):
            return {f"${next(stops)}": _object(cls, stops) for _ in range(_ELEMENTS)}
        case Many(inner=Record()):
            return [f"${next(stops)}" for _ in range(_ELEMENTS)]
        case _:
            return f"${next(stops)}"


def _object(cls: type[BankObject], stops: Iterator[int]) -> object:
    """What is written for an object of *cls* under its key: its one value, or the keys that it needs."""
    if any(field.stands_alone for field in yaml_fields(cls)):
        return f"${next(stops)}"
    return {field.key: _value(field.shape, stops) for field in yaml_fields(cls) if field.is_required}
