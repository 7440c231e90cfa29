"""Frozen dataclasses as the schema: annotations say how a YAML node is read, and every fault becomes a problem."""

import enum
import re
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, field, fields
from functools import cache
from itertools import count
from typing import Any, Final, NamedTuple, NewType, Protocol, TypeVar, dataclass_transform

from quizgen.bank.format.tree import Listing, Mapping, Node, Tree
from quizgen.base.problem import Place, Problem, Severity, did_you_mean
from quizgen.base.value import frozen
from quizgen.text.inline import Prose

Id = NewType("Id", str)
"""A short name that is stable for ever: letters, digits and hyphens."""
Ref = NewType("Ref", str)
"""The id of something that is defined elsewhere in the bank."""

MAX_ID = 40
"""Characters: an id is printed beside its question on sheet, key and card."""
ID_PATTERN = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
"""What an id looks like, as a regular expression for the whole of it."""
_ID = re.compile(ID_PATTERN)
_TRUE, _FALSE = ("yes", "true", "on"), ("no", "false", "off")

T = TypeVar("T")


def key_field(doc: str, **options: Any) -> Any:
    """A field of the bank's format; *doc* says what it holds.

    Options: ``default``; ``key`` (the field is the key under which the object stands in a mapping); ``short`` (a plain
    value in place of a mapping fills this field); ``one_of`` (the classes among which the object's kind chooses).
    """
    metadata: dict[str, Any] = {name: options.pop(name) for name in ("key", "short", "one_of") if name in options}
    metadata["doc"] = doc
    return field(metadata=metadata, **options)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key_field, field))
def yaml_object(cls: type[T]) -> type[T]:
    """A value that is read from the bank's YAML."""
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
    """What is wrong with an object in itself; *name* is the key that shows it."""

    name: str
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
        """What no annotation can say: an object with a fault is not used."""
        return ()


class _Bad(enum.Enum):
    BAD = enum.auto()


BAD: Final = _Bad.BAD
"""What a reader returns for a value that it has reported."""


class Context:
    """What reading one file needs and gathers."""

    def __init__(self, tree: Tree, problems: list[Problem]) -> None:
        self.tree = tree
        self.problems = problems
        self.declared: dict[type, set[str]] = {}
        """The ids that stand in the file, by class, those of unusable objects too: a reference to one is no second
        fault."""

    def declare(self, id_: str, *classes: type) -> None:
        """Remember an id that belongs to an object of one of *classes*."""
        for cls in classes:
            self.declared.setdefault(cls, set()).add(id_)

    def report(self, number: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Add a problem at the place of that number."""
        place = self.tree.place(number)
        self.problems.append(Problem(place=place, code=code, message=message, hint=hint, severity=severity))


Reader = Callable[[Node, int, Context], Any]
"""Reads a node, given the number of its place."""


def read(cls: type[T], context: Context) -> T | None:
    """The object of *cls* that the context's tree holds, or None; every fault goes to the context."""
    reader: _ObjectReader = _object(cls)  # type: ignore[arg-type]  # a class is hashable
    value: T | _Bad = reader(context.tree.root, context.tree.number, context)
    return None if value is BAD else value


def yaml_name(cls: type, spec_: "Field[Any]") -> str:
    """The key under which a field is written: ``from_`` is ``from``, and an item's id stands under its kind."""
    if spec_.name == "id" and hasattr(cls, "kind") and not spec_.metadata.get("key"):
        return str(cls.kind)
    return spec_.name.rstrip("_").replace("_", "-")


def yaml_fields(cls: type) -> tuple["Field[Any]", ...]:
    """The fields of *cls* that a curator writes."""
    return tuple(each for each in fields(cls) if each.metadata)


_NODES = {str: "plain text", Listing: "a list", Mapping: "a mapping"}


def _wrong(node: Node, number: int, context: Context, wanted: str, hint: str) -> _Bad:
    context.report(number, "S203", f"{_NODES[type(node)]} where {wanted} is wanted", hint)
    return BAD


def _text(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "text", "Write the text after the colon, or under `>-`.")
    if context.tree.is_cut(number):
        context.report(
            number,
            "Y113",
            "a “ #” cuts this text: what follows it is a comment to YAML",
            "Quote the text or write it under `>-`; put a comment on a line of its own.",
            Severity.WARNING,
        )
    text = node.strip()
    if not text:
        context.report(number, "S204", "the value is empty", "Write it, or take the key out.")
        return BAD
    return text


def _id(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "an id", "Write a short name such as peluso-sentence.")
    if not _ID.fullmatch(node) or len(node) > MAX_ID:
        hint = f"Use letters a–z, digits and hyphens, at most {MAX_ID}, such as peluso-sentence."
        context.report(number, "S204", f"“{node}” cannot be an id", hint)
        return BAD
    return node


def _ref(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "an id", "Write the id of something that the bank defines.")
    return node


def _bool(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "yes or no", "Write yes or no.")
    word = node.lower()
    if word not in _TRUE + _FALSE:
        context.report(number, "S204", f"“{node}” is neither yes nor no", "Write yes or no.")
        return BAD
    return word in _TRUE


def _int(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "a number", "Write a whole number.")
    if not re.fullmatch(r"\d{1,12}", node, re.ASCII):
        context.report(number, "S204", f"“{node}” is not a whole number", "Write digits only, such as 4.")
        return BAD
    return int(node)


_PLAIN: dict[object, Reader] = {str: _text, Prose: _text, Id: _id, Ref: _ref, bool: _bool, int: _int}


@cache
def _reader(annotation: Any) -> Reader:
    """How a node is read as *annotation*."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (each for each in typing.get_args(annotation) if each is not type(None))
        return _reader(inner)
    if origin is tuple:
        inner = typing.get_args(annotation)[0]
        return _keyed(inner) if _key_field(inner) else _several(_reader(inner))
    return _choice(annotation) if issubclass(annotation, enum.StrEnum) else _object(annotation)


def _choice(options: type[enum.StrEnum]) -> Reader:
    known = {option.value: option for option in options}

    def read_choice(node: Node, number: int, context: Context) -> Any:
        if type(node) is not str:
            return _wrong(node, number, context, "one word", f"Write one of: {', '.join(known)}.")
        if node not in known:
            context.report(number, "S204", f"“{node}” is not known here", did_you_mean(node, known))
            return BAD
        return known[node]

    return read_choice


def _several(reader: Reader) -> Reader:
    """A list; one plain value stands for a list of one."""

    def read_list(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Listing:
            value = reader(node, number, context)
            return BAD if value is BAD else (value,)
        if not node:
            context.report(number, "S204", "the list is empty", "Write its elements, or take the key out.")
            return BAD
        values = [reader(each, at, context) for at, each in enumerate(node, node.first)]
        return BAD if BAD in values else tuple(values)

    return read_list


def _usable(reader: Reader) -> Reader:
    """A list of which the unusable elements, reported, are left out: one broken question does not hide the others."""

    def read_list(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Listing:
            return _wrong(node, number, context, "a list", "Begin each element with “- ”.")
        values = [reader(each, at, context) for at, each in enumerate(node, node.first)]
        return tuple(value for value in values if value is not BAD)

    return read_list


def _key_field(cls: Any) -> "Field[Any] | None":
    if not isinstance(cls, type) or not issubclass(cls, BankObject):
        return None
    return next((each for each in fields(cls) if each.metadata.get("key")), None)


def _keyed(cls: Any) -> Reader:
    """A mapping from a key to the rest of an object."""
    read_object = _object(cls)

    def read_mapping(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Mapping:
            return _wrong(node, number, context, "a mapping", "Write one `key: value` a line.")
        places = count(node.first + 1, 2)
        values = [read_object(value, at, context, key) for at, (key, value) in zip(places, node.items(), strict=False)]
        return tuple(value for value in values if value is not BAD)

    return read_mapping


def _one_of(classes: tuple[type[Any], ...]) -> Reader:
    """An object whose kind is the one key that names a kind."""
    readers = {str(cls.kind): _object(cls) for cls in classes}  # type: ignore[arg-type]  # a class is hashable

    def read_item(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Mapping:
            return _wrong(node, number, context, "a question", f"Begin it with its kind: {', '.join(readers)}.")
        first = next(iter(node), "")
        kinds = [name for name in node if name in readers]
        if len(kinds) == 1 or (kinds and first == kinds[0]):
            return readers[kinds[0]](node, number, context)
        if kinds:
            both = " and ".join(f"“{kind}”" for kind in kinds)
            context.report(number, "S205", f"{both}: a question is of one kind", "Put its kind first.")
        else:
            context.report(number, "S205", "the question has no kind", did_you_mean(first, readers))
        value = node.get(first)
        if type(value) is str and first:
            context.declare(value, *classes)
        return BAD

    return read_item


class _Plan:
    """How the objects of one class are read, worked out once."""

    def __init__(self, cls: type[Any]) -> None:
        hints = typing.get_type_hints(cls)
        key = _key_field(cls)
        self.key = key.name if key else ""
        self.key_reader = _reader(hints[key.name]) if key else None
        self.short = ""
        self.readers: dict[str, tuple[str, Reader]] = {}
        self.required: list[tuple[str, str, str]] = []
        self.has_id = "id" in hints
        for each in yaml_fields(cls):
            if each is key:
                continue
            name = yaml_name(cls, each)
            one_of = each.metadata.get("one_of")
            reader = _usable(_one_of(one_of)) if one_of else _reader(hints[each.name])
            self.readers[name] = (each.name, reader)
            if each.default is MISSING:
                self.required.append((name, each.name, each.metadata["doc"]))
            if each.metadata.get("short"):
                self.short = name


class _ObjectReader(Protocol):
    def __call__(self, node: Node, number: int, context: Context, key: str | None = None) -> Any: ...


@cache
def _object(cls: Any) -> _ObjectReader:
    """The reader of one class; an object that stands under a *key* has its place just before its node's."""
    plan: _Plan | None = None

    def read_object(node: Node, number: int, context: Context, key: str | None = None) -> Any:
        nonlocal plan
        if plan is None:
            plan = _Plan(cls)
        here = number if key is None else number - 1
        values: dict[str, Any] = {"origin": Origin(context.tree, node, here)}
        good = True
        if key is not None and plan.key_reader is not None:
            values[plan.key] = plan.key_reader(key, here, context)
            good = values[plan.key] is not BAD
            if plan.key == "id":
                context.declare(key, cls)
        if type(node) is not Mapping:
            if not plan.short:
                hint = f"Write its keys below: {', '.join(plan.readers)}."
                return _wrong(node, number, context, "a mapping", hint)
            attribute, reader = plan.readers[plan.short]
            values[attribute] = reader(node, number, context)
            good = good and values[attribute] is not BAD
        else:
            readers, at = plan.readers, node.first
            for name, value in node.items():
                step = readers.get(name)
                if step is None:
                    context.report(at, "S201", f"unknown key “{name}”", did_you_mean(name, readers))
                else:
                    attribute, reader = step
                    made = values[attribute] = reader(value, at + 1, context)
                    good = good and made is not BAD
                at += 2
            if plan.has_id and key is None and isinstance(values.get("id"), str):
                context.declare(values["id"], cls)
        for name, attribute, doc in plan.required:
            if attribute not in values:
                context.report(here, "S202", f"the key “{name}” is missing", f"{name}: {doc}")
                good = False
        if not good:
            return BAD
        made = cls(**values)
        for fault in made.faults():
            place = made.place(fault.name)
            context.problems.append(Problem(place=place, code=fault.code, message=fault.message, hint=fault.hint))
            good = False
        return made if good else BAD

    return read_object
