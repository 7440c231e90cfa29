"""Nodes of a YAML file read into the bank's dataclasses, led by their shapes; every fault becomes a problem."""

from functools import cached_property
from itertools import count
from typing import Any, TypeVar

from quizgen.bank.format.context import BAD, Context, Reader, wrong
from quizgen.bank.format.scalars import SCALARS, number_reader, word_reader
from quizgen.bank.format.schema import Origin, YamlField, kind_key, object_key, yaml_fields
from quizgen.bank.format.tree import Listing, Mapping, Node
from quizgen.base.annotations import ANY_NUMBER, Bounds, Enumeration, Many, OneOf, Record, Scalar, Shape, cached
from quizgen.base.problem import Problem, did_you_mean

T = TypeVar("T")


def read(cls: type[T], context: Context) -> T | None:
    """The object of *cls* in the context's tree, or None where it is faulty; every fault goes to the context."""
    value = _object_reader(cls)(context.tree.root, context.tree.number, context)
    instance: T | None = None if value is BAD else value
    return instance


@cached
def _reader(shape: Shape) -> Reader:
    """The reader of values of *shape*."""
    match shape:
        case Scalar():
            return number_reader(shape.bounds or ANY_NUMBER) if shape.type is int else SCALARS[shape.type]
        case Enumeration():
            return word_reader(shape.options)
        case Record():
            return _object_reader(shape.cls)
        case OneOf():
            return _kind_reader(shape)
        case Many(bounds=Bounds() as bounds):
            return _bounded_reader(_several_reader(shape.inner), bounds)
        case Many():
            return _several_reader(shape.inner)


def _several_reader(inner: Shape) -> Reader:
    """The reader of any number of values of the shape *inner*."""
    match inner:
        case OneOf():
            return _usable_reader(_reader(inner))
        case Record() if object_key(inner.cls):
            return _keyed_reader(_object_reader(inner.cls))
        case _:
            return _list_reader(_reader(inner))


def _bounded_reader(reader: Reader, bounds: Bounds) -> Reader:
    """Reads several values where there are not too many: of those none is read."""

    def read_bounded(node: Node, number: int, context: Context) -> Any:
        if type(node) is not str and len(node) > bounds.most:
            context.report(number, "S204", f"{len(node)} are too many here", f"Keep {bounds.most} at most.")
            return BAD
        return reader(node, number, context)

    return read_bounded


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
            return wrong(node, number, context, "a list", "Begin each element with “- ”.")
        values = [reader(element, element_number, context) for element_number, element in enumerate(node, node.first)]
        return tuple(value for value in values if value is not BAD)

    return read_list


def _keyed_reader(read_object: "_ObjectReader") -> Reader:
    """Reads a mapping from the objects' keys to their other fields, and leaves out the faulty objects."""

    def read_mapping(node: Node, number: int, context: Context) -> Any:
        if type(node) is not Mapping:
            return wrong(node, number, context, "a mapping", "Write one `key: value` a line.")
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
            return wrong(node, number, context, "a question", f"Begin it with its kind: {', '.join(readers)}.")
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
            return wrong(node, number, context, "a mapping", f"Write its keys below: {', '.join(plan.fields)}.")
        for attribute, field in plan.required:
            if attribute not in values:
                context.report(start, "S202", f"the key “{field.key}” is missing", f"{field.key}: {field.doc}")
                is_sound = False
        if not is_sound:
            return BAD
        instance = self.cls(**values)
        for fault in instance.faults():
            place = instance.place(fault.name)
            context.problems.append(Problem(place=place, code=fault.code, message=fault.message, hint=fault.hint))
            is_sound = False
        return instance if is_sound else BAD

    def _read_key(self, key: str, number: int, context: Context, values: dict[str, Any]) -> bool:
        """Read the key under which an object stands into *values*; return whether it is sound."""
        assert self._plan.object_key is not None  # others are not read from a mapping of objects
        field, reader = self._plan.object_key
        value = values[field.attribute] = reader(key, number, context)
        if field.attribute == "id":
            context.declare(key, self.cls)
        return value is not BAD


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
        self.required: list[tuple[str, YamlField]] = []
        """The fields without a default, each after its attribute."""
        self.has_id = False
        for field in yaml_fields(cls):
            self.has_id = self.has_id or field.attribute == "id"
            if field is object_field:
                continue
            self.fields[field.key] = (field.attribute, _reader(field.shape))
            if field.stands_alone:
                self.alone = self.fields[field.key]
            if field.is_required:
                self.required.append((field.attribute, field))

    def read_fields(self, node: Mapping, context: Context, values: dict[str, Any]) -> bool:
        """Read the fields that the mapping *node* holds into *values*; return whether all of them are sound."""
        fields, number = self.fields, node.first
        is_sound = True
        for key, value in node.items():
            field = fields.get(key)
            if field is None:
                context.report(number, "S201", f"unknown key “{key}”", did_you_mean(key, fields))
            else:
                attribute, reader = field
                field_value = values[attribute] = reader(value, number + 1, context)
                if field_value is BAD:
                    is_sound = False
            number += 2
        return is_sound
