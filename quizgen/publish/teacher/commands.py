"""The commands that make another worksheet like one of the bank, for those who have the program and the bank."""

import re
import shlex
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.file_names import same_name
from quizgen.bank.format.schema import MAX_ID
from quizgen.bank.model import Selection, Worksheet
from quizgen.bank.select import chosen
from quizgen.publish.paths import for_teachers, form_name, outputs
from quizgen.worksheet.form.model import Form

_BARE: Final = re.compile(r"[\w./:-]+")
# Within double quotes, which all shells know, these have a meaning in one or the other.
_SPECIAL: Final = re.compile(r'["\\$`!%]')


def new_worksheet(bank: Bank, worksheet: Worksheet, form: Form) -> str:
    """Return the command that makes *worksheet* of *bank* once more, under a name that no worksheet of it has.

    Given in the folder of the bank it chooses the questions of *form*, in the same order.
    """
    options = [*_selected(bank, worksheet.select, form), *_printed(worksheet)]
    return _command("--bank", bank.path.name, "--name", _free_name(bank, worksheet.id), *options)


def in_large_print(bank: Bank, form: Form) -> str:
    """Return the command that prints the saved *form* again in large print, given in the folder of the bank."""
    # The default folder of outputs, by its name: a page says nothing of the machine on which it is made.
    saved = outputs(bank.folder).relative_to(bank.folder) / for_teachers(form.worksheet) / form_name(form)
    return _command("--bank", bank.path.name, "--form", saved.as_posix(), "--large-print")


def _selected(bank: Bank, select: Selection, form: Form) -> Iterator[str]:
    """Yield the options that choose the questions of *form*; they are named by the codes that the sheet shows."""
    if select.joining:  # no option says so
        printed = {question.item for question in form.questions}
        yield from _repeated("id", [bank.code_of(item) for item in chosen(bank, select) if item.id in printed])
        return
    yield from _repeated("text", select.texts)
    yield from _repeated("section", select.sections)
    yield from _repeated("passage", select.passages)
    yield from _repeated("kind", select.kinds)
    yield from _repeated("level", select.levels)
    yield from _repeated("tag", select.tags)
    yield from _repeated("id", [bank.code_of(bank.items[item_id]) for item_id in select.ids])
    yield from _repeated("exclude", [bank.code_of(bank.items[item_id]) for item_id in select.exclude])
    for option in ("limit", "marks", "minutes"):
        if value := getattr(select, option):
            yield from (f"--{option}", str(value))


def _printed(worksheet: Worksheet) -> Iterator[str]:
    yield from ("--title", worksheet.title)
    if worksheet.instructions:
        yield from ("--instructions", worksheet.instructions)
    yield from ("--style", worksheet.style)
    for option in ("choice", "word-bank", "section-titles"):
        if getattr(worksheet, option.replace("-", "_")):
            yield f"--{option}"
    if worksheet.leaves:
        yield from _repeated("leaf", dict.fromkeys((*worksheet.style.leaves, *worksheet.leaves)))
    yield from ("--versions", str(worksheet.versions), "--seed", str(worksheet.seed), "--paper", worksheet.paper)


def _repeated(option: str, values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from (f"--{option}", value)


def _free_name(bank: Bank, name: str) -> str:
    """Return *name* with the first number, from 2, with which no worksheet of *bank* has it."""
    names = (f"{name[: MAX_ID - 1 - len(str(number))].rstrip('-')}-{number}" for number in count(2))
    return next(free for free in names if not any(same_name(free, taken) for taken in bank.worksheets))


def _command(*arguments: str) -> str:
    return " ".join(["quizgen worksheet", *map(_quoted, arguments)])


def _quoted(argument: str) -> str:
    """Return an argument as shells read it: in double quotes, which Windows knows too, wherever these are enough."""
    if _BARE.fullmatch(argument):
        return argument
    return shlex.quote(argument) if _SPECIAL.search(argument) else f'"{argument}"'
