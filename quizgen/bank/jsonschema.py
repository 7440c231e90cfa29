"""The bank's JSON Schema, made from the dataclasses: with it an editor completes and explains keys while one types.

A file of the bank names it in its first line, ``# yaml-language-server: $schema=…``. Made for a bank, it knows the ids
that are defined there. What the shapes of fields do not say (whether a gap has its braces) only ``quizgen check`` can
tell. Beside the words of JSON Schema it has some of editors: ``enumDescriptions``, ``errorMessage``,
``defaultSnippets``.
"""

import enum
import json
from collections.abc import Mapping

from quizgen.bank.bank import Bank
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
from quizgen.bank.items import Item
from quizgen.bank.known_ids import KnownIds, known_ids
from quizgen.bank.model import File, Head
from quizgen.bank.snippets import question_snippets
from quizgen.base.annotations import ANY_NUMBER, Bounds, Enumeration, Many, OneOf, Record, Scalar, Shape
from quizgen.text.inline import Prose

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]
"""A JSON Schema, ready to be written as JSON."""

# YAML reads 1911 as a number and yes as a truth value before a schema sees them; the bank takes them as typed.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_NO: Schema = {"enum": [False, "no", "false", "off"]}
_SCALARS: Mapping[object, Schema] = {
    str: _TEXT,
    Prose: _TEXT,
    Ref: _TEXT,
    Id: {"type": ["string", "integer"], "pattern": f"^{ID_PATTERN}$", "maxLength": MAX_ID},
    Language: {"type": "string", "pattern": f"^{LANGUAGE_PATTERN}$", "maxLength": MAX_LANGUAGE},
    bool: {"enum": [True, False, "yes", "no", "true", "false", "on", "off"]},
}


def schema_file(bank: Bank | None = None) -> str:
    """Return the schema of the files of *bank*, or of any bank, as the text of a JSON file."""
    return json.dumps(schema(bank), ensure_ascii=False, indent=1) + "\n"


def schema(bank: Bank | None = None) -> Schema:
    """The schema of every file of a bank: of its head, known by a key that no other file has, and of the others.

    Made for a *bank*, it takes no other ids than those that are defined there, and no question without its passage
    where the bank has texts.
    """
    definitions = _Definitions(known_ids(bank) if bank else {}, has_texts=bool(bank.texts) if bank else None)
    head, file = definitions.reference(Head), definitions.reference(File)
    head_keys = {field.key for field in yaml_fields(Head)} - {field.key for field in yaml_fields(File)}
    return {
        "$schema": DRAFT,
        "title": f"A file of the bank “{bank.head.title}”" if bank else "A file of a quizgen bank",
        "if": {"anyOf": [{"required": [key]} for key in sorted(head_keys)]},
        "then": head,
        "else": file,
        "$defs": definitions.definitions,
    }


class _Definitions:
    """The definitions, one per class, each made where the first reference to it is."""

    def __init__(self, known: KnownIds, *, has_texts: bool | None) -> None:
        self.definitions: dict[str, object] = {}
        self._known = known
        self._has_texts = has_texts  # None where that is not known

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
            value = self._several_or_one(field)
            properties[field.key] = {"description": _description(field), **value}
            if field.is_required:
                required.append(field.key)
            if field.stands_alone:
                alone = value
        doc = " ".join((cls.__doc__ or "").split())
        mapping: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if required:
            mapping["required"] = required
        if issubclass(cls, Item) and self._has_texts:
            mapping |= {"if": {"properties": {"draft": _NO}}, "then": {"required": ["at"]}}
        return {"description": doc, "anyOf": [alone, mapping]} if alone else {"description": doc, **mapping}

    def _several_or_one(self, field: YamlField) -> Schema:
        """The schema of the value of *field*: of the shape that it has, within what the bank and the field allow."""
        if field.words:
            return {
                **_TEXT,
                "pattern": rf"^\s*\S+(\s+\S+){{0,{field.words - 1}}}\s*$",
                "errorMessage": _too_long(field),
            }
        ids = self._ids(field)
        if ids is None:
            return self._value(field.shape)
        return self._list(ids) if isinstance(field.shape, Many) else ids

    def _ids(self, field: YamlField) -> Schema | None:
        """The schema of an id that *field* names or offers; None where it names none, or where none are known."""
        if not field.names and not field.offers:
            return None
        kind = field.names or field.offers
        if kind not in self._known:
            return None
        name = f"{kind}, or {field.or_word}" if field.or_word else kind
        if name not in self.definitions:
            ids = dict(self._known[kind])
            if field.or_word:
                ids = {field.or_word: "the author of the text", **ids}
            self.definitions[name] = _one_of_ids(kind, ids, others=bool(field.offers))
        return {"$ref": f"#/$defs/{name}"}

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
        return self._list(self._value(inner), bounds)

    def _list(self, element: Schema, bounds: Bounds | None = None) -> Schema:
        """A list of *element*, in place of which one may be written."""
        most = {"maxItems": bounds.most} if bounds else {}
        return {"anyOf": [element, {"type": "array", "items": element, "minItems": 1, **most}]}

    def _kinds(self, union: OneOf) -> Schema:
        """An object of the first kind whose key it has: ``order`` is a kind, and a key of ``choice``."""
        by_kind = [(kind_key(member.cls), member.cls) for member in union.members if isinstance(member, Record)]
        kinds: Schema = {
            "anyOf": [{"required": [kind]} for kind, _ in by_kind],
            "defaultSnippets": question_snippets(with_passage=self._has_texts is not False),
        }
        for kind, cls in reversed(by_kind):
            # An editor that completes takes all that is required for given, and so every kind for the first.
            kinds = {"if": {"not": {"properties": {kind: False}}}, "then": self.reference(cls), "else": kinds}
        return {"type": "object", **kinds}


def _one_of_ids(kind: str, ids: Mapping[str, str], *, others: bool) -> Schema:
    """One of *ids*, each with what it is; where there are *others*, whatever can be an id."""
    if not ids:
        return _SCALARS[Id] if others else {"not": {}, "errorMessage": _unknown(kind)}
    written = [value for id_ in ids for value in _as_yaml(id_)]
    words = [ids[id_] for id_ in ids for _ in _as_yaml(id_)]
    known: Schema = {"enum": written, "enumDescriptions": words}
    return {"anyOf": [known, _SCALARS[Id]]} if others else {**known, "errorMessage": _unknown(kind)}


def _as_yaml(id_: str) -> list[str | int]:
    """What YAML may make of an id before a schema sees it: an id of digits is a number."""
    return [id_, int(id_)] if id_.isdecimal() and str(int(id_)) == id_ else [id_]


def _unknown(kind: str) -> str:
    return f"The bank has no {kind} of this id. After adding one, run `quizgen schema > schema.json` again."


def _too_long(field: YamlField) -> str:
    return f"At most {field.words} words of the text may stand here."


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
