"""Characters that command a terminal or turn the direction of a line, shown by their numbers in Unicode instead."""

import json
import re

_COMMANDS = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # all control characters but tab and line feed
_DIRECTIONS = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u206f"
_BREAKS = "\\u2028\\u2029"
_NO_CHARACTERS = "\\ud800-\\udfff\\ufffe\\uffff"
_HIDDEN = re.compile(f"[{_COMMANDS}{_DIRECTIONS}{_BREAKS}{_NO_CHARACTERS}]")


def visible(text: str) -> str:
    """Return *text* with what acts and is not seen replaced by its code points, such as [U+001B].

    Tabs and line feeds stay. Whatever a command prints of a bank, a text, a form, a package or a path passes through
    here: otherwise a bank from somebody else could set a window's title or turn a message around.
    """
    return _HIDDEN.sub(lambda match: code_points(match[0]), text)


def visible_line(text: str) -> str:
    """Return *text* as ``visible`` does, on one line: with line feeds by their code points too."""
    return visible(text).replace("\n", code_points("\n"))


def visible_json(text: str) -> str:
    r"""Return *text*, which is JSON, with the same characters escaped as JSON does: \u202e."""
    return _HIDDEN.sub(lambda match: json.dumps(match[0])[1:-1], text)


def code_points(text: str) -> str:
    """Return the code points of *text* in brackets, such as [U+1F600], to print in place of it."""
    return "".join(f"[U+{ord(character):04X}]" for character in text)
