"""The shapes of dataclass fields: every annotation is classified here, once, for all code that walks over fields.

The set of shapes is closed, so that a reader, a writer or a description of dataclasses is one ``match`` over it.
"""

import enum
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from quizgen.base.value import frozen

_A = TypeVar("_A")
_R = TypeVar("_R")


def cached(function: Callable[[_A], _R]) -> Callable[[_A], _R]:
    """*function* with its results kept, like ``functools.cache``, but typed for classes: mypy denies that they hash."""
    return cache(function)


@frozen
class Bounds:
    """What a number may be, or how many elements a tuple may have: ``Annotated[int, Bounds(most=26)]``."""

    least: int = 0
    most: int

    def __str__(self) -> str:
        return f"from {self.least:,} to {self.most:,}"


ANY_NUMBER = Bounds(most=999_999_999_999)
"""The bounds of a number of a bank or form whose annotation has none: more than any seed or time of ours needs."""


@frozen
class Scalar:
    """One value without parts, such as text or a number."""

    type: Any
    """The annotation: a class such as ``int``, or a ``NewType`` such as ``Prose``."""
    bounds: Bounds | None = None
    """What it may be where it is a number; None where the annotation says nothing."""

    @property
    def runtime_type(self) -> type[Any]:
        """The class of the values. The values of a ``NewType`` are those of the type below it."""
        type_ = self.type
        while isinstance(type_, typing.NewType):
            type_ = type_.__supertype__
        runtime_type: type[Any] = type_
        return runtime_type


@frozen
class Enumeration:
    """One of the members of an enum."""

    options: type[enum.Enum]


@frozen
class Record:
    """An object of a dataclass."""

    cls: type[Any]


@frozen
class Many:
    """A tuple of any length, all elements of one shape."""

    inner: "Shape"
    bounds: Bounds | None = None
    """How many elements there may be; None where any number will do."""


@frozen
class OneOf:
    """A value of one of several shapes."""

    members: tuple["Shape", ...]


Shape = Scalar | Enumeration | Record | Many | OneOf


@cached
def shape_of(annotation: Any) -> Shape:
    """The shape of the values of *annotation*; ``X | None`` has the shape of ``X``.

    Raises TypeError for a generic type that has no shape here, such as a tuple of fixed length or a dict.
    """
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        shape, bounds = shape_of(arguments[0]), arguments[1]
        if not isinstance(shape, Scalar | Many):
            raise TypeError(f"{annotation} has no bounds")
        return replace(shape, bounds=bounds)
    if origin in (typing.Union, types.UnionType):
        members = tuple(shape_of(member) for member in arguments if member is not types.NoneType)
        return members[0] if len(members) == 1 else OneOf(members=members)
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return Many(inner=shape_of(arguments[0]))
    if origin is not None:
        raise TypeError(f"no shape is defined for {annotation}")
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return Enumeration(options=annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        return Record(cls=annotation)
    return Scalar(type=annotation)


@cached
def field_shapes(cls: type[Any]) -> Mapping[str, Shape]:
    """The shape of every field of the dataclass *cls*, by the field's name, in the order of the fields."""
    annotations = typing.get_type_hints(cls, include_extras=True)
    return {field.name: shape_of(annotations[field.name]) for field in fields(cls)}
