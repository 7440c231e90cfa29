"""Frozen dataclasses as plain JSON values and back, led by their annotations."""

import enum
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from quizgen.inline import Prose

T = TypeVar("T")


def encode(value: Any, annotation: Any = None, *, prose: Callable[[str], Any] = str) -> Any:
    """*value* as dicts, lists, strings, numbers and truth values; *prose* says what becomes of marked-up text.

    An object that a union holds carries the name of its class under ``type``.
    """
    annotation = annotation or type(value)
    if is_dataclass(value):
        cls: Any = type(value)
        hints = _hints(cls)
        made = {each.name: encode(getattr(value, each.name), hints[each.name], prose=prose) for each in fields(value)}
        return {"type": type(value).__name__, **made} if _is_union(annotation) else made
    if isinstance(value, tuple):
        return [encode(each, typing.get_args(annotation)[0], prose=prose) for each in value]
    if annotation is Prose or (_is_union(annotation) and Prose in typing.get_args(annotation)):
        return prose(value)
    return value.value if isinstance(value, enum.Enum) else value


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
            if getattr(member, "__name__", "") == name:
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
