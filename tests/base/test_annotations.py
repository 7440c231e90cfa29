"""Every annotation that a field of the program has, and its shape."""

from enum import Enum, StrEnum
from typing import Any, NewType, Optional

import pytest

from quizgen.base.annotations import Enumeration, Many, OneOf, Record, Scalar, Shape, field_shapes, shape_of
from quizgen.base.value import frozen

Word = NewType("Word", str)
Sign = NewType("Sign", Word)


class Colour(StrEnum):
    RED = "red"


class Number(Enum):
    ONE = 1


@frozen
class Leg:
    length: int


@frozen
class Chair:
    name: Word
    legs: tuple[Leg, ...] = ()
    stool: "Chair | None" = None


SHAPES: tuple[tuple[Any, Shape], ...] = (
    (str, Scalar(type=str)),
    (int, Scalar(type=int)),
    (Word, Scalar(type=Word)),
    (Colour, Enumeration(options=Colour)),
    (Number, Enumeration(options=Number)),
    (Chair, Record(cls=Chair)),
    (tuple[Word, ...], Many(inner=Scalar(type=Word))),
    (tuple[tuple[int, ...], ...], Many(inner=Many(inner=Scalar(type=int)))),
    (Word | None, Scalar(type=Word)),
    (Optional[Chair], Record(cls=Chair)),  # noqa: UP045 (both spellings of an option)
    (tuple[Colour, ...] | None, Many(inner=Enumeration(options=Colour))),
    (Chair | Leg, OneOf(members=(Record(cls=Chair), Record(cls=Leg)))),
    (Word | Leg | None, OneOf(members=(Scalar(type=Word), Record(cls=Leg)))),
    (tuple[Word | Leg, ...], Many(inner=OneOf(members=(Scalar(type=Word), Record(cls=Leg))))),
)


@pytest.mark.parametrize(("annotation", "shape"), SHAPES, ids=lambda value: str(value))
def test_an_annotation_has_its_shape(annotation: Any, shape: Shape) -> None:
    assert shape_of(annotation) == shape


@pytest.mark.parametrize("annotation", [tuple[int, str], tuple[int], list[int], dict[str, int]])
def test_what_has_no_shape_is_refused(annotation: Any) -> None:
    with pytest.raises(TypeError, match="no shape"):
        shape_of(annotation)


def test_the_fields_of_a_class_have_their_shapes_in_their_order() -> None:
    assert [*field_shapes(Chair).items()] == [
        ("name", Scalar(type=Word)),
        ("legs", Many(inner=Record(cls=Leg))),
        ("stool", Record(cls=Chair)),
    ]


@pytest.mark.parametrize(("type_", "runtime_type"), [(int, int), (Word, str), (Sign, str)])
def test_the_values_of_a_new_type_are_those_of_the_type_below_it(type_: Any, runtime_type: type) -> None:
    assert Scalar(type=type_).runtime_type is runtime_type
