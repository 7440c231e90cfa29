"""The language packs that a bank brings: `languages/xx.yaml` beside its head, complete or in part, read with places.

What such a file has takes the place of what ships for its language; a key that is wrong is told and left out.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from string import Formatter
from typing import Any, Final, get_args, get_origin

from quizgen.bank.format import parser
from quizgen.bank.format.context import BAD, Context, Reader, wrong
from quizgen.bank.format.schema import is_language
from quizgen.bank.format.tree import Listing, Mapping, Node
from quizgen.base.files import display_path, is_there
from quizgen.base.problem import Place, Problem, Severity, did_you_mean
from quizgen.languages.packs import FALLBACK, Pack, Section, pack_of, shipped
from quizgen.languages.typography import Typography
from quizgen.languages.vocabulary import Vocabulary

FOLDER: Final = "languages"
"""The folder of a bank’s packs, beside its head."""
_MOST_WORDS: Final = 2_000
"""Words of a list, or entries of a mapping, beyond which it is refused."""
_LISTED: Final = 5
"""Missing keys that a note names."""
_COUNTS: Final = {"small_numbers": 20, "small_ordinals": 20, "tens": 8, "tens_ordinals": 8, "months": 12}
"""How many words a list has whose places count."""
_UNITS: Final = ("hour", "day", "week", "fortnight", "month", "year", "decade")
_SAID: Final[tuple[Section, ...]] = ("labels", "cards", "page")
"""The sections that outputs print: what a pack lacks there is printed in English."""


def read(root: Path, problems: list[Problem]) -> dict[str, Pack]:
    """Return the packs in the folder of the bank *root*, by their tags; what is wrong is added to *problems*."""
    folder = root / FOLDER
    if not os.path.isdir(folder):
        return {}
    packs: dict[str, Pack] = {}
    # A base language is read before its regions, which are written over it.
    for path in sorted(folder.glob("*.yaml"), key=lambda path: (len(path.stem), path.stem)):
        name = display_path(path)
        if not path.resolve().is_relative_to(root.resolve()):
            message, hint = f"“{path.name}” leads out of the bank’s folder", "Put the file itself there."
            problems.append(Problem(place=Place(path=name), code="B303", message=message, hint=hint))
        elif not is_language(path.stem):
            hint = "Call it by the tag of its language, such as he.yaml or de-AT.yaml."
            message = f"“{path.stem}” is not a language tag"
            problems.append(Problem(place=Place(path=name), code="S204", message=message, hint=hint))
        elif is_there(path) and (tree := parser.read(path, name, problems)) is not None:
            context = Context(tree, problems)
            sections = _sections(tree.root, tree.number, context)
            if sections is not BAD:
                digest = blake2b(repr(sections).encode(errors="replace"), digest_size=16).hexdigest()
                base = packs.get(path.stem.partition("-")[0]) or pack_of(path.stem)
                packs[path.stem] = base.over(path.stem, sections, base.digest + digest)
                problems += _lacking(packs[path.stem], Place(path=name))
    return packs


def _lacking(pack: Pack, place: Place) -> Iterator[Problem]:
    """Yield a note where a pack lacks words that are printed in English then."""
    english = shipped(FALLBACK)
    texts = [(section, key) for section in _SAID for key in english.section(section)]
    lacking = [(section, key) for section, key in texts if not pack.has(section, key)]
    if lacking:
        counts = Counter(section for section, _ in lacking)
        listed = ", ".join(f"{count} of {section}" for section, count in counts.items())
        message = f"{len(lacking)} of {len(texts)} texts are printed in English: {listed}"
        keys = ", ".join(f"{section}.{key}" for section, key in lacking[:_LISTED])
        hint = f"Missing: {keys}{' …' if len(lacking) > _LISTED else ''}"
        yield Problem(place=place, code="B323", message=message, hint=hint, severity=Severity.INFO)


def _sections(node: Node, number: int, context: Context) -> Any:
    return _mapping({name: _section(name) for name in get_args(Section)}, node, number, context)


def _section(name: str) -> Reader:
    return lambda node, number, context: _mapping(_readers(name), node, number, context)


def _mapping(readers: dict[str, Reader], node: Node, number: int, context: Context) -> Any:
    """Read a mapping with some of the keys of *readers*; a faulty value is told and left out."""
    if type(node) is not Mapping:
        return wrong(node, number, context, "a mapping", f"Write some of its keys: {', '.join(list(readers)[:6])} …")
    values = {}
    for index, (key, value) in enumerate(node.items()):
        place = node.first + 2 * index
        if key not in readers:
            context.report(place, "S201", f"unknown key “{key[:60]}”", did_you_mean(key, readers))
        elif (read_value := readers[key](value, place + 1, context)) is not BAD:
            values[key] = read_value
    return values


@cache
def _readers(section: str) -> dict[str, Reader]:
    """Return the reader of each key of a section."""
    if section == "vocabulary":
        return {field.name: _word_reader(field.name, field.type) for field in fields(Vocabulary)}
    if section == "calendar":
        months = partial(_read_list, count=_COUNTS["months"])
        return {"months": months, "seasons": _read_months, "parts": _read_months, "ranges": _read_list}
    if section == "typography":
        bools = {field.name for field in fields(Typography) if field.type is bool}
        return {field.name: _read_yes_no if field.name in bools else _read_marks for field in fields(Typography)}
    return {key: _text_reader(value) for key, value in shipped(FALLBACK).section(section).items()}  # type: ignore[arg-type]


def _text_reader(english: Any) -> Reader:
    """Return the reader of a text with the slots of the *english* one, or of a mapping of such texts."""
    if not isinstance(english, str):
        return partial(_mapping, {key: _text_reader(value) for key, value in english.items()})
    slots = _slots(english)

    def read_text(node: Node, number: int, context: Context) -> Any:
        if type(node) is not str:
            return wrong(node, number, context, "text", f"In English it is “{english[:60]}”.")
        try:
            written = _slots(node)
        except ValueError:
            written = None
        if written != slots:
            listed = ", ".join(f"{{{slot}}}" for slot in sorted(slots)) or "none"
            message = f"the text must have the same places to fill in as the English one: {listed}"
            context.report(number, "S204", message, f"In English it is “{english[:80]}”.")
            return BAD
        return node

    return read_text


def _slots(text: str) -> set[str]:
    """Return the places in a text that are filled in. Raises ValueError where a brace has no partner."""
    parts = list(Formatter().parse(text))
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise ValueError(text)
    return {name for _, name, _, _ in parts if name is not None}


def _word_reader(name: str, kind: Any) -> Reader:
    """Return the reader of a key of the vocabulary, which holds what *kind* says."""
    if kind is str:
        return _read_word
    if get_origin(kind) in (tuple, frozenset):
        return partial(_read_list, count=_COUNTS.get(name, 0))
    keys = _UNITS if name == "time_units" else ()
    value = _read_count if get_args(kind) == (str, int) else _read_word
    return partial(_read_named, value=value, keys=keys)


def _read_word(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return wrong(node, number, context, "a word", "Write one word, or several in a row where the key wants them.")
    return node.strip()


def _read_marks(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str or len(node) > 100:
        return wrong(node, number, context, "marks", "Write the marks side by side, in quotation marks.")
    return node


def _read_yes_no(node: Node, number: int, context: Context) -> Any:
    if node not in ("yes", "no"):
        context.report(number, "S204", "this is neither yes nor no", "Write yes or no.")
        return BAD
    return node


def _read_list(node: Node, number: int, context: Context, count: int = 0) -> Any:
    """Read a list of words or phrases; a plain text is a row of words."""
    words: list[Any] = node.split() if type(node) is str else list(node) if type(node) is Listing else [None]
    if any(type(word) is not str for word in words) or len(words) > _MOST_WORDS:
        return wrong(node, number, context, "a list of words", "Write them in a row, or each on a line after “- ”.")
    if count and len(words) != count:
        context.report(
            number, "S204", f"{len(words)} words where {count} are wanted, each at its place", "Add or drop."
        )
        return BAD
    return words


def _read_count(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str or not re.fullmatch("[1-9][0-9]{0,5}", node):
        context.report(number, "S204", "a whole number is wanted", "Write digits only, such as 4.")
        return BAD
    return node


def _read_month(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str or not re.fullmatch("[1-9]|1[0-2]", node):
        context.report(number, "S204", "the number of a month is wanted", "Write a number from 1 to 12.")
        return BAD
    return node


def _read_named(
    node: Node, number: int, context: Context, value: Callable[[Node, int, Context], Any], keys: tuple[str, ...] = ()
) -> Any:
    """Read a mapping from words to what *value* reads; from some of the *keys* where there are any."""
    if type(node) is not Mapping or len(node) > _MOST_WORDS:
        return wrong(node, number, context, "a mapping", "Write one `word: value` a line.")
    return _mapping(dict.fromkeys(keys or node, value), node, number, context)


_read_months: Final = partial(_read_named, value=_read_month)
