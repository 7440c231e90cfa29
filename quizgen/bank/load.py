"""Loading a bank: its head and all files that it includes, with every problem of one run."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from quizgen.bank import homes, references
from quizgen.bank.bank import Bank
from quizgen.bank.format import parser, readers
from quizgen.bank.format.context import Context
from quizgen.bank.format.schema import ID_PATTERN, BankObject
from quizgen.bank.items import Item
from quizgen.bank.model import DeckSpec, File, Head, Passage, Person, Section, Term, Text, Worksheet
from quizgen.base.files import shown
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Failure, Problem, Severity, fail

HEAD = "questions.yaml"
"""The name of a bank's head."""


def find(start: Path) -> Path:
    """The head of the bank in *start* or the nearest folder above it; raises Failure where there is none."""
    for folder in (start, *start.parents):
        if (folder / HEAD).is_file():
            return folder / HEAD
    raise fail(
        str(start),
        "B300",
        f"there is no {HEAD} here or in a folder above",
        "Go to the bank’s folder, name it with --bank PATH, or begin one with `quizgen init DIR`.",
    )


@no_garbage_collection()
def load(path: Path) -> tuple[Bank | None, list[Problem]]:
    """The bank whose head is *path* (a file, or the folder that holds it), and all problems found while reading.

    The bank is None where its head is unusable; otherwise it holds whatever is sound.
    """
    path = path.absolute()
    if path.is_dir() and (path / HEAD).exists():
        path = path / HEAD
    loader = _Loader(path.parent)
    head = loader.head(path)
    problems = loader.problems
    if head is None:
        return None, problems
    files = [head, *loader.files]
    people = _unique("person or term", (each for file in files for each in file.people), problems)
    bank = Bank(
        path=path,
        head=head,
        texts=_unique("text", head.texts, problems),
        sections=_unique("section", (section for text in head.texts for section in text.sections), problems),
        passages=_unique("passage", (each for file in files for each in _with_section(file)), problems),
        items=_unique("question", (each for file in files for each in file.questions), problems),
        people=people,
        terms=_unique("person or term", (each for file in files for each in file.terms), problems, beside=people),
        decks=_unique("deck", (file.deck for file in files if file.deck), problems),
        worksheets=_unique("worksheet", (each for file in files for each in file.worksheets), problems),
        text_of_section={section.id: text.id for text in head.texts for section in text.sections},
    )
    problems += references.check(bank, loader.declared, loader.elsewhere)
    problems += homes.check(bank)
    # What is only half there is left out, so that nothing downstream meets a reference to nothing.
    whole = not any(problem.severity is Severity.ERROR for problem in problems)
    if whole:  # else what a selection misses may be what was left out
        problems += homes.empty(bank)
    return replace(_in_reading_order(references.sound(bank)), unread=tuple(loader.unread), whole=whole), problems


def require(path: Path) -> tuple[Bank, list[Problem]]:
    """The bank without errors, and the lesser problems; raises Failure with all problems where there is an error."""
    bank, problems = load(path)
    if bank is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise Failure(*problems)
    return bank, problems


def _in_reading_order(bank: Bank) -> Bank:
    """The bank with passages and questions in the order of the texts' sections, whatever the names of the files."""
    place = {name: index for index, name in enumerate(bank.sections)}
    passages = sorted(bank.passages.values(), key=lambda each: place[each.section])

    def position(item: Item) -> int:
        cited = bank.passages_of(item)
        joins = len({bank.text_of(each).id for each in cited}) > 1
        return place[cited[0].section] + joins * len(place)  # what joins texts comes after all of them

    items = sorted(bank.items.values(), key=position)
    return replace(bank, passages={each.id: each for each in passages}, items={item.id: item for item in items})


def _with_section(file: File) -> Iterator[Passage]:
    for passage in file.passages:
        if passage.section or not file.section:
            yield passage
        else:
            yield replace(passage, section=file.section)


_W = TypeVar("_W", bound=BankObject)
_I = TypeVar("_I", Text, Section, Passage, Item, Person, Term, DeckSpec, Worksheet)


def _unique(
    what: str, objects: Iterable[_I], problems: list[Problem], beside: Mapping[str, BankObject] = MappingProxyType({})
) -> dict[str, _I]:
    """Objects by id, each id once among them and those *beside* them in the same name space."""
    found: dict[str, _I] = {}
    for each in objects:
        first = found.get(each.id) or beside.get(each.id)
        if first is None:
            found[each.id] = each
            continue
        message = f"the {what} “{each.id}” is there already: {first.place()}"
        hint = "Ids are unique in the bank: rename one (a published id keeps its name)."
        problems.append(Problem(place=each.place(), code="B302", message=message, hint=hint))
    return found


def _names_in(path: Path) -> set[str]:
    """All that may be an id in a file that cannot be read as YAML: a reference to one is no second fault."""
    try:
        return set(re.findall(ID_PATTERN, path.read_bytes().decode(errors="replace")))
    except OSError:
        return set()


_INSIDE = "Include only files that lie below the bank’s own folder."


class _Loader:
    """Reads the head and follows its includes."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.problems: list[Problem] = []
        self.files: list[File] = []
        self.declared: dict[type, set[str]] = {}
        self.elsewhere: set[str] = set()
        self.read_from: dict[Path, str] = {}
        self.unread: list[str] = []

    def head(self, path: Path) -> Head | None:
        self.read_from[path.resolve()] = "the head of the bank"
        head = self._read(Head, path)
        if head is not None:
            self._include(head, path)
        return head

    def _read(self, cls: type[_W], path: Path) -> _W | None:
        name = shown(path)
        tree = parser.read(path, name, self.problems)
        if tree is None:
            return None
        context = Context(tree, self.problems)
        value = readers.read(cls, context)
        for written, ids in context.declared.items():
            self.declared.setdefault(written, set()).update(ids)
        return value

    def _include(self, file: File, path: Path) -> None:
        for name in file.include:
            try:
                target = (path.parent / name).resolve()
                target.exists()
            except (OSError, ValueError) as error:
                self._report(file, "B304", f"“{name[:60]}” can be no file: {error}"[:160], "Mend the name.")
                continue
            if not target.is_relative_to(self.root):
                self._report(file, "B303", f"“{name}” leads out of the bank’s folder", _INSIDE)
            elif target.is_dir():
                found = sorted(each for each in target.rglob("*.yaml") if each.is_file())
                if not found:
                    self._report(
                        file,
                        "B304",
                        f"the folder “{name}” holds no .yaml file",
                        "Add one, or take the line out.",
                    )
                for each in map(Path.resolve, found):
                    if not each.is_relative_to(self.root):
                        self._report(file, "B303", f"“{each}” leads out of the bank’s folder", _INSIDE)
                    elif each not in self.read_from:
                        self._one(file, name, each)
            elif not target.is_file():
                self._report(
                    file,
                    "B304",
                    f"there is no file “{name}”",
                    "Mend the name: it is read from this file’s folder.",
                )
            else:
                self._one(file, name, target)

    def _one(self, file: File, name: str, target: Path) -> None:
        target = target.resolve()
        if target in self.read_from:
            message = f"“{name}” is read already, as {self.read_from[target]}"
            self._report(file, "B305", message, "Include each file once, and no file from itself.")
            return
        self.read_from[target] = f"an include of {file.origin.path}"
        part = self._read(File, target)
        if part is None:
            self.unread.append(shown(target))
            self.elsewhere |= _names_in(target)
        else:
            self.files.append(part)
            self._include(part, target)

    def _report(self, file: File, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place=file.place("include"), code=code, message=message, hint=hint))
