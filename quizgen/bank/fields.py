"""All that a curator wrote, field by field, wherever in the bank it stands."""

import typing
from collections.abc import Iterable, Iterator
from functools import cache

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import BankObject, yaml_fields, yaml_name
from quizgen.bank.items import Item
from quizgen.base.value import frozen
from quizgen.text.inline import Prose, plain


@frozen
class TextField:
    """One value of text."""

    owner: BankObject
    """The object that holds it, such as a distractor."""
    name: str
    """The key under which it stands."""
    index: int
    """Which element, where the key holds a list."""
    text: str
    """The text without its marks."""
    is_prose: bool
    """Whether it is our own prose; a name, an accepted answer or a fact is not."""
    item: Item | None
    """The question to which it belongs."""


@frozen
class _Step:
    attribute: str
    name: str
    is_list: bool
    is_text: bool
    is_prose: bool


def text_fields(bank: Bank) -> Iterator[TextField]:
    """Every text of the bank: its sections, passages, people, terms and questions, decks and worksheets left out."""
    for item in bank.items.values():
        yield from _pieces(item, item)
    others: tuple[Iterable[BankObject], ...] = (
        bank.sections.values(),
        bank.passages.values(),
        bank.people.values(),
        bank.terms.values(),
    )
    for objects in others:
        for each in objects:
            yield from _pieces(each, None)


def sheet_fields(bank: Bank) -> Iterator[TextField]:
    """Every text of the bank that a worksheet may show: those of its head, texts and worksheets too."""
    yield from text_fields(bank)
    for each in (bank.head, *bank.texts.values(), *bank.worksheets.values()):
        yield from (piece for piece in _pieces(each, None) if piece.owner is each)


def pieces_of(item: Item) -> Iterator[TextField]:
    """Every text of one question."""
    return _pieces(item, item)


def _pieces(owner: BankObject, item: Item | None) -> Iterator[TextField]:
    for step in _steps(type(owner)):  # type: ignore[arg-type]  # a class is hashable
        held = getattr(owner, step.attribute)
        for index, each in enumerate(held if step.is_list else (held,)):
            if not each:
                continue
            if step.is_text:
                text = plain(each) if step.is_prose else each
                yield TextField(owner=owner, name=step.name, index=index, text=text, is_prose=step.is_prose, item=item)
            else:
                yield from _pieces(each, item)


@cache
def _steps(cls: type[BankObject]) -> tuple[_Step, ...]:
    """Which fields of *cls* hold text, or objects that may hold some."""
    steps = []
    for spec in yaml_fields(cls):
        annotation = spec.type
        is_list = typing.get_origin(annotation) is tuple
        inner = typing.get_args(annotation)[0] if is_list else annotation
        is_text = inner in (Prose, str)
        if is_text or (isinstance(inner, type) and issubclass(inner, BankObject)):
            steps.append(
                _Step(
                    attribute=spec.name,
                    name=yaml_name(cls, spec),
                    is_list=is_list,
                    is_text=is_text,
                    is_prose=inner is Prose,
                )
            )
    return tuple(steps)
