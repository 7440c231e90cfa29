"""Files as no curator, build or program writes them: sound ones, changed at a few places."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

MOST_CHANGES = 4
CHARACTERS = (
    *("\x00", "\x07", "\x1b[2J", "\x7f", "\x9b", "\t", "\r", "\n", "\r\n", "\x85", "\u2028", "\u2029", "\ufeff"),
    *("\u202e", "\u2066", "\u200f", "\xad", "\u0301", "\ufffe", "\U000e0001", "🎓", "日本", "ﬁ", "ı", "²", "٣"),
)
"""Those that command a terminal, end a line, turn its direction, hide, combine, or are several."""
SYNTAX = (
    *("&a ", "*a", "&a [*a]", "<<: *a", "!!python/name:os.system x", "!!binary a", "! ", "? ", "- ", ": ", ":", " #"),
    *("[", "]", "{", "}", ",", "|", ">-", "|9", "'", '"', "%YAML 1.2\n---\n", "---", "...", "~", "@", "`"),
    *('"\\ud800"', '"\\x1b[2J"', '"\\u202e"', '"\\0"', '"\\'),
    *("{1|a}", "{1|", "{{c1::a}}", "{{Id}}", "</script>", "<b>", "&amp;", "**", "_", "\\", "$x$", "\\(x\\)"),
)
VALUES = (
    *("", " ", "yes", "null", "0", "-1", "1e999", ".inf", "0x10", "1_000", "2001-01-01", "12:30:45", "9" * 5_000),
    *("x" * 10_000, "x " * 5_000, "con", "C:\\x", "../x", "/", ".", "..", "a/b", "A" * 300, "<<", "=", "é" * 200),
)
TEXTS = st.sampled_from((*CHARACTERS, *SYNTAX, *VALUES))
_EDGES = (None, True, False, 0, -1, 1, 7, 2**31, 2**32, 2**63, -(2**70), 10**400, 0.5, -0.0, 1e300)
_INFINITE = (float("inf"), float("nan"))
_CONTAINERS: tuple[Any, ...] = ([], {}, [None], [[]], [{}], {"": ""}, {"x": None}, ["x"] * 300)
Container = dict[str, Any] | list[Any]


def _nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


def texts_like(text: str) -> st.SearchStrategy[str]:
    """*text* after a few changes of characters, lines, indentation, keys and values."""
    return _changed(text, (_cut, _copied, _inserted, _inserted, _line_edited, _reindented, _given_value, _renamed))


def bytes_like(data: bytes) -> st.SearchStrategy[bytes]:
    """*data* after a few cuts, copies, and bytes that are others or more."""
    return _changed(data, (_cut, _copied, _overwritten, _overwritten, _truncated))


def documents_like(document: Container, *names: str) -> st.SearchStrategy[Any]:
    """*document* after a few of its keys, entries and values were deleted, copied, renamed or replaced.

    *names* are among what replaces them.
    """
    return _changed(document, (_deleted, _replaced(names), _replaced(names), _swapped, _doubled, _named(names)))


def as_json(document: Any) -> str:
    """*document* as JSON, which is YAML too; half a character is an escape."""
    return json.dumps(document)


def _changed(value: Any, changes: tuple[Callable[[DrawFn, Any], Any], ...]) -> st.SearchStrategy[Any]:
    @st.composite
    def change(draw: DrawFn) -> Any:
        changed = value
        for _ in range(draw(st.integers(1, MOST_CHANGES))):
            changed = draw(st.sampled_from(changes))(draw, changed)
        return changed

    return change()


def _span(draw: DrawFn, value: str | bytes) -> tuple[int, int]:
    start = draw(st.integers(0, len(value)))
    return start, min(len(value), start + draw(st.sampled_from((1, 1, 2, 5, 40))))


def _cut(draw: DrawFn, value: Any) -> Any:
    start, end = _span(draw, value)
    return value[:start] + value[end:]


def _copied(draw: DrawFn, value: Any) -> Any:
    start, end = _span(draw, value)
    target = draw(st.integers(0, len(value)))
    return value[:target] + value[start:end] + value[target:]


def _inserted(draw: DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    return text[:start] + draw(TEXTS) + text[start:]


def _overwritten(draw: DrawFn, data: bytes) -> bytes:
    start, end = _span(draw, data)
    return data[:start] + draw(st.binary(min_size=0, max_size=6)) + data[end:]


def _truncated(draw: DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def _line(draw: DrawFn, text: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, draw(st.integers(0, len(lines) - 1))


def _line_edited(draw: DrawFn, text: str) -> str:
    lines, number = _line(draw, text)
    other = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(("delete", "double", "move", "join"))):
        case "delete":
            del lines[number]
        case "double":
            lines.insert(other, lines[number])
        case "move":
            lines.insert(other, lines.pop(number))
        case "join":
            lines[number : number + 2] = ["".join(lines[number : number + 2])]
    return "\n".join(lines)


def _reindented(draw: DrawFn, text: str) -> str:
    lines, number = _line(draw, text)
    indentation = draw(st.sampled_from(("", " ", "   ", "\t", "  \t", " " * 50)))
    lines[number] = indentation + (lines[number].lstrip() if draw(st.booleans()) else lines[number])
    return "\n".join(lines)


def _given_value(draw: DrawFn, text: str) -> str:
    lines, number = _line(draw, text)
    key, colon, _ = lines[number].partition(": ")
    lines[number] = key + (colon or " ") + draw(TEXTS)
    return "\n".join(lines)


def _renamed(draw: DrawFn, text: str) -> str:
    lines, number = _line(draw, text)
    key, colon, value = lines[number].partition(":")
    other, _, _ = lines[draw(st.integers(0, len(lines) - 1))].partition(":")
    indentation = " " * (len(key) - len(key.lstrip()))
    lines[number] = indentation + draw(TEXTS | st.just(other.strip())) + colon + value
    return "\n".join(lines)


def _places(document: Any, depth: int = 0) -> Iterator[tuple[int, Container, Any]]:
    """Every container of *document*, how deep it lies, and a key or a number of an entry."""
    if isinstance(document, dict | list):
        for key in document if isinstance(document, dict) else range(len(document)):
            yield depth, document, key
            yield from _places(document[key], depth + 1)


def _place(draw: DrawFn, document: Any) -> tuple[Any, Any]:
    """A container and its key: as often near the top as anywhere. A document without any is one itself."""
    places = [*_places(document)]
    if draw(st.booleans()):
        places = [place for place in places if place[0] < 3]
    _, container, key = draw(st.sampled_from(places)) if places else (0, [document], 0)
    return container, key


def _deleted(draw: DrawFn, document: Any) -> Any:
    copy = deepcopy(document)
    container, key = _place(draw, copy)
    del container[key]
    return copy


def _replaced(names: tuple[str, ...]) -> Callable[[DrawFn, Any], Any]:
    plain = st.sampled_from((*_EDGES, *_INFINITE, *_CONTAINERS, _nested(60), *names))
    values = plain | TEXTS | st.sampled_from(("\ud800", "a\udc00"))

    def replace(draw: DrawFn, document: Any) -> Any:
        copy = deepcopy(document)
        container, key = _place(draw, copy)
        value = draw(values)
        old = container[key]
        if isinstance(old, str) and isinstance(value, str) and draw(st.booleans()):
            value = old + value
        container[key] = deepcopy(value)
        return copy

    return replace


def _swapped(draw: DrawFn, document: Any) -> Any:
    """With a value from another place."""
    copy = deepcopy(document)
    source, name = _place(draw, document)
    container, key = _place(draw, copy)
    container[key] = deepcopy(source[name])
    return copy


def _doubled(draw: DrawFn, document: Any) -> Any:
    copy = deepcopy(document)
    container, key = _place(draw, copy)
    if isinstance(container, list):
        container.insert(key, deepcopy(container[key]))
    else:
        container[key] = [container[key], deepcopy(container[key])]
    return copy


def _named(names: tuple[str, ...]) -> Callable[[DrawFn, Any], Any]:
    def rename(draw: DrawFn, document: Any) -> Any:
        copy = deepcopy(document)
        container, key = _place(draw, copy)
        if isinstance(container, dict):
            name = draw(st.sampled_from(("\ud800", *names)) | TEXTS)
            container[name] = container.pop(key) if draw(st.booleans()) else deepcopy(container[key])
        return copy

    return rename
