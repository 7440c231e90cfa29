"""The bank's JSON Schema, made from the dataclasses: with it an editor completes and explains keys while one types.

A file of the bank names it in its first line, ``# yaml-language-server: $schema=…``. What the shapes of fields do not
say (whether an id is defined, whether a gap has its braces) only ``quizgen check`` can tell.
"""

import enum
from collections.abc import Mapping

from quizgen.bank.format.schema import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    MAX_ID,
    MAX_LANGUAGE,
    BankObject,
    Id,
    Language,
    Ref,
    YamlField,
    kind_key,
    object_key,
    yaml_fields,
)
from quizgen.bank.model import File, Head
from quizgen.base.annotations import ANY_NUMBER, Bounds, Enumeration, Many, OneOf, Record, Scalar, Shape
from quizgen.text.inline import Prose

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]
"""A JSON Schema, ready to be written as JSON."""

# YAML reads 1911 as a number and yes as a truth value before a schema sees them; the bank takes them as typed.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_SCALARS: Mapping[object, Schema] = {
    str: _TEXT,
    Prose: _TEXT,
    Ref: _TEXT,
    Id: {"type": ["string", "integer"], "pattern": f"^{ID_PATTERN}$", "maxLength": MAX_ID},
    Language: {"type": "string", "pattern": f"^{LANGUAGE_PATTERN}$", "maxLength": MAX_LANGUAGE},
    bool: {"enum": [True, False, "yes", "no", "true", "false", "on", "off"]},
}


def schema() -> Schema:
    """The schema of every file of a bank: of its head, known by a key that no other file has, and of the others."""
    definitions = _Definitions()
    head, file = definitions.reference(Head), definitions.reference(File)
    head_keys = {field.key for field in yaml_fields(Head)} - {field.key for field in yaml_fields(File)}
    return {
        "$schema": DRAFT,
        "title": "A file of a quizgen bank",
        "if": {"anyOf": [{"required": [key]} for key in sorted(head_keys)]},
        "then": head,
        "else": file,
        "$defs": definitions.definitions,
    }


class _Definitions:
    """The definitions, one per class, each made where the first reference to it is."""

    def __init__(self) -> None:
        self.definitions: dict[str, object] = {}

    def reference(self, cls: type[BankObject]) -> Schema:
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a class that refers to itself ends here
            self.definitions[name] = self._definition(cls)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, cls: type[BankObject]) -> Schema:
        """The mapping that holds an object of *cls*, or the one value that may be written in its place."""
        properties: dict[str, object] = {}
        required: list[str] = []
        alone: Schema | None = None
        for field in yaml_fields(cls):
            if field.is_object_key:
                continue
            value = self._value(field.shape)
            properties[field.key] = {"description": _description(field), **value}
            if field.is_required:
                required.append(field.key)
            if field.stands_alone:
                alone = value
        doc = " ".join((cls.__doc__ or "").split())
        mapping: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if required:
            mapping["required"] = required
        return {"description": doc, "anyOf": [alone, mapping]} if alone else {"description": doc, **mapping}

    def _value(self, shape: Shape) -> Schema:
        """The schema of values of *shape*."""
        match shape:
            case Scalar():
                return _number(shape.bounds or ANY_NUMBER) if shape.type is int else _SCALARS[shape.type]
            case Enumeration():
                return _words(shape.options)
            case Record():
                return self.reference(shape.cls)
            case OneOf():
                return self._kinds(shape)
            case Many():
                return self._several(shape.inner, shape.bounds)

    def _several(self, inner: Shape, bounds: Bounds | None) -> Schema:
        """A list, in place of which one value may be written; or a mapping, where the objects have a key."""
        if isinstance(inner, OneOf):
            return {"type": "array", "items": self._value(inner)}
        key = object_key(inner.cls) if isinstance(inner, Record) else None
        if key:
            names = _SCALARS[Id] if key.shape == Scalar(type=Id) else {}
            most = {"maxProperties": bounds.most} if bounds else {}
            return {"type": "object", "additionalProperties": self._value(inner), "propertyNames": names, **most}
        element = self._value(inner)
        most = {"maxItems": bounds.most} if bounds else {}
        return {"anyOf": [{"type": "array", "items": element, "minItems": 1, **most}, element]}

    def _kinds(self, union: OneOf) -> Schema:
        """An object of the first kind whose key it has: ``order`` is a kind, and a key of ``choice``."""
        by_kind = [(kind_key(member.cls), member.cls) for member in union.members if isinstance(member, Record)]
        kinds: Schema = {"anyOf": [{"required": [kind]} for kind, _ in by_kind]}
        for kind, cls in reversed(by_kind):
            kinds = {"if": {"required": [kind]}, "then": self.reference(cls), "else": kinds}
        return {"type": "object", **kinds}


def _description(field: YamlField) -> str:
    """What a field holds, and which kind of thing its references name."""
    if not field.names:
        return field.doc
    subject = "Each names" if isinstance(field.shape, Many) else "Names"
    or_word = f", or is {field.or_word}" if field.or_word else ""
    return f"{field.doc} {subject} a {field.names} by its id{or_word}."


def _number(bounds: Bounds) -> Schema:
    return {"type": "integer", "minimum": bounds.least, "maximum": bounds.most}


def _words(options: type[enum.Enum]) -> Schema:
    """One of the words of *options*; YAML reads off as a truth value."""
    words: list[object] = [option.value for option in options]
    return {"enum": [*words, False] if "off" in words else words}
