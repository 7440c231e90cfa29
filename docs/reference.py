"""The reference of the bank's format in Markdown, made from the dataclasses and from examples that are tested."""

import enum
import textwrap
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field
from pathlib import Path
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import MAX_ID, BankObject, Id, Ref, yaml_fields, yaml_name
from quizgen.bank.format.tree import Mapping
from quizgen.bank.items import KINDS, Item
from quizgen.bank.items.base import Distractor, Ignore
from quizgen.bank.items.cloze import Accept
from quizgen.bank.items.matching import MatchPair
from quizgen.bank.items.ordering import OrderStep
from quizgen.bank.load import load
from quizgen.bank.model import (
    DeckSpec,
    File,
    Head,
    Passage,
    Person,
    RuleSetting,
    Section,
    Selection,
    Term,
    Text,
    Variant,
    Worksheet,
)
from quizgen.text.inline import Prose

_INTRODUCTION = f"""\
# The format of a bank

*Made by quizgen from its own code: do not edit. `quizgen schema` prints the same as a JSON Schema for editors.*

A bank is a folder with a head, `questions.yaml`, and the files that it includes. All are YAML, in UTF-8.

- **Write text as you mean it.** A key's kind decides how its value is read: `answer: 1911` is the text “1911”, and
  `answer: no` is the word. Text that is longer than a few words, or holds a colon and a space or a space and a `#`,
  goes below `key: >-`, indented.
- **prose** may hold inline Markdown and nothing else: `*emphasis*`, `**strong**`, `` `code` ``, and a backslash before
  a mark. **text** is taken to the letter.
- **id**: letters, digits and single hyphens, at most {MAX_ID} characters. An id that was published never changes and
  never returns for something else; `was:` lists the earlier ones.
- **ref**: the id of something that is defined elsewhere in the bank.
- Where a **list** is wanted, one value may stand alone: `at: C1` is `at: [C1]`.
"""
_CHAPTERS: tuple[tuple[str, str, tuple[type[BankObject], ...], tuple[str, ...]], ...] = (
    (
        "The head",
        "The file `questions.yaml`: what the bank is, its texts and their sections, how much each rule weighs.",
        (Head, Text, Section, RuleSetting),
        ("questions.yaml",),
    ),
    (
        "The other files",
        "A file may hold any of these keys, and so may the head. A section file begins with `section:`: to it belong "
        "its passages.",
        (File,),
        (),
    ),
    ("Passages", "", (Passage,), ()),
    (
        "People and terms",
        "A card asks for a person or a term by name, by description, or both.",
        (Person, Term, Variant),
        (),
    ),
    (
        "Decks and worksheets",
        "A question has one home deck; a bundle packs several decks under their own names. A selection takes the "
        "questions that meet every line in it.",
        (DeckSpec, Worksheet, Selection),
        ("decks/strike.yaml", "decks/course.yaml"),
    ),
)
"""Title, what is to be said, the classes, and the files that show them (else the objects themselves do)."""
_TITLES: dict[type[BankObject], str] = {
    Head: "The head itself",
    Text: "A text",
    Section: "A section",
    RuleSetting: "A rule’s weight",
    Person: "A person",
    Term: "A term",
    Variant: "A variant of a name",
    DeckSpec: "A deck",
    Worksheet: "A worksheet",
    Selection: "A selection",
    Distractor: "A distractor",
    Accept: "Words that a gap accepts",
    MatchPair: "A pair",
    OrderStep: "A step",
}
_WITHIN: dict[str, tuple[type[BankObject], ...]] = {
    "choice": (Distractor,),
    "cloze": (Accept,),
    "match": (MatchPair,),
    "order": (OrderStep,),
}
"""What a kind of question is made of, beside text."""


EXAMPLES = Path(__file__).parent / "examples"
"""A bank whose parts are the examples of the reference."""


def markdown() -> str:
    """The whole reference."""
    return "\n\n".join(part.strip("\n") for part in _parts(EXAMPLES)) + "\n"


def _parts(folder: Path) -> Iterator[str]:
    bank, problems = load(folder)
    assert bank is not None, problems
    yield _INTRODUCTION
    for title, about, classes, shown in _CHAPTERS:
        yield f"## {title}"
        yield about
        for cls in classes:
            if cls in _TITLES:
                yield f"### {_TITLES[cls]}"
            yield _table(cls, without=_names(File) if cls is Head else ())
        yield from (_code((folder / name).read_text(encoding="utf-8")) for name in shown)
        if not shown:
            yield from (_code(each) for cls in classes for each in _telling(bank, cls))
    yield "## Questions"
    yield "The key that names the kind comes first and holds the question’s id."
    yield "### Keys of every question"
    yield _table(Item, without=("id",))
    yield "An exception to a rule, below `ignore:`:"
    yield _table(Ignore)
    for kind in KINDS:
        yield f"### `{kind.kind}`"
        yield _doc(kind)
        yield _table(kind, without=tuple(name for name in _names(Item) if name != "id"))
        for cls in _WITHIN.get(str(kind.kind), ()):
            yield f"{_TITLES[cls]}:"
            yield _table(cls)
        yield from (_code(each) for each in _telling(bank, kind))


def _names(cls: type[BankObject]) -> tuple[str, ...]:
    return tuple(each.name for each in yaml_fields(cls))


def _doc(cls: type[BankObject]) -> str:
    return " ".join((cls.__doc__ or "").split())


def _table(cls: type[BankObject], without: tuple[str, ...] = ()) -> str:
    """The keys of *cls*, what each holds, how it is written, and what holds where it is left out."""
    hints = typing.get_type_hints(cls)
    rows = ["| key | holds | written as | default |", "|---|---|---|---|"]
    for spec in yaml_fields(cls):
        if spec.name in without:
            continue
        name = f"*{spec.name}*" if spec.metadata.get("key") else f"`{yaml_name(cls, spec)}`"
        kind = "list, each under its kind" if "one_of" in spec.metadata else _written_as(hints[spec.name])
        if spec.metadata.get("key"):
            kind += ", as the key"
        elif spec.metadata.get("short"):
            kind += "; may stand alone"
        rows.append(f"| {name} | {_cell(spec.metadata['doc'])} | {kind} | {_default(spec)} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


_NAMES: dict[object, str] = {str: "text", Prose: "prose", Id: "id", Ref: "ref", bool: "yes or no", int: "number"}


def _written_as(annotation: Any) -> str:
    """In words, how a value that is read as *annotation* is written."""
    if annotation in _NAMES:
        return _NAMES[annotation]
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return _written_as(next(each for each in typing.get_args(annotation) if each is not type(None)))
    if origin is tuple:
        inner = typing.get_args(annotation)[0]
        is_object = isinstance(inner, type) and issubclass(inner, BankObject)
        keyed = is_object and any(each.metadata.get("key") for each in yaml_fields(inner))
        return "mapping" if keyed else f"list of {_written_as(inner)}"
    if issubclass(annotation, enum.StrEnum):
        return ", ".join(f"`{option.value}`" for option in annotation)
    return "mapping"


def _default(spec: "Field[Any]") -> str:
    match spec.default:
        case _ if spec.default is MISSING:
            return "" if spec.metadata.get("key") else "required"
        case bool():
            return "yes" if spec.default else "no"
        case "" | () | None | 0:
            return ""
        case tuple():
            return ", ".join(f"`{each}`" for each in spec.default)
        case _:
            return f"`{spec.default}`"


def _code(text: str) -> str:
    return f"```yaml\n{text.rstrip()}\n```"


def _telling(bank: Bank, cls: type[BankObject]) -> Iterator[str]:
    """The examples of *cls*, as they were written: each of them has a key that those before it have not."""
    seen: set[str] = set()
    for each in objects(bank):
        keys = set(each.origin.node) if type(each) is cls and isinstance(each.origin.node, Mapping) else set()
        if keys - seen:
            seen |= keys
            yield _lines(each)


def objects(bank: Bank) -> Iterator[BankObject]:
    """The passages, people, terms and questions of a bank."""
    yield from bank.passages.values()
    yield from bank.people.values()
    yield from bank.terms.values()
    yield from bank.items.values()


def _lines(each: BankObject) -> str:
    """The lines in which an object was written."""
    lines = Path(each.origin.path).read_text(encoding="utf-8").split("\n")
    first = each.place().line - 1
    margin = _indent(lines[first])
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or _indent(lines[last]) > margin):
        last += 1
    return textwrap.dedent("\n".join(lines[first:last]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
