"""Frozen dataclasses as plain JSON values and back, led by their annotations."""

import enum
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from quizgen.text.inline import Prose, plain

T = TypeVar("T")
_Encoder = Callable[[Any, Callable[[str], Any]], Any]


def encode(value: Any, annotation: Any = None, *, prose: Callable[[str], Any] = str) -> Any:
    """*value* as dicts, lists, strings, numbers and truth values; *prose* says what becomes of marked-up text.

    An object that a union holds carries the ``tag`` of its class under ``type``.
    """
    cls: Any = annotation or type(value)
    return _encoder(cls)(value, prose)


@cache
def _encoder(annotation: Any) -> _Encoder:
    """How a value of *annotation* is encoded, worked out once."""
    if _is_union(annotation):
        members = {each: _encoder(each) for each in typing.get_args(annotation) if each is not Prose}

        def encode_member(value: Any, prose: Callable[[str], Any]) -> Any:
            if type(value) is str:
                return prose(value)
            return {"type": value.tag, **members[type(value)](value, prose)}

        return encode_member
    if typing.get_origin(annotation) is tuple:
        inner = _encoder(typing.get_args(annotation)[0])
        return lambda value, prose: [inner(each, prose) for each in value]
    if isinstance(annotation, type) and is_dataclass(annotation):
        hints: dict[str, Any] = _hints(annotation)
        parts = [(each.name, _encoder(hints[each.name])) for each in fields(annotation)]
        return lambda value, prose: {name: part(getattr(value, name), prose) for name, part in parts}
    if annotation is Prose:
        return lambda value, prose: prose(value)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return lambda value, _: value.value
    return lambda value, _: value


def strings(value: Any) -> Iterator[str]:
    """Every string that *value* holds, however deep; prose without its marks."""
    return _strings(encode(value, prose=plain))


def _strings(encoded: Any) -> Iterator[str]:
    if isinstance(encoded, str):
        yield encoded
    elif isinstance(encoded, dict | list):
        for inner in encoded.values() if isinstance(encoded, dict) else encoded:
            yield from _strings(inner)


def decode(annotation: type[T], value: Any) -> T:
    """The object that ``encode`` (with prose as text) made *value* of. Raises ValueError where it is none."""
    found: T = _decode(annotation, value, "$")
    return found


def _decode(annotation: Any, value: Any, at: str) -> Any:
    if _is_union(annotation):
        members = typing.get_args(annotation)
        if isinstance(value, str) and Prose in members:
            return value
        name = value.get("type") if isinstance(value, dict) else None
        for member in members:
            if name is not None and getattr(member, "tag", None) == name:
                return _decode(member, {key: each for key, each in value.items() if key != "type"}, at)
        raise ValueError(f"{at}: none of the known shapes")
    if typing.get_origin(annotation) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{at}: not a list")
        inner = typing.get_args(annotation)[0]
        return tuple(_decode(inner, each, f"{at}[{index}]") for index, each in enumerate(value))
    if isinstance(annotation, type) and is_dataclass(annotation):
        names = [each.name for each in fields(annotation)]
        if not isinstance(value, dict) or sorted(value) != sorted(names):
            raise ValueError(f"{at}: not exactly the keys {', '.join(names)}")
        hints = _hints(annotation)
        return annotation(**{name: _decode(hints[name], value[name], f"{at}.{name}") for name in names})
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return annotation(value)
    plain = str if annotation is Prose else annotation
    if type(value) is not plain:
        raise ValueError(f"{at}: not of the type {plain.__name__}")
    return value


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _is_union(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (typing.Union, types.UnionType)
