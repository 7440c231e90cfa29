"""Loading a bank: its head and all files that it includes, and all problems in them in one run."""

import fnmatch
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from quizgen.bank import drafts, file_names, homes, own_packs, references
from quizgen.bank.bank import Bank
from quizgen.bank.entries import Person, Term
from quizgen.bank.format import parser, readers
from quizgen.bank.format.context import Context
from quizgen.bank.format.schema import ID_PATTERN, BankObject
from quizgen.bank.items import Item
from quizgen.bank.model import DeckSpec, File, Head, Passage, Section, Text, Worksheet
from quizgen.bank.sessions import Session
from quizgen.base.files import display_path, is_there, read_bytes
from quizgen.base.garbage import no_garbage_collection
from quizgen.base.problem import Failure, Problem, Severity, fail

HEAD = "questions.yaml"
"""The name of a bank's head."""


def find(start: Path) -> Path:
    """Return the path of the head in *start* or in the nearest folder above it; raises Failure where there is none."""
    for folder in (start, *start.parents):
        if is_there(folder / HEAD):
            return folder / HEAD
    raise fail(
        str(start),
        "B300",
        f"there is no {HEAD} here or in a folder above",
        "Go to the bank’s folder, name it with --bank PATH, or begin one with `quizgen init DIR`.",
    )


@no_garbage_collection()
def load(path: Path) -> tuple[Bank | None, list[Problem]]:
    """Return the bank whose head is *path* (a file, or the folder that has it), and all problems found while reading.

    The bank is None where its head is unusable; otherwise objects with errors are left out of it.
    """
    path = path.absolute()
    if os.path.isdir(path) and is_there(path / HEAD):
        path = path / HEAD
    loader = _Loader(path.parent)
    head = loader.head(path)
    problems = loader.problems
    if head is None:
        return None, problems
    bank = replace(_assemble(path, head, loader.files, problems), packs=own_packs.read(path.parent, problems))
    problems += references.check(bank, loader.declared, loader.elsewhere)
    problems += drafts.check(bank)
    bank = drafts.apart(bank)
    problems += homes.check(bank)
    problems += file_names.check(bank)
    is_whole = not _has_error(problems)
    if is_whole:  # otherwise what a selection lacks may be what was left out
        problems += homes.empty(bank)
    # Objects with a reference to nothing are left out, so that nothing downstream meets one.
    bank = _in_reading_order(references.sound(bank))
    return replace(bank, files=loader.paths, unread=tuple(loader.unread), whole=is_whole), problems


def require(path: Path) -> tuple[Bank, list[Problem]]:
    """Return the bank, and warnings and notes about it; raises Failure with all problems where there is an error."""
    bank, problems = load(path)
    if bank is None or _has_error(problems):
        raise Failure(*problems)
    return bank, problems


def _has_error(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _assemble(path: Path, head: Head, included: Iterable[File], problems: list[Problem]) -> Bank:
    """Return the bank of these files, its objects in the order of the files; duplicate IDs are added to *problems*."""
    files = (head, *included)
    people = _unique("person or term", (person for file in files for person in file.people), problems)
    terms = (term for file in files for term in file.terms)
    return Bank(
        path=path,
        head=head,
        texts=_unique("text", head.texts, problems),
        sections=_unique("section", (section for text in head.texts for section in text.sections), problems),
        passages=_unique("passage", (passage for file in files for passage in _with_section(file)), problems),
        items=_unique("question", (item for file in files for item in file.questions), problems),
        people=people,
        terms=_unique("person or term", terms, problems, beside=people),
        decks=_unique("deck", (file.deck for file in files if file.deck), problems),
        worksheets=_unique("worksheet", (sheet for file in files for sheet in file.worksheets), problems),
        sessions=_unique("session", (session for file in files for session in file.sessions), problems),
        text_of_section={section.id: text.id for text in head.texts for section in text.sections},
    )


def _in_reading_order(bank: Bank) -> Bank:
    """Return the bank with passages and questions in the order of the texts' sections, whatever the files' names."""
    section_index = {section: index for index, section in enumerate(bank.sections)}
    passages = sorted(bank.passages.values(), key=lambda passage: section_index[passage.section])

    def position(item: Item) -> tuple[bool, int]:
        cited = bank.passages_of(item)
        joins_texts = len({bank.text_of(passage).id for passage in cited}) > 1
        first = section_index[cited[0].section] if cited else 0  # without texts the order is that of the files
        return joins_texts, first  # questions that join texts come after all others

    items = sorted(bank.items.values(), key=position)
    return replace(
        bank,
        passages={passage.id: passage for passage in passages},
        items={item.id: item for item in items},
    )


def _with_section(file: File) -> Iterator[Passage]:
    for passage in file.passages:
        if passage.section or not file.section:
            yield passage
        else:
            yield replace(passage, section=file.section)


_W = TypeVar("_W", bound=BankObject)
_I = TypeVar("_I", Text, Section, Passage, Item, Person, Term, DeckSpec, Worksheet, Session)


def _unique(
    what: str, objects: Iterable[_I], problems: list[Problem], beside: Mapping[str, BankObject] = MappingProxyType({})
) -> dict[str, _I]:
    """Return *objects* by ID.

    An ID that an earlier object has, or one of those *beside* them in the same name space, is added to *problems*.
    """
    unique: dict[str, _I] = {}
    for new in objects:
        first = unique.get(new.id) or beside.get(new.id)
        if first is None:
            unique[new.id] = new
            continue
        message = f"the {what} “{new.id}” is there already: {first.place()}"
        hint = "Ids are unique in the bank: rename one (a published id keeps its name)."
        problems.append(Problem(place=new.place(), code="B302", message=message, hint=hint))
    return unique


def _possible_ids(path: Path) -> set[str]:
    """Return all that may be an ID in a file that cannot be read as YAML: a reference to one is no second error."""
    try:
        return set(re.findall(ID_PATTERN, read_bytes(path).decode(errors="replace")))
    except OSError:
        return set()


_INSIDE = "Include only files that lie below the bank’s own folder."


class _Loader:
    """Reads the head and follows its includes."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        """The folder that all files must be in."""
        self.problems: list[Problem] = []
        self.files: list[File] = []
        """The included files, in the order in which they were read."""
        self.declared: dict[type, set[str]] = {}
        """The IDs of all objects by their class, of those with errors too."""
        self.elsewhere: set[str] = set()
        """All that may be an ID in the files that could not be read."""
        self.unread: list[str] = []
        """The files that could not be read."""
        self._read_as: dict[Path, str] = {}

    def head(self, path: Path) -> Head | None:
        """Return the head at *path*, after all that it includes; None where the head is unusable."""
        self._read_as[path.resolve()] = "the head of the bank"
        head = self._read(Head, path)
        if head is not None:
            self._include_all(head, path)
        return head

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files that are read, without links, the head first."""
        return tuple(self._read_as)

    def _read(self, cls: type[_W], path: Path) -> _W | None:
        name = display_path(path)
        tree = parser.read(path, name, self.problems)
        if tree is None:
            return None
        context = Context(tree, self.problems)
        value = readers.read(cls, context)
        for class_, ids in context.declared.items():
            self.declared.setdefault(class_, set()).update(ids)
        return value

    def _include_all(self, file: File, path: Path) -> None:
        for name in file.include:
            self._include(file, path, name)

    def _include(self, file: File, path: Path, name: str) -> None:
        """Include what *file*, which is at *path*, names: a file, or all YAML files of a folder."""
        try:
            target = Path(os.path.realpath(path.parent / name))
        except (OSError, ValueError) as error:
            self._report(file, "B304", f"“{name[:60]}” can be no file: {error}"[:160], "Mend the name.")
            return
        if not target.is_relative_to(self.root):
            self._report(file, "B303", f"“{name}” leads out of the bank’s folder", _INSIDE)
        elif os.path.isdir(target):
            self._include_folder(file, name, target)
        elif is_there(target):
            self._include_file(file, name, target)
        else:
            hint = "Mend the name: it is read from this file’s folder."
            self._report(file, "B304", f"there is no file “{name[:300]}”", hint)

    def _include_folder(self, file: File, name: str, folder: Path) -> None:
        unreadable: list[OSError] = []
        targets: list[Path] = []
        for parent, _, names in os.walk(folder, onerror=unreadable.append):
            targets += (path for path in map(Path(parent).joinpath, fnmatch.filter(names, "*.yaml")) if is_there(path))
        for error in unreadable:
            message = f"the folder “{display_path(Path(error.filename))}” cannot be read: {error.strerror}"
            self._report(file, "Y101", message, "Change the folder’s permissions.")
        if not targets and not unreadable:
            self._report(file, "B304", f"the folder “{name}” holds no .yaml file", "Add one, or take the line out.")
        for target in map(Path.resolve, sorted(targets)):
            if not target.is_relative_to(self.root):
                self._report(file, "B303", f"“{target}” leads out of the bank’s folder", _INSIDE)
            elif target not in self._read_as:  # a folder may have files that are included by name as well
                self._include_file(file, name, target)

    def _include_file(self, file: File, name: str, target: Path) -> None:
        """Include *target*, a path without links, which *file* includes as *name*."""
        if target in self._read_as:
            message = f"“{name}” is read already, as {self._read_as[target]}"
            self._report(file, "B305", message, "Include each file once, and no file from itself.")
            return
        self._read_as[target] = f"an include of {file.origin.path}"
        part = self._read(File, target)
        if part is None:
            self.unread.append(display_path(target))
            self.elsewhere |= _possible_ids(target)
        else:
            self.files.append(part)
            self._include_all(part, target)

    def _report(self, file: File, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place=file.place("include"), code=code, message=message, hint=hint))
