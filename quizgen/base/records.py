"""Records of files that anybody may have made: rows and JSON objects, read into dataclasses that say what is sound."""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from quizgen.base.annotations import Bounds, Many, Record, Scalar, Shape, cached, field_shapes

T = TypeVar("T")

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can write and UTF-8 cannot."""
_STORED_NUMBERS = Bounds(least=1 - 2**63, most=2**63 - 1)
"""The bounds of a number whose annotation has none: SQLite has no greater one."""
_KINDS: Mapping[type, str] = {
    type(None): "missing",
    bool: "true or false",
    int: "a whole number",
    float: "a number that is not whole",
    str: "text",
    bytes: "binary data",
    list: "a list",
    dict: "an object",
}


class Misfit(ValueError):
    """What is not as it should be, as a clause without a full stop."""


def read_record(cls: type[T], values: object, *path: str) -> T:
    """The object of the dataclass *cls* with *values* by the names of its fields; other values are left out.

    A field with a default may be missing or null. *path* names the record, then what it is part of. Raises Misfit where
    *values* are no mapping, or a value has another type than its field or is out of its bounds.
    """
    if not isinstance(values, Mapping):
        raise _misfit(path, f"is {_kind(values)}, not an object")
    arguments = {}
    for name, shape, is_required in _parts(cls):
        value = values.get(name)
        if value is not None or is_required:
            arguments[name] = _value(shape, value, (name, *path))
    return cls(**arguments)


def read_objects(cls: type[T], text: str, *path: str) -> dict[str, T]:
    """The JSON objects that *text* holds by their keys, each read into the dataclass *cls*. Raises Misfit."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise _misfit(path, "is not JSON") from None
    if not isinstance(values, dict):
        raise _misfit(path, f"is {_kind(values)}, not an object")
    return {key: read_record(cls, value, "an entry", *path) for key, value in values.items()}


@cached
def _parts(cls: type[Any]) -> tuple[tuple[str, Shape, bool], ...]:
    """The fields of the dataclass *cls*: their names, the shapes of their values, and whether they have no default."""
    shapes = field_shapes(cls)
    return tuple((field.name, shapes[field.name], field.default is MISSING) for field in fields(cls))


def _value(shape: Shape, value: object, path: tuple[str, ...]) -> Any:
    match shape:
        case Scalar():
            if type(value) is not shape.type:
                raise _misfit(path, f"is {_kind(value)}, not {_KINDS[shape.type]}")
            bounds = shape.bounds or _STORED_NUMBERS
            if isinstance(value, int) and not bounds.least <= value <= bounds.most:
                raise _misfit(path, "is out of range")
            if isinstance(value, str) and not value.isascii() and _SURROGATE.search(value):
                raise _misfit(path, "has half a character (a lone surrogate)")
            return value
        case Record():
            return read_record(shape.cls, value, *path)
        case Many():
            if not isinstance(value, list):
                raise _misfit(path, f"is {_kind(value)}, not a list")
            return tuple(_value(shape.inner, element, ("an entry", *path)) for element in value)
        case _:
            raise TypeError(f"no record holds {shape}")


def _misfit(path: tuple[str, ...], clause: str) -> Misfit:
    return Misfit(f"{' of '.join(path)} {clause}")


def _kind(value: object) -> str:
    return _KINDS[type(value)]
