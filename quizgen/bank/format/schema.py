"""The dataclasses of a bank as the schema of its files: their base, and the description of their fields."""

import re
from collections.abc import Iterable
from dataclasses import MISSING, Field, field, fields
from typing import Any, NamedTuple, NewType, TypeVar, dataclass_transform

from quizgen.bank.format.tree import Listing, Mapping, Node, Tree
from quizgen.base.annotations import Many, OneOf, Record, Shape, cached, field_shapes
from quizgen.base.problem import Place
from quizgen.base.value import frozen

Id = NewType("Id", str)
"""A short name that is stable for ever: letters, digits and hyphens."""
Ref = NewType("Ref", str)
"""The id of something that is defined elsewhere in the bank; its field says of which kind of thing."""
Language = NewType("Language", str)
"""A language tag after BCP 47, such as de-AT."""

MAX_ID = 40
"""Characters: ids name files, and stand in lists and messages."""
ID_PATTERN = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
"""A regular expression that matches a full id."""
MAX_LANGUAGE = 35
"""Characters: what BCP 47 (RFC 5646, 4.4.1) asks programs to have room for."""
LANGUAGE_PATTERN = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"
"""A regular expression that matches a full language tag: its shape alone, since new languages are registered."""

T = TypeVar("T")


def is_language(tag: str) -> bool:
    """Return whether *tag* has the shape of a language tag."""
    return len(tag) <= MAX_LANGUAGE and re.fullmatch(LANGUAGE_PATTERN, tag) is not None


def key_field(
    doc: str,
    *,
    default: Any = MISSING,
    key: bool = False,
    short: bool = False,
    one_of: tuple[type, ...] = (),
    names: str = "",
    or_word: str | None = None,
    written_as: str = "",
    under_kind: bool = False,
    words: int | None = None,
    offers: str = "",
) -> Any:
    """A field of the bank's format; *doc* says what it holds.

    Options:
    ``default``: the value where the key is left out; without one the key is required.
    ``key``: the value is the key under which the object stands in a mapping.
    ``short``: a plain value in place of the object's mapping fills this field.
    ``one_of``: the classes of the objects in a list; each object has the kind of its class as a key.
    ``names``: the kind of thing that references name; ``or_word`` is a word that may stand for one.
    ``written_as``: the key in the file, where it is not the attribute's name.
    ``under_kind``: the key in the file is the ``kind`` of the class.
    ``words``: how many words the text may have; what has more is a fault of its object.
    ``offers``: the kind of thing, such as “tag”, of which an editor offers those there are; others may be written.
    """
    options = {
        "doc": doc,
        "key": key,
        "short": short,
        "one_of": one_of,
        "names": names,
        "or_word": or_word,
        "written_as": written_as,
        "under_kind": under_kind,
        "words": words,
        "offers": offers,
    }
    return field(default=default, metadata=options)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key_field, field))
def yaml_object(cls: type[T]) -> type[T]:
    """A class whose objects are read from the bank's YAML."""
    return frozen(cls)


class Origin(NamedTuple):
    """Where an object was written."""

    tree: Tree
    node: Node
    number: int
    """The number, in the tree, of the place of the object: of its key where it has one."""

    @property
    def path(self) -> str:
        """The file as messages show it."""
        return self.tree.path

    def place(self, name: str = "", index: int | None = None) -> Place:
        """The place of the value of the key *name*, or of one of its elements, or of the object where there is none."""
        if type(self.node) is not Mapping or name not in self.node:
            return self.tree.place(self.number)
        value = self.node[name]
        if index is not None and type(value) is Listing and index < len(value):
            return self.tree.place(value.first + index)
        return self.tree.place(self.node.number(name) + 1)

    def key(self, name: str) -> Place:
        """The place of the key *name* itself, or of the object where there is none."""
        node = self.node
        return self.tree.place(node.number(name) if isinstance(node, Mapping) and name in node else self.number)


@frozen
class Fault:
    """What is wrong with an object in itself."""

    name: str
    """The key that shows it; empty for the object."""
    code: str
    message: str
    hint: str


@yaml_object
class BankObject:
    """The base of everything that a bank file holds."""

    origin: Origin = field(default=Origin(Tree(), "", 0), compare=False, repr=False)

    def place(self, name: str = "", index: int | None = None) -> Place:
        """Where the key *name* of this object was written, or an element of its list, or the object itself."""
        return self.origin.place(name, index)

    def faults(self) -> Iterable[Fault]:
        """Validation errors that type annotations cannot express. An object with one of them is not used."""
        return ()


@frozen
class YamlField:
    """A field of a class of the bank, described once for all code that reads, checks or documents the format."""

    attribute: str
    """The name of the field in its class."""
    key: str
    """The key under which a curator writes it: ``from`` for ``from_``, ``word-bank`` for ``word_bank``."""
    doc: str
    """What it holds, for the curator."""
    shape: Shape
    """The shape of its values."""
    default: Any
    """The value where the key is left out; ``dataclasses.MISSING`` where there is none."""
    is_object_key: bool
    """Whether its value is the key under which the object stands in a mapping."""
    is_kind: bool
    """Whether its key is the kind of the object, by which one of several classes is known."""
    stands_alone: bool
    """Whether a plain value in place of the object's mapping fills this field."""
    names: str
    """The kind of thing that its references name, such as “passage”; empty where it holds no references."""
    words: int | None
    """How many words the text may have; None where nothing limits them."""
    offers: str
    """The kind of thing of which an editor offers those there are, though others may be written; mostly empty."""
    or_word: str | None
    """A word that may be written in place of a reference, and that names nothing in the bank; None where none may."""

    @property
    def is_required(self) -> bool:
        """Whether an object's mapping must hold the key."""
        return self.default is MISSING and not self.is_object_key


@cached
def yaml_fields(cls: type[Any]) -> tuple[YamlField, ...]:
    """The fields of *cls* that a curator writes, in the order of the class."""
    shapes = field_shapes(cls)
    return tuple(_describe(cls, spec, shapes[spec.name]) for spec in fields(cls) if spec.metadata)


def _describe(cls: type[Any], spec: "Field[Any]", shape: Shape) -> YamlField:
    options = spec.metadata
    key = options["written_as"] or spec.name.rstrip("_").replace("_", "-")
    if options["one_of"]:
        shape = Many(inner=OneOf(members=tuple(Record(cls=member) for member in options["one_of"])))
    return YamlField(
        attribute=spec.name,
        key=getattr(cls, "kind", key) if options["under_kind"] else key,
        doc=options["doc"],
        shape=shape,
        default=spec.default,
        is_object_key=options["key"],
        is_kind=options["under_kind"],
        stands_alone=options["short"],
        names=options["names"],
        words=options["words"],
        offers=options["offers"],
        or_word=options["or_word"],
    )


@cached
def object_key(cls: type[Any]) -> YamlField | None:
    """The field of *cls* whose value is the key of an object in a mapping, or None where there is no such field."""
    if not issubclass(cls, BankObject):
        return None
    return next((spec for spec in yaml_fields(cls) if spec.is_object_key), None)


def kind_key(cls: type[Any]) -> str:
    """The key by which a mapping is known to hold an object of *cls*, which is one of several classes."""
    return next(spec.key for spec in yaml_fields(cls) if spec.is_kind)
