"""The texts of a bank, field by field, each with the object and the key that hold it."""

from collections.abc import Iterable, Iterator
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import BankObject, YamlField, yaml_fields
from quizgen.base.annotations import Many, OneOf, Record, Scalar, Shape, cached
from quizgen.base.value import frozen
from quizgen.text.inline import Prose, plain


@frozen
class TextField:
    """One value of text."""

    owner: BankObject
    """The object that holds it, such as a distractor."""
    name: str
    """The key under which it is written."""
    index: int
    """Its index in the list under that key; 0 where there is no list."""
    text: str
    """The text without its marks."""
    is_prose: bool
    """Whether it is our own prose; a name, an accepted answer or a fact is not."""
    subject: BankObject
    """The question, passage, person … that it is a text of: its owner, or what holds its owner."""


@frozen
class _TextKey:
    """A field of a class that the walk over texts goes into."""

    field: YamlField
    is_list: bool
    is_text: bool
    is_prose: bool


def text_fields(bank: Bank) -> Iterator[TextField]:
    """Every text of the bank: its sections, passages, people, terms and questions, decks and worksheets left out."""
    for item in bank.questions.values():
        yield from _texts_below(item, item)
    groups: tuple[Iterable[BankObject], ...] = (
        bank.sections.values(),
        bank.passages.values(),
        bank.people.values(),
        bank.terms.values(),
    )
    for objects in groups:
        for owner in objects:
            yield from _texts_below(owner, owner)


def sheet_fields(bank: Bank) -> Iterator[TextField]:
    """Every text of the bank that a worksheet may show: those of its head, texts and worksheets too."""
    yield from text_fields(bank)
    for owner in (bank.head, *bank.texts.values(), *bank.worksheets.values()):
        for step in _steps(type(owner)):
            if step.is_text:
                yield from _texts_of(owner, step, owner)


def _texts_below(owner: BankObject, subject: BankObject) -> Iterator[TextField]:
    """The texts of *owner* and of the objects that it holds, in the order of its class."""
    for step in _steps(type(owner)):
        if step.is_text:
            yield from _texts_of(owner, step, subject)
        else:
            for inner in _values(owner, step):
                yield from _texts_below(inner, subject)


def _texts_of(owner: BankObject, step: _TextKey, subject: BankObject) -> Iterator[TextField]:
    for index, value in enumerate(_values(owner, step)):
        if value:
            text = plain(value) if step.is_prose else value
            yield TextField(
                owner=owner, name=step.field.key, index=index, text=text, is_prose=step.is_prose, subject=subject
            )


def _values(owner: BankObject, step: _TextKey) -> tuple[Any, ...]:
    value = getattr(owner, step.field.attribute)
    if step.is_list:
        values: tuple[Any, ...] = value
        return values
    return () if value is None else (value,)


@cached
def _steps(cls: type[BankObject]) -> tuple[_TextKey, ...]:
    """The fields of *cls* that hold text, or objects that may hold some."""
    steps = []
    for field in yaml_fields(cls):
        is_list = isinstance(field.shape, Many)
        inner = field.shape.inner if isinstance(field.shape, Many) else field.shape
        is_text = inner in _TEXTS
        if is_text or isinstance(inner, Record | OneOf):
            steps.append(_TextKey(field=field, is_list=is_list, is_text=is_text, is_prose=inner == _PROSE))
    return tuple(steps)


_PROSE: Shape = Scalar(type=Prose)
_TEXTS: tuple[Shape, ...] = (_PROSE, Scalar(type=str))
