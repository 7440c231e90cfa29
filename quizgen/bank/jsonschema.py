"""The bank's JSON Schema, made from the dataclasses: with it an editor completes and explains keys while one types.

A file of the bank names it in its first line, ``# yaml-language-server: $schema=…``. What an annotation cannot say
(references, gaps in braces) only ``quizgen check`` knows.
"""

import enum
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any

from quizgen.bank.format.schema import ID_PATTERN, MAX_ID, BankObject, Id, Ref, yaml_fields, yaml_name
from quizgen.bank.model import File, Head
from quizgen.text.inline import Prose

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]
"""A JSON Schema, ready to be written as JSON."""

# YAML reads 1911 as a number and yes as a truth value before a schema sees them; the bank takes them as typed.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_PLAIN: Mapping[object, Schema] = {
    str: _TEXT,
    Prose: _TEXT,
    Ref: _TEXT,
    Id: {"type": ["string", "integer"], "pattern": f"^{ID_PATTERN}$", "maxLength": MAX_ID},
    bool: {"enum": [True, False, "yes", "no", "true", "false", "on", "off"]},
    int: {"type": "integer", "minimum": 0},
}


def schema() -> Schema:
    """The schema of every file of a bank: of its head, known by a key that no other file has, and of the others."""
    made = _Definitions()
    head, file = made.reference(Head), made.reference(File)
    of_head = {each.name for each in yaml_fields(Head)} - {each.name for each in yaml_fields(File)}
    return {
        "$schema": DRAFT,
        "title": "A file of a quizgen bank",
        "if": {"anyOf": [{"required": [name]} for name in sorted(of_head)]},
        "then": head,
        "else": file,
        "$defs": made.definitions,
    }


class _Definitions:
    """The definitions, one a class, made where the first reference to it is."""

    def __init__(self) -> None:
        self.definitions: dict[str, object] = {}

    def reference(self, cls: type[BankObject]) -> Schema:
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a class that refers to itself ends here
            self.definitions[name] = self._definition(cls)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, cls: type[BankObject]) -> Schema:
        """The mapping that holds an object of *cls*, or the one value that may stand for it."""
        hints = typing.get_type_hints(cls)
        properties: dict[str, object] = {}
        required: list[str] = []
        short: Schema | None = None
        for spec in yaml_fields(cls):
            if spec.metadata.get("key"):
                continue
            name = yaml_name(cls, spec)
            value = self._kinds(spec.metadata["one_of"]) if "one_of" in spec.metadata else self._value(hints[spec.name])
            properties[name] = {"description": spec.metadata["doc"], **value}
            if spec.default is MISSING:
                required.append(name)
            if spec.metadata.get("short"):
                short = value
        doc = " ".join((cls.__doc__ or "").split())
        mapping: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if required:
            mapping["required"] = required
        return {"description": doc, "anyOf": [short, mapping]} if short else {"description": doc, **mapping}

    def _value(self, annotation: Any) -> Schema:
        """The schema of what is read as *annotation*."""
        if annotation in _PLAIN:
            return _PLAIN[annotation]
        origin = typing.get_origin(annotation)
        if origin in (typing.Union, types.UnionType):
            (inner,) = (each for each in typing.get_args(annotation) if each is not type(None))
            return self._value(inner)
        if origin is tuple:
            return self._several(typing.get_args(annotation)[0])
        if issubclass(annotation, enum.StrEnum):
            # YAML reads off as a truth value.
            words: list[object] = [option.value for option in annotation]
            return {"enum": [*words, False] if "off" in words else words}
        return self.reference(annotation)

    def _several(self, inner: Any) -> Schema:
        """A list, for which one value may stand; or a mapping, where the objects have a key."""
        if isinstance(inner, type) and issubclass(inner, BankObject):
            key = next((each for each in yaml_fields(inner) if each.metadata.get("key")), None)
            if key is not None:
                names = _PLAIN[Id] if typing.get_type_hints(inner)[key.name] is Id else {}
                return {"type": "object", "additionalProperties": self.reference(inner), "propertyNames": names}
        one = self._value(inner)
        return {"anyOf": [{"type": "array", "items": one, "minItems": 1}, one]}

    def _kinds(self, classes: tuple[type[BankObject], ...]) -> Schema:
        """A list of objects, each of the first kind whose key it has: ``order`` is a kind, and a key of ``choice``."""
        names = [str(getattr(cls, "kind", "")) for cls in classes]
        kinds: Schema = {"anyOf": [{"required": [name]} for name in names]}
        for cls, name in reversed(tuple(zip(classes, names, strict=True))):
            kinds = {"if": {"required": [name]}, "then": self.reference(cls), "else": kinds}
        return {"type": "array", "items": {"type": "object", **kinds}}
