"""The fields of the format, as their descriptions tell them."""

from collections.abc import Iterator
from dataclasses import MISSING

import pytest

from quizgen.bank.entries import Variant
from quizgen.bank.format.schema import BankObject, Ref, YamlField, kind_key, object_key, yaml_fields
from quizgen.bank.items import KINDS
from quizgen.bank.items.base import Distractor
from quizgen.bank.lock import PassageRecord
from quizgen.bank.model import File, Head, Passage, Worksheet
from quizgen.base.annotations import Many, OneOf, Record, Scalar, Shape


def records(shape: Shape) -> Iterator[type[BankObject]]:
    """The classes of the objects that values of a shape hold, and of those within them."""
    match shape:
        case Record():
            yield shape.cls
            for field in yaml_fields(shape.cls):
                yield from records(field.shape)
        case Many():
            yield from records(shape.inner)
        case OneOf():
            for member in shape.members:
                yield from records(member)


CLASSES: set[type[BankObject]] = {*records(Record(cls=Head))}


def field_of(cls: type[BankObject], attribute: str) -> YamlField:
    (field,) = (field for field in yaml_fields(cls) if field.attribute == attribute)
    return field


def test_the_classes_of_a_bank_are_found_through_their_shapes() -> None:
    assert {*KINDS, Passage, Variant, Distractor} < CLASSES


@pytest.mark.parametrize("cls", sorted(CLASSES, key=str))
def test_a_reference_and_nothing_else_says_what_it_names(cls: type[BankObject]) -> None:
    references = (Scalar(type=Ref), Many(inner=Scalar(type=Ref)))
    for field in yaml_fields(cls):
        assert bool(field.names) == (field.shape in references), field.key


@pytest.mark.parametrize(
    ("cls", "attribute", "key"),
    [
        (Passage, "gist", "gist"),
        (Passage, "from_", "from"),
        (Worksheet, "word_bank", "word-bank"),
        (PassageRecord, "fingerprint", "print"),
        *((kind, "id", kind.kind) for kind in KINDS),
    ],
)
def test_a_field_is_written_under_its_key(cls: type[BankObject], attribute: str, key: str) -> None:
    assert field_of(cls, attribute).key == key


def test_a_field_without_a_default_is_required_but_for_the_key_of_its_object() -> None:
    assert [field.key for field in yaml_fields(Distractor) if field.is_required] == ["reason"]
    assert field_of(Distractor, "text").default is MISSING
    assert not field_of(Passage, "voices").is_required


def test_an_object_has_a_key_where_it_stands_in_a_mapping() -> None:
    assert object_key(Distractor) is field_of(Distractor, "text")
    assert object_key(Variant) is None


def test_questions_are_a_list_of_objects_that_are_known_by_their_kinds() -> None:
    questions = field_of(File, "questions")
    assert questions.shape == Many(inner=OneOf(members=tuple(Record(cls=kind) for kind in KINDS)))
    assert [kind_key(kind) for kind in KINDS] == [kind.kind for kind in KINDS]
