"""The passages of a bank in the user's copies of its texts: where each is found, and how it is cited."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizgen.bank.bank import Bank
from quizgen.bank.lock import Lock, PassageRecord
from quizgen.bank.model import Passage, Text
from quizgen.base import files
from quizgen.base.problem import Failure, Problem, Severity, fail
from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record
from quizgen.passages.anchor.fingerprint import Fingerprint
from quizgen.passages.anchor.locate import resolve_anchors

ENVIRONMENT = "QUIZGEN_TEXTS"
"""The variable that may name the folder of texts."""


@dataclass(frozen=True, kw_only=True)
class Copies:
    """What became of every passage; empty where the user has no texts."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    """The user's texts, by the text's id."""
    located: Mapping[str, PassageMatch] = field(default_factory=dict)
    """The passages of these texts, by the passage's id."""

    def raw(self, bank: Bank, passage: str) -> str | None:
        """The raw text of a passage, None where it was not found."""
        located = self.located.get(passage)
        if located is None or located.span is None:
            return None
        start, end = located.span
        return self.documents[bank.text_of(bank.passages[passage]).id].raw[start:end]


def find_texts(bank: Bank, given: Path | None) -> Path | None:
    """The folder of texts: *given*, or the environment's, or ``texts`` beside the bank; None where there is none.

    Raises Failure where a folder that was named is not there.
    """
    named = given or (Path(value) if (value := os.environ.get(ENVIRONMENT)) else None)
    if named is not None and not named.is_dir():
        raise fail(str(named), "A101", "there is no such folder of texts", f"Mend --texts or {ENVIRONMENT}.")
    beside = bank.folder / "texts"
    return named or (beside if beside.is_dir() else None)


def locate(bank: Bank, texts: Path | None, lock: Lock | None) -> Copies:
    """Every passage of the texts that the folder *texts* holds; raises Failure where a text is not UTF-8."""
    documents: dict[str, Document] = {}
    located: dict[str, PassageMatch] = {}
    for text in bank.texts.values():
        raw = _read(texts, text) if texts else None
        if raw is None:
            continue
        document = documents[text.id] = Document.read(raw, text.begins)
        anchors = [_anchor(each, lock) for each in bank.passages.values() if bank.text_of(each) is text]
        located |= {each.id: each for each in resolve_anchors(document, anchors)}
    return Copies(documents=documents, located=located)


def _read(texts: Path, text: Text) -> str | None:
    path = texts / text.file
    hint = "Save the text as UTF-8, or mend its rights."
    try:
        is_there = path.is_file()
    except OSError:
        is_there = True  # and may not be looked at, which reading tells
    return files.read(path, shown=str(path), code="A102", hint=hint) if is_there else None


def _anchor(passage: Passage, lock: Lock | None) -> Anchor:
    print_ = lock.passages.get(passage.id) if lock else None
    return Anchor(
        id=passage.id,
        from_=passage.from_,
        through=passage.through,
        fingerprint=_fingerprint(print_) if print_ else None,
        ordinal=print_.first if print_ else 0,
        count=print_.last - print_.first + 1 if print_ and not print_.part else 0,
    )


def _fingerprint(print_: PassageRecord) -> Fingerprint:
    try:
        return Fingerprint.decode(print_.fingerprint)
    except ValueError:
        message = f"the fingerprint of {print_.name} is damaged"
        hint = f"Take the line from version control, or delete it and run `quizgen relock {print_.name}`."
        raise Failure(Problem(place=print_.place("print"), code="L107", message=message, hint=hint)) from None


def take_fingerprints(
    bank: Bank, found: Copies, lock: Lock, accept: frozenset[str] = frozenset()
) -> dict[str, PassageRecord]:
    """The fingerprints to lock: the locked ones, those of new passages, those of passages to *accept* as they are."""
    kept = {name: each for name, each in lock.passages.items() if name in bank.passages}
    for name, located in found.located.items():
        if located.span is None or (name in kept and name not in accept):
            continue
        document = found.documents[bank.text_of(bank.passages[name]).id]
        anchor = record(document, Anchor(id=name, from_=bank.passages[name].from_), located.span)
        assert anchor.fingerprint is not None
        kept[name] = PassageRecord(
            name=name,
            first=located.first,
            last=located.last,
            part=not anchor.count,
            fingerprint=anchor.fingerprint.encode(),
        )
    return kept


def lost(bank: Bank, found: Copies, among: Collection[str]) -> Iterator[Problem]:
    """Of the passages *among* all, those that the user's copy does not hold for sure: they are cited, not shown."""
    wrong = {bank.text_of(bank.passages[name]).id for name in among if _is_of_wrong_text(found, name)}
    for at in (bank.texts[text] for text in sorted(wrong)):
        message = f"{at.file} is another text than “{at.title}”: its passages are cited without their words"
        hint = f"Get this edition: {at.published}."
        yield Problem(place=at.place("file"), code="A112", message=message, hint=hint, severity=Severity.WARNING)
    for text, document in found.documents.items():
        if not document.begun and text not in wrong:
            at = bank.texts[text]
            message = f"no paragraph of {at.file} begins with “{at.begins}”, so ¶ 1 is its first block"
            hint = "Mend begins:, or use the edition that the bank was made from."
            place = at.place("begins")
            yield Problem(place=place, code="A111", message=message, hint=hint, severity=Severity.WARNING)
    for name, located in found.located.items():
        passage = bank.passages[name]
        if located.span is not None or name not in among or bank.text_of(passage).id in wrong:
            continue
        guess = f" The best guess is ¶ {located.guesses[0].ordinal}." if located.guesses else ""
        yield Problem(
            place=passage.place("from"),
            code="A110",
            message=f"{name} is {located.status} in {bank.text_of(passage).file}",
            hint=f"It is cited without its words.{guess} Mend from:, or `quizgen relock {name}`.",
            severity=Severity.WARNING,
        )


def _is_of_wrong_text(found: Copies, name: str) -> bool:
    return name in found.located and found.located[name].status is Status.WRONG_TEXT
