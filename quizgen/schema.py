"""Frozen dataclasses as the schema: annotations say how a YAML node is read, and every fault becomes a problem."""

import difflib
import enum
import re
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import Any, Final, NewType, TypeVar, dataclass_transform

from quizgen.inline import Prose
from quizgen.problem import Place, Problem, Severity
from quizgen.yamltree import Listing, Mapping, Node, Scalar

Id = NewType("Id", str)
"""A short name that is stable for ever: letters, digits and hyphens."""
Ref = NewType("Ref", str)
"""The id of something that is defined elsewhere in the bank."""

MAX_ID = 40
"""Characters: an id is printed beside its question on sheet, key and card."""
_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_TRUE, _FALSE = ("yes", "true", "on"), ("no", "false", "off")

T = TypeVar("T")


def spec(doc: str, **options: Any) -> Any:
    """A field of the bank's format; *doc* says what it holds.

    Options: ``default``; ``key`` (the field is the key under which the object stands in a mapping); ``short`` (a plain
    value in place of a mapping fills this field); ``one_of`` (the classes among which the object's kind chooses).
    """
    metadata: dict[str, Any] = {name: options.pop(name) for name in ("key", "short", "one_of") if name in options}
    metadata["doc"] = doc
    return field(metadata=metadata, **options)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(spec, field))
def written(cls: type[T]) -> type[T]:
    """A frozen dataclass that is read from the bank's YAML."""
    return dataclass(frozen=True, kw_only=True, slots=True)(cls)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an object was written."""

    path: str
    node: Node
    key: Scalar | None = None

    def place(self, name: str = "") -> Place:
        """The place of the value of the key *name*, or of the whole object where it has none."""
        node: Node = self.key or self.node
        if name and type(self.node) is Mapping and name in self.node.entries:
            node = self.node.entries[name][1]
        return Place(path=self.path, line=node.line, column=node.column)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with an object in itself; *name* is the key that shows it."""

    name: str
    code: str
    message: str
    hint: str


@written
class Written:
    """The base of everything that a bank file holds."""

    origin: Origin = field(default=Origin("", Scalar("", 0, 0, False)), compare=False, repr=False)

    def place(self, name: str = "") -> Place:
        """Where the key *name* of this object was written, or the object itself."""
        return self.origin.place(name)

    def faults(self) -> Iterable[Fault]:
        """What no annotation can say: an object with a fault is not used."""
        return ()


class _Bad(enum.Enum):
    BAD = enum.auto()


BAD: Final = _Bad.BAD
"""What a reader returns for a value that it has reported."""


class Context:
    """What reading one file needs and gathers."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.declared: set[str] = set()
        """The ids that stand in the file, those of unusable objects too: a reference to one is no second fault."""

    def report(self, node: Node, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Add a problem at *node*."""
        place = Place(path=self.path, line=node.line, column=node.column)
        self.problems.append(Problem(place=place, code=code, message=message, hint=hint, severity=severity))


Reader = Callable[[Node, Context], Any]


def read(cls: type[T], node: Node, context: Context) -> T | None:
    """The object of *cls* that *node* holds, or None; every fault goes to the context."""
    reader: _ObjectReader = _object(cls)  # type: ignore[arg-type]  # a class is hashable
    value: T | _Bad = reader(node, context, None)
    return None if value is BAD else value


def yaml_name(cls: type, spec_: "Field[Any]") -> str:
    """The key under which a field is written: ``from_`` is ``from``, and an item's id stands under its kind."""
    if spec_.name == "id" and hasattr(cls, "kind"):
        return str(cls.kind)
    return spec_.name.rstrip("_").replace("_", "-")


def written_fields(cls: type) -> tuple["Field[Any]", ...]:
    """The fields of *cls* that a curator writes."""
    return tuple(each for each in fields(cls) if each.metadata)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A hint that offers the nearest of *names*, or lists them where none is near."""
    known = sorted(names)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"Known here: {', '.join(known[:40])}." if known else "There is none yet."


def _kind_of(node: Node) -> str:
    return {Scalar: "plain text", Listing: "a list", Mapping: "a mapping"}[type(node)]


def _wrong(node: Node, context: Context, wanted: str, hint: str) -> _Bad:
    context.report(node, "S203", f"{_kind_of(node)} where {wanted} is wanted", hint)
    return BAD


def _text(node: Node, context: Context) -> Any:
    if type(node) is not Scalar:
        return _wrong(node, context, "text", "Write the text after the colon, or under `>-`.")
    if node.cut:
        context.report(
            node,
            "Y113",
            "a “ #” cuts this text: what follows it is a comment to YAML",
            "Quote the text or write it under `>-`; put a comment on a line of its own.",
            Severity.WARNING,
        )
    value = node.value.strip()
    if not value:
        context.report(node, "S204", "the value is empty", "Write it, or take the key out.")
        return BAD
    return value


def _id(node: Node, context: Context) -> Any:
    if type(node) is not Scalar:
        return _wrong(node, context, "an id", "Write a short name such as peluso-sentence.")
    if not _ID.fullmatch(node.value) or len(node.value) > MAX_ID:
        context.report(
            node,
            "S204",
            f"“{node.value}” cannot be an id",
            f"Use letters a–z, digits and hyphens, at most {MAX_ID}, such as peluso-sentence.",
        )
        return BAD
    return node.value


def _ref(node: Node, context: Context) -> Any:
    if type(node) is not Scalar:
        return _wrong(node, context, "an id", "Write the id of something that the bank defines.")
    return node.value


def _bool(node: Node, context: Context) -> Any:
    if type(node) is not Scalar:
        return _wrong(node, context, "yes or no", "Write yes or no.")
    word = node.value.lower()
    if word not in _TRUE + _FALSE:
        context.report(node, "S204", f"“{node.value}” is neither yes nor no", "Write yes or no.")
        return BAD
    return word in _TRUE


def _int(node: Node, context: Context) -> Any:
    if type(node) is not Scalar:
        return _wrong(node, context, "a number", "Write a whole number.")
    if not re.fullmatch(r"\d{1,12}", node.value, re.ASCII):
        context.report(node, "S204", f"“{node.value}” is not a whole number", "Write digits only, such as 4.")
        return BAD
    return int(node.value)


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
    if issubclass(annotation, enum.StrEnum):
        return _choice(annotation)
    read_object = _object(annotation)
    return lambda node, context: read_object(node, context, None)


def _choice(options: type[enum.StrEnum]) -> Reader:
    known = {option.value: option for option in options}

    def read_choice(node: Node, context: Context) -> Any:
        if type(node) is not Scalar:
            return _wrong(node, context, "one word", f"Write one of: {', '.join(known)}.")
        if node.value not in known:
            context.report(node, "S204", f"“{node.value}” is not known here", did_you_mean(node.value, known))
            return BAD
        return known[node.value]

    return read_choice


def _several(reader: Reader) -> Reader:
    """A list; one plain value stands for a list of one."""

    def read_list(node: Node, context: Context) -> Any:
        nodes = node.items if type(node) is Listing else [node]
        if not nodes:
            context.report(node, "S204", "the list is empty", "Write its elements, or take the key out.")
            return BAD
        values = [reader(each, context) for each in nodes]
        return BAD if BAD in values else tuple(values)

    return read_list


def _usable(reader: Reader) -> Reader:
    """A list of which the unusable elements, reported, are left out: one broken question does not hide the others."""

    def read_list(node: Node, context: Context) -> Any:
        if type(node) is not Listing:
            return _wrong(node, context, "a list", "Begin each element with “- ”.")
        return tuple(value for each in node.items if (value := reader(each, context)) is not BAD)

    return read_list


def _key_field(cls: Any) -> "Field[Any] | None":
    if not isinstance(cls, type) or not issubclass(cls, Written):
        return None
    return next((each for each in fields(cls) if each.metadata.get("key")), None)


def _keyed(cls: Any) -> Reader:
    """A mapping from a key to the rest of an object."""
    read_object = _object(cls)

    def read_mapping(node: Node, context: Context) -> Any:
        if type(node) is not Mapping:
            return _wrong(node, context, "a mapping", "Write one `key: value` a line.")
        values = (read_object(value, context, key) for key, value in node.entries.values())
        return tuple(value for value in values if value is not BAD)

    return read_mapping


def _one_of(classes: tuple[type[Any], ...]) -> Reader:
    """An object whose kind is the one key that names a kind."""
    readers = {str(cls.kind): _object(cls) for cls in classes}  # type: ignore[arg-type]  # a class is hashable

    def read_item(node: Node, context: Context) -> Any:
        if type(node) is not Mapping:
            return _wrong(node, context, "a question", f"Begin it with its kind: {', '.join(readers)}.")
        kinds = [name for name in node.entries if name in readers]
        if len(kinds) == 1 or (kinds and next(iter(node.entries)) == kinds[0]):
            return readers[kinds[0]](node, context, None)
        if kinds:
            both = " and ".join(f"“{kind}”" for kind in kinds)
            context.report(node, "S205", f"{both}: a question is of one kind", "Put its kind first.")
        else:
            first = next(iter(node.entries), "")
            context.report(node, "S205", "the question has no kind", did_you_mean(first, readers))
        for name, (_, value) in list(node.entries.items())[:1]:
            if type(value) is Scalar and name:
                context.declared.add(value.value)
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
        for each in written_fields(cls):
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


_ObjectReader = Callable[[Node, Context, Scalar | None], Any]


@cache
def _object(cls: Any) -> _ObjectReader:
    """The reader of one class; its key, where it has one, is given beside the node."""
    plan: _Plan | None = None

    def read_object(node: Node, context: Context, key: Scalar | None) -> Any:
        nonlocal plan
        if plan is None:
            plan = _Plan(cls)
        origin = Origin(context.path, node, key)
        values: dict[str, Any] = {"origin": origin}
        good = True
        if key is not None and plan.key_reader is not None:
            values[plan.key] = plan.key_reader(key, context)
            good = values[plan.key] is not BAD
            if plan.key == "id":
                context.declared.add(key.value)
        if type(node) is not Mapping:
            if not plan.short:
                return _wrong(node, context, "a mapping", f"Write its keys below: {', '.join(plan.readers)}.")
            attribute, reader = plan.readers[plan.short]
            values[attribute] = reader(node, context)
            good = good and values[attribute] is not BAD
        else:
            for name, (at, value) in node.entries.items():
                step = plan.readers.get(name)
                if step is None:
                    context.report(at, "S201", f"unknown key “{name}”", did_you_mean(name, plan.readers))
                    continue
                attribute, reader = step
                values[attribute] = reader(value, context)
                if values[attribute] is BAD:
                    good = False
            if plan.has_id and key is None and isinstance(values.get("id"), str):
                context.declared.add(values["id"])
        for name, attribute, doc in plan.required:
            if attribute not in values:
                context.report(key or node, "S202", f"the key “{name}” is missing", f"{name}: {doc}")
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
