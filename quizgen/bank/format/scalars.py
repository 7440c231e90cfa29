"""Readers of single values: text, ids, references, numbers, yes or no, and one word of several."""

import enum
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from quizgen.bank.format.context import BAD, Context, Reader, wrong
from quizgen.bank.format.schema import ID_PATTERN, MAX_ID, MAX_LANGUAGE, Id, Language, Ref, is_language
from quizgen.bank.format.tree import Node
from quizgen.base.annotations import Bounds
from quizgen.base.folding import composed
from quizgen.base.problem import Severity, did_you_mean
from quizgen.text.inline import Prose

_ID = re.compile(ID_PATTERN)
_DIGITS = re.compile("[0-9]+")
_MOST_DIGITS = 20
"""Digits of a number that a message repeats."""
_TRUE, _FALSE = ("yes", "true", "on"), ("no", "false", "off")


def _read_text(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return wrong(node, number, context, "text", "Write the text after the colon, or under `>-`.")
    if context.tree.is_cut(number):
        context.report(
            number,
            "Y113",
            "a “ #” cuts this text: what follows it is a comment to YAML",
            "Quote the text or write it under `>-`; put a comment on a line of its own.",
            Severity.WARNING,
        )
    text = composed(node.strip())
    if not text:
        context.report(number, "S204", "the value is empty", "Write it, or take the key out.")
        return BAD
    return text


def _read_id(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return wrong(node, number, context, "an id", "Write a short name such as peluso-sentence.")
    if not _ID.fullmatch(node) or len(node) > MAX_ID:
        hint = f"Use letters a–z, digits and hyphens, at most {MAX_ID}, such as peluso-sentence."
        context.report(number, "S204", f"“{node}” cannot be an id", hint)
        return BAD
    return node


def _read_language(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return wrong(node, number, context, "a language", "Write its tag, such as en or de-AT.")
    if not is_language(node):
        hint = f"Write letters, then digits and letters after hyphens, at most {MAX_LANGUAGE} in all, such as de-AT."
        context.report(number, "S204", f"“{node}” is not a language tag", hint)
        return BAD
    return node


def _read_ref(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return wrong(node, number, context, "an id", "Write the id of something that the bank defines.")
    return node


def _read_bool(node: Node, number: int, context: Context) -> Any:
    if type(node) is not str:
        return wrong(node, number, context, "yes or no", "Write yes or no.")
    word = node.lower()
    if word not in _TRUE + _FALSE:
        context.report(number, "S204", f"“{node}” is neither yes nor no", "Write yes or no.")
        return BAD
    return word in _TRUE


SCALARS: Mapping[object, Reader] = {
    str: _read_text,
    Prose: _read_text,
    Id: _read_id,
    Ref: _read_ref,
    Language: _read_language,
    bool: _read_bool,
}
"""The reader of each type of a scalar but of numbers, which have bounds."""


@cache
def number_reader(bounds: Bounds) -> Reader:
    """The reader of whole numbers within *bounds*."""
    most_digits = len(str(bounds.most))

    def read_number(node: Node, number: int, context: Context) -> Any:
        if type(node) is not str:
            return wrong(node, number, context, "a number", "Write a whole number.")
        if not _DIGITS.fullmatch(node):
            context.report(number, "S204", f"“{node}” is not a whole number", "Write digits only, such as 4.")
            return BAD
        digits = node.lstrip("0") or "0"
        # The digits are counted first: Python turns no more than some thousands of them into a number.
        if len(digits) > most_digits or not bounds.least <= int(digits) <= bounds.most:
            start = digits if len(digits) <= _MOST_DIGITS else f"{digits[:_MOST_DIGITS]}…"
            context.report(number, "S204", f"“{start}” is out of bounds", f"Write a number {bounds}.")
            return BAD
        return int(digits)

    return read_number


def word_reader(options: type[enum.Enum]) -> Reader:
    """The reader of one of the words of *options*."""
    by_word = {option.value: option for option in options}

    def read_word(node: Node, number: int, context: Context) -> Any:
        if type(node) is not str:
            return wrong(node, number, context, "one word", f"Write one of: {', '.join(by_word)}.")
        if node not in by_word:
            context.report(number, "S204", f"“{node}” is not known here", did_you_mean(node, by_word))
            return BAD
        return by_word[node]

    return read_word
