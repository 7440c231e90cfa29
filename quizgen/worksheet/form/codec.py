"""Frozen dataclasses as plain JSON values and back, led by the shapes of their fields.

No field of a form is optional: JSON's null is never written, and is refused where it is read.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from quizgen.bank.format.schema import Language, is_language
from quizgen.base.annotations import (
    ANY_NUMBER,
    Enumeration,
    Many,
    OneOf,
    Record,
    Scalar,
    Shape,
    cached,
    field_shapes,
    shape_of,
)
from quizgen.text.inline import Prose, plain
from quizgen.text.printable import unprintable

T = TypeVar("T")
_Encoder = Callable[[Any, Callable[[str], Any]], Any]
_PROSE = Scalar(type=Prose)


def encode(value: Any, annotation: Any = None, *, prose: Callable[[str], Any] = str) -> Any:
    """*value* as dicts, lists, strings, numbers and truth values; *prose* encodes marked-up text.

    An object that a union holds carries the ``tag`` of its class under ``type``. *annotation* is needed for a value
    that is no dataclass, such as a tuple.
    """
    return _encoder(shape_of(annotation or type(value)))(value, prose)


@cached
def _encoder(shape: Shape) -> _Encoder:
    """How a value of *shape* is encoded, worked out once."""
    match shape:
        case OneOf():
            return _member_encoder(shape)
        case Many():
            inner = _encoder(shape.inner)
            return lambda value, prose: [inner(element, prose) for element in value]
        case Record():
            parts = [(name, _encoder(part)) for name, part in field_shapes(shape.cls).items()]
            return lambda value, prose: {name: part(getattr(value, name), prose) for name, part in parts}
        case Enumeration():
            return lambda value, _: value.value
        case Scalar():
            return (lambda value, prose: prose(value)) if shape == _PROSE else (lambda value, _: value)


def _member_encoder(union: OneOf) -> _Encoder:
    """The encoder of a union, whose members are dataclasses with a tag, and prose."""
    encoders = {member.cls: _encoder(member) for member in union.members if isinstance(member, Record)}

    def encode_member(value: Any, prose: Callable[[str], Any]) -> Any:
        if type(value) is str:
            return prose(value)
        return {"type": value.tag, **encoders[type(value)](value, prose)}

    return encode_member


def strings(value: Any) -> Iterator[str]:
    """Every string in *value*, however deep; prose without its marks."""
    return _strings(encode(value, prose=plain))


def _strings(encoded: Any) -> Iterator[str]:
    if isinstance(encoded, str):
        yield encoded
    elif isinstance(encoded, dict | list):
        for inner in encoded.values() if isinstance(encoded, dict) else encoded:
            yield from _strings(inner)


def decode(cls: type[T], value: Any) -> T:
    """The object of the dataclass *cls* that ``encode`` (with prose as text) turned into *value*.

    Raises ValueError, with the path to the fault, where *value* is no such object.
    """
    decoded: T = _decode(shape_of(cls), value, "$")
    return decoded


def _decode(shape: Shape, value: Any, path: str) -> Any:
    match shape:
        case OneOf():
            return _decode_member(shape, value, path)
        case Many():
            if not isinstance(value, list):
                raise ValueError(f"{path}: not a list")
            if shape.bounds and len(value) > shape.bounds.most:
                raise ValueError(f"{path}: more than {shape.bounds.most} elements")
            return tuple(_decode(shape.inner, element, f"{path}[{index}]") for index, element in enumerate(value))
        case Record():
            parts = field_shapes(shape.cls)
            if not isinstance(value, dict) or sorted(value) != sorted(parts):
                raise ValueError(f"{path}: not exactly the keys {', '.join(parts)}")
            return shape.cls(**{name: _decode(part, value[name], f"{path}.{name}") for name, part in parts.items()})
        case Enumeration():
            return shape.options(value)
        case Scalar():
            if type(value) is not shape.runtime_type:
                raise ValueError(f"{path}: not of the type {shape.runtime_type.__name__}")
            bounds = shape.bounds or ANY_NUMBER
            if type(value) is int and not bounds.least <= value <= bounds.most:
                raise ValueError(f"{path}: not {bounds}")
            if type(value) is str and (code_point := unprintable(value)):
                raise ValueError(f"{path}: {code_point}, a character that no sheet can hold")
            if shape.type is Language and not is_language(value):
                raise ValueError(f"{path}: not a language tag")
            return value


def _decode_member(union: OneOf, value: Any, path: str) -> Any:
    if isinstance(value, str) and _PROSE in union.members:
        return _decode(_PROSE, value, path)
    tag = value.get("type") if isinstance(value, dict) else None
    for member in union.members:
        if isinstance(member, Record) and tag is not None and getattr(member.cls, "tag", None) == tag:
            return _decode(member, {key: part for key, part in value.items() if key != "type"}, path)
    raise ValueError(f"{path}: none of the known shapes")
