"""Nodes of a YAML file read into the bank's dataclasses, led by their shapes; every fault becomes a problem."""

import enum
import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from functools import cached_property
from itertools import count
from typing import Any, Final, TypeVar

from quizgen.bank.format.schema import (
    ID_PATTERN,
    MAX_ID,
    Id,
    Origin,
    Ref,
    YamlField,
    kind_key,
    object_key,
    yaml_fields,
)
from quizgen.bank.format.tree import Listing, Mapping, Node, Tree
from quizgen.base.annotations import Enumeration, Many, OneOf, Record, Scalar, Shape, cached
from quizgen.base.problem import Problem, Severity, did_you_mean
from quizgen.text.inline import Prose

_ID = re.compile(ID_PATTERN)
_TRUE, _FALSE = ("yes", "true", "on"), ("no", "false", "off")

T = TypeVar("T")


class _Bad(enum.Enum):
    BAD = enum.auto()


BAD: Final = _Bad.BAD
"""The result of a reader for a value that it has reported as faulty."""


class Context:
    """The file that is being read, and what is gathered from it."""

    def __init__(self, tree: Tree, problems: list[Problem]) -> None:
        self.tree = tree
        self.problems = problems
        self.declared: dict[type, set[str]] = {}
        """The ids in the file, by class, including those of unusable objects: a reference to one is no second fault."""

    def declare(self, id_: str, *classes: type) -> None:
        """Remember an id that belongs to an object of one of *classes*."""
        for cls in classes:
            self.declared.setdefault(cls, set()).add(id_)

    def report(self, number: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        """Add a problem at the place with that number."""
        place = self.tree.place(number)
        self.problems.append(Problem(place=place, code=code, message=message, hint=hint, severity=severity))


Reader = Callable[[Node, int, Context], Any]
"""Reads a node, given the number of its place."""


def read(cls: type[T], context: Context) -> T | None:
    """The object of *cls* in the context's tree, or None where it is faulty; every fault goes to the context."""
    value: T | _Bad = _object_reader(cls)(context.tree.root, context.tree.number, context)
    return None if value is BAD else value


_NODES = {str: "plain text", Listing: "a list", Mapping: "a mapping"}


def _wrong(node: Node, number: int, context: Context, expected: str, hint: str) -> _Bad:
    context.report(number, "S203", f"{_NODES[type(node)]} where {expected} is wanted", hint)
    return BAD


def _read_text(node: Node, number: int, context: Context) -> Any:
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


def _read_id(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "an id", "Write a short name such as peluso-sentence.")
    if not _ID.fullmatch(node) or len(node) > MAX_ID:
        hint = f"Use letters a–z, digits and hyphens, at most {MAX_ID}, such as peluso-sentence."
        context.report(number, "S204", f"“{node}” cannot be an id", hint)
        return BAD
    return node


def _read_ref(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "an id", "Write the id of something that the bank defines.")
    return node


def _read_bool(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "yes or no", "Write yes or no.")
    word = node.lower()
    if word not in _TRUE + _FALSE:
        context.report(number, "S204", f"“{node}” is neither yes nor no", "Write yes or no.")
        return BAD
    return word in _TRUE


def _read_int(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return _wrong(node, number, context, "a number", "Write a whole number.")
    if not re.fullmatch(r"\d{1,12}", node, re.ASCII):
        context.report(number, "S204", f"“{node}” is not a whole number", "Write digits only, such as 4.")
        return BAD
    return int(node)


_SCALARS: Map[object, Reader] = {
    str: _read_text,
    Prose: _read_text,
    Id: _read_id,
    Ref: _read_ref,
    bool: _read_bool,
    int: _read_int,
}


@cached
def _reader(shape: Shape) -> Reader:
    """The reader of values of *shape*."""
    match shape:
        case Scalar():
            return _SCALARS[shape.type]
        case Enumeration():
            return _word_reader(shape.options)
        case Record():
            return _object_reader(shape.cls)
        case OneOf():
            return _kind_reader(shape)
        case Many(inner=OneOf() as inner):
            return _usable_reader(_reader(inner))
        case Many(inner=Record() as inner) if object_key(inner.cls):
            return _keyed_reader(_object_reader(inner.cls))
        case Many():
            return _list_reader(_reader(shape.inner))


def _word_reader(options: type[enum.Enum]) -> Reader:
    by_word = {option.value: option for option in options}

    def read_word(node: Node, number: int, context: Context) -> Any:
        if type(node) is not str:
            return _wrong(node, number, context, "one word", f"Write one of: {', '.join(by_word)}.")
        if node not in by_word:
            context.report(number, "S204", f"“{node}” is not known here", did_you_mean(node, by_word))
            return BAD
        return by_word[node]

    return read_word


def _list_reader(reader: Reader) -> Reader:
    """Reads a list; one plain value stands for a list of one."""

    def read_list(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Listing:
            value = reader(node, number, context)
            return BAD if value is BAD else (value,)
        if not node:
            context.report(number, "S204", "the list is empty", "Write its elements, or take the key out.")
            return BAD
        values = [reader(element, element_number, context) for element_number, element in enumerate(node, node.first)]
        return BAD if BAD in values else tuple(values)

    return read_list


def _usable_reader(reader: Reader) -> Reader:
    """Reads a list and leaves out its faulty elements: one broken question does not hide the others."""

    def read_list(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Listing:
            return _wrong(node, number, context, "a list", "Begin each element with “- ”.")
        values = [reader(element, element_number, context) for element_number, element in enumerate(node, node.first)]
        return tuple(value for value in values if value is not BAD)

    return read_list


def _keyed_reader(read_object: "_ObjectReader") -> Reader:
    """Reads a mapping from the objects' keys to their other fields, and leaves out the faulty objects."""

    def read_mapping(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Mapping:
            return _wrong(node, number, context, "a mapping", "Write one `key: value` a line.")
        numbers = count(node.first + 1, 2)
        values = [
            read_object(value, value_number, context, key)
            for value_number, (key, value) in zip(numbers, node.items(), strict=False)  # there is no last number
        ]
        return tuple(value for value in values if value is not BAD)

    return read_mapping


def _kind_reader(union: OneOf) -> Reader:
    """Reads an object of one of several classes; the one key that is a kind tells which."""
    classes = [member.cls for member in union.members if isinstance(member, Record)]
    readers = {kind_key(cls): _object_reader(cls) for cls in classes}

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


class _ObjectReader:
    """Reads the objects of one class."""

    def __init__(self, cls: type[Any]) -> None:
        self.cls = cls

    @cached_property
    def _plan(self) -> "_Plan":
        # Made when the first object is read, since an object may hold others of its class.
        return _Plan(self.cls)

    def __call__(self, node: Node, number: int, context: Context, key: str | None = None) -> Any:
        """The object that *node* holds; one that stands under a *key* has its place just before its node's."""
        plan = self._plan
        start = number if key is None else number - 1
        values: dict[str, Any] = {"origin": Origin(context.tree, node, start)}
        is_sound = True if key is None else self._read_key(key, start, context, values)
        if type(node) is Mapping:
            is_sound = plan.read_fields(node, context, values) and is_sound
            if plan.has_id and key is None and isinstance(values.get("id"), str):
                context.declare(values["id"], self.cls)
        elif plan.alone:
            attribute, reader = plan.alone
            values[attribute] = reader(node, number, context)
            is_sound = is_sound and values[attribute] is not BAD
        else:
            return _wrong(node, number, context, "a mapping", f"Write its keys below: {', '.join(plan.fields)}.")
        for field in plan.required:
            if field.attribute not in values:
                context.report(start, "S202", f"the key “{field.key}” is missing", f"{field.key}: {field.doc}")
                is_sound = False
        return self._without_faults(values, context) if is_sound else BAD

    def _read_key(self, key: str, number: int, context: Context, values: dict[str, Any]) -> bool:
        """Read the key under which an object stands into *values*; return whether it is sound."""
        object_field, reader = self._plan.object_key or (None, None)
        if object_field is None or reader is None:
            return True
        value = values[object_field.attribute] = reader(key, number, context)
        if object_field.attribute == "id":
            context.declare(key, self.cls)
        return value is not BAD

    def _without_faults(self, values: dict[str, Any], context: Context) -> Any:
        """The object with these *values*, or BAD where it has faults in itself."""
        instance = self.cls(**values)
        faults = tuple(instance.faults())
        for fault in faults:
            place = instance.place(fault.name)
            context.problems.append(Problem(place=place, code=fault.code, message=fault.message, hint=fault.hint))
        return BAD if faults else instance


_object_reader = cached(_ObjectReader)


class _Plan:
    """How the objects of one class are read, worked out once."""

    def __init__(self, cls: type[Any]) -> None:
        object_field = object_key(cls)
        self.object_key = (object_field, _reader(object_field.shape)) if object_field else None
        self.fields: dict[str, tuple[str, Reader]] = {}
        """For each key of a mapping, the attribute that it fills and its reader."""
        self.alone: tuple[str, Reader] | None = None
        """The attribute that a plain value fills, and its reader."""
        self.required: list[YamlField] = []
        self.has_id = False
        for field in yaml_fields(cls):
            self.has_id = self.has_id or field.attribute == "id"
            if field is object_field:
                continue
            self.fields[field.key] = (field.attribute, _reader(field.shape))
            if field.stands_alone:
                self.alone = self.fields[field.key]
            if field.is_required:
                self.required.append(field)

    def read_fields(self, node: Mapping, context: Context, values: dict[str, Any]) -> bool:
        """Read the fields that the mapping *node* holds into *values*; return whether all of them are sound."""
        fields, number = self.fields, node.first
        is_sound = True
        for key, value in node.items():
            if key in fields:
                attribute, reader = fields[key]
                field_value = values[attribute] = reader(value, number + 1, context)
                is_sound = is_sound and field_value is not BAD
            else:
                context.report(number, "S201", f"unknown key “{key}”", did_you_mean(key, fields))
            number += 2
        return is_sound
