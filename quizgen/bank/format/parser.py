"""Reading a YAML file or text into a tree, with a problem for everything that is wrong with it as YAML."""

import codecs
import errno
from pathlib import Path

import yaml

from quizgen.bank.format.damage import may_be_misread, odd_characters, refusal, without_colon
from quizgen.bank.format.events import TreeBuilder
from quizgen.bank.format.tree import Tree
from quizgen.base import files
from quizgen.base.problem import Place, Problem

MAX_REPAIRS = 50
"""Colons in prose that are reported in one file before reading stops."""
MAX_REREAD = 8 * 2**20
"""Bytes that are read again after such colons: a file of 160 kB, which is a large one, gets all repairs."""

_COLON = "a colon and a space inside unquoted text, or a key at the wrong indentation"
_COLON_HINT = "Write prose as `key: >-` with the text indented on the next line."
_SYNTAX_HINT = (
    "The rest of this file was not read: mend this first. Usual causes: quotes, brackets, indentation, and text that"
    " begins with a mark such as * @ % & | and wants quotes."
)


def read(path: Path, shown_path: str, problems: list[Problem]) -> Tree | None:
    """The tree of the file at *path*, or None where it cannot be read.

    Adds to *problems*, under the name *shown_path*.
    """

    def report(code: str, message: str, hint: str) -> None:
        problems.append(Problem(place=Place(path=shown_path), code=code, message=message, hint=hint))

    try:
        data = files.read_bytes(path).removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        if error.errno == errno.EFBIG:
            report("Y103", str(error.strerror), "Split it, and list the parts under include:.")
        elif error.errno == errno.EISDIR:
            report("Y101", str(error.strerror), "Name a YAML file.")
        else:
            report("Y101", f"cannot be read: {error.strerror or error}", "Check the name and the rights of the file.")
        return None
    return _parse(data, shown_path, problems)


def parse(text: str, shown_path: str, problems: list[Problem]) -> Tree | None:
    """The tree of *text*, or None where it cannot be read. Adds to *problems*, under the name *shown_path*."""
    return _parse(text.encode(errors="surrogatepass"), shown_path, problems)


def _parse(data: bytes, path: str, problems: list[Problem]) -> Tree | None:
    # The parser looks at every byte; only where it refuses one, or may read on in spite of it, is the text searched.
    if may_be_misread(data) and (odd := odd_characters(data, path)):
        problems += odd
        return None
    for _ in range(min(MAX_REPAIRS, 1 + MAX_REREAD // max(1, len(data)))):
        event_problems: list[Problem] = []
        try:
            tree = TreeBuilder(data, path, event_problems).tree()
        except yaml.YAMLError as error:
            if odd := odd_characters(data, path):
                problems += odd
                return None
            message, offset = refusal(error, data)
            place = Place.within(path, data.decode(), offset)
            if not message.startswith("mapping values are not allowed"):
                problems += event_problems
                message = f"not valid YAML: {message}"
                problems.append(Problem(place=place, code="Y104", message=message, hint=_SYNTAX_HINT))
                return None
            problems.append(Problem(place=place, code="Y111", message=_COLON, hint=_COLON_HINT))
            repaired = without_colon(data, offset)
            if repaired is None:
                return None
            data = repaired
        else:
            problems += event_problems
            return tree
    return None
