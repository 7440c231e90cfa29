"""The user's copies of a bank's texts: where each passage is in them, and its fingerprint for the lock."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.lock import Lock, PassageRecord
from quizgen.bank.model import Passage, Text
from quizgen.base import files
from quizgen.base.folding import composed
from quizgen.base.problem import Failure, Problem, Severity, fail
from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record as record_anchor
from quizgen.passages.anchor.fingerprint import Fingerprint
from quizgen.passages.anchor.locate import resolve_anchors

ENVIRONMENT = "QUIZGEN_TEXTS"
"""The variable that may name the folder of texts."""
MAX_BYTES = 8 * 2**20
"""A larger text is refused: the Bible has 4.5 MB, the longest novels have less than 8; each takes seconds."""
FEW: Final = 3
"""So many lost or changed passages of a text need no count: our own judgement."""


@dataclass(frozen=True, kw_only=True)
class Copies:
    """The user's texts, and what was found of each passage in them; empty where the user has no texts."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    """The user's texts, by the text's id."""
    matches: Mapping[str, PassageMatch] = field(default_factory=dict)
    """The passages of these texts, by the passage's id."""


def find_texts(bank: Bank, given: Path | None) -> Path | None:
    """The folder of texts: *given*, or the environment's, or ``texts`` beside the bank; None where there is none.

    Raises Failure where a folder that was named is not there.
    """
    named = given or (Path(value) if (value := os.environ.get(ENVIRONMENT)) else None)
    if named is not None and not os.path.isdir(named):
        message = "this folder of texts cannot be read" if files.is_there(named) else "there is no such folder of texts"
        raise fail(str(named), "A101", message, f"Mend --texts or {ENVIRONMENT}.")
    beside = bank.folder / "texts"
    return named or (beside if os.path.isdir(beside) else None)


def locate(bank: Bank, texts: Path | None, lock: Lock | None) -> Copies:
    """Every passage of the texts that the folder *texts* holds; raises Failure where a text is not UTF-8."""
    documents: dict[str, Document] = {}
    matches: dict[str, PassageMatch] = {}
    for text in bank.texts.values():
        raw = _read(texts, text) if texts else None
        if raw is None:
            continue
        document = documents[text.id] = Document.read(raw, text.begins)
        passages = [passage for passage in bank.passages.values() if bank.text_of(passage) is text]
        anchors = [_anchor(passage, lock.passages.get(passage.id) if lock else None) for passage in passages]
        matches |= {match.id: match for match in resolve_anchors(document, anchors)}
    return Copies(documents=documents, matches=matches)


def _read(texts: Path, text: Text) -> str | None:
    path = texts / text.file
    shown_path = files.display_path(path)
    hint = "Save the text as UTF-8, or mend its rights."
    if not files.is_there(path):
        return None
    if _size(path) > MAX_BYTES:
        message = f"the text is larger than {MAX_BYTES // 2**20} MiB, and no single book is"
        raise fail(shown_path, "A104", message, "Split the text into its volumes, each a text of its own.")
    # One letter may be written as one character or as two; either way it is one letter everywhere.
    return composed(files.read(path, display=shown_path, code="A102", hint=hint))


def _size(path: Path) -> int:
    """The size of a file in bytes; 0 where it may not be looked at, which reading reports."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _anchor(passage: Passage, record: PassageRecord | None) -> Anchor:
    return Anchor(
        id=passage.id,
        from_=passage.from_,
        through=passage.through,
        fingerprint=_fingerprint(record) if record else None,
        ordinal=record.first if record else 0,
        count=record.last - record.first + 1 if record and not record.part else 0,
    )


def _fingerprint(record: PassageRecord) -> Fingerprint:
    try:
        return Fingerprint.decode(record.fingerprint)
    except ValueError:
        message = f"the fingerprint of {record.name} is damaged"
        hint = f"Take the line from version control, or delete it and run `quizgen relock {record.name}`."
        raise Failure(Problem(place=record.place("print"), code="L107", message=message, hint=hint)) from None


def take_fingerprints(
    bank: Bank, copies: Copies, lock: Lock, accept: frozenset[str] = frozenset()
) -> dict[str, PassageRecord]:
    """Return the records to lock, by passage: the locked ones, those of new passages and of those to *accept* as found.

    Records of passages that the bank no longer has are left out.
    """
    records = {name: record for name, record in lock.passages.items() if name in bank.passages}
    for name, match in copies.matches.items():
        if match.span is None or (name in records and name not in accept):
            continue
        passage = bank.passages[name]
        document = copies.documents[bank.text_of(passage).id]
        anchor = record_anchor(document, Anchor(id=name, from_=passage.from_), match.span)
        assert anchor.fingerprint is not None
        records[name] = PassageRecord(
            name=name,
            first=match.first,
            last=match.last,
            part=not (anchor.count and match.first),  # what begins before ¶ 1 has no number of paragraphs
            fingerprint=anchor.fingerprint.encode(),
        )
    return records


def lost(bank: Bank, copies: Copies, among: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each of the passages *among* all that the user's copy does not contain for sure.

    They are cited and not shown. A file that is another text, and one without the opening words of ¶ 1, are told once.
    Of a text that has lost or changed many they are counted, too.
    """
    wrong: set[str] = {bank.text_of(bank.passages[name]).id for name in among if _is_of_wrong_text(copies, name)}
    for text_id in sorted(wrong):
        yield _wrong_text(bank.texts[text_id])
    for text_id, document in copies.documents.items():
        if not document.begun and text_id not in wrong:
            yield _not_begun(bank.texts[text_id])
    for text_id in copies.documents:
        if text_id not in wrong:
            yield from _lost_in(bank, bank.texts[text_id], copies, among)


def _lost_in(bank: Bank, text: Text, copies: Copies, among: Collection[str]) -> Iterator[Problem]:
    matches = [
        match
        for name, match in copies.matches.items()
        if name in among and bank.text_of(bank.passages[name]).id == text.id
    ]
    lost_ones = [match for match in matches if match.span is None]
    changed = sum(match.status is Status.CHANGED for match in matches)
    if len(lost_ones) + changed > FEW:
        yield _counted(text, len(matches), len(lost_ones), changed)
    for match in lost_ones:
        yield _not_found(bank.passages[match.id], text, match)


def _is_of_wrong_text(copies: Copies, name: str) -> bool:
    return name in copies.matches and copies.matches[name].status is Status.WRONG_TEXT


def _wrong_text(text: Text) -> Problem:
    message = f"{text.file} is another text than “{text.title}”: its passages are cited without their words"
    hint = f"Get this edition: {text.published}."
    return Problem(place=text.place("file"), code="A112", message=message, hint=hint, severity=Severity.WARNING)


def _not_begun(text: Text) -> Problem:
    message = f"no paragraph of {text.file} begins with “{text.begins}”, so ¶ 1 is its first block"
    hint = "Mend begins:, or use the edition that the bank was made from."
    return Problem(place=text.place("begins"), code="A111", message=message, hint=hint, severity=Severity.WARNING)


def _counted(text: Text, count: int, lost_ones: int, changed: int) -> Problem:
    message = (
        f"of {count} passages of {text.file}, {lost_ones} are not shown, and {changed} are shown as they read there"
    )
    hint = f"A better copy has them all: {text.published}."
    return Problem(place=text.place("file"), code="A113", message=message, hint=hint, severity=Severity.WARNING)


def _not_found(passage: Passage, text: Text, match: PassageMatch) -> Problem:
    guess = f" The best guess is ¶ {match.guesses[0].ordinal}." if match.guesses else ""
    return Problem(
        place=passage.place("from"),
        code="A110",
        message=f"{passage.id} is {match.status} in {text.file}",
        hint=f"It is cited without its words.{guess} Mend from:, or `quizgen relock {passage.id}`.",
        severity=Severity.WARNING,
    )
